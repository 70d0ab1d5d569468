//! The offices of the persons of a document: title, role and country, by what stands beside each name and by what the
//! document shows elsewhere.
//!
//! ```text
//! name ─► titles beside it ─► the most telling one ─► whose office ─► role
//!            (around)             (telling)         (claims, identity, home)  (roles)
//! ```

mod around;
mod bare_titles;
mod before;
mod bodies;
mod body_edges;
mod claims;
mod company;
mod complements;
mod country_names;
mod edges;
mod heads;
mod holders;
mod home;
mod identity;
mod issuer;
mod line;
mod named;
mod phrase;
mod polities;
mod profile;
mod roles;
mod scene;
mod settle;
mod telling;
#[cfg(test)]
mod tests;
mod traditions;
mod vocabulary;

use std::ops::Range;

pub use edges::PersonEdges;

use super::{DocumentCx, DocumentRecognizer, RecognizerDoc};
use crate::model::{EntityType, Mention, Role};
use around::Beside;
use heads::Heads;
use line::Line;
use phrase::Phrase;
use settle::Reading;

/// Gives persons their offices.
#[derive(Debug)]
pub struct Offices;

impl DocumentRecognizer for Offices {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "offices",
            what: "Title, role and country of persons, by the words beside each name and by the rest of the document.",
            example: "Minsk, 4 May - President Alexander Lukashenko met Wang Yi, the Chinese Foreign Minister.",
            finds: &[
                ("Minsk", EntityType::Gpe),
                ("4 May", EntityType::Date),
                ("Alexander Lukashenko", EntityType::Person),
                ("Wang Yi", EntityType::Person),
                ("Chinese", EntityType::Norp),
            ],
            not_for: "Finding persons: it adds to those that the other recognisers have found.",
        }
    }

    fn recognize(&self, document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
        let heads = Heads::of(document.lexicon);
        let mut readings = Vec::new();
        let mut from = 0;
        for (index, sentence, tokens) in document.sentences() {
            let until = from + mentions.iter().skip(from).take_while(|mention| mention.sentence <= index).count();
            let here = from..until;
            from = until;
            if mentions.iter().take(until).skip(here.start).any(|mention| mention.entity_type == EntityType::Person) {
                let line = Line::new(document.text, sentence.zone, tokens, mentions, here.clone());
                read(document, heads, &line, here, &mut readings);
            }
        }
        settle::settle(document, &readings, mentions);
    }
}

/// A title in the plural that goes on over a list of names.
struct List {
    phrase: Phrase,
    count: usize,
    end: usize,
}

/// Reads the titles of the persons of a sentence.
fn read(
    document: &DocumentCx<'_>,
    heads: &'static Heads,
    line: &Line<'_>,
    here: Range<usize>,
    readings: &mut Vec<Reading>,
) {
    let mut list: Option<List> = None;
    let mut earlier: Option<usize> = None;
    for at in here {
        let Some(mention) = line.mentions.get(at).filter(|mention| mention.entity_type == EntityType::Person) else {
            continue;
        };
        let name = line.tokens_of(mention.span);
        let mut beside = around::read(line, heads, name.clone());
        let mut nth = 0;
        if let Some(open) =
            list.as_mut().filter(|open| beside.phrases.is_empty() && goes_on(line, open.end, name.start))
        {
            open.count += 1;
            open.end = beside.end;
            nth = open.count;
            beside.phrases.push(open.phrase.clone());
        } else {
            let plural = beside.phrases.first().filter(|phrase| phrase.head.is_plural);
            list = plural.map(|phrase| List { phrase: phrase.clone(), count: 0, end: beside.end });
        }
        let start = beside.phrases.iter().map(|phrase| phrase.whole.start).filter(|start| *start < name.start).min();
        let follows = earlier.is_some_and(|end| Some(end + 1) == start && line.word(end) == "and");
        if let Some(reading) = readings.last_mut().filter(|reading| follows && reading.of.is_none()) {
            reading.of = beside.of;
        }
        earlier = Some(beside.end);
        readings.push(reading(document, line, at, &beside, nth));
    }
}

/// Whether nothing but commas and "and" stands between two names of a list.
fn goes_on(line: &Line<'_>, end: usize, next: usize) -> bool {
    end < next && next - end <= 2 && (end..next).all(|at| matches!(line.word(at), "," | "and" | "&"))
}

fn reading(document: &DocumentCx<'_>, line: &Line<'_>, person: usize, beside: &Beside, nth: usize) -> Reading {
    let told: Vec<_> =
        beside.phrases.iter().map(|phrase| claims::told(line, document.lexicon, phrase, beside, nth)).collect();
    let chosen = telling::most_telling(&beside.phrases, &told);
    let of = beside.of.filter(|of| told.is_empty() || told.iter().any(|told| told.names.contains(of)));
    let address = beside.phrases.iter().find(|phrase| phrase.head.is_address).map(|phrase| phrase.words.join(" "));
    Reading {
        person,
        title: chosen.and_then(|at| telling::title(line, beside, at)),
        phrase: chosen.and_then(|at| beside.phrases.get(at)).cloned(),
        told: chosen.and_then(|at| told.get(at)).cloned(),
        others: told,
        address,
        letters: beside.letters.and_then(|at| line.span(at..at + 1)),
        of,
        led_in: led_in(line),
        has_rank: beside.phrases.iter().any(|phrase| phrase.head.role == Some(Role::Military) && !phrase.has("chief")),
    }
}

/// The country with which a sentence opens: "In Zagreb, Prime Minister Sanader spoke", "For the Dutch Government, Prime
/// Minister Balkenende", "The Belgian party will include Foreign Minister De Gucht".
fn led_in(line: &Line<'_>) -> Option<&'static str> {
    let has_article = |at: usize| usize::from(matches!(line.word(at), "the" | "The"));
    let opens = matches!(line.word(0), "In" | "From" | "At" | "For");
    let at = usize::from(opens) + has_article(usize::from(opens));
    let country =
        line.mention(at).filter(|mention| matches!(mention.entity_type, EntityType::Gpe | EntityType::Norp))?.country?;
    let end = line.block(at).end;
    let is_delegation = matches!(line.word(end), "delegation" | "party" | "side" | "team");
    let includes = (end..end + 4)
        .any(|at| matches!(line.word(at), "include" | "included" | "includes" | "comprised" | "comprises"));
    let is_heading = line.word(end) == ":" && at == 0;
    let is_set_off = (end..end + 3).any(|at| line.word(at) == ",");
    (is_heading || opens && is_set_off || is_delegation && includes).then_some(country)
}
