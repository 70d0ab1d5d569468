//! Configuration: a file gives settings that survive being written out, or problems that point into it.

use std::ffi::OsString;
use std::path::Path;

use communique::config::{self, ConfigError, Options, Place, Settings, Value};

use crate::{input, plant};

const FILE: &str = "etl.toml";

/// The first byte chooses between a file and variables of the environment, one `NAME=value` a line.
pub(crate) fn holds_for(data: &[u8]) {
    let Some((layer, rest)) = input::choice(data, 2) else { return };
    let text = String::from_utf8_lossy(rest);
    let (result, is_file) = if layer == 0 {
        (config::of_text(Path::new(FILE), &text), true)
    } else {
        let pairs = text.lines().filter_map(|line| line.split_once('='));
        (config::load(None, pairs.map(|(name, value)| (OsString::from(name), value.into())), Options::default()), false)
    };
    match result {
        Ok(mut settings) => {
            plant::spoil(
                &mut settings,
                |settings| *settings != Settings::default(),
                |settings| settings.output.compression_level = i32::MAX,
            );
            // A check is a table of its own: no option writes it out.
            settings.checks.clear();
            assert_survives(&settings);
        }
        Err(error) => assert_clear(&error, is_file.then_some(&text)),
    }
}

/// Written out and read again, the settings are the same.
fn assert_survives(settings: &Settings) {
    let written = as_toml(&settings.values());
    match config::of_text(Path::new(FILE), &written) {
        Ok(read) => assert_eq!(&read, settings, "{written}"),
        Err(error) => panic!("what was accepted is refused when written out: {error}\n{written}"),
    }
}

/// The values of all options as a file; dotted keys need no sections.
fn as_toml(values: &[(String, Value)]) -> String {
    values.iter().map(|(name, value)| format!("{name} = {value}\n")).collect()
}

/// Every problem says something, and those of a file point at a place in it.
fn assert_clear(error: &ConfigError, file: Option<&str>) {
    assert!(!error.problems.is_empty(), "an error without a problem");
    assert!(!error.to_string().is_empty());
    for problem in &error.problems {
        assert!(!problem.message.is_empty() && !problem.hint.is_empty(), "{problem:?}");
        if let (Place::Line { line, column, width, source, .. }, Some(file)) = (&problem.place, file) {
            assert!(*line >= 1 && *line <= file.split('\n').count(), "{problem:?}");
            assert!(*column >= 1 && column + width <= source.chars().count() + 2, "{problem:?}");
        }
    }
}
