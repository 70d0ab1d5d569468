//! The phrase that names an office: how far the title runs, whose country or body stands before it and what it is of.
//!
//! ```text
//! Turkey's  former  Deputy   Prime Minister       the  Chairman  of the Senate  of the Oliy Majlis
//! before    └─ qualifiers ─┘ └─ head ─────┘       └ opening      └ complement ┘ └ complement ────┘
//! ```

use std::ops::Range;

use super::before::{MAX_MODIFIERS, is_modifier, is_small_owner, names_before, title_start};
use super::complements::{Behind, Complement, MAX_COMPLEMENT, complements};
use super::heads::{Head, Heads};
use super::line::Line;
use super::vocabulary::{is_between, is_joint, is_opener, is_pronoun};

/// How many tokens a title goes on behind its first head at most: "Special Representative of the Secretary-General".
const MAX_LONGER: usize = 8;

/// A title beside a name.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The title as printed, with its qualifiers and its field.
    pub(super) title: Range<usize>,
    /// All of it, with what stands before and behind the title.
    pub(super) whole: Range<usize>,
    pub(super) head: &'static Head,
    /// The token behind the head.
    pub(super) head_end: usize,
    /// The words of the title, folded.
    pub(super) words: Vec<String>,
    pub(super) opening: Opening,
    /// Countries and bodies right before the title, the nearest first; positions of mentions.
    pub(super) before: Vec<usize>,
    pub(super) complements: Vec<Complement>,
}

/// What stands before the title and its country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    Bare,
    Article,
    /// "its", "his": the token.
    Pronoun(usize),
    /// "Lukashenko's": the last token of the name.
    Owner(usize),
}

impl Phrase {
    /// Whether the phrase itself says that it stands in apposition to the name behind its comma.
    pub(super) fn is_full(&self) -> bool {
        self.opening != Opening::Bare || !self.before.is_empty() || !self.complements.is_empty()
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word)
    }
}

/// The phrase that ends right before this token.
pub(super) fn ending_at(line: &Line<'_>, heads: &'static Heads, end: usize) -> Option<Phrase> {
    if let Some((start, head)) = heads.ending_at(line, end) {
        return Some(phrase(line, heads, start..end, head, Behind::none(end)));
    }
    let first = end.saturating_sub(MAX_COMPLEMENT);
    for joint in (first..end.checked_sub(1)?).rev() {
        if line.is_person(joint) || matches!(line.word(joint), "." | ";" | ":" | "\"" | "”" | "“") {
            return None;
        }
        if !is_joint(line.word(joint)) {
            continue;
        }
        let Some((start, head)) = heads.ending_at(line, joint).filter(|(_, head)| !head.is_address) else { continue };
        let behind = complements(line, heads, joint, end, head);
        return (behind.end == end).then(|| phrase(line, heads, start..joint, head, behind));
    }
    None
}

/// The phrase that begins at this token: an article, a country or a qualifier first, then the office.
pub(super) fn starting_at(line: &Line<'_>, heads: &'static Heads, from: usize) -> Option<Phrase> {
    let is_opening = |at: &usize| {
        let folded = line.folded(*at);
        line.held_by(*at).is_none()
            && (is_opener(&folded) || is_pronoun(&folded) || is_between(&folded))
            && !heads.is_last_word(line, *at)
    };
    let is_owned = line.is_person(from) && line.is_possessive(line.block(from).end.saturating_sub(1));
    let at = match is_owned {
        true => behind_owner(line, from),
        false => from + (from..from + MAX_MODIFIERS).take_while(is_opening).count(),
    };
    let (end, start, head) = head_behind(line, heads, at)?;
    let mut behind = complements(line, heads, end, line.len(), head);
    behind.extend_with_body(line);
    let mut phrase = phrase(line, heads, start..end, head, behind);
    if is_owned && !matches!(phrase.opening, Opening::Owner(_)) {
        return None;
    }
    if phrase.opening == Opening::Bare && from < at {
        let pronoun = (from..at).find(|at| is_pronoun(&line.folded(*at)));
        phrase.opening = pronoun.map_or(Opening::Article, Opening::Pronoun);
    }
    phrase.whole.start = phrase.whole.start.min(from);
    Some(phrase)
}

/// The position behind "Lukashenko's".
fn behind_owner(line: &Line<'_>, from: usize) -> usize {
    let end = line.block(from).end;
    end + usize::from(matches!(line.word(end), "'s" | "’s" | "'" | "’"))
}

/// The person whose name ends right before the token with a possessive ending: the last token of the name.
fn owner_before(line: &Line<'_>, at: usize) -> Option<usize> {
    let last = at.checked_sub(1)?;
    let last = if matches!(line.word(last), "'s" | "’s" | "'" | "’") { last.checked_sub(1)? } else { last };
    (line.is_person(last) && line.is_possessive(last)).then_some(last)
}

/// The last office of the run of words that begins at the token: its end, its first token and its form.
fn head_behind(line: &Line<'_>, heads: &'static Heads, at: usize) -> Option<(usize, usize, &'static Head)> {
    let mut found = None;
    let mut next = at;
    while next < at + MAX_MODIFIERS + 3 {
        let head = heads.ending_at(line, next + 1).filter(|(start, _)| *start >= at);
        found = head.map(|(start, head)| (next + 1, start, head)).or(found);
        next = match () {
            () if head.is_some() => next + 1,
            () if line.is_name_of_body(next) && found.is_none() => line.block(next).end.max(next + 1),
            () if goes_on(line, next) || next == at && is_small_owner(line, next) => next + 1,
            () => break,
        };
    }
    let (end, first, _) = found.filter(|(end, ..)| !line.is_possessive(end.saturating_sub(1)))?;
    // "Speaker of the House" ends behind the joint that ends the run.
    let longer = (end + 1..end + MAX_LONGER).rev().find_map(|end| {
        let (start, head) = heads.ending_at(line, end)?;
        (start == first).then_some((end, start, head))
    });
    longer.or(found)
}

fn goes_on(line: &Line<'_>, at: usize) -> bool {
    matches!(line.word(at), "'s" | "’s" | "'" | "’") || line.is_hyphen(at) && line.is_glued(at) || is_modifier(line, at)
}

/// Builds the phrase around a head.
fn phrase(
    line: &Line<'_>,
    heads: &'static Heads,
    head_tokens: Range<usize>,
    head: &'static Head,
    behind: Behind,
) -> Phrase {
    let (title_start, before, at) = if head.is_address {
        (head_tokens.start, Vec::new(), head_tokens.start)
    } else {
        let title_start = title_start(line, heads, head_tokens.start, head);
        let (before, at) = names_before(line, heads, title_start, head);
        (title_start, before, at)
    };
    let (opening, start) = match at.checked_sub(1) {
        _ if !head.is_address
            && let Some(owner) = owner_before(line, at) =>
        {
            (Opening::Owner(owner), line.block(owner).start)
        }
        Some(last) if line.held_by(last).is_none() && is_pronoun(&line.folded(last)) => (Opening::Pronoun(last), last),
        Some(last) if matches!(line.word(last), "the" | "The" | "a" | "an" | "A" | "An") => (Opening::Article, last),
        _ => (Opening::Bare, at),
    };
    let title = title_start..behind.title_end;
    let words = title.clone().filter(|at| line.is_word(*at)).map(|at| line.folded(at).into_owned()).collect();
    let (head_end, whole) = (head_tokens.end, start..behind.end);
    Phrase { title, whole, head, head_end, words, opening, before, complements: behind.complements }
}
