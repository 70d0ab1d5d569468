//! The verb `train`: gold and sets become examples, examples weights, weights a model.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use communique::stages::recognize::tagger::lexical::Words;
use communique::stages::recognize::tagger::model::{Calibration, Model};
use communique::stages::recognize::tagger::table::Table;
use communique::stages::recognize::tagger::{Name, Tagger};

use crate::examples::{Examples, Numbering};
use crate::perceptron::{Settings, train, train_types};
use crate::sample::{Sample, Text, Tools};
use crate::{augment, calibrate, gold, harmonise, pack, score, sets};

/// One text in so many of the public sets, and of own gold, becomes a copy in capitals, another in title case.
const COPIES_OF_SETS: usize = 20;
const COPIES_OF_GOLD: usize = 6;
/// One document of gold in so many is held back to fit the scores.
const HELD_BACK: usize = 5;

#[derive(clap::Args)]
pub struct Arguments {
    /// Gold to learn from: a `.gold` or `.jsonl` file, or a folder of them; may be repeated.
    #[arg(long = "gold", required = true)]
    gold: Vec<PathBuf>,
    /// How often each gold document is seen in an epoch.
    #[arg(long, default_value_t = 3)]
    gold_weight: usize,
    /// Folder of the public sets that the built-in model learned from; without it gold alone is learned.
    #[arg(long)]
    sets: Option<PathBuf>,
    /// Table of known words that the verb `words` made; without it that of the built-in model.
    #[arg(long)]
    words: Option<PathBuf>,
    /// Where the model goes.
    #[arg(long)]
    out: PathBuf,
    /// How often all is seen.
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// By how much the right labels must win, for each wrong one.
    #[arg(long, default_value_t = 2)]
    margin: i32,
    /// Weights below this many updates are left out.
    #[arg(long, default_value_t = 2.6)]
    prune: f32,
    /// Decides the order of examples; equal seeds give equal bytes.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Trains and writes a model; says on standard error what it does.
///
/// # Errors
/// Where an input cannot be read or the model cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let tools = Tools::new();
    let words = words(arguments.words.as_deref())?;
    let mut texts = Vec::new();
    for path in &arguments.gold {
        texts.extend(gold::read(path)?);
    }
    let sets = match &arguments.sets {
        Some(folder) => public_sets(folder, &tools)?,
        None => Vec::new(),
    };
    let trainer = Trainer { arguments, tools: &tools, words: &words, sets: &sets };
    let calibration = trainer.calibration(&texts)?;
    let bytes = trainer.bytes(&texts, calibration);
    fs::write(&arguments.out, &bytes)?;
    eprintln!(
        "{}: {} bytes, slope {}, intercept {}",
        arguments.out.display(),
        bytes.len(),
        calibration.slope,
        calibration.intercept
    );
    Ok(())
}

fn words(path: Option<&Path>) -> Result<Words, Box<dyn Error>> {
    let Some(path) = path else { return Ok(Model::embedded().words) };
    let table = Table::new(fs::read(path)?.into()).ok_or_else(|| format!("{}: no table of words", path.display()))?;
    Ok(Words::new(table))
}

/// A text with how often it is seen in an epoch.
type Weighted = (Text, usize);

fn public_sets(folder: &Path, tools: &Tools) -> Result<Vec<Weighted>, Box<dyn Error>> {
    let mut all = Vec::new();
    for set in sets::TRAIN {
        let mut texts = sets::read(&folder.join(set.file))?;
        for text in &mut texts {
            harmonise::harmonise(text, tools);
        }
        all.extend(with_copies(texts, COPIES_OF_SETS).map(|text| (text, set.weight)));
    }
    Ok(all)
}

fn with_copies(texts: Vec<Text>, every: usize) -> impl Iterator<Item = Text> {
    let copies = augment::copies(&texts, every, 7);
    texts.into_iter().chain(copies)
}

struct Trainer<'a> {
    arguments: &'a Arguments,
    tools: &'a Tools,
    words: &'a Words,
    sets: &'a [Weighted],
}

