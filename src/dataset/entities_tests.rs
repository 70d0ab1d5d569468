//! Laws and examples of the fold `entities`.

use polars::df;
use polars::prelude::{DataFrame, DataType, IntoLazy as _, col};
use proptest::prelude::*;

use super::*;
use crate::config::OutputSettings;
use crate::dataset::testing::Release;
use crate::model::{DocId, EntityKey};

/// A row of `mentions`: document, name, role with country, day.
#[derive(Clone, Debug)]
struct Mention {
    document: u8,
    name: &'static str,
    role: Option<(&'static str, Option<&'static str>)>,
}

fn mention() -> impl Strategy<Value = Mention> {
    let names = vec![
        "Lukashenko",
        "Alexander Lukashenko",
        "Viktor Lukashenko",
        "Aliaksandr Lukashenka",
        "Lee Kim",
        "Kim Jong Un",
        "Jong Un Kim",
        "MINSK",
        "Kim",
        "George Bush",
        "George W. Bush",
        "George H. W. Bush",
        "Bush",
    ];
    let roles = vec![
        None,
        Some(("head_of_state", Some("BLR"))),
        Some(("head_of_state", None)),
        Some(("minister", Some("BLR"))),
        Some(("head_of_state", Some("PRK"))),
    ];
    (0u8..6, prop::sample::select(names), prop::sample::select(roles)).prop_map(|(document, name, role)| Mention {
        document,
        name,
        role,
    })
}

fn frame(mentions: &[&Mention]) -> DataFrame {
    let id = |mention: &&Mention| EntityKey::new(EntityType::Person, mention.name.to_lowercase()).id().to_string();
    let column = |cell: fn(&Mention) -> Option<&'static str>| mentions.iter().map(|m| cell(m)).collect::<Vec<_>>();
    df!(
        "doc_id" => mentions.iter().map(|m| DocId::of(&m.document.to_string(), None).to_string()).collect::<Vec<_>>(),
        "entity_id" => mentions.iter().map(id).collect::<Vec<_>>(),
        "entity_type" => column(|_| Some("PERSON")),
        "subtype" => column(|_| None),
        "text" => column(|m| m.name.rsplit(' ').next()),
        "name" => column(|m| Some(m.name)),
        "role" => column(|m| m.role.map(|(role, _)| role)),
        "country" => column(|m| m.role.and_then(|(_, country)| country)),
        // A document in seven has no date.
        "published_date" => mentions.iter().map(|m| (m.document % 7 != 3).then_some(19_000 + i32::from(m.document))).collect::<Vec<_>>(),
    )
    .unwrap()
    .lazy()
    .with_column(col("published_date").cast(DataType::Date))
    .collect()
    .unwrap()
}

fn folded(chunks: &[Vec<&Mention>]) -> Vec<EntityRow> {
    let mut fold = Fold::default();
    for chunk in chunks {
        fold.absorb(frame(chunk)).unwrap();
    }
    Entities::new(fold, Lexicon::embedded()).collect()
}

/// The mentions in groups of whole documents.
fn cut<'m>(mentions: &'m [Mention], chunk_of: &[usize]) -> Vec<Vec<&'m Mention>> {
    let mut chunks = vec![Vec::new(); 6];
    for mention in mentions {
        chunks[chunk_of[usize::from(mention.document)]].push(mention);
    }
    chunks
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn chunks_and_their_order_do_not_matter(
        mentions in prop::collection::vec(mention(), 0..40),
        chunk_of in prop::collection::vec(0usize..6, 6),
        order in Just(vec![0usize, 1, 2, 3, 4, 5]).prop_shuffle(),
    ) {
        let chunks = cut(&mentions, &chunk_of);
        let shuffled: Vec<_> = order.iter().map(|&at| chunks[at].iter().rev().copied().collect()).collect();
        let at_once = folded(&[mentions.iter().collect()]);
        prop_assert_eq!(&folded(&chunks), &at_once);
        prop_assert_eq!(&folded(&shuffled), &at_once);
    }

    #[test]
    fn nothing_is_lost_and_rows_are_sorted(mentions in prop::collection::vec(mention(), 0..40)) {
        let rows = folded(&[mentions.iter().collect()]);
        prop_assert_eq!(rows.iter().map(|row| row.n_mentions).sum::<i64>(), mentions.len() as i64);
        prop_assert!(rows.is_sorted_by(|one, next| one.entity_id < next.entity_id));
        for row in &rows {
            let named = |m: &&Mention| m.name == row.name;
            let documents: std::collections::BTreeSet<u8> = mentions.iter().filter(named).map(|m| m.document).collect();
            prop_assert_eq!(row.n_docs, documents.len() as i64);
            prop_assert!(row.aliases.contains(&row.name) && row.aliases.is_sorted());
            prop_assert!(!(row.ambiguous && row.same_as.is_some()));
        }
    }
}

