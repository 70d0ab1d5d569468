//! Arguments that several verbs share, and the way from them to the settings.

use std::env;
use std::path::{Path, PathBuf};

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::logging;
use crate::config::{self, LogSettings, Options, Settings};
use crate::dataset::{Dataset, DatasetError};

/// Flags of all verbs.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Globals {
    /// Form of the messages on standard error
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(super) log_format: Option<LogFormat>,
    /// The least important messages to show
    #[arg(long, global = true, value_name = "LEVEL")]
    pub(super) log_level: Option<LogLevel>,
    /// Say nothing on standard error but errors: no progress, no summary
    #[arg(long, short, global = true, conflicts_with = "log_level")]
    pub(super) quiet: bool,
    /// Whether to use colours; `auto` looks at the terminal and at NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
    Trace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Globals {
    /// The settings under these flags and those of the verb; from here on messages are logged as the settings say.
    pub(super) fn settings(&self, config: &ConfigArg, mut flags: Options) -> Result<Settings, Failure> {
        self.add_to(&mut flags);
        let settings = config::load(config.config.as_deref(), env::vars_os(), flags)?;
        logging::start(&settings.log, self.quiet);
        Ok(settings)
    }

    /// What these flags alone say of the log: for a failure before there are settings.
    pub(super) fn log_settings(&self) -> LogSettings {
        let mut flags = Options::default();
        self.add_to(&mut flags);
        Settings::from(flags).log
    }

    fn add_to(&self, flags: &mut Options) {
        flags.log.format = self.log_format.as_ref().map(name_of);
        flags.log.level = self.log_level.as_ref().map(name_of);
    }
}

/// The name of a value on the command line, which is its name in the settings.
fn name_of(value: &impl ValueEnum) -> String {
    value.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// Which configuration.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ConfigArg {
    /// Configuration file (TOML); without it the defaults hold
    #[arg(long, short, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

/// Which output folder.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct OutputArg {
    /// Folder of the published tables, over `output.path`
    #[arg(long, short, value_name = "FOLDER", value_parser = NonEmptyStringValueParser::new())]
    pub(super) output: Option<String>,
}

/// How inputs are compared with what is published.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct LookingArgs {
    /// Read all inputs anew, whatever is published
    #[arg(long)]
    pub(super) refresh: bool,
    /// Read every file to see whether it has changed; without it a file of the same size, time and inode has not
    #[arg(long)]
    pub(super) paranoid: bool,
}

/// What the verbs need that read published tables.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct PublishedArgs {
    #[command(flatten)]
    output: OutputArg,
    #[command(flatten)]
    config: ConfigArg,
}

impl PublishedArgs {
    /// The settings under these flags.
    pub(super) fn settings(self, globals: &Globals) -> Result<Settings, Failure> {
        let mut flags = Options::default();
        flags.output.path = self.output.output;
        globals.settings(&self.config, flags)
    }

    /// The output folder under the settings.
    pub(super) fn folder(self, globals: &Globals) -> Result<PathBuf, Failure> {
        Ok(self.settings(globals)?.output.path.into())
    }
}

/// Which version.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct VersionArg {
    /// Number of the version; without it the current one
    #[arg(long, value_name = "N")]
    version: Option<u64>,
}

impl VersionArg {
    /// The version, in this output folder.
    pub(super) fn open(&self, output: &Path) -> Result<Dataset, DatasetError> {
        match self.version {
            Some(number) => Dataset::open_version(output, number),
            None => Dataset::open(output),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The flags and the rules of the configuration know the same names.
    #[test]
    fn flags_give_values_that_the_configuration_allows() {
        fn allowed<T: ValueEnum>(option: &str) {
            let entries = config::entries();
            let entry = entries.iter().find(|entry| entry.section.path == "log" && entry.option.name == option);
            for value in T::value_variants() {
                let value = config::Value::Text(name_of(value));
                assert_eq!(entry.unwrap().option.rule.check(&value), Ok(()), "{value}");
            }
        }
        allowed::<LogFormat>("format");
        allowed::<LogLevel>("level");
    }

    #[test]
    fn flags_stand_over_the_defaults() {
        let globals = Globals { log_format: Some(LogFormat::Json), log_level: None, quiet: false, color: Color::Auto };
        let log = globals.log_settings();
        assert_eq!((log.format.as_str(), log.level.as_str()), ("json", "info"));
    }
}
