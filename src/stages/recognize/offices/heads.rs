//! The titles of the lexicon, found by their last word: a title is read from its end, where the name begins or the
//! comma stands.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::line::{Line, fold};
use crate::lexicon::{Lexicon, Title};
use crate::model::{EntityType, Role};
use crate::stages::recognize::words::is_organisation_head;

/// One form of a title.
#[derive(Debug)]
pub(super) struct Head {
    /// Its words in small letters, hyphens left out.
    pub(super) words: Vec<String>,
    pub(super) role: Option<Role>,
    /// Whether it is a form of address, which gives way to every office.
    pub(super) is_address: bool,
    /// Whether it stands for several persons.
    pub(super) is_plural: bool,
}

/// Small words that name somebody's family, trade or quality more often than an office: "his father, Karl".
const NOT_SMALL: &str = "\
    agent assistant aunty bishop brother cardinal clerk coach dame father founder general justice lady lecturer lord \
    madam major marshal master miss notary officer pastor private researcher scholar sir sister specialist uncle";

/// Offices that are common words too, and so find nobody by themselves.
const COMMON: &[(&str, Role)] = &[
    ("Accountant General", Role::Official),
    ("Archivist", Role::Official),
    ("Attorney", Role::Official),
    ("Auditor General", Role::Official),
    ("Cabinet Secretary", Role::Official),
    ("Chair", Role::OrganisationHead),
    ("Chief", Role::Official),
    ("Chief Economist", Role::Official),
    ("Chief Negotiator", Role::Official),
    ("Clerk", Role::Official),
    ("Collector", Role::Official),
    ("Counterpart", Role::Official),
    ("Curator", Role::Official),
    ("Delegate", Role::Official),
    ("Diplomat", Role::Diplomat),
    ("Economist", Role::Official),
    ("Executive", Role::Official),
    ("Forecaster", Role::Official),
    ("General Director", Role::OrganisationHead),
    ("General Manager", Role::OrganisationHead),
    ("Head", Role::OrganisationHead),
    ("Head of Secretariat", Role::Official),
    ("Juror", Role::Official),
    ("Leader", Role::PartyLeader),
    ("Manager", Role::Official),
    ("Managing Partner", Role::OrganisationHead),
    ("Member", Role::Official),
    ("Negotiator", Role::Official),
    ("Notary", Role::Official),
    ("Official", Role::Official),
    ("Ombudsman", Role::Official),
    ("Partner", Role::Official),
    ("Personal Representative", Role::Envoy),
    ("Priest", Role::Clergy),
    ("Rapporteur", Role::Official),
    ("Registrar", Role::Official),
    ("Resident Representative", Role::Official),
    ("Second in Command", Role::Military),
    ("Sister", Role::Clergy),
    ("Whip", Role::Legislator),
];

/// Endings that a title may have behind a hyphen: "President-elect".
const TO_COME: &[&str] = &["elect", "designate"];

/// Abbreviations that are words in small letters: "He said" names no excellency.
const CAPITALS: &[&str] = &["fm", "he", "hm", "hrh", "hsh", "mp", "pm", "u", "vp"];

/// The forms by their last word, the longest first.
#[derive(Debug)]
pub(super) struct Heads(FxHashMap<String, Vec<Head>>);

