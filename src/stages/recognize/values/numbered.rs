//! Digits that number something instead of counting it: `Article 5`, `resolutions 1325 and 1820`, `Boeing 747`, `Room 331`,
//! "10 Downing Street".

use super::scan::{Scan, is_capital, is_one_of};

/// Words before digits that are numbered, not counted.
const NUMBERED: &[&str] = &[
    "no",
    "no.",
    "nos",
    "nos.",
    "number",
    "numbers",
    "page",
    "pages",
    "p.",
    "pp.",
    "section",
    "sections",
    "article",
    "articles",
    "chapter",
    "chapters",
    "title",
    "titles",
    "part",
    "parts",
    "paragraph",
    "paragraphs",
    "rule",
    "rules",
    "room",
    "rooms",
    "suite",
    "box",
    "bill",
    "resolution",
    "resolutions",
    "amendment",
    "amendments",
    "act",
    "phase",
    "level",
    "channel",
    "flight",
    "route",
    "highway",
    "interstate",
    "proposition",
    "item",
    "items",
    "figure",
    "figures",
    "table",
    "tables",
    "annex",
    "annexes",
    "appendix",
    "version",
    "volume",
    "vol",
    "vol.",
    "issue",
    "street",
    "district",
    "districts",
    "unit",
    "class",
    "goal",
    "goals",
    "target",
    "targets",
    "agenda",
    "§",
    "§§",
    "#",
    "№",
    "phone",
    "tel",
    "tel.",
    "fax",
    "ext",
    "ext.",
    "category",
    "tier",
    "type",
    "footnote",
    "footnotes",
    "note",
    "protocol",
    "convention",
    "directive",
    "regulation",
    "decree",
    "order",
];

/// Words that are numbered, unless a noun in the plural shows that the number counts it: "round 4", "in case 500 people".
const PERHAPS_NUMBERED: &[&str] = &[
    "round",
    "stage",
    "step",
    "grade",
    "gate",
    "terminal",
    "zone",
    "sector",
    "ward",
    "case",
    "docket",
    "file",
    "line",
    "form",
    "platform",
    "pier",
    "week",
    "day",
    "hour",
    "group",
    "track",
    "lane",
    "magnitude",
];

/// Whether what stands before the digits numbers them; `end` is the token after them.
pub fn is_numbered(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let plural = scan.is_plural(end);
    let head = head_of_list(scan, at);
    let before = scan.before(head, 1);
    let chained = head < at && !plural;
    is_one_of(before, NUMBERED) && (head == at || chained)
        || is_one_of(before, PERHAPS_NUMBERED) && !plural
        || is_after_capital(scan, at) && !(plural && is_plain_name(scan.before(at, 1)))
        || is_of_group(scan, at)
}

/// How many tokens a list of numbers is followed back.
const LIST: usize = 16;

/// The first of the numbers that commas, "and" and brackets join to this one: "resolutions 1325 (2000), 1820 and 1888".
fn head_of_list(scan: &Scan<'_>, at: usize) -> usize {
    let mut head = at;
    for back in (at.saturating_sub(LIST)..at).rev() {
        let joins = matches!(scan.text(back), "," | "(" | ")") || scan.is_one_of(back, &["and", "or", "to"]);
        if scan.is_number(back) {
            head = back;
        } else if !joins {
            break;
        }
    }
    head
}

/// "DC 20510", "Boeing 747", "Resolution 1701": a name and its number. Words that open a sentence do not count.
fn is_after_capital(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.before(at, 1);
    let is_acronym = before.len() > 1 && is_upper(before) && scan.before(at, 2).chars().any(char::is_lowercase);
    let function = is_one_of(before, FUNCTION_WORDS) && !is_acronym;
    at > 0 && scan.is_word(at - 1) && is_capital(before) && !function && !scan.in_title()
}

fn is_upper(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// "Iraq", unlike `PAC`, whose number is part of the name.
fn is_plain_name(word: &str) -> bool {
    word.chars().any(char::is_lowercase)
}

/// "Group of 77".
fn is_of_group(scan: &Scan<'_>, at: usize) -> bool {
    scan.before(at, 1) == "of" && matches!(scan.before(at, 2), "Group" | "Committee" | "Council")
}

const FUNCTION_WORDS: &[&str] = &[
    "about",
    "over",
    "nearly",
    "almost",
    "some",
    "at",
    "the",
    "than",
    "more",
    "least",
    "these",
    "those",
    "all",
    "in",
    "of",
    "and",
    "or",
    "with",
    "to",
    "from",
    "for",
    "by",
    "another",
    "around",
    "approximately",
    "only",
    "just",
    "up",
    "under",
    "a",
    "an",
    "its",
    "our",
    "their",
    "his",
    "her",
    "on",
    "as",
    "we",
    "they",
    "i",
    "that",
    "roughly",
    "between",
];

/// Words that end the name of a street.
const STREETS: &[&str] = &[
    "Street",
    "St.",
    "Avenue",
    "Ave.",
    "Road",
    "Rd.",
    "Boulevard",
    "Blvd.",
    "Blvd",
    "Ave",
    "Drive",
    "Lane",
    "Square",
    "Highway",
    "Place",
    "Building",
    "NW",
    "NE",
    "SW",
    "SE",
];

/// How many words the name of a street may have.
const STREET_WORDS: usize = 4;

/// "10 Downing Street", "1515 North Main Street": a number before the name of a street.
pub fn is_address(scan: &Scan<'_>, end: usize) -> bool {
    let named = |at: usize| is_capital(scan.text(at)) || scan.is_number(at);
    let mut words = (end..end + STREET_WORDS).take_while(|at| named(*at));
    !scan.in_title() && words.any(|at| STREETS.contains(&scan.text(at)))
}
