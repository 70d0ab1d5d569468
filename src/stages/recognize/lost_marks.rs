//! Texts that have lost their commas: two spaces stand where one was. Names of the trained recogniser that run over such a
//! place are cut there: "Flint  MI", "Baltimore  Tarnow", "Maria Lopez  Jan Marek".

use super::state_codes;
use super::words::{Phrases, ends_name, is_all_caps, is_capitalised, is_organisation_head, is_suffix};
use super::{DocumentCx, SentenceCx};
use crate::model::{EntityType, Gap, Mention};
use crate::text::Span;

/// A text with a comma for every so many words, or more, has not lost them.
const WORDS_PER_COMMA: usize = 150;
/// Words of a town's name.
const TOWN: usize = 3;
/// Words that stand in names of organisations too, and end those of towns.
const PLACE_HEADS: &str = "Bay|Beach|City|County|Creek|Falls|Fort|Island|Lake|Mountain|Park|River|Town|Township|Valley";
/// Words whose period is lost, not a comma behind them.
static ABBREVIATIONS: Phrases =
    Phrases::of("Capt|Col|Dr|Fr|Ft|Gen|Gov|Hon|Lt|Maj|Mr|Mrs|Ms|Mt|Prof|Rep|Rev|Sen|Sens|Sgt|St|Ste");

/// The gaps of a document that has lost its commas; none of any other.
pub(super) fn gaps<'d>(document: &DocumentCx<'d>) -> &'d [Gap] {
    let gaps = document.document.gaps.as_slice();
    if gaps.is_empty() {
        return gaps;
    }
    let commas = memchr::memchr_iter(b',', document.text.as_bytes()).count();
    if commas * WORDS_PER_COMMA < document.tokens.len() { gaps } else { &[] }
}

/// The names, cut at the gaps.
pub(super) fn cut(sentence: &SentenceCx<'_>, gaps: &[Gap], names: Vec<Mention>) -> Vec<Mention> {
    if gaps.is_empty() {
        return names;
    }
    let mut cut = Vec::with_capacity(names.len());
    for name in names {
        let pieces = pieces(sentence.text, gaps, name.span);
        match (pieces.as_slice(), name.entity_type) {
            ([] | [_], _) => cut.push(name),
            (pieces, EntityType::Person) => persons(sentence, &name, pieces, &mut cut),
            (pieces, EntityType::Gpe | EntityType::Loc | EntityType::Norp) => places(sentence, &name, pieces, &mut cut),
            (pieces, _) => others(sentence, name, pieces, &mut cut),
        }
    }
    cut
}

/// Ends the persons that rules have found at their first gap.
pub(super) fn cut_persons(text: &str, gaps: &[Gap], candidates: &mut [Mention]) {
    if gaps.is_empty() {
        return;
    }
    for person in candidates.iter_mut().filter(|mention| mention.entity_type == EntityType::Person) {
        if let Some(first) = pieces(text, gaps, person.span).first() {
            person.span = *first;
        }
    }
}

/// The parts of a name between its gaps.
fn pieces(text: &str, gaps: &[Gap], name: Span) -> Vec<Span> {
    let from = gaps.partition_point(|gap| gap.at < name.start);
    let inside = gaps.get(from..).unwrap_or_default().iter().take_while(|gap| gap.at < name.end);
    let (mut pieces, mut start) = (Vec::new(), name.start());
    for gap in inside.filter(|gap| gap.width > 1) {
        let at = gap.at as usize;
        if is_comma(text.get(start..at).unwrap_or_default(), text.get(at + 1..name.end()).unwrap_or_default()) {
            pieces.push(Span::new(start, at));
            start = at + 1;
        }
    }
    pieces.push(Span::new(start, name.end()));
    pieces
}

/// Whether a comma may have stood between the two.
fn is_comma(before: &str, behind: &str) -> bool {
    let (last, next) = (before.rsplit(' ').next().unwrap_or_default(), behind.split(' ').next().unwrap_or_default());
    let is_abbreviated = last.chars().count() < 2 || ABBREVIATIONS.contains(last);
    !is_abbreviated && is_capitalised(last) && is_capitalised(next) && !is_suffix(next) && next.chars().count() > 1
}

