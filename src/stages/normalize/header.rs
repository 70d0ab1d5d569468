//! The top of a document: title, printed time, dateline.

use super::date_line;
use super::dates::{self, PrintedDate};
use super::paragraph::Paragraph;
use super::places::Places;
use super::title;
use super::wire;
use crate::model::{Dateline, Gap, Zone};
use crate::text::Span;

/// What the top of a document says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// Parts of paragraphs with a zone of their own, in order.
    pub(super) parts: Vec<Part>,
    pub(super) title: Option<Span>,
    pub(super) dateline: Option<Dateline>,
    /// The date of a line of its own.
    pub(super) printed: Option<PrintedDate>,
    /// The date in the dateline of a wire story.
    pub(super) wired: Option<PrintedDate>,
}

/// A part of the paragraph at this position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) paragraph: usize,
    pub(super) span: Span,
    pub(super) zone: Zone,
}

/// What the reader of headers looks at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) paragraphs: &'a [Paragraph],
    /// Which paragraphs are boilerplate.
    pub(super) boilerplate: &'a [bool],
    pub(super) gaps: &'a [Gap],
    pub(super) places: &'a Places,
    pub(super) day_first: bool,
}

/// So many paragraphs may belong to a header.
const MAX_HEADER: usize = 12;

/// A title that stands in one line with the story ends before this many bytes.
const MAX_GLUED: usize = 300;

/// How far ahead a line of the header is looked for before a short line counts as a subtitle.
const LOOKAHEAD: usize = 4;

pub(super) fn read(source: Source<'_>) -> Header {
    let mut header = Header::default();
    for at in source.own_lines().take(MAX_HEADER) {
        if !source.read_line(at, &mut header) {
            source.read_wire(at, &mut header);
            break;
        }
    }
    header
}

