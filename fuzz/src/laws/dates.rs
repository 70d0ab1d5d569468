//! Dates and the other values: spans as printed, periods that run forward, and texts of values that mean what they say.

use std::sync::LazyLock;

use communique::config::RecognizeSettings;
use communique::lexicon::Lexicon;
use communique::model::{EntityType, Grain, Mention, Precision, Published, PublishedSource, Value, Zone};
use communique::stages::recognize::tagger::Model;
use communique::stages::recognize::{RecognizerSet, docs_of_all};
use communique::stages::segment::Segmenter;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::body;
use super::mentions::assert_mentions;
use crate::{input, plant};

/// The recognisers that read values; the others are left out.
const OF_VALUES: &[&str] =
    &["dates", "times", "durations", "money", "percents", "quantities", "ordinals", "numbers", "days_of_times"];

/// Days on which a document may have appeared: common ones, and those at the ends of what a calendar holds.
const ANCHORS: &[Option<Date>] = &[
    Some(date(2022, 1, 20)),
    None,
    Some(date(2020, 2, 29)),
    Some(date(1999, 12, 31)),
    Some(date(9999, 12, 31)),
    Some(date(1, 1, 1)),
    Some(date(-9999, 1, 1)),
];

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(|| Segmenter::new(Lexicon::embedded()));

static RECOGNIZERS: LazyLock<RecognizerSet> = LazyLock::new(|| {
    let others = docs_of_all().map(|doc| doc.name).filter(|name| !OF_VALUES.contains(name));
    let settings = RecognizeSettings { disabled: others.map(str::to_owned).collect(), ..RecognizeSettings::default() };
    RecognizerSet::new(Lexicon::embedded(), &settings, &[], Model::embedded()).expect("the recognisers exist")
});

/// The first byte chooses when the document appeared, the rest is its text.
pub(crate) fn holds_for(data: &[u8]) {
    let Some((anchor, text)) = input::choice(data, ANCHORS.len()) else { return };
    let published = match ANCHORS[anchor] {
        Some(date) => {
            Published { at: None, date: Some(date), precision: Precision::Day, source: PublishedSource::Header }
        }
        None => Published::default(),
    };
    let document = body::document(text, Zone::Body, published);
    let segmented = SEGMENTER.segment(&document);
    let mut mentions = RECOGNIZERS.recognize(&document, &segmented.tokens, &segmented.sentences);
    let is_leap_day = |mention: &Mention| mention.value.as_ref().is_some_and(|value| value.text.ends_with("-02-29"));
    plant::spoil(
        &mut mentions,
        |mentions| mentions.iter().any(is_leap_day),
        |mentions| mentions.iter_mut().for_each(|mention| mention.value = Some(Value::default())),
    );
    assert_mentions(document.as_str(), &segmented.sentences, &mentions);
    for mention in &mentions {
        assert!(!mention.entity_type.is_linked() || mention.subtype == Some("holiday"), "{mention:?} is no value");
        if let Some(value) = &mention.value {
            assert_value(mention.entity_type, value);
        }
    }
}

fn assert_value(kind: EntityType, value: &Value) {
    assert!(!value.text.is_empty(), "{value:?}");
    if let Some((first, after)) = value.days {
        assert!(first < after, "{value:?} runs forward");
        // A day that is printed is that day and no other.
        if let Ok(printed) = value.text.parse::<Date>()
            && value.text.len() == 10
        {
            assert_eq!((first, Some(after)), (printed, printed.checked_add(1.day()).ok()), "{value:?}");
        }
        let open_within = matches!(value.grain, Some(Grain::Decade | Grain::Century));
        assert!(open_within || !value.text.contains('X'), "{value:?} has days and is not known");
    }
    // A range is written as its two ends.
    let is_decimal = |text: &str| text.split('/').count() <= 2 && text.split('/').all(is_digits_and_point);
    match kind {
        EntityType::Money => {
            let (currency, amount) = value.text.split_once(' ').unwrap_or(("", &value.text));
            assert!(
                currency.is_empty() || (currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase())),
                "{value:?}"
            );
            assert!(is_decimal(amount), "{value:?}");
        }
        EntityType::Percent | EntityType::Ordinal | EntityType::Cardinal => {
            assert!(is_decimal(&value.text), "{value:?}")
        }
        _ => {}
    }
}

fn is_digits_and_point(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite) && !text.contains(['e', 'E', '+'])
}
