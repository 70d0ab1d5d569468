//! The file layer: strict TOML against the declared sections, with the spot of everything that is wrong.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::bounded::read_bounded;
use super::checks::{self, Check};
use super::declare::{Entry, SectionDef};
use super::error::{Place, Problem};
use super::options::{Options, Settings};
use super::suggest;
use super::value::{Kind, Rule, Value};

/// The largest file that is read; with every option set it has a hundredth of that.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// The options of the file at `path`.
pub(super) fn read(path: &Path) -> Result<Options, Vec<Problem>> {
    let whole = |message: String, hint: &str| {
        vec![Problem { place: Place::File { path: path.to_owned() }, message, hint: hint.to_owned() }]
    };
    let bytes = read_bounded(path, FILE_BYTES_MAX).map_err(|error| {
        whole(
            format!("the configuration file cannot be read: {error}"),
            "`etl init` writes one; without --config the defaults hold",
        )
    })?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1;
        whole(format!("line {line} is not UTF-8"), "save the file as UTF-8")
    })?;
    parse(path, text)
}

/// The options that `text` sets; `path` only names the file in problems.
pub(super) fn parse(path: &Path, text: &str) -> Result<Options, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut walk = Walk { path, text, options: Options::default(), problems: Vec::new() };
    match DeTable::parse(text) {
        Ok(table) => walk.section(&Settings::SECTION, table.get_ref()),
        Err(error) => {
            let spot = error.span().unwrap_or(0..0);
            let hint = match is_bare_word(text, &spot) {
                true => "a text stands in quotes".to_owned(),
                false => error.message().replace('\n', "; "),
            };
            walk.problem(spot, "this is not TOML".into(), hint);
        }
    }
    if walk.problems.is_empty() { Ok(walk.options) } else { Err(walk.into_problems()) }
}

/// Whether a word without quotes stands where a value should: the commonest fault by far.
fn is_bare_word(text: &str, spot: &Range<usize>) -> bool {
    let before = text.get(..spot.start).unwrap_or("");
    let word = text.get(spot.clone()).unwrap_or("");
    before.trim_end().ends_with('=') && word.starts_with(char::is_alphabetic)
}

/// A walk over the tables of a file beside the declared sections.
struct Walk<'a> {
    path: &'a Path,
    text: &'a str,
    options: Options,
    problems: Vec<(usize, Problem)>,
}

impl Walk<'_> {
    fn section(&mut self, section: &'static SectionDef, table: &DeTable<'_>) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            if section.path.is_empty() && name == checks::LIST {
                self.checks(key.span(), value);
                continue;
            }
            match (section.option(name), section.child(name), value.get_ref()) {
                (Some(option), ..) => self.option(Entry { section, option }, value),
                (None, Some(child), DeValue::Table(below)) => self.section(child, below),
                (None, Some(child), other) => {
                    let message = format!("`{name}` is a section, not {}", noun(other));
                    let hint = format!("write `[{}]` on a line of its own, and its options below it", child.path);
                    self.problem(key.span(), message, hint);
                }
                (None, None, other) => {
                    let message = unknown(section, name, matches!(other, DeValue::Table(_)));
                    self.problem(key.span(), message, suggest::for_key(section, name));
                }
            }
        }
    }

    fn checks(&mut self, key: Range<usize>, value: &Spanned<DeValue<'_>>) {
        let DeValue::Array(entries) = value.get_ref() else {
            let message = format!("`checks` is a list of sections, not {}", noun(value.get_ref()));
            self.problem(key, message, "write `[[checks]]` before each of them".to_owned());
            return;
        };
        let mut read: Vec<Check> = Vec::with_capacity(entries.len());
        for entry in entries {
            let (path, text) = (self.path, self.text);
            match checks::read(entry, &|spot| Place::in_text(path, text, spot)) {
                Ok(check) => read.push(check),
                Err(faults) => {
                    for (spot, message, hint) in faults {
                        self.problem(spot, message, hint);
                    }
                }
            }
        }
        self.options.checks = Some(read);
    }

    fn option(&mut self, entry: Entry, value: &Spanned<DeValue<'_>>) {
        let option = entry.option;
        let form = Form { name: option.name, kind: option.kind, rule: option.rule, example: option.example };
        match read_value(&form, value) {
            Ok(value) => {
                if !self.options.set(&entry.path(), value) {
                    unreachable!("a value that passed its rule fits its type, as a test of the registry shows");
                }
            }
            Err((spot, message, hint)) => self.problem(spot, message, hint),
        }
    }

    fn problem(&mut self, spot: Range<usize>, message: String, hint: String) {
        let start = spot.start;
        let place = Place::in_text(self.path, self.text, spot);
        self.problems.push((start, Problem { place, message, hint }));
    }

    /// In the order of the lines; the parser gives tables in the order of their names.
    fn into_problems(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|(start, _)| *start);
        self.problems.into_iter().map(|(_, problem)| problem).collect()
    }
}

