//! Whether a sentence ends with a run of marks, by what stands before the marks and what follows them.

use super::boundaries::Run;
use super::classes::{is_closing_bracket, is_closing_quote, is_dash};
use super::tokens::Period;
use super::view::{Between, Opening, View};
use super::{cues, lists};
use crate::lexicon::AbbreviationKind;
use crate::model::TokenKind;

/// The name below a quotation has at most this many words.
const MAX_SIGNATURE: usize = 4;

/// How a run reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Abbreviation(AbbreviationKind),
    Initial,
    Stop,
    Ellipsis,
    /// A question mark or an exclamation mark.
    Call,
    Emoticon,
}

fn mark_of(view: &View<'_>, run: &Run) -> Mark {
    match view.period(run.start) {
        Period::Of(kind) if run.marks_end == run.start + 1 => return Mark::Abbreviation(kind),
        Period::Initial if run.marks_end == run.start + 1 => return Mark::Initial,
        _ => {}
    }
    if matches!(view.first(run.start), ':' | ';' | '=') {
        return Mark::Emoticon;
    }
    let (mut dots, mut calls) = (0, false);
    for at in run.start..run.marks_end {
        match view.first(at) {
            '…' => dots += 3,
            '?' | '!' | '؟' | '‼' | '⁇' | '⁈' | '⁉' => calls = true,
            _ => dots += 1,
        }
    }
    match dots {
        _ if calls => Mark::Call,
        0 | 1 => Mark::Stop,
        _ => Mark::Ellipsis,
    }
}

/// Whether the sentence that began at `start` ends with `run`, after which white space follows.
pub(super) fn ends(view: &View<'_>, start: usize, run: &Run) -> bool {
    let core = view.core(run.end);
    let opening = view.opening(core);
    if opening == Opening::Continuing {
        return false;
    }
    if is_signed(view, run.end) {
        return false;
    }
    if run.smiles {
        return opening != Opening::Symbol;
    }
    match mark_of(view, run) {
        Mark::Initial => false,
        Mark::Abbreviation(kind) => ends_with_abbreviation(view, start, run, kind, core),
        Mark::Stop => ends_with_stop(view, start, run, core),
        Mark::Ellipsis => run.start > start && ends_with_ellipsis(view, run, core),
        Mark::Call => ends_with_call(view, run, core),
        Mark::Emoticon => matches!(opening, Opening::Starter | Opening::Capital),
    }
}

fn ends_with_abbreviation(view: &View<'_>, start: usize, run: &Run, kind: AbbreviationKind, core: usize) -> bool {
    let opening = view.opening(core);
    match kind {
        AbbreviationKind::Inner | AbbreviationKind::BeforeNumber => false,
        AbbreviationKind::BeforeName => core == run.end && cues::is_strong_starter(view.word(core)),
        AbbreviationKind::MayEnd if is_dash(view.first(run.end)) || is_opening_phrase(view, start, run.start) => false,
        AbbreviationKind::MayEnd if opening == Opening::Starter => true,
        AbbreviationKind::MayEnd => {
            view.first(run.start).is_lowercase() && opening == Opening::Capital && !cues::is_calendar(view.word(core))
        }
    }
}

/// Whether the sentence so far is a short phrase such as `At 5 a.m.`, which cannot stand alone.
fn is_opening_phrase(view: &View<'_>, start: usize, at: usize) -> bool {
    at - start <= 2 && cues::is_preposition(view.word(start)) && view.is_capitalized(start)
}

fn ends_with_stop(view: &View<'_>, start: usize, run: &Run, core: usize) -> bool {
    if lists::is_point(view, start, run.start) {
        return false;
    }
    match view.opening(core) {
        Opening::Lower => {
            !run.quoted && run.end == run.marks_end && is_plain_word(view, run.start) && view.is_lower_word(core)
        }
        _ => true,
    }
}

/// Whether the token before a stop is an ordinary word, unlike an abbreviation that no list knows.
fn is_plain_word(view: &View<'_>, stop: usize) -> bool {
    let Some(last) = stop.checked_sub(1) else { return false };
    let word = view.word(last);
    view.is_lower_word(last)
        && (word.len() > 2 && word.contains(['a', 'e', 'i', 'o', 'u', 'y']) || cues::is_short_word(word))
}

