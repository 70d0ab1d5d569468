//! What must hold for any document.

use proptest::prelude::*;

use super::{Resolver, countries_of, testing};
use crate::model::{EntityType, LinkReason, Mention, RecognizerKind};
use crate::text::Span;

fn resolved(names: &[&str]) -> Vec<Mention> {
    let (document, mut mentions) = testing::people(names);
    Resolver::new(testing::lexicon(), &testing::aliases()).resolve(&document, &mut mentions);
    mentions
}

fn keys(names: &[&str]) -> Vec<Option<String>> {
    resolved(names).into_iter().map(|mention| mention.entity.map(|entity| entity.key.to_string())).collect()
}

fn borrowed(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

/// Names out of few parts, so that they meet.
fn a_name() -> impl Strategy<Value = String> {
    let given = prop::sample::select(vec!["Ann", "Bob", "B.", "Cy", "Kim", "Jinping"]);
    let surname = prop::sample::select(vec!["Clinton", "Kim", "Xi", "al-Assad", "Bush", "Li", "Ann"]);
    let full = (prop::collection::vec(given, 0..3), surname, prop::sample::select(vec!["", "", "", " Jr."]));
    full.prop_map(|(given, surname, suffix)| format!("{} {surname}{suffix}", given.join(" ")).trim().to_owned())
}

/// Start, length, type, country, whether there is a title.
type Drawn = (usize, usize, EntityType, Option<&'static str>, bool);

fn any_mention() -> impl Strategy<Value = Drawn> {
    let types = prop::sample::select(EntityType::ALL.to_vec());
    let countries = prop::option::of(prop::sample::select(vec!["BLR", "GEO", "KOR"]));
    (0usize..60, 0usize..20, types, countries, any::<bool>())
}

fn mentions_in(text: &str, drawn: Vec<Drawn>) -> Vec<Mention> {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let mention = |(start, length, entity_type, country, titled): Drawn| {
        let span = Span::new(boundary(start), boundary(start + length));
        let mut mention = Mention::new(span, 0, entity_type, RecognizerKind::Model, 1.0);
        mention.country = country;
        mention.title = titled.then(|| Span::new(boundary(start.saturating_sub(5)), span.start()));
        mention
    };
    drawn.into_iter().map(mention).collect()
}

proptest! {
    #[test]
    fn any_mentions_of_any_text_are_resolved_and_resolving_twice_changes_nothing(
        text in "(\\PC|Mr\\. |The |Georgia|Korea|WHO|\\(|\\)|Ministry |of |Kim | |-){0,30}",
        drawn in prop::collection::vec(any_mention(), 0..12),
    ) {
        let mut once = mentions_in(&text, drawn);
        let document = testing::document(text);
        let resolver = Resolver::new(testing::lexicon(), &testing::aliases());
        resolver.resolve(&document, &mut once);
        let mut twice = once.clone();
        resolver.resolve(&document, &mut twice);
        // Only the reason may differ: what was found out the first time is given the second time.
        let facts = |mention: &Mention| Mention { link: None, ..mention.clone() };
        prop_assert_eq!(once.iter().map(facts).collect::<Vec<_>>(), twice.iter().map(facts).collect::<Vec<_>>());
        for mention in &once {
            let linked = mention.link.as_deref().is_some_and(LinkReason::is_linked);
            prop_assert_eq!(linked, mention.entity.is_some());
            prop_assert_eq!(mention.link.is_some(), mention.entity_type.is_linked());
            let antecedent = mention.link.as_deref().and_then(LinkReason::antecedent);
            let led_to = antecedent.map(|at| &once[at].entity);
            prop_assert!(led_to.is_none_or(|entity| *entity == mention.entity));
            prop_assert!(mention.entity_type.is_linked() || mention.entity.is_none() && mention.name.is_none());
            prop_assert_eq!(mention.entity.is_some(), mention.canonical.is_some());
        }
        prop_assert!(countries_of(&once).is_sorted());
    }

    #[test]
    fn links_of_persons_do_not_depend_on_the_order_of_the_text(names in prop::collection::vec(a_name(), 1..8), turn in 0usize..8) {
        let mut turned = names.clone();
        turned.rotate_left(turn % names.len());
        let mut forward = keys(&borrowed(&names));
        forward.rotate_left(turn % names.len());
        prop_assert_eq!(forward, keys(&borrowed(&turned)));
    }

    #[test]
    fn a_link_does_not_depend_on_names_that_share_no_word_with_it(
        names in prop::collection::vec(a_name(), 1..6),
        strangers in prop::collection::vec("[P-Z][o-z]{3,7} [P-Z][o-z]{3,7}", 0..4),
    ) {
        let mut together = borrowed(&names);
        together.extend(strangers.iter().map(String::as_str));
        prop_assert_eq!(&keys(&together)[..names.len()], &keys(&borrowed(&names))[..]);
    }

    /// Ann Clinton and Bob Clinton are two people, whoever else is named.
    #[test]
    fn two_given_names_with_one_surname_never_share_a_key(
        left in "[A-M][a-m]{2,6}", right in "[N-Z][n-z]{2,6}", names in prop::collection::vec(a_name(), 0..4),
    ) {
        let (left, right) = (format!("{left} Clinton"), format!("{right} Clinton"));
        let mut all = vec![left.as_str(), right.as_str()];
        all.extend(names.iter().map(String::as_str));
        let keys = keys(&all);
        prop_assert!(keys[0].is_some() && keys[0] != keys[1]);
    }

    #[test]
    fn a_surname_that_two_people_bear_is_not_linked(left in "[A-J][a-j]{2,6}", right in "[L-W][l-w]{2,6}") {
        let keys = keys(&[&format!("{left} Clinton"), "Clinton", &format!("{right} Clinton")]);
        prop_assert_eq!(&keys[1], &None);
    }

    #[test]
    fn a_surname_that_one_person_bears_is_linked_before_and_after(given in "[A-J][a-j]{2,6}") {
        let keys = keys(&["LUKASHENKO", &format!("{given} Lukashenko"), "Lukashenko"]);
        prop_assert!(keys[0].is_some() && keys.iter().all(|key| *key == keys[0]));
    }
}

#[test]
fn countries_are_those_of_places_peoples_and_titles() {
    let mention = |entity_type, country| Mention {
        country,
        ..Mention::new(Span::new(0, 0), 0, entity_type, RecognizerKind::Lexicon, 1.0)
    };
    let mentions = [
        mention(EntityType::Person, Some("BLR")),
        mention(EntityType::Gpe, Some("CHN")),
        mention(EntityType::Norp, Some("BLR")),
        mention(EntityType::Org, Some("USA")),
        mention(EntityType::Gpe, None),
    ];
    assert_eq!(countries_of(&mentions), ["BLR", "CHN"]);
}
