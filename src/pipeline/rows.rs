//! From what was found in a document to rows of the tables.

use crate::model::{
    Analyzed, Hash128, Mention, Precision, RawRecord, Rejected, TokenKind, Zone, content_hash, mention_id, sentence_id,
};
use crate::schema::documents::{DocumentRow, DocumentsBuilder};
use crate::schema::mentions::{MentionRow, MentionsBuilder};
use crate::schema::quarantine::{QuarantineBuilder, QuarantineRow};
use crate::schema::sentences::{SentenceRow, SentencesBuilder};
use crate::stages::resolve::countries_of;
use crate::text::{CharIndex, Span, push_lower};

/// What all rows of one document share.
struct RowCx<'a> {
    analyzed: &'a Analyzed,
    text: &'a str,
    doc_id: String,
    chars: CharIndex<'a>,
}

impl RowCx<'_> {
    /// Start and end in code points.
    fn chars(&self, span: Span) -> (i32, i32) {
        (count(self.chars.char_of(span.start()) as usize), count(self.chars.char_of(span.end()) as usize))
    }

    /// Start and end in raw bytes, where they are proved.
    fn bytes(&self, span: Span) -> (Option<i64>, Option<i64>) {
        match self.analyzed.document.text.to_raw(span) {
            Some(raw) => (Some(raw.start as i64), Some(raw.end as i64)),
            None => (None, None),
        }
    }
}

/// Counts fit 32 bits, since a record is capped below 2 GiB.
fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

pub(super) fn push_document(
    record: &RawRecord,
    analyzed: &Analyzed,
    documents: &mut DocumentsBuilder,
    sentences: &mut SentencesBuilder,
    mentions: &mut MentionsBuilder,
) {
    let text = analyzed.document.as_str();
    let cx = RowCx { analyzed, text, doc_id: analyzed.document.id.to_string(), chars: CharIndex::new(text) };
    push_document_row(&cx, record, documents);
    push_sentences(&cx, sentences);
    push_mentions(&cx, mentions);
}

fn push_document_row(cx: &RowCx<'_>, record: &RawRecord, documents: &mut DocumentsBuilder) {
    let Analyzed { document, tokens, sentences, mentions } = cx.analyzed;
    let published = document.published;
    let flags: Vec<&str> = document.flags.iter().map(|flag| flag.as_str()).collect();
    documents.push(DocumentRow {
        doc_id: &cx.doc_id,
        source_path: &record.source_path,
        source_member: record.source_member.as_deref(),
        source_format: record.format,
        source_bytes: record.bytes.len() as i64,
        content_hash: &content_hash(&record.bytes).to_string(),
        encoding: document.encoding,
        title: document.title.as_deref(),
        published_at: published.at.filter(|_| published.precision == Precision::Minute),
        published_date: published.date,
        published_precision: published.precision.as_str(),
        published_source: published.source.as_str(),
        dateline_place: document.dateline.as_ref().and_then(|dateline| dateline.place).map(|place| place.of(cx.text)),
        language: document.language.map(|(code, _)| code),
        language_score: document.language.map(|(_, score)| score),
        text: cx.text,
        n_chars: count(cx.chars.len() as usize),
        n_paragraphs: count(document.n_paragraphs()),
        n_sentences: count(sentences.len()),
        n_tokens: count(tokens.len()),
        n_mentions: count(mentions.len()),
        countries: &countries_of(mentions),
        text_hash: &text_hash(cx.analyzed).to_string(),
        flags: &flags,
    });
}

fn push_sentences(cx: &RowCx<'_>, out: &mut SentencesBuilder) {
    let document = &cx.analyzed.document;
    for (position, sentence) in cx.analyzed.sentences.iter().enumerate() {
        let (start_char, end_char) = cx.chars(sentence.span);
        let (start_byte, end_byte) = cx.bytes(sentence.span);
        out.push(SentenceRow {
            sentence_id: &sentence_id(&cx.doc_id, position),
            doc_id: &cx.doc_id,
            sent_idx: count(position),
            para_idx: count(sentence.paragraph as usize),
            zone: sentence.zone.as_str(),
            text: sentence.span.of(cx.text),
            start_char,
            end_char,
            start_byte,
            end_byte,
            n_tokens: count(sentence.tokens.len()),
            published_date: document.published.date,
        });
    }
}

