//! Laws of files: which there are, and that they are the very bytes that were written.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

use super::{Cx, Findings};
use crate::dataset::open::entries;
use crate::dataset::{DatasetError, Manifest};
use crate::model::Hash128;
use crate::schema::{self, TABLES};

pub(super) fn files(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    every_table_is_listed(cx.manifest, findings);
    for listed in &cx.manifest.tables {
        let Some(table) = schema::table(&listed.name) else { continue };
        let listed: BTreeSet<_> = listed.files.iter().map(|file| cx.dataset.dir().join(&file.path)).collect();
        for path in listed.iter().filter(|path| !path.is_file()) {
            findings.add(table.name, || format!("{} is missing; publish again", path.display()));
        }
        let folder = cx.dataset.dir().join(table.name);
        if folder.is_dir() {
            for path in entries(&folder)?.iter().filter(|path| !listed.contains(*path)) {
                findings.add(table.name, || {
                    format!("{} is none of ours: readers take it for data; remove it", path.display())
                });
            }
        }
    }
    for name in cx.dataset.tables()?.iter().filter(|name| schema::table(name).is_none()) {
        findings.add(name, || "the folder is no table of this schema; remove it, or update the program".into());
    }
    Ok(())
}

pub(super) fn every_table_is_listed(manifest: &Manifest, findings: &mut Findings) {
    for table in TABLES {
        if manifest.table(table.name).is_none_or(|listed| listed.files.is_empty()) {
            findings.add(table.name, || "the manifest lists no file of this table".into());
        }
    }
}

pub(super) fn hashes(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    let of_tables =
        cx.manifest.tables.iter().flat_map(|table| table.files.iter().map(|file| (table.name.as_str(), file)));
    for (table, file) in of_tables.chain(cx.manifest.inputs.iter().map(|file| ("", file))) {
        let path = cx.dataset.dir().join(&file.path);
        // That a file of a table is missing is for the law on files to say.
        if !path.is_file() {
            if table.is_empty() {
                findings.add("", || format!("{} is missing; publish again", path.display()));
            }
            continue;
        }
        let (bytes, hash) = hash_of(&path).map_err(DatasetError::io(&path))?;
        if bytes != file.bytes {
            findings.add(table, || format!("{} has {bytes} bytes, the manifest gives {}", path.display(), file.bytes));
        } else if hash != file.hash {
            findings.add(table, || format!("{} is not the file that was published: other hash", path.display()));
        }
    }
    Ok(())
}

fn hash_of(path: &Path) -> io::Result<(u64, String)> {
    let mut hasher = blake3::Hasher::new();
    let bytes = io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok((bytes, Hash128::from(hasher.finalize()).to_string()))
}
