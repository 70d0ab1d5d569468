//! One index over the whole lexicon and the user's own names: the longest names and titles at each token of a sentence.
//!
//! Matching compares characters, not tokens, so that it does not depend on how a form would be cut; a match begins where
//! a token begins and ends where one ends, or before its possessive ending. Forms are found by their first word; the
//! number of forms that share one is bounded by the lexicon, so that the time is linear in the length of the text.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::words::{POSSESSIVES, is_all_caps, is_common_in_capitals, without_article};
use crate::lexicon::{CountryForm, FormKind, Initiative, Lexicon, Organisation, Place, Title, UserAlias};
use crate::model::{EntityType, Token, TokenKind, Zone};
use crate::text::{Span, push_lower};

/// How many tokens the capitals may be that open a sentence.
const MOST_OPENING: usize = 8;

/// What the lexicon says about a form.
#[derive(Clone, Copy, Debug)]
pub enum Fact {
    Country(&'static CountryForm),
    Organisation(&'static Organisation),
    Initiative(&'static Initiative),
    Place(&'static Place),
    Title(&'static Title),
    /// A form of the user's table, with its type and country.
    Alias(EntityType, Option<&'static str>),
}

/// One meaning of a form.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Stable id: `country:BLR`, `org:un`, `misc:belt_and_road`, `place:europe`, the user's; empty for titles.
    pub id: Arc<str>,
    pub fact: Fact,
}

/// A form of the lexicon that stands in a sentence.
#[derive(Clone, Debug)]
pub struct Match<'i> {
    /// Positions of its tokens in the sentence.
    pub tokens: Range<usize>,
    /// Without a possessive ending.
    pub span: Span,
    /// All that the form may mean: countries first, then organisations, initiatives, places.
    pub entries: &'i [Entry],
}

impl Match<'_> {
    /// The span without the article with which some forms begin: "Hague" of "The Hague".
    pub fn without_article(&self, text: &str) -> Span {
        let printed = self.span.of(text);
        let article = printed.len() - without_article(printed).len();
        Span::new(self.span.start() + article, self.span.end())
    }

    /// Whether the last token goes on behind the match: "China's".
    pub fn is_possessive(&self, tokens: &[Token], text: &str) -> bool {
        let last = self.tokens.end.checked_sub(1).and_then(|last| tokens.get(last));
        let inside = last.is_some_and(|token| token.span.end > self.span.end);
        inside || text.get(self.span.end()..).is_some_and(|rest| rest.starts_with("'s ") || rest.starts_with("’s "))
    }
}

/// The index; built once for all documents.
#[derive(Debug)]
pub struct LexiconIndex {
    own: &'static OwnLayers,
    aliases: Layer,
}

/// The layers of the lexicon itself. They are the same for every run of a process and stay to its end: to give back
/// thousands of forms one by one takes as long as to publish a small version.
#[derive(Debug)]
struct OwnLayers {
    names: Layer,
    titles: Layer,
}

impl OwnLayers {
    fn embedded() -> &'static Self {
        static LAYERS: OnceLock<OwnLayers> = OnceLock::new();
        let lexicon = Lexicon::embedded();
        LAYERS.get_or_init(|| Self { names: Layer::new(names(lexicon)), titles: Layer::new(titles(lexicon)) })
    }
}

impl LexiconIndex {
    /// The embedded lexicon and the user's own names.
    pub fn new(aliases: &[UserAlias]) -> Self {
        Self { own: OwnLayers::embedded(), aliases: Layer::new(user_names(aliases)) }
    }

    /// Fills `found` with the names of a sentence that has these tokens, from left to right, longest first.
    pub fn names<'i>(&'i self, text: &str, tokens: &[Token], zone: Zone, found: &mut Vec<Match<'i>>) {
        self.own.names.find(text, tokens, zone, found);
    }

    /// The same for titles.
    pub fn titles<'i>(&'i self, text: &str, tokens: &[Token], zone: Zone, found: &mut Vec<Match<'i>>) {
        self.own.titles.find(text, tokens, zone, found);
    }

    /// The same for the user's own names.
    pub fn aliases<'i>(&'i self, text: &str, tokens: &[Token], zone: Zone, found: &mut Vec<Match<'i>>) {
        self.aliases.find(text, tokens, zone, found);
    }
}

