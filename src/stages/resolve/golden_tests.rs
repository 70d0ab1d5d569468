//! Runs the literate goldens of `tests/golden/resolve/`. `UPDATE_GOLDENS=1 cargo test resolve` rewrites them.
//!
//! A case is a `mentions` block and the `entities` block after it. A line of the first is
//! `TYPE | printed | title | role | country | lexicon id | name`, empty cells at the end left out. The runner prints the
//! lines as one text, joined by `; `, or by a space before a line that begins with `+`. Where a cell `printed` has square
//! brackets, only what they hold is the mention. A line that begins with `-` is a part of the compound above it
//! (`GPE:pair`); a subtype may be `country`, `state` or `city` too, and `alias` marks what the user's alias table has found. `\n`
//! in a cell is a line end. A line of the second ends with why the mention is linked, or why not.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Resolver, testing};
use crate::lexicon::Lexicon;
use crate::model::{Document, EntityType, LinkReason, Mention, RecognizerKind, Role};
use crate::text::Span;

#[test]
fn goldens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/resolve");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut failures = String::new();
    let mut cases = 0;
    for page in pages {
        let written = std::fs::read_to_string(&page).expect("a readable page");
        let (actual, in_page) = run_page(&written);
        cases += in_page;
        if update {
            std::fs::write(&page, &actual).expect("a writable page");
        } else {
            describe_difference(&page, &written, &actual, &mut failures);
        }
    }
    assert!(cases >= 40, "only {cases} cases");
    assert!(failures.is_empty(), "{failures}\nUPDATE_GOLDENS=1 accepts what is marked +");
}

/// The page with its `entities` blocks as they come out, and how many cases it has.
fn run_page(page: &str) -> (String, usize) {
    let mut actual = String::new();
    let mut cases = 0;
    let mut input: Option<Vec<&str>> = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(actual, "{line}");
        match line {
            "```mentions" => {
                let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                let _ = writeln!(actual, "{}\n```", block.join("\n"));
                input = Some(block);
            }
            "```entities" => {
                lines.by_ref().find(|line| *line == "```");
                let block = input.take().expect("an entities block follows a mentions block");
                let _ = writeln!(actual, "{}```", run_case(&block));
                cases += 1;
            }
            _ => {}
        }
    }
    assert!(input.is_none(), "a mentions block has no entities block");
    (actual, cases)
}

fn run_case(lines: &[&str]) -> String {
    let (text, mut mentions) = lay_out(lines);
    let given: Vec<_> = mentions.iter().map(|mention| mention.country).collect();
    let document = testing::document(text);
    Resolver::new(testing::lexicon(), &testing::aliases()).resolve(&document, &mut mentions);
    let mut shown = String::new();
    for (mention, given) in mentions.iter().zip(given) {
        let printed = mention.span.of(document.as_str()).replace('\n', "\\n");
        let _ = write!(shown, "{printed} -> ");
        let why =
            mention.link.as_deref().map_or_else(|| "a value".to_owned(), |reason| why(reason, &mentions, &document));
        let _ = match (&mention.entity, &mention.canonical) {
            (Some(entity), Some(canonical)) => {
                write!(shown, "{} {} | {canonical}", entity.entity_type.as_str(), entity.key)
            }
            _ => write!(shown, "(no link)"),
        };
        if let Some(name) = mention.name.as_deref().filter(|name| *name != printed) {
            let _ = write!(shown, " | name: {name}");
        }
        if let Some(country) = mention.country.filter(|_| given.is_none()) {
            let _ = write!(shown, " | country: {country}");
        }
        let _ = writeln!(shown, " | {why}");
    }
    shown
}

/// The reason with the printed antecedent.
fn why(reason: &LinkReason, mentions: &[Mention], document: &Document) -> String {
    match reason.antecedent() {
        Some(at) => format!("{reason} ({})", mentions[at].span.of(document.as_str())),
        None => reason.to_string(),
    }
}

