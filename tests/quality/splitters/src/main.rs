//! Sentence spans of four Rust splitters, for the comparison in `tests/quality`.
//!
//! `splitters SEGMENT_SRX` reads JSON Lines `{"id": …, "text": …}` from standard input and writes for each a line
//! `{"id": …, "spans": {"sentencex": [[start, end], …], …}}`. Offsets are Unicode code points, half-open, and
//! white space at the edges is trimmed; a piece of nothing but white space is left out. The rules for `srx` are those
//! of LanguageTool that the crate's package carries (`data/segment.srx`), where an empty line ends a paragraph.

use std::io::{self, BufRead, Write};
use std::ops::Range;
use std::str::FromStr;

use icu_segmenter::SentenceSegmenter;
use serde_json::{Value, json};
use srx::SRX;
use unicode_segmentation::UnicodeSegmentation;

/// LanguageTool's name for English with paragraphs that end at an empty line.
const SRX_LANGUAGE: &str = "en_two";

fn main() {
    let path = std::env::args().nth(1).expect("usage: splitters SEGMENT_SRX < texts.jsonl");
    let xml = std::fs::read_to_string(&path).expect("the SRX file can be read");
    let rules = SRX::from_str(&xml).expect("the SRX file is well-formed").language_rules(SRX_LANGUAGE);
    let icu = SentenceSegmenter::new(Default::default());

    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line.expect("a line of UTF-8")).expect("a JSON object");
        let text = record["text"].as_str().expect("a field `text`");
        let spans = json!({
            "sentencex": char_spans(text, sentencex(text)),
            "srx": char_spans(text, rules.split_ranges(text)),
            "icu_segmenter": char_spans(text, between(icu.segment_str(text))),
            "unicode-segmentation": char_spans(text, unicode(text)),
        });
        writeln!(output, "{}", json!({"id": record["id"], "spans": spans})).expect("standard output is open");
    }
}

fn sentencex(text: &str) -> Vec<Range<usize>> {
    sentencex::get_sentence_boundaries("en", text).iter().map(|found| found.start_byte..found.end_byte).collect()
}

fn unicode(text: &str) -> Vec<Range<usize>> {
    text.split_sentence_bound_indices().map(|(start, piece)| start..start + piece.len()).collect()
}

/// The ranges between neighbouring boundaries.
fn between(boundaries: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let boundaries: Vec<usize> = boundaries.collect();
    boundaries.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Byte ranges in order, trimmed, as spans of code points.
fn char_spans(text: &str, ranges: Vec<Range<usize>>) -> Vec<[usize; 2]> {
    let mut spans = Vec::with_capacity(ranges.len());
    let (mut byte, mut chars) = (0, 0);
    for range in ranges {
        let piece = &text[range.clone()];
        let sentence = piece.trim();
        if sentence.is_empty() {
            continue;
        }
        let start = range.start + (piece.len() - piece.trim_start().len());
        chars += text[byte..start].chars().count();
        let end = chars + sentence.chars().count();
        spans.push([chars, end]);
        (byte, chars) = (start + sentence.len(), end);
    }
    spans
}