/// The user's forms; one that begins with an article is found at the start of a sentence too.
fn user_names(aliases: &[UserAlias]) -> Vec<(Cow<'static, str>, Entry)> {
    let mut forms = Vec::new();
    for alias in aliases {
        let fact = Fact::Alias(alias.entity_type, alias.country);
        let entry = Entry { id: alias.mention_id().into(), fact };
        if let Some(rest) = alias.form.strip_prefix("the ") {
            forms.push((format!("The {rest}").into(), entry.clone()));
        }
        forms.push((alias.form.clone().into(), entry));
    }
    forms
}

fn names(lexicon: &'static Lexicon) -> Vec<(Cow<'static, str>, Entry)> {
    let mut forms = Vec::new();
    for row in &lexicon.country_forms {
        let id = match row.kind {
            FormKind::Capital => place_id(without_district(row.form)),
            _ => format!("country:{}", row.alpha3),
        };
        forms.push((row.form.into(), Entry { id: id.into(), fact: Fact::Country(row) }));
    }
    for row in &lexicon.organisations {
        let entry = Entry { id: format!("org:{}", row.id).into(), fact: Fact::Organisation(row) };
        let names = [row.name].into_iter().chain(row.acronym).chain(row.aliases.iter().copied());
        forms.extend(names.map(|name| (name.into(), entry.clone())));
    }
    for row in &lexicon.initiatives {
        let entry = Entry { id: format!("misc:{}", row.id).into(), fact: Fact::Initiative(row) };
        forms
            .extend([row.name].into_iter().chain(row.aliases.iter().copied()).map(|name| (name.into(), entry.clone())));
    }
    for row in &lexicon.places {
        let entry = Entry { id: place_id(row.name).into(), fact: Fact::Place(row) };
        forms
            .extend([row.name].into_iter().chain(row.aliases.iter().copied()).map(|name| (name.into(), entry.clone())));
    }
    forms
}

pub(super) fn place_id(name: &str) -> String {
    format!("place:{}", name.to_lowercase().replace(' ', "_"))
}

/// A capital without the district that it lies in: "Washington, D.C." is Washington.
fn without_district(capital: &str) -> &str {
    let districts = [", D.C.", ", DC", " D.C.", " DC", " D C"];
    districts.iter().find_map(|district| capital.strip_suffix(district)).unwrap_or(capital)
}

fn titles(lexicon: &'static Lexicon) -> Vec<(Cow<'static, str>, Entry)> {
    let id: Arc<str> = "".into();
    lexicon.titles.iter().map(|row| (row.form.into(), Entry { id: id.clone(), fact: Fact::Title(row) })).collect()
}

/// All meanings of one form.
#[derive(Debug)]
struct Form {
    text: Cow<'static, str>,
    entries: Vec<Entry>,
}

/// Forms by their first word in small letters, the longest first.
#[derive(Debug)]
struct Layer {
    forms: FxHashMap<String, Vec<Form>>,
    /// For each small ASCII letter the lengths, up to 31, of the first words that begin with it: a gate that spares
    /// most words of running text the lookup.
    small: [u32; 26],
}

impl Layer {
    fn new(mut entries: Vec<(Cow<'static, str>, Entry)>) -> Self {
        // Stable: the meanings of a form keep the order in which they come.
        entries.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        let mut layer = Self { forms: FxHashMap::default(), small: [0; 26] };
        let mut key = String::new();
        for (text, entry) in entries {
            let first = first_word(&text);
            if let Some(lengths) = small_letter(first).and_then(|letter| layer.small.get_mut(letter)) {
                *lengths |= 1 << first.len().min(31);
            }
            key.clear();
            push_lower(first, &mut key);
            match layer.forms.get_mut(&key) {
                Some(forms) => add(forms, text, entry),
                None => drop(layer.forms.insert(key.clone(), vec![Form { text, entries: vec![entry] }])),
            }
        }
        layer
    }

    fn find<'i>(&'i self, text: &str, tokens: &[Token], zone: Zone, found: &mut Vec<Match<'i>>) {
        found.clear();
        if self.forms.is_empty() {
            return;
        }
        let Some(sentence) = whole(tokens) else { return };
        let all_caps = is_all_caps(sentence.of(text));
        let mut key = String::new();
        let opening = opening_capitals(text, tokens);
        let mut at = 0;
        while at < tokens.len() {
            let is_open = all_caps || matches!(zone, Zone::Title | Zone::Dateline) || at < opening;
            let may_fold = is_open || tokens.get(at).is_some_and(|token| is_shouted(token.span.of(text)));
            match self.longest(text, tokens, at, all_caps, may_fold, &mut key) {
                Some(hit) => {
                    at = hit.tokens.end.max(at + 1);
                    found.push(hit);
                }
                None => at += 1,
            }
        }
    }

