//! Offices as a careful reader would read them, through the whole stage.

use proptest::prelude::*;

use super::Offices;
use crate::lexicon::Lexicon;
use crate::model::{EntityType, Mention, RecognizerKind, Role};
use crate::stages::recognize::settle::in_order;
use crate::stages::recognize::tests_support::Sample;
use crate::stages::recognize::{DocumentCx, DocumentRecognizer};
use crate::text::Span;

/// Name, title, role, country.
type Row = (&'static str, &'static str, Option<Role>, Option<&'static str>);

const fn office(name: &'static str, title: &'static str, role: Role, country: &'static str) -> Row {
    (name, title, Some(role), Some(country))
}

const fn address(name: &'static str, title: &'static str) -> Row {
    (name, title, None, None)
}

/// Words of titles, and the name Marek.
const WORDS: &[&str] = &[
    "Marek",
    "Marek",
    "Minister",
    "of",
    "for",
    "Foreign",
    "Affairs",
    "Prime",
    "the",
    "President",
    ",",
    "and",
    "former",
    "Deputy",
    "-",
    "China",
    "Chinese",
    "'s",
    "its",
    "his",
    "spokesman",
    "Mr.",
    "General",
    "Senators",
    "(",
    ")",
    "MP",
    "in",
    "said",
    "as",
    "post",
    ".",
    "House",
    "Speaker",
    ":",
];

/// The mentions after the offices have been read.
fn read(sample: &Sample, mut mentions: Vec<Mention>) -> Vec<Mention> {
    let cx = DocumentCx {
        document: &sample.document,
        text: sample.text(),
        tokens: &sample.tokens,
        sentences: &sample.sentences,
        lexicon: Lexicon::embedded(),
    };
    Offices.recognize(&cx, &mut mentions);
    mentions
}

/// The titles, roles and countries of the persons of a text, whose first line is its title where there are several. The
/// persons are given, so that nothing hangs on how names are found; all else is what lexicon and rules find.
fn check(text: &str, expected: &[Row]) {
    let sample = if text.contains('\n') { Sample::titled(text) } else { Sample::new(text) };
    let mut mentions = sample.mentions();
    mentions.retain(|mention| mention.entity_type != EntityType::Person);
    let mut from = 0;
    for (name, ..) in expected {
        let start = from + text[from..].find(name).unwrap();
        from = start + name.len();
        let span = Span::new(start, from);
        mentions.retain(|mention| !mention.span.overlaps(span));
        let sentence = sample.sentences.iter().position(|sentence| sentence.span.contains(span)).unwrap();
        mentions.push(Mention::new(span, sentence, EntityType::Person, RecognizerKind::Model, 0.9));
    }
    let mentions = read(&sample, in_order(mentions.into_iter().enumerate().collect()));
    let row = |mention: &Mention| {
        let title = mention.title.map(|title| title.of(text).to_owned()).unwrap_or_default();
        (mention.span.of(text).to_owned(), title, mention.role, mention.country)
    };
    let persons = mentions.iter().filter(|mention| mention.entity_type == EntityType::Person);
    let found: Vec<_> = persons.map(row).collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(name, title, role, country)| ((*name).to_owned(), (*title).to_owned(), *role, *country))
        .collect();
    assert_eq!(found, expected, "{text}");
}

proptest! {
    #[test]
    fn titles_lie_beside_their_names(words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..40)) {
        let text = words.join(" ");
        let mut mentions = Vec::new();
        let mut start = 0;
        for word in &words {
            if *word == "Marek" {
                let span = Span::new(start, start + word.len());
                mentions.push(Mention::new(span, 0, EntityType::Person, RecognizerKind::Model, 0.9));
            }
            start += word.len() + 1;
        }
        let sample = Sample::new(&text);
        mentions.retain(|mention| sample.sentences.first().is_some_and(|first| first.span.contains(mention.span)));
        let read = read(&sample, mentions.clone());
        for mention in &read {
            prop_assert!(mention.title.is_none_or(|title| !title.overlaps(mention.span) && !title.is_empty()), "{text}");
        }
        prop_assert_eq!(self::read(&sample, mentions), read);
    }
}

