//! Writes a result: as a table for people, as CSV or JSON lines for programs.

use std::borrow::Cow;
use std::io::{self, Write};

use jiff::ToSpan as _;
use jiff::civil::date;
use polars::prelude::{AnyValue, DataFrame, PolarsResult, TimeUnit};
use serde_json::{Map, Number, Value};

use super::DatasetError;
use super::columns::date_of;
use super::terminal::{escape, fit, width};

/// How a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people. Beyond `max_rows` the middle is left out; a cell is cut at `max_width` columns, or never where it is
    /// `None`. A line with the number of rows stands at the end.
    Table { max_rows: usize, max_width: Option<usize> },
    /// RFC 4180, with a header and line feeds. Null is nothing, an empty text is `""`; lists and structs are JSON.
    Csv,
    /// One JSON object a row. Lists are arrays, structs are objects, dates are ISO 8601, null is null.
    JsonLines,
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
        Format::Csv => write_csv(frame, out),
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
        writeln!(out, "{}", Value::Object(object)).map_err(DatasetError::write)?;
    }
    Ok(())
}

fn write_csv(frame: &DataFrame, out: &mut dyn Write) -> Result<(), DatasetError> {
    let names = names(frame);
    write_csv_line(names.iter().map(|name| quoted(name)), out).map_err(DatasetError::write)?;
    for at in 0..frame.height() {
        let cells = row(frame, at)?;
        write_csv_line(cells.iter().map(csv_cell), out).map_err(DatasetError::write)?;
    }
    Ok(())
}

fn write_csv_line<'c>(cells: impl Iterator<Item = Cow<'c, str>>, out: &mut dyn Write) -> io::Result<()> {
    for (at, cell) in cells.enumerate() {
        write!(out, "{}{cell}", if at == 0 { "" } else { "," })?;
    }
    writeln!(out)
}

fn csv_cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => quoted(text),
        other => Cow::Owned(quoted(&other.to_string()).into_owned()),
    }
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
    let mut lines = vec![names(frame).iter().map(|name| escape(name).into_owned()).collect::<Vec<_>>()];
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
    let safe = escape(&text);
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
        let text = written(&example(), Format::Csv);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "name,score,n,forms,both");
        assert_eq!(lines[1], r#""Minsk, ""the city""",0.9,1,"[""a""]","{""n"":1,""text"":""x""}""#);
        assert!(lines[2].starts_with(r#""",1.0,2,"#));
        assert!(lines[3].starts_with(",,3,"));
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
            write_csv_line(cells.iter().map(|cell| quoted(cell)), &mut out).unwrap();
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