    fn longest<'i>(
        &'i self,
        text: &str,
        tokens: &[Token],
        at: usize,
        all_caps: bool,
        may_fold: bool,
        key: &mut String,
    ) -> Option<Match<'i>> {
        let token = tokens.get(at).filter(|token| token.kind != TokenKind::Punctuation)?;
        let first = first_word(token.span.of(text));
        if !self.may_begin(first) {
            return None;
        }
        key.clear();
        push_lower(first, key);
        let rest = text.get(token.span.start()..)?;
        self.forms.get(key.as_str())?.iter().find_map(|form| {
            let len = match prefix(rest, &form.text, false) {
                Some(len) => Some(len),
                None if may_fold => folded_prefix(rest, &form.text),
                None => None,
            }?;
            let span = Span::new(token.span.start(), token.span.start() + len);
            let end = end_token(text, tokens, at, span.end())?;
            let is_word = (all_caps || is_shouted(first)) && is_common_in_capitals(span.of(text));
            (!is_word).then_some(Match { tokens: at..end, span, entries: &form.entries })
        })
    }

    fn may_begin(&self, first: &str) -> bool {
        match small_letter(first) {
            Some(letter) => self.small.get(letter).is_some_and(|lengths| lengths & (1 << first.len().min(31)) != 0),
            None => !first.is_empty(),
        }
    }
}

/// Adds a meaning to the forms of one first word, of which the shortest stand last.
fn add(forms: &mut Vec<Form>, text: Cow<'static, str>, entry: Entry) {
    let mut as_long = forms.iter_mut().rev().take_while(|form| form.text.len() == text.len());
    match as_long.find(|form| form.text == text) {
        Some(form) => form.entries.push(entry),
        None => forms.push(Form { text, entries: vec![entry] }),
    }
}

/// Letters from which on a word in capitals is no acronym.
const SHOUTED: usize = 9;

/// Whether the word stands in capitals and is no acronym: the dateline of a text that has lost its line ends.
fn is_shouted(word: &str) -> bool {
    word.len() >= SHOUTED && word.starts_with(char::is_uppercase) && is_all_caps(word)
}

/// How many tokens a sentence opens in capitals, as a place and date before a story do: "SUVA and APIA, 6 Dec".
fn opening_capitals(text: &str, tokens: &[Token]) -> usize {
    let is_capitals = |token: &Token| {
        let word = token.span.of(text);
        is_all_caps(word) || token.kind == TokenKind::Punctuation || matches!(word, "and" | "de" | "of")
    };
    tokens.iter().take(MOST_OPENING).take_while(|token| is_capitals(token)).count()
}

fn whole(tokens: &[Token]) -> Option<Span> {
    Some(tokens.first()?.span.cover(tokens.last()?.span))
}

/// The letters and digits with which the text begins.
fn first_word(text: &str) -> &str {
    let ascii = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let end = match text.as_bytes().get(ascii) {
        Some(byte) if !byte.is_ascii() => text.find(|char: char| !char.is_alphanumeric()).unwrap_or(text.len()),
        _ => ascii,
    };
    text.get(..end).unwrap_or_default()
}

fn small_letter(word: &str) -> Option<usize> {
    let first = word.bytes().next().filter(u8::is_ascii_lowercase)?;
    Some(usize::from(first - b'a'))
}

/// A form of four letters or more, printed in capitals.
fn folded_prefix(rest: &str, form: &str) -> Option<usize> {
    let len = prefix(rest, form, true)?;
    let is_long = form.chars().filter(|char| char.is_alphabetic()).nth(3).is_some();
    (is_long && rest.get(..len).is_some_and(is_all_caps)).then_some(len)
}

