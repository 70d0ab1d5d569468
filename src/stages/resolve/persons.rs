//! Links the persons of one document: full names first, then the shorter mentions that can mean only one of them.
//!
//! Links come from the set of names in the document, not from a walk through it, so a headline that prints the surname
//! before the full name is linked like any later mention.

use std::collections::HashSet;

use super::Linked;
use super::address::names_more_than_one;
use super::catalogue::Catalogue;
use super::office_countries;
use super::people::{People, without_repeats};
use super::person_evidence::{Evidence, Facts};
use super::person_name::PersonName;
use crate::model::{Decider, Document, EntityType, LinkReason, Mention};

/// Links the mentions of type PERSON, and fills the countries of offices that the mentions of a person share.
/// `surnames_first` holds folded family names.
pub(super) fn link(
    document: &Document,
    mentions: &mut [Mention],
    catalogue: &Catalogue,
    surnames_first: &HashSet<&'static str>,
) {
    let text = document.as_str();
    office_countries::read_brackets(text, mentions);
    let people = People::of(text, mentions, catalogue, surnames_first);
    for (at, mention) in mentions.iter_mut().enumerate().filter(|(_, mention)| is_person(mention)) {
        let linked = match people.name_at(at) {
            Some(name) if catalogue.alias(mention).is_some() => Linked::to(people.key(name), LinkReason::UserAlias),
            _ if mention.lexicon_id.is_some() => Linked::by_id(mention),
            Some(name) => people.decide(text, mention, name),
            None => Linked::none(LinkReason::NoName),
        };
        linked.fill(mention);
    }
    office_countries::share(mentions);
}

fn is_person(mention: &Mention) -> bool {
    mention.entity_type == EntityType::Person
}

/// The persons that a short name can mean.
enum Candidates {
    /// Names that end with this surname (or begin with it, where surnames stand first), or fuller forms of a full name.
    Named(Vec<usize>),
    /// Names that hold it elsewhere: a given name, the first of two surnames.
    Given(Vec<usize>),
}

impl People {
    fn decide(&self, text: &str, mention: &Mention, name: usize) -> Linked {
        match self.roots_of(name) {
            [root] => return self.full_name(name, *root),
            [] if names_more_than_one(text, mention, |singular| self.is_surname(singular)) => {
                return Linked::none(LinkReason::SeveralPersons);
            }
            _ => {}
        }
        let evidence = Evidence::of(text, mention);
        let (candidates, is_given) = match self.candidates(name) {
            Candidates::Named(roots) => (roots, false),
            Candidates::Given(roots) => {
                (roots.into_iter().filter(|root| self.may_be_called(*root, name, &evidence)).collect(), true)
            }
        };
        let open = self.not_contradicted(&candidates, &evidence);
        let Some(antecedent) = self.choose(&open, candidates.len(), &evidence) else {
            return match open.as_slice() {
                [] if candidates.is_empty() => self.other_spelling(name, &evidence),
                // All who bear the name are somebody else: this is one more person.
                [] => self.own_name(name),
                _ => Linked::none(self.ambiguous(&open)),
            };
        };
        let (root, decided_by) = antecedent;
        self.short_name(root, is_given, decided_by, &evidence)
    }

    fn full_name(&self, name: usize, root: usize) -> Linked {
        let antecedent = self.first_mention(root);
        let turned = || Some(self.names.get(name)?.is_turned(self.names.get(root)?));
        let reason = match antecedent {
            Some(antecedent) if name != root => match turned() {
                Some(true) => LinkReason::OtherOrder { antecedent },
                _ => LinkReason::FullName { antecedent },
            },
            _ => LinkReason::OwnName,
        };
        Linked::to(self.key(root), reason)
    }

    fn short_name(&self, root: usize, is_given: bool, decided_by: Decider, evidence: &Evidence) -> Linked {
        let Some(antecedent) = self.first_mention(root) else { return Linked::none(LinkReason::NoName) };
        let is_noble = || self.facts(root).is_some_and(|facts| facts.allow_given_name_of_noble(evidence));
        let reason = match (is_given, decided_by) {
            (false, _) => LinkReason::SurnameOf { antecedent, decided_by },
            (true, Decider::OnlyOne) if is_noble() => {
                LinkReason::GivenNameOf { antecedent, decided_by: Decider::Nobility }
            }
            (true, _) => LinkReason::GivenNameOf { antecedent, decided_by },
        };
        Linked::to(self.key(root), reason)
    }

