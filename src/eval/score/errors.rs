//! Where a system and gold disagree, one by one, for people to read.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::Labeller;
use super::persons::{by_span, titled};
use super::spans::{self, Labelled};
use super::titles::Edges;
use super::{labels, values};
use crate::eval::gold::{Annotation, GoldDocument, GoldEntity, GoldMention};
use crate::model::EntityType;
use crate::text::Span;

/// What kind of disagreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorKind {
    /// Gold has a mention, and the system has nothing there.
    Missed,
    /// The system has a mention, and gold has nothing there.
    Spurious,
    /// The span is right, the type is not.
    Type,
    /// The two share text, not the bounds.
    Boundary,
    Value,
    Title,
    Role,
    Country,
    /// One entity of gold is several of the system.
    Split,
    /// One entity of the system is several of gold.
    Merged,
    /// A sentence of gold is none of the system.
    Sentence,
}

impl ErrorKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::Type => "type",
            Self::Boundary => "boundary",
            Self::Value => "value",
            Self::Title => "title",
            Self::Role => "role",
            Self::Country => "country",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Sentence => "sentence",
        }
    }
}

/// One disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    pub kind: ErrorKind,
    /// Gold's type, or the system's where gold has nothing.
    pub entity_type: Option<EntityType>,
    pub doc_id: String,
    /// In code points of the raw text.
    pub start: usize,
    pub text: String,
    /// What the system has instead, or what was expected.
    pub detail: String,
    /// The text around, the span in brackets, on one line.
    pub context: String,
}

/// Code points of context on each side.
const AROUND: usize = 60;

pub(super) fn collect(
    out: &mut Vec<Disagreement>,
    gold: &GoldDocument,
    system: &GoldDocument,
    labeller: &Labeller<'_>,
    edges: &Edges,
) {
    let mut list = List { document: gold, found: Vec::new() };
    list.spans(labeller, system);
    list.sentences(system);
    if gold.annotation == Annotation::Full && system.annotation == Annotation::Full {
        list.attributes(system, edges);
        list.links(system);
    }
    // Sorted by place within the document; kinds of one place keep their order.
    list.found.sort_by_key(|error| error.start);
    out.extend(list.found);
}

/// The disagreements of one document.
struct List<'d> {
    document: &'d GoldDocument,
    found: Vec<Disagreement>,
}

impl<'d> List<'d> {
    fn push(&mut self, kind: ErrorKind, entity_type: Option<EntityType>, span: Span, detail: String) {
        let text = &self.document.text;
        self.found.push(Disagreement {
            kind,
            entity_type,
            doc_id: self.document.id.clone(),
            start: text.get(..span.start()).map_or(0, |before| before.chars().count()),
            text: one_line(span.of(text)),
            detail,
            context: context(text, span),
        });
    }