/// The length of the text at the start of `rest` that is the form, if it is there. A space of the form stands for any
/// white space, a straight apostrophe for a curly one too, and a small word inside for one in capitals ("Horn Of Africa").
fn prefix(rest: &str, form: &str, fold: bool) -> Option<usize> {
    let alike = rest.bytes().zip(form.bytes()).take_while(|(printed, due)| printed == due).count();
    if alike == form.len() {
        return Some(alike);
    }
    // Most forms that share a first word end here: no letter stands for another one.
    let differ = (rest.as_bytes().get(alike)?, form.as_bytes().get(alike)?);
    if !fold && !may_stand_for(differ) {
        return None;
    }
    loose_prefix(rest, form, fold)
}

/// Whether the first byte that differs may still be part of the form: white space, an apostrophe, a letter in capitals.
fn may_stand_for((printed, due): (&u8, &u8)) -> bool {
    !printed.is_ascii() || printed.is_ascii_whitespace() || !due.is_ascii() || printed.eq_ignore_ascii_case(due)
}

fn loose_prefix(rest: &str, form: &str, fold: bool) -> Option<usize> {
    let mut printed = rest.char_indices();
    let mut before = '-';
    for due in form.chars() {
        let (_, char) = printed.next()?;
        let begins_word = before == ' ' && due.is_lowercase();
        before = due;
        let same = char == due
            || due == '\'' && char == '’'
            || due == ' ' && char.is_whitespace()
            || (fold || begins_word) && char.to_lowercase().eq(due.to_lowercase());
        if !same {
            return None;
        }
    }
    Some(printed.next().map_or(rest.len(), |(at, _)| at))
}

/// The position behind the token in which a match ends, if it may end at this byte.
fn end_token(text: &str, tokens: &[Token], from: usize, end: usize) -> Option<usize> {
    let ahead = tokens.get(from..)?.iter().position(|token| token.span.end() >= end)?;
    let token = tokens.get(from + ahead)?;
    let rest = text.get(end..token.span.end())?;
    let begins_before = token.span.start() < end;
    (begins_before && (rest.is_empty() || POSSESSIVES.contains(&rest))).then_some(from + ahead + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    fn matched(text: &str, zone: Zone) -> Vec<String> {
        let index = LexiconIndex::new(&[]);
        let sample = Sample::with_zones(text, |_| zone);
        let mut found = Vec::new();
        index.names(text, &sample.tokens, zone, &mut found);
        found.iter().map(|hit| hit.span.of(text).to_owned()).collect()
    }

    #[test]
    fn the_longest_form_wins() {
        assert_eq!(
            matched("the Republic of Korea and the United Nations Security Council", Zone::Body),
            ["Republic of Korea", "United Nations Security Council"]
        );
    }

    #[test]
    fn a_possessive_ending_stays_outside() {
        assert_eq!(matched("China's and the United States’ views", Zone::Body), ["China", "United States"]);
    }

    #[test]
    fn a_match_ends_where_a_word_ends() {
        assert_eq!(matched("Chinatown and Omani Nigerians", Zone::Body), ["Omani", "Nigerians"]);
    }

    #[test]
    fn capitals_match_in_capitals_only() {
        assert_eq!(matched("UNITED STATES AND BELARUS", Zone::Body), ["UNITED STATES", "BELARUS"]);
        assert_eq!(matched("BEIJING, May 4", Zone::Dateline), ["BEIJING"]);
        assert_eq!(matched("SUVA and APIA, 6 May: ships came", Zone::Body), ["SUVA", "APIA"]);
        assert_eq!(matched("Hunger in the Horn Of Africa", Zone::Body), ["Horn Of Africa"]);
        assert_eq!(matched("He shouted BELARUS twice", Zone::Body), [""; 0]);
        assert_eq!(matched("Bill Passes Today WASHINGTON DC The Senate", Zone::Body), ["WASHINGTON DC", "Senate"]);
        assert_eq!(matched("JOIN US AND WHO KNOWS", Zone::Title), [""; 0]);
    }
}
