//! Each exit code of the program, brought about from outside.
//!
//! Not here: 70, which only a fault in the program gives; a unit test of `cli` has it.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::support::{RELEASE, etl};

/// A working directory with an `input` folder.
fn workplace() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("input")).unwrap();
    folder
}

fn put(folder: &TempDir, name: &str, text: impl AsRef<[u8]>) {
    fs::write(folder.path().join(name), text).unwrap();
}

#[track_caller]
fn check(folder: &TempDir, args: &[&str], expected: i32) -> Output {
    held_to(expected, args, etl(folder.path(), args).output().unwrap())
}

#[track_caller]
fn held_to(expected: i32, args: &[&str], output: Output) -> Output {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(expected), "etl {args:?}\n{stderr}");
    output
}

#[track_caller]
fn says(output: &Output, words: &str) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains(words), "`{words}` is not in:\n{stderr}");
}

#[test]
fn zero_when_all_was_published() {
    let folder = workplace();
    put(&folder, "input/a.txt", RELEASE);
    check(&folder, &["run"], 0);
    check(&folder, &["check"], 0);
    assert!(folder.path().join("output/current").exists());
}

#[test]
fn zero_for_help_and_when_the_reader_goes_away() {
    let folder = workplace();
    check(&folder, &["--help"], 0);
    let mut child = etl(folder.path(), &["schema", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = held_to(0, &["schema"], child.wait_with_output().unwrap());
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn one_when_too_much_went_to_quarantine() {
    let folder = workplace();
    put(&folder, "input/a.txt", RELEASE);
    put(&folder, "input/b.txt", "");
    let config = "[run]\nmax_quarantined_fraction = 0.0\n";
    put(&folder, "etl.toml", config);
    let output = check(&folder, &["run", "--config", "etl.toml"], 1);
    says(&output, "empty 1");
    assert!(folder.path().join("output/current").exists(), "it is published all the same");
}

#[test]
fn two_for_a_wrong_command_line() {
    let folder = workplace();
    check(&folder, &["publish"], 2);
    check(&folder, &["run", "--jobs", "many"], 2);
    check(&folder, &["run", "--jobs", "5000"], 2);
    check(&folder, &["run", "--output", ""], 2);
    let output = check(&folder, &["schema", "mention"], 2);
    says(&output, "there are documents, sentences, mentions");
    assert!(!folder.path().join("output").exists());
}

#[test]
fn two_for_a_query_that_would_change_something() {
    let folder = workplace();
    put(&folder, "input/a.txt", RELEASE);
    check(&folder, &["run"], 0);
    check(&folder, &["sql", "DROP TABLE documents"], 2);
    check(&folder, &["sql", "SELECT nothing_of_this_name FROM documents"], 2);
}

#[test]
fn sixty_five_when_nothing_could_be_read() {
    let folder = workplace();
    put(&folder, "input/a.txt", "");
    let output = check(&folder, &["run"], 65);
    says(&output, "empty");
    assert!(!folder.path().join("output/current").exists());
}

#[test]
fn sixty_six_when_there_is_no_input() {
    let folder = workplace();
    check(&folder, &["run"], 66);
    let output = check(&folder, &["run", "--input", "no/such/folder"], 66);
    says(&output, "no/such/folder");
    let output = check(&folder, &["check"], 66);
    says(&output, "etl run");
}

#[test]
fn seventy_three_when_the_output_cannot_be_made() {
    let folder = workplace();
    put(&folder, "input/a.txt", RELEASE);
    put(&folder, "taken", "a file");
    let output = check(&folder, &["run", "--output", "taken/output"], 73);
    says(&output, "taken/output");
}

#[test]
fn seventy_three_when_init_would_overwrite() {
    let folder = workplace();
    check(&folder, &["init", "press"], 0);
    let output = check(&folder, &["init", "press"], 73);
    says(&output, "etl.toml");
}

#[cfg(target_os = "linux")]
#[test]
fn seventy_four_when_the_disk_is_full() {
    let folder = workplace();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = etl(folder.path(), &["schema"]).stdout(full).output().unwrap();
    let output = held_to(74, &["schema"], output);
    says(&output, "standard output");
}

/// The version stands, and the message says so.
#[test]
fn seventy_four_when_only_the_record_of_the_run_is_missing() {
    let folder = workplace();
    put(&folder, "input/a.txt", RELEASE);
    fs::create_dir_all(folder.path().join("output/_meta/runs/000001.json")).unwrap();
    says(&check(&folder, &["run"], 74), "version 1 was published");
    check(&folder, &["check"], 0);
}

#[test]
fn seventy_five_when_another_run_holds_the_lock() {
    let folder = workplace();
    put(&folder, "input/a.txt", RELEASE);
    check(&folder, &["run"], 0);
    let lock = File::options().write(true).open(folder.path().join("output/_meta/lock")).unwrap();
    lock.lock().unwrap();
    let output = check(&folder, &["run"], 75);
    says(&output, "another run");
    drop(lock);
    check(&folder, &["run"], 0);
}

#[cfg(unix)]
#[test]
fn seventy_seven_when_the_output_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = workplace();
    put(&folder, "input/a.txt", RELEASE);
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    let args = ["run", "--output", "closed/output"];
    let mut command = etl(folder.path(), &args);
    if File::create(closed.join("probe")).is_ok() {
        // The superuser may write anywhere: be nobody, with a copy of the program where nobody can reach it.
        let copy = folder.path().join("etl");
        fs::copy(env!("CARGO_BIN_EXE_etl"), &copy).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        command = Command::new(copy);
        command.current_dir(folder.path()).args(args).uid(65_534).gid(65_534);
    }
    says(&held_to(77, &args, command.output().unwrap()), "closed/output");
}

#[test]
fn seventy_eight_for_a_wrong_configuration() {
    let folder = workplace();
    put(&folder, "input/a.txt", RELEASE);
    put(&folder, "etl.toml", "[output]\ncompresion_level = 5\n");
    let output = check(&folder, &["run", "--config", "etl.toml"], 78);
    says(&output, " --> etl.toml:2:1");
    says(&output, "did you mean `compression_level`?");

    let output = check(&folder, &["run", "--config", "no-such.toml"], 78);
    says(&output, "no-such.toml");

    let args = ["run"];
    let output = etl(folder.path(), &args).env("ETL__RUN__JOBS", "all").output().unwrap();
    says(&held_to(78, &args, output), "ETL__RUN__JOBS");
    // Offsets are 32 bits wide.
    let output = etl(folder.path(), &args).env("ETL__INPUT__MAX_RECORD_BYTES", "4294967296").output().unwrap();
    says(&held_to(78, &args, output), "ETL__INPUT__MAX_RECORD_BYTES");
    assert!(!folder.path().join("output").exists());
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_run_in_order() {
    for (signal, expected) in [("INT", 130), ("TERM", 143)] {
        let folder = workplace();
        // Enough for some seconds, so that the signal falls into the run.
        let long = RELEASE.repeat(2_000);
        for n in 0..60 {
            put(&folder, &format!("input/{n}.txt"), &long);
        }
        let args = ["run", "--log-level", "debug", "--jobs", "1"];
        let mut child = etl(folder.path(), &args).stderr(Stdio::piped()).spawn().unwrap();
        wait_for_staging(&mut child, folder.path());
        let pid = child.id().to_string();
        assert!(Command::new("kill").args(["-s", signal, &pid]).status().unwrap().success());
        held_to(expected, &args, child.wait_with_output().unwrap());
        assert!(!folder.path().join("output/current").exists(), "nothing was published");
    }
}

/// Waits until the run is at work: its staging folder is there.
#[cfg(unix)]
fn wait_for_staging(child: &mut Child, folder: &Path) {
    for _ in 0..600 {
        let staging = fs::read_dir(folder.join("output/_staging"));
        if staging.is_ok_and(|mut entries| entries.next().is_some()) {
            return;
        }
        if child.try_wait().unwrap().is_some() {
            let mut said = String::new();
            child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
            panic!("the run ended before it could be stopped:\n{said}");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    // A child that hangs would hold the test for ever.
    child.kill().unwrap();
    panic!("the run did not begin");
}

#[test]
fn an_error_in_json_has_its_exit_code() {
    let folder = workplace();
    let output = check(&folder, &["run", "--log-format", "json", "--config", "no-such.toml"], 78);
    let mut lines = output.stderr.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    let object: serde_json::Value = serde_json::from_slice(lines.next().unwrap()).unwrap();
    assert_eq!((object["exit_code"].as_u64(), object["level"].as_str()), (Some(78), Some("ERROR")));
    assert_eq!(lines.next(), None);
}
