//! Every law holds for what is published, and every law finds the fault that is made for it.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::*;
use crate::dataset::testing::Release;

const MARKED: &[&str] = &[
    "[Xi Jinping]{PERSON CHN head_of_state} spoke of [[China]{GPE CHN}-[Belarus]{GPE BLR}]{NORP} ties. All is well.",
    "Čaputová was in [Minsk]{GPE BLR}. [Zuzana Čaputová]{PERSON SVK head_of_state} left.",
    "All is well.",
    "All is well.",
    "[Minsk]{GPE BLR} thanked [Beijing]{GPE CHN}.",
];

fn codes(release: &Release) -> Vec<&'static str> {
    let mut codes: Vec<_> = check(&release.dataset()).unwrap().findings.iter().map(|finding| finding.code).collect();
    codes.dedup();
    codes
}

/// Publishes the texts, lets `spoil` change a column of a table, and makes the manifest agree with the changed file.
fn spoiled(table: &str, spoil: impl FnOnce(polars::prelude::LazyFrame) -> polars::prelude::LazyFrame) -> Release {
    let release = Release::publish(MARKED);
    release.rewrite(table, spoil);
    release
}

#[test]
fn what_is_published_obeys_every_law() {
    let report = check(&Release::publish(MARKED).dataset()).unwrap();
    assert_eq!(report.findings, []);
    assert!(report.is_clean() && report.laws == LAWS.len());
}

#[test]
fn an_empty_version_obeys_every_law() {
    assert_eq!(check(&Release::publish(&[]).dataset()).unwrap().findings, []);
}

#[test]
fn laws_have_codes_of_their_own_and_a_sentence_each() {
    let mut seen = HashSet::new();
    for law in LAWS {
        assert!(seen.insert(law.code), "{} stands twice", law.code);
        assert!(law.doc.len() > 10 && law.doc.ends_with('.'), "{}", law.code);
    }
}

#[test]
fn a_stranger_in_a_table_folder_and_a_missing_file_are_found() {
    let release = Release::publish(MARKED);
    let file = release.file("quarantine");
    fs::write(file.with_file_name("README.md"), "notes").unwrap();
    assert_eq!(codes(&release), ["files"]);
    fs::remove_file(&file).unwrap();
    assert!(codes(&release).contains(&"files"));
}

/// Whatever byte is changed, the hash tells; and no change makes the check itself fail.
#[test]
fn a_changed_byte_is_found_wherever_it_is() {
    let release = Release::publish(MARKED);
    for table in ["sentences", "entities"] {
        let path = release.file(table);
        let whole = fs::read(&path).unwrap();
        for at in (0..whole.len()).step_by(whole.len() / 12) {
            damage(&path, &whole, at);
            assert!(codes(&release).contains(&"hashes"), "{table}: byte {at}");
        }
        fs::write(&path, &whole).unwrap();
    }
    assert_eq!(codes(&release), Vec::<&str>::new());
}

fn damage(path: &Path, whole: &[u8], at: usize) {
    let mut bytes = whole.to_vec();
    bytes[at] ^= 0x55;
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_manifest_that_counts_otherwise_is_found() {
    let release = Release::publish(MARKED);
    let mut manifest = release.dataset().manifest().unwrap();
    manifest.records += 1;
    release.write_manifest(&manifest);
    assert_eq!(codes(&release), ["conservation"]);
}

mod spoiled_columns {
    use polars::prelude::{DataType, LazyFrame, NULL, col, lit, when};

    use super::*;

    /// The law that the fault is made for is among those that find it. What polars writes back lacks docs and version,
    /// which the law `schema` finds every time.
    fn assert_found(law: &str, table: &str, spoil: impl FnOnce(LazyFrame) -> LazyFrame) {
        let found = codes(&spoiled(table, spoil));
        assert!(found.contains(&"schema") && found.contains(&law), "{law}: {found:?}");
    }

    #[test]
    fn rewriting_alone_offends_the_schema_only() {
        assert_eq!(codes(&spoiled("mentions", |rows| rows)), ["schema"]);
    }

    #[test]
    fn rows_that_are_gone_are_found() {
        assert_found("counts", "sentences", |rows| rows.filter(col("sent_idx").eq(lit(0))));
        assert_found("conservation", "documents", |rows| rows.filter(col("source_path").neq(lit("release-002.txt"))));
        assert_found("references", "entities", |rows| rows.limit(1));
        assert_found("mentions", "mentions", |rows| rows.filter(col("text").neq(lit("Beijing"))));
    }

    #[test]
    fn values_that_may_not_be_are_found() {
        assert_found("values", "sentences", |rows| rows.with_column(lit("footnote").alias("zone")));
        assert_found("nulls", "mentions", |rows| {
            rows.with_column(when(col("text").eq(lit("Minsk"))).then(lit(NULL)).otherwise(col("text")).alias("text"))
        });
        assert_found("bytes", "mentions", |rows| rows.with_column(lit(NULL).cast(DataType::Int64).alias("end_byte")));
        assert_found("bytes", "mentions", |rows| rows.with_column((col("start_byte") - lit(1i64)).alias("end_byte")));
        assert_found("counts", "mentions", |rows| {
            rows.with_column(lit(NULL).cast(DataType::Date).alias("published_date"))
        });
    }

    #[test]
    fn offsets_beside_the_text_are_found() {
        for table in ["sentences", "mentions"] {
            assert_found("offsets", table, |rows| rows.with_column(col("start_char") + lit(1)));
            assert_found("offsets", table, |rows| rows.with_column(col("end_char") + lit(1000)));
        }
    }

    #[test]
    fn order_and_keys_are_found() {
        assert_found("order", "documents", LazyFrame::reverse);
        assert_found("order", "entities", LazyFrame::reverse);
        assert_found("positions", "mentions", LazyFrame::reverse);
        assert_found("positions", "sentences", |rows| rows.with_column(lit(0).cast(DataType::Int32).alias("sent_idx")));
        assert_found("keys", "entities", |rows| rows.with_column(col("entity_id").first()));
        assert_found("references", "mentions", |rows| rows.with_column(col("mention_id").alias("parent_mention_id")));
    }
}
