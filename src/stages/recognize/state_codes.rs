//! States and provinces by their abbreviations, where the words around show that one is meant: "(D-MT)", "Arnold, Calif.",
//! "Toronto, ON".

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::SentenceCx;
use super::matcher::place_id;
use super::words::is_capitalised;
use crate::model::{EntityType, Mention, RecognizerKind, TokenKind};
use crate::text::Span;

const SCORE: f32 = 0.9;

/// Bytes of the longest abbreviation and its period.
const LONGEST: usize = 6;

const UNITED_STATES: &str = "\
    AL Ala.=Alabama|AK=Alaska|AZ Ariz.=Arizona|AR Ark.=Arkansas|CA Calif. Cal.=California|CO Colo.=Colorado|\
    CT Conn.=Connecticut|DE Del.=Delaware|DC D.C.=District of Columbia|FL Fla.=Florida|GA Ga.=Georgia|HI=Hawaii|ID=Idaho|\
    IL Ill.=Illinois|IN Ind.=Indiana|IA=Iowa|KS Kan. Kans.=Kansas|KY Ky.=Kentucky|LA La.=Louisiana|ME=Maine|MD Md.=Maryland|\
    MA Mass.=Massachusetts|MI Mich.=Michigan|MN Minn.=Minnesota|MS Miss.=Mississippi|MO Mo.=Missouri|MT Mont.=Montana|\
    NE Neb. Nebr.=Nebraska|NV Nev.=Nevada|NH N.H.=New Hampshire|NJ N.J.=New Jersey|NM N.M.=New Mexico|NY N.Y.=New York|\
    NC N.C.=North Carolina|ND N.D.=North Dakota|OH=Ohio|OK Okla.=Oklahoma|OR Ore.=Oregon|PA Pa. Penn.=Pennsylvania|\
    RI R.I.=Rhode Island|SC S.C.=South Carolina|SD S.D.=South Dakota|TN Tenn.=Tennessee|TX Tex.=Texas|UT=Utah|VT Vt.=Vermont|\
    VA Va.=Virginia|WA Wash.=Washington State|WV W.Va.=West Virginia|WI Wis. Wisc.=Wisconsin|WY Wyo.=Wyoming";

const CANADA: &str = "\
    AB Alta.=Alberta|BC B.C.=British Columbia|MB Man.=Manitoba|NB N.B.=New Brunswick|NL=Newfoundland and Labrador|\
    NS N.S.=Nova Scotia|NT=Northwest Territories|NU=Nunavut|ON Ont.=Ontario|PE P.E.I.=Prince Edward Island|QC Que.=Quebec|\
    SK Sask.=Saskatchewan|YT=Yukon";

/// Codes that are degrees or common words as well; behind a comma they need a city that the lexicon knows.
const OTHER_WORDS: &[&str] = &[
    "MD", "MA", "PA", "MS", "DE", "LA", "OR", "IN", "ME", "OK", "HI", "ID", "AL", "PE", "CO", "MO", "QC", "MB", "SK",
    "NB",
];

/// A gap of more spaces than this ends a line.
const WIDE: u32 = 3;

/// Parties before the code: "(R-Mont.)".
const PARTIES: &[&str] = &["D", "R", "I", "Dem", "Rep", "DFL", "L", "D.", "R.", "ID", "Ind"];

/// Adds the states of a sentence that stand there by their abbreviations.
pub(super) fn add(sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
    for at in 2..sentence.tokens.len() {
        let may_be_code = sentence.word(at).len() <= LONGEST && is_capitalised(sentence.word(at));
        let is_free = || {
            sentence.kind(at) == Some(TokenKind::Word) && sentence.name_at(at).is_none_or(|form| form.span.len() < 3)
        };
        if !may_be_code || !is_free() {
            continue;
        }
        let bare = bare_code(sentence, at).or_else(|| code_behind_gap(sentence, at));
        let is_party = follows_party(sentence, at);
        let marked = || match code_at(sentence, at) {
            Some((span, code)) => {
                Some((span, meaning(code).filter(|_| is_party || follows_place(sentence, at, code))?))
            }
            None if is_party => Some((sentence.tokens.get(at)?.span, meaning(&format!("{}.", sentence.word(at)))?)),
            None => None,
        };
        let Some((span, (name, country))) = bare.or_else(marked) else { continue };
        out.push(mention(sentence, span, name, country));
    }
}

