//! Runs the literate cases of `tests/golden/segment/*.md`.
//!
//! A case is a heading, prose, a block `text` and a block `sentences` with one sentence a line (`⏎` for a newline
//! inside one).
//! With `UPDATE_GOLDENS=1` in the environment the blocks of sentences are rewritten instead of compared.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::Segmenter;
use super::laws::document;
use crate::lexicon::Lexicon;

#[test]
fn sentences_are_those_of_the_goldens() {
    let update = std::env::var_os("UPDATE_GOLDENS").is_some_and(|value| value == "1");
    let segmenter = Segmenter::new(Lexicon::embedded());
    let (mut cases, mut failures) = (0, String::new());
    for path in golden_files() {
        let before = fs::read_to_string(&path).unwrap();
        let golden = check(&segmenter, &path, &before);
        cases += golden.cases;
        failures.push_str(&golden.failures);
        if update && golden.rewritten != before {
            fs::write(&path, golden.rewritten).unwrap();
        }
    }
    assert!(cases >= 80, "only {cases} cases were found");
    assert!(update || failures.is_empty(), "{failures}\nUPDATE_GOLDENS=1 rewrites the expectations");
}

fn golden_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/segment");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

/// What running one file gave.
#[derive(Default)]
struct Golden {
    cases: usize,
    failures: String,
    /// The file with the blocks of sentences as they are now.
    rewritten: String,
}

fn check(segmenter: &Segmenter, path: &Path, markdown: &str) -> Golden {
    let mut golden = Golden::default();
    let (mut heading, mut text) = (String::new(), None);
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        writeln!(golden.rewritten, "{line}").unwrap();
        if let Some(title) = line.strip_prefix("## ") {
            heading = title.to_owned();
        }
        if line == "```text" {
            let block = fenced(&mut lines);
            golden.rewritten += &format!("{block}\n```\n");
            text = Some(block);
        } else if line == "```sentences" {
            let expected = fenced(&mut lines);
            let input = text.take().unwrap_or_else(|| panic!("{}: `{heading}` has no text", path.display()));
            let found = sentences(segmenter, &input);
            golden.rewritten += &format!("{found}\n```\n");
            golden.cases += 1;
            if found != expected {
                golden.failures += &format!("{}: {heading}\n{}\n", path.display(), difference(&expected, &found));
            }
        }
    }
    golden
}

/// The lines of a fenced block, whose opening line was read.
fn fenced<'a>(lines: &mut impl Iterator<Item = &'a str>) -> String {
    lines.take_while(|line| *line != "```").collect::<Vec<_>>().join("\n")
}

fn sentences(segmenter: &Segmenter, input: &str) -> String {
    let document = document(input);
    let segmented = segmenter.segment(&document);
    let printed = segmented.sentences.iter().map(|sentence| sentence.span.of(document.as_str()).replace('\n', " ⏎ "));
    printed.collect::<Vec<_>>().join("\n")
}

fn difference(expected: &str, found: &str) -> String {
    let marked = |sign: char, lines: &str, others: &str| -> String {
        let others: Vec<&str> = others.lines().collect();
        lines.lines().filter(|line| !others.contains(line)).map(|line| format!("  {sign} {line}\n")).collect()
    };
    marked('-', expected, found) + &marked('+', found, expected)
}
