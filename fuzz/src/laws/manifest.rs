//! The manifest: bytes that are one survive being written out, sealed; others are an error with the path.

use std::path::Path;

use communique::dataset::Manifest;

use crate::plant;

/// The input is the file.
pub(crate) fn holds_for(data: &[u8]) {
    let path = Path::new("_versions/000042/manifest.json");
    let manifest = match Manifest::parse(path, data) {
        Ok(manifest) => manifest,
        Err(error) => {
            let mut said = error.to_string();
            plant::spoil(&mut said, |said| said.contains("duplicate field"), String::clear);
            assert!(said.starts_with("_versions/000042/manifest.json: "), "{error}");
            return;
        }
    };
    let written = manifest.to_json();
    assert!(Manifest::is_sealed(written.as_bytes()), "what is written is sealed");
    assert!(!Manifest::is_sealed(&written.as_bytes()[1..]), "what is cut is not");
    match Manifest::parse(path, written.as_bytes()) {
        Ok(read) => assert_eq!(read, manifest, "written out and read again"),
        Err(error) => panic!("what was accepted is refused when written out: {error}\n{written}"),
    }
}
