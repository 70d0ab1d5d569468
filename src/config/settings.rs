//! Settings as the stages read them: nothing optional that need not be.

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    pub input: InputSettings,
    pub normalize: NormalizeSettings,
    pub recognize: RecognizeSettings,
    pub output: OutputSettings,
    pub run: RunSettings,
    pub log: LogSettings,
}

#[derive(Clone, Debug, PartialEq)]
pub struct InputSettings {
    /// A file, a folder (read with all folders below it) or a glob.
    pub path: String,
    /// Globs of the paths to leave out, relative to the input root, as in a `.gitignore` file.
    pub ignore: Vec<String>,
    /// Whether files and folders whose names begin with a dot are read.
    pub hidden: bool,
    /// Whether symbolic links are followed.
    pub follow_links: bool,
    /// Largest record, in bytes after decompression; a larger one goes to quarantine.
    pub max_record_bytes: u64,
    pub jsonl: JsonlSettings,
}

/// Names of the fields of a JSON record; an empty name means that there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct JsonlSettings {
    pub text_field: String,
    pub title_field: String,
    pub date_field: String,
    pub url_field: String,
    pub id_field: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NormalizeSettings {
    /// `auto`, or the WHATWG label of the charset of all inputs.
    pub encoding: String,
    /// Whether `03/04/2022` is 3 April (true) or March 4 (false).
    pub day_first: bool,
    /// Whether a date in the file name is taken where the text prints none.
    pub dates_from_file_names: bool,
    /// A lexicon file with boilerplate lines of one's own; empty for none.
    pub boilerplate_path: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecognizeSettings {
    /// Names of recognisers to leave out.
    pub disabled: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct OutputSettings {
    /// The folder that holds `current` and the versions.
    pub path: String,
    /// Zstandard level, 1 to 22.
    pub compression_level: i32,
    /// Rows in a row group, at most.
    pub row_group_rows: u64,
    /// Encoded bytes in a row group, about, at most.
    pub row_group_bytes: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct RunSettings {
    /// Worker threads; 0 takes all cores.
    pub jobs: u32,
    /// Bytes of raw text and results that may be under way at a time.
    pub in_flight_bytes: u64,
    /// Records to read at most; 0 for all.
    pub limit: u64,
    /// Share of records in quarantine beyond which the exit code is 1.
    pub max_quarantined_fraction: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LogSettings {
    /// `text` or `json`.
    pub format: String,
    /// `error`, `warn`, `info`, `debug` or `trace`.
    pub level: String,
}

impl Default for InputSettings {
    fn default() -> Self {
        Self {
            path: "input".into(),
            ignore: Vec::new(),
            hidden: false,
            follow_links: true,
            max_record_bytes: 64 << 20,
            jsonl: JsonlSettings::default(),
        }
    }
}

impl Default for JsonlSettings {
    fn default() -> Self {
        let name = str::to_owned;
        Self {
            text_field: name("text"),
            title_field: name("title"),
            date_field: name("date"),
            url_field: name("url"),
            id_field: name("id"),
        }
    }
}

impl Default for NormalizeSettings {
    fn default() -> Self {
        Self { encoding: "auto".into(), day_first: true, dates_from_file_names: true, boilerplate_path: String::new() }
    }
}

impl Default for OutputSettings {
    fn default() -> Self {
        Self { path: "output".into(), compression_level: 3, row_group_rows: 122_880, row_group_bytes: 64 << 20 }
    }
}

impl Default for RunSettings {
    fn default() -> Self {
        Self { jobs: 0, in_flight_bytes: 64 << 20, limit: 0, max_quarantined_fraction: 0.25 }
    }
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { format: "text".into(), level: "info".into() }
    }
}
