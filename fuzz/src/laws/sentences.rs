//! Sentences: tokens and sentences tile the blocks of any text in any zone, and plain text is cut as a document is.

use std::sync::LazyLock;

use communique::lexicon::Lexicon;
use communique::model::{Published, Zone};
use communique::stages::segment::Segmenter;
use communique::text::Span;

use super::body;
use super::segmented::assert_segmented;
use crate::{input, plant};

const ZONES: [Zone; 6] = [Zone::Body, Zone::Title, Zone::Dateline, Zone::Question, Zone::Answer, Zone::Boilerplate];

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| Segmenter::new(Lexicon::embedded()));

/// The first byte chooses the zone, the rest is the text.
pub(crate) fn holds_for(data: &[u8]) {
    let Some((zone, text)) = input::choice(data, ZONES.len()) else { return };
    let document = body::document(text, ZONES[zone], Published::default());
    let mut segmented = SEGMENTER.segment(&document);
    assert_eq!(SEGMENTER.segment(&document), segmented, "the same twice");
    plant::spoil(
        &mut segmented.sentences,
        |sentences| sentences.len() > 2 && document.as_str().contains("U.S."),
        |sentences| sentences[1].span.end -= 1,
    );
    assert_segmented(&document, &segmented.tokens, &segmented.sentences);

    if ZONES[zone] == Zone::Body && document.blocks.len() == 1 && document.gaps.is_empty() {
        let spans: Vec<Span> = segmented.sentences.iter().map(|sentence| sentence.span).collect();
        assert_eq!(SEGMENTER.sentence_spans(document.as_str()), spans, "as plain text");
    }
}
