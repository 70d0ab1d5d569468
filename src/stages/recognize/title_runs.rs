//! How far the titles before a name run: "State Councilor and Foreign Minister", "President of the Republic of Belarus,
//! H.E. Mr.". Whose office they name, and which, is told later, by the whole document.

use super::matcher::{Fact, Match};
use super::{SentenceCx, countries, organisations};
use crate::lexicon::{FormKind, Title};
use crate::model::Role;
use crate::text::Span;

/// Countries of one word that take an article.
const WITH_ARTICLE: &[&str] = &["Gambia", "Congo", "Sudan", "Niger", "Vatican"];

/// Titles that stand side by side.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// The first token of the titles, and the one behind the last.
    pub(super) tokens: std::ops::Range<usize>,
    pub(super) title: Span,
    /// The role of the first title that has one.
    pub(super) role: Option<Role>,
    /// Whether one title stands for several persons: "Senators".
    pub(super) is_plural: bool,
    /// Whether all of its titles are common words away from a name.
    pub(super) is_weak: bool,
}

/// Reads the titles that begin with this one.
pub(super) fn run(sentence: &SentenceCx<'_>, first: &Match<'_>) -> Option<Run> {
    let row = title(first)?;
    let mut run = Run {
        tokens: first.tokens.clone(),
        title: first.span,
        role: row.role,
        is_plural: is_plural(row.form),
        is_weak: row.only_before_name,
    };
    while let Some(next) = following_title(sentence, &mut run) {
        let row = title(next)?;
        run.tokens.end = next.tokens.end;
        run.title = run.title.cover(next.span);
        run.role = run.role.or(row.role);
        run.is_weak &= row.only_before_name;
        run.is_plural = is_plural(row.form);
    }
    Some(run)
}

fn title(form: &Match<'_>) -> Option<&'static Title> {
    form.entries.iter().find_map(|entry| match entry.fact {
        Fact::Title(row) => Some(row),
        _ => None,
    })
}

fn is_plural(form: &str) -> bool {
    matches!(form.strip_suffix('.').unwrap_or(form).split(' ').next_back(), Some(last)
        if last.ends_with('s') && !matches!(last, "Affairs" | "Ms" | "Mrs" | "Sports" | "Ways" | "Resources"))
        && !form.contains(" of ")
        && !form.contains(" for ")
}

/// The next title of the run, after "of" and a country or organisation, "and" or a comma.
fn following_title<'a>(sentence: &SentenceCx<'a>, run: &mut Run) -> Option<&'a Match<'a>> {
    let at = run.tokens.end;
    let is_of = take_of(sentence, run);
    let here = run.tokens.end;
    let from = match sentence.word(here) {
        "and" if !is_of => here + 1,
        "," => here + 1,
        _ => here,
    };
    let next = sentence.title_at(from).filter(|next| next.tokens.start == from && from >= at)?;
    let is_address = title(next)?.role.is_none();
    (sentence.word(here) != "," || is_of || is_address).then_some(next)
}

/// Takes in "of [the] Belarus" behind the title.
fn take_of(sentence: &SentenceCx<'_>, run: &mut Run) -> bool {
    let at = run.tokens.end;
    if !matches!(sentence.word(at), "of" | "for") {
        return false;
    }
    let from = if matches!(sentence.word(at + 1), "the" | "The") { at + 2 } else { at + 1 };
    let Some(form) = sentence.name_at(from).filter(|form| form.tokens.start == from) else { return false };
    if !may_stand_behind_of(form, from > at + 1) {
        return false;
    }
    run.tokens.end = form.tokens.end;
    run.title = run.title.cover(form.span);
    true
}

/// Whether a title can be "of" the form. "The" stands before organisations and before some countries only, else a longer
/// name follows: "President of the Nebraska Growers"; a people's name always has one: "General of the Iraqi Army".
fn may_stand_behind_of(form: &Match<'_>, has_article: bool) -> bool {
    match countries::country(form.entries) {
        Some((row, _)) => match row.kind {
            FormKind::Demonym | FormKind::DemonymPlural | FormKind::Combining => false,
            FormKind::Abbreviation => true,
            _ => !has_article || form.tokens.len() > 1 || row.form.ends_with('s') || WITH_ARTICLE.contains(&row.form),
        },
        None => !has_article || organisations::organisation(form).is_some(),
    }
}
