//! What goes to standard output and what to standard error, and in which form.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::{RELEASE, succeed};

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn with_input() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("input")).unwrap();
    fs::write(folder.path().join("input/a.txt"), RELEASE).unwrap();
    folder
}

#[test]
fn a_run_says_what_it_did_on_standard_error_in_plain_lines() {
    let folder = with_input();
    let output = succeed(folder.path(), &["run"]);
    assert_eq!(text(&output.stdout), "");
    let said = text(&output.stderr);
    assert!(said.contains("\ndocuments    1\n"), "{said}");
    assert!(!said.contains('\u{1b}') && !said.contains('\r'), "no colours and no bar where nobody looks: {said}");
}

#[test]
fn a_quiet_run_says_nothing() {
    let folder = with_input();
    let output = succeed(folder.path(), &["run", "--quiet"]);
    assert_eq!((text(&output.stdout), text(&output.stderr)), (String::new(), String::new()));
}

#[test]
fn json_logs_are_one_object_a_line_up_to_the_summary() {
    let folder = with_input();
    let output = succeed(folder.path(), &["run", "--log-format", "json"]);
    let lines: Vec<Value> =
        text(&output.stderr).lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect();
    let summary = lines.last().unwrap();
    assert_eq!(summary["message"], "run finished");
    assert_eq!((summary["documents"].as_u64(), summary["version"].as_u64()), (Some(1), Some(1)));
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_is_not_ended_by_a_full_disk_under_its_log() {
    let folder = with_input();
    for format in ["text", "json"] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_etl"));
        command.current_dir(folder.path()).args(["run", "--refresh", "--log-format", format]).stderr(full);
        assert_eq!(command.status().unwrap().code(), Some(0), "{format}");
    }
    assert!(folder.path().join("output/_versions/000002").is_dir());
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = with_input();
    let said = text(&succeed(folder.path(), &["run", "--dry-run"]).stderr);
    assert!(said.contains("dry run"), "{said}");
    assert!(!folder.path().join("output").exists());
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let folder = with_input();
    let plain = text(&succeed(folder.path(), &["run", "--color", "never"]).stderr);
    let coloured = text(&succeed(folder.path(), &["run", "--color", "always"]).stderr);
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains('\u{1b}'));
}

#[test]
fn the_folder_of_init_runs_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let made = text(&succeed(folder.path(), &["init", "press"]).stdout);
    assert_eq!(made, "press/etl.toml\npress/input/ABOUT\n");
    let press = folder.path().join("press");
    fs::write(press.join("input/a.txt"), RELEASE).unwrap();
    let said = text(&succeed(&press, &["run", "--config", "etl.toml"]).stderr);
    assert!(said.contains("records      1\n"), "the note is no record: {said}");
}

#[test]
fn completions_of_every_shell_know_the_verbs() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = text(&succeed(folder.path(), &["completions", shell]).stdout);
        assert!(script.contains("inspect") && script.contains("dry-run"), "{shell}");
    }
}