proptest! {
    #[test]
    fn same_as_leads_to_a_row_that_is_itself(mentions in prop::collection::vec(mention(), 0..40)) {
        let rows = folded(&[mentions.iter().collect()]);
        for row in rows.iter().filter(|row| row.same_as.is_some()) {
            let target = rows.iter().find(|other| Some(&other.entity_id) == row.same_as.as_ref());
            prop_assert!(target.is_some_and(|target| target.same_as.is_none()));
            prop_assert!(row.evidence.is_some());
        }
    }

    /// Alexander is not Viktor, and George W. not George H. W., whatever offices they are given.
    #[test]
    fn two_people_of_one_surname_never_become_one(mentions in prop::collection::vec(mention(), 0..40)) {
        let rows = folded(&[mentions.iter().collect()]);
        let root = |name: &str| {
            let row = rows.iter().find(|row| row.name == name)?;
            Some(row.same_as.clone().unwrap_or_else(|| row.entity_id.clone()))
        };
        for (one, other) in [
            ("Alexander Lukashenko", "Viktor Lukashenko"),
            ("Aliaksandr Lukashenka", "Viktor Lukashenko"),
            ("George W. Bush", "George H. W. Bush"),
            ("Lee Kim", "Kim Jong Un"),
        ] {
            prop_assert!(root(one).is_none() || root(one) != root(other), "{} and {}", one, other);
        }
    }
}

fn entities_of(marked: &[&str]) -> Vec<EntityRow> {
    entities(&Release::publish(marked).dataset(), Lexicon::embedded()).unwrap().collect()
}

fn named<'r>(rows: &'r [EntityRow], name: &str) -> &'r EntityRow {
    rows.iter().find(|row| row.name == name).unwrap()
}

#[test]
fn how_the_file_is_cut_into_row_groups_does_not_matter() {
    let marked = ["[Petr Novak]{PERSON CZE minister} met [Minsk]{GPE BLR}. [Novak]{PERSON CZE minister} left."; 5];
    let cut = |row_group_rows| {
        let settings = OutputSettings { row_group_rows, ..OutputSettings::default() };
        let release = Release::publish_with(&marked, &settings);
        entities(&release.dataset(), Lexicon::embedded()).unwrap().collect::<Vec<_>>()
    };
    assert_eq!(cut(3), cut(1000));
    assert_eq!(named(&cut(3), "Petr Novak").n_docs, 5);
}

#[test]
fn what_no_run_writes_is_an_error() {
    let release = Release::publish(&["[Petr Novak]{PERSON CZE minister} spoke."]);
    release.rewrite("mentions", |rows| rows.with_column(polars::prelude::lit("wizard").alias("role")));
    let error = entities(&release.dataset(), Lexicon::embedded()).unwrap_err();
    assert!(matches!(&error, DatasetError::Content { table, .. } if table == "mentions"), "{error}");
    assert!(error.to_string().contains("wizard"));
}

#[test]
fn a_surname_with_its_office_is_the_person_who_holds_it() {
    let rows = entities_of(&[
        "[Alexander Lukashenko]{PERSON BLR head_of_state} met [Viktor Lukashenko]{PERSON}.",
        "[Lukashenko]{PERSON BLR head_of_state} spoke. [Lukashenko]{PERSON BLR head_of_state} left.",
    ]);
    let short = named(&rows, "Lukashenko");
    assert_eq!(short.same_as.as_deref(), Some(named(&rows, "Alexander Lukashenko").entity_id.as_str()));
    assert_eq!(short.evidence.as_deref(), Some("surname with office head_of_state BLR"));
    assert!(!short.ambiguous);
    assert_eq!((short.n_mentions, short.n_docs, short.first_date), (2, 1, Some(jiff::civil::date(2022, 1, 21))));
    assert_eq!(short.country.as_deref(), Some("BLR"));
    let role = &short.roles[0];
    assert_eq!((role.role.as_str(), role.country.as_deref(), role.n_docs), ("head_of_state", Some("BLR"), 1));
}

