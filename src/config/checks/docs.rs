//! What the documentation says of checks: `docs/checks.md`, and their part of `docs/config.md` and of `config/default.toml`.

use std::fmt::Write;

use super::declare::{CheckOption, KINDS, OPTIONS};

/// One sentence for the generated pages.
const DOC: &str = "\
Checks of your own over the tables, before they are published; any number of them. docs/checks.md has an example of each kind.";

const HEAD: &str = "\
# Checks of your own

Generated from `src/config/checks/`; do not edit.

An entry `[[checks]]` in the configuration file says what must hold of a table. `etl run` looks when all tables are written and
nothing is published yet:

- Where a check of severity `error` does not hold, nothing is published, what was published before stays, and the exit code is 3.
- Where a check of severity `warn` does not hold, it is told on standard error and in the summary, and the version is published.

What became of each check stands in `_meta/runs/N.json`. `etl check --config FILE` holds what is published to the same checks: there an
`error` that does not hold is exit code 1. A dry run writes no tables, so that there is nothing to look at.

Entries are read as strictly as the rest of the file: a kind, table, column or option that does not exist, a column of another type, limits
in the wrong order, a pattern or condition that is none are errors (exit code 78), each with its place, before any work is done.

```toml
[[checks]]
name = \"every release has a title\"
table = \"documents\"
kind = \"not_null\"
column = \"title\"
max_failed_fraction = 0.01

[[checks]]
table = \"mentions\"
kind = \"change\"
max_decrease_fraction = 0.2
severity = \"warn\"
```

A check over no rows holds, but for `row_count`: one that demands rows says so. Checks read only the columns that they need, piece by
piece; `unique` goes over a large table several times rather than hold all its values.

## Conditions

`where` takes a condition as `etl sql` would after WHERE, over the columns of the table. It is decided row by row: subqueries, sums and
windows are refused, and so is whatever reads a file. A row of which the condition is null is not looked at.

## Options of all kinds

";

/// The text of `docs/checks.md`.
pub fn markdown() -> String {
    let mut out = String::from(HEAD);
    options_table(&mut out, OPTIONS.iter());
    for kind in KINDS {
        let _ = writeln!(out, "\n## `{}`\n\n{}\n\n```toml\n[[checks]]\n{}\n```", kind.name, kind.doc, kind.example);
    }
    out
}

/// The part of `docs/config.md`.
pub(in crate::config) fn section_markdown(out: &mut String) {
    let _ = writeln!(out, "\n## `[[checks]]`\n\n{DOC}\n");
    out.push_str("A list has no environment variables; entries stand in the file.\n\n");
    options_table(out, OPTIONS.iter());
}

fn options_table<'o>(out: &mut String, options: impl Iterator<Item = &'o CheckOption>) {
    out.push_str("| option | type | kinds | meaning |\n|---|---|---|---|\n");
    for option in options {
        let _ =
            writeln!(out, "| `{}` | {} | {} | {} |", option.name, option.kind.name(), kinds(option), meaning(option));
    }
}

/// The kinds that take an option.
fn kinds(option: &CheckOption) -> String {
    let names: Vec<_> = KINDS.iter().filter(|kind| kind.has(option.name)).map(|kind| kind.name).collect();
    if names.len() == KINDS.len() { "all".to_owned() } else { names.join(", ") }
}

fn meaning(option: &CheckOption) -> String {
    match option.rule.is_told() {
        true => format!("{} Allowed: {}.", option.doc, option.rule.range()),
        false => option.doc.to_owned(),
    }
}

/// The part of `config/default.toml`: sentences, and an entry that is commented out.
pub(in crate::config) fn toml_example() -> (&'static str, String) {
    let entry = KINDS.first().map_or("", |kind| kind.example);
    let lines: String = entry.lines().map(|line| format!("# {line}\n")).collect();
    (DOC, format!("# [[checks]]\n{lines}"))
}
