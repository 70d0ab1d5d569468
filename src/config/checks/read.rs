//! From an entry of `[[checks]]` to a [`Check`], or everything that is wrong with it.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use regex::Regex;
use toml::Spanned;
use toml::de::DeValue;

use super::columns::{Holds, suited, suits};
use super::declare::{self, CheckKind, CheckOption, OPTIONS};
use super::{Bounds, Check, Condition, Demand, Severity};
use crate::config::error::Place;
use crate::config::file::{Form, noun, read_value};
use crate::config::suggest::nearest;
use crate::config::value::Value;
use crate::schema::{TABLES, TableDef};

/// What is wrong: where, what, and the way out.
pub(in crate::config) type Fault = (Range<usize>, String, String);

/// Reads an entry; `place` tells where a spot of the file is.
pub(in crate::config) fn read(
    entry: &Spanned<DeValue<'_>>,
    place: &dyn Fn(Range<usize>) -> Place,
) -> Result<Check, Vec<Fault>> {
    let written = Written::read(entry)?;
    let kind = written.kind()?;
    let mut faults = written.misplaced(kind);
    let table = written.table(kind).map_err(|fault| faults.push(fault));
    let columns = match table {
        Ok(table) => written.columns(table, kind).map_err(|mut wrong| faults.append(&mut wrong)),
        Err(()) => Err(()),
    };
    let (Ok(table), Ok(columns), []) = (table, columns, faults.as_slice()) else { return Err(faults) };

    let names: Vec<&'static str> = columns.iter().map(|(name, _)| *name).collect();
    let made_name = match names.as_slice() {
        [] => format!("{} {}", table.name, kind.name),
        names => format!("{}.{} {}", table.name, names.join(","), kind.name),
    };
    let demand = written.demand(kind, &columns, names).map_err(|fault| vec![fault])?;
    Ok(Check {
        name: written.text("name").map_or(made_name, str::to_owned),
        table: table.name,
        kind: kind.name,
        severity: if written.text("severity") == Some("warn") { Severity::Warn } else { Severity::Error },
        condition: written.get("where").and_then(|(value, spot)| match value {
            Value::Text(sql) => Some(Condition { sql: sql.clone(), place: place(spot) }),
            _ => None,
        }),
        demand,
    })
}

