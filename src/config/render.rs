//! The pages that are generated from the declaration: `config/default.toml` and `docs/config.md`.

use std::fmt::Write;

use super::checks;
use super::declare::{Entry, OptionDef, SectionDef, sections};

/// Columns of the comments in `default.toml`.
const WIDTH: usize = 100;

const TOML_HEAD: &str = "\
# Every option of `etl` with its default. An option that is left out keeps its default.
# Read by `etl run --config FILE`; variables like ETL__OUTPUT__PATH override it, and flags override both.
";

/// The text of `config/default.toml`: every option with its sentences and its default.
pub fn default_toml() -> String {
    let mut out = String::from(TOML_HEAD);
    for section in sections() {
        out.push('\n');
        comment(&mut out, section.doc);
        let _ = writeln!(out, "[{}]", section.path);
        for option in section.options {
            comment(&mut out, &with_range(option));
            let _ = writeln!(out, "{} = {}", option.name, (option.default)());
        }
    }
    let (doc, entry) = checks::toml_example();
    out.push('\n');
    comment(&mut out, doc);
    out.push_str(&entry);
    out
}

/// Adds lines of `#` and text, broken at spaces.
fn comment(out: &mut String, text: &str) {
    let mut line = String::from("#");
    for word in text.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            let _ = writeln!(out, "{line}");
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(word);
    }
    let _ = writeln!(out, "{line}");
}

/// The sentences of an option, and one about the allowed values where they are limited.
fn with_range(option: &OptionDef) -> String {
    match option.rule.is_told() {
        true => format!("{} Allowed: {}.", option.doc, option.rule.range()),
        false => option.doc.to_owned(),
    }
}

const MARKDOWN_HEAD: &str = "\
# Configuration

Generated from `src/config/options.rs`; do not edit.

`etl run --config FILE` reads a TOML file; `config/default.toml` holds every option with its default and is a good start.
Values come from four layers, the later over the earlier: default, file, environment variable, flag. Without `--config` no file
is read. A name that does not exist, a value of another type and a value out of its range are errors (exit code 78), and all
of them are reported at once, each with its place.

- Paths are relative to the working directory, not to the configuration file.
- In a variable a list is separated by commas: `ETL__INPUT__IGNORE='drafts/,*.bak'`. Quotes and brackets are for TOML only.
- Units are in the names (`_bytes`, `_rows`); no option takes two types of value.
";

/// The text of `docs/config.md`: a table for every section.
pub fn markdown() -> String {
    let mut out = String::from(MARKDOWN_HEAD);
    for section in sections() {
        section_markdown(&mut out, section);
    }
    checks::section_markdown(&mut out);
    out
}

fn section_markdown(out: &mut String, section: &'static SectionDef) {
    let _ = writeln!(out, "\n## `[{}]`\n\n{}\n", section.path, section.doc);
    out.push_str("| option | type | default | environment variable | meaning |\n|---|---|---|---|---|\n");
    for option in section.options {
        let entry = Entry { section, option };
        let _ = writeln!(
            out,
            "| `{}` | {} | `{}` | `{}` | {} |",
            option.name,
            option.kind.name(),
            (option.default)(),
            entry.variable(),
            with_range(option),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::entries;

    #[test]
    fn comments_break_at_spaces_and_stay_short() {
        let mut out = String::new();
        comment(&mut out, &"word ".repeat(50));
        assert!(out.lines().count() > 1 && out.lines().all(|line| line.chars().count() <= WIDTH), "{out}");
    }

    #[test]
    fn every_option_is_on_both_pages() {
        let (toml, page) = (default_toml(), markdown());
        for entry in entries() {
            let line = format!("\n{} = {}\n", entry.option.name, (entry.option.default)());
            assert!(toml.contains(&line), "{line}");
            assert!(page.contains(&format!("`{}`", entry.variable())), "{}", entry.variable());
        }
    }

    #[test]
    fn no_table_is_broken_by_its_contents() {
        let page = markdown();
        let (sections, checks) = page.split_once("\n## `[[checks]]`").unwrap();
        for (part, bars) in [(sections, 6), (checks, 5), (&checks::markdown(), 5)] {
            for line in part.lines().filter(|line| line.starts_with('|')) {
                assert_eq!(line.matches('|').count(), bars, "{line}");
            }
        }
    }
}
