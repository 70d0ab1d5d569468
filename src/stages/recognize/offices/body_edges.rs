//! Where names of bodies begin that were found with a title before them: "Speaker of the Assembly" names the assembly, and
//! "General for Foreign Relations" behind "Assistant Secretary-" names nothing.

use super::heads::Heads;
use super::line::Line;
use crate::stages::recognize::words::is_organisation_head;
use crate::text::Span;

/// The bounds of the body in the mention; nothing where it names none.
pub(super) fn body_edges(line: &Line<'_>, heads: &'static Heads, span: Span) -> Option<Span> {
    let name = line.tokens_of(span);
    let is_torn = line.is_glued(name.start)
        && name.start > 1
        && line.is_hyphen(name.start - 1)
        && line.folded(name.start - 2) == "secretary";
    if is_torn && line.folded(name.start) == "general" {
        return None;
    }
    let Some(of) = (name.clone()).take(3).find(|at| line.word(*at) == "of") else { return Some(span) };
    let is_title = heads.ending_at(line, of).is_some_and(|(start, head)| start == name.start && !head.is_address);
    let from = if line.word(of + 1) == "the" { of + 2 } else { of + 1 };
    let is_body = (from..name.end).any(|at| is_organisation_head(line.word(at)));
    if is_title && is_body { line.span(from..name.end) } else { Some(span) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::stages::recognize::tests_support::Sample;

    fn corrected(text: &str, found: &str) -> Option<String> {
        let sample = Sample::new(text);
        let start = text.find(found).unwrap();
        let line = Line::bare(text, crate::model::Zone::Body, &sample.tokens);
        let span = body_edges(&line, Heads::of(Lexicon::embedded()), Span::new(start, start + found.len()))?;
        Some(span.of(text).to_owned())
    }

    #[test]
    fn an_office_stands_outside_the_body() {
        assert_eq!(
            corrected("the Speaker of the Assembly left", "Speaker of the Assembly").as_deref(),
            Some("Assembly")
        );
        assert_eq!(corrected("the Bank of Ghana said", "Bank of Ghana").as_deref(), Some("Bank of Ghana"));
    }

    #[test]
    fn the_end_of_a_title_is_no_body() {
        assert_eq!(corrected("the Secretary-General for Trade Relations", "General for Trade Relations"), None);
    }
}
