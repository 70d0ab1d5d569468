//! Puts a version together in its staging folder: what is linked, what is merged, what was read, and the ledger of it all.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::incremental::{Baseline, Content, Ledger, Line, Survey};
use super::parts::{OldPart, PartWriters, Recipe, merge, recipe};
use super::worker::{Outcome, STREAMED};
use super::{Interrupt, RunError};
use crate::config::OutputSettings;
use crate::model::content_hash;
use crate::schema::table;
use crate::stages::extract::{Entry, Stored};
use crate::stages::load::{WrittenFile, link, part_name, sync_folder};

/// How the version is made of the one before.
pub(super) fn recipe_of(survey: &Survey, settings: &OutputSettings) -> Recipe {
    let Some(baseline) = &survey.baseline else { return Recipe::default() };
    let carried = survey.carried();
    let mut parts: BTreeMap<u32, OldPart> = BTreeMap::new();
    for (number, files) in &baseline.parts {
        let bytes = files.iter().map(|file| file.bytes).sum();
        parts.insert(*number, OldPart { number: *number, bytes, inputs: 0, live: 0 });
    }
    for (path, line) in &baseline.ledger.lines {
        if let Some(part) = parts.get_mut(&line.part) {
            part.inputs += 1;
            part.live += u64::from(carried.contains(path.as_str()));
        }
    }
    let parts: Vec<OldPart> = parts.into_values().collect();
    recipe(&parts, settings.merge_parts as usize, survey.refresh.is_none())
}

/// Files of the streamed tables that are taken over from the version before.
#[derive(Debug, Default)]
pub(super) struct TakenOver {
    /// Under their second name.
    pub(super) linked: Vec<WrittenFile>,
    /// Written from old parts.
    pub(super) merged: Vec<WrittenFile>,
}

/// Links and merges what the recipe says.
pub(super) fn take_over(
    survey: &Survey,
    recipe: &Recipe,
    staging: &Path,
    settings: &OutputSettings,
    interrupt: &Interrupt,
) -> Result<TakenOver, RunError> {
    let Some(baseline) = &survey.baseline else { return Ok(TakenOver::default()) };
    let carried = survey.carried();
    let stays = |path: &str| carried.contains(path);
    let mut taken = TakenOver { linked: link_parts(baseline, recipe, staging)?, merged: Vec::new() };
    for step in &recipe.merges {
        let parts: Vec<&[WrittenFile]> =
            step.from.iter().filter_map(|number| baseline.parts.get(number)).map(Vec::as_slice).collect();
        taken.merged.extend(merge(&parts, step.to, stays, staging, settings, interrupt)?);
    }
    Ok(taken)
}

fn link_parts(baseline: &Baseline, recipe: &Recipe, staging: &Path) -> Result<Vec<WrittenFile>, RunError> {
    let mut linked = Vec::new();
    let mut folders: HashSet<PathBuf> = HashSet::new();
    for number in &recipe.linked {
        for old in baseline.parts.get(number).into_iter().flatten() {
            let folder = staging.join(old.table);
            std::fs::create_dir_all(&folder).map_err(RunError::output(&folder, "create the folder"))?;
            let file = WrittenFile { path: folder.join(part_name(*number)), ..old.clone() };
            link(&old.path, &file)?;
            linked.push(file);
            folders.insert(folder);
        }
    }
    for table in STREAMED {
        let folder = staging.join(table);
        if folders.contains(&folder) {
            sync_folder(&folder)?;
        }
    }
    Ok(linked)
}

/// An empty file for each streamed table that has none.
pub(super) fn fill_up(
    files: &[WrittenFile],
    staging: &Path,
    number: u32,
    settings: &OutputSettings,
) -> Result<Vec<WrittenFile>, RunError> {
    let missing = STREAMED.into_iter().filter(|name| !files.iter().any(|file| file.table == *name)).filter_map(table);
    Ok(missing.map(|table| PartWriters::empty(staging, table, number, settings)).collect::<Result<_, _>>()?)
}

/// The ledger of the version: the lines that are taken over, under the new numbers of their parts, and those of what was read.
pub(super) fn ledger_of(survey: &Survey, recipe: &Recipe, work: &[&Entry], outcomes: Vec<Option<Outcome>>) -> Ledger {
    let mut ledger = survey.carried_lines();
    for line in ledger.lines.values_mut() {
        line.part = recipe.number_of(line.part).unwrap_or(line.part);
    }
    let read = work.iter().zip(outcomes).filter_map(|(entry, outcome)| Some((*entry, outcome?)));
    // Built at once from what is sorted, and joined: a tree that grows line by line is half empty.
    let mut read: BTreeMap<String, Line> = read
        .map(|(entry, outcome)| {
            let line = Line {
                size_bytes: entry.size_bytes,
                stamp: entry.stamp,
                content: content_of(&outcome),
                documents: outcome.tally.documents,
                quarantined: outcome.tally.quarantined,
                part: recipe.new,
                racy: survey.began.is_racy(entry.stamp),
            };
            (entry.source_path.clone(), line)
        })
        .collect();
    ledger.lines.append(&mut read);
    ledger
}

fn content_of(outcome: &Outcome) -> Content {
    match (outcome.failure, outcome.stored) {
        (Some(failure), _) => Content::Failed(failure),
        (None, Some(stored)) => Content::Stored(stored),
        (None, None) => Content::Stored(Stored { bytes: 0, hash: content_hash(b"") }),
    }
}
