//! Makes the sets speak of names as Communiqué does: no title, article or possessive inside a name; peoples are names of
//! their own, everywhere.

use communique::lexicon::FormKind;
use communique::model::EntityType;
use communique::stages::recognize::matcher::{Fact, Match};
use communique::stages::recognize::tagger::labels::Class;
use communique::text::Span;

use crate::sample::{Name, Text, Tools};

/// Changes the names of a text to the guidelines of this project (docs/annotation.md).
pub fn harmonise(text: &mut Text, tools: &Tools) {
    let sample = tools.sample(text);
    let mut peoples = Vec::new();
    let mut titles = Vec::new();
    sample.each_sentence(tools, |sentence, _| {
        for form in sentence.names.iter().filter(|form| is_people(form)) {
            peoples.push(form.span);
        }
        titles.extend(sentence.titles.iter().map(|form| form.span));
    });
    for name in &mut text.names {
        trim(name, &text.text, &titles);
    }
    text.names.retain(|name| !name.span.is_empty());
    for people in peoples {
        let at = text.names.partition_point(|name| name.span.end <= people.start);
        let norp = Name { span: people, class: Class::Other, entity_type: Some(EntityType::Norp) };
        match text.names.get_mut(at) {
            Some(name) if name.span == people => *name = norp,
            Some(name) if name.span.start < people.end => {}
            _ => text.names.insert(at, norp),
        }
    }
}

fn is_people(form: &Match<'_>) -> bool {
    form.entries.first().is_some_and(|entry| match entry.fact {
        Fact::Country(row) => matches!(row.kind, FormKind::Demonym | FormKind::DemonymPlural),
        Fact::Place(row) => row.entity_type == EntityType::Norp,
        _ => false,
    })
}

fn trim(name: &mut Name, text: &str, titles: &[Span]) {
    let printed = name.span.of(text);
    let article = ["The ", "the ", "THE "].iter().find(|article| printed.starts_with(**article));
    if let Some(article) = article {
        name.span.start += article.len() as u32;
    }
    for ending in ["'s", "’s", "'", "’"] {
        if name.span.of(text).ends_with(ending) {
            name.span.end -= ending.len() as u32;
        }
    }
    if name.class == Class::Person {
        while let Some(title) = titles.iter().find(|title| title.start == name.span.start && title.end < name.span.end)
        {
            name.span.start = title.end;
            name.span = name.span.trim(text);
        }
    }
    name.span = name.span.trim(text);
}
