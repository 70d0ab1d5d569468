//! Finds the inputs: every file that a run will read, and every one that it cannot.

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::{DirEntry, WalkBuilder};

use super::format::Reading;
use super::input::COMMON_EXPANSION;
use super::reject;
use super::root::{Root, locate};
use super::selection::{self, Selection};
use super::{ExtractError, Stamp, source_path};
use crate::config::InputSettings;
use crate::model::{Code, Diagnostic};
use crate::text::printable_path;

/// What was found, sorted by source path (bytewise); every entry is either readable or already rejected.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub entries: Vec<Entry>,
    /// Files in the folder that are no inputs: of unknown ending, or links where links are not followed.
    pub skipped: u64,
    /// Source paths of the folders that could not be listed, or not to their end; `.` is the input folder.
    pub unlisted: Vec<String>,
}

impl Plan {
    /// Whether this may lie in a folder that could not be listed: who misses it does not know that it is gone.
    pub fn is_out_of_sight(&self, source_path: &str) -> bool {
        let lies_in = |folder: &String| {
            folder == "." || source_path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        self.unlisted.iter().any(lies_in)
    }
}

/// One input.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The folder that its source path starts from: one for all inputs, of which there may be a million.
    pub(super) root: Arc<Path>,
    /// Path relative to the input root, with `/` between the parts: its name in the tables.
    pub source_path: String,
    /// Bytes on disk; 0 where the system would not say.
    pub size_bytes: u64,
    /// What else the system says of the file; nothing where it was not asked or would not say.
    pub stamp: Option<Stamp>,
    pub(super) kind: Kind,
}

/// Whether an entry can be read.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Readable(Reading),
    Rejected(Diagnostic),
}

impl Entry {
    /// Where to open it. Of no meaning where the source path is only what can be shown of a path that is not valid Unicode.
    pub fn path(&self) -> PathBuf {
        self.root.join(&self.source_path)
    }

    /// Whether it holds many records, to be streamed; otherwise it is one record at most.
    pub fn is_container(&self) -> bool {
        matches!(self.kind, Kind::Readable(reading) if reading.format.is_container())
    }

    /// Bytes that it commonly holds once its compression is taken off: what memory to reckon with before it is read.
    pub fn expected_bytes(&self) -> u64 {
        match self.kind {
            Kind::Readable(Reading { compression: Some(_), .. }) => self.size_bytes.saturating_mul(COMMON_EXPANSION),
            _ => self.size_bytes,
        }
    }

    /// Name of its format; nothing where it is rejected.
    pub fn format(&self) -> Option<&'static str> {
        match &self.kind {
            Kind::Readable(reading) => Some(reading.format.name()),
            Kind::Rejected(_) => None,
        }
    }

    /// Why it will not be read; nothing where it will.
    pub fn rejection(&self) -> Option<&Diagnostic> {
        match &self.kind {
            Kind::Readable(_) => None,
            Kind::Rejected(diagnostic) => Some(diagnostic),
        }
    }
}

/// Lists the inputs.
///
/// # Errors
/// Only for the environment: no such input, no permission on its root, an invalid glob or ignore pattern.
pub fn plan(settings: &InputSettings) -> Result<Plan, ExtractError> {
    selection::compile(&settings.ignore)?;
    let plan = match locate(&settings.path)? {
        Root::File { path, metadata } => named_file(path, &metadata),
        Root::Folder { path, glob } => walk(Selection::new(path, glob, settings)?, settings.follow_links),
    };
    Ok(in_order(plan))
}

/// Sorts, and counts a folder once that failed several times: when it was opened, and again while it was listed.
fn in_order(mut plan: Plan) -> Plan {
    plan.entries.sort_by(|a, b| a.source_path.cmp(&b.source_path));
    plan.entries.dedup_by(|next, first| next.source_path == first.source_path);
    plan.unlisted.sort_unstable();
    plan.unlisted.dedup();
    plan
}

