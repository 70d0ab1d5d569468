//! What incremental runs promise, case by case.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::time::{Duration, SystemTime};

use communique::pipeline::{Outcome, RunOptions, preview};

use super::world::{World, assert_whole, rows, run, versions};
use crate::support::{RELEASE, etl, succeed};

fn two_releases() -> World {
    let mut world = World::new();
    world.write("a.txt", RELEASE.as_bytes());
    world.write("b.txt", b"Kenya and Japan\n\nThe ministers of Kenya and Japan met in Nairobi.\n");
    world
}

fn refresh_reason(world: &World, change: impl FnOnce(&mut communique::config::Settings)) -> Option<String> {
    let mut settings = world.settings("out");
    change(&mut settings);
    preview(&settings, &RunOptions::default()).unwrap().refresh.map(|(code, reason)| format!("{code}: {reason}"))
}

#[test]
fn what_does_not_change_keeps_its_inode() {
    let mut world = two_releases();
    world.run("out").unwrap();
    world.write("c.txt", b"Peru\n\nThe president of Peru spoke in Lima.\n");
    let report = world.run("out").unwrap();
    assert_eq!((report.inputs.new, report.inputs.unchanged), (1, 2));
    let inode = |version: &str, part: &str| {
        let path = world.output("out").join("_versions").join(version).join("documents").join(part);
        fs::metadata(path).unwrap().ino()
    };
    assert_eq!(inode("000001", "part-00000.parquet"), inode("000002", "part-00000.parquet"));
    assert_ne!(inode("000002", "part-00000.parquet"), inode("000002", "part-00001.parquet"));
    assert_whole(&world.dataset("out"));
}

#[test]
fn a_touched_file_is_read_and_found_the_same() {
    let mut world = two_releases();
    world.run("out").unwrap();
    world.touch("a.txt");
    let seen = preview(&world.settings("out"), &RunOptions::default()).unwrap();
    assert_eq!((seen.has_work, seen.touched, seen.counts.unchanged), (false, vec!["a.txt".to_owned()], 2));
    assert_eq!(world.run("out").unwrap().outcome, Outcome::UpToDate);

    world.write("c.txt", b"Peru\n\nThe president of Peru spoke in Lima.\n");
    world.run("out").unwrap();
    let seen = preview(&world.settings("out"), &RunOptions::default()).unwrap();
    assert_eq!(seen.touched, [""; 0], "the next version renewed its line");
}

/// Within a tick of the clock, a change may leave time and size as they were.
#[test]
fn a_young_file_is_told_by_its_bytes() {
    let mut world = two_releases();
    let time = SystemTime::now();
    world.write_now("a.txt", b"Talks in Oslo");
    world.set_time("a.txt", time);
    world.run("out").unwrap();
    world.write_now("a.txt", b"Talks in Rome");
    world.set_time("a.txt", time);
    assert_eq!(world.run("out").unwrap().inputs.changed, 1);
}

/// What neither size nor time nor inode show, only reading shows.
#[test]
fn a_change_that_forges_time_and_size_needs_paranoia() {
    let mut world = two_releases();
    let time = SystemTime::now() - Duration::from_secs(9_000);
    world.write("a.txt", b"Talks in Oslo");
    world.set_time("a.txt", time);
    world.run("out").unwrap();
    world.write_now("a.txt", b"Talks in Rome");
    world.set_time("a.txt", time);
    assert_eq!(world.run("out").unwrap().outcome, Outcome::UpToDate);
    let report = run(&world.settings("out"), &RunOptions { paranoid: true, ..RunOptions::default() }).unwrap();
    assert_eq!((report.inputs.changed, report.inputs.unchanged), (1, 1));
}

#[test]
fn what_shapes_rows_makes_all_be_read_anew() {
    let world = two_releases();
    assert_eq!(refresh_reason(&world, |_| ()).unwrap(), "first: nothing is published yet");
    world.run("out").unwrap();
    assert_eq!(refresh_reason(&world, |_| ()), None);
    assert_eq!(refresh_reason(&world, |settings| settings.run.jobs = 7), None);
    let day_first = refresh_reason(&world, |settings| settings.normalize.day_first = false);
    assert_eq!(day_first.unwrap(), "reshaped: other settings than before");
    assert_eq!(refresh_reason(&world, |settings| settings.run.limit = 1).unwrap(), "limited: run.limit is set");

    let mut settings = world.settings("out");
    settings.normalize.day_first = false;
    let report = run(&settings, &RunOptions::default()).unwrap();
    assert_eq!((report.inputs.new, report.refresh.unwrap()), (2, "other settings than before".to_owned()));
    assert_eq!(run(&settings, &RunOptions::default()).unwrap().outcome, Outcome::UpToDate);
}

#[test]
fn a_trial_with_a_limit_is_not_built_upon() {
    let world = two_releases();
    let mut settings = world.settings("out");
    settings.run.limit = 1;
    assert_eq!(run(&settings, &RunOptions::default()).unwrap().documents, 1);
    assert_eq!(run(&settings, &RunOptions::default()).unwrap().outcome, Outcome::Published);
    assert_eq!(world.run("out").unwrap().documents, 2);
}

