//! The recognize stage: what is named or counted, of which type, with which value, by which recogniser and how surely.
//!
//! ```text
//! sentence ─► lexicon index ─► recognisers ─► settle ─┐
//!                                                     ├─► document recognisers ─► mentions
//! sentence ─► lexicon index ─► recognisers ─► settle ─┘
//! ```
//!
//! A kind of mention is one file with one [`Recognizer`] and one line in [`RECOGNIZERS`]. Overlaps are settled once: the
//! longest mention stays, and of equal ones that of the recogniser that stands first in the registry.

mod acronyms;
mod agreement;
mod aliases;
mod assembly;
mod belonging;
mod bodies;
mod common_nouns;
mod compounds;
mod countries;
mod designations;
pub mod docs;
mod evidence;
mod headlines;
mod homonyms;
mod initiatives;
#[cfg(test)]
mod laws;
mod listed_names;
mod lost_marks;
mod lost_possessives;
pub mod matcher;
mod ministries;
mod offices;
mod organisations;
mod person_names;
mod persons;
mod places;
mod recognizer;
mod reconcile;
mod repeats;
mod sentence_cx;
mod settle;
mod short_forms;
mod speakers;
mod state_codes;
mod storms;
pub mod tagger;
#[cfg(test)]
pub(crate) mod tests_support;
mod title_runs;
pub mod values;
mod words;

use std::fmt;

pub use recognizer::{DocumentRecognizer, Recognizer, RecognizerDoc};
pub use sentence_cx::{DocumentCx, SentenceCx};

use crate::config::RecognizeSettings;
use crate::lexicon::{Lexicon, UserAlias};
use crate::model::{Document, Gap, Mention, Sentence, Token};
use belonging::Belonging;
use homonyms::Homonyms;
use matcher::{Found, LexiconIndex, Match};
use tagger::{Facts, Tagger};
use values::Kind;

/// The recognisers of sentences, the more trusted first.
pub static RECOGNIZERS: &[&dyn Recognizer] = &[
    &compounds::Compounds,
    &persons::Persons,
    &listed_names::ListedNames,
    &countries::Countries,
    &organisations::Organisations,
    &initiatives::Initiatives,
    &places::Places,
    &ministries::Ministries,
    &values::Dates,
    &values::Times,
    &values::Durations,
    &values::Money,
    &values::Percents,
    &values::Quantities,
    &values::Ordinals,
    &values::Numbers,
    &speakers::Speakers,
];

/// The recognisers of documents, in the order in which they run.
pub static DOCUMENT_RECOGNIZERS: &[&dyn DocumentRecognizer] = &[
    &headlines::Headlines,
    &offices::PersonEdges,
    &acronyms::Acronyms,
    &repeats::Repeats,
    &short_forms::ShortForms,
    &agreement::Agreement,
    &lost_possessives::LostPossessives,
    &offices::Offices,
    &values::DaysOfTimes,
];

/// What all recognisers say about themselves, in the order of the registries.
pub fn docs_of_all() -> impl Iterator<Item = &'static RecognizerDoc> {
    let of_sentences = RECOGNIZERS.iter().map(|recognizer| recognizer.doc());
    of_sentences.chain([&tagger::DOC]).chain(DOCUMENT_RECOGNIZERS.iter().map(|recognizer| recognizer.doc()))
}

/// A name in `recognize.disabled` that no recogniser has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRecognizer {
    pub name: String,
}

impl fmt::Display for UnknownRecognizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = docs_of_all().map(|doc| doc.name).collect();
        write!(f, "recognize.disabled: there is no recogniser `{}`; there are {}", self.name, names.join(", "))
    }
}

impl std::error::Error for UnknownRecognizer {}

/// The recognisers that the settings leave, with the index over the lexicon. Built once, shared by all threads.
pub struct RecognizerSet {
    lexicon: &'static Lexicon,
    index: LexiconIndex,
    homonyms: Homonyms,
    belonging: Belonging,
    /// With their places in the registry.
    names: Vec<(usize, &'static dyn Recognizer)>,
    /// Values are read by one scan for all kinds.
    values: Vec<Kind>,
    /// The trained recogniser; its names yield to equal ones of all others.
    tagger: Option<Tagger>,
    documents: Vec<&'static dyn DocumentRecognizer>,
}

impl fmt::Debug for RecognizerSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.names.iter().map(|(_, recognizer)| recognizer.doc().name).collect();
        f.debug_struct("RecognizerSet").field("names", &names).field("values", &self.values).finish_non_exhaustive()
    }
}

impl RecognizerSet {
    /// `aliases` holds the user's own names, `model` the weights of the trained recogniser.
    ///
    /// # Errors
    /// Where the settings leave out a recogniser that there is not.
    pub fn new(
        lexicon: &'static Lexicon,
        settings: &RecognizeSettings,
        aliases: &[UserAlias],
        model: tagger::Model,
    ) -> Result<Self, UnknownRecognizer> {
        let is_known = |name: &str| docs_of_all().any(|doc| doc.name == name);
        if let Some(name) = settings.disabled.iter().find(|name| !is_known(name)) {
            return Err(UnknownRecognizer { name: name.clone() });
        }
        let is_enabled = |doc: &RecognizerDoc| !settings.disabled.iter().any(|name| name == doc.name);
        let is_value = |doc: &RecognizerDoc| Kind::ALL.iter().any(|kind| kind.recognizer().doc().name == doc.name);
        let names = RECOGNIZERS.iter().copied().enumerate();
        Ok(Self {
            lexicon,
            index: LexiconIndex::new(aliases),
            homonyms: Homonyms::of(lexicon),
            belonging: Belonging::of(lexicon),
            names: names.filter(|(_, member)| is_enabled(member.doc()) && !is_value(member.doc())).collect(),
            values: Kind::ALL.iter().copied().filter(|kind| is_enabled(kind.recognizer().doc())).collect(),
            tagger: is_enabled(&tagger::DOC).then(|| Tagger::new(model)),
            documents: DOCUMENT_RECOGNIZERS.iter().copied().filter(|member| is_enabled(member.doc())).collect(),
        })
    }

