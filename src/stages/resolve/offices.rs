//! Organisations by name and country: those that every country has under the same name (ministries, parliaments, courts,
//! parties), and kinds of bodies.

use super::catalogue::Catalogue;
use crate::model::Mention;

/// Words that make a name one of an office that many countries have, folded and in American spelling.
const OFFICE_WORDS: &[&str] = &[
    "army",
    "assembly",
    "cabinet",
    "congress",
    "consulate",
    "court",
    "department",
    "embassy",
    "government",
    "ministry",
    "navy",
    "parliament",
    "party",
    "police",
    "senate",
    "treasury",
];

/// Kinds of organisations that, alone, name none of them.
const GENERIC: &[&str] = &[
    "administration",
    "agency",
    "alliance",
    "army",
    "assembly",
    "association",
    "authority",
    "bank",
    "bloc",
    "board",
    "bureau",
    "cabinet",
    "center",
    "centre",
    "chamber",
    "coalition",
    "commission",
    "committee",
    "company",
    "conference",
    "corporation",
    "council",
    "court",
    "delegation",
    "department",
    "embassy",
    "federation",
    "force",
    "foundation",
    "fund",
    "government",
    "group",
    "house",
    "institute",
    "legislature",
    "mission",
    "ministry",
    "movement",
    "navy",
    "office",
    "organisation",
    "organization",
    "panel",
    "parliament",
    "parties",
    "party",
    "police",
    "secretariat",
    "subcommittee",
    "summit",
    "tribunal",
    "union",
    "university",
];

/// A name that says only of which kind the thing is: "the Ministry", "the Council".
pub(super) fn is_generic(folded: &str) -> bool {
    GENERIC.contains(&folded) || folded.strip_suffix('s').is_some_and(|singular| GENERIC.contains(&singular))
}

/// Whether a folded name is one of an office that many countries have.
pub fn is_common_office(folded: &str) -> bool {
    folded.split(' ').any(|word| OFFICE_WORDS.contains(&word))
}

/// Kinds of which a state has many, so that the country does not tell which of them is meant.
const OF_MANY: &[&str] = &[
    "agency",
    "authority",
    "board",
    "bureau",
    "commission",
    "committee",
    "company",
    "corporation",
    "council",
    "court",
    "department",
    "federation",
    "foundation",
    "fund",
    "group",
    "institute",
    "ministry",
    "mission",
    "office",
    "organization",
    "subcommittee",
    "tribunal",
    "union",
    "university",
];

/// Whether a name says only of which kind the thing is, and a state has many of the kind.
pub(super) fn is_vague(folded: &str) -> bool {
    OF_MANY.contains(&folded)
}

/// The word of a folded name that says of which kind the body is: the one before "of", "for" and the like, else the last.
pub(super) fn kind_of(folded: &str) -> Option<&str> {
    let is_joint = |word: &&str| matches!(*word, "of" | "for" | "on" | "to" | "in" | "against" | "and");
    let mut words = folded.split(' ');
    let head = words.by_ref().take_while(|word| !is_joint(word)).last()?;
    let last = folded.rsplit(' ').next()?;
    [head, last].into_iter().find(|word| is_generic(word))
}

/// An organisation that is told from others of its name by its country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Office {
    /// Folded name without country, ministries as "ministry of …".
    pub(super) base: String,
    /// As the recogniser found it, or as the name says it.
    pub(super) country: Option<&'static str>,
    /// Whether many countries have an office of the name.
    pub(super) is_common: bool,
}

impl Office {
    /// Reads a folded name. Only where it is one that many countries have is the country taken off it: the Bank of America
    /// is no bank of the United States.
    pub(super) fn of(folded: &str, mention: &Mention, catalogue: &Catalogue) -> Self {
        if !is_common_office(folded) {
            return Self { base: folded.to_owned(), country: mention.country, is_common: false };
        }
        let (base, printed) = split_country(folded, mention.country, catalogue);
        Self { base: ministry(base), country: mention.country.or(printed), is_common: true }
    }
}

/// In how many places the name of the country is looked for.
const MAX_CUTS: usize = 6;

/// Takes the country off "Belarusian Ministry of Defense" and "Ministry of Defense of the Republic of Belarus": the given
/// one, or where none is given any that the words name clearly.
fn split_country<'a>(folded: &'a str, given: Option<&str>, catalogue: &Catalogue) -> (&'a str, Option<&'static str>) {
    let named = |words: &str| catalogue.country_named(words.strip_prefix("the ").unwrap_or(words), given);
    for (at, space) in folded.match_indices(' ').take(MAX_CUTS) {
        let (Some(head), Some(rest)) = (folded.get(..at), folded.get(at + space.len()..)) else { continue };
        if let Some(country) = named(head) {
            return (rest, Some(country));
        }
    }
    for (at, of) in folded.match_indices(" of ").take(MAX_CUTS) {
        let (Some(head), Some(tail)) = (folded.get(..at), folded.get(at + of.len()..)) else { continue };
        if let Some(country) = named(tail) {
            return (head, Some(country));
        }
    }
    (folded, None)
}

/// "Foreign Ministry" is the Ministry of Foreign Affairs.
fn ministry(base: &str) -> String {
    match base.strip_suffix(" ministry").or_else(|| base.strip_prefix("ministry of ")) {
        Some("foreign" | "external affairs") => "ministry of foreign affairs".to_owned(),
        Some(field) => format!("ministry of {field}"),
        None => base.to_owned(),
    }
}
