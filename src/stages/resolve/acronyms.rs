//! Acronyms and the brackets that define them: "Shanghai Cooperation Organisation (SCO)", "SCO (Shanghai …)".

use super::fold_name;
use crate::model::Mention;
use crate::text::Span;

/// Longest acronym that brackets are searched for, in bytes.
const MAX_ACRONYM_BYTES: usize = 24;

/// Whether a name is printed as an acronym: one word of two to ten letters, more than half of them capitals.
pub fn is_acronym(printed: &str) -> bool {
    if printed.len() > MAX_ACRONYM_BYTES {
        return false;
    }
    let letters = printed.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = printed.chars().filter(|c| c.is_uppercase()).count();
    let one_word = printed.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '&' | '/'));
    one_word && (2..=10).contains(&letters) && capitals >= 2 && capitals * 2 > letters
}

/// The acronym in the brackets that follow directly, quotation marks left out: `… (SCO)`, `… ("SCO")`.
pub(super) fn bracketed_after(text: &str, span: Span) -> Option<Span> {
    let open = bracket_opens_after(text, span)?;
    let inside: usize =
        text.get(open..)?.chars().take(MAX_ACRONYM_BYTES).take_while(|c| *c != ')').map(char::len_utf8).sum();
    let close = open + inside;
    text.get(close..)?.starts_with(')').then_some(())?;
    let content = text.get(open..close)?;
    let quotes = ['"', '“', '”', '\'', '’', '‘'];
    let acronym = content.trim().trim_matches(quotes);
    let start = open + content.find(acronym)?;
    is_acronym(acronym).then(|| Span::new(start, start + acronym.len()))
}

/// Where the content begins, if a bracket opens directly after the span.
pub(super) fn bracket_opens_after(text: &str, span: Span) -> Option<usize> {
    let rest = text.get(span.end()..)?;
    let inner = rest.strip_prefix(" (").or_else(|| rest.strip_prefix('('))?;
    Some(text.len() - inner.len())
}

/// The long form that a recogniser has set as the name of an acronym.
pub(super) fn given_long_form<'a>(mention: &'a Mention, printed: &str) -> Option<&'a str> {
    let is_long_form = |name: &&str| fold_name(name) != fold_name(printed) && abbreviates(printed, name);
    mention.name.as_deref().filter(|_| is_acronym(printed)).filter(is_long_form)
}

/// Whether the letters of the acronym stand in the long form in this order, the first of them opening a word.
///
/// The alignment of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
/// text" (PSB 2003): from right to left, each letter at its last possible place.
pub(super) fn abbreviates(acronym: &str, long: &str) -> bool {
    let letters = |text: &str| -> Vec<char> { text.chars().flat_map(char::to_lowercase).collect() };
    let wanted: Vec<char> = letters(acronym).into_iter().filter(|c| c.is_alphanumeric()).collect();
    let long = letters(long);
    if wanted.is_empty() || long.len() <= wanted.len() {
        return false;
    }
    let mut left = long.len();
    for (position, letter) in wanted.iter().enumerate().rev() {
        let fits = |at: &usize| long.get(*at) == Some(letter) && (position > 0 || opens_word(&long, *at));
        match (0..left).rev().find(fits) {
            Some(at) => left = at,
            None => return false,
        }
    }
    true
}

fn opens_word(characters: &[char], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| characters.get(before)).is_none_or(|before| !before.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{abbreviates, bracketed_after, is_acronym};
    use crate::text::Span;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn initials_abbreviate_their_words(words in prop::collection::vec("[A-Z][a-z]{2,8}", 2..6)) {
            let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
            prop_assert!(abbreviates(&initials, &words.join(" ")));
        }

        #[test]
        fn brackets_of_any_text_are_read_without_harm(text in "[A-Z(). “”é]{0,40}", at in 0usize..40) {
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            if let Some(acronym) = bracketed_after(&text, Span::new(0, at)) {
                prop_assert!(is_acronym(acronym.of(&text)));
            }
        }
    }

    #[test]
    fn acronyms_are_told_from_words() {
        for acronym in ["SCO", "U.N.", "UNESCO", "DoD", "G-20", "MERCOSUR"] {
            assert_eq!(is_acronym(acronym), acronym != "G-20", "{acronym}");
        }
        for word in ["Senate", "World Bank", "A", "United"] {
            assert!(!is_acronym(word), "{word}");
        }
    }

    #[test]
    fn long_forms_are_checked() {
        assert!(abbreviates("SCO", "Shanghai Cooperation Organisation"));
        assert!(abbreviates("MFA", "Ministry of Foreign Affairs"));
        assert!(!abbreviates("IMF", "World Bank"));
    }
}
