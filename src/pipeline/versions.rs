//! What changes an output folder without a run: making another version current, and removing old ones.
//!
//! **Invariant:** a version's folder is whole or gone. It leaves `_versions` by one rename; what then lies in `_staging` is
//! swept by whoever takes the lock next.
//!
//! **Invariant:** `current` is never removed, and no version number is given twice.

use std::fs;
use std::path::{Path, PathBuf};

use super::RunError;
use super::layout::{Layout, version_name};
use super::lock::Lock;
use super::publish::{keep_current, make_current, sweep};
use crate::dataset::{
    Dataset, DatasetError, Depth, Fault, Links, State, Version, Versions, current_number, faults, versions,
};
use crate::stages::load::sync_folder;

const SECONDS_A_DAY: u64 = 86_400;

/// What a rollback did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rollback {
    /// What was current before; `None` where nothing was.
    pub from: Option<u64>,
    /// What is current now.
    pub to: u64,
    pub path: PathBuf,
}

/// Makes a version current that was published before: that of this number, or the one before the current one. The next run
/// builds on it.
///
/// # Errors
/// If there is no such version, or it is damaged, as far as `depth` shows. What is current then stays so.
pub fn roll_back(output: &Path, number: Option<u64>, depth: Depth) -> Result<Rollback, RunError> {
    let (layout, _lock) = locked(output)?;
    let from = current_number(output);
    let to = match number {
        Some(number) => number,
        None => one_before(output, from)?,
    };
    let version = Dataset::open_version(output, to)?;
    let faults = faults(version.dir(), depth).into_iter().filter(Fault::is_damage);
    let damage: Vec<String> = faults.map(|fault| fault.message).collect();
    if !damage.is_empty() {
        return Err(DatasetError::DamagedVersion { version: version.dir().to_owned(), faults: damage }.into());
    }
    if from == Some(to) {
        keep_current(&layout, to)?;
    } else {
        make_current(&layout, to)?;
    }
    Ok(Rollback { from, to, path: version.dir().to_owned() })
}

fn one_before(output: &Path, current: Option<u64>) -> Result<u64, RunError> {
    let found = versions(output)?.versions;
    let finished = found.iter().filter(|version| version.state != State::Unfinished).map(|version| version.number);
    let before = finished.filter(|number| current.is_some_and(|current| *number < current)).max();
    before.ok_or_else(|| DatasetError::NoVersionBefore { current, output: output.to_owned() }.into())
}

/// Which versions are kept. One is removed only if it is beyond both numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// So many versions: the current one, and the newest whole ones beside it.
    pub versions: u64,
    /// Whatever is not older than so many days.
    pub days: u64,
    /// Whether versions that are newer than the current one, left behind by a rollback, may be removed like the others.
    pub also_newer: bool,
}

/// What a removal of old versions did, or would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// By number.
    pub removed: Vec<Version>,
    /// Numbers of those that stay.
    pub kept: Vec<u64>,
    /// Bytes on the disk that are free now: what a kept version shares is not.
    pub freed_bytes: u64,
}

/// Removes the versions that need not be kept at this moment, seconds since 1970. With `dry_run` nothing is touched, not even
/// the lock.
///
/// # Errors
/// If nothing is current, so that nobody can say what must stay; or if the folder cannot be changed. Versions are removed
/// one by one: each is whole or gone.
pub fn remove_old(output: &Path, keep: Keep, now_unix_secs: u64, dry_run: bool) -> Result<Removal, RunError> {
    if dry_run {
        return plan(versions(output)?, output, keep, now_unix_secs);
    }
    let (layout, _lock) = locked(output)?;
    sweep(&layout.staging())?;
    let removal = plan(versions(output)?, output, keep, now_unix_secs)?;
    if let Some(last) = removal.removed.last() {
        // Whatever is removed, its number must stay known.
        layout.remember_version(last.number).map_err(RunError::output(&layout.last_number(), "write"))?;
        remove(&layout, &removal.removed)?;
    }
    Ok(removal)
}

fn plan(found: Versions, output: &Path, keep: Keep, now_unix_secs: u64) -> Result<Removal, RunError> {
    let Some(current) = found.current else {
        return Err(DatasetError::NoVersionBefore { current: None, output: output.to_owned() }.into());
    };
    let in_scope = |version: &Version| version.number < current || (keep.also_newer && version.number > current);
    // The current one comes first, whatever its number.
    let mut rank = 1;
    let (mut removed, mut kept, mut links) = (Vec::new(), vec![current], Links::default());
    for version in found.versions.into_iter().rev().filter(|version| version.number != current) {
        let age = now_unix_secs.saturating_sub(version.unix_secs.unwrap_or(now_unix_secs));
        let is_beyond = rank >= keep.versions && age >= keep.days.saturating_mul(SECONDS_A_DAY);
        if in_scope(&version) && version.state == State::Whole {
            rank += 1;
        }
        if in_scope(&version) && is_beyond {
            links.add(&version.dir);
            removed.push(version);
        } else {
            kept.push(version.number);
        }
    }
    removed.reverse();
    kept.sort_unstable();
    Ok(Removal { removed, kept, freed_bytes: links.freed_bytes() })
}

fn remove(layout: &Layout, versions: &[Version]) -> Result<(), RunError> {
    let grave = |version: &Version| layout.staging().join(format!("gc-{}", version_name(version.number)));
    for version in versions {
        fs::rename(&version.dir, grave(version)).map_err(RunError::output(&version.dir, "move away"))?;
    }
    // Only what cannot come back after a power cut is taken apart.
    sync_folder(&layout.staging())?;
    sync_folder(&layout.versions())?;
    for version in versions {
        let path = grave(version);
        fs::remove_dir_all(&path).map_err(RunError::output(&path, "remove"))?;
    }
    Ok(sync_folder(&layout.staging())?)
}

/// The lock of an output folder in which something was published.
fn locked(output: &Path) -> Result<(Layout, Lock), RunError> {
    let layout = Layout::new(output);
    if !layout.versions().is_dir() {
        return Err(DatasetError::NotPublished { output: output.to_owned() }.into());
    }
    for folder in [layout.meta(), layout.staging()] {
        fs::create_dir_all(&folder).map_err(|source| RunError::CannotCreate { path: folder, source })?;
    }
    let lock = Lock::take(&layout.lock())?;
    Ok((layout, lock))
}

#[cfg(test)]
#[path = "versions_tests.rs"]
mod tests;
