//! Where the words around a date place it: in the past or in the future of the document.
//!
//! Every sentence of the news has several verbs ("said that they will meet on Monday"); the one that stands nearest to
//! the date, and in the same clause, is the one that dates.

use super::scan::{Scan, is_one_of};

/// Where the words near a date place it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    /// A verb of the past, but not right beside the date: "entered the race for the polls of 24 July".
    LikelyPast,
    Future,
    /// No verb, but a preposition that looks ahead: "sign up by 15 May".
    LikelyFuture,
    Open,
}

impl Tense {
    pub fn is_past(self) -> bool {
        matches!(self, Self::Past | Self::LikelyPast)
    }

    pub fn is_future(self) -> bool {
        matches!(self, Self::Future | Self::LikelyFuture)
    }
}

/// How many tokens to each side may tell the tense.
const WINDOW: usize = 24;
/// Up to this distance a verb governs the date.
const NEAR: usize = 6;
/// "Sat in the Duma until December": the same before "until", which otherwise looks ahead.
const NEAR_UNTIL: usize = 12;
/// A comma, a quotation mark, "and" and their like are worth so many tokens: what is behind them is another clause.
const CLAUSE: usize = 6;
/// Verbs of saying before the date count only where there is no other verb, or right beside it: "said on Monday that".
/// Behind the date they govern it: "On Monday he said that they will".
const SAYING: usize = 60;
const SAYING_BESIDE: usize = 3;

/// A word that tells the tense, and how far it is.
#[derive(Clone, Copy, Debug)]
struct Cue {
    tense: Tense,
    distance: usize,
}

/// The tense of the words around these tokens.
pub fn tense(scan: &Scan<'_>, start: usize, end: usize) -> Tense {
    let before = scan.before(start, 1);
    if before.eq_ignore_ascii_case("since") {
        return Tense::Past;
    }
    if before == ":" && is_one_of(scan.before(start, 2), LABELS) {
        return Tense::Future;
    }
    let left = nearest(scan, (start.saturating_sub(WINDOW)..start).rev(), SAYING);
    let clause = if opens_clause(scan, start) { WINDOW } else { clause_length(scan, end) };
    let right = nearest(scan, end..end.saturating_add(clause).min(scan.len()), 0);
    let cue = match (left, right) {
        (Some(left), Some(right)) => Some(if right.distance < left.distance { right } else { left }),
        (left, right) => left.or(right),
    };
    let (looks_ahead, near) = match preposition(scan, start) {
        "until" | "till" => (true, NEAR_UNTIL),
        word => (word.eq_ignore_ascii_case("by"), NEAR),
    };
    match cue {
        Some(Cue { tense: Tense::Past, distance }) if distance <= near => Tense::Past,
        Some(Cue { tense: Tense::Future, .. }) => Tense::Future,
        _ if looks_ahead => Tense::LikelyFuture,
        Some(Cue { tense: Tense::Past, .. }) => Tense::LikelyPast,
        Some(Cue { tense, .. }) => tense,
        None => Tense::Open,
    }
}

/// The preposition before the date, behind words that only shade it: "by the end of June".
fn preposition<'a>(scan: &Scan<'a>, start: usize) -> &'a str {
    const SHADES: &[&str] = &["the", "of", "end", "beginning", "start", "middle", "early", "late", "mid", "-"];
    (1..=5).map(|places| scan.before(start, places)).find(|word| !is_one_of(word, SHADES)).unwrap_or_default()
}

/// Whether the word is a verb of the past that does not end in -ed.
pub fn is_irregular_past(word: &str) -> bool {
    is_one_of(word, PAST) || is_one_of(word, SAID)
}

/// What announces a day: "When: Friday", "Deadline: 4 April".
const LABELS: &[&str] = &["when", "date", "deadline", "availability", "day", "report", "meeting", "session", "event"];

/// The cue at the least distance among these positions, which lead away from the date; `saying` is how much less verbs of
/// saying tell.
fn nearest(scan: &Scan<'_>, positions: impl Iterator<Item = usize>, saying: usize) -> Option<Cue> {
    let mut best: Option<Cue> = None;
    let mut distance = 0;
    for at in positions {
        if scan.text(at) == ";" {
            break;
        }
        distance += if is_boundary(scan.text(at)) { CLAUSE } else { 1 };
        if best.is_some_and(|best| best.distance <= distance) {
            break;
        }
        let saying = if distance <= SAYING_BESIDE { 0 } else { saying };
        if let Some((tense, added)) = cue(scan, at, saying) {
            let found = Cue { tense, distance: distance + added };
            if best.is_none_or(|best| found.distance < best.distance) {
                best = Some(found);
            }
        }
    }
    best
}

/// Whether the date opens its clause, so that the verbs behind it are its own: "On Monday, the ministers will".
fn opens_clause(scan: &Scan<'_>, start: usize) -> bool {
    const OPENING: &[&str] = &["on", "in", "by", "until", "since", "the", "late", "early", "from", "at"];
    let first = (0..start).rev().take(WINDOW).find(|at| !scan.is_one_of(*at, OPENING));
    first.is_none_or(|at| is_boundary(scan.text(at)) || !scan.is_word(at))
}

/// How many tokens the clause goes on behind the date.
fn clause_length(scan: &Scan<'_>, end: usize) -> usize {
    (0..WINDOW).find(|by| is_boundary(scan.text(end + by)) || scan.is(end + by, "that")).unwrap_or(WINDOW)
}

