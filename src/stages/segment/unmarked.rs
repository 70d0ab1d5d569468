//! Sentences that begin although no mark ends the one before them, as where line ends were lost.

use super::classes::is_dash;
use super::tokens::Period;
use super::view::{Between, Opening, View};
use super::{cues, lists};
use crate::model::TokenKind;

/// So many like marks in a row, or more, are a rule between two parts of a text.
const RULE_MARKS: usize = 4;

/// A row of underscores is a rule only from this length on; shorter ones are blanks of a form.
const RULE_UNDERSCORES: usize = 20;

/// The name of an institution says so within this many words.
const MAX_INSTITUTION: usize = 3;

/// A clause that a small word ends has at least this many tokens.
const MIN_CLAUSE: usize = 3;

/// Rows are followed so far only, so that long ones take linear time.
const MAX_ROW: usize = 32;

/// Whether a sentence begins at `at`, though the token before it is no mark that ends sentences.
pub(super) fn begins(view: &View<'_>, start: usize, at: usize) -> bool {
    if view.is(at, TokenKind::Punctuation) {
        return is_rule(view, at)
            || follows_rule(view, at)
            || lists::next_dash(view, start, at)
            || follows_link(view, at);
    }
    follows_rule(view, at)
        || follows_link(view, at)
        || follows_angle(view, at)
        || opens_clause(view, start, at)
        || follows_broken_clause(view, start, at)
}

/// Whether a rule that stands alone begins at `at`.
fn is_rule(view: &View<'_>, at: usize) -> bool {
    let needed = needed(view.first(at));
    let row = 1 + (at + 1..at + MAX_ROW).take_while(|at| continues_row(view, *at)).count();
    needed > 0
        && view.first(at) != view.first(at - 1)
        && row >= needed
        && !view.is_attached(at)
        && !(row < MAX_ROW && view.is_attached(at + row))
}

/// Whether a rule ends right before `at`.
fn follows_rule(view: &View<'_>, at: usize) -> bool {
    let last = at - 1;
    let needed = needed(view.first(last));
    if needed == 0 || view.first(at) == view.first(last) {
        return false;
    }
    let row = 1 + (0..MAX_ROW).take_while(|back| last > *back && continues_row(view, last - back)).count();
    row >= needed && !(row < MAX_ROW && view.is_attached(at - row))
}

fn continues_row(view: &View<'_>, at: usize) -> bool {
    view.is_attached(at) && view.first(at) == view.first(at - 1)
}

/// How many of a mark make a rule; none do of any other character.
fn needed(c: char) -> usize {
    match c {
        '-' | '=' | '*' | '~' | '#' => RULE_MARKS,
        '_' => RULE_UNDERSCORES,
        _ => 0,
    }
}

/// Whether the token before `at` is an address on the web or of a mailbox, with which a line ended.
fn follows_link(view: &View<'_>, at: usize) -> bool {
    let last = at - 1;
    if !view.is_link(last) {
        return false;
    }
    let is_page = view.is_page(last);
    if view.is_page(at) {
        return is_page;
    }
    let core = view.core(at);
    let is_new = match view.opening(core) {
        Opening::Starter => true,
        Opening::Capital => is_page || !(at..at + MAX_INSTITUTION).any(|at| cues::is_institution(view.word(at))),
        _ => false,
    };
    is_new && view.word(at + 1) != ":" && (core == at || is_page && !is_dash(view.first(at)))
}

/// Whether the token before `at` closes angle brackets, as those around the name of a file.
fn follows_angle(view: &View<'_>, at: usize) -> bool {
    let last = at - 1;
    view.first(last) == '>'
        && view.is_attached(last)
        && !matches!(view.first(last - 1), '-' | '=')
        && view.is_capitalized(at)
}

/// Whether a word that opens a clause has a capital after a word that can end one: `in touch ‖ Please write`.
fn opens_clause(view: &View<'_>, start: usize, at: usize) -> bool {
    view.is_small(at + 1)
        && view.before(at + 1) == Between::Space
        && cues::is_clause_opener(view.word(at))
        && can_end_clause(view, start, at - 1)
}

/// Whether the clause that began at `start` can end with the token `last`.
fn can_end_clause(view: &View<'_>, start: usize, last: usize) -> bool {
    if view.period(last) != Period::None
        || cues::is_connector(view.word(last))
        || cues::is_reporting_verb(view.word(last))
    {
        return false;
    }
    match view.first(last) {
        ')' => !lists::closes_marker(view, last),
        _ if view.is(last, TokenKind::Number) => last > start,
        _ if cues::is_request(view.word(last + 1)) => {
            view.is(last, TokenKind::Word) && !cues::is_starter(view.word(last))
        }
        _ => view.is_lower_word(last) && last - start >= MIN_CLAUSE - 1,
    }
}

/// Whether a speaker broke a clause off with a dash before `at`, and begins another one: `the point is — ‖ You know it.`
fn follows_broken_clause(view: &View<'_>, start: usize, at: usize) -> bool {
    if view.opening(at) != Opening::Starter || matches!(view.word(at), "I" | "No") {
        return false;
    }
    let Some(last) = before_dash(view, at) else { return false };
    let takes_up = |earlier: usize| view.word(earlier).eq_ignore_ascii_case(view.word(at));
    cues::is_dangling(view.word(last)) && !takes_up(start) && !takes_up(last)
}

/// The token before a dash of one or two marks that stands before `at`, parted by spaces.
fn before_dash(view: &View<'_>, at: usize) -> Option<usize> {
    let is_dash = |at: &usize| is_dash(view.first(*at));
    let second = at.checked_sub(1).filter(is_dash)?;
    let first = if view.is_attached(second) { second.checked_sub(1).filter(is_dash)? } else { second };
    first.checked_sub(1).filter(|_| !view.is_attached(first))
}