#[test]
fn the_country_before_the_title() {
    check(
        "Belarusian President Alexander Lukashenko spoke.",
        &[office("Alexander Lukashenko", "President", Role::HeadOfState, "BLR")],
    );
    check(
        "China's Foreign Minister Wang Yi spoke.",
        &[office("Wang Yi", "Foreign Minister", Role::ForeignMinister, "CHN")],
    );
    check(
        "They met Kenya's former Deputy Prime Minister Jana Marek.",
        &[office("Jana Marek", "former Deputy Prime Minister", Role::DeputyHeadOfGovernment, "KEN")],
    );
}

#[test]
fn the_country_behind_the_title_or_the_name() {
    check(
        "President of Belarus Alexander Lukashenko spoke.",
        &[office("Alexander Lukashenko", "President", Role::HeadOfState, "BLR")],
    );
    check(
        "President Alexander Lukashenko of Belarus spoke.",
        &[office("Alexander Lukashenko", "President", Role::HeadOfState, "BLR")],
    );
    check(
        "The President of the Republic of Malta, Jana Marek, spoke.",
        &[office("Jana Marek", "President", Role::HeadOfState, "MLT")],
    );
}

#[test]
fn the_title_alone_can_say_the_country() {
    check(
        "Secretary of State Antony Blinken left.",
        &[office("Antony Blinken", "Secretary of State", Role::ForeignMinister, "USA")],
    );
    check(
        "External Affairs Minister Jana Marek left.",
        &[office("Jana Marek", "External Affairs Minister", Role::ForeignMinister, "IND")],
    );
}

#[test]
fn the_title_behind_the_name() {
    let minister = office("Wang Yi", "Foreign Minister", Role::ForeignMinister, "CHN");
    check("Wang Yi, Foreign Minister of China, left.", &[minister]);
    check("On Monday Wang Yi, the Chinese Foreign Minister, left.", &[minister]);
    check("Wang Yi (Foreign Minister of China) left.", &[minister]);
    check(
        "Jana Marek, Minister of Fisheries and Maritime Economy of Ghana, left.",
        &[office("Jana Marek", "Minister of Fisheries and Maritime Economy", Role::Minister, "GHA")],
    );
}

#[test]
fn fields_belong_to_the_title_and_bodies_do_not() {
    check(
        "Deputy Minister for Water and Sanitation Jana Marek of Kenya spoke.",
        &[office("Jana Marek", "Deputy Minister for Water and Sanitation", Role::DeputyMinister, "KEN")],
    );
    check(
        "Jana Marek, Director for East Asia at the Indonesian Foreign Ministry, spoke.",
        &[office("Jana Marek", "Director for East Asia", Role::Official, "IDN")],
    );
    check(
        "The Governor of the Bank of Mongolia, Jana Marek, spoke.",
        &[office("Jana Marek", "Governor", Role::OrganisationHead, "MNG")],
    );
}

#[test]
fn of_several_titles_the_most_telling_one() {
    check(
        "Chinese State Councilor and Foreign Minister Wang Yi left.",
        &[office("Wang Yi", "Foreign Minister", Role::ForeignMinister, "CHN")],
    );
    check(
        "Thai Deputy Prime Minister and Foreign Minister Jana Marek left.",
        &[office("Jana Marek", "Foreign Minister", Role::ForeignMinister, "THA")],
    );
    check(
        "General Prayut Chan-o-cha, the Prime Minister of Thailand, left.",
        &[office("Prayut Chan-o-cha", "Prime Minister", Role::HeadOfGovernment, "THA")],
    );
    check(
        "H.E. Mr. Alexander Lukashenko, President of Belarus, left.",
        &[office("Alexander Lukashenko", "President", Role::HeadOfState, "BLR")],
    );
}

