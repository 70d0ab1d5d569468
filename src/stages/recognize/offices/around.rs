//! The titles that stand beside a name: before it, behind its comma, in brackets or as letters behind it.

use std::ops::Range;

use super::heads::Heads;
use super::line::Line;
use super::phrase::{Opening, Phrase, ending_at, starting_at};
use super::vocabulary::{is_honour, is_joint, is_member, is_stop};
use crate::model::{EntityType, Role};

/// How many titles one name may have before it: "Mayor of Kingston, Senator Councillor".
const MAX_TITLES: usize = 5;
/// How far a bracket behind a name is read.
const MAX_BRACKET: usize = 16;

/// What stands beside one name.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// The titles before the name, the nearest first, then those behind it.
    pub(super) phrases: Vec<Phrase>,
    /// The country or body behind "of" right behind the name; the position of its mention.
    pub(super) of: Option<usize>,
    /// Letters behind the name that say an office: "TD".
    pub(super) letters: Option<usize>,
    /// Whether a state of the United States stands behind it: "(R-Idaho)", "of Paris, Tenn.".
    pub(super) is_american: bool,
    /// The position behind all that belongs to the name.
    pub(super) end: usize,
}

/// Reads what stands beside the name.
pub(super) fn read(line: &Line<'_>, heads: &'static Heads, name: Range<usize>) -> Beside {
    let mut beside = Beside { end: name.end, ..Beside::default() };
    before(line, heads, name.start, &mut beside.phrases);
    behind(line, heads, name, &mut beside);
    beside
}

fn before(line: &Line<'_>, heads: &'static Heads, name: usize, phrases: &mut Vec<Phrase>) {
    let mut at = behind_retired(line, name);
    while phrases.len() < MAX_TITLES {
        let is_open =
            phrases.last().is_none_or(|last: &Phrase| last.opening == Opening::Bare && last.before.is_empty());
        let next = match line.word_before(at) {
            ":" if phrases.is_empty() => ending_at(line, heads, at - 1).filter(|phrase| phrase.head.is_plural),
            "," | "–" | "—" => in_apposition(line, heads, at - 1),
            "and" | "&" if is_open && !phrases.is_empty() => ending_at(line, heads, at - 1),
            "named" => ending_at(line, heads, at - 1),
            _ if is_open => ending_at(line, heads, at),
            _ => None,
        };
        let Some(phrase) = next else { return };
        at = phrase.whole.start;
        phrases.push(phrase);
    }
}

/// The position before "(Retd)", which stands between a rank and a name.
fn behind_retired(line: &Line<'_>, name: usize) -> usize {
    let is_retired = |word: &str| matches!(word, "retd" | "ret" | "rtd" | "retired");
    match name.checked_sub(3) {
        Some(open) if line.word(open) == "(" && line.word(open + 2) == ")" && is_retired(&line.folded(open + 1)) => {
            open
        }
        _ => name,
    }
}

/// The phrase before a comma, where it belongs to the name behind it: "the Chairman of the Senate, K. Tokayev".
fn in_apposition(line: &Line<'_>, heads: &'static Heads, comma: usize) -> Option<Phrase> {
    let phrase = ending_at(line, heads, comma)?;
    if !phrase.is_full() || phrase.head.is_address && phrase.opening == Opening::Bare {
        return None;
    }
    (!belongs_to_earlier(line, heads, phrase.whole.start)).then_some(phrase)
}

/// Whether a comma and a name stand before the phrase, so that it is that person's.
fn belongs_to_earlier(line: &Line<'_>, heads: &'static Heads, start: usize) -> bool {
    let Some(comma) = start.checked_sub(1).filter(|comma| line.word(*comma) == ",") else { return false };
    let Some(last) = comma.checked_sub(1).filter(|last| line.is_person(*last)) else { return false };
    let mut titles = Vec::new();
    before(line, heads, line.block(last).start, &mut titles);
    titles.iter().all(|title| title.head.is_address)
}

