//! `etl sql`: the published tables by name, for reading only.
//!
//! polars knows four statements that change its own catalogue (CREATE, DROP, TRUNCATE, DELETE). They could not touch a file,
//! but who sends one expects that they do; hence they are refused. Functions that read files are not compiled in.

use std::panic::{AssertUnwindSafe, catch_unwind};

use polars::df;
use polars::prelude::{DataFrame, PolarsError, PolarsResult};
use polars::sql::SQLContext;

use super::file::panic_message;
use super::{Dataset, DatasetError};

/// The first words of statements that only read.
const READING: &[&str] = &["SELECT", "FROM", "WITH", "VALUES", "SHOW"];

/// Runs one statement that reads the tables of the dataset, by their names.
///
/// # Errors
/// If the statement is none that reads, is not valid, or a file cannot be read.
pub fn run_sql(dataset: &Dataset, query: &str) -> Result<DataFrame, DatasetError> {
    match words(query).as_slice() {
        [describe, table] if describe.eq_ignore_ascii_case("DESCRIBE") => return described(dataset, table),
        words => reads_only(words)?,
    }
    let mut context = SQLContext::new();
    for table in dataset.tables()? {
        context.register(&table, dataset.lazy(&table)?);
    }
    let run = || -> PolarsResult<DataFrame> { context.execute(query)?.collect() };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(result) => result.map_err(DatasetError::query),
        Err(payload) => {
            let message = format!("the query engine gave up: {}", panic_message(payload.as_ref()));
            Err(DatasetError::query(PolarsError::ComputeError(message.into())))
        }
    }
}

/// Refuses statements that would change something; what EXPLAIN explains must read as well.
fn reads_only(words: &[&str]) -> Result<(), DatasetError> {
    let skip = |word: &&&str| ["EXPLAIN", "ANALYZE", "VERBOSE"].iter().any(|skip| word.eq_ignore_ascii_case(skip));
    let statement = words.iter().find(|word| !skip(word)).copied().unwrap_or_default();
    if READING.iter().any(|reading| statement.eq_ignore_ascii_case(reading)) {
        Ok(())
    } else {
        Err(DatasetError::ReadOnly { statement: statement.to_owned() })
    }
}

/// `DESCRIBE table`: its columns and their types.
fn described(dataset: &Dataset, table: &str) -> Result<DataFrame, DatasetError> {
    let schema = dataset.lazy(table)?.collect_schema().map_err(DatasetError::query)?;
    let (names, types): (Vec<String>, Vec<String>) =
        schema.iter().map(|(name, data_type)| (name.to_string(), data_type.to_string())).unzip();
    df!("column" => names, "type" => types).map_err(DatasetError::query)
}

/// The first words and marks of a statement, without comments, opening brackets and the closing semicolon.
fn words(query: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = query;
    while words.len() < 4 {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '(' || c == ';');
        if let Some(comment) = rest.strip_prefix("--") {
            rest = comment.split_once('\n').map_or("", |(_, after)| after);
        } else if rest.starts_with("/*") {
            rest = after_comment(rest);
        } else if rest.is_empty() {
            break;
        } else {
            let is_part = |c: char| c.is_alphanumeric() || c == '_';
            let mark = rest.chars().next().map_or(0, char::len_utf8);
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len()).max(mark);
            let (word, after) = rest.split_at(end);
            words.push(word);
            rest = after;
        }
    }
    words
}

/// What follows the comment that `query` begins with. Comments hold comments, as they do for the parser of the engine.
fn after_comment(query: &str) -> &str {
    let (mut rest, mut open) = (query, 0u32);
    while let Some(at) = rest.find(['/', '*']) {
        let mark = rest.get(at..).unwrap_or_default();
        rest = mark.get(1..).unwrap_or_default();
        if let Some(inside) = mark.strip_prefix("/*") {
            (rest, open) = (inside, open + 1);
        } else if let Some(after) = mark.strip_prefix("*/") {
            (rest, open) = (after, open - 1);
            if open == 0 {
                return rest;
            }
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::testing::Release;

    fn release() -> Release {
        Release::publish(&["Xi Jinping met Alexander Lukashenko. They spoke of trade.", "Minsk thanked Beijing."])
    }

    #[test]
    fn the_tables_answer_by_name() {
        let release = release();
        let dataset = release.dataset();
        let count = run_sql(&dataset, "SELECT count(*) AS n FROM sentences").unwrap();
        assert_eq!(count.column("n").unwrap().get(0).unwrap().extract::<i64>(), Some(3));
        let joined = "WITH s AS (SELECT doc_id, count(*) AS n FROM sentences GROUP BY doc_id)
            SELECT d.source_path, s.n FROM documents d JOIN s ON d.doc_id = s.doc_id ORDER BY 1 LIMIT 1;";
        assert_eq!(run_sql(&dataset, joined).unwrap().height(), 1);
        assert_eq!(run_sql(&dataset, "SHOW TABLES").unwrap().height(), 6);
        assert_eq!(run_sql(&dataset, "FROM documents SELECT doc_id").unwrap().height(), 2);
        assert!(run_sql(&dataset, "EXPLAIN SELECT doc_id FROM documents").unwrap().height() > 0);
        let columns = run_sql(&dataset, "DESCRIBE duplicates;").unwrap();
        assert_eq!(columns.height(), crate::schema::duplicates::TABLE.columns.len());
    }

    #[test]
    fn a_word_ends_where_a_mark_begins() {
        for query in ["SELECT*FROM sentences", "SELECT'a'", "VALUES(1)", "select-1", "DESCRIBE/* which? */documents"] {
            assert!(run_sql(&release().dataset(), query).is_ok(), "{query}");
        }
    }

    #[test]
    fn only_the_columns_named_are_read() {
        let plan = run_sql(&release().dataset(), "EXPLAIN SELECT zone FROM sentences").unwrap();
        assert!(format!("{plan:?}").contains("1/12"), "{plan:?}");
    }

    #[test]
    fn what_would_change_something_is_refused() {
        let release = release();
        let dataset = release.dataset();
        let statements = [
            "DELETE FROM documents",
            "  -- a remark\n drop table documents",
            "/* a remark */ TRUNCATE documents",
            "/* a remark /* in a remark */ SELECT */ DROP TABLE documents",
            "EXPLAIN DELETE FROM documents",
            "CREATE TABLE x AS SELECT * FROM documents",
            "",
        ];
        for statement in statements {
            let error = run_sql(&dataset, statement).unwrap_err();
            assert!(matches!(error, DatasetError::ReadOnly { .. }), "{statement}: {error}");
        }
    }

    #[test]
    fn no_function_reaches_the_file_system() {
        let release = release();
        for function in ["read_parquet", "read_csv", "read_ipc", "read_json"] {
            let path = release.dataset().files("documents").unwrap().remove(0);
            let query = format!("SELECT * FROM {function}('{}')", path.display());
            assert!(matches!(run_sql(&release.dataset(), &query), Err(DatasetError::Query { .. })), "{function}");
        }
    }

    #[test]
    fn a_mistake_is_an_error_of_the_query() {
        let error = run_sql(&release().dataset(), "SELECT nothing FROM documents").unwrap_err();
        assert!(matches!(error, DatasetError::Query { .. }) && error.to_string().contains("nothing"), "{error}");
    }
}
