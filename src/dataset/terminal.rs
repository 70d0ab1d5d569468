//! Text of unknown origin made safe and measurable for a terminal.

use std::borrow::Cow;

/// The text with its control characters written out (`\n`, `\u{1b}`), so that no text can steer a terminal; likewise the
/// marks that change the direction of writing, with which a text could pretend to say something else.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => escaped.extend(c.escape_default()),
            c if is_unsafe(c) => escaped.extend(c.escape_unicode()),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Columns that the text takes on a terminal, about: East Asian characters take two.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// The text cut to a number of columns, with `…` where something is left out.
pub(super) fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut left = columns.saturating_sub(1);
    let mut cut = String::new();
    for c in text.chars() {
        match left.checked_sub(char_width(c)) {
            Some(rest) => left = rest,
            None => break,
        }
        cut.push(c);
    }
    cut.push('…');
    Cow::Owned(cut)
}

fn char_width(c: char) -> usize {
    let wide = matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}');
    1 + usize::from(wide)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_escaped_steers_a_terminal(text in any::<String>()) {
            let escaped = escape(&text);
            prop_assert!(!escaped.chars().any(is_unsafe));
            prop_assert!(text.contains(is_unsafe) || escaped == text);
        }

        #[test]
        fn what_is_fitted_fits(text in "[a-z中 ]{0,30}", columns in 1usize..40) {
            let fitted = fit(&text, columns);
            prop_assert!(width(&fitted) <= columns);
            prop_assert!(width(&text) > columns || fitted == text);
        }
    }

    #[test]
    fn an_escape_sequence_is_shown() {
        assert_eq!(escape("Minsk\u{1b}[2J\n"), "Minsk\\u{1b}[2J\\n");
    }
}
