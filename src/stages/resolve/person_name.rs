//! The parts of one person's name, and when one name is a shorter form of another.

use std::borrow::Cow;
use std::collections::HashSet;

use super::fold_name;
use super::spelling::{consonants, skeleton};

/// Small words that belong to the surname after them. Counted as such only where they are printed in lower case or
/// tied to the surname by a hyphen: "Al Gore" has a given name, "al-Assad" has none.
const PARTICLES: &[&str] = &[
    "abu", "ad", "af", "al", "an", "ar", "as", "ash", "at", "av", "bin", "bint", "da", "das", "de", "del", "della",
    "den", "der", "des", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "los", "ten", "ter", "van",
    "von", "y", "zu",
];

/// "Son of" and "daughter of": the next word is the parent's name and never stands for the person.
const PATRONYMICS: &[&str] = &["bin", "ibn", "bint"];

/// What tells father and son apart.
const GENERATIONS: &[&str] = &["jr", "sr"];

/// Numbers of monarchs and popes; with one of these a single name is a full name.
const NUMERALS: &[&str] = &["ii", "iii", "iv", "vi", "vii", "viii", "xii", "xiii", "xiv", "xvi"];

/// A person's name in folded tokens. Hyphens separate tokens, so that Kim Jong-un is Kim Jong Un.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    pub tokens: Vec<String>,
    /// Jr., Sr. or a numeral; not among the tokens.
    pub suffix: Option<&'static str>,
    /// How many particles open the name.
    particles: usize,
    /// The first token is a family name of a language that puts it first, in a name of two or three words.
    surname_first: bool,
    /// The same of the last token: "Jinping Xi".
    surname_last: bool,
    /// What follows "of" in "Ashton of Upholland", folded; not among the tokens.
    territory: Option<String>,
}

/// How many tokens a full name leaves out at either end of its fuller form.
const MOST_LEFT_OUT: usize = 2;

/// The place of a name in the order from bare to full; see [`PersonName::fullness`].
pub type Fullness<'a> = (usize, usize, bool, bool, &'a [String], Option<&'static str>, usize, Option<&'a str>);

impl PersonName {
    /// Reads a printed name; `surnames_first` holds folded family names.
    pub fn parse(printed: &str, surnames_first: &HashSet<&'static str>) -> Self {
        let printed = &given_first(printed);
        let mut parts = folded_parts(printed);
        let territory = take_territory(&mut parts);
        let suffix = take_suffix(&mut parts);
        let particles = parts.iter().take_while(|part| part.is_particle).count().min(parts.len().saturating_sub(1));
        let tokens: Vec<String> = parts.into_iter().map(|part| part.token).collect();
        // Whole words, so that the "moon" of Ban Ki-moon is no family name.
        let words: Vec<&str> = printed.split_whitespace().collect();
        let countable = (2..=3).contains(&words.len()) && tokens.len() >= 2;
        let listed = |word: Option<&&str>| {
            countable && word.is_some_and(|word| surnames_first.contains(fold_name(word).as_str()))
        };
        let (surname_first, surname_last) = (listed(words.first()), listed(words.last()));
        Self { tokens, suffix, particles, surname_first, surname_last, territory }
    }

    /// The folded name with its suffix and territory: what the entity's key holds.
    pub fn key(&self) -> String {
        let mut key = self.tokens.join(" ");
        if let Some(suffix) = self.suffix {
            key.push(' ');
            key.push_str(suffix);
        }
        if let Some(territory) = &self.territory {
            key.push_str(" of ");
            key.push_str(territory);
        }
        key
    }

    /// The letters without spaces: equal for "Kim Jongun" and "Kim Jong-un".
    pub fn squashed(&self) -> String {
        self.tokens.concat()
    }

    /// The letters with the last token moved to the front, where that token is a family name that usually stands there.
    pub fn squashed_surname_first(&self) -> Option<String> {
        let (surname, given) = self.tokens.split_last()?;
        (self.surname_last && !self.surname_first).then(|| format!("{surname}{}", given.concat()))
    }

    /// The token that stands for the person when the name is short.
    pub fn core(&self) -> Option<&str> {
        self.tokens.last().map(String::as_str)
    }

