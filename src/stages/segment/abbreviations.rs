//! Which periods belong to their word: the lexicon's abbreviations and dotted acronyms.

use rustc_hash::FxHashMap;

use crate::lexicon::{AbbreviationKind, Lexicon};

/// Longer forms than this are not looked up, so that a lookup takes constant time.
const MAX_FORM_BYTES: usize = 16;

/// The abbreviations of the lexicon, by form.
#[derive(Clone, Debug)]
pub(super) struct Abbreviations {
    kinds: FxHashMap<String, AbbreviationKind>,
}

impl Abbreviations {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut kinds = FxHashMap::default();
        for row in &lexicon.abbreviations {
            kinds.insert(row.form.to_owned(), row.kind);
        }
        // A form as written wins over a variant of another form: `MS.` is its own row, not `Ms.` in capitals.
        for row in lexicon.abbreviations.iter().filter(|row| row.form.chars().count() > 2) {
            for variant in [capitalized(row.form), row.form.to_uppercase()] {
                kinds.entry(variant).or_insert(row.kind);
            }
        }
        Self { kinds }
    }

    /// The longest abbreviation that `text` begins with: its length in bytes and its kind.
    ///
    /// A lower-case letter right after it means that the period is inside a longer word.
    pub(super) fn longest(&self, text: &str) -> Option<(usize, AbbreviationKind)> {
        let mut found = None;
        for (at, c) in text.char_indices() {
            if at >= MAX_FORM_BYTES || !(c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '°' | 'º')) {
                break;
            }
            if c != '.' {
                continue;
            }
            let (form, rest) = text.split_at_checked(at + 1)?;
            if rest.chars().next().is_some_and(char::is_lowercase) {
                continue;
            }
            if let Some(kind) = self.kinds.get(form) {
                found = Some((form.len(), *kind));
            }
        }
        found
    }
}

fn capitalized(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Length of a dotted acronym at the start of `text` (`U.S.`, `a.m.`, `U.S` before a space), at least two letters.
pub(super) fn dotted_acronym(text: &str) -> Option<usize> {
    let mut letters = 0;
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, letter)) = chars.next_if(|(_, c)| c.is_alphabetic()) {
        match chars.peek() {
            Some((_, '.')) => {
                chars.next();
                letters += 1;
                end = at + letter.len_utf8() + 1;
            }
            // A longer word begins here: `U.S.Senate`.
            Some((_, next)) if next.is_alphanumeric() => break,
            _ => {
                letters += 1;
                end = at + letter.len_utf8();
                break;
            }
        }
    }
    (letters >= 2).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_form_wins_and_case_varies() {
        let table = Abbreviations::new(Lexicon::embedded());
        assert_eq!(table.longest("Ph.D. in law"), Some((5, AbbreviationKind::MayEnd)));
        assert_eq!(table.longest("Mr.Smith"), Some((3, AbbreviationKind::BeforeName)));
        assert_eq!(table.longest("SEN. FEINSTEIN"), Some((4, AbbreviationKind::BeforeName)));
        assert_eq!(table.longest("Vs. them"), Some((3, AbbreviationKind::Inner)));
        assert_eq!(table.longest("mar. the"), None, "a month has a capital");
        assert_eq!(table.longest("co.uk"), None);
        assert_eq!(table.longest("policy. The"), None);
    }

    #[test]
    fn acronyms_need_two_letters() {
        assert_eq!(dotted_acronym("U.S. Senate"), Some(4));
        assert_eq!(dotted_acronym("U.S.Senate"), Some(4));
        assert_eq!(dotted_acronym("U.S attorney"), Some(3));
        assert_eq!(dotted_acronym("D.P.R.K.,"), Some(8));
        assert_eq!(dotted_acronym("J. Smith"), None);
        assert_eq!(dotted_acronym("A.Lukashenko"), None);
    }

    #[test]
    fn every_form_of_the_lexicon_ends_in_a_period_and_is_found() {
        let lexicon = Lexicon::embedded();
        let table = Abbreviations::new(lexicon);
        assert!(lexicon.abbreviations.len() >= 300);
        for row in &lexicon.abbreviations {
            assert_eq!(table.longest(row.form), Some((row.form.len(), row.kind)), "{}", row.form);
        }
    }
}
