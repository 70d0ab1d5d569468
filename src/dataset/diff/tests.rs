//! A diff tells what was done between two versions, however many passes it takes.

use std::collections::BTreeMap;

use polars::prelude::{col, lit, when};
use proptest::prelude::*;

use super::*;
use crate::dataset::testing::{Release, source_path};

fn count(sample: &Sample) -> u64 {
    sample.count
}

fn paths(sample: &Sample) -> Vec<&str> {
    sample.first.iter().map(|label| label[0].as_deref().unwrap()).collect()
}

fn tell(diff: &Diff) -> String {
    let mut out = Vec::new();
    write_diff(diff, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_version_does_not_differ_from_itself() {
    let release = Release::publish(&["[Minsk]{GPE BLR} spoke.", "All is well."]);
    let same = diff(&release.dataset(), &release.dataset(), 5).unwrap();
    assert!(same.is_empty(), "{same:?}");
    assert_eq!(same.documents.unchanged, 2);
    assert!(tell(&same).ends_with("no difference\n"));
}

#[test]
fn what_was_added_changed_and_removed_is_told_with_its_path() {
    let a = Release::publish(&["[Minsk]{GPE BLR} spoke.", "All is well.", "Talks go on."]);
    let b = Release::publish(&["[Minsk]{GPE BLR} spoke.", "All was well."]);
    let found = diff(&a.dataset(), &b.dataset(), 5).unwrap();
    assert_eq!((found.documents.unchanged, count(&found.documents.added)), (1, 0));
    assert_eq!(paths(&found.documents.changed), [source_path(1)]);
    assert_eq!(paths(&found.documents.removed), [source_path(2)]);
    assert_eq!(found.tables[0], Count { name: "documents".into(), a: 3, b: 2 });
    assert_eq!((found.entities.unchanged, found.entity_types.len()), (1, 1));

    let back = diff(&b.dataset(), &a.dataset(), 5).unwrap();
    assert_eq!(paths(&back.documents.added), [source_path(2)]);
    assert!(!back.is_empty() && back.schema.is_empty() && back.settings.is_empty());
}

#[test]
fn the_text_of_a_diff() {
    let a = Release::publish(&["[Minsk]{GPE BLR} spoke.", "All is well.", "Talks go on.", "They end."]);
    let b = Release::publish(&["[Oslo]{GPE NOR} spoke."]);
    let mut manifest = b.dataset().manifest().unwrap();
    manifest.run.insert("limit".into(), 1.into());
    manifest.software = "communique 9.9\u{1b}[2J".into();
    b.write_manifest(&manifest);
    let found = diff(&a.dataset(), &b.dataset(), 2).unwrap();
    let ids = |text: &str| text.split("  ").filter(|word| word.trim().len() != 32).collect::<Vec<_>>().join("  ");
    let told: Vec<String> = tell(&found).lines().map(ids).collect();
    let software = crate::schema::SOFTWARE;
    assert_eq!(
        told.join("\n"),
        format!(
            "\
version 1 -> version 1

settings
  run.limit: none -> 1
  software: {software} -> communique 9.9\\u{{1b}}[2J

rows                      a            b       change
  documents               4            1           -3
  sentences               4            1           -3
  mentions                1            1
  quarantine              0            0
  entities                1            1
  duplicates              0            0

documents: 0 added, 1 changed, 3 removed, 0 unchanged
  ~ release-000.txt
  - release-001.txt
  - release-002.txt
  - and 1 more

quarantine: 0 added, 0 changed, 0 removed, 0 unchanged

entities                  a            b       change
  GPE                     1            1

entities: 1 added, 0 changed, 1 removed, 0 unchanged
  + Oslo  GPE
  - Minsk  GPE"
        )
    );
}

#[test]
fn columns_of_other_types_or_names_are_told() {
    let (a, b) = (Release::publish(&["All is well."]), Release::publish(&["All is well."]));
    b.rewrite("sentences", |rows| {
        rows.with_column(lit("x").alias("note")).with_column(col("sent_idx").cast(polars::prelude::DataType::Int64))
    });
    let found = diff(&a.dataset(), &b.dataset(), 5).unwrap();
    let told: Vec<_> = found.schema.iter().map(|difference| difference.name.as_str()).collect();
    assert_eq!(told, ["sentences.note", "sentences.sent_idx"]);
    assert_eq!((found.schema[0].a.as_deref(), found.schema[0].b.as_deref()), (None, Some("str")));
}

#[test]
fn files_that_both_have_are_not_read() {
    let (a, b) = (Release::publish(&["All is well.", "So it is."]), Release::publish(&["All is well.", "So it is."]));
    // Spoiled under the hash that the manifest gives: whoever reads it fails.
    std::fs::write(b.file("entities"), "PAR1").unwrap();
    std::fs::write(b.file("duplicates"), "PAR1").unwrap();
    assert!(diff(&a.dataset(), &b.dataset(), 5).is_err(), "entities are counted by type");
    let b = Release::publish(&["All is well.", "So it is."]);
    b.rewrite("documents", |rows| {
        rows.with_column(
            when(col("source_path").eq(lit(source_path(0))))
                .then(lit("0"))
                .otherwise(col("content_hash"))
                .alias("content_hash"),
        )
    });
    let found = diff(&a.dataset(), &b.dataset(), 5).unwrap();
    assert_eq!((count(&found.documents.changed), found.documents.unchanged), (1, 1));
}

#[test]
fn versions_are_named_by_number_current_or_folder() {
    let release = Release::publish(&["All is well."]);
    let dir = release.dataset().dir().to_owned();
    let output = dir.parent().unwrap().parent().unwrap();
    for name in ["1", "000001", "current", dir.to_str().unwrap(), output.to_str().unwrap()] {
        let named = named_version(output, name).unwrap();
        assert_eq!(named.manifest().unwrap().version, 1, "{name}");
    }
    assert!(matches!(named_version(output, "2"), Err(DatasetError::NoVersion { number: 2, .. })));
    assert!(matches!(named_version(output, "no/such"), Err(DatasetError::NotPublished { .. })));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Any number of passes tells the same, and that is what a comparison in memory tells.
    #[test]
    fn passes_do_not_matter(
        a in prop::collection::vec(0u8..3, 1..9),
        b in prop::collection::vec(0u8..3, 1..9),
        keys_a_pass in 1u64..6,
    ) {
        let texts = |of: &[u8]| of.iter().map(|n| format!("Sentence {n}.")).collect::<Vec<_>>();
        let publish = |of: &[u8]| Release::publish(&texts(of).iter().map(String::as_str).collect::<Vec<_>>());
        let (old, new) = (publish(&a), publish(&b));
        let found = diff_in_passes(&old.dataset(), &new.dataset(), 3, keys_a_pass).unwrap();
        prop_assert_eq!(&found, &diff(&old.dataset(), &new.dataset(), 3).unwrap());

        let by_path = |of: &[u8]| of.iter().copied().enumerate().collect::<BTreeMap<_, _>>();
        let (old, new) = (by_path(&a), by_path(&b));
        let both = old.iter().filter_map(|(at, n)| Some((n, new.get(at)?)));
        let documents = &found.documents;
        prop_assert_eq!(documents.unchanged, both.clone().filter(|(a, b)| a == b).count() as u64);
        prop_assert_eq!(documents.changed.count, both.filter(|(a, b)| a != b).count() as u64);
        prop_assert_eq!(documents.added.count, b.len().saturating_sub(a.len()) as u64);
        prop_assert_eq!(documents.removed.count, a.len().saturating_sub(b.len()) as u64);
        prop_assert!(documents.removed.first.len() <= 3);
    }
}
