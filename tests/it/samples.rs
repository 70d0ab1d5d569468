//! The samples of a fresh clone: every table has something to look at.

use std::path::Path;

use serde_json::json;

use crate::support::{repository, rows, succeed};

fn publish(folder: &Path) {
    let input = repository().join("input");
    succeed(folder, &["run", "--input", input.to_str().unwrap()]);
}

#[test]
fn every_table_has_rows_and_the_check_is_clean() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path());
    succeed(folder.path(), &["check"]);
    for table in ["documents", "sentences", "mentions", "entities", "duplicates", "quarantine"] {
        let count = rows(folder.path(), &format!("SELECT COUNT(*) AS n FROM {table}"));
        assert!(count[0]["n"].as_u64().unwrap() > 0, "{table} is empty");
    }
}

#[test]
fn nothing_is_lost_between_the_samples_and_the_tables() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path());
    let documents = rows(folder.path(), "SELECT source_path, source_member FROM documents");
    let quarantined = rows(folder.path(), "SELECT source_path, code FROM quarantine ORDER BY source_path");
    assert_eq!(documents.len(), 14 - 1 + 3, "14 files that can be read, one of which holds 3 records");
    assert_eq!(
        quarantined,
        [
            json!({"source_path": "archive/lost-in-transfer.txt", "code": "empty"}),
            json!({"source_path": "archive/scan-0042.txt", "code": "binary"}),
        ]
    );
}

/// Each form of the real world, by the one thing that is hard in it.
#[test]
fn each_form_is_read_as_it_should_be() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path());
    let document = |path: &str, columns: &str| {
        let query = format!("SELECT {columns} FROM documents WHERE source_path = '{path}'");
        rows(folder.path(), &query).into_iter().next().unwrap_or_else(|| panic!("{path} is no document"))
    };

    let readout =
        document("statements/2023-05-11-readout-kenya-japan.txt", "published_precision, published_source, text");
    assert_eq!(readout["published_precision"], "minute");
    assert!(readout["text"].as_str().unwrap().contains("visit to Kenya. The meeting"), "the wide space is a space");

    let wire = document("wire/2022-03-03-drought-appeal.txt", "published_date, published_source, dateline_place");
    assert_eq!(
        wire,
        json!({"published_date": "2022-03-03", "published_source": "dateline", "dateline_place": "NAIROBI"})
    );

    let condolences = document("archive/condolences-windows-1252.txt", "encoding, text");
    assert_eq!(condolences["encoding"], "windows-1252");
    assert!(condolences["text"].as_str().unwrap().contains("José Ibáñez Núñez"));

    let speech = document("archive/speech-hard-wrapped.txt", "text, flags");
    assert!(speech["flags"].as_array().unwrap().contains(&json!("unwrapped")));
    assert!(speech["text"].as_str().unwrap().contains("in congratulating you on your election"));
    assert!(speech["text"].as_str().unwrap().contains("before the end of this year, at the conference in Doha."));

    let flood = document("archive/flood-statement.txt", "flags, n_sentences");
    assert!(flood["flags"].as_array().unwrap().contains(&json!("no_newlines")));
    assert!(flood["n_sentences"].as_i64().unwrap() >= 7);

    let phone = document("statements/2018-06-05-phone-call.txt", "text, published_date");
    assert!(!phone["text"].as_str().unwrap().contains('\r'));
    assert_eq!(phone["published_date"], "2018-06-05");

    let appointment = document("statements/2020-10-01-bom-appointment.txt", "title");
    assert_eq!(appointment["title"], "Kim Soo-jin Appointed Ambassador to the Kingdom of Thailand");

    let zones = "SELECT DISTINCT zone FROM sentences JOIN documents ON sentences.doc_id = documents.doc_id \
                 WHERE source_path = 'statements/2021-09-14-press-conference.txt' ORDER BY zone";
    let zones: Vec<_> = rows(folder.path(), zones).iter().map(|row| row["zone"].as_str().unwrap().to_owned()).collect();
    assert!(zones.contains(&"question".to_owned()) && zones.contains(&"answer".to_owned()), "{zones:?}");
}
