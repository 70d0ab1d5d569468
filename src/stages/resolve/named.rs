//! Organisations and other named things of one document: acronyms with their long forms, offices that every country has.

use std::collections::HashMap;

use super::acronyms::{self, is_acronym};
use super::catalogue::Catalogue;
use super::fold::clean_name;
use super::offices::{Office, is_generic};
use super::{fold_name, is_pair};
use crate::model::{EntityKey, EntityType, Mention};

/// Links the ORG, EVENT, LAW and MISC mentions.
///
/// A lexicon id is trusted. An acronym means the long form that the document gives for it. An office that every country
/// has (Ministry of Defence) holds its country in its key; printed without a country it means the only one of that name
/// that the document has with a country, two of them mean no link. A bare kind ("the Ministry") is never linked.
pub(super) fn link(text: &str, mentions: &mut [Mention], catalogue: &Catalogue) {
    let names = Names::of(text, mentions, catalogue);
    for mention in mentions.iter_mut().filter(|mention| is_named(mention)) {
        mention.entity = names.key(text, mention, catalogue);
    }
}

fn is_named(mention: &Mention) -> bool {
    let named_types =
        matches!(mention.entity_type, EntityType::Org | EntityType::Event | EntityType::Law | EntityType::Misc);
    named_types && !is_pair(mention)
}

/// What the whole document says about its names.
#[derive(Default)]
struct Names {
    /// The countries that an office is printed with.
    offices: HashMap<String, Vec<&'static str>>,
    /// The long forms that an acronym is given for, by type and folded acronym.
    acronyms: HashMap<(EntityType, String), Vec<EntityKey>>,
}

impl Names {
    fn of(text: &str, mentions: &[Mention], catalogue: &Catalogue) -> Self {
        let mut names = Self::default();
        for mention in mentions.iter().filter(|mention| mention.entity_type == EntityType::Org) {
            if let Some(Office { base, country: Some(country) }) = office(mention.span.of(text), mention, catalogue) {
                add(names.offices.entry(base).or_default(), country);
            }
        }
        let starts: HashMap<usize, &Mention> = mentions.iter().map(|mention| (mention.span.start(), mention)).collect();
        for mention in mentions.iter().filter(|mention| is_named(mention)) {
            if let Some((acronym, key)) = names.definition(text, mention, &starts, catalogue) {
                add(names.acronyms.entry((mention.entity_type, acronym)).or_default(), key);
            }
        }
        names
    }

    /// The folded acronym that this mention gives a long form for, or is given one for, and the key of the long form.
    fn definition(
        &self,
        text: &str,
        mention: &Mention,
        starts: &HashMap<usize, &Mention>,
        catalogue: &Catalogue,
    ) -> Option<(String, EntityKey)> {
        let printed = mention.span.of(text);
        if !is_acronym(printed) {
            let acronym = acronyms::bracketed_after(text, mention.span)?;
            let is_defined = acronyms::abbreviates(acronym.of(text), printed);
            return is_defined
                .then(|| Some((fold_name(acronym.of(text)), self.long_key(printed, mention, catalogue)?)))?;
        }
        if let Some(long) = acronyms::given_long_form(mention, printed) {
            return Some((fold_name(printed), self.long_key(long, mention, catalogue)?));
        }
        let long = starts.get(&acronyms::bracket_opens_after(text, mention.span)?)?;
        let is_defined = long.entity_type == mention.entity_type && acronyms::abbreviates(printed, long.span.of(text));
        is_defined.then(|| Some((fold_name(printed), self.long_key(long.span.of(text), long, catalogue)?)))?
    }

    fn key(&self, text: &str, mention: &Mention, catalogue: &Catalogue) -> Option<EntityKey> {
        let printed = clean_name(mention.span.of(text));
        if mention.lexicon_id.is_none() && is_acronym(&printed) {
            let defined = self.acronyms.get(&(mention.entity_type, fold_name(&printed))).map_or(&[][..], Vec::as_slice);
            match defined {
                [] => {}
                [long] => return Some(long.clone()),
                _ => return None,
            }
        }
        self.long_key(&printed, mention, catalogue)
    }

    /// The key of a mention by its long form.
    fn long_key(&self, name: &str, mention: &Mention, catalogue: &Catalogue) -> Option<EntityKey> {
        let key_of = |key: String| Some(EntityKey::new(mention.entity_type, key));
        if let Some(id) = &mention.lexicon_id {
            return Some(EntityKey::new(mention.entity_type, id.clone()));
        }
        let folded = fold_name(name);
        if folded.is_empty() || is_generic(&folded) {
            return None;
        }
        let Some(office) = office(name, mention, catalogue) else {
            return key_of(format!("name:{}", spelled(&folded)));
        };
        let elsewhere = self.offices.get(&office.base).map_or(&[][..], Vec::as_slice);
        match (office.country, elsewhere) {
            (Some(country), _) | (None, &[country]) => key_of(format!("name:{}|{country}", office.base)),
            (None, []) => key_of(format!("name:{}", office.base)),
            (None, _) => None,
        }
    }
}

fn office(name: &str, mention: &Mention, catalogue: &Catalogue) -> Option<Office> {
    let is_candidate = mention.entity_type == EntityType::Org && mention.lexicon_id.is_none();
    is_candidate.then(|| Office::of(&spelled(&fold_name(name)), mention, catalogue))?
}

/// One spelling for words that British and American English write differently.
fn spelled(folded: &str) -> String {
    let american = |word| match word {
        "organisation" => "organization",
        "centre" => "center",
        "defence" => "defense",
        "labour" => "labor",
        "programme" => "program",
        other => other,
    };
    folded.split(' ').map(american).collect::<Vec<_>>().join(" ")
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
