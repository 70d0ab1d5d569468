//! Text that remembers where it came from: spans, aligned text, code-point counting.
//!
//! This is the lowest room of the house; it knows nothing of documents or tables.

mod aligned;
mod chars;
mod lower;
mod printable;
mod span;
mod word_set;

pub use aligned::{AlignedText, AlignedTextBuilder, Editor};
pub use chars::CharIndex;
pub use lower::push_lower;
pub use printable::{PrintablePath, is_steering, printable, printable_json, printable_lines, printable_path};
pub use span::Span;
pub use word_set::WordSet;
