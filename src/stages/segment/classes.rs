//! What a character is to the segmenter: letter, digit, mark, end of a sentence, quotation mark, bracket.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// How a character takes part in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Letter,
    Digit,
    /// Combining marks and joiners: part of the token before them, whatever it is.
    Mark,
    /// Characters of scripts that put no space between words: a token each.
    Ideograph,
    Symbol,
}

pub(super) fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Class::Letter,
            '0'..='9' => Class::Digit,
            _ if c.is_whitespace() => Class::Space,
            _ => Class::Symbol,
        };
    }
    if c.is_whitespace() {
        return Class::Space;
    }
    if is_ideograph(c) {
        return Class::Ideograph;
    }
    match c.general_category_group() {
        GeneralCategoryGroup::Letter => Class::Letter,
        GeneralCategoryGroup::Number => Class::Digit,
        GeneralCategoryGroup::Mark => Class::Mark,
        _ if matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') => Class::Mark,
        _ => Class::Symbol,
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '＇')
}

/// Marks that may end a sentence where a space follows.
pub(super) fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '։' | '።') || ends_without_space(c)
}

/// Marks that end a sentence whether or not a space follows.
pub(super) fn ends_without_space(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '．' | '｡' | '।' | '॥')
}

/// Marks that close a quotation. The straight ones close only where they touch the word before them.
pub(super) fn is_closing_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』' | '＂')
}

pub(super) fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '］' | '】' | '》' | '〉')
}

/// The bracket that opens what `c` closes; only for brackets whose inside is guarded.
pub(super) fn opening_of(c: char) -> Option<char> {
    Some(match c {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '）' => '（',
        '】' => '【',
        _ => return None,
    })
}

pub(super) fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '【' | '《' | '〈')
}

/// Marks that may stand before the first word of a sentence.
pub(super) fn is_opening(c: char) -> bool {
    is_opening_bracket(c)
        || is_dash(c)
        || matches!(c, '"' | '\'' | '“' | '‘' | '„' | '«' | '‹' | '「' | '『' | '¿' | '¡')
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

/// Marks that begin a point of a list wherever they stand.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '◦' | '‣' | '⁃' | '▪' | '▫' | '●' | '○' | '■' | '□' | '❖' | '➢' | '➤')
}
