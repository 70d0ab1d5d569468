//! `etl explain`: what was recognised in a text, by which recogniser, how surely, and whom it was taken for.

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{MAIN_SEPARATOR, Path};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::args::{ConfigArg, Globals};
use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;
use crate::config::{InputSettings, Options};
use crate::model::{Analysis, Analyzed, LinkReason, Mention, RawRecord, Rejected};
use crate::pipeline::{Analyzer, RunError, analyze};
use crate::stages::extract::{self, Extracted};
use crate::text::{printable, printable_json, printable_lines};

/// Tell of each mention which recogniser made it, and why it has its entity
///
/// Analyzes the document anew, with the settings given, and prints sentence by sentence what was found in it. Nothing is
/// published.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// A file of any format that is read, or a folder or glob; every record is explained
    document: String,
    /// Only the record of this name in a file of several, as `source_member` has it
    #[arg(long, value_name = "ID")]
    member: Option<String>,
    /// Only mentions whose text contains these words, letter case apart
    #[arg(long, value_name = "WORDS")]
    mention: Option<String>,
    /// Form of the explanation
    #[arg(long, short, default_value = "text")]
    format: Format,
    #[command(flatten)]
    config: ConfigArg,
}

const EXAMPLES: &str = "\
Examples:
  etl explain input/statements/2018-06-05-phone-call.txt
  etl explain input/statements/2018-06-05-phone-call.txt --mention minister
  etl explain releases.jsonl --member 2016-07
  etl explain --format jsonl input/statements | head";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people: sentence by sentence
    Text,
    /// One JSON object a mention
    Jsonl,
}

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let settings = globals.settings(&args.config, Options::default())?;
    let analyzer = Analyzer::new(&settings).map_err(Failure::Run)?;
    let input = InputSettings { path: args.document.clone(), ..settings.input };
    let plan = extract::plan(&input).map_err(|error| Failure::Run(RunError::Input(error)))?;
    let mut explained = Explained::new(&args, &analyzer, base_of(&args.document));
    for entry in &plan.entries {
        let mut written = Ok(());
        extract::read(entry, &input, &mut |extracted| {
            written = explained.take(&extracted);
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        written?;
    }
    explained.finish(&args.document)
}

/// What stands before the names of records below a folder, so that they are printed as they were asked for.
fn base_of(document: &str) -> String {
    if Path::new(document).is_dir() {
        format!("{}{MAIN_SEPARATOR}", document.trim_end_matches('/'))
    } else {
        String::new()
    }
}

/// Explains records as they come.
struct Explained<'a> {
    args: &'a Args,
    analyzer: &'a Analyzer,
    base: String,
    out: std::io::BufWriter<std::io::StdoutLock<'static>>,
    documents: usize,
    rejected: usize,
}

impl<'a> Explained<'a> {
    fn new(args: &'a Args, analyzer: &'a Analyzer, base: String) -> Self {
        Self { args, analyzer, base, out: stdout::buffered(), documents: 0, rejected: 0 }
    }

    fn take(&mut self, extracted: &Extracted) -> Result<(), Failure> {
        let (path, member) = match extracted {
            Extracted::Record(record) => (&record.source_path, &record.source_member),
            Extracted::Rejected(rejected) => (&rejected.source_path, &rejected.source_member),
        };
        if self.args.member.is_some() && self.args.member != *member {
            return Ok(());
        }
        let member = member.as_ref().map_or_else(String::new, |member| format!(" {member}"));
        let name = printable(&format!("{}{path}{member}", self.base)).into_owned();
        match extracted {
            Extracted::Record(record) => self.record(&name, record),
            Extracted::Rejected(Rejected { diagnostic, .. }) => {
                self.reject(&name, diagnostic.code.as_str(), &diagnostic.detail);
                Ok(())
            }
        }
    }

    fn record(&mut self, name: &str, record: &RawRecord) -> Result<(), Failure> {
        match analyze(record, self.analyzer) {
            Analysis::Document(analyzed) => {
                let wanted = Wanted::new(self.args.mention.as_deref());
                let text = match self.args.format {
                    Format::Text => printable_lines(&as_text(name, &analyzed, &wanted)).into_owned(),
                    Format::Jsonl => printable_json(&as_lines(name, &analyzed, &wanted)).into_owned(),
                };
                self.documents += 1;
                self.out.write_all(text.as_bytes()).map_err(Failure::Stdout)
            }
            Analysis::Quarantined(diagnostic) => {
                self.reject(name, diagnostic.code.as_str(), &diagnostic.detail);
                Ok(())
            }
        }
    }

    fn reject(&mut self, name: &str, code: &'static str, detail: &str) {
        self.rejected += 1;
        tracing::warn!("{name}: {code}: {detail}");
    }

    /// A document that was asked for and is not there is an error.
    fn finish(mut self, document: &str) -> Result<ExitCode, Failure> {
        self.out.flush().map_err(Failure::Stdout)?;
        match (self.documents, self.rejected) {
            (0, 0) => Err(Failure::Run(RunError::NoRecords { path: document.to_owned() })),
            (0, _) => Ok(ExitCode::NothingReadable),
            _ => Ok(ExitCode::Ok),
        }
    }
}

