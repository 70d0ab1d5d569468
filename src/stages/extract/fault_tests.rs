//! A panic in a reader costs its entry, not the run.

use std::fs;
use std::ops::ControlFlow;

use tempfile::TempDir;

use super::*;
use crate::model::Code;

/// A folder with one text.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Minsk").unwrap();
    folder
}

fn settings(folder: &TempDir) -> InputSettings {
    InputSettings { path: folder.path().to_str().unwrap().to_owned(), ..InputSettings::default() }
}

/// A format that gives one record and then panics.
#[derive(Debug)]
struct Planted {
    is_container: bool,
    gives_first: bool,
}

impl SourceFormat for Planted {
    fn name(&self) -> &'static str {
        "planted"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn doc(&self) -> &'static FormatDoc {
        FORMATS[0].doc()
    }

    fn is_container(&self) -> bool {
        self.is_container
    }

    fn records(&self, input: Input<'_>, settings: &InputSettings, emit: &mut Emit<'_>) -> ControlFlow<()> {
        if self.gives_first {
            FORMATS[0].records(input, settings, emit)?;
        }
        panic!("a planted panic")
    }
}

fn entry(folder: &TempDir, is_container: bool, gives_first: bool) -> Entry {
    let format = Box::leak(Box::new(Planted { is_container, gives_first }));
    let mut entries = plan(&settings(folder)).unwrap().entries;
    Entry { kind: Kind::Readable(Reading { format, compression: None }), ..entries.remove(0) }
}

fn codes(entry: &Entry) -> Vec<Option<Code>> {
    let mut all = Vec::new();
    read(entry, &InputSettings::default(), &mut |extracted| {
        all.push(extracted);
        ControlFlow::Continue(())
    });
    let code = |extracted: &Extracted| match extracted {
        Extracted::Record(_) => None,
        Extracted::Rejected(rejected) => Some(rejected.diagnostic.code),
    };
    all.iter().map(code).collect()
}

#[test]
fn a_panic_of_a_reader_is_a_rejection_after_what_was_read() {
    let folder = folder();
    assert_eq!(codes(&entry(&folder, true, true)), [None, Some(Code::Panic)]);
    assert_eq!(codes(&entry(&folder, true, false)), [Some(Code::Panic)]);
    assert_eq!(codes(&entry(&folder, false, false)), [Some(Code::Panic)]);
}

#[test]
#[should_panic(expected = "the caller's own")]
fn a_panic_of_the_caller_is_let_through() {
    let folder = folder();
    read(&entry(&folder, true, true), &InputSettings::default(), &mut |_| panic!("the caller's own"));
}
