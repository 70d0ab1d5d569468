//! `etl eval`: how good is it, on documents that people have annotated?

mod json;
mod table;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::args::{ConfigArg, Globals};
use super::exit::ExitCode;
use super::failure::Failure;
use super::quantities::count;
use super::stdout;
use crate::config::Options;
use crate::eval::gold::{self, GoldDocument, GoldError, Size};
use crate::eval::{self, Measure, ScoreOptions, Scores};
use crate::model::EntityType;
use crate::pipeline::Analyzer;

/// Measure recognition, sentences, links and values on gold
///
/// Analyzes the raw text of every gold document and compares: precision, recall and F1 per type and in total, exactly and by
/// overlap; sentences, values, titles, roles, countries, links. docs/evaluation.md says what each number means, how gold is
/// written, and what the JSON holds.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// A .gold or .jsonl file, or a folder that holds some
    gold: PathBuf,
    /// Form of the scores
    #[arg(long, short, default_value = "table")]
    format: Format,
    /// Print the first N disagreements of each kind and type
    #[arg(long, value_name = "N")]
    errors: Option<usize>,
    /// Exit with 1 if the measure is less than the share, such as PERSON=0.93; may be repeated
    #[arg(long, value_name = "MEASURE=SHARE", value_parser = threshold)]
    fail_under: Vec<Threshold>,
    /// Measure the spans of these types only, such as PERSON,ORG
    #[arg(long, value_name = "TYPES", value_delimiter = ',', value_parser = entity_type)]
    types: Option<Vec<EntityType>>,
    /// Leave leading articles and titles before persons out of the spans of both sides
    #[arg(long)]
    trim: bool,
    /// Measure what another system found, instead of analyzing: a file in one of the two JSON Lines forms of gold
    #[arg(long, value_name = "FILE")]
    system: Option<PathBuf>,
    /// Do not measure, but print every place where gold does not keep its guidelines
    #[arg(long, conflicts_with_all = ["errors", "fail_under", "types", "trim", "system", "export"])]
    check: bool,
    /// Do not measure, but print documents as JSON Lines
    #[arg(long, value_name = "WHAT", conflicts_with_all = ["errors", "fail_under", "types", "trim"])]
    export: Option<Export>,
    #[command(flatten)]
    config: ConfigArg,
}

const EXAMPLES: &str = "\
Examples:
  etl eval gold/dev
  etl eval gold/dev --errors 10
  etl eval gold/test --format json > scores.json
  etl eval gold/test --fail-under PERSON=0.93 --fail-under links=0.92
  etl eval gold --check
  etl eval gold --export gold > gold.jsonl
  etl eval public.jsonl --trim --types PERSON,ORG,GPE,LOC
  etl eval gold/dev --system other.jsonl";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// One JSON object for programs
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Export {
    /// The gold documents: turns markup into JSON Lines
    Gold,
    /// What was found in them, in the same form
    System,
}

/// The least value of a measure.
#[derive(Clone, Debug)]
struct Threshold {
    measure: Measure,
    least: f64,
}

/// Reads `PERSON=0.93`.
fn threshold(written: &str) -> Result<Threshold, String> {
    let (name, share) = written.split_once('=').ok_or("expected MEASURE=SHARE, such as PERSON=0.93")?;
    let measure = Measure::parse(name)?;
    match share.parse::<f64>() {
        Ok(least) if (0.0..=1.0).contains(&least) => Ok(Threshold { measure, least }),
        _ => Err(format!("expected a share from 0 to 1, such as 0.93, found `{share}`")),
    }
}

