//! Zones: every paragraph, or part of one, is title, dateline, body, question, answer or boilerplate.

use super::header::Header;
use super::labels::{Label, Media};
use super::paragraph::Paragraph;
use crate::model::{Block, Zone};
use crate::text::Span;

/// The blocks of a text, in order; together they hold all of it but white space.
pub(super) fn blocks(
    text: &str,
    paragraphs: &[Paragraph],
    boilerplate: &[bool],
    header: &Header,
    media: &Media,
) -> Vec<Block> {
    let zones = body_zones(text, paragraphs, header, media);
    let mut parts = header.parts.iter().peekable();
    let mut blocks = Vec::with_capacity(paragraphs.len() + 2);
    for (at, ((paragraph, zone), page)) in paragraphs.iter().zip(zones).zip(boilerplate).enumerate() {
        let mut push = |span: Span, zone: Zone| {
            let span = span.trim(text);
            if !span.is_empty() {
                blocks.push(Block { span, zone, paragraph: at as u32 });
            }
        };
        let mut rest = paragraph.span;
        while let Some(part) = parts.next_if(|part| part.paragraph == at) {
            push(part.span, part.zone);
            rest.start = part.span.end.max(rest.start);
        }
        push(rest, if *page { Zone::Boilerplate } else { zone });
    }
    blocks
}

/// What each paragraph is if it is neither header nor boilerplate. In a press conference a paragraph without a label
/// goes on with the one before it.
fn body_zones(text: &str, paragraphs: &[Paragraph], header: &Header, media: &Media) -> Vec<Zone> {
    let mut labels: Vec<Option<Label>> = paragraphs.iter().map(|p| media.label(p.span.of(text))).collect();
    for part in &header.parts {
        if let Some(label) = labels.get_mut(part.paragraph) {
            *label = None;
        }
    }
    if !is_press_conference(&labels) {
        return vec![Zone::Body; paragraphs.len()];
    }
    let mut zone = Zone::Body;
    let next = |label: &Option<Label>| {
        zone = match label {
            Some(Label::Question) => Zone::Question,
            Some(Label::Answer) => Zone::Answer,
            Some(Label::Speaker) if zone != Zone::Body => Zone::Answer,
            _ => zone,
        };
        zone
    };
    labels.iter().map(next).collect()
}

/// Two labels at least, one of them that of a question.
fn is_press_conference(labels: &[Option<Label>]) -> bool {
    let count = |label| labels.iter().filter(|found| **found == Some(label)).count();
    let questions = count(Label::Question);
    let replies = labels.iter().skip_while(|label| **label != Some(Label::Question)).flatten().count();
    questions >= 1 && replies >= 2
}
