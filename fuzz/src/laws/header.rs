//! Header and zones: blocks tile the text, what the header found lies in it, and dates are what they say.

use std::sync::LazyLock;

use communique::config::NormalizeSettings;
use communique::lexicon::Lexicon;
use communique::model::{Document, Metadata, Precision, PublishedSource, RawRecord, Zone};
use communique::stages::normalize::Normalizer;

use crate::{input, plant};

/// Month first and day first.
static NORMALIZERS: LazyLock<[Normalizer; 2]> = LazyLock::new(|| {
    [false, true].map(|day_first| {
        let settings = NormalizeSettings { day_first, dates_from_file_names: true, ..NormalizeSettings::default() };
        Normalizer::new(&settings, Lexicon::embedded(), &[]).expect("the default settings are good")
    })
});

/// The first byte chooses how numeric dates are read; then come file name, title and date of the container, and the text.
pub(crate) fn holds_for(data: &[u8]) {
    let Some((day_first, rest)) = input::choice(data, 2) else { return };
    let [path, title, date, text] = input::fields(rest);
    let written = |field: &[u8]| (!field.is_empty()).then(|| String::from_utf8_lossy(field).into_owned());
    let metadata = Metadata { title: written(title), date: written(date), url: None };
    let path = String::from_utf8_lossy(path).into_owned();
    let format = if path.ends_with(".md") { "markdown" } else { "text" };
    let record = RawRecord { metadata, ..RawRecord::whole(path, format, text.to_vec()) };
    let Ok(mut document) = NORMALIZERS[day_first].normalize(&record) else { return };
    plant::spoil(
        &mut document,
        |document| document.published.precision == Precision::Minute && document.dateline.is_some(),
        |document| document.blocks.truncate(1),
    );
    assert_zones(&document);
    assert_header(&document);
}

/// Blocks are trimmed lines, in order, and hold all that is not white space.
fn assert_zones(document: &Document) {
    let text = document.as_str();
    let mut at = 0;
    for block in &document.blocks {
        let inner = block.span.of(text);
        assert!(!inner.is_empty() && inner.trim() == inner && !inner.contains('\n'), "{block:?} is {inner:?}");
        assert!(block.span.start() >= at && text[at..block.span.start()].trim().is_empty(), "blocks hold the text");
        at = block.span.end();
    }
    assert!(text[at..].trim().is_empty(), "blocks hold the end of the text");
    assert!(document.blocks.windows(2).all(|pair| pair[1].paragraph - pair[0].paragraph <= 1), "paragraphs count up");
    assert_eq!(text.trim(), text);
    assert!(!["  ", " \n", "\n ", "\n\n\n", "\t", "\r"].iter().any(|pair| text.contains(pair)), "{text:?}");
    for gap in &document.gaps {
        assert_eq!(text.get(gap.at as usize..=gap.at as usize), Some(" "), "a gap is a space");
    }
    assert!(document.gaps.windows(2).all(|pair| pair[0].at < pair[1].at), "gaps are in order");
    assert!(document.flags.windows(2).all(|pair| pair[0] < pair[1]), "flags are in order");
}

/// Title and dateline lie in the text, and as much of the date is there as its precision says.
fn assert_header(document: &Document) {
    let text = document.as_str();
    if let Some(title) = document.title_span {
        assert!(!title.is_empty() && title.trim(text) == title && title.of(text).len() == title.len());
        assert!(document.blocks.iter().any(|block| block.zone == Zone::Title && block.span.overlaps(title)));
    }
    assert!(document.title.as_deref().is_none_or(|title| !title.is_empty() && title.trim() == title));
    if let Some(dateline) = &document.dateline {
        assert!(!dateline.span.is_empty() && dateline.span.of(text).len() == dateline.span.len());
        assert!(dateline.place.is_none_or(|place| dateline.span.contains(place) && !place.of(text).is_empty()));
    }
    let published = document.published;
    assert_eq!(published.at.is_some(), published.precision == Precision::Minute);
    assert_eq!(published.date.is_none(), published.precision == Precision::None);
    assert_eq!(published.source == PublishedSource::None, published.precision == Precision::None);
    if let Some(date) = published.date {
        assert!(published.at.is_none_or(|at| at.date() == date), "{published:?}");
        assert!(date.day() == 1 || !matches!(published.precision, Precision::Month | Precision::Year), "{published:?}");
        assert!(date.month() == 1 || published.precision != Precision::Year, "{published:?}");
    }
    assert!(document.language.is_none_or(|(_, sure)| (0.0..=1.0).contains(&sure)));
}
