//! Gold as JSON Lines: our own form with all that is annotated, and the simple form of public sets.
//!
//! `docs/evaluation.md` describes the fields. Offsets are half-open and count Unicode code points.

use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::document::{Annotation, GoldDocument, GoldEntity, GoldMention, GoldSentence};
use super::error::Fault;
use crate::model::{EntityType, Role};
use crate::text::Span;

/// An object of either form; what a form has not is absent.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct Record {
    doc_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<[usize; 2]>,
    sentences: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mentions: Option<Vec<MentionRecord>>,
    #[serde(skip_serializing)]
    entities: Option<Vec<Simple>>,
}

/// `[start, end, native label, common label, coarse label]`.
type Simple = (usize, usize, serde_json::Value, Option<String>, Option<String>);

#[derive(Debug, Deserialize, Serialize)]
struct MentionRecord {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    entity_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entity: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_country: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

/// The entity of a mention whose document does not decide who is meant.
const UNDECIDED: &str = "?";

/// Reads documents, one a line; blank lines are skipped. The path is for messages only.
///
/// # Errors
/// Every line that does not keep the form.
pub fn parse(path: &Path, lines: &str) -> Result<Vec<GoldDocument>, Vec<Fault>> {
    let (mut documents, mut faults) = (Vec::new(), Vec::new());
    for (at, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match document(path, at + 1, line) {
            Ok(document) => documents.push(document),
            Err((column, message)) => faults.push(Fault::new(path, at + 1, column, message)),
        }
    }
    if faults.is_empty() { Ok(documents) } else { Err(faults) }
}

/// A fault inside a line: column and message.
type Wrong = (usize, String);

fn document(path: &Path, line: usize, json: &str) -> Result<GoldDocument, Wrong> {
    let record: Record = serde_json::from_str(json).map_err(|error| (error.column(), error.to_string()))?;
    let at_start = |message: String| (1, message);
    let text = record.text.ok_or_else(|| at_start("expected a field `text`".into()))?;
    let offsets = Offsets::new(&text);
    let span = |[start, end]: [usize; 2]| offsets.span(start, end).map_err(at_start);
    let sentences = record.sentences.iter().map(|sentence| {
        let span = span(*sentence)?;
        Ok(GoldSentence { span, chars: span, line })
    });
    let sentences = sentences.collect::<Result<Vec<_>, Wrong>>()?;
    if sentences.windows(2).any(|pair| pair[1].span.start < pair[0].span.end) {
        return Err(at_start("expected sentences in order and without overlaps".into()));
    }
    let annotation = if record.mentions.is_some() { Annotation::Full } else { Annotation::Spans };
    let mentions = match (&record.mentions, &record.entities) {
        (Some(mentions), _) => mentions.iter().map(|m| full_mention(m, &offsets, line)).collect::<Result<_, _>>(),
        (None, Some(entities)) => entities.iter().filter_map(|e| simple_mention(e, &offsets, line)).collect(),
        (None, None) => Ok(Vec::new()),
    };
    let published = match record.published.as_deref() {
        None | Some("none") => None,
        Some(day) => Some(
            day.parse::<Date>()
                .map_err(|_| at_start(format!("expected a day such as 2022-05-12 in `published`, found `{day}`")))?,
        ),
    };
    let mut document = GoldDocument {
        id: record.doc_id,
        path: path.to_owned(),
        split: record.split,
        form: record.form,
        note: record.note,
        published,
        annotation,
        title: record.title.map(span).transpose()?,
        sentences,
        mentions: mentions.map_err(at_start)?,
        text,
    };
    document.settle();
    Ok(document)
}

/// `LOC|GPE`: the first type, and the others that are as right.
fn types(names: &str) -> Result<(EntityType, Vec<EntityType>), String> {
    let types = names.split('|').map(|name| EntityType::parse(name).ok_or_else(|| format!("unknown type `{name}`")));
    let types = types.collect::<Result<Vec<_>, _>>()?;
    match types.split_first() {
        Some((first, others)) => Ok((*first, others.to_vec())),
        None => Err("expected a type".into()),
    }
}

fn full_mention(record: &MentionRecord, offsets: &Offsets<'_>, line: usize) -> Result<GoldMention, String> {
    let span = offsets.span(record.start, record.end)?;
    let (entity_type, alternatives) = types(&record.entity_type)?;
    let role = record.role.as_deref();
    Ok(GoldMention {
        alternatives,
        country: record.country.clone(),
        is_country: record.is_country,
        entity: match record.entity.as_deref() {
            None => GoldEntity::None,
            Some(UNDECIDED) => GoldEntity::Undecided,
            Some(key) => GoldEntity::Key(key.to_owned()),
        },
        role: role.map(|role| Role::parse(role).ok_or_else(|| format!("unknown role `{role}`"))).transpose()?,
        title: record.title.clone(),
        value: record.value.clone(),
        line,
        column: 1,
        ..GoldMention::new(span, span, entity_type)
    })
}

/// Nothing where the set's label has no common name, or one that is none of ours.
fn simple_mention(
    (start, end, _, common, _): &Simple,
    offsets: &Offsets<'_>,
    line: usize,
) -> Option<Result<GoldMention, String>> {
    let (entity_type, alternatives) = types(common.as_deref()?).ok()?;
    let mention = |span| GoldMention { alternatives, line, column: 1, ..GoldMention::new(span, span, entity_type) };
    Some(offsets.span(*start, *end).map(mention))
}

/// Code points to bytes.
struct Offsets<'t> {
    text: &'t str,
    /// Where each code point begins, and the end; empty for ASCII, where they are the bytes.
    starts: Vec<usize>,
}

