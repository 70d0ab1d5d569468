//! What to do about a record in quarantine, by code.

use super::Code;

impl Code {
    /// What to do, in a sentence or two for the documentation and for `etl quarantine show`.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::Empty => {
                "Fetch the file again if it should hold a text; else remove it, or leave it out with `input.ignore`."
            }
            Self::Binary => {
                "Convert it to text, or leave it out with `input.ignore`. A text in UTF-16 without a byte order mark needs \
                 `normalize.encoding`."
            }
            Self::Unreadable => "Give the user of this program the right to read it, or mend the disk or the link.",
            Self::Vanished => "Something removed it during the run: run again when nothing else changes the input.",
            Self::SymlinkLoop => "Remove the link, or set `input.follow_links = false`.",
            Self::PathNotUnicode => "Rename the file so that its path is valid UTF-8.",
            Self::NotAFile => "Leave it out with `input.ignore`.",
            Self::TooLarge => "Cut it into several records, or raise `input.max_record_bytes`.",
            Self::BadCompression => "Fetch or compress the file again; what was read before the damage is published.",
            Self::ExpandedTooLarge => {
                "Cut it into several files, or raise `input.max_expanded_bytes`; what came before the limit is published."
            }
            Self::ExpansionTooHigh => {
                "Look whether it is a bomb; a file that is so uniform for good reason needs a higher `input.max_expansion_ratio`."
            }
            Self::TooManyMembers => "Compress it anew as one member, or raise `input.max_compressed_members`.",
            Self::WindowTooLarge => {
                "Compress it anew without `--long`, or raise `input.max_zstd_window_bytes`, which memory has to hold."
            }
            Self::ChangedWhileRead => "Nothing, if its writer is done: the next run reads it anew.",
            Self::TooDeep => "Mend the line, or raise `input.jsonl.max_nesting_levels`.",
            Self::TooManyRecords => "Cut it into several files, or raise `input.jsonl.max_records`.",
            Self::BadJson => "Mend the line: one JSON object on each line, with nothing behind it.",
            Self::NoTextField => "Name the field that holds the text in `input.jsonl.text_field`, or mend the record.",
            Self::DuplicateMember => {
                "Give each record of the file its own id, or name another field in `input.jsonl.id_field`."
            }
            Self::Panic => "Please report it with the text, if it may be shown. All other records are published.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_sentence() {
        for code in Code::ALL {
            let remedy = code.remedy();
            assert!(remedy.ends_with('.') && !remedy.contains("  ") && !remedy.contains('|'), "{}", code.as_str());
        }
    }
}
