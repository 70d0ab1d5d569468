//! What comes from inputs and is printed: nothing of it steers a terminal, whatever the verb and the form.

use std::fs;
use std::path::Path;
use std::process::Output;

use communique::text::is_steering;

use crate::support::{etl, succeed};

/// Sequences that clear a screen, set a title, hide and reverse text.
const EVIL: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{7f}\u{202e}evil\u{2066}\u{2028}\u{61c}";

fn house() -> tempfile::TempDir {
    let house = tempfile::tempdir().unwrap();
    let input = house.path().join("input");
    fs::create_dir(&input).unwrap();
    let text = format!(
        "Minister {EVIL} visits Minsk\n2022-01-20 20:56\n\nThe {EVIL} minister of Belarus, Ivan {EVIL} Ivanov, spoke.\n"
    );
    fs::write(input.join(format!("a{EVIL}.txt")), &text).unwrap();
    fs::write(input.join("b.txt"), &text).unwrap();
    let fields = |value: &str| serde_json::json!({ "id": EVIL, "title": EVIL, EVIL: "x", value: text }).to_string();
    fs::write(input.join(format!("c{EVIL}.jsonl")), [fields("text"), fields("text"), fields("body")].join("\n"))
        .unwrap();
    fs::write(input.join(format!("d{EVIL}.gz.txt.gz")), EVIL).unwrap();
    house
}

#[track_caller]
fn assert_safe(what: &str, output: &Output) {
    for said in [&output.stdout, &output.stderr] {
        let said = std::str::from_utf8(said).expect("what is printed is UTF-8");
        let found = said.chars().find(|c| is_steering(*c) && !matches!(c, '\n' | '\t'));
        assert!(found.is_none(), "etl {what}: {found:?} in {said:?}");
    }
}

#[track_caller]
fn said(folder: &Path, args: &[&str]) -> Output {
    let output = etl(folder, args).output().unwrap();
    assert_safe(&args.join(" "), &output);
    output
}

#[test]
fn no_verb_lets_a_text_or_a_name_steer_a_terminal() {
    let house = house();
    let folder = house.path();
    for format in ["text", "json"] {
        let run = said(folder, &["run", "--log-format", format]);
        assert_eq!(run.status.code(), Some(1), "too much in quarantine: {run:?}");
    }
    let evil_path = format!("a{EVIL}.txt");
    for table in ["documents", "sentences", "mentions", "entities", "quarantine"] {
        let query = format!("SELECT * FROM {table}");
        for form in ["table", "jsonl"] {
            assert!(said(folder, &["sql", "--format", form, &query]).status.success());
        }
    }
    said(folder, &["show", &evil_path]);
    said(folder, &["show", "b.txt"]);
    said(folder, &["check"]);
    said(folder, &["check", "--json"]);
    said(folder, &["inspect", "--columns"]);
    said(folder, &["suggest", "boilerplate", "--min-documents", "2"]);
    for form in ["text", "jsonl"] {
        assert!(said(folder, &["explain", "--format", form, "input"]).status.success());
    }
}

/// Messages name paths, queries and names that somebody else may have chosen.
#[test]
fn no_error_lets_a_name_steer_a_terminal() {
    let house = house();
    let folder = house.path();
    said(folder, &["run", "--quiet"]);
    let evil = |before: &str| format!("{before}{EVIL}\nerror: a line of its own");
    for args in [
        vec!["run", "--input", &evil("missing")],
        vec!["run", "--input", &evil("missing/[z-a")],
        vec!["run", "--config", &evil("missing")],
        vec!["run", "--output", &evil("input/b.txt/")],
        vec!["show", &evil("")],
        vec!["sql", &evil("SELECT ")],
        vec!["sql", &evil("DROP ")],
        vec!["sql", "--output", &evil("missing"), "SHOW TABLES"],
        vec!["check", "--output", &evil("missing")],
        vec!["explain", &evil("missing")],
        vec!["schema", &evil("")],
        vec!["eval", &evil("missing")],
        vec![&evil("verb")],
        vec!["run", &evil("--flag")],
    ] {
        assert!(!said(folder, &args).status.success(), "{args:?}");
    }
    let mut command = etl(folder, &["run"]);
    assert_safe("run", &command.env("ETL__RUN__JOBS", EVIL).output().unwrap());
    fs::write(folder.join("etl.toml"), format!("[input]\n\"{EVIL}\" = 1\n\u{1b}[2J")).unwrap();
    said(folder, &["run", "--config", "etl.toml"]);
    fs::write(folder.join("aliases.tsv"), format!("form\tname\ttype\tcountry\tid\n{EVIL}\t{EVIL}\t{EVIL}\n")).unwrap();
    let mut command = etl(folder, &["run"]);
    assert_safe("run", &command.env("ETL__RESOLVE__ALIASES_PATH", "aliases.tsv").output().unwrap());
    fs::write(folder.join("lines.tsv"), format!("pattern\tplace\tsource\n({EVIL}\tany\tx\n")).unwrap();
    let mut command = etl(folder, &["run"]);
    assert_safe("run", &command.env("ETL__NORMALIZE__BOILERPLATE_PATH", "lines.tsv").output().unwrap());
}

#[test]
fn formulas_are_guarded_in_csv_unless_it_is_asked_for_them() {
    let house = house();
    succeed(house.path(), &["run", "--quiet", "--input", "input/b.txt"]);
    let csv = |more: &[&str]| {
        let query = "SELECT '=1+1' AS a, '-5' AS b, '@x' AS c FROM documents";
        let output = succeed(house.path(), &[&["sql", query, "--format", "csv"], more].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(csv(&[]), "a,b,c\n'=1+1,-5,'@x\n");
    assert_eq!(csv(&["--no-formula-guard"]), "a,b,c\n=1+1,-5,@x\n");
}

#[test]
fn input_and_output_in_one_another_are_refused_with_78() {
    let house = house();
    for (input, output) in [("input", "input/tables"), (".", "output"), ("input", "."), ("input", "input")] {
        let refused = said(house.path(), &["run", "--input", input, "--output", output]);
        assert_eq!(refused.status.code(), Some(78), "{input} {output}: {refused:?}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains(" lies in the "), "{refused:?}");
    }
    assert!(!house.path().join("output").exists() && !house.path().join("input/tables").exists());
}
