//! What a name's own words say against the model: capitalised common nouns are no names, and the head word of a treaty, a
//! conference or a programme tells its type.

use crate::model::EntityType;
use crate::stages::recognize::words::{is_programme_head, is_treaty_head};

/// Words that stand in capitals in speeches and releases and name nothing by themselves.
const NO_NAMES: &[&str] = &[
    "CEO",
    "Chapter",
    "Climate Change",
    "COP",
    "Excellencies",
    "Excellency",
    "FDI",
    "GDP",
    "GNP",
    "Governments",
    "IDPs",
    "Inshallah",
    "Internet",
    "Kingdom",
    "LDC",
    "LDCs",
    "LLDCs",
    "Majesty",
    "MDGs",
    "Members",
    "Member States",
    "NDCs",
    "NGO",
    "NGOs",
    "Nations",
    "Powers",
    "Principality",
    "QC",
    "Republic",
    "SIDS",
    "SIDs",
    "SMEs",
    "State",
    "States",
    "WMD",
];

/// The type of a name that the model found, by its words; nothing for what is no name.
pub(super) fn checked(printed: &str, entity_type: EntityType) -> Option<EntityType> {
    if NO_NAMES.contains(&printed) || is_numeral(printed) {
        return None;
    }
    let is_told_by_head = matches!(
        entity_type,
        EntityType::Org | EntityType::Event | EntityType::Fac | EntityType::Misc | EntityType::Law
    );
    let words = || printed.split(' ');
    if !is_told_by_head || words().count() < 2 {
        return Some(entity_type);
    }
    let head = words().take_while(|word| !matches!(*word, "on" | "for" | "against" | "of")).last().unwrap_or_default();
    let is_body = entity_type == EntityType::Org && printed.contains(" of ");
    Some(match head {
        _ if is_treaty_head(head) && !is_body => EntityType::Law,
        "Conference" | "Summit" | "Olympics" if !is_body => EntityType::Event,
        _ if is_programme_head(head) && !is_body => EntityType::Misc,
        _ => entity_type,
    })
}

/// A Roman numeral alone: "Chapter VII" leaves one behind.
fn is_numeral(printed: &str) -> bool {
    printed.len() < 6 && printed.chars().all(|char| matches!(char, 'I' | 'V' | 'X' | 'L'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_nouns_and_numerals_are_no_names() {
        for printed in ["States", "SIDS", "VII", "Excellency"] {
            assert_eq!(checked(printed, EntityType::Org), None, "{printed}");
        }
        assert_eq!(checked("VI Corps", EntityType::Org), Some(EntityType::Org));
    }

    #[test]
    fn the_head_word_tells_the_type() {
        let typed = |printed: &str| checked(printed, EntityType::Org);
        assert_eq!(typed("Convention on Mutual Legal Assistance"), Some(EntityType::Law));
        assert_eq!(typed("Tarnow Agreement"), Some(EntityType::Law));
        assert_eq!(typed("Harbour Safety Summit"), Some(EntityType::Event));
        assert_eq!(typed("Green Valley Initiative"), Some(EntityType::Misc));
        assert_eq!(typed("Bank of Tarnow"), Some(EntityType::Org));
    }
}
