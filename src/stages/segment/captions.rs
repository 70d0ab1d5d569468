//! Headings without a mark: the number of a figure before its caption, the day of issue under a title.

use super::cues;
use super::view::{Between, Opening, View};
use crate::model::TokenKind;

/// Tokens of a day of issue: `Tuesday, January 18, 2022`.
const DAY_TOKENS: usize = 6;

/// Whether a caption begins at `at`, or what follows a heading.
pub(super) fn begins(view: &View<'_>, start: usize, at: usize) -> bool {
    begins_caption(view, start, at) || begins_day(view, at) || follows_day(view, start, at)
}

/// Whether the sentence so far is the number of a figure or table, and a capital follows: `Figure 1.2 ‖ The map`.
fn begins_caption(view: &View<'_>, start: usize, at: usize) -> bool {
    at == start + 2
        && matches!(view.word(start), "Figure" | "Table")
        && view.is(start + 1, TokenKind::Number)
        && matches!(view.opening(view.core(at)), Opening::Starter | Opening::Capital)
}

/// Whether a whole day with its weekday stands at `at` as the last of its block, below a title.
fn begins_day(view: &View<'_>, at: usize) -> bool {
    if !is_day(view, at) {
        return false;
    }
    let last = at - 1;
    let is_open = view.is(last, TokenKind::Punctuation) && !matches!(view.first(last), '\'' | '"' | '’' | '”')
        || cues::is_connector(view.word(last));
    !is_open && view.before(at + DAY_TOKENS) >= Between::Newline
}

/// Whether the sentence so far is a whole day with its weekday.
fn follows_day(view: &View<'_>, start: usize, at: usize) -> bool {
    at == start + DAY_TOKENS && is_day(view, start) && matches!(view.opening(at), Opening::Starter | Opening::Capital)
}

fn is_day(view: &View<'_>, at: usize) -> bool {
    view.word(at + 1) == ","
        && cues::is_weekday(view.word(at))
        && cues::is_calendar(view.word(at + 2))
        && view.is(at + 3, TokenKind::Number)
        && view.word(at + 4) == ","
        && view.is(at + 5, TokenKind::Number)
}
