//! What a manifest says of the settings that its version was made with.

use serde_json::{Map, Value as Json};

use crate::config::{Settings, Value};

/// Sections and options that do not shape what is in a version.
const ELSEWHERE: &[&str] =
    &["input.path", "output.path", "output.keep_versions", "output.keep_days", "output.gc_after_run", "run.", "log."];

/// The settings that shape a version, by their full names.
pub(super) fn settings(settings: &Settings) -> Json {
    let shaping =
        settings.values().into_iter().filter(|(name, _)| !ELSEWHERE.iter().any(|part| name.starts_with(part)));
    Json::Object(shaping.map(|(name, value)| (name, json(value))).collect::<Map<_, _>>())
}

fn json(value: Value) -> Json {
    match value {
        Value::Text(text) => text.into(),
        Value::List(items) => items.into(),
        Value::Switch(on) => on.into(),
        Value::Whole(number) => number.into(),
        Value::Number(number) => number.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shapes_a_version_is_said_and_nothing_of_the_machine() {
        let mut changed = Settings::default();
        (changed.run.jobs, changed.output.path, changed.normalize.day_first) = (9, "elsewhere".into(), false);
        let (default, changed) = (settings(&Settings::default()), settings(&changed));
        let differ: Vec<_> =
            default.as_object().unwrap().iter().filter(|(name, value)| changed[*name] != **value).collect();
        assert_eq!(differ, [(&"normalize.day_first".to_owned(), &Json::Bool(true))]);
    }
}
