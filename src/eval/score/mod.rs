//! How far a system agrees with gold: spans, sentences, values, titles, countries, links.

mod counts;
mod errors;
mod labels;
mod links;
mod measures;
mod persons;
mod sentences;
mod spans;
mod titles;
mod values;

use std::collections::BTreeMap;

pub use counts::{Counts, Share};
pub use errors::{Disagreement, ErrorKind};
pub use labels::Coarse;
pub use links::{LinkScore, Links};
pub use measures::{Measure, markdown_table};
pub use persons::{CountryScore, PersonScores};
pub use spans::SpanScore;

use super::gold::{Annotation, GoldDocument};
use crate::lexicon::Lexicon;
use crate::model::EntityType;
use labels::Labeller;
use titles::Edges;

/// What is measured, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScoreOptions {
    /// The types whose spans are measured. Without it: all of them where gold is annotated in full, else those that occur in
    /// gold, for what a public set does not annotate is no mistake to find.
    pub types: Option<Vec<EntityType>>,
    /// Leave leading articles, and the titles before persons, out of the spans of both sides: sets differ in them.
    pub trim: bool,
    /// Whether to collect [`Scores::errors`].
    pub errors: bool,
}

/// All that is measured. What gold does not annotate has counts of zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    pub documents: u64,
    pub types: BTreeMap<EntityType, SpanScore>,
    /// Over all types, so that the common ones weigh more (micro).
    pub total: SpanScore,
    /// Whatever the type.
    pub untyped: SpanScore,
    pub coarse: BTreeMap<Coarse, SpanScore>,
    /// Over persons, organisations and places, as far as gold has them.
    pub coarse_total: SpanScore,
    pub sentences: Counts,
    pub values: BTreeMap<EntityType, Counts>,
    pub persons: PersonScores,
    pub countries: BTreeMap<EntityType, CountryScore>,
    pub links: Links,
    /// In the order of the documents; empty unless they were asked for.
    pub errors: Vec<Disagreement>,
}

/// Compares a system's documents with those of gold at the same positions. Titles, values, countries and links are
/// compared where both sides have them.
pub fn score(gold: &[GoldDocument], system: &[GoldDocument], options: &ScoreOptions) -> Scores {
    let lexicon = Lexicon::embedded();
    let labeller = Labeller::new(gold, options, lexicon);
    let edges = Edges::new(lexicon);
    let mut scores = Scores::default();
    let mut sums = Sums::default();
    for (gold, system) in gold.iter().zip(system) {
        scores.documents += 1;
        sums.add(&labeller, gold, system);
        scores.sentences += sentences::counts(gold, system);
        if gold.annotation == Annotation::Full && system.annotation == Annotation::Full {
            values::add(&mut scores.values, gold, system);
            persons::add(&mut scores.persons, gold, system, &edges);
            persons::add_countries(&mut scores.countries, gold, system);
            scores.links.add(gold, system);
        }
        if options.errors {
            errors::collect(&mut scores.errors, gold, system, &labeller, &edges);
        }
    }
    sums.fill(&mut scores);
    scores
}

/// Span scores by the position of the label.
struct Sums {
    types: Vec<SpanScore>,
    untyped: Vec<SpanScore>,
    coarse: Vec<SpanScore>,
}

impl Default for Sums {
    fn default() -> Self {
        let none = |labels: usize| vec![SpanScore::default(); labels];
        Self { types: none(EntityType::ALL.len()), untyped: none(1), coarse: none(Coarse::ALL.len()) }
    }
}

impl Sums {
    fn add(&mut self, labeller: &Labeller<'_>, gold: &GoldDocument, system: &GoldDocument) {
        let (expected, found) = (labeller.types(gold, gold.annotation), labeller.types(system, gold.annotation));
        spans::add(&mut self.types, &expected, &found);
        spans::add(&mut self.untyped, &labels::untyped(&expected), &labels::untyped(&found));
        spans::add(
            &mut self.coarse,
            &labeller.coarse(gold, gold.annotation),
            &labeller.coarse(system, gold.annotation),
        );
    }

    fn fill(self, scores: &mut Scores) {
        scores.untyped = total(&self.untyped);
        scores.total = total(&self.types);
        scores.types = EntityType::ALL.iter().copied().zip(self.types).filter(|(_, score)| is_used(score)).collect();
        let has_gold = |(_, score): &(Coarse, SpanScore)| score.exact.gold > 0;
        scores.coarse = Coarse::ALL.iter().copied().zip(self.coarse).filter(has_gold).collect();
        let names = scores.coarse.iter().filter(|(coarse, _)| **coarse != Coarse::Misc);
        scores.coarse_total = total(names.map(|(_, score)| score));
    }
}

