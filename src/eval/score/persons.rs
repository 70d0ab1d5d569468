//! What the system says of titled persons, and of whose country things are.

use std::collections::BTreeMap;

use super::counts::Share;
use super::titles::Edges;
use crate::eval::gold::{GoldDocument, GoldMention};
use crate::model::EntityType;
use crate::text::Span;

/// Of the persons to whom gold gives a title. A person that was not found, as a person and with this span, has nothing
/// right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonScores {
    /// Titled persons, and how many of them were found.
    pub found: Share,
    pub title: Share,
    pub role: Share,
    pub country: Share,
}

impl PersonScores {
    /// An answer as a share of the persons that were found.
    pub fn of_found(&self, answer: Share) -> Share {
        Share { total: self.found.right, ..answer }
    }
}

/// Whose country a mention is, or belongs to, by the type of the mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CountryScore {
    /// Of the mentions that were found, with their span and type, and to which gold gives a country.
    pub right: Share,
    /// Mentions that were found to which only the system gives one.
    pub unwanted: u64,
}

/// The types whose countries are measured; those of persons are among [`PersonScores`].
const WITH_COUNTRY: [EntityType; 3] = [EntityType::Gpe, EntityType::Norp, EntityType::Org];

/// What the system says of one titled person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Titled {
    pub(super) found: bool,
    pub(super) title: bool,
    pub(super) role: bool,
    pub(super) country: bool,
}

/// Compares a person of gold, titled as `title`, with the system's mention of the same span and type.
pub(super) fn titled(
    mention: &GoldMention,
    title: &str,
    other: Option<&GoldMention>,
    gold: &GoldDocument,
    edges: &Edges,
) -> Titled {
    let Some(other) = other else {
        return Titled { found: false, title: false, role: false, country: false };
    };
    let is_same_office = |found: &str| edges.office(found, gold) == edges.office(title, gold);
    Titled {
        found: true,
        title: other.title.as_deref().is_some_and(is_same_office),
        role: other.role == mention.role,
        country: other.country == mention.country,
    }
}

/// Adds the titled persons of one document.
pub(super) fn add(scores: &mut PersonScores, gold: &GoldDocument, system: &GoldDocument, edges: &Edges) {
    let found = by_span(system);
    for mention in &gold.mentions {
        let Some(title) = &mention.title else { continue };
        let other = found.get(&(mention.span, EntityType::Person)).copied();
        let answer = titled(mention, title, other, gold, edges);
        scores.found.add(answer.found);
        scores.title.add(answer.title);
        scores.role.add(answer.role);
        scores.country.add(answer.country);
    }
}

/// Adds the countries of one document.
pub(super) fn add_countries(
    scores: &mut BTreeMap<EntityType, CountryScore>,
    gold: &GoldDocument,
    system: &GoldDocument,
) {
    let found = by_span(system);
    for mention in gold.mentions.iter().enumerate().filter(|(at, _)| !gold.is_compound(*at)).map(|(_, mention)| mention)
    {
        let Some(other) = found.get(&(mention.span, mention.entity_type)) else { continue };
        if !WITH_COUNTRY.contains(&mention.entity_type) {
            continue;
        }
        let score = scores.entry(mention.entity_type).or_default();
        match &mention.country {
            Some(_) => score.right.add(other.country == mention.country),
            None => score.unwanted += u64::from(other.country.is_some()),
        }
    }
}

/// The mentions of a document by bounds and type.
pub(super) fn by_span(document: &GoldDocument) -> BTreeMap<(Span, EntityType), &GoldMention> {
    document.mentions.iter().map(|mention| ((mention.span, mention.entity_type), mention)).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::eval::gold::parse_markup;
    use crate::lexicon::Lexicon;

    fn document(body: &str) -> GoldDocument {
        parse_markup(Path::new("x.gold"), &format!("form: x\npublished: none\n\n{body}\n")).unwrap()
    }

    #[test]
    fn each_answer_counts_and_a_missed_person_has_none_right() {
        let gold = document(
            "[Xi|PERSON CHN head_of_state \"President\"] [Li|PERSON \"Mr.\"] [Ng|PERSON SGP judge \"Judge\"] [Wu|PERSON] Mr. Judge President",
        );
        let system = document(
            "[Xi|PERSON head_of_state \"Chinese President\"] [Li|PERSON \"Mr.\"] Ng [Wu|PERSON] Mr. Judge President",
        );
        let mut scores = PersonScores::default();
        add(&mut scores, &gold, &system, &Edges::new(Lexicon::embedded()));
        let share = |right| Share { right, total: 3 };
        let expected = PersonScores { found: share(2), title: share(2), role: share(2), country: share(1) };
        assert_eq!(scores, expected);
        assert_eq!(scores.of_found(scores.country), Share { right: 1, total: 2 });
    }

    #[test]
    fn countries_are_asked_of_what_was_found() {
        let gold = document("[Minsk|GPE BLR] [Paris|GPE FRA] [Oslo|GPE NOR] [UN|ORG] [IAEA|ORG] [Asia|LOC]");
        let system = document("[Minsk|GPE BLR] [Paris|GPE USA] Oslo [UN|ORG USA] [IAEA|ORG] [Asia|LOC CHN]");
        let mut scores = BTreeMap::new();
        add_countries(&mut scores, &gold, &system);
        let gpe = CountryScore { right: Share { right: 1, total: 2 }, unwanted: 0 };
        let org = CountryScore { right: Share { right: 0, total: 0 }, unwanted: 1 };
        assert_eq!(scores, BTreeMap::from([(EntityType::Gpe, gpe), (EntityType::Org, org)]));
    }
}
