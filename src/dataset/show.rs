//! `etl show`: one document, sentence by sentence, with its mentions marked.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Effects, Style};
use polars::prelude::{AnyValue, DataFrame, PolarsResult};

use super::{Dataset, DatasetError};
use crate::model::EntityType;
use crate::text::printable;

/// Whether colours may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Mentions are coloured by type; codes and values stand dimmed behind them.
    Colour,
    /// Mentions stand in brackets with type, codes and value behind: `[Minsk]{GPE BLR}`.
    Plain,
}

/// The fewest digits of a `doc_id` that name a document.
const MIN_PREFIX: usize = 4;

/// How many documents an error lists.
const LISTED: usize = 5;

/// Shows the document of this `doc_id`, of the only one that begins so, or of this `source_path`.
///
/// # Errors
/// If no document or several are meant, or the tables cannot be read.
pub fn show(dataset: &Dataset, wanted: &str, paint: Paint, out: &mut dyn Write) -> Result<(), DatasetError> {
    let document = find(dataset, wanted)?;
    let id = text(&document, 0, "doc_id").map_err(DatasetError::content("documents"))?.unwrap_or_default();
    let sentences = children(dataset, "sentences", &id)?;
    let mentions = children(dataset, "mentions", &id)?;
    write_header(&document, paint, out).map_err(DatasetError::content("documents"))?.map_err(DatasetError::write)?;
    for (at, sentence) in sentences.iter().enumerate() {
        let new_paragraph = at == 0 || sentences.get(at - 1).is_some_and(|last| last.paragraph != sentence.paragraph);
        if new_paragraph {
            writeln!(out).map_err(DatasetError::write)?;
        }
        write_sentence(at, sentence, &mentions, paint, out).map_err(DatasetError::write)?;
    }
    Ok(())
}

/// The row of the document that is meant.
fn find(dataset: &Dataset, wanted: &str) -> Result<DataFrame, DatasetError> {
    let is_prefix = wanted.len() >= MIN_PREFIX && wanted.bytes().all(|digit| digit.is_ascii_hexdigit());
    let mut found = Vec::new();
    if is_prefix {
        found = dataset.rows_where("documents", "doc_id", |id| id.starts_with(wanted))?;
    }
    if found.is_empty() {
        found = dataset.rows_where("documents", "source_path", |path| path == wanted)?;
    }
    match (found.as_slice(), found.iter().map(DataFrame::height).sum()) {
        ([], _) => Err(DatasetError::NoDocument { wanted: wanted.to_owned() }),
        ([one], 1) => Ok(one.clone()),
        (several, count) => {
            let rows = several.iter().flat_map(|rows| (0..rows.height()).map(move |at| (rows, at)));
            let some = rows.filter_map(|(rows, at)| text(rows, at, "doc_id").ok().flatten()).take(LISTED).collect();
            Err(DatasetError::SeveralDocuments { wanted: wanted.to_owned(), some, count })
        }
    }
}

/// A sentence or a mention.
#[derive(Debug)]
struct Part {
    /// In characters of the document.
    span: Range<usize>,
    text: String,
    sentence: i64,
    paragraph: i64,
    zone: String,
    entity_type: Option<EntityType>,
    /// Type, country, role and value, as far as they are known.
    labels: Vec<String>,
}

/// The rows of a document in one of the two tables that belong to it.
fn children(dataset: &Dataset, table: &str, doc_id: &str) -> Result<Vec<Part>, DatasetError> {
    let mut parts = Vec::new();
    for frame in dataset.rows_where(table, "doc_id", |id| id == doc_id)? {
        for at in 0..frame.height() {
            parts.push(part(&frame, at).map_err(DatasetError::content(table))?);
        }
    }
    Ok(parts)
}

