//! The table of known words: clusters of their vectors, and lists of names from the gazetteers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use communique::stages::recognize::tagger::lexical::{Known, NameList, key_of};
use communique::stages::recognize::tagger::table::Table;

use crate::clusters::cluster;

/// Numbers of small and of large clusters.
const FINE: usize = 1_024;
const COARSE: usize = 128;
/// A city of this size is seldom anything else.
const LARGE_CITY: u64 = 500_000;

#[derive(Default)]
struct Word {
    fine: u32,
    coarse: u32,
    lists: Vec<NameList>,
}

/// The bytes of the table. `vectors` is the common stem of the files that `vectors.py` writes; `gazetteer` the folder of
/// name lists.
///
/// # Errors
/// Where a file cannot be read or is not in its form.
pub fn table(vectors: &Path, gazetteer: &Path) -> io::Result<Vec<u8>> {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    add_clusters(vectors, &mut words)?;
    add_persons(gazetteer, &mut words)?;
    add_cities(gazetteer, &mut words)?;
    let pairs: Vec<(u64, u32)> = words
        .iter()
        .map(|(word, known)| (key_of(word), Known::new(known.fine, known.coarse, &known.lists).bits()))
        .collect();
    Ok(Table::build(&pairs))
}

fn add_clusters(stem: &Path, words: &mut BTreeMap<String, Word>) -> io::Result<()> {
    let listed = fs::read_to_string(stem.with_extension("words"))?;
    let bytes = fs::read(stem.with_extension("rows"))?;
    let vectors: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    let mut lines = listed.lines();
    let head: Vec<usize> = lines.next().unwrap_or_default().split('\t').filter_map(|cell| cell.parse().ok()).collect();
    let [_, width] = head[..] else { return Err(io::Error::other("the list of words has no head line")) };
    let (fine, centroids) = cluster(&vectors, width, FINE, 1);
    let (coarse, _) = cluster(&centroids, width, COARSE, 2);
    for line in lines {
        let mut cells = line.split('\t');
        let row = cells.next().and_then(|cell| cell.parse::<usize>().ok());
        let (Some(row), Some(word)) = (row, cells.nth(1)) else { continue };
        let fine = fine[row];
        let entry = words.entry(word.to_owned()).or_default();
        // 0 stands for no cluster.
        entry.fine = fine as u32 + 1;
        entry.coarse = coarse[fine] as u32 + 1;
    }
    Ok(())
}

fn list(words: &mut BTreeMap<String, Word>, word: &str, list: NameList) {
    let lists = &mut words.entry(word.to_lowercase()).or_default().lists;
    if !lists.contains(&list) {
        lists.push(list);
    }
}

/// Given names and surnames: the lists of common names, and the first and last words of persons that are named in full.
fn add_persons(gazetteer: &Path, words: &mut BTreeMap<String, Word>) -> io::Result<()> {
    const LISTS: [(&str, usize, NameList); 2] = [
        ("sigpwned+popular-names-by-country-dataset__common-forenames-by-country.csv", 11, NameList::Forename),
        ("sigpwned+popular-names-by-country-dataset__common-surnames-by-country.csv", 5, NameList::Surname),
    ];
    for (file, column, of) in LISTS {
        for line in fs::read_to_string(gazetteer.join(file))?.lines().skip(1) {
            let name = line.split(',').nth(column).unwrap_or_default().trim_matches('"');
            if name.chars().count() > 1 && name.chars().all(char::is_alphabetic) {
                list(words, name, of);
            }
        }
    }
    let mut persons: BTreeSet<(String, NameList)> = BTreeSet::new();
    for line in fs::read_to_string(gazetteer.join("leaders.jsonl"))?.lines() {
        let leader: serde_json::Value = serde_json::from_str(line).map_err(io::Error::other)?;
        let name = leader["name"].as_str().unwrap_or_default();
        let parts: Vec<&str> = name.split(' ').filter(|part| is_name_part(part)).collect();
        if let [first, .., last] = parts[..] {
            persons.insert((first.to_owned(), NameList::Forename));
            persons.insert((last.to_owned(), NameList::Surname));
        }
    }
    let people = fs::read_to_string(gazetteer.join("frus-people-terms.json"))?;
    let people: serde_json::Value = serde_json::from_str(&people).map_err(io::Error::other)?;
    each_string(&people, &mut |text| {
        // "Surname, Given Middle, …"
        let mut pieces = text.split(", ");
        let (Some(surname), Some(given)) = (pieces.next(), pieces.next()) else { return };
        let given = given.split(' ').next().unwrap_or_default();
        if is_name_part(surname) && is_name_part(given) {
            persons.insert((given.to_owned(), NameList::Forename));
            persons.insert((surname.to_owned(), NameList::Surname));
        }
    });
    for (word, of) in persons {
        list(words, &word, of);
    }
    Ok(())
}

fn is_name_part(part: &str) -> bool {
    part.chars().next().is_some_and(char::is_uppercase)
        && part.chars().filter(|char| char.is_lowercase()).count() >= 2
        && part.chars().all(|char| char.is_alphabetic() || matches!(char, '\'' | '’'))
}

fn each_string(value: &serde_json::Value, visit: &mut impl FnMut(&str)) {
    match value {
        serde_json::Value::String(text) => visit(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| each_string(item, visit)),
        serde_json::Value::Object(fields) => fields.iter().for_each(|(key, item)| {
            visit(key);
            each_string(item, visit);
        }),
        _ => {}
    }
}

fn add_cities(gazetteer: &Path, words: &mut BTreeMap<String, Word>) -> io::Result<()> {
    for line in fs::read_to_string(gazetteer.join("cities15000.tsv"))?.lines() {
        let mut cells = line.split('\t');
        let (Some(name), _, Some(people)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let people: u64 = people.parse().unwrap_or(0);
        if name.split([' ', '-']).count() > 3 {
            continue;
        }
        list(words, name, NameList::City);
        if people >= LARGE_CITY {
            list(words, name, NameList::LargeCity);
        }
    }
    Ok(())
}