/// A column that is named, what it holds, and where it is named.
type Named = (&'static str, Holds);

/// The options of an entry, each of its own kind of value.
struct Written {
    values: BTreeMap<&'static str, (Value, Range<usize>)>,
    /// Where each item of `columns` is.
    items: Vec<Range<usize>>,
    /// Where each option is named.
    keys: BTreeMap<&'static str, Range<usize>>,
    entry: Range<usize>,
}

impl Written {
    fn read(entry: &Spanned<DeValue<'_>>) -> Result<Self, Vec<Fault>> {
        let DeValue::Table(table) = entry.get_ref() else {
            let message = format!("a check is a section, not {}", noun(entry.get_ref()));
            return Err(vec![(
                entry.span(),
                message,
                "write `[[checks]]` on a line of its own, and what it says below".to_owned(),
            )]);
        };
        let mut written =
            Self { values: BTreeMap::new(), items: Vec::new(), keys: BTreeMap::new(), entry: entry.span() };
        let mut faults = Vec::new();
        for (key, value) in table {
            let name: &str = key.get_ref();
            let Some(option) = declare::option(name) else {
                faults.push((key.span(), format!("`[[checks]]` has no option `{name}`"), hint_for_option(name)));
                continue;
            };
            written.keys.insert(option.name, key.span());
            match read_value(&form(option), value) {
                Ok(read) => {
                    if let DeValue::Array(items) = value.get_ref() {
                        written.items = items.iter().map(Spanned::span).collect();
                    }
                    written.values.insert(option.name, (read, value.span()));
                }
                Err((spot, message, hint)) => faults.push((spot, message, closer(option, value).unwrap_or(hint))),
            }
        }
        if faults.is_empty() { Ok(written) } else { Err(faults) }
    }

    fn get(&self, name: &str) -> Option<(&Value, Range<usize>)> {
        self.values.get(name).map(|(value, spot)| (value, spot.clone()))
    }

    fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)?.0 {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)?.0 {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn whole(&self, name: &str) -> Option<u64> {
        match self.get(name)?.0 {
            Value::Whole(number) => u64::try_from(*number).ok(),
            _ => None,
        }
    }

    /// Where an option's value is; the entry where it is absent.
    fn spot(&self, name: &str) -> Range<usize> {
        self.get(name).map_or(self.entry.clone(), |(_, spot)| spot)
    }

    fn kind(&self) -> Result<&'static CheckKind, Vec<Fault>> {
        let missing = || {
            let names: Vec<_> = declare::KINDS.iter().map(|kind| format!("`{}`", kind.name)).collect();
            vec![(self.entry.clone(), "this check has no `kind`".to_owned(), format!("there are {}", names.join(", ")))]
        };
        self.text("kind").and_then(declare::kind).ok_or_else(missing)
    }

    /// Options that the kind does not take, and those that it needs and are not there.
    fn misplaced(&self, kind: &CheckKind) -> Vec<Fault> {
        let mut faults = Vec::new();
        let own: Vec<_> = kind.own().map(|name| format!("`{name}`")).collect();
        for (name, spot) in self.keys.iter().filter(|(name, _)| !kind.has(name)) {
            let message = format!("a check of kind `{}` takes no `{name}`", kind.name);
            faults.push((spot.clone(), message, format!("it takes {}", own.join(", "))));
        }
        for group in kind.needs {
            if !group.iter().any(|name| self.values.contains_key(name)) {
                let names: Vec<_> = group.iter().map(|name| format!("`{name}`")).collect();
                let message = format!("a check of kind `{}` needs {}", kind.name, names.join(" or "));
                let examples = group.iter().take(1).filter_map(|name| declare::option(name));
                let example: String = examples
                    .map(|option| format!("write it like `{} = {}`", option.name, (option.example)()))
                    .collect();
                faults.push((self.entry.clone(), message, example));
            }
        }
        faults
    }

    fn table(&self, kind: &CheckKind) -> Result<&'static TableDef, Fault> {
        let Some(name) = self.text("table") else {
            let hint = "write it like `table = \"documents\"`".to_owned();
            return Err((self.entry.clone(), "this check has no `table`".to_owned(), hint));
        };
        let Some(table) = crate::schema::table(name) else {
            let known = TABLES.iter().map(|table| table.name);
            return Err((self.spot("table"), format!("there is no table `{name}`"), hint_among(name, known)));
        };
        if kind.name == "language_share" && table.name != "documents" {
            let message = format!("a check of kind `language_share` is about documents, not {name}");
            return Err((self.spot("table"), message, "write `table = \"documents\"`".to_owned()));
        }
        Ok(table)
    }

    /// The columns that are named; all of them exist and suit the kind.
    fn columns(&self, table: &'static TableDef, kind: &CheckKind) -> Result<Vec<Named>, Vec<Fault>> {
        let (one, several) = (self.get("column"), self.get("columns"));
        let named: Vec<(&str, Range<usize>)> = match (one, several) {
            (Some(_), Some((_, spot))) => {
                let message = "`column` and `columns` exclude each other".to_owned();
                return Err(vec![(spot, message, "leave one of them out".to_owned())]);
            }
            (Some((Value::Text(name), spot)), None) => vec![(name.as_str(), spot)],
            (None, Some((Value::List(names), spot))) if names.is_empty() => {
                return Err(vec![(spot, "`columns` names no column".to_owned(), "name at least one".to_owned())]);
            }
            (None, Some((Value::List(names), _))) => {
                names.iter().map(String::as_str).zip(self.items.iter().cloned()).collect()
            }
            _ => return Ok(Vec::new()),
        };
        let (mut columns, mut faults) = (Vec::new(), Vec::new());
        for (name, spot) in named {
            match column(table, kind, name) {
                Ok(column) => columns.push(column),
                Err((message, hint)) => faults.push((spot, message, hint)),
            }
        }
        if faults.is_empty() { Ok(columns) } else { Err(faults) }
    }

    fn demand(&self, kind: &CheckKind, columns: &[Named], names: Vec<&'static str>) -> Result<Demand, Fault> {
        let max_failed_fraction = self.number("max_failed_fraction").unwrap_or(0.0);
        Ok(match kind.name {
            "not_null" => Demand::NotNull { columns: names, max_failed_fraction },
            "unique" => Demand::Unique { columns: names },
            "range" => Demand::Range { columns: names, bounds: self.bounds(columns)?, max_failed_fraction },
            "pattern" => Demand::Pattern { columns: names, pattern: self.pattern()?, max_failed_fraction },
            "row_count" => {
                let (min, max) = (self.whole("min_rows"), self.whole("max_rows"));
                self.in_order(min, max, "min_rows", "max_rows")?;
                Demand::RowCount { min, max }
            }
            "language_share" => {
                let (min, max) = (self.number("min_fraction"), self.number("max_fraction"));
                self.in_order(min, max, "min_fraction", "max_fraction")?;
                Demand::LanguageShare { language: self.language()?, min, max }
            }
            _ => Demand::Change {
                max_increase: self.number("max_increase_fraction"),
                max_decrease: self.number("max_decrease_fraction"),
            },
        })
    }

    fn in_order<T: PartialOrd>(&self, min: Option<T>, max: Option<T>, low: &str, high: &str) -> Result<(), Fault> {
        match (min, max) {
            (Some(min), Some(max)) if min > max => {
                let message = format!("`{low}` is greater than `{high}`, so that nothing could hold");
                Err((self.spot(high), message, "exchange them".to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn bounds(&self, columns: &[Named]) -> Result<Bounds, Fault> {
        let numbers = ["min", "max"].iter().find(|name| self.values.contains_key(*name));
        let dates = ["earliest", "latest"].iter().find(|name| self.values.contains_key(*name));
        let wants = if numbers.is_some() { Holds::Number } else { Holds::Date };
        if let (Some(_), Some(date)) = (numbers, dates) {
            let message = format!("a range is of numbers or of dates, and `{date}` stands beside a number");
            return Err((self.spot(date), message, "make two checks of it".to_owned()));
        }
        if let Some((name, holds)) = columns.iter().find(|(_, holds)| *holds != wants) {
            let right = if *holds == Holds::Number { "`min` and `max`" } else { "`earliest` and `latest`" };
            let limit = numbers.or(dates).copied().unwrap_or("min");
            let message = format!("`{name}` holds {}, and `{limit}` is for {}", holds.noun(), wants.noun());
            return Err((self.spot(limit), message, format!("use {right}")));
        }
        if wants == Holds::Number {
            let (min, max) = (self.finite("min")?, self.finite("max")?);
            self.in_order(min, max, "min", "max")?;
            return Ok(Bounds::Numbers { min, max });
        }
        let (earliest, latest) = (self.date("earliest")?, self.date("latest")?);
        self.in_order(earliest, latest, "earliest", "latest")?;
        Ok(Bounds::Dates { earliest, latest })
    }

    fn finite(&self, name: &str) -> Result<Option<f64>, Fault> {
        match self.number(name) {
            Some(number) if !number.is_finite() => {
                let hint = "leave it out where there is no such end".to_owned();
                Err((self.spot(name), format!("`{name}` must be a finite number"), hint))
            }
            number => Ok(number),
        }
    }

    fn date(&self, name: &str) -> Result<Option<Date>, Fault> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let is_plain = text.len() == "2000-01-01".len();
        match text.parse() {
            Ok(date) if is_plain => Ok(Some(date)),
            _ => {
                let hint = format!("write it like `{name} = \"2000-01-31\"`");
                Err((self.spot(name), format!("`{name}` must be a day of the calendar"), hint))
            }
        }
    }

    fn pattern(&self) -> Result<String, Fault> {
        let pattern = self.text("pattern").unwrap_or_default();
        match Regex::new(pattern) {
            Ok(_) => Ok(pattern.to_owned()),
            Err(error) => {
                let told = error.to_string();
                let reason = told.lines().last().unwrap_or_default().trim_start_matches("error: ");
                let message = "`pattern` is not a regular expression".to_owned();
                Err((self.spot("pattern"), message, reason.to_owned()))
            }
        }
    }

    fn language(&self) -> Result<String, Fault> {
        let language = self.text("language").unwrap_or_default();
        if matches!(language.len(), 2 | 3) && language.bytes().all(|letter| letter.is_ascii_lowercase()) {
            return Ok(language.to_owned());
        }
        let hint = "a code of ISO 639-1, such as `en`, or of ISO 639-3 where there is none".to_owned();
        Err((self.spot("language"), format!("`{language}` is not the code of a language"), hint))
    }
}

/// The column of this name, where the kind can look at it; else a message and a hint.
fn column(table: &'static TableDef, kind: &CheckKind, name: &str) -> Result<Named, (String, String)> {
    let Some(column) = table.column(name) else {
        let hint = match nearest(name, table.columns.iter().map(|column| column.name)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("`etl schema {}` lists its columns", table.name),
        };
        return Err((format!("the table `{}` has no column `{name}`", table.name), hint));
    };
    let holds = Holds::of(column);
    if suits(kind.name, holds) {
        return Ok((column.name, holds));
    }
    let message = format!("a check of kind `{}` cannot look at `{name}`, which holds {}", kind.name, holds.noun());
    Err((message, format!("name a column that holds {}", suited(kind.name))))
}

fn form(option: &'static CheckOption) -> Form {
    Form { name: option.name, kind: option.kind, rule: option.rule, example: option.example }
}

/// The one of an option's few values that was probably meant.
fn closer(option: &CheckOption, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let crate::config::Rule::OneOf(names) = option.rule else { return None };
    let name = nearest(value.get_ref().as_str()?, names.iter().copied())?;
    Some(format!("did you mean `{name}`?"))
}

fn hint_for_option(name: &str) -> String {
    hint_among(name, OPTIONS.iter().map(|option| option.name))
}

fn hint_among(name: &str, known: impl Iterator<Item = &'static str> + Clone) -> String {
    match nearest(name, known.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are {}", quoted(&known.collect::<Vec<_>>())),
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
