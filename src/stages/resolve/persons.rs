//! Persons of one document: full names first, then the shorter mentions that can mean only one of them.
//!
//! Links come from the set of names in the document, not from a walk through it, so a headline that prints the surname
//! before the full name is linked like any later mention.

use std::collections::{HashMap, HashSet};

use super::person_evidence::{Evidence, Facts, names_more_than_one};
use super::person_name::PersonName;
use crate::model::{EntityKey, EntityType, Mention};

/// How many names that share a token are compared with one name. A press text has a handful; a list of ten thousand
/// members must not become quadratic.
const MAX_COMPARED: usize = 64;

/// Links the mentions of type PERSON; an id that a recogniser has set (from a user's alias table) is trusted.
/// `surnames_first` holds folded family names.
pub(super) fn link(text: &str, mentions: &mut [Mention], surnames_first: &HashSet<&'static str>) {
    let people = People::of(text, mentions, surnames_first);
    let facts = people.facts(text, mentions);
    for (at, mention) in mentions.iter_mut().enumerate() {
        if mention.entity_type == EntityType::Person {
            mention.entity = match (&mention.lexicon_id, people.name_at(at)) {
                (Some(id), _) => Some(EntityKey::new(EntityType::Person, id.clone())),
                (None, Some(name)) => people.decide(text, mention, name, &facts),
                (None, None) => None,
            };
        }
    }
}

/// The distinct names of the document and how they belong together. All positions are positions in `names`.
struct People {
    names: Vec<PersonName>,
    /// For each mention of the document the name that it prints.
    name_of_mention: Vec<Option<usize>>,
    /// For each full name the fullest names that it can be a form of; itself where there is none.
    roots: Vec<Vec<usize>>,
    index: Index,
}

/// Where the full names are found by a token, and by their letters without spaces.
#[derive(Default)]
struct Index {
    by_token: HashMap<String, Vec<usize>>,
    by_letters: HashMap<String, Vec<usize>>,
}

/// The persons that a mention can mean.
enum Candidates {
    /// Names that end with this surname (or begin with it, where surnames stand first), or fuller forms of a full name.
    Named(Vec<usize>),
    /// Names that hold it elsewhere: a given name, the first of two surnames.
    Given(Vec<usize>),
}

impl People {
    fn of(text: &str, mentions: &[Mention], surnames_first: &HashSet<&'static str>) -> Self {
        let (names, name_of_mention) = distinct_names(text, mentions, surnames_first);
        let index = Index::of(&names);
        let roots = roots(&names, &index);
        Self { names, name_of_mention, roots, index }
    }

    fn name_at(&self, mention: usize) -> Option<usize> {
        self.name_of_mention.get(mention).copied().flatten()
    }

    fn roots_of(&self, name: usize) -> &[usize] {
        self.roots.get(name).map_or(&[], Vec::as_slice)
    }

    /// What the mentions by full name say about each person.
    fn facts(&self, text: &str, mentions: &[Mention]) -> Vec<Facts> {
        let mut facts = vec![Facts::default(); self.names.len()];
        for (at, mention) in mentions.iter().enumerate() {
            let Some([root]) = self.name_at(at).map(|name| self.roots_of(name)) else { continue };
            if let Some(known) = facts.get_mut(*root) {
                known.add(&Evidence::of(text, mention));
            }
        }
        facts
    }

    fn decide(&self, text: &str, mention: &Mention, name: usize, facts: &[Facts]) -> Option<EntityKey> {
        let evidence = Evidence::of(text, mention);
        let own = || self.key(name);
        match self.roots_of(name) {
            [root] => return self.key(*root),
            [] if names_more_than_one(text, mention, |singular| self.is_surname(singular)) => return None,
            _ => {}
        }
        let candidates = match self.candidates(name) {
            Candidates::Named(roots) => roots,
            Candidates::Given(roots) => {
                let fits = |root: &usize| facts.get(*root).is_some_and(|known| known.allow_given_name(&evidence));
                roots.into_iter().filter(fits).collect()
            }
        };
        if candidates.is_empty() {
            return own();
        }
        let known = |root: usize| facts.get(root);
        let open: Vec<usize> =
            candidates.iter().copied().filter(|root| !known(*root).is_some_and(|f| f.contradict(&evidence))).collect();
        let only = |fits: &dyn Fn(&Facts) -> bool| {
            let mut fitting = open.iter().copied().filter(|root| known(*root).is_some_and(fits));
            fitting.next().filter(|_| fitting.next().is_none())
        };
        match open.as_slice() {
            // All who bear the name are somebody else: this is one more person.
            [] => own(),
            [root] => self.key(*root),
            _ => only(&|f| f.hold_role_of(&evidence))
                .or_else(|| only(&|f| f.hold_country_of(&evidence)))
                .and_then(|root| self.key(root)),
        }
    }

    fn candidates(&self, name: usize) -> Candidates {
        let roots = self.roots_of(name);
        if !roots.is_empty() {
            return Candidates::Named(roots.to_vec());
        }
        let Some(short) = self.names.get(name) else { return Candidates::Named(Vec::new()) };
        let bearers: Vec<(usize, &PersonName)> = short
            .core()
            .map_or(&[][..], |core| self.index.with_token(core))
            .iter()
            .filter_map(|at| Some((*at, self.names.get(*at)?)))
            .collect();
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

    /// Whether somebody's full name ends with this folded token.
    fn is_surname(&self, token: &str) -> bool {
        self.index.with_token(token).iter().any(|at| self.names.get(*at).is_some_and(|name| name.core() == Some(token)))
    }

    fn key(&self, name: usize) -> Option<EntityKey> {
        let name = self.names.get(name)?;
        Some(EntityKey::new(EntityType::Person, format!("name:{}", name.key())))
    }
}

impl Index {
    fn of(names: &[PersonName]) -> Self {
        let mut index = Self::default();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| name.is_full()) {
            for token in without_repeats(name.tokens.iter()) {
                index.by_token.entry(token.clone()).or_default().push(at);
            }
            index.by_letters.entry(name.squashed()).or_default().push(at);
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

/// The distinct printed names, and for each mention which of them it prints.
fn distinct_names(
    text: &str,
    mentions: &[Mention],
    surnames_first: &HashSet<&'static str>,
) -> (Vec<PersonName>, Vec<Option<usize>>) {
    let mut names: Vec<PersonName> = Vec::new();
    let mut known: HashMap<&str, Option<usize>> = HashMap::new();
    let mut positions: HashMap<(String, bool), usize> = HashMap::new();
    let of_mention = mentions.iter().map(|mention| {
        if mention.entity_type != EntityType::Person || mention.lexicon_id.is_some() {
            return None;
        }
        let printed = mention.span.of(text);
        if let Some(name) = known.get(printed) {
            return *name;
        }
        let name = Some(PersonName::parse(printed, surnames_first)).filter(|name| !name.tokens.is_empty());
        let position = name.map(|name| {
            *positions.entry((name.key(), name.is_full())).or_insert_with(|| {
                names.push(name);
                names.len() - 1
            })
        });
        known.insert(printed, position);
        position
    });
    let of_mention = of_mention.collect();
    (names, of_mention)
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
fn without_repeats<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
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
        let people = People::of(document.as_str(), &mentions, &testing::lexicon().surnames_first);
        assert_eq!(people.index.with_token("kim").len(), MAX_COMPARED);
        assert!(people.roots.iter().all(|roots| roots.len() <= MAX_COMPARED));
        assert_eq!(people.names.len(), 2_001);
    }
}
