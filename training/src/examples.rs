//! Samples as numbers: for each stretch of a sentence the features and labels of its tokens, for each name those of its
//! type.

use std::collections::HashMap;

use communique::lexicon::{FormKind, Lexicon};
use communique::model::EntityType;
use communique::stages::recognize::tagger::labels::{Class, OUTSIDE, decode};
use communique::stages::recognize::tagger::lexical::Words;
use communique::stages::recognize::tagger::view::View;
use communique::stages::recognize::tagger::{features, others, refine};

use crate::sample::{Name, Sample, Text, Tools};

/// Features of a token by their numbers.
pub type Features = Vec<u32>;

/// A stretch of tokens in which names can be.
pub struct Stretch {
    pub tokens: Vec<Features>,
    pub labels: Vec<usize>,
}

/// A name whose type is known.
pub struct Typed {
    pub features: Features,
    pub class: Class,
    pub entity_type: EntityType,
}

/// Numbers features in the order in which they are first seen.
#[derive(Default)]
pub struct Numbering {
    numbers: HashMap<u64, u32>,
    pub hashes: Vec<u64>,
}

impl Numbering {
    fn number(&mut self, hash: u64) -> u32 {
        *self.numbers.entry(hash).or_insert_with(|| {
            self.hashes.push(hash);
            (self.hashes.len() - 1) as u32
        })
    }
}

/// What a corpus teaches.
#[derive(Default)]
pub struct Examples {
    pub stretches: Vec<Stretch>,
    pub typed: Vec<Typed>,
    /// Names that no stretch can hold whole, and all names.
    pub lost: usize,
    pub names: usize,
}

impl Examples {
    /// Adds the types of the lexicon's names.
    pub fn add_lexicon(&mut self, tools: &Tools, words: &Words, numbering: &mut Numbering) {
        let mut view = View::default();
        for (name, entity_type) in lexicon_names(tools.lexicon) {
            let Some(class) = crate::gold::class(entity_type) else { continue };
            let text = Text { text: name.to_owned(), names: Vec::new(), has_title: false, is_copy: false };
            tools.sample(&text).each_sentence(tools, |sentence, labels| {
                view.read(sentence, words);
                // By its entry in the lexicon the name would be told at once; it has to be told by its words.
                view.words.iter_mut().for_each(|word| word.lexicon = 0);
                self.typed.extend(typed(&view, 0..labels.len(), class, Some(entity_type), numbering));
            });
        }
    }

    /// Adds a sample, `weight` times.
    pub fn add(&mut self, sample: &Sample, weight: usize, tools: &Tools, words: &Words, numbering: &mut Numbering) {
        let facts = sample.facts(tools);
        let mut view = View::default();
        sample.each_sentence(tools, |sentence, labels| {
            view.read(sentence, words);
            let in_sentence = decode(&labels).len();
            let mut held = 0;
            for range in view.stretches.clone() {
                let mut own = labels[range.clone()].to_vec();
                close(&mut own);
                held += decode(&own).len();
                let tokens: Vec<Features> = range
                    .map(|at| {
                        let mut token = Features::new();
                        let others = others(sentence, &facts, at);
                        features::features(&view, at, others, |hash| token.push(numbering.number(hash)));
                        token
                    })
                    .collect();
                for _ in 0..weight {
                    self.stretches.push(Stretch { tokens: tokens.clone(), labels: own.clone() });
                }
            }
            self.names += in_sentence;
            self.lost += in_sentence - held;
            if !sample.is_copy {
                for (tokens, class) in decode(&labels) {
                    let start = sentence.tokens[tokens.start].span.start;
                    self.typed.extend(typed(&view, tokens, class, type_at(&sample.names, start), numbering));
                }
            }
        });
    }
}

/// The types of the lexicon's own names, taken out of any text: head words such as "Airport" or "Convention" are in them.
fn lexicon_names(lexicon: &Lexicon) -> Vec<(&'static str, EntityType)> {
    let places = lexicon.places.iter().map(|row| (row.name, row.entity_type));
    let initiatives = lexicon.initiatives.iter().map(|row| (row.name, row.entity_type));
    let countries = lexicon.country_forms.iter().map(|row| {
        let is_people = matches!(row.kind, FormKind::Demonym | FormKind::DemonymPlural | FormKind::Combining);
        (row.form, if is_people { EntityType::Norp } else { EntityType::Gpe })
    });
    places.chain(initiatives).chain(countries).collect()
}

fn typed(
    view: &View,
    tokens: std::ops::Range<usize>,
    class: Class,
    entity_type: Option<EntityType>,
    numbering: &mut Numbering,
) -> Option<Typed> {
    let entity_type = entity_type.filter(|of| refine::FINE.contains(&(class, *of)))?;
    let mut found = Features::new();
    refine::features(view, tokens, class, |hash| found.push(numbering.number(hash)));
    Some(Typed { features: found, class, entity_type })
}

fn type_at(names: &[Name], start: u32) -> Option<EntityType> {
    names.iter().find(|name| name.span.end > start).and_then(|name| name.entity_type)
}

/// Takes off the labels of names that the edges of a stretch cut.
fn close(labels: &mut [usize]) {
    let whole = decode(labels);
    for (at, label) in labels.iter_mut().enumerate() {
        if !whole.iter().any(|(tokens, _)| tokens.contains(&at)) {
            *label = OUTSIDE;
        }
    }
}
