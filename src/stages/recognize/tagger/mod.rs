//! The trained recogniser of names: a linear model over features of tokens, decoded by Viterbi.
//!
//! ```text
//! sentence ─► view ─► gate ─► features ─► weights ─► Viterbi ─► class and margin ─► type ─► mention
//!                        document facts ──┘
//! ```
//!
//! The weights come from an averaged structured perceptron (Collins, "Discriminative Training Methods for Hidden Markov
//! Models", EMNLP 2002), trained by the workspace member `training`, which shares everything up to the weights with this
//! room. `models/README.md` is the card of the model that is built in.

pub mod document;
pub mod features;
pub mod gate;
pub mod hash;
mod heads;
pub mod labels;
pub mod lexical;
pub mod model;
pub mod refine;
pub mod table;
mod trim;
pub mod view;
pub mod viterbi;
pub mod weights;

use std::ops::Range;

pub use document::Facts;
pub use model::{Model, ModelError};

use super::{RecognizerDoc, SentenceCx};
use crate::model::{EntityType, Mention, RecognizerKind};
use document::Evidence;
use labels::{Class, N_LABELS};
use view::View;
use weights::{Batch, NO_SCORES};

/// What the trained recogniser says about itself.
pub static DOC: RecognizerDoc = RecognizerDoc {
    name: "tagger",
    what: "Names of all kinds by a trained model, with its probability as score: persons without a title, and \
           organisations, places, events that no table lists.",
    example: "Maria Lopez of the Harrow Institute spoke in Tarnow.",
    finds: &[("Maria Lopez", EntityType::Person), ("Harrow Institute", EntityType::Org), ("Tarnow", EntityType::Gpe)],
    not_for: "Values, and names that other recognisers find with the same span: theirs stay, as they know more.",
};

/// Finds names by the trained model.
#[derive(Debug)]
pub struct Tagger {
    model: Model,
}

/// A name with its class and its probability of being right.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// Positions of its tokens in the sentence.
    pub tokens: Range<usize>,
    pub class: Class,
    pub entity_type: EntityType,
    /// By how much its labels beat the best others, at the token where they do least; in the unit of the weights.
    pub margin: i32,
    pub score: f32,
}

impl Tagger {
    pub fn new(model: Model) -> Self {
        Self { model }
    }

    /// Adds the names of a sentence to `out`. `view` is a buffer that calls share.
    pub fn recognize(&self, sentence: &SentenceCx<'_>, facts: &Facts, view: &mut View, out: &mut Vec<Mention>) {
        let mentions = self.names(sentence, facts, view).into_iter().filter_map(|name| {
            let tokens = trim::small_words(sentence, name.tokens)?;
            let tokens = if name.class == Class::Person { trim::person(sentence, tokens)? } else { tokens };
            let span = trim::name(sentence, sentence.span(tokens)?)?;
            let entity_type = heads::checked(span.of(sentence.text), name.entity_type)?;
            let bare = Mention::new(span, sentence.index, entity_type, RecognizerKind::Model, name.score);
            Some(Mention { margin: Some(name.margin), ..bare })
        });
        out.extend(mentions);
    }

    /// The names of a sentence, in order.
    pub fn names(&self, sentence: &SentenceCx<'_>, facts: &Facts, view: &mut View) -> Vec<Name> {
        view.read(sentence, &self.model.words);
        let mut names = Vec::new();
        for stretch in &view.stretches {
            self.stretch(sentence, facts, view, stretch.clone(), &mut names);
        }
        names
    }

    fn stretch(
        &self,
        sentence: &SentenceCx<'_>,
        facts: &Facts,
        view: &View,
        stretch: Range<usize>,
        out: &mut Vec<Name>,
    ) {
        let mut batch = Batch::default();
        let emissions: Vec<_> =
            stretch.clone().map(|at| self.emission(view, at, others(sentence, facts, at), &mut batch)).collect();
        let best = viterbi::decode(&emissions, &self.model.steps);
        for (tokens, class) in labels::decode(&best.labels) {
            let margin = best.margins.get(tokens.clone()).unwrap_or_default().iter().copied().min().unwrap_or(0);
            let tokens = stretch.start + tokens.start..stretch.start + tokens.end;
            let entity_type = refine::entity_type(view, tokens.clone(), class, &self.model.weights);
            out.push(Name { tokens, class, entity_type, margin, score: self.model.calibration.probability(margin) });
        }
    }

    /// The scores of a token; `batch` is a buffer that calls share.
    fn emission(&self, view: &View, at: usize, others: Evidence, batch: &mut Batch) -> viterbi::Emission {
        batch.clear();
        features::features(view, at, others, |feature| batch.push(feature));
        let mut scores = NO_SCORES;
        self.model.weights.add_all(batch, &mut scores);
        scores.first_chunk::<N_LABELS>().copied().unwrap_or([0; N_LABELS])
    }
}

/// What the other occurrences of the word at this position show.
pub fn others(sentence: &SentenceCx<'_>, facts: &Facts, at: usize) -> Evidence {
    facts.of_others(sentence.sentence.tokens.start + at)
}
