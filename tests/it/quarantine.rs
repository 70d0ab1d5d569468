//! `etl quarantine` and the limits of a run, as users see them.

use std::fs;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{RELEASE, etl, rows, succeed};

/// A folder with a release that can be read, and six records of four kinds that cannot.
fn workplace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join("input").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    put("release.txt", RELEASE.as_bytes());
    put("archive/empty-a.txt", b"");
    put("archive/empty-b.txt", b" \n");
    put("archive/empty-c.txt", b"");
    put("archive/scan.txt", b"%PDF-1.7\0\0\x1b[2Jowned\x07");
    put("lines.jsonl", b"{\"id\": \"ok\", \"text\": \"Talks went on in Nairobi.\"}\n{\"id\": \"body\", \"body\": \"Talks ended.\"}\n{broken\n");
    fs::write(folder.path().join("etl.toml"), "[run]\nmax_quarantined_fraction = 1.0\n").unwrap();
    folder
}

fn published() -> TempDir {
    let folder = workplace();
    succeed(folder.path(), &["run", "--config", "etl.toml"]);
    folder
}

fn configure(folder: &TempDir, text: &str) {
    fs::write(folder.path().join("etl.toml"), text).unwrap();
}

#[track_caller]
fn ends_with(folder: &TempDir, args: &[&str], code: i32) -> Output {
    let output = etl(folder.path(), args).output().unwrap();
    assert_eq!(output.status.code(), Some(code), "etl {args:?}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn json(folder: &TempDir, args: &[&str]) -> Value {
    serde_json::from_slice(&succeed(folder.path(), args).stdout).unwrap()
}

#[test]
fn the_list_counts_by_code_and_names_every_record() {
    let folder = published();
    let text = stdout(&succeed(folder.path(), &["quarantine", "list"]));
    let expected = "\
version 1: 6 records in quarantine
empty                       3  The file holds no bytes, or nothing but white space.
bad_json                    1  The line is not a JSON object.
binary                      1  The bytes are not text: NUL bytes or a known binary signature.
no_text_field               1  The JSON object has no text field, or it is not a string.
";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("\nlines.jsonl          L3      extract    bad_json"), "{text}");
    assert!(text.contains("\nlines.jsonl          body    extract    no_text_field"), "{text}");
}

#[test]
fn code_path_and_limit_choose() {
    let folder = published();
    let list = |args: &[&str]| json(&folder, &[&["quarantine", "list", "--json"], args].concat());
    let count = |args: &[&str]| (list(args)["records"].as_u64().unwrap(), list(args)["rows"].as_array().unwrap().len());
    assert_eq!(count(&[]), (6, 6));
    assert_eq!(count(&["--code", "empty"]), (3, 3));
    assert_eq!(count(&["--code", "empty", "--limit", "2"]), (3, 2));
    assert_eq!(count(&["--path", "archive/*"]), (4, 4));
    assert_eq!(count(&["--path", "*.txt"]), (0, 0), "`*` stays inside a folder");
    assert_eq!(count(&["--path", "**/*.txt", "--code", "binary"]), (1, 1));
    assert_eq!(list(&["--code", "empty"])["by_code"][0]["example"], "archive/empty-a.txt");
    let wrong = ends_with(&folder, &["quarantine", "list", "--code", "emptty"], 2);
    assert!(stderr(&wrong).contains("empty"), "{}", stderr(&wrong));
    ends_with(&folder, &["quarantine", "list", "--path", "{a"], 2);
}

#[test]
fn a_record_is_shown_with_its_meaning_and_what_to_do() {
    let folder = published();
    let scan = stdout(&succeed(folder.path(), &["quarantine", "show", "archive/scan.txt"]));
    assert!(scan.contains("\ncode        binary\n") && scan.contains("\nmeaning     The bytes are not text"), "{scan}");
    assert!(scan.contains("\nwhat to do  Convert it to text"), "{scan}");
    assert!(scan.contains("\nwhere       input/archive/scan.txt, "), "{scan}");
    assert!(!scan.contains('\u{1b}') && !scan.contains('\u{7}'), "{scan:?}");

    let line = stdout(&succeed(folder.path(), &["quarantine", "show", "lines.jsonl#L3"]));
    assert!(
        line.contains("\nmember      L3\n") && line.contains("\nwhere       record L3 of input/lines.jsonl\n"),
        "{line}"
    );
    let both = stdout(&succeed(folder.path(), &["quarantine", "show", "lines.jsonl"]));
    assert_eq!(both.matches("\nmember ").count(), 2, "{both}");

    fs::remove_file(folder.path().join("input/archive/scan.txt")).unwrap();
    let gone = stdout(&succeed(folder.path(), &["quarantine", "show", "archive/scan.txt"]));
    assert!(gone.contains("\nwhere       not found below input.path = \"input\""), "{gone}");
    let unknown = ends_with(&folder, &["quarantine", "show", "release.txt"], 66);
    assert!(stderr(&unknown).contains("`release.txt` is not in quarantine"), "{}", stderr(&unknown));
}

#[test]
fn a_retry_says_what_would_be_read_and_changes_nothing() {
    let folder = published();
    let retry = |args: &[&str]| stdout(&succeed(folder.path(), &[&["quarantine", "retry"], args].concat()));
    assert!(retry(&[]).ends_with("none of 6 would be read now\n"));
    fs::write(folder.path().join("input/archive/empty-a.txt"), RELEASE).unwrap();
    fs::remove_file(folder.path().join("input/archive/empty-c.txt")).unwrap();
    let text = retry(&["--code", "empty"]);
    let expected = "\
read         archive/empty-a.txt
quarantined  archive/empty-b.txt  empty: ";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.ends_with("no_file      archive/empty-c.txt  the file is gone, or left out by the settings\n1 of 3 would be read now; --publish does it\n"), "{text}");

    configure(&folder, "[input.jsonl]\ntext_field = 'body'\n");
    let with_settings = retry(&["--path", "lines.jsonl", "--config", "etl.toml"]);
    assert!(with_settings.contains("read         lines.jsonl#body\n"), "{with_settings}");
    assert!(!folder.path().join("output/_versions/000002").exists(), "a retry publishes nothing unless it is told to");
}

#[test]
fn a_retry_that_publishes_is_a_run() {
    let folder = published();
    fs::write(folder.path().join("input/archive/scan.txt"), RELEASE).unwrap();
    let args = ["quarantine", "retry", "--code", "binary", "--publish", "--config", "etl.toml"];
    let run = succeed(folder.path(), &args);
    assert!(stderr(&run).contains("version 2 at "), "{}", stderr(&run));
    assert_eq!(
        rows(folder.path(), "SELECT source_path FROM documents WHERE source_path = 'archive/scan.txt'").len(),
        1
    );
    let nothing = stdout(&succeed(folder.path(), &args));
    assert_eq!(nothing, "nothing of this kind is in quarantine\n");
    assert!(!folder.path().join("output/_versions/000003").exists());
}

#[test]
fn a_count_beyond_its_limit_is_published_with_exit_code_1() {
    let folder = workplace();
    configure(&folder, "[run]\nmax_quarantined_fraction = 1.0\nmax_quarantined = 5\n");
    let said = stderr(&ends_with(&folder, &["run", "--config", "etl.toml"], 1));
    let expected = "beyond limit: 6 of 8 records (0.7500) are in quarantine, beyond run.max_quarantined = 5: most are \
                    empty 3 (such as archive/empty-a.txt), bad_json 1 (such as lines.jsonl#L3), binary 1 (such as archive/scan.txt)\n";
    assert!(said.contains(expected), "{said}");
    assert!(folder.path().join("output/current").exists());
    let record = fs::read_to_string(folder.path().join("output/_meta/runs/000001.json")).unwrap();
    let record: Value = serde_json::from_str(&record).unwrap();
    assert_eq!(record["report"]["beyond_limit"]["limits"][0], "run.max_quarantined = 5");

    configure(&folder, "[run]\nmax_quarantined_fraction = 1.0\nmax_quarantined = 6\n");
    ends_with(&folder, &["run", "--config", "etl.toml"], 0);
}

#[test]
fn a_refused_run_leaves_what_was_published() {
    let folder = published();
    configure(&folder, "[run]\nmax_quarantined = 0\nbeyond_limit = 'refuse'\n");
    // With nothing to do nothing is refused: what is published stays so, and its state is told.
    assert!(stderr(&ends_with(&folder, &["run", "--config", "etl.toml"], 1)).contains("there is nothing to do"));
    fs::write(folder.path().join("input/later.txt"), "The minister spoke in Oslo.").unwrap();
    for dry in [&["run", "--config", "etl.toml"][..], &["run", "--config", "etl.toml", "--dry-run"]] {
        let said = stderr(&ends_with(&folder, dry, 3));
        assert!(
            said.contains("beyond run.max_quarantined_fraction = 0.25 and run.max_quarantined = 0: most are empty 3"),
            "{said}"
        );
        assert!(said.contains("nothing was published"), "{said}");
    }
    assert!(!folder.path().join("output/_versions/000002").exists());
    assert_eq!(fs::read_dir(folder.path().join("output/_staging")).unwrap().count(), 0);
    assert!(fs::read_link(folder.path().join("output/current")).unwrap().ends_with("000001"));
}