    /// More than a surname: two tokens beside leading particles, one with the numeral of a monarch or with a territory.
    pub fn is_full(&self) -> bool {
        if self.territory.is_some() {
            return true;
        }
        let numbered = self.suffix.is_some_and(|suffix| NUMERALS.contains(&suffix));
        self.tokens.len().saturating_sub(self.particles) >= if numbered { 1 } else { 2 }
    }

    /// A total order in which a fuller form of a name comes after a barer one: tokens, letters, suffix, usual order.
    pub fn fullness(&self) -> Fullness<'_> {
        let letters = self.tokens.iter().map(|token| token.chars().count()).sum();
        let usual_order = self.surname_first && !self.surname_last;
        let territory = self.territory.as_deref();
        (
            self.tokens.len(),
            letters,
            self.suffix.is_some(),
            usual_order,
            &self.tokens,
            self.suffix,
            self.particles,
            territory,
        )
    }

    /// Whether the name is that of a peer or a saint: "Ashton of Upholland". Such a name is a form of no other by itself.
    pub fn has_territory(&self) -> bool {
        self.territory.is_some()
    }

    /// Whether the tokens are those of `other` with one moved from the end to the front, or from the front to the end.
    pub fn is_turned(&self, other: &PersonName) -> bool {
        let turns = |one: &[String], other: &[String]| {
            let (Some((first, rest)), Some((last, front))) = (one.split_first(), other.split_last()) else {
                return false;
            };
            first == last && rest == front
        };
        self.tokens.len() > 1
            && self.tokens != other.tokens
            && (turns(&self.tokens, &other.tokens) || turns(&other.tokens, &self.tokens))
    }

    /// Whether the two can be romanisations of one name: the surnames share a skeleton, the given names too, or at least
    /// three consonants and no other.
    pub fn is_spelling_of(&self, other: &PersonName) -> bool {
        let (Some((surname, given)), Some((of_other, given_of_other))) =
            (self.tokens.split_last(), other.tokens.split_last())
        else {
            return false;
        };
        let alike = |(one, other): (&String, &String)| {
            let sounds = consonants(one);
            skeleton(one) == skeleton(other) || sounds.chars().count() >= 3 && sounds == consonants(other)
        };
        self.tokens != other.tokens
            && self.suffix == other.suffix
            && given.len() == given_of_other.len()
            && skeleton(surname) == skeleton(of_other)
            && given.iter().zip(given_of_other).all(alike)
    }

    /// Whether the two are one name but for a short form of the given name, as these pairs of short and full say.
    pub fn is_nickname_of(&self, full: &PersonName, nicknames: &HashSet<(&'static str, &'static str)>) -> bool {
        let (Some(short), Some(first)) = (self.tokens.first(), full.tokens.first()) else { return false };
        if !nicknames.contains(&(short.as_str(), first.as_str())) || self.core() != full.core() {
            return false;
        }
        let mut spelled_out = self.clone();
        if let Some(given) = spelled_out.tokens.first_mut() {
            first.clone_into(given);
        }
        spelled_out.is_form_of(full) || full.is_form_of(&spelled_out)
    }

    /// Whether `self`, one name, stands between the first and the last of `full`: the first of two surnames, a middle name.
    pub fn stands_inside(&self, full: &PersonName) -> bool {
        let inside = full.tokens.get(1..full.tokens.len().saturating_sub(1)).unwrap_or_default();
        matches!(self.tokens.as_slice(), [only] if inside.contains(only))
    }

    /// Whether the last token says whose child the person is, so that the given name stands for the person (Icelandic).
    pub fn is_patronymic(&self) -> bool {
        self.core().is_some_and(|core| core.ends_with("dottir") || core.ends_with("sson"))
    }

    /// Whether `self` is a shorter or equal form of `fuller`: its tokens are a subsequence, suffixes do not differ.
    ///
    /// A full name leaves out two tokens at most at either end, since a run of names in a list is no fuller form of one of them.
    /// An initial stands for a token with that letter, but only at the same place: "George W. Bush" is no form of
    /// "George H. W. Bush". The form does not begin with a name that follows "bin": King Salman is not his son.
    pub fn is_form_of(&self, fuller: &PersonName) -> bool {
        let same_territory = self.territory.is_none() || self.territory == fuller.territory;
        same_territory && self.suffix_allows(fuller) && self.is_subsequence_of(fuller) && !self.is_lost_in(fuller)
    }

    /// Whether `self`, a name without given name, is the surname of `full` (or the name that stands for one).
    pub fn is_surname_of(&self, full: &PersonName) -> bool {
        let Some(core) = self.core() else { return false };
        let mut backward = full.tokens.iter().rev().map(String::as_str);
        let closes = backward.next() == Some(core)
            && (self.particles > 0 || !backward.next().is_some_and(|before| PATRONYMICS.contains(&before)));
        let opens = full.surname_first && self.particles == 0 && full.tokens.first().is_some_and(|token| token == core);
        self.suffix_allows(full) && (closes || opens)
    }

    pub fn suffix_allows(&self, fuller: &PersonName) -> bool {
        self.suffix.is_none() || self.suffix == fuller.suffix
    }

    /// Whether a full name stands deep inside a longer one.
    fn is_lost_in(&self, fuller: &PersonName) -> bool {
        let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) else { return false };
        let before = fuller.tokens.iter().position(|token| stands_for(first, token)).unwrap_or(0);
        let after = fuller.tokens.iter().rev().position(|token| stands_for(last, token)).unwrap_or(0);
        self.is_full() && (before > MOST_LEFT_OUT || after > MOST_LEFT_OUT)
    }

    fn is_subsequence_of(&self, fuller: &PersonName) -> bool {
        let mut after_patronymic = false;
        let mut wanted = self.tokens.iter().enumerate().peekable();
        for (at, token) in fuller.tokens.iter().enumerate() {
            let Some((place, next)) = wanted.peek() else { return true };
            let same_place = *place == at;
            let barred = *place == 0 && after_patronymic;
            let matches = if same_place { stands_for(next, token) } else { *next == token && !is_initial(token) };
            if matches && !barred {
                wanted.next();
            }
            after_patronymic = PATRONYMICS.contains(&token.as_str());
        }
        wanted.peek().is_none() && !self.tokens.is_empty()
    }
}

