//! How wide a text is on a terminal.

use std::borrow::Cow;

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
        fn what_is_fitted_fits(text in "[a-z中 ]{0,30}", columns in 1usize..40) {
            let fitted = fit(&text, columns);
            prop_assert!(width(&fitted) <= columns);
            prop_assert!(width(&text) > columns || fitted == text);
        }
    }
}
