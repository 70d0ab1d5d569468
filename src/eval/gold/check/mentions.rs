//! What holds for each mention of a document.

use super::super::document::{Annotation, GoldDocument, GoldMention};
use super::super::error::Fault;
use super::values::is_value;
use crate::lexicon::Lexicon;
use crate::model::EntityType;

/// Types that the guidelines leave out; what they hold is MISC, or nothing.
const UNUSED: [EntityType; 3] = [EntityType::WorkOfArt, EntityType::Product, EntityType::Language];

/// What may stand between the parts of a compound.
const JOINTS: [char; 4] = ['-', '\u{2011}', '–', '/'];

pub(super) fn check(document: &GoldDocument, faults: &mut Vec<Fault>) {
    for (at, mention) in document.mentions.iter().enumerate() {
        let mut say = |message: String| {
            let text = mention.text(document);
            faults.push(Fault::new(&document.path, mention.line, mention.column, format!("`{text}`: {message}")));
        };
        span(document, mention, &mut say);
        overlap(document, at, &mut say);
        if document.annotation == Annotation::Full {
            names(document, mention, &mut say);
            person(document, mention, &mut say);
            country(mention, &mut say);
            value(mention, &mut say);
            compound(document, at, &mut say);
        }
    }
}

fn span(document: &GoldDocument, mention: &GoldMention, say: &mut impl FnMut(String)) {
    let text = mention.text(document);
    if text.is_empty() || text.trim() != text {
        say("the span is empty or has white space at its edge".into());
    }
    if mention.sentence.is_none() && !document.sentences.is_empty() {
        say("the span does not lie in one sentence".into());
    }
}

/// Of two mentions that share text one holds the other.
fn overlap(document: &GoldDocument, at: usize, say: &mut impl FnMut(String)) {
    let Some((mention, before)) = document.mentions.get(at).zip(document.mentions.get(..at)) else { return };
    let crosses = |other: &&GoldMention| {
        other.span.overlaps(mention.span) && (!other.span.contains(mention.span) || other.span == mention.span)
    };
    if let Some(other) = before.iter().rev().take_while(|other| other.sentence == mention.sentence).find(crosses) {
        say(format!("overlaps `{}`", other.text(document)));
    }
}

fn names(document: &GoldDocument, mention: &GoldMention, say: &mut impl FnMut(String)) {
    if UNUSED.contains(&mention.entity_type) {
        say(format!("the guidelines do not use the type {}", mention.entity_type.as_str()));
    }
    if !mention.entity_type.is_linked() {
        return;
    }
    let text = mention.text(document);
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    if ["the", "a", "an"].contains(&first.as_str()) && first.len() < text.len() {
        say("a name stands without its article".into());
    }
    if ["'s", "’s", "'", "’"].iter().any(|ending| text.ends_with(ending)) {
        say("a name stands without its possessive ending".into());
    }
}

fn person(document: &GoldDocument, mention: &GoldMention, say: &mut impl FnMut(String)) {
    if mention.entity_type != EntityType::Person {
        if mention.role.is_some() || mention.title.is_some() {
            say("only persons have a role or a title".into());
        }
        return;
    }
    let Some(title) = &mention.title else {
        if mention.role.is_some() {
            say("a role without the title that shows it".into());
        }
        return;
    };
    let sentence = mention.sentence.and_then(|at| document.sentences.get(at));
    let around = sentence.map_or(document.text.as_str(), |sentence| document.sentence_text(sentence));
    if title.trim() != title || title.is_empty() {
        say(format!("the title `{title}` is empty or has white space at its edge"));
    } else if !around.contains(title.as_str()) {
        say(format!("the title `{title}` does not stand in the sentence"));
    } else if mention.text(document).contains(title.as_str()) {
        say(format!("the title `{title}` stands inside the name"));
    }
}

fn country(mention: &GoldMention, say: &mut impl FnMut(String)) {
    let Some(code) = &mention.country else { return };
    if Lexicon::embedded().country(code).is_none() {
        say(format!("{code} is no code of ISO 3166-1 alpha-3"));
    }
    if mention.is_country && !matches!(mention.entity_type, EntityType::Gpe | EntityType::Norp) {
        say(format!("only a GPE or a NORP is a country; write {code} for what belongs to it"));
    }
}

