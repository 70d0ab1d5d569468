//! Markdown: one file, one record.

use std::ops::ControlFlow;

use super::{Emit, FormatDoc, Input, SourceFormat, whole};
use crate::config::InputSettings;

/// Text with light markup.
#[derive(Debug)]
pub(super) struct Markdown;

static DOC: FormatDoc = FormatDoc {
    what: "Text with light markup, as converters of web pages write it. One file is one record: its bytes as they are, \
           marks included.",
    example: "# Joint statement on fisheries\n\n\
              *OSLO, 14 March 2023*\n\n\
              Norway and Iceland agreed on the quotas for herring.\n",
    not_for: "Documents that live by their markup, such as tables or code: the marks stay in the text.",
};

impl SourceFormat for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md"]
    }

    fn doc(&self) -> &'static FormatDoc {
        &DOC
    }

    fn records(&self, input: Input<'_>, settings: &InputSettings, emit: &mut Emit<'_>) -> ControlFlow<()> {
        emit(whole::record(input, self.name(), settings))
    }
}
