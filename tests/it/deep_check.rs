//! No byte of a published version can change unseen: mutants of every file, each found by `etl check --deep`.
//!
//! The number of mutants is 2,000, or `ETL_MUTANTS`; `ETL_MUTANTS=100000 cargo test --release --test it deep_check` is the long form.
//! `ETL_MUTANTS_FROM` begins with a later one: a failure prints the line that makes its mutant alone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use communique::dataset::{Dataset, Depth, check_deep, faults};
use communique::schema::TABLES;

use crate::support::{repository, succeed, walk};

/// Of so many mutants one goes through the whole check, which must not be brought down by it.
const WHOLE_CHECK_EVERY: u64 = 50;

/// What is done to a file.
#[derive(Debug)]
enum Mutation {
    FlipBit {
        byte: usize,
        bit: u8,
    },
    Truncate {
        bytes: usize,
    },
    Extend {
        bytes: Vec<u8>,
    },
    /// As a disk does that lost a sector.
    Blank {
        from: usize,
        to: usize,
    },
    Remove,
}

impl Mutation {
    /// The mutation of this number, of a file with this content. It always changes the content.
    fn of(random: &mut Random, whole: &[u8]) -> Self {
        let len = whole.len();
        let at = random.below(len);
        match random.below(100) {
            0..60 => Self::FlipBit { byte: at, bit: random.below(8) as u8 },
            60..85 => Self::Truncate { bytes: at },
            85..92 => Self::Extend { bytes: (0..=random.below(20)).map(|_| random.below(256) as u8).collect() },
            92..99 if whole[at] != 0 => {
                let from = at / 512 * 512;
                Self::Blank { from, to: (from + 512).min(len) }
            }
            _ => Self::Remove,
        }
    }

    /// The mutant; `None` where there is no file any more.
    fn apply(&self, whole: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = whole.to_vec();
        match self {
            Self::FlipBit { byte, bit } => bytes[*byte] ^= 1 << bit,
            Self::Truncate { bytes: left } => bytes.truncate(*left),
            Self::Extend { bytes: more } => bytes.extend(more),
            Self::Blank { from, to } => bytes[*from..*to].fill(0),
            Self::Remove => return None,
        }
        Some(bytes)
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same mutants everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

fn number(variable: &str, default: u64) -> u64 {
    env::var(variable).map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{variable}={text}")))
}

/// A small version with rows in every table.
fn published() -> (tempfile::TempDir, Dataset) {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("input");
    fs::create_dir(&input).unwrap();
    for name in ["2022-03-03-drought-appeal.txt", "2022-03-04-drought-appeal-repost.txt"] {
        fs::copy(repository().join("input/wire").join(name), input.join(name)).unwrap();
    }
    fs::write(input.join("empty.txt"), "").unwrap();
    fs::write(folder.path().join("etl.toml"), "[run]\nmax_quarantined_fraction = 1.0\n").unwrap();
    succeed(folder.path(), &["run", "--config", "etl.toml"]);
    let dataset = Dataset::open(&folder.path().join("output")).unwrap();
    (folder, dataset)
}

/// The files of a version with their contents: of every table, the manifest, and whatever else a run writes there.
fn files(version: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    walk(version, &mut |path| files.push((path.to_owned(), fs::read(path).unwrap())));
    files.sort();
    let kinds: BTreeSet<_> =
        files.iter().map(|(path, _)| path.strip_prefix(version).unwrap().iter().next().unwrap()).collect();
    let expected = TABLES.iter().map(|table| table.name).chain(["manifest.json"]);
    for kind in expected {
        assert!(kinds.contains(std::ffi::OsStr::new(kind)), "{kind} is not among the files that are changed");
    }
    files
}

#[test]
fn every_mutant_of_every_file_is_found() {
    let (_folder, dataset) = published();
    let version = dataset.dir();
    assert_eq!(faults(version, Depth::Hashes), [], "a version that was not touched is whole");
    assert_eq!(check_deep(&dataset).findings, []);
    let files = files(version);

    let (from, mutants) = (number("ETL_MUTANTS_FROM", 0), number("ETL_MUTANTS", 2_000));
    for mutant in from..from + mutants {
        let (path, whole) = &files[mutant as usize % files.len()];
        let mutation = Mutation::of(&mut Random(mutant), whole);
        match mutation.apply(whole) {
            Some(bytes) => {
                assert!(bytes != *whole, "mutant {mutant} changes nothing: {mutation:?}");
                fs::write(path, bytes).unwrap();
            }
            None => fs::remove_file(path).unwrap(),
        }

        let context = || {
            format!(
                "{}: {mutation:?}\nETL_MUTANTS_FROM={mutant} ETL_MUTANTS=1 cargo test --test it deep_check",
                path.display()
            )
        };
        let found = faults(version, Depth::Hashes);
        let name = path.strip_prefix(version).unwrap().to_string_lossy().into_owned();
        assert!(
            found.iter().any(|fault| fault.is_damage() && fault.message.contains(&name)),
            "{found:?}\n{}",
            context()
        );
        if mutant % WHOLE_CHECK_EVERY == 0 || mutants == 1 {
            assert!(!check_deep(&dataset).is_clean(), "{}", context());
        }
        fs::write(path, whole).unwrap();
    }
    assert_eq!(faults(version, Depth::Hashes), [], "every mutant was taken back");
}

/// The control: lengths alone, as `etl versions` looks at them, do not show a flipped bit of a table; so the hashes do.
#[test]
fn a_flipped_bit_is_shown_by_nothing_but_the_hashes() {
    let (_folder, dataset) = published();
    let path = dataset.files("sentences").unwrap().remove(0);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    assert_eq!(faults(dataset.dir(), Depth::Lengths), []);
    assert_eq!(faults(dataset.dir(), Depth::Hashes).len(), 1);
}
