//! The dateline that opens a wire story: `BEIJING, Jan. 24 (Xinhua) --`.
//!
//! Forms after the Associated Press stylebook ("datelines") and what agencies print: place in capitals or not, region,
//! date, agency in brackets or slashes, dash.

use super::date_line;
use super::dates::PrintedDate;
use super::places::Places;
use crate::model::Gap;
use crate::text::Span;

/// A dateline and what it says. Spans are relative to the text that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wire {
    /// With the dash that ends it.
    pub(super) span: Span,
    pub(super) place: Span,
    pub(super) date: Option<PrintedDate>,
}

/// Longest dateline, in bytes.
const MAX_LEN: usize = 120;

/// Longest dateline whose punctuation was lost.
const MAX_BARE_LEN: usize = 40;

/// Shortest story, in bytes, that a dateline may open.
const MIN_STORY: usize = 20;

/// The dateline at the start of `paragraph`, whose place in the text with these `gaps` is `offset`.
pub(super) fn read(paragraph: &str, offset: usize, gaps: &[Gap], places: &Places, day_first: bool) -> Option<Wire> {
    let head = paragraph.get(..paragraph.floor_char_boundary(MAX_LEN)).unwrap_or_default();
    let opens_story = |wire: &Wire| {
        let story = paragraph.get(wire.span.end()..).unwrap_or_default().trim_start();
        story.len() >= MIN_STORY && story.contains(char::is_lowercase) && !story.starts_with(char::is_lowercase)
    };
    bracketed(head, places, day_first)
        .or_else(|| dashed(head, places, day_first))
        .or_else(|| bare(head, offset, gaps, places))
        .filter(opens_story)
}

/// `(Washington, DC) – `, `(Geneva, 24 January 2022)`.
fn bracketed(head: &str, places: &Places, day_first: bool) -> Option<Wire> {
    let inner = head.strip_prefix('(')?.split_once(')')?.0;
    let (place, date) = place_and_date(inner, day_first)?;
    let known = places.is_known(place) || date.is_some() || has_region(place);
    let end = 1 + inner.len() + 1;
    known.then(|| Wire {
        span: Span::new(0, end + dash_width(head.get(end..).unwrap_or_default())),
        place: position(head, place),
        date,
    })
}

/// Every form that a dash, or an agency in slashes, ends.
fn dashed(head: &str, places: &Places, day_first: bool) -> Option<Wire> {
    head.char_indices().filter(|(_, c)| matches!(c, '-' | '–' | '—' | '/')).take(8).find_map(|(at, _)| {
        let width = terminator_width(head, at)?;
        let (place, date, agency) = parse_head(head.get(..at)?.trim_end(), day_first)?;
        let sure =
            date.is_some() || agency || places.is_known(place) || places.is_in_capitals(place) || has_region(place);
        sure.then(|| Wire { span: Span::new(0, at + width), place: position(head, place), date })
    })
}

/// Width of what ends a dateline at `at`: a dash that stands free on its left or is long, or the period after `/BelTA/`.
fn terminator_width(head: &str, at: usize) -> Option<usize> {
    let (before, rest) = head.split_at_checked(at)?;
    let free = before.ends_with([' ', ')', '/']);
    if rest.starts_with("--") {
        return Some(rest.len() - rest.trim_start_matches('-').len());
    }
    match rest.chars().next()? {
        '—' => Some('—'.len_utf8()),
        '–' if free => Some('–'.len_utf8()),
        '-' if free && rest.starts_with("- ") => Some(1),
        '/' if rest.starts_with("/. ") && before.contains('/') => Some(2),
        _ => None,
    }
}

fn dash_width(rest: &str) -> usize {
    let after = rest.trim_start();
    let dashes = after.len() - after.trim_start_matches(['-', '–', '—', ':']).len();
    if dashes == 0 { 0 } else { rest.len() - after.len() + dashes }
}

/// Place, date, and whether an agency is named, in `BEIJING, Jan. 24 (Xinhua)` or `GENEVA/NEW YORK (24 January 2022)`.
fn parse_head(head: &str, day_first: bool) -> Option<(&str, Option<PrintedDate>, bool)> {
    let (rest, inside) = split_agency(head);
    let (place, date) = place_and_date(rest, day_first)?;
    let inner_date = inside.and_then(|inside| date_line::date_line(inside, day_first)).map(|line| line.date);
    Some((place, date.or(inner_date), inside.is_some()))
}

/// Cuts `(Xinhua)` or `/BelTA/`, the last slash of which may be the mark that ends the dateline.
fn split_agency(head: &str) -> (&str, Option<&str>) {
    let cut = match head.strip_suffix(')') {
        Some(open) => open.rsplit_once('('),
        None => head.strip_suffix('/').unwrap_or(head).rsplit_once(" /"),
    };
    match cut {
        Some((rest, inside)) if inside.len() <= 60 => (rest.trim_end(), Some(inside)),
        _ => (head, None),
    }
}

fn place_and_date(text: &str, day_first: bool) -> Option<(&str, Option<PrintedDate>)> {
    match date_line::date_line(text, day_first) {
        Some(line) => Some((line.place?, Some(line.date))),
        None => Some((text.trim_end_matches([',', ' ', ':']), None)),
    }
    .filter(|(place, _)| is_place_shaped(place))
}