/// A file that the user named: it is read whatever its ending.
fn named_file(path: PathBuf, metadata: &fs::Metadata) -> Plan {
    let name = Path::new(path.file_name().unwrap_or(path.as_os_str()));
    let reading = Reading::of_named_file(name);
    let root: Arc<Path> = path.parent().unwrap_or(Path::new("")).into();
    let entry = entry(&root, name, metadata.file_type().is_file(), metadata, reading);
    Plan { entries: vec![entry], ..Plan::default() }
}

/// Every input below a folder, in no order.
fn walk(selection: Selection, follow_links: bool) -> Plan {
    let selection = Arc::new(selection);
    let filter = Arc::clone(&selection);
    let walker = WalkBuilder::new(selection.root())
        .standard_filters(false)
        .follow_links(follow_links)
        .max_depth(selection.max_depth())
        .filter_entry(move |found| filter.lets_in(filter.relative(found.path()), is_folder(found)))
        .build();
    let root = selection.root().into();
    let mut finder = Finder { selection: &selection, root, plan: Plan::default() };
    for found in walker {
        match found {
            Ok(found) => finder.found(&found),
            Err(error) => finder.lost(&error),
        }
    }
    finder.plan
}

/// Whether this is a folder, or the system will not say what it is: so it is where the folder above may not be passed through.
fn may_be_folder(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(_) => path.is_dir(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

fn is_folder(found: &DirEntry) -> bool {
    found.file_type().is_some_and(|kind| kind.is_dir())
}

/// Sorts what a walk meets into entries and skipped files.
struct Finder<'s> {
    selection: &'s Selection,
    root: Arc<Path>,
    plan: Plan,
}

impl Finder<'_> {
    fn found(&mut self, found: &DirEntry) {
        let Some(kind) = found.file_type().filter(|kind| !kind.is_dir()) else { return };
        let relative = self.selection.relative(found.path());
        if !self.selection.matches(relative) {
            return;
        }
        let is_link_left_alone = kind.is_symlink();
        match Reading::by_name(relative) {
            Some(reading) if !is_link_left_alone => match found.metadata() {
                Ok(metadata) => {
                    let entry = entry(&self.root, relative, kind.is_file(), &metadata, reading);
                    self.plan.entries.push(entry);
                }
                Err(error) => {
                    self.failed(&error);
                }
            },
            _ => self.plan.skipped += 1,
        }
    }

    /// The walk could not enter a folder or follow a link.
    fn lost(&mut self, error: &ignore::Error) {
        let path = failed_path(error).unwrap_or(self.selection.root());
        let hides_inputs = !is_gone(error) && error.io_error().is_some() && may_be_folder(path);
        let folder = self.failed(error).filter(|_| hides_inputs);
        self.plan.unlisted.extend(folder);
    }

    /// What cannot be looked at is a rejected entry, unless nobody asked for it; gives its source path.
    fn failed(&mut self, error: &ignore::Error) -> Option<String> {
        let path = failed_path(error).unwrap_or(self.selection.root());
        let relative = self.selection.relative(path);
        let is_input = Reading::by_name(relative).is_some();
        let is_too_deep = self.selection.max_depth().is_some_and(|max| error.depth().is_some_and(|depth| depth >= max));
        let is_wanted = if is_input { self.selection.matches(relative) } else { !is_too_deep };
        if !is_wanted || !self.selection.lets_in(relative, !is_input) {
            return None;
        }
        if is_gone(error) && !is_input && relative.extension().is_some() {
            self.plan.skipped += 1;
            return None;
        }
        let entry = rejected(&self.root, relative, 0, self.diagnose(error, path));
        let source_path = entry.source_path.clone();
        self.plan.entries.push(entry);
        Some(source_path)
    }

    fn diagnose(&self, error: &ignore::Error, path: &Path) -> Diagnostic {
        if let Some(ancestor) = loop_ancestor(error) {
            let detail = match self.selection.relative(ancestor) {
                above if above.as_os_str().is_empty() => "the link leads back to the input folder".to_owned(),
                above => format!("the link leads back to `{}`", printable_path(above)),
            };
            return reject::diagnostic(Code::SymlinkLoop, detail);
        }
        let is_link = || fs::symlink_metadata(path).is_ok_and(|metadata| metadata.file_type().is_symlink());
        match error.io_error() {
            Some(_) if is_gone(error) && is_link() => {
                reject::diagnostic(Code::Unreadable, "the symbolic link leads to nothing")
            }
            Some(error) => reject::of_io_error(system_error(error)),
            None => reject::diagnostic(Code::Unreadable, "the folder cannot be listed"),
        }
    }
}