fn is_boundary(text: &str) -> bool {
    matches!(text, "," | "\"" | "“" | "”" | ":" | "–" | "—" | "and" | "but" | "while" | "which" | "who")
}

/// The tense that the word tells, and how much less it tells than others.
fn cue(scan: &Scan<'_>, at: usize, saying: usize) -> Option<(Tense, usize)> {
    if !scan.is_word(at) {
        return None;
    }
    let word = scan.text(at);
    let is = |words: &[&str]| is_one_of(word, words);
    if is(FUTURE) && word != "May" {
        return Some((Tense::Future, 0));
    }
    if is(SAID) {
        return Some((Tense::Past, saying));
    }
    if is(PAST) || is_regular_past(scan, at) || is(&["has", "have"]) && is_one_of(scan.text(at + 1), PARTICIPLES) {
        return (!is_one_of(scan.before(at, 1), &["be", "is", "are", "being"])).then_some((Tense::Past, 0));
    }
    let counted = at.checked_sub(1).is_some_and(|before| scan.is_number(before) || scan.lex(before).is_some());
    let present = is(PRESENT) && scan.is_lower(at) && !counted || is(&["is", "are"]) && looks_on(scan, at + 1);
    (present && !scan.in_title()).then_some((Tense::Future, 0))
}

/// "visited", "agreed"; not "hundred" and not "will be visited".
fn is_regular_past(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.text(at);
    word.len() > 4 && word.ends_with("ed") && scan.is_lower(at) && !is_one_of(word, NOT_PAST)
}

/// After "is" or "are": "meeting", "to", "due", "on Monday".
fn looks_on(scan: &Scan<'_>, at: usize) -> bool {
    scan.text(at).ends_with("ing") || scan.is_one_of(at, &["to", "on", "due", "set", "expected", "scheduled"])
}

const FUTURE: &[&str] = &[
    "will",
    "shall",
    "'ll",
    "’ll",
    "would",
    "may",
    "might",
    "could",
    "should",
    "must",
    "can",
    "cannot",
    "upcoming",
    "scheduled",
    "forthcoming",
    "plans",
    "expected",
    "slated",
    "invited",
    "planned",
    "due",
    "next",
    "tomorrow",
    "expects",
    "expect",
    "hopes",
    "intends",
    "aims",
    "wants",
];

const SAID: &[&str] = &[
    "said",
    "told",
    "announced",
    "stated",
    "noted",
    "added",
    "reported",
    "confirmed",
    "recalled",
    "declared",
    "says",
    "warned",
    "stressed",
    "informed",
];

const PAST: &[&str] = &[
    "was",
    "were",
    "had",
    "did",
    "held",
    "met",
    "took",
    "made",
    "began",
    "went",
    "came",
    "gave",
    "spoke",
    "sent",
    "sat",
    "left",
    "became",
    "won",
    "saw",
    "led",
    "died",
    "broke",
    "fell",
    "rose",
    "paid",
    "stood",
    "brought",
    "built",
    "bought",
    "caught",
    "chose",
    "drew",
    "drove",
    "fled",
    "flew",
    "fought",
    "found",
    "got",
    "grew",
    "heard",
    "hit",
    "kept",
    "knew",
    "lost",
    "put",
    "ran",
    "rang",
    "shot",
    "sold",
    "struck",
    "swore",
    "threw",
    "wore",
    "wrote",
    "spent",
    "taught",
    "yesterday",
];

const PARTICIPLES: &[&str] = &[
    "been", "begun", "taken", "gone", "seen", "given", "spoken", "written", "risen", "fallen", "grown", "become",
    "come", "done", "shown", "known", "already",
];

/// Verbs of what is to come, without those that are nouns in the plural as well.
const PRESENT: &[&str] = &[
    "leaves",
    "starts",
    "begins",
    "opens",
    "meets",
    "returns",
    "arrives",
    "resumes",
    "follows",
    "ends",
    "closes",
    "travels",
    "departs",
    "convenes",
    "reconvenes",
    "attends",
    "flies",
    "goes",
    "continues",
    "gathers",
    "holds",
    "takes",
    "runs",
    "comes",
    "falls",
    "expires",
    "leave",
    "begin",
    "resume",
    "gather",
];

/// Words in -ed that are no verbs of the past.
const NOT_PAST: &[&str] = &[
    "hundred",
    "indeed",
    "speed",
    "exceed",
    "proceed",
    "succeed",
    "breed",
    "bleed",
    "armed",
    "united",
    "detailed",
    "limited",
    "unprecedented",
    "related",
    "so-called",
    "concerned",
    "interested",
    "sacred",
];

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::super::test_text::TestText;

    fn day(text: &str) -> String {
        let mentions = TestText::new(text, "2022-01-20").mentions(&[Kind::Date]);
        mentions[0].value.clone().unwrap().text
    }

    #[test]
    fn the_nearest_verb_dates() {
        assert_eq!(day("The ministers, who arrived on Monday, will leave soon."), "2022-01-17");
        assert_eq!(day("The minister said that talks will resume on Monday."), "2022-01-24");
        assert_eq!(day("He told the ministers that they would meet on Monday."), "2022-01-24");
        assert_eq!(day("The visitors leave on Saturday from Minsk."), "2022-01-22");
        assert_eq!(day("Parties had entered the race for the polls of 24 March."), "2022-03-24");
        assert_eq!(day("The minister visited Minsk on 24 March."), "2021-03-24");
    }
}
