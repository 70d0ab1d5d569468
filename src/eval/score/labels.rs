//! The labels that spans are measured under: the types, the four coarse classes of CoNLL, or none.

use std::collections::{BTreeSet, HashSet};

use super::ScoreOptions;
use super::spans::Labelled;
use crate::eval::gold::{Annotation, GoldDocument, GoldMention};
use crate::lexicon::Lexicon;
use crate::model::EntityType;
use crate::text::Span;

/// The four classes of CoNLL-2003 (Tjong Kim Sang and De Meulder 2003), under which sets of all guidelines compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coarse {
    Per,
    Org,
    Loc,
    Misc,
}

impl Coarse {
    pub const ALL: &'static [Coarse] = &[Self::Per, Self::Org, Self::Loc, Self::Misc];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Loc => "LOC",
            Self::Misc => "MISC",
        }
    }

    /// The class of a type; dates and numbers have none.
    pub fn of(entity_type: EntityType) -> Option<Self> {
        Some(match entity_type {
            EntityType::Person => Self::Per,
            EntityType::Org => Self::Org,
            EntityType::Gpe | EntityType::Loc | EntityType::Fac => Self::Loc,
            linked if linked.is_linked() => Self::Misc,
            EntityType::WorkOfArt | EntityType::Product | EntityType::Language => Self::Misc,
            _ => return None,
        })
    }
}

/// The most words of a title that is trimmed.
const TITLE_WORDS: usize = 6;

/// Turns mentions into labelled spans.
pub(super) struct Labeller<'o> {
    /// The types that are measured in sets annotated in full, and in others.
    full: BTreeSet<EntityType>,
    spans: BTreeSet<EntityType>,
    /// Whether the caller chose the types.
    is_chosen: bool,
    options: &'o ScoreOptions,
    titles: HashSet<&'static str>,
}

impl<'o> Labeller<'o> {
    pub(super) fn new(gold: &[GoldDocument], options: &'o ScoreOptions, lexicon: &'static Lexicon) -> Self {
        let all = || EntityType::ALL.iter().copied().collect();
        let occurring = || {
            let documents = gold.iter().filter(|document| document.annotation == Annotation::Spans);
            documents.flat_map(|document| &document.mentions).flat_map(types_of).collect()
        };
        let chosen: Option<BTreeSet<EntityType>> = options.types.as_ref().map(|types| types.iter().copied().collect());
        Self {
            full: chosen.clone().unwrap_or_else(all),
            spans: chosen.clone().unwrap_or_else(occurring),
            is_chosen: chosen.is_some(),
            options,
            titles: lexicon.titles.iter().map(|title| title.form).collect(),
        }
    }

    /// The mentions of a document, of either side, under their types. `annotation` is that of the gold document: in full
    /// annotation works and products are MISC, as the guidelines have it.
    pub(super) fn types(&self, document: &GoldDocument, annotation: Annotation) -> Vec<Labelled> {
        let measured = if annotation == Annotation::Full { &self.full } else { &self.spans };
        let label = |entity_type: EntityType| match (annotation, entity_type) {
            (Annotation::Full, EntityType::WorkOfArt | EntityType::Product) => EntityType::Misc as usize,
            _ => entity_type as usize,
        };
        let mentions = document.mentions.iter();
        let measured = mentions.filter(|mention| types_of(mention).any(|entity_type| measured.contains(&entity_type)));
        measured
            .filter_map(|mention| self.labelled(document, mention, |entity_type| Some(label(entity_type))))
            .collect()
    }

    /// The mentions of a document, of either side, under their coarse classes. Public sets annotate all names of the first
    /// three classes, and of the fourth what they say.
    pub(super) fn coarse(&self, document: &GoldDocument, annotation: Annotation) -> Vec<Labelled> {
        let measured = if annotation == Annotation::Full { &self.full } else { &self.spans };
        let is_common = |t| matches!(Coarse::of(t), Some(Coarse::Per | Coarse::Org | Coarse::Loc));
        let is_measured = |t| measured.contains(&t) || (!self.is_chosen && is_common(t));
        let label = |entity_type| Coarse::of(entity_type).map(|coarse| coarse as usize);
        let mentions = document.mentions.iter().filter(|mention| types_of(mention).any(is_measured));
        mentions.filter_map(|mention| self.labelled(document, mention, label)).collect()
    }

    fn labelled(
        &self,
        document: &GoldDocument,
        mention: &GoldMention,
        label: impl Fn(EntityType) -> Option<usize>,
    ) -> Option<Labelled> {
        let labels: Vec<usize> = types_of(mention).filter_map(label).collect();
        let span = match self.options.trim {
            true => self.trimmed(document, mention),
            false => mention.span,
        };
        let allowed = labels.iter().fold(0, |bits, label| bits | 1 << label);
        labels.first().map(|label| Labelled { span, label: *label, allowed })
    }

    /// The span without leading articles and, before a person, titles.
    fn trimmed(&self, document: &GoldDocument, mention: &GoldMention) -> Span {
        let mut span = mention.span.trim(&document.text);
        loop {
            let text = span.of(&document.text);
            let article = text.split_once(' ').filter(|(word, _)| is_article(word)).map(|(word, _)| word.len());
            let title = || (mention.entity_type == EntityType::Person).then(|| self.leading_title(text)).flatten();
            let Some(len) = article.or_else(title) else { return span };
            span = Span { start: span.start + len as u32, ..span }.trim(&document.text);
        }
    }

    /// Length of the longest title that the text begins with, a name left behind it.
    fn leading_title(&self, text: &str) -> Option<usize> {
        let ends = text.match_indices(' ').map(|(at, _)| at).take(TITLE_WORDS);
        ends.filter(|end| text.get(..*end).is_some_and(|words| self.titles.contains(words))).last()
    }
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

fn types_of(mention: &GoldMention) -> impl Iterator<Item = EntityType> {
    std::iter::once(mention.entity_type).chain(mention.alternatives.iter().copied())
}

/// The same spans, all with one label.
pub(super) fn untyped(items: &[Labelled]) -> Vec<Labelled> {
    items.iter().map(|item| Labelled { label: 0, allowed: 1, ..*item }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_coarse_class_and_no_value_has() {
        for entity_type in EntityType::ALL {
            let is_name = entity_type.is_linked() || (*entity_type as usize) <= EntityType::Language as usize;
            assert_eq!(Coarse::of(*entity_type).is_some(), is_name, "{}", entity_type.as_str());
        }
        assert_eq!(Coarse::of(EntityType::Norp), Some(Coarse::Misc));
        assert!(EntityType::ALL.len() <= u32::BITS as usize, "a bit for every label");
    }
}