#[test]
fn a_damaged_ledger_or_a_missing_part_makes_all_be_read_anew() {
    let world = two_releases();
    world.run("out").unwrap();
    let folder = world.dataset("out").dir().to_owned();
    let (ledger, part) = (folder.join("inputs.tsv"), folder.join("sentences/part-00000.parquet"));

    let whole = fs::read(&ledger).unwrap();
    fs::write(&ledger, [&whole[..], b"\n"].concat()).unwrap();
    assert!(refresh_reason(&world, |_| ()).unwrap().contains("inputs.tsv is not the file that was published"));
    fs::write(&ledger, &whole).unwrap();
    assert_eq!(refresh_reason(&world, |_| ()), None);

    fs::remove_file(&part).unwrap();
    assert!(refresh_reason(&world, |_| ()).unwrap().contains("part-00000.parquet is missing"));
    let report = world.run("out").unwrap();
    assert_eq!((report.outcome, report.version, report.inputs.new), (Outcome::Published, Some(2), 2));
    assert_whole(&world.dataset("out"));
}

/// The manifest counts rows and says where files lie: one that was changed is nothing to build upon.
#[test]
fn a_manifest_that_was_changed_is_not_built_upon() {
    let world = two_releases();
    world.run("out").unwrap();
    let manifest = world.dataset("out").dir().join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("\"documents\": 2", "\"documents\": 3", 1)).unwrap();
    assert!(refresh_reason(&world, |_| ()).unwrap().contains("manifest.json is not the file that was published"));
}

/// What is kept over a refresh has the rows of other settings: when it comes back it is read, however unchanged it looks.
#[test]
fn what_comes_back_after_all_was_read_anew_is_read_as_well() {
    let world = two_releases();
    world.run("out").unwrap();
    let (there, away) = (world.input("a.txt"), world.input("a.away"));
    fs::rename(&there, &away).unwrap();
    let mut settings = world.settings("out");
    settings.run.vanished = "keep".into();
    settings.output.compression_level = 5;
    let report = run(&settings, &RunOptions::default()).unwrap();
    assert_eq!((report.inputs.new, report.inputs.kept, report.documents), (1, 1, 2));
    fs::rename(&away, &there).unwrap();
    let report = run(&settings, &RunOptions::default()).unwrap();
    assert_eq!((report.inputs.changed, report.inputs.unchanged, report.documents), (1, 1, 2));
    assert_eq!(run(&settings, &RunOptions::default()).unwrap().outcome, Outcome::UpToDate);
    assert_whole(&world.dataset("out"));
}

/// What is kept lies in the published version alone: to read everything anew would lose it without a word.
#[test]
fn a_version_that_holds_the_only_rows_of_a_text_is_not_given_up_unasked() {
    let world = two_releases();
    let mut keeping = world.settings("out");
    keeping.run.vanished = "keep".into();
    run(&keeping, &RunOptions::default()).unwrap();
    fs::remove_file(world.input("a.txt")).unwrap();
    fs::remove_file(world.dataset("out").dir().join("inputs.tsv")).unwrap();
    let error = run(&keeping, &RunOptions::default()).unwrap_err().to_string();
    assert!(error.contains("inputs.tsv is missing") && error.contains("--refresh"), "{error}");
    let report = run(&keeping, &RunOptions { refresh: true, ..RunOptions::default() }).unwrap();
    assert_eq!((report.version, report.documents), (Some(2), 1));
}

/// A ledger that cannot be read now may be read in a moment, and is not taken for lost.
#[test]
fn what_the_system_will_not_let_us_read_ends_the_run() {
    let world = two_releases();
    world.run("out").unwrap();
    let ledger = world.dataset("out").dir().join("inputs.tsv");
    fs::remove_file(&ledger).unwrap();
    fs::create_dir(&ledger).unwrap(); // Reading a folder fails, with another error than that nothing is there.
    let error = world.run("out").unwrap_err().to_string();
    assert!(error.starts_with("cannot read ") && error.contains("inputs.tsv"), "{error}");
}

/// A fault of the disk does not get a hash of its own when its part is written again.
#[test]
fn a_flipped_bit_is_not_copied_into_another_part() {
    let world = two_releases();
    world.run("out").unwrap();
    let part = world.dataset("out").dir().join("documents/part-00000.parquet");
    let mut bytes = fs::read(&part).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&part, bytes).unwrap();
    fs::remove_file(world.input("a.txt")).unwrap();
    let error = world.run("out").unwrap_err().to_string();
    assert!(error.contains("is not the file that was published") && error.contains("--refresh"), "{error}");
    run(&world.settings("out"), &RunOptions { refresh: true, ..RunOptions::default() }).unwrap();
    assert_whole(&world.dataset("out"));
}

