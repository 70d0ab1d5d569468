//! Bodies that all states have under like names: "Parliament", "Supreme Court", "Air Force", "Central Bank".

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::matcher::Match;
use super::words::{in_small_letters, is_all_caps, is_capitalised, without_possessive};
use super::{SentenceCx, countries};
use crate::lexicon::{CountryForm, FormKind};
use crate::model::{TokenKind, Zone};

/// A body by its common name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    name: &'static str,
    pub(super) subtype: &'static str,
    needs: Needs,
    /// Whether "of Kenya" behind it belongs to the name: "Central Bank of Kenya", but "Parliament" of Kenya.
    takes_country: bool,
}

/// What must stand beside the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// A country before or behind it.
    Country,
    /// A country, or the article before it: the document says whose it is.
    Article,
}

/// Subtype, what must stand beside, whether it takes the country, names.
const BODIES: &[(&str, Needs, bool, &str)] = &[
    (
        "parliament",
        Needs::Article,
        false,
        "Parliament|National Assembly|Legislative Assembly|Federal Assembly|Constituent Assembly|House of Representatives|\
         House of Assembly|House of Commons|House of Deputies|Chamber of Deputies|Chamber of Representatives|\
         Senate|Congress|National Congress|Council of Representatives",
    ),
    ("agency", Needs::Article, false, "Council of Ministers|National Security Council|Foreign Office"),
    (
        "court",
        Needs::Article,
        true,
        "Supreme Court|Constitutional Court|Constitutional Tribunal|Supreme Administrative Court",
    ),
    ("court", Needs::Country, true, "High Court|Court of Appeal|Court of Appeals|Federal Court|Court of Cassation"),
    (
        "agency",
        Needs::Article,
        true,
        "Central Bank|Central Election Commission|Electoral Commission|Election Commission",
    ),
    ("agency", Needs::Country, true, "National Bank|State Bank|Reserve Bank"),
    (
        "military",
        Needs::Article,
        false,
        "Armed Forces|Air Force|Defence Forces|Defense Forces|Coast Guard|Border Guard|Border Guards|General Staff",
    ),
    (
        "military",
        Needs::Country,
        false,
        "Army|Navy|Defence Force|Defense Force|National Guard|Marine Corps|Ground Forces|Naval Forces|Security Forces",
    ),
    ("agency", Needs::Country, false, "National Police|Federal Police|Police|Gendarmerie|Coastguard"),
    (
        "agency",
        Needs::Country,
        false,
        "Security Council|State Council|State Department|Justice Department|Defense Department|Treasury Department|\
         Treasury|Presidential Office|Secret Service|Prime Minister's Office|Attorney General's Office|\
         Prosecutor General's Office|Joint Chiefs of Staff|Postal Service|Forest Service",
    ),
    ("embassy", Needs::Country, false, "High Commission|Permanent Mission|Permanent Delegation|Consulate-General"),
];

fn by_first_word() -> &'static FxHashMap<&'static str, Vec<Body>> {
    static BODIES_BY_WORD: OnceLock<FxHashMap<&'static str, Vec<Body>>> = OnceLock::new();
    BODIES_BY_WORD.get_or_init(|| {
        let mut all = Vec::new();
        for (subtype, needs, takes_country, names) in BODIES {
            for name in names.split('|') {
                all.push(Body { name, subtype, needs: *needs, takes_country: *takes_country });
            }
        }
        all.sort_by_key(|body| std::cmp::Reverse(body.name.len()));
        let mut bodies: FxHashMap<&'static str, Vec<Body>> = FxHashMap::default();
        for body in all {
            bodies.entry(body.name.split(' ').next().unwrap_or(body.name)).or_default().push(body);
        }
        bodies
    })
}

/// A body in a sentence.
pub(super) struct Found {
    pub(super) tokens: Range<usize>,
    pub(super) subtype: &'static str,
    pub(super) country: Option<&'static str>,
}

/// The body whose name begins at this token, where the words around it show that it is one.
pub(super) fn at(sentence: &SentenceCx<'_>, at: usize) -> Option<Found> {
    let (body, end) = spelt_at(sentence, at)?;
    let before = at.checked_sub(1).and_then(|before| sentence.name_at(before)).filter(|form| form.tokens.end == at);
    let before = before.and_then(|form| Some((form, countries::country(form.entries)?.0)));
    let found = |tokens, country| Some(Found { tokens, subtype: body.subtype, country });
    if let Some((form, row)) = before {
        let start = if is_official(sentence, &body, form, row) { form.tokens.start } else { at };
        return found(start..end, countries::decided(form.entries));
    }
    if let Some((country_end, country)) = country_behind(sentence, end) {
        return found(if body.takes_country { at..country_end } else { at..end }, country);
    }
    let article = at.checked_sub(1).map_or("", |before| sentence.word(before));
    let stands_alone = !is_capitalised(sentence.word(end)) && !matches!(sentence.word(end), "of" | "for" | "-");
    let is_told = matches!(article, "the" | "The") && stands_alone && sentence.zone() != Zone::Title;
    (is_told && body.needs == Needs::Article && !sentence.is_in_capitals()).then(|| found(at..end, None))?
}

