//! The markup of `docs/annotation.md`: a head, then one sentence a line.

use std::path::Path;

use jiff::civil::Date;

use super::document::{Annotation, GoldDocument, GoldEntity, GoldMention, GoldSentence};
use super::error::Fault;
use super::line::{self, LineMention};
use crate::text::Span;

const TITLE_MARK: &str = "# ";

/// Reads a document. The path gives its name and, by its folder, its split; it is not opened.
///
/// # Errors
/// Every line that does not keep the format.
pub fn parse(path: &Path, markup: &str) -> Result<GoldDocument, Vec<Fault>> {
    let mut lines = markup.lines().enumerate().map(|(at, line)| (at + 1, line));
    let mut builder = Builder::new(path);
    builder.head(lines.by_ref().take_while(|(_, line)| !line.trim().is_empty()));
    for (number, line) in lines {
        builder.line(number, line);
    }
    builder.finish()
}

/// How the next sentence is joined to the text before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    Paragraph,
    Sentence,
}

struct Builder<'p> {
    path: &'p Path,
    document: GoldDocument,
    join: Join,
    faults: Vec<Fault>,
}

impl<'p> Builder<'p> {
    fn new(path: &'p Path) -> Self {
        let name = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
        let document = GoldDocument {
            id: name(path.file_stem()).unwrap_or_default(),
            path: path.to_owned(),
            split: name(path.parent().and_then(Path::file_name)),
            form: None,
            note: None,
            published: None,
            annotation: Annotation::Full,
            text: String::new(),
            title: None,
            sentences: Vec::new(),
            mentions: Vec::new(),
        };
        Self { path, document, join: Join::Paragraph, faults: Vec::new() }
    }

    fn fault(&mut self, line: usize, column: usize, message: impl Into<String>) {
        self.faults.push(Fault::new(self.path, line, column, message));
    }

    fn head<'l>(&mut self, lines: impl Iterator<Item = (usize, &'l str)>) {
        let (mut has_form, mut has_published) = (false, false);
        for (number, line) in lines {
            let Some((key, value)) = line.split_once(": ") else {
                self.fault(number, 1, "expected `key: value`, and an empty line behind the head");
                continue;
            };
            let value = value.trim();
            match key {
                "form" => {
                    has_form = true;
                    self.document.form = Some(value.to_owned());
                }
                "note" => self.document.note = Some(value.to_owned()),
                "published" => {
                    has_published = true;
                    self.published(number, value);
                }
                _ => self.fault(number, 1, format!("expected `form`, `published` or `note`, found `{key}`")),
            }
        }
        if !has_form {
            self.fault(1, 1, "expected a line `form: …` in the head");
        }
        if !has_published {
            self.fault(1, 1, "expected a line `published: …` in the head, a day or `none`");
        }
    }

    fn published(&mut self, line: usize, value: &str) {
        match value.parse::<Date>() {
            _ if value == "none" => {}
            Ok(day) => self.document.published = Some(day),
            Err(_) => {
                let column = "published: ".len() + 1;
                self.fault(line, column, format!("expected a day such as 2022-05-12, or `none`, found `{value}`"));
            }
        }
    }

    fn line(&mut self, number: usize, written: &str) {
        if written.trim().is_empty() {
            self.join = Join::Paragraph;
            return;
        }
        if written.trim() != written {
            self.fault(number, 1, "expected no white space at either end of the line");
        }
        let (sentence, is_title) = match written.strip_prefix(TITLE_MARK) {
            Some(title) => (title, true),
            None => (written, false),
        };
        let shift = if is_title { TITLE_MARK.len() } else { 0 };
        match line::parse(sentence) {
            Ok(line) if line.text.trim().is_empty() => self.fault(number, 1, "expected a sentence"),
            Ok(line) => self.sentence(number, shift, is_title, line),
            Err(fault) => self.fault(number, fault.column + shift, fault.message),
        }
    }

    fn sentence(&mut self, number: usize, shift: usize, is_title: bool, line: line::Line) {
        // A title is a paragraph, whatever the lines around it.
        let join = if is_title { Join::Paragraph } else { self.join };
        if !self.document.text.is_empty() {
            self.document.text.push_str(if join == Join::Paragraph { "\n\n" } else { " " });
        }
        self.join = if is_title { Join::Paragraph } else { Join::Sentence };
        let start = self.document.text.len();
        self.document.text.push_str(&line.text);
        let span = Span::new(start, self.document.text.len());
        if is_title && self.document.title.is_none() {
            self.document.title = Some(span);
        }
        self.document.sentences.push(GoldSentence { span, chars: span, line: number });
        for mention in line.mentions {
            let text = mention.span.of(&line.text).to_owned();
            self.document.mentions.push(gold_mention(mention, &text, start, number, shift));
        }
    }

    fn finish(mut self) -> Result<GoldDocument, Vec<Fault>> {
        if self.document.sentences.is_empty() && self.faults.is_empty() {
            self.fault(1, 1, "expected sentences behind the head");
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        self.document.settle();
        Ok(self.document)
    }
}