fn part(frame: &DataFrame, at: usize) -> PolarsResult<Part> {
    let number = |name: &str| -> PolarsResult<i64> { Ok(frame.column(name)?.get(at)?.extract().unwrap_or_default()) };
    let offset = |name: &str| number(name).map(|n| usize::try_from(n).unwrap_or_default());
    let has = |name: &str| frame.column(name).is_ok();
    let mut part = Part {
        span: offset("start_char")?..offset("end_char")?,
        text: text(frame, at, "text")?.unwrap_or_default(),
        sentence: number("sent_idx")?,
        paragraph: if has("para_idx") { number("para_idx")? } else { 0 },
        zone: if has("zone") { text(frame, at, "zone")?.unwrap_or_default() } else { String::new() },
        entity_type: None,
        labels: Vec::new(),
    };
    for name in ["entity_type", "country", "role", "value"] {
        if has(name) {
            part.labels.extend(text(frame, at, name)?);
        }
    }
    part.entity_type = part.labels.first().and_then(|name| EntityType::parse(name));
    Ok(part)
}

/// A cell as text; `None` for null.
fn text(frame: &DataFrame, at: usize, column: &str) -> PolarsResult<Option<String>> {
    let value = frame.column(column)?.get(at)?;
    Ok(match value {
        AnyValue::Null => None,
        AnyValue::String(_) | AnyValue::StringOwned(_) => value.get_str().map(str::to_owned),
        AnyValue::List(items) => Some(items.str()?.iter().flatten().collect::<Vec<_>>().join(" ")),
        other => Some(other.to_string()),
    })
}

fn write_header(document: &DataFrame, paint: Paint, out: &mut dyn Write) -> PolarsResult<io::Result<()>> {
    let cell = |name: &str| Ok::<_, polars::prelude::PolarsError>(text(document, 0, name)?.unwrap_or_default());
    let when = match text(document, 0, "published_at")? {
        Some(time) => time,
        None => cell("published_date")?,
    };
    let mut source = cell("source_path")?;
    if let Some(member) = text(document, 0, "source_member")? {
        source = format!("{source} {member}");
    }
    let published = format!("{when} ({}, {})", cell("published_precision")?, cell("published_source")?);
    let fields = [
        ("published", published),
        ("language", cell("language")?),
        ("countries", cell("countries")?),
        ("source", source),
        ("doc_id", cell("doc_id")?),
    ];
    let title = cell("title")?;
    Ok(write_fields(&title, &fields, paint, out))
}

fn write_fields(title: &str, fields: &[(&str, String)], paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().effects(Effects::BOLD);
    writeln!(out, "{}", styled(&printable(if title.is_empty() { "(no title)" } else { title }), bold, paint))?;
    for (name, value) in fields {
        writeln!(out, "{name:<10} {}", printable(value))?;
    }
    Ok(())
}

fn write_sentence(at: usize, sentence: &Part, mentions: &[Part], paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let chars: Vec<char> = sentence.text.chars().collect();
    let own: Vec<&Part> = mentions.iter().filter(|mention| mention.sentence == sentence.sentence).collect();
    let mut marked = String::new();
    let span = sentence.span.start..sentence.span.start + chars.len();
    mark(&chars, &span, span.clone(), &own, paint, &mut marked);
    let number =
        styled(&format!("{at:>4} {:<11}", printable(&sentence.zone)), Style::new().effects(Effects::DIMMED), paint);
    writeln!(out, "{number} {marked}")
}

/// Appends `range` of the sentence with the mentions in it marked: each before those that lie inside it.
fn mark(
    chars: &[char],
    sentence: &Range<usize>,
    range: Range<usize>,
    mentions: &[&Part],
    paint: Paint,
    out: &mut String,
) {
    let slice = |range: Range<usize>| -> String {
        let from = range.start.saturating_sub(sentence.start);
        chars.get(from..from + range.len()).unwrap_or_default().iter().collect()
    };
    let mut at = range.start;
    let mut left = mentions;
    while let Some((mention, rest)) = left.split_first() {
        let span = mention.span.clone();
        // What overlaps without lying inside is left out, lest text be shown twice.
        if span.start < at || span.end > range.end || span.is_empty() {
            left = rest;
            continue;
        }
        out.push_str(&printable(&slice(at..span.start)));
        let inside = rest.iter().take_while(|part| part.span.start < span.end).count();
        let (parts, after) = rest.split_at(inside);
        let mut inner = String::new();
        mark(chars, sentence, span.clone(), parts, paint, &mut inner);
        out.push_str(&labelled(&inner, mention, parts.is_empty(), paint));
        at = span.end;
        left = after;
    }
    out.push_str(&printable(&slice(at..range.end)));
}

