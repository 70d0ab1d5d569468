//! What stands before the head of a title: its qualifiers and fields, which belong to it, and the countries and bodies whose
//! office it is, which do not.

use super::heads::{Head, Heads};
use super::line::Line;
use super::vocabulary::{is_between, is_field, is_joint, is_pronoun, is_qualifier, is_stop};
use crate::model::{EntityType, Role, Zone};
use crate::stages::recognize::words::{is_calendar_word, is_capitalised, is_function_word, is_organisation_head};

/// How many words before the head of a title are looked at: a bound, so that the time stays linear.
pub(super) const MAX_MODIFIERS: usize = 7;

/// Where the title begins: before its qualifiers and fields.
pub(super) fn title_start(line: &Line<'_>, heads: &Heads, head: usize, form: &Head) -> usize {
    let takes_fields = takes_fields(form);
    let mut start = head;
    let mut at = head;
    while let Some(before) = at.checked_sub(1).filter(|_| head - at < MAX_MODIFIERS) {
        if line.is_hyphen(before) && line.is_glued(at) {
            at = before;
        } else if is_qualifier_here(line, before)
            || takes_fields
                && (is_field_here(line, heads, before)
                    || joins_fields(line, heads, before)
                    || form.role != Some(Role::Military) && is_unknown_field(line, heads, before))
        {
            (at, start) = (before, before);
        } else {
            break;
        }
    }
    // "Secretary for Foreign Affairs Amb.": the field is that of the office before.
    let is_of_earlier = start < head
        && start
            .checked_sub(2)
            .is_some_and(|earlier| is_joint(line.word(earlier + 1)) && heads.is_last_word(line, earlier));
    if is_of_earlier { head } else { start }
}

/// Whether offices of the kind have fields before them: ministers and directors do, kings and senators do not.
fn takes_fields(form: &Head) -> bool {
    let is_representative = form.words.last().is_some_and(|word| word == "representative");
    is_representative
        || !matches!(
            form.role,
            Some(
                Role::Monarch
                    | Role::Royal
                    | Role::Clergy
                    | Role::Legislator
                    | Role::HeadOfState
                    | Role::HeadOfGovernment
            )
        )
}

fn is_qualifier_here(line: &Line<'_>, at: usize) -> bool {
    let folded = line.folded(at);
    let is_own = line.is_word(at) && !line.is_name_of_body(at) && !line.is_person(at);
    match &*folded {
        "under" => is_own && line.folded(at + 1) == "secretary" || line.is_hyphen(at + 1),
        "then" => is_own && line.word(at) == folded,
        "first" | "second" | "third" => is_own && is_numbered(&line.folded(at + 1)),
        _ => is_own && is_qualifier(&folded),
    }
}

/// Whether offices of the kind are numbered: "First Deputy", not "the first Secretary General".
fn is_numbered(next: &str) -> bool {
    matches!(next, "assistant" | "class" | "deputy" | "minister" | "prime" | "secretary" | "vice")
}

fn is_field_here(line: &Line<'_>, heads: &Heads, at: usize) -> bool {
    let folded = line.folded(at);
    let is_group = is_capitalised(line.word(at)) || matches!(&*folded, "women" | "children" | "people");
    let is_owner = line.is_possessive(at) && (heads.is_last_word(line, at) || !is_group);
    let is_free = line.is_word(at) && !line.is_name_of_body(at) && !line.is_person(at);
    is_free && !is_owner && (is_field(&folded) || is_other_field(line, heads, at))
}

/// "and" between two fields: "Youth and Sports Minister".
fn joins_fields(line: &Line<'_>, heads: &Heads, at: usize) -> bool {
    let is_field_at = |at: usize| is_field(&line.folded(at)) && !heads.is_last_word(line, at);
    line.word(at) == "and" && is_field_at(at + 1) && at.checked_sub(1).is_some_and(is_field_at)
}

/// A word in capitals inside a sentence that can only be part of the title: "Detective Superintendent".
fn is_other_field(line: &Line<'_>, heads: &Heads, at: usize) -> bool {
    let word = line.word(at);
    let is_free =
        line.mention(at).is_none_or(|mention| matches!(mention.entity_type, EntityType::Loc | EntityType::Misc));
    line.zone != Zone::Title
        && at > 0
        && is_free
        && is_capitalised(word)
        && !line.is_possessive(at)
        && !is_function_word(word)
        && !is_calendar_word(word)
        && !is_organisation_head(word)
        && !heads.is_last_word(line, at)
        && !matches!(line.word_before(at), "." | ":" | "\"" | "“" | "–" | "—" | "-" | "(")
        && word.chars().any(char::is_lowercase)
}

/// A noun in small letters between an article and the office: "its propaganda secretary".
fn is_unknown_field(line: &Line<'_>, heads: &Heads, at: usize) -> bool {
    is_loose(line, heads, at) && !is_adjective(line.word(at))
}