#[test]
fn what_has_vanished_is_removed_or_kept() {
    let mut world = two_releases();
    world.write("empty.txt", b"");
    world.run("out").unwrap();
    fs::remove_file(world.input("a.txt")).unwrap();
    fs::remove_file(world.input("empty.txt")).unwrap();

    let mut keeping = world.settings("out");
    keeping.run.vanished = "keep".into();
    let report = run(&keeping, &RunOptions::default()).unwrap();
    assert_eq!((report.inputs.kept, report.inputs.removed, report.documents), (1, 1, 2));
    assert_eq!(run(&keeping, &RunOptions::default()).unwrap().outcome, Outcome::UpToDate);
    let before = rows(&world.dataset("out"));
    let report = run(&keeping, &RunOptions { refresh: true, ..RunOptions::default() }).unwrap();
    assert_eq!((report.inputs.new, report.inputs.kept, report.documents), (1, 1, 2));
    assert_eq!(rows(&world.dataset("out")), before, "a refresh does not lose what is kept");
    assert_whole(&world.dataset("out"));

    let report = world.run("out").unwrap();
    assert_eq!((report.inputs.removed, report.documents), (1, 1));
    assert_whole(&world.dataset("out"));
}

#[test]
fn what_could_not_be_read_is_tried_again() {
    let mut world = two_releases();
    world.write("c.txt", RELEASE.as_bytes());
    let mode = |mode| fs::set_permissions(world.input("c.txt"), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o000);
    if fs::read(world.input("c.txt")).is_ok() {
        return; // The superuser may read everything.
    }
    assert_eq!(world.run("out").unwrap().quarantined, [("unreadable", 1)]);
    assert_eq!(world.run("out").unwrap().outcome, Outcome::UpToDate, "it still cannot be read");
    mode(0o644);
    let report = world.run("out").unwrap();
    assert_eq!((report.inputs.changed, report.documents), (1, 3));
}

#[test]
fn a_link_to_nothing_is_tried_again_and_read_when_it_leads_somewhere() {
    let world = two_releases();
    std::os::unix::fs::symlink("later", world.input("c.txt")).unwrap();
    assert_eq!(world.run("out").unwrap().quarantined, [("unreadable", 1)]);
    assert_eq!(world.run("out").unwrap().outcome, Outcome::UpToDate);
    fs::write(world.input("later"), RELEASE).unwrap();
    let report = world.run("out").unwrap();
    assert_eq!((report.inputs.changed, report.documents, report.n_quarantined()), (1, 3, 0));
}

#[test]
fn a_dry_run_does_what_a_run_would_and_writes_nothing() {
    let mut world = two_releases();
    world.run("out").unwrap();
    world.write("c.txt", b"Peru\n\nThe president of Peru spoke in Lima.\n");
    let report = run(&world.settings("out"), &RunOptions { dry_run: true, ..RunOptions::default() }).unwrap();
    assert_eq!((report.outcome, report.inputs.new, report.documents), (Outcome::DryRun, 1, 3));
    assert_eq!(report.rows[0], ("documents", 1), "what it read");
    assert_eq!(versions(&world.output("out")), ["000001"]);
}

#[test]
fn a_year_of_daily_runs_leaves_few_parts() {
    let mut world = World::new();
    let days = 400;
    let mut most = 0;
    for day in 0..days {
        world.write(&format!("{day:03}.txt"), format!("Day {day}\n\nKenya and Japan met.\n").as_bytes());
        world.run("out").unwrap();
        most = most.max(world.dataset("out").files("documents").unwrap().len());
        fs::remove_dir_all(world.output("out").join(format!("_versions/{day:06}"))).unwrap_or_default();
    }
    assert!(most <= 16, "{most} parts");
    assert_eq!(world.dataset("out").manifest().unwrap().documents, days);
    assert_whole(&world.dataset("out"));
    world.run("whole").unwrap();
    assert_eq!(rows(&world.dataset("out")), rows(&world.dataset("whole")));
}

#[test]
fn plan_says_what_run_does() {
    let mut world = two_releases();
    let folder = world.output("");
    let args = ["plan", "--input", "press", "--output", "out", "--exit-code"];
    let plan = || etl(&folder, &args).output().unwrap();
    let run_args = ["run", "--quiet", "--input", "press", "--output", "out"];
    let first = plan();
    assert_eq!(first.status.code(), Some(10));
    assert!(String::from_utf8_lossy(&first.stdout).contains("2 files: nothing is published yet"));
    assert!(!folder.join("out").exists(), "it writes nothing");

    succeed(&folder, &run_args);
    let idle = plan();
    assert_eq!(
        (idle.status.code(), String::from_utf8_lossy(&idle.stdout).lines().next().unwrap()),
        (Some(0), "nothing to do")
    );
    let said = String::from_utf8(succeed(&folder, &["run", "--input", "press", "--output", "out"]).stderr).unwrap();
    assert!(said.contains("nothing to do, version 1 at"), "{said}");

    world.write("c.txt", RELEASE.as_bytes());
    world.write("a.txt", b"Another text");
    fs::remove_file(world.input("b.txt")).unwrap();
    let output = etl(&folder, &["plan", "--input", "press", "--output", "out", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let lists = [&found["new"], &found["changed"], &found["vanished"]].map(|list| list[0].as_str().unwrap());
    assert_eq!(lists, ["c.txt", "a.txt", "b.txt"]);
    succeed(&folder, &run_args);
    assert_eq!(plan().status.code(), Some(0));
}