/// A mention with its labels. The parts of a compound bring colours of their own, so that the whole is set off by brackets.
fn labelled(inner: &str, mention: &Part, is_simple: bool, paint: Paint) -> String {
    let labels = printable(&mention.labels.join(" ")).into_owned();
    match paint {
        Paint::Plain => format!("[{inner}]{{{labels}}}"),
        Paint::Colour => {
            let style = mention.entity_type.map_or_else(Style::new, style_of);
            let text = if is_simple { styled(inner, style, paint) } else { format!("‹{inner}›") };
            format!("{text}{}", styled(&format!(" {labels}"), style.effects(Effects::DIMMED), paint))
        }
    }
}

/// The colour of a type: kinds that are read together share one.
fn style_of(entity_type: EntityType) -> Style {
    use EntityType::{Cardinal, Date, Fac, Gpe, Loc, Money, Norp, Ordinal, Org, Percent, Person, Quantity, Time};
    let colour = match entity_type {
        Person => AnsiColor::Green,
        Gpe | Loc | Fac => AnsiColor::Blue,
        Norp => AnsiColor::Cyan,
        Org => AnsiColor::Magenta,
        Date | Time => AnsiColor::Yellow,
        Money | Percent | Quantity | Ordinal | Cardinal => AnsiColor::BrightYellow,
        _ => AnsiColor::Red,
    };
    colour.on_default().effects(Effects::BOLD)
}

fn styled(text: &str, style: Style, paint: Paint) -> String {
    match paint {
        Paint::Colour => format!("{style}{text}{style:#}"),
        Paint::Plain => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::testing::Release;
    use crate::model::DocId;

    const MARKED: &str = "[Xi Jinping]{PERSON CHN head_of_state} spoke of [[China]{GPE CHN}-[Belarus]{GPE BLR}]{NORP} ties. \
        Čaputová was in [Minsk]{GPE BLR}.";

    fn shown(release: &Release, wanted: &str, paint: Paint) -> Result<String, DatasetError> {
        let mut out = Vec::new();
        show(&release.dataset(), wanted, paint, &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn sentences_stand_with_their_mentions_marked() {
        let release = Release::publish(&["Nothing here.", MARKED, "Nothing there."]);
        let text = shown(&release, "release-001.txt", Paint::Plain).unwrap();
        let mut sentences = text.lines().skip_while(|line| !line.is_empty()).skip(1);
        let mut expected = MARKED.split_inclusive(". ");
        assert_eq!(sentences.next().unwrap(), format!("   0 body        {}", expected.next().unwrap().trim_end()));
        assert_eq!(sentences.next().unwrap(), format!("   1 body        {}", expected.next().unwrap()));
        assert_eq!(sentences.next(), None);
        assert!(text.contains("published  2022-01-21 20:56:00"), "{text}");
    }

    #[test]
    fn a_text_cannot_steer_the_terminal() {
        let release = Release::publish(&["The \u{9b}2J minister spoke."]);
        let text = shown(&release, "release-000.txt", Paint::Plain).unwrap();
        assert!(!text.contains(['\u{1b}', '\u{9b}']), "{text}");
        assert!(text.contains("A title\\u{1b}[31m") && text.contains("The \\u{9b}2J minister"), "{text}");
    }

    #[test]
    fn colours_only_where_they_are_allowed() {
        let release = Release::publish(&[MARKED]);
        let green = AnsiColor::Green.on_default().effects(Effects::BOLD);
        let coloured = shown(&release, "release-000.txt", Paint::Colour).unwrap();
        assert!(coloured.contains(&format!("{green}Xi Jinping{green:#}")), "{coloured}");
    }

    #[test]
    fn a_document_is_found_by_id_prefix_or_path() {
        let release = Release::publish(&["One.", "Two.", "Three."]);
        let id = DocId::of("release-002.txt", None).to_string();
        let by_path = shown(&release, "release-002.txt", Paint::Plain).unwrap();
        assert!(by_path.contains("Three."));
        assert_eq!(shown(&release, &id, Paint::Plain).unwrap(), by_path);
        assert_eq!(shown(&release, &id[..12], Paint::Plain).unwrap(), by_path);
        assert!(matches!(shown(&release, "release", Paint::Plain), Err(DatasetError::NoDocument { .. })));
    }
}