/// Whether the word in small letters stands between an article, a pronoun or a possessor and the office.
fn is_loose(line: &Line<'_>, heads: &Heads, at: usize) -> bool {
    let word = line.word(at);
    let owner = at.checked_sub(1);
    let has_opening = owner.is_some_and(|owner| {
        let folded = line.folded(owner);
        matches!(&*folded, "the" | "a" | "an") || is_pronoun(&folded) || line.is_possessive(owner)
    });
    has_opening
        && line.is_word(at)
        && word.len() > 2
        && word.chars().all(char::is_lowercase)
        && line.held_by(at).is_none()
        && !is_stop(word)
        && !is_joint(word)
        && !is_between(word)
        && !line.is_possessive(at)
        && !heads.is_last_word(line, at)
}

/// Endings of adjectives, and short ones, that stand before an office and are no part of it.
fn is_adjective(word: &str) -> bool {
    const ENDINGS: &[&str] = &["ive", "ous", "ful", "less", "able", "ible", "ed", "ing", "ish", "ly"];
    const SHORT: &[&str] = &[
        "best", "big", "close", "good", "great", "key", "main", "next", "old", "only", "other", "own", "same", "sole",
        "top", "veteran", "whole", "young",
    ];
    SHORT.contains(&word) || ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether a word may stand before the head of an apposition.
pub(super) fn is_modifier(line: &Line<'_>, at: usize) -> bool {
    let folded = line.folded(at);
    line.is_word(at)
        && !line.is_person(at)
        && line.held_by(at).is_none_or(|_| {
            matches!(line.entity_type(at), Some(EntityType::Loc | EntityType::Ordinal | EntityType::Misc))
        })
        && (is_qualifier(&folded)
            || is_field(&folded)
            || is_between(&folded)
            || is_capitalised(line.word(at)) && !is_function_word(line.word(at)) && !is_calendar_word(line.word(at)))
}

/// "the club's chairman": whose he is, by no name.
pub(super) fn is_small_owner(line: &Line<'_>, at: usize) -> bool {
    line.is_word(at) && line.held_by(at).is_none() && line.is_possessive(at) && !is_capitalised(line.word(at))
}

/// The names right before the title, the nearest first, and where they begin.
pub(super) fn names_before(line: &Line<'_>, heads: &Heads, title: usize, head: &Head) -> (Vec<usize>, usize) {
    let mut names = Vec::new();
    let mut at = title;
    while let Some(last) = at.checked_sub(1).filter(|_| title - at < MAX_MODIFIERS) {
        let last = if matches!(line.word(last), "'s" | "’s") { last.saturating_sub(1) } else { last };
        if let Some(start) = skipped_at(line, heads, last).filter(|_| at > 1) {
            at = start;
            continue;
        }
        let Some(held) = line.held_by(last).filter(|_| line.is_name_of_body(last)) else { break };
        if names.len() == 2 || !is_attribute(line, last, head, names.is_empty()) {
            break;
        }
        at = line.block(last).start.min(last);
        names.push(held);
    }
    // "the new Prime Minister": what stands between belongs to a country only.
    if names.is_empty() { (names, between_start(line, heads, title)) } else { (names, at) }
}

fn between_start(line: &Line<'_>, heads: &Heads, title: usize) -> usize {
    let mut start = title;
    while let Some(before) = start.checked_sub(1).and_then(|last| skipped_at(line, heads, last)) {
        if title - before > MAX_MODIFIERS {
            break;
        }
        start = before;
    }
    start
}

/// Where the word or the hyphenated words begin that end with the token, if they may stand between a country and an office
/// and are no part of the title: "newly", "long-serving".
fn skipped_at(line: &Line<'_>, heads: &Heads, last: usize) -> Option<usize> {
    if line.held_by(last).is_some() {
        return None;
    }
    let is_plain = |at: usize| line.held_by(at).is_none() && line.word(at).chars().all(char::is_lowercase);
    let first = last.checked_sub(2).filter(|first| {
        line.is_hyphen(last - 1) && line.is_glued(last) && line.is_glued(last - 1) && is_plain(*first) && is_plain(last)
    });
    let is_skipped = is_between(&line.folded(last)) || is_loose(line, heads, last) && is_adjective(line.word(last));
    first.or_else(|| is_skipped.then_some(last))
}

/// Whether the name that ends at the token says whose office follows. A place by its bare name may end another clause:
/// "a new course in Iraq President Bush".
fn is_attribute(line: &Line<'_>, last: usize, head: &Head, is_nearest: bool) -> bool {
    let Some(mention) = line.mention(last) else { return false };
    if mention.entity_type != EntityType::Gpe || line.is_possessive(last) {
        return true;
    }
    let start = line.block(last).start;
    let before = match line.word_before(start) {
        "the" | "The" => start.checked_sub(2).map_or("", |at| line.word(at)),
        word => word,
    };
    let ends_clause = matches!(
        before,
        "in" | "In" | "into" | "across" | "throughout" | "inside" | "within" | "from" | "to" | "at" | "for" | "near"
    );
    let is_city = matches!(mention.subtype, Some("city"));
    let is_state = !is_city && mention.subtype != Some("country");
    let is_abbreviation = line.word(last).chars().filter(|char| char.is_uppercase()).count() > 1;
    is_nearest
        && match head.role {
            _ if is_abbreviation => true,
            _ if ends_clause => false,
            Some(Role::Legislator) => is_state,
            Some(Role::Mayor | Role::RegionalHead | Role::HeadOfGovernment) => true,
            _ => !is_city,
        }
}
