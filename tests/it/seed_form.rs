//! A ministry readout, the form that the project was created from: every table, row by row.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::support::{repository, rows, succeed};

const READOUT: &str = "statements/2023-05-11-readout-kenya-japan.txt";

fn publish() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let input = repository().join("input").join(READOUT);
    succeed(folder.path(), &["run", "--input", input.to_str().unwrap()]);
    folder
}

fn texts(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["text"].as_str().unwrap()).collect()
}

#[test]
fn the_header_is_read() {
    let folder = publish();
    let document = rows(
        folder.path(),
        "SELECT title, published_at, published_precision, published_source, countries FROM documents",
    );
    let title = "Kenyan President Daniel Mwangi Holds Talks with Japanese Prime Minister Kenji Morikawa on the 60th \
                 Anniversary of Kenya-Japan Diplomatic Relations";
    assert_eq!(document[0]["title"], title);
    assert_eq!(document[0]["published_at"], "2023-05-11T18:40:00");
    assert_eq!(document[0]["published_precision"], "minute");
    assert_eq!(document[0]["countries"], json!(["JPN", "KEN"]));
}

#[test]
fn the_sentences_have_their_zones() {
    let folder = publish();
    let zones = rows(folder.path(), "SELECT zone, COUNT(*) AS n FROM sentences GROUP BY zone ORDER BY zone");
    let expected = [("body", 8), ("boilerplate", 1), ("dateline", 1), ("title", 1)];
    assert_eq!(zones, expected.map(|(zone, n)| json!({"zone": zone, "n": n})));
}

#[test]
fn offsets_slice_to_the_printed_text_and_to_the_raw_bytes() {
    let folder = publish();
    let text: Vec<char> =
        rows(folder.path(), "SELECT text FROM documents")[0]["text"].as_str().unwrap().chars().collect();
    let raw = fs::read(repository().join("input").join(READOUT)).unwrap();
    let mut wide = 0;
    for table in ["sentences", "mentions"] {
        let query = format!("SELECT text, start_char, end_char, start_byte, end_byte FROM {table}");
        for row in rows(folder.path(), &query) {
            let at = |name: &str| row[name].as_u64().unwrap_or_else(|| panic!("{row}: no {name}")) as usize;
            let printed = row["text"].as_str().unwrap();
            assert_eq!(text[at("start_char")..at("end_char")].iter().collect::<String>(), printed);
            let bytes = std::str::from_utf8(&raw[at("start_byte")..at("end_byte")]).unwrap();
            assert_eq!(bytes.replace('\u{2002}', " "), printed);
            wide += usize::from(bytes.contains('\u{2002}'));
        }
    }
    assert_eq!(wide, 0, "the wide spaces of this text stand between sentences");
}

#[test]
fn persons_are_one_entity_each_and_have_their_offices() {
    let folder = publish();
    let persons =
        "SELECT text, title, role, country, entity_id FROM mentions WHERE entity_type = 'PERSON' ORDER BY start_char";
    let persons = rows(folder.path(), persons);
    let of = |surname: &str| -> Vec<Value> {
        persons.iter().filter(|row| row["text"].as_str().unwrap().ends_with(surname)).cloned().collect()
    };
    let (mwangi, morikawa) = (of("Mwangi"), of("Morikawa"));
    assert_eq!(texts(&mwangi), ["Daniel Mwangi", "Daniel Mwangi", "Mwangi", "Mwangi"]);
    assert_eq!(texts(&morikawa), ["Kenji Morikawa", "Kenji Morikawa", "Morikawa"]);
    for mentions in [&mwangi, &morikawa] {
        let ids: BTreeSet<_> = mentions.iter().map(|row| row["entity_id"].as_str().expect("linked")).collect();
        assert_eq!(ids.len(), 1, "{mentions:#?}");
    }
    assert_eq!(
        (&mwangi[0]["title"], &mwangi[0]["role"], &mwangi[0]["country"]),
        (&json!("President"), &json!("head_of_state"), &json!("KEN"))
    );
    assert_eq!((&morikawa[1]["role"], &morikawa[1]["country"]), (&json!("head_of_government"), &json!("JPN")));
    assert_eq!(persons.len(), mwangi.len() + morikawa.len(), "nobody else is named: {persons:#?}");

    let entity = "SELECT name, aliases FROM entities WHERE entity_type = 'PERSON' ORDER BY name";
    let names = [
        json!({"name": "Daniel Mwangi", "aliases": ["Daniel Mwangi", "Mwangi"]}),
        json!({"name": "Kenji Morikawa", "aliases": ["Kenji Morikawa", "Morikawa"]}),
    ];
    assert_eq!(rows(folder.path(), entity), names);
}

#[test]
fn countries_have_their_codes_alone_in_pairs_and_as_demonyms() {
    let folder = publish();
    let named = |query: &str| rows(folder.path(), query);
    let pairs = named("SELECT text FROM mentions WHERE subtype = 'pair' ORDER BY start_char");
    assert_eq!(texts(&pairs), ["Kenya-Japan", "Kenya-Japan", "Japan-Kenya"]);
    let parts = named("SELECT text, country FROM mentions WHERE parent_mention_id IS NOT NULL ORDER BY start_char");
    assert_eq!(texts(&parts), ["Kenya", "Japan", "Kenya", "Japan", "Japan", "Kenya"]);
    for (name, code) in [("Kenya", "KEN"), ("Kenyan", "KEN"), ("Japan", "JPN"), ("Japanese", "JPN")] {
        let codes = named(&format!("SELECT DISTINCT country FROM mentions WHERE text = '{name}'"));
        assert_eq!(codes, [json!({"country": code})], "{name}");
    }
}

#[test]
fn values_are_values_and_what_counts_nothing_is_no_number() {
    let folder = publish();
    let value =
        |text: &str| rows(folder.path(), &format!("SELECT entity_type, value FROM mentions WHERE text = '{text}'"));
    assert_eq!(value("May 11, 2023"), [json!({"entity_type": "DATE", "value": "2023-05-11"})]);
    assert_eq!(value("20 billion yen"), [json!({"entity_type": "MONEY", "value": "JPY 20000000000"})]);
    assert_eq!(
        value("60th"),
        [json!({"entity_type": "ORDINAL", "value": "60"}), json!({"entity_type": "ORDINAL", "value": "60"})]
    );
    assert_eq!(value("Paris Agreement"), [json!({"entity_type": "LAW", "value": null})]);
    assert_eq!(value("two"), Vec::<Value>::new());
}
