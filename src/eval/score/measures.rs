//! Names for single numbers, so that a build can ask for a least value of each.

use super::Scores;
use super::labels::Coarse;
use crate::model::EntityType;

/// Names, and what they measure; `TYPE` stands for a type, `CLASS` for PER, ORG, LOC or MISC.
const NAMES: &[(&str, &str)] = &[
    ("total", "F1 of exact spans with the right type, over all types (micro)"),
    ("TYPE", "the same of one type"),
    ("overlap", "F1 of spans that share a character with one of the same type, over all types"),
    ("overlap.TYPE", "the same of one type"),
    ("untyped", "F1 of exact spans, whatever the type"),
    ("coarse", "F1 of exact spans under PER, ORG and LOC together"),
    ("coarse.CLASS", "the same of one class"),
    ("sentences", "F1 of exact sentences"),
    ("values", "F1 of exact spans with the right value, over all types that have values"),
    ("values.TYPE", "the same of one type"),
    ("titles", "share of titled persons with the right title; `titles.found`: of those that were found"),
    ("roles", "share of titled persons with the right role; `roles.found` likewise"),
    ("title_countries", "share of titled persons with the right country; `title_countries.found` likewise"),
    ("countries", "share of found GPE, NORP and ORG with a country that have the right one"),
    ("countries.TYPE", "the same of one type"),
    ("links", "B³ F1 over all linked types"),
    ("links.TYPE", "the same of one type"),
    ("pairs", "pairwise F1 over all linked types"),
    ("pairs.TYPE", "the same of one type"),
    ("aligned", "B³ F1 over the mentions that both sides have"),
    ("aligned.TYPE", "the same of one type"),
];

/// The table for `docs/evaluation.md`.
pub fn markdown_table() -> String {
    let rows: String = NAMES.iter().map(|(name, what)| format!("| `{name}` | {what} |\n")).collect();
    format!("| name | what |\n|---|---|\n{rows}")
}

/// The name of a number among the scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure(String);

impl Measure {
    /// # Errors
    /// If there is no number of this name.
    pub fn parse(name: &str) -> Result<Self, String> {
        match Scores::default().look_up(name) {
            Some(_) => Ok(Self(name.to_owned())),
            None => Err(format!("there is no measure `{name}`; docs/evaluation.md lists them")),
        }
    }

    pub fn name(&self) -> &str {
        &self.0
    }

    /// The number, from 0 to 1; none where gold has nothing of the kind.
    pub fn of(&self, scores: &Scores) -> Option<f64> {
        scores.look_up(&self.0).flatten()
    }
}

impl Scores {
    /// Nothing where no number has the name, and none within where gold has nothing of the kind.
    fn look_up(&self, name: &str) -> Option<Option<f64>> {
        let (group, member) = name.split_once('.').map_or((name, None), |(group, member)| (group, Some(member)));
        let typed = || member.map(EntityType::parse);
        let (links, persons) = (&self.links, &self.persons);
        Some(match (group, typed()) {
            ("total", None) => self.total.exact.f1(),
            ("overlap", None) => self.total.overlap.f1(),
            ("overlap", Some(t)) => self.types.get(&t?).and_then(|score| score.overlap.f1()),
            ("untyped", None) => self.untyped.exact.f1(),
            ("coarse", None) => self.coarse_total.exact.f1(),
            ("coarse", Some(_)) => {
                let coarse = Coarse::ALL.iter().find(|coarse| Some(coarse.as_str()) == member)?;
                self.coarse.get(coarse).and_then(|score| score.exact.f1())
            }
            ("sentences", None) => self.sentences.f1(),
            ("values", None) => self.values_total().f1(),
            ("values", Some(t)) => self.values.get(&t?).and_then(|counts| counts.f1()),
            ("titles", _) if member == Some("found") => persons.of_found(persons.title).value(),
            ("roles", _) if member == Some("found") => persons.of_found(persons.role).value(),
            ("title_countries", _) if member == Some("found") => persons.of_found(persons.country).value(),
            ("titles", None) => persons.title.value(),
            ("roles", None) => persons.role.value(),
            ("title_countries", None) => persons.country.value(),
            ("countries", None) => self.countries_total().right.value(),
            ("countries", Some(t)) => self.countries.get(&t?).and_then(|score| score.right.value()),
            ("links", None) => links.total.f1(),
            ("links", Some(t)) => links.types.get(&t?).and_then(|score| score.f1()),
            ("pairs", None) => links.total.pairs.f1(),
            ("pairs", Some(t)) => links.types.get(&t?).and_then(|score| score.pairs.f1()),
            ("aligned", None) => links.aligned.f1(),
            ("aligned", Some(t)) => links.aligned_types.get(&t?).and_then(|score| score.f1()),
            (name, None) => self.types.get(&EntityType::parse(name)?).and_then(|score| score.exact.f1()),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::{Counts, SpanScore};

    #[test]
    fn every_name_in_the_table_is_one() {
        for found in ["titles.found", "roles.found", "title_countries.found"] {
            assert!(Measure::parse(found).is_ok(), "{found}");
        }
        for (name, what) in NAMES {
            let name = name.replace("TYPE", "PERSON").replace("CLASS", "LOC");
            assert!(Measure::parse(&name).is_ok(), "{name}");
            assert!(!what.contains('|'));
        }
        for name in ["PER", "persons", "links.WANG", "coarse.GPE", "total.PERSON", "", "values.", "titles.PERSON"] {
            assert!(Measure::parse(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_name_gives_its_number() {
        let mut scores = Scores::default();
        let exact = Counts { gold: 2, system: 2, right: 1 };
        scores.types.insert(EntityType::Gpe, SpanScore { exact, ..SpanScore::default() });
        assert_eq!(Measure::parse("GPE").unwrap().of(&scores), Some(0.5));
        assert_eq!(Measure::parse("ORG").unwrap().of(&scores), None);
    }
}
