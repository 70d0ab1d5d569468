//! The published version as the state of the next run: what was read then, what is there now, and what there is to do.
//!
//! ```text
//! current ─► baseline (manifest, ledger) ─┐
//! input   ─► plan ────────────────────────┴─► delta ─► survey: what to read, which rows to keep, or why all is read anew
//! ```

mod baseline;
mod content;
mod delta;
mod fingerprint;
mod ledger;
mod preview;
mod survey;
mod tsv;

pub use baseline::Refresh;
pub use preview::{Preview, preview};
pub use survey::Changes;

pub(super) use baseline::Baseline;
pub(super) use content::{Content, failure};
pub(super) use delta::Began;
pub(super) use fingerprint::Fingerprint;
pub(super) use ledger::{Ledger, Line};
pub(super) use survey::{Survey, SurveyOptions};