impl<'t> Offsets<'t> {
    fn new(text: &'t str) -> Self {
        let starts = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().map(|(at, _)| at).chain([text.len()]).collect(),
        };
        Self { text, starts }
    }

    fn byte(&self, at: usize) -> Option<usize> {
        if self.text.is_ascii() { (at <= self.text.len()).then_some(at) } else { self.starts.get(at).copied() }
    }

    fn span(&self, start: usize, end: usize) -> Result<Span, String> {
        match (self.byte(start), self.byte(end)) {
            (Some(first), Some(last)) if start < end => Ok(Span::new(first, last)),
            _ => Err(format!(
                "expected offsets inside the text, in code points, the end behind the start: [{start}, {end}]"
            )),
        }
    }
}

/// The document as one line of JSON, in our own form, without the line's end.
pub fn to_jsonl(document: &GoldDocument) -> String {
    let chars = |span: Span| [span.start(), span.end()];
    let title = document.title.and_then(|title| document.sentences.iter().find(|sentence| sentence.span == title));
    let record = Record {
        doc_id: document.id.clone(),
        split: document.split.clone(),
        form: document.form.clone(),
        note: document.note.clone(),
        published: document.published.map(|day| day.to_string()),
        text: Some(document.text.clone()),
        title: title.map(|sentence| chars(sentence.chars)),
        sentences: document.sentences.iter().map(|sentence| chars(sentence.chars)).collect(),
        mentions: Some(document.mentions.iter().map(mention_record).collect()),
        entities: None,
    };
    serde_json::to_string(&record).unwrap_or_default()
}

