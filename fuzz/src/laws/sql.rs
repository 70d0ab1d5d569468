//! The guard of `etl sql`: what it lets through reads tables of the version and changes nothing; what only reads is let through.

use std::collections::BTreeSet;
use std::env::current_exe;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;
use std::time::SystemTime;

use communique::config::Settings;
use communique::dataset::{CsvCells, Dataset, DatasetError, Format, run_sql, write_frame};
use communique::pipeline::{RunOptions, Silent, run};
use polars_core::prelude::DataFrame;
use serde_json::Value;
use sqlparser::ast::{Query, SetExpr, Statement, TableFactor, Visit, Visitor};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::{Parser, ParserOptions};

use crate::{input, plant, quiet, statement};

const RELEASE: &str =
    "Minister visits Minsk\n2022-01-20 20:56\n\nPresident Li met the U.N. envoy. They spoke of $3 million.\n";

/// A published version of a few rows, beside the program that runs.
static DATASET: LazyLock<Dataset> = LazyLock::new(|| {
    let folder = current_exe().expect("the program has a path").with_extension("tables");
    let _ = fs::remove_dir_all(&folder);
    let (inputs, output) = (folder.join("input"), folder.join("output"));
    fs::create_dir_all(&inputs).expect("the folder of the program can be written to");
    for name in ["a.txt", "b.txt"] {
        fs::write(inputs.join(name), RELEASE).expect("it can be written to");
    }
    let mut settings = Settings::default();
    settings.input.path = inputs.to_string_lossy().into_owned();
    settings.output.path = output.to_string_lossy().into_owned();
    run(&settings, &RunOptions::default(), &Silent).expect("two good texts are published");
    Dataset::open(&output).expect("it is published")
});

static TABLES: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| DATASET.tables().expect("the version can be listed").into_iter().collect());

/// The first byte chooses between the rest as SQL and a statement that the rest picks from a grammar.
pub(crate) fn holds_for(data: &[u8]) {
    let Some((is_picked, rest)) = input::choice(data, 2) else { return };
    let query = if is_picked == 1 { statement::picked(rest) } else { String::from_utf8_lossy(rest).into_owned() };
    let before = files(DATASET.dir());
    let result = quiet::quietly(|| run_sql(&DATASET, &query));
    assert_eq!(files(DATASET.dir()), before, "the version has changed: {query}");
    let mut seen = Seen::of(&query);
    plant::spoil(
        &mut seen.changes,
        |_| result.is_ok() && query.contains("LIMIT"),
        |changes| *changes = Some("planted".to_owned()),
    );
    match result {
        Ok(frame) => {
            assert_eq!(seen.changes, None, "let through: {query}");
            let known = |name: &String| TABLES.contains(name) || seen.queries.contains(name);
            assert!(seen.relations.iter().all(known), "reads {:?}: {query}", seen.relations);
            assert_writable(&frame, &query);
        }
        Err(DatasetError::ReadOnly { .. }) => assert!(!seen.only_reads, "refused although it only reads: {query}"),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Every file of the version, how long it is and when it was written.
fn files(version: &Path) -> BTreeSet<(String, u64, Option<SystemTime>)> {
    let entries =
        |folder: &Path| fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("and its entries"));
    let of_tables = entries(version).filter(|entry| entry.path().is_dir()).flat_map(|entry| entries(&entry.path()));
    entries(version)
        .chain(of_tables)
        .filter_map(|entry| {
            let metadata = entry.metadata().ok().filter(|metadata| metadata.is_file())?;
            Some((entry.path().to_string_lossy().into_owned(), metadata.len(), metadata.modified().ok()))
        })
        .collect()
}

/// What another look at the statement sees: the parser's tree, where the guard sees words.
#[derive(Debug, Default)]
struct Seen {
    /// What the statement would change.
    changes: Option<String>,
    /// Whether it is one query and nothing else.
    only_reads: bool,
    /// What is read by name, and what queries of the statement itself are called.
    relations: BTreeSet<String>,
    queries: BTreeSet<String>,
}

impl Seen {
    fn of(query: &str) -> Self {
        let mut seen = Self::default();
        // As the engine parses it.
        let parser = Parser::new(&GenericDialect).with_options(ParserOptions::new().with_trailing_commas(true));
        let Ok(statements) = parser.try_with_sql(query).and_then(|mut parser| parser.parse_statements()) else {
            return seen;
        };
        let _ = statements.visit(&mut seen);
        seen.only_reads = matches!(&statements[..], [Statement::Query(_)]) && seen.changes.is_none();
        seen
    }
}

impl Visitor for Seen {
    type Break = ();

    fn pre_visit_statement(&mut self, statement: &Statement) -> ControlFlow<()> {
        let reads = matches!(
            statement,
            Statement::Query(_)
                | Statement::ShowTables { .. }
                | Statement::Explain { .. }
                | Statement::ExplainTable { .. }
        );
        if !reads {
            self.changes = Some(statement.to_string());
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        self.queries
            .extend(query.with.iter().flat_map(|with| &with.cte_tables).map(|cte| cte.alias.name.value.clone()));
        if let SetExpr::Select(select) = &*query.body
            && select.into.is_some()
        {
            self.changes = Some(query.to_string());
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        if let TableFactor::Table { name, .. } = factor {
            let last = name.0.last().and_then(|part| part.as_ident());
            self.relations.extend(last.map(|ident| ident.value.clone()));
        }
        ControlFlow::Continue(())
    }
}

/// A result can be written in every form, a line a row where rows are lines.
fn assert_writable(frame: &DataFrame, query: &str) {
    let cells = |guarded| Format::Csv(CsvCells { formula_guard: guarded, printable: guarded });
    for format in [Format::TABLE, cells(true), cells(false), Format::JsonLines] {
        let mut out = Vec::new();
        write_frame(frame, format, &mut out).unwrap_or_else(|error| panic!("{query}: {error}"));
        let text = String::from_utf8(out).expect("what is printed is text");
        if let Format::JsonLines = format {
            let is_object = |line: &str| serde_json::from_str::<Value>(line).is_ok_and(|value| value.is_object());
            assert_eq!(text.lines().filter(|line| is_object(line)).count(), frame.height(), "{query}\n{text}");
        }
    }
}
