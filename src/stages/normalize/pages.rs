//! Page numbers and running heads at page breaks.
//!
//! They are left out of the clean text, which then runs on across the page; their raw bytes stay under the white space
//! that joins the two sides. Text elsewhere is never left out.

use std::collections::HashMap;

use super::lines::Line;
use super::sentence_end::ends_sentence;

/// Longest line, in characters, that may be a page number or a running head.
const MAX_WIDTH: u32 = 40;

/// How many lines above and below a page break may be of the page.
const REACH: usize = 2;

/// Takes the lines of the page out of `lines`; what follows one stands after a page break. Says whether there were any.
pub(super) fn remove_furniture(text: &str, lines: &mut Vec<Line>, hard_wrapped: bool) -> bool {
    let mut furniture = at_page_breaks(text, lines);
    if hard_wrapped {
        mark_interruptions(text, lines, &mut furniture);
    }
    if furniture.iter().all(|marked| *marked) || !furniture.contains(&true) {
        return false;
    }
    let (mut marks, mut pending) = (furniture.into_iter(), false);
    lines.retain_mut(|line| {
        let dropped = marks.next().unwrap_or_default();
        line.page_before |= pending;
        pending = dropped;
        !dropped
    });
    true
}

/// Lines beside a form feed whose every word has a digit or belongs to `Page 3 of 9`.
fn at_page_breaks(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut furniture = vec![false; lines.len()];
    let is_furniture = |line: &Line| line.width <= MAX_WIDTH && is_running_head(line.span.of(text));
    let breaks = lines.iter().enumerate().filter(|(at, line)| *at > 0 && line.page_before);
    for (at, _) in breaks {
        let (above, below) = lines.split_at_checked(at).unwrap_or_default();
        let head = below.iter().take(REACH).take_while(|line| is_furniture(line)).count();
        let foot = above.iter().rev().take(REACH).take_while(|line| is_furniture(line)).count();
        furniture.iter_mut().take(at + head).skip(at - foot).for_each(|marked| *marked = true);
    }
    furniture
}

/// Lines of the page without a form feed: those that stand in the middle of a sentence, and those that share a document
/// number with another such line.
fn mark_interruptions(text: &str, lines: &[Line], furniture: &mut [bool]) {
    let is_head = |line: &Line| line.width <= MAX_WIDTH && is_running_head(line.span.of(text));
    let numbers = document_numbers(lines.iter().filter(|line| is_head(line)).map(|line| line.span.of(text)));
    let recurs = |line: &Line| {
        let mut words = line.span.of(text).split_whitespace();
        words.any(|word| numbers.get(word).is_some_and(|count| *count > 1))
    };
    let mut before: Option<&Line> = None;
    let mut run = 0..0;
    for (at, line) in lines.iter().enumerate() {
        if is_head(line) {
            if let Some(marked) = furniture.get_mut(at) {
                *marked |= recurs(line);
            }
            run.end = at + 1;
            continue;
        }
        let open = before.is_some_and(|line| !ends_sentence(line.span.of(text)));
        if !run.is_empty() && open && line.span.of(text).starts_with(char::is_lowercase) {
            furniture.iter_mut().take(run.end).skip(run.start).for_each(|marked| *marked = true);
        }
        before = Some(line);
        run = at + 1..at + 1;
    }
}

/// How many of the lines, each with a page number beside it, hold each number of a document (`10-54833`).
fn document_numbers<'t>(lines: impl Iterator<Item = &'t str>) -> HashMap<&'t str, usize> {
    let mut counts = HashMap::new();
    for line in lines.filter(|line| line.contains(' ')) {
        for word in line.split_whitespace().filter(|word| word.len() >= 7 && word.contains(['-', '/'])) {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts
}

/// `8/51 15-29431`, `A/70/PV.16 29/09/2015`, or a page number.
fn is_running_head(line: &str) -> bool {
    let mut words = 0;
    let fits = line.split_whitespace().all(|word| {
        words += 1;
        word.bytes().any(|byte| byte.is_ascii_digit()) || is_page_word(word)
    });
    fits && words <= 5 && line.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_page_word(word: &str) -> bool {
    const WORDS: [&str; 14] = ["page", "pages", "p.", "pg.", "of", "de", "seite", "von", "-", "–", "—", "|", "/", "~"];
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    fn left(text: &str, hard_wrapped: bool) -> Vec<&str> {
        let mut lines = split(text);
        remove_furniture(text, &mut lines, hard_wrapped);
        lines.iter().map(|line| line.span.of(text)).collect()
    }

    #[test]
    fn lines_of_the_page_go_at_a_form_feed() {
        let text = "the international community to\n8/51 15-29431\n\u{C}\n29/09/2015 A/70/PV.16\nglobal challenges.";
        assert_eq!(left(text, false), ["the international community to", "global challenges."]);
        assert_eq!(left("It failed.\n- 12 -\n\u{C}It rose.", false), ["It failed.", "It rose."]);
    }

    #[test]
    fn elsewhere_only_what_cuts_a_sentence_in_a_wrapped_text() {
        let text = "We will work with our\n\n12\n\npartners in the region.";
        assert_eq!(left(text, true), ["We will work with our", "partners in the region."]);
        assert_eq!(left(text, false).len(), 3);
        assert_eq!(left("The vote was taken.\n12\nagainst.", true).len(), 3);
    }

    #[test]
    fn a_document_number_that_recurs_is_of_the_page() {
        let text = "We met.\n10-54833 50\nWe agreed on\nmuch.\n51 10-54833\nThank you.";
        assert_eq!(left(text, true), ["We met.", "We agreed on", "much.", "Thank you."]);
        assert_eq!(left("We met.\n10-54833 50\nThank you.", true).len(), 3);
    }

    #[test]
    fn words_are_no_furniture() {
        assert_eq!(left("We met.\nArticle 5\n\u{C}\nIn 2022 we\nagreed.", false).len(), 4);
        assert_eq!(left("1\n\u{C}2", false).len(), 2);
    }
}