/// Which mentions to print.
struct Wanted(Option<String>);

impl Wanted {
    fn new(words: Option<&str>) -> Self {
        Self(words.map(str::to_lowercase))
    }

    fn has(&self, text: &str) -> bool {
        self.0.as_ref().is_none_or(|words| text.to_lowercase().contains(words))
    }

    /// The mentions of the document with their positions.
    fn of<'m>(&'m self, analyzed: &'m Analyzed) -> impl Iterator<Item = (usize, &'m Mention)> {
        let text = analyzed.document.as_str();
        analyzed.mentions.iter().enumerate().filter(|(_, mention)| self.has(mention.span.of(text)))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn as_text(name: &str, analyzed: &Analyzed, wanted: &Wanted) -> String {
    let text = analyzed.document.as_str();
    let published = analyzed.document.published;
    let mut out = match published.date {
        Some(day) => format!("{name}: published {day} ({})\n", published.source.as_str()),
        None => format!("{name}: no date\n"),
    };
    let mut sentence = None;
    for (_, mention) in wanted.of(analyzed) {
        if sentence != Some(mention.sentence) {
            sentence = Some(mention.sentence);
            let found = analyzed.sentences.get(mention.sentence);
            let printed = found.map_or_else(String::new, |found| one_line(found.span.of(text)));
            let zone = found.map_or("", |found| found.zone.as_str());
            let _ = writeln!(out, "\n{} {zone}: {printed}", mention.sentence);
        }
        let part = if mention.parent.is_some() { ", part of the compound" } else { "" };
        let (kind, score) = (mention.recognizer.as_str(), mention.score);
        let margin = mention.margin.map_or_else(String::new, |margin| format!(" (margin {margin})"));
        let _ = writeln!(
            out,
            "  {}  {}{part}, by {} ({kind}), {score:.2}{margin}",
            one_line(mention.span.of(text)),
            typed(mention),
            mention.source
        );
        for fact in facts(analyzed, mention) {
            let _ = writeln!(out, "      {fact}");
        }
    }
    out.push('\n');
    out
}

/// `GPE country`.
fn typed(mention: &Mention) -> String {
    let subtype = mention.subtype.map_or_else(String::new, |subtype| format!(" {subtype}"));
    format!("{}{subtype}", mention.entity_type.as_str())
}

/// What else is known of a mention, a line each.
fn facts(analyzed: &Analyzed, mention: &Mention) -> Vec<String> {
    let text = analyzed.document.as_str();
    let mut facts = Vec::new();
    if let Some(title) = mention.title {
        let role = mention.role.map_or("no role", |role| role.as_str());
        facts.push(format!("title `{}`, {role}", one_line(title.of(text))));
    }
    facts.extend(mention.country.map(|country| format!("country {country}")));
    facts.extend(mention.value.as_ref().map(|value| format!("value {}", value.text)));
    facts.extend(mention.lexicon_id.as_ref().map(|id| format!("lexicon {id}")));
    if mention.entity_type.is_linked() {
        facts.push(match (&mention.entity, &mention.canonical) {
            (Some(entity), Some(name)) => format!("entity {} ({name})", entity.key),
            (Some(entity), None) => format!("entity {}", entity.key),
            (None, _) => "no entity".to_owned(),
        });
        facts.extend(mention.link.as_ref().map(|link| because(analyzed, link)));
    }
    facts
}

/// Why the link was or was not made, with the mention that it goes back to.
fn because(analyzed: &Analyzed, link: &LinkReason) -> String {
    let antecedent = link.antecedent().and_then(|at| analyzed.mentions.get(at));
    match antecedent {
        Some(mention) => format!("because: {link}: `{}`", one_line(mention.span.of(analyzed.document.as_str()))),
        None => format!("because: {link}"),
    }
}

fn as_lines(name: &str, analyzed: &Analyzed, wanted: &Wanted) -> String {
    wanted.of(analyzed).map(|(at, mention)| format!("{}\n", as_json(name, analyzed, at, mention))).collect()
}

fn as_json(name: &str, analyzed: &Analyzed, at: usize, mention: &Mention) -> Value {
    let text = analyzed.document.as_str();
    json!({
        "document": name,
        "mention": at,
        "sentence": mention.sentence,
        "text": mention.span.of(text),
        "type": mention.entity_type.as_str(),
        "subtype": mention.subtype,
        "parent": mention.parent,
        "recognizer": mention.source,
        "kind": mention.recognizer.as_str(),
        "score": (f64::from(mention.score) * 1e4).round() / 1e4,
        "title": mention.title.map(|title| title.of(text)),
        "role": mention.role.map(|role| role.as_str()),
        "country": mention.country,
        "value": mention.value.as_ref().map(|value| value.text.as_str()),
        "lexicon_id": mention.lexicon_id.as_deref(),
        "entity": mention.entity.as_ref().map(|entity| &*entity.key),
        "name": mention.canonical.as_deref(),
        "margin": mention.margin,
        "link": mention.link.as_ref().map(|link| link.as_str()),
        "because": mention.link.as_ref().map(|link| because(analyzed, link)),
    })
}
