//! Rollback and removal, over folders that look like versions.

use std::fs;

use super::*;
use crate::dataset::Manifest;
use crate::pipeline::publish::Publication;

const DAY: u64 = SECONDS_A_DAY;
const NOW: u64 = 1_000 * DAY;

/// An output folder with versions of these numbers and ages in days, and a current one. Each holds one small file.
fn published(versions: &[(u64, u64)], current: u64) -> tempfile::TempDir {
    let output = tempfile::tempdir().unwrap();
    let layout = Layout::new(output.path());
    for folder in [layout.versions(), layout.meta(), layout.staging()] {
        fs::create_dir_all(folder).unwrap();
    }
    for &(number, days) in versions {
        let dir = layout.version(number);
        fs::create_dir_all(dir.join("documents")).unwrap();
        fs::write(dir.join("documents/part-00000.parquet"), [0; 100]).unwrap();
        let mut manifest = Manifest::new(number, 1, 1, 0);
        manifest.run.insert("verified_unix_secs".into(), (NOW - days * DAY).into());
        let hash = crate::model::content_hash(&[0; 100]);
        manifest.add_file("documents", Path::new("documents/part-00000.parquet"), 1, 100, hash);
        fs::write(dir.join(Manifest::FILE_NAME), manifest.to_json()).unwrap();
    }
    make_current(&layout, current).unwrap();
    output
}

fn numbers(output: &Path) -> Vec<u64> {
    versions(output).unwrap().versions.iter().map(|version| version.number).collect()
}

fn keep(versions: u64, days: u64) -> Keep {
    Keep { versions, days, also_newer: false }
}

/// What is left of versions of these ages.
#[track_caller]
fn left(versions: &[(u64, u64)], current: u64, keep: Keep) -> Vec<u64> {
    let output = published(versions, current);
    let planned = remove_old(output.path(), keep, NOW, true).unwrap();
    assert_eq!(numbers(output.path()).len(), versions.len(), "a dry run touches nothing");
    let done = remove_old(output.path(), keep, NOW, false).unwrap();
    assert_eq!(planned, done, "a dry run says what is done");
    let left = numbers(output.path());
    assert_eq!(left, done.kept);
    assert_eq!(current_number(output.path()), Some(current));
    assert_eq!(fs::read_dir(output.path().join("_staging")).unwrap().count(), 0);
    left
}

#[test]
fn a_version_goes_only_if_it_is_beyond_number_and_age() {
    let aged = [(1, 50), (2, 40), (3, 20), (4, 10), (5, 0)];
    assert_eq!(left(&aged, 5, keep(2, 30)), [3, 4, 5], "young enough");
    assert_eq!(left(&aged, 5, keep(4, 0)), [2, 3, 4, 5], "few enough");
    assert_eq!(left(&aged, 5, keep(1, 0)), [5]);
    assert_eq!(left(&aged, 5, keep(0, 0)), [5], "never the current one");
    assert_eq!(left(&aged, 5, keep(10, 30)), [1, 2, 3, 4, 5]);
}

#[test]
fn what_a_rollback_left_behind_goes_only_when_asked() {
    let aged = [(1, 50), (2, 40), (3, 35), (4, 31)];
    assert_eq!(left(&aged, 2, keep(1, 30)), [2, 3, 4]);
    assert_eq!(left(&aged, 2, keep(2, 30)), [1, 2, 3, 4], "newer ones do not push the older out");
    assert_eq!(left(&aged, 2, Keep { also_newer: true, ..keep(1, 30) }), [2]);
    assert_eq!(left(&aged, 2, Keep { also_newer: true, ..keep(2, 30) }), [2, 4]);
}

#[test]
fn damaged_versions_do_not_take_the_place_of_whole_ones() {
    let output = published(&[(1, 50), (2, 45), (3, 40), (4, 35)], 4);
    let layout = Layout::new(output.path());
    fs::write(layout.version(3).join("documents/part-00000.parquet"), "short").unwrap();
    fs::remove_file(layout.version(1).join(Manifest::FILE_NAME)).unwrap();
    let removal = remove_old(output.path(), keep(2, 30), NOW, false).unwrap();
    assert_eq!(
        removal.kept,
        [1, 2, 3, 4],
        "1 was made just now; 2 is the second whole one, so 3 is not beyond the number"
    );
    let removal = remove_old(output.path(), keep(1, 30), NOW, false).unwrap();
    assert_eq!(removal.kept, [1, 4]);
}

