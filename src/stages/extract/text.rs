//! Plain text: one file, one record.

use std::ops::ControlFlow;

use super::{Emit, FormatDoc, Input, SourceFormat, whole};
use crate::config::InputSettings;

/// Plain text in any charset.
#[derive(Debug)]
pub(super) struct Text;

static DOC: FormatDoc = FormatDoc {
    what: "Plain text in any charset and with any kind of line end. One file is one record: its bytes as they are.",
    example: "Foreign Minister meets the Ambassador of Chile\n\
              2023-03-14 18:30\n\n\
              The two sides signed an agreement on maritime transport on Tuesday.\n",
    not_for: "Several releases in one file: put them into JSON Lines, one a line, so that each gets a row of its own.",
};

impl SourceFormat for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn doc(&self) -> &'static FormatDoc {
        &DOC
    }

    fn records(&self, input: Input<'_>, settings: &InputSettings, emit: &mut Emit<'_>) -> ControlFlow<()> {
        emit(whole::record(input, self.name(), settings))
    }
}
