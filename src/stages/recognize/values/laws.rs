//! What must hold for any text, and the examples that the recognisers give of themselves.

use proptest::prelude::*;

use super::Kind;
use super::test_text::TestText;
use crate::model::Grain;
use crate::stages::recognize::tests_support;

/// Pieces that values are made of, so that random texts come near to dates and amounts.
const PIECES: &[&str] = &[
    "January",
    "May",
    "Feb.",
    "Monday",
    "next",
    "last",
    "past",
    "this",
    "the",
    "of",
    "in",
    "between",
    "and",
    "to",
    "a",
    "half",
    "-",
    "–",
    ",",
    ".",
    "(",
    ")",
    "/",
    ":",
    "$",
    "US$",
    "€",
    "%",
    "percent",
    "20",
    "2022",
    "30th",
    "31",
    "1,234.5",
    "99999999999999999999999999999999999",
    "000",
    "1990s",
    "3.5bn",
    "10am",
    "p.m.",
    "noon",
    "tonight",
    "morning",
    "ago",
    "years",
    "year",
    "decades",
    "century",
    "hours",
    "million",
    "trillion",
    "hundred",
    "twenty",
    "one",
    "three",
    "dozen",
    "first",
    "quarter",
    "end",
    "early",
    "mid",
    "fiscal",
    "FY08",
    "Q3",
    "every",
    "Mondays",
    "daily",
    "dollars",
    "Swiss",
    "francs",
    "pounds",
    "km",
    "square",
    "tonnes",
    "old",
    "Christmas",
    "New",
    "Year",
    "'s",
    "Day",
    "will",
    "was",
    "few",
    "\n",
    "é",
    "９",
    "crore",
    "summer",
    "today",
    "weekend",
    "Phone",
    "billions",
    "EUR",
    "today",
    "after",
    "9999",
    "0",
    "N38bn",
    "N",
    "GH",
    "¢",
    "at",
    "14.00",
    "14h30",
    "hrs",
    "EST",
    "UTC",
    "+",
    "that",
    "evening",
    "aged",
    "under",
    "children",
    "or",
    "previous",
    "before",
    "autumn",
    "21st",
    "from",
    "18th",
    "Mon.",
    "Good",
    "°",
    "C",
    "per",
    "day",
    "barrels",
    "basis",
    "points",
    "sq",
    "Street",
    "resolutions",
    "older",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec((piece, prop::bool::weighted(0.7)), 0..60).prop_map(|pieces| {
        pieces.iter().map(|(piece, spaced)| format!("{piece}{}", if *spaced { " " } else { "" })).collect()
    })
}

fn anchor() -> impl Strategy<Value = String> {
    prop::sample::select(&["", "2022-01-20", "2020-02-29", "2022-01", "2022", "9999-12-31", "0001-01-01"][..])
        .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_sound_and_days_run_forward(text in text(), anchor in anchor()) {
        let sample = TestText::new(&text, &anchor);
        let mentions = sample.mentions(Kind::ALL);
        let mut end = 0;
        for mention in &mentions {
            prop_assert!(mention.span.start() >= end, "{text:?} overlaps at {:?}", mention.span);
            prop_assert!(sample.sentences[mention.sentence].span.contains(mention.span));
            let printed = text.get(mention.span.range()).expect("on character boundaries");
            prop_assert!(!printed.is_empty() && printed.trim() == printed);
            if let Some(value) = &mention.value {
                prop_assert!(!value.text.is_empty());
                prop_assert!(value.days.is_none_or(|(start, end)| start < end), "{printed:?} {value:?}");
                let open_within = matches!(value.grain, Some(Grain::Decade | Grain::Century));
                prop_assert!(value.days.is_none() || open_within || !value.text.contains('X'), "{printed:?} {value:?}");
            }
            end = mention.span.end();
        }
    }

    #[test]
    fn days_of_times_change_nothing_else(text in text(), anchor in anchor()) {
        let sample = TestText::new(&text, &anchor);
        for (before, after) in sample.mentions(Kind::ALL).iter().zip(sample.dated_mentions()) {
            prop_assert_eq!((before.span, before.entity_type), (after.span, after.entity_type));
            if before.value != after.value {
                let (before, after) = (before.value.clone().unwrap(), after.value.unwrap());
                prop_assert!(before.text.starts_with('T') && after.text.ends_with(&before.text));
                prop_assert_eq!(after.grain, before.grain);
            }
        }
    }

    #[test]
    fn a_kind_alone_finds_what_it_finds_among_all(text in text()) {
        let sample = TestText::new(&text, "2022-01-20");
        let mut alone: Vec<_> = Kind::ALL.iter().flat_map(|kind| sample.mentions(&[*kind])).collect();
        alone.sort_by_key(|mention| mention.span);
        prop_assert_eq!(alone, sample.mentions(Kind::ALL));
    }

    #[test]
    fn an_iso_date_reads_as_itself(year in 1000i16..=2100, of_year in 1i64..=365) {
        let date = jiff::civil::Date::new(year, 1, 1).unwrap().checked_add(jiff::Span::new().days(of_year - 1)).unwrap();
        let text = format!("Signed {date} in Minsk.");
        let sample = TestText::new(&text, "");
        let value = sample.mentions(&[Kind::Date])[0].value.clone().unwrap();
        prop_assert_eq!(value.text, date.to_string());
        prop_assert_eq!(value.days.unwrap().0, date);
    }
}

#[test]
fn every_recogniser_finds_what_its_page_promises() {
    for kind in Kind::ALL {
        let doc = kind.recognizer().doc();
        let found = tests_support::found(kind.recognizer(), doc.example);
        let promised: Vec<_> = doc.finds.iter().map(|(text, kind)| ((*text).to_owned(), *kind)).collect();
        assert_eq!(found, promised, "{}", doc.name);
    }
}

/// A quadratic scan takes minutes here, and a recursion that follows the text overflows the stack.
#[test]
fn long_runs_stay_linear_and_shallow() {
    const RUNS: &[&str] = &[
        "Monday ",
        "end of ",
        "end of the ",
        "first quarter of the ",
        "first half of ",
        "the last ",
        "1 ",
        "100 ",
        "2004 ",
        "1-",
        "1/",
        "between ",
        "January ",
        "hundred and ",
        "one thousand and ",
        "5 to ",
        "$",
        "every ",
        "5 million ",
        "1 year ",
        "3, ",
        "resolutions 1, 2 and ",
        "at 14.00 ",
        "the day before ",
        "was on Monday, ",
        "International Women's ",
        "one or two ",
        "left at 9 a.m. ",
        "9 a.m. 5 May 2020 ",
        "the night of ",
        "N1,",
    ];
    for run in RUNS {
        let text = run.repeat(20_000);
        let mentions = TestText::new(&text, "2022-01-20").dated_mentions();
        assert!(mentions.len() <= 40_000, "{run:?}");
    }
}