    fn own_name(&self, name: usize) -> Linked {
        Linked::to(self.key(name), LinkReason::OwnName)
    }

    /// A surname that nobody bears in this spelling: that of the only person who bears it in another one and has the
    /// office of the mention; else a name of its own.
    fn other_spelling(&self, name: usize, evidence: &Evidence) -> Linked {
        let Some(core) = self.names.get(name).and_then(PersonName::core) else { return self.own_name(name) };
        let holds = |root: &usize| self.facts(*root).is_some_and(|facts| facts.hold_office_of(evidence));
        let holders: Vec<usize> =
            self.not_contradicted(&self.spelled_alike(core), evidence).into_iter().filter(holds).collect();
        match holders.as_slice() {
            [root] => match self.first_mention(*root) {
                Some(antecedent) => Linked::to(self.key(*root), LinkReason::SpellingOf { antecedent }),
                None => self.own_name(name),
            },
            _ => self.own_name(name),
        }
    }

    fn not_contradicted(&self, candidates: &[usize], evidence: &Evidence) -> Vec<usize> {
        let contradicts = |root: &usize| self.facts(*root).is_some_and(|facts| facts.contradict(evidence));
        candidates.iter().copied().filter(|root| !contradicts(root)).collect()
    }

    /// The one of the open candidates that the evidence chooses, and what decided; `all` counts those ruled out as well.
    fn choose(&self, open: &[usize], all: usize, evidence: &Evidence) -> Option<(usize, Decider)> {
        if let [root] = open {
            return Some((*root, if all == 1 { Decider::OnlyOne } else { Decider::OthersRuledOut }));
        }
        let only = |fits: fn(&Facts, &Evidence) -> bool| {
            let mut fitting = open.iter().copied().filter(|root| self.facts(*root).is_some_and(|f| fits(f, evidence)));
            fitting.next().filter(|_| fitting.next().is_none())
        };
        let by = |root: Option<usize>, decider| root.map(|root| (root, decider));
        by(only(Facts::hold_office_of), Decider::Office)
            .or_else(|| by(only(Facts::hold_country_of), Decider::Country))
            .or_else(|| by(only(Facts::have_gender_of), Decider::OthersRuledOut))
    }

    fn ambiguous(&self, open: &[usize]) -> LinkReason {
        let mut candidates: Vec<_> = open.iter().filter_map(|root| self.form(*root)).collect();
        candidates.sort();
        LinkReason::Ambiguous { candidates }
    }

    fn candidates(&self, name: usize) -> Candidates {
        let roots = self.roots_of(name);
        if !roots.is_empty() {
            return Candidates::Named(roots.to_vec());
        }
        let Some(short) = self.names.get(name) else { return Candidates::Named(Vec::new()) };
        let bearers: Vec<(usize, &PersonName)> =
            short.core().map(|core| self.bearers(core).collect()).unwrap_or_default();
        let named = self.roots_where(&bearers, |full| short.is_surname_of(full));
        if named.is_empty() {
            Candidates::Given(self.roots_where(&bearers, |full| short.is_form_of(full)))
        } else {
            Candidates::Named(named)
        }
    }

    fn roots_where(&self, bearers: &[(usize, &PersonName)], fits: impl Fn(&PersonName) -> bool) -> Vec<usize> {
        let fitting = bearers.iter().filter(|(_, full)| fits(full));
        without_repeats(fitting.flat_map(|(at, _)| self.roots_of(*at).iter().copied()))
    }

    /// Whether a text that prints this title may call the person by a name that is not the surname.
    fn may_be_called(&self, root: usize, name: usize, evidence: &Evidence) -> bool {
        let (Some(facts), Some(full), Some(short)) = (self.facts(root), self.names.get(root), self.names.get(name))
        else {
            return false;
        };
        facts.allow_given_name(evidence)
            || facts.allow_given_name_of_noble(evidence)
            || facts.bear_two_surnames() && short.stands_inside(full)
            || full.is_patronymic() && full.tokens.first().map(String::as_str) == short.core()
    }
}
