//! What is declared of checks: their options, and which kind takes which.

use super::Severity;
use crate::config::value::{Kind, Rule, Value};

/// An option of a check.
#[derive(Debug)]
pub struct CheckOption {
    pub name: &'static str,
    /// Sentences for the documentation.
    pub doc: &'static str,
    pub kind: Kind,
    pub rule: Rule,
    /// A value that shows how it is written.
    pub example: fn() -> Value,
}

/// A kind of check.
#[derive(Debug)]
pub struct CheckKind {
    pub name: &'static str,
    /// Sentences for the documentation.
    pub doc: &'static str,
    /// Of each group at least one option must stand there; beside those of every kind.
    pub needs: &'static [&'static [&'static str]],
    /// What may stand there as well; beside those of every kind.
    pub takes: &'static [&'static str],
    /// An entry, as it is written.
    pub example: &'static str,
}

impl CheckKind {
    /// Whether an option may stand in an entry of this kind.
    pub fn has(&self, option: &str) -> bool {
        let own = self.needs.iter().copied().flatten().chain(self.takes);
        COMMON.iter().chain(own).any(|name| *name == option)
    }

    /// The options of this kind that are not those of every kind.
    pub fn own(&self) -> impl Iterator<Item = &'static str> {
        self.needs.iter().copied().flatten().chain(self.takes).copied()
    }
}

/// The options that every kind takes.
pub(super) const COMMON: &[&str] = &["table", "kind", "name", "severity", "where"];

/// The names of the kinds, for the rule of `kind`.
const KIND_NAMES: &[&str] = &["not_null", "unique", "range", "pattern", "row_count", "language_share", "change"];

const COLUMNS: &[&str] = &["column", "columns"];