fn entity_type(name: &str) -> Result<EntityType, String> {
    EntityType::parse(name).ok_or_else(|| format!("there are {}", EntityType::NAMES.join(", ")))
}

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    if args.check {
        return check(&args.gold);
    }
    let gold = gold::read(&args.gold)?;
    if let Some(Export::Gold) = args.export {
        return export(&gold);
    }
    let system = system(&args, &gold, globals)?;
    if args.export.is_some() {
        return export(&system);
    }
    let options = ScoreOptions { types: args.types, trim: args.trim, errors: args.errors.is_some() };
    let scores = eval::score(&gold, &system, &options);
    match args.format {
        Format::Table => stdout::print(&table::render(&scores, args.errors)),
        Format::Json => stdout::print_json(&format!("{:#}\n", json::render(&scores, args.errors))),
    }?;
    Ok(hold_to(&args.fail_under, &scores))
}

/// What is compared with gold: the analysis, or another system's documents.
fn system(args: &Args, gold: &[GoldDocument], globals: &Globals) -> Result<Vec<GoldDocument>, Failure> {
    let settings = globals.settings(&args.config, Options::default())?;
    Ok(match &args.system {
        Some(path) => eval::paired(gold, gold::read(path)?)?,
        None => eval::documents(gold, &Analyzer::new(&settings).map_err(Failure::Run)?),
    })
}

/// Prints every fault of gold, or how much of it there is.
fn check(path: &Path) -> Result<ExitCode, Failure> {
    let (faults, size) = match gold::read(path) {
        Ok(documents) => (gold::check(&documents), Size::of(&documents)),
        Err(GoldError::Malformed { faults }) => (faults, Size::default()),
        Err(error) => return Err(error.into()),
    };
    if faults.is_empty() {
        let Size { documents, sentences, mentions, entities } = size;
        let [documents, sentences, mentions, entities] =
            [documents, sentences, mentions, entities].map(|number| count(number as u64));
        stdout::print(&format!(
            "{documents} documents, {sentences} sentences, {mentions} mentions, {entities} entities: no fault\n"
        ))?;
        return Ok(ExitCode::Ok);
    }
    let lines: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
    let noun = if faults.len() == 1 { "fault" } else { "faults" };
    stdout::print(&format!("{lines}{} {noun}\n", count(faults.len() as u64)))?;
    Ok(ExitCode::DataProblems)
}

fn export(documents: &[GoldDocument]) -> Result<ExitCode, Failure> {
    let lines: String = documents.iter().map(|document| gold::to_jsonl(document) + "\n").collect();
    stdout::print_json(&lines)?;
    Ok(ExitCode::Ok)
}

/// Says on standard error which measures are less than they should be. What gold does not have cannot be held to anything,
/// and is less.
fn hold_to(thresholds: &[Threshold], scores: &Scores) -> ExitCode {
    let mut exit = ExitCode::Ok;
    for Threshold { measure, least } in thresholds {
        let name = measure.name();
        match measure.of(scores) {
            Some(value) if value >= *least => continue,
            Some(value) => tracing::error!("{name} is {value:.4}, less than {least}"),
            None => tracing::error!("{name} cannot be measured: gold has nothing of the kind"),
        }
        exit = ExitCode::DataProblems;
    }
    exit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_read_strictly() {
        let read = threshold("PERSON=0.93").unwrap();
        assert_eq!((read.measure.name(), read.least), ("PERSON", 0.93));
        for written in ["PERSON", "PER=0.9", "PERSON=93", "PERSON=x", "PERSON=-1", "PERSON=NaN"] {
            assert!(threshold(written).is_err(), "{written}");
        }
    }

    #[test]
    fn what_gold_lacks_fails() {
        let thresholds = |written| [threshold(written).unwrap()];
        assert_eq!(hold_to(&thresholds("PERSON=0"), &Scores::default()), ExitCode::DataProblems);
        assert_eq!(hold_to(&[], &Scores::default()), ExitCode::Ok);
        let sentences = eval::Counts { gold: 4, system: 4, right: 3 };
        let scores = Scores { sentences, ..Scores::default() };
        assert_eq!(hold_to(&thresholds("sentences=0.75"), &scores), ExitCode::Ok);
        assert_eq!(hold_to(&thresholds("sentences=0.751"), &scores), ExitCode::DataProblems);
    }
}
