//! The two plain forms of a name: the clean one for people and the folded one for keys.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The canonical key of a name: what two spellings of one name have in common.
///
/// Lower case; no leading article; no possessive; one space between words; hyphens, slashes, brackets and commas are
/// spaces; periods and quotation marks are gone; `&` is `and`; every apostrophe is `'` and stands only inside a word.
/// Diacritics of the Latin, Greek and Cyrillic scripts are dropped, because the same person is printed with and without
/// them, often in one document (López, Lopez); the key is never shown, so nothing is lost to the reader. Marks of other
/// scripts stay, since there they are letters. Folding twice changes nothing.
///
/// ```
/// use communique::stages::resolve::fold_name;
/// assert_eq!(fold_name("The\u{2002}Côte d’Ivoire’s"), "cote d'ivoire");
/// assert_eq!(fold_name("Kim Jong-un"), fold_name("KIM JONG UN"));
/// ```
pub fn fold_name(name: &str) -> String {
    if is_plain(name) {
        return without_article_and_possessive(name).to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(name.len());
    if name.is_ascii() {
        // Most names have nothing to take apart or to compose.
        name.chars().for_each(|character| push_folded(&mut folded, character.to_ascii_lowercase()));
    } else {
        letters(name).for_each(|character| push_folded(&mut folded, character));
    }
    // Composed only now: a period that is dropped may bring two marks together, whose order is then fixed.
    let composed = if folded.is_ascii() { folded } else { folded.nfc().collect() };
    let spaced = drop_outer_apostrophes(&composed);
    without_article_and_possessive(&spaced).to_owned()
}

/// Whether the name is words of ASCII letters and digits with one space between them, as most are.
fn is_plain(name: &str) -> bool {
    let mut last = b' ';
    let words = name.bytes().all(|byte| {
        let fits = byte.is_ascii_alphanumeric() || byte == b' ' && last != b' ';
        last = byte;
        fits
    });
    words && last != b' '
}

/// The name as shown to analysts: single spaces, no leading `the`, no possessive, no quotation marks around it.
///
/// Case, diacritics and hyphens stay as printed. The Hague keeps its article, which is part of the name.
pub(super) fn clean_name(printed: &str) -> String {
    let spaced = with_single_spaces(printed);
    let quotes = ['"', '“', '”', '„', '«', '»', ',', ';', ':'];
    let mut name = spaced.trim_matches(quotes).trim();
    for ending in ["'s", "’s", "'S", "’S"] {
        name = name.strip_suffix(ending).unwrap_or(name);
    }
    name = name.trim_end_matches(['\'', '’']).trim_end();
    if name.eq_ignore_ascii_case("the hague") { name.to_owned() } else { without_the(name).to_owned() }
}

/// Most names are printed so.
fn with_single_spaces(printed: &str) -> Cow<'_, str> {
    let mut last = ' ';
    let is_plain = printed.chars().all(|char| {
        let fits = !char.is_whitespace() || char == ' ' && last != ' ';
        last = char;
        fits
    });
    if is_plain && last != ' ' {
        printed.into()
    } else {
        printed.split_whitespace().collect::<Vec<_>>().join(" ").into()
    }
}

/// Lower-case letters without their diacritics, and all other characters; decomposed.
fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().flat_map(char::to_lowercase).nfd().filter(|character| !is_diacritic(*character))
}

/// The block Combining Diacritical Marks.
fn is_diacritic(character: char) -> bool {
    ('\u{300}'..='\u{36F}').contains(&character)
}

fn push_folded(folded: &mut String, character: char) {
    match character {
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'ı' => folded.push('i'),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        '&' => folded.push_str(" and "),
        '\'' | '’' | '‘' | '`' | '´' | 'ʻ' | 'ʼ' | 'ʾ' | 'ʿ' => folded.push('\''),
        '.' | '"' | '“' | '”' | '„' | '«' | '»' => {}
        other if is_separator(other) => folded.push(' '),
        other => folded.push(other),
    }
}

fn is_separator(character: char) -> bool {
    use GeneralCategoryGroup::{Other, Punctuation, Separator, Symbol};
    !character.is_ascii_alphanumeric()
        && matches!(character.general_category_group(), Punctuation | Separator | Symbol | Other)
}

/// Single spaces, and no apostrophe at either end of a word.
fn drop_outer_apostrophes(folded: &str) -> String {
    let words = folded.split_whitespace().map(|word| word.trim_matches('\'')).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn without_article_and_possessive(folded: &str) -> &str {
    let mut name = folded;
    loop {
        let shorter = without_the(name.strip_suffix("'s").unwrap_or(name)).trim_end_matches('\'');
        if shorter.len() == name.len() {
            return name;
        }
        name = shorter;
    }
}

/// The article, and the space behind it.
const THE: &str = "the ";

/// Without a leading `the`, whatever its case; a name that is nothing else keeps it.
fn without_the(name: &str) -> &str {
    match name.split_at_checked(THE.len()) {
        Some((article, rest)) if article.eq_ignore_ascii_case(THE) => rest,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::{clean_name, fold_name};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(name in "\\PC{0,30}") {
            let once = fold_name(&name);
            prop_assert_eq!(fold_name(&once), once);
        }

        #[test]
        fn names_that_look_like_articles_and_possessives_fold_once(name in "(the|The|s|'s|’|'| |-|\\.|a){0,8}") {
            let once = fold_name(&name);
            prop_assert_eq!(fold_name(&once), once);
        }

        #[test]
        fn letter_case_and_width_of_spaces_do_not_matter(words in prop::collection::vec("[a-zàéøß]{1,6}", 1..4)) {
            let plain = words.join(" ");
            let shouted = words.join("\u{2002}\n").to_uppercase();
            prop_assert_eq!(fold_name(&plain), fold_name(&shouted));
        }

        #[test]
        fn a_key_never_holds_the_mark_that_joins_a_country(name in "\\PC{0,30}") {
            prop_assert!(!fold_name(&name).contains('|'));
        }
    }

    #[test]
    fn marks_that_a_dropped_period_brings_together_are_in_order() {
        let once = fold_name("\u{1a75}.\u{11d42}");
        assert_eq!(fold_name(&once), once);
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (left, right) in [
            ("the United States’", "UNITED  STATES"),
            ("Andrés Manuel López Obrador", "Andres Manuel Lopez Obrador"),
            ("Guinea‑Bissau", "Guinea-Bissau"),
            ("Sana’a", "Sanaʿa"),
            ("U.S.", "US"),
            ("Trade & Industry", "Trade and Industry"),
            ("Łódź", "Lodz"),
        ] {
            assert_eq!(fold_name(left), fold_name(right), "{left} / {right}");
        }
    }

    #[test]
    fn marks_that_are_letters_stay() {
        assert_eq!(fold_name("नई दिल्ली"), "नई दिल्ली");
        assert_eq!(fold_name("서울"), "서울");
    }

    #[test]
    fn the_clean_name_keeps_case_and_marks() {
        assert_eq!(clean_name("the  Côte\nd’Ivoire’s"), "Côte d’Ivoire");
        assert_eq!(clean_name("The Hague"), "The Hague");
        assert_eq!(clean_name("United States’"), "United States");
        assert_eq!(clean_name("“Belt and Road”"), "Belt and Road");
    }
}
