//! The persons of one document: their distinct names, which of them belong together, and what the text says of each.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::catalogue::Catalogue;
use super::fold::clean_name;
use super::person_evidence::{Evidence, Facts};
use super::person_name::PersonName;
use super::spelling::skeleton;
use crate::model::{EntityKey, EntityType, Mention};

/// How many names that share a token are compared with one name. A press text has a handful; a list of ten thousand
/// members must not become quadratic.
const MAX_COMPARED: usize = 64;

/// The distinct names of the document and how they belong together. All positions are positions in `names`.
pub(super) struct People {
    pub(super) names: Vec<PersonName>,
    /// For each mention of the document the name that it prints.
    name_of_mention: Vec<Option<usize>>,
    /// For each name the first mention that prints it, the clean form there, and how many mentions do.
    printed: Vec<Printed>,
    /// For each full name the fullest names that it can be a form of; itself where there is none.
    roots: Vec<Vec<usize>>,
    facts: Vec<Facts>,
    index: Index,
    /// Whether the document speaks of Hungary, where the surname stands first and texts in English turn it or do not.
    of_hungary: bool,
    nicknames: &'static HashSet<(&'static str, &'static str)>,
}

struct Printed {
    first: usize,
    form: Arc<str>,
    count: usize,
    /// The identity that the user's alias table gives.
    id: Option<Arc<str>>,
}

impl People {
    /// `surnames_first` holds folded family names.
    pub(super) fn of(
        text: &str,
        mentions: &[Mention],
        catalogue: &Catalogue,
        surnames_first: &HashSet<&'static str>,
    ) -> Self {
        let (names, printed, name_of_mention) = distinct_names(text, mentions, catalogue, surnames_first);
        let index = Index::of(&names);
        let roots = roots(&names, &index);
        let facts = vec![Facts::default(); names.len()];
        let of_hungary = mentions.iter().any(|mention| mention.country == Some("HUN"));
        let nicknames = catalogue.nicknames();
        let mut people = Self { names, name_of_mention, printed, roots, facts, index, of_hungary, nicknames };
        people.gather_facts(text, mentions);
        people.join_by_evidence();
        people
    }

    pub(super) fn name_at(&self, mention: usize) -> Option<usize> {
        self.name_of_mention.get(mention).copied().flatten()
    }

    pub(super) fn roots_of(&self, name: usize) -> &[usize] {
        self.roots.get(name).map_or(&[], Vec::as_slice)
    }

    /// What the mentions by full name say about a person.
    pub(super) fn facts(&self, root: usize) -> Option<&Facts> {
        self.facts.get(root)
    }

    /// The first mention that prints the name.
    pub(super) fn first_mention(&self, name: usize) -> Option<usize> {
        self.printed.get(name).map(|printed| printed.first)
    }

    /// The name as first printed.
    pub(super) fn form(&self, name: usize) -> Option<Arc<str>> {
        self.printed.get(name).map(|printed| printed.form.clone())
    }

    pub(super) fn key(&self, name: usize) -> Option<EntityKey> {
        let key = match self.printed.get(name).and_then(|printed| printed.id.clone()) {
            Some(id) => id,
            None => format!("name:{}", self.names.get(name)?.key()).into(),
        };
        Some(EntityKey::new(EntityType::Person, key))
    }

    /// The full names that hold this token.
    pub(super) fn bearers(&self, token: &str) -> impl Iterator<Item = (usize, &PersonName)> {
        self.index.with_token(token).iter().filter_map(|at| Some((*at, self.names.get(*at)?)))
    }

    /// The persons whose surname is another spelling of this token.
    pub(super) fn spelled_alike(&self, surname: &str) -> Vec<usize> {
        let alike = first(self.index.by_skeleton.get(&skeleton(surname)));
        without_repeats(alike.iter().flat_map(|name| self.roots_of(*name).iter().copied()))
    }

    /// Whether somebody's full name ends with this folded token.
    pub(super) fn is_surname(&self, token: &str) -> bool {
        self.bearers(token).any(|(_, name)| name.core() == Some(token))
    }

    fn gather_facts(&mut self, text: &str, mentions: &[Mention]) {
        for (at, mention) in mentions.iter().enumerate() {
            let Some([root]) = self.name_at(at).map(|name| self.roots_of(name)) else { continue };
            let root = *root;
            if let Some(known) = self.facts.get_mut(root) {
                known.add(&Evidence::of(text, mention));
            }
        }
    }

