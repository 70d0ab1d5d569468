//! The manifest of a published version: what the run was, and the rows, bytes and hash of every file.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::DatasetError;
use crate::model::{Hash128, content_hash};
use crate::schema::{SCHEMA_VERSION, SOFTWARE};

/// The form of manifest that this program writes.
const MANIFEST_VERSION: u32 = 1;

/// The manifest. Clock, host and run id stand here, so that the Parquet files are reproducible.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Form of the manifest itself.
    pub manifest_version: u32,
    /// Version of the tables' schema.
    pub schema_version: u32,
    /// Number of the published version.
    pub version: u64,
    /// Name and version of the program.
    pub software: String,
    /// Whatever the run wants to tell of itself: id, times, settings, inputs.
    #[serde(default)]
    pub run: Map<String, Value>,
    /// Records that were found in the input.
    pub records: u64,
    /// Records that became documents.
    pub documents: u64,
    /// Records that went to quarantine.
    pub quarantined: u64,
    /// The ledger of the inputs; versions of the first programs have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inputs: Option<ManifestFile>,
    pub tables: Vec<ManifestTable>,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestTable {
    pub name: String,
    pub rows: u64,
    pub files: Vec<ManifestFile>,
}

/// One file of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Relative to the version's folder, with `/` between the parts.
    pub path: String,
    pub rows: u64,
    pub bytes: u64,
    /// Hash of the file as [`crate::model::content_hash`] prints it.
    pub hash: String,
}

impl ManifestFile {
    /// `path` is relative to the version's folder.
    pub fn new(path: &Path, rows: u64, bytes: u64, hash: Hash128) -> Self {
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        Self { path: parts.join("/"), rows, bytes, hash: hash.to_string() }
    }
}

impl Manifest {
    /// Name of the manifest in a version's folder.
    pub const FILE_NAME: &str = "manifest.json";

    /// The last field of a manifest.
    pub const SEAL: &str = "self_hash";

    /// The manifest of a version whose files are still to be added.
    pub fn new(version: u64, records: u64, documents: u64, quarantined: u64) -> Self {
        Self {
            manifest_version: MANIFEST_VERSION,
            schema_version: SCHEMA_VERSION,
            version,
            software: SOFTWARE.to_owned(),
            run: Map::new(),
            records,
            documents,
            quarantined,
            inputs: None,
            tables: Vec::new(),
        }
    }

    /// Adds a file of a table; `path` is relative to the version's folder.
    pub fn add_file(&mut self, table: &str, path: &Path, rows: u64, bytes: u64, hash: Hash128) {
        let file = ManifestFile::new(path, rows, bytes, hash);
        match self.tables.iter_mut().find(|known| known.name == table) {
            Some(known) => {
                known.rows += rows;
                known.files.push(file);
            }
            None => self.tables.push(ManifestTable { name: table.to_owned(), rows, files: vec![file] }),
        }
    }

    /// Reads the manifest of a version.
    ///
    /// # Errors
    /// If the file cannot be read, is not a manifest, or is of a later form.
    pub fn read(version_dir: &Path) -> Result<Self, DatasetError> {
        let path = version_dir.join(Self::FILE_NAME);
        let bytes = fs::read(&path).map_err(DatasetError::io(&path))?;
        Self::parse(&path, &bytes)
    }

    /// The manifest in these bytes; `path` is for the error.
    ///
    /// # Errors
    /// As [`Manifest::read`], for the content.
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self, DatasetError> {
        let path = || path.to_owned();
        let manifest: Self = match serde_json::from_slice(bytes) {
            Ok(manifest) => manifest,
            Err(source) => return Err(DatasetError::Manifest { path: path(), source }),
        };
        if manifest.manifest_version > MANIFEST_VERSION {
            return Err(DatasetError::ManifestVersion { path: path(), found: manifest.manifest_version });
        }
        Ok(manifest)
    }

