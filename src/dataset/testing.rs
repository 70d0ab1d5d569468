//! A tiny published version for tests, from texts with their mentions marked as `etl show` marks them.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use polars::prelude::{LazyFrame, ParquetWriter};
use tempfile::TempDir;

use super::{Dataset, Manifest, duplicates, entities};
use crate::config::OutputSettings;
use crate::lexicon::Lexicon;
use crate::model::{DocId, EntityKey, EntityType, Role, content_hash, mention_id, sentence_id};
use crate::schema::documents::{DocumentRow, DocumentsBuilder};
use crate::schema::duplicates::DuplicatesBuilder;
use crate::schema::entities::EntitiesBuilder;
use crate::schema::mentions::{MentionRow, MentionsBuilder};
use crate::schema::sentences::{SentenceRow, SentencesBuilder};
use crate::schema::{TableBuilder, TableDef};
use crate::stages::load::{TableWriter, WrittenFile};

/// A mention as marked: `[Xi Jinping]{PERSON CHN head_of_state}`; positions count characters.
#[derive(Clone, Debug, Default)]
struct Marked {
    start: usize,
    end: usize,
    labels: Vec<String>,
    parent: Option<usize>,
}

impl Marked {
    fn entity_type(&self) -> EntityType {
        EntityType::parse(&self.labels[0]).unwrap()
    }

    fn role(&self) -> Option<&str> {
        self.labels.iter().map(String::as_str).find(|label| Role::parse(label).is_some())
    }

    fn country(&self) -> Option<&str> {
        self.labels.iter().skip(1).map(String::as_str).find(|label| label.len() == 3)
    }
}

/// A published version in a folder that lasts as long as this.
pub(super) struct Release {
    output: TempDir,
}

impl Release {
    /// Publishes a version in which each text is a document, in files `release-000.txt` and on, dated from 20 January 2022.
    pub(super) fn publish(marked: &[&str]) -> Self {
        Self::publish_with(marked, &OutputSettings { row_group_rows: 4, ..OutputSettings::default() })
    }

    pub(super) fn publish_with(marked: &[&str], settings: &OutputSettings) -> Self {
        let output = tempfile::tempdir().unwrap();
        let version = output.path().join("_versions/000001");
        let mut files = write_documents(&version, marked, settings);
        let dataset = Dataset::at(&version);
        let mut entities_out = EntitiesBuilder::default();
        for row in entities(&dataset, Lexicon::embedded()).unwrap() {
            row.push_to(&mut entities_out);
        }
        files.push(write(&version, &crate::schema::entities::TABLE, settings, &mut [&mut entities_out]));
        let mut duplicates_out = DuplicatesBuilder::default();
        for row in duplicates(&dataset).unwrap() {
            row.push_to(&mut duplicates_out);
        }
        files.push(write(&version, &crate::schema::duplicates::TABLE, settings, &mut [&mut duplicates_out]));
        let n = marked.len() as u64;
        let mut manifest = Manifest::new(1, n, n, 0);
        for file in &files {
            let path = file.path.strip_prefix(&version).unwrap();
            manifest.add_file(file.table, path, file.rows, file.bytes, file.hash);
        }
        fs::write(version.join(Manifest::FILE_NAME), manifest.to_json()).unwrap();
        std::os::unix::fs::symlink("_versions/000001", output.path().join("current")).unwrap();
        Self { output }
    }

    pub(super) fn dataset(&self) -> Dataset {
        Dataset::open(self.output.path()).unwrap()
    }

    pub(super) fn write_manifest(&self, manifest: &Manifest) {
        fs::write(self.dataset().dir().join(Manifest::FILE_NAME), manifest.to_json()).unwrap();
    }

    /// Lets polars change a table and write it back, and makes the manifest agree with the new file.
    pub(super) fn rewrite(&self, table: &str, change: impl FnOnce(LazyFrame) -> LazyFrame) {
        let dataset = self.dataset();
        let mut frame = change(dataset.lazy(table).unwrap()).collect().unwrap();
        let path = self.file(table);
        ParquetWriter::new(fs::File::create(&path).unwrap()).finish(&mut frame).unwrap();
        let bytes = fs::read(&path).unwrap();
        let mut manifest = dataset.manifest().unwrap();
        let listed = manifest.tables.iter_mut().find(|listed| listed.name == table).unwrap();
        let (rows, file) = (frame.height() as u64, &mut listed.files[0]);
        (listed.rows, file.rows, file.bytes) = (rows, rows, bytes.len() as u64);
        file.hash = content_hash(&bytes).to_string();
        self.write_manifest(&manifest);
    }

    /// The only file of a table.
    pub(super) fn file(&self, table: &str) -> PathBuf {
        self.dataset().files(table).unwrap().remove(0)
    }
}

/// Writes `documents`, `sentences`, `mentions` and an empty `quarantine`; a batch a document.
fn write_documents(version: &Path, marked: &[&str], settings: &OutputSettings) -> Vec<WrittenFile> {
    let create = |table| TableWriter::create(version, table, 0, settings).unwrap();
    let mut documents = create(&crate::schema::documents::TABLE);
    let mut sentences = create(&crate::schema::sentences::TABLE);
    let mut mentions = create(&crate::schema::mentions::TABLE);
    for (at, text) in marked.iter().enumerate() {
        let (text, marks) = unmark(text);
        let document = TestDocument {
            id: DocId::of(&source_path(at), None),
            path: source_path(at),
            published: date(2022, 1, 20).saturating_add((at as i64).days()),
            sentences: cut(&text),
            chars: text.chars().collect(),
            text,
            marks,
        };
        documents.write(&document.row()).unwrap();
        sentences.write(&document.sentence_rows()).unwrap();
        mentions.write(&document.mention_rows()).unwrap();
    }
    let quarantine = create(&crate::schema::quarantine::TABLE);
    [documents, sentences, mentions, quarantine].into_iter().map(|writer| writer.finish().unwrap()).collect()
}

