//! The public sets that the model is learned from, as JSON Lines: which they are, and how their names become ours.
//!
//! A line is `{"text": …, "entities": [[start, end, native, common, coarse], …]}` with offsets in code points.

use std::fs;
use std::path::{Path, PathBuf};

use communique::model::EntityType;
use communique::stages::recognize::tagger::labels::Class;
use communique::text::Span;
use serde::Deserialize;

use crate::sample::{Name, Text};

/// A set to learn from.
#[derive(Clone, Copy, Debug)]
pub struct Set {
    pub file: &'static str,
    /// How often each of its texts is seen in an epoch.
    pub weight: usize,
}

const fn set(file: &'static str, weight: usize) -> Set {
    Set { file, weight }
}

/// Sets whose licences let weights be shipped; `models/README.md` names the licences. Development sets that are measured on are not among them.
pub const TRAIN: &[Set] = &[
    set("crossner-politics.train.jsonl", 2),
    set("crossner-science.train.jsonl", 1),
    set("crossner-music.train.jsonl", 1),
    set("crossner-literature.train.jsonl", 1),
    set("crossner-ai.train.jsonl", 1),
    set("crossner-science.dev.jsonl", 1),
    set("crossner-music.dev.jsonl", 1),
    set("crossner-literature.dev.jsonl", 1),
    set("crossner-ai.dev.jsonl", 1),
    set("wikigold.all.jsonl", 1),
    set("gum-named-ccby.train.jsonl", 1),
    set("redocred.dev.jsonl", 1),
    set("redocred.test.jsonl", 1),
    set("secfin.train.jsonl", 1),
    set("wnut17.train.jsonl", 1),
];

/// Start, end, native label, common label, coarse label.
type Entity = (usize, usize, String, Option<String>, Option<String>);

#[derive(Deserialize)]
struct Line {
    text: String,
    entities: Vec<Entity>,
}

/// Why a set could not be read.
#[derive(Debug)]
pub struct SetError {
    path: PathBuf,
    line: usize,
    message: String,
}

impl std::fmt::Display for SetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path.display(), self.line, self.message)
    }
}

impl std::error::Error for SetError {}

/// The texts of a file.
///
/// # Errors
/// Where the file cannot be read or a line is no such document.
pub fn read(path: &Path) -> Result<Vec<Text>, SetError> {
    let error = |line, message: String| SetError { path: path.to_owned(), line, message };
    let content = fs::read_to_string(path).map_err(|problem| error(0, problem.to_string()))?;
    let lines = content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let line: Line = serde_json::from_str(line).map_err(|problem| error(at + 1, problem.to_string()))?;
            Ok(text(line))
        })
        .collect()
}

fn text(line: Line) -> Text {
    let mut bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(line.text.len());
    let mut names: Vec<Name> = line
        .entities
        .iter()
        .filter_map(|(start, end, _, common, coarse)| {
            let class = Class::ALL.into_iter().find(|class| Some(class.as_str()) == coarse.as_deref())?;
            let span = Span::new(*bytes.get(*start)?, *bytes.get(*end)?).trim(&line.text);
            (!span.is_empty()).then_some(Name {
                span,
                class,
                entity_type: common.as_deref().and_then(EntityType::parse),
            })
        })
        .collect();
    names.sort_by_key(|name| (name.span.start, std::cmp::Reverse(name.span.end)));
    let mut end = 0;
    names.retain(|name| {
        let is_free = name.span.start >= end;
        if is_free {
            end = name.span.end;
        }
        is_free
    });
    Text { text: line.text, names, has_title: false, is_copy: false }
}
