//! `etl init`: a folder to start from.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;
use crate::config;
use crate::text::printable_path;

/// Make a folder to start from: etl.toml and input/
///
/// Writes etl.toml with every option at its default, and an input folder with a note. Nothing is ever overwritten.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The folder; it is made where it does not exist
    #[arg(default_value = ".")]
    dir: PathBuf,
}

const EXAMPLES: &str = "\
Example:
  etl init press
  cd press                            then put texts into input/
  etl run --config etl.toml";

/// Without an ending that a run would read.
const NOTE_NAME: &str = "ABOUT";

const NOTE: &str = "\
Put the raw texts here, in folders as you like: .txt, .text, .md, or .jsonl with one record a line; .gz and .zst of them.
Then, in the folder above: etl run --config etl.toml
This note has no ending that a run reads; it may stay or go.
";

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let made = create(&args.dir)?;
    let lines: String = made.iter().map(|path| format!("{}\n", printable_path(path))).collect();
    stdout::print(&lines)?;
    Ok(ExitCode::Ok)
}

/// Makes what is missing and gives its paths. A configuration that is there already is an error, before anything is made.
fn create(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let input = dir.join("input");
    let (config, note) = (dir.join("etl.toml"), input.join(NOTE_NAME));
    fs::create_dir_all(dir).map_err(cannot_create(dir))?;
    write_new(&config, &config::default_toml()).map_err(cannot_create(&config))?;
    fs::create_dir_all(&input).map_err(cannot_create(&input))?;
    match write_new(&note, NOTE) {
        Ok(()) => Ok(vec![config, note]),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(vec![config]),
        Err(error) => Err(cannot_create(&note)(error)),
    }
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    File::create_new(path)?.write_all(text.as_bytes())
}

fn cannot_create(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    move |source| Failure::Create { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_that_is_made_is_configured_by_the_defaults() {
        let root = tempfile::tempdir().unwrap();
        let made = create(&root.path().join("a/b")).unwrap();
        assert_eq!(made.len(), 2);
        let settings = config::load(Some(&made[0]), [], config::Options::default()).unwrap();
        assert_eq!(settings, config::Settings::default());
        assert_eq!(settings.input.path, "input");
    }

    #[test]
    fn nothing_is_overwritten() {
        let root = tempfile::tempdir().unwrap();
        let config = root.path().join("etl.toml");
        fs::write(&config, "mine").unwrap();
        let failure = create(root.path()).unwrap_err();
        assert_eq!(failure.exit(), ExitCode::CannotCreate);
        assert_eq!(fs::read_to_string(&config).unwrap(), "mine");
        assert!(!root.path().join("input").exists(), "nothing else is made either");
    }

    #[test]
    fn texts_that_are_there_already_stay() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("input")).unwrap();
        fs::write(root.path().join("input/ABOUT"), "mine").unwrap();
        assert_eq!(create(root.path()).unwrap().len(), 1);
        assert_eq!(fs::read_to_string(root.path().join("input/ABOUT")).unwrap(), "mine");
    }
}
