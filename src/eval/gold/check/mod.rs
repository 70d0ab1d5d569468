//! Does gold keep `docs/annotation.md`? What the format cannot say is checked here, document by document and then between
//! documents.

mod mentions;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Annotation, GoldDocument, GoldEntity, GoldSentence};
use super::error::Fault;
use crate::model::EntityType;

/// A sentence of fewer words may stand in two splits: "Thank you very much."
const LEAK_WORDS: usize = 5;

/// Everything in which the documents do not keep the guidelines; sorted. Sets that annotate spans alone are held to what
/// holds for spans.
pub fn check(documents: &[GoldDocument]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for document in documents {
        mentions::check(document, &mut faults);
        one_key_has_one_type(document, &mut faults);
    }
    no_document_twice(documents, &mut faults);
    no_sentence_in_two_splits(documents, &mut faults);
    faults.sort();
    faults
}

/// Keys that annotators have given; the printed text is the key of what has none, and a name may be a town and a person's.
fn one_key_has_one_type(document: &GoldDocument, faults: &mut Vec<Fault>) {
    let mut types: BTreeMap<&str, EntityType> = BTreeMap::new();
    for mention in document.mentions.iter().filter(|mention| !mention.is_country) {
        let GoldEntity::Key(key) = &mention.entity else { continue };
        if *key == mention.text(document).to_lowercase() {
            continue;
        }
        let first = *types.entry(key).or_insert(mention.entity_type);
        if first != mention.entity_type {
            let types = (first.as_str(), mention.entity_type.as_str());
            let message = format!("the key `{key}` is {} here and {} before", types.1, types.0);
            faults.push(Fault::new(&document.path, mention.line, mention.column, message));
        }
    }
}

fn no_document_twice(documents: &[GoldDocument], faults: &mut Vec<Fault>) {
    let (mut ids, mut texts) = (BTreeMap::new(), BTreeMap::new());
    for document in documents {
        let name = document.path.display();
        if let Some(other) = ids.insert(&document.id, document) {
            let message = format!("the document {} is in {} too", document.id, other.path.display());
            faults.push(Fault::new(&document.path, document.first_line(), 1, message));
        }
        if let Some(other) = texts.insert(&document.text, document) {
            let message = format!("{name} has the text of {} in {}", other.id, other.path.display());
            faults.push(Fault::new(&document.path, document.first_line(), 1, message));
        }
    }
}

/// What was learned from cannot be measured on.
fn no_sentence_in_two_splits(documents: &[GoldDocument], faults: &mut Vec<Fault>) {
    let mut seen: BTreeMap<String, (&str, &GoldDocument)> = BTreeMap::new();
    for document in documents.iter().filter(|document| document.annotation == Annotation::Full) {
        let Some(split) = document.split.as_deref() else { continue };
        for sentence in body_sentences(document) {
            let text = document.sentence_text(sentence);
            if text.split_whitespace().count() < LEAK_WORDS {
                continue;
            }
            let (first, other) = *seen.entry(text.to_lowercase()).or_insert((split, document));
            if first != split {
                let message = format!("this sentence stands in {} ({first}) too", other.path.display());
                faults.push(Fault::new(&document.path, sentence.line, 1, message));
            }
        }
    }
}

fn body_sentences(document: &GoldDocument) -> impl Iterator<Item = &GoldSentence> {
    document.sentences.iter().filter(|sentence| Some(sentence.span) != document.title)
}

/// How many sentences and mentions there are, for the one who reads that all is well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    pub documents: usize,
    pub sentences: usize,
    pub mentions: usize,
    /// Distinct entities, counted document by document.
    pub entities: usize,
}

impl Size {
    pub fn of(documents: &[GoldDocument]) -> Self {
        let entities = |document: &GoldDocument| {
            let keys = document.mentions.iter().filter_map(|mention| match &mention.entity {
                GoldEntity::Key(key) => Some((mention.entity_type, key.clone())),
                GoldEntity::None | GoldEntity::Undecided => None,
            });
            keys.collect::<BTreeSet<_>>().len()
        };
        Self {
            documents: documents.len(),
            sentences: documents.iter().map(|document| document.sentences.len()).sum(),
            mentions: documents.iter().map(|document| document.mentions.len()).sum(),
            entities: documents.iter().map(entities).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::parse_markup;
    use super::*;

    fn document(path: &str, body: &str) -> GoldDocument {
        parse_markup(Path::new(path), &format!("form: x\npublished: 2022-05-12\n\n{body}\n")).unwrap()
    }

    fn messages(documents: &[GoldDocument]) -> Vec<String> {
        check(documents).iter().map(Fault::to_string).collect()
    }

    #[test]
    fn good_documents_pass() {
        let documents = [
            document("dev/a.gold", "# A Title of Six Words Here\n\n[Wang|PERSON #wang] met [Kim|PERSON #?]."),
            document("test/b.gold", "# A Title of Six Words Here\n\nThank you very much.\nHe left [Rome|GPE ITA]."),
            document("dev/c.gold", "Thank you very much.\n[Washington|GPE USA] and [Washington|PERSON] differ."),
        ];
        assert_eq!(messages(&documents), Vec::<String>::new());
        let expected = Size { documents: 3, sentences: 7, mentions: 5, entities: 4 };
        assert_eq!(Size::of(&documents), expected);
    }

    #[test]
    fn a_key_has_one_type() {
        let found = messages(&[document("a.gold", "[Wang Yi|PERSON #w] of [the W Board|ORG #w].")]);
        assert!(found[1].contains("key `w` is ORG here and PERSON before"), "{found:?}");
        assert!(found[0].contains("article"), "{found:?}");
        let country = document("a.gold", "[Chinese|NORP =CHN] and [China|GPE =CHN].");
        assert_eq!(messages(&[country]), Vec::<String>::new());
    }

    #[test]
    fn what_was_learned_from_is_not_measured_on() {
        let body = "# T\n\nThe talks ended late in the night.\nShort it is here.";
        let train = document("train/a.gold", body);
        let test = document("test/b.gold", "Opening words of another kind.\nThe talks ended late in the night.");
        let found = messages(&[train.clone(), test]);
        assert_eq!(found, ["test/b.gold:5:1: this sentence stands in train/a.gold (train) too"]);
        let same_split = document("train/b.gold", "Opening words.\nThe talks ended late in the night.");
        assert_eq!(messages(&[train, same_split]), Vec::<String>::new());
    }

    #[test]
    fn no_document_comes_twice() {
        let twice = [document("dev/a.gold", "One."), document("dev/b.gold", "One.")];
        assert_eq!(messages(&twice), ["dev/b.gold:4:1: dev/b.gold has the text of a in dev/a.gold"]);
        let same_name = [document("dev/a.gold", "One."), document("test/a.gold", "Two.")];
        assert_eq!(messages(&same_name), ["test/a.gold:4:1: the document a is in dev/a.gold too"]);
    }
}