/// Whether the country before the name is part of it: "Kenya Navy", "Hellenic Coast Guard"; the United States and the United
/// Kingdom stand so before any body.
fn is_official(sentence: &SentenceCx<'_>, body: &Body, form: &Match<'_>, row: &CountryForm) -> bool {
    let is_name = row.kind == FormKind::Name && !matches!(row.alpha3, "USA" | "GBR") || row.form == "Hellenic";
    is_name && is_of_forces(body.name) && !form.is_possessive(sentence.tokens, sentence.text)
}

fn spelt_at(sentence: &SentenceCx<'_>, at: usize) -> Option<(Body, usize)> {
    let first = sentence.word(at);
    if !is_capitalised(first) {
        return None;
    }
    let first = in_small_letters(without_possessive(first));
    by_first_word().get(first.as_ref())?.iter().find_map(|body| {
        let end = at + body.name.split(' ').count();
        let is_spelt = body.name.split(' ').enumerate().all(|(step, due)| {
            let word = sentence.word(at + step);
            let own = if at + step + 1 == end { without_possessive(word) } else { word };
            own == due || is_all_caps(own) && own.eq_ignore_ascii_case(due)
        });
        is_spelt.then_some((*body, end))
    })
}

/// The country that "of" joins to the name before this token, and the position behind it.
fn country_behind(sentence: &SentenceCx<'_>, end: usize) -> Option<(usize, Option<&'static str>)> {
    if !sentence.word(end).eq_ignore_ascii_case("of") || sentence.kind(end) != Some(TokenKind::Word) {
        return None;
    }
    let from = if sentence.word(end + 1).eq_ignore_ascii_case("the") { end + 2 } else { end + 1 };
    let form = sentence.name_at(from).filter(|form| form.tokens.start == from)?;
    countries::country(form.entries)?;
    Some((form.tokens.end, countries::decided(form.entries)))
}

/// Whether these words are the common name of a body and no more, so that a country before them is no part of it.
pub(super) fn is_common_name(words: &str) -> bool {
    if is_all_caps(words) && words.contains(' ') {
        let small: Vec<_> = words.split(' ').map(in_small_letters).collect();
        return is_spelt_common(&small.join(" "));
    }
    is_spelt_common(words)
}

fn is_spelt_common(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or(words);
    let is_listed = by_first_word().get(first).is_some_and(|bodies| bodies.iter().any(|body| body.name == words));
    is_listed
        || matches!(words, "Embassy" | "Consulate" | "Consulate General" | "Mission" | "Government")
        || ["Ministry of ", "Ministry for ", "Department of ", "Embassy in "].iter().any(|head| words.starts_with(head))
        || words.ends_with(" Command")
        || words.strip_suffix(" Ministry").is_some_and(|field| !field.contains(" and ") && !field.is_empty())
}

/// Whether the name is that of armed forces or police.
pub(super) fn is_of_forces(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or(words);
    let bodies = by_first_word().get(first).map_or(&[][..], Vec::as_slice);
    words == "Police" || bodies.iter().any(|body| body.name == words && body.subtype == "military")
}

/// Whether the country behind a body of this name belongs to the name: "Supreme Court of India".
pub(super) fn takes_country(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or(words);
    let bodies = by_first_word().get(first).map_or(&[][..], Vec::as_slice);
    bodies.iter().any(|body| body.name == words && body.takes_country)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::ministries::Ministries;
    use crate::stages::recognize::tests_support::Sample;

    fn found(text: &str) -> Vec<(String, Option<&'static str>)> {
        let mentions = Sample::new(text).recognized_by(&Ministries);
        mentions.iter().map(|mention| (mention.span.of(text).to_owned(), mention.country)).collect()
    }

    #[test]
    fn a_country_before_the_name_is_no_part_of_it() {
        assert_eq!(
            found("The Lebanese Army and Ukraine's Constitutional Court"),
            [("Army".to_owned(), Some("LBN")), ("Constitutional Court".to_owned(), Some("UKR"))]
        );
        assert_eq!(found("a sailor of the Kenya Navy"), [("Kenya Navy".to_owned(), Some("KEN"))]);
    }

    #[test]
    fn courts_and_banks_take_the_country_behind_them() {
        assert_eq!(
            found("The Central Bank of Samoa wrote to the Parliament of Samoa."),
            [("Central Bank of Samoa".to_owned(), Some("WSM")), ("Parliament".to_owned(), Some("WSM"))]
        );
    }

    #[test]
    fn without_a_country_the_article_shows_that_one_is_meant() {
        assert_eq!(found("He spoke in the National Assembly on Army life."), [("National Assembly".to_owned(), None)]);
    }

    #[test]
    fn a_common_name_is_one_from_end_to_end() {
        assert!(
            is_common_name("Air Force") && is_common_name("Foreign Ministry") && is_common_name("Ministry of Health")
        );
        assert!(is_common_name("AIR FORCE") && !is_common_name("A B"));
        assert!(!is_common_name("Air Force Academy") && !is_common_name("Airlines"));
    }
}