impl Heads {
    /// The titles of the built-in lexicon.
    pub(super) fn of(lexicon: &'static Lexicon) -> &'static Self {
        static HEADS: OnceLock<Heads> = OnceLock::new();
        HEADS.get_or_init(|| Self::new(&lexicon.titles))
    }

    fn new(titles: &[Title]) -> Self {
        let common = COMMON.iter().map(|(form, role)| (*form, Some(*role)));
        let mut heads: Vec<Head> = titles.iter().map(|row| (row.form, row.role)).map(head).collect();
        let plurals: Vec<Head> = heads.iter().filter_map(plural).collect();
        heads.extend(common.map(head).chain(plurals));
        heads.sort_by_key(|head| std::cmp::Reverse(head.words.len()));
        let mut forms: FxHashMap<String, Vec<Head>> = FxHashMap::default();
        for head in heads
            .into_iter()
            .filter(|head| !has_field(&head.words) && head.words.first().is_some_and(|first| first != "then"))
        {
            let Some(last) = head.words.last().cloned() else { continue };
            let same = forms.entry(last).or_default();
            if !same.iter().any(|known| known.words == head.words) {
                same.push(head);
            }
        }
        Self(forms)
    }

    /// The longest title that ends before this token, with its first token. No country, people or organisation begins
    /// in it: "Foreign Ministry Spokesperson" is the spokesperson of a ministry.
    pub(super) fn ending_at(&self, line: &Line<'_>, end: usize) -> Option<(usize, &Head)> {
        let last = end.checked_sub(1)?;
        if !line.is_word(last) || line.is_person(last) {
            return None;
        }
        let folded = line.folded(last);
        let is_to_come = TO_COME.contains(&&*folded) && last > 1 && line.is_hyphen(last - 1);
        if is_to_come {
            return self.ending_at(line, last - 1);
        }
        let interim = match &*folded {
            "a.i" => last,
            "interim" if line.word_before(last) == "ad" => last - 1,
            _ => end,
        };
        if interim < end {
            return self.ending_at(line, interim);
        }
        let same = self.0.get(&*folded)?;
        let is_shouted = !line.word(last).chars().any(char::is_lowercase);
        if CAPITALS.contains(&&*folded) && !is_shouted {
            return None;
        }
        let is_small = NOT_SMALL.split_ascii_whitespace().any(|word| word == line.word(last));
        same.iter().filter(|head| !is_small || head.words.len() > 1).find_map(|head| {
            let start = start_of(line, end, &head.words)?;
            let takes_body = head.role == Some(Role::Military);
            let is_free = (start..end).all(|at| !begins_name(line, at, start..end, takes_body));
            let is_of_body = head.is_plural && (is_inside_name(line, start, last) || is_membership(line, start));
            (is_free && !is_of_body).then_some((start, head))
        })
    }

    /// Whether a title ends with this very word.
    pub(super) fn is_last_word(&self, line: &Line<'_>, at: usize) -> bool {
        self.ending_at(line, at + 1).is_some()
    }
}

fn head((form, role): (&str, Option<Role>)) -> Head {
    let words: Vec<String> = form.split([' ', '-']).filter(|word| !word.is_empty()).map(fold).collect();
    Head { is_plural: is_plural(&words), words, role, is_address: role.is_none() }
}

/// The office in the plural: "Permanent Representatives". Short titles are left, being family names and common words.
fn plural(head: &Head) -> Option<Head> {
    let is_long = head.words.len() > 1 && !head.words.iter().any(|word| matches!(word.as_str(), "of" | "for" | "the"));
    if head.role.is_none() || head.is_plural || !is_long {
        return None;
    }
    let (last, before) = head.words.split_last()?;
    let last = match last.strip_suffix("man") {
        Some(stem) => format!("{stem}men"),
        None => match last.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{last}s"),
        },
    };
    let words = before.iter().cloned().chain([last]).collect();
    Some(Head { words, role: head.role, is_address: false, is_plural: true })
}

/// Whether the form has a field behind its office, which is read by rule: "Minister of Fisheries".
fn has_field(words: &[String]) -> bool {
    let is_office = |word: &str| matches!(word, "minister" | "ministers" | "secretary" | "undersecretary");
    let is_own = |behind: &[String]| behind.first().is_some_and(|word| matches!(word.as_str(), "state" | "cabinet"));
    let joint = words
        .windows(2)
        .position(|pair| matches!(pair, [office, joint] if is_office(office) && (joint == "of" || joint == "for")));
    joint.is_some_and(|at| words.get(at + 2..).is_some_and(|behind| !is_own(behind) || behind.len() > 1))
}

/// The first token of the words that end before this one.
fn start_of(line: &Line<'_>, end: usize, words: &[String]) -> Option<usize> {
    let mut at = end;
    for word in words.iter().rev() {
        at = at.checked_sub(1)?;
        while at + 1 < end && (line.is_hyphen(at) || matches!(line.word(at), "'s" | "’s")) {
            at = at.checked_sub(1)?;
        }
        if line.folded(at) != *word {
            return None;
        }
    }
    Some(at)
}

/// "Ministers" of "Council of Ministers", where an organisation has been found.
fn is_inside_name(line: &Line<'_>, start: usize, last: usize) -> bool {
    let is_organisation = line.entity_type(last) == Some(EntityType::Org) && line.is_name_of_body(last);
    is_organisation && line.block(last).start < start && line.block(last).end > last
}

/// "Deputies" of "Chamber of Deputies": those of whom a body consists.
fn is_membership(line: &Line<'_>, start: usize) -> bool {
    let before = start.checked_sub(2).map_or("", |at| line.word(at));
    line.word_before(start) == "of" && (before == "House" || is_organisation_head(before))
}

/// Words of titles that are names of organisations elsewhere: "Secretary of State", "Speaker of the House".
const PARTS: &[&str] = &["State", "House", "Republic", "Parliament"];

/// Whether a name that is no part of the title begins at the token. Ranks have bodies in them: "Chief of the Defence Staff".
fn begins_name(line: &Line<'_>, at: usize, title: Range<usize>, takes_body: bool) -> bool {
    let Some(mention) = line.mention(at) else { return false };
    let is_inside = line.block(at).end <= title.end;
    let is_name =
        matches!(mention.entity_type, EntityType::Gpe | EntityType::Norp | EntityType::Org | EntityType::Person);
    let is_body = takes_body && mention.entity_type == EntityType::Org;
    let is_part = at > title.start && is_inside && (is_body || PARTS.contains(&line.word(at)));
    is_name && line.block(at).start == at && !is_part
}

fn is_plural(words: &[String]) -> bool {
    let Some(last) = words.last() else { return false };
    let is_name_of_field =
        matches!(last.as_str(), "affairs" | "ms" | "mrs" | "sports" | "ways" | "resources" | "states");
    let has_joint = words.iter().any(|word| matches!(word.as_str(), "of" | "for"));
    last.ends_with('s') && !last.ends_with("ss") && !is_name_of_field && !has_joint
}