    fn spans(&mut self, labeller: &Labeller<'_>, system: &GoldDocument) {
        let annotation = self.document.annotation;
        let (expected, found) = (labeller.types(self.document, annotation), labeller.types(system, annotation));
        let exact = spans::exact(&expected, &found);
        let missed: Vec<Labelled> = left(&expected, |at| exact[at].is_some());
        let extra: Vec<Labelled> = left(&found, |at| exact.contains(&Some(at)));
        let same = spans::same_bounds(&missed, &extra);
        let touching = spans::overlapping(&labels::untyped(&missed), &labels::untyped(&extra));
        let mut used = BTreeSet::new();
        let type_of = |item: &Labelled| EntityType::ALL[item.label];
        for (at, item) in missed.iter().enumerate() {
            let (kind, other) = match (same[at], touching[at]) {
                (Some(other), _) => (ErrorKind::Type, Some(other)),
                (None, Some(other)) => (ErrorKind::Boundary, Some(other)),
                (None, None) => (ErrorKind::Missed, None),
            };
            used.extend(other);
            let detail = other.map(|other| &extra[other]).map_or_else(String::new, |other| {
                format!("found `{}` as {}", one_line(other.span.of(&self.document.text)), type_of(other).as_str())
            });
            self.push(kind, Some(type_of(item)), item.span, detail);
        }
        for (_, item) in extra.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            self.push(ErrorKind::Spurious, Some(type_of(item)), item.span, String::new());
        }
    }

    fn sentences(&mut self, system: &GoldDocument) {
        let found: BTreeSet<Span> = system.sentences.iter().map(|sentence| sentence.span.trim(&system.text)).collect();
        for sentence in &self.document.sentences {
            let span = sentence.span.trim(&self.document.text);
            if !found.contains(&span) {
                let pieces = found.iter().filter(|other| other.overlaps(span)).count();
                let detail =
                    if pieces > 1 { format!("cut into {pieces}") } else { "not cut from its neighbours".into() };
                self.push(ErrorKind::Sentence, None, span, detail);
            }
        }
    }

    /// Values, titles, roles and countries of mentions that were found.
    fn attributes(&mut self, system: &GoldDocument, edges: &Edges) {
        let found = by_span(system);
        for mention in &self.document.mentions {
            let Some(other) = found.get(&(mention.span, mention.entity_type)).copied() else { continue };
            self.value(mention, other);
            if let Some(title) = &mention.title {
                self.titled(mention, title, other, edges);
            } else if mention.country.is_some() && mention.country != other.country {
                let asked = [EntityType::Gpe, EntityType::Norp, EntityType::Org].contains(&mention.entity_type);
                if asked {
                    self.differ(ErrorKind::Country, mention, other.country.as_deref(), mention.country.as_deref());
                }
            }
        }
    }

    fn value(&mut self, mention: &GoldMention, other: &GoldMention) {
        let is_same = |value: &String, found: &String| values::is_same(mention.entity_type, value, found);
        let agrees =
            mention.value.as_ref().zip(other.value.as_ref()).is_some_and(|(value, found)| is_same(value, found));
        if mention.value.is_some() && !agrees {
            self.differ(ErrorKind::Value, mention, other.value.as_deref(), mention.value.as_deref());
        }
    }

    fn titled(&mut self, mention: &GoldMention, title: &str, other: &GoldMention, edges: &Edges) {
        let answer = titled(mention, title, Some(other), self.document, edges);
        if !answer.title {
            self.differ(ErrorKind::Title, mention, other.title.as_deref(), Some(title));
        }
        if !answer.role {
            let name = |mention: &GoldMention| mention.role.map(|role| role.as_str());
            self.differ(ErrorKind::Role, mention, name(other), name(mention));
        }
        if !answer.country {
            self.differ(ErrorKind::Country, mention, other.country.as_deref(), mention.country.as_deref());
        }
    }

    fn differ(&mut self, kind: ErrorKind, mention: &GoldMention, found: Option<&str>, expected: Option<&str>) {
        let name = |value: Option<&str>| value.map_or("none".to_owned(), |value| format!("`{}`", one_line(value)));
        let detail = format!("found {}, expected {}", name(found), name(expected));
        self.push(kind, Some(mention.entity_type), mention.span, detail);
    }

    /// Entities that are several on the other side.
    fn links(&mut self, system: &'d GoldDocument) {
        let found: BTreeMap<Span, &GoldMention> =
            system.mentions.iter().map(|mention| (mention.span, mention)).collect();
        let (mut of_gold, mut of_system) = (Clusters::new(), Clusters::new());
        for mention in &self.document.mentions {
            let GoldEntity::Key(key) = &mention.entity else { continue };
            let Some(other) = found.get(&mention.span).copied() else { continue };
            let other_key = match &other.entity {
                GoldEntity::Key(key) => key.as_str(),
                GoldEntity::None | GoldEntity::Undecided => "none",
            };
            let printed = mention.text(self.document);
            of_gold.entry((mention.entity_type, key)).or_default().push((mention, other_key, printed));
            if other_key != "none" {
                of_system.entry((other.entity_type, other_key)).or_default().push((mention, key, printed));
            }
        }
        for (kind, clusters) in [(ErrorKind::Split, of_gold), (ErrorKind::Merged, of_system)] {
            for ((entity_type, _), members) in clusters {
                let keys: BTreeSet<&str> = members.iter().map(|(_, key, _)| *key).collect();
                if let (Some((first, ..)), true) = (members.first(), keys.len() > 1) {
                    let span = first.span;
                    let members: Vec<_> = members.iter().map(|(_, key, text)| format!("{text} → {key}")).collect();
                    self.push(kind, Some(entity_type), span, members.join(", "));
                }
            }
        }
    }
}

