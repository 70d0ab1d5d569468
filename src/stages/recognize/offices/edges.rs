//! Where names of persons begin and end: titles and letters of honour stand outside, numerals of kings and the second half
//! of a hyphenated name inside.

use std::ops::Range;

use super::body_edges::body_edges;
use super::heads::{Head, Heads};
use super::line::Line;
use super::vocabulary::{is_honour, is_joint, is_member};
use crate::model::{EntityType, Mention, Role, Token};
use crate::stages::recognize::settle::in_order;
use crate::stages::recognize::words::{is_capitalised, is_suffix};
use crate::stages::recognize::{DocumentCx, DocumentRecognizer, RecognizerDoc};
use crate::text::Span;

/// Titles that are given names too: "Dean Acheson", "Sheikh Hasina".
const GIVEN_NAMES: &[&str] = &[
    "baron", "begum", "bishop", "count", "dean", "duke", "earl", "haji", "judge", "khun", "major", "marquis", "nana",
    "pastor", "sayyed", "sayyid", "shaikh", "sheikh", "tun", "u",
];

/// Corrects the bounds of persons.
#[derive(Debug)]
pub struct PersonEdges;

impl DocumentRecognizer for PersonEdges {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "person_edges",
            what: "Leaves titles and letters of honour out of names of persons, and takes numerals and second halves in.",
            example: "Colonel Jana Marek QC met King Carl XVI.",
            finds: &[("Jana Marek", EntityType::Person), ("Carl XVI", EntityType::Person)],
            not_for: "Finding persons: it corrects those that the other recognisers have found.",
        }
    }

    fn recognize(&self, document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
        let heads = Heads::of(document.lexicon);
        let mut kept: Vec<(usize, Mention)> = Vec::with_capacity(mentions.len());
        let starts: Vec<u32> = mentions.iter().map(|mention| mention.span.start).collect();
        for (at, mention) in std::mem::take(mentions).into_iter().enumerate() {
            let is_free = |span: Span| {
                starts.get(at + 1).is_none_or(|next| span.end <= *next)
                    && kept.last().is_none_or(|(_, last)| last.span.end <= span.start)
            };
            let bounds = match mention.entity_type {
                EntityType::Person => edges(document, heads, &mention),
                EntityType::Org if mention.lexicon_id.is_none() => bounds_of_body(document, heads, &mention),
                _ => Some(mention.span),
            };
            match bounds {
                Some(span) if is_free(span) => kept.push((at, Mention { span, ..mention })),
                Some(_) => kept.push((at, mention)),
                None => {}
            }
        }
        *mentions = in_order(kept);
    }
}

fn bounds_of_body(document: &DocumentCx<'_>, heads: &'static Heads, mention: &Mention) -> Option<Span> {
    let Some(sentence) = document.sentences.get(mention.sentence) else { return Some(mention.span) };
    let tokens: &[Token] = document.tokens.get(sentence.tokens.clone()).unwrap_or_default();
    body_edges(&Line::bare(document.text, sentence.zone, tokens), heads, mention.span)
}

/// The bounds of the name in the mention; nothing where it is no name.
fn edges(document: &DocumentCx<'_>, heads: &'static Heads, mention: &Mention) -> Option<Span> {
    let Some(sentence) = document.sentences.get(mention.sentence) else { return Some(mention.span) };
    let tokens: &[Token] = document.tokens.get(sentence.tokens.clone()).unwrap_or_default();
    let line = Line::bare(document.text, sentence.zone, tokens);
    let name = line.tokens_of(mention.span);
    if is_part_of_title(&line, heads, &name) {
        return None;
    }
    let start = behind_titles(&line, heads, &name);
    let end = before_letters(&line, start..name.end);
    let end = before_place(&line, start..end);
    let (start, end) = (with_first_half(&line, start), with_rest(&line, end));
    if start == name.start && end == name.end {
        return Some(without_period(document.text, sentence.span, mention.span));
    }
    line.span(start..end).map(|span| without_period(document.text, sentence.span, span))
}

