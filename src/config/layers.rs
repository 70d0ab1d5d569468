//! The four layers, merged: default < file < environment < flag.

use std::ffi::OsString;
use std::path::Path;

use super::error::ConfigError;
use super::options::{Options, Settings};
use super::{environment, file};

/// The settings of a run. Without a `config` file the defaults hold; no file is read unasked. Nothing else in the
/// program looks at the environment for settings.
///
/// # Errors
/// Everything that is wrong in the file and in the environment, together.
pub fn load(
    config: Option<&Path>,
    variables: impl IntoIterator<Item = (OsString, OsString)>,
    flags: Options,
) -> Result<Settings, ConfigError> {
    let file = config.map_or_else(|| Ok(Options::default()), file::read);
    match (file, environment::read(variables)) {
        (Ok(file), Ok(environment)) => Ok(flags.or(environment).or(file).into()),
        (file, environment) => {
            let problems = [file.err(), environment.err()].into_iter().flatten().flatten().collect();
            Err(ConfigError { problems })
        }
    }
}

/// The settings that a configuration file of this text gives; `path` only names the file in problems.
///
/// # Errors
/// Everything that is wrong in the text, together.
pub fn of_text(path: &Path, text: &str) -> Result<Settings, ConfigError> {
    file::parse(path, text).map(Settings::from).map_err(|problems| ConfigError { problems })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn variables(pairs: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
        pairs.iter().map(|(name, value)| (name.into(), value.into())).collect()
    }

    fn written(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("etl.toml");
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn without_any_layer_the_defaults_hold() {
        assert_eq!(load(None, [], Options::default()), Ok(Settings::default()));
    }

    #[test]
    fn the_generated_file_gives_the_defaults() {
        let (_folder, path) = written(&crate::config::default_toml());
        assert_eq!(load(Some(&path), [], Options::default()), Ok(Settings::default()));
    }

    #[test]
    fn a_text_gives_what_a_file_of_it_gives() {
        for text in ["[run]\njobs = 3\n", "[run]\njob = 3\n"] {
            let (_folder, path) = written(text);
            assert_eq!(of_text(&path, text), load(Some(&path), [], Options::default()));
        }
    }

    #[test]
    fn each_layer_overrides_the_one_before() {
        let (_folder, path) = written("[run]\njobs = 1\nlimit = 1\n[output]\npath = 'file'\ncompression_level = 1\n");
        let environment =
            variables(&[("ETL__RUN__LIMIT", "2"), ("ETL__OUTPUT__PATH", "environment"), ("PATH", "/bin")]);
        let mut flags = Options::default();
        flags.output.path = Some("flag".into());

        let settings = load(Some(&path), environment, flags).unwrap();
        assert_eq!((settings.run.jobs, settings.run.limit), (1, 2));
        assert_eq!((settings.output.path.as_str(), settings.output.compression_level), ("flag", 1));
        assert_eq!(settings.input, Settings::default().input);
    }

    #[test]
    fn variables_reach_nested_sections_and_lists() {
        let environment =
            variables(&[("ETL__INPUT__JSONL__TEXT_FIELD", "body"), ("ETL__input__ignore", "drafts/, *.bak")]);
        let settings = load(None, environment, Options::default()).unwrap();
        assert_eq!(settings.input.jsonl.text_field, "body");
        assert_eq!(settings.input.ignore, ["drafts/", "*.bak"]);
    }

    #[test]
    fn the_problems_of_all_layers_come_together() {
        let (_folder, path) = written("[run]\njbos = 1\n");
        let error = load(Some(&path), variables(&[("ETL__RUN__JOBS", "all")]), Options::default()).unwrap_err();
        assert_eq!(error.problems.len(), 2);
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = load(Some(Path::new("no/such.toml")), [], Options::default()).unwrap_err().to_string();
        assert!(error.starts_with("no/such.toml: the configuration file cannot be read"), "{error}");
        assert!(error.contains("etl init"), "{error}");
    }

    #[test]
    fn a_file_that_is_not_utf8_is_refused_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("etl.toml");
        fs::write(&path, b"[run]\njobs = 1 # caf\xe9\n").unwrap();
        let error = load(Some(&path), [], Options::default()).unwrap_err().to_string();
        assert!(error.contains("line 2 is not UTF-8"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_not_unicode_is_refused_where_it_must_be_a_number() {
        use std::os::unix::ffi::OsStringExt;
        let environment = [("ETL__RUN__JOBS".into(), OsString::from_vec(vec![b'4', 0xff]))];
        let error = load(None, environment, Options::default()).unwrap_err().to_string();
        assert!(error.starts_with("environment variable ETL__RUN__JOBS: expected a whole number"), "{error}");
    }
}
