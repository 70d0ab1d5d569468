//! Each kind of check, passing and failing, over a small version. What is written in the configuration is what is evaluated.

use std::fs;

use super::*;
use crate::config::{self, Options};
use crate::dataset::testing::Release;

/// The checks of these entries, each without its header.
fn ready(entries: &[&str]) -> Result<Vec<Expectation>, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("etl.toml");
    fs::write(&path, entries.iter().map(|entry| format!("[[checks]]\n{entry}\n")).collect::<String>()).unwrap();
    expectations(&config::load(Some(&path), [], Options::default()).unwrap().checks)
}

fn evaluate(entry: &str, dataset: &Dataset, before: Option<&Dataset>) -> CheckOutcome {
    ready(&[entry]).unwrap().remove(0).evaluate(dataset, before).unwrap()
}

/// Three documents of 20 to 22 January 2022, in English, with four mentions.
fn release() -> Release {
    Release::publish(&[
        "[Minsk]{GPE BLR} thanked [Beijing]{GPE CHN}. Talks went on.",
        "[Minsk]{GPE BLR} was silent.",
        "[Nairobi]{GPE KEN} spoke. It rained. It stopped.",
    ])
}

#[track_caller]
fn holds(entry: &str, message: &str) {
    let outcome = evaluate(entry, &release().dataset(), None);
    assert_eq!((outcome.holds, outcome.message.as_str()), (true, message), "{entry}");
}

#[track_caller]
fn fails(entry: &str, message: &str) {
    let outcome = evaluate(entry, &release().dataset(), None);
    assert!(!outcome.holds && outcome.message.starts_with(message), "{entry}\n{}", outcome.message);
}

#[test]
fn not_null() {
    holds("table = 'documents'\nkind = 'not_null'\ncolumns = ['title', 'countries']", "holds of all 3 rows");
    fails("table = 'mentions'\nkind = 'not_null'\ncolumn = 'title'", "fails in 4 of 4 rows (1), such as {mention_id: ");
    fails(
        "table = 'documents'\nkind = 'not_null'\ncolumns = ['title', 'dateline_place']",
        "fails in 3 of 3 rows (1), such as {doc_id: ",
    );
}

#[test]
fn a_share_of_the_rows_may_fail() {
    let entry = |most| {
        format!(
            "table = 'sentences'\nkind = 'pattern'\ncolumn = 'text'\npattern = '^[^I]'\nmax_failed_fraction = {most}"
        )
    };
    holds(&entry(0.34), "fails in 2 of 6 rows (0.3333), and at most 0.34 may");
    fails(&entry(0.33), "fails in 2 of 6 rows (0.3333), and at most 0.33 may, such as {sentence_id: ");
}

#[test]
fn unique() {
    holds("table = 'documents'\nkind = 'unique'\ncolumn = 'source_path'", "holds of all 3 rows");
    holds("table = 'sentences'\nkind = 'unique'\ncolumns = ['doc_id', 'sent_idx']", "holds of all 6 rows");
    fails(
        "table = 'mentions'\nkind = 'unique'\ncolumn = 'country'",
        "1 of 4 rows (0.25) repeat the values of an earlier one, such as {mention_id: ",
    );
    fails("table = 'sentences'\nkind = 'unique'\ncolumn = 'sent_idx'", "3 of 6 rows (0.5) repeat");
    holds("table = 'documents'\nkind = 'unique'\ncolumn = 'dateline_place'", "holds of all 3 rows");
}

#[test]
fn parts_of_the_hashes_find_what_all_of_them_find() {
    let expectation = ready(&["table = 'sentences'\nkind = 'unique'\ncolumn = 'sent_idx'"]).unwrap().remove(0);
    let release = release();
    let surplus = |parts| unique::recurring(&expectation, &release.dataset(), &["sent_idx"], parts).unwrap().surplus;
    assert_eq!([1, 2, 3, 7].map(surplus), [3; 4]);
}

