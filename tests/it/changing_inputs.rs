//! Inputs that change while they are read: a mutator beside the run. Nothing hangs, nothing is lost or doubled, and no text
//! is a mixture of two.
//!
//! The long form: `HOSTILE_ROUNDS=2000 cargo test --test it changing_inputs`.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, thread};

use communique::config::InputSettings;
use communique::model::{Code, RawRecord, Rejected};
use communique::stages::extract::{self, Extracted};
use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::support::{RELEASE, etl, rows};

/// The files that the mutator plays with, and those that it leaves alone.
const PLAYED_WITH: usize = 6;
const LEFT_ALONE: usize = 4;

/// The length of a text: many reads, so that a change can fall between two.
const TEXT_BYTES: usize = 300_000;

/// A round that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is done to a path; the letter is that of the text which it leaves there.
type Change = fn(&Path, u8);

/// What the mutator does, one of them a round, and the codes that a reader may meet beside a whole text.
const CHANGES: &[(&str, Change, &[Code])] = &[
    ("vanishes", vanish, &[Code::Vanished]),
    ("is replaced by name", replace, &[]),
    ("is rewritten in place", rewrite, &[Code::ChangedWhileRead, Code::Empty]),
    ("grows", grow, &[Code::ChangedWhileRead]),
    ("shrinks", shrink, &[Code::ChangedWhileRead, Code::Empty]),
    ("turns into a folder", into_folder, &[Code::Vanished, Code::Unreadable]),
    ("turns into a FIFO", into_fifo, &[Code::Vanished, Code::NotAFile]),
    ("turns into a link to itself", into_loop, &[Code::Vanished, Code::SymlinkLoop, Code::Unreadable]),
    ("turns into a link to nothing", into_dangling, &[Code::Vanished, Code::Unreadable]),
    ("loses its permission", lock, &[Code::Unreadable]),
];

fn letters(letter: u8) -> Vec<u8> {
    vec![letter; TEXT_BYTES]
}

fn write_aside_and_rename(path: &Path, bytes: &[u8]) {
    let aside = path.with_extension("aside");
    fs::write(&aside, bytes).unwrap();
    fs::rename(&aside, path).unwrap();
}

fn remove(path: &Path) {
    let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
}

fn vanish(path: &Path, letter: u8) {
    remove(path);
    write_aside_and_rename(path, &letters(letter));
}

fn replace(path: &Path, letter: u8) {
    write_aside_and_rename(path, &letters(letter));
}

/// Half now, half in a moment: a reader between the two sees a mixture.
fn rewrite(path: &Path, letter: u8) {
    let mut file = File::create(path).unwrap();
    for half in letters(letter).chunks(TEXT_BYTES / 2) {
        file.write_all(half).unwrap();
        thread::sleep(Duration::from_millis(8));
    }
}

fn grow(path: &Path, letter: u8) {
    let mut file = OpenOptions::new().append(true).create(true).open(path).unwrap();
    for _ in 0..4 {
        file.write_all(&[letter; 1_000]).unwrap();
        thread::sleep(Duration::from_millis(3));
    }
    write_aside_and_rename(path, &letters(letter));
}

fn shrink(path: &Path, letter: u8) {
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path).unwrap();
    for left in [TEXT_BYTES / 2, 1_000, 0] {
        file.set_len(left as u64).unwrap();
        thread::sleep(Duration::from_millis(3));
    }
    write_aside_and_rename(path, &letters(letter));
}

fn into_folder(path: &Path, letter: u8) {
    remove(path);
    fs::create_dir(path).unwrap();
    thread::sleep(Duration::from_millis(3));
    remove(path);
    write_aside_and_rename(path, &letters(letter));
}

fn into_fifo(path: &Path, letter: u8) {
    remove(path);
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    thread::sleep(Duration::from_millis(3));
    write_aside_and_rename(path, &letters(letter));
}

fn into_loop(path: &Path, letter: u8) {
    remove(path);
    symlink(path, path).unwrap();
    thread::sleep(Duration::from_millis(3));
    write_aside_and_rename(path, &letters(letter));
}

