//! Precision, recall and F1 of a tagger alone, without lexicon and rules: what training steers by.

use std::collections::BTreeMap;

use communique::stages::recognize::tagger::labels::Class;
use communique::stages::recognize::tagger::view::View;
use communique::stages::recognize::tagger::{Tagger, Name as Found};
use communique::text::Span;

use crate::sample::{Sample, Tools};

/// Right, found, and gold names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub right: usize,
    pub found: usize,
    pub gold: usize,
}

impl Counts {
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

/// Exact spans by class. Calls `each` with every name that was found and whether it is right.
pub fn score(tagger: &Tagger, samples: &[Sample], tools: &Tools, mut each: impl FnMut(&Found, bool)) -> BTreeMap<Class, Counts> {
    let mut counts: BTreeMap<Class, Counts> = BTreeMap::new();
    let mut view = View::default();
    for sample in samples {
        let facts = sample.facts(tools);
        sample.each_sentence(tools, |sentence, labels| {
            let gold = communique::stages::recognize::tagger::labels::decode(&labels);
            let found = tagger.names(sentence, &facts, &mut view);
            for (_, class) in &gold {
                counts.entry(*class).or_default().gold += 1;
            }
            for name in &found {
                let is_right = gold.iter().any(|(tokens, class)| *tokens == name.tokens && *class == name.class);
                let counts = counts.entry(name.class).or_default();
                counts.found += 1;
                counts.right += usize::from(is_right);
                each(name, is_right);
            }
        });
    }
    counts
}

/// The errors of a tagger, as printed lines.
pub fn errors(tagger: &Tagger, samples: &[Sample], tools: &Tools) -> Vec<String> {
    let mut lines = Vec::new();
    let mut view = View::default();
    for sample in samples {
        let facts = sample.facts(tools);
        sample.each_sentence(tools, |sentence, labels| {
            let gold = communique::stages::recognize::tagger::labels::decode(&labels);
            let found: Vec<_> =
                tagger.names(sentence, &facts, &mut view).into_iter().map(|name| (name.tokens, name.class)).collect();
            let print = |(tokens, class): &(std::ops::Range<usize>, Class)| {
                let span = sentence.span(tokens.clone()).unwrap_or(Span::new(0, 0));
                format!("{}:{}", class.as_str(), span.of(sentence.text))
            };
            let missed: Vec<String> = gold.iter().filter(|name| !found.contains(name)).map(print).collect();
            let wrong: Vec<String> = found.iter().filter(|name| !gold.contains(name)).map(print).collect();
            if !missed.is_empty() || !wrong.is_empty() {
                lines.push(format!("-[{}] +[{}]  {}", missed.join("; "), wrong.join("; "), sentence.sentence.span.of(sentence.text)));
            }
        });
    }
    lines
}

/// The sum over these classes.
pub fn total(counts: &BTreeMap<Class, Counts>, classes: &[Class]) -> Counts {
    let of = classes.iter().filter_map(|class| counts.get(class));
    of.fold(Counts::default(), |sum, counts| Counts {
        right: sum.right + counts.right,
        found: sum.found + counts.found,
        gold: sum.gold + counts.gold,
    })
}