/// The text that the lines stand for, and its mentions.
fn lay_out(lines: &[&str]) -> (String, Vec<Mention>) {
    let mut text = String::new();
    let mut mentions: Vec<Mention> = Vec::new();
    let mut compound = 0;
    for line in lines {
        let (line, mark) = match line.split_at_checked(2) {
            Some(("+ ", rest)) => (rest, '+'),
            Some(("- ", rest)) => (rest, '-'),
            _ => (*line, ' '),
        };
        let mut cells = line.split('|').map(|cell| cell.trim().replace("\\n", "\n"));
        let mut cell = || cells.next().filter(|cell| !cell.is_empty());
        let (kind, printed) = (cell().expect("a type"), cell().expect("a printed name"));
        let title = cell();
        let (name, subtype) = kind.split_once(':').map_or((kind.as_str(), None), |(name, sub)| (name, Some(sub)));
        let span = if mark == '-' {
            let at = mentions[compound].span.start();
            let inside = mentions[compound].span.of(&text).find(&printed).expect("a part of the compound");
            Span::new(at + inside, at + inside + printed.len())
        } else {
            compound = mentions.len();
            text.push_str(if text.is_empty() {
                ""
            } else if mark == '+' {
                " "
            } else {
                "; "
            });
            push_printed(&mut text, &printed, title.as_deref())
        };
        let entity_type = EntityType::parse(name).unwrap_or_else(|| panic!("no type {name}"));
        let mut mention = Mention::new(span, 0, entity_type, RecognizerKind::Model, 1.0);
        mention.title = title.map(|title| Span::new(span.start() - title.len() - 1, span.start() - 1));
        mention.role = cell().map(|role| Role::parse(&role).unwrap_or_else(|| panic!("no role {role}")));
        mention.country = cell().map(|alpha3| country(testing::lexicon(), &alpha3));
        mention.lexicon_id = cell().map(Into::into);
        mention.name = cell().map(Into::into);
        mention.subtype = ["pair", "country", "state", "city"].into_iter().find(|known| subtype == Some(*known));
        if subtype == Some("alias") {
            mention.recognizer = RecognizerKind::Alias;
        }
        mention.parent = (mark == '-').then_some(compound);
        mentions.push(mention);
    }
    (text, mentions)
}

/// Appends the printed form with its title; gives the span of the mention.
fn push_printed(text: &mut String, printed: &str, title: Option<&str>) -> Span {
    let (before, inside, after) = match printed.split_once('[').and_then(|(b, rest)| Some((b, rest.split_once(']')?))) {
        Some((before, (inside, after))) => (before, inside, after),
        None => ("", printed, ""),
    };
    text.push_str(before);
    if let Some(title) = title {
        text.push_str(title);
        text.push(' ');
    }
    let span = Span::new(text.len(), text.len() + inside.len());
    text.push_str(inside);
    text.push_str(after);
    span
}

fn country(lexicon: &'static Lexicon, alpha3: &str) -> &'static str {
    lexicon.countries.iter().find(|c| c.alpha3 == alpha3).unwrap_or_else(|| panic!("no country {alpha3}")).alpha3
}

/// The lines that differ, each under the heading of its case.
fn describe_difference(page: &Path, written: &str, actual: &str, report: &mut String) {
    let mut heading = "";
    let (mut left, mut right) = (written.lines().peekable(), actual.lines().peekable());
    while left.peek().is_some() || right.peek().is_some() {
        match (left.next(), right.next()) {
            (Some(expected), Some(got)) if expected == got => {
                heading = if expected.starts_with("## ") { expected } else { heading };
            }
            (expected, got) => {
                let name = page.file_name().unwrap_or_default().display();
                let _ =
                    writeln!(report, "{name}: {heading}\n  - {}\n  + {}", expected.unwrap_or(""), got.unwrap_or(""));
            }
        }
    }
}