/// The word at this position with the period that ends it, where it is short enough for an abbreviation.
fn code_at<'a>(sentence: &SentenceCx<'a>, at: usize) -> Option<(Span, &'a str)> {
    let token = sentence.tokens.get(at).filter(|token| token.span.len() <= LONGEST)?;
    let has_period = sentence.word(at + 1) == "." && sentence.is_glued(at + 1);
    let end = if has_period { token.span.end() + 1 } else { token.span.end() };
    let with_period = Span::new(token.span.start(), end);
    let is_code = |word: &str| word.len() <= LONGEST && is_capitalised(word) && meaning(word).is_some();
    [with_period, token.span].into_iter().map(|span| (span, span.of(sentence.text))).find(|(_, word)| is_code(word))
}

/// The state behind a party whose marks are lost: "Senator Bob Marek R TN", "Jo Marek D Vt".
fn bare_code(sentence: &SentenceCx<'_>, at: usize) -> Option<(Span, (&'static str, &'static str))> {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| sentence.word(at));
    let is_behind_name = is_capitalised(before(2)) && before(2).chars().count() > 1 && !sentence.is_glued(at - 1);
    let is_behind_party = matches!(before(1), "D" | "R" | "I") && !sentence.is_glued(at);
    if !is_behind_party || !is_behind_name || sentence.is_in_capitals() {
        return None;
    }
    let (word, next) = (sentence.word(at), sentence.word(at + 1));
    if word.len() == 1 && next.len() == 1 {
        return Some((sentence.span(at..at + 2)?, meaning(&format!("{word}.{next}."))?));
    }
    let found = meaning(word).filter(|_| word.len() == 2).or_else(|| meaning(&format!("{word}.")))?;
    Some((sentence.tokens.get(at)?.span, found))
}

/// The state behind a town and a gap where the comma is lost: "Flint  MI".
fn code_behind_gap(sentence: &SentenceCx<'_>, at: usize) -> Option<(Span, (&'static str, &'static str))> {
    let token = sentence.tokens.get(at)?;
    let code = token.span.of(sentence.text);
    let place = token.span.start.checked_sub(1)?;
    let gaps = sentence.document.gaps.as_slice();
    let gap = gaps.binary_search_by_key(&place, |gap| gap.at).ok().and_then(|at| gaps.get(at));
    let town = at.checked_sub(1).map_or("", |town| sentence.word(town));
    let is_behind_town = is_capitalised(town) && town.chars().any(char::is_lowercase) && town.chars().count() > 2;
    let is_code =
        code.len() == 2 && !OTHER_WORDS.contains(&code) && gap.is_some_and(|gap| (2..=WIDE).contains(&gap.width));
    let found = meaning(code).filter(|_| is_code && is_behind_town && !sentence.is_in_capitals())?;
    Some((token.span, found))
}

/// The mention of the state whose abbreviation stands here, of two capitals.
pub(super) fn state(sentence: &SentenceCx<'_>, span: Span) -> Option<Mention> {
    let code = span.of(sentence.text);
    let (name, country) = meaning(code).filter(|_| code.len() == 2)?;
    Some(mention(sentence, span, name, country))
}

fn mention(sentence: &SentenceCx<'_>, span: Span, name: &str, country: &'static str) -> Mention {
    let bare = Mention::new(span, sentence.index, EntityType::Gpe, RecognizerKind::Lexicon, SCORE);
    Mention { subtype: Some("state"), country: Some(country), lexicon_id: Some(place_id(name).into()), ..bare }
}

