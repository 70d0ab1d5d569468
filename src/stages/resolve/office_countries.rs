//! The countries of the offices that persons hold, where the title does not print them.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::cities::is_state;
use super::governments::Governments;
use crate::model::{Document, EntityKey, EntityType, Mention, Role};
use crate::text::Span;

/// The longest bracket behind a name that is read, in bytes.
const MAX_BRACKET: usize = 12;

fn is_open(mention: &Mention) -> bool {
    mention.entity_type == EntityType::Person && mention.role.is_some() && mention.country.is_none()
}

/// Legislators with party and state, or state and district, behind the name are American: "(R-ID)", "(MO-08)".
pub(super) fn read_brackets(text: &str, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut().filter(|mention| is_open(mention)) {
        if mention.role == Some(Role::Legislator) && is_american(text, mention.span) {
            mention.country = Some("USA");
        }
    }
}

fn is_american(text: &str, name: Span) -> bool {
    let rest = text.get(name.end()..).unwrap_or_default();
    let Some(inside) = rest.strip_prefix(" (").or_else(|| rest.strip_prefix('(')) else { return false };
    let Some(close) = inside.bytes().take(MAX_BRACKET).position(|byte| byte == b')') else { return false };
    let Some((left, right)) = inside.get(..close).and_then(|inside| inside.split_once(['-', '\u{2013}'])) else {
        return false;
    };
    let is_district = !right.is_empty() && right.bytes().all(|byte| byte.is_ascii_digit());
    matches!(left, "D" | "R" | "I") && is_state(right) || is_state(left) && is_district
}

/// An office of which another mention of the person prints the country is an office of that country.
pub(super) fn share(mentions: &mut [Mention]) {
    let mut countries: FxHashMap<(EntityKey, Role), BTreeSet<&'static str>> = FxHashMap::default();
    for mention in mentions.iter().filter(|mention| mention.entity_type == EntityType::Person) {
        if let (Some(entity), Some(role), Some(country)) = (&mention.entity, mention.role, mention.country) {
            countries.entry((entity.clone(), role)).or_default().insert(country);
        }
    }
    for mention in mentions.iter_mut().filter(|mention| is_open(mention)) {
        let office = mention.entity.clone().zip(mention.role);
        if let Some(countries) = office.and_then(|office| countries.get(&office)).filter(|known| known.len() == 1) {
            mention.country = countries.first().copied();
        }
    }
}

/// Legislators, judges and mayors of whom nothing says the country are those of the only country whose offices the document
/// names, if it names several of them or no other country: texts print the country of foreign ones.
pub(super) fn place_domestic(document: &Document, mentions: &mut [Mention]) {
    let is_domestic =
        |role: Role| matches!(role, Role::Legislator | Role::Speaker | Role::Judge | Role::Mayor | Role::RegionalHead);
    let governments = Governments::of(document, mentions);
    let Some(country) = governments.only_one() else { return };
    let other = mentions.iter().any(|mention| mention.country.is_some_and(|named| named != country));
    if other && !governments.name_several_offices() {
        return;
    }
    let open =
        |mention: &&mut Mention| is_open(mention) && mention.entity.is_some() && mention.role.is_some_and(is_domestic);
    mentions.iter_mut().filter(open).for_each(|mention| mention.country = Some(country));
}

#[cfg(test)]
mod tests {
    use super::is_american;
    use crate::text::Span;

    #[test]
    fn brackets_show_american_legislators() {
        for behind in [" (R-ID)", " (D-Mass.)", " (MO-08)", "(I-VT) said"] {
            assert!(is_american(&format!("Ann{behind}"), Span::new(0, 3)), "{behind}");
        }
        for behind in [" (CDU)", " (2007-08)", " (R-", " (MO-West)", " said (R-ID)", " (S-é)"] {
            assert!(!is_american(&format!("Ann{behind}"), Span::new(0, 3)), "{behind}");
        }
    }
}
