//! The exit codes, declared once: the program, the README and `docs/exit-codes.md` have them from here.
//!
//! From 64 on they are those of BSD's `sysexits.h`, which schedulers know; 128 and a signal's number as shells have it.

macro_rules! exit_codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $title:literal;)+) => {
        /// How the program ended.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ExitCode { $($(#[doc = $doc])+ $name = $code,)+ }

        impl ExitCode {
            /// Every code, in the order of their numbers.
            pub const ALL: &'static [ExitCode] = &[$(ExitCode::$name),+];

            /// A few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }

            /// What it means and what to do.
            pub fn doc(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

exit_codes! {
    /// All was done that was asked for. A reader of standard output that goes away early, as `head` does, is no fault.
    Ok = 0, "ok";
    /// The version was published, but more records are in quarantine than `run.max_quarantined_fraction` or
    /// `run.max_quarantined` allows, or a document met a fault of this program (code `panic`), or a folder could not be listed;
    /// or `etl check` found a fault in what is published, or a check of the configuration that does not hold; or `etl diff --exit-code` found a difference; or `etl eval` found one in gold, or a score under `--fail-under`.
    DataProblems = 1, "data problems";
    /// The command line is wrong, or the query is.
    Usage = 2, "usage";
    /// The data are not as the configuration demands, and nothing was published: a check of severity `error` does not hold, or
    /// too much is in quarantine and `run.beyond_limit` is `refuse`. What was published before is untouched.
    Refused = 3, "refused";
    /// `etl plan --exit-code`: a run would publish a version.
    WorkToDo = 10, "work to do";
    /// Every record went to quarantine and nothing was published, or a published file or version is damaged, or gold does not keep its
    /// format.
    NothingReadable = 65, "nothing readable";
    /// There is no file of a known format at the input path, or nothing is published where something was to be read.
    NoInput = 66, "no input";
    /// A fault in this program. Please report it.
    Internal = 70, "internal";
    /// The output folder or file cannot be created, or exists and is not to be overwritten.
    CannotCreate = 73, "cannot create output";
    /// Reading or writing failed: a full disk, a broken device. What was published before is untouched.
    InputOutput = 74, "I/O";
    /// Another run holds the lock of the output folder. Try again later.
    Locked = 75, "locked";
    /// A file or folder may not be read or written by this user.
    NoPermission = 77, "no permission";
    /// The configuration file, an environment variable or a setting is wrong, or the file cannot be read.
    BadConfiguration = 78, "bad configuration";
    /// Ended by Ctrl-C (SIGINT). What was published before is untouched.
    Interrupted = 130, "interrupted";
    /// Ended by SIGTERM. What was published before is untouched.
    Terminated = 143, "terminated";
}

impl ExitCode {
    /// The number that the shell sees.
    pub fn number(self) -> u8 {
        self as u8
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(exit: ExitCode) -> Self {
        exit.number().into()
    }
}

/// The table for the README.
pub fn markdown_table() -> String {
    let mut out = String::from("| code | | meaning |\n|---|---|---|\n");
    for exit in ExitCode::ALL {
        out.push_str(&format!("| {} | {} | {} |\n", exit.number(), exit.title(), exit.doc()));
    }
    out
}

/// The text of `docs/exit-codes.md`.
pub fn markdown() -> String {
    format!(
        "# Exit codes of `etl`\n\nGenerated from `src/cli/exit.rs`; do not edit.\n\n\
         From 64 on they are those of `sysexits.h`. Only 75 is worth a retry without a change. A run that published \
         fewer records than it should is never 0.\n\n{}",
        markdown_table()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_design_and_ascend() {
        let numbers: Vec<u8> = ExitCode::ALL.iter().map(|exit| exit.number()).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 10, 65, 66, 70, 73, 74, 75, 77, 78, 130, 143]);
    }

    #[test]
    fn every_code_is_explained_in_sentences() {
        for exit in ExitCode::ALL {
            assert!(!exit.title().is_empty() && exit.doc().ends_with('.') && !exit.doc().contains("  "), "{exit:?}");
        }
    }

    #[test]
    fn no_table_is_broken_by_its_contents() {
        for line in markdown_table().lines() {
            assert_eq!(line.matches('|').count(), 4, "{line}");
        }
    }
}