/// The state and country of an abbreviation.
fn meaning(code: &str) -> Option<(&'static str, &'static str)> {
    static CODES: OnceLock<FxHashMap<&'static str, (&'static str, &'static str)>> = OnceLock::new();
    let rows =
        || [(UNITED_STATES, "USA"), (CANADA, "CAN")].into_iter().flat_map(|(table, country)| codes(table, country));
    CODES.get_or_init(|| rows().collect()).get(code).copied()
}

fn codes(
    table: &'static str,
    country: &'static str,
) -> impl Iterator<Item = (&'static str, (&'static str, &'static str))> {
    let rows = table.split('|').filter_map(|row| row.split_once('='));
    rows.flat_map(move |(codes, name)| codes.split(' ').map(move |code| (code, (name, country))))
}

fn follows_party(sentence: &SentenceCx<'_>, at: usize) -> bool {
    let is_hyphen = at.checked_sub(1).is_some_and(|hyphen| matches!(sentence.word(hyphen), "-" | "–" | "‑"));
    let party = at.checked_sub(2).map_or("", |party| sentence.word(party));
    let opens = at.checked_sub(3).map_or("", |open| sentence.word(open));
    is_hyphen && PARTIES.contains(&party) && matches!(opens, "(" | "[" | "," | "/")
}

fn follows_place(sentence: &SentenceCx<'_>, at: usize, code: &str) -> bool {
    let comma = at.checked_sub(1).map_or("", |comma| sentence.word(comma));
    let Some(place) = at.checked_sub(2).filter(|_| comma == ",") else { return false };
    let is_known = sentence.name_at(place).is_some_and(|form| super::places::place(form).is_some());
    let may_be_place = is_capitalised(sentence.word(place)) && sentence.kind(place) == Some(TokenKind::Word);
    let next = sentence.word(at + 1);
    let ends = next.is_empty() || !next.starts_with(char::is_alphabetic) || matches!(next, "and" | "on" | "in" | "to");
    match code.ends_with('.') {
        true => may_be_place && !sentence.is_in_capitals(),
        false if OTHER_WORDS.contains(&code) => is_known && ends && !sentence.is_in_capitals(),
        false => may_be_place && ends,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::stages::recognize::places::Places;
    use crate::stages::recognize::tests_support::found;

    fn states(text: &str) -> Vec<String> {
        found(&Places, text).into_iter().filter(|(_, kind)| *kind == EntityType::Gpe).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_abbreviation_names_a_place_of_the_lexicon() {
        for row in UNITED_STATES.split('|').chain(CANADA.split('|')) {
            let name = row.split_once('=').unwrap().1;
            assert!(Lexicon::embedded().places.iter().any(|place| place.name == name), "{name}");
        }
    }

    #[test]
    fn a_party_stands_before_a_state() {
        assert_eq!(states("Senators Jordan (D-MT) and Craig (R-Mont.) spoke."), ["MT", "Mont."]);
        assert_eq!(states("It was the R-VA model of the plan-MT kind."), [""; 0]);
    }

    #[test]
    fn the_marks_around_a_party_may_be_lost() {
        assert_eq!(states("Senators Bob Marek R TN and Jo Marek D Vt spoke of vitamin D IN milk."), ["TN", "Vt"]);
        assert_eq!(states("Senators Bob Marek R N H and Jo Marek (D-Mo) spoke."), ["N H", "Mo"]);
        assert_eq!(states("SENATOR MAREK ON VITAMIN D IN MILK"), [""; 0]);
    }

    #[test]
    fn a_town_stands_before_a_state() {
        assert_eq!(states("He came from Arnold, Calif. and lives in Lolo, MT."), ["Calif.", "MT"]);
        assert_eq!(states("Dr. Ann Marek, MD, said so."), [""; 0]);
    }
}
