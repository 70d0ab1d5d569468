//! The day of a time that stands without one: `T10:30` becomes `2024-02-05T10:30` where the text shows the day.
//!
//! The day is looked for in the time's own sentence, in the heading of the programme that the time is a line of, and in
//! what the text was at before: the last day that it named, or else its own. Hours of opening and other times that come
//! again have no day.

use jiff::civil::Date;

use super::calendar;
use super::scan::{INFERRED, Scan, is_one_of};
use super::tense::tense;
use crate::model::{EntityType, Grain, Mention, Token, TokenKind, Value};
use crate::stages::recognize::{DocumentCx, DocumentRecognizer, RecognizerDoc, SentenceCx};
use crate::text::Span;

/// Gives times their days.
#[derive(Clone, Copy, Debug)]
pub struct DaysOfTimes;

static DOC: RecognizerDoc = RecognizerDoc {
    name: "days_of_times",
    what: "The day of a time that stands apart from it, by its sentence, the heading of a programme, or the sentences before.",
    example: "On 7 March 2022 the hall in Minsk was opened at 9 a.m.",
    finds: &[("7 March 2022", EntityType::Date), ("Minsk", EntityType::Gpe), ("9 a.m.", EntityType::Time)],
    not_for: "Times that come again, such as hours of opening, and times that the verb puts on another day than the text is at.",
};

/// How far from the document's date a day may lie that the text goes on about.
const NEAR_DAYS: i64 = 3;

/// Days that make what a text tells history.
const A_YEAR: i64 = 365;

/// How many words before a time may say that something went on.
const WENT_ON: usize = 8;

impl DocumentRecognizer for DaysOfTimes {
    fn doc(&self) -> &'static RecognizerDoc {
        &DOC
    }

    fn recognize(&self, document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
        if !mentions.iter().any(has_no_day) {
            return;
        }
        let mut thread = Thread::default();
        let mut first = 0;
        for (index, sentence, tokens) in document.sentences() {
            let rest = mentions.get_mut(first..).unwrap_or_default();
            let count = rest.iter().take_while(|mention| mention.sentence <= index).count();
            first += count;
            let of_sentence = rest.get_mut(..count).unwrap_or_default();
            let cx = SentenceCx {
                document: document.document,
                text: document.text,
                sentence,
                index,
                tokens,
                lexicon: document.lexicon,
                names: &[],
                titles: &[],
            };
            thread.read(&cx, of_sentence);
        }
    }
}

fn has_no_day(mention: &Mention) -> bool {
    let text = mention.value.as_ref().map_or("", |value| value.text.as_str());
    mention.entity_type == EntityType::Time && text.starts_with('T')
}

/// A day that a date or a time names, and where.
#[derive(Clone, Copy, Debug)]
struct Named {
    day: Date,
    span: Span,
}

/// What the sentences read so far say of the day.
#[derive(Debug, Default)]
struct Thread {
    /// Of the programme whose lines follow.
    heading: Option<Date>,
    /// The day that was named last.
    last: Option<Date>,
}

impl Thread {
    fn read(&mut self, cx: &SentenceCx<'_>, mentions: &mut [Mention]) {
        let named: Vec<Named> = mentions.iter().filter_map(named_day).collect();
        if let [first, ..] = named.as_slice()
            && is_heading(cx, first.span, mentions)
        {
            self.heading = Some(first.day);
        }
        if mentions.iter().any(has_no_day) {
            self.give_days(cx, &named, mentions);
        }
        self.last = named.last().map(|named| named.day).or(self.last);
    }

    fn give_days(&mut self, cx: &SentenceCx<'_>, named: &[Named], mentions: &mut [Mention]) {
        let words = Scan::words_of(cx);
        let line = Line { scan: Scan::new(cx, &words), cx, comes_again: comes_again(cx), is_short: is_short(cx) };
        let dated = mentions.iter().any(|mention| mention.entity_type == EntityType::Date && !is_length(mention));
        let mut given: Option<Named> = None;
        for mention in mentions.iter_mut().filter(|mention| has_no_day(mention)) {
            let day = line
                .day_in_sentence(named, given, mention.span)
                .or_else(|| self.heading.filter(|_| line.is_of_programme(mention.span)))
                .or_else(|| self.day_of_text(&line, mention).filter(|_| !dated));
            if let Some(day) = day {
                put(mention, day);
                given = Some(Named { day, span: mention.span });
            }
        }
        self.last = given.map(|given| given.day).or(self.last);
    }

    /// The day that the text is at: the one named last, if it is in the news, or else the document's own; none that the
    /// verb speaks against. What is told of long ago goes on long ago, and "that night" is never the document's own.
    fn day_of_text(&self, line: &Line<'_>, mention: &Mention) -> Option<Date> {
        let anchor = line.scan.anchor.day().filter(|_| !is_midnight(mention) && !line.is_open_ended(mention.span))?;
        let (start, end) = line.tokens_of(mention.span);
        let tense = tense(&line.scan, start, end);
        // A range to come is as often the hours of an office as those of one day.
        let to_come = tense.is_future() && !is_range(mention);
        let fits = |day: &Date| tense.is_past() && *day <= anchor || to_come && *day >= anchor;
        let is_near = |day: &Date| calendar::distance(*day, anchor).abs() <= NEAR_DAYS;
        let is_past_year = |day: Date| calendar::distance(day, anchor) > A_YEAR;
        let is_history = tense.is_past() && self.last.is_some_and(is_past_year);
        let is_that = mention.span.of(line.cx.text).starts_with(['t', 'T']);
        let own_day = Some(anchor).filter(|_| !is_history && !is_that);
        self.last.filter(is_near).filter(fits).or(own_day.filter(fits))
    }
}

