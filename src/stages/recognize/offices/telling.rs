//! Which of several titles of a person is the most telling one, and how it is printed.

use super::around::Beside;
use super::bodies::Body;
use super::claims::{Claim, Told};
use super::line::Line;
use super::phrase::Phrase;
use super::roles::{Setting, role};
use crate::model::Role;
use crate::text::Span;

/// The place of the most telling title; of two equal ones the nearer to the name.
pub(super) fn most_telling(phrases: &[Phrase], told: &[Told]) -> Option<usize> {
    let has_other = phrases.iter().filter(|phrase| !phrase.head.is_address).count() > 1;
    let has_post = phrases.iter().zip(told).any(|(phrase, told)| is_post(phrase) && !is_dignity(phrase, told));
    let rank = |at: &usize| match (phrases.get(*at), told.get(*at)) {
        (Some(phrase), Some(told)) if has_other && is_vague(phrase, told) => 5,
        (Some(phrase), Some(told)) if has_post && is_dignity(phrase, told) => 8,
        (Some(phrase), Some(told)) => rank(phrase, told),
        _ => u8::MAX,
    };
    (0..phrases.len()).min_by_key(rank)
}

/// A president of whom nothing says that a state is meant: "the President, Judge Donoghue".
fn is_vague(phrase: &Phrase, told: &Told) -> bool {
    phrase.head.role == Some(Role::HeadOfState) && told.body.is_none() && told.claim == Claim::Unknown
}

/// A dignity that goes with many an office and says less than it: "Secretary General, Ambassador Marek".
fn is_dignity(phrase: &Phrase, told: &Told) -> bool {
    matches!(phrase.head.role, Some(Role::Ambassador | Role::Royal | Role::Clergy))
        && phrase.words.len() == 1
        && phrase.complements.is_empty()
        && told.claim == Claim::Unknown
}

/// An office that somebody holds, and says which.
fn is_post(phrase: &Phrase) -> bool {
    let is_named = phrase.words.iter().any(|word| word != "head") || !phrase.complements.is_empty();
    !phrase.head.is_address && !phrase.has("former") && is_named
}

fn rank(phrase: &Phrase, told: &Told) -> u8 {
    let country = match told.claim {
        Claim::Country(country) => Some(country),
        _ => None,
    };
    let is_post = ["commander", "chief", "staff"].iter().any(|word| phrase.has(word))
        && (phrase.is_full() || phrase.words.len() > 1)
        || told.body == Some(Body::Forces);
    match role(phrase, Setting { body: told.body, country, is_foreign: told.is_foreign }) {
        _ if phrase.head.is_address => 20,
        Some(Role::HeadOfState | Role::HeadOfGovernment | Role::Monarch) => 0,
        Some(Role::ForeignMinister | Role::DefenceMinister | Role::FinanceMinister) => 1,
        Some(Role::Minister | Role::DeputyHeadOfState | Role::DeputyHeadOfGovernment | Role::Speaker) => 2,
        Some(
            Role::DeputyForeignMinister
            | Role::DeputyMinister
            | Role::StateCouncilor
            | Role::Ambassador
            | Role::Spokesperson
            | Role::RegionalHead
            | Role::Mayor
            | Role::Judge
            | Role::Clergy
            | Role::Royal,
        ) => 3,
        Some(Role::Envoy | Role::PartyLeader | Role::Diplomat) => 4,
        Some(Role::OrganisationHead | Role::OrganisationDeputy) if told.body == Some(Body::Committee) => 6,
        Some(Role::OrganisationHead | Role::OrganisationDeputy) => 5,
        Some(Role::Legislator) => 6,
        Some(Role::Military) if is_post => 7,
        Some(Role::Official) => 7,
        Some(Role::Military) => 8,
        Some(Role::Academic) => 9,
        None => 10,
    }
}

/// The title as printed. Forms of address that stand side by side are one.
pub(super) fn title(line: &Line<'_>, beside: &Beside, chosen: usize) -> Option<Span> {
    let phrase = beside.phrases.get(chosen)?;
    let mut tokens = phrase.title.clone();
    if phrase.head.is_address {
        for next in beside.phrases.iter().skip(chosen + 1).take_while(|next| next.head.is_address) {
            if next.title.end != tokens.start {
                break;
            }
            tokens.start = next.title.start;
        }
    }
    let span = line.span(tokens)?;
    Some(span)
}
