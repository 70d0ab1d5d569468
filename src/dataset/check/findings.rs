//! Collects violations: the first few of each law and table in words, the others by number.

use std::collections::{BTreeMap, HashSet};

use crate::dataset::DatasetError;
use crate::schema;

/// How many violations of a law in a table are told in words.
const TOLD: u64 = 5;

/// A violation of a law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The table, or nothing where the version as a whole is meant.
    pub table: String,
    /// Code of the law.
    pub code: &'static str,
    pub message: String,
}

/// Violations while they are collected.
#[derive(Debug, Default)]
pub struct Findings {
    code: &'static str,
    told: Vec<Finding>,
    counts: BTreeMap<(&'static str, String), u64>,
    unreadable: HashSet<String>,
}

impl Findings {
    pub(super) fn begin(&mut self, code: &'static str) {
        self.code = code;
    }

    /// Adds a violation of the present law.
    pub(super) fn add(&mut self, table: &str, message: impl FnOnce() -> String) {
        let count = self.counts.entry((self.code, table.to_owned())).or_default();
        *count += 1;
        if *count <= TOLD {
            self.told.push(Finding { table: table.to_owned(), code: self.code, message: message() });
        }
    }

    /// Adds that a law could not be tried. Several laws may stumble over one file, which is told once.
    pub(super) fn unreadable(&mut self, error: &DatasetError) {
        let message = error.to_string();
        if self.unreadable.insert(message.clone()) {
            self.add("", || message);
        }
    }

    /// Whether there is a finding in a table of this schema.
    pub(super) fn name_a_table(&self) -> bool {
        self.counts.keys().any(|(_, table)| schema::table(table).is_some())
    }

    /// The findings, and how many violations there are in all.
    pub(super) fn finish(mut self) -> (Vec<Finding>, u64) {
        for ((code, table), count) in &self.counts {
            if *count > TOLD {
                let message = format!("and {} more like these", count - TOLD);
                self.told.push(Finding { table: table.clone(), code, message });
            }
        }
        let order = |code: &str| super::LAWS.iter().position(|law| law.code == code);
        self.told.sort_by(|one, other| (order(one.code), &one.table).cmp(&(order(other.code), &other.table)));
        (self.told, self.counts.values().sum())
    }
}