fn is_length(mention: &Mention) -> bool {
    matches!(mention.subtype, Some("duration" | "age"))
}

fn is_range(mention: &Mention) -> bool {
    mention.subtype == Some("range")
}

/// Midnight belongs to two days.
fn is_midnight(mention: &Mention) -> bool {
    mention.value.as_ref().is_some_and(|value| value.text.starts_with("T00:00"))
}

/// The day, where the mention is a date of one day.
fn named_day(mention: &Mention) -> Option<Named> {
    let value = mention.value.as_ref().filter(|value| value.grain == Some(Grain::Day))?;
    let is_day = mention.entity_type == EntityType::Date && mention.subtype.is_none();
    let day = value.days.filter(|_| is_day)?.0;
    Some(Named { day, span: mention.span })
}

/// The value with the day before its `T`, on both sides of a range.
fn put(mention: &mut Mention, day: Date) {
    let Some(value) = mention.value.as_mut() else { return };
    let sides: Vec<String> = value.text.split('/').map(|side| format!("{day}{side}")).collect();
    *value = Value { text: sides.join("/"), days: calendar::day(day).and_then(|day| day.days), grain: value.grain };
    mention.score = mention.score.min(INFERRED);
}

fn word_tokens<'a>(cx: &SentenceCx<'a>) -> impl Iterator<Item = &'a Token> + Clone {
    cx.tokens.iter().filter(|token| token.kind != TokenKind::Punctuation)
}

/// Whether the sentence is nothing but the date, or the date and a time right behind it: the heading of the lines that
/// follow.
fn is_heading(cx: &SentenceCx<'_>, date: Span, mentions: &[Mention]) -> bool {
    let is_time = |token: &Token| {
        let of_time =
            |mention: &Mention| mention.entity_type == EntityType::Time && mention.span.start == token.span.start;
        mentions.iter().any(of_time)
    };
    let opens = word_tokens(cx).next().is_some_and(|token| token.span.start == date.start);
    opens && word_tokens(cx).find(|token| token.span.start >= date.end).is_none_or(is_time)
}

/// The most words of a line that says no more than the time: "END 1:52 P.M. EDT".
const SHORT_LINE: usize = 6;

fn is_short(cx: &SentenceCx<'_>) -> bool {
    word_tokens(cx).nth(SHORT_LINE).is_none()
}

/// Whether the sentence speaks of what comes again ("daily", "office hours", "lectures begin"), or of a day that it counts
/// ("the second day").
fn comes_again(cx: &SentenceCx<'_>) -> bool {
    const AGAIN: &[&str] = &["daily", "weekdays", "hours", "usually", "always", "weekly", "curfew", "day", "days"];
    let words = cx.tokens.iter().map(|token| token.span.of(cx.text));
    let habit = words.clone().zip(words.clone().skip(1)).any(|(before, word)| {
        before.ends_with('s') && is_one_of(word, &["begin", "start", "open", "end"])
            || is_one_of(before, &["every", "each"]) && word.starts_with(char::is_alphabetic)
    });
    habit || words.clone().any(|word| is_one_of(word, AGAIN))
}

/// A sentence with times that have no day.
struct Line<'a> {
    cx: &'a SentenceCx<'a>,
    scan: Scan<'a>,
    comes_again: bool,
    is_short: bool,
}

impl Line<'_> {
    /// The tokens that the span holds, as positions in the sentence.
    fn tokens_of(&self, span: Span) -> (usize, usize) {
        let start = self.cx.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.cx.tokens.partition_point(|token| token.span.start < span.end);
        (start, end)
    }

    /// Whether the time is of no one day: it comes again, or the words before it tell what went on ("have stood in line
    /// since").
    fn is_open_ended(&self, time: Span) -> bool {
        let (at, _) = self.tokens_of(time);
        let before = self.cx.tokens.get(at.saturating_sub(WENT_ON)..at).unwrap_or_default();
        let went_on = before
            .iter()
            .map(|token| token.span.of(self.cx.text))
            .any(|word| is_one_of(word, &["have", "has"]) || word.ends_with("’ve") || word.ends_with("'ve"));
        self.comes_again || went_on
    }

    /// Whether no word stands before the time in its sentence, or hardly any beside it.
    fn is_of_programme(&self, time: Span) -> bool {
        self.is_short || word_tokens(self.cx).next().is_some_and(|token| token.span.start == time.start)
    }

    /// The day that stands before the time in its sentence, or that a time before it was given, or else the day behind it;
    /// of two days behind it neither.
    fn day_in_sentence(&self, named: &[Named], given: Option<Named>, time: Span) -> Option<Date> {
        if self.is_open_ended(time) {
            return None;
        }
        let (before, after) = named.split_at_checked(named.partition_point(|named| named.span.start < time.start))?;
        let before = before.last().copied();
        let nearest = given.filter(|given| before.is_none_or(|before| before.span < given.span)).or(before);
        match (nearest, after) {
            (Some(nearest), _) => Some(nearest.day),
            (None, [after]) => Some(after.day),
            (None, _) => None,
        }
    }
}