fn behind(line: &Line<'_>, heads: &'static Heads, name: Range<usize>, beside: &mut Beside) {
    let is_numeral =
        |word: &str| word.len() < 6 && !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    let mut at = name.end + usize::from(is_numeral(line.word(name.end)));
    at = letters(line, at, beside);
    at = brackets(line, heads, at, beside);
    at = age(line, at);
    if matches!(line.word(at), "of" | "from") || line.word(at) == "," && matches!(line.word(at + 1), "of" | "for") {
        let joint = if line.word(at) == "," { at + 1 } else { at };
        at = country_behind(line, joint, beside).unwrap_or(at);
    }
    beside.end = at;
    if line.word(at) == ":" && name.start == 0 {
        return heading(line, heads, at + 1, beside);
    }
    let is_open = beside.phrases.iter().all(|phrase| phrase.head.is_address);
    if let Some(office) = assumed(line, at).or_else(|| given(line, name.start, at).filter(|_| is_open)) {
        beside.phrases.extend(starting_at(line, heads, office));
        return;
    }
    if matches!(line.word(at), "," | "–" | "—" | "(" | "-" | ";") && !(line.word(at) == "-" && line.is_glued(at)) {
        let from = if line.word(at) == ";" && line.folded(at + 1) == "title" { at + 3 } else { at + 1 };
        if line.word(at) == ";" && from == at + 1 {
            return;
        }
        apposition(line, heads, from, beside);
    }
}

/// "Jana Marek: Education Secretary" in a list of appointments: nothing but the office follows.
fn heading(line: &Line<'_>, heads: &'static Heads, from: usize, beside: &mut Beside) {
    let phrase = starting_at(line, heads, from);
    beside.phrases.extend(phrase.filter(|phrase| matches!(line.word(phrase.whole.end), "" | "and" | "," | ";" | ".")));
}

/// Where the office begins that the name takes or leaves: "on his assumption of office as President", "relieved of his
/// post as Deputy Minister".
fn assumed(line: &Line<'_>, from: usize) -> Option<usize> {
    let ends = |at: &usize| line.is_person(*at) || matches!(line.word(*at), "," | ";" | "." | "\"" | "”");
    let at = (from..from + MAX_BRACKET).take_while(|at| !ends(at)).find(|at| {
        line.word(*at) == "as"
            && matches!(
                line.word_before(*at),
                "office"
                    | "post"
                    | "appointed"
                    | "appointment"
                    | "elected"
                    | "election"
                    | "inaugurated"
                    | "inauguration"
                    | "named"
                    | "nominated"
                    | "nomination"
                    | "position"
                    | "re-election"
                    | "reappointment"
                    | "reelection"
            )
    })?;
    Some(at + 1)
}

/// Where the office begins to which the name has just been said to be called: "the appointment of Dr. Marek as Special
/// Envoy".
fn given(line: &Line<'_>, name: usize, at: usize) -> Option<usize> {
    let calls = |word: &str| {
        matches!(word, "names" | "named" | "naming")
            || ["appoint", "nominat", "elect", "re-elect", "reappoint", "designat"]
                .iter()
                .any(|stem| word.starts_with(stem))
    };
    let is_called = |before: usize| (name.saturating_sub(before)..name).any(|before| calls(&line.folded(before)));
    match line.word(at) {
        "as" if is_called(MAX_TITLES) => Some(at + 1),
        word if line.is_word(at) && !is_stop(word) && !is_joint(word) && is_called(1) => Some(at),
        _ => None,
    }
}

/// Letters behind the name; gives the position behind them.
fn letters(line: &Line<'_>, from: usize, beside: &mut Beside) -> usize {
    let mut at = from;
    loop {
        let next = if line.word(at) == "," { at + 1 } else { at };
        let word = line.word(next);
        let is_alone = line.held_by(next).is_none_or(|_| !line.is_person(next));
        if is_member(word) && is_alone && word.chars().nth(1).is_some_and(|char| char.is_uppercase() || char == '.') {
            beside.letters = Some(next);
        } else if !(is_honour(word) && is_alone) {
            return at;
        }
        at = next + 1;
    }
}

