//! `etl explain` as its users see it.

use std::collections::BTreeSet;

use communique::stages::recognize::docs_of_all;
use serde_json::Value;

use crate::support::{etl, repository, succeed};

fn explained(args: &[&str]) -> String {
    String::from_utf8(succeed(repository(), &[&["explain"], args].concat()).stdout).unwrap()
}

#[test]
fn every_mention_names_its_recogniser() {
    let lines = explained(&["input", "--format", "jsonl"]);
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let known: BTreeSet<&str> = docs_of_all().map(|doc| doc.name).collect();
    let used: BTreeSet<&str> = rows.iter().map(|row| row["recognizer"].as_str().unwrap()).collect();
    assert!(rows.len() > 50 && used.len() > 8, "{used:?}");
    assert!(used.is_subset(&known), "{used:?}");
}

#[test]
fn a_document_is_told_sentence_by_sentence() {
    let file = "input/statements/2023-05-11-readout-kenya-japan.txt";
    let said = explained(&[file]);
    assert!(said.starts_with("2023-05-11-readout-kenya-japan.txt: published 2023-05-11 (header)\n"), "{said}");
    assert!(said.contains("  Kenya  GPE country, part of the compound, by compounds ("), "{said}");
    assert!(said.contains("      title `President`, head_of_state\n      country KEN\n"), "{said}");
    assert!(said.contains("      value 2023-05-11\n"), "{said}");
    let few = explained(&[file, "--mention", "YEN"]);
    assert!(few.contains("20 billion yen  MONEY, by money (rule)") && !few.contains("PERSON"), "{few}");
}

#[test]
fn one_record_of_a_file_can_be_asked_for() {
    let file = "input/archive/releases-2016.jsonl";
    let all = explained(&[file, "--format", "jsonl"]);
    let names: BTreeSet<String> = all
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["document"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    let (_, member) = names.first().unwrap().split_once(' ').unwrap();
    let one = explained(&[file, "--member", member]);
    assert!(one.starts_with(&format!("releases-2016.jsonl {member}: ")), "{one}");
    let none = etl(repository(), &["explain", file, "--member", "absent"]).output().unwrap();
    assert_eq!(none.status.code(), Some(66));
}
