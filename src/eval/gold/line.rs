//! One line of the markup: the printed text, and the mentions that its brackets hold.

use std::iter::Peekable;
use std::str::CharIndices;

use super::attributes::{self, Attributes};
use crate::text::Span;

/// A line without its brackets.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// In the order of their opening brackets.
    pub(super) mentions: Vec<LineMention>,
}

/// A mention; its span counts bytes in the line's printed text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LineMention {
    pub(super) span: Span,
    pub(super) attributes: Attributes,
    /// Of the opening bracket, from 1, in code points.
    pub(super) column: usize,
}

/// What is wrong with a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LineFault {
    pub(super) column: usize,
    pub(super) message: String,
}

/// Reads a line of the markup.
///
/// # Errors
/// The first place where a bracket, a type or an attribute is not what was expected.
pub(super) fn parse(line: &str) -> Result<Line, LineFault> {
    Reader { line, chars: line.char_indices().peekable(), column: 0, text: String::new(), found: Vec::new() }.read()
}

struct Reader<'l> {
    line: &'l str,
    chars: Peekable<CharIndices<'l>>,
    /// Of the character that was read last.
    column: usize,
    text: String,
    /// One entry an opening bracket; filled at the closing one.
    found: Vec<(Open, Option<(usize, Attributes)>)>,
}

/// An opening bracket: its column, and where the printed text had come to.
#[derive(Clone, Copy)]
struct Open {
    column: usize,
    start: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Result<Line, LineFault> {
        let mut open: Vec<usize> = Vec::new();
        while let Some((_, c)) = self.next() {
            match c {
                '\\' => self.escaped()?,
                '[' => {
                    open.push(self.found.len());
                    self.found.push((Open { column: self.column, start: self.text.len() }, None));
                }
                '|' => {
                    let mention = open.pop().ok_or_else(|| self.fault("`|` stands in no mention; write `\\|`"))?;
                    let attributes = self.attributes()?;
                    let end = self.text.len();
                    if let Some((_, closed)) = self.found.get_mut(mention) {
                        *closed = Some((end, attributes));
                    }
                }
                ']' if open.is_empty() => return Err(self.fault("`]` closes no mention; write `\\]`")),
                ']' => return Err(self.fault("expected `|` and a type before `]`")),
                c => self.text.push(c),
            }
        }
        self.finish()
    }

    fn finish(self) -> Result<Line, LineFault> {
        let mut mentions = Vec::with_capacity(self.found.len());
        for (Open { column, start }, closed) in self.found {
            let Some((end, attributes)) = closed else {
                return Err(LineFault {
                    column,
                    message: "this `[` is not closed; write `\\[` for the character".into(),
                });
            };
            mentions.push(LineMention { span: Span::new(start, end), attributes, column });
        }
        Ok(Line { text: self.text, mentions })
    }

    fn next(&mut self) -> Option<(usize, char)> {
        let next = self.chars.next();
        self.column += usize::from(next.is_some());
        next
    }

    fn escaped(&mut self) -> Result<(), LineFault> {
        match self.next() {
            Some((_, c @ ('[' | ']' | '|' | '\\' | '#'))) => {
                self.text.push(c);
                Ok(())
            }
            _ => Err(self.fault("expected `[`, `]`, `|`, `#` or `\\` behind `\\`")),
        }
    }

    /// What stands between the `|`, already read, and the `]` that closes the mention; a title may hold one.
    fn attributes(&mut self) -> Result<Attributes, LineFault> {
        let column = self.column + 1;
        let start = self.chars.peek().map_or(self.line.len(), |(at, _)| *at);
        let mut is_quoted = false;
        while let Some((at, c)) = self.next() {
            match c {
                '"' => is_quoted = !is_quoted,
                ']' if !is_quoted => {
                    let written = self.line.get(start..at).unwrap_or_default();
                    return attributes::parse(written).map_err(|message| LineFault { column, message });
                }
                _ => {}
            }
        }
        Err(LineFault { column, message: "expected `]` behind the attributes".into() })
    }

    fn fault(&self, message: &str) -> LineFault {
        LineFault { column: self.column, message: message.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::EntityType;

    fn printed(line: &Line) -> Vec<(&str, EntityType)> {
        line.mentions.iter().map(|mention| (mention.span.of(&line.text), mention.attributes.entity_type)).collect()
    }

    proptest! {
        #[test]
        fn no_line_is_a_panic(line in "[\\[\\]|\\\\\"#A-Z a-zé]{0,60}") {
            if let Ok(read) = parse(&line) {
                for mention in &read.mentions {
                    prop_assert!(read.text.get(mention.span.range()).is_some());
                }
            }
        }

        #[test]
        fn escaped_text_comes_back(text in "\\PC{0,40}") {
            let escaped: String = text.chars().flat_map(|c| match c {
                '[' | ']' | '|' | '\\' => vec!['\\', c],
                c => vec![c],
            }).collect();
            prop_assert_eq!(parse(&escaped).unwrap().text, text);
        }
    }

    #[test]
    fn brackets_leave_the_text() {
        let line = parse("[Wang|PERSON #wang] met [Finnish|NORP =FIN] President [Sauli Niinistö|PERSON FIN].").unwrap();
        assert_eq!(line.text, "Wang met Finnish President Sauli Niinistö.");
        let expected =
            [("Wang", EntityType::Person), ("Finnish", EntityType::Norp), ("Sauli Niinistö", EntityType::Person)];
        assert_eq!(printed(&line), expected);
        assert_eq!(line.mentions.iter().map(|mention| mention.column).collect::<Vec<_>>(), [1, 25, 55]);
    }

    #[test]
    fn a_compound_stands_before_its_parts() {
        let line = parse("[[China|GPE =CHN]-[Belarus|GPE =BLR]|GPE] ties").unwrap();
        let printed: Vec<_> = printed(&line).into_iter().map(|(text, _)| text).collect();
        assert_eq!(printed, ["China-Belarus", "China", "Belarus"]);
    }

    #[test]
    fn faults_name_their_column() {
        for (line, column, expected) in [
            ("é [China|GPE", 10, "`]`"),
            ("a ] b", 3, "closes no mention"),
            ("a | b", 3, "in no mention"),
            ("a [China] b", 9, "expected `|`"),
            ("a [China b", 3, "not closed"),
            ("a \\n", 4, "behind `\\`"),
            ("a [China|GEP] b", 10, "found `GEP`"),
        ] {
            let fault = parse(line).unwrap_err();
            assert_eq!(fault.column, column, "{line}");
            assert!(fault.message.contains(expected), "{line}: {}", fault.message);
        }
    }
}
