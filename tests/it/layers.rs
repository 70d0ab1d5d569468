//! The rooms of the house, and who may name whom.

use std::fs;
use std::path::Path;

use crate::support::{repository, source_files};

/// From the lowest room to the highest; a room may name those before it.
const ROOMS: &[&str] =
    &["text", "model", "lexicon", "schema", "config", "stages", "dataset", "pipeline", "eval", "cli"];

const STAGES: &[&str] = &["extract", "normalize", "segment", "recognize", "resolve", "load"];

/// Crates that belong to some rooms only. Test code is free, as is `main.rs`.
const CRATES: &[(&str, &[&str])] = &[
    ("rayon", &["pipeline"]),
    ("parquet", &["stages/load"]),
    ("polars", &["dataset"]),
    ("polars_io", &["dataset"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("toml", &["config"]),
];

/// The room of a source file: `model`, `stages/load`.
fn room_of(path: &str) -> Option<String> {
    let inside = path.strip_prefix("src/")?;
    let (room, rest) = inside.split_once('/')?;
    match (room, rest.split_once('/')) {
        ("stages", Some((stage, _))) => Some(format!("stages/{stage}")),
        _ => Some(room.to_owned()),
    }
}

/// What is wrong with a file, one line a fault.
fn faults(path: &str, text: &str) -> Vec<String> {
    let Some(room) = room_of(path) else { return Vec::new() };
    let level = |name: &str| ROOMS.iter().position(|room| *room == name);
    let own = level(room.split('/').next().unwrap_or_default());
    let mut faults = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.split("//").next().unwrap_or_default();
        if line.trim_start().starts_with("#[cfg(test)]")
            && text.lines().nth(at + 1).is_some_and(|next| next.starts_with("mod tests {"))
        {
            break;
        }
        for named in names_after(line, "crate::") {
            if let (Some(own), Some(other)) = (own, level(&named.0))
                && other > own
            {
                faults.push(format!("{path}:{}: {room} names {}, which stands above it", at + 1, named.0));
            }
            let is_other_stage =
                named.0 == "stages" && STAGES.contains(&named.1.as_str()) && room.starts_with("stages/");
            if is_other_stage && room != format!("stages/{}", named.1) {
                faults.push(format!("{path}:{}: {room} sees the stage {}", at + 1, named.1));
            }
        }
        for (name, rooms) in CRATES {
            let names_it = names_crate(line, name);
            if names_it && !rooms.contains(&room.as_str()) {
                faults.push(format!("{path}:{}: {room} names the crate {name}", at + 1));
            }
        }
    }
    faults
}

/// The two path segments after each `prefix` in a line: (`stages`, `load`).
fn names_after(line: &str, prefix: &str) -> Vec<(String, String)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    line.match_indices(prefix)
        .map(|(at, _)| {
            let rest = &line[at + prefix.len()..];
            let first: String = rest.chars().take_while(|c| is_name(*c)).collect();
            let second = rest[first.len()..].strip_prefix("::").unwrap_or_default();
            (first, second.chars().take_while(|c| is_name(*c)).collect())
        })
        .collect()
}

/// Whether a line uses a crate by path: `rayon::`, not `my_rayon::` and not `crate::x::toml::`.
fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn no_room_names_one_above_it_and_no_stage_sees_another() {
    let mut all = Vec::new();
    let files = source_files();
    assert!(files.len() > 50, "the walk over src found {} files only", files.len());
    for path in files {
        // A file of tests alone may use what it needs.
        let name = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if ["tests", "laws", "testing", "golden_tests", "tests_support", "test_text"].contains(&name.as_str())
            || name.ends_with("_tests")
        {
            continue;
        }
        all.extend(faults(&path, &fs::read_to_string(repository().join(&path)).unwrap()));
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn a_planted_violation_is_found() {
    let upward = faults("src/model/x.rs", "use crate::pipeline::run;\n");
    assert_eq!(upward, ["src/model/x.rs:1: model names pipeline, which stands above it"]);
    let sideways = faults("src/stages/segment/x.rs", "fn f() { crate::stages::normalize::g() }\n");
    assert_eq!(sideways, ["src/stages/segment/x.rs:1: stages/segment sees the stage normalize"]);
    let foreign = faults("src/stages/load/x.rs", "use rayon::prelude::*;\n");
    assert_eq!(foreign, ["src/stages/load/x.rs:1: stages/load names the crate rayon"]);
    assert!(faults("src/stages/load/x.rs", "use parquet::x;\nuse crate::schema::T;\n// crate::cli::x\n").is_empty());
}
