//! What stands behind the head of a title: its field, which belongs to it ("Minister of Fisheries"), and the bodies and
//! countries that the office is of.

use std::ops::Range;

use super::heads::{Head, Heads};
use super::line::Line;
use super::vocabulary::{is_field, is_joint, is_stop};
use crate::model::{EntityType, Role};
use crate::stages::recognize::words::{is_capitalised, is_organisation_head};

/// How many tokens a complement may have: a bound, so that the time stays linear.
pub(super) const MAX_COMPLEMENT: usize = 24;
/// How many complements an office may have.
const MAX_COMPLEMENTS: usize = 4;
/// How many words in small letters a field or body may have in a row.
const MAX_SMALL: usize = 4;

/// What an office is of, for, to, in or on.
#[derive(Clone, Debug)]
pub(super) struct Complement {
    pub(super) joint: String,
    /// The tokens behind the joint and the article.
    pub(super) tokens: Range<usize>,
    pub(super) has_article: bool,
    /// The countries and bodies in it, in order; positions of mentions.
    pub(super) names: Vec<usize>,
}

/// All that stands behind a head.
#[derive(Clone, Debug)]
pub(super) struct Behind {
    pub(super) complements: Vec<Complement>,
    /// The token behind the title, which its fields belong to.
    pub(super) title_end: usize,
    /// The token behind all.
    pub(super) end: usize,
}

impl Behind {
    /// Nothing behind the head that ends before this token.
    pub(super) fn none(end: usize) -> Self {
        Self { complements: Vec::new(), title_end: end, end }
    }

    /// Takes in the body behind the comma, which a list has instead of "of": "Jana Marek, Director, Ministry of Energy;".
    pub(super) fn extend_with_body(&mut self, line: &Line<'_>) {
        let from = self.end + 1;
        let is_body = line.entity_type(from) == Some(EntityType::Org) && line.is_name_of_body(from);
        let end = line.block(from).end;
        let ends = matches!(line.word(end), "" | "," | ";" | ")" | "." | ":");
        if line.word(self.end) == "," && is_body && ends && !self.has_names() {
            let names = line.held_by(from).into_iter().collect();
            self.complements.push(Complement { joint: "of".to_owned(), tokens: from..end, has_article: false, names });
            self.end = end;
        }
    }

    fn has_names(&self) -> bool {
        self.complements.iter().any(|complement| !complement.names.is_empty())
    }
}

/// What the office is of, up to `limit`.
pub(super) fn complements(line: &Line<'_>, heads: &Heads, from: usize, limit: usize, head: &Head) -> Behind {
    let is_responsible = line.folded(from) == "responsible" && is_joint(line.word(from + 1));
    let mut behind = Behind::none(from + usize::from(is_responsible));
    let mut in_title = !head.is_address;
    while behind.end < limit && is_joint(line.word(behind.end)) && behind.complements.len() < MAX_COMPLEMENTS {
        let Some(complement) = complement(line, heads, behind.end, limit, head) else { break };
        in_title &= is_field_of(line, &complement, head);
        behind.end = complement.tokens.end;
        if in_title {
            behind.title_end = behind.end;
        }
        behind.complements.push(complement);
    }
    behind
}

/// Whether the field of the office stands behind "of" and "for" as a rule.
fn is_of_government(head: &Head) -> bool {
    let is_minister =
        |word: &String| matches!(word.as_str(), "minister" | "ministers" | "secretary" | "undersecretary");
    head.words.iter().any(is_minister)
        && !head.words.iter().any(|word| word == "prime" || word == "general" || word == "executive")
}

/// The complement that begins with the joint at this token.
fn complement(line: &Line<'_>, heads: &Heads, joint: usize, limit: usize, head: &Head) -> Option<Complement> {
    let has_article = matches!(line.word(joint + 1), "the" | "The" | "a" | "an" | "its" | "their" | "his" | "her");
    let from = joint + 1 + usize::from(has_article);
    let limit = limit.min(from + MAX_COMPLEMENT);
    let mut reach = Reach { from, at: from, small: 0, names: Vec::new() };
    while reach.at < limit && reach.step(line, heads, limit, head) {}
    let Reach { at, names, .. } = reach;
    (at > from).then(|| Complement { joint: line.word(joint).to_owned(), tokens: from..at, has_article, names })
}

/// How far a complement has been read.
struct Reach {
    from: usize,
    at: usize,
    /// How many words in small letters have just been read.
    small: usize,
    names: Vec<usize>,
}