fn unknown(section: &SectionDef, name: &str, is_table: bool) -> String {
    match (section.path, is_table) {
        ("", true) => format!("there is no section `[{name}]`"),
        ("", false) => format!("`{name}` stands outside of all sections"),
        (path, true) => format!("there is no section `[{path}.{name}]`"),
        (path, false) => format!("`[{path}]` has no option `{name}`"),
    }
}

/// How an option is written.
pub(super) struct Form {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) rule: Rule,
    pub(super) example: fn() -> Value,
}

/// The value of an option, or what is wrong with it: the spot, the message and the hint.
pub(super) fn read_value(form: &Form, written: &Spanned<DeValue<'_>>) -> Result<Value, (Range<usize>, String, String)> {
    let Form { name, kind, rule, example } = form;
    let example = || format!("write it like `{name} = {}`", example());
    let value = match to_value(*kind, written.get_ref()) {
        Some(value) => value,
        None => {
            let message = format!("`{name}` takes {}, not {}", kind.noun(), noun(written.get_ref()));
            return Err((wrong_item(*kind, written), message, example()));
        }
    };
    match rule.check(&value) {
        Ok(()) => Ok(value),
        Err(must) => Err((written.span(), format!("`{name}` {must}"), example())),
    }
}

/// The value of this kind that is written here; `None` where it is of another kind.
fn to_value(kind: Kind, written: &DeValue<'_>) -> Option<Value> {
    match (kind, written) {
        (Kind::Text, DeValue::String(text)) => Some(Value::Text(text.to_string())),
        (Kind::Switch, DeValue::Boolean(on)) => Some(Value::Switch(*on)),
        (Kind::Whole, DeValue::Integer(number)) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(Value::Whole)
        }
        (Kind::Number, DeValue::Integer(number)) => number.as_str().parse().ok().map(Value::Number),
        (Kind::Number, DeValue::Float(number)) => number.as_str().parse().ok().map(Value::Number),
        (Kind::List, DeValue::Array(items)) => {
            let texts = items.iter().map(|item| item.get_ref().as_str().map(str::to_owned));
            texts.collect::<Option<_>>().map(Value::List)
        }
        _ => None,
    }
}

/// The first item of a list that is no text, or else all that is written.
fn wrong_item(kind: Kind, written: &Spanned<DeValue<'_>>) -> Range<usize> {
    let items = match (kind, written.get_ref()) {
        (Kind::List, DeValue::Array(items)) => items.iter(),
        _ => return written.span(),
    };
    let mut wrong = items.filter(|item| !item.get_ref().is_str());
    wrong.next().map_or(written.span(), Spanned::span)
}

/// What is written, in the middle of a sentence.
pub(super) fn noun(written: &DeValue<'_>) -> &'static str {
    match written {
        DeValue::String(_) => "a text",
        DeValue::Integer(number) if i64::from_str_radix(number.as_str(), number.radix()).is_err() => {
            "a number of more than 64 bits"
        }
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(items) if items.iter().any(|item| item.get_ref().is_table()) => "a list of sections",
        DeValue::Array(items) if items.iter().any(|item| !item.get_ref().is_str()) => {
            "a list with something else in it"
        }
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a section",
    }
}
