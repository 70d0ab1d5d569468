//! The published version as the state that a run starts from, or why it cannot.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use super::ledger::Ledger;
use crate::dataset::{Dataset, DatasetError, Manifest, ManifestFile};
use crate::model::Hash128;
use crate::pipeline::Layout;
use crate::pipeline::worker::STREAMED;
use crate::schema::SCHEMA_VERSION;
use crate::stages::load::{WrittenFile, part_number};

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
    /// The reason to read everything anew.
    pub(super) fn read(layout: &Layout) -> Result<Self, Refresh> {
        let unusable = |error: DatasetError| Refresh::Unusable(error.to_string());
        let version = match Dataset::open(layout.root()) {
            Ok(version) => version,
            Err(DatasetError::NotPublished { .. }) => return Err(Refresh::First),
            Err(error) => return Err(unusable(error)),
        };
        let manifest = version.manifest().map_err(unusable)?;
        if manifest.schema_version != SCHEMA_VERSION {
            return Err(Refresh::Unusable(format!("its schema has version {}", manifest.schema_version)));
        }
        let folder = version.dir();
        let ledger = Ledger::read(folder, &manifest).map_err(Refresh::Unusable)?;
        let parts = parts(folder, &manifest).map_err(Refresh::Unusable)?;
        let baseline = Self { manifest, ledger, parts };
        baseline.is_whole().map_err(Refresh::Unusable)?;
        Ok(baseline)
    }

    /// Looks at lengths, not at bytes: who wants those asks `etl check`.
    fn is_whole(&self) -> Result<(), String> {
        for file in self.parts.values().flatten() {
            if fs::metadata(&file.path).is_ok_and(|metadata| metadata.len() == file.bytes) {
                continue;
            }
            return Err(format!("{} is missing or has another length", file.path.display()));
        }
        match self.ledger.lines.iter().find(|(_, line)| !self.parts.contains_key(&line.part)) {
            Some((path, line)) => Err(format!("part {} of {path} is missing", line.part)),
            None => Ok(()),
        }
    }
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