fn into_dangling(path: &Path, letter: u8) {
    remove(path);
    symlink("nowhere", path).unwrap();
    thread::sleep(Duration::from_millis(3));
    write_aside_and_rename(path, &letters(letter));
}

fn lock(path: &Path, letter: u8) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
    thread::sleep(Duration::from_millis(3));
    write_aside_and_rename(path, &letters(letter));
}

fn file(folder: &Path, at: usize) -> PathBuf {
    folder.join(format!("{at:02}.txt"))
}

/// How often the mutator is to run.
fn rounds() -> usize {
    env::var("HOSTILE_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(60)
}

/// Does the work on a thread of its own and fails if that does not come back.
#[track_caller]
fn in_time<T: Send + 'static>(what: &str, work: impl FnOnce() -> T + Send + 'static) -> T {
    let (done, wait) = mpsc::channel();
    thread::spawn(move || done.send(work()));
    wait.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{what}: hangs, or has panicked"))
}

/// Lists and reads the folder as a run does.
fn read_all(folder: &Path) -> Vec<Extracted> {
    let settings = InputSettings { path: folder.to_str().unwrap().to_owned(), ..InputSettings::default() };
    let mut all = Vec::new();
    for entry in &extract::plan(&settings).unwrap().entries {
        extract::read(entry, &settings, &mut |extracted| {
            all.push(extracted);
            std::ops::ControlFlow::Continue(())
        });
    }
    all
}

/// One text, whole: a single letter, so often as it was written.
fn is_whole(record: &RawRecord) -> bool {
    let first = record.bytes[0];
    record.bytes.len() == TEXT_BYTES && record.bytes.iter().all(|byte| *byte == first)
}

/// What was met, for the proof that the faults have landed.
#[derive(Debug, Default)]
struct Met {
    whole: usize,
    torn: usize,
    codes: BTreeSet<Code>,
}

#[test]
fn a_mutator_beside_the_reader_costs_no_other_file() {
    let mut met = Met::default();
    for round in 0..rounds() {
        let (name, change, allowed) = CHANGES[round % CHANGES.len()];
        let house = tempfile::tempdir().unwrap();
        for at in 0..PLAYED_WITH + LEFT_ALONE {
            fs::write(file(house.path(), at), letters(b'a')).unwrap();
        }
        let stop = AtomicBool::new(false);
        let extracted = thread::scope(|threads| {
            threads.spawn(|| {
                for turn in 0.. {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    change(&file(house.path(), turn % PLAYED_WITH), b'b' + (turn % 20) as u8);
                }
            });
            let folder = house.path().to_owned();
            let extracted = in_time(name, move || (0..5).map(|_| read_all(&folder)).collect::<Vec<_>>());
            stop.store(true, Ordering::Relaxed);
            extracted
        });
        for all in extracted {
            check(name, allowed, &all, &mut met);
        }
    }
    assert!(met.whole > 0 && met.codes.len() >= 4, "the faults must have landed: {met:?}");
}

/// No file twice, those left alone whole, and of the others a whole text or one of the codes.
#[track_caller]
fn check(name: &str, allowed: &[Code], all: &[Extracted], met: &mut Met) {
    let mut paths = BTreeSet::new();
    for extracted in all {
        let path = match extracted {
            Extracted::Record(record) => &record.source_path,
            Extracted::Rejected(rejected) => &rejected.source_path,
        };
        assert!(paths.insert(path.clone()), "{name}: {path} twice");
        match extracted {
            Extracted::Record(record) if is_whole(record) => met.whole += 1,
            // The clock of file times ticks every few milliseconds: a reader that opens and closes within one tick of a
            // writer in place cannot know. Files that are replaced by name are never mixtures.
            Extracted::Record(_) => {
                let in_place = allowed.contains(&Code::ChangedWhileRead);
                assert!(in_place, "{name}: {path} is a mixture");
                met.torn += 1;
            }
            Extracted::Rejected(Rejected { diagnostic, .. }) => {
                assert!(allowed.contains(&diagnostic.code), "{name}: {path}: {diagnostic:?}");
                met.codes.insert(diagnostic.code);
            }
        }
    }
    for at in PLAYED_WITH..PLAYED_WITH + LEFT_ALONE {
        assert!(paths.contains(&format!("{at:02}.txt")), "{name}: a file that nobody touched is lost");
    }
}