/// One to seven capitalised words, commas between its parts.
fn is_place_shaped(place: &str) -> bool {
    let mut words = 0;
    let shaped = place.split([' ', '/']).filter(|word| !word.is_empty()).all(|word| {
        words += 1;
        let first = word.chars().next();
        first.is_some_and(char::is_uppercase) || ["de", "of", "al", "the", "la", "and", "upon"].contains(&word)
    });
    let letters = place.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '\'' | '’' | '-' | '/'));
    shaped && letters && (1..=7).contains(&words)
}

/// `Boise, ID`, `Santa Fe, N.M.`: a comma and an abbreviated region.
fn has_region(place: &str) -> bool {
    place.rsplit_once(", ").is_some_and(|(_, region)| {
        let letters = region.chars().filter(|c| *c != '.');
        region.len() <= 4 && letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase)
    })
}

/// `WASHINGTON   U S  Senator …`: the dash was lost, a wide gap is left. Only for places that the tables know.
fn bare(head: &str, offset: usize, gaps: &[Gap], places: &Places) -> Option<Wire> {
    let first = gaps.partition_point(|gap| (gap.at as usize) < offset);
    let ends = gaps.iter().skip(first).map(|gap| gap.at as usize - offset).take_while(|at| *at <= MAX_BARE_LEN);
    ends.filter_map(|end| {
        let place = head.get(..end)?;
        (is_place_shaped(place) && places.is_known(place)).then(|| Wire {
            span: Span::new(0, end),
            place: Span::new(0, end),
            date: None,
        })
    })
    .last()
}

/// Where `inner`, a part of `text`, stands in it.
fn position(text: &str, inner: &str) -> Span {
    let start = text.find(inner).unwrap_or_default();
    Span::new(start, start + inner.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use proptest::prelude::*;

    const STORY: &str = " The two sides met on Monday to discuss trade.";

    fn parts(head: &str) -> Option<(String, String, Option<PrintedDate>)> {
        let text = format!("{head}{STORY}");
        let wire = read(&text, 0, &[], &Places::new(Lexicon::embedded()), true)?;
        Some((wire.span.of(&text).to_owned(), wire.place.of(&text).to_owned(), wire.date))
    }

    #[test]
    fn forms_of_datelines() {
        for (head, place, day) in [
            ("BEIJING, Jan. 24 (Xinhua) --", "BEIJING", Some((None, 1, 24))),
            ("WASHINGTON, D.C. -", "WASHINGTON, D.C.", None),
            ("Washington, D.C. --", "Washington, D.C.", None),
            ("(Washington, DC)", "Washington, DC", None),
            ("(Washington, DC) –", "Washington, DC", None),
            ("GENEVA/NEW YORK (24 January 2022) –", "GENEVA/NEW YORK", Some((Some(2022), 1, 24))),
            ("Minsk, 24 January /BelTA/.", "Minsk", Some((None, 1, 24))),
            ("MINSK, 24 January (BelTA) –", "MINSK", Some((None, 1, 24))),
            ("NAIROBI, Kenya —", "NAIROBI, Kenya", None),
            ("MOSCOW. Jan 24 (Interfax) -", "MOSCOW", Some((None, 1, 24))),
            ("PORT-AU-PRINCE, Haiti, March 3, 2021 —", "PORT-AU-PRINCE, Haiti", Some((Some(2021), 3, 3))),
            ("Santa Fe, N.M. –", "Santa Fe, N.M.", None),
        ] {
            let (span, found, date) = parts(head).unwrap_or_else(|| panic!("no dateline in {head}"));
            assert_eq!((span.as_str(), found.as_str()), (head, place));
            assert_eq!(date.map(|d| (d.year, d.month.unwrap(), d.day.unwrap())), day, "{head}");
        }
    }

    #[test]
    fn what_is_no_dateline() {
        for head in [
            "The President – who had come from Minsk –",
            "Li Wei, Minister of Trade –",
            "On Jan. 24 -",
            "(see below)",
            "We agreed on trade - and more.",
            "Belarus-China -",
        ] {
            assert_eq!(parts(head), None, "{head}");
        }
        let title = "SENATE PASSES BILL - PRESIDENT SIGNS IT TODAY";
        assert_eq!(read(title, 0, &[], &Places::new(Lexicon::embedded()), true), None);
    }

    #[test]
    fn a_lost_dash_leaves_a_gap() {
        let text = "WASHINGTON DC United States Senator John Doe said today";
        let gaps = [Gap { at: 110, width: 2 }, Gap { at: 113, width: 3 }];
        let wire = read(text, 100, &gaps, &Places::new(Lexicon::embedded()), true).unwrap();
        assert_eq!(wire.span.of(text), "WASHINGTON DC");
    }

    proptest! {
        #[test]
        fn never_panics_and_stays_inside(text in "[A-Z]{3,9}[,./() –—a-zA-Z0-9-]{0,60}") {
            if let Some(wire) = read(&text, 0, &[], &Places::new(Lexicon::embedded()), true) {
                prop_assert!(wire.span.contains(wire.place) && wire.span.end() < text.len());
            }
        }
    }
}
