//! What the trained recogniser takes for names in speeches and releases and is none: groups of states, offices, forms of
//! address, notions in capitals. And names whose words tell another type than it gives.

use std::borrow::Cow;

use super::words::Phrases;
use crate::model::{EntityType, Mention};
use crate::text::Span;

/// Notions, offices and forms of address, whatever the type.
static NO_NAMES: Phrases = Phrases::of(
    "\
    Allah|Almighty|Chair|Chairperson|Cybersecurity|Delegation|Delegations|Globalisation|Globalization|GNI|God|Head of State|\
    Heads of Delegation|Heads of Government|Heads of State|Heads of State and Government|HFCs|His Excellency|ICT|ICTs|IUU|\
    Lasting Peace|Least Developed Countries|Lord|Madam Chair|Madam President|Madame President|Member State|Mister President|\
    LNG|Mr. Chairman|Mr. President|ODA|Official Development Assistance|Pope|Prince|Rule of Law|Sea Level|\
    Small Island Developing States|State Party|States Members|States Parties|Sustainable Development|Transparency|UAV|UAVs|\
    Women's Empowerment|Your Excellency",
);
/// Last words of groups of states and people, which are no bodies: "African States", "Pacific Leaders".
static GROUPS: Phrases = Phrases::of("Countries|Governments|Leaders|Members|Ministers|Presidents|States|Status");
/// Religions, which are named like peoples.
static RELIGIONS: Phrases = Phrases::of("Buddhism|Catholicism|Christianity|Hinduism|Islam|Judaism|Sikhism|Taoism");
/// Laws and treaties that stand by their head words alone.
static LAWS: Phrases = Phrases::of("Accord|Accords|Agreement|Convention|Covenant|Declaration|Pact|Protocol|Treaty");

/// The names of the model without those that are none, with the types that their words tell.
pub(super) fn checked(text: &str, names: Vec<Mention>) -> Vec<Mention> {
    let check = |mention: Mention| {
        let printed = with_straight_apostrophes(mention.span.of(text));
        let before = text.get(..mention.span.start()).unwrap_or_default();
        let is_told = ["the ", "this ", "The ", "This "].iter().any(|article| before.ends_with(article));
        let entity_type = type_of(&printed, mention.entity_type, is_told)?;
        Some(Mention { entity_type, ..mention })
    };
    let mut checked = Vec::with_capacity(names.len());
    for mention in names.into_iter().filter_map(check) {
        match chambers(text, &mention) {
            Some(two) => checked.extend(two),
            None => checked.push(mention),
        }
    }
    checked
}

fn with_straight_apostrophes(printed: &str) -> Cow<'_, str> {
    if printed.contains('’') { printed.replace('’', "'").into() } else { printed.into() }
}

/// The two chambers of a parliament that the model took for one: "House and Senate".
fn chambers(text: &str, mention: &Mention) -> Option<[Mention; 2]> {
    let (first, second) = match mention.span.of(text) {
        "House and Senate" => ("House", "Senate"),
        "Senate and House" => ("Senate", "House"),
        _ => return None,
    };
    let first = Span::new(mention.span.start(), mention.span.start() + first.len());
    let second = Span::new(mention.span.end() - second.len(), mention.span.end());
    Some([first, second].map(|span| Mention { span, entity_type: EntityType::Org, ..mention.clone() }))
}

/// The type of a name that the model found, with or without an article; nothing for what is no name.
fn type_of(printed: &str, entity_type: EntityType, is_told: bool) -> Option<EntityType> {
    if NO_NAMES.contains(printed)
        || is_chapter(printed)
        || is_party_and_state(printed)
        || is_group(printed, entity_type)
    {
        return None;
    }
    let is_of_goals = printed.split(' ').any(|word| word == "Goals");
    Some(match entity_type {
        EntityType::Org | EntityType::Event | EntityType::Misc if RELIGIONS.contains(printed) => EntityType::Norp,
        EntityType::Org | EntityType::Event | EntityType::Misc if is_told && LAWS.contains(printed) => EntityType::Law,
        EntityType::Org | EntityType::Event if is_of_goals => EntityType::Misc,
        _ => entity_type,
    })
}

/// Whether the name is that of states or people of a kind. A body of such states has "of" in its name, and what a country is
/// called is a place.
fn is_group(printed: &str, entity_type: EntityType) -> bool {
    let last = printed.rsplit(' ').next().unwrap_or_default();
    let may_be = matches!(entity_type, EntityType::Org | EntityType::Event | EntityType::Misc | EntityType::Person);
    may_be && printed.contains(' ') && !printed.contains(" of ") && GROUPS.contains(last)
}

/// "R-Mo", behind a senator.
fn is_party_and_state(printed: &str) -> bool {
    let state = ["D-", "R-", "I-"].iter().find_map(|party| printed.strip_prefix(party));
    state.is_some_and(|state| state.starts_with(char::is_uppercase) && !state.contains(' ') && state != "Day")
}

/// "Chapter VII", a part of a law.
fn is_chapter(printed: &str) -> bool {
    printed.strip_prefix("Chapter ").is_some_and(|number| number.chars().all(|char| matches!(char, 'I' | 'V' | 'X')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_notions_are_no_names() {
        for printed in ["African States", "Pacific Leaders", "Mister President", "Chapter VII", "Women's Empowerment"] {
            assert_eq!(type_of(printed, EntityType::Org, true), None, "{printed}");
        }
        for printed in ["Commonwealth of Independent States", "Harbour Watch", "Chapter Houses"] {
            assert_eq!(type_of(printed, EntityType::Org, true), Some(EntityType::Org), "{printed}");
        }
        assert_eq!(type_of("Gulf States", EntityType::Loc, true), Some(EntityType::Loc));
    }

    #[test]
    fn chambers_are_two_bodies() {
        let text = "House and Senate";
        let whole = Span::new(0, text.len());
        let name = Mention::new(whole, 0, EntityType::Org, crate::model::RecognizerKind::Model, 0.9);
        let spans: Vec<&str> = checked(text, vec![name]).iter().map(|part| part.span.of(text)).collect();
        assert_eq!(spans, ["House", "Senate"]);
    }

    #[test]
    fn words_tell_the_type() {
        assert_eq!(type_of("Pact", EntityType::Org, false), Some(EntityType::Org));
        assert_eq!(type_of("Islam", EntityType::Org, true), Some(EntityType::Norp));
        assert_eq!(type_of("Declaration", EntityType::Org, true), Some(EntityType::Law));
        assert_eq!(type_of("Global Goals 2030", EntityType::Org, true), Some(EntityType::Misc));
    }
}
