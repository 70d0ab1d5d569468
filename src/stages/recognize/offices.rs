//! The office that titles before a name, or after it, stand for: how far the title runs, its role, its country.

use super::matcher::{Fact, Match};
use super::words::is_capitalised;
use super::{SentenceCx, countries, organisations, places};
use crate::lexicon::{FormKind, Title};
use crate::model::Role;
use crate::text::Span;

/// Titles that only one state has.
const IMPLIED: &[(&str, &str)] = &[
    ("Secretary of State", "USA"),
    ("Deputy Secretary of State", "USA"),
    ("Assistant Secretary of State", "USA"),
    ("Secretary of Defense", "USA"),
    ("Secretary of the Treasury", "USA"),
    ("Treasury Secretary", "USA"),
    ("House Speaker", "USA"),
    ("Senate Majority Leader", "USA"),
    ("Senate Minority Leader", "USA"),
    ("Senate Majority Whip", "USA"),
    ("House Majority Leader", "USA"),
    ("House Minority Leader", "USA"),
    ("White House Press Secretary", "USA"),
    ("Chancellor of the Exchequer", "GBR"),
    ("State Councilor", "CHN"),
    ("State Councillor", "CHN"),
    ("State Councilor and Foreign Minister", "CHN"),
    ("State Councillor and Foreign Minister", "CHN"),
    ("Taoiseach", "IRL"),
    ("Tánaiste", "IRL"),
    ("External Affairs Minister", "IND"),
    ("HKSAR Chief Executive", "HKG"),
    ("Yang di-Pertuan Agong", "MYS"),
    ("Custodian of the Two Holy Mosques", "SAU"),
];

/// Words that may stand between a country and a title: "Chinese former President".
const BETWEEN: &[&str] =
    &["former", "Former", "late", "new", "then", "acting", "current", "outgoing", "newly", "elected"];

/// Countries of one word that take an article.
const WITH_ARTICLE: &[&str] = &["Gambia", "Congo", "Sudan", "Niger", "Vatican"];

/// Organisations whose president is a head of state, by their identifiers.
const STATES: &[&str] = &["palestinian_authority"];

/// An office, as printed around a name.
#[derive(Clone, Debug)]
pub(super) struct Office {
    /// The first token of the title, and the one behind its last.
    pub(super) tokens: std::ops::Range<usize>,
    pub(super) title: Span,
    pub(super) role: Option<Role>,
    pub(super) country: Option<&'static str>,
    /// Whether one title stands for several persons: "Senators".
    pub(super) is_plural: bool,
    /// Whether all of its titles are common words away from a name.
    pub(super) is_weak: bool,
}

/// Reads the titles that begin with this one: "State Councilor and Foreign Minister", "President of the Republic of
/// Belarus, H.E. Mr.", "Chairman Sen.".
pub(super) fn office(sentence: &SentenceCx<'_>, first: &Match<'_>) -> Option<Office> {
    let row = title(first)?;
    let mut role = row.role;
    let country = before(sentence, first.tokens.start, &mut role).or_else(|| implied(row.form));
    let mut office = Office {
        tokens: first.tokens.clone(),
        title: first.span,
        role,
        country,
        is_plural: is_plural(row.form),
        is_weak: row.only_before_name,
    };
    while let Some(next) = following_title(sentence, &mut office) {
        let row = title(next)?;
        office.tokens.end = next.tokens.end;
        office.title = office.title.cover(next.span);
        office.role = office.role.or(row.role);
        office.country = office.country.or_else(|| implied(row.form));
        office.is_weak &= row.only_before_name;
        office.is_plural = is_plural(row.form);
    }
    Some(office)
}

fn title(form: &Match<'_>) -> Option<&'static Title> {
    form.entries.iter().find_map(|entry| match entry.fact {
        Fact::Title(row) => Some(row),
        _ => None,
    })
}

fn is_plural(form: &str) -> bool {
    matches!(form.strip_suffix('.').unwrap_or(form).split(' ').next_back(), Some(last)
        if last.ends_with('s') && !matches!(last, "Affairs" | "Ms" | "Mrs" | "Sports" | "Ways" | "Resources"))
        && !form.contains(" of ")
        && !form.contains(" for ")
}

/// The next title of the office, after "of" and a country or organisation, "and" or a comma.
fn following_title<'a>(sentence: &SentenceCx<'a>, office: &mut Office) -> Option<&'a Match<'a>> {
    let at = office.tokens.end;
    let is_of = take_of(sentence, office);
    let here = office.tokens.end;
    let from = match sentence.word(here) {
        "and" if !is_of => here + 1,
        "," => here + 1,
        _ => here,
    };
    let next = sentence.title_at(from).filter(|next| next.tokens.start == from && from >= at)?;
    let is_address = title(next)?.role.is_none();
    (sentence.word(here) != "," || is_of || is_address).then_some(next)
}

/// Takes in "of [the] Belarus" behind the title.
fn take_of(sentence: &SentenceCx<'_>, office: &mut Office) -> bool {
    let at = office.tokens.end;
    if !matches!(sentence.word(at), "of" | "for") {
        return false;
    }
    let from = if matches!(sentence.word(at + 1), "the" | "The") { at + 2 } else { at + 1 };
    let Some(form) = sentence.name_at(from).filter(|form| form.tokens.start == from) else { return false };
    if !may_stand_behind_of(form, from > at + 1) {
        return false;
    }
    // An envoy for Syria is not one of Syria.
    if sentence.word(at) == "of" || countries::country(form.entries).is_none() {
        apply(form, &mut office.country, &mut office.role, true);
    }
    office.tokens.end = form.tokens.end;
    office.title = office.title.cover(form.span);
    true
}

