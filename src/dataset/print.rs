//! Writes a result: as a table for people, as CSV or JSON lines for programs.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::ToSpan as _;
use jiff::civil::date;
use polars::prelude::{AnyValue, DataFrame, PolarsResult, TimeUnit};
use serde_json::{Map, Number, Value};

use super::DatasetError;
use super::columns::date_of;
use super::terminal::{fit, width};
use crate::text::{printable, printable_json};

/// How a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people. Beyond `max_rows` the middle is left out; a cell is cut at `max_width` columns, or never where it is
    /// `None`. A line with the number of rows stands at the end.
    Table { max_rows: usize, max_width: Option<usize> },
    /// RFC 4180, with a header and line feeds. Null is nothing, an empty text is `""`; lists and structs are JSON.
    Csv(CsvCells),
    /// One JSON object a row. Lists are arrays, structs are objects, dates are ISO 8601, null is null.
    JsonLines,
}

/// What is done to the texts of a CSV answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvCells {
    /// Whether an apostrophe is put before a text that a spreadsheet would take for a formula.
    pub formula_guard: bool,
    /// Whether controls are written out, as for a terminal; a file gets them as they are.
    pub printable: bool,
}

impl Format {
    /// The table as it is shown where nothing else is asked for.
    pub const TABLE: Self = Self::Table { max_rows: 50, max_width: Some(60) };
}

/// Writes all rows of a result.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_frame(frame: &DataFrame, format: Format, out: &mut dyn Write) -> Result<(), DatasetError> {
    match format {
        Format::Table { max_rows, max_width } => write_table(frame, max_rows, max_width, out),
        Format::Csv(cells) => write_csv(frame, cells, out),
        Format::JsonLines => write_json_lines(frame, out),
    }
}

fn row(frame: &DataFrame, at: usize) -> Result<Vec<Value>, DatasetError> {
    let cells: PolarsResult<Vec<_>> = frame.columns().iter().map(|column| column.get(at)).collect();
    Ok(cells.map_err(DatasetError::query)?.iter().map(json).collect())
}

fn names(frame: &DataFrame) -> Vec<String> {
    frame.columns().iter().map(|column| column.name().to_string()).collect()
}

fn write_json_lines(frame: &DataFrame, out: &mut dyn Write) -> Result<(), DatasetError> {
    let names = names(frame);
    for at in 0..frame.height() {
        let object: Map<String, Value> = names.iter().cloned().zip(row(frame, at)?).collect();
        let line = Value::Object(object).to_string();
        writeln!(out, "{}", printable_json(&line)).map_err(DatasetError::write)?;
    }
    Ok(())
}

fn write_csv(frame: &DataFrame, cells: CsvCells, out: &mut dyn Write) -> Result<(), DatasetError> {
    let names = names(frame).into_iter().map(Value::String);
    let header: Vec<String> = names.map(|name| cells.write(&name)).collect();
    write_csv_line(&header, out).map_err(DatasetError::write)?;
    for at in 0..frame.height() {
        let line: Vec<String> = row(frame, at)?.iter().map(|value| cells.write(value)).collect();
        write_csv_line(&line, out).map_err(DatasetError::write)?;
    }
    Ok(())
}

fn write_csv_line(cells: &[String], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", cells.join(","))
}

impl CsvCells {
    /// A value as a cell, quoted where it must be.
    fn write(self, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::String(text) => {
                let mark = if self.formula_guard && is_formula(text) { "'" } else { "" };
                let text = if self.printable { printable(text) } else { Cow::Borrowed(text.as_str()) };
                quoted(&format!("{mark}{text}")).into_owned()
            }
            other => {
                let json = other.to_string();
                let json = if self.printable { printable_json(&json) } else { Cow::Borrowed(json.as_str()) };
                quoted(&json).into_owned()
            }
        }
    }
}

/// Whether a spreadsheet would run the text: it begins as a formula does and is no number.
///
/// The marks are those that OWASP's page on CSV injection lists, with their full-width forms.
fn is_formula(text: &str) -> bool {
    let is_mark = |c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    text.starts_with(is_mark) && !is_number(text)
}

/// Decimal digits with a sign, a point and an exponent at most.
fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok() && text.contains(|c: char| c.is_ascii_digit())
}

