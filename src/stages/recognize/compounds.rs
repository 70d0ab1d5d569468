//! Countries joined by a hyphen or an en dash: one compound with a part for each.

use super::matcher::Match;
use super::{Recognizer, RecognizerDoc, SentenceCx, countries, organisations, places};
use crate::lexicon::FormKind;
use crate::model::{EntityType, Mention, RecognizerKind};
use crate::text::Span;

const SCORE: f32 = 0.98;

/// Finds pairs of countries, peoples, regions and organisations.
#[derive(Debug)]
pub struct Compounds;

impl Recognizer for Compounds {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "compounds",
            what: "Pairs joined by a hyphen: one mention without a country, and a mention with a code for each part.",
            example: "China-Belarus ties and Sino-Russian trade grew.",
            finds: &[
                ("China-Belarus", EntityType::Gpe),
                ("China", EntityType::Gpe),
                ("Belarus", EntityType::Gpe),
                ("Sino-Russian", EntityType::Norp),
                ("Sino", EntityType::Norp),
                ("Russian", EntityType::Norp),
            ],
            not_for: "Adjectives such as China-led, whose country is found alone, and names that have a hyphen of their \
                      own, such as Guinea-Bissau.",
        }
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        let mut rest = sentence.names;
        while let [first, others @ ..] = rest {
            let mut parts: Vec<Mention> = part(sentence, first).into_iter().collect();
            let mut last = first;
            rest = others;
            while let [next, others @ ..] = rest {
                let joined = !parts.is_empty() && is_joined(sentence, last, next);
                let Some(next_part) = joined.then(|| part(sentence, next)).flatten() else { break };
                parts.push(next_part);
                (last, rest) = (next, others);
            }
            if parts.len() > 1 {
                push(sentence, first.span.cover(last.span), parts, out);
            }
        }
    }
}

fn push(sentence: &SentenceCx<'_>, span: Span, parts: Vec<Mention>, out: &mut Vec<Mention>) {
    let are_organisations = parts.iter().all(|part| part.entity_type == EntityType::Org);
    let entity_type = match parts.iter().any(|part| part.entity_type == EntityType::Norp) {
        true => EntityType::Norp,
        false if are_organisations => EntityType::Org,
        false => EntityType::Gpe,
    };
    let parent = Some(out.len());
    let whole = Mention::new(span, sentence.index, entity_type, RecognizerKind::Lexicon, SCORE);
    out.push(Mention { subtype: Some("pair"), ..whole });
    out.extend(parts.into_iter().map(|part| Mention { parent, ..part }));
}

/// Whether nothing but a hyphen stands between the two.
fn is_joined(sentence: &SentenceCx<'_>, left: &Match<'_>, right: &Match<'_>) -> bool {
    let between = Span { start: left.span.end, end: right.span.start };
    matches!(between.of(sentence.text), "-" | "–" | "‑" | "‐")
}

/// The form as part of a compound. Cities are no parts: "the Beijing-Shanghai railway" names two cities, not a pair.
fn part(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Option<Mention> {
    let (entity_type, country, subtype) = match countries::country(form.entries) {
        Some((row, _)) => match row.kind {
            FormKind::Capital => return None,
            FormKind::Name | FormKind::Abbreviation => {
                (EntityType::Gpe, countries::decided(form.entries), Some("country"))
            }
            _ => (EntityType::Norp, countries::decided(form.entries), None),
        },
        None => match (organisations::organisation(form), places::place(form)) {
            (Some(row), _) if row.kind == "igo" => (EntityType::Org, None, Some(row.kind)),
            (_, Some(row)) if matches!(row.subtype, Some("continent" | "region" | "continental")) => {
                (row.entity_type, row.country, row.subtype)
            }
            _ => return None,
        },
    };
    let bare = Mention::new(form.span, sentence.index, entity_type, RecognizerKind::Lexicon, SCORE);
    let is_open = entity_type != EntityType::Org && subtype == Some("country") && country.is_none();
    let lexicon_id = form.entries.first().filter(|_| !is_open).map(|entry| entry.id.clone());
    Some(Mention { country, subtype, lexicon_id, ..bare })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    /// Printed text, type, country, and whether it is a part.
    fn found(text: &str) -> Vec<(String, EntityType, Option<&'static str>, bool)> {
        let mentions = Sample::new(text).recognized_by(&Compounds);
        let row = |mention: &Mention| {
            (mention.span.of(text).to_owned(), mention.entity_type, mention.country, mention.parent.is_some())
        };
        mentions.iter().map(row).collect()
    }

    #[test]
    fn a_dash_joins_too() {
        let russia = ("Russia".to_owned(), EntityType::Gpe, Some("RUS"), true);
        let ukraine = ("Ukraine".to_owned(), EntityType::Gpe, Some("UKR"), true);
        assert_eq!(
            found("the Russia–Ukraine border"),
            [("Russia–Ukraine".to_owned(), EntityType::Gpe, None, false), russia, ukraine]
        );
    }

    #[test]
    fn three_are_one_compound() {
        assert_eq!(found("China-Japan-ROK cooperation").len(), 4);
    }

    #[test]
    fn a_continent_and_an_organisation_are_parts() {
        assert_eq!(found("China-Africa ties")[2], ("Africa".to_owned(), EntityType::Loc, None, true));
        assert_eq!(found("EU-ASEAN ties")[0], ("EU-ASEAN".to_owned(), EntityType::Org, None, false));
        assert_eq!(found("China-EU ties")[2], ("EU".to_owned(), EntityType::Org, None, true));
    }

    #[test]
    fn cities_and_adjectives_are_no_pairs() {
        assert_eq!(found("the Beijing-Shanghai railway, a China-led plan, Sino-foreign firms"), []);
    }
}
