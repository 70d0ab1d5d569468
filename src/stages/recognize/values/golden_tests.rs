//! Runs the literate cases of `tests/golden/values`.
//!
//! A case is a heading, prose, a `text` block of one sentence a line, whose first line may be `anchor: 2022-01-20`, and
//! a `mentions` block of one line a mention: type (and subtype), printed text, value, days, grain. A `document` block in its
//! place holds the mentions once the whole document has been read. With `UPDATE_GOLDENS=1` the expectations are rewritten
//! instead of compared.

use std::fs;
use std::path::{Path, PathBuf};

use super::Kind;
use super::test_text::TestText;
use crate::model::Mention;

#[test]
fn goldens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/values");
    let mut pages: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    assert!(!pages.is_empty(), "no goldens in {}", folder.display());
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut failures = String::new();
    for page in pages {
        let written = fs::read_to_string(&page).unwrap();
        let actual = rewrite(&written);
        if update && actual != written {
            fs::write(&page, &actual).unwrap();
        } else if actual != written {
            failures += &difference(&page, &written, &actual);
        }
    }
    assert!(failures.is_empty(), "{failures}UPDATE_GOLDENS=1 rewrites the expectations");
}

/// The page with every block of mentions as the recognisers see them now.
fn rewrite(page: &str) -> String {
    let mut out = String::new();
    let mut case = String::new();
    let mut block = "";
    for line in page.lines() {
        match (block, line) {
            ("", "```text" | "```mentions" | "```document") => {
                block = line;
                if line == "```text" {
                    case.clear();
                }
            }
            ("```mentions" | "```document", "```") => {
                out += &expectation(&case, block == "```document");
                block = "";
            }
            (_, "```") => block = "",
            ("```text", _) => case = case + line + "\n",
            ("```mentions" | "```document", _) => continue,
            _ => {}
        }
        out = out + line + "\n";
    }
    out
}

fn expectation(case: &str, of_document: bool) -> String {
    let (anchor, text) = match case.strip_prefix("anchor: ").and_then(|rest| rest.split_once('\n')) {
        Some((anchor, text)) => (anchor, text),
        None => ("", case),
    };
    let sample = TestText::new(text, anchor);
    let mentions = if of_document { sample.dated_mentions() } else { sample.mentions(Kind::ALL) };
    mentions.iter().map(|mention| row(mention, text)).collect()
}

fn row(mention: &Mention, text: &str) -> String {
    let subtype = mention.subtype.map(|subtype| format!(" {subtype}")).unwrap_or_default();
    let value = mention.value.clone().unwrap_or_default();
    let days = value.days.map(|(start, end)| format!("{start}..{end}")).unwrap_or_default();
    let grain = value.grain.map(|grain| grain.as_str()).unwrap_or_default();
    let printed = mention.span.of(text);
    let row = format!("{}{subtype} | {printed} | {} | {days} | {grain}", mention.entity_type.as_str(), value.text);
    row.trim_end_matches([' ', '|']).to_owned() + "\n"
}

/// The lines that differ, under the heading of their case.
fn difference(page: &Path, written: &str, actual: &str) -> String {
    let mut out = format!("{}\n", page.display());
    let (written, actual) = (cases(written), cases(actual));
    for ((heading, written), (_, actual)) in written.iter().zip(&actual).filter(|(left, right)| left != right) {
        out += &format!("  {heading}\n");
        for line in written.iter().filter(|line| !actual.contains(line)) {
            out += &format!("    - {line}\n");
        }
        for line in actual.iter().filter(|line| !written.contains(line)) {
            out += &format!("    + {line}\n");
        }
    }
    out
}

/// Headings with their lines.
fn cases(page: &str) -> Vec<(&str, Vec<&str>)> {
    let mut cases = vec![("", Vec::new())];
    for line in page.lines() {
        match line.strip_prefix("## ") {
            Some(heading) => cases.push((heading, Vec::new())),
            None => cases.last_mut().unwrap().1.push(line),
        }
    }
    cases
}
