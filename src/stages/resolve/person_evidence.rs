//! What stands beside a person's name and helps to tell two bearers of one name apart: office, country, form of address.

use super::fold_name;
use crate::model::{Mention, Role};

/// Forms of address and offices that only men bear in English, folded.
const MALE: &[&str] = &[
    "mr",
    "messrs",
    "sir",
    "lord",
    "king",
    "prince",
    "duke",
    "baron",
    "count",
    "earl",
    "sheikh",
    "monsieur",
    "congressman",
    "spokesman",
    "councilman",
    "father",
];

/// The same of women.
const FEMALE: &[&str] = &[
    "mrs",
    "ms",
    "miss",
    "madam",
    "madame",
    "lady",
    "dame",
    "queen",
    "princess",
    "duchess",
    "baroness",
    "countess",
    "sheikha",
    "congresswoman",
    "spokeswoman",
    "chairwoman",
    "councilwoman",
    "sister",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Male,
    Female,
}

/// What one mention prints beside the name.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    role: Option<Role>,
    country: Option<&'static str>,
    gender: Option<Gender>,
    has_title: bool,
}

impl Evidence {
    pub(super) fn of(text: &str, mention: &Mention) -> Self {
        let title = mention.title.map(|title| fold_name(title.of(text))).unwrap_or_default();
        let among = |list: &[&str]| title.split(' ').any(|word| list.contains(&word));
        let gender = match (among(MALE), among(FEMALE)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        };
        Self { role: mention.role, country: mention.country, gender, has_title: mention.title.is_some() }
    }
}

/// What the mentions by full name print about one person, each thing once.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    roles: Vec<Role>,
    countries: Vec<&'static str>,
    offices: Vec<(Role, &'static str)>,
    genders: Vec<Gender>,
}

impl Facts {
    pub(super) fn add(&mut self, evidence: &Evidence) {
        add(&mut self.roles, evidence.role);
        add(&mut self.countries, evidence.country);
        add(&mut self.offices, evidence.role.zip(evidence.country));
        add(&mut self.genders, evidence.gender);
    }

    /// Whether the mention cannot be this person: the other form of address, or the same office of another country.
    pub(super) fn contradict(&self, evidence: &Evidence) -> bool {
        let other_gender =
            evidence.gender.is_some_and(|gender| !self.genders.is_empty() && !self.genders.contains(&gender));
        let other_office = evidence.role.zip(evidence.country).is_some_and(|(role, country)| {
            let mut same_role = self.offices.iter().filter(|(held, _)| *held == role).peekable();
            same_role.peek().is_some() && same_role.all(|(_, of)| *of != country)
        });
        other_gender || other_office
    }

    pub(super) fn hold_role_of(&self, evidence: &Evidence) -> bool {
        evidence.role.is_some_and(|role| self.roles.contains(&role))
    }

    pub(super) fn hold_country_of(&self, evidence: &Evidence) -> bool {
        evidence.country.is_some_and(|country| self.countries.contains(&country))
    }

    /// A bare given name may mean the person. After a title stands a surname in most traditions, so that "Mr. Gordon" is
    /// not Gordon Brown; where the office is the same (President Joko, Prime Minister Prayut) it may.
    pub(super) fn allow_given_name(&self, evidence: &Evidence) -> bool {
        !evidence.has_title || self.hold_role_of(evidence)
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: Option<T>) {
    if let Some(item) = item.filter(|item| !list.contains(item)) {
        list.push(item);
    }
}

/// Whether the words around the mention say that it names two people or a family: "Mr. and Mrs. Clinton", "the Clintons".
pub(super) fn names_more_than_one(text: &str, mention: &Mention, is_surname: impl Fn(&str) -> bool) -> bool {
    let start = mention.title.map_or(mention.span.start(), |title| title.start().min(mention.span.start()));
    let before = last_characters(text.get(..start).unwrap_or_default(), WINDOW);
    let before: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    let is_and = |word: &str| matches!(word, "and" | "&" | "AND");
    let joined_titles = mention.title.is_some_and(|title| title.of(text).split_whitespace().any(is_and));
    let couple = match before.as_slice() {
        [and, address] => is_and(and) && is_address(address) && mention.title.is_some(),
        _ => false,
    };
    let family = before.first().is_some_and(|word| word.eq_ignore_ascii_case("the"))
        && fold_name(mention.span.of(text)).strip_suffix('s').is_some_and(is_surname);
    joined_titles || couple || family
}

/// How many characters before a mention are looked at.
const WINDOW: usize = 24;

fn last_characters(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// Offices are not among them: "the President and Mr. Clinton" are no couple.
fn is_address(word: &str) -> bool {
    matches!(fold_name(word).as_str(), "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "lord" | "rev")
}
