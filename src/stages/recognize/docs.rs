//! The registry of recognisers as a page of Markdown: `docs/recognizers.md`.

use std::fmt::Write;

use super::docs_of_all;

/// The page.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Recognisers\n\nGenerated from `src/stages/recognize/`; do not edit. `recognize.disabled` leaves recognisers out by name.\n",
    );
    for doc in docs_of_all() {
        let _ = writeln!(page, "\n## {}\n\n{}\n\n> {}\n", doc.name, doc.what, doc.example);
        for (text, entity_type) in doc.finds {
            let _ = writeln!(page, "- `{text}`: {}", entity_type.as_str());
        }
        let _ = writeln!(page, "\nNot for: {}", doc.not_for);
    }
    page
}