/// Every kind, in the order of the documentation.
pub static KINDS: &[CheckKind] = &[
    CheckKind {
        name: "not_null",
        doc: "No row has a null in the column, or in any of the columns.",
        needs: &[COLUMNS],
        takes: &["max_failed_fraction"],
        example: "\
table = \"documents\"
kind = \"not_null\"
column = \"published_date\"
max_failed_fraction = 0.02
severity = \"warn\"",
    },
    CheckKind {
        name: "unique",
        doc: "No two rows have the same value in the column, or the same values in all the columns together. Rows with a null \
              among them are not compared.",
        needs: &[COLUMNS],
        takes: &[],
        example: "\
table = \"documents\"
kind = \"unique\"
columns = [\"title\", \"published_date\"]
where = \"language = 'en'\"
severity = \"warn\"",
    },
    CheckKind {
        name: "range",
        doc: "Values lie between two ends, which belong to the range; one end may be left out. `min` and `max` are for numbers, \
              `earliest` and `latest` for dates and times, where the latest day counts to its end. Null is not looked at.",
        needs: &[COLUMNS, &["min", "max", "earliest", "latest"]],
        takes: &["max_failed_fraction"],
        example: "\
table = \"documents\"
kind = \"range\"
column = \"published_date\"
earliest = \"1995-01-01\"
latest = \"2035-12-31\"",
    },
    CheckKind {
        name: "pattern",
        doc: "The pattern is found in the value. Null is not looked at.",
        needs: &[COLUMNS, &["pattern"]],
        takes: &["max_failed_fraction"],
        example: "\
table = \"documents\"
kind = \"pattern\"
column = \"source_path\"
pattern = '^[a-z0-9/_.-]+$'",
    },
    CheckKind {
        name: "row_count",
        doc: "The table has so many rows.",
        needs: &[&["min_rows", "max_rows"]],
        takes: &[],
        example: "\
name = \"a year has at least a thousand releases\"
table = \"documents\"
kind = \"row_count\"
where = \"published_date >= DATE '2022-01-01' AND published_date < DATE '2023-01-01'\"
min_rows = 1000",
    },
    CheckKind {
        name: "language_share",
        doc: "A language has its share of the documents; those whose language is not known count as not of it. Only for the \
              table `documents`.",
        needs: &[&["language"], &["min_fraction", "max_fraction"]],
        takes: &[],
        example: "\
table = \"documents\"
kind = \"language_share\"
language = \"en\"
min_fraction = 0.9
severity = \"warn\"",
    },
    CheckKind {
        name: "change",
        doc: "The number of rows is not much greater or smaller than in the version before, under the same condition. It holds \
              where there is no version before, or none of its rows counts.",
        needs: &[&["max_decrease_fraction", "max_increase_fraction"]],
        takes: &[],
        example: "\
table = \"mentions\"
kind = \"change\"
where = \"entity_type = 'PERSON'\"
max_decrease_fraction = 0.1
max_increase_fraction = 0.5",
    },
];

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

/// A fraction that may be above 1.
const FROM_ZERO: Rule = Rule::Number(0.0, f64::INFINITY);

/// Every option, in the order of the documentation.
pub static OPTIONS: &[CheckOption] = &[
    CheckOption {
        name: "table",
        doc: "The table that is looked at.",
        kind: Kind::Text,
        rule: Rule::Filled,
        example: || text("documents"),
    },
    CheckOption {
        name: "kind",
        doc: "What must hold.",
        kind: Kind::Text,
        rule: Rule::OneOf(KIND_NAMES),
        example: || text("not_null"),
    },
    CheckOption {
        name: "name",
        doc: "What the check is called where it is told; made of table, columns and kind where it is left out.",
        kind: Kind::Text,
        rule: Rule::Filled,
        example: || text("every release has a date"),
    },
    CheckOption {
        name: "severity",
        doc: "What follows where it does not hold: it is told (`warn`), or nothing is published (`error`). `error` where it is \
              left out.",
        kind: Kind::Text,
        rule: Rule::OneOf(Severity::NAMES),
        example: || text("warn"),
    },
    CheckOption {
        name: "where",
        doc: "A condition in SQL, as it may follow WHERE; only rows of which it holds are looked at. It sees the columns of one \
              row: no subqueries, no sums.",
        kind: Kind::Text,
        rule: Rule::Filled,
        example: || text("language = 'en'"),
    },
    CheckOption {
        name: "column",
        doc: "The column that is looked at.",
        kind: Kind::Text,
        rule: Rule::Filled,
        example: || text("published_date"),
    },
    CheckOption {
        name: "columns",
        doc: "Several columns, in place of `column`.",
        kind: Kind::List,
        rule: Rule::Any,
        example: || Value::List(vec!["title".to_owned(), "published_date".to_owned()]),
    },
    CheckOption {
        name: "max_failed_fraction",
        doc: "Share of the rows that may fail; 0 where it is left out.",
        kind: Kind::Number,
        rule: Rule::Number(0.0, 1.0),
        example: || Value::Number(0.02),
    },
    CheckOption {
        name: "min",
        doc: "The least number that is in the range.",
        kind: Kind::Number,
        rule: Rule::Any,
        example: || Value::Number(1.0),
    },
    CheckOption {
        name: "max",
        doc: "The greatest number that is in the range.",
        kind: Kind::Number,
        rule: Rule::Any,
        example: || Value::Number(1_000_000.0),
    },
    CheckOption {
        name: "earliest",
        doc: "The first day of the range, as `year-month-day`.",
        kind: Kind::Text,
        rule: Rule::Filled,
        example: || text("1995-01-01"),
    },
    CheckOption {
        name: "latest",
        doc: "The last day of the range, as `year-month-day`.",
        kind: Kind::Text,
        rule: Rule::Filled,
        example: || text("2035-12-31"),
    },
    CheckOption {
        name: "pattern",
        doc: "A regular expression, in the syntax of the Rust crate `regex`, which takes linear time for any pattern. It may be \
              found anywhere in the value: `^` and `$` tie it to its ends.",
        kind: Kind::Text,
        rule: Rule::Filled,
        example: || text("^[A-Z]{3}$"),
    },
    CheckOption {
        name: "min_rows",
        doc: "The least number of rows.",
        kind: Kind::Whole,
        rule: Rule::at_least(0),
        example: || Value::Whole(1_000),
    },
    CheckOption {
        name: "max_rows",
        doc: "The greatest number of rows.",
        kind: Kind::Whole,
        rule: Rule::at_least(0),
        example: || Value::Whole(5_000_000),
    },
    CheckOption {
        name: "language",
        doc: "A language, as the column `language` of `documents` has it.",
        kind: Kind::Text,
        rule: Rule::Filled,
        example: || text("en"),
    },
    CheckOption {
        name: "min_fraction",
        doc: "The least share of the documents.",
        kind: Kind::Number,
        rule: Rule::Number(0.0, 1.0),
        example: || Value::Number(0.9),
    },
    CheckOption {
        name: "max_fraction",
        doc: "The greatest share of the documents.",
        kind: Kind::Number,
        rule: Rule::Number(0.0, 1.0),
        example: || Value::Number(1.0),
    },
    CheckOption {
        name: "max_decrease_fraction",
        doc: "By how much the number may fall, as a fraction of what it was.",
        kind: Kind::Number,
        rule: Rule::Number(0.0, 1.0),
        example: || Value::Number(0.1),
    },
    CheckOption {
        name: "max_increase_fraction",
        doc: "By how much the number may rise, as a fraction of what it was.",
        kind: Kind::Number,
        rule: FROM_ZERO,
        example: || Value::Number(0.5),
    },
];

/// The option of this name.
pub(super) fn option(name: &str) -> Option<&'static CheckOption> {
    OPTIONS.iter().find(|option| option.name == name)
}

/// The kind of this name.
pub(super) fn kind(name: &str) -> Option<&'static CheckKind> {
    KINDS.iter().find(|kind| kind.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registry_is_whole() {
        let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(names, KIND_NAMES);
        for kind in KINDS {
            assert!(kind.doc.ends_with('.') && !kind.doc.contains("  "), "{}", kind.name);
            for name in COMMON.iter().copied().chain(kind.own()) {
                assert!(option(name).is_some(), "{}: {name}", kind.name);
            }
        }
        for option in OPTIONS {
            assert!(option.doc.ends_with('.') && !option.doc.contains("  "), "{}", option.name);
            assert_eq!(option.rule.check(&(option.example)()), Ok(()), "{}", option.name);
            assert!(KINDS.iter().any(|kind| kind.has(option.name)), "{} is taken by no kind", option.name);
        }
    }
}