    /// Joins full names of one person that only the evidence shows to be one: the other order, another romanisation, a
    /// short given name, the name of a peer.
    fn join_by_evidence(&mut self) {
        let mut joined: BTreeMap<usize, usize> = BTreeMap::new();
        for name in 0..self.names.len() {
            if self.roots_of(name) == [name] {
                joined.extend(self.same_by_evidence(name).map(|better| (name, better)));
            }
        }
        let last = |name: usize| {
            let mut at = name;
            // Each step leads to a better name, so that it ends; a name has few others.
            while let Some(next) = joined.get(&at) {
                at = *next;
            }
            at
        };
        for of_name in &mut self.roots {
            *of_name = without_repeats(of_name.iter().map(|root| last(*root)));
        }
        for name in joined.keys() {
            let from = self.facts.get(*name).cloned().unwrap_or_default();
            if let Some(into) = self.facts.get_mut(last(*name)) {
                into.merge(&from);
            }
        }
    }

    /// The better full name of the same person, as titles and offices prove it; of several none.
    fn same_by_evidence(&self, name: usize) -> Option<usize> {
        let own = self.names.get(name)?;
        let with_first = own.tokens.first().map_or(&[][..], |token| self.index.with_token(token));
        let respelled = own.core().map_or(&[][..], |core| first(self.index.by_skeleton.get(&skeleton(core))));
        let is_open = |other: &usize| self.roots_of(*other) == [*other] && self.is_better(*other, name);
        let is_same = |other: &usize| is_open(other) && self.prove_one(name, *other).unwrap_or(false);
        let others = without_repeats(with_first.iter().chain(respelled).copied().filter(is_same));
        // Spellings of one name are one person, however many; of two persons only one can be the peer.
        let is_peer = own.has_territory() && others.len() > 1;
        others
            .into_iter()
            .filter(|_| !is_peer)
            .reduce(|one, other| if self.is_better(one, other) { one } else { other })
    }

    /// Whether the second of two full names means the person of the first.
    fn prove_one(&self, name: usize, other: usize) -> Option<bool> {
        let (own, full) = (self.names.get(name)?, self.names.get(other)?);
        let (facts, known) = (self.facts.get(name)?, self.facts.get(other)?);
        Some(match (own.has_territory(), full.has_territory()) {
            (true, false) => full.tokens.get(1..) == Some(own.tokens.as_slice()) && known.allow_peerage_of(facts),
            (false, false) => {
                let is_nickname =
                    || own.is_nickname_of(full, self.nicknames) || full.is_nickname_of(own, self.nicknames);
                own.is_turned(full) && (self.of_hungary || known.share_office_with(facts))
                    || own.is_spelling_of(full) && known.share_unique_office_with(facts)
                    || is_nickname() && known.share_office_with(facts)
            }
            _ => false,
        })
    }

    /// Which of two names of one person to keep: that without territory, the more frequent, the greater.
    fn is_better(&self, one: usize, other: usize) -> bool {
        let rank = |name: usize| {
            let known = self.names.get(name);
            let count = self.printed.get(name).map(|printed| printed.count);
            (known.map(|name| !name.has_territory()), count, known.map(PersonName::fullness))
        };
        rank(one) > rank(other)
    }
}

/// Where the full names are found: by a token, by their letters without spaces, by the skeleton of the surname.
#[derive(Default)]
struct Index {
    by_token: FxHashMap<String, Vec<usize>>,
    by_letters: FxHashMap<String, Vec<usize>>,
    by_skeleton: FxHashMap<String, Vec<usize>>,
}

impl Index {
    fn of(names: &[PersonName]) -> Self {
        let mut index = Self::default();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| name.is_full()) {
            for token in without_repeats(name.tokens.iter()) {
                index.by_token.entry(token.clone()).or_default().push(at);
            }
            index.by_letters.entry(name.squashed()).or_default().push(at);
            if let Some(core) = name.core() {
                index.by_skeleton.entry(skeleton(core)).or_default().push(at);
            }
        }
        index
    }

    fn with_token(&self, token: &str) -> &[usize] {
        first(self.by_token.get(token))
    }

    fn with_letters(&self, letters: &str) -> &[usize] {
        first(self.by_letters.get(letters))
    }
}

