//! The versions of an output folder: which there are, in which state, and what they take on the disk.

mod links;
mod whole;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::open::entries;
use super::{CURRENT, DatasetError, Manifest};

pub use links::Links;
pub use whole::{Depth, Fault, FaultKind, faults};

/// The folder that holds the versions, in the output folder.
pub const VERSIONS: &str = "_versions";

/// Where versions under construction lie, in the output folder.
const STAGING: &str = "_staging";

/// Name of a version's folder: six digits, so that names sort as numbers do for the first million versions.
pub fn version_name(number: u64) -> String {
    format!("{number:06}")
}

/// The number of the version whose folder this is; `None` where the name is not one that a run gives.
pub fn number_of(version_dir: &Path) -> Option<u64> {
    let name = version_dir.file_name()?.to_str()?;
    name.parse().ok().filter(|number| version_name(*number) == name)
}

/// The number of the version that `current` leads to; `None` where it leads to none.
pub fn current_number(output: &Path) -> Option<u64> {
    let target = fs::canonicalize(output.join(CURRENT)).ok()?;
    let versions = fs::canonicalize(output.join(VERSIONS)).ok()?;
    number_of(&target).filter(|_| target.parent() == Some(versions.as_path()))
}

/// What an output folder holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// By number.
    pub versions: Vec<Version>,
    pub current: Option<u64>,
    /// Bytes of all versions; what they share by hard links is counted once.
    pub bytes: u64,
    /// Folders of runs that are at work, or died and are swept by the next run.
    pub staging: usize,
}

/// One version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub number: u64,
    pub dir: PathBuf,
    pub state: State,
    /// When the run had verified it, by the manifest; else when its folder was last changed. Seconds since 1970.
    pub unix_secs: Option<u64>,
    /// What the manifest counts, where there is one.
    pub counts: Option<Counts>,
    /// Bytes of all its files.
    pub bytes: u64,
    /// Bytes of those of its files that an earlier version has as well, by hard links.
    pub shared_bytes: u64,
}

/// What the files of a version are, as far as their lengths tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Whole,
    /// There is no manifest: no run came to the end of this.
    Unfinished,
    /// What is wrong, in words.
    Damaged(Vec<String>),
}

/// What a manifest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub records: u64,
    pub documents: u64,
    pub quarantined: u64,
    /// Of all tables.
    pub rows: u64,
}

/// Lists the versions of an output folder. One that is removed meanwhile may be missing or shown as damaged.
///
/// # Errors
/// If there is no folder of versions, or it cannot be read.
pub fn versions(output: &Path) -> Result<Versions, DatasetError> {
    let folder = output.join(VERSIONS);
    if !folder.is_dir() {
        return Err(DatasetError::NotPublished { output: output.to_owned() });
    }
    let mut links = Links::default();
    let mut versions = Vec::new();
    for dir in entries(&folder)? {
        if let Some(number) = number_of(&dir).filter(|_| dir.is_dir()) {
            versions.push(version(number, dir, &mut links));
        }
    }
    versions.sort_by_key(|version| version.number);
    Ok(Versions {
        versions,
        current: current_number(output),
        bytes: links.bytes(),
        staging: entries(&output.join(STAGING)).map_or(0, |entries| entries.len()),
    })
}

fn version(number: u64, dir: PathBuf, links: &mut Links) -> Version {
    let (bytes, shared_bytes) = links.add(&dir);
    let manifest = Manifest::read(&dir);
    let unfinished = matches!(&manifest, Err(DatasetError::Io { source, .. }) if source.kind() == ErrorKind::NotFound);
    let manifest = manifest.ok();
    let state = if unfinished { State::Unfinished } else { state(&dir, Depth::Lengths) };
    Version {
        number,
        state,
        unix_secs: manifest.as_ref().and_then(Manifest::verified_unix_secs).or_else(|| changed_unix_secs(&dir)),
        counts: manifest.as_ref().map(Counts::of),
        bytes,
        shared_bytes,
        dir,
    }
}

fn state(dir: &Path, depth: Depth) -> State {
    let damage: Vec<String> =
        faults(dir, depth).into_iter().filter(Fault::is_damage).map(|fault| fault.message).collect();
    if damage.is_empty() { State::Whole } else { State::Damaged(damage) }
}

fn changed_unix_secs(dir: &Path) -> Option<u64> {
    let changed = fs::metadata(dir).and_then(|metadata| metadata.modified()).ok()?;
    changed.duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs())
}

impl Counts {
    fn of(manifest: &Manifest) -> Self {
        let Manifest { records, documents, quarantined, ref tables, .. } = *manifest;
        Self { records, documents, quarantined, rows: tables.iter().map(|table| table.rows).sum() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::testing::Release;

    #[test]
    fn only_names_that_a_run_gives_are_numbers() {
        let number = |name: &str| number_of(&Path::new("_versions").join(name));
        assert_eq!(number("000042"), Some(42));
        assert_eq!(number("1234567"), Some(1_234_567));
        for name in ["42", "0000042", "000042.bak", "-00001", "+00001", ""] {
            assert_eq!(number(name), None, "{name}");
        }
    }

    #[test]
    fn every_state_is_told_and_what_is_shared_counts_once() {
        let release = Release::publish(&["All is well.", "[Minsk]{GPE BLR} spoke."]);
        let first = release.dataset().dir().to_owned();
        let output = first.parent().unwrap().parent().unwrap().to_owned();
        // Version 2 shares all but the manifest; 3 has no manifest; 4 lacks a byte.
        for (number, spoil) in [(2, false), (4, true)] {
            let dir = output.join(VERSIONS).join(version_name(number));
            for table in release.dataset().tables().unwrap() {
                fs::create_dir_all(dir.join(&table)).unwrap();
                fs::hard_link(release.file(&table), dir.join(&table).join("part-00000.parquet")).unwrap();
            }
            let manifest = Manifest { version: number, ..release.dataset().manifest().unwrap() };
            let text = manifest.to_json();
            fs::write(dir.join(Manifest::FILE_NAME), if spoil { &text[1..] } else { &text }).unwrap();
        }
        fs::create_dir(output.join(VERSIONS).join("000003")).unwrap();
        fs::create_dir(output.join(VERSIONS).join("notes")).unwrap();
        fs::create_dir_all(output.join(STAGING).join("run-9")).unwrap();

        let found = versions(&output).unwrap();
        assert_eq!((found.current, found.staging), (Some(1), 1));
        let [one, two, three, four] = &found.versions[..] else { panic!("{found:?}") };
        assert_eq!([one.number, two.number, three.number, four.number], [1, 2, 3, 4]);
        assert_eq!([&one.state, &two.state, &three.state], [&State::Whole, &State::Whole, &State::Unfinished]);
        assert!(matches!(&four.state, State::Damaged(faults) if faults[0].contains("manifest.json")), "{four:?}");
        assert_eq!(one.shared_bytes, 0);
        assert_eq!(two.bytes - two.shared_bytes, fs::metadata(two.dir.join(Manifest::FILE_NAME)).unwrap().len());
        assert_eq!(found.bytes, one.bytes + two.bytes - two.shared_bytes + four.bytes - four.shared_bytes);
        assert_eq!(one.counts.map(|counts| counts.documents), Some(2));
        assert_eq!(four.counts, None);
    }

    #[test]
    fn an_output_without_versions_says_what_to_do() {
        let output = tempfile::tempdir().unwrap();
        assert!(matches!(versions(output.path()), Err(DatasetError::NotPublished { .. })));
        assert_eq!(current_number(output.path()), None);
    }
}