/// The mentions of each entity of one side, with the other side's key and the printed text.
type Clusters<'d> = BTreeMap<(EntityType, &'d str), Vec<(&'d GoldMention, &'d str, &'d str)>>;

fn left(items: &[Labelled], is_matched: impl Fn(usize) -> bool) -> Vec<Labelled> {
    items.iter().enumerate().filter(|(at, _)| !is_matched(*at)).map(|(_, item)| *item).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text around a span, the span in brackets.
fn context(text: &str, span: Span) -> String {
    let before = text.get(..span.start()).unwrap_or_default();
    let after = text.get(span.end()..).unwrap_or_default();
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let around = format!("{}[{}]{}", &before[start..], span.of(text), &after[..end]);
    one_line(&around)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::eval::gold::parse_markup;
    use crate::eval::{ScoreOptions, score};

    fn errors(gold: &str, system: &str) -> Vec<(ErrorKind, String, String)> {
        let document =
            |body: &str| parse_markup(Path::new("x.gold"), &format!("form: x\npublished: none\n\n{body}\n")).unwrap();
        let options = ScoreOptions { errors: true, ..ScoreOptions::default() };
        let scores = score(&[document(gold)], &[document(system)], &options);
        scores.errors.into_iter().map(|error| (error.kind, error.text, error.detail)).collect()
    }

    fn error(kind: ErrorKind, text: &str, detail: &str) -> (ErrorKind, String, String) {
        (kind, text.to_owned(), detail.to_owned())
    }

    #[test]
    fn spans_go_wrong_in_four_ways() {
        let gold = "[Li Wu|PERSON] met the [UN|ORG] in [Rome|GPE ITA] in May.";
        let system = "[Li|PERSON] Wu met the [UN|GPE] in Rome in [May|DATE].";
        let expected = [
            error(ErrorKind::Boundary, "Li Wu", "found `Li` as PERSON"),
            error(ErrorKind::Type, "UN", "found `UN` as GPE"),
            error(ErrorKind::Missed, "Rome", ""),
            error(ErrorKind::Spurious, "May", ""),
        ];
        assert_eq!(errors(gold, system), expected);
    }

    #[test]
    fn attributes_are_told_with_what_was_expected() {
        let gold =
            "President [Xi|PERSON CHN head_of_state \"President\"] came on [Monday|DATE 2022-05-09] to [Rome|GPE ITA].";
        let system = "President [Xi|PERSON \"came\"] came on [Monday|DATE] to [Rome|GPE FRA].";
        let expected = [
            error(ErrorKind::Title, "Xi", "found `came`, expected `President`"),
            error(ErrorKind::Role, "Xi", "found none, expected `head_of_state`"),
            error(ErrorKind::Country, "Xi", "found none, expected `CHN`"),
            error(ErrorKind::Value, "Monday", "found none, expected `2022-05-09`"),
            error(ErrorKind::Country, "Rome", "found `FRA`, expected `ITA`"),
        ];
        assert_eq!(errors(gold, system), expected);
    }

    #[test]
    fn entities_are_split_and_merged() {
        let gold = "[Wang Yi|PERSON #a] met [Wang Li|PERSON #b] and [Wang|PERSON #b].";
        let system = "[Wang Yi|PERSON #x] met [Wang Li|PERSON #y] and [Wang|PERSON #x].";
        let expected = [
            error(ErrorKind::Merged, "Wang Yi", "Wang Yi → a, Wang → b"),
            error(ErrorKind::Split, "Wang Li", "Wang Li → y, Wang → x"),
        ];
        assert_eq!(errors(gold, system), expected);
    }

    #[test]
    fn context_is_short_and_on_one_line() {
        let text = format!("{}é\n[x] y {}", "ä".repeat(100), "ö".repeat(100));
        let start = text.find("[x]").unwrap() + 1;
        let context = context(&text, Span::new(start, start + 1));
        assert!(context.contains("é [[x]] y ö") && context.chars().count() < 130, "{context}");
    }
}
