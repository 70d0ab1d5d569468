//! Persons by their title, before the name ("President Alexander Lukashenko") or after it ("Wang Yi, Foreign Minister of
//! China").
//!
//! The title stands outside the span, with its role. A bare "President" names a head of state only beside a country, or
//! where the document gives that person one elsewhere: companies and universities have presidents too.

use std::ops::Range;

use super::matcher::Match;
use super::offices::{self, Office};
use super::person_names::{full_words, is_borne_as_name, name_from};
use super::words::{ends_name, is_capitalised, is_common_word, is_head_word, is_particle};
use super::{Recognizer, RecognizerDoc, SentenceCx};
use crate::model::{EntityType, Mention, RecognizerKind, Role, Zone};
use crate::text::Span;

/// How sure a full name after a title is, a single word after one, and one after a title that is a common word too.
const FULL: f32 = 0.9;
const SINGLE: f32 = 0.85;
const SINGLE_AFTER_WORD: f32 = 0.65;
/// How far back a name is looked for before ", Foreign Minister of".
const MAX_BACK: usize = 6;

/// Finds persons by their titles.
#[derive(Debug)]
pub struct Persons;

impl Recognizer for Persons {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "persons",
            what: "Persons by a title before or after the name; the title gives role and country.",
            example: "Belarusian President Alexander Lukashenko received Wang Yi, Foreign Minister of China.",
            finds: &[("Alexander Lukashenko", EntityType::Person), ("Wang Yi", EntityType::Person)],
            not_for: "Persons without any title, and headlines all in capitals: those are found by what the document \
                      says elsewhere.",
        }
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        if sentence.titles.is_empty() || sentence.is_in_capitals() {
            return;
        }
        let mut from = 0;
        for form in sentence.titles {
            if form.tokens.start < from || is_inside_name(sentence, form) || is_borne_as_name(sentence, form) {
                continue;
            }
            let Some(office) = offices::office(sentence, form) else { continue };
            from = match name_from(sentence, after_comma(sentence, &office)) {
                Some(name) => titled(sentence, &office, name, out),
                None => {
                    out.extend(apposition(sentence, &office));
                    office.tokens.end
                }
            };
        }
    }
}

/// "General" of "General Assembly" is no title.
fn is_inside_name(sentence: &SentenceCx<'_>, form: &Match<'_>) -> bool {
    let longer = |name: &Match<'_>| name.tokens.start <= form.tokens.start && name.tokens.end > form.tokens.end;
    (form.tokens.clone()).any(|at| sentence.name_at(at).is_some_and(longer))
}

/// Where the name begins: right behind the title, or behind the comma of "President of Belarus, Alexander Lukashenko".
fn after_comma(sentence: &SentenceCx<'_>, office: &Office) -> usize {
    let end = office.tokens.end;
    let has_of = office.title.of(sentence.text).contains(" of ") && sentence.zone() != Zone::Title;
    let is_full = || name_from(sentence, end + 1).is_some_and(|name| full_words(sentence, name) > 1);
    if has_of && sentence.word(end) == "," && is_full() { end + 1 } else { end }
}

/// The person after a title, and those that follow a title in the plural; gives the position behind the last.
fn titled(sentence: &SentenceCx<'_>, office: &Office, name: Range<usize>, out: &mut Vec<Mention>) -> usize {
    let mut end = name.end;
    out.extend(person(sentence, office, name));
    if !office.is_plural {
        return end;
    }
    loop {
        let at = behind_party(sentence, end);
        let next = match (sentence.word(at), sentence.word(at + 1)) {
            (",", "and") => at + 2,
            ("," | "and" | "&", _) => at + 1,
            _ => return end,
        };
        let Some(name) = name_from(sentence, next) else { return end };
        end = name.end;
        out.extend(person(sentence, office, name));
    }
}

/// The position behind "(R-ID)".
fn behind_party(sentence: &SentenceCx<'_>, at: usize) -> usize {
    let closes = (at..at + 6).find(|close| sentence.word(*close) == ")");
    match closes {
        Some(close) if sentence.word(at) == "(" => close + 1,
        _ => at,
    }
}

fn person(sentence: &SentenceCx<'_>, office: &Office, name: Range<usize>) -> Option<Mention> {
    if is_torn_off(sentence, office, &name) {
        return None;
    }
    let span = span_of(sentence, name.clone())?;
    let score = match (full_words(sentence, name.clone()), office.is_weak) {
        (0 | 1, true) => SINGLE_AFTER_WORD,
        (0 | 1, false) => SINGLE,
        _ => FULL,
    };
    let country = office.country.or_else(|| offices::country_after(sentence, name.end, office.role));
    let bare = Mention::new(span, sentence.index, EntityType::Person, RecognizerKind::Rule, score);
    Some(Mention { title: Some(office.title), role: office.role, country, ..bare })
}

