//! The laws of incremental runs, over random sequences of changes and runs.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::mem::discriminant;

use communique::pipeline::{Outcome, RunError, RunOptions};
use proptest::prelude::*;

use super::world::{World, assert_whole, rows, run, versions};
use crate::support::published;

const NAMES: [&str; 8] = ["a.txt", "b/c.txt", "b/d.md", "e.jsonl", "f.txt.gz", "g.jsonl.gz", "h\ti.txt", "j.jsonl"];

/// Texts, of which some are the same, some are empty, and some are none.
const TEXTS: [&[u8]; 7] = [
    b"Talks in Minsk\n2022-01-20 20:56\n\nPresident Alexander Lukashenko met the Foreign Minister of China. Lukashenko spoke first.\n",
    b"Talks in Minsk, again\n2022-01-21\n\nPresident Alexander Lukashenko met the Foreign Minister of China. Lukashenko spoke first.\n",
    b"Visit to Nairobi\n\nThe ministers of Kenya and Japan met on 3 March 2022. The United Nations (UN) welcomed it.\n",
    b"The UN thanked Japan for $3 million.",
    b"",
    b"\0\x01\x02\0binary",
    b" \n \n",
];

const LINES: [&str; 5] = [
    "{\"id\": \"1\", \"text\": \"Kenya thanked Japan for the talks in Nairobi.\"}\n",
    "{\"id\": \"1\", \"text\": \"The same id, another text, about Belarus.\"}\n",
    "{\"text\": \"A text without an id, from Geneva.\", \"date\": \"2022-03-03\"}\n",
    "{\"id\": 7}\n",
    "no JSON at all\n",
];

#[derive(Clone, Debug)]
enum Step {
    Write { file: usize, content: Vec<usize>, is_young: bool },
    Break { file: usize },
    Delete { file: usize },
    Touch { file: usize },
    Rename { from: usize, to: usize },
    Run { merge_parts: u32, paranoid: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let file = 0..NAMES.len();
    prop_oneof![
        6 => (file.clone(), prop::collection::vec(0usize..7, 1..4), any::<bool>())
            .prop_map(|(file, content, is_young)| Step::Write { file, content, is_young }),
        1 => file.clone().prop_map(|file| Step::Break { file }),
        2 => file.clone().prop_map(|file| Step::Delete { file }),
        1 => file.clone().prop_map(|file| Step::Touch { file }),
        1 => (file.clone(), file).prop_map(|(from, to)| Step::Rename { from, to }),
        4 => (2u32..5, any::<bool>()).prop_map(|(merge_parts, paranoid)| Step::Run { merge_parts, paranoid }),
    ]
}

/// What a file of this name holds.
fn bytes(name: &str, content: &[usize]) -> Vec<u8> {
    let plain: Vec<u8> = if name.contains(".jsonl") {
        content.iter().flat_map(|at| LINES[at % LINES.len()].bytes()).collect()
    } else {
        TEXTS[content[0]].to_vec()
    };
    if !name.ends_with(".gz") {
        return plain;
    }
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&plain).unwrap();
    encoder.finish().unwrap()
}

/// Takes a step; runs say how they ended.
fn take(world: &mut World, there: &mut BTreeSet<usize>, step: &Step) {
    match step {
        Step::Write { file, content, is_young } => {
            let (name, bytes) = (NAMES[*file], bytes(NAMES[*file], content));
            if *is_young {
                world.write_now(name, &bytes)
            } else {
                world.write(name, &bytes)
            }
            there.insert(*file);
        }
        Step::Break { file } if there.contains(file) => {
            let whole = fs::read(world.input(NAMES[*file])).unwrap();
            world.write(NAMES[*file], &whole[..whole.len() / 2]);
        }
        Step::Delete { file } if there.remove(file) => fs::remove_file(world.input(NAMES[*file])).unwrap(),
        Step::Touch { file } if there.contains(file) => world.touch(NAMES[*file]),
        Step::Rename { from, to } if there.contains(from) && from != to => {
            fs::create_dir_all(world.input(NAMES[*to]).parent().unwrap()).unwrap();
            fs::rename(world.input(NAMES[*from]), world.input(NAMES[*to])).unwrap();
            there.remove(from);
            there.insert(*to);
        }
        Step::Run { merge_parts, paranoid } => {
            let mut settings = world.settings("out");
            settings.output.merge_parts = *merge_parts;
            // A folder in which nothing can be read is refused, as in the last run.
            let _ = run(&settings, &RunOptions { paranoid: *paranoid, ..RunOptions::default() });
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_sequence_of_runs_gives_the_rows_of_one(steps in prop::collection::vec(step(), 4..22)) {
        let mut world = World::new();
        let mut there = BTreeSet::new();
        for step in &steps {
            take(&mut world, &mut there, step);
        }
        let (whole, last) = (world.run("whole"), world.run("out"));
        match (&whole, &last) {
            (Ok(_), Ok(_)) => {}
            (Err(whole), Err(last)) => {
                prop_assert_eq!(discriminant(whole), discriminant(last), "{} {}", whole, last);
                let expected = matches!(last, RunError::NoRecords { .. } | RunError::NothingReadable { .. });
                prop_assert!(expected, "{}", last);
                return Ok(());
            }
            _ => prop_assert!(false, "{whole:?} {last:?}"),
        }
        prop_assert_eq!(rows(&world.dataset("out")), rows(&world.dataset("whole")));
        assert_whole(&world.dataset("out"));
        let (whole, last) = (whole.unwrap(), last.unwrap());
        prop_assert_eq!((whole.records, whole.documents, &whole.quarantined, &whole.rows), (last.records, last.documents, &last.quarantined, &last.rows));

        let before = versions(&world.output("out"));
        prop_assert_eq!(world.run("out").unwrap().outcome, Outcome::UpToDate);
        prop_assert_eq!(versions(&world.output("out")), before);

        run(&world.settings("out"), &RunOptions { refresh: true, ..RunOptions::default() }).unwrap();
        prop_assert!(published(&world.output("out")) == published(&world.output("whole")), "a refresh gives other bytes");
    }
}
