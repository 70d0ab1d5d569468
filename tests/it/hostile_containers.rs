//! Hostile containers through the whole program: bombs, lies, endings that deceive. What came before a limit stays, the rest
//! is one row of quarantine, records = documents + quarantined, and memory stays small.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use serde_json::Value;

use crate::support::{RELEASE, etl, rows};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

/// A zstd frame of so many mebibytes of spaces, 128 KiB to four stored bytes (RFC 8878, blocks that repeat one byte).
fn zstd_bomb(mebibytes: usize) -> Vec<u8> {
    const BLOCK_BYTES: u32 = 128 << 10;
    // The magic number, no content size, a window of 128 KiB.
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38];
    let blocks = mebibytes * 8;
    for at in 0..blocks {
        let header = (BLOCK_BYTES << 3) | (1 << 1) | u32::from(at + 1 == blocks);
        frame.extend_from_slice(&header.to_le_bytes()[..3]);
        frame.push(b' ');
    }
    frame
}

/// Gzip members of so many mebibytes of spaces together, a thousand to each stored byte.
fn gzip_bomb(mebibytes: usize) -> Vec<u8> {
    gzip_tightly(&vec![b' '; 4 << 20]).repeat(mebibytes / 4)
}

fn gzip_tightly(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn records(count: usize) -> String {
    (0..count).map(|at| format!("{{\"id\": \"{at}\", \"text\": \"The minister spoke in Minsk.\"}}\n")).collect()
}

/// A folder with one good release beside these inputs.
fn house(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let house = tempfile::tempdir().unwrap();
    let input = house.path().join("input");
    fs::create_dir(&input).unwrap();
    fs::write(input.join("good.txt"), RELEASE).unwrap();
    for (name, bytes) in files {
        fs::write(input.join(name), bytes).unwrap();
    }
    house
}

/// What a run said: the counts of its summary, and the codes of the quarantine by path.
#[derive(Debug)]
struct Outcome {
    records: u64,
    documents: u64,
    peak_memory_bytes: u64,
    /// `path member code`, sorted.
    quarantine: Vec<String>,
}

#[track_caller]
fn run(house: &Path, args: &[&str]) -> Outcome {
    let output = etl(house, &[&["run", "--log-format", "json"], args].concat()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{:?}\n{said}", output.status);
    let summary: Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    let number = |name: &str| summary[name].as_u64().unwrap();
    assert_eq!(number("records"), number("documents") + number("quarantined"), "{summary}");
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let rows = rows(house, "SELECT source_path, source_member, code FROM quarantine");
    let mut quarantine: Vec<String> =
        rows.iter().map(|row| [&row["source_path"], &row["source_member"], &row["code"]].map(text).join(" ")).collect();
    quarantine.sort();
    assert_eq!(quarantine.len() as u64, number("quarantined"));
    Outcome {
        records: number("records"),
        documents: number("documents"),
        peak_memory_bytes: number("peak_memory_bytes"),
        quarantine,
    }
}

/// Settings by the environment, which no flag covers.
#[track_caller]
fn run_with(house: &Path, settings: &str) -> Outcome {
    fs::write(house.join("etl.toml"), settings).unwrap();
    run(house, &["--config", "etl.toml"])
}

#[test]
fn bombs_are_refused_and_what_came_before_them_stays() {
    let head = records(300);
    let mut inside = head.clone().into_bytes();
    inside.extend(b"{\"text\": \"");
    inside.resize(inside.len() + (8 << 20), b' ');
    let house = house(&[
        ("gzip.txt.gz", &gzip_bomb(256)),
        ("zstd.txt.zst", &zstd_bomb(1_024)),
        ("gzip.jsonl.gz", &[gzip(head.as_bytes()), gzip_bomb(256)].concat()),
        ("zstd.jsonl.zst", &[zstd(head.as_bytes()), zstd_bomb(1_024)].concat()),
        ("inside.jsonl.gz", &gzip_tightly(&inside)),
    ]);
    let outcome = run(house.path(), &[]);
    assert_eq!(
        outcome.quarantine,
        [
            "gzip.jsonl.gz L301 expansion_too_high",
            "gzip.txt.gz - expansion_too_high",
            "inside.jsonl.gz L301 expansion_too_high",
            "zstd.jsonl.zst L301 expansion_too_high",
            "zstd.txt.zst - expansion_too_high",
        ]
    );
    assert_eq!((outcome.documents, outcome.records), (901, 906));
    // The lexicons and the model are most of it; the bombs would be 1.6 GB.
    assert!(outcome.peak_memory_bytes < 400 << 20, "{outcome:?}");
}

#[test]
fn every_limit_has_its_code() {
    let many: Vec<u8> =
        (0..40).flat_map(|at| gzip(format!("{{\"id\": \"{at}\", \"text\": \"Minsk.\"}}\n").as_bytes())).collect();
    let deep =
        |levels: usize| format!("{{\"text\": \"Minsk.\", \"x\": {}{}}}\n", "[".repeat(levels), "]".repeat(levels));
    let house = house(&[
        ("deep.jsonl", [deep(9), deep(10), deep(200_000), deep(9)].concat().as_bytes()),
        ("long.jsonl", format!("{}{{\"text\": \"{}\"}}\n{}", records(1), "x".repeat(5_000), records(2)).as_bytes()),
        ("many.jsonl", records(60).as_bytes()),
        ("members.jsonl.gz", &many),
        ("plain.jsonl", records(40).repeat(10).as_bytes()),
        ("wide.jsonl.zst", &wide_window()),
    ]);
    let outcome = run_with(
        house.path(),
        "[input]\nmax_record_bytes = 4_000_000\nmax_expanded_bytes = 1_000_000\nmax_compressed_members = 30\n\
         max_zstd_window_bytes = 1_048_576\n[input.jsonl]\nmax_nesting_levels = 10\nmax_records = 50\n\
         [run]\nmax_quarantined_fraction = 1.0\n",
    );
    let of = |file: &str| -> Vec<&str> {
        outcome.quarantine.iter().filter_map(|row| row.strip_prefix(file)?.strip_prefix(' ')).collect()
    };
    assert_eq!(of("deep.jsonl"), ["L2 too_deep", "L3 too_deep"]);
    assert_eq!(of("long.jsonl"), ["L3 duplicate_member"]);
    assert_eq!(of("many.jsonl"), ["L51 too_many_records"]);
    assert_eq!(of("members.jsonl.gz"), ["L31 too_many_members"]);
    assert_eq!(of("plain.jsonl").len(), 11, "ten ids that were there already, and the rest");
    assert_eq!(of("wide.jsonl.zst"), ["- window_too_large"]);

    let small = run_with(house.path(), "[input]\nmax_record_bytes = 1_000\nmax_expanded_bytes = 3_000\n");
    let has = |row: &str| small.quarantine.iter().any(|found| found == row);
    assert!(has("long.jsonl L2 too_large") || has("long.jsonl L2 expanded_too_large"), "{small:?}");
    assert!(small.quarantine.iter().any(|row| row.starts_with("many.jsonl L") && row.ends_with(" expanded_too_large")));
    assert!(small.documents > 30, "what came before the limits stays: {small:?}");
}

/// A frame that asks for a window of 2 MiB.
fn wide_window() -> Vec<u8> {
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
    encoder.window_log(21).unwrap();
    encoder.include_contentsize(false).unwrap();
    encoder.write_all(records(3).as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// Containers that are not what they say, each with the code that its one row has; `-` where it is read.
fn liars() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let text = RELEASE.as_bytes();
    let (packed, framed) = (gzip(text), zstd(text));
    let cut = |bytes: &[u8], by: usize| bytes[..bytes.len() - by].to_vec();
    let changed = |bytes: &[u8], at: usize| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 0x55;
        bytes
    };
    // A name in the header that never ends (RFC 1952, FNAME).
    let endless_name = [b"\x1f\x8b\x08\x08\0\0\0\0\0\x03".to_vec(), vec![b'x'; 2 << 20]].concat();
    let lying_extra = [b"\x1f\x8b\x08\x04\0\0\0\0\0\x03\xff\xff".to_vec(), vec![0; 10]].concat();
    // A single segment that says it holds 2^62 bytes (RFC 8878, Frame_Content_Size).
    let lying_size = [b"\x28\xb5\x2f\xfd\xe0".to_vec(), (1u64 << 62).to_le_bytes().to_vec(), vec![1, 0, 0]].concat();
    vec![
        ("cut-1.txt.gz", cut(&packed, 1), "bad_compression"),
        ("cut-9.txt.gz", cut(&packed, 9), "bad_compression"),
        ("cut-head.txt.gz", packed[..5].to_vec(), "bad_compression"),
        ("cut-1.txt.zst", cut(&framed, 1), "bad_compression"),
        ("cut-head.txt.zst", framed[..3].to_vec(), "bad_compression"),
        ("crc.txt.gz", changed(&packed, packed.len() - 6), "bad_compression"),
        ("length.txt.gz", changed(&packed, packed.len() - 1), "bad_compression"),
        ("magic.txt.gz", changed(&packed, 0), "bad_compression"),
        ("method.txt.gz", changed(&packed, 2), "bad_compression"),
        ("magic.txt.zst", changed(&framed, 1), "bad_compression"),
        ("rubbish-after.txt.gz", [&packed[..], b"rubbish"].concat(), "bad_compression"),
        ("rubbish-after.txt.zst", [&framed[..], b"rubbish"].concat(), "bad_compression"),
        ("name.txt.gz", endless_name, "bad_compression"),
        ("extra.txt.gz", lying_extra, "bad_compression"),
        ("size.txt.zst", lying_size, "window_too_large"),
        ("plain-as.txt.gz", text.to_vec(), "bad_compression"),
        ("plain-as.txt.zst", text.to_vec(), "bad_compression"),
        ("zstd-as.txt.gz", framed.clone(), "bad_compression"),
        ("gzip-as.txt.zst", packed.clone(), "bad_compression"),
        ("gzip-as.txt", packed.clone(), "binary"),
        ("zstd-as.jsonl", framed.clone(), "binary"),
        ("gzip-twice.txt.gz", gzip(&packed), "binary"),
        ("zip-as.txt", b"PK\x03\x04rest of an archive".to_vec(), "binary"),
        ("text-as.jsonl", b"Talks in Minsk went on.\n".to_vec(), "bad_json"),
        ("wide.jsonl", b"\xff\xfe{\0}\0".to_vec(), "bad_json"),
        ("array.jsonl", b"[{\"text\": \"Minsk\"}]\n".to_vec(), "bad_json"),
        ("empty.txt", Vec::new(), "empty"),
        ("empty.txt.gz", Vec::new(), "empty"),
        ("empty.jsonl", Vec::new(), "empty"),
        ("empty-inside.txt.gz", gzip(b""), "empty"),
        ("empty-inside.jsonl.zst", zstd(b""), "empty"),
        ("blank.jsonl", b"\n\r\n  \n\n".repeat(1_000), "empty"),
        ("empty-members.txt.gz", gzip(b"").repeat(500), "empty"),
        ("empty-members-then-text.txt.gz", [gzip(b"").repeat(500), packed.clone()].concat(), "-"),
        ("cat.txt.gz", [&packed[..], &packed[..]].concat(), "-"),
        ("cat.txt.zst", [&framed[..], &framed[..]].concat(), "-"),
    ]
}

#[test]
fn containers_that_lie_give_one_row_each() {
    let liars = liars();
    let files: Vec<(&str, &[u8])> = liars.iter().map(|(name, bytes, _)| (*name, &bytes[..])).collect();
    let house = house(&files);
    let outcome = run_with(house.path(), "[run]\nmax_quarantined_fraction = 1.0\n");
    assert_eq!(outcome.records as usize, liars.len() + 1);
    for (name, _, code) in &liars {
        let row = outcome.quarantine.iter().find(|row| row.split(' ').next() == Some(name));
        let found = row.map_or("-", |row| row.rsplit(' ').next().unwrap());
        assert_eq!(found, *code, "{name}");
    }
}

#[test]
fn a_container_that_is_cut_off_keeps_what_was_whole() {
    let line = |at: usize| format!("{{\"id\": \"{at}\", \"text\": \"Minsk.\", \"rest\": \"{}\"}}\n", "x".repeat(1_000));
    let text: String = (0..500).map(line).collect();
    for (name, packed) in [("a.jsonl.gz", gzip(text.as_bytes())), ("a.jsonl.zst", zstd(text.as_bytes()))] {
        let house = house(&[(name, &packed[..packed.len() - 20])]);
        let outcome = run(house.path(), &[]);
        assert_eq!(outcome.quarantine.len(), 1, "{outcome:?}");
        assert!(outcome.quarantine[0].ends_with(" bad_compression"), "{outcome:?}");
        assert!(outcome.documents > 1, "{name}: {outcome:?}");
    }
}

/// A file of a gibibyte that takes no room on the disk.
#[test]
fn a_line_of_a_gibibyte_is_refused_in_little_memory() {
    let house = house(&[]);
    let sparse = |name: &str, head: &[u8]| {
        let mut file = File::create(house.path().join("input").join(name)).unwrap();
        file.write_all(head).unwrap();
        file.set_len(1 << 30).unwrap();
    };
    sparse("line.txt", b"Talks");
    sparse("line.jsonl", &[records(1_000).as_bytes(), b"{\"text\": \"Talks".repeat(600).as_slice()].concat());
    let outcome = run_with(house.path(), "[input]\nmax_record_bytes = 1_000_000\nmax_expanded_bytes = 64_000_000\n");
    assert_eq!(outcome.quarantine, ["line.jsonl L1001 expanded_too_large", "line.txt - too_large"]);
    assert_eq!(outcome.documents, 1_001);
    assert!(outcome.peak_memory_bytes < 400 << 20, "{outcome:?}");
}
