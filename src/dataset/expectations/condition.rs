//! The condition of a check: SQL that is decided row by row, guarded like the queries of `etl sql`.
//!
//! A condition is evaluated slice by slice, so that one which looks at more than a row would depend on where slices end.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;
use polars::prelude::{
    AggExpr, DataFrame, DataType as Type, DataTypeExpr, Expr, Field, IntoLazy as _, PlSmallStr, PolarsError,
    PolarsResult, Schema, TimeUnit, lit,
};
use polars::sql::sql_expr;

use super::rows::day;

use crate::config::nearest;
use crate::dataset::file::panic_message;
use crate::schema::{self, TableDef};

/// Parts of a condition, at most. The query engine goes down an expression by recursion, one level a part at worst, and on a
/// stack of 2 MB a program without optimisation gets down to about 60.
const MOST_PARTS: usize = 40;

/// A condition over the columns of one table.
#[derive(Clone, Debug)]
pub(super) struct RowCondition {
    expr: Expr,
    /// The columns that it looks at, at least one; sorted.
    pub(super) columns: Vec<String>,
}

/// What is wrong with a condition, and the way out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ConditionFault {
    pub(super) message: String,
    pub(super) hint: String,
}

fn fault(message: impl Into<String>, hint: impl Into<String>) -> ConditionFault {
    ConditionFault { message: message.into(), hint: hint.into() }
}

impl RowCondition {
    /// Reads a condition over the rows of a table and tries it on no rows.
    pub(super) fn parse(table: &str, sql: &str) -> Result<Self, ConditionFault> {
        let not_sql = |error: PolarsError| fault("this is not a condition in SQL", first_line(&error));
        let Some(table) = schema::table(table) else { return Err(fault("there is no such table", "name another")) };
        if parts(sql, table) > MOST_PARTS {
            let hint = format!(
                "it may have {MOST_PARTS} words, operators and brackets beside columns and values; long lists go into IN"
            );
            return Err(fault("this condition has too many parts", hint));
        }
        let expr = guarded(|| with_days(sql_expr(sql)?)).map_err(not_sql)?;
        let columns = columns_of(&expr, table)?;
        let condition = Self { expr, columns };
        let nothing = DataFrame::empty_with_schema(&schema_of(table, &condition.columns));
        let tried = guarded(|| nothing.lazy().select([condition.expr.clone()]).collect());
        let tried = tried.map_err(|error| fault("this condition cannot be evaluated", first_line(&error)))?;
        match tried.columns() {
            [column] if *column.dtype() == Type::Boolean => Ok(condition),
            _ => Err(fault("this is not a condition: it is neither true nor false", "compare it with something")),
        }
    }

    /// The rows of which the condition holds.
    pub(super) fn filter(&self, rows: DataFrame) -> PolarsResult<DataFrame> {
        guarded(|| rows.lazy().filter(self.expr.clone()).collect())
    }
}

/// Words, operators and brackets of a condition: all that may make an expression deeper. Columns, values and commas do not.
fn parts(sql: &str, table: &TableDef) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut parts = 0;
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '\'' | '"' => rest.get(1..).and_then(|inner| inner.find(first)).map_or(rest.len(), |at| at + 2),
            c if is_word(c) => {
                let end = rest.find(|c: char| !is_word(c) && c != '.').unwrap_or(rest.len());
                let is_value = c.is_ascii_digit() || rest.get(..end).is_some_and(|word| table.column(word).is_some());
                parts += usize::from(!is_value);
                end
            }
            c => {
                parts += usize::from(!c.is_whitespace() && !matches!(c, ',' | ')' | ']'));
                c.len_utf8()
            }
        };
        rest = rest.get(end..).unwrap_or_default();
    }
    parts
}

/// Date literals as the days that they mean. polars would read their texts anew for every slice, and warns that it will not for
/// ever.
fn with_days(expr: Expr) -> PolarsResult<Expr> {
    expr.try_map_expr(|part| {
        let Expr::Cast { expr: inner, dtype: DataTypeExpr::Literal(Type::Date), .. } = &part else { return Ok(part) };
        let Expr::Literal(literal) = inner.as_ref() else { return Ok(part) };
        let Some(text) = literal.extract_str() else { return Ok(part) };
        let date = text.parse::<Date>().map_err(|_| {
            PolarsError::ComputeError(format!("`{text}` is no day of the calendar; write it like 2022-01-31").into())
        })?;
        Ok(lit(day(date)).cast(Type::Date))
    })
}