/// The first of several persons, and of the others those that are named in full, or by surnames as the first one is.
fn persons(sentence: &SentenceCx<'_>, name: &Mention, pieces: &[Span], out: &mut Vec<Mention>) {
    let words = |piece: &Span| piece.of(sentence.text).split(' ').count();
    let goes_on = sentence.text.get(name.span.end()..).is_some_and(|behind| behind.starts_with(" and "));
    let is_list = pieces.iter().all(|piece| words(piece) == 1) && (pieces.len() > 2 || goes_on);
    let is_title = |piece: &Span| sentence.titles.iter().any(|title| title.span.overlaps(*piece));
    let is_name = |piece: &Span| {
        let mut words = piece.of(sentence.text).split(' ');
        words.all(|word| is_capitalised(word) && word.len() > 2 && !ends_name(word)) && !is_title(piece)
    };
    let is_shouted = |piece: &Span| is_all_caps(piece.of(sentence.text)) && !is_all_caps(name.span.of(sentence.text));
    let pieces = pieces.iter().enumerate().filter(|(_, piece)| !is_shouted(piece));
    let kept = pieces.filter(|(at, piece)| *at == 0 || (is_list || words(piece) > 1) && is_name(piece));
    out.extend(kept.map(|(_, piece)| Mention { span: *piece, ..name.clone() }));
}

fn places(sentence: &SentenceCx<'_>, name: &Mention, pieces: &[Span], out: &mut Vec<Mention>) {
    for piece in pieces {
        let state = state_codes::state(sentence, *piece);
        out.push(state.unwrap_or_else(|| Mention { span: *piece, ..name.clone() }));
    }
}

/// Takes a town and its state off the end of a name.
fn others(sentence: &SentenceCx<'_>, name: Mention, pieces: &[Span], out: &mut Vec<Mention>) {
    let state = pieces.last().and_then(|last| state_codes::state(sentence, *last));
    let (Some(state), [before @ .., town, _]) = (state, pieces) else {
        out.push(name);
        return;
    };
    let is_town = is_town(town.of(sentence.text));
    let rest = if is_town { before.last() } else { Some(town) };
    if let Some(rest) = rest {
        out.push(Mention { span: Span::new(name.span.start(), rest.end()), ..name.clone() });
    }
    if is_town {
        out.push(Mention { span: *town, entity_type: EntityType::Gpe, ..name });
    }
    out.push(state);
}

fn is_town(name: &str) -> bool {
    let mut words = name.split(' ');
    words.clone().count() <= TOWN
        && words.all(|word| {
            let may_be_named = is_capitalised(word) && !is_organisation_head(word) && !ends_name(word);
            may_be_named || PLACE_HEADS.split('|').any(|head| head == word)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(at: usize) -> Gap {
        Gap { at: at as u32, width: 2 }
    }

    fn cut_at(text: &str) -> Vec<&str> {
        let gaps: Vec<Gap> = text.match_indices(' ').map(|(at, _)| gap(at)).collect();
        let pieces = pieces(text, &gaps, Span::new(0, text.len()));
        pieces.iter().map(|piece| piece.of(text)).collect()
    }

    #[test]
    fn gaps_between_capitals_stand_for_commas() {
        assert_eq!(cut_at("Flint MI"), ["Flint", "MI"]);
        assert_eq!(cut_at("Tarnow Lolo"), ["Tarnow", "Lolo"]);
    }

    #[test]
    fn initials_and_abbreviations_go_on() {
        for text in ["Robert C Byrd", "St Clair", "Marek Jr", "Bank of"] {
            assert!(
                !cut_at(text)
                    .iter()
                    .any(|piece| piece.ends_with(" C") || *piece == "St" || *piece == "Jr" || *piece == "of")
            );
        }
    }

    #[test]
    fn a_town_has_no_head_word() {
        assert!(is_town("Grand Rapids") && is_town("Oakland County") && !is_town("Tarnow University"));
    }
}
