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
    role: Option<(&'static str, &'static str)>,
}

fn mention() -> impl Strategy<Value = Mention> {
    let names =
        vec!["Lukashenko", "Alexander Lukashenko", "Viktor Lukashenko", "Lee Kim", "Kim Jong Un", "MINSK", "Kim"];
    let roles = vec![None, Some(("head_of_state", "BLR")), Some(("minister", "BLR")), Some(("head_of_state", "PRK"))];
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
        "country" => column(|m| m.role.map(|(_, country)| country)),
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
