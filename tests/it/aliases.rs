//! A user's own names: the example of `docs/identities.md`, from the file to the tables.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::support::{etl, repository, rows, succeed};

const CONFIG: &str = "[resolve]\naliases_path = \"names.tsv\"\n";

fn workplace(names: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    fs::create_dir(folder.path().join("input")).unwrap();
    put("input/a.txt", "Batka spoke to the Eight on Monday. President Alexander Lukashenko was pleased.\n");
    put("etl.toml", CONFIG);
    put("names.tsv", names);
    folder
}

/// The table of names that the page shows.
fn documented() -> String {
    let page = fs::read_to_string(repository().join("docs/identities.md")).unwrap();
    let (_, block) = page.split_once("```text\n").unwrap();
    block.split_once("```").unwrap().0.to_owned()
}

fn run(folder: &Path) {
    succeed(folder, &["run", "--config", "etl.toml"]);
}

#[test]
fn the_documented_names_are_found_and_linked() {
    let folder = workplace(&documented());
    run(folder.path());
    let found = rows(
        folder.path(),
        "SELECT m.text, m.name, m.country, e.name AS entity, e.n_mentions \
         FROM mentions m JOIN entities e ON e.entity_id = m.entity_id WHERE m.recognizer = 'alias' ORDER BY m.start_char",
    );
    let lukashenko = "Alexander Lukashenko";
    assert_eq!(
        found.first(),
        Some(&json!({"text": "Batka", "name": lukashenko, "country": "BLR", "entity": lukashenko, "n_mentions": 2}))
    );
    assert_eq!(found[1]["text"], "Eight");
    assert_eq!(found[1]["name"], "Shanghai Cooperation Organisation");
}

#[test]
fn a_wrong_line_stops_the_run() {
    let folder = workplace("form\tname\ttype\tcountry\tid\nBatka\tAlexander Lukashenko\tMAN\n");
    let output = etl(folder.path(), &["run", "--config", "etl.toml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(78));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("resolve.aliases_path: names.tsv:2: the type `MAN` is none of PERSON"), "{said}");
    assert!(!folder.path().join("output").exists());
}