pub(super) fn source_path(at: usize) -> String {
    format!("release-{at:03}.txt")
}

fn write(
    version: &Path,
    table: &'static TableDef,
    settings: &OutputSettings,
    builders: &mut [&mut dyn TableBuilder],
) -> WrittenFile {
    let mut writer = TableWriter::create(version, table, 0, settings).unwrap();
    for builder in builders {
        writer.write(&builder.finish()).unwrap();
    }
    writer.finish().unwrap()
}

struct TestDocument {
    id: DocId,
    path: String,
    published: Date,
    text: String,
    chars: Vec<char>,
    sentences: Vec<(usize, usize)>,
    marks: Vec<Marked>,
}

impl TestDocument {
    fn slice(&self, start: usize, end: usize) -> String {
        self.chars[start..end].iter().collect()
    }

    fn row(&self) -> arrow_array::RecordBatch {
        let mut builder = DocumentsBuilder::default();
        let hash = content_hash(self.text.as_bytes()).to_string();
        builder.push(DocumentRow {
            doc_id: &self.id.to_string(),
            source_path: &self.path,
            source_member: None,
            source_format: "text",
            source_bytes: self.text.len() as i64,
            content_hash: &hash,
            encoding: "utf-8",
            title: Some("A title\u{1b}[31m"),
            published_at: Some(self.published.at(20, 56, 0, 0)),
            published_date: Some(self.published),
            published_precision: "minute",
            published_source: "header",
            dateline_place: None,
            language: Some("en"),
            language_score: Some(0.9),
            text: &self.text,
            n_chars: self.chars.len() as i32,
            n_paragraphs: 1,
            n_sentences: self.sentences.len() as i32,
            n_tokens: 0,
            n_mentions: self.marks.len() as i32,
            countries: &["BLR", "CHN"],
            text_hash: &hash,
            flags: &[],
        });
        builder.finish()
    }

    fn sentence_rows(&self) -> arrow_array::RecordBatch {
        let mut builder = SentencesBuilder::default();
        for (at, &(start, end)) in self.sentences.iter().enumerate() {
            builder.push(SentenceRow {
                sentence_id: &sentence_id(&self.id.to_string(), at),
                doc_id: &self.id.to_string(),
                sent_idx: at as i32,
                para_idx: 0,
                zone: "body",
                text: &self.slice(start, end),
                start_char: start as i32,
                end_char: end as i32,
                start_byte: None,
                end_byte: None,
                n_tokens: 1,
                published_date: Some(self.published),
            });
        }
        builder.finish()
    }

    fn mention_rows(&self) -> arrow_array::RecordBatch {
        let mut builder = MentionsBuilder::default();
        for (at, mark) in self.marks.iter().enumerate() {
            let printed = self.slice(mark.start, mark.end);
            let sentence = self.sentences.iter().position(|&(_, end)| mark.end <= end).unwrap();
            let key = EntityKey::new(mark.entity_type(), format!("name:{}", printed.to_lowercase()));
            let compound = self.marks.iter().any(|other| other.parent == Some(at));
            let linked = mark.entity_type().is_linked() && !compound;
            builder.push(MentionRow {
                mention_id: &mention_id(&self.id.to_string(), at),
                doc_id: &self.id.to_string(),
                sentence_id: &sentence_id(&self.id.to_string(), sentence),
                sent_idx: sentence as i32,
                entity_id: linked.then(|| key.id().to_string()).as_deref(),
                entity_type: mark.entity_type().as_str(),
                subtype: None,
                text: &printed,
                start_char: mark.start as i32,
                end_char: mark.end as i32,
                start_byte: Some(mark.start as i64),
                end_byte: Some(mark.end as i64),
                name: linked.then_some(printed.as_str()),
                title: None,
                role: mark.role(),
                country: mark.country(),
                value: None,
                value_start: None,
                value_end: None,
                value_grain: None,
                parent_mention_id: mark.parent.map(|parent| mention_id(&self.id.to_string(), parent)).as_deref(),
                recognizer: "rule",
                score: 1.0,
                published_date: Some(self.published),
            });
        }
        builder.finish()
    }
}

/// Sentences end with a period before a space.
fn cut(text: &str) -> Vec<(usize, usize)> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for sentence in text.split_inclusive(". ") {
        let len = sentence.chars().count();
        sentences.push((start, start + sentence.trim_end().chars().count()));
        start += len;
    }
    sentences
}

/// The plain text and the marks, a compound before its parts.
fn unmark(marked: &str) -> (String, Vec<Marked>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::<Marked>::new(), Vec::new());
    let mut chars = marked.chars();
    while let Some(c) = chars.next() {
        let at = text.chars().count();
        match c {
            '[' => {
                marks.push(Marked { start: at, parent: open.last().copied(), ..Marked::default() });
                open.push(marks.len() - 1);
            }
            ']' => {
                let mark = &mut marks[open.pop().unwrap()];
                mark.end = at;
                assert_eq!(chars.next(), Some('{'), "labels follow a mark");
                let labels: String = chars.by_ref().take_while(|&c| c != '}').collect();
                mark.labels = labels.split(' ').map(str::to_owned).collect();
            }
            c => text.push(c),
        }
    }
    (text, marks)
}