/// Whether the two are equal, or one is the initial of the other.
fn stands_for(left: &str, right: &str) -> bool {
    left == right || (is_initial(left) && right.starts_with(left)) || (is_initial(right) && left.starts_with(right))
}

/// A single letter of a script that has two cases.
fn is_initial(token: &str) -> bool {
    let mut characters = token.chars();
    characters.next().is_some_and(char::is_lowercase) && characters.next().is_none()
}

struct Part {
    token: String,
    is_particle: bool,
    /// "of" in small letters.
    is_of: bool,
}

/// The name as a list prints it, "Marek, Jana", in the order of running text.
fn given_first(printed: &str) -> Cow<'_, str> {
    let is_suffix = |rest: &str| GENERATIONS.contains(&fold_name(rest).as_str());
    match printed.split_once(", ") {
        Some((surname, given)) if !given.contains(',') && !is_suffix(given) => format!("{given} {surname}").into(),
        _ => printed.into(),
    }
}

/// Cuts at spaces, hyphens and after the periods of initials ("J.F. Kennedy").
fn folded_parts(printed: &str) -> Vec<Part> {
    let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2013}');
    let unpossessed = super::fold::clean_name(printed);
    let mut parts = Vec::new();
    for piece in unpossessed.split_inclusive(|c: char| c.is_whitespace() || c == '.' || is_hyphen(c)) {
        let tied = piece.ends_with(is_hyphen) || piece.starts_with(char::is_lowercase);
        for token in fold_name(piece).split(' ').filter(|token| !token.is_empty()) {
            let is_particle = tied && PARTICLES.contains(&token);
            // One article, two romanisations.
            let token = if is_particle && token == "el" { "al" } else { token };
            parts.push(Part { token: token.to_owned(), is_particle, is_of: piece.trim_end() == "of" });
        }
    }
    parts
}

/// Takes "of Upholland" off the end, as long as a name is left.
fn take_territory(parts: &mut Vec<Part>) -> Option<String> {
    let of = parts.iter().position(|part| part.is_of).filter(|of| *of > 0)?;
    let territory: Vec<String> = parts.drain(of..).skip(1).map(|part| part.token).collect();
    (!territory.is_empty()).then(|| territory.join(" "))
}

/// Takes a generation or a numeral off the end, as long as a name is left.
fn take_suffix(parts: &mut Vec<Part>) -> Option<&'static str> {
    let [_, .., last] = parts.as_slice() else { return None };
    let suffix = GENERATIONS.iter().chain(NUMERALS).find(|suffix| **suffix == last.token)?;
    parts.pop();
    Some(suffix)
}