#[test]
fn range() {
    holds("table = 'documents'\nkind = 'range'\ncolumn = 'n_sentences'\nmin = 1\nmax = 3", "holds of all 3 rows");
    fails(
        "table = 'documents'\nkind = 'range'\ncolumn = 'n_sentences'\nmax = 2.5",
        "fails in 1 of 3 rows (0.3333), such as {doc_id: ",
    );
    holds(
        "table = 'documents'\nkind = 'range'\ncolumn = 'language_score'\nmin = 0.9\nmax = 0.9",
        "holds of all 3 rows",
    );
    let dates = "table = 'documents'\nkind = 'range'\ncolumns = ['published_date', 'published_at']\n";
    holds(&format!("{dates}earliest = '2022-01-20'\nlatest = '2022-01-22'"), "holds of all 3 rows");
    fails(&format!("{dates}latest = '2022-01-21'"), "fails in 1 of 3 rows");
    fails(&format!("{dates}earliest = '2022-01-21'"), "fails in 1 of 3 rows");
}

#[test]
fn pattern() {
    holds(
        "table = 'documents'\nkind = 'pattern'\ncolumn = 'source_path'\npattern = '^release-\\d{3}\\.txt$'",
        "holds of all 3 rows",
    );
    let escaped = "table = 'documents'\nkind = 'pattern'\ncolumn = 'title'\npattern = '^\\w+$'";
    fails(escaped, "fails in 3 of 3 rows (1), such as {doc_id: ");
    let told = evaluate(escaped, &release().dataset(), None).message;
    assert!(told.contains("title: A title\\u{1b}[31m}"), "{told}");
}

#[test]
fn row_count() {
    holds("table = 'sentences'\nkind = 'row_count'\nmin_rows = 6\nmax_rows = 6", "6 rows");
    fails("table = 'sentences'\nkind = 'row_count'\nmin_rows = 7", "6 rows, and at least 7 are demanded");
    fails("table = 'sentences'\nkind = 'row_count'\nmax_rows = 5", "6 rows, and at most 5 are allowed");
    holds("table = 'mentions'\nkind = 'row_count'\nwhere = \"country = 'BLR'\"\nmax_rows = 2", "2 rows");
}

#[test]
fn language_share() {
    let entry = "table = 'documents'\nkind = 'language_share'\n";
    holds(&format!("{entry}language = 'en'\nmin_fraction = 1"), "3 of 3 documents (1) are in `en`");
    fails(
        &format!("{entry}language = 'fr'\nmin_fraction = 0.1"),
        "0 of 3 documents (0) are in `fr`, and at least 0.1 is demanded",
    );
    fails(
        &format!("{entry}language = 'en'\nmax_fraction = 0.5"),
        "3 of 3 documents (1) are in `en`, and at most 0.5 is allowed",
    );
}

#[test]
fn change() {
    let entry = "table = 'sentences'\nkind = 'change'\nmax_decrease_fraction = 0.5\nmax_increase_fraction = 0.5";
    let (small, large) = (Release::publish(&["One. Two."]), release());
    let (small, large) = (small.dataset(), large.dataset());
    assert_eq!(evaluate(entry, &large, None).message, "6 rows, and no version before to compare with");
    assert!(evaluate(entry, &large, None).holds);
    let grown = evaluate(entry, &large, Some(&small));
    assert_eq!((grown.holds, grown.message.as_str()), (false, "6 rows after 2: 2 more, and at most 0.5 is allowed"));
    let shrunk = evaluate(entry, &small, Some(&large));
    assert_eq!(
        (shrunk.holds, shrunk.message.as_str()),
        (false, "2 rows after 6: 0.6667 fewer, and at most 0.5 is allowed")
    );
    let same = evaluate(entry, &large, Some(&large));
    assert_eq!((same.holds, same.message.as_str()), (true, "6 rows after 6"));
    let some = format!("{entry}\nwhere = \"text LIKE 'O%'\"");
    assert_eq!(evaluate(&some, &large, Some(&small)).message, "0 rows after 1: 1 fewer, and at most 0.5 is allowed");
}

