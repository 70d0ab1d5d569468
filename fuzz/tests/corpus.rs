//! The laws hold for every input of the corpus: what the fuzzer once came upon stays mended, also where there is no fuzzer.

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use communique_fuzz::LAWS;

/// Few and small enough that nobody minds them in the repository.
const FILES_MAX: usize = 600;
const BYTES_MAX: u64 = 1 << 20;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The paths in a folder, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn names(folder: &Path) -> BTreeSet<String> {
    entries(folder).iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn every_law_holds_for_its_corpus() {
    for law in LAWS {
        let inputs = entries(&corpus().join(law.name));
        assert!(!inputs.is_empty(), "{} has no corpus", law.name);
        for input in inputs {
            let bytes = fs::read(&input).unwrap();
            let holds = catch_unwind(|| (law.holds_for)(&bytes)).is_ok();
            assert!(holds, "{} does not hold for {}", law.name, input.display());
        }
    }
}

/// The laws must not hold by looking at nothing.
#[test]
fn every_law_holds_for_nothing_at_all() {
    for law in LAWS {
        (law.holds_for)(b"");
        (law.holds_for)(b"\0");
    }
}

#[test]
fn corpora_and_dictionaries_belong_to_laws_and_are_small() {
    let laws: BTreeSet<String> = LAWS.iter().map(|law| law.name.to_owned()).collect();
    assert_eq!(names(&corpus()), laws);
    assert!(names(&corpus().with_file_name("dictionaries")).is_subset(&laws));
    let run = fs::read_to_string(corpus().with_file_name("run")).unwrap();
    let of_run = run.lines().find_map(|line| line.strip_prefix("laws=")).unwrap();
    assert_eq!(of_run.split(',').map(str::to_owned).collect::<BTreeSet<_>>(), laws, "fuzz/run tries every law");
    let files: Vec<_> = laws.iter().flat_map(|law| entries(&corpus().join(law))).collect();
    let bytes: u64 = files.iter().map(|path| path.metadata().unwrap().len()).sum();
    assert!(files.len() <= FILES_MAX && bytes <= BYTES_MAX, "{} files, {bytes} bytes", files.len());
}
