//! One index over the whole lexicon and the user's own names: the longest names and titles at each token of a sentence.
//!
//! Matching compares characters, not tokens, so that it does not depend on how a form would be cut; a match begins where
//! a token begins and ends where one ends, or before its possessive ending. Forms are found by their first word; the
//! number of forms that share one is bounded by the lexicon, so that the time is linear in the length of the text.

mod gate;
mod glance;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use gate::Gate;
use glance::Glance;

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

    /// What the lexicon and the user's table have in a sentence of these tokens: from left to right, longest first.
    pub fn find(&self, text: &str, tokens: &[Token], zone: Zone) -> Found<'_> {
        let mut found = Found::default();
        let Some(line) = Line::new(text, tokens, zone) else { return found };
        let layers = [&self.own.names, &self.own.titles, &self.aliases];
        search(&line, layers, [&mut found.names, &mut found.titles, &mut found.aliases]);
        found
    }

    /// Fills `found` with the names alone.
    pub fn names<'i>(&'i self, text: &str, tokens: &[Token], zone: Zone, found: &mut Vec<Match<'i>>) {
        self.fill(&self.own.names, text, tokens, zone, found);
    }

    /// The same for titles.
    pub fn titles<'i>(&'i self, text: &str, tokens: &[Token], zone: Zone, found: &mut Vec<Match<'i>>) {
        self.fill(&self.own.titles, text, tokens, zone, found);
    }

    fn fill<'i>(&self, layer: &'i Layer, text: &str, tokens: &[Token], zone: Zone, found: &mut Vec<Match<'i>>) {
        found.clear();
        if let Some(line) = Line::new(text, tokens, zone) {
            search(&line, [layer], [found]);
        }
    }
}

/// What the lexicon has in one sentence.
#[derive(Debug, Default)]
pub struct Found<'i> {
    pub names: Vec<Match<'i>>,
    pub titles: Vec<Match<'i>>,
    /// The user's own names.
    pub aliases: Vec<Match<'i>>,
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
    /// What stands behind the first word.
    behind: Glance,
    entries: Vec<Entry>,
}

impl Form {
    fn new(text: Cow<'static, str>, entry: Entry) -> Self {
        let behind = text.get(first_word(&text).len()..).unwrap_or_default();
        Self { behind: Glance::at(behind), text, entries: vec![entry] }
    }
}

/// Forms by their first word in small letters, the longest first.
#[derive(Debug)]
struct Layer {
    forms: FxHashMap<String, Vec<Form>>,
    /// The forms that begin with a small letter, which alone can stand where a word does.
    small: Gate,
    /// All forms, for the words that begin with a capital.
    all: Gate,
}

impl Layer {
    fn new(mut entries: Vec<(Cow<'static, str>, Entry)>) -> Self {
        // Stable: the meanings of a form keep the order in which they come.
        entries.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        let mut layer = Self { forms: FxHashMap::default(), small: Gate::default(), all: Gate::default() };
        let mut key = String::new();
        for (text, entry) in entries {
            let first = first_word(&text);
            if begins_small(first) {
                layer.small.open(first);
            }
            key.clear();
            push_lower(first, &mut key);
            layer.all.open(&key);
            match layer.forms.get_mut(&key) {
                Some(forms) => add(forms, text, entry),
                None => drop(layer.forms.insert(key.clone(), vec![Form::new(text, entry)])),
            }
        }
        layer
    }

    /// The longest form that begins at the word.
    fn longest<'i>(&'i self, line: &Line<'_>, word: &Word<'_>, key: &mut Key) -> Option<Match<'i>> {
        if !self.may_begin(word.first) {
            return None;
        }
        let forms = self.forms.get(key.of(word))?;
        let rest = line.text.get(word.start..)?;
        let behind = Glance::at(rest.get(word.first.len()..)?);
        forms.iter().filter(|form| behind.may_be(form.behind)).find_map(|form| {
            let len = match prefix(rest, &form.text, false) {
                Some(len) => Some(len),
                None if line.may_fold(word) => folded_prefix(rest, &form.text),
                None => None,
            }?;
            let span = Span::new(word.start, word.start + len);
            let end = end_token(line.text, line.tokens, word.at, span.end())?;
            let is_word = (line.all_caps || is_shouted(word.first)) && is_common_in_capitals(span.of(line.text));
            (!is_word).then_some(Match { tokens: word.at..end, span, entries: &form.entries })
        })
    }

    /// Whether a form may begin with the word. Where it is not all of ASCII, small letters may be longer than capitals.
    fn may_begin(&self, first: &str) -> bool {
        if begins_small(first) {
            self.small.is_open(first)
        } else {
            !first.is_empty() && (!first.is_ascii() || self.all.is_open(first))
        }
    }
}

/// A sentence in which forms are looked for.
struct Line<'t> {
    text: &'t str,
    tokens: &'t [Token],
    all_caps: bool,
    /// How many tokens from the start on may stand in capitals for other letters.
    open: usize,
}

impl<'t> Line<'t> {
    /// Nothing if there are no tokens.
    fn new(text: &'t str, tokens: &'t [Token], zone: Zone) -> Option<Self> {
        let all_caps = is_all_caps(whole(tokens)?.of(text));
        let is_open = all_caps || matches!(zone, Zone::Title | Zone::Dateline);
        let open = if is_open { tokens.len() } else { opening_capitals(text, tokens) };
        Some(Self { text, tokens, all_caps, open })
    }

    fn may_fold(&self, word: &Word<'_>) -> bool {
        word.at < self.open || is_shouted(word.printed)
    }
}

/// A token at which a form may begin.
struct Word<'t> {
    at: usize,
    start: usize,
    printed: &'t str,
    first: &'t str,
}

/// The first word of one token at a time in small letters, made once a layer asks for it.
#[derive(Default)]
struct Key {
    small: String,
    of: Option<usize>,
}

impl Key {
    fn of(&mut self, word: &Word<'_>) -> &str {
        if self.of != Some(word.at) {
            self.of = Some(word.at);
            self.small.clear();
            push_lower(word.first, &mut self.small);
        }
        &self.small
    }
}

/// Looks for the forms of all layers in one walk over the words; the matches of each layer do not overlap.
fn search<'i, const N: usize>(line: &Line<'_>, layers: [&'i Layer; N], mut found: [&mut Vec<Match<'i>>; N]) {
    let (mut next, mut key) = ([0; N], Key::default());
    for (at, token) in line.tokens.iter().enumerate().filter(|(_, token)| token.kind != TokenKind::Punctuation) {
        let printed = token.span.of(line.text);
        let word = Word { at, start: token.span.start(), printed, first: first_word(printed) };
        for ((layer, found), next) in layers.iter().zip(&mut found).zip(&mut next) {
            if at < *next {
                continue;
            }
            if let Some(hit) = layer.longest(line, &word, &mut key) {
                *next = hit.tokens.end;
                found.push(hit);
            }
        }
    }
}

/// Adds a meaning to the forms of one first word, of which the shortest stand last.
fn add(forms: &mut Vec<Form>, text: Cow<'static, str>, entry: Entry) {
    let mut as_long = forms.iter_mut().rev().take_while(|form| form.text.len() == text.len());
    match as_long.find(|form| form.text == text) {
        Some(form) => form.entries.push(entry),
        None => forms.push(Form::new(text, entry)),
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

fn begins_small(word: &str) -> bool {
    word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
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