impl Trainer<'_> {
    /// The curve from margins to probabilities, fitted on gold that a model trained on the rest has not seen.
    fn calibration(&self, gold: &[Text]) -> Result<Calibration, Box<dyn Error>> {
        let (held, seen): (Vec<_>, Vec<_>) = gold.iter().cloned().enumerate().partition(|(at, _)| at % HELD_BACK == 0);
        let texts = |part: Vec<(usize, Text)>| part.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        let flat = Calibration { slope: 0.0, intercept: 0.0 };
        let tagger = Tagger::new(self.model(&texts(seen), flat)?);
        let samples: Vec<Sample> = texts(held).iter().map(|text| self.tools.sample(text)).collect();
        let mut points = Vec::new();
        score::count(&tagger, &samples, self.tools, |name: &Name, right| points.push((f64::from(name.margin), right)));
        Ok(calibrate::fit(&points))
    }

    fn model(&self, gold: &[Text], calibration: Calibration) -> Result<Model, Box<dyn Error>> {
        Ok(Model::read(self.bytes(gold, calibration).into())?)
    }

    fn bytes(&self, gold: &[Text], calibration: Calibration) -> Vec<u8> {
        let (mut examples, mut numbering) = (Examples::default(), Numbering::default());
        let mut add = |text: &Text, weight: usize| {
            examples.add(&self.tools.sample(text), weight, self.tools, self.words, &mut numbering);
        };
        self.sets.iter().for_each(|(text, weight)| add(text, *weight));
        with_copies(gold.to_vec(), COPIES_OF_GOLD).for_each(|text| add(&text, self.arguments.gold_weight));
        examples.add_lexicon(self.tools, self.words, &mut numbering);
        eprintln!(
            "{} stretches, {} features; {} of {} names lie outside all stretches",
            examples.stretches.len(),
            numbering.hashes.len(),
            examples.lost,
            examples.names
        );
        let settings =
            Settings { epochs: self.arguments.epochs, margin: self.arguments.margin, seed: self.arguments.seed };
        let n_features = numbering.hashes.len();
        let trained =
            train(&examples.stretches, n_features, settings, |epoch, wrong| eprintln!("epoch {epoch}: {wrong} wrong"));
        let types = train_types(&examples.typed, n_features, settings);
        let packed = pack::pack(&numbering.hashes, &trained, &types, self.arguments.prune);
        eprintln!("{} features with {} weights stay", packed.n_features, packed.n_weights);
        Model::write(calibration, &packed.steps, self.words.bytes(), &packed.features, &packed.entries)
    }
}

#[cfg(test)]
mod tests {
    use communique::stages::recognize::tagger::labels::Class;

    use super::*;

    const GOLD: &str = "\
form: readout
published: 2022-05-12

[Maria Lopez|PERSON] of the [Harrow Institute|ORG] spoke in [Tarnow|GPE POL].
[Jan Nowak|PERSON] of the [Bergen Institute|ORG] answered in [Gdynia|GPE POL].
";

    fn arguments(folder: &Path) -> Arguments {
        Arguments {
            gold: vec![folder.to_owned()],
            gold_weight: 1,
            sets: None,
            words: None,
            out: folder.join("names.model"),
            epochs: 5,
            margin: 2,
            prune: 0.5,
            seed: 1,
        }
    }

    #[test]
    fn a_model_learns_its_gold_and_comes_out_the_same_twice() {
        let folder = std::env::temp_dir().join(format!("communique-training-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["a", "b"] {
            fs::write(folder.join(format!("{name}.gold")), GOLD).unwrap();
        }
        let arguments = arguments(&folder);
        run(&arguments).unwrap();
        let first = fs::read(&arguments.out).unwrap();
        run(&arguments).unwrap();
        assert_eq!(first, fs::read(&arguments.out).unwrap());

        let (tools, tagger) = (Tools::new(), Tagger::new(Model::read(first.into()).unwrap()));
        let samples: Vec<Sample> = gold::read(&folder).unwrap().iter().map(|text| tools.sample(text)).collect();
        let counts = score::count(&tagger, &samples, &tools, |_, _| {});
        fs::remove_dir_all(&folder).unwrap();
        for class in [Class::Person, Class::Organisation, Class::Place] {
            assert_eq!((counts[&class].right, counts[&class].found, counts[&class].gold), (4, 4, 4), "{class:?}");
        }
    }
}