#[test]
fn a_version_before_that_cannot_be_read_is_told_and_no_error() {
    let outcome = evaluate(
        "table = 'mentions'\nkind = 'change'\nmax_decrease_fraction = 0.1",
        &release().dataset(),
        Some(&Dataset::at("no/such/version")),
    );
    assert!(!outcome.holds && outcome.message.contains("cannot be counted"), "{outcome:?}");
}

#[test]
fn a_condition_chooses_the_rows_and_looks_at_other_columns() {
    holds(
        "table = 'mentions'\nkind = 'pattern'\ncolumn = 'text'\npattern = '^Minsk$'\nwhere = \"country = 'BLR'\"",
        "holds of all 2 rows",
    );
    holds(
        "table = 'sentences'\nkind = 'range'\ncolumn = 'sent_idx'\nmax = 1\nwhere = \"published_date < DATE '2022-01-22'\"",
        "holds of all 3 rows",
    );
    holds(
        "table = 'mentions'\nkind = 'not_null'\ncolumn = 'title'\nwhere = \"country = 'XXX'\"",
        "holds of all 0 rows",
    );
}

#[test]
fn an_empty_table_holds_but_where_rows_are_demanded() {
    for kind in [
        "kind = 'not_null'\ncolumn = 'code'",
        "kind = 'unique'\ncolumn = 'source_path'",
        "kind = 'pattern'\ncolumn = 'code'\npattern = 'x'",
        "kind = 'range'\ncolumn = 'source_bytes'\nmin = 1",
    ] {
        holds(&format!("table = 'quarantine'\n{kind}"), "holds of all 0 rows");
    }
    fails("table = 'quarantine'\nkind = 'row_count'\nmin_rows = 1", "0 rows, and at least 1 are demanded");
    let nobody =
        "table = 'documents'\nkind = 'language_share'\nlanguage = 'en'\nmin_fraction = 1\nwhere = 'n_chars < 0'";
    holds(nobody, "no document to look at");
}

#[test]
fn tables_of_several_files_are_one() {
    let release = release();
    let file = release.file("sentences");
    fs::copy(&file, file.with_file_name("part-00001.parquet")).unwrap();
    let outcome = evaluate("table = 'sentences'\nkind = 'unique'\ncolumn = 'sentence_id'", &release.dataset(), None);
    assert!(outcome.message.starts_with("6 of 12 rows (0.5) repeat"), "{outcome:?}");
}

#[test]
fn conditions_that_are_wrong_come_together_each_with_its_place() {
    let good = "table = 'documents'\nkind = 'row_count'\nmin_rows = 1\nwhere = \"language = 'en'\"";
    let error = ready(&[good, &good.replace("language", "languag"), &good.replace(" = 'en'", " =")]).unwrap_err();
    let told = error.to_string();
    assert_eq!(error.problems.len(), 2, "{told}");
    assert!(told.contains("the table `documents` has no column `languag`\n  --> "), "{told}");
    assert!(
        told.contains("10 | where = \"languag = 'en'\"\n   |         ^^^^^^^^^^^^^^^^ did you mean `language`?"),
        "{told}"
    );
    assert!(told.contains("this is not a condition in SQL"), "{told}");
}

#[test]
fn the_outcome_says_what_it_was_about() {
    let entry = "name = 'dated'\ntable = 'documents'\nkind = 'row_count'\nmin_rows = 9\nseverity = 'warn'";
    let outcome = evaluate(entry, &release().dataset(), None);
    assert_eq!(
        (outcome.name.as_str(), outcome.table, outcome.kind, outcome.severity),
        ("dated", "documents", "row_count", "warn")
    );
    assert!(!outcome.is_fatal() && evaluate(&entry.replace("warn", "error"), &release().dataset(), None).is_fatal());
}
