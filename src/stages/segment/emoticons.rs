//! Faces made of marks: `:)`, `;-(`, `^_^`. One after a sentence belongs to it, and may be all that ends it.

use super::view::View;

/// The token after an emoticon that begins at `at`, parted by spaces from what is around it.
pub(super) fn end(view: &View<'_>, at: usize) -> Option<usize> {
    let end = match view.word(at) {
        ":" | ";" | "=" => mouth_end(view, at + 1)?,
        "(" if matches!(view.word(at + 1), ":" | "=") => at + 2,
        "^" if matches!(view.word(at + 1), "_" | "-") && view.word(at + 2) == "^" => at + 3,
        _ => return None,
    };
    let is_tight = (at + 1..end).all(|at| view.is_attached(at));
    (is_tight && !view.is_attached(at) && !view.is_attached(end)).then_some(end)
}

/// The token after a mouth, with or without a nose before it.
fn mouth_end(view: &View<'_>, at: usize) -> Option<usize> {
    let mouth = if view.word(at) == "-" { at + 1 } else { at };
    matches!(view.word(mouth), ")" | "(" | "D" | "P" | "p").then_some(mouth + 1)
}
