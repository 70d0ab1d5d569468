//! The extract stage: finds inputs and cuts them into raw records, whatever the container.
//!
//! ```text
//! input.path ─► plan ─► Entry … ─► open ─► decompress ─► format ─► RawRecord … | Rejected …
//! ```
//!
//! [`plan`] lists what there is and fails only where the environment is at fault; [`read`] never fails: what cannot be
//! read is a [`Rejected`] with a stable code. Compression is a wrapper around any format, so a format sees plain bytes.
//! A new format is one file and one line of [`FORMATS`].

mod compression;
mod docs;
mod error;
mod format;
mod input;
mod json_object;
mod jsonl;
mod limits;
mod lines;
mod markdown;
mod overlap;
mod plan;
mod reject;
mod root;
mod selection;
mod sniff;
mod source_path;
mod stamp;
mod stored;
mod text;
mod version;
mod whole;

use std::any::Any;
use std::cell::Cell;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::config::InputSettings;
use crate::model::{Code, Diagnostic, RawRecord, Rejected};

pub use compression::Compression;
pub use docs::markdown;
pub use error::ExtractError;
pub use format::{FORMATS, FormatDoc, Reading, SourceFormat};
pub use input::{Input, Source};
pub use overlap::refuse_overlap;
pub use plan::{Entry, Plan, plan};
pub use reject::excerpt;
pub use stamp::Stamp;
pub use stored::{Stored, reread};

use limits::Limits;
use plan::Kind;
use stored::StoredHasher;

/// What reading an entry hands over, one at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extracted {
    Record(RawRecord),
    Rejected(Rejected),
}

/// Takes what was extracted and says whether to go on.
pub type Emit<'a> = dyn FnMut(Extracted) -> ControlFlow<()> + 'a;

/// Reads one entry and hands over its records in order; stops early when `emit` breaks. Never fails: problems are
/// [`Rejected`]. Gives the stored bytes that were read on the way; nothing where the file could not be opened.
///
/// A panic in a reader is a fault of ours that costs this entry, not the run; one in `emit` is the caller's own.
pub fn read(entry: &Entry, settings: &InputSettings, emit: &mut Emit<'_>) -> Option<Stored> {
    let mut seen = StoredHasher::default();
    let (emitted, is_emitting) = (Cell::new(0u64), Cell::new(false));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        records(entry, settings, &mut seen, &mut |extracted| {
            is_emitting.set(true);
            let flow = emit(extracted);
            is_emitting.set(false);
            emitted.set(emitted.get() + 1);
            flow
        })
    }));
    match outcome {
        Ok(Ok(())) => Some(seen.stored()),
        Ok(Err(diagnostic)) => {
            // A break is the caller's own wish: nothing is left to do here.
            let _ = emit(Extracted::Rejected(reject::unread(entry, diagnostic)));
            None
        }
        Err(panic) => {
            // A file that is one record has given it: a second row would be one too many.
            if is_emitting.get() || (emitted.get() > 0 && !entry.is_container()) {
                resume_unwind(panic);
            }
            let diagnostic = reject::diagnostic(Code::Panic, panic_message(panic.as_ref()));
            let _ = emit(Extracted::Rejected(reject::unread(entry, diagnostic)));
            Some(seen.stored())
        }
    }
}

/// # Errors
/// Why the file could not be opened.
fn records(
    entry: &Entry,
    settings: &InputSettings,
    seen: &mut StoredHasher,
    emit: &mut Emit<'_>,
) -> Result<(), Diagnostic> {
    match &entry.kind {
        Kind::Rejected(diagnostic) => Err(diagnostic.clone()),
        Kind::Readable(reading) => {
            let input = Input::open(entry, *reading, Limits::of(settings), seen)?;
            let _ = reading.format.records(input, settings, emit);
            Ok(())
        }
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic without a message")
}

#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod tests;
