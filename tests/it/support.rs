//! What several tests need: the repository, the program, the tables as JSON.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// A short release, for tests that need a text and do not care which.
pub const RELEASE: &str =
    "Minister visits Minsk\n2022-01-20 20:56\n\nThe foreign minister of Belarus said that talks will go on.\n";

pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Paths of all Rust files under `src`, relative to the repository, sorted.
pub fn source_files() -> Vec<String> {
    let mut files = Vec::new();
    walk(&repository().join("src"), &mut |path| {
        if path.extension().is_some_and(|ending| ending == "rs") {
            let path = path.strip_prefix(repository()).unwrap();
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    });
    files.sort();
    files
}

/// Every file below a folder.
pub fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, visit) } else { visit(&path) }
    }
}

/// The program, in this folder, without the settings of whoever runs the tests.
pub fn etl(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_etl"));
    command.current_dir(folder).args(args).env_remove("NO_COLOR");
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("ETL__") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs the program and holds it to success.
#[track_caller]
pub fn succeed(folder: &Path, args: &[&str]) -> Output {
    let output = etl(folder, args).output().unwrap();
    assert!(output.status.success(), "etl {args:?}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// A published table as the program prints it, one JSON object a row.
#[track_caller]
pub fn rows(folder: &Path, query: &str) -> Vec<serde_json::Value> {
    let output = succeed(folder, &["sql", query, "--format", "jsonl"]);
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The Parquet files of the published version: path below it, and bytes; sorted.
pub fn published(output: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let version = fs::canonicalize(output.join("current")).unwrap();
    let mut files = Vec::new();
    walk(&version, &mut |path| {
        if path.extension().is_some_and(|ending| ending == "parquet") {
            files.push((path.strip_prefix(&version).unwrap().to_owned(), fs::read(path).unwrap()));
        }
    });
    files.sort();
    files
}