fn push_mentions(cx: &RowCx<'_>, out: &mut MentionsBuilder) {
    for (position, mention) in cx.analyzed.mentions.iter().enumerate() {
        push_mention(cx, position, mention, out);
    }
}

fn push_mention(cx: &RowCx<'_>, position: usize, mention: &Mention, out: &mut MentionsBuilder) {
    let document = &cx.analyzed.document;
    let (start_char, end_char) = cx.chars(mention.span);
    let (start_byte, end_byte) = cx.bytes(mention.span);
    let value = mention.value.as_ref();
    let days = value.and_then(|value| value.days);
    let entity_id = mention.entity.as_ref().map(|key| key.id().to_string());
    let parent = mention.parent.map(|parent| mention_id(&cx.doc_id, parent));
    let printed = mention.span.of(cx.text);
    out.push(MentionRow {
        mention_id: &mention_id(&cx.doc_id, position),
        doc_id: &cx.doc_id,
        sentence_id: &sentence_id(&cx.doc_id, mention.sentence),
        sent_idx: count(mention.sentence),
        entity_id: entity_id.as_deref(),
        entity_type: mention.entity_type.as_str(),
        subtype: mention.subtype,
        text: printed,
        start_char,
        end_char,
        start_byte,
        end_byte,
        name: mention.name.as_deref().or(mention.entity_type.is_linked().then_some(printed)),
        title: mention.title.map(|title| title.of(cx.text)),
        role: mention.role.map(|role| role.as_str()),
        country: mention.country,
        value: value.map(|value| value.text.as_str()),
        value_start: days.map(|(start, _)| start),
        value_end: days.map(|(_, end)| end),
        value_grain: value.and_then(|value| value.grain).map(|grain| grain.as_str()),
        parent_mention_id: parent.as_deref(),
        recognizer: mention.recognizer.as_str(),
        score: mention.score,
        published_date: document.published.date,
    });
}

/// Hash of the words of the body in lower case; of all words where there is no body. Title, layout, punctuation and
/// boilerplate do not count, so that the same text under another head is found again.
fn text_hash(analyzed: &Analyzed) -> Hash128 {
    let in_body = |zone: Zone| matches!(zone, Zone::Body | Zone::Question | Zone::Answer);
    let has_body = analyzed.sentences.iter().any(|sentence| in_body(sentence.zone) && !sentence.tokens.is_empty());
    // Most texts are of ASCII, where small letters stand at the same bytes as capitals.
    let text = analyzed.document.as_str();
    let is_ascii = text.is_ascii();
    let small = if is_ascii { text.to_ascii_lowercase() } else { text.to_owned() };
    let mut words = String::with_capacity(text.len());
    for sentence in analyzed.sentences.iter().filter(|sentence| in_body(sentence.zone) || !has_body) {
        for token in analyzed.tokens.get(sentence.tokens.clone()).unwrap_or_default() {
            if token.kind != TokenKind::Punctuation {
                let word = token.span.of(&small);
                if is_ascii {
                    words.push_str(word)
                } else {
                    push_lower(word, &mut words)
                }
                words.push(' ');
            }
        }
    }
    // Texts without any word are the same only if they are the same to the letter.
    content_hash(if words.is_empty() { text.as_bytes() } else { words.as_bytes() })
}

pub(super) fn push_rejected(rejected: &Rejected, out: &mut QuarantineBuilder) {
    let hash = rejected.content_hash.map(|hash| hash.to_string());
    out.push(QuarantineRow {
        source_path: &rejected.source_path,
        source_member: rejected.source_member.as_deref(),
        content_hash: hash.as_deref(),
        source_bytes: i64::try_from(rejected.source_bytes).unwrap_or(i64::MAX),
        stage: rejected.diagnostic.stage.as_str(),
        code: rejected.diagnostic.code.as_str(),
        message: &rejected.diagnostic.detail,
        excerpt: &rejected.excerpt,
    });
}
