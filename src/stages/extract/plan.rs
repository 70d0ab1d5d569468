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
    /// Where to open it.
    pub path: PathBuf,
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
    let mut plan = match locate(&settings.path)? {
        Root::File { path, metadata } => named_file(path, &metadata),
        Root::Folder { path, glob } => walk(Selection::new(path, glob, settings)?, settings.follow_links),
    };
    plan.entries.sort_by(|a, b| a.source_path.cmp(&b.source_path));
    Ok(plan)
}

/// A file that the user named: it is read whatever its ending.
fn named_file(path: PathBuf, metadata: &fs::Metadata) -> Plan {
    let name = Path::new(path.file_name().unwrap_or(path.as_os_str()));
    let reading = Reading::of_named_file(name);
    let entry = entry(&path, name, metadata.file_type().is_file(), metadata, reading);
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
    let mut finder = Finder { selection: &selection, plan: Plan::default() };
    for found in walker {
        match found {
            Ok(found) => finder.found(&found),
            Err(error) => finder.failed(&error),
        }
    }
    finder.plan
}

fn is_folder(found: &DirEntry) -> bool {
    found.file_type().is_some_and(|kind| kind.is_dir())
}

/// Sorts what a walk meets into entries and skipped files.
struct Finder<'s> {
    selection: &'s Selection,
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
                    let entry = entry(found.path(), relative, kind.is_file(), &metadata, reading);
                    self.plan.entries.push(entry);
                }
                Err(error) => self.failed(&error),
            },
            _ => self.plan.skipped += 1,
        }
    }

    /// The walk could not enter a folder or follow a link: a rejected entry, unless nobody asked for it.
    fn failed(&mut self, error: &ignore::Error) {
        let path = failed_path(error).unwrap_or(self.selection.root());
        let relative = self.selection.relative(path);
        let is_input = Reading::by_name(relative).is_some();
        let is_too_deep = self.selection.max_depth().is_some_and(|max| error.depth().is_some_and(|depth| depth >= max));
        let is_wanted = if is_input { self.selection.matches(relative) } else { !is_too_deep };
        if !is_wanted || !self.selection.lets_in(relative, !is_input) {
            return;
        }
        if is_gone(error) && !is_input && relative.extension().is_some() {
            self.plan.skipped += 1;
            return;
        }
        let entry = rejected(path, relative, 0, self.diagnose(error, path));
        if !is_gone(error) && error.io_error().is_some() && path.is_dir() {
            self.plan.unlisted.push(entry.source_path.clone());
        }
        self.plan.entries.push(entry);
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

fn entry(path: &Path, relative: &Path, is_file: bool, metadata: &fs::Metadata, reading: Reading) -> Entry {
    let size_bytes = metadata.len();
    match source_path::unicode(relative) {
        None => {
            let diagnostic =
                reject::diagnostic(Code::PathNotUnicode, "rename the file so that its path is valid UTF-8");
            rejected(path, relative, size_bytes, diagnostic)
        }
        Some(_) if !is_file => {
            let detail = "a pipe, socket or device is not read";
            rejected(path, relative, size_bytes, reject::diagnostic(Code::NotAFile, detail))
        }
        Some(source_path) => Entry {
            path: path.to_owned(),
            source_path,
            size_bytes,
            stamp: Some(Stamp::of(metadata)),
            kind: Kind::Readable(reading),
        },
    }
}

fn rejected(path: &Path, relative: &Path, size_bytes: u64, diagnostic: Diagnostic) -> Entry {
    let source_path = match source_path::unicode(relative) {
        Some(root) if root.is_empty() => ".".to_owned(),
        Some(source_path) => source_path,
        None => source_path::escaped(relative),
    };
    Entry { path: path.to_owned(), source_path, size_bytes, stamp: None, kind: Kind::Rejected(diagnostic) }
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