fn mention_record(mention: &GoldMention) -> MentionRecord {
    let names: Vec<&str> =
        [mention.entity_type].iter().chain(&mention.alternatives).map(|entity_type| entity_type.as_str()).collect();
    MentionRecord {
        start: mention.chars.start(),
        end: mention.chars.end(),
        entity_type: names.join("|"),
        entity: match &mention.entity {
            GoldEntity::None => None,
            GoldEntity::Undecided => Some(UNDECIDED.to_owned()),
            GoldEntity::Key(key) => Some(key.clone()),
        },
        country: mention.country.clone(),
        is_country: mention.is_country,
        role: mention.role.map(|role| role.as_str().to_owned()),
        title: mention.title.clone(),
        value: mention.value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::gold::parse_markup;

    const MARKUP: &str = "form: call\npublished: 2022-05-12\n\n# [Söder|PERSON BGR mayor \"Mayor\"] – [[China|GPE =CHN]-[Mali|GPE =MLI]|GPE]\n\n\
                          Mayor [Söder|PERSON #?] paid [3.5%|PERCENT 3.5] on [Monday|DATE].\nAn end.\n";

    fn read(json: &str) -> GoldDocument {
        parse(Path::new("x.jsonl"), json).unwrap().remove(0)
    }

    fn fault(json: &str) -> String {
        parse(Path::new("x.jsonl"), json).unwrap_err()[0].to_string()
    }

    #[test]
    fn markup_goes_through_json_and_comes_back() {
        let document = parse_markup(Path::new("dev/x.gold"), MARKUP).unwrap();
        let json = to_jsonl(&document);
        let back = read(&json);
        assert_eq!(to_jsonl(&back), json);
        let place = |document: &GoldDocument| -> Vec<_> {
            document.mentions.iter().map(|m| (m.span, m.chars, m.sentence, m.parent, m.entity.clone())).collect()
        };
        assert_eq!(place(&back), place(&document));
        assert_eq!((back.title, back.published, &back.split), (document.title, document.published, &document.split));
        assert_eq!(back.annotation, Annotation::Full);
    }

    #[test]
    fn the_simple_form_has_spans_and_sentences() {
        let document = read(
            r#"{"doc_id": "a", "text": "Ünal met IBM in Rome.", "entities": [[16, 20, "Location", "LOC|GPE", "LOC"], [0, 4, "p", "PERSON", "PER"], [5, 8, "x", null, "MISC"]], "sentences": [[0, 21]], "meta": {"x": 1}}"#,
        );
        let read: Vec<_> =
            document.mentions.iter().map(|m| (m.text(&document), m.entity_type, m.alternatives.clone())).collect();
        assert_eq!(read, [("Ünal", EntityType::Person, vec![]), ("Rome", EntityType::Loc, vec![EntityType::Gpe])]);
        assert!(document.mentions[1].allows(EntityType::Gpe) && !document.mentions[1].allows(EntityType::Fac));
        assert_eq!((document.annotation, document.sentences.len()), (Annotation::Spans, 1));
    }

    #[test]
    fn sentences_alone_are_gold_too() {
        let document = read(r#"{"doc_id": "s", "text": "A. B.", "sentences": [[0, 2], [3, 5]], "expected": ["A."]}"#);
        assert_eq!((document.mentions.len(), document.sentences.len()), (0, 2));
    }

    #[test]
    fn faults_name_the_line() {
        for (json, expected) in [
            (r#"{"doc_id": "a"}"#, "x.jsonl:1:1: expected a field `text`"),
            (r#"{"text": "é", "sentences": [[0, 2]]}"#, "inside the text"),
            (r#"{"text": "abc", "sentences": [[0, 2], [1, 3]]}"#, "without overlaps"),
            (r#"{"text": "abc", "published": "May"}"#, "found `May`"),
            (r#"{"text": "abc", "mentions": [{"start": 0, "end": 3, "type": "PER"}]}"#, "unknown type `PER`"),
            (r#"{"text": "abc", "mentions": [{"start": 0, "end": 3, "type": "PERSON", "role": "boss"}]}"#, "`boss`"),
            (r#"{"text": "abc", "mentions": [{"start": 2, "end": 2, "type": "ORG"}]}"#, "inside the text"),
            (r#"{"text": 7}"#, "x.jsonl:1:10: "),
        ] {
            let found = fault(json);
            assert!(found.contains(expected), "{json}: {found}");
        }
        assert!(fault("{\"text\": \"a\"}\n\n{").starts_with("x.jsonl:3:"));
    }
}
