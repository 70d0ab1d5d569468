//! Text that remembers where it came from: spans, aligned text, code-point counting.
//!
//! This is the lowest room of the house; it knows nothing of documents or tables.

mod aligned;
mod chars;
mod span;

pub use aligned::{AlignedText, AlignedTextBuilder, Editor};
pub use chars::CharIndex;
pub use span::Span;
