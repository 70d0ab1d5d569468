//! Samples as numbers: for each stretch of a sentence the features and labels of its tokens, for each name those of its
//! type.

use std::collections::HashMap;

use communique::model::EntityType;
use communique::stages::recognize::tagger::labels::{Class, OUTSIDE, decode};
use communique::stages::recognize::tagger::lexical::Words;
use communique::stages::recognize::tagger::view::View;
use communique::stages::recognize::tagger::{features, gate, others, refine};

use crate::sample::{Name, Sample, Tools};

/// Features of a token by their numbers.
pub type Features = Vec<u32>;

/// A stretch of tokens in which names can be.
pub struct Stretch {
    pub tokens: Vec<Features>,
    pub labels: Vec<usize>,
    pub is_copy: bool,
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
    /// Adds a sample, `weight` times.
    pub fn add(&mut self, sample: &Sample, weight: usize, tools: &Tools, words: &Words, numbering: &mut Numbering) {
        let facts = sample.facts(tools);
        let mut view = View::default();
        sample.each_sentence(tools, |sentence, labels| {
            view.read(sentence, words);
            let in_sentence = decode(&labels).len();
            let mut held = 0;
            for range in gate::stretches(&view) {
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
                    self.stretches.push(Stretch {
                        tokens: tokens.clone(),
                        labels: own.clone(),
                        is_copy: sample.is_copy,
                    });
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
