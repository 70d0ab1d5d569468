//! Documents made of plain text without the normalize stage, so that an input reaches the stage under test as it is.

use communique::model::{Block, Document, Gap, Published, RawRecord, Zone};
use communique::text::{AlignedText, Span};

/// A block for each paragraph, runs of spaces made one and kept as gaps, controls left out: as clean text is.
pub(super) fn document(bytes: &[u8], zone: Zone, published: Published) -> Document {
    let (text, gaps) = squeezed(String::from_utf8_lossy(bytes).trim());
    let mut blocks = Vec::new();
    let (mut at, mut paragraph) = (0, 0);
    for part in text.split('\n') {
        let span = Span::new(at, at + part.len()).trim(&text);
        at += part.len() + 1;
        if !span.is_empty() {
            blocks.push(Block { span, zone, paragraph });
            paragraph += 1;
        }
    }
    Document {
        id: RawRecord::whole("release.txt", "text", Vec::new()).doc_id(),
        text: AlignedText::identity(text),
        encoding: "utf-8",
        title_span: None,
        title: None,
        published,
        dateline: None,
        language: None,
        blocks,
        gaps,
        flags: Vec::new(),
    }
}

fn squeezed(raw: &str) -> (String, Vec<Gap>) {
    let (mut text, mut gaps) = (String::new(), Vec::new());
    let mut spaces = 0;
    for c in raw.chars().filter(|c| !c.is_control() || *c == '\n') {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        if spaces > 1 {
            gaps.push(Gap { at: text.len() as u32, width: spaces });
        }
        if spaces > 0 {
            text.push(' ');
            spaces = 0;
        }
        text.push(c);
    }
    (text, gaps)
}