/// The columns that an expression looks at; all of them exist, and every part is decided row by row.
fn columns_of(expr: &Expr, table: &TableDef) -> Result<Vec<String>, ConditionFault> {
    let mut columns = Vec::new();
    for part in expr {
        match part {
            Expr::Column(name) => columns.push(known_column(name.as_str(), table)?),
            Expr::Alias(..)
            | Expr::Literal(_)
            | Expr::BinaryExpr { .. }
            | Expr::Cast { .. }
            | Expr::Ternary { .. }
            | Expr::Function { .. } => {}
            // The list of `IN (…)`.
            Expr::Agg(AggExpr::Implode { input, .. }) if matches!(input.as_ref(), Expr::Literal(_)) => {}
            _ => {
                let hint = "it may compare columns of one row; subqueries, sums and windows are not for conditions";
                return Err(fault("this condition is not decided row by row", hint));
            }
        }
    }
    columns.sort();
    columns.dedup();
    if columns.is_empty() {
        return Err(fault("this condition looks at no column", "leave it out, or name one"));
    }
    Ok(columns)
}

fn known_column(name: &str, table: &TableDef) -> Result<String, ConditionFault> {
    if table.column(name).is_some() {
        return Ok(name.to_owned());
    }
    let hint = match nearest(name, table.columns.iter().map(|column| column.name)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("`etl schema {}` lists its columns", table.name),
    };
    Err(fault(format!("the table `{}` has no column `{name}`", table.name), hint))
}

/// The named columns of a table as polars types them.
fn schema_of(table: &TableDef, columns: &[String]) -> Schema {
    let columns = columns.iter().filter_map(|name| table.column(name));
    columns.map(|column| (PlSmallStr::from_static(column.name), polars_type(&column.data_type()))).collect()
}

fn polars_type(arrow: &arrow_schema::DataType) -> Type {
    use arrow_schema::DataType as Arrow;
    match arrow {
        Arrow::Int32 => Type::Int32,
        Arrow::Int64 => Type::Int64,
        Arrow::Float32 => Type::Float32,
        Arrow::Boolean => Type::Boolean,
        Arrow::Date32 => Type::Date,
        Arrow::Timestamp(..) => Type::Datetime(TimeUnit::Microseconds, None),
        Arrow::List(item) => Type::List(Box::new(polars_type(item.data_type()))),
        Arrow::Struct(fields) => {
            let field = |field: &arrow_schema::FieldRef| {
                Field::new(field.name().as_str().into(), polars_type(field.data_type()))
            };
            Type::Struct(fields.iter().map(field).collect())
        }
        _ => Type::String,
    }
}

/// Turns a panic of the query engine into an error.
fn guarded<T>(work: impl FnOnce() -> PolarsResult<T>) -> PolarsResult<T> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|payload| Err(PolarsError::ComputeError(panic_message(payload.as_ref()).into())))
}

