//! A folder of inputs that changes, and an output folder that follows it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use communique::config::Settings;
use communique::dataset::{self, Dataset, Format, check, run_sql};
use communique::pipeline::{self, RunError, RunOptions, RunReport, Silent};
use communique::schema::TABLES;

pub struct World {
    folder: tempfile::TempDir,
    /// Seconds that the clock of old files has run.
    clock: u64,
}

impl World {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("press")).unwrap();
        Self { folder, clock: 0 }
    }

    pub fn input(&self, name: &str) -> PathBuf {
        self.folder.path().join("press").join(name)
    }

    pub fn output(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file as a scheduler finds it: an hour old or more, no two of one age.
    pub fn write(&mut self, name: &str, bytes: &[u8]) {
        self.write_now(name, bytes);
        self.touch(name);
    }

    /// Writes a file that is as young as can be.
    pub fn write_now(&mut self, name: &str, bytes: &[u8]) {
        let path = self.input(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(path).unwrap().write_all(bytes).unwrap();
    }

    /// Gives a file another time.
    pub fn touch(&mut self, name: &str) {
        self.clock += 1;
        let time = SystemTime::now() - Duration::from_secs(100_000) + Duration::from_secs(self.clock);
        self.set_time(name, time);
    }

    pub fn set_time(&self, name: &str, time: SystemTime) {
        File::options().append(true).open(self.input(name)).unwrap().set_modified(time).unwrap();
    }

    pub fn settings(&self, output: &str) -> Settings {
        let mut settings = Settings::default();
        settings.input.path = self.folder.path().join("press").to_string_lossy().into_owned();
        settings.output.path = self.output(output).to_string_lossy().into_owned();
        settings.run.jobs = 2;
        settings
    }

    pub fn run(&self, output: &str) -> Result<RunReport, RunError> {
        run(&self.settings(output), &RunOptions::default())
    }

    pub fn dataset(&self, output: &str) -> Dataset {
        Dataset::open(&self.output(output)).unwrap()
    }
}

pub fn run(settings: &Settings, options: &RunOptions) -> Result<RunReport, RunError> {
    pipeline::run(settings, options, &Silent)
}

/// The rows of all tables, each with the name of its table, sorted.
pub fn rows(dataset: &Dataset) -> Vec<String> {
    let mut rows = Vec::new();
    for table in TABLES {
        let frame = run_sql(dataset, &format!("SELECT * FROM {}", table.name)).unwrap();
        let mut text = Vec::new();
        dataset::write_frame(&frame, Format::JsonLines, &mut text).unwrap();
        rows.extend(String::from_utf8(text).unwrap().lines().map(|row| format!("{} {row}", table.name)));
    }
    rows.sort();
    rows
}

/// Holds a version to every law of `etl check`.
#[track_caller]
pub fn assert_whole(dataset: &Dataset) {
    assert_eq!(check(dataset).unwrap().findings, []);
}

/// Numbers of the versions there are, sorted.
pub fn versions(output: &Path) -> Vec<String> {
    let folder = output.join("_versions");
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