#[cfg(test)]
mod tests {
    use super::PersonName;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn name(printed: &str) -> PersonName {
        PersonName::parse(printed, &HashSet::from(["xi", "kim", "nguyen"]))
    }

    #[test]
    fn the_order_of_lists_is_that_of_running_text() {
        assert_eq!(name("MAREK, Jana Olga").key(), name("Jana Olga Marek").key());
        assert_eq!(name("Jan Marek, Jr.").key(), "jan marek jr");
    }

    proptest! {
        #[test]
        fn dropping_middle_names_gives_a_form(words in prop::collection::vec("[A-Z][a-z]{2,6}", 2..5)) {
            let full = name(&words.join(" "));
            let short = name(&format!("{} {}", words[0], words[words.len() - 1]));
            prop_assert!(short.is_form_of(&full));
        }

        #[test]
        fn a_name_is_a_form_of_itself(printed in "[A-Za-z.' -]{1,24}") {
            let read = name(&printed);
            prop_assert!(read.tokens.is_empty() || read.is_form_of(&read));
        }

        #[test]
        fn any_text_can_be_read(printed in "\\PC{0,40}") {
            let read = name(&printed);
            prop_assert!(read.tokens.iter().all(|token| !token.is_empty()));
        }
    }

    #[test]
    fn initials_hold_their_place() {
        assert!(name("Edward M. Kennedy").is_form_of(&name("Edward Moore Kennedy")));
        assert!(name("Edward Kennedy").is_form_of(&name("Edward M. Kennedy")));
        assert!(!name("George W. Bush").is_form_of(&name("George H. W. Bush")));
        assert!(!name("George W. Bush").is_form_of(&name("George H.W. Bush")));
    }

    #[test]
    fn a_run_of_names_is_no_fuller_form() {
        let list = name("Hillary Rodham Clinton Joe Lieberman");
        assert!(!name("Joe Lieberman").is_form_of(&list));
        assert!(name("Lopez Obrador").is_form_of(&name("Andres Manuel Lopez Obrador")));
    }

    #[test]
    fn a_father_is_not_his_son() {
        assert!(!name("Salman").is_surname_of(&name("Mohammed bin Salman")));
        assert!(!name("Salman").is_form_of(&name("Mohammed bin Salman")));
        assert!(name("bin Salman").is_surname_of(&name("Mohammed bin Salman")));
    }

    #[test]
    fn a_territory_belongs_to_the_name() {
        let peer = name("Ashton of Upholland");
        assert_eq!((peer.key().as_str(), peer.is_full()), ("ashton of upholland", true));
        assert!(name("Ashton").is_surname_of(&peer));
        assert!(!peer.is_form_of(&name("Catherine Ashton")));
    }

    #[test]
    fn a_short_form_of_the_given_name() {
        let pairs = HashSet::from([("chuck", "charles")]);
        assert!(name("Chuck Grassley").is_nickname_of(&name("Charles E. Grassley"), &pairs));
        assert!(name("Chuck E. Grassley").is_nickname_of(&name("Charles Grassley"), &pairs));
        assert!(!name("Chuck Grassley").is_nickname_of(&name("Charles Schumer"), &pairs));
        assert!(!name("Charles Grassley").is_nickname_of(&name("Chuck Grassley"), &pairs));
        assert!(!name("Chuck").is_nickname_of(&name("Charles"), &HashSet::new()));
    }

    #[test]
    fn one_name_may_be_turned() {
        assert!(name("Viktor Orban").is_turned(&name("Orban Viktor")));
        assert!(name("Jinping Xi").is_turned(&name("Xi Jinping")));
        assert!(!name("Anna Maria Novak").is_turned(&name("Novak Maria Anna")));
        assert!(!name("Xi").is_turned(&name("Xi")));
    }

    #[test]
    fn particles_do_not_make_a_name_full() {
        for surname in ["al-Assad", "von der Leyen", "bin Salman", "Clinton", "Casey Jr."] {
            assert!(!name(surname).is_full(), "{surname}");
        }
        for full in ["Al Gore", "Charles de Gaulle", "Elizabeth II", "Xi Jinping"] {
            assert!(name(full).is_full(), "{full}");
        }
    }
}