#[test]
fn forms_of_address_are_no_offices() {
    check("Mr. Alexander Lukashenko left.", &[address("Alexander Lukashenko", "Mr.")]);
    check("H.E. Mr. Alexander Lukashenko left.", &[address("Alexander Lukashenko", "H.E. Mr.")]);
    check(
        "Baroness Jana Marek and Lord Stanton agreed.",
        &[address("Jana Marek", "Baroness"), address("Stanton", "Lord")],
    );
}

#[test]
fn presidents_of_organisations_are_no_heads_of_state() {
    let head = Some(Role::OrganisationHead);
    check("Amtrak President Maria Lopez spoke.", &[("Maria Lopez", "President", head, Some("USA"))]);
    check("The President of the UN General Assembly, Maria Lopez, spoke.", &[("Maria Lopez", "President", head, None)]);
    check("President Maria Lopez spoke.", &[("Maria Lopez", "President", None, None)]);
    check(
        "The President of the Senate of Kenya, Maria Lopez, spoke.",
        &[office("Maria Lopez", "President", Role::Speaker, "KEN")],
    );
}

#[test]
fn a_plural_title_is_for_all_its_names() {
    let senator = |name| office(name, "Senators", Role::Legislator, "USA");
    check(
        "Senators Larry Craig (R-ID), Mike Crapo (R-ID) and Max Baucus (D-MT) agreed.",
        &[senator("Larry Craig"), senator("Mike Crapo"), senator("Max Baucus")],
    );
    let minister = |name, country| office(name, "Foreign Ministers", Role::ForeignMinister, country);
    check(
        "The Foreign Ministers of Kenya, the Philippines and Ghana, Jana Marek, Piotr Zeman and Ana Lopez, met.",
        &[minister("Jana Marek", "KEN"), minister("Piotr Zeman", "PHL"), minister("Ana Lopez", "GHA")],
    );
}

#[test]
fn an_office_is_shared_among_the_mentions_of_a_person() {
    let head = |name| office(name, "President", Role::HeadOfState, "BLR");
    check(
        "Talks\nBelarusian President Alexander Lukashenko came. President Lukashenko and President Smith left.",
        &[head("Alexander Lukashenko"), head("Lukashenko"), ("Smith", "President", None, None)],
    );
    check(
        "Talks\nKorean Foreign Minister Yun Byung-se came. Minister Yun left.",
        &[
            office("Yun Byung-se", "Foreign Minister", Role::ForeignMinister, "KOR"),
            office("Yun", "Minister", Role::ForeignMinister, "KOR"),
        ],
    );
}

#[test]
fn an_office_without_a_country_is_that_of_the_dateline() {
    check(
        "Flood Victims Counted\nNairobi, May 4 - Interior Minister Jana Marek counted the victims.",
        &[office("Jana Marek", "Interior Minister", Role::Minister, "KEN")],
    );
    // France has no king: he is a guest.
    check("A Visit\nParis, May 4 - King Marek spoke.", &[("Marek", "King", Some(Role::Monarch), None)]);
}

#[test]
fn a_known_office_holder_needs_no_country() {
    check(
        "Talks in Oslo\nOslo, May 4 - President Barack Obama spoke.",
        &[office("Barack Obama", "President", Role::HeadOfState, "USA")],
    );
}

#[test]
fn an_ambassador_is_of_the_country_that_sends() {
    check(
        "The Ambassador of Ghana to Kenya, Jana Marek, spoke.",
        &[office("Jana Marek", "Ambassador", Role::Ambassador, "GHA")],
    );
    check(
        "the Special Representative for Syria, Ms. Jana Marek, spoke",
        &[("Jana Marek", "Special Representative", Some(Role::Envoy), None)],
    );
}

#[test]
fn the_body_tells_the_role() {
    check(
        "Jana Marek, deputy leader of the Czech Social Democratic Party, spoke.",
        &[office("Jana Marek", "deputy leader", Role::PartyLeader, "CZE")],
    );
    check(
        "The Secretary General of NATO, Jana Marek, spoke.",
        &[("Jana Marek", "Secretary General", Some(Role::OrganisationHead), None)],
    );
    check("Queensland Premier Jana Marek spoke.", &[office("Jana Marek", "Premier", Role::RegionalHead, "AUS")]);
}

