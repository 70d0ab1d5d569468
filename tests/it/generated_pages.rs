//! Pages that are generated from declarations are committed, and current. `UPDATE_GOLDENS=1 cargo test` rewrites them.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use communique::{cli, config, eval, schema, stages};

/// Whole files: the path in the repository, and the text that the code renders.
fn pages() -> Vec<(&'static str, String)> {
    vec![
        ("config/default.toml", config::default_toml()),
        ("docs/checks.md", config::checks::markdown()),
        ("docs/config.md", config::markdown()),
        ("docs/exit-codes.md", cli::exit::markdown()),
        ("docs/formats.md", stages::extract::markdown()),
        ("docs/recognizers.md", stages::recognize::docs::markdown()),
        ("docs/tables.md", schema::markdown()),
    ]
}

/// Parts of files, between `<!-- begin NAME -->` and `<!-- end NAME -->`.
fn parts() -> Vec<(&'static str, &'static str, String)> {
    vec![
        ("README.md", "exit codes", cli::exit::markdown_table()),
        ("docs/evaluation.md", "measures", eval::markdown_table()),
    ]
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Holds a file of the repository to `current`.
pub fn hold_to(path: &str, current: &str) {
    let file = in_repository(path);
    if env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(&file, current).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    let stale = committed.lines().zip(current.lines()).find(|(committed, current)| committed != current);
    assert!(
        committed == current,
        "{path} is stale; UPDATE_GOLDENS=1 cargo test rewrites it. First difference: {stale:#?}"
    );
}

#[test]
fn whole_pages_are_current() {
    for (path, text) in pages() {
        hold_to(path, &text);
    }
}

#[test]
fn generated_parts_of_pages_are_current() {
    for (path, name, text) in parts() {
        hold_part_to(path, name, &text);
    }
}

/// Holds the part of a page between `<!-- begin NAME -->` and `<!-- end NAME -->` to `text`.
pub fn hold_part_to(path: &str, name: &str, text: &str) {
    // Two tests may rewrite parts of one page.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let page = fs::read_to_string(in_repository(path)).unwrap();
    let (begin, end) = (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->"));
    let (before, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("{path} has no line {begin}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{path} has no line {end}"));
    hold_to(path, &format!("{before}{begin}{text}{end}{after}"));
}
