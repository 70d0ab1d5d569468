//! The registry of formats and the codes of the quarantine as a page of Markdown: `docs/formats.md`.

use std::fmt::Write;

use super::{Compression, FORMATS};
use crate::model::Code;

/// The page.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Source formats and quarantine codes\n\n\
         Generated from `src/stages/extract/` and `src/model/diagnostic.rs`; do not edit.\n",
    );
    let endings: Vec<String> = Compression::ALL.iter().map(|c| format!("`.{}`", c.extension())).collect();
    let _ = writeln!(page, "\nAny format may be compressed: {} after its own ending.", endings.join(" or "));
    for format in FORMATS {
        let doc = format.doc();
        let endings: Vec<String> = format.extensions().iter().map(|ending| format!("`.{ending}`")).collect();
        let _ = writeln!(page, "\n## {}\n\nEndings: {}.\n\n{}", format.name(), endings.join(", "), doc.what);
        let _ = writeln!(page, "\n```\n{}\n```\n\nNot for: {}", doc.example.trim_end(), doc.not_for);
    }
    page.push_str("\n## Quarantine codes\n\n| code | meaning | what to do |\n|---|---|---|\n");
    for code in Code::ALL {
        let _ = writeln!(page, "| `{}` | {} | {} |", code.as_str(), code.doc(), code.remedy());
    }
    page
}
