//! The names to show: of each mention, and of each entity by all its mentions.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::acronyms::given_long_form;
use super::catalogue::Catalogue;
use super::fold::clean_name;
use super::{fold_name, is_pair};
use crate::model::{EntityKey, Mention};

/// Fills `name` of all mentions that can have an entity, and `canonical` of those that have one.
pub(super) fn fill_names(text: &str, mentions: &mut [Mention], catalogue: &Catalogue) {
    let groups = Groups::of(text, mentions, catalogue);
    for (mention, member) in mentions.iter_mut().zip(groups.of_mentions) {
        mention.canonical = None;
        if !mention.entity_type.is_linked() || is_pair(mention) {
            continue;
        }
        let (group, clean) = match member {
            Some(Member { group, clean }) => (Some(group), clean),
            None => (None, clean_name(mention.span.of(text))),
        };
        let alias = catalogue.alias(mention);
        let Some(group) = group.and_then(|group| groups.groups.get(group)) else {
            mention.name = Some(clean.into());
            continue;
        };
        mention.canonical = group.canonical.clone();
        let given = alias.map(|alias| alias.name.as_str()).or_else(|| given_long_form(mention, &clean));
        let name = given.map_or_else(|| group.running_text(&clean), str::to_owned);
        mention.name = Some(name.into());
    }
}

/// The mentions of the document by entity.
struct Groups {
    groups: Vec<Group>,
    of_mentions: Vec<Option<Member>>,
}

/// What a mention is in its group.
struct Member {
    /// Position of the group.
    group: usize,
    /// The printed form, clean.
    clean: String,
}

/// The printed forms of one entity.
#[derive(Default)]
struct Group {
    /// Clean forms in order of appearance, with how often they stand.
    forms: Vec<(String, usize)>,
    positions: FxHashMap<String, usize>,
    /// The mixed-case forms and each of their words, by what they fold to.
    running: FxHashMap<String, String>,
    /// The name that the user's alias table gives.
    given: Option<Arc<str>>,
    canonical: Option<Arc<str>>,
}

impl Groups {
    fn of(text: &str, mentions: &[Mention], catalogue: &Catalogue) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut keys: Vec<&EntityKey> = Vec::new();
        let mut positions: FxHashMap<&EntityKey, usize> = FxHashMap::default();
        let of_mentions: Vec<Option<Member>> = mentions
            .iter()
            .map(|mention| {
                let key = mention.entity.as_ref()?;
                let position = *positions.entry(key).or_insert_with(|| {
                    groups.push(Group::default());
                    keys.push(key);
                    groups.len() - 1
                });
                let clean = clean_name(mention.span.of(text));
                let group = groups.get_mut(position)?;
                if let Some(long) = given_long_form(mention, &clean) {
                    group.add(long);
                }
                match catalogue.alias(mention) {
                    Some(alias) => group.given = Some(alias.name.as_str().into()),
                    None => group.add(&clean),
                }
                Some(Member { group: position, clean })
            })
            .collect();
        for (group, key) in groups.iter_mut().zip(keys) {
            group.settle(key, catalogue);
        }
        Self { groups, of_mentions }
    }
}

impl Group {
    fn add(&mut self, form: &str) {
        if let Some((_, count)) = self.positions.get(form).and_then(|at| self.forms.get_mut(*at)) {
            *count += 1;
            return;
        }
        self.positions.insert(form.to_owned(), self.forms.len());
        self.forms.push((form.to_owned(), 1));
    }

    /// Learns the casings of all forms, if one of them is in capitals and may need them.
    fn learn_forms(&mut self, given: Option<&str>) {
        if self.forms.iter().all(|(form, _)| has_small_letter(form)) {
            return;
        }
        let forms = std::mem::take(&mut self.forms);
        forms.iter().for_each(|(form, _)| self.learn(form));
        self.forms = forms;
        given.into_iter().for_each(|name| self.learn(name));
    }

    /// Of two casings the one with more lower-case letters wins: "of" against the "Of" of headlines.
    fn learn(&mut self, form: &str) {
        if !is_mixed_case(form) {
            return;
        }
        for piece in form.split(' ').chain([form]) {
            let best = self.running.entry(fold_name(piece)).or_insert_with(|| piece.to_owned());
            if piece > best.as_str() {
                piece.clone_into(best);
            }
        }
    }

    /// Chooses the canonical name: that of the lexicon, that of the user, or the best printed form.
    fn settle(&mut self, key: &EntityKey, catalogue: &Catalogue) {
        let given = catalogue.name(key.entity_type, &key.key);
        self.learn_forms(given);
        if let Some(name) = given {
            self.canonical = Some(name.into());
            return;
        }
        if self.given.is_some() {
            self.canonical.clone_from(&self.given);
            return;
        }
        if let [(form, _)] = self.forms.as_slice() {
            self.canonical = Some(self.running_text(form).into());
            return;
        }
        let shown = self.forms.iter().map(|(form, count)| (self.running_text(form), *count));
        let best = shown.max_by(|left, right| rank(left, key).cmp(&rank(right, key)));
        self.canonical = best.map(|(form, _)| form.into());
    }

    /// A form in capitals as the document prints it in running text: as a whole, or word by word if all are known.
    fn running_text(&self, form: &str) -> String {
        if has_small_letter(form) {
            return form.to_owned();
        }
        let known = |piece: &str| self.running.get(&fold_name(piece)).map(String::as_str);
        let word = |word| known(word).or_else(|| is_caseless(word).then_some(word));
        let words = || form.split(' ').map(word).collect::<Option<Vec<_>>>().map(|words| words.join(" "));
        known(form).map(str::to_owned).or_else(words).unwrap_or_else(|| form.to_owned())
    }
}

fn has_small_letter(form: &str) -> bool {
    form.bytes().any(|byte| byte.is_ascii_lowercase()) || form.chars().any(char::is_lowercase)
}

/// Initials and numerals look the same in running text.
fn is_caseless(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() <= 1
}

/// The form that the key was made from first, then mixed case, then the most words, the most frequent, the longest.
/// Last the greater string: it has diacritics, hyphens and lower-case letters where the other has none.
fn rank<'a>((form, count): &'a (String, usize), key: &EntityKey) -> impl Ord + use<'a> {
    let folded = fold_name(&form.replace('.', ". "));
    let makes_key = key.key.strip_prefix("name:") == Some(folded.as_str());
    let words = folded.split(' ').count();
    (makes_key, is_mixed_case(form), words, *count, form.chars().count(), form.as_str())
}

fn is_mixed_case(form: &str) -> bool {
    form.chars().any(char::is_uppercase) && form.chars().any(char::is_lowercase)
}