impl<'a> Source<'a> {
    /// Positions of the paragraphs that are no boilerplate, and of those that are but print a date.
    fn own_lines(self) -> impl Iterator<Item = usize> + 'a {
        let is_page = move |at: usize| self.boilerplate.get(at) == Some(&true);
        (0..self.paragraphs.len()).filter(move |at| !is_page(*at) || date_line::is_date_line(self.line(*at)))
    }

    fn line(self, at: usize) -> &'a str {
        self.span(at).of(self.text)
    }

    fn span(self, at: usize) -> Span {
        self.paragraphs.get(at).map_or(Span::default(), |paragraph| paragraph.span)
    }

    /// Whether a blank line stands before the paragraph, or nothing at all.
    fn is_apart(self, at: usize) -> bool {
        self.paragraphs.get(at).is_none_or(|paragraph| paragraph.apart)
    }

    /// The next paragraph that is no boilerplate.
    fn after(self, at: usize) -> Option<usize> {
        self.own_lines().find(|next| *next > at)
    }

    /// Takes the paragraph into the header, if it belongs there.
    fn read_line(self, at: usize, header: &mut Header) -> bool {
        self.read_date(at, header) || self.read_place(at, header) || self.read_title(at, header)
    }

    fn read_date(self, at: usize, header: &mut Header) -> bool {
        let Some(found) = date_line::date_line(self.line(at), self.day_first) else { return false };
        let place = found.place.map(|place| self.inside(at, place));
        header.push(at, self.span(at), Zone::Dateline);
        header.set_dateline(Dateline { span: self.span(at), place });
        let complete = header.printed.is_some_and(|date| date.year.is_some());
        if !complete {
            header.printed = Some(found.date);
        }
        true
    }

    /// A place on a line of its own, beside the date or the title: `Washington, D.C.`
    fn read_place(self, at: usize, header: &mut Header) -> bool {
        let line = self.line(at);
        let beside = header.title.is_some() || header.printed.is_some();
        let is_place = if beside { self.places.is_known(line) } else { self.places.is_seat(line) };
        if !(is_place && line.len() <= 40) {
            return false;
        }
        header.push(at, self.span(at), Zone::Dateline);
        header.set_dateline(Dateline { span: self.span(at), place: Some(self.span(at)) });
        true
    }

    fn read_title(self, at: usize, header: &mut Header) -> bool {
        let (line, Some(next)) = (self.line(at), self.after(at)) else { return false };
        if let Some(title) = header.title {
            let main = title.of(self.text);
            if self.is_title_continued(at, header) {
                header.title = Some(title.cover(self.span(at)));
            } else if !(title::is_titular(line) && (line == main || self.is_subtitle(at, next))) {
                return false;
            }
            header.push(at, self.span(at), Zone::Title);
            return true;
        }
        if header.parts.is_empty() && self.read_dated_title(at, header) {
            return true;
        }
        let dated = date_line::is_date_line(self.line(next));
        let is_title = title::is_titular(line) || (dated && title::is_titular_but_for_its_end(line));
        if is_title && !self.line(next).starts_with(char::is_lowercase) && self.wire(at).is_none() {
            header.title = Some(self.span(at));
            header.push(at, self.span(at), Zone::Title);
            return true;
        }
        false
    }

    /// `02 02 2005 Statement on the budget`: the date is the dateline, the rest the title, unless it is a place.
    fn read_dated_title(self, at: usize, header: &mut Header) -> bool {
        let line = self.line(at);
        let mark = leading_mark(line);
        let Some((date, width)) = line.get(mark..).and_then(|line| dates::leading_date(line, self.day_first)) else {
            return false;
        };
        let span = Span { start: self.span(at).start + mark as u32, ..self.span(at) };
        let printed = Span { end: span.start + width as u32, ..span };
        let title = Span { start: printed.end, ..span }.trim(self.text);
        let rest = title.of(self.text);
        let place = self.places.is_known(rest).then_some(title);
        if place.is_none() && (!title::is_titular(rest) || date_line::is_date_line(rest)) {
            return false;
        }
        if mark > 0 {
            header.push(at, Span { end: span.start, ..self.span(at) }.trim(self.text), Zone::Boilerplate);
        }
        header.push(at, printed, Zone::Dateline);
        header.push(at, title, if place.is_some() { Zone::Dateline } else { Zone::Title });
        header.set_dateline(Dateline { span: printed.cover(place.unwrap_or(printed)), place });
        header.title = if place.is_some() { None } else { Some(title) };
        header.printed = Some(date);
        true
    }

    /// Whether the line goes on with the title: in the next line, and by a small letter, an open end, or capitals in both.
    fn is_title_continued(self, at: usize, header: &Header) -> bool {
        let directly = header.parts.last().is_some_and(|part| part.paragraph + 1 == at && part.zone == Zone::Title);
        let main = header.title.map_or("", |title| title.of(self.text));
        let line = self.line(at);
        directly
            && !self.is_apart(at)
            && line != main
            && title::is_titular_but_for_its_start(line)
            && main.len() + line.len() <= 300
            && title::runs_on(main, line)
    }

    /// A short line below the title is a subtitle if it hangs on to it, or if more of the header follows.
    fn is_subtitle(self, at: usize, next: usize) -> bool {
        let hangs_on = !self.is_apart(at) && self.is_apart(next);
        let mut ahead = self.own_lines().filter(|ahead| *ahead > at).take(LOOKAHEAD);
        let opens = |ahead: usize| {
            let line = self.line(ahead);
            date_line::is_date_line(line) || self.places.is_known(line) || self.wire(ahead).is_some()
        };
        let header_follows =
            ahead.find(|ahead| opens(*ahead) || !title::is_titular(self.line(*ahead))).is_some_and(opens);
        hangs_on || header_follows
    }

    fn wire(self, at: usize) -> Option<wire::Wire> {
        wire::read(self.line(at), self.span(at).start(), self.gaps, self.places, self.day_first)
    }

    /// A title and a dateline in the line that the story begins in: `Ministers Agree on Plan Washington -- The two …`.
    fn read_glued(self, at: usize, header: &mut Header) {
        let line = self.line(at);
        let head = line.get(..line.floor_char_boundary(MAX_GLUED)).unwrap_or_default();
        let glued = head.match_indices(' ').map(|(space, _)| space + 1).find_map(|start| {
            let title = head.get(..start)?.trim_end();
            let rest = line.get(start..).filter(|rest| rest.starts_with(char::is_uppercase))?;
            let offset = self.span(at).start() + start;
            let wire = wire::read(rest, offset, self.gaps, self.places, self.day_first)?;
            let fits =
                self.places.is_known(wire.place.of(rest)) && title::is_titular(title) && title::is_in_title_case(title);
            fits.then(|| (Span::new(self.span(at).start(), offset - 1).trim(self.text), wire, offset))
        });
        let Some((title, wire, offset)) = glued else { return };
        header.push(at, title, Zone::Title);
        header.title = Some(title);
        header.push_wire(at, wire, offset);
    }

    /// The dateline that opens the first paragraph of the story.
    fn read_wire(self, at: usize, header: &mut Header) {
        match self.wire(at) {
            Some(wire) => header.push_wire(at, wire, self.span(at).start()),
            None if header.title.is_none() => self.read_glued(at, header),
            None => {}
        }
    }

    /// The span of a part of the paragraph's text.
    fn inside(self, at: usize, part: &str) -> Span {
        let start = self.span(at).start() + self.line(at).find(part).unwrap_or_default();
        Span::new(start, start + part.len())
    }
}

/// How long the mark of the page before a printed date is: `FOR IMMEDIATE RELEASE April 1 2005 …`, `Date 04 01 2005 …`.
fn leading_mark(line: &str) -> usize {
    const MARKS: [&str; 3] = ["for immediate release ", "date ", "date: "];
    let starts = |mark: &&str| line.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    MARKS.iter().find(|mark| starts(mark)).map_or(0, |mark| mark.len())
}

impl Header {
    fn push(&mut self, paragraph: usize, span: Span, zone: Zone) {
        self.parts.push(Part { paragraph, span, zone });
    }

    /// The dateline of a story, which was read from `offset` on.
    fn push_wire(&mut self, paragraph: usize, wire: wire::Wire, offset: usize) {
        let span = wire.span.shift(offset);
        self.push(paragraph, span, Zone::Dateline);
        self.dateline = Some(Dateline { span, place: Some(wire.place.shift(offset)) });
        self.wired = wire.date;
    }

    /// The first line is kept, unless the next one has the place that it lacks.
    fn set_dateline(&mut self, dateline: Dateline) {
        if self.dateline.as_ref().is_none_or(|known| known.place.is_none() && dateline.place.is_some()) {
            self.dateline = Some(dateline);
        }
    }
}