/// Whether the one word of the name begins the name of the organisation that the office heads: "Director, Minerals
/// Management Service".
fn is_torn_off(sentence: &SentenceCx<'_>, office: &Office, name: &Range<usize>) -> bool {
    let next = sentence.word(name.end);
    office.role == Some(Role::OrganisationHead) && name.len() == 1 && (is_common_word(next) || is_head_word(next))
}

/// The span of a name, without a possessive ending.
pub(super) fn span_of(sentence: &SentenceCx<'_>, name: Range<usize>) -> Option<Span> {
    let span = sentence.span(name)?;
    let kept = super::words::without_possessive(span.of(sentence.text)).len();
    Some(Span::new(span.start(), span.start() + kept))
}

/// "Wang Yi, [the] [Chinese] Foreign Minister [of China]": the name stands before the comma.
fn apposition(sentence: &SentenceCx<'_>, office: &Office) -> Option<Mention> {
    office.role?;
    let mut at = office.tokens.start.checked_sub(1)?;
    if let Some(country) = sentence.name_at(at) {
        at = country.tokens.start.checked_sub(1)?;
    }
    if matches!(sentence.word(at), "the" | "a") {
        at = at.checked_sub(1)?;
    }
    if sentence.word(at) != "," || sentence.zone() == Zone::Title {
        return None;
    }
    let name = name_before(sentence, at)?;
    let follows_title = name.start.checked_sub(1).is_some_and(|before| sentence.title_at(before).is_some());
    if follows_title {
        return None;
    }
    person(sentence, office, name)
}

