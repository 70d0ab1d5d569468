//! Titles: where an office begins and ends is a matter of taste; what it is, is not.

use std::collections::HashSet;

use crate::eval::gold::GoldDocument;
use crate::lexicon::Lexicon;
use crate::model::EntityType;

/// Words that join an office to whose office it is.
const JOINTS: [&str; 4] = ["of", "the", "for", "to"];

/// What may stand at the edge of a title and is no part of the office: countries, peoples, organisations.
pub(super) struct Edges {
    phrases: HashSet<String>,
    /// Words of the longest phrase.
    longest: usize,
}

impl Edges {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let countries = lexicon.country_forms.iter().map(|row| row.form);
        let organisations = lexicon
            .organisations
            .iter()
            .flat_map(|row| [row.name].into_iter().chain(row.acronym).chain(row.aliases.iter().copied()));
        let phrases: HashSet<String> = countries.chain(organisations).map(str::to_lowercase).collect();
        Self { longest: longest(phrases.iter().map(String::as_str)), phrases }
    }

    /// The office that a title names: without countries, peoples, organisations (also those that the document's gold
    /// names), possessives, `of` and `the` at its edges; letter case apart.
    pub(super) fn office(&self, title: &str, gold: &GoldDocument) -> String {
        let named: HashSet<String> = gold
            .mentions
            .iter()
            .filter(|mention| {
                matches!(mention.entity_type, EntityType::Org | EntityType::Gpe | EntityType::Norp | EntityType::Loc)
            })
            .map(|mention| mention.text(gold).to_lowercase())
            .collect();
        let longest = self.longest.max(longest(named.iter().map(String::as_str)));
        let is_edge = |words: &[String]| {
            let phrase = words.join(" ");
            let phrase = phrase.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’']);
            JOINTS.contains(&phrase) || self.phrases.contains(phrase) || named.contains(phrase)
        };
        let words: Vec<String> = title
            .to_lowercase()
            .split_whitespace()
            .map(|word| word.trim_matches([',', ';', ':', '(', ')']).to_owned())
            .filter(|word| !word.is_empty())
            .collect();
        let mut office = words.as_slice();
        // One word always stays: it is the office, whatever else it names.
        while let Some(shorter) = (1..=longest.min(office.len().saturating_sub(1))).rev().find_map(|n| {
            let (head, rest) = office.split_at(n);
            let (start, tail) = office.split_at(office.len() - n);
            if is_edge(head) {
                Some(rest)
            } else if is_edge(tail) {
                Some(start)
            } else {
                None
            }
        }) {
            office = shorter;
        }
        office.join(" ")
    }
}

fn longest<'p>(phrases: impl Iterator<Item = &'p str>) -> usize {
    phrases.map(|phrase| phrase.split_whitespace().count()).max().unwrap_or_default().max(1)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::eval::gold::parse_markup;

    #[test]
    fn the_same_office_is_the_same_with_and_without_its_edges() {
        let gold = parse_markup(
            Path::new("x.gold"),
            "form: x\npublished: none\n\nThe [Zanzibar Clove Board|ORG #b] met in [Foreign Ministry|ORG].\n",
        )
        .unwrap();
        let edges = Edges::new(Lexicon::embedded());
        let office = |title: &str| edges.office(title, &gold);
        for (one, other) in [
            ("Chinese Foreign Minister", "Foreign Minister"),
            ("President of the Republic of Belarus", "President"),
            ("UN Secretary-General", "Secretary-General"),
            ("U.S. Secretary of State", "Secretary of State"),
            ("Minister of Foreign Affairs of Viet Nam", "Minister of Foreign Affairs"),
            ("Germany's Chancellor", "Chancellor"),
            ("Foreign Ministry spokesperson", "spokesperson"),
            ("Chair of the Zanzibar Clove Board", "Chair"),
            ("PRIME MINISTER", "Prime Minister"),
            ("the President", "President"),
        ] {
            assert_eq!(office(one), office(other), "{one}");
        }
        assert_eq!(office("Minister of Foreign Affairs of Viet Nam"), "minister of foreign affairs");
        assert_ne!(office("Foreign Minister"), office("Deputy Foreign Minister"));
        assert_ne!(office("former President"), office("President"));
        assert_eq!(office("Chinese"), "chinese");
        assert_eq!(office(""), "");
    }
}