/// The text in quotation marks where it must be: an empty text, so that it is no null, and one that holds a separator.
fn quoted(text: &str) -> Cow<'_, str> {
    if text.is_empty() || text.contains([',', '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

fn write_table(
    frame: &DataFrame,
    max_rows: usize,
    max_width: Option<usize>,
    out: &mut dyn Write,
) -> Result<(), DatasetError> {
    let height = frame.height();
    let (head, tail) = if height > max_rows { (max_rows.div_ceil(2), max_rows / 2) } else { (height, 0) };
    let mut lines = vec![names(frame).iter().map(|name| printable(name).into_owned()).collect::<Vec<_>>()];
    for at in (0..head).chain(height - tail..height) {
        lines.push(row(frame, at)?.iter().map(|value| table_cell(value, max_width)).collect());
    }
    let widths: Vec<usize> = (0..frame.width())
        .map(|column| lines.iter().filter_map(|line| line.get(column)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let mut write = || -> io::Result<()> {
        for (at, line) in lines.iter().enumerate() {
            write_table_line(line, &widths, out)?;
            match at {
                0 => writeln!(out, "{}", widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("  "))?,
                at if at == head && head + tail < height => writeln!(out, "… {} more …", height - head - tail)?,
                _ => {}
            }
        }
        writeln!(out, "{height} {}", if height == 1 { "row" } else { "rows" })
    };
    write().map_err(DatasetError::write)
}

fn write_table_line(line: &[String], widths: &[usize], out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    for (cell, widest) in line.iter().zip(widths) {
        text.push_str(cell);
        text.extend(std::iter::repeat_n(' ', widest - width(cell) + 2));
    }
    writeln!(out, "{}", text.trim_end())
}

fn table_cell(value: &Value, max_width: Option<usize>) -> String {
    let text = match value {
        Value::Null => "null".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let safe = printable(&text);
    max_width.map_or_else(|| safe.to_string(), |columns| fit(&safe, columns).into_owned())
}

/// A value as JSON.
fn json(value: &AnyValue<'_>) -> Value {
    match value {
        AnyValue::Null => Value::Null,
        AnyValue::Boolean(flag) => Value::Bool(*flag),
        AnyValue::String(text) => Value::String((*text).to_owned()),
        AnyValue::StringOwned(text) => Value::String(text.to_string()),
        AnyValue::Date(days) => Value::String(date_of(*days).to_string()),
        AnyValue::Datetime(time, unit, _) => Value::String(time_of(*time, *unit)),
        AnyValue::DatetimeOwned(time, unit, _) => Value::String(time_of(*time, *unit)),
        AnyValue::Float32(number) => decimal(&number.to_string()),
        AnyValue::Float64(number) => decimal(&number.to_string()),
        AnyValue::List(items) => Value::Array(items.iter().map(|item| json(&item)).collect()),
        AnyValue::Struct(_, _, fields) => {
            let values: Vec<Value> = value._iter_struct_av().map(|item| json(&item)).collect();
            Value::Object(fields.iter().map(|field| field.name().to_string()).zip(values).collect())
        }
        AnyValue::StructOwned(row) => {
            let (values, fields) = row.as_ref();
            Value::Object(fields.iter().map(|field| field.name().to_string()).zip(values.iter().map(json)).collect())
        }
        whole if whole.is_integer() => whole.extract::<i64>().map_or(Value::Null, Value::from),
        other => Value::String(other.to_string()),
    }
}

/// A number by the digits that its own precision needs: 0.9 in 32 bits is 0.9, not 0.8999999761581421. JSON has no NaN.
fn decimal(digits: &str) -> Value {
    digits.parse().ok().and_then(Number::from_f64).map_or(Value::Null, Value::Number)
}

fn time_of(time: i64, unit: TimeUnit) -> String {
    let epoch = date(1970, 1, 1).at(0, 0, 0, 0);
    let since = match unit {
        TimeUnit::Nanoseconds => time.nanoseconds(),
        TimeUnit::Microseconds => time.microseconds(),
        TimeUnit::Milliseconds => time.milliseconds(),
    };
    epoch.saturating_add(since).to_string()
}

#[cfg(test)]
mod tests {
    use polars::df;
    use polars::prelude::{IntoLazy as _, NamedFrom as _, Series, as_struct, col, lit};
    use proptest::prelude::*;

    use super::*;

    fn written(frame: &DataFrame, format: Format) -> String {
        let mut out = Vec::new();
        write_frame(frame, format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    const GUARDED: CsvCells = CsvCells { formula_guard: true, printable: false };

    fn example() -> DataFrame {
        let frame = df!(
            "name" => [Some("Minsk, \"the city\""), Some(""), None],
            "score" => [0.9f32, 1.0, f32::NAN],
            "n" => [1i64, 2, 3],
        );
        let forms = ["a", "b"].map(|form| Series::new("".into(), [form]));
        let forms =
            Series::new("forms".into(), [forms[0].clone(), forms[1].clone(), Series::new("".into(), ["c", "d"])]);
        let mut frame = frame.unwrap();
        frame.with_column(forms.into()).unwrap();
        frame.lazy().with_column(as_struct(vec![col("n"), lit("x").alias("text")]).alias("both")).collect().unwrap()
    }

    #[test]
    fn json_lines_keep_types() {
        let text = written(&example(), Format::JsonLines);
        let first = r#"{"name":"Minsk, \"the city\"","score":0.9,"n":1,"forms":["a"],"both":{"n":1,"text":"x"}}"#;
        assert_eq!(text.lines().next(), Some(first));
        assert!(text.lines().nth(2).unwrap().starts_with(r#"{"name":null,"score":null,"n":3,"forms":["c","d"]"#));
    }

    #[test]
    fn csv_tells_null_from_empty_and_writes_lists_as_json() {
        let text = written(&example(), Format::Csv(GUARDED));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "name,score,n,forms,both");
        assert_eq!(lines[1], r#""Minsk, ""the city""",0.9,1,"[""a""]","{""n"":1,""text"":""x""}""#);
        assert!(lines[2].starts_with(r#""",1.0,2,"#));
        assert!(lines[3].starts_with(",,3,"));
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_marked() {
        let cell = |text: &str, cells: CsvCells| cells.write(&Value::String(text.into()));
        let guarded = |text| cell(text, GUARDED);
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1", "-", "-inf", "+nan"] {
            assert_eq!(guarded(text), format!("'{text}"));
            assert_eq!(cell(text, CsvCells { formula_guard: false, ..GUARDED }), text);
        }
        assert_eq!(guarded("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
        assert_eq!(guarded("\r=1"), "\"'\r=1\"");
        for text in ["-5", "+3.5", "-1e5", "-.5", "Minsk", "a=b", "'=1", "5-6"] {
            assert_eq!(guarded(text), text, "numbers and plain texts stay");
        }
        let named = df!("=name" => ["x"]).unwrap();
        assert_eq!(written(&named, Format::Csv(GUARDED)), "'=name\nx\n");
    }

    #[test]
    fn controls_are_escaped_in_json_and_on_a_terminal() {
        let frame = df!("text" => ["a\u{1b}[2J\u{9b}\u{202e}"]).unwrap();
        let escaped = "{\"text\":\"a\\u001b[2J\\u009b\\u202e\"}\n";
        assert_eq!(written(&frame, Format::JsonLines), escaped);
        let terminal = Format::Csv(CsvCells { printable: true, ..GUARDED });
        assert_eq!(written(&frame, terminal), "text\na\\u{1b}[2J\\u{9b}\\u{202e}\n");
        assert_eq!(written(&frame, Format::Csv(GUARDED)), "text\na\u{1b}[2J\u{9b}\u{202e}\n");
    }

    #[test]
    fn a_table_says_how_many_rows_there_are_and_leaves_out_the_middle() {
        let frame = df!("place" => ["Minsk\n", "Beijing", "Paris", "Rome", "Oslo"]).unwrap();
        let shown = written(&frame, Format::Table { max_rows: 3, max_width: Some(6) });
        assert_eq!(shown, "place\n──────\nMinsk…\nBeiji…\n… 2 more …\nOslo\n5 rows\n");
        let all = written(&frame, Format::Table { max_rows: 50, max_width: None });
        assert_eq!(all, "place\n───────\nMinsk\\n\nBeijing\nParis\nRome\nOslo\n5 rows\n");
    }

    #[test]
    fn times_are_iso_8601() {
        assert_eq!(time_of(1_642_712_160_000_000, TimeUnit::Microseconds), "2022-01-20T20:56:00");
        assert_eq!(json(&AnyValue::Date(19_012)), Value::String("2022-01-20".into()));
    }

    proptest! {
        /// A reader that knows RFC 4180 only gets the texts back.
        #[test]
        fn a_csv_line_reads_back(cells in prop::collection::vec(any::<String>(), 1..5)) {
            let mut out = Vec::new();
            let quoted: Vec<String> = cells.iter().map(|cell| quoted(cell).into_owned()).collect();
            write_csv_line(&quoted, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            prop_assert_eq!(read_csv_line(text.strip_suffix('\n').unwrap()), cells);
        }
    }

    fn read_csv_line(line: &str) -> Vec<String> {
        let (mut cells, mut cell, mut inside) = (Vec::new(), String::new(), false);
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if inside && chars.peek() == Some(&'"') => cell.extend(chars.next()),
                '"' => inside = !inside,
                ',' if !inside => cells.push(std::mem::take(&mut cell)),
                c => cell.push(c),
            }
        }
        cells.push(cell);
        cells
    }
}
