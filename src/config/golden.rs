//! The literate cases of `tests/golden/config/errors.md`: what is written, and the exact text of the error.
//!
//! A case is a heading, prose, a fence `toml` or `env`, and a fence `error`. `UPDATE_GOLDENS=1` rewrites the latter.

use std::path::Path;
use std::{env, fs};

use super::error::{ConfigError, Problem};
use super::{environment, file};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/config/errors.md");

/// The page again, with each `error` fence filled by what the code says about the fence before it.
fn rewritten(page: &str) -> String {
    let mut out = String::new();
    let mut input = (String::new(), String::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(fence) = line.strip_prefix("```").filter(|fence| !fence.is_empty()) else { continue };
        let body: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        if fence == "error" {
            out.push_str(&format!("{}\n", error_of(&input.0, &input.1)));
        } else {
            out.push_str(&body);
            input = (fence.to_owned(), body);
        }
        out.push_str("```\n");
    }
    out
}

fn error_of(kind: &str, input: &str) -> String {
    let problems: Vec<Problem> = match kind {
        "toml" => file::parse(Path::new("etl.toml"), input).expect_err("the case is in error"),
        "env" => {
            let pairs = input.lines().filter_map(|line| line.split_once('='));
            environment::read(pairs.map(|(name, value)| (name.into(), value.into()))).expect_err("the case is in error")
        }
        other => panic!("a fence of `{other}` before an `error` fence"),
    };
    let trimmed = ConfigError { problems }.to_string();
    trimmed.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn errors_read_as_the_page_shows() {
    let page = fs::read_to_string(GOLDEN).unwrap();
    let now = rewritten(&page);
    if env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(GOLDEN, now).unwrap();
        return;
    }
    assert!(page.matches("```error").count() >= 20, "the cases are gone");
    for (expected, actual) in page.split("\n## ").zip(now.split("\n## ")) {
        assert_eq!(expected, actual);
    }
}