#[test]
fn a_place_at_the_end_of_a_clause_is_no_office() {
    // The rest of the sentence may tell the country, never the place before the title.
    check(
        "Kenya and France sent help for Darfur Senator Marek said",
        &[office("Marek", "Senator", Role::Legislator, "KEN")],
    );
    check(
        "A Debate\nWashington, May 4 - After a new course in Iraq Governor Jana Marek left.",
        &[office("Jana Marek", "Governor", Role::RegionalHead, "USA")],
    );
    check("London Mayor Jana Marek spoke", &[office("Jana Marek", "Mayor", Role::Mayor, "GBR")]);
}

#[test]
fn letters_behind_a_name_are_an_office() {
    check("Jana Marek TD spoke in Galway.", &[office("Jana Marek", "TD", Role::Legislator, "IRL")]);
}

#[test]
fn a_queen_beside_her_king_does_not_reign() {
    check(
        "King Albert II and Queen Paola of Belgium came.",
        &[office("Albert II", "King", Role::Monarch, "BEL"), office("Paola", "Queen", Role::Royal, "BEL")],
    );
}

#[test]
fn a_counterpart_has_the_office_of_the_other() {
    check(
        "Kenyan Foreign Minister Jana Marek met her Ghanaian counterpart, Piotr Zeman.",
        &[
            office("Jana Marek", "Foreign Minister", Role::ForeignMinister, "KEN"),
            office("Piotr Zeman", "counterpart", Role::ForeignMinister, "GHA"),
        ],
    );
}

#[test]
fn dignities_give_way_to_offices() {
    check(
        "The Secretary-General of the United Nations, Ambassador Jana Marek, left.",
        &[("Jana Marek", "Secretary-General", Some(Role::OrganisationHead), None)],
    );
    check(
        "The Permanent Representative of Ghana, Ambassador Jana Marek, left.",
        &[office("Jana Marek", "Permanent Representative", Role::Ambassador, "GHA")],
    );
}

#[test]
fn small_titles_with_hyphens_and_unknown_fields_are_read_in_full() {
    check(
        "The secretary-general of the United Nations, Jana Marek, left.",
        &[("Jana Marek", "secretary-general", Some(Role::OrganisationHead), None)],
    );
    check(
        "Kenya's long-serving trade minister, Jana Marek, left.",
        &[office("Jana Marek", "trade minister", Role::Minister, "KEN")],
    );
}

#[test]
fn an_appointment_gives_the_office() {
    check(
        "The President of Kenya welcomed the appointment of Jana Marek as Special Envoy.",
        &[("Jana Marek", "Special Envoy", Some(Role::Envoy), None)],
    );
    check(
        "Kenya appointed Jana Marek foreign minister.",
        &[office("Jana Marek", "foreign minister", Role::ForeignMinister, "KEN")],
    );
}

#[test]
fn a_title_before_a_colon_is_for_the_names_behind_it() {
    let minister = |name, country| office(name, "Foreign Ministers", Role::ForeignMinister, country);
    check(
        "It was signed by the Foreign Ministers: Jana Marek of Kenya and Piotr Zeman of Ghana.",
        &[minister("Jana Marek", "KEN"), minister("Piotr Zeman", "GHA")],
    );
}

#[test]
fn a_nationality_is_no_country_of_an_envoy() {
    check(
        "The Special Representative of the Secretary-General, Jana Marek of Kenya, left.",
        &[("Jana Marek", "Special Representative of the Secretary-General", Some(Role::Envoy), None)],
    );
}

#[test]
fn a_retinue_is_of_the_country_of_whom_it_follows() {
    check(
        "A Visit\nNairobi, May 4 - President Jana Marek of Ghana arrived. She was accompanied by Interior Minister Piotr Zeman.",
        &[
            office("Jana Marek", "President", Role::HeadOfState, "GHA"),
            office("Piotr Zeman", "Interior Minister", Role::Minister, "GHA"),
        ],
    );
}
