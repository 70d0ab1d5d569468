//! Records in quarantine, tried again with the present settings. Nothing is written.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::RunError;
use super::analyze::{Analyzer, analyze};
use super::worker::panic_message;
use crate::config::Settings;
use crate::dataset::Quarantined;
use crate::model::{Analysis, Code, Diagnostic, RawRecord, Stage};
use crate::stages::extract::{self, Entry, Extracted};

/// What would become of a record now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retried {
    /// It would be read.
    Read,
    /// It would go to quarantine again.
    Quarantined(Diagnostic),
    /// There is no such file any more, or it is left out.
    NoFile,
    /// The file holds no record of this name any more.
    NoRecord,
}

/// Tries records again and tells of each what would become of it; file by file, in the order of their paths.
///
/// # Errors
/// If the settings cannot be used, or the inputs cannot be listed.
pub fn retry(
    settings: &Settings,
    records: &[Quarantined],
    tell: &mut dyn FnMut(&Quarantined, Retried),
) -> Result<(), RunError> {
    let analyzer = Analyzer::new(settings)?;
    let plan = extract::plan(&settings.input)?;
    let entries: BTreeMap<&str, &Entry> =
        plan.entries.iter().map(|entry| (entry.source_path.as_str(), entry)).collect();
    let mut files: BTreeMap<&str, Vec<&Quarantined>> = BTreeMap::new();
    for record in records {
        files.entry(&record.source_path).or_default().push(record);
    }
    for (path, records) in files {
        match entries.get(path) {
            Some(entry) => {
                let found = Found::read(entry, settings, &analyzer, &records);
                records.into_iter().for_each(|record| tell(record, found.of(record)));
            }
            None => records.into_iter().for_each(|record| tell(record, Retried::NoFile)),
        }
    }
    Ok(())
}

/// What a file gives now.
struct Found<'r> {
    /// The records that are asked for, by member.
    of_member: BTreeMap<Option<&'r str>, Retried>,
    /// How many records it has, those that are not asked for included.
    records: u64,
}

impl<'r> Found<'r> {
    fn read(entry: &Entry, settings: &Settings, analyzer: &Analyzer, wanted: &[&'r Quarantined]) -> Self {
        let mut found = Self { of_member: BTreeMap::new(), records: 0 };
        extract::read(entry, &settings.input, &mut |extracted| {
            let member = match &extracted {
                Extracted::Record(record) => &record.source_member,
                Extracted::Rejected(rejected) => &rejected.source_member,
            };
            found.records += u64::from(matches!(extracted, Extracted::Record(_)));
            if let Some(wanted) = wanted.iter().find(|wanted| wanted.source_member == *member) {
                found.of_member.insert(wanted.source_member.as_deref(), outcome(extracted, analyzer));
            }
            ControlFlow::Continue(())
        });
        found
    }

    /// A file that was rejected as a whole is read where it has records now, whatever they are called.
    fn of(&self, record: &Quarantined) -> Retried {
        match (self.of_member.get(&record.source_member.as_deref()), &record.source_member) {
            (Some(retried), _) => retried.clone(),
            (None, None) if self.records > 0 => Retried::Read,
            (None, _) => Retried::NoRecord,
        }
    }
}

fn outcome(extracted: Extracted, analyzer: &Analyzer) -> Retried {
    let record = match extracted {
        Extracted::Record(record) => record,
        Extracted::Rejected(rejected) => return Retried::Quarantined(rejected.diagnostic),
    };
    match analyzed(&record, analyzer) {
        Analysis::Document(_) => Retried::Read,
        Analysis::Quarantined(diagnostic) => Retried::Quarantined(diagnostic),
    }
}

/// A panic in the stages is a fault of ours, and a diagnostic here as in a run.
fn analyzed(record: &RawRecord, analyzer: &Analyzer) -> Analysis {
    catch_unwind(AssertUnwindSafe(|| analyze(record, analyzer))).unwrap_or_else(|panic| {
        Analysis::Quarantined(Diagnostic::new(Stage::Analyze, Code::Panic, panic_message(panic.as_ref())))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn quarantined(path: &str, member: Option<&str>) -> Quarantined {
        Quarantined {
            source_path: path.to_owned(),
            source_member: member.map(str::to_owned),
            content_hash: None,
            source_bytes: 0,
            stage: "extract".to_owned(),
            code: "empty".to_owned(),
            message: String::new(),
            excerpt: String::new(),
        }
    }

    #[test]
    fn each_record_is_told_what_would_become_of_it() {
        let input = tempfile::tempdir().unwrap();
        fs::write(input.path().join("mended.txt"), "The minister of Kenya spoke in Nairobi.\n").unwrap();
        fs::write(input.path().join("empty.txt"), "").unwrap();
        let lines = "{\"id\": \"a\", \"text\": \"Talks went on.\"}\n{\"id\": \"b\"}\n";
        fs::write(input.path().join("many.jsonl"), lines).unwrap();
        let mut settings = Settings::default();
        settings.input.path = input.path().to_string_lossy().into_owned();
        let records = [
            quarantined("many.jsonl", Some("a")),
            quarantined("many.jsonl", Some("b")),
            quarantined("many.jsonl", Some("L7")),
            quarantined("many.jsonl", None),
            quarantined("mended.txt", None),
            quarantined("empty.txt", None),
            quarantined("gone.txt", None),
        ];
        let mut told = Vec::new();
        retry(&settings, &records, &mut |record, retried| {
            let outcome = match retried {
                Retried::Read => "read",
                Retried::Quarantined(diagnostic) => diagnostic.code.as_str(),
                Retried::NoFile => "no file",
                Retried::NoRecord => "no record",
            };
            told.push((record.place(), outcome));
        })
        .unwrap();
        let expected = [
            ("empty.txt", "empty"),
            ("gone.txt", "no file"),
            ("many.jsonl#a", "read"),
            ("many.jsonl#b", "no_text_field"),
            ("many.jsonl#L7", "no record"),
            ("many.jsonl", "read"),
            ("mended.txt", "read"),
        ];
        assert_eq!(told, expected.map(|(place, outcome)| (place.to_owned(), outcome)));
    }
}
