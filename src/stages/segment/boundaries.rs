//! Where sentences end: a walk over the tokens of a block.

use super::brackets::Brackets;
use super::classes::{ends_without_space, is_bullet, is_closing_bracket, is_closing_quote, is_terminal};
use super::follow;
use super::tokens::Period;
use super::view::{Between, Opening, View};
use super::{captions, cues, emoticons, fields, letters, lists, lost_punctuation, stamps, unmarked};
use crate::model::{Gap, TokenKind};

/// A run of marks that may end a sentence, with the quotation marks and brackets that close after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The first token of the run: a mark, or an abbreviation with its period.
    pub(super) start: usize,
    /// The token after the marks.
    pub(super) marks_end: usize,
    /// The token after what closes.
    pub(super) end: usize,
    pub(super) quoted: bool,
    /// Whether an emoticon is the last that belongs to it.
    pub(super) smiles: bool,
}

/// An editor's remark after a sentence has at most this many words.
const MAX_NOTE: usize = 4;

/// The positions at which the sentences of a block end: for each the token after its last.
pub(super) fn sentence_ends(view: &View<'_>, gaps: &[Gap]) -> Vec<usize> {
    let brackets = Brackets::of(view);
    let mut ends = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < view.len() {
        if at > start && begins(view, start, at, gaps, &brackets) {
            ends.push(at);
            start = at;
        }
        let Some(run) = run_at(view, at) else {
            at += 1;
            continue;
        };
        at = run.marks_end;
        if let Some(end) = end_after(view, start, &run, &brackets) {
            ends.push(end);
            start = end;
            at = end;
        }
    }
    if start < view.len() {
        ends.push(view.len());
    }
    ends
}

/// Whether a sentence begins at `at` whatever mark stands before it.
fn begins(view: &View<'_>, start: usize, at: usize, gaps: &[Gap], brackets: &Brackets) -> bool {
    match view.before(at) {
        Between::BlankLine => true,
        Between::Newline => begins_line(view, start, at),
        Between::Space if brackets.guard(start, at) => false,
        Between::Space => {
            let is_point = is_bullet(view.first(at)) && !is_bullet(view.first(at - 1));
            is_point
                || lists::first_point(view, at)
                || lists::next_point(view, start, at)
                || lost_punctuation::begins(view, at, gaps)
                || begins_part(view, start, at)
        }
        Between::Nothing => false,
    }
}

/// Whether a part of a text that lost its line ends begins at `at`.
fn begins_part(view: &View<'_>, start: usize, at: usize) -> bool {
    // None does between two ordinary words, which most tokens are.
    if view.is_small(at) && view.is_small(at - 1) {
        return false;
    }
    stamps::begins(view, at)
        || stamps::begins_message(view, start, at)
        || captions::begins(view, start, at)
        || fields::begins(view, at)
        || letters::begins(view, start, at)
        || unmarked::begins(view, start, at)
}

/// Whether the line that begins at `at` is a sentence of its own: a point of a list, or a line after a complete one.
fn begins_line(view: &View<'_>, start: usize, at: usize) -> bool {
    if is_bullet(view.first(at)) || lists::marker(view, at).is_some() {
        return true;
    }
    let last = at - 1;
    let is_open = matches!(view.first(last), ',' | '(' | '[' | '-' | '–' | '—' | '&' | '/')
        || cues::is_connector(view.word(last))
        || lists::is_point(view, start, last)
        || matches!(view.period(last), Period::Initial);
    let goes_on = matches!(view.opening(view.core(at)), Opening::Lower | Opening::Continuing);
    !is_open && !goes_on
}