fn first_line(error: &PolarsError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::schema::TABLES;

    fn message(sql: &str) -> String {
        RowCondition::parse("documents", sql).unwrap_err().message
    }

    #[test]
    fn what_looks_at_one_row_is_a_condition() {
        for sql in [
            "language = 'en'",
            "n_chars > 100 AND (title IS NULL OR title LIKE '%Minsk%')",
            "published_date >= DATE '2022-01-01' AND published_date < DATE '2023-01-01'",
            "published_date BETWEEN DATE '2022-01-01' AND '2022-12-31'::date",
            "language IN ('en', 'fr') AND NOT source_path LIKE 'archive/%'",
            "CASE WHEN n_chars > 10 THEN language = 'en' ELSE title IS NULL END",
            "LENGTH(title) > 3 AND COALESCE(language, 'en') = 'en'",
            "ARRAY_CONTAINS(countries, 'BLR')",
            "n_sentences * 2 < n_tokens",
        ] {
            let parsed = RowCondition::parse("documents", sql);
            assert!(parsed.is_ok(), "{sql}: {parsed:?}");
        }
    }

    #[test]
    fn what_looks_at_more_than_a_row_is_none() {
        for sql in [
            "n_chars = MAX(n_chars)",
            "COUNT(*) > 3",
            "n_chars > AVG(n_chars) OVER (PARTITION BY language)",
            "doc_id IN (SELECT doc_id FROM documents)",
            "ROW_NUMBER() OVER (ORDER BY doc_id) = 1",
            "FIRST(title) = title",
            "n_chars IN (MAX(n_chars), 3)",
            "ARRAY_AGG(n_chars) IS NULL",
        ] {
            assert!(RowCondition::parse("documents", sql).is_err(), "{sql}");
        }
        assert_eq!(message("n_chars = MAX(n_chars)"), "this condition is not decided row by row");
    }

    #[test]
    fn statements_and_functions_that_read_files_are_none() {
        for sql in ["SELECT 1", "language = 'en'; DROP TABLE documents", "DELETE FROM documents", "*", "", "language ="]
        {
            assert!(RowCondition::parse("documents", sql).is_err(), "{sql}");
        }
        assert!(RowCondition::parse("documents", "title = read_csv('/etc/passwd')").is_err());
    }

    proptest! {
        #[test]
        fn any_words_are_a_condition_or_a_fault(words in prop::collection::vec(prop::sample::select(WORDS), 0..12)) {
            if let Ok(condition) = RowCondition::parse("documents", &words.join(" ")) {
                prop_assert!(!condition.columns.is_empty());
            }
        }
    }

    const WORDS: &[&str] = &[
        "title",
        "n_chars",
        "published_date",
        "countries",
        "nothing",
        "'en'",
        "1",
        "-",
        "NULL",
        "=",
        "<",
        "IS",
        "NOT",
        "IN",
        "AND",
        "OR",
        "(",
        ")",
        ",",
        "LIKE",
        "'('",
        "CASE",
        "WHEN",
        "THEN",
        "END",
        "SELECT",
        "FROM",
        "DATE '2022-01-01'",
        "::date",
        "MAX",
        "LENGTH",
        "SUBSTR",
        "REGEXP",
        "~",
        "BETWEEN",
        "EXISTS",
        "*",
        ";",
        "INTERVAL",
        "[",
        "]",
        ".",
        "\"",
    ];

    /// Each of these goes one level deeper with each part; an unguarded engine overflows its stack.
    #[test]
    fn a_condition_of_many_parts_does_not_exhaust_the_stack() {
        let release = crate::dataset::testing::Release::publish(&["[Minsk]{GPE BLR}."]);
        let rows = release.dataset().lazy("documents").unwrap().collect().unwrap();
        let deep: [fn(usize) -> String; 7] = [
            |n| vec!["n_chars = 1"; n].join(" OR "),
            |n| format!("n_chars = 1{}", "+1".repeat(n)),
            |n| format!("n_chars = {}1", "- ".repeat(n)),
            |n| format!("{} title IS NULL", "NOT ".repeat(n)),
            |n| format!("title{} = 'a'", "::text".repeat(n)),
            |n| format!("title {}", "IS NULL ".repeat(n)),
            |n| format!("{}title{} = 'a'", "UPPER(".repeat(n), ")".repeat(n)),
        ];
        for condition in deep {
            let fits =
                (1..=MOST_PARTS).rev().find_map(|n| RowCondition::parse("documents", &condition(n)).ok()).unwrap();
            assert!(fits.filter(rows.clone()).unwrap().height() <= 1);
            let fault = RowCondition::parse("documents", &condition(10_000)).unwrap_err();
            assert_eq!(fault.message, "this condition has too many parts");
        }
        let list: Vec<String> = (0..5_000).map(|n| n.to_string()).collect();
        assert!(RowCondition::parse("documents", &format!("n_chars IN ({})", list.join(", "))).is_ok());
    }

    #[test]
    fn columns_and_values_are_no_parts() {
        let table = schema::table("documents").unwrap();
        assert_eq!(parts("language = 'it''s + not ( one' AND n_chars > 1.5e3", table), 3);
        assert_eq!(parts("\"title\" IS NOT NULL -- a remark", table), 7);
        assert_eq!(parts("'open (((", table), 0);
    }

    #[test]
    fn a_day_that_is_none_is_said() {
        let fault = RowCondition::parse("documents", "published_date < DATE '2022-02-30'").unwrap_err();
        assert!(fault.hint.contains("`2022-02-30` is no day of the calendar"), "{fault:?}");
    }

    #[test]
    fn names_and_types_are_looked_at_before_any_row_is() {
        let unknown = RowCondition::parse("documents", "languag = 'en'").unwrap_err();
        assert_eq!(unknown.hint, "did you mean `language`?");
        assert_eq!(unknown.message, "the table `documents` has no column `languag`");
        assert_eq!(message("n_chars + 1"), "this is not a condition: it is neither true nor false");
        assert_eq!(message("1 = 1"), "this condition looks at no column");
    }

    #[test]
    fn polars_types_the_columns_as_it_reads_them() {
        let release = crate::dataset::testing::Release::publish(&["[Minsk]{GPE BLR}."]);
        for table in TABLES {
            let names: Vec<String> = table.columns.iter().map(|column| column.name.to_owned()).collect();
            let read = release.dataset().lazy(table.name).unwrap().collect_schema().unwrap();
            assert_eq!(*read, schema_of(table, &names), "{}", table.name);
        }
    }
}