#[test]
fn what_is_shared_with_a_kept_version_is_not_counted_as_freed() {
    let output = published(&[(1, 50), (2, 40)], 2);
    let layout = Layout::new(output.path());
    let file = layout.version(1).join("documents/part-00000.parquet");
    fs::hard_link(&file, layout.version(2).join("shared")).unwrap();
    let manifest = fs::metadata(layout.version(1).join(Manifest::FILE_NAME)).unwrap().len();
    let removal = remove_old(output.path(), keep(1, 0), NOW, false).unwrap();
    assert_eq!((removal.removed[0].bytes, removal.freed_bytes), (100 + manifest, manifest));
}

#[test]
fn a_number_is_never_given_twice() {
    let output = published(&[(1, 50), (2, 40), (3, 30)], 1);
    remove_old(output.path(), Keep { also_newer: true, ..keep(1, 0) }, NOW, false).unwrap();
    assert_eq!(numbers(output.path()), [1]);
    assert_eq!(Publication::begin(Layout::new(output.path())).unwrap().number(), 4);
    fs::write(Layout::new(output.path()).last_number(), "").unwrap();
    let error = Publication::begin(Layout::new(output.path())).unwrap_err();
    assert!(error.to_string().contains("last_version"), "{error}");
}

/// A death between the renames and the removal: the rest is swept, and no half version is ever listed.
#[test]
fn what_a_dead_removal_left_is_swept() {
    let output = published(&[(1, 50), (2, 40)], 2);
    let layout = Layout::new(output.path());
    fs::rename(layout.version(1), layout.staging().join("gc-000001")).unwrap();
    fs::remove_file(layout.staging().join("gc-000001").join(Manifest::FILE_NAME)).unwrap();
    let removal = remove_old(output.path(), keep(1, 0), NOW, false).unwrap();
    assert_eq!((removal.removed.len(), fs::read_dir(layout.staging()).unwrap().count()), (0, 0));
}

#[test]
fn nothing_is_removed_where_nothing_is_current() {
    let output = published(&[(1, 50), (2, 40)], 9);
    assert!(matches!(
        remove_old(output.path(), keep(1, 0), NOW, false),
        Err(RunError::Dataset(DatasetError::NoVersionBefore { current: None, .. }))
    ));
    assert_eq!(numbers(output.path()), [1, 2]);
}

#[test]
fn rollback_goes_to_the_one_before_or_to_the_one_that_is_named() {
    let output = published(&[(1, 3), (2, 2), (5, 1)], 5);
    let back = |number| roll_back(output.path(), number, Depth::Lengths);
    let rollback = back(None).unwrap();
    assert_eq!((rollback.from, rollback.to), (Some(5), 2));
    assert_eq!(current_number(output.path()), Some(2));
    assert_eq!(back(Some(5)).unwrap().from, Some(2));
    let again = back(Some(5)).unwrap();
    assert_eq!((again.from, again.to), (Some(5), 5));
    back(Some(1)).unwrap();
    assert!(matches!(back(None), Err(RunError::Dataset(DatasetError::NoVersionBefore { current: Some(1), .. }))));
    assert!(matches!(back(Some(3)), Err(RunError::Dataset(DatasetError::NoVersion { number: 3, .. }))));
    assert_eq!(current_number(output.path()), Some(1));
}

#[test]
fn rollback_refuses_what_is_damaged_as_far_as_it_looks() {
    let output = published(&[(1, 3), (2, 2)], 2);
    let file = Layout::new(output.path()).version(1).join("documents/part-00000.parquet");
    fs::write(&file, [1; 100]).unwrap();
    let damaged = |depth| {
        matches!(roll_back(output.path(), None, depth), Err(RunError::Dataset(DatasetError::DamagedVersion { .. })))
    };
    assert!(damaged(Depth::Hashes));
    fs::write(&file, [0; 99]).unwrap();
    assert!(damaged(Depth::Lengths));
    assert_eq!(current_number(output.path()), Some(2));
    fs::write(&file, [0; 100]).unwrap();
    assert!(!damaged(Depth::Hashes));
}

#[test]
fn whoever_holds_the_lock_is_left_alone() {
    let output = published(&[(1, 50), (2, 40)], 2);
    let publication = Publication::begin(Layout::new(output.path())).unwrap();
    assert!(matches!(roll_back(output.path(), None, Depth::Lengths), Err(RunError::Locked { .. })));
    assert!(matches!(remove_old(output.path(), keep(1, 0), NOW, false), Err(RunError::Locked { .. })));
    drop(publication);
    assert_eq!(numbers(output.path()), [1, 2]);
}

#[test]
fn an_output_without_versions_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    assert!(roll_back(&output, None, Depth::Lengths).is_err());
    assert!(remove_old(&output, keep(1, 0), NOW, false).is_err());
    assert!(!output.exists());
}
