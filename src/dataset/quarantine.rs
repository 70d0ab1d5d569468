//! The quarantine table for people: its rows by code and path, and how many there are of each code.

use globset::GlobMatcher;
use polars::prelude::{DataFrame, PolarsResult};
use serde::Serialize;

use super::columns::{counts, strings};
use super::{Dataset, DatasetError};

/// One record that gave no document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quarantined {
    pub source_path: String,
    pub source_member: Option<String>,
    pub content_hash: Option<String>,
    pub source_bytes: u64,
    pub stage: String,
    /// A stable code; of a later program, perhaps, than this.
    pub code: String,
    pub message: String,
    pub excerpt: String,
}

impl Quarantined {
    /// The path, and behind `#` which record of it: as `etl quarantine show` takes it.
    pub fn place(&self) -> String {
        match &self.source_member {
            Some(member) => format!("{}#{member}", self.source_path),
            None => self.source_path.clone(),
        }
    }
}

/// Which records are meant.
#[derive(Clone, Debug, Default)]
pub struct QuarantineFilter {
    /// Only those of this code.
    pub code: Option<String>,
    /// Only those whose path matches.
    pub path: Option<GlobMatcher>,
}

impl QuarantineFilter {
    fn means(&self, path: &str, code: &str) -> bool {
        self.code.as_deref().is_none_or(|wanted| wanted == code)
            && self.path.as_ref().is_none_or(|glob| glob.is_match(path))
    }
}

/// How many records of one code are in quarantine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeCount {
    pub code: String,
    pub records: u64,
    /// Path of the first of them, with its member behind `#`, where it is known.
    pub example: Option<String>,
}

/// The records that are meant, by code; the most frequent first, equals in the order of their names.
///
/// # Errors
/// If the table cannot be read.
pub fn by_code(dataset: &Dataset, filter: &QuarantineFilter) -> Result<Vec<CodeCount>, DatasetError> {
    let mut counts: Vec<CodeCount> = Vec::new();
    let columns = ["source_path", "source_member", "code"];
    for slice in dataset.slices(TABLE, &columns)? {
        let slice = slice?;
        let mut add = || -> PolarsResult<()> {
            let (paths, members) = (strings(&slice, "source_path")?, strings(&slice, "source_member")?);
            for ((path, member), code) in paths.iter().zip(members.iter()).zip(strings(&slice, "code")?.iter()) {
                let (path, code) = (path.unwrap_or_default(), code.unwrap_or_default());
                if !filter.means(path, code) {
                    continue;
                }
                match counts.iter_mut().find(|count| count.code == code) {
                    Some(count) => count.records += 1,
                    None => counts.push(CodeCount {
                        code: code.to_owned(),
                        records: 1,
                        example: Some(member.map_or_else(|| path.to_owned(), |member| format!("{path}#{member}"))),
                    }),
                }
            }
            Ok(())
        };
        add().map_err(DatasetError::content(TABLE))?;
    }
    counts.sort_by(|a, b| b.records.cmp(&a.records).then_with(|| a.code.cmp(&b.code)));
    Ok(counts)
}

/// The first records that are meant, in table order; at most so many.
///
/// # Errors
/// If the table cannot be read.
pub fn quarantined(
    dataset: &Dataset,
    filter: &QuarantineFilter,
    limit: usize,
) -> Result<Vec<Quarantined>, DatasetError> {
    let mut rows = Vec::new();
    for slice in dataset.slices(TABLE, COLUMNS)? {
        let slice = slice?;
        let found = rows_of(&slice).map_err(DatasetError::content(TABLE))?;
        let wanted = found.into_iter().filter(|row| filter.means(&row.source_path, &row.code));
        rows.extend(wanted.take(limit - rows.len()));
        if rows.len() == limit {
            break;
        }
    }
    Ok(rows)
}

/// The records of a file, or the one of a file and a member: `path`, or `path#member`. A path may hold `#` itself, so that what
/// is written may mean both.
///
/// # Errors
/// If the table cannot be read.
pub fn quarantined_at(dataset: &Dataset, wanted: &str) -> Result<Vec<Quarantined>, DatasetError> {
    let may_mean = |path: &str| wanted.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('#'));
    let mut rows = Vec::new();
    for frame in dataset.rows_where(TABLE, "source_path", may_mean)? {
        rows.extend(rows_of(&frame).map_err(DatasetError::content(TABLE))?);
    }
    rows.retain(|row| row.source_path == wanted || row.place() == wanted);
    Ok(rows)
}

const TABLE: &str = "quarantine";

const COLUMNS: &[&str] =
    &["source_path", "source_member", "content_hash", "source_bytes", "stage", "code", "message", "excerpt"];

