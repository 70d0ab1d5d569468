//! Gold of our own (docs/annotation.md), as texts to learn from.

use std::path::Path;

use communique::eval::gold::{self, GoldDocument, GoldError};
use communique::model::EntityType;
use communique::stages::recognize::tagger::labels::Class;

use crate::sample::{Name, Text};

/// The texts of a gold file or folder.
///
/// # Errors
/// Where it cannot be read.
pub fn read(path: &Path) -> Result<Vec<Text>, GoldError> {
    Ok(gold::read(path)?.iter().map(text).collect())
}

fn text(document: &GoldDocument) -> Text {
    let outer = document.mentions.iter();
    let mut names: Vec<Name> = outer
        .filter(|mention| !is_compound(document, mention.span))
        .filter_map(|mention| {
            let class = class(mention.entity_type)?;
            Some(Name { span: mention.span, class, entity_type: Some(mention.entity_type) })
        })
        .collect();
    names.sort_by_key(|name| name.span.start);
    Text { text: document.text.clone(), names, has_title: document.title.is_some(), is_copy: false }
}

/// Whether the span holds parts: the parts are learned, not the compound.
fn is_compound(document: &GoldDocument, span: communique::text::Span) -> bool {
    document.mentions.iter().any(|part| part.parent.is_some() && span.contains(part.span) && part.span != span)
}

/// The class of a type that the tagger finds.
pub fn class(entity_type: EntityType) -> Option<Class> {
    Some(match entity_type {
        EntityType::Person => Class::Person,
        EntityType::Org => Class::Organisation,
        EntityType::Gpe | EntityType::Loc | EntityType::Fac => Class::Place,
        EntityType::Norp
        | EntityType::Event
        | EntityType::Law
        | EntityType::Misc
        | EntityType::WorkOfArt
        | EntityType::Product => Class::Other,
        _ => return None,
    })
}
