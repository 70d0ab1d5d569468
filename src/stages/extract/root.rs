//! What the input path means: a file, a folder or a glob, and where its root is.

use std::fs::{self, File, Metadata};
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::ExtractError;
use super::reject::excerpt;
use super::selection::PATTERN_BYTES_MAX;

/// Characters that make a path that does not exist a glob.
const GLOB_MARKS: &[char] = &['*', '?', '[', '{'];
/// Characters that end the part of a glob that is a plain path.
const SPECIAL_MARKS: &[char] = &['*', '?', '[', ']', '{', '}', '\\'];

/// The input, located. Source paths are relative to its root.
#[derive(Debug)]
pub(super) enum Root {
    /// One file; its root is the folder that holds it.
    File { path: PathBuf, metadata: Metadata },
    /// A folder; with a glob, only the files in it that match.
    Folder { path: PathBuf, glob: Option<GlobUnder> },
}

/// A glob relative to its root.
#[derive(Clone, Debug)]
pub(super) struct GlobUnder {
    pub(super) matcher: GlobMatcher,
    /// How deep below the root a match can lie; nothing where `**` may go anywhere.
    pub(super) max_depth: Option<usize>,
}

/// Finds out what `path` means. What exists is taken as it is named, so that a file `a[1].txt` can be read; what does
/// not exist is a glob if it looks like one.
pub(super) fn locate(path: &str) -> Result<Root, ExtractError> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => folder(Path::new(path), None),
        Ok(metadata) => file(Path::new(path), metadata),
        Err(_) if path.contains(GLOB_MARKS) => {
            let (root, pattern) = split_glob(path);
            folder(root, Some(compile(path, pattern)?))
        }
        Err(error) => Err(ExtractError::at_root(path, error)),
    }
}

/// A file that can be opened. Pipes and devices are not tried: opening one could wait for ever.
fn file(path: &Path, metadata: Metadata) -> Result<Root, ExtractError> {
    if metadata.is_file() {
        File::open(path).map_err(|error| ExtractError::at_root(path, error))?;
    }
    Ok(Root::File { path: path.to_owned(), metadata })
}

/// A folder that can be listed.
fn folder(path: &Path, glob: Option<GlobUnder>) -> Result<Root, ExtractError> {
    fs::read_dir(path).map_err(|error| ExtractError::at_root(path, error))?;
    Ok(Root::Folder { path: path.to_owned(), glob })
}

/// The longest folder prefix without special characters, and the pattern below it.
fn split_glob(path: &str) -> (&Path, &str) {
    let literal = path.split(SPECIAL_MARKS).next().unwrap_or_default();
    match literal.rsplit_once('/') {
        None => (Path::new("."), path),
        Some((folder, _)) => {
            let pattern = path.get(folder.len() + 1..).unwrap_or_default();
            (Path::new(if folder.is_empty() { "/" } else { folder }), pattern)
        }
    }
}

fn compile(path: &str, pattern: &str) -> Result<GlobUnder, ExtractError> {
    if pattern.len() > PATTERN_BYTES_MAX {
        let reason = format!("it has {} bytes, at most {PATTERN_BYTES_MAX} are taken", pattern.len());
        return Err(ExtractError::BadGlob { pattern: excerpt(pattern.as_bytes()), reason });
    }
    let glob = GlobBuilder::new(pattern)
        .literal_separator(true)
        .backslash_escape(true)
        .build()
        .map_err(|error| ExtractError::BadGlob { pattern: path.to_owned(), reason: error.kind().to_string() })?;
    let max_depth = (!pattern.contains("**")).then(|| pattern.split('/').count());
    Ok(GlobUnder { matcher: glob.compile_matcher(), max_depth })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glob_is_rooted_at_its_longest_plain_folder() {
        let split = |path| {
            let (root, pattern) = split_glob(path);
            (root.to_str().unwrap().to_owned(), pattern.to_owned())
        };
        let expect = |root: &str, pattern: &str| (root.to_owned(), pattern.to_owned());
        assert_eq!(split("*.txt"), expect(".", "*.txt"));
        assert_eq!(split("data/2022-*/x.txt"), expect("data", "2022-*/x.txt"));
        assert_eq!(split("data/raw/**/*.md"), expect("data/raw", "**/*.md"));
        assert_eq!(split("/*.txt"), expect("/", "*.txt"));
        assert_eq!(split("../a{b/c,d}.txt"), expect("..", "a{b/c,d}.txt"));
    }

    #[test]
    fn a_glob_goes_no_deeper_than_it_must() {
        let depth = |pattern| compile(pattern, pattern).unwrap().max_depth;
        assert_eq!(depth("*.txt"), Some(1));
        assert_eq!(depth("2022-*/*.txt"), Some(2));
        assert_eq!(depth("**/*.txt"), None);
    }

    #[test]
    fn a_bad_glob_names_itself_and_the_reason() {
        let error = locate("no-such-folder/[z-a].txt").unwrap_err();
        assert!(matches!(&error, ExtractError::BadGlob { .. }), "{error:?}");
        assert!(error.to_string().contains("no-such-folder/[z-a].txt"), "{error}");
        let long = locate(&format!("no-such-folder/*{}", "x".repeat(PATTERN_BYTES_MAX))).unwrap_err();
        assert!(matches!(&long, ExtractError::BadGlob { reason, .. } if reason.contains("1025 bytes")), "{long:?}");
    }
}
