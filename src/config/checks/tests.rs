//! What the documentation shows is what is read, and what is read is what is meant. Errors are in `tests/golden/config/errors.md`.

use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::config::{Settings, file};

fn checks(text: &str) -> Vec<Check> {
    Settings::from(file::parse(Path::new("etl.toml"), text).unwrap_or_else(|problems| panic!("{problems:#?}"))).checks
}

fn only(entry: &str) -> Check {
    checks(&format!("[[checks]]\n{entry}\n")).remove(0)
}

#[test]
fn every_example_of_the_documentation_is_read() {
    for kind in KINDS {
        assert_eq!(only(kind.example).kind, kind.name);
    }
    let page = markdown();
    let fences: Vec<&str> = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(fences.iter().map(|fence| checks(fence).len()).sum::<usize>(), KINDS.len() + 2);
}

#[test]
fn an_entry_keeps_its_order_and_what_it_says() {
    let read = checks(
        "[[checks]]\ntable = 'documents'\nkind = 'row_count'\nmin_rows = 10\n\
         [[checks]]\nname = 'dated'\ntable = 'documents'\nkind = 'not_null'\ncolumn = 'published_date'\nseverity = 'warn'\n\
         max_failed_fraction = 0.5\nwhere = \"language = 'en'\"\n",
    );
    assert_eq!(read[0].name, "documents row_count");
    assert_eq!(read[0].severity, Severity::Error);
    assert_eq!(read[0].demand, Demand::RowCount { min: Some(10), max: None });
    assert_eq!((read[1].name.as_str(), read[1].severity), ("dated", Severity::Warn));
    assert_eq!(read[1].demand, Demand::NotNull { columns: vec!["published_date"], max_failed_fraction: 0.5 });
    let condition = read[1].condition.as_ref().unwrap();
    assert_eq!(condition.sql, "language = 'en'");
    assert!(matches!(condition.place, Place::Line { line: 12, column: 9, .. }), "{:?}", condition.place);
}

#[test]
fn a_name_is_made_where_none_is_given() {
    let check = only("table = 'documents'\nkind = 'unique'\ncolumns = ['title', 'published_date']");
    assert_eq!(check.name, "documents.title,published_date unique");
}

#[test]
fn entries_may_stand_in_one_line() {
    let read = checks("checks = [{ table = 'mentions', kind = 'row_count', max_rows = 9 }]");
    assert_eq!(read[0].demand, Demand::RowCount { min: None, max: Some(9) });
}

#[test]
fn whole_numbers_and_dates_are_bounds() {
    let numbers = only("table = 'documents'\nkind = 'range'\ncolumn = 'n_chars'\nmin = 1");
    let bounds = Bounds::Numbers { min: Some(1.0), max: None };
    assert_eq!(numbers.demand, Demand::Range { columns: vec!["n_chars"], bounds, max_failed_fraction: 0.0 });
    let dates = only("table = 'documents'\nkind = 'range'\ncolumn = 'published_at'\nlatest = '2022-01-31'");
    let bounds = Bounds::Dates { earliest: None, latest: Some(jiff::civil::date(2022, 1, 31)) };
    assert_eq!(dates.demand, Demand::Range { columns: vec!["published_at"], bounds, max_failed_fraction: 0.0 });
}

proptest! {
    /// Whatever is written, there are checks or there are problems with a place.
    #[test]
    fn any_entry_is_a_check_or_a_problem(
        kind in 0..KINDS.len(),
        options in prop::collection::btree_map(0..OPTIONS.len(), prop::sample::select(VALUES), 0..8),
    ) {
        let options = options.iter().map(|(at, value)| (OPTIONS[*at].name, value)).filter(|(name, _)| *name != "kind");
        let lines: String = options.map(|(name, value)| format!("{name} = {value}\n")).collect();
        match file::parse(Path::new("etl.toml"), &format!("[[checks]]\nkind = '{}'\n{lines}", KINDS[kind].name)) {
            Ok(options) => prop_assert_eq!(options.checks.map(|checks| checks.len()), Some(1)),
            Err(problems) => {
                let placed = problems.iter().all(|problem| matches!(problem.place, Place::Line { .. }));
                prop_assert!(placed && !problems.is_empty());
            }
        }
    }
}

const VALUES: &[&str] = &[
    "'documents'",
    "'mentions'",
    "'title'",
    "'n_chars'",
    "['title', 'n_chars']",
    "['published_date']",
    "[]",
    "1",
    "0.5",
    "-3",
    "nan",
    "inf",
    "'2022-01-31'",
    "'en'",
    "'('",
    "'warn'",
    "true",
    "''",
    "9223372036854775807",
    "{ a = 1 }",
    "[1]",
    "2022-01-31",
];