fn rows_of(slice: &DataFrame) -> PolarsResult<Vec<Quarantined>> {
    let text = |name: &str| strings(slice, name);
    let (paths, members, hashes) = (text("source_path")?, text("source_member")?, text("content_hash")?);
    let (stages, codes) = (text("stage")?, text("code")?);
    let (messages, excerpts) = (text("message")?, text("excerpt")?);
    let bytes = counts(slice, "source_bytes")?;
    let owned = |text: Option<&str>| text.map(str::to_owned);
    Ok((0..slice.height())
        .map(|at| Quarantined {
            source_path: owned(paths.get(at)).unwrap_or_default(),
            source_member: owned(members.get(at)),
            content_hash: owned(hashes.get(at)),
            source_bytes: bytes.get(at).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default(),
            stage: owned(stages.get(at)).unwrap_or_default(),
            code: owned(codes.get(at)).unwrap_or_default(),
            message: owned(messages.get(at)).unwrap_or_default(),
            excerpt: owned(excerpts.get(at)).unwrap_or_default(),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::config::OutputSettings;
    use crate::dataset::testing::Release;
    use crate::schema::TableBuilder as _;
    use crate::schema::quarantine::{QuarantineBuilder, QuarantineRow};
    use crate::stages::load::TableWriter;

    /// A version with these records in quarantine: path, member, code.
    fn release(records: &[(&str, Option<&str>, &str)]) -> Release {
        let release = Release::publish(&["[Minsk]{GPE BLR} was silent."]);
        let file = release.file("quarantine");
        fs::remove_file(&file).unwrap();
        let version = release.dataset().dir().to_owned();
        // Small row groups, so that the table is read in several pieces.
        let settings = OutputSettings { row_group_rows: 2, ..OutputSettings::default() };
        let mut writer = TableWriter::create(&version, &crate::schema::quarantine::TABLE, 0, &settings).unwrap();
        for (source_path, source_member, code) in records.iter().copied() {
            let mut rows = QuarantineBuilder::default();
            rows.push(QuarantineRow {
                source_path,
                source_member,
                content_hash: None,
                source_bytes: 5,
                stage: "extract",
                code,
                message: "why",
                excerpt: "what",
            });
            writer.write(&rows.finish()).unwrap();
        }
        writer.finish().unwrap();
        release
    }

    const RECORDS: &[(&str, Option<&str>, &str)] = &[
        ("a/1.txt", None, "empty"),
        ("a/2.txt", None, "binary"),
        ("a/b/3.txt", None, "empty"),
        ("lines", Some("L3"), "bad_json"),
        ("lines", Some("x#y"), "bad_json"),
        ("lines#L3", None, "empty"),
    ];

    fn filter(code: Option<&str>, path: Option<&str>) -> QuarantineFilter {
        let glob = |path| globset::GlobBuilder::new(path).literal_separator(true).build().unwrap().compile_matcher();
        QuarantineFilter { code: code.map(str::to_owned), path: path.map(glob) }
    }

    #[test]
    fn codes_are_counted_the_most_frequent_first_with_their_first_record() {
        let counts = by_code(&release(RECORDS).dataset(), &QuarantineFilter::default()).unwrap();
        let told: Vec<_> =
            counts.iter().map(|count| (count.code.as_str(), count.records, count.example.as_deref())).collect();
        let expected =
            [("empty", 3, Some("a/1.txt")), ("bad_json", 2, Some("lines#L3")), ("binary", 1, Some("a/2.txt"))];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_filter_means_what_both_its_parts_mean() {
        let release = release(RECORDS);
        let rows = |filter: &QuarantineFilter, limit| -> Vec<String> {
            quarantined(&release.dataset(), filter, limit).unwrap().iter().map(Quarantined::place).collect()
        };
        assert_eq!(rows(&filter(Some("empty"), None), usize::MAX), ["a/1.txt", "a/b/3.txt", "lines#L3"]);
        assert_eq!(rows(&filter(Some("empty"), Some("a/**")), usize::MAX), ["a/1.txt", "a/b/3.txt"]);
        assert_eq!(rows(&filter(None, Some("a/*")), usize::MAX), ["a/1.txt", "a/2.txt"]);
        for limit in 0..=RECORDS.len() + 1 {
            assert_eq!(rows(&filter(None, None), limit).len(), limit.min(RECORDS.len()));
        }
        let sum: u64 =
            by_code(&release.dataset(), &filter(None, Some("a/**"))).unwrap().iter().map(|c| c.records).sum();
        assert_eq!(sum, 3);
    }

    #[test]
    fn a_path_means_all_its_records_and_a_member_one_of_them() {
        let release = release(RECORDS);
        let found = |wanted| quarantined_at(&release.dataset(), wanted).unwrap();
        assert_eq!(found("lines").len(), 2);
        assert_eq!(found("lines#x#y")[0].source_member.as_deref(), Some("x#y"));
        assert_eq!(found("lines#L3").len(), 2, "a file and a record that are called alike are both meant");
        assert!(found("line").is_empty() && found("lines#").is_empty() && found("a").is_empty());
    }
}
