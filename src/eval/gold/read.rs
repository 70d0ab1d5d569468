//! Gold from the disk: a file, or a folder of files in path order.

use std::fs;
use std::path::{Path, PathBuf};

use super::document::GoldDocument;
use super::error::GoldError;
use super::{jsonl, markup};

/// The two forms, by the ending of the file.
#[derive(Clone, Copy)]
enum Form {
    Markup,
    Jsonl,
}

impl Form {
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "gold" => Some(Self::Markup),
            "jsonl" => Some(Self::Jsonl),
            _ => None,
        }
    }
}

/// Reads a `.gold` file of markup, a `.jsonl` file, or every such file in a folder and the folders below it, in path order.
///
/// # Errors
/// If a file cannot be read, if there is none, or if any does not keep its format; then all faults are told at once.
pub fn read(path: &Path) -> Result<Vec<GoldDocument>, GoldError> {
    let (mut documents, mut faults) = (Vec::new(), Vec::new());
    for (file, form) in files(path)? {
        let text = fs::read_to_string(&file).map_err(|source| GoldError::Io { path: file.clone(), source })?;
        let read = match form {
            Form::Markup => markup::parse(&file, &text).map(|document| vec![document]),
            Form::Jsonl => jsonl::parse(&file, &text),
        };
        match read {
            Ok(read) => documents.extend(read),
            Err(found) => faults.extend(found),
        }
    }
    if !faults.is_empty() {
        return Err(GoldError::Malformed { faults });
    }
    if documents.is_empty() {
        return Err(GoldError::NoGold { path: path.to_owned() });
    }
    Ok(documents)
}

fn files(path: &Path) -> Result<Vec<(PathBuf, Form)>, GoldError> {
    let io = |source| GoldError::Io { path: path.to_owned(), source };
    if !fs::metadata(path).map_err(io)?.is_dir() {
        let no_gold = || GoldError::NoGold { path: path.to_owned() };
        return Ok(vec![(path.to_owned(), Form::of(path).ok_or_else(no_gold)?)]);
    }
    let mut entries = fs::read_dir(path)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>())
        .map_err(io)?;
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        if entry.is_dir() {
            found.extend(files(&entry)?);
        } else if let Some(form) = Form::of(&entry) {
            found.push((entry, form));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKUP: &str = "form: x\npublished: none\n\nA sentence.\n";

    #[test]
    fn a_folder_is_read_in_path_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["test/b.gold", "dev/c.gold", "dev/a.gold", "notes.md"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, MARKUP).unwrap();
        }
        fs::write(folder.path().join("z.jsonl"), "{\"doc_id\": \"j\", \"text\": \"A.\"}\n").unwrap();
        let documents = read(folder.path()).unwrap();
        let ids: Vec<_> = documents.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["a", "c", "b", "j"]);
        let splits: Vec<_> = documents.iter().map(|document| document.split.as_deref()).collect();
        assert_eq!(splits, [Some("dev"), Some("dev"), Some("test"), None]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let empty = read(folder.path()).unwrap_err();
        assert!(matches!(empty, GoldError::NoGold { .. }), "{empty}");
        let absent = read(&folder.path().join("absent")).unwrap_err();
        assert!(absent.to_string().contains("absent"), "{absent}");
        fs::write(folder.path().join("a.gold"), "A sentence.\n").unwrap();
        fs::write(folder.path().join("b.gold"), "form: x\npublished: none\n\n[A\n").unwrap();
        let malformed = read(folder.path()).unwrap_err().to_string();
        assert!(malformed.contains("a.gold:1:1: ") && malformed.contains("b.gold:4:1: "), "{malformed}");
    }
}
