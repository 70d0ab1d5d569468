//! The whole way of a record: what comes out fits the text, whatever the text is, and comes out the same twice.

use std::sync::LazyLock;

use communique::config::Settings;
use communique::model::{Analysis, Analyzed, Mention, RawRecord};
use communique::pipeline::{Analyzer, analyze};

use super::aligned::{assert_aligned, assert_same_letters};
use super::mentions::assert_mentions;
use super::segmented::assert_segmented;
use crate::plant;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new(&Settings::default()).expect("the default settings are good"));

fn analyzed(data: &[u8]) -> Option<Box<Analyzed>> {
    match analyze(&RawRecord::whole("a/b.txt", "text", data.to_vec()), &ANALYZER) {
        Analysis::Document(analyzed) => Some(analyzed),
        Analysis::Quarantined(_) => None,
    }
}

/// The input is the record.
pub(crate) fn holds_for(data: &[u8]) {
    let found = analyzed(data);
    assert_eq!(format!("{:?}", analyzed(data)), format!("{found:?}"), "the same twice");
    let Some(mut found) = found else { return };
    plant::spoil(
        &mut found.mentions,
        |mentions| mentions.iter().any(|mention| mention.title.is_some()),
        |mentions| mentions.iter_mut().for_each(|mention| mention.span.end += 1),
    );
    let Analyzed { document, tokens, sentences, mentions } = &*found;
    assert_aligned(&document.text, data);
    assert_segmented(document, tokens, sentences);
    assert_mentions(document.as_str(), sentences, mentions);
    mentions.iter().for_each(assert_linked);
    let spans = sentences.iter().map(|sentence| sentence.span).chain(mentions.iter().map(|mention| mention.span));
    assert_same_letters(document, data, spans);
}

/// Names have a reason for their entity or for having none; values have neither.
fn assert_linked(mention: &Mention) {
    let is_linked = mention.entity_type.is_linked();
    assert!(is_linked || (mention.entity.is_none() && mention.link.is_none()), "{mention:?}");
    assert!(!is_linked || mention.value.is_none(), "{mention:?}");
    assert_eq!(mention.entity.is_some(), mention.canonical.is_some(), "{mention:?}");
    if let Some(entity) = &mention.entity {
        assert!(!entity.key.is_empty() && mention.link.is_some(), "{mention:?}");
    }
}
