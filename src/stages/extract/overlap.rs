//! Input and output apart: a run must not read what runs publish.

use std::io;
use std::path::{Path, PathBuf};

use super::ExtractError;
use super::root::{Root, locate};
use super::selection::Selection;
use crate::config::InputSettings;

/// Refuses an input that lies in the output folder, and an output folder that lies where the input would be read. Symbolic
/// links on the way to either are resolved. To be asked before anything is written.
///
/// An output folder that no walk enters is allowed: one that is hidden, ignored, or deeper than a glob goes.
///
/// # Errors
/// For the two cases only, and for invalid patterns; an input that is not there is for [`super::plan`] to report.
pub fn refuse_overlap(settings: &InputSettings, output: &Path) -> Result<(), ExtractError> {
    let Ok(root) = locate(&settings.path) else { return Ok(()) };
    let Ok(output) = resolved(output) else { return Ok(()) };
    let (Root::File { path, .. } | Root::Folder { path, .. }) = &root;
    let Ok(input) = path.canonicalize() else { return Ok(()) };
    if input.starts_with(&output) {
        return Err(ExtractError::InputInOutput { input, output });
    }
    let (Root::Folder { path, glob }, Ok(below)) = (root, output.strip_prefix(&input)) else { return Ok(()) };
    match enters(&Selection::new(path, glob, settings)?, below) {
        true => Err(ExtractError::OutputInInput { output, input }),
        false => Ok(()),
    }
}

/// Whether a walk would look into this folder below the root.
fn enters(selection: &Selection, below: &Path) -> bool {
    let depth = below.components().count();
    let is_let_in = |folder: &Path| folder.as_os_str().is_empty() || selection.lets_in(folder, true);
    selection.max_depth().is_none_or(|max| depth < max) && below.ancestors().all(is_let_in)
}

/// The path without symbolic links, as far as it exists.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let found = absolute.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let (above, resolved) = found.ok_or(io::ErrorKind::NotFound)?;
    let rest = absolute.strip_prefix(above).unwrap_or(Path::new(""));
    Ok(if rest.as_os_str().is_empty() { resolved } else { resolved.join(rest) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    fn refused(input: &Path, output: &Path, change: impl FnOnce(&mut InputSettings)) -> Option<&'static str> {
        let mut settings = InputSettings { path: input.to_str().unwrap().to_owned(), ..InputSettings::default() };
        change(&mut settings);
        match refuse_overlap(&settings, output) {
            Ok(()) => None,
            Err(ExtractError::InputInOutput { .. }) => Some("input in output"),
            Err(ExtractError::OutputInInput { .. }) => Some("output in input"),
            Err(other) => panic!("{other}"),
        }
    }

    fn house() -> tempfile::TempDir {
        let house = tempfile::tempdir().unwrap();
        fs::create_dir_all(house.path().join("in/2022")).unwrap();
        fs::create_dir_all(house.path().join("out/deep")).unwrap();
        fs::write(house.path().join("in/a.txt"), "Minsk").unwrap();
        fs::write(house.path().join("out/a.txt"), "Minsk").unwrap();
        house
    }

    #[test]
    fn neither_may_lie_in_the_other() {
        let house = house();
        let at = |name: &str| house.path().join(name);
        let plain = |input: &str, output: &str| refused(&at(input), &at(output), |_| ());
        assert_eq!(plain("in", "out"), None);
        assert_eq!(plain("in", "in2"), None, "a name is not its prefix");
        assert_eq!(plain("in", "in"), Some("input in output"));
        assert_eq!(plain("out/deep", "out"), Some("input in output"));
        assert_eq!(plain("out/a.txt", "out"), Some("input in output"));
        assert_eq!(plain("in", "in/out"), Some("output in input"), "though it is not there yet");
        assert_eq!(plain("in", "in/2022/new/out"), Some("output in input"));
        assert_eq!(plain("in/a.txt", "in/out"), None, "only one file is read");
        assert_eq!(plain("missing", "missing/out"), None);
    }

    #[test]
    fn links_are_resolved() {
        let house = house();
        symlink(house.path().join("in"), house.path().join("link")).unwrap();
        let at = |name: &str| house.path().join(name);
        assert_eq!(refused(&at("in"), &at("link/out"), |_| ()), Some("output in input"));
        assert_eq!(refused(&at("link"), &at("in/out"), |_| ()), Some("output in input"));
        assert_eq!(refused(&at("link/2022"), &at("in"), |_| ()), Some("input in output"));
    }

    #[test]
    fn an_output_that_no_walk_enters_is_allowed() {
        let house = house();
        let at = |name: &str| house.path().join(name);
        assert_eq!(refused(&at("in"), &at("in/.tables"), |_| ()), None);
        assert_eq!(refused(&at("in"), &at("in/.tables"), |s| s.hidden = true), Some("output in input"));
        assert_eq!(refused(&at("in"), &at("in/tables"), |s| s.ignore = vec!["tables/".into()]), None);
        assert_eq!(refused(&at("in"), &at("in/2022/t"), |s| s.ignore = vec!["2022/".into()]), None);
        assert_eq!(refused(&at("in/*.txt"), &at("in/tables"), |_| ()), None);
        assert_eq!(refused(&at("in/*/*.txt"), &at("in/tables"), |_| ()), Some("output in input"));
        assert_eq!(refused(&at("in/**/*.txt"), &at("in/2022/t"), |_| ()), Some("output in input"));
    }
}