    /// The JSON that [`Manifest::read`] reads, indented, with a newline at its end. Its last field is the seal:
    /// the hash of all bytes before the comma that precedes it.
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(self).unwrap_or_default();
        json.truncate(json.strip_suffix("\n}").unwrap_or(&json).len());
        let seal = seal(json.as_bytes());
        json + &seal
    }

    /// Whether these are the bytes that [`Manifest::to_json`] gave, to the last space. A manifest of a later form that
    /// ends with the seal passes as well.
    pub fn is_sealed(bytes: &[u8]) -> bool {
        let at = bytes.len().saturating_sub(seal(&[]).len());
        bytes.split_at_checked(at).is_some_and(|(sealed, end)| seal(sealed).as_bytes() == end)
    }

    /// When the run had verified the version: seconds since 1970.
    pub fn verified_unix_secs(&self) -> Option<u64> {
        self.run.get("verified_unix_secs").and_then(Value::as_u64)
    }

    /// The entry of a table.
    pub fn table(&self, name: &str) -> Option<&ManifestTable> {
        self.tables.iter().find(|table| table.name == name)
    }
}

/// The end of a manifest that begins with these bytes; always of one length.
fn seal(sealed: &[u8]) -> String {
    format!(",\n  \"{}\": \"{}\"\n}}\n", Manifest::SEAL, content_hash(sealed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Manifest {
        let mut manifest = Manifest::new(42, 3, 2, 1);
        for part in ["part-00000.parquet", "part-00001.parquet"] {
            manifest.add_file("documents", &Path::new("documents").join(part), 1, 9, content_hash(part.as_bytes()));
        }
        manifest.inputs = Some(ManifestFile::new(Path::new("inputs.tsv"), 3, 300, content_hash(b"inputs")));
        manifest
    }

    #[test]
    fn rows_of_files_add_up() {
        let documents = example().table("documents").unwrap().clone();
        assert_eq!((documents.rows, documents.files.len()), (2, 2));
        assert_eq!(documents.files[1].path, "documents/part-00001.parquet");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(Manifest::FILE_NAME), example().to_json()).unwrap();
        assert_eq!(Manifest::read(dir.path()).unwrap(), example());
    }

    /// Found by fuzzing: the last digit of a number of the run was another one after it was read.
    #[test]
    fn numbers_are_read_back_to_the_last_digit() {
        let mut manifest = example();
        manifest.run.insert("seconds".to_owned(), Value::from(9.844674407370955e19));
        let read = Manifest::parse(Path::new("manifest.json"), manifest.to_json().as_bytes()).unwrap();
        assert_eq!(read, manifest);
    }

    /// No bit can change, and nothing can be lost or added, without the seal showing it.
    #[test]
    fn the_seal_holds_every_bit() {
        let whole = example().to_json().into_bytes();
        assert!(Manifest::is_sealed(&whole));
        for at in 0..whole.len() {
            assert!(!Manifest::is_sealed(&whole[..at]), "cut at {at}");
            for bit in 0..8 {
                let mut changed = whole.clone();
                changed[at] ^= 1 << bit;
                assert!(!Manifest::is_sealed(&changed), "bit {bit} of byte {at}");
            }
        }
        assert!(!Manifest::is_sealed(&[&whole[..], b"\n"].concat()));
    }

    #[test]
    fn a_manifest_without_a_ledger_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let former = Manifest { inputs: None, ..example() };
        assert!(!former.to_json().contains("inputs"));
        fs::write(dir.path().join(Manifest::FILE_NAME), former.to_json()).unwrap();
        assert_eq!(Manifest::read(dir.path()).unwrap(), former);
    }

    #[test]
    fn a_later_form_is_refused_with_its_number() {
        let dir = tempfile::tempdir().unwrap();
        let later = Manifest { manifest_version: MANIFEST_VERSION + 1, ..example() };
        fs::write(dir.path().join(Manifest::FILE_NAME), later.to_json()).unwrap();
        let error = Manifest::read(dir.path()).unwrap_err();
        assert!(matches!(error, DatasetError::ManifestVersion { found: 2, .. }), "{error}");
    }

    #[test]
    fn an_error_names_the_file() {
        let dir = tempfile::tempdir().unwrap();
        assert!(Manifest::read(dir.path()).unwrap_err().to_string().contains(Manifest::FILE_NAME));
    }
}