fn first(list: Option<&Vec<usize>>) -> &[usize] {
    let list = list.map_or(&[][..], Vec::as_slice);
    list.get(..MAX_COMPARED).unwrap_or(list)
}

/// The distinct names, how each is printed, and for each mention which of them it prints.
fn distinct_names(
    text: &str,
    mentions: &[Mention],
    catalogue: &Catalogue,
    surnames_first: &HashSet<&'static str>,
) -> (Vec<PersonName>, Vec<Printed>, Vec<Option<usize>>) {
    let mut names: Vec<PersonName> = Vec::new();
    let mut printed: Vec<Printed> = Vec::new();
    let mut known: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    let mut positions: FxHashMap<(String, bool), usize> = FxHashMap::default();
    let of_mentions = mentions.iter().enumerate().map(|(at, mention)| {
        if mention.entity_type != EntityType::Person {
            return None;
        }
        let alias = catalogue.alias(mention);
        let form = alias.map_or_else(|| mention.span.of(text), |alias| &alias.name);
        let position = match known.get(form) {
            Some(position) => *position,
            None => {
                let name = Some(PersonName::parse(form, surnames_first)).filter(|name| !name.tokens.is_empty());
                let position = name.map(|name| {
                    *positions.entry((name.key(), name.is_full())).or_insert_with(|| {
                        names.push(name);
                        printed.push(Printed { first: at, form: clean_name(form).into(), count: 0, id: None });
                        names.len() - 1
                    })
                });
                known.insert(form, position);
                position
            }
        };
        if let Some(printed) = position.and_then(|position| printed.get_mut(position)) {
            printed.count += 1;
            printed.id = printed.id.take().or_else(|| alias.and_then(|alias| alias.id.clone()));
        }
        position
    });
    let of_mentions = of_mentions.collect();
    (names, printed, of_mentions)
}

/// For each full name its roots, from the fullest name down; names that are not full have none.
fn roots(names: &[PersonName], index: &Index) -> Vec<Vec<usize>> {
    let mut order: Vec<(usize, &PersonName)> = names.iter().enumerate().filter(|(_, name)| name.is_full()).collect();
    order.sort_by(|(_, left), (_, right)| right.fullness().cmp(&left.fullness()));
    let mut roots: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for (at, name) in order {
        let fuller = fuller_forms(name, names, index);
        let mut of_name = without_repeats(fuller.flat_map(|at| roots.get(at).into_iter().flatten().copied()));
        if of_name.is_empty() {
            of_name.push(at);
        }
        if let Some(slot) = roots.get_mut(at) {
            *slot = of_name;
        }
    }
    roots
}

/// The full names that `name` is a form of, itself left out.
fn fuller_forms<'a>(
    name: &'a PersonName,
    names: &'a [PersonName],
    index: &'a Index,
) -> impl Iterator<Item = usize> + 'a {
    let forms = name.core().map_or(&[][..], |core| index.with_token(core)).iter();
    let respaced = index.with_letters(&name.squashed()).iter();
    let reordered = name.squashed_surname_first().map_or(&[][..], |letters| index.with_letters(&letters)).iter();
    let is_fuller = |at: &usize| names.get(*at).filter(|other| other.fullness() > name.fullness());
    let same_letters = respaced.chain(reordered).filter(move |at| is_fuller(at).is_some_and(|o| name.suffix_allows(o)));
    forms.filter(move |at| is_fuller(at).is_some_and(|other| name.is_form_of(other))).chain(same_letters).copied()
}

/// The items in order of their first appearance; the lists are short.
pub(super) fn without_repeats<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::{MAX_COMPARED, People};
    use crate::stages::resolve::testing;

    /// A thousand members of one family, and as many who share a given name: no list that is walked for each of them may
    /// grow with the document.
    #[test]
    fn a_long_list_of_namesakes_does_not_go_quadratic() {
        let names: Vec<String> =
            (0..1_000).flat_map(|at| [format!("N{at} Kim"), format!("Kim N{at}"), "Kim".into()]).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (document, mentions) = testing::people(&names);
        let people =
            People::of(document.as_str(), &mentions, &testing::catalogue(), &testing::lexicon().surnames_first);
        assert_eq!(people.index.with_token("kim").len(), MAX_COMPARED);
        assert!(people.roots.iter().all(|roots| roots.len() <= MAX_COMPARED));
        assert_eq!(people.names.len(), 2_001);
    }
}
