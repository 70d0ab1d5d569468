//! What made two versions, and the columns that they have.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::Difference;
use crate::dataset::file::TableFile;
use crate::dataset::{Dataset, DatasetError, Manifest};

/// What a manifest says that is compared elsewhere, or is of one run.
const NOT_SETTINGS: &[&str] = &[
    "version",
    "records",
    "documents",
    "quarantined",
    "tables",
    "self_hash",
    "run.skipped_files",
    "run.refresh",
    "run.previous_version",
];

/// Under which a manifest holds the settings by their full names.
const SETTINGS: &str = "run.settings.";

/// Ends of the names of times and durations, which no two runs share.
const CLOCKS: &[&str] = &["_secs", "_at"];

/// The differences in whatever the manifests say of software, forms and the run.
pub(super) fn settings(a: &Path, b: &Path) -> Result<Vec<Difference>, DatasetError> {
    Ok(differences(said(a)?, said(b)?))
}

/// The leaves of a manifest by their dotted names, `run.limit`; settings by their own, `input.hidden`.
fn said(version_dir: &Path) -> Result<BTreeMap<String, String>, DatasetError> {
    let path = version_dir.join(Manifest::FILE_NAME);
    let bytes = fs::read(&path).map_err(DatasetError::io(&path))?;
    let manifest: Value = serde_json::from_slice(&bytes).map_err(|source| DatasetError::Manifest { path, source })?;
    let mut leaves = BTreeMap::new();
    for (name, value) in manifest.as_object().into_iter().flatten() {
        add_leaves(name.clone(), value, &mut leaves);
    }
    Ok(leaves)
}

fn add_leaves(name: String, value: &Value, leaves: &mut BTreeMap<String, String>) {
    match value {
        _ if NOT_SETTINGS.contains(&name.as_str()) => {}
        // What has a path and a hash is a file of the version.
        Value::Object(fields) if fields.contains_key("path") && fields.contains_key("hash") => {}
        Value::Object(fields) => {
            for (field, value) in fields {
                add_leaves(format!("{name}.{field}"), value, leaves);
            }
        }
        _ if CLOCKS.iter().any(|end| name.ends_with(end)) => {}
        _ => {
            let name = name.strip_prefix(SETTINGS).map(str::to_owned).unwrap_or(name);
            let said = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            leaves.insert(name, said);
        }
    }
}

/// The differences in the columns of all tables; a column's name is `table.column`, its value the type.
pub(super) fn schema(a: &Dataset, b: &Dataset) -> Result<Vec<Difference>, DatasetError> {
    Ok(differences(columns(a)?, columns(b)?))
}

/// As the first footer of each table declares them.
fn columns(dataset: &Dataset) -> Result<BTreeMap<String, String>, DatasetError> {
    let mut columns = BTreeMap::new();
    for table in dataset.tables()? {
        let Some(first) = dataset.files(&table)?.into_iter().next() else { continue };
        for (name, data_type) in TableFile::open(&first)?.schema().iter() {
            columns.insert(format!("{table}.{name}"), data_type.to_string());
        }
    }
    Ok(columns)
}

fn differences(mut a: BTreeMap<String, String>, mut b: BTreeMap<String, String>) -> Vec<Difference> {
    let names: std::collections::BTreeSet<String> = a.keys().chain(b.keys()).cloned().collect();
    let both = names.into_iter().map(|name| Difference { a: a.remove(&name), b: b.remove(&name), name });
    both.filter(|difference| difference.a != difference.b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_and_files_are_no_settings() {
        let mut leaves = BTreeMap::new();
        let run = serde_json::json!({
            "verified_unix_secs": 1, "limit": 5, "refresh": "asked", "previous_version": 3, "settings": { "input.ignore": ["a"] },
            "ledger": { "path": "inputs.tsv", "hash": "00", "bytes": 1 },
        });
        add_leaves("run".into(), &run, &mut leaves);
        let names: Vec<_> = leaves.iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(names, ["input.ignore=[\"a\"]", "run.limit=5"]);
    }

    #[test]
    fn what_only_one_side_has_is_a_difference() {
        let side =
            |pairs: &[(&str, &str)]| pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        let found = differences(side(&[("x", "1"), ("y", "1")]), side(&[("x", "1"), ("z", "2")]));
        let names: Vec<_> =
            found.iter().map(|found| (found.name.as_str(), found.a.is_some(), found.b.is_some())).collect();
        assert_eq!(names, [("y", true, false), ("z", false, true)]);
    }
}
