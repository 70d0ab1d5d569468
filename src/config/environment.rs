//! The environment layer: `ETL__SECTION__OPTION`.

use std::ffi::OsString;

use super::declare::entries;
use super::error::{Place, Problem};
use super::options::Options;
use super::suggest;

/// What the names of our variables begin with.
const PREFIX: &str = "ETL__";

/// The options that these variables set; those without the prefix are none of ours.
pub(super) fn read(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Options, Vec<Problem>> {
    let ours = |(name, value): (OsString, OsString)| {
        let name = name.to_string_lossy().into_owned();
        name.starts_with(PREFIX).then_some((name, value))
    };
    let mut variables: Vec<_> = variables.into_iter().filter_map(ours).collect();
    variables.sort();

    let mut options = Options::default();
    let mut problems = Vec::new();
    for (name, value) in variables {
        if let Err((message, hint)) = set(&mut options, &name, value) {
            problems.push(Problem { place: Place::Variable { name }, message, hint });
        }
    }
    if problems.is_empty() { Ok(options) } else { Err(problems) }
}

/// Sets one option, or says what is wrong and what to do.
fn set(options: &mut Options, name: &str, value: OsString) -> Result<(), (String, String)> {
    let entry = entries().into_iter().find(|entry| entry.variable().eq_ignore_ascii_case(name));
    let Some(entry) = entry else {
        return Err(("there is no such option".into(), suggest::for_variable(name)));
    };
    let option = entry.option;
    let example = || format!("write it like {}={}", entry.variable(), plain(&(option.example)()));
    let Some(value) = value.to_str().and_then(|text| option.kind.parse(text)) else {
        let expected = format!("expected {}, found `{}`", option.kind.noun(), value.display());
        return Err((expected, example()));
    };
    option.rule.check(&value).map_err(|must| (format!("`{}` {must}", plain(&value)), example()))?;
    if !options.set(&entry.path(), value) {
        unreachable!("a value that passed its rule fits its type, as a test of the registry shows");
    }
    Ok(())
}

/// A value as it is written in a variable: without quotes and brackets.
fn plain(value: &super::Value) -> String {
    match value {
        super::Value::Text(text) => text.clone(),
        super::Value::List(items) => items.join(","),
        other => other.to_string(),
    }
}
