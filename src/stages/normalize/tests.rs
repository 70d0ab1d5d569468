//! Laws of the whole stage, and documents in many forms.

use proptest::prelude::*;

use super::*;
use crate::model::{Metadata, Precision, PublishedSource, Zone};
use crate::text::Span;

fn normalizer() -> &'static Normalizer {
    static NORMALIZER: std::sync::OnceLock<Normalizer> = std::sync::OnceLock::new();
    NORMALIZER.get_or_init(|| Normalizer::new(&NormalizeSettings::default(), Lexicon::embedded(), &[]).unwrap())
}

fn record(bytes: &[u8]) -> RawRecord {
    RawRecord::whole("release.txt", "text", bytes.to_vec())
}

fn document(text: &str) -> Document {
    normalizer().normalize(&record(text.as_bytes())).unwrap()
}

/// Zone and text of every block.
fn shown(document: &Document) -> Vec<(&'static str, &str)> {
    document.blocks.iter().map(|block| (block.zone.as_str(), block.span.of(document.as_str()))).collect()
}

fn assert_laws(document: &Document) {
    let text = document.as_str();
    let mut covered = String::new();
    let mut at = 0;
    for block in &document.blocks {
        let inner = block.span.of(text);
        assert!(!inner.is_empty() && inner.trim() == inner && !inner.contains('\n'), "{block:?} is {inner:?}");
        assert!(block.span.start() >= at, "blocks overlap");
        at = block.span.end();
        covered.push_str(inner);
    }
    assert!(document.blocks.windows(2).all(|pair| pair[1].paragraph - pair[0].paragraph <= 1));
    assert_eq!(bare(&covered), bare(text), "blocks hold the text");
    assert_eq!(text.trim(), text);
    assert!(!["  ", " \n", "\n ", "\n\n\n", "\t", "\r"].iter().any(|pair| text.contains(pair)), "{text:?}");
    for gap in &document.gaps {
        assert_eq!(text.get(gap.at as usize..=gap.at as usize), Some(" "));
    }
    assert!(document.flags.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(document.published.at.is_some(), document.published.precision == Precision::Minute);
    assert_eq!(document.published.date.is_none(), document.published.precision == Precision::None);
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Pieces of press texts, with everything odd that may stand between them.
fn press_text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "Foreign Minister Visits Minsk",
        "2022-01-20 20:56",
        "BEIJING, Jan. 24 (Xinhua) -- ",
        "The two sides met on Monday. ",
        "and agreed on the next steps in the",
        " region",
        "Q: What now?",
        "Wang Wenbin: We wait.",
        "FOR IMMEDIATE RELEASE",
        "Suggest to a friend:",
        "12",
        "- 3 -",
        "Page 3 of 9",
        "govern-",
        "ment",
        "a",
        "A",
        "é",
        "e\u{301}",
        "中文",
        "\u{628}\u{200C}\u{628}",
        " ",
        "  ",
        "     ",
        "\u{2002}",
        "\u{A0}",
        "\t",
        "\n",
        "\n\n",
        "\n",
        "\r\n",
        "\r",
        "\u{85}",
        "\u{2028}",
        "\u{B}",
        "\u{C}",
        "\u{AD}",
        "\u{200B}",
        "\u{FEFF}",
        "\u{202E}",
        "\u{92}",
        "\0",
        "\u{1B}",
        "\u{FFFD}",
        ".",
        ",",
        ":",
        "-",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_keep_the_laws(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(document) = normalizer().normalize(&record(&bytes)) {
            assert_laws(&document);
        }
    }

    #[test]
    fn any_text_keeps_the_laws(text in any::<String>()) {
        if let Ok(document) = normalizer().normalize(&record(text.as_bytes())) {
            assert_laws(&document);
        }
    }

    #[test]
    fn press_texts_keep_the_laws(text in press_text()) {
        if let Ok(document) = normalizer().normalize(&record(text.as_bytes())) {
            assert_laws(&document);
        }
    }

    /// Normalizing the clean text again changes nothing: for every text without form feeds from which no page furniture
    /// was taken, hard-wrapped ones and those cut at wide gaps included.
    #[test]
    fn normalizing_twice_changes_nothing(text in press_text()) {
        let text = text.replace('\u{C}', "");
        if let Ok(once) = normalizer().normalize(&record(text.as_bytes())) {
            let twice = normalizer().normalize(&record(once.as_str().as_bytes())).unwrap();
            let is_settled = twice.as_str() == once.as_str();
            prop_assert!(is_settled || once.flags.contains(&Flag::PageFurniture), "{:?}", once.as_str());
        }
    }

    /// The raw bytes of a block, normalized alone, are the block again: for every block that was one line, without a gap
    /// so wide that a text of one line is cut there.
    #[test]
    fn raw_bytes_of_a_block_are_the_block(text in press_text()) {
        // What a lone NEL means depends on the other characters of the document.
        let text = text.replace(['\u{85}', '\u{92}', '\u{AD}'], "");
        if let Ok(document) = normalizer().normalize(&record(text.as_bytes())) {
            for block in &document.blocks {
                let raw = document.text.to_raw(block.span).unwrap();
                let raw = &text.as_bytes()[raw];
                let is_cut = |gap: &Gap| gap.width >= 4 && block.span.overlaps(Span::new(gap.at as usize, gap.at as usize + 1));
                let has_line_end = String::from_utf8_lossy(raw).contains(['\n', '\r', '\u{B}', '\u{C}', '\u{2028}']);
                if has_line_end || document.gaps.iter().any(is_cut) {
                    continue;
                }
                match normalizer().normalize(&record(raw)) {
                    Ok(alone) => prop_assert_eq!(alone.as_str(), block.span.of(document.as_str())),
                    Err(diagnostic) => prop_assert_eq!(diagnostic.code, Code::Binary),
                }
            }
        }
    }

    /// A JSON string gives the same text as the file that holds it.
    #[test]
    fn a_json_string_reads_like_the_file(text in press_text()) {
        // Zeros make a file look like UTF-16, never a JSON string.
        let text = text.replace('\0', "");
        let literal = serde_json::to_string(&text).unwrap();
        let line = format!("{{\"text\":{literal}}}");
        let json = RawRecord { payload: Payload::JsonString(8..8 + literal.len()), ..record(line.as_bytes()) };
        let text_of = |result: Result<Document, Diagnostic>| result.map(|d| d.text.into_string()).map_err(|d| d.code);
        // A mark at the very start belongs to the file, not to its text.
        prop_assert_eq!(text_of(normalizer().normalize(&json)), text_of(normalizer().normalize(&record(text.as_bytes()))));
    }
}

const SEED_LIKE: &str = "Foreign Minister Li Wei Holds Talks with Belarusian Foreign Minister on Trade\n2022-01-20 20:56\n\n\
    On January 20, 2022, the two ministers met.\n\nLi Wei said that the\u{2002}two\u{2002}countries are friends.\n\n\
    Suggest to a friend:";

#[test]
fn a_ministry_read_out() {
    let document = document(SEED_LIKE);
    assert_laws(&document);
    assert_eq!(
        shown(&document),
        [
            ("title", "Foreign Minister Li Wei Holds Talks with Belarusian Foreign Minister on Trade"),
            ("dateline", "2022-01-20 20:56"),
            ("body", "On January 20, 2022, the two ministers met."),
            ("body", "Li Wei said that the two countries are friends."),
            ("boilerplate", "Suggest to a friend:"),
        ]
    );
    assert_eq!(document.published.at.unwrap().to_string(), "2022-01-20T20:56:00");
    assert_eq!((document.published.precision, document.published.source), (Precision::Minute, PublishedSource::Header));
    assert_eq!(document.title.as_deref(), Some(shown(&document)[0].1));
    assert_eq!((document.encoding, document.language.map(|l| l.0), document.flags.len()), ("utf-8", Some("en"), 0));
    let found = document.as_str().find("two countries").unwrap();
    let raw = document.text.to_raw(Span::new(found, found + "two countries".len())).unwrap();
    assert_eq!(&SEED_LIKE[raw], "two\u{2002}countries");
}

#[test]
fn a_wire_story() {
    let document = document(
        "China, Belarus Pledge Closer Ties\n\nMINSK, Jan. 24 (Xinhua) -- The two presidents met on Monday.\n\
         They spoke of trade. Enditem",
    );
    assert_eq!(
        shown(&document),
        [
            ("title", "China, Belarus Pledge Closer Ties"),
            ("dateline", "MINSK, Jan. 24 (Xinhua) --"),
            ("body", "The two presidents met on Monday."),
            ("body", "They spoke of trade. Enditem"),
        ]
    );
    assert_eq!(document.blocks[1].paragraph, document.blocks[2].paragraph);
    assert_eq!(document.dateline.as_ref().unwrap().place.unwrap().of(document.as_str()), "MINSK");
    assert_eq!(document.published.precision, Precision::None, "the year is nowhere");
}

#[test]
fn the_year_of_a_wire_story_is_that_of_its_file() {
    let text = "MINSK, Dec. 31 (BelTA) – The two presidents met on Friday in the capital.";
    let mut wire = record(text.as_bytes());
    wire.metadata =
        Metadata { date: Some("2022-01-01T08:00:00Z".into()), title: Some("Presidents Meet".into()), url: None };
    let document = normalizer().normalize(&wire).unwrap();
    assert_eq!(document.published.date.unwrap().to_string(), "2021-12-31");
    assert_eq!(document.published.source, PublishedSource::Dateline);
    assert_eq!(document.flags, [Flag::NoNewlines, Flag::YearInferred]);
    assert_eq!((document.title.as_deref(), document.title_span), (Some("Presidents Meet"), None));
}

#[test]
fn a_statement_for_immediate_release() {
    let document = document(
        "FOR IMMEDIATE RELEASE\nJanuary 20, 2022\nContact: Anna Novak, 202-555-0143\n\nSENATOR DOE WELCOMES\nTHE NEW TREATY\n\n\
         WASHINGTON, D.C. - Senator Jane Doe today welcomed the treaty.\n\n###",
    );
    assert_eq!(
        shown(&document),
        [
            ("boilerplate", "FOR IMMEDIATE RELEASE"),
            ("dateline", "January 20, 2022"),
            ("boilerplate", "Contact: Anna Novak, 202-555-0143"),
            ("title", "SENATOR DOE WELCOMES"),
            ("title", "THE NEW TREATY"),
            ("dateline", "WASHINGTON, D.C. -"),
            ("body", "Senator Jane Doe today welcomed the treaty."),
            ("boilerplate", "###"),
        ]
    );
    assert_eq!(document.title.as_deref(), Some("SENATOR DOE WELCOMES THE NEW TREATY"));
    assert_eq!(document.published.date.unwrap().to_string(), "2022-01-20");
}

#[test]
fn the_banner_of_a_page_is_no_title() {
    let document =
        document("Senator Anna R Novak Press Room\nDate April 1 2005 Novak Welcomes the Treaty\n\nMinsk was glad.");
    assert_eq!(document.title.as_deref(), Some("Novak Welcomes the Treaty"));
    assert_eq!(document.published.date.unwrap().to_string(), "2005-04-01");
}

#[test]
fn a_press_conference() {
    let document = document(
        "Foreign Ministry Spokesperson's Regular Press Conference on January 20, 2022\n2022-01-20 19:10\n\
         Wang Wenbin: Good afternoon.\nReuters: What was agreed in Minsk?\nAnd when?\nWang Wenbin: China has noted the reports.\n\
         We have no more to say.\nQ: On trade?\nA: It is growing.",
    );
    let zones: Vec<&str> = shown(&document).iter().map(|(zone, _)| *zone).collect();
    let expected = ["title", "dateline", "body", "question", "question", "answer", "answer", "question", "answer"];
    assert_eq!(zones, expected);
}

#[test]
fn one_label_makes_no_press_conference() {
    let document = document("Trade Talks End\n\nQuestion: can it last? Nobody knows.\n\nThe talks ended on Monday.");
    assert!(document.blocks.iter().all(|block| matches!(block.zone, Zone::Title | Zone::Body)));
}

#[test]
fn speeches_have_no_title() {
    for start in
        ["Mr. President,\nI congratulate you on your election.", "I would like to thank you all for coming here today."]
    {
        let document = document(&format!("{start}\nWe live in hard times.\nThank you."));
        assert_eq!((document.title.as_deref(), document.blocks[0].zone), (None, Zone::Body), "{start}");
    }
}

#[test]
fn a_release_without_newlines_or_punctuation() {
    let document = document(
        "      02 02 2005 Statement by Jane Doe on the Budget                         The budget was passed today   It is a \
         good budget for our state            30    283796     ",
    );
    assert_eq!(
        shown(&document),
        [
            ("dateline", "02 02 2005"),
            ("title", "Statement by Jane Doe on the Budget"),
            ("body", "The budget was passed today It is a good budget for our state"),
            ("boilerplate", "30"),
            ("boilerplate", "283796"),
        ]
    );
    assert_eq!(document.flags, [Flag::NoNewlines]);
    assert_eq!(document.gaps, [Gap { at: 74, width: 3 }]);
    assert_eq!(document.published.date.unwrap().to_string(), "2005-02-02");
}

#[test]
fn a_title_in_one_line_with_its_story() {
    let document =
        document("Ministers Agree on New Plan for Trade Washington-- The two ministers met on Monday to agree on it.");
    assert_eq!(
        shown(&document),
        [
            ("title", "Ministers Agree on New Plan for Trade"),
            ("dateline", "Washington--"),
            ("body", "The two ministers met on Monday to agree on it."),
        ]
    );
}

#[test]
fn a_speech_whose_first_line_was_cut_off_has_no_title() {
    let document = document(
        "On behalf of the\nGovernment of Belarus I wish to thank you for the\nwork that you have done in all the years of your\n\
         office, and to assure you that we will go on with\nit in the years to come.",
    );
    assert_eq!((document.blocks.len(), document.title.as_deref()), (1, None));
}

#[test]
fn dates_from_elsewhere() {
    let mut named = record(b"The talks ended on Monday. Nobody spoke.");
    named.source_path = "2021/2022-01-20-talks.txt".into();
    let document = normalizer().normalize(&named).unwrap();
    assert_eq!((document.published.source, document.published.precision), (PublishedSource::Filename, Precision::Day));
    let settings = NormalizeSettings { dates_from_file_names: false, ..NormalizeSettings::default() };
    let strict = Normalizer::new(&settings, Lexicon::embedded(), &[]).unwrap();
    assert_eq!(strict.normalize(&named).unwrap().published.source, PublishedSource::None);
    let ambiguous = normalizer().normalize(&record(b"Talks in Minsk\n03/04/2022\n\nThe talks ended.")).unwrap();
    assert_eq!(ambiguous.published.date.unwrap().to_string(), "2022-04-03");
    assert_eq!(ambiguous.flags, [Flag::AmbiguousDate]);
}

#[test]
fn no_text_is_a_diagnostic() {
    let code = |bytes: &[u8]| normalizer().normalize(&record(bytes)).unwrap_err().code;
    assert_eq!(code(b""), Code::Empty);
    assert_eq!(code(" \n\u{200B}\u{A0}\u{FEFF}".as_bytes()), Code::Empty);
    assert_eq!(code(b"\0\0\x01\0\x02\x03ab\0\0"), Code::Binary);
    let out_of_range = RawRecord { payload: Payload::JsonString(5..90), ..record(b"{}") };
    assert_eq!(normalizer().normalize(&out_of_range).unwrap_err().code, Code::Empty);
}

#[test]
fn wrong_settings_are_errors_with_a_way_out() {
    let settings = NormalizeSettings { encoding: "klingon".into(), ..NormalizeSettings::default() };
    let error = Normalizer::new(&settings, Lexicon::embedded(), &[]).unwrap_err();
    assert!(error.to_string().contains("`klingon`") && error.to_string().contains("auto"));
}

#[test]
fn flags_of_the_charset() {
    let flags = |bytes: &[u8]| normalizer().normalize(&record(bytes)).unwrap().flags;
    assert_eq!(flags(b"The minister\x92s visit\nto K\xF6ln was \x93fruitful\x94."), [Flag::CharsetGuessed]);
    assert_eq!(flags("Visit\nto Köln \0".as_bytes()), [Flag::ControlCharacters]);
    assert_eq!(flags(b"Visit\nto K\xC3\xB6ln \xFF"), [Flag::CharsetGuessed, Flag::InvalidBytes]);
}

/// A quadratic step over 200,000 pieces would take hours; the bound is far above what any machine needs.
#[test]
fn long_texts_are_linear() {
    for piece in [
        "a ",
        "word  ",
        "x\n",
        "1\n",
        "Q: x\n",
        "e\u{301}",
        "x\u{AD}\n",
        "12\n\u{C}",
        "govern-\nment and so on in the\n",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let started = std::time::Instant::now();
        assert!(normalizer().normalize(&record(text.as_bytes())).is_ok_and(|document| !document.blocks.is_empty()));
        assert!(started.elapsed().as_secs() < 60, "{piece:?} is not linear");
    }
}
