//! For the tests of this room: a small lexicon of its own, so that no test depends on the tables that are built in, and
//! documents laid out from lists of mentions.

use std::sync::OnceLock;

use super::catalogue::Catalogue;
use crate::lexicon::{Cities, Country, CountryForm, FormKind, Initiative, Lexicon, Organisation, Place, UserAlias};
use crate::model::{DocId, Document, EntityType, Mention, Published, RecognizerKind};
use crate::text::{AlignedText, Span};

/// Alpha-3, name, capital, demonym, whether name and demonym are ambiguous.
const COUNTRIES: &[(&str, &str, &str, &str, bool)] = &[
    ("BLR", "Belarus", "Minsk", "Belarusian", false),
    ("CHL", "Chile", "Santiago", "Chilean", false),
    ("CHN", "China", "Beijing", "Chinese", false),
    ("COD", "Democratic Republic of the Congo", "Kinshasa", "Congolese", false),
    ("COG", "Republic of the Congo", "Brazzaville", "Congolese", false),
    ("FRA", "France", "Paris", "French", false),
    ("GBR", "United Kingdom", "London", "British", false),
    ("GEO", "Georgia", "Tbilisi", "Georgian", true),
    ("HUN", "Hungary", "Budapest", "Hungarian", false),
    ("KOR", "South Korea", "Seoul", "South Korean", false),
    ("PRK", "North Korea", "Pyongyang", "North Korean", false),
    ("USA", "United States", "Washington", "American", true),
];

/// Forms beside name and demonym: form, alpha-3, kind, ambiguous.
const FORMS: &[(&str, &str, FormKind, bool)] = &[
    ("Republic of Belarus", "BLR", FormKind::Name, false),
    ("Congo", "COD", FormKind::Name, true),
    ("Congo", "COG", FormKind::Name, true),
    ("Korea", "KOR", FormKind::Name, true),
    ("Korea", "PRK", FormKind::Name, true),
    ("PRC", "CHN", FormKind::Abbreviation, false),
    ("Georgians", "GEO", FormKind::DemonymPlural, true),
];

/// Cities by folded name, sorted.
const CITIES: &str = "\
name\thomes\tsource
bangor\tGBR:61|USA:32\tgn
lyon\tFRA:522\tgn
paris\tFRA:2139|USA:25\tgn
springfield\tUSA:170\tgn
zhongshan\tCHN:3121\tgn
";

const SURNAMES_FIRST: &[&str] =
    &["ban", "chen", "kim", "lee", "li", "mao", "moon", "nguyen", "park", "tsai", "wang", "xi", "yoon", "zhao"];

pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(build)
}

fn build() -> Lexicon {
    let countries = COUNTRIES.iter().map(|(alpha3, name, capital, ..)| Country {
        alpha3,
        alpha2: alpha3,
        name,
        capital: Some(capital),
    });
    let form = |form, alpha3, kind, ambiguous| CountryForm { form, alpha3, kind, ambiguous };
    let usual = COUNTRIES.iter().flat_map(|(alpha3, name, capital, demonym, ambiguous)| {
        [
            form(*name, *alpha3, FormKind::Name, *ambiguous),
            form(*demonym, *alpha3, FormKind::Demonym, *ambiguous),
            form(*capital, *alpha3, FormKind::Capital, false),
        ]
    });
    let others = FORMS.iter().map(|(name, alpha3, kind, ambiguous)| form(*name, *alpha3, *kind, *ambiguous));
    let organisation = |id, name, acronym| Organisation {
        id,
        name,
        acronym: Some(acronym),
        kind: "igo",
        country: None,
        aliases: Vec::new(),
    };
    Lexicon {
        countries: countries.collect(),
        country_forms: usual.chain(others).collect(),
        organisations: vec![
            organisation("un", "United Nations", "UN"),
            organisation("sco", "Shanghai Cooperation Organisation", "SCO"),
        ],
        titles: Vec::new(),
        office_holders: Vec::new(),
        initiatives: vec![Initiative {
            id: "belt_and_road",
            name: "Belt and Road Initiative",
            entity_type: EntityType::Misc,
            subtype: Some("initiative"),
            aliases: vec!["Belt and Road"],
        }],
        places: vec![Place {
            name: "South China Sea",
            entity_type: EntityType::Loc,
            subtype: Some("sea"),
            country: None,
            aliases: Vec::new(),
        }],
        cities: Cities::new(CITIES).unwrap(),
        abbreviations: Vec::new(),
        boilerplate: Vec::new(),
        nicknames: [("chuck", "charles"), ("bob", "robert")].into_iter().collect(),
        surnames_first: SURNAMES_FIRST.iter().copied().collect(),
    }
}

pub(super) fn catalogue() -> Catalogue {
    Catalogue::new(lexicon(), &aliases())
}

/// A user's own names.
pub(super) fn aliases() -> Vec<UserAlias> {
    let alias = |form: &str, name: &str, entity_type, country, id: Option<&str>| UserAlias {
        form: form.into(),
        name: name.into(),
        entity_type,
        country,
        id: id.map(Into::into),
    };
    vec![
        alias("Batka", "Alexander Lukashenko", EntityType::Person, Some("BLR"), None),
        alias("the Old Man", "Nikolai Zorin", EntityType::Person, None, Some("person:zorin")),
        alias("the Eight", "Shanghai Cooperation Organisation", EntityType::Org, None, Some("org:sco")),
        alias("the House", "National Assembly", EntityType::Org, Some("FRA"), None),
    ]
}

pub(super) fn document(text: String) -> Document {
    Document {
        id: DocId::of("test.txt", None),
        text: AlignedText::identity(text),
        encoding: "utf-8",
        title_span: None,
        title: None,
        published: Published::default(),
        dateline: None,
        language: None,
        blocks: Vec::new(),
        gaps: Vec::new(),
        flags: Vec::new(),
    }
}

/// A text of persons' names, one after the other, with a mention for each.
pub(super) fn people(names: &[&str]) -> (Document, Vec<Mention>) {
    let mut text = String::new();
    let mut mentions = Vec::new();
    for name in names {
        let span = Span::new(text.len(), text.len() + name.len());
        mentions.push(Mention::new(span, 0, EntityType::Person, RecognizerKind::Model, 1.0));
        text.push_str(name);
        text.push_str("; ");
    }
    (document(text), mentions)
}