fn entry(root: &Arc<Path>, relative: &Path, is_file: bool, metadata: &fs::Metadata, reading: Reading) -> Entry {
    let size_bytes = metadata.len();
    match source_path::unicode(relative) {
        None => {
            let diagnostic =
                reject::diagnostic(Code::PathNotUnicode, "rename the file so that its path is valid UTF-8");
            rejected(root, relative, size_bytes, diagnostic)
        }
        Some(_) if !is_file => {
            let detail = "a pipe, socket or device is not read";
            rejected(root, relative, size_bytes, reject::diagnostic(Code::NotAFile, detail))
        }
        Some(source_path) => Entry {
            root: Arc::clone(root),
            source_path,
            size_bytes,
            stamp: Some(Stamp::of(metadata)),
            kind: Kind::Readable(reading),
        },
    }
}

fn rejected(root: &Arc<Path>, relative: &Path, size_bytes: u64, diagnostic: Diagnostic) -> Entry {
    let source_path = match source_path::unicode(relative) {
        Some(root) if root.is_empty() => ".".to_owned(),
        Some(source_path) => source_path,
        None => source_path::escaped(relative),
    };
    Entry { root: Arc::clone(root), source_path, size_bytes, stamp: None, kind: Kind::Rejected(diagnostic) }
}

/// The path that an error of the walk is about.
fn failed_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } | ignore::Error::Loop { child: path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } => failed_path(err),
        _ => None,
    }
}

/// The folder to which a looping link leads back.
fn loop_ancestor(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::Loop { ancestor, .. } => Some(ancestor),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithPath { err, .. } => loop_ancestor(err),
        _ => None,
    }
}

fn is_gone(error: &ignore::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// The system's own error inside one of the walker's, whose message would name the path on this machine.
fn system_error(error: &io::Error) -> &io::Error {
    error.source().and_then(|source| source.downcast_ref()).unwrap_or(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(path: PathBuf) -> ignore::Error {
        let source = io::Error::from(io::ErrorKind::PermissionDenied);
        ignore::Error::WithPath { path, err: Box::new(ignore::Error::Io(source)) }
    }

    fn lost(root: &Path, names: &[&str]) -> Plan {
        let selection = Selection::new(root.to_owned(), None, &InputSettings::default()).unwrap();
        let mut finder = Finder { selection: &selection, root: selection.root().into(), plan: Plan::default() };
        for name in names {
            finder.lost(&failure(root.join(name)));
        }
        in_order(finder.plan)
    }

    /// Without the right to pass through a folder, one inside it can be neither listed nor looked at.
    #[test]
    fn a_folder_of_which_the_system_says_nothing_is_out_of_sight_and_a_file_or_what_is_gone_is_not() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("file"), "").unwrap();
        fs::create_dir(root.path().join("folder")).unwrap();
        // Nothing is known of what would lie below a file.
        for (name, is_out_of_sight) in [("folder", true), ("file/below", true), ("file", false), ("gone", false)] {
            let plan = lost(root.path(), &[name]);
            assert_eq!((plan.entries.len(), plan.unlisted.len()), (1, usize::from(is_out_of_sight)), "{name}");
        }
    }

    /// The ledger has one line an input: a second record of it would belong to none.
    #[test]
    fn a_folder_that_fails_twice_is_one_record() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("folder")).unwrap();
        let plan = lost(root.path(), &["folder", "", "folder", ""]);
        let names: Vec<&str> = plan.entries.iter().map(|entry| entry.source_path.as_str()).collect();
        assert_eq!((names, plan.unlisted.len()), (vec![".", "folder"], 2));
    }
}
