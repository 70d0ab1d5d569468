//! Measuring: gold documents, what the pipeline makes of them, and how far the two agree.
//!
//! ```text
//! GOLD ─► gold::read ─┬─────────────────┬─► score ─► Scores
//!                     └─► documents() ──┘
//! ```
//!
//! Both sides are [`gold::GoldDocument`]s in coordinates of the raw text, so that any other system's output can be measured
//! by the same rules. `docs/evaluation.md` says what each number means.

pub mod gold;
mod pairing;
mod score;
mod system;

pub use pairing::paired;
pub use score::{
    Coarse, CountryScore, Counts, Disagreement, ErrorKind, LinkScore, Links, Measure, PersonScores, ScoreOptions,
    Scores, Share, SpanScore, markdown_table, score,
};
pub use system::documents;
