//! The seam that everything else hangs on: one pure function from a record to what is known about it.

use super::RunError;
use super::probe::{Measured, NoProbe, Probe};
use super::resources::Resources;
use crate::config::Settings;
use crate::lexicon::{Lexicon, TsvError, UserAlias, UserPattern, parse_aliases, parse_boilerplate};
use crate::model::{Analysis, Analyzed, RawRecord};
use crate::stages::normalize::Normalizer;
use crate::stages::recognize::RecognizerSet;
use crate::stages::recognize::tagger::Model;
use crate::stages::resolve::Resolver;
use crate::stages::segment::Segmenter;

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
        Self::with(settings, Resources::read(settings)?)
    }

    /// From files that have been read.
    pub(super) fn with(settings: &Settings, resources: Resources) -> Result<Self, RunError> {
        let lexicon = Lexicon::embedded();
        let Resources { boilerplate, aliases, model } = resources;
        let boilerplate: Vec<UserPattern> = user_table(
            "normalize.boilerplate_path",
            &settings.normalize.boilerplate_path,
            &boilerplate,
            parse_boilerplate,
        )?;
        let aliases: Vec<UserAlias> =
            user_table("resolve.aliases_path", &settings.resolve.aliases_path, &aliases, |file, text| {
                parse_aliases(file, text, lexicon)
            })?;
        let model = Model::read(model).map_err(|error| {
            RunError::Configuration(format!("recognize.model_path: {}: {error}", settings.recognize.model_path))
        })?;
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

/// The rows of the file that an option names; none where it names none.
fn user_table<T>(
    option: &str,
    path: &str,
    text: &str,
    parse: impl Fn(&str, &str) -> Result<Vec<T>, TsvError>,
) -> Result<Vec<T>, RunError> {
    if path.is_empty() {
        return Ok(Vec::new());
    }
    parse(path, text).map_err(|error| RunError::Configuration(format!("{option}: {error}")))
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