/// "Lance" of "Lance Corporal", "General" of "Secretary General", "Justice" before a name.
fn is_part_of_title(line: &Line<'_>, heads: &'static Heads, name: &Range<usize>) -> bool {
    let is_inside = |end: usize| {
        heads
            .ending_at(line, end)
            .is_some_and(|(start, _)| start <= name.start && end >= name.end && end - start > name.len())
    };
    let whole =
        heads.ending_at(line, name.end).filter(|(start, _)| *start <= name.start && !is_given(line, name.start));
    let is_before_name = is_capitalised(line.word(name.end)) && line.is_word(name.end);
    let is_whole = whole.is_some_and(|(_, head)| is_before_name || names_nobody(head));
    let is_letters = is_member(line.word(name.start)) && line.word(name.start).len() < 4;
    let is_field = line.folded(name.start) == "responsible" && is_joint(line.word(name.end));
    let is_title =
        || heads.ending_at(line, name.end).is_some_and(|(start, head)| start == name.start && !head.is_address);
    match name.len() {
        1 => (name.end..name.end + 3).any(is_inside) || is_letters || is_whole || is_field,
        _ => is_title(),
    }
}

/// Whether hardly anybody bears the title as a name: "Secretary", not "King", "Marshal" or "Mayor".
fn names_nobody(head: &Head) -> bool {
    matches!(
        head.role,
        Some(
            Role::HeadOfState
                | Role::HeadOfGovernment
                | Role::ForeignMinister
                | Role::Minister
                | Role::Ambassador
                | Role::Spokesperson
                | Role::OrganisationHead
                | Role::Legislator
        )
    ) || head.words.iter().any(|word| word == "secretary")
}

fn is_given(line: &Line<'_>, at: usize) -> bool {
    GIVEN_NAMES.contains(&&*line.folded(at))
}

/// The first token behind the titles with which the mention begins.
fn behind_titles(line: &Line<'_>, heads: &'static Heads, name: &Range<usize>) -> usize {
    let mut start = name.start;
    while !is_given(line, start) {
        let title = (start + 1..name.end).rev().take(4).find(|end| {
            heads.ending_at(line, *end).is_some_and(|(first, _)| first <= start) && is_capitalised(line.word(*end))
        });
        match title {
            Some(end) => start = end,
            None => break,
        }
    }
    start
}

/// The position before "MP", "QC" at the end of the mention.
fn before_letters(line: &Line<'_>, name: Range<usize>) -> usize {
    let mut end = name.end;
    while end > name.start + 1 {
        let word = line.word(end - 1);
        let is_letters = (is_member(word) || is_honour(word))
            && word.len() > 1
            && !word.chars().any(|char| char.is_lowercase() && word.len() > 4);
        if !is_letters && word != "," {
            break;
        }
        end -= 1;
    }
    end
}

/// The position before "of Lima" behind a full name; "Regina of Saxe-Meiningen" is a name.
fn before_place(line: &Line<'_>, name: Range<usize>) -> usize {
    let of = name.clone().find(|at| line.word(*at) == "of");
    let is_full =
        |of: usize| (name.start..of).filter(|at| line.is_word(*at) && is_capitalised(line.word(*at))).count() > 1;
    of.filter(|of| is_full(*of)).unwrap_or(name.end)
}

/// The start of a name whose first half has been left out: "Aslak-" before "Heikki".
fn with_first_half(line: &Line<'_>, start: usize) -> usize {
    let Some(first) = start.checked_sub(2) else { return start };
    let is_half = line.is_hyphen(start - 1)
        && line.is_glued(start)
        && line.is_glued(start - 1)
        && is_capitalised(line.word(first))
        && line.is_word(first);
    if is_half { first } else { start }
}