/// A container that is appended to while it is read: every record once, in order, and at most one row that says so.
#[test]
fn a_container_that_grows_gives_each_record_once() {
    for round in 0..rounds() / 6 {
        let house = tempfile::tempdir().unwrap();
        let path = house.path().join("a.jsonl");
        let line = |at: usize| format!("{{\"id\": \"{at}\", \"text\": \"The minister spoke in Minsk, {at}.\"}}\n");
        fs::write(&path, (0..5_000).map(line).collect::<String>()).unwrap();
        let stop = AtomicBool::new(false);
        let all = thread::scope(|threads| {
            threads.spawn(|| {
                let mut file = OpenOptions::new().append(true).open(&path).unwrap();
                for at in 5_000.. {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    file.write_all(line(at).as_bytes()).unwrap();
                }
            });
            let folder = house.path().to_owned();
            let all = in_time("grows", move || read_all(&folder));
            stop.store(true, Ordering::Relaxed);
            all
        });
        let (records, rejected): (Vec<_>, Vec<_>) =
            all.iter().partition(|extracted| matches!(extracted, Extracted::Record(_)));
        for (at, record) in records.iter().enumerate() {
            let Extracted::Record(record) = record else { unreachable!("they are records") };
            assert_eq!(record.source_member.as_deref(), Some(at.to_string().as_str()), "round {round}");
        }
        assert!(records.len() >= 5_000);
        let codes: Vec<Code> = rejected
            .iter()
            .filter_map(|extracted| match extracted {
                Extracted::Rejected(rejected) => Some(rejected.diagnostic.code),
                Extracted::Record(_) => None,
            })
            .collect();
        assert!(
            matches!(codes.as_slice(), [] | [Code::ChangedWhileRead] | [Code::BadJson, Code::ChangedWhileRead]),
            "{codes:?}"
        );
    }
}

/// Names that no table can hold as they are, and folders that lead back to themselves: the whole program, once.
#[test]
fn odd_names_and_loops_are_rows_and_reach_no_terminal() {
    let house = tempfile::tempdir().unwrap();
    let input = house.path().join("input");
    fs::create_dir_all(input.join("loop/deep")).unwrap();
    symlink(&input, input.join("loop/deep/back")).unwrap();
    symlink("b.txt", input.join("a.txt")).unwrap();
    symlink("a.txt", input.join("b.txt")).unwrap();
    mknodat(CWD, input.join("pipe.txt"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let names: [&[u8]; 5] = [
        b"line\nfeed.txt",
        b"\x1b]0;x\x07\x1b[2J.txt",
        b"caf\xe9.txt",
        "\u{202e}txt.\u{9b}2J.txt".as_bytes(),
        b"-rf *.txt",
    ];
    for name in names {
        fs::write(input.join(OsStr::from_bytes(name)), RELEASE).unwrap();
    }
    let output = etl(house.path(), &["run"]).output().unwrap();
    assert_safe(&output.stderr);
    let rows = rows(house.path(), "SELECT source_path, code FROM quarantine ORDER BY source_path");
    let rows: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row["source_path"].as_str().unwrap(), row["code"].as_str().unwrap()))
        .collect();
    assert_eq!(
        rows,
        [
            "./caf%E9.txt path_not_unicode",
            "a.txt symlink_loop",
            "b.txt symlink_loop",
            "loop/deep/back symlink_loop",
            "pipe.txt not_a_file"
        ]
    );
    let explained = etl(house.path(), &["explain", "input"]).output().unwrap();
    assert_safe(&explained.stdout);
    assert_safe(&explained.stderr);
}

#[track_caller]
fn assert_safe(said: &[u8]) {
    let said = std::str::from_utf8(said).expect("what is printed is UTF-8");
    assert!(!said.contains(|c: char| c.is_control() && c != '\n' && c != '\t' || c == '\u{202e}'), "{said:?}");
}