impl Reach {
    /// Reads on, if the complement goes on.
    fn step(&mut self, line: &Line<'_>, heads: &Heads, limit: usize, head: &Head) -> bool {
        let (at, next) = (self.at, self.at + 1);
        let has_begun = at > self.from;
        let small = std::mem::take(&mut self.small);
        self.at = match line.word(at) {
            _ if line.is_person(at) || is_counted(line, at) => at,
            _ if line.held_by(at).is_some() => {
                self.names.extend(line.held_by(at).filter(|_| line.is_name_of_body(at)));
                line.block(at).end.max(next)
            }
            "and" | "&" if has_begun && goes_on(line, heads, next) => next,
            "," | "and" if !self.names.is_empty() => country_behind(line, next).unwrap_or(at),
            "," if has_begun && is_of_government(head) && is_list(line, heads, next, limit) => next,
            "'s" | "’s" | "'" | "’" => next,
            "(" if has_begun && line.word(at + 2) == ")" && at + 2 < limit => at + 3,
            _ if line.is_hyphen(at) && line.is_glued(at) => next,
            word if line.is_word(at) && is_capitalised(word) => {
                // "Minister of Finance President Talon": the second title is the person's.
                let is_of_person = has_begun && line.is_person(next) && heads.is_last_word(line, at);
                if is_of_person { at } else { next }
            }
            word if line.is_word(at) && !is_stop(word) && !is_joint(word) && small < MAX_SMALL => {
                self.small = small + 1;
                next
            }
            _ => at,
        };
        self.at > at
    }
}

fn is_counted(line: &Line<'_>, at: usize) -> bool {
    matches!(line.entity_type(at), Some(EntityType::Date | EntityType::Time | EntityType::Cardinal | EntityType::Money))
}

/// The first token of a country that goes on a list of them: ", the Philippines".
fn country_behind(line: &Line<'_>, at: usize) -> Option<usize> {
    let at = at + usize::from(line.word(at) == "and");
    let at = at + usize::from(line.word(at) == "the");
    (line.entity_type(at) == Some(EntityType::Gpe)).then_some(at)
}

/// Whether the field goes on behind "and": with a capital, and with no other title.
fn goes_on(line: &Line<'_>, heads: &Heads, at: usize) -> bool {
    let begins_title = (at..at + 4)
        .take_while(|at| line.is_word(*at) && (is_capitalised(line.word(*at)) || is_field(&line.folded(*at))))
        .any(|at| heads.is_last_word(line, at));
    let is_name = line.held_by(at).is_some() && !line.is_person(at);
    !line.is_person(at) && !begins_title && (is_capitalised(line.word(at)) && line.is_word(at) || is_name)
}

/// Whether a comma goes on with a list of fields: ", Youth and Sport".
fn is_list(line: &Line<'_>, heads: &Heads, at: usize, limit: usize) -> bool {
    if line.word(at) == "and" {
        return goes_on(line, heads, at + 1);
    }
    let is_part = |at: &usize| line.is_word(*at) && is_capitalised(line.word(*at)) && !line.is_person(*at);
    let end = at + (at..limit.min(at + 4)).take_while(is_part).count();
    end > at && matches!(line.word(end), "," | "and" | "&") && goes_on(line, heads, at) && {
        let last = if line.word(end) == "," { end + 1 } else { end };
        matches!(line.word(last), "and" | "&") && !line.is_person(last + 1) || is_list(line, heads, last, limit)
    }
}

/// Heads of whom a word in small letters says the body: "leader of militants", not "director of operations".
fn is_vague(head: &Head) -> bool {
    matches!(head.role, Some(Role::PartyLeader | Role::Legislator | Role::Monarch | Role::HeadOfState))
        || head.words.iter().any(|word| word == "member")
}

/// Whether the word is the head of a body rather than of a field: "Council", not "Local Government".
fn is_body_word(word: &str) -> bool {
    is_organisation_head(word)
        && !matches!(
            word,
            "Government" | "Police" | "Force" | "Forces" | "Army" | "Service" | "Services" | "Partnership"
        )
}

/// Whether the complement is the field of the office, and so part of the title, rather than whose office it is.
fn is_field_of(line: &Line<'_>, complement: &Complement, head: &Head) -> bool {
    let first = complement.tokens.start;
    let of_government = is_of_government(head);
    let joint = complement.joint.as_str();
    let has_small = complement
        .tokens
        .clone()
        .any(|at| line.is_word(at) && !is_capitalised(line.word(at)) && line.word(at) != "and");
    let last = complement.tokens.end.saturating_sub(1);
    let ends_in_affairs = line.folded(last) == "affairs";
    let is_body = complement.tokens.clone().any(|at| is_body_word(line.word(at)));
    match line.entity_type(first) {
        Some(EntityType::Gpe | EntityType::Norp) => ends_in_affairs && !complement.has_article,
        Some(EntityType::Org) if line.is_name_of_body(first) => {
            of_government
                && !is_body
                && matches!(joint, "of" | "for")
                && line.mention(first).is_some_and(|mention| mention.lexicon_id.is_none())
        }
        Some(EntityType::Loc) => matches!(joint, "of" | "for"),
        _ if matches!(joint, "to" | "in" | "at") => false,
        _ if has_small && joint == "of" && !of_government => {
            !complement.has_article && complement.names.is_empty() && !is_body && !is_vague(head)
        }
        _ if has_small => {
            matches!(joint, "on" | "for") && !complement.has_article
                || of_government && !complement.has_article && !is_body
        }
        _ if is_body => of_government && ends_in_affairs,
        _ => !complement.has_article || of_government || matches!(joint, "on" | "for"),
    }
}
