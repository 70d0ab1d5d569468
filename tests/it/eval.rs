//! `etl eval` as its users see it, on two tiny documents; and the checker over the project's own gold.

use std::fs;
use std::path::{Path, PathBuf};

use communique::eval::gold;
use serde_json::Value;

use crate::generated_pages::hold_to;
use crate::support::{etl, repository, succeed};

fn golden(name: &str) -> PathBuf {
    repository().join("tests/golden/eval").join(name)
}

fn stdout(args: &[&str]) -> String {
    String::from_utf8(succeed(repository(), args).stdout).unwrap()
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&stdout(&[args, &["--format", "json"]].concat())).unwrap()
}

fn gold_folder() -> String {
    golden("gold").to_string_lossy().into_owned()
}

/// Exit code, and what was said on standard error.
fn exit_of(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = etl(folder, args).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn our_own_gold_keeps_the_guidelines() {
    let own = repository().join("training/gold");
    if !own.exists() {
        return;
    }
    let documents = gold::read(&own).unwrap();
    let faults: Vec<String> = gold::check(&documents).iter().map(gold::Fault::to_string).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_golden_documents_keep_the_guidelines() {
    let said = stdout(&["eval", &gold_folder(), "--check"]);
    assert_eq!(said, "2 documents, 11 sentences, 30 mentions, 10 entities: no fault\n");
}

/// A fixed system, so that the pages change with the measures alone.
#[test]
fn the_scores_of_another_system_are_those_of_the_pages() {
    let system = golden("system.jsonl").to_string_lossy().into_owned();
    let args = ["eval", &gold_folder(), "--system", &system, "--errors", "2"];
    hold_to("tests/golden/eval/scores.txt", &stdout(&args));
    hold_to("tests/golden/eval/scores.json", &stdout(&[args.as_slice(), &["--format", "json"]].concat()));
}

#[test]
fn gold_measured_against_itself_has_no_errors() {
    let folder = tempfile::tempdir().unwrap();
    let exported = stdout(&["eval", &gold_folder(), "--export", "gold"]);
    let file = folder.path().join("gold.jsonl");
    fs::write(&file, &exported).unwrap();
    let file = file.to_str().unwrap();
    assert_eq!(stdout(&["eval", file, "--export", "gold"]), exported, "JSON Lines are gold too");
    let scores = json(&["eval", &gold_folder(), "--system", file, "--errors", "9"]);
    assert_eq!(scores["errors"], Value::Array(Vec::new()));
    for f1 in [
        &scores["spans"]["total"]["exact"]["f1"],
        &scores["sentences"]["f1"],
        &scores["values"]["total"]["f1"],
        &scores["titled_persons"]["role"]["share"],
        &scores["countries"]["total"]["share"],
        &scores["links"]["total"]["b3"]["f1"],
        &scores["links"]["total"]["pairs"]["f1"],
    ] {
        assert_eq!(*f1, 1.0, "{scores:#}");
    }
    assert_eq!(scores["links"]["undecided"]["linked"], 0);
}

#[test]
fn the_pipeline_itself_is_measured() {
    let scores = json(&["eval", &gold_folder()]);
    assert_eq!(scores["documents"], 2);
    let found = |of: &Value| of["right"].as_u64().unwrap();
    assert!(found(&scores["spans"]["total"]["exact"]) >= 15, "{scores:#}");
    assert!(found(&scores["sentences"]) >= 7, "{scores:#}");
    assert!(found(&scores["values"]["total"]) >= 5, "{scores:#}");
    assert_eq!(scores, json(&["eval", &gold_folder()]), "the same twice");
    let exported = stdout(&["eval", &gold_folder(), "--export", "system"]);
    assert!(exported.lines().count() == 2 && exported.contains("\"type\":\"PERSON\""), "{exported}");
}

#[test]
fn a_build_can_ask_for_a_least_score() {
    let gold = gold_folder();
    succeed(repository(), &["eval", &gold, "--fail-under", "total=0.1", "--fail-under", "sentences=0.1"]);
    let system = golden("system.jsonl").to_string_lossy().into_owned();
    let too_much = ["eval", &gold, "--system", &system, "--fail-under", "total=1", "--fail-under", "LAW=0.5"];
    let (code, said) = exit_of(repository(), &too_much);
    assert_eq!(code, Some(1));
    assert!(said.contains("total is 0.") && said.contains("LAW cannot be measured"), "{said}");
    let (code, said) = exit_of(repository(), &["eval", &gold, "--fail-under", "PER=0.5"]);
    assert_eq!(code, Some(2), "{said}");
}

#[test]
fn what_is_wrong_with_gold_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("gold")).unwrap();
    let (code, said) = exit_of(path, &["eval", "gold"]);
    assert!(code == Some(66) && said.contains("no gold at gold"), "{said}");
    fs::write(path.join("gold/a.gold"), "form: x\npublished: none\n\nIn [The Hague|GPE NLD].\n").unwrap();
    let output = etl(path, &["eval", "gold", "--check"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, "gold/a.gold:4:4: `The Hague`: a name stands without its article\n1 fault\n");
    fs::write(path.join("gold/a.gold"), "form: x\npublished: none\n\nIn [Rome|GEP].\n").unwrap();
    let (code, said) = exit_of(path, &["eval", "gold"]);
    assert!(code == Some(65) && said.contains("gold/a.gold:4:10: expected a type"), "{said}");
    let (code, _) = exit_of(path, &["eval", "gold", "--check"]);
    assert_eq!(code, Some(1));
}