/// Reads a bracket behind the name; gives the position behind it.
fn brackets(line: &Line<'_>, heads: &'static Heads, at: usize, beside: &mut Beside) -> usize {
    if line.word(at) != "(" {
        let next = if line.word(at) == "," { at + 1 } else { at };
        let is_set_off = next > at || line.is_hyphen(next + 1);
        beside.is_american |= is_set_off && is_party(line, next) && line.is_hyphen(next + 1);
        return at;
    }
    let Some(close) = (at..at + MAX_BRACKET).find(|close| line.word(*close) == ")") else { return at };
    if is_party(line, at + 1) {
        beside.is_american = true;
    } else if let Some(phrase) = starting_at(line, heads, at + 1) {
        beside.phrases.push(phrase);
    }
    close + 1
}

/// The abbreviations of states that stand behind a city; others are found as places.
fn is_american_state(word: &str) -> bool {
    const STATES: &str = "\
        Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich. Minn. Miss. Mo. Mont. \
        N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nev. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Tex. Texas Va. Vt. W.Va. Wash. \
        Wis. Wyo.";
    STATES.split_ascii_whitespace().any(|state| state == word)
}

fn is_party(line: &Line<'_>, at: usize) -> bool {
    matches!(line.word(at), "R" | "D" | "I" | "R." | "D." | "I.")
}

/// The position behind ", 61,".
fn age(line: &Line<'_>, at: usize) -> usize {
    let is_number = line.word(at + 1).bytes().all(|byte| byte.is_ascii_digit()) && !line.word(at + 1).is_empty();
    if line.word(at) == "," && is_number && line.word(at + 2) == "," { at + 2 } else { at }
}

/// Reads "of Belarus", "of the Taiwan Affairs Office" behind the name; gives the position behind it.
fn country_behind(line: &Line<'_>, joint: usize, beside: &mut Beside) -> Option<usize> {
    let first = if line.word(joint + 1) == "the" { joint + 2 } else { joint + 1 };
    let held = line.held_by(first)?;
    let is_known = matches!(line.entity_type(first), Some(EntityType::Gpe | EntityType::Org));
    if !is_known {
        return None;
    }
    let end = line.block(first).end.max(first + 1);
    // "of Kingston, Ontario", "of Paris, Tenn.": the place behind the comma tells which one.
    let larger = line.held_by(end + 1).filter(|_| {
        line.word(end) == "," && [first, end + 1].iter().all(|at| line.entity_type(*at) == Some(EntityType::Gpe))
    });
    beside.is_american |= line.word(end) == "," && is_american_state(line.word(end + 1));
    beside.of = larger.or(Some(held)).filter(|_| !beside.is_american);
    Some(end)
}

/// The titles behind the comma, joined by "and".
fn apposition(line: &Line<'_>, heads: &'static Heads, from: usize, beside: &mut Beside) {
    let mut at = from;
    let count = beside.phrases.len();
    while beside.phrases.len() < count + 3 {
        let Some(phrase) = starting_at(line, heads, at) else { return };
        let end = phrase.whole.end;
        let next = if line.word(end) == "," { end + 1 } else { end };
        let is_of_next = line.is_person(end) && !line.is_possessive(end.saturating_sub(1));
        let is_of_list =
            line.word(phrase.title.start) == "member" && phrase.title.len() == 1 && phrase.complements.is_empty();
        if is_of_next || is_of_list || phrase.head.is_address || is_of_name_behind(line, &phrase, beside, next) {
            return;
        }
        beside.phrases.push(phrase);
        beside.end = end;
        let is_rank = beside.phrases.last().is_some_and(is_bare_rank);
        at = match (line.word(end), line.word(end + 1)) {
            (",", "and") => end + 2,
            ("and", _) => end + 1,
            (",", _) if is_rank => end + 1,
            _ => return,
        };
    }
}

/// "Ambassador" in "Jana Marek, Ambassador, Permanent Representative".
fn is_bare_rank(phrase: &Phrase) -> bool {
    !phrase.is_full() && matches!(phrase.head.role, Some(Role::Ambassador | Role::Military))
}

/// Whether the phrase opens the next name rather than follows this one: "Foreign Minister Wang Yi, the Speaker of the
/// House, Pál Schmitt, and".
fn is_of_name_behind(line: &Line<'_>, phrase: &Phrase, beside: &Beside, next: usize) -> bool {
    let has_office = beside.phrases.iter().any(|known| !known.head.is_address);
    next == phrase.whole.end + 1 && line.is_person(next) && has_office && phrase.is_full()
}