/// The end of a name with its second half, "-Young", and its numeral, "XVI".
fn with_rest(line: &Line<'_>, end: usize) -> usize {
    let is_half = line.is_hyphen(end)
        && line.is_glued(end)
        && line.is_glued(end + 1)
        && is_capitalised(line.word(end + 1))
        && line.word(end + 1).chars().any(char::is_lowercase);
    let end = if is_half { end + 2 } else { end };
    let is_noble =
        ["d'", "d’"].iter().any(|particle| line.word(end).strip_prefix(particle).is_some_and(is_capitalised));
    let end = end + usize::from(is_noble);
    let word = line.word(end);
    let is_numeral = word.len() < 6 && word.len() > 1 && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let is_possessive = end.checked_sub(1).is_some_and(|last| line.is_possessive(last));
    if is_numeral && !is_possessive { end + 1 } else { end }
}

/// The span without the period that ends its sentence: "Hun Sen."
fn without_period(text: &str, sentence: Span, span: Span) -> Span {
    let printed = span.of(text);
    let last = printed.rsplit([' ', '-']).next().unwrap_or_default();
    let is_name =
        printed.ends_with('.') && last.len() > 2 && !is_suffix(last) && !last.trim_end_matches('.').contains('.');
    if is_name && span.end >= sentence.end && printed.contains(' ') {
        return Span::new(span.start(), span.end() - 1);
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::model::RecognizerKind;
    use crate::stages::recognize::tests_support::Sample;

    /// What is left of a person that was found with these bounds.
    fn corrected(text: &str, found: &str) -> Option<String> {
        let sample = Sample::new(text);
        let start = text.find(found).unwrap();
        let span = Span::new(start, start + found.len());
        let mut mentions = vec![Mention::new(span, 0, EntityType::Person, RecognizerKind::Model, 0.9)];
        let cx = DocumentCx {
            document: &sample.document,
            text,
            tokens: &sample.tokens,
            sentences: &sample.sentences,
            lexicon: Lexicon::embedded(),
        };
        PersonEdges.recognize(&cx, &mut mentions);
        mentions.first().map(|mention| mention.span.of(text).to_owned())
    }

    fn check(text: &str, found: &str, expected: &str) {
        assert_eq!(corrected(text, found).as_deref(), Some(expected), "{text}");
    }

    #[test]
    fn titles_and_letters_stand_outside() {
        check("Chief Justice Jana Marek spoke", "Chief Justice Jana Marek", "Jana Marek");
        check("Her Majesty Queen Paola spoke", "Majesty Queen Paola", "Paola");
        check("Jana Marek QC spoke", "Jana Marek QC", "Jana Marek");
        check("Jana Marek MP spoke", "Jana Marek MP", "Jana Marek");
        check("Jana Marek of Lima spoke", "Jana Marek of Lima", "Jana Marek");
    }

    #[test]
    fn numerals_and_second_halves_stand_inside() {
        check("King Carl XVI spoke", "Carl", "Carl XVI");
        check("Mrs Parata-Young spoke", "Parata", "Parata-Young");
        check("Anne-Marie Marek spoke", "Marie Marek", "Anne-Marie Marek");
    }

    #[test]
    fn titles_alone_are_nobody() {
        assert_eq!(corrected("the Secretary spoke", "Secretary"), None);
        assert_eq!(corrected("Lance Corporal Jana Marek spoke", "Lance"), None);
        assert_eq!(corrected("the local MP spoke", "MP"), None);
        assert_eq!(corrected("She met the Chief Justice, Jana Marek, here.", "Chief Justice"), None);
        assert_eq!(corrected("the Minister Responsible for Youth spoke", "Responsible"), None);
    }

    #[test]
    fn names_that_are_titles_too_stay() {
        check("Dean Acheson spoke", "Dean Acheson", "Dean Acheson");
        check("Sheikh Hasina spoke", "Sheikh Hasina", "Sheikh Hasina");
        check("Mr Major spoke", "Major", "Major");
        check("Regina of Saxe spoke", "Regina of Saxe", "Regina of Saxe");
    }
}
