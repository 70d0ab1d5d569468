//! The verbs around published versions: `versions`, `rollback`, `gc`, `diff`, `path` and `check --deep`, from outside.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Output;

use communique::dataset::{Dataset, Depth};
use communique::pipeline::{RunError, roll_back};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{RELEASE, etl, published, rows, succeed, walk};

/// A working directory in which so many versions were published, each with one text more: `1.txt`, `2.txt` and on.
fn workplace(versions: u64) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("input")).unwrap();
    for number in 1..=versions {
        publish(folder.path(), number);
    }
    folder
}

/// Adds a text and runs.
fn publish(folder: &Path, number: u64) {
    fs::write(folder.join(format!("input/{number}.txt")), format!("{RELEASE}There were {number} of them.\n")).unwrap();
    succeed(folder, &["run", "--quiet"]);
}

fn stdout(folder: &Path, args: &[&str]) -> String {
    String::from_utf8(succeed(folder, args).stdout).unwrap()
}

fn json(folder: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&stdout(folder, args)).unwrap()
}

/// The numbers of the versions, and the current one.
fn listed(folder: &Path) -> (Vec<u64>, Option<u64>) {
    let found = json(folder, &["versions", "--json"]);
    let numbers = found["versions"].as_array().unwrap().iter().map(|version| version["version"].as_u64().unwrap());
    (numbers.collect(), found["current"].as_u64())
}

#[track_caller]
fn fails(folder: &Path, args: &[&str], exit: i32, words: &str) -> Output {
    let output = etl(folder, args).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(exit), "etl {args:?}\n{said}");
    assert!(said.contains(words), "`{words}` is not in:\n{said}");
    output
}

fn version_dir(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("output/_versions/{number:06}"))
}

