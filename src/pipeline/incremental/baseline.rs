//! The published version as the state that a run starts from, or why it cannot.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::ledger::{Ledger, LedgerError};
use crate::dataset::{Dataset, DatasetError, Manifest, ManifestFile};
use crate::model::Hash128;
use crate::pipeline::worker::STREAMED;
use crate::pipeline::{Layout, RunError};
use crate::schema::SCHEMA_VERSION;
use crate::stages::load::{WrittenFile, part_number};
use crate::text::{printable, printable_path};

/// Why everything is read anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// Nothing is published yet.
    First,
    /// Somebody asked for it.
    Asked,
    /// Only some records are read, which is a trial.
    Limited,
    /// What is published cannot be built upon.
    Unusable(String),
    /// Something else than the inputs shapes the rows in another way now: which parts of the fingerprint.
    Reshaped(Vec<&'static str>),
}

impl Refresh {
    /// A word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Asked => "asked",
            Self::Limited => "limited",
            Self::Unusable(_) => "unusable",
            Self::Reshaped(_) => "reshaped",
        }
    }
}

impl fmt::Display for Refresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::First => f.write_str("nothing is published yet"),
            Self::Asked => f.write_str("asked for"),
            Self::Limited => f.write_str("run.limit is set"),
            Self::Unusable(why) => write!(f, "what is published cannot be built upon: {why}"),
            Self::Reshaped(parts) => write!(f, "other {} than before", parts.join(", ")),
        }
    }
}

/// Why a published version is not built upon.
#[derive(Debug)]
pub(super) enum Obstacle {
    /// Everything is to be read anew.
    Refresh(Refresh),
    /// The system would not say, for a reason that may be gone in a moment. What is published may be whole: to take it for
    /// lost would cost the rows of texts that only it holds.
    Environment(RunError),
}

impl Obstacle {
    fn unusable(why: impl Into<String>) -> Self {
        Self::Refresh(Refresh::Unusable(why.into()))
    }

    /// What is missing is lost; what cannot be read now may be read later.
    fn of_io(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => {
                Self::unusable(format!("{} is missing", printable_path(path)))
            }
            _ => Self::Environment(RunError::output(path, "read")(error)),
        }
    }
}

/// A published version that can be built upon.
#[derive(Debug)]
pub(in crate::pipeline) struct Baseline {
    pub(in crate::pipeline) manifest: Manifest,
    pub(in crate::pipeline) ledger: Ledger,
    /// The files of the streamed tables, by number of the part.
    pub(in crate::pipeline) parts: BTreeMap<u32, Vec<WrittenFile>>,
}

impl Baseline {
    /// The version that is published at this moment.
    ///
    /// # Errors
    /// The reason to read everything anew, or what the system said.
    pub(super) fn read(layout: &Layout) -> Result<Self, Obstacle> {
        let version = match Dataset::open(layout.root()) {
            Ok(version) => version,
            Err(DatasetError::NotPublished { .. }) if layout.current().is_symlink() => {
                return Err(Obstacle::unusable(format!("{} leads to nothing", printable_path(&layout.current()))));
            }
            Err(DatasetError::NotPublished { .. }) => return Err(Obstacle::Refresh(Refresh::First)),
            Err(error) => return Err(obstacle(error)),
        };
        let folder = version.dir();
        let manifest = sealed_manifest(folder)?;
        if manifest.schema_version != SCHEMA_VERSION {
            return Err(Obstacle::unusable(format!("its schema has version {}", manifest.schema_version)));
        }
        let ledger = Ledger::read(folder, &manifest).map_err(|error| match error {
            LedgerError::Io(path, error) => Obstacle::of_io(&path, error),
            LedgerError::Content(why) => Obstacle::unusable(why),
        })?;
        let parts = parts(folder, &manifest).map_err(Obstacle::unusable)?;
        let baseline = Self { manifest, ledger, parts };
        baseline.is_whole()?;
        Ok(baseline)
    }

    /// Looks at lengths, not at bytes: who wants those asks `etl check`.
    fn is_whole(&self) -> Result<(), Obstacle> {
        for file in self.parts.values().flatten() {
            let length = fs::metadata(&file.path).map_err(|error| Obstacle::of_io(&file.path, error))?.len();
            if length != file.bytes {
                return Err(Obstacle::unusable(format!("{} has another length", printable_path(&file.path))));
            }
        }
        match self.ledger.lines.iter().find(|(_, line)| !self.parts.contains_key(&line.part)) {
            Some((path, line)) => {
                Err(Obstacle::unusable(format!("part {} of {} is missing", line.part, printable(path))))
            }
            None => Ok(()),
        }
    }
}

fn obstacle(error: DatasetError) -> Obstacle {
    match error {
        DatasetError::Io { path, source } => Obstacle::of_io(&path, source),
        error => Obstacle::unusable(error.to_string()),
    }
}

/// The manifest, if it is the one that was written, to the last byte.
fn sealed_manifest(folder: &Path) -> Result<Manifest, Obstacle> {
    let path = folder.join(Manifest::FILE_NAME);
    let bytes = fs::read(&path).map_err(|error| Obstacle::of_io(&path, error))?;
    let manifest = Manifest::parse(&path, &bytes).map_err(obstacle)?;
    if !Manifest::is_sealed(&bytes) {
        return Err(Obstacle::unusable(format!("{} is not the file that was published", printable_path(&path))));
    }
    Ok(manifest)
}

fn parts(folder: &Path, manifest: &Manifest) -> Result<BTreeMap<u32, Vec<WrittenFile>>, String> {
    let mut parts: BTreeMap<u32, Vec<WrittenFile>> = BTreeMap::new();
    for table in STREAMED {
        for listed in manifest.table(table).iter().flat_map(|table| &table.files) {
            let (number, file) = part(folder, table, listed).ok_or_else(|| format!("{} is no part", listed.path))?;
            parts.entry(number).or_default().push(file);
        }
    }
    Ok(parts)
}

fn part(folder: &Path, table: &'static str, listed: &ManifestFile) -> Option<(u32, WrittenFile)> {
    let (listed_table, name) = listed.path.split_once('/')?;
    let number = part_number(name).filter(|_| listed_table == table)?;
    let (rows, bytes, hash) = (listed.rows, listed.bytes, Hash128::parse(&listed.hash)?);
    Some((number, WrittenFile { table, path: folder.join(&listed.path), rows, bytes, hash }))
}
