//! Labels that begin a line of their own wherever they stand: `Subject:`, `WHERE:`, `Photo:`.

use super::cues;
use super::view::View;
use crate::model::TokenKind;

/// Whether a label begins at `at`, after words that no mark ends.
pub(super) fn begins(view: &View<'_>, at: usize) -> bool {
    let is_sent_by = view.word(at) == "Sent" && view.word(at + 1) == "by";
    let colon = if is_sent_by { at + 2 } else { at + 1 };
    if view.word(colon) != ":" || !view.is_attached(colon) || !cues::is_field(view.word(at)) {
        return false;
    }
    let last = at - 1;
    let is_open = view.is(last, TokenKind::Punctuation) && !matches!(view.first(last), ')' | '>' | '"' | '”')
        || cues::is_connector(view.word(last));
    !is_open
}