fn is_used(score: &SpanScore) -> bool {
    score.exact.gold > 0 || score.exact.system > 0
}

fn total<'s>(scores: impl IntoIterator<Item = &'s SpanScore>) -> SpanScore {
    scores.into_iter().fold(SpanScore::default(), |mut total, score| {
        total.exact += score.exact;
        total.overlap += score.overlap;
        total
    })
}

impl Scores {
    /// Values of all types.
    pub fn values_total(&self) -> Counts {
        self.values.values().fold(Counts::default(), |mut total, counts| {
            total += *counts;
            total
        })
    }

    /// Countries of all types.
    pub fn countries_total(&self) -> CountryScore {
        self.countries.values().fold(CountryScore::default(), |mut total, score| {
            total.right += score.right;
            total.unwanted += score.unwanted;
            total
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::eval::gold::{parse_jsonl, parse_markup};

    fn markup(body: &str) -> Vec<GoldDocument> {
        vec![parse_markup(Path::new("x.gold"), &format!("form: x\npublished: none\n\n{body}\n")).unwrap()]
    }

    fn simple(entities: &str) -> Vec<GoldDocument> {
        let json =
            format!(r#"{{"doc_id": "a", "text": "Gen. Li Wu met the UN in Rome in May.", "entities": {entities}}}"#);
        parse_jsonl(Path::new("x.jsonl"), &json).unwrap()
    }

    fn counts(gold: u64, system: u64, right: u64) -> Counts {
        Counts { gold, system, right }
    }

    #[test]
    fn types_and_totals_add_up() {
        let gold = markup("[Li Wu|PERSON] met the [UN|ORG] in [Rome|GPE ITA] in [May|DATE].");
        let system = markup("[Li|PERSON] Wu met the [UN|GPE] in [Rome|GPE ITA] in May.");
        let scores = score(&gold, &system, &ScoreOptions::default());
        assert_eq!(scores.types[&EntityType::Person].exact, counts(1, 1, 0));
        assert_eq!(scores.types[&EntityType::Person].overlap, counts(1, 1, 1));
        assert_eq!(scores.types[&EntityType::Gpe].exact, counts(1, 2, 1));
        assert_eq!((scores.total.exact, scores.untyped.exact), (counts(4, 3, 1), counts(4, 3, 2)));
        assert_eq!(scores.coarse_total.exact, counts(3, 3, 1));
        assert_eq!(scores.sentences, counts(1, 1, 1));
    }

    #[test]
    fn works_and_products_are_misc_in_our_own_gold() {
        let system = markup("[Guernica|WORK_OF_ART] hangs.");
        let scores = score(&markup("[Guernica|MISC] hangs."), &system, &ScoreOptions::default());
        assert_eq!(scores.total.exact, counts(1, 1, 1));
    }

    #[test]
    fn what_a_public_set_does_not_annotate_is_no_mistake() {
        let gold = simple(r#"[[5, 10, "", "PERSON", ""], [25, 29, "", "LOC|GPE", ""]]"#);
        let system = simple(
            r#"[[5, 10, "", "PERSON", ""], [19, 21, "", "ORG", ""], [25, 29, "", "GPE", ""], [33, 36, "", "DATE", ""]]"#,
        );
        let scores = score(&gold, &system, &ScoreOptions::default());
        assert_eq!(scores.total.exact, counts(2, 2, 2));
        assert_eq!(scores.coarse_total.exact, counts(2, 2, 2));
        let of = |types: &[EntityType]| {
            let options = ScoreOptions { types: Some(types.to_vec()), ..ScoreOptions::default() };
            score(&gold, &system, &options).total.exact
        };
        assert_eq!(of(&[EntityType::Org]), counts(0, 1, 0));
        assert_eq!(of(&[EntityType::Person]), counts(1, 1, 1));
        assert_eq!(scores.links.total.mentions, 0);
    }

    #[test]
    fn articles_and_titles_are_trimmed_on_both_sides() {
        let gold = simple(r#"[[0, 10, "", "PERSON", ""], [15, 21, "", "ORG", ""]]"#);
        let system = simple(r#"[[5, 10, "", "PERSON", ""], [19, 21, "", "ORG", ""]]"#);
        let right = |trim| score(&gold, &system, &ScoreOptions { trim, ..ScoreOptions::default() }).total.exact.right;
        assert_eq!((right(false), right(true)), (0, 2));
    }
}