fn ends_with_ellipsis(view: &View<'_>, run: &Run, core: usize) -> bool {
    let spaced = !view.is_attached(run.start) && !view.is_attached(run.start + 1);
    let dots = run.marks_end - run.start;
    match view.opening(core) {
        Opening::Starter if view.word(core).starts_with('I') && view.word(core) != "In" => !(spaced && dots == 3),
        Opening::Starter | Opening::Capital => !(run.quoted && is_attributed(view, run.end)),
        _ => false,
    }
}

fn ends_with_call(view: &View<'_>, run: &Run, core: usize) -> bool {
    let Some(last) = run.start.checked_sub(1) else { return view.opening(core) != Opening::Lower };
    if is_year_in_brackets(view, run.end) || cues::is_exclaimed_name(view.word(last)) {
        return view.opening(core) == Opening::Starter;
    }
    match view.opening(core) {
        Opening::Lower => {
            let may_be_name = view.is_capitalized(last) && !view.is_shouted(last);
            !run.quoted && run.end == run.marks_end && !may_be_name
        }
        _ => !(run.quoted && is_attributed(view, run.end)),
    }
}

/// Whether a number in brackets follows, as after the title of a work: `Hello! (1965)`.
fn is_year_in_brackets(view: &View<'_>, at: usize) -> bool {
    view.word(at) == "(" && view.is(at + 1, TokenKind::Number) && view.word(at + 2) == ")"
}

/// Whether a dash and a name are the rest of the block, as below a quotation: `"We agree." — Anna Berg`.
fn is_signed(view: &View<'_>, at: usize) -> bool {
    if !is_dash(view.first(at)) {
        return false;
    }
    let name = at + 1;
    let words =
        (name..name + MAX_SIGNATURE).take_while(|at| view.is_capitalized(*at) || view.period(*at) != Period::None);
    let words = words.count();
    words > 0 && view.before(name + words) >= Between::Newline
}

/// Whether a name and a verb of speaking follow a quotation: `"Will it pass?" Ms. Dole asked.`
fn is_attributed(view: &View<'_>, at: usize) -> bool {
    let is_name =
        |at: &usize| view.is_capitalized(*at) && !cues::is_starter(view.word(*at)) || view.period(*at) != Period::None;
    let names = if view.word(at) == "I" { 1 } else { (at..at + 3).take_while(is_name).count() };
    names > 0 && cues::is_reporting_verb(view.word(at + names))
}

/// Whether the sentence ends although no space follows the run: `the end.The next`.
pub(super) fn ends_without_space(view: &View<'_>, run: &Run) -> bool {
    let Some(last) = run.start.checked_sub(1) else { return false };
    if view.period(run.start) != Period::None || !view.is_attached(run.start) {
        return false;
    }
    let core = view.core(run.end);
    match mark_of(view, run) {
        Mark::Ellipsis => begins_word(view, core) && view.is_lower_word(core + 1),
        Mark::Call if view.is_lower_word(core) => {
            core == run.marks_end && is_plain_word(view, run.start) && view.word(core).len() > 1
        }
        _ => can_end_without_space(view, last) && begins_word(view, core),
    }
}

/// Whether a token before a mark is unlike the first part of a name: a small word, a bracket or quotation that closes.
fn can_end_without_space(view: &View<'_>, last: usize) -> bool {
    let before = view.first(last);
    view.is_lower_word(last) && view.word(last).len() > 1
        || is_closing_bracket(before)
        || view.is(last, TokenKind::Punctuation) && is_closing_quote(before)
}

/// Whether the token is a word with one capital and small letters after it, or the pronoun.
fn begins_word(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    view.is_capitalized(at) && (word.chars().nth(1).is_some_and(char::is_lowercase) || matches!(word, "I" | "A"))
}

/// The end of the sentence where its stop touches the last word and three dots apart from it stand for words left out:
/// `compounds. . . . The practice` ends after the first period.
pub(super) fn stop_before_omission(view: &View<'_>, run: &Run) -> Option<usize> {
    let dots = run.start + 1..run.marks_end;
    let is_omission = dots.len() == 3 && dots.clone().all(|at| view.word(at) == ".") && !view.is_attached(dots.start);
    let is_stop = view.is_attached(run.start) && view.word(run.start) == "." && run.end == run.marks_end;
    (is_stop && is_omission).then_some(dots.start)
}