/// The run that begins at `at`, if a mark that may end a sentence stands there.
fn run_at(view: &View<'_>, at: usize) -> Option<Run> {
    if let Some(end) = emoticons::end(view, at) {
        return Some(Run { start: at, marks_end: end, end, quoted: false, smiles: false });
    }
    let is_mark = |at: usize| view.is(at, TokenKind::Punctuation) && is_terminal(view.first(at));
    if !is_mark(at) && view.period(at) == Period::None {
        return None;
    }
    let mut marks_end = at + 1;
    while is_mark(marks_end) && (view.is_attached(marks_end) || continues_dots(view, marks_end)) {
        marks_end += 1;
    }
    let mut end = marks_end;
    let mut quoted = false;
    while closes(view, end) {
        quoted |= is_closing_quote(view.first(end));
        end += 1;
    }
    let after_notes = skip_notes(view, end);
    let smiley = emoticons::end(view, after_notes).filter(|_| view.before(after_notes) == Between::Space);
    Some(Run { start: at, marks_end, end: smiley.unwrap_or(after_notes), quoted, smiles: smiley.is_some() })
}

/// Whether the period at `at` goes on with dots that have spaces between them: `. . .`.
fn continues_dots(view: &View<'_>, at: usize) -> bool {
    view.word(at) == "." && view.word(at - 1) == "." && view.before(at) == Between::Space
}

/// Whether the token closes a quotation or bracket after a mark. Straight quotation marks must touch what they close.
fn closes(view: &View<'_>, at: usize) -> bool {
    let c = view.first(at);
    if !view.is(at, TokenKind::Punctuation) || !(is_closing_quote(c) || is_closing_bracket(c)) {
        return false;
    }
    match view.before(at) {
        Between::Nothing => true,
        Between::Space => !matches!(c, '"' | '\'' | '’'),
        Between::Newline | Between::BlankLine => false,
    }
}

/// The token after the footnotes that follow a sentence: `policy. [3] [4]`, `policy.3`.
fn skip_notes(view: &View<'_>, from: usize) -> usize {
    let is_number = view.is(from, TokenKind::Number)
        && view.is_attached(from)
        && view.word(from).len() < 4
        && from >= 2
        && view.is_lower_word(from - 2)
        && view.before(from + 1) >= Between::Space;
    if is_number {
        return from + 1;
    }
    let mut at = from;
    while let Some(end) = note_end(view, at) {
        at = end;
    }
    at
}

/// The token after a note in square brackets that begins at `at`: a number, or an editor's remark of a few small words.
fn note_end(view: &View<'_>, at: usize) -> Option<usize> {
    if view.before(at) > Between::Space || view.word(at) != "[" {
        return None;
    }
    let words = (at + 1..at + 1 + MAX_NOTE).take_while(|at| view.is_lower_word(*at)).count();
    let close = if view.is(at + 1, TokenKind::Number) { at + 2 } else { at + 1 + words };
    // A single word in square brackets counts a point or stands in for another word.
    (close != at + 1 && (words == 0 || words > 1) && view.word(close) == "]").then_some(close + 1)
}

/// Where the sentence that began at `start` ends, if it does so with this run.
fn end_after(view: &View<'_>, start: usize, run: &Run, brackets: &Brackets) -> Option<usize> {
    if run.end >= view.len() || view.before(run.end) == Between::BlankLine {
        return Some(run.end);
    }
    if brackets.guard(start, run.start) && brackets.guard(start, run.end - 1) || is_omission(view, run) {
        return None;
    }
    if let Some(end) = follow::stop_before_omission(view, run) {
        return Some(end);
    }
    let ends = if ends_without_space(view.first(run.marks_end - 1)) {
        true
    } else if view.is_attached(run.end) {
        follow::ends_without_space(view, run)
    } else {
        follow::ends(view, start, run)
    };
    ends.then_some(run.end)
}

/// Whether the run is dots alone between brackets: `[...]` stands for words that were left out.
fn is_omission(view: &View<'_>, run: &Run) -> bool {
    run.start > 0
        && matches!(view.word(run.start - 1), "[" | "(")
        && view.is_attached(run.start)
        && matches!(view.first(run.marks_end), ']' | ')')
}
