//! Headlines, whose words all have capitals: what the body names decides what the title names.

use std::collections::{BTreeMap, BTreeSet};

use super::{DocumentCx, DocumentRecognizer, RecognizerDoc};
use crate::model::{EntityType, Mention, RecognizerKind, Zone};

/// Lexicon mentions below this score mean something else as well, and need the body's support.
const CLEAR: f32 = 0.8;

/// Corrects the mentions of the title by those of the body.
#[derive(Debug)]
pub struct Headlines;

impl DocumentRecognizer for Headlines {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "headlines",
            what: "Cuts persons of the title to the name that the body has, and takes back what may be a common word.",
            example: "Prime Minister Sato Rejoices\nPrime Minister Sato was glad.",
            finds: &[("Sato", EntityType::Person), ("Sato", EntityType::Person)],
            not_for: "Documents without a body, whose title stays as it was read.",
        }
    }

    fn recognize(&self, document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
        let is_title = |mention: &Mention| document.zone(mention) == Some(Zone::Title);
        if !mentions.iter().any(is_title) || mentions.iter().all(is_title) {
            return;
        }
        let body = Body::of(document, mentions);
        let mut numbered: Vec<(usize, Mention)> = std::mem::take(mentions).into_iter().enumerate().collect();
        numbered.retain(|(_, mention)| !is_title(mention) || body.supports(document, mention));
        for (_, mention) in numbered.iter_mut().filter(|(_, mention)| is_title(mention)) {
            body.cut(document, mention);
        }
        *mentions = super::settle::in_order(numbered);
    }
}

/// What the body names.
struct Body<'t> {
    printed: BTreeSet<(EntityType, &'t str)>,
    /// Names of persons by their first word.
    persons: BTreeMap<&'t str, BTreeSet<&'t str>>,
}

impl<'t> Body<'t> {
    fn of(document: &DocumentCx<'t>, mentions: &[Mention]) -> Self {
        let mut body = Self { printed: BTreeSet::new(), persons: BTreeMap::new() };
        for mention in mentions.iter().filter(|mention| document.zone(mention) != Some(Zone::Title)) {
            let printed = mention.span.of(document.text);
            body.printed.insert((mention.entity_type, printed));
            if mention.entity_type == EntityType::Person {
                body.persons.entry(first_word(printed)).or_default().insert(printed);
            }
        }
        body
    }

    /// Whether a mention of the title may stay.
    fn supports(&self, document: &DocumentCx<'_>, mention: &Mention) -> bool {
        let printed = mention.span.of(document.text);
        let is_doubtful = mention.recognizer == RecognizerKind::Lexicon
            && mention.score < CLEAR
            && mention.parent.is_none()
            && !printed.contains(' ');
        !is_doubtful || self.printed.contains(&(mention.entity_type, printed))
    }

    /// Cuts "Xi Jinping Exchanges Messages" to the "Xi Jinping" of the body.
    fn cut(&self, document: &DocumentCx<'_>, mention: &mut Mention) {
        if mention.entity_type != EntityType::Person {
            return;
        }
        let printed = mention.span.of(document.text);
        let names = self.persons.get(first_word(printed));
        let is_start = |name: &&str| printed.strip_prefix(*name).is_some_and(|rest| rest.starts_with(' '));
        let known = names.into_iter().flatten().copied().filter(is_start).max_by_key(|name| name.len());
        let is_whole = names.is_some_and(|names| names.contains(printed));
        if let Some(name) = known.filter(|_| !is_whole) {
            mention.span.end = mention.span.start + name.len() as u32;
        }
    }
}

fn first_word(printed: &str) -> &str {
    printed.split(' ').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    fn title_names(text: &str) -> Vec<String> {
        let sample = Sample::titled(text);
        let mentions = sample.mentions();
        let in_title = mentions.iter().filter(|mention| sample.sentences[mention.sentence].zone == Zone::Title);
        in_title.map(|mention| mention.span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_person_is_cut_to_the_name_of_the_body() {
        let text = "Prime Minister Sato Ichiro Rejoices\nPrime Minister Sato Ichiro spoke.";
        assert_eq!(title_names(text), ["Sato Ichiro"]);
    }

    #[test]
    fn an_ambiguous_word_needs_the_body() {
        assert_eq!(title_names("Turkey Dinner for All\nFrance spoke."), [""; 0]);
        assert_eq!(title_names("Turkey Rejoices\nAid went to Turkey."), ["Turkey"]);
    }
}
