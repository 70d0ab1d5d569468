//! Precision, recall and F1 of a tagger alone, without lexicon and rules: what training steers by.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use communique::stages::recognize::tagger::labels::Class;
use communique::stages::recognize::tagger::view::View;
use communique::stages::recognize::tagger::{Model, Name as Found, Tagger};
use communique::text::Span;

use crate::sample::{Sample, Tools};
use crate::{gold, harmonise, sets};

#[derive(clap::Args)]
pub struct Arguments {
    /// The model; without it the built-in one.
    #[arg(long)]
    model: Option<PathBuf>,
    /// Print the sentences with errors.
    #[arg(long)]
    errors: bool,
    /// Gold of our own form (`.gold`, or a folder of it), or JSON Lines of a public set.
    #[arg(required = true)]
    texts: Vec<PathBuf>,
}

/// Prints F1 by class for each file or folder.
///
/// # Errors
/// Where one cannot be read.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let model = match &arguments.model {
        Some(path) => Model::read(fs::read(path)?.into())?,
        None => Model::embedded(),
    };
    let (tagger, tools) = (Tagger::new(model), Tools::new());
    for path in &arguments.texts {
        let texts = if path.extension().is_some_and(|ending| ending == "jsonl") {
            let mut texts = sets::read(path)?;
            texts.iter_mut().for_each(|text| harmonise::harmonise(text, &tools));
            texts
        } else {
            gold::read(path)?
        };
        let samples: Vec<Sample> = texts.iter().map(|text| tools.sample(text)).collect();
        let counts = count(&tagger, &samples, &tools, |_, _| {});
        print!("{:40}", path.file_name().unwrap_or_default().to_string_lossy());
        print!(" PER+ORG+LOC {:.3}", total(&counts, &[Class::Person, Class::Organisation, Class::Place]).f1());
        for (class, counts) in &counts {
            print!("  {} {:.3}", class.as_str(), counts.f1());
        }
        println!();
        if arguments.errors {
            errors(&tagger, &samples, &tools).iter().for_each(|line| println!("{line}"));
        }
    }
    Ok(())
}

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
pub fn count(
    tagger: &Tagger,
    samples: &[Sample],
    tools: &Tools,
    mut each: impl FnMut(&Found, bool),
) -> BTreeMap<Class, Counts> {
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
                lines.push(format!(
                    "-[{}] +[{}]  {}",
                    missed.join("; "),
                    wrong.join("; "),
                    sentence.sentence.span.of(sentence.text)
                ));
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