#[test]
fn two_who_share_a_surname_are_never_merged() {
    let rows = entities_of(&[
        "[Anna Novak]{PERSON CZE minister} and [Petr Novak]{PERSON CZE minister} met.",
        "[Novak]{PERSON CZE minister} spoke.",
    ]);
    let short = named(&rows, "Novak");
    assert_eq!((short.same_as.as_deref(), short.ambiguous), (None, true));
}

#[test]
fn one_namesake_without_a_shared_office_is_no_evidence() {
    let rows = entities_of(&["[Anna Novak]{PERSON CZE minister} met [Novak]{PERSON SVK minister}."]);
    let short = named(&rows, "Novak");
    assert_eq!((short.same_as.as_deref(), short.ambiguous), (None, false));
}

#[test]
fn an_office_of_no_country_is_no_evidence() {
    let rows = entities_of(&["[Anna Novak]{PERSON spokesperson} spoke. [Novak]{PERSON spokesperson} left."]);
    assert_eq!(named(&rows, "Novak").same_as, None);
}

/// The rows of documents of a person each: name, role with country, day since 1970.
fn people(persons: &[(&'static str, &'static str, Option<&'static str>, u8)]) -> Vec<EntityRow> {
    let mention = |(name, role, country, document): &(&'static str, &'static str, Option<&'static str>, u8)| Mention {
        document: *document,
        name,
        role: Some((*role, *country)),
    };
    let mentions: Vec<Mention> = persons.iter().map(mention).collect();
    folded(&[mentions.iter().collect()])
}

fn assert_same(rows: &[EntityRow], name: &str, other: &str, evidence: &str) {
    let row = named(rows, name);
    assert_eq!(row.same_as.as_deref(), Some(named(rows, other).entity_id.as_str()), "{name}");
    assert_eq!(row.evidence.as_deref(), Some(evidence), "{name}");
}

#[test]
fn a_middle_initial_is_left_out() {
    let rows = people(&[
        ("Olympia Snowe", "legislator", Some("USA"), 0),
        ("Olympia Snowe", "legislator", Some("USA"), 1),
        ("Olympia J. Snowe", "legislator", None, 2),
    ]);
    assert_same(&rows, "Olympia J. Snowe", "Olympia Snowe", "given name and surname with office legislator USA");
    let rows = people(&[("Olympia Snowe", "legislator", Some("USA"), 0), ("Olympia J. Snowe", "mayor", None, 2)]);
    assert!(rows.iter().all(|row| row.same_as.is_none() && !row.ambiguous));
}

#[test]
fn a_name_that_two_fuller_ones_fit_is_ambiguous() {
    let office = |name, document| (name, "head_of_state", Some("USA"), document);
    let rows = people(&[office("George W. Bush", 0), office("George H. W. Bush", 1), office("George Bush", 2)]);
    assert!(named(&rows, "George Bush").ambiguous);
    let rows = people(&[
        office("George W. Bush", 0),
        ("George H. W. Bush", "legislator", Some("USA"), 1),
        office("George Bush", 2),
    ]);
    assert_same(&rows, "George Bush", "George W. Bush", "given name and surname with office head_of_state USA");
}

#[test]
fn the_other_order_is_one_name() {
    let rows = people(&[
        ("Xi Jinping", "head_of_state", Some("CHN"), 0),
        ("Xi Jinping", "head_of_state", Some("CHN"), 1),
        ("Jinping Xi", "official", None, 2),
        ("Szabo Anna", "minister", Some("HUN"), 3),
        ("Anna Szabo", "minister", Some("HUN"), 3),
        ("Anna Szabo", "minister", Some("HUN"), 4),
        ("Paul Martin", "minister", Some("CAN"), 5),
        ("Martin Paul", "mayor", Some("CAN"), 5),
    ]);
    assert_same(&rows, "Jinping Xi", "Xi Jinping", "family name and given name in the other order");
    assert_same(&rows, "Szabo Anna", "Anna Szabo", "the same names in the other order with office minister HUN");
    assert_eq!(named(&rows, "Martin Paul").same_as, None);
}

#[test]
fn another_spelling_needs_the_office_of_one_holder() {
    let rows = people(&[
        ("Sergey Lavrov", "foreign_minister", Some("RUS"), 0),
        ("Sergey Lavrov", "foreign_minister", Some("RUS"), 1),
        ("Sergei Lavrov", "foreign_minister", Some("RUS"), 2),
        ("Lawrow", "foreign_minister", Some("RUS"), 2),
        ("Anna Petrova", "legislator", Some("RUS"), 2),
        ("Ana Petrova", "legislator", Some("RUS"), 3),
    ]);
    assert_same(&rows, "Sergei Lavrov", "Sergey Lavrov", "another spelling with office foreign_minister RUS");
    assert_same(&rows, "Lawrow", "Sergey Lavrov", "another spelling with office foreign_minister RUS");
    assert_eq!(named(&rows, "Ana Petrova").same_as, None);
}

#[test]
fn the_period_of_an_office_decides_between_father_and_son() {
    let rows = people(&[
        ("Kim Jong Il", "head_of_state", Some("PRK"), 0),
        ("Kim Jong Il", "head_of_state", Some("PRK"), 2),
        ("Kim", "head_of_state", Some("PRK"), 1),
        ("Kim Jong Un", "head_of_state", Some("PRK"), 4),
    ]);
    let evidence = "surname with office head_of_state PRK, held from 2022-01-08 to 2022-01-10";
    assert_same(&rows, "Kim", "Kim Jong Il", evidence);
    let rows = people(&[
        ("Kim Jong Il", "head_of_state", Some("PRK"), 0),
        ("Kim", "head_of_state", Some("PRK"), 0),
        ("Kim", "head_of_state", Some("PRK"), 4),
        ("Kim Jong Un", "head_of_state", Some("PRK"), 4),
    ]);
    assert!(named(&rows, "Kim").ambiguous);
}

#[test]
fn a_role_without_country_means_its_only_holder_of_the_surname() {
    let holders = [
        ("Sergey Lavrov", "foreign_minister", Some("RUS"), 0),
        ("Lavrov", "foreign_minister", None, 1),
        ("Pavel Lavrov", "mayor", Some("RUS"), 2),
    ];
    let evidence = "surname with the role of the only holder of office foreign_minister RUS";
    assert_same(&people(&holders), "Lavrov", "Sergey Lavrov", evidence);
    let rows = people(&[holders[0], holders[1], ("Oleg Lavrov", "foreign_minister", Some("BLR"), 2)]);
    assert!(named(&rows, "Lavrov").ambiguous);
}

#[test]
fn an_office_of_another_country_is_not_explained_by_one_of_the_same() {
    let rows = people(&[
        ("Anna Novak", "minister", Some("CZE"), 0),
        ("Novak", "minister", Some("CZE"), 1),
        ("Novak", "legislator", Some("USA"), 2),
    ]);
    assert_eq!(named(&rows, "Novak").same_as, None);
}

#[test]
fn an_office_without_country_is_counted_with_the_only_one_that_has_one() {
    let rows = people(&[
        ("Sergey Lavrov", "foreign_minister", Some("RUS"), 0),
        ("Sergey Lavrov", "foreign_minister", None, 2),
        ("Sergey Lavrov", "envoy", None, 2),
    ]);
    let roles = &named(&rows, "Sergey Lavrov").roles;
    let shown: Vec<_> = roles.iter().map(|cell| (cell.role.as_str(), cell.country.as_deref(), cell.n_docs)).collect();
    assert_eq!(shown, [("foreign_minister", Some("RUS"), 2), ("envoy", None, 1)]);
    assert_eq!(roles[0].last_date, Some(jiff::civil::date(2022, 1, 10)));
}

/// The rows of named bodies: type, entity key, printed text, country; a document each.
fn bodies(mentions: &[(&str, &str, &str, Option<&str>)]) -> Vec<EntityRow> {
    let id = |kind: &str, key: &str| EntityKey::new(EntityType::parse(kind).unwrap(), key).id().to_string();
    let none = || vec![None::<&str>; mentions.len()];
    let frame = df!(
        "doc_id" => (0..mentions.len()).map(|at| DocId::of(&at.to_string(), None).to_string()).collect::<Vec<_>>(),
        "entity_id" => mentions.iter().map(|(kind, key, ..)| id(kind, key)).collect::<Vec<_>>(),
        "entity_type" => mentions.iter().map(|(kind, ..)| *kind).collect::<Vec<_>>(),
        "subtype" => none(),
        "text" => mentions.iter().map(|(_, _, text, _)| *text).collect::<Vec<_>>(),
        "name" => mentions.iter().map(|(_, _, text, _)| *text).collect::<Vec<_>>(),
        "role" => none(),
        "country" => mentions.iter().map(|(.., country)| *country).collect::<Vec<_>>(),
        "published_date" => vec![19_000i32; mentions.len()],
    );
    let frame = frame.unwrap().lazy().with_column(col("published_date").cast(DataType::Date)).collect().unwrap();
    let mut fold = Fold::default();
    fold.absorb(frame).unwrap();
    Entities::new(fold, Lexicon::embedded()).collect()
}

#[test]
fn an_acronym_is_the_name_that_documents_explain_it_by() {
    let explained = [
        ("ORG", "name:northern rivers water board", "Northern Rivers Water Board", None),
        ("ORG", "name:northern rivers water board", "NRWB", None),
        ("ORG", "name:nrwb", "NRWB", None),
    ];
    let rows = bodies(&explained);
    let evidence = "acronym that documents explain by this name only";
    assert_same(&rows, "NRWB", "Northern Rivers Water Board", evidence);
    let mut twice = explained.to_vec();
    twice.push(("ORG", "name:new road works bureau", "New Road Works Bureau", None));
    twice.push(("ORG", "name:new road works bureau", "NRWB", None));
    assert!(named(&bodies(&twice), "NRWB").ambiguous);
}

#[test]
fn a_body_without_country_is_the_one_that_has_one_unless_all_countries_have_such() {
    let rows = bodies(&[
        ("ORG", "name:minsk tractor works|BLR", "Minsk Tractor Works", Some("BLR")),
        ("ORG", "name:minsk tractor works", "Minsk tractor works", None),
        ("ORG", "name:ministry of health|BLR", "Ministry of Health", Some("BLR")),
        ("ORG", "name:ministry of health", "Ministry of health", None),
        ("ORG", "name:ministry of sport|BLR", "Ministry of Sport", Some("BLR")),
        ("ORG", "name:ministry of sport|FRA", "Ministry of Sport", Some("FRA")),
        ("ORG", "name:ministry of sport", "Ministry of sport", None),
        ("GPE", "name:bangor|USA", "Bangor", Some("USA")),
        ("GPE", "name:bangor|GBR", "Bangor", Some("GBR")),
        ("GPE", "name:bangor", "BANGOR", None),
    ]);
    let evidence = "name that documents print with one country only, BLR";
    assert_same(&rows, "Minsk tractor works", "Minsk Tractor Works", evidence);
    let state = |name: &str| (named(&rows, name).same_as.is_some(), named(&rows, name).ambiguous);
    assert_eq!(state("Ministry of health"), (false, false));
    assert_eq!(state("Ministry of sport"), (false, true));
    assert_eq!(state("BANGOR"), (false, true));
}

#[test]
fn names_that_run_together_are_no_persons_of_the_surname() {
    let mut mentions = vec![
        ("Hillary Clinton Joe Biden", "legislator", Some("USA"), 5),
        ("Dodd Biden", "legislator", Some("USA"), 5),
        ("Biden", "legislator", Some("USA"), 4),
    ];
    for document in 0..2 {
        mentions.push(("Joe Biden", "legislator", Some("USA"), document));
        mentions.push(("Hillary Clinton", "legislator", Some("USA"), document));
        mentions.push(("Dodd", "legislator", Some("USA"), document));
    }
    assert_same(&people(&mentions), "Biden", "Joe Biden", "surname with office legislator USA");
}

#[test]
fn a_short_given_name_needs_the_office() {
    let rows = people(&[
        ("Charles E. Grassley", "legislator", Some("USA"), 0),
        ("Charles E. Grassley", "legislator", Some("USA"), 1),
        ("Chuck Grassley", "legislator", Some("USA"), 2),
        ("Ted Kennedy", "judge", Some("USA"), 2),
        ("Edward Kennedy", "legislator", Some("USA"), 2),
    ]);
    let evidence = "a short form of the given name with office legislator USA";
    assert_same(&rows, "Chuck Grassley", "Charles E. Grassley", evidence);
    assert_eq!(named(&rows, "Ted Kennedy").same_as, None);
}

#[test]
fn spaces_in_a_name_do_not_matter() {
    let rows = people(&[
        ("Kim Jong Un", "official", None, 0),
        ("Kim Jong Un", "official", None, 1),
        ("Kim Jongun", "envoy", None, 2),
    ]);
    assert_same(&rows, "Kim Jongun", "Kim Jong Un", "the same letters, spaced differently");
}