fn value(mention: &GoldMention, say: &mut impl FnMut(String)) {
    if let Some(value) = &mention.value
        && !is_value(mention.entity_type, value)
    {
        say(format!("`{value}` is no value of {}", mention.entity_type.as_str()));
    }
}

/// A compound is its parts and the marks that join them.
fn compound(document: &GoldDocument, at: usize, say: &mut impl FnMut(String)) {
    let parts = document.mentions.iter().skip(at + 1).take_while(|part| part.parent == Some(at));
    let parts: Vec<_> = parts.map(|part| part.span).collect();
    let (Some(whole), false) = (document.mentions.get(at), parts.is_empty()) else { return };
    let covered = |byte: usize| parts.iter().any(|part| part.range().contains(&byte));
    let text = whole.text(document);
    let is_joined = text.char_indices().all(|(byte, c)| covered(whole.span.start() + byte) || JOINTS.contains(&c));
    if parts.len() < 2 || !is_joined {
        say("only a compound holds other mentions: two parts or more, joined by hyphen, dash or slash".into());
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::super::{parse_jsonl, parse_markup};
    use super::*;

    fn messages(sentence: &str) -> Vec<String> {
        let markup = format!("form: x\npublished: none\n\n{sentence}\n");
        let mut faults = Vec::new();
        check(&parse_markup(Path::new("x.gold"), &markup).unwrap(), &mut faults);
        faults.iter().map(Fault::to_string).collect()
    }

    #[test]
    fn what_the_guidelines_show_passes() {
        for sentence in [
            "[Chinese|NORP =CHN] Foreign Minister [Wang Yi|PERSON #wang CHN foreign_minister \"Foreign Minister\"] left.",
            "[[China|GPE =CHN]–[Belarus|GPE =BLR]|GPE] ties, [U.S.|GPE =USA]-led talks.",
            "Within [a week|DATE P1W] or [soon|DATE], [3.5%|PERCENT 3.5].",
            "Mr. [Theodore|PERSON \"Mr.\"] and [Angola|GPE =AGO]",
        ] {
            assert_eq!(messages(sentence), Vec::<String>::new(), "{sentence}");
        }
    }

    #[test]
    fn what_they_forbid_is_found() {
        for (sentence, expected) in [
            ("[ Wang|PERSON] left.", "x.gold:4:1: ` Wang`: the span is empty or has white space"),
            ("In [The Hague|GPE NLD] today.", "article"),
            ("[Wang's|PERSON] talks.", "possessive"),
            ("[Nations’|ORG] talks.", "possessive"),
            ("[Xi|PERSON judge] left.", "role without the title"),
            ("[UN|ORG \"Mr.\"] Mr. left.", "only persons"),
            ("[Xi|PERSON \"President\"] left.", "does not stand in the sentence"),
            ("[King Xi|PERSON \"King\"] left.", "inside the name"),
            ("[Paris|GPE XXY] is far.", "XXY is no code"),
            ("[UN|ORG =USA] met.", "only a GPE or a NORP"),
            ("On [Monday|DATE Monday].", "no value of DATE"),
            ("[Guernica|WORK_OF_ART] hangs.", "do not use the type"),
            ("[Bank of [China|GPE =CHN]|ORG CHN] paid.", "only a compound"),
        ] {
            let found = messages(sentence);
            assert!(found.len() == 1 && found[0].contains(expected), "{sentence}: {found:?}");
        }
    }

    #[test]
    fn crossing_spans_are_found() {
        let json = r#"{"text": "Bank of China paid.", "entities": [[0, 13, "", "ORG", ""], [8, 18, "", "GPE", ""]]}"#;
        let mut faults = Vec::new();
        check(&parse_jsonl(Path::new("x.jsonl"), json).unwrap()[0], &mut faults);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].message, "`China paid`: overlaps `Bank of China`");
    }
}
