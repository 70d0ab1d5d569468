//! Trains the recogniser of names. `docs/training.md` says how to use it.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a program of a few verbs that says what it does

mod augment;
mod calibrate;
mod clusters;
mod examples;
mod gold;
mod harmonise;
mod pack;
mod perceptron;
mod sample;
mod score;
mod sets;
mod shuffle;
mod train;
mod words;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Trains the model with which Communiqué finds names.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Learn a model from annotated texts
    Train(train::Arguments),
    /// Measure a model alone, without lexicon and rules, on annotated texts
    Score(score::Arguments),
    /// Make the table of known words from vectors and lists of names
    Words {
        /// Common stem of the files that `vectors.py` writes.
        #[arg(long)]
        vectors: PathBuf,
        /// Folder of name lists.
        #[arg(long)]
        gazetteer: PathBuf,
        /// Where the table goes.
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Train(arguments) => train::run(&arguments),
        Verb::Score(arguments) => score::run(&arguments),
        Verb::Words { vectors, gazetteer, out } => write_words(&vectors, &gazetteer, &out),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write_words(vectors: &Path, gazetteer: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let table = words::table(vectors, gazetteer)?;
    Ok(fs::write(out, table)?)
}
