//! From a staging folder to a published version, so that a reader sees the old version or the new one and never
//! a mixture, whenever the power goes.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::RunError;
use super::layout::{Layout, version_name};
use super::lock::Lock;
use crate::dataset::{Manifest, VERSIONS};
use crate::schema::TABLES;
use crate::stages::load::{WrittenFile, sync_folder, verify};

/// A version under construction. Dropped before it is published, it takes its staging folder along.
#[derive(Debug)]
pub(super) struct Publication {
    layout: Layout,
    staging: PathBuf,
    number: u64,
    published: bool,
    // Last, so that it is freed after the staging folder is gone.
    _lock: Lock,
}

impl Publication {
    /// Makes the output folder, takes the lock, sweeps what dead runs left, and makes a staging folder.
    pub(super) fn begin(layout: Layout) -> Result<Self, RunError> {
        for folder in [layout.root().to_owned(), layout.meta(), layout.runs(), layout.versions(), layout.staging()] {
            fs::create_dir_all(&folder).map_err(|source| RunError::CannotCreate { path: folder, source })?;
        }
        let lock = Lock::take(&layout.lock())?;
        links_are_free(&layout)?;
        sweep(&layout.staging())?;
        let last = layout.last_version().map_err(RunError::output(&layout.versions(), "list"))?;
        let staging = layout.staging().join(format!("run-{}", std::process::id()));
        fs::create_dir(&staging).map_err(RunError::output(&staging, "create the folder"))?;
        Ok(Self { layout, staging, number: last.saturating_add(1), published: false, _lock: lock })
    }

    /// Where the files of the version are written.
    pub(super) fn staging(&self) -> &Path {
        &self.staging
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Writes a file of the version beside its tables and makes it durable; `name` is its name.
    pub(super) fn keep(&self, name: &str, text: &str) -> Result<(), RunError> {
        let path = self.staging.join(name);
        write_durably(&path, text.as_bytes()).map_err(RunError::output(&path, "write"))
    }

    /// Verifies the files that were written, writes the manifest, and makes the version current.
    pub(super) fn publish(mut self, files: &[WrittenFile], manifest: &Manifest) -> Result<PathBuf, RunError> {
        for file in files {
            verify(file)?;
        }
        self.keep(Manifest::FILE_NAME, &manifest.to_json())?;
        sync_folder(&self.staging)?;

        let version = self.layout.version(self.number);
        fs::rename(&self.staging, &version).map_err(RunError::output(&version, "move the new version to"))?;
        self.published = true;
        sync_folder(&self.layout.versions())?;
        sync_folder(&self.layout.staging())?;

        self.link_tables()?;
        make_current(&self.layout, self.number)?;
        Ok(version)
    }

    /// The stable paths for notebooks, which lead through `current`.
    fn link_tables(&self) -> Result<(), RunError> {
        for table in TABLES {
            let link = self.layout.root().join(table.name);
            let target = Path::new("current").join(table.name);
            if fs::read_link(&link).is_ok_and(|existing| existing == target) {
                continue;
            }
            replace_link(&target, &link).map_err(RunError::output(&link, "make the link"))?;
        }
        Ok(())
    }

    /// Keeps the record of the run: everything that depends on clock and machine, which the tables must not hold.
    pub(super) fn record_run(layout: &Layout, version: u64, record: &serde_json::Value) -> Result<(), RunError> {
        let path = layout.runs().join(format!("{}.json", version_name(version)));
        let mut text = format!("{record:#}");
        text.push('\n');
        write_durably(&path, text.as_bytes()).map_err(|source| RunError::Unrecorded { version, path, source })
    }
}

impl Drop for Publication {
    fn drop(&mut self) {
        if !self.published {
            // What cannot be removed now is swept by the next run.
            let _ = fs::remove_dir_all(&self.staging);
        }
    }
}

/// Makes a version current, in one step and durably. Only whoever holds the lock may do so.
pub(super) fn make_current(layout: &Layout, number: u64) -> Result<(), RunError> {
    let current = layout.current();
    replace_link(&Path::new(VERSIONS).join(version_name(number)), &current)
        .map_err(RunError::output(&current, "swap the link"))?;
    keep_current(layout, number)
}

/// Makes durable that this version is current. Who swapped the link may have died before: until somebody syncs it, a power
/// cut takes it back.
pub(super) fn keep_current(layout: &Layout, number: u64) -> Result<(), RunError> {
    sync_folder(layout.root()).map_err(|source| RunError::Unsynced { version: number, source })
}

/// Removes the staging folders of runs that died. Only whoever holds the lock may do so.
pub(super) fn sweep(staging: &Path) -> Result<(), RunError> {
    for entry in fs::read_dir(staging).map_err(RunError::output(staging, "list"))? {
        let entry = entry.map_err(RunError::output(staging, "list"))?;
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(RunError::output(&path, "sweep"))?;
    }
    Ok(())
}

/// Where a link will be made there is nothing or a link. Asked before the work: otherwise every run would do all of it and
/// leave a version that nobody can reach.
fn links_are_free(layout: &Layout) -> Result<(), RunError> {
    let tables = TABLES.iter().map(|table| layout.root().join(table.name));
    for link in tables.chain([layout.current()]) {
        link_is_free(&link).map_err(|source| RunError::CannotCreate { path: link, source })?;
    }
    Ok(())
}

fn link_is_free(link: &Path) -> io::Result<()> {
    if fs::symlink_metadata(link).is_ok_and(|metadata| !metadata.is_symlink()) {
        let message = "there is something that is not a link; move it away";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    Ok(())
}

/// Points `link` to `target`, replacing a link that is there in one step.
fn replace_link(target: &Path, link: &Path) -> io::Result<()> {
    link_is_free(link)?;
    let mut name = link.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    // Inside `_meta`, where no reader looks.
    let temporary = link.with_file_name("_meta").join(name);
    match fs::remove_file(&temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    symlink(target, &temporary)?;
    fs::rename(&temporary, link)
}

/// Writes a small file, makes it durable, and reads it back: a manifest that is not what was written makes a version
/// unreadable, however well its tables were verified.
pub(super) fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    if fs::read(path)? != bytes {
        return Err(io::Error::other("it was read back with other bytes than were written; the disk is faulty"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_where_a_link_belongs_is_said_before_the_work() {
        for name in ["current", "documents"] {
            let output = tempfile::tempdir().unwrap();
            fs::create_dir(output.path().join(name)).unwrap();
            let error = Publication::begin(Layout::new(output.path())).unwrap_err();
            assert!(matches!(&error, RunError::CannotCreate { path, .. } if path.ends_with(name)), "{error:?}");
        }
    }

    #[test]
    fn whatever_lies_in_staging_is_swept() {
        let output = tempfile::tempdir().unwrap();
        let layout = Layout::new(output.path());
        fs::create_dir_all(layout.staging().join("run-1/documents")).unwrap();
        fs::write(layout.staging().join(".listing"), "").unwrap();
        let publication = Publication::begin(layout.clone()).unwrap();
        assert_eq!(fs::read_dir(layout.staging()).unwrap().count(), 1);
        drop(publication);
        assert_eq!(fs::read_dir(layout.staging()).unwrap().count(), 0);
    }
}
