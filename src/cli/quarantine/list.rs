//! `etl quarantine list`: how many records of each code, and the records.

use std::fmt::Write;

use serde_json::json;

use super::super::args::{Globals, PublishedArgs};
use super::super::exit::ExitCode;
use super::super::failure::Failure;
use super::super::quantities::count;
use super::super::stdout;
use super::{FilterArgs, code_of};
use crate::dataset::{self, CodeCount, Dataset, QuarantineFilter, Quarantined, width};
use crate::model::Code;
use crate::text::printable;

/// List the records in quarantine, with their number by code
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    filter: FilterArgs,
    /// Print one JSON object for programs
    #[arg(long)]
    json: bool,
    /// Records to list at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    published: PublishedArgs,
}

const EXAMPLES: &str = "\
Examples:
  etl quarantine list
  etl quarantine list --code bad_json --limit 0
  etl quarantine list --path \"archive/**\" --json";

/// What is listed.
struct Listing {
    version: u64,
    by_code: Vec<CodeCount>,
    rows: Vec<Quarantined>,
}

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let dataset = Dataset::open(&args.published.folder(globals)?)?;
    let filter = QuarantineFilter::from(args.filter);
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let listing = Listing {
        version: dataset.manifest()?.version,
        by_code: dataset::by_code(&dataset, &filter)?,
        rows: dataset::quarantined(&dataset, &filter, limit)?,
    };
    if args.json { stdout::print_json(&listing.as_json()) } else { stdout::print(&listing.as_text()) }?;
    Ok(ExitCode::Ok)
}

impl Listing {
    fn records(&self) -> u64 {
        self.by_code.iter().map(|code| code.records).sum()
    }

    fn as_text(&self) -> String {
        let mut out = String::new();
        let records = self.records();
        let _ = writeln!(out, "version {}: {} in quarantine", self.version, records_in_words(records));
        for CodeCount { code, records, .. } in &self.by_code {
            let doc = code_of(code).map_or("a code of a later program", Code::doc);
            let _ = writeln!(out, "{code:<18} {:>10}  {doc}", count(*records));
        }
        if self.rows.is_empty() {
            return out;
        }
        out.push('\n');
        table(&mut out, &self.rows);
        match records - self.rows.len() as u64 {
            0 => {}
            left => {
                let _ = writeln!(out, "and {} more; --limit 0 lists all", count(left));
            }
        }
        out
    }

    fn as_json(&self) -> String {
        let object = json!({
            "version": self.version,
            "records": self.records(),
            "by_code": self.by_code,
            "rows": self.rows,
        });
        format!("{object:#}\n")
    }
}

fn records_in_words(records: u64) -> String {
    match records {
        0 => "nothing".to_owned(),
        1 => "1 record".to_owned(),
        more => format!("{} records", count(more)),
    }
}

/// The rows below their names, in columns.
fn table(out: &mut String, rows: &[Quarantined]) {
    let mut lines: Vec<[String; 5]> = vec![["path", "member", "stage", "code", "message"].map(str::to_owned)];
    lines.extend(rows.iter().map(|row| {
        let member = row.source_member.as_deref().unwrap_or_default();
        [&row.source_path, member, &row.stage, &row.code, &row.message].map(|text| printable(text).into_owned())
    }));
    let mut widths = [0; 5];
    for line in &lines {
        for (widest, cell) in widths.iter_mut().zip(line) {
            *widest = width(cell).max(*widest);
        }
    }
    for line in &lines {
        let mut text = String::new();
        for (cell, widest) in line.iter().zip(widths).filter(|(_, widest)| *widest > 0) {
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', widest - width(cell) + 2));
        }
        let _ = writeln!(out, "{}", text.trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: &str, member: Option<&str>, code: Code, message: &str) -> Quarantined {
        Quarantined {
            source_path: path.to_owned(),
            source_member: member.map(str::to_owned),
            content_hash: None,
            source_bytes: 3,
            stage: "extract".to_owned(),
            code: code.as_str().to_owned(),
            message: message.to_owned(),
            excerpt: "a\u{1b}[31m".to_owned(),
        }
    }

    fn listing() -> Listing {
        let count = |code: Code, records| CodeCount { code: code.as_str().to_owned(), records, example: None };
        Listing {
            version: 7,
            by_code: vec![count(Code::Empty, 1_200), count(Code::BadJson, 1)],
            rows: vec![
                row("a.txt", None, Code::Empty, "nothing but white space"),
                row("evil\u{1b}[2J.jsonl", Some("L3"), Code::BadJson, "expected `}`"),
            ],
        }
    }

    #[test]
    fn counts_come_first_and_what_is_left_out_is_said() {
        let expected = "\
version 7: 1,201 records in quarantine
empty                   1,200  The file holds no bytes, or nothing but white space.
bad_json                    1  The line is not a JSON object.

path                 member  stage    code      message
a.txt                        extract  empty     nothing but white space
evil\\u{1b}[2J.jsonl  L3      extract  bad_json  expected `}`
and 1,199 more; --limit 0 lists all
";
        assert_eq!(listing().as_text(), expected);
    }

    #[test]
    fn an_empty_quarantine_is_one_line() {
        let empty = Listing { version: 7, by_code: Vec::new(), rows: Vec::new() };
        assert_eq!(empty.as_text(), "version 7: nothing in quarantine\n");
    }

    #[test]
    fn programs_get_everything() {
        let json: serde_json::Value = serde_json::from_str(&listing().as_json()).unwrap();
        assert_eq!(json["records"], 1_201);
        assert_eq!(json["by_code"][0]["code"], "empty");
        assert_eq!(
            (json["rows"][1]["source_member"].as_str(), json["rows"][0]["source_member"].as_str()),
            (Some("L3"), None)
        );
    }
}
