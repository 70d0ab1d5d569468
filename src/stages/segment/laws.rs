//! Laws of the segment stage as properties, then the examples that are no goldens: zones, tokens, hostile text.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Segmented, Segmenter};
use crate::lexicon::Lexicon;
use crate::model::{Block, Document, Gap, Published, RawRecord, TokenKind, Zone};
use crate::text::{AlignedText, Span};

/// A document of body text: a block for each paragraph, runs of spaces made one and kept as gaps.
pub(super) fn document(input: &str) -> Document {
    let (mut text, mut gaps) = (String::new(), Vec::new());
    let mut spaces = 0;
    for c in input.trim().chars() {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        if spaces > 1 {
            gaps.push(Gap { at: text.len() as u32, width: spaces });
        }
        if spaces > 0 {
            text.push(' ');
            spaces = 0;
        }
        text.push(c);
    }
    let mut blocks = Vec::new();
    let mut at = 0;
    for (paragraph, part) in text.split("\n\n").enumerate() {
        let span = Span::new(at, at + part.len()).trim(&text);
        at += part.len() + 2;
        if !span.is_empty() {
            blocks.push(Block { span, zone: Zone::Body, paragraph: paragraph as u32 });
        }
    }
    Document {
        id: RawRecord::whole("release.txt", "text", Vec::new()).doc_id(),
        text: AlignedText::identity(text),
        encoding: "utf-8",
        title_span: None,
        title: None,
        published: Published::default(),
        dateline: None,
        language: None,
        blocks,
        gaps,
        flags: Vec::new(),
    }
}

fn segment(document: &Document) -> Segmented {
    Segmenter::new(Lexicon::embedded()).segment(document)
}

fn assert_laws(document: &Document) {
    let segmented = segment(document);
    let text = document.as_str();
    let mut covered = vec![false; text.len()];
    let mut end = 0;
    for token in &segmented.tokens {
        assert!(!token.span.is_empty() && token.span.start >= end, "tokens are in order and do not overlap");
        assert!(text.get(token.span.range()).is_some_and(|word| !word.contains(char::is_whitespace)));
        end = token.span.end;
        covered[token.span.range()].fill(true);
    }
    for block in &document.blocks {
        for (at, c) in block.span.of(text).char_indices() {
            assert_eq!(covered[block.span.start() + at], !c.is_whitespace(), "{c:?} of {text:?}");
        }
    }
    let mut next_token = 0;
    for sentence in &segmented.sentences {
        assert_eq!(sentence.tokens.start, next_token, "every token is in exactly one sentence");
        let tokens = &segmented.tokens[sentence.tokens.clone()];
        let (first, last) = (tokens.first().expect("no sentence is empty"), tokens.last().unwrap());
        assert_eq!(sentence.span, first.span.cover(last.span), "a sentence is trimmed");
        let block = document.blocks.iter().find(|block| block.span.contains(sentence.span)).expect("inside one block");
        assert_eq!((sentence.zone, sentence.paragraph), (block.zone, block.paragraph));
        next_token = sentence.tokens.end;
    }
    assert_eq!(next_token, segmented.tokens.len());
    assert_eq!(segmented, segment(document), "the same twice");
}

const ZONES: [Zone; 6] = [Zone::Title, Zone::Dateline, Zone::Body, Zone::Question, Zone::Answer, Zone::Boilerplate];

proptest! {
    #[test]
    fn any_text_keeps_the_laws(text in "\\PC{0,60}", zone in 0usize..6) {
        let mut document = document(&text);
        document.blocks.iter_mut().for_each(|block| block.zone = ZONES[zone]);
        assert_laws(&document);
    }

    /// Texts made of what the rules look at.
    #[test]
    fn likely_texts_keep_the_laws(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "The", "treaty", "U.S.", "Mr.", "J.", "No.", "5", "3.5", "a.m.", "etc.", ".", "...", "…", "?", "!", "\"", "'s",
                "’", "(", ")", "[", "]", "“", "”", "-", "--", "•", "1.", "2)", "a.", "。", "中", "e\u{301}", "\u{301}", " ", " ", " ",
                "  ", "   ", "\n", "\n\n", "http://a.example/b.", "x@y.example", "e.g.", "I", "said", ",", ":", "\u{200d}", "Jan.", "Dear",
                "Thanks", "Regards", "Berg", "01/20/2022 08:56 PM", "Subject:", "----", "____", "***", ">", "^_^", ";-)", "Figure",
                "Tuesday, January 18, 2022", "please", "Please",
            ]),
            0..40,
        ),
    ) {
        assert_laws(&document(&parts.concat()));
    }

    #[test]
    fn plain_text_and_documents_agree(text in "[A-Za-z.?! ]{0,80}") {
        let document = document(&text);
        let spans: Vec<Span> = segment(&document).sentences.iter().map(|sentence| sentence.span).collect();
        let plain = Segmenter::new(Lexicon::embedded()).sentence_spans(document.as_str());
        prop_assume!(document.gaps.is_empty());
        prop_assert_eq!(plain, spans);
    }
}

