//! Is a version the very files that were published? Asked of its manifest, the lengths of its files and, if wished, their hashes.
//!
//! The manifest vouches for every file, and its seal for itself; so no bit of a version can change unseen. Nothing here is an
//! error: whatever cannot be read is a fault of the version.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path};

use serde_json::Value;

use super::number_of;
use crate::dataset::Manifest;
use crate::dataset::open::entries;
use crate::model::Hash128;
use crate::schema;

/// How closely the files of a version are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// That they are there, with their lengths: quick, whatever their size.
    Lengths,
    /// Every byte, by its hash.
    Hashes,
}

/// What is wrong with a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    /// The table that is meant; empty where it is the version as a whole.
    pub table: String,
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// The manifest is missing, not a manifest, not as it was written, or not of this version.
    Manifest,
    /// A file that the manifest lists is missing or no plain file.
    Missing,
    /// A file has other bytes than were published.
    Changed,
    /// Something lies in the version that the manifest does not list.
    Stranger,
}

impl Fault {
    fn new(kind: FaultKind, table: &str, message: String) -> Self {
        Self { kind, table: table.to_owned(), message }
    }

    fn manifest(message: String) -> Self {
        Self::new(FaultKind::Manifest, "", message)
    }

    /// Whether something of the version is lost or changed; a stranger beside whole files is not that.
    pub fn is_damage(&self) -> bool {
        self.kind != FaultKind::Stranger
    }
}

/// Everything that is wrong with the files of a version, in the order of [`FaultKind`].
pub fn faults(version_dir: &Path, depth: Depth) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(listed) = listed(version_dir, depth, &mut faults) {
        for (path, file) in &listed {
            faults.extend(file.fault(version_dir, path, depth));
        }
        strangers(version_dir, &listed, &mut faults);
    }
    faults.sort_by_key(|fault| fault.kind);
    faults
}

/// What the manifest says of a file.
#[derive(Debug)]
struct Listed {
    bytes: u64,
    hash: String,
}

impl Listed {
    fn fault(&self, version_dir: &Path, path: &str, depth: Depth) -> Option<Fault> {
        let full = version_dir.join(path);
        let fault = |kind, message: String| Some(Fault::new(kind, table_of(path), message));
        let found = match fs::symlink_metadata(&full) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return fault(FaultKind::Missing, format!("{} is missing; publish again", full.display()));
            }
            Err(error) => return fault(FaultKind::Missing, format!("{}: {error}", full.display())),
        };
        if !found.is_file() {
            return fault(FaultKind::Missing, format!("{} is no plain file", full.display()));
        }
        if found.len() != self.bytes {
            let message = format!("{} has {} bytes, the manifest gives {}", full.display(), found.len(), self.bytes);
            return fault(FaultKind::Changed, message);
        }
        if depth == Depth::Lengths {
            return None;
        }
        match hash_of(&full) {
            Ok(hash) if hash == self.hash => None,
            Ok(_) => {
                fault(FaultKind::Changed, format!("{} is not the file that was published: other hash", full.display()))
            }
            Err(error) => fault(FaultKind::Changed, format!("{}: {error}", full.display())),
        }
    }
}

/// The files that the manifest lists, by their paths in the version; `None` where there is no manifest to go by.
fn listed(version_dir: &Path, depth: Depth, faults: &mut Vec<Fault>) -> Option<BTreeMap<String, Listed>> {
    let path = version_dir.join(Manifest::FILE_NAME);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            faults.push(Fault::manifest(format!("{}: {error}", path.display())));
            return None;
        }
    };
    let manifest = match Manifest::parse(&path, &bytes) {
        Ok(manifest) => manifest,
        Err(error) => {
            faults.push(Fault::manifest(error.to_string()));
            return None;
        }
    };
    if let Some(number) = number_of(version_dir).filter(|number| *number != manifest.version) {
        let message =
            format!("{} is that of version {}, and lies in version {number}", path.display(), manifest.version);
        faults.push(Fault::manifest(message));
    }
    let json: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    faults.extend(seal_fault(&path, &bytes, &json, depth));
    let mut listed = BTreeMap::new();
    collect(&json, &mut listed);
    let leads_out = |path: &str| !Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    for (outside, _) in listed.extract_if(.., |path, _| leads_out(path)) {
        let message = format!("{} lists {outside:?}, which leads out of the version", path.display());
        faults.push(Fault::manifest(message));
    }
    Some(listed)
}

/// A manifest without a seal may be of a program that knew none; it is told of only where every byte counts.
fn seal_fault(path: &Path, bytes: &[u8], manifest: &Value, depth: Depth) -> Option<Fault> {
    let seal = Manifest::SEAL;
    let message = match manifest.get(seal) {
        _ if Manifest::is_sealed(bytes) => return None,
        Some(_) => format!("{} is not as it was written: its {seal} does not fit its text", path.display()),
        None if depth == Depth::Lengths => return None,
        None => format!("{} has no {seal}: it was changed, or an old program wrote it", path.display()),
    };
    Some(Fault::manifest(message))
}

