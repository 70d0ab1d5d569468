//! Every option, declared once. A new option is one entry here; `UPDATE_GOLDENS=1 cargo test` renews the pages.

use super::checks::Check;
use super::declare::section;
use super::value::Rule;

section! {
    /// All sections.
    [""] Options => Settings {
        with input: InputOptions => InputSettings;
        with normalize: NormalizeOptions => NormalizeSettings;
        with recognize: RecognizeOptions => RecognizeSettings;
        with resolve: ResolveOptions => ResolveSettings;
        with output: OutputOptions => OutputSettings;
        with run: RunOptions => RunSettings;
        with log: LogOptions => LogSettings;
        list checks: Check;
    }
}

section! {
    /// What is read.
    ["input"] InputOptions => InputSettings {
        /// A file, a folder (read with all folders below it) or a glob, relative to the working directory.
        path: String = "input", within Rule::Filled;
        /// Globs of the paths to leave out, relative to the input root, as in a `.gitignore` file.
        ignore: Vec<String> = &[], such as &["drafts/", "*.bak"];
        /// Whether files and folders whose names begin with a dot are read.
        hidden: bool = false;
        /// Whether symbolic links are followed.
        follow_links: bool = true;
        /// Largest record, in bytes after decompression; a larger one goes to quarantine.
        max_record_bytes: u64 = 64 << 20, within Rule::Whole(1, 1 << 30);
        /// Largest input, in bytes after decompression; of a larger container the rest goes to quarantine.
        max_expanded_bytes: u64 = 64 << 30, within Rule::at_least(1);
        /// How many times its size a compressed input may grow, its first mebibyte apart; what grows more is taken for a bomb.
        max_expansion_ratio: u64 = 200, within Rule::at_least(1);
        /// Members of a gzip file or frames of a zstd file, at most.
        max_compressed_members: u64 = 1 << 20, within Rule::at_least(1);
        /// Largest window of a zstd file, in bytes; it is rounded down to a power of two. The default is what `zstd --long` takes.
        max_zstd_window_bytes: u64 = 128 << 20, within Rule::Whole(1 << 10, 2 << 30);
        with jsonl: JsonlOptions => JsonlSettings;
    }
}

section! {
    /// The fields of a record in a JSON Lines file. An empty name means that there is no such field.
    ["input.jsonl"] JsonlOptions => JsonlSettings {
        /// The field that holds the text; every record must have it.
        text_field: String = "text", within Rule::Filled;
        /// The field that holds the title.
        title_field: String = "title";
        /// The field that holds the date or time of publication.
        date_field: String = "date";
        /// The field that holds the address of the page.
        url_field: String = "url";
        /// The field that tells the records of a file apart; without it their line numbers do.
        id_field: String = "id";
        /// Levels of objects and arrays in a line, at most; a line with more goes to quarantine.
        max_nesting_levels: u64 = 128, within Rule::at_least(1);
        /// Records of a file, at most; the rest goes to quarantine as one row. Memory grows with their ids, by about 40 bytes each.
        max_records: u64 = 10_000_000, within Rule::at_least(1);
    }
}

section! {
    /// How bytes become clean text with a title and a time.
    ["normalize"] NormalizeOptions => NormalizeSettings {
        /// The charset of all inputs; `auto` detects it for every record.
        encoding: String = "auto", within Rule::Charset, such as "windows-1252";
        /// Whether `03/04/2022` is 3 April (true) or March 4 (false).
        day_first: bool = true;
        /// Whether a date in the file name is taken where the text prints none.
        dates_from_file_names: bool = true;
        /// A file with boilerplate lines of your own, as `etl suggest boilerplate` proposes them, relative to the working
        /// directory; empty for none.
        boilerplate_path: String = "", such as "boilerplate.tsv";
    }
}

section! {
    /// What is looked for in the text.
    ["recognize"] RecognizeOptions => RecognizeSettings {
        /// Names of recognisers to leave out.
        disabled: Vec<String> = &[], such as &["money", "percent"];
        /// A model of names of your own, as `docs/training.md` says how to train one, relative to the working directory;
        /// empty for the built-in one.
        model_path: String = "", such as "names.model";
    }
}

section! {
    /// How mentions become persons, organisations, countries and places.
    ["resolve"] ResolveOptions => ResolveSettings {
        /// A file with names of your own, relative to the working directory; empty for none. Its lines are separated by tabs
        /// and begin with `form name type country id`: the form as printed, the name of what it means, a type such as
        /// PERSON or ORG, and, if you like, an alpha-3 code and an id, one of the lexicon (`org:un`) or of your own.
        aliases_path: String = "", such as "aliases.tsv";
    }
}

section! {
    /// Where the tables are published, and in which form.
    ["output"] OutputOptions => OutputSettings {
        /// The folder that holds `current` and the versions, relative to the working directory.
        path: String = "output", within Rule::Filled;
        /// Zstandard level of the Parquet files.
        compression_level: i32 = 3, within Rule::Whole(1, 22);
        /// Rows in a row group, at most.
        row_group_rows: u64 = 61_440, within Rule::at_least(1);
        /// Encoded bytes in a row group, about, at most.
        row_group_bytes: u64 = 16 << 20, within Rule::at_least(1);
        /// Versions that `etl gc` keeps at least, the current one included; it removes a version only if it is beyond this number and beyond `keep_days`.
        keep_versions: u64 = 10, within Rule::at_least(1);
        /// Days for which `etl gc` keeps versions at least.
        keep_days: u64 = 30;
        /// Whether a run removes old versions at its end, as `etl gc` does.
        gc_after_run: bool = false;
        /// Parts of about the same size that are merged into one; fewer parts are quicker to read, more are quicker to write.
        merge_parts: u32 = 4, within Rule::Whole(2, 1_000);
    }
}

section! {
    /// How a run uses the machine, and when it counts as a failure.
    ["run"] RunOptions => RunSettings {
        /// Worker threads; 0 takes all cores.
        jobs: u32 = 0, within Rule::Whole(0, 1_024);
        /// Bytes of raw text and results that may be under way at a time; bounds the memory of a run.
        in_flight_bytes: u64 = 64 << 20, within Rule::at_least(1);
        /// Records to read, at most; 0 for all.
        limit: u64 = 0;
        /// What becomes of the rows of a file that is no longer there.
        vanished: String = "remove", within Rule::OneOf(&["remove", "keep"]);
        /// Number of records that may be in quarantine; a run with more is beyond its limit. 0 allows none, -1 any number.
        max_quarantined: i64 = -1, within Rule::at_least(-1), such as 100;
        /// Share of the records that may be in quarantine; a run with more is beyond its limit.
        max_quarantined_fraction: f64 = 0.25, within Rule::Number(0.0, 1.0);
        /// What becomes of a run that is beyond its limit: it is published all the same and the exit code is 1, or it is refused, so
        /// that nothing is published and the exit code is 3.
        beyond_limit: String = "publish", within Rule::OneOf(&["publish", "refuse"]);
    }
}

section! {
    /// What is said on standard error.
    ["log"] LogOptions => LogSettings {
        /// The form of messages: for people, or one JSON object a line for programs.
        format: String = "text", within Rule::OneOf(&["text", "json"]);
        /// The least important messages that are shown.
        level: String = "info", within Rule::OneOf(&["error", "warn", "info", "debug", "trace"]);
    }
}
