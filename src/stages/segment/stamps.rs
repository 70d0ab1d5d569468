//! Dates with a clock time in figures, as mail programs write them above a message: `01/20/2022 08:56 PM`.

use super::cues;
use super::view::{Between, Opening, View};
use crate::model::TokenKind;

/// A stamp has at most this many tokens: five of the date, five of the time, `AM` or `PM`.
const MAX_TOKENS: usize = 11;

/// Fewer tokens make no stamp.
const MIN_TOKENS: usize = 8;

/// Whether a stamp begins at `at`, right after the name of a sender: a boundary, since none of the two is a sentence.
pub(super) fn begins(view: &View<'_>, at: usize) -> bool {
    if !view.is(at, TokenKind::Number) {
        return false;
    }
    let sender = at - 1;
    let is_sender = match view.first(sender) {
        '>' | ')' | '"' => true,
        _ => view.is_link(sender) || view.is_capitalized(sender) && !is_part_of_date(view.word(sender)),
    };
    is_sender && end(view, at).is_some()
}

fn is_part_of_date(word: &str) -> bool {
    cues::is_calendar(word) || cues::is_preposition(word) || cues::is_weekday(word)
}

/// Whether the message under a stamp begins at `at`, in a sentence that began at `start`.
pub(super) fn begins_message(view: &View<'_>, start: usize, at: usize) -> bool {
    let Some(stamp) = before(view, at) else { return false };
    match view.opening(view.core(at)) {
        Opening::Starter => true,
        Opening::Capital => !cues::is_calendar(view.word(at)),
        Opening::Lower => stamp == start,
        _ => false,
    }
}

/// The first token of the stamp that ends right before `at`.
pub(super) fn before(view: &View<'_>, at: usize) -> Option<usize> {
    let last = at.checked_sub(1)?;
    if !view.is(last, TokenKind::Number) && !is_half_of_day(view.word(last)) {
        return None;
    }
    (MIN_TOKENS..=MAX_TOKENS).filter_map(|length| at.checked_sub(length)).find(|start| end(view, *start) == Some(at))
}

/// The token after the stamp that begins at `at`.
fn end(view: &View<'_>, at: usize) -> Option<usize> {
    let is_figure = |at: usize| view.is(at, TokenKind::Number) && view.word(at).len() <= 4;
    let joins = |at: usize, marks: [&str; 2]| {
        marks.contains(&view.word(at)) && view.is_attached(at) && view.is_attached(at + 1) && is_figure(at + 1)
    };
    let is_date = is_figure(at) && joins(at + 1, ["/", "-"]) && joins(at + 3, ["/", "-"]);
    let clock = at + 5;
    if !is_date || view.before(clock) != Between::Space || !is_figure(clock) || !joins(clock + 1, [":", "."]) {
        return None;
    }
    let end = if joins(clock + 3, [":", "."]) { clock + 5 } else { clock + 3 };
    Some(if is_half_of_day(view.word(end)) { end + 1 } else { end })
}

fn is_half_of_day(word: &str) -> bool {
    matches!(word, "AM" | "PM" | "am" | "pm")
}