/// The printed tokens of a text.
fn words(text: &str) -> Vec<String> {
    let document = document(text);
    segment(&document).tokens.iter().map(|token| token.span.of(document.as_str()).to_owned()).collect()
}

fn assert_words(text: &str, expected: &str) {
    assert_eq!(words(text).join(" "), expected, "{text}");
}

#[test]
fn tokens_of_words() {
    assert_words("China-Belarus ties don't end.", "China - Belarus ties don't end .");
    assert_words("O'Brien's and Belarus’s envoys' letters", "O'Brien 's and Belarus ’s envoys ' letters");
    assert_words("CHINA'S U.S.-led U.N.'s Jr.'s", "CHINA 'S U.S. - led U.N. 's Jr. 's");
    assert_words("Mr. J. K. Lee, Ph.D., of the U.S.A.", "Mr. J. K. Lee , Ph.D. , of the U.S.A.");
    assert_words("SENS.ROE U.S.Senate", "SENS. ROE U.S. Senate");
    assert_words("No. 5. No. We won't.", "No. 5 . No . We won't .");
    assert_words("see www.example.org/a, x_y@example.org.", "see www.example.org/a , x_y@example.org .");
    assert_words("example.org notes.v2.txt", "example.org notes.v2.txt");
}

#[test]
fn tokens_of_numbers() {
    assert_words("COVID-19, 1,234.5, 30th, 20:56", "COVID - 19 , 1,234.5 , 30th , 20 : 56");
    assert_words("$3.5 or 3% in the 1980's", "$ 3.5 or 3 % in the 1980 's");
    assert_words("2022-01-20", "2022 - 01 - 20");
}

#[test]
fn tokens_of_other_scripts() {
    assert_words("中国。", "中 国 。");
    assert_words("pre\u{301}sident \u{1f3f3}\u{fe0f}\u{200d}x", "pre\u{301}sident \u{1f3f3}\u{fe0f}\u{200d} x");
    let document = document("30th Minsk §");
    let kinds: Vec<TokenKind> = segment(&document).tokens.iter().map(|token| token.kind).collect();
    assert_eq!(kinds, [TokenKind::Number, TokenKind::Word, TokenKind::Punctuation]);
}

/// A document with one block a line, in the zones given.
fn zoned(lines: &[(Zone, &str)]) -> Document {
    let joined: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
    let mut document = document(&joined.join("\n\n"));
    for (block, (zone, _)) in document.blocks.iter_mut().zip(lines) {
        block.zone = *zone;
    }
    document
}

fn count(document: &Document, zone: Zone) -> usize {
    segment(document).sentences.iter().filter(|sentence| sentence.zone == zone).count()
}

#[test]
fn a_ministry_readout_has_one_title_one_dateline_and_its_body() {
    let document = zoned(&[
        (Zone::Title, "Anna Berg Meets with Estonian Foreign Minister. A New Chapter: Trade vs. Tariffs"),
        (Zone::Dateline, "2022-01-20 20:56"),
        (
            Zone::Body,
            "On January 20, 2022, Minister Anna Berg met with her counterpart to mark the 30th anniversary of ties.",
        ),
        (
            Zone::Body,
            "Berg said, since 1992 Norway-Estonia relations have grown. The two sides trust each other. After the onset of \
            COVID-19, both have helped each other.",
        ),
        (Zone::Boilerplate, "Suggest to a friend: Print. Share."),
    ]);
    assert_laws(&document);
    let counts = [Zone::Title, Zone::Dateline, Zone::Body, Zone::Boilerplate].map(|zone| count(&document, zone));
    assert_eq!(counts, [1, 1, 4, 1]);
}

#[test]
fn a_headline_is_whole_and_prose_in_its_place_is_not() {
    assert_eq!(count(&zoned(&[(Zone::Title, "Envoys Meet in Riga. A New Treaty?")]), Zone::Title), 1);
    assert_eq!(count(&zoned(&[(Zone::Title, "The envoys met in Riga. They signed nothing.")]), Zone::Title), 2);
}

#[test]
fn long_boilerplate_is_cut_like_prose() {
    let about = "The ministry serves the public. ".repeat(12);
    assert_eq!(count(&zoned(&[(Zone::Boilerplate, about.as_str())]), Zone::Boilerplate), 12);
}

#[test]
fn hostile_texts_take_linear_time() {
    let bytes = 300_000;
    for unit in [
        "a",
        ".",
        "\u{301}",
        "(",
        ". (",
        "a. ",
        "\"",
        "1. ",
        "A.",
        "a_",
        "@",
        "www.",
        "://",
        ". . . ",
        "a'",
        "-",
        "_",
        "- ",
        "> ",
        "A ",
        "Berg, ",
        "Thanks, ",
        "1/1/2022 1:00 ",
        "Dear ",
        ":) ",
        "www.a ",
    ] {
        let document = document(&unit.repeat(bytes / unit.len()));
        let begun = Instant::now();
        let segmented = segment(&document);
        assert!(!segmented.sentences.is_empty());
        assert!(begun.elapsed() < Duration::from_secs(20), "{unit:?} took {:?}", begun.elapsed());
    }
}