fn part(folder: &Path, number: u64, table: &str) -> PathBuf {
    let mut files: Vec<_> =
        fs::read_dir(version_dir(folder, number).join(table)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.pop().unwrap()
}

/// Changes one bit in the middle of a file, in a copy of its own: versions may share it by hard links.
fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn versions_are_listed_with_their_counts() {
    let folder = workplace(2);
    let found = json(folder.path(), &["versions", "--json"]);
    let second = &found["versions"][1];
    assert_eq!((second["version"].as_u64(), second["current"].as_bool()), (Some(2), Some(true)));
    assert_eq!((second["documents"].as_u64(), second["records"].as_u64()), (Some(2), Some(2)));
    assert_eq!((second["quarantined"].as_u64(), second["state"].as_str()), (Some(0), Some("whole")));
    let mut bytes = 0;
    walk(&version_dir(folder.path(), 2), &mut |path| bytes += fs::metadata(path).unwrap().len());
    assert_eq!(second["bytes"].as_u64(), Some(bytes));
    let text = stdout(folder.path(), &["versions"]);
    assert!(text.starts_with(" version  time") && text.contains("\n*      2  2"), "{text}");
    fails(folder.path(), &["versions", "--output", "elsewhere"], 66, "etl run");
}

#[test]
fn rollback_makes_a_former_version_current_and_numbers_go_on() {
    let folder = workplace(3);
    assert_eq!(stdout(folder.path(), &["rollback"]), "version 2 is current, in place of 3\n");
    assert_eq!(listed(folder.path()), (vec![1, 2, 3], Some(2)));
    assert_eq!(rows(folder.path(), "SELECT source_path FROM documents").len(), 2);
    assert_eq!(stdout(folder.path(), &["rollback", "2"]), "version 2 is current already\n");
    succeed(folder.path(), &["check", "--deep"]);

    publish(folder.path(), 4);
    assert_eq!(listed(folder.path()), (vec![1, 2, 3, 4], Some(4)));
    assert_eq!(
        rows(folder.path(), "SELECT source_path FROM documents").len(),
        4,
        "what version 3 had found is found again"
    );
    let done = json(folder.path(), &["rollback", "1", "--deep", "--json"]);
    assert_eq!((done["from"].as_u64(), done["to"].as_u64()), (Some(4), Some(1)));
    fails(folder.path(), &["rollback"], 66, "no version before 1");
}

#[test]
fn rollback_refuses_what_is_missing_or_damaged() {
    let folder = workplace(2);
    fails(folder.path(), &["rollback", "9"], 66, "no version 9");
    flip(&part(folder.path(), 1, "documents"));
    fails(folder.path(), &["rollback", "--deep"], 65, "other hash");
    fs::write(part(folder.path(), 1, "sentences"), "PAR1").unwrap();
    fails(folder.path(), &["rollback"], 65, "damaged");
    fs::remove_file(version_dir(folder.path(), 1).join("manifest.json")).unwrap();
    fails(folder.path(), &["rollback", "1"], 65, "manifest.json");
    assert_eq!(listed(folder.path()).1, Some(2));
    let text = stdout(folder.path(), &["versions"]);
    assert!(text.contains("unfinished: no manifest"), "{text}");
}

#[test]
fn rollback_and_gc_wait_for_nobody() {
    let folder = workplace(2);
    let lock = File::options().write(true).open(folder.path().join("output/_meta/lock")).unwrap();
    lock.lock().unwrap();
    fails(folder.path(), &["rollback"], 75, "another run");
    fails(folder.path(), &["gc"], 75, "another run");
    let planned = stdout(folder.path(), &["gc", "--dry-run", "--keep", "1", "--keep-days", "0"]);
    assert!(planned.starts_with("would remove 1 version: 1; "), "{planned}");
    drop(lock);
    succeed(folder.path(), &["rollback"]);
}

#[test]
fn gc_keeps_what_it_should_and_harms_no_reader() {
    let folder = workplace(3);
    assert_eq!(stdout(folder.path(), &["gc"]), "removed nothing; 3 kept\n");
    let path = part(folder.path(), 1, "documents");
    let (whole, mut reader) = (fs::read(&path).unwrap(), File::open(&path).unwrap());

    let done = json(folder.path(), &["gc", "--keep", "2", "--keep-days", "0", "--json"]);
    assert_eq!((done["removed"][0]["version"].as_u64(), &done["kept"]), (Some(1), &serde_json::json!([2, 3])));
    assert_eq!(listed(folder.path()), (vec![2, 3], Some(3)));
    let mut read = Vec::new();
    reader.read_to_end(&mut read).unwrap();
    assert!(read == whole, "who had the file open reads on");
    assert_eq!(fs::read_dir(folder.path().join("output/_staging")).unwrap().count(), 0);
    succeed(folder.path(), &["check", "--deep", "--version", "2"]);
    fails(folder.path(), &["gc", "--keep", "0"], 2, "--keep");
    fails(folder.path(), &["gc", "--output", "elsewhere"], 66, "etl run");
    assert!(!folder.path().join("elsewhere").exists());
}

#[test]
fn what_a_rollback_left_goes_when_asked_and_its_number_is_not_given_again() {
    let folder = workplace(3);
    succeed(folder.path(), &["rollback", "1"]);
    let keep_one = ["gc", "--keep", "1", "--keep-days", "0"];
    assert_eq!(stdout(folder.path(), &keep_one), "removed nothing; 3 kept\n");
    let said = stdout(folder.path(), &[&keep_one[..], &["--also-newer"]].concat());
    assert!(said.starts_with("removed 2 versions: 2, 3; "), "{said}");
    publish(folder.path(), 4);
    assert_eq!(listed(folder.path()), (vec![1, 4], Some(4)));
}

#[test]
fn a_run_removes_old_versions_where_it_is_told_to() {
    let folder = workplace(2);
    fs::write(folder.path().join("input/3.txt"), RELEASE).unwrap();
    let config = "[output]\ngc_after_run = true\nkeep_versions = 2\nkeep_days = 0\n";
    fs::write(folder.path().join("etl.toml"), config).unwrap();
    let output = succeed(folder.path(), &["run", "--config", "etl.toml"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("removed 1 version: 1; "), "{said}");
    assert_eq!(listed(folder.path()), (vec![2, 3], Some(3)));
}

#[test]
fn a_diff_names_what_was_added() {
    let folder = workplace(3);
    let found = json(folder.path(), &["diff", "1", "current", "--json", "--names", "1"]);
    assert_eq!((found["a"]["version"].as_u64(), found["b"]["version"].as_u64()), (Some(1), Some(3)));
    let documents = &found["documents"];
    assert_eq!((documents["unchanged"].as_u64(), documents["added"]["count"].as_u64()), (Some(1), Some(2)));
    assert_eq!(documents["added"]["first"].as_array().unwrap().len(), 1);
    assert_eq!(documents["added"]["first"][0]["source_path"], "2.txt");
    assert_eq!(found["settings"], serde_json::json!([]), "the clock is no setting");
    fs::write(folder.path().join("input/3.txt"), RELEASE).unwrap();
    fs::write(folder.path().join("etl.toml"), "[normalize]\nday_first = false\n").unwrap();
    succeed(folder.path(), &["run", "--quiet", "--config", "etl.toml", "--jobs", "1"]);
    let found = json(folder.path(), &["diff", "3", "current", "--json"]);
    let setting = serde_json::json!([{ "name": "normalize.day_first", "a": "true", "b": "false" }]);
    assert_eq!(found["settings"], setting, "nor is the number of threads");
    assert_eq!(found["documents"]["changed"]["first"][0]["source_path"], "3.txt");
    let text = stdout(folder.path(), &["diff", "3", "2"]);
    assert!(text.contains("\ndocuments: 0 added, 0 changed, 1 removed, 2 unchanged\n  - 3.txt  "), "{text}");

    succeed(folder.path(), &["diff", "1", "2"]);
    let output = etl(folder.path(), &["diff", "1", "2", "--exit-code"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(folder.path(), &["diff", "2", "2", "--exit-code"]).ends_with("no difference\n"));
    fails(folder.path(), &["diff", "1", "9"], 66, "no version 9");
}

#[test]
fn a_path_is_that_of_one_version_and_nothing_else_is_said() {
    let folder = workplace(2);
    let resolved = |number| fs::canonicalize(version_dir(folder.path(), number)).unwrap().display().to_string();
    let output = succeed(folder.path(), &["path"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{}\n", resolved(2)));
    assert!(output.stderr.is_empty());
    let glob = stdout(folder.path(), &["path", "mentions", "--version", "1"]);
    assert_eq!(glob, format!("{}/mentions/*.parquet\n", resolved(1)));
    assert!(fails(folder.path(), &["path", "mention"], 2, "there are ").stdout.is_empty());
    fails(folder.path(), &["path", "--version", "9"], 66, "no version 9");
    fails(folder.path(), &["path", "--output", "elsewhere"], 66, "etl run");
}

#[test]
fn a_deep_check_finds_what_is_changed_lost_and_added() {
    let folder = workplace(2);
    let report = json(folder.path(), &["check", "--deep", "--json"]);
    assert_eq!((report["clean"].as_bool(), report["version"].as_u64()), (Some(true), Some(2)));

    let found = |args: &[&str]| {
        let output = fails(folder.path(), args, 1, "");
        String::from_utf8(output.stdout).unwrap()
    };
    let manifest = version_dir(folder.path(), 1).join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("\"records\": 1", "\"records\":  1", 1)).unwrap();
    assert!(found(&["check", "--deep", "--version", "1"]).starts_with("manifest: version: "));
    succeed(folder.path(), &["check", "--version", "1"]);
    fs::write(&manifest, "{").unwrap();
    assert!(found(&["check", "--deep", "--version", "1"]).starts_with("manifest: version: "));
    fails(folder.path(), &["check", "--version", "1"], 65, "not a manifest");

    fs::write(version_dir(folder.path(), 2).join("notes.txt"), "x").unwrap();
    assert!(found(&["check", "--deep"]).starts_with("strangers: version: "));
    assert!(stdout(folder.path(), &["versions"]).contains("current"), "a stranger is no damage");
    flip(&part(folder.path(), 2, "mentions"));
    assert!(found(&["check", "--deep"]).contains("\nhashes: mentions: "));
}

/// The tables themselves do not depend on what was current in between.
#[test]
fn a_rollback_and_a_run_end_where_a_run_alone_does() {
    let (straight, wound) = (workplace(3), workplace(2));
    succeed(wound.path(), &["rollback"]);
    publish(wound.path(), 3);
    let tables = |folder: &TempDir| {
        let query = "SELECT * FROM documents ORDER BY doc_id";
        (rows(folder.path(), query), rows(folder.path(), "SELECT * FROM entities ORDER BY entity_id"))
    };
    assert_eq!(tables(&straight), tables(&wound));
    assert!(!published(&wound.path().join("output")).is_empty());
}

/// `current` leads to a whole version at every moment, however often it is swapped.
#[test]
fn no_reader_meets_a_moment_without_a_version() {
    let folder = workplace(2);
    let output = folder.path().join("output");
    let mut met = std::collections::BTreeSet::new();
    std::thread::scope(|scope| {
        let swaps = scope.spawn(|| {
            for at in 0..150 {
                // A program that another test starts holds a copy of the lock for a moment, between fork and exec.
                while let Err(error) = roll_back(&output, Some(at % 2 + 1), Depth::Lengths) {
                    assert!(matches!(error, RunError::Locked { .. }), "{error}");
                    std::thread::yield_now();
                }
            }
        });
        while !swaps.is_finished() {
            let dataset = Dataset::open(&output).unwrap();
            let manifest = dataset.manifest().unwrap();
            let folder = dataset.dir().file_name().unwrap().to_str().unwrap().parse();
            assert_eq!(Ok(manifest.version), folder);
            assert_eq!(manifest.documents, manifest.version, "version n holds n documents");
            met.insert(manifest.version);
        }
    });
    assert_eq!(met.into_iter().collect::<Vec<_>>(), [1, 2], "the reader met both");
}
