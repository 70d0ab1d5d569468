//! House rules about files, as a test.

use std::fs;

use crate::support::{repository, source_files};

#[test]
fn every_file_says_what_it_is_for() {
    for path in source_files() {
        let text = fs::read_to_string(repository().join(&path)).unwrap();
        assert!(text.starts_with("//! "), "{path}: the first line must say what the file is for");
    }
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    for path in source_files() {
        let lines = fs::read_to_string(repository().join(&path)).unwrap().lines().count();
        assert!(lines <= 500, "{path} has {lines} lines; one idea a file");
    }
}

/// The stages are pure but for `extract` and `load`: no files, no environment, no clock.
#[test]
fn the_pure_stages_do_no_input_or_output() {
    for path in source_files() {
        let pure = ["normalize", "segment", "recognize", "resolve"]
            .iter()
            .any(|stage| path.contains(&format!("stages/{stage}/")));
        let tests = path.contains("test") || path.ends_with("laws.rs");
        if !pure || tests {
            continue;
        }
        let text = fs::read_to_string(repository().join(&path)).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for word in ["std::fs", "std::env", "std::time", "std::net", "std::thread", "println!", "eprintln!"] {
            assert!(!code.contains(word), "{path} names {word}");
        }
    }
}