/// Whether a title can be "of" the form. "The" stands before organisations and before some countries only, else a longer
/// name follows: "President of the Nebraska Growers"; a people's name always has one: "General of the Iraqi Army".
fn may_stand_behind_of(form: &Match<'_>, has_article: bool) -> bool {
    match countries::country(form.entries) {
        Some((row, _)) => match row.kind {
            FormKind::Demonym | FormKind::DemonymPlural | FormKind::Combining => false,
            FormKind::Abbreviation => true,
            _ => !has_article || form.tokens.len() > 1 || row.form.ends_with('s') || WITH_ARTICLE.contains(&row.form),
        },
        None => !has_article || organisations::organisation(form).is_some(),
    }
}

/// The country or organisation that stands right before the title.
fn before(sentence: &SentenceCx<'_>, start: usize, role: &mut Option<Role>) -> Option<&'static str> {
    let mut at = start.checked_sub(1)?;
    while BETWEEN.contains(&sentence.word(at)) {
        at = at.checked_sub(1)?;
    }
    let mut country = None;
    let form = sentence.name_at(at).filter(|form| form.tokens.end == at + 1)?;
    let is_attribute = is_adjective(form) || form.is_possessive(sentence.tokens, sentence.text);
    if !is_attribute && (!may_head(form, *role) || is_where(sentence, form)) {
        return None;
    }
    apply(form, &mut country, role, false);
    country
}

/// Whether the form is the adjective or abbreviation of a country, or an organisation.
fn is_adjective(form: &Match<'_>) -> bool {
    match countries::country(form.entries) {
        Some((row, _)) => !matches!(row.kind, FormKind::Name | FormKind::Capital),
        None => organisations::organisation(form).is_some(),
    }
}

/// Whether somebody in this role is named by the bare name of such a place: mayors by capitals, legislators by states and
/// provinces, not "in Darfur Senator Clinton" or "Washington, United Nations Secretary-General".
fn may_head(form: &Match<'_>, role: Option<Role>) -> bool {
    let is_capital = countries::country(form.entries).is_some_and(|(row, _)| row.kind == FormKind::Capital);
    let is_state = places::place(form).is_some_and(|row| matches!(row.subtype, Some("state" | "province")));
    match role {
        Some(Role::Legislator) => is_state,
        Some(Role::Mayor | Role::RegionalHead) => true,
        _ => !is_capital,
    }
}

/// Whether the words before say that something is in the place, so that a clause ends with it: "a new course in Iraq
/// President Bush".
fn is_where(sentence: &SentenceCx<'_>, form: &Match<'_>) -> bool {
    let word = |back: usize| form.tokens.start.checked_sub(back).map_or("", |at| sentence.word(at));
    let before = if word(1) == "the" { word(2) } else { word(1) };
    matches!(before, "in" | "In" | "into" | "across" | "throughout" | "inside" | "within")
}

/// What the country or organisation beside a title says of the office. The president of an organisation is no head of
/// state; the senator of a state is one of its country.
fn apply(form: &Match<'_>, country: &mut Option<&'static str>, role: &mut Option<Role>, overrides: bool) {
    let named = if countries::country(form.entries).is_some() {
        countries::decided(form.entries)
    } else if let Some(row) = organisations::organisation(form) {
        *role = role.map(|role| match role {
            role if STATES.contains(&row.id) => role,
            Role::HeadOfState => Role::OrganisationHead,
            Role::DeputyHeadOfState => Role::OrganisationDeputy,
            other => other,
        });
        row.country
    } else {
        places::place(form).and_then(|row| row.country)
    };
    if overrides || country.is_none() {
        *country = named.or(*country);
    }
}

fn implied(form: &str) -> Option<&'static str> {
    let is_american = ["U.S. ", "US ", "United States "].iter().any(|prefix| form.starts_with(prefix));
    let row = || IMPLIED.iter().find(|(title, _)| *title == form).map(|(_, country)| *country);
    if is_american { Some("USA") } else { row() }
}

/// What stands behind a name: "of Belarus", or the party and state of an American legislator, "(R-Idaho)".
pub(super) fn country_after(sentence: &SentenceCx<'_>, end: usize, role: Option<Role>) -> Option<&'static str> {
    if sentence.word(end) == "of" && role.is_some() {
        let from = if sentence.word(end + 1) == "the" { end + 2 } else { end + 1 };
        let form = sentence.name_at(from).filter(|form| form.tokens.start == from)?;
        return countries::decided(form.entries);
    }
    let at = if matches!(sentence.word(end), "(" | ",") { end + 1 } else { end };
    let has_party = matches!(sentence.word(at), "R" | "D" | "I" | "R." | "D." | "I.");
    let is_set_off = at > end || is_dash(sentence.word(at + 1)) || is_capitalised(sentence.word(at + 1));
    (has_party && is_set_off && role == Some(Role::Legislator)).then_some("USA")
}

fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—")
}