fn gold_mention(mention: LineMention, text: &str, start: usize, line: usize, shift: usize) -> GoldMention {
    let LineMention { span, attributes, column } = mention;
    let span = span.shift(start);
    // A country is the code, whatever else it is called; only `#?` says that this is not certain.
    let code = attributes.country.as_ref().filter(|_| attributes.is_country);
    let entity = match (attributes.key.as_deref(), code) {
        _ if !attributes.entity_type.is_linked() => GoldEntity::None,
        (Some("?"), _) => GoldEntity::Undecided,
        (_, Some(code)) => GoldEntity::Key(code.clone()),
        (Some(key), None) => GoldEntity::Key(key.to_owned()),
        (None, None) => GoldEntity::Key(text.to_lowercase()),
    };
    GoldMention {
        country: attributes.country,
        is_country: attributes.is_country,
        entity,
        role: attributes.role,
        title: attributes.title,
        value: attributes.value,
        line,
        column: column + shift,
        ..GoldMention::new(span, span, attributes.entity_type)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Role;

    const READOUT: &str = "\
form: readout
published: 2022-05-12
note: an example

# [Chinese|NORP =CHN] Foreign Minister [Wang Yi|PERSON #wang CHN foreign_minister \"Foreign Minister\"] Visits [Helsinki|GPE FIN]

[12 May 2022|DATE 2022-05-12]

[Wang|PERSON #wang] met [Finnish|NORP =FIN] President [Sauli Niinistö|PERSON #niinisto FIN head_of_state \"President\"].
The [[China|GPE =CHN]-[Finland|GPE =FIN]|GPE] talks ended with [€3 million|MONEY EUR 3000000].
[Kim|PERSON #?] left.
";

    fn read(markup: &str) -> GoldDocument {
        parse(Path::new("training/gold/dev/readout-helsinki.gold"), markup).unwrap()
    }

    fn faults(markup: &str) -> Vec<String> {
        parse(Path::new("x.gold"), markup).unwrap_err().iter().map(Fault::to_string).collect()
    }

    #[test]
    fn a_document_is_read_whole() {
        let document = read(READOUT);
        assert_eq!((document.id.as_str(), document.split.as_deref()), ("readout-helsinki", Some("dev")));
        assert_eq!((document.form.as_deref(), document.note.as_deref()), (Some("readout"), Some("an example")));
        assert_eq!(document.published, Some(date(2022, 5, 12)));
        assert_eq!(
            document.text,
            "Chinese Foreign Minister Wang Yi Visits Helsinki\n\n12 May 2022\n\nWang met Finnish President Sauli Niinistö. \
             The China-Finland talks ended with €3 million. Kim left."
        );
        let sentences: Vec<_> = document.sentences.iter().map(|sentence| document.sentence_text(sentence)).collect();
        assert_eq!(
            sentences[2..4],
            ["Wang met Finnish President Sauli Niinistö.", "The China-Finland talks ended with €3 million."]
        );
        assert_eq!(document.sentences[2].line, 9);
        assert_eq!(document.title.unwrap().of(&document.text), sentences[0]);
    }

    #[test]
    fn mentions_know_their_place_and_their_entity() {
        let document = read(READOUT);
        let of = |text: &str| document.mentions.iter().find(|mention| mention.text(&document) == text).unwrap();
        let wang = of("Wang Yi");
        assert_eq!(wang.role, Some(Role::ForeignMinister));
        assert_eq!((wang.title.as_deref(), wang.country.as_deref()), (Some("Foreign Minister"), Some("CHN")));
        assert_eq!(wang.entity, of("Wang").entity);
        assert_eq!((wang.line, wang.column), (5, 40));
        assert_eq!(of("Chinese").entity, GoldEntity::Key("CHN".into()));
        assert_eq!(of("Helsinki").entity, GoldEntity::Key("helsinki".into()));
        assert_eq!(of("Kim").entity, GoldEntity::Undecided);
        let money = of("€3 million");
        assert_eq!((money.value.as_deref(), &money.entity), (Some("EUR 3000000"), &GoldEntity::None));
        assert_eq!(money.sentence, Some(3));
        let chars: String = document.text.chars().skip(money.chars.start()).take(money.chars.len()).collect();
        assert_eq!(chars, "€3 million");
    }

    #[test]
    fn a_compound_holds_its_parts_and_has_no_entity() {
        let document = read(READOUT);
        let at = document.mentions.iter().position(|mention| mention.text(&document) == "China-Finland").unwrap();
        assert!(document.is_compound(at) && !document.is_compound(at + 1));
        assert_eq!(document.mentions[at].entity, GoldEntity::None);
        assert_eq!([at + 1, at + 2].map(|part| document.mentions[part].parent), [Some(at); 2]);
    }

    #[test]
    fn every_fault_is_found_with_its_place() {
        let found = faults("form: x\npublished: May\nby: me\n\n# a [China|GEP]\nb ]\n c\n");
        let starts = [
            "x.gold:2:12: expected a day",
            "x.gold:3:1: expected `form`",
            "x.gold:5:12: ",
            "x.gold:6:3: ",
            "x.gold:7:1: ",
        ];
        assert_eq!(found.len(), starts.len(), "{found:#?}");
        for (found, start) in found.iter().zip(starts) {
            assert!(found.starts_with(start), "{found}");
        }
    }

    #[test]
    fn a_head_must_be_complete() {
        assert_eq!(faults("note: x\n\nA sentence.\n").len(), 2);
        assert_eq!(faults("form: x\npublished: none\n").len(), 1);
        assert_eq!(read("form: x\npublished: none\n\nA sentence.\n").published, None);
    }
}