    /// The mentions of a document, sorted by start, a compound before its parts. Pure, and linear in the text.
    pub fn recognize(&self, document: &Document, tokens: &[Token], sentences: &[Sentence]) -> Vec<Mention> {
        let cx = DocumentCx { document, text: document.as_str(), tokens, sentences, lexicon: self.lexicon };
        let found = self.find(&cx);
        let mut tagging = self.tagger.as_ref().map(|tagger| Tagging::new(tagger, &cx, &found));
        let mut mentions = Vec::new();
        for (index, sentence, tokens) in cx.sentences() {
            let Some(found) = found.get(index) else { break };
            let cx = self.sentence(&cx, index, sentence, tokens, &found.names, &found.titles);
            append(&mut mentions, self.recognize_sentence(&cx, &found.aliases, tagging.as_mut()));
        }
        for recognizer in &self.documents {
            recognizer.recognize(&cx, &mut mentions);
            sign(&mut mentions, recognizer.doc());
            mentions = settle::sort(mentions);
        }
        self.homonyms.decide(&cx, &mut mentions);
        self.belonging.decide(&cx, &self.index, &mut mentions);
        sign(&mut mentions, ministries::Ministries.doc());
        mentions
    }

    /// What the lexicon has in each sentence.
    fn find<'i>(&'i self, document: &DocumentCx<'_>) -> Vec<Found<'i>> {
        let find =
            |(_, sentence, tokens): (usize, &Sentence, &[Token])| self.index.find(document.text, tokens, sentence.zone);
        document.sentences().map(find).collect()
    }

    fn sentence<'a>(
        &self,
        cx: &DocumentCx<'a>,
        index: usize,
        sentence: &'a Sentence,
        tokens: &'a [Token],
        names: &'a [Match<'a>],
        titles: &'a [Match<'a>],
    ) -> SentenceCx<'a> {
        SentenceCx {
            document: cx.document,
            text: cx.text,
            sentence,
            index,
            tokens,
            lexicon: self.lexicon,
            names,
            titles,
        }
    }

    fn recognize_sentence(
        &self,
        sentence: &SentenceCx<'_>,
        aliases: &[Match<'_>],
        tagging: Option<&mut Tagging<'_>>,
    ) -> Vec<Mention> {
        let (mut candidates, mut ranks) = (Vec::new(), Vec::new());
        aliases::recognize(sentence, aliases, &mut candidates);
        ranks.resize(candidates.len(), 0);
        for (rank, recognizer) in &self.names {
            recognizer.recognize(sentence, &mut candidates);
            sign(&mut candidates, recognizer.doc());
            ranks.resize(candidates.len(), 1 + *rank);
        }
        if !self.values.is_empty() {
            values::recognize_kinds(sentence, &self.values, &mut candidates);
            ranks.resize(candidates.len(), 1 + RECOGNIZERS.len());
        }
        if let Some(tagging) = tagging {
            lost_marks::cut_persons(sentence.text, tagging.gaps, &mut candidates);
            reconcile::add(tagging.names(sentence), &mut candidates);
            sign(&mut candidates, &tagger::DOC);
            ranks.resize(candidates.len(), 2 + RECOGNIZERS.len());
        }
        settle::settle(candidates, &ranks)
    }
}

/// The trained recogniser at work on one document, with what it knows of the whole of it.
struct Tagging<'t> {
    tagger: &'t Tagger,
    facts: Facts,
    view: tagger::view::View,
    /// Of a document that has lost its commas.
    gaps: &'t [Gap],
}

impl<'t> Tagging<'t> {
    fn new(tagger: &'t Tagger, document: &DocumentCx<'t>, found: &[Found<'_>]) -> Self {
        let mut facts = Facts::default();
        facts.read(document, |sentence| found.get(sentence).map_or(&[][..], |found| &found.titles));
        Self { tagger, facts, view: tagger::view::View::default(), gaps: lost_marks::gaps(document) }
    }

    fn names(&mut self, sentence: &SentenceCx<'_>) -> Vec<Mention> {
        let mut names = Vec::new();
        self.tagger.recognize(sentence, &self.facts, &mut self.view, &mut names);
        let names = lost_marks::cut(sentence, self.gaps, names);
        common_nouns::checked(sentence.text, names)
    }
}

/// Names the recogniser on what it has just made.
fn sign(mentions: &mut [Mention], doc: &RecognizerDoc) {
    for mention in mentions.iter_mut().filter(|mention| mention.source.is_empty()) {
        mention.source = doc.name;
    }
}

/// Appends the mentions of a sentence, whose parents count from its own first mention.
fn append(mentions: &mut Vec<Mention>, sentence: Vec<Mention>) {
    let offset = mentions.len();
    let moved = |mention: Mention| Mention { parent: mention.parent.map(|parent| parent + offset), ..mention };
    mentions.extend(sentence.into_iter().map(moved));
}
