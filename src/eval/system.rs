//! What the pipeline makes of gold documents, in the form of gold: the other side of every comparison.

use crate::eval::gold::{Annotation, GoldDocument, GoldEntity, GoldMention, GoldSentence};
use crate::model::{Analysis, Analyzed, Mention, RawRecord};
use crate::pipeline::{Analyzer, analyze};
use crate::text::Span;

/// The analysis of each document's raw text, in the same order, with spans in the raw text. Titles, roles, countries,
/// values and entities are those of the pipeline; mentions of one entity have one key.
pub fn documents(gold: &[GoldDocument], analyzer: &Analyzer) -> Vec<GoldDocument> {
    gold.iter().map(|document| analyzed(document, analyzer)).collect()
}

fn analyzed(gold: &GoldDocument, analyzer: &Analyzer) -> GoldDocument {
    let mut document = GoldDocument {
        annotation: Annotation::Full,
        title: None,
        sentences: Vec::new(),
        mentions: Vec::new(),
        ..gold.clone()
    };
    if let Analysis::Document(analyzed) = analyze(&record(gold), analyzer) {
        document.title = analyzed.document.title_span.and_then(|title| raw(&analyzed, title));
        document.sentences = sentences(&analyzed);
        document.mentions = analyzed.mentions.iter().filter_map(|mention| gold_mention(&analyzed, mention)).collect();
        document.settle();
    }
    document
}

/// The record that the pipeline would have from `extract`. The day of publication is metadata, which counts where the text
/// prints none; the path is one that hides no date.
fn record(gold: &GoldDocument) -> RawRecord {
    let mut record = RawRecord::whole("gold.txt", "text", gold.text.clone().into_bytes());
    record.metadata.date = gold.published.map(|day| day.to_string());
    record
}

/// A span of the clean text in the raw one. The raw text of gold is UTF-8, whose positions are always proved.
fn raw(analyzed: &Analyzed, span: Span) -> Option<Span> {
    let range = analyzed.document.text.to_raw(span).filter(|range| !range.is_empty())?;
    Some(Span::new(range.start, range.end))
}

fn sentences(analyzed: &Analyzed) -> Vec<GoldSentence> {
    let spans = analyzed.sentences.iter().filter_map(|sentence| raw(analyzed, sentence.span));
    spans.map(|span| GoldSentence { span, chars: span, line: 0 }).collect()
}

fn gold_mention(analyzed: &Analyzed, mention: &Mention) -> Option<GoldMention> {
    let span = raw(analyzed, mention.span)?;
    let text = analyzed.document.as_str();
    Some(GoldMention {
        country: mention.country.map(str::to_owned),
        entity: mention.entity.as_ref().map_or(GoldEntity::None, |entity| GoldEntity::Key(entity.key.to_string())),
        role: mention.role,
        title: mention.title.map(|title| title.of(text).to_owned()),
        value: mention.value.as_ref().map(|value| value.text.clone()),
        ..GoldMention::new(span, span, mention.entity_type)
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Settings;
    use crate::eval::gold::parse_markup;

    fn system(body: &str) -> GoldDocument {
        let markup = format!("form: x\npublished: 2022-05-12\n\n{body}\n");
        let gold = parse_markup(Path::new("x.gold"), &markup).unwrap();
        documents(&[gold], &Analyzer::new(&Settings::default()).unwrap()).remove(0)
    }

    #[test]
    fn spans_are_those_of_the_raw_text() {
        let document = system("The talks  in\u{2002}Minsk ended on Monday.\nA loan of €3 million was agreed.");
        let found: Vec<_> = document.mentions.iter().map(|mention| mention.text(&document)).collect();
        assert_eq!(found, ["Minsk", "Monday", "€3 million"]);
        assert_eq!(document.mentions[1].value.as_deref(), Some("2022-05-09"), "counted from the gold's own day");
        assert_eq!(document.sentence_text(&document.sentences[1]), "A loan of €3 million was agreed.");
        assert_eq!(document.mentions[2].sentence, Some(1));
    }

    #[test]
    fn persons_have_what_the_pipeline_found() {
        let document = system("Belarusian President Alexander Lukashenko spoke.\nLukashenko left.");
        let persons: Vec<_> =
            document.mentions.iter().filter(|mention| mention.text(&document).ends_with("Lukashenko")).collect();
        assert_eq!(persons.len(), 2);
        assert_eq!((persons[0].title.as_deref(), persons[0].country.as_deref()), (Some("President"), Some("BLR")));
        assert_eq!(persons[0].entity, persons[1].entity);
        assert_ne!(persons[0].entity, GoldEntity::None);
    }

    #[test]
    fn a_text_that_gives_no_document_has_no_mentions() {
        let mut gold = parse_markup(Path::new("x.gold"), "form: x\npublished: none\n\nA.\n").unwrap();
        gold.text = " ".into();
        let found = documents(&[gold], &Analyzer::new(&Settings::default()).unwrap());
        assert!(found[0].mentions.is_empty() && found[0].sentences.is_empty());
    }
}
