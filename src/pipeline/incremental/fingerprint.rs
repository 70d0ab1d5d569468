//! What shapes the rows of a version beside its inputs: program, settings, model, lexicon, the user's own tables.

use std::fmt;

use crate::config::{InputSettings, LogSettings, OutputSettings, RunSettings, Settings};
use crate::lexicon::SOURCES;
use crate::model::{Hash128, content_hash};
use crate::pipeline::resources::Resources;
use crate::schema::{SCHEMA_VERSION, SOFTWARE};

/// The parts, in their order.
const PARTS: [&str; 5] = ["program", "settings", "model", "lexicon", "tables"];

/// Versions of equal fingerprints hold equal rows of equal inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pipeline) struct Fingerprint {
    values: [String; PARTS.len()],
}

impl Fingerprint {
    pub(in crate::pipeline) fn of(settings: &Settings, resources: &Resources) -> Self {
        let lexicon: Vec<&[u8]> = SOURCES.iter().flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]).collect();
        let tables = [resources.boilerplate.as_bytes(), resources.aliases.as_bytes()];
        Self {
            values: [
                format!("{SOFTWARE}, schema {SCHEMA_VERSION}"),
                content_hash(shaping(settings).as_bytes()).to_string(),
                content_hash(&resources.model).to_string(),
                Hash128::of(&lexicon).to_string(),
                Hash128::of(&tables).to_string(),
            ],
        }
    }

    /// The parts that are others.
    pub(super) fn differences(&self, other: &Self) -> Vec<&'static str> {
        let pairs = self.values.iter().zip(&other.values);
        PARTS.into_iter().zip(pairs).filter(|(_, (one, other))| one != other).map(|(part, _)| part).collect()
    }

    /// Reads what is printed.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let cells: Vec<&str> = text.split('\t').collect();
        let cells = <[&str; PARTS.len()]>::try_from(cells).ok()?;
        let mut values = [const { String::new() }; PARTS.len()];
        for ((value, cell), part) in values.iter_mut().zip(cells).zip(PARTS) {
            cell.strip_prefix(part)?.strip_prefix('=')?.clone_into(value);
        }
        Some(Self { values })
    }

    #[cfg(test)]
    pub(super) fn example() -> Self {
        Self { values: PARTS.map(|part| format!("some {part}")) }
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (part, value)) in PARTS.iter().zip(&self.values).enumerate() {
            let gap = if at == 0 { "" } else { "\t" };
            write!(f, "{gap}{part}={value}")?;
        }
        Ok(())
    }
}

/// The settings that shape rows, in words. An option counts unless it is left out here, so that a new one cannot be
/// forgotten: at worst a run reads everything once more.
///
/// Left out is which files are read (each is compared with what was read), how fast, where to, and what is said of it. The
/// files that settings name count by their contents.
fn shaping(settings: &Settings) -> String {
    let mut shaping = settings.clone();
    let InputSettings { path, ignore, hidden, follow_links, .. } = InputSettings::default();
    shaping.input = InputSettings { path, ignore, hidden, follow_links, ..shaping.input };
    let OutputSettings { path, merge_parts, keep_versions, keep_days, gc_after_run, .. } = OutputSettings::default();
    shaping.output = OutputSettings { path, merge_parts, keep_versions, keep_days, gc_after_run, ..shaping.output };
    shaping.run = RunSettings { limit: settings.run.limit, ..RunSettings::default() };
    shaping.log = LogSettings::default();
    shaping.checks.clear();
    for path in
        [&mut shaping.normalize.boilerplate_path, &mut shaping.recognize.model_path, &mut shaping.resolve.aliases_path]
    {
        path.clear();
    }
    format!("{shaping:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(change: impl FnOnce(&mut Settings)) -> Fingerprint {
        let mut settings = Settings::default();
        change(&mut settings);
        Fingerprint::of(&settings, &Resources::read(&settings).unwrap())
    }

    #[test]
    fn what_is_printed_is_read_back() {
        let own = fingerprint(|_| ());
        assert_eq!(Fingerprint::parse(&own.to_string()), Some(own));
        assert_eq!(Fingerprint::parse("program=x"), None);
    }

    #[test]
    fn it_knows_what_shapes_rows_from_what_does_not() {
        let own = fingerprint(|_| ());
        let same = fingerprint(|settings| {
            settings.input.path = "press".into();
            settings.input.ignore = vec!["drafts/".into()];
            settings.output.path = "tables".into();
            settings.output.merge_parts = 7;
            settings.output.gc_after_run = true;
            settings.run.jobs = 3;
            settings.log.level = "debug".into();
        });
        assert_eq!(own.differences(&same), [""; 0]);

        let folder = tempfile::tempdir().unwrap();
        let aliases = folder.path().join("aliases.tsv");
        std::fs::write(&aliases, "form\tname\ttype\tcountry\tid\n").unwrap();
        type Change = Box<dyn FnOnce(&mut Settings)>;
        let changes: [(&str, Change); 6] = [
            ("settings", Box::new(|settings| settings.input.max_record_bytes = 5)),
            ("settings", Box::new(|settings| settings.input.jsonl.text_field = "body".into())),
            ("settings", Box::new(|settings| settings.normalize.day_first = false)),
            ("settings", Box::new(|settings| settings.output.compression_level = 9)),
            ("settings", Box::new(|settings| settings.run.limit = 9)),
            (
                "tables",
                Box::new(move |settings| settings.resolve.aliases_path = aliases.to_string_lossy().into_owned()),
            ),
        ];
        for (part, change) in changes {
            assert_eq!(own.differences(&fingerprint(change)), [part]);
        }
    }
}
