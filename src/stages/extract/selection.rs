//! Which of the things in a folder are wanted: hidden ones, ignored ones, those that match a glob.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::ExtractError;
use super::reject::excerpt;
use super::root::GlobUnder;
use crate::config::InputSettings;

/// The user's choice among the paths below a root.
#[derive(Debug)]
pub(super) struct Selection {
    root: PathBuf,
    glob: Option<GlobUnder>,
    ignored: Gitignore,
    hidden: bool,
}

impl Selection {
    pub(super) fn new(root: PathBuf, glob: Option<GlobUnder>, settings: &InputSettings) -> Result<Self, ExtractError> {
        Ok(Self { root, glob, ignored: compile(&settings.ignore)?, hidden: settings.hidden })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// How deep to walk below the root; nothing for all the way.
    pub(super) fn max_depth(&self) -> Option<usize> {
        self.glob.as_ref()?.max_depth
    }

    /// The path below the root.
    pub(super) fn relative<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.root).unwrap_or(path)
    }

    /// Whether a file or folder is neither hidden nor ignored. The folders above it have been let in before.
    pub(super) fn lets_in(&self, relative: &Path, is_folder: bool) -> bool {
        let is_hidden = relative.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        (self.hidden || !is_hidden) && !self.ignored.matched(relative, is_folder).is_ignore()
    }

    /// Whether the glob, if there is one, means this file.
    pub(super) fn matches(&self, relative: &Path) -> bool {
        self.glob.as_ref().is_none_or(|glob| glob.matcher.is_match(relative))
    }
}

/// How many patterns there may be, and how long each: what is read by a matcher for every path stays small.
const PATTERNS_MAX: usize = 1_000;
pub(super) const PATTERN_BYTES_MAX: usize = 1_024;

/// The patterns, relative to the root; the last one that matches decides, as in a `.gitignore` file.
pub(super) fn compile(patterns: &[String]) -> Result<Gitignore, ExtractError> {
    let bad = |pattern: &str, error: ignore::Error| {
        let reason = match error {
            ignore::Error::Glob { err, .. } => err,
            other => other.to_string(),
        };
        ExtractError::BadIgnorePattern { pattern: pattern.to_owned(), reason }
    };
    if patterns.len() > PATTERNS_MAX {
        let reason = format!("there are {} patterns, at most {PATTERNS_MAX} are taken", patterns.len());
        return Err(ExtractError::BadIgnorePattern { pattern: patterns.first().cloned().unwrap_or_default(), reason });
    }
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        if pattern.len() > PATTERN_BYTES_MAX {
            let reason = format!("it has {} bytes, at most {PATTERN_BYTES_MAX} are taken", pattern.len());
            return Err(ExtractError::BadIgnorePattern { pattern: excerpt(pattern.as_bytes()), reason });
        }
        builder.add_line(None, pattern).map_err(|error| bad(pattern, error))?;
    }
    builder.build().map_err(|error| bad(&excerpt(patterns.join(" ").as_bytes()), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(ignore: &[&str], hidden: bool) -> Selection {
        let ignore = ignore.iter().map(|p| p.to_string()).collect();
        let settings = InputSettings { ignore, hidden, ..InputSettings::default() };
        Selection::new("releases".into(), None, &settings).unwrap()
    }

    #[test]
    fn patterns_work_as_in_a_gitignore_file() {
        let selection = selection(&["drafts/", "/old.txt", "*.bak.txt", "!keep.bak.txt"], false);
        let lets_in = |path: &str, is_folder| selection.lets_in(Path::new(path), is_folder);
        assert!(!lets_in("2022/drafts", true) && lets_in("2022/drafts", false));
        assert!(!lets_in("old.txt", false) && lets_in("2022/old.txt", false));
        assert!(!lets_in("2022/a.bak.txt", false) && lets_in("2022/keep.bak.txt", false));
    }

    #[test]
    fn hidden_names_are_let_in_on_request_only() {
        for (path, is_folder) in [(".git", true), ("2022/.note.txt", false)] {
            assert!(!selection(&[], false).lets_in(Path::new(path), is_folder));
            assert!(selection(&[], true).lets_in(Path::new(path), is_folder));
        }
    }

    #[test]
    fn a_bad_pattern_is_an_error_that_names_it() {
        let error = compile(&["ok".to_owned(), "[z-a]".to_owned()]).unwrap_err();
        assert!(matches!(&error, ExtractError::BadIgnorePattern { pattern, .. } if pattern == "[z-a]"), "{error:?}");
    }

    #[test]
    fn patterns_cannot_blow_up() {
        let refused = |patterns: &[String]| match compile(patterns) {
            Err(ExtractError::BadIgnorePattern { reason, .. }) => reason,
            other => panic!("{other:?}"),
        };
        assert!(refused(&vec!["a".to_owned(); PATTERNS_MAX + 1]).contains("1001 patterns"));
        assert!(refused(&["x".repeat(PATTERN_BYTES_MAX + 1)]).contains("1025 bytes"));
        let start = std::time::Instant::now();
        for nasty in ["{a,b}".repeat(200), "*a".repeat(500), "**/".repeat(300), "{".repeat(1_000), "[!a]".repeat(250)] {
            if let Ok(ignored) = compile(&[nasty]) {
                let long = "ab/".repeat(300);
                assert!(!ignored.matched(Path::new(&long), false).is_whitelist());
            }
        }
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
