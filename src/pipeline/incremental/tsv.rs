//! The text of a ledger: a line for the fingerprint, a line of column names, a line for each input, tabs between.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::content::Content;
use super::fingerprint::Fingerprint;
use super::ledger::{Ledger, Line};
use crate::model::{Code, Hash128};
use crate::stages::extract::{Stamp, Stored};

/// The first cell: the form of the ledger.
const FORM: &str = "# inputs 1";
const COLUMNS: [&str; 12] = [
    "source_path",
    "size_bytes",
    "modified_ns",
    "inode",
    "device",
    "content",
    "read_bytes",
    "records",
    "documents",
    "quarantined",
    "part",
    "racy",
];
/// Stands where a value is not known.
const UNKNOWN: &str = "-";
/// Stands before the hash of what stood in the way of reading.
const FAILED: char = '!';
/// Stands in place of a hash where the rows are outdated.
const OUTDATED: &str = "outdated";

impl Ledger {
    /// Writes the ledger line by line, since the text of a large one takes as much room as the ledger itself.
    pub(in crate::pipeline) fn write_tsv(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{FORM}\t{}\n{}", self.fingerprint, COLUMNS.join("\t"))?;
        self.lines.iter().try_for_each(|(path, line)| write_line(path, line, out))
    }

    /// # Errors
    /// In words, where the text is none of [`Ledger::write_tsv`].
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut lines = text.split_terminator('\n').enumerate();
        let head = lines.next().and_then(|(_, head)| head.strip_prefix(FORM)?.strip_prefix('\t'));
        let fingerprint = Fingerprint::parse(head.ok_or("it is of another form")?).ok_or("its head is damaged")?;
        if lines.next().is_none_or(|(_, columns)| !columns.split('\t').eq(COLUMNS)) {
            return Err("its columns are others".into());
        }
        let read = |(at, line): (usize, &str)| parse_line(line).ok_or_else(|| format!("line {} is damaged", at + 1));
        Ok(Self { fingerprint, lines: lines.map(read).collect::<Result<_, _>>()? })
    }
}

fn write_line(path: &str, line: &Line, out: &mut dyn Write) -> io::Result<()> {
    let [modified, inode, device] = match line.stamp {
        Some(stamp) => [stamp.modified_ns.to_string(), stamp.inode.to_string(), stamp.device.to_string()],
        None => [UNKNOWN; 3].map(str::to_owned),
    };
    let (content, read_bytes) = match line.content {
        Content::Stored(stored) => (stored.hash.to_string(), stored.bytes),
        Content::Failed(hash) => (format!("{FAILED}{hash}"), 0),
        Content::Outdated => (OUTDATED.to_owned(), 0),
    };
    let quarantined: Vec<_> = line.quarantined.iter().map(|(code, n)| format!("{}:{n}", code.as_str())).collect();
    writeln!(
        out,
        "{}\t{}\t{modified}\t{inode}\t{device}\t{content}\t{read_bytes}\t{}\t{}\t{}\t{}\t{}",
        escape(path),
        line.size_bytes,
        line.documents + line.n_quarantined(),
        line.documents,
        quarantined.join(","),
        line.part,
        u8::from(line.racy),
    )
}

fn parse_line(text: &str) -> Option<(String, Line)> {
    let cells: Vec<&str> = text.split('\t').collect();
    let [path, size, modified, inode, device, content, read, records, documents, quarantined, part, racy] =
        <[&str; COLUMNS.len()]>::try_from(cells).ok()?;
    let stamp = match modified {
        UNKNOWN => None,
        _ => Some(Stamp {
            modified_ns: modified.parse().ok()?,
            inode: inode.parse().ok()?,
            device: device.parse().ok()?,
        }),
    };
    let content = match content.strip_prefix(FAILED) {
        Some(hash) => Content::Failed(Hash128::parse(hash)?),
        None if content == OUTDATED => Content::Outdated,
        None => Content::Stored(Stored { bytes: read.parse().ok()?, hash: Hash128::parse(content)? }),
    };
    let line = Line {
        size_bytes: size.parse().ok()?,
        stamp,
        content,
        documents: documents.parse().ok()?,
        quarantined: parse_codes(quarantined)?,
        part: part.parse().ok()?,
        racy: racy == "1",
    };
    let adds_up = records.parse() == Ok(line.documents + line.n_quarantined());
    adds_up.then_some((unescape(path)?, line))
}

fn parse_codes(text: &str) -> Option<BTreeMap<Code, u64>> {
    let pairs = text.split(',').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, n) = pair.split_once(':')?;
            let code = Code::ALL.iter().copied().find(|code| code.as_str() == name)?;
            Some((code, n.parse().ok()?))
        })
        .collect()
}

/// A path that breaks no line and no cell.
fn escape(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out
}

/// The path that [`escape`] wrote.
fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::content_hash;

    fn line() -> impl Strategy<Value = Line> {
        let stamp = prop::option::of((any::<i64>(), any::<u64>(), any::<u64>()));
        let content = (0u8..3, any::<u64>());
        (any::<u32>(), stamp, content, 0u64..9, 0u64..3, any::<u32>(), any::<bool>()).prop_map(
            |(size, stamp, (kind, bytes), documents, empty, part, racy)| {
                let hash = content_hash(&bytes.to_le_bytes());
                Line {
                    size_bytes: u64::from(size),
                    stamp: stamp.map(|(ns, inode, device)| Stamp { modified_ns: ns, inode, device }),
                    content: match kind {
                        0 => Content::Failed(hash),
                        1 => Content::Outdated,
                        _ => Content::Stored(Stored { bytes, hash }),
                    },
                    documents,
                    quarantined: [(Code::Empty, empty), (Code::BadJson, 2)]
                        .into_iter()
                        .filter(|(_, n)| *n > 0)
                        .collect(),
                    part,
                    racy,
                }
            },
        )
    }

    fn tsv(ledger: &Ledger) -> String {
        let mut bytes = Vec::new();
        ledger.write_tsv(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(lines in prop::collection::btree_map("[a-z/\\\\\\t\\n\\r%\u{e9}]{1,12}", line(), 0..8)) {
            let ledger = Ledger { fingerprint: Fingerprint::example(), lines };
            prop_assert_eq!(Ledger::parse(&tsv(&ledger)), Ok(ledger));
        }

        /// No damage makes it panic, and a lost line end is not taken for a shorter ledger.
        #[test]
        fn damage_is_said(text in "\\PC{0,60}", at in 0usize..200) {
            let ledger = Ledger { fingerprint: Fingerprint::example(), lines: BTreeMap::new() };
            let mut whole = tsv(&ledger);
            let at = at.min(whole.len() - 1);
            whole.insert_str(at, &format!("x{text}"));
            prop_assert!(Ledger::parse(&whole).is_err() || Ledger::parse(&whole) != Ok(ledger));
        }
    }

    #[test]
    fn another_form_is_refused() {
        assert!(Ledger::parse("").is_err());
        assert!(Ledger::parse("# inputs 2\tprogram=x\n").is_err());
    }
}