/// Whatever a manifest describes by path, length and hash is a file of the version, in whichever part of it that stands.
fn collect(value: &Value, listed: &mut BTreeMap<String, Listed>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, listed)),
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str);
            if let (Some(path), Some(hash)) = (text("path"), text("hash"))
                && let Some(bytes) = fields.get("bytes").and_then(Value::as_u64)
            {
                listed.insert(path.to_owned(), Listed { bytes, hash: hash.to_owned() });
            }
            fields.values().for_each(|field| collect(field, listed));
        }
        _ => {}
    }
}

/// Finds what the manifest does not list, in the version's folder and in those of its files.
fn strangers(version_dir: &Path, listed: &BTreeMap<String, Listed>, faults: &mut Vec<Fault>) {
    let mut folders: Vec<&str> = vec![""];
    folders.extend(listed.keys().filter_map(|path| path.rsplit_once('/')).map(|(folder, _)| folder));
    folders.sort_unstable();
    folders.dedup();
    for folder in &folders {
        // That the folder is missing is told of its files.
        for path in entries(&version_dir.join(folder)).unwrap_or_default() {
            let name = path.strip_prefix(version_dir).unwrap_or(&path).to_string_lossy();
            let is_parent = folders.iter().any(|folder| Path::new(folder).starts_with(name.as_ref()));
            if name != Manifest::FILE_NAME && !listed.contains_key(name.as_ref()) && !is_parent {
                let message = format!("{} is not in the manifest; remove it", path.display());
                faults.push(Fault::new(FaultKind::Stranger, table_of(&name), message));
            }
        }
    }
}

/// The table whose folder a path begins with.
fn table_of(path: &str) -> &str {
    path.split('/').next().filter(|name| schema::table(name).is_some()).unwrap_or_default()
}

fn hash_of(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(Hash128::from(hasher.finalize()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::testing::Release;

    fn kinds(release: &Release) -> Vec<FaultKind> {
        faults(release.dataset().dir(), Depth::Lengths).iter().map(|fault| fault.kind).collect()
    }

    #[test]
    fn what_was_published_is_whole() {
        let release = Release::publish(&["All is well.", "[Minsk]{GPE BLR} spoke."]);
        assert_eq!(faults(release.dataset().dir(), Depth::Hashes), []);
    }

    #[test]
    fn what_is_missing_linked_or_strange_is_told() {
        let release = Release::publish(&["All is well."]);
        let (dir, file) = (release.dataset().dir().to_owned(), release.file("entities"));
        fs::write(dir.join("notes.txt"), "x").unwrap();
        fs::write(file.with_file_name("part-00009.parquet"), "x").unwrap();
        fs::create_dir_all(dir.join("drafts/deep")).unwrap();
        assert_eq!(kinds(&release), [FaultKind::Stranger; 3]);
        let moved = dir.with_extension("elsewhere");
        fs::rename(&file, &moved).unwrap();
        assert_eq!(kinds(&release)[0], FaultKind::Missing);
        std::os::unix::fs::symlink(&moved, &file).unwrap();
        assert_eq!(kinds(&release)[0], FaultKind::Missing, "a link is none of the files that were written");
    }

    #[test]
    fn a_manifest_that_leads_out_of_its_folder_or_belongs_to_another_is_told() {
        let release = Release::publish(&["All is well."]);
        let mut manifest = release.dataset().manifest().unwrap();
        manifest.version = 7;
        release.write_manifest(&manifest);
        assert_eq!(kinds(&release), [FaultKind::Manifest]);
        manifest.version = 1;
        manifest.tables[0].files[0].path = "../../current/documents/part-00000.parquet".into();
        release.write_manifest(&manifest);
        assert_eq!(kinds(&release)[0], FaultKind::Manifest);
    }

    /// Before there were seals, versions were published as well; only who wants every byte held to something is told.
    #[test]
    fn a_manifest_without_a_seal_is_told_where_every_byte_counts() {
        let release = Release::publish(&["All is well."]);
        let path = release.dataset().dir().join(Manifest::FILE_NAME);
        let text = serde_json::to_string(&release.dataset().manifest().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        assert_eq!(kinds(&release), []);
        let found = faults(release.dataset().dir(), Depth::Hashes);
        assert!(found.len() == 1 && found[0].message.contains("no self_hash"), "{found:?}");
    }

    /// What a later part of the program lists in another place of the manifest is held to it all the same.
    #[test]
    fn a_file_that_is_no_table_is_found_changed() {
        let release = Release::publish(&["All is well."]);
        let dir = release.dataset().dir().to_owned();
        fs::write(dir.join("inputs.tsv"), "a.txt\t12\n").unwrap();
        let mut manifest = release.dataset().manifest().unwrap();
        let hash = crate::model::content_hash(b"a.txt\t12\n").to_string();
        let ledger = serde_json::json!({ "path": "inputs.tsv", "bytes": 9, "hash": hash });
        manifest.run.insert("ledger".into(), ledger);
        release.write_manifest(&manifest);
        assert_eq!(faults(&dir, Depth::Hashes), []);
        fs::write(dir.join("inputs.tsv"), "a.txt\t13\n").unwrap();
        assert_eq!(kinds(&release), []);
        assert_eq!(faults(&dir, Depth::Hashes)[0].kind, FaultKind::Changed);
    }
}
