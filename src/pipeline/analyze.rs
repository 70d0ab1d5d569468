//! The seam that everything else hangs on: one pure function from a record to what is known about it.

use std::path::Path;

use super::RunError;
use super::probe::{Measured, NoProbe, Probe};
use crate::config::{Settings, read_bounded};
use crate::lexicon::{Lexicon, TsvError, UserAlias, UserPattern, parse_aliases, parse_boilerplate};
use crate::model::{Analysis, Analyzed, RawRecord};
use crate::stages::normalize::Normalizer;
use crate::stages::recognize::RecognizerSet;
use crate::stages::recognize::tagger::Model;
use crate::stages::resolve::Resolver;
use crate::stages::segment::Segmenter;

/// The largest files of the user's that are read: a model, and a table of names or patterns.
const MODEL_BYTES_MAX: u64 = 1 << 30;
const TABLE_BYTES_MAX: u64 = 16 << 20;

/// The stages, built once from settings and lexicon and shared by all threads.
pub struct Analyzer {
    normalizer: Normalizer,
    segmenter: Segmenter,
    recognizers: RecognizerSet,
    resolver: Resolver,
}

impl Analyzer {
    /// # Errors
    /// Where a setting names a charset, a recogniser or a lexicon file that there is not.
    pub fn new(settings: &Settings) -> Result<Self, RunError> {
        let lexicon = Lexicon::embedded();
        let boilerplate = user_boilerplate(&settings.normalize.boilerplate_path)?;
        let model = model(&settings.recognize.model_path)?;
        let aliases = user_aliases(&settings.resolve.aliases_path, lexicon)?;
        let configuration = |error: &dyn std::fmt::Display| RunError::Configuration(error.to_string());
        Ok(Self {
            normalizer: Normalizer::new(&settings.normalize, lexicon, &boilerplate).map_err(|e| configuration(&e))?,
            segmenter: Segmenter::new(lexicon),
            recognizers: RecognizerSet::new(lexicon, &settings.recognize, &aliases, model)
                .map_err(|e| configuration(&e))?,
            resolver: Resolver::new(lexicon, &aliases),
        })
    }
}

impl std::fmt::Debug for Analyzer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Analyzer").finish_non_exhaustive()
    }
}

/// The model of names: a user's own, or the built-in one.
fn model(path: &str) -> Result<Model, RunError> {
    if path.is_empty() {
        return Ok(Model::embedded());
    }
    let wrong =
        |error: &dyn std::fmt::Display| RunError::Configuration(format!("recognize.model_path: {path}: {error}"));
    let bytes = read_bounded(Path::new(path), MODEL_BYTES_MAX).map_err(|error| wrong(&error))?;
    Model::read(bytes.into()).map_err(|error| wrong(&error))
}

/// A user's own boilerplate lines, in the form that `etl suggest boilerplate` prints.
fn user_boilerplate(path: &str) -> Result<Vec<UserPattern>, RunError> {
    user_table("normalize.boilerplate_path", path, parse_boilerplate)
}

/// A user's own names.
fn user_aliases(path: &str, lexicon: &Lexicon) -> Result<Vec<UserAlias>, RunError> {
    user_table("resolve.aliases_path", path, |file, text| parse_aliases(file, text, lexicon))
}

/// The rows of the file that an option names; none where it names none.
fn user_table<T>(
    option: &str,
    path: &str,
    parse: impl Fn(&str, &str) -> Result<Vec<T>, TsvError>,
) -> Result<Vec<T>, RunError> {
    if path.is_empty() {
        return Ok(Vec::new());
    }
    let wrong = |error: &dyn std::fmt::Display| RunError::Configuration(format!("{option}: {error}"));
    let cannot = |error: &dyn std::fmt::Display| wrong(&format!("cannot read {path}: {error}"));
    let bytes = read_bounded(Path::new(path), TABLE_BYTES_MAX).map_err(|error| cannot(&error))?;
    let text = String::from_utf8(bytes).map_err(|error| cannot(&error))?;
    parse(path, &text).map_err(|error| wrong(&error))
}

/// A text that [`analyze`] panics over, for tests of what becomes of it.
#[cfg(test)]
pub(super) const PLANTED_PANIC: &[u8] = b"The minister of planted faults spoke in Minsk.";

/// Everything the pipeline knows about one record. Pure: no I/O, no clock, no threads, cannot fail.
pub fn analyze(record: &RawRecord, cx: &Analyzer) -> Analysis {
    analyze_probed(record, cx, &mut NoProbe)
}

/// [`analyze`], with a probe around each stage.
pub(super) fn analyze_probed(record: &RawRecord, cx: &Analyzer, probe: &mut impl Probe) -> Analysis {
    #[cfg(test)]
    assert!(record.bytes != PLANTED_PANIC, "a planted panic\u{1b}[2J");
    let normalized = probe.around(Measured::Normalize, || cx.normalizer.normalize(record));
    let document = match normalized {
        Ok(document) => document,
        Err(diagnostic) => return Analysis::Quarantined(diagnostic),
    };
    let segmented = probe.around(Measured::Segment, || cx.segmenter.segment(&document));
    let mut mentions = probe
        .around(Measured::Recognize, || cx.recognizers.recognize(&document, &segmented.tokens, &segmented.sentences));
    probe.around(Measured::Resolve, || cx.resolver.resolve(&document, &mut mentions));
    Analysis::Document(Box::new(Analyzed {
        document,
        tokens: segmented.tokens,
        sentences: segmented.sentences,
        mentions,
    }))
}
