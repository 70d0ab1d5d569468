//! The whole pipeline beside the physical floor, on any folder of texts.
//!
//! `cargo bench --bench throughput -- FOLDER [ROUNDS]`
//!
//! The floor reads every file and writes its text into one Parquet column with the pipeline's compression: what the
//! machine needs at the least, whatever is done with the texts. Floor and pipeline alternate, with one thread and with
//! all; the medians of the rounds are printed as MB/s of raw text (1 MB = 10^6 bytes) and as ratios.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use arrow_array::{RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use communique::config::InputSettings;
use communique::stages::extract::{Entry, plan};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

/// Files whose texts make one batch of the floor.
const FILES_A_BATCH: usize = 256;

fn main() {
    // Cargo passes `--bench` along.
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let Some(folder) = args.first() else {
        println!("usage: cargo bench --bench throughput -- FOLDER [ROUNDS]");
        return;
    };
    let rounds = args.get(1).map_or(5, |rounds| rounds.parse().expect("ROUNDS is a number"));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);

    let input = InputSettings { path: folder.clone(), ..InputSettings::default() };
    let files: Vec<PathBuf> = plan(&input).expect("the folder can be read").entries.iter().map(Entry::path).collect();
    let bytes: u64 = files.iter().filter_map(|path| fs::metadata(path).ok()).map(|metadata| metadata.len()).sum();
    println!("{} files, {:.1} MB, {rounds} rounds, {threads} cores\n", files.len(), bytes as f64 / 1e6);

    let scratch = tempfile::tempdir().expect("a temporary folder");
    let counts = if threads > 1 { vec![1, threads] } else { vec![1] };
    let mut floors = vec![Vec::new(); counts.len()];
    let mut runs: Vec<Vec<Measured>> = vec![Vec::new(); counts.len()];
    for _ in 0..rounds {
        for (at, threads) in counts.iter().enumerate() {
            floors[at].push(floor(&files, *threads, &scratch.path().join("floor")));
            runs[at].push(pipeline(folder, *threads, &scratch.path().join("pipeline")));
        }
    }

    println!(
        "| threads | floor s | floor MB/s | pipeline s (min to max) | MB/s | MB/s and thread | times the floor | peak MB |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for (at, threads) in counts.iter().enumerate() {
        let floor = median(floors[at].clone());
        let seconds: Vec<f64> = runs[at].iter().map(|run| run.seconds).collect();
        let pipeline = median(seconds.clone());
        let rate = bytes as f64 / 1e6 / pipeline;
        println!(
            "| {threads} | {floor:.2} | {:.1} | {pipeline:.2} ({:.2} to {:.2}) | {rate:.2} | {:.2} | {:.1} | {:.0} |",
            bytes as f64 / 1e6 / floor,
            seconds.iter().copied().fold(f64::INFINITY, f64::min),
            seconds.iter().copied().fold(0.0, f64::max),
            rate / *threads as f64,
            pipeline / floor,
            median(runs[at].iter().map(|run| run.peak_mb).collect()),
        );
    }
    println!("\nSeconds by stage, one thread (median; added up over all threads):\n");
    println!("| stage | s | share | MB/s |\n|---|---|---|---|");
    let total: f64 = stage_medians(&runs[0]).iter().map(|(_, seconds)| seconds).sum();
    for (name, seconds) in stage_medians(&runs[0]) {
        println!("| {name} | {seconds:.2} | {:.0} % | {:.0} |", 100.0 * seconds / total, bytes as f64 / 1e6 / seconds);
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Seconds to read all files and write their text, with so many threads, each into a file of its own.
fn floor(files: &[PathBuf], threads: usize, folder: &Path) -> f64 {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("the scratch folder can be made");
    let start = Instant::now();
    let next = AtomicUsize::new(0);
    let batches: Vec<&[PathBuf]> = files.chunks(FILES_A_BATCH).collect();
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (next, batches) = (&next, &batches);
            scope.spawn(move || write_texts(next, batches, &folder.join(format!("{thread}.parquet"))));
        }
    });
    start.elapsed().as_secs_f64()
}

fn write_texts(next: &AtomicUsize, batches: &[&[PathBuf]], path: &Path) {
    let schema = Arc::new(Schema::new(vec![Field::new("text", DataType::Utf8, false)]));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).expect("3 is a level")))
        .set_column_dictionary_enabled("text".into(), false)
        .build();
    let file = fs::File::create(path).expect("the floor's file can be made");
    let mut writer = ArrowWriter::try_new(file, schema.clone(), Some(properties)).expect("a writer");
    while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
        let texts: Vec<String> = batch
            .iter()
            .map(|path| String::from_utf8_lossy(&fs::read(path).expect("the file can be read")).into_owned())
            .collect();
        let column = Arc::new(StringArray::from(texts));
        writer.write(&RecordBatch::try_new(schema.clone(), vec![column]).expect("a batch")).expect("written");
    }
    writer.into_inner().expect("closed").sync_all().expect("synced");
}

#[derive(Clone)]
struct Measured {
    seconds: f64,
    peak_mb: f64,
    stages: Vec<(String, f64)>,
}

/// One run of the program, from the start of the process to its end; the stages are from the record that it leaves.
fn pipeline(input: &str, threads: usize, output: &Path) -> Measured {
    let _ = fs::remove_dir_all(output);
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_etl"))
        .args(["--quiet", "run", "--input", input, "--jobs", &threads.to_string(), "--output"])
        .arg(output)
        .env("POLARS_MAX_THREADS", threads.to_string())
        .status()
        .expect("the program starts");
    let seconds = start.elapsed().as_secs_f64();
    assert!(matches!(status.code(), Some(0 | 1)), "the run failed: {status}");
    let record = fs::read_to_string(output.join("_meta/runs/000001.json")).expect("the run left a record");
    let record: serde_json::Value = serde_json::from_str(&record).expect("the record is JSON");
    let stage = |stage: &serde_json::Value| {
        (stage["name"].as_str().unwrap_or_default().to_owned(), stage["seconds"].as_f64().unwrap_or_default())
    };
    Measured {
        seconds,
        peak_mb: record["report"]["peak_memory_bytes"].as_f64().unwrap_or(f64::NAN) / 1e6,
        stages: record["report"]["stages"].as_array().into_iter().flatten().map(stage).collect(),
    }
}

fn stage_medians(runs: &[Measured]) -> Vec<(String, f64)> {
    let Some(first) = runs.first() else { return Vec::new() };
    let of =
        |at: usize| median(runs.iter().filter_map(|run| run.stages.get(at)).map(|(_, seconds)| *seconds).collect());
    first.stages.iter().enumerate().map(|(at, (name, _))| (name.clone(), of(at))).collect()
}
