//! Which of the things in a folder are wanted: hidden ones, ignored ones, those that match a glob.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::ExtractError;
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

/// The patterns, relative to the root; the last one that matches decides, as in a `.gitignore` file.
pub(super) fn compile(patterns: &[String]) -> Result<Gitignore, ExtractError> {
    let bad = |pattern: &str, error: ignore::Error| {
        let reason = match error {
            ignore::Error::Glob { err, .. } => err,
            other => other.to_string(),
        };
        ExtractError::BadIgnorePattern { pattern: pattern.to_owned(), reason }
    };
    let mut builder = GitignoreBuilder::new("");
    for pattern in patterns {
        builder.add_line(None, pattern).map_err(|error| bad(pattern, error))?;
    }
    builder.build().map_err(|error| bad(&patterns.join(" "), error))
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
}
