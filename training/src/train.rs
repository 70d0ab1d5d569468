//! draft
use std::path::PathBuf;
use std::process::ExitCode;

use communique::stages::recognize::tagger::labels::Class;
use communique::stages::recognize::tagger::lexical::Words;
use communique::stages::recognize::tagger::model::{Calibration, Model};
use communique::stages::recognize::tagger::table::Table;
use communique::stages::recognize::tagger::Tagger;

use crate::examples::{Examples, Numbering};
use crate::perceptron::Settings;
use crate::sample::{Sample, Text, Tools};
use crate::{augment, harmonise, pack, perceptron, score, sets};

pub fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let data = PathBuf::from(&args[1]);
    let words_file = &args[2];
    let out = &args[3];
    let epochs: usize = args[4].parse().unwrap();
    let prune: f32 = args[5].parse().unwrap();
    let tools = Tools::new();
    let words_bytes = std::fs::read(words_file).unwrap_or_else(|_| Table::build(&[]));
    let words = Words::new(Table::new(words_bytes.clone().into()).unwrap());
    let mut numbering = Numbering::default();
    let mut examples = Examples::default();
    let t = std::time::Instant::now();
    for set in sets::TRAIN {
        let mut texts = sets::read(&data.join(set.file)).unwrap();
        for text in &mut texts {
            harmonise::harmonise(text, &tools);
        }
        let copies = augment::copies(&texts, 20, 7);
        for text in texts.iter().chain(&copies) {
            examples.add(&tools.sample(text), set.weight, &tools, &words, &mut numbering);
        }
    }
    let own_weight: usize = args[7].parse().unwrap();
    if own_weight > 0 {
        let own = crate::gold::read("training/gold/train".as_ref()).unwrap();
        let copies = augment::copies(&own, 6, 7);
        for text in own.iter().chain(&copies) {
            examples.add(&tools.sample(text), own_weight, &tools, &words, &mut numbering);
        }
    }
    eprintln!("{} stretches, {} features, names {} lost {}, {:?}", examples.stretches.len(), numbering.hashes.len(), examples.names, examples.lost, t.elapsed());
    let settings = Settings { epochs, margin: 1, seed: 1 };
    let trained = perceptron::train(&examples.stretches, numbering.hashes.len(), settings, |epoch, wrong| eprintln!("epoch {epoch}: {wrong} wrong, {:?}", t.elapsed()));
    let types = perceptron::train_types(&examples.typed, numbering.hashes.len(), settings);
    let packed = pack::pack(&numbering.hashes, &trained, &types, prune);
    let calibration = Calibration { slope: 0.01, intercept: 0.0 };
    let bytes = Model::write(calibration, &packed.steps, &words_bytes, &packed.features, &packed.entries);
    eprintln!("{} features {} weights {} bytes {:?}", packed.n_features, packed.n_weights, bytes.len(), t.elapsed());
    std::fs::write(out, &bytes).unwrap();
    let tagger = Tagger::new(Model::read(bytes.into()).unwrap());
    for file in ["own", "crossner-politics.dev.jsonl", "gum-named-ccby.dev.jsonl", "re3d-named.dev.jsonl", "wnut17.dev.jsonl", "secfin.test.jsonl"] {
        let texts: Vec<Text> = if file == "own" {
            crate::gold::read("training/gold/dev".as_ref()).unwrap()
        } else {
            let mut texts = sets::read(&data.join(file)).unwrap();
            for text in &mut texts {
                harmonise::harmonise(text, &tools);
            }
            texts
        };
        let samples: Vec<Sample> = texts.iter().map(|text| tools.sample(text)).collect();
        let counts = score::score(&tagger, &samples, &tools, |_, _| {});
        let all = score::total(&counts, &[Class::Person, Class::Organisation, Class::Place]);
        eprint!("{file:32} F1 {:.3}", all.f1());
        for (class, counts) in &counts {
            eprint!("  {} {:.3}", class.as_str(), counts.f1());
        }
        eprintln!();
        if args.get(6).is_some_and(|errors| file.contains(errors.as_str())) {
            for line in score::errors(&tagger, &samples, &tools) {
                println!("{line}");
            }
        }
    }
    ExitCode::SUCCESS
}