/// The full name that ends before this token.
fn name_before(sentence: &SentenceCx<'_>, end: usize) -> Option<Range<usize>> {
    let is_part = |word: &str| is_capitalised(word) || is_particle(word) || word == "-";
    let start = (end.saturating_sub(MAX_BACK)..end)
        .rev()
        .take_while(|at| is_part(sentence.word(*at)) && !ends_name(sentence.word(*at)))
        .last()?;
    let start = (start..end).find(|at| is_capitalised(sentence.word(*at)))?;
    let name = name_from(sentence, start)?;
    (name.end == end && full_words(sentence, name.clone()) > 1).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    /// Name, title, role, country.
    type Row<'a> = (&'a str, Option<&'a str>, Option<Role>, Option<&'static str>);

    fn check(text: &str, expected: &[Row<'_>]) {
        let mentions = Sample::new(text).recognized_by(&Persons);
        let row = |mention: &Mention| {
            let title = mention.title.map(|title| title.of(text).to_owned());
            (mention.span.of(text).to_owned(), title, mention.role, mention.country)
        };
        let found: Vec<_> = mentions.iter().map(row).collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(name, title, role, country)| ((*name).to_owned(), title.map(str::to_owned), *role, *country))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_country_before_the_title() {
        let row = ("Alexander Lukashenko", Some("President"), Some(Role::HeadOfState), Some("BLR"));
        check("Belarusian President Alexander Lukashenko spoke.", &[row]);
        check(
            "China's Foreign Minister Wang Yi spoke.",
            &[("Wang Yi", Some("Foreign Minister"), Some(Role::ForeignMinister), Some("CHN"))],
        );
    }

    #[test]
    fn the_country_behind_the_title_or_the_name() {
        check(
            "President of Belarus Alexander Lukashenko spoke.",
            &[("Alexander Lukashenko", Some("President of Belarus"), Some(Role::HeadOfState), Some("BLR"))],
        );
        check(
            "President Alexander Lukashenko of Belarus spoke.",
            &[("Alexander Lukashenko", Some("President"), Some(Role::HeadOfState), Some("BLR"))],
        );
    }

    #[test]
    fn the_title_alone_can_say_the_country() {
        check(
            "Secretary of State Antony Blinken left.",
            &[("Antony Blinken", Some("Secretary of State"), Some(Role::ForeignMinister), Some("USA"))],
        );
    }

    #[test]
    fn the_title_behind_the_name() {
        let role = Some(Role::ForeignMinister);
        check(
            "Wang Yi, Foreign Minister of China, left.",
            &[("Wang Yi", Some("Foreign Minister of China"), role, Some("CHN"))],
        );
        check(
            "On Monday Wang Yi, the Chinese Foreign Minister, left.",
            &[("Wang Yi", Some("Foreign Minister"), role, Some("CHN"))],
        );
    }

    #[test]
    fn presidents_of_organisations_are_no_heads_of_state() {
        let row = |title, country| ("Maria Lopez", Some(title), Some(Role::OrganisationHead), country);
        check("Amtrak President Maria Lopez spoke.", &[row("President", Some("USA"))]);
        check(
            "President of the General Assembly Maria Lopez spoke.",
            &[row("President of the General Assembly", None)],
        );
    }

    #[test]
    fn names_hold_particles_hyphens_and_initials() {
        let name = |name, title| (name, Some(title), None, None);
        check(
            "Mr. Kim Jong-un met Mr. Mohammed bin Salman.",
            &[name("Kim Jong-un", "Mr."), name("Mohammed bin Salman", "Mr.")],
        );
        check(
            "Dr. John F. Smith Jr. met Mrs. Ursula von der Leyen.",
            &[name("John F. Smith Jr.", "Dr."), name("Ursula von der Leyen", "Mrs.")],
        );
        check(
            "Mr. Bashar al-Assad's envoy, Mr. Obama-led talks",
            &[name("Bashar al-Assad", "Mr."), name("Obama", "Mr.")],
        );
    }

    #[test]
    fn names_end_before_days_titles_and_organisations() {
        let role = Some(Role::HeadOfState);
        check(
            "Chinese President Xi Jinping Thursday met Mr. Li.",
            &[("Xi Jinping", Some("President"), role, Some("CHN")), ("Li", Some("Mr."), None, None)],
        );
        check("The President Foreign Ministry", &[]);
        check("The General Assembly met.", &[]);
    }

    #[test]
    fn a_plural_title_is_for_all_its_names() {
        let senator = |name| (name, Some("Senators"), Some(Role::Legislator), None);
        check(
            "Senators Larry Craig (R-ID), Mike Crapo and Max Baucus agreed.",
            &[
                ("Larry Craig", Some("Senators"), Some(Role::Legislator), Some("USA")),
                senator("Mike Crapo"),
                senator("Max Baucus"),
            ],
        );
    }

    #[test]
    fn chains_of_titles_are_one_title() {
        check(
            "Chinese State Councilor and Foreign Minister Wang Yi left.",
            &[("Wang Yi", Some("State Councilor and Foreign Minister"), Some(Role::ForeignMinister), Some("CHN"))],
        );
        check("H.E. Mr. Alexander Lukashenko left.", &[("Alexander Lukashenko", Some("H.E. Mr."), None, None)]);
    }

    #[test]
    fn titles_of_offices_and_programmes_name_nobody() {
        check("The General Accounting Office, the Justice Assistance Grant and the General Counsel agreed", &[]);
        check("the Private Sector, a Major Disaster and the General Debate", &[]);
        check("Senators Aggressively Lobbied for Inspector General IG funds", &[]);
    }

    #[test]
    fn who_holds_such_an_office_is_named() {
        let row = ("Jana Marek", Some("General Counsel"), Some(Role::Official), None);
        check("the General Counsel Jana Marek agreed", &[row]);
    }

    #[test]
    fn names_that_are_titles_elsewhere_stay_names() {
        check("followers of Randy Duke Cunningham and Martin Luther King Jr met", &[]);
        let row = ("Hassan Sheikh Mohamud", Some("President"), Some(Role::HeadOfState), Some("SOM"));
        check("Somali President Hassan Sheikh Mohamud spoke", &[row]);
        check("Jordan's King Abdullah spoke", &[("Abdullah", Some("King"), Some(Role::Monarch), Some("JOR"))]);
    }

    #[test]
    fn a_place_at_the_end_of_a_clause_is_no_office() {
        let senator = |country| ("Marek", Some("Senator"), Some(Role::Legislator), country);
        check("help for Darfur Senator Marek said", &[senator(None)]);
        check("in Idaho's name Idaho Senator Marek said", &[senator(Some("USA"))]);
        check("a course in Iraq Governor Marek said", &[("Marek", Some("Governor"), Some(Role::RegionalHead), None)]);
    }

    #[test]
    fn a_capital_names_its_mayor_only() {
        let mayor = ("Jana Marek", Some("Mayor"), Some(Role::Mayor), Some("GBR"));
        check("London Mayor Jana Marek spoke", &[mayor]);
        let head = ("Jana Marek", Some("Secretary-General"), Some(Role::OrganisationHead), None);
        check("London Secretary-General Jana Marek spoke", &[head]);
    }

    #[test]
    fn places_and_shouted_words_are_no_names() {
        check("a special Prosecutor Washington needs", &[]);
        let row = |name| (name, Some("Senator"), Some(Role::Legislator), None);
        check("Senator Jana Marek PHOTO", &[row("Jana Marek")]);
        check("with Senator Marek and Maine Congressmen", &[row("Marek")]);
    }

    #[test]
    fn an_envoy_for_a_country_is_not_of_it() {
        let envoy = ("Jana Marek", Some("Special Representative for Syria, Ms."), Some(Role::Envoy), None);
        check("the Special Representative for Syria, Ms. Jana Marek, spoke", &[envoy]);
    }

    #[test]
    fn a_hyphen_torn_by_a_line_end_leaves_the_secretary_general() {
        let row = ("Jana Marek", Some("Secretary- General"), Some(Role::OrganisationHead), None);
        check("the reforms of Secretary- General Jana Marek", &[row]);
    }

    #[test]
    fn the_president_of_the_palestinian_authority_heads_a_state() {
        let row = ("Abbas", Some("President of the Palestinian Authority, Mr."), Some(Role::HeadOfState), Some("PSE"));
        check("the President of the Palestinian Authority, Mr. Abbas, spoke", &[row]);
    }

    #[test]
    fn a_name_cut_after_its_initial_is_left() {
        check("the birthday of General Charles E", &[]);
        check("the Director, Minerals Management Service, spoke", &[]);
    }
}
