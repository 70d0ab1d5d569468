//! Numbered points: `1. We agree`, `2) The sides`, `a. The first`.

use super::classes::is_bullet;
use super::cues;
use super::view::{Between, View};
use crate::model::TokenKind;

/// The number or letter that begins a point of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Number(u32),
    Letter(char),
    /// A number with parts, `2.1`: it heads a section, and no point follows it on the same line.
    Section,
}

impl Marker {
    /// Whether `self` is the next point after `before`.
    fn follows(self, before: Marker) -> bool {
        match (before, self) {
            (Marker::Number(a), Marker::Number(b)) => b == a + 1,
            (Marker::Letter(a), Marker::Letter(b)) => u32::from(b) == u32::from(a) + 1,
            _ => false,
        }
    }
}

/// Longer words count no points.
const MAX_MARKER_BYTES: usize = 5;

/// The marker at token `at`, if a period or bracket follows it at once and then a space.
pub(super) fn marker(view: &View<'_>, at: usize) -> Option<Marker> {
    let marks = (at + 1..at + 3).take_while(|at| view.is_attached(*at) && matches!(view.word(*at), "." | ")")).count();
    let is_parted = view.before(at + 1 + marks) >= Between::Space;
    if marks > 0 && is_parted { value(view, at) } else { None }
}

/// The number or letter of token `at`, if it could count points.
fn value(view: &View<'_>, at: usize) -> Option<Marker> {
    let word = view.word(at);
    if view.is(at, TokenKind::Number) {
        let is_section = word.contains('.') && word.len() <= 8 && word.bytes().all(|b| b == b'.' || b.is_ascii_digit());
        let number = || word.parse().ok().filter(|_| word.len() <= 3).map(Marker::Number);
        return if is_section { Some(Marker::Section) } else { number() };
    }
    let mut chars = word.chars();
    let letter = chars.next().filter(|c| c.is_alphabetic())?;
    let is_numeral = word.len() <= 5 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (chars.next().is_none() || is_numeral).then_some(Marker::Letter(letter))
}

/// Where the marker of a sentence stands: after a bullet, an opening bracket, or the name of a part.
fn marker_place(view: &View<'_>, start: usize) -> usize {
    let skips = is_bullet(view.first(start)) || matches!(view.first(start), '(' | '*') || is_heading(view.word(start));
    if skips { start + 1 } else { start }
}

/// Whether a word with a number names a part of a document: `Article 3.`
fn is_heading(word: &str) -> bool {
    matches!(
        word,
        "Annex" | "Article" | "Chapter" | "Figure" | "Item" | "Part" | "Point" | "Section" | "Step" | "Table"
    )
}

/// Whether the token before `mark` is all of the sentence so far, and counts a point.
pub(super) fn is_point(view: &View<'_>, start: usize, mark: usize) -> bool {
    let place = marker_place(view, start);
    place + 1 == mark && value(view, place).is_some()
}

/// Whether the first point of a list begins at token `at`, after a colon.
pub(super) fn first_point(view: &View<'_>, at: usize) -> bool {
    view.word(at - 1) == ":" && marker(view, at) == Some(Marker::Number(1))
}

/// Whether a point of the same list begins at token `at`, in a sentence that begins at `start` with a marker.
pub(super) fn next_point(view: &View<'_>, start: usize, at: usize) -> bool {
    if view.word(at).len() > MAX_MARKER_BYTES {
        return false;
    }
    let Some(found) = marker(view, at) else { return false };
    let place = marker_place(view, start);
    let Some(first) = marker(view, place).filter(|_| at > place + 1) else { return false };
    let text_at = (at + 1..at + 4).find(|at| !view.is_attached(*at)).unwrap_or_default();
    let previous = at - 1;
    found.follows(first)
        && view.is_capitalized(text_at)
        && !view.is_attached(at)
        && !view.is_capitalized(previous)
        && !cues::is_connector(view.word(previous))
}

/// Whether the bracket at `at` belongs to the marker of a point: `2)`, `(a)`.
pub(super) fn closes_marker(view: &View<'_>, at: usize) -> bool {
    let Some(inside) = at.checked_sub(1).filter(|_| view.is_attached(at)) else { return false };
    let place = if view.word(inside) == "." { inside.saturating_sub(1) } else { inside };
    value(view, place).is_some()
}

/// Whether a dash at `at` begins a point: the first of a list after a colon, or one after another.
pub(super) fn next_dash(view: &View<'_>, start: usize, at: usize) -> bool {
    let is_dash =
        |at: usize| view.word(at) == "-" && view.before(at) >= Between::Space && view.before(at + 1) == Between::Space;
    is_dash(at) && at > start + 1 && (is_dash(start) || view.word(at - 1) == ":")
}
