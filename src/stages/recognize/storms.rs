//! Storms by their names alone: once a document has named Hurricane Katrina, "Katrina" is the storm and no person.

use std::collections::{BTreeMap, BTreeSet};

use super::DocumentCx;
use super::settle::{Taken, in_order};
use super::words::{is_capitalised, without_possessive};
use crate::lexicon::Lexicon;
use crate::model::{EntityType, Mention, RecognizerKind, Token};
use crate::text::Span;

const SCORE: f32 = 0.8;

/// What is said of several storms at once.
const PLURALS: &[&str] = &["Hurricanes", "Cyclones", "Typhoons"];
/// How many storms stand behind such a word.
const MOST: usize = 6;

/// Makes the persons that bear the name of a storm of the document mentions of the storm, and adds the storms behind
/// "Hurricanes".
pub(super) fn agree(document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
    let text = document.text;
    let listed = listed(document);
    let mut storms: BTreeMap<&str, Mention> = BTreeMap::new();
    for storm in mentions.iter().filter(|mention| mention.subtype == Some("disaster")).chain(&listed) {
        let name = storm.span.of(text).rsplit(' ').next().unwrap_or_default();
        storms.entry(name).or_insert_with(|| storm.clone());
    }
    if storms.is_empty() {
        return;
    }
    let is_person = |mention: &Mention| mention.entity_type == EntityType::Person;
    let bearers: BTreeSet<&str> = mentions
        .iter()
        .filter(|mention| is_person(mention) && (mention.title.is_some() || mention.span.of(text).contains(' ')))
        .flat_map(|mention| mention.span.of(text).split(' '))
        .collect();
    take_back(mentions, &listed);
    let spans: BTreeSet<Span> = listed.iter().map(|storm| storm.span).collect();
    for mention in mentions.iter_mut().filter(|mention| is_person(mention)) {
        let name = mention.span.of(text);
        if let Some(storm) = storms.get(name).filter(|_| !bearers.contains(name) || spans.contains(&mention.span)) {
            *mention = again(storm, mention.span, mention.sentence);
        }
    }
    let mut taken = Taken::by(mentions);
    mentions.extend(listed.iter().filter(|storm| taken.take(storm.span)).cloned());
    storms.retain(|name, _| !bearers.contains(name));
    for (index, _, tokens) in document.sentences() {
        let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.span.of(text));
        for (at, token) in tokens.iter().enumerate() {
            let name = without_possessive(token.span.of(text));
            let stands_alone = !is_capitalised(word(at.checked_add(1)));
            let Some(storm) = storms.get(name).filter(|_| stands_alone) else { continue };
            let span = Span::new(token.span.start(), token.span.start() + name.len());
            if taken.take(span) {
                mentions.push(again(storm, span, index));
            }
        }
    }
}

/// Takes back the names of the model that hold several storms at once.
fn take_back(mentions: &mut Vec<Mention>, listed: &[Mention]) {
    let starts: BTreeMap<u32, Span> = listed.iter().map(|storm| (storm.span.start, storm.span)).collect();
    let holds = |mention: &Mention| {
        let mut inside = starts.range(mention.span.start..mention.span.end);
        mention.recognizer == RecognizerKind::Model && inside.any(|(_, storm)| *storm != mention.span)
    };
    if mentions.iter().any(holds) {
        let numbered = std::mem::take(mentions).into_iter().enumerate();
        *mentions = in_order(numbered.filter(|(_, mention)| !holds(mention)).collect());
    }
}

fn again(storm: &Mention, span: Span, sentence: usize) -> Mention {
    let bare = Mention::new(span, sentence, EntityType::Event, RecognizerKind::Rule, SCORE);
    Mention { subtype: storm.subtype, lexicon_id: storm.lexicon_id.clone(), ..bare }
}

/// The storms behind "Hurricanes": "Hurricanes Katrina and Rita".
fn listed(document: &DocumentCx<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for (index, _, tokens) in document.sentences() {
        let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(document.text));
        for at in (0..tokens.len()).filter(|at| PLURALS.contains(&word(*at))) {
            let names = tokens.get(at + 1..).unwrap_or_default().iter().take(2 * MOST);
            let is_part = |token: &&Token| {
                let word = token.span.of(document.text);
                is_capitalised(word) || matches!(word, "," | "and")
            };
            let names = names.take_while(is_part).filter(|token| is_capitalised(token.span.of(document.text)));
            found.extend(names.map(|name| storm(document.lexicon, document.text, name.span, index)));
        }
    }
    found
}

fn storm(lexicon: &'static Lexicon, text: &str, span: Span, sentence: usize) -> Mention {
    let name = span.of(text);
    let is_own = |row: &str| row.split_once(' ').is_some_and(|(_, own)| own == name);
    let mut rows = lexicon.initiatives.iter().filter(|row| row.subtype == Some("disaster"));
    let lexicon_id = rows.find(|row| is_own(row.name)).map(|row| format!("misc:{}", row.id).into());
    let bare = Mention::new(span, sentence, EntityType::Event, RecognizerKind::Rule, SCORE);
    Mention { subtype: Some("disaster"), lexicon_id, ..bare }
}

#[cfg(test)]
mod tests {
    use crate::model::EntityType;
    use crate::stages::recognize::tests_support::Sample;

    fn events(text: &str) -> Vec<String> {
        let sample = Sample::titled(text);
        let mentions = sample.mentions();
        let events = mentions.iter().filter(|mention| mention.entity_type == EntityType::Event);
        events.map(|mention| mention.span.of(text).to_owned()).collect()
    }

    #[test]
    fn a_storm_is_no_person() {
        let text = "News\nHurricane Katrina struck in August. Victims of Katrina came. Katrina was strong.";
        assert_eq!(events(text), ["Hurricane Katrina", "Katrina", "Katrina"]);
    }

    #[test]
    fn several_storms_are_named_at_once() {
        assert_eq!(events("News\nVictims of Hurricanes Katrina and Rita came."), ["Katrina", "Rita"]);
    }
}
