//! The checks of the configuration, as users see them: what is published, what is told, what is kept.

use std::fs;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{RELEASE, etl, succeed};

/// Two releases, one of them without a date.
fn workplace(config: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("input")).unwrap();
    put(&folder, "input/a.txt", RELEASE);
    put(
        &folder,
        "input/b.txt",
        "Talks on the river\n\nThe ministers of Kenya and Uganda will meet again in Nairobi.\n",
    );
    put(&folder, "etl.toml", config);
    folder
}

fn put(folder: &TempDir, name: &str, text: &str) {
    fs::write(folder.path().join(name), text).unwrap();
}

#[track_caller]
fn ends_with(folder: &TempDir, args: &[&str], code: i32) -> Output {
    let output = etl(folder.path(), args).output().unwrap();
    assert_eq!(output.status.code(), Some(code), "etl {args:?}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn dated(severity: &str) -> String {
    format!(
        "[[checks]]\nname = 'dated'\ntable = 'documents'\nkind = 'not_null'\ncolumn = 'published_date'\nseverity = '{severity}'\n"
    )
}

const RUN: &[&str] = &["run", "--config", "etl.toml"];

#[test]
fn an_error_that_does_not_hold_publishes_nothing() {
    let folder = workplace(&dated("error"));
    let said = stderr(&ends_with(&folder, RUN, 3));
    let expected = "the tables are not as the checks of the configuration demand; nothing was published\n  \
                    error: dated: fails in 1 of 2 rows (0.5), such as {doc_id: ";
    assert!(said.contains(expected) && said.contains("source_path: b.txt, published_date: null}"), "{said}");
    assert!(!folder.path().join("output/current").exists());
    assert_eq!(fs::read_dir(folder.path().join("output/_versions")).unwrap().count(), 0);
    assert_eq!(fs::read_dir(folder.path().join("output/_staging")).unwrap().count(), 0);

    fs::remove_file(folder.path().join("input/b.txt")).unwrap();
    let said = stderr(&ends_with(&folder, RUN, 0));
    assert!(said.contains("checks       1 of 1 hold\n"), "{said}");
}

#[test]
fn a_warning_is_told_twice_and_kept() {
    let folder = workplace(&dated("warn"));
    let said = stderr(&ends_with(&folder, RUN, 0));
    assert!(said.contains("WARN a check does not hold check=\"dated\" found=\"fails in 1 of 2 rows"), "{said}");
    assert!(said.contains("checks       0 of 1 hold\n             warn: dated: fails in 1 of 2 rows"), "{said}");
    let record = fs::read_to_string(folder.path().join("output/_meta/runs/000001.json")).unwrap();
    let record: Value = serde_json::from_str(&record).unwrap();
    let check = &record["report"]["checks"][0];
    assert_eq!((check["name"].as_str(), check["holds"].as_bool()), (Some("dated"), Some(false)));
    assert_eq!((check["kind"].as_str(), check["severity"].as_str()), (Some("not_null"), Some("warn")));

    let json = stderr(&ends_with(&folder, &["run", "--refresh", "--config", "etl.toml", "--log-format", "json"], 0));
    let lines: Vec<Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().any(|line| line["level"] == "WARN" && line["check"] == "dated"), "{json}");
    assert!(lines.iter().any(|line| line["checks_failed"] == 1), "{json}");
    assert_eq!(stderr(&ends_with(&folder, &["run", "--refresh", "--config", "etl.toml", "--quiet"], 0)), "");
}

#[test]
fn a_change_is_measured_against_the_version_before() {
    let config =
        "[[checks]]\ntable = 'documents'\nkind = 'change'\nmax_decrease_fraction = 0.4\nmax_increase_fraction = 0.5\n";
    let folder = workplace(config);
    ends_with(&folder, RUN, 0);
    fs::remove_file(folder.path().join("input/b.txt")).unwrap();
    let said = stderr(&ends_with(&folder, RUN, 3));
    assert!(said.contains("error: documents change: 1 rows after 2: 0.5 fewer, and at most 0.4 is allowed"), "{said}");
    for name in ["b", "c"] {
        put(&folder, &format!("input/{name}.txt"), RELEASE);
    }
    ends_with(&folder, RUN, 0);
    succeed(folder.path(), &["check", "--config", "etl.toml"]);
    put(&folder, "etl.toml", &config.replace("0.5", "0.1"));
    let output = ends_with(&folder, &["check", "--config", "etl.toml"], 1);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.starts_with("error: documents change: 3 rows after 2: 0.5 more, and at most 0.1 is allowed\n"),
        "{text}"
    );
}

#[test]
fn every_kind_goes_through_a_run_and_a_check() {
    let folder = workplace(
        "[[checks]]\ntable = 'documents'\nkind = 'not_null'\ncolumn = 'title'\n\
         [[checks]]\ntable = 'sentences'\nkind = 'unique'\ncolumn = 'sentence_id'\n\
         [[checks]]\ntable = 'documents'\nkind = 'range'\ncolumn = 'n_sentences'\nmin = 1\n\
         [[checks]]\ntable = 'mentions'\nkind = 'pattern'\ncolumn = 'country'\npattern = '^[A-Z]{3}$'\n\
         [[checks]]\ntable = 'entities'\nkind = 'row_count'\nwhere = \"entity_type = 'GPE'\"\nmin_rows = 1\n\
         [[checks]]\ntable = 'documents'\nkind = 'language_share'\nlanguage = 'en'\nmin_fraction = 0.5\n\
         [[checks]]\ntable = 'quarantine'\nkind = 'change'\nmax_increase_fraction = 0\n\
         [[checks]]\ntable = 'duplicates'\nkind = 'not_null'\ncolumn = 'cluster_id'\n",
    );
    let said = stderr(&ends_with(&folder, RUN, 0));
    assert!(said.contains("checks       8 of 8 hold\n"), "{said}");
    let checked = succeed(folder.path(), &["check", "--config", "etl.toml"]);
    let text = String::from_utf8(checked.stdout).unwrap();
    assert!(text.ends_with("; 8 checks, all hold\n"), "{text}");
}

#[test]
fn a_wrong_check_is_said_before_any_work() {
    let folder =
        workplace("[[checks]]\ntable = 'documents'\nkind = 'row_count'\nmin_rows = 1\nwhere = \"languag = 'en'\"\n");
    for args in [RUN, &["check", "--config", "etl.toml"], &["run", "--config", "etl.toml", "--dry-run"]] {
        let said = stderr(&ends_with(&folder, args, 78));
        let expected = "the table `documents` has no column `languag`\n --> etl.toml:5:9\n  |\n\
                        5 | where = \"languag = 'en'\"\n  |         ^^^^^^^^^^^^^^^^ did you mean `language`?";
        assert!(said.contains(expected), "{said}");
    }
    assert!(!folder.path().join("output").exists());
}

#[test]
fn a_dry_run_has_no_tables_to_look_at() {
    let folder = workplace(&dated("error"));
    ends_with(&folder, &["run", "--config", "etl.toml", "--dry-run"], 0);
}
