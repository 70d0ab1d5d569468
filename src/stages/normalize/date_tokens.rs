//! The words, numbers and marks that dates are made of.

/// A piece of a line. Positions are bytes in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind<'t>,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// Digits: the value and how many there are.
    Number(u32, usize),
    /// Letters, as printed.
    Word(&'t str),
    /// Anything else but white space.
    Mark(char),
}

/// Cuts a line; digits and letters are apart, so that `20th` and `02Feb2005` fall into their parts.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let start = line.len() - rest.len();
        let length = if first.is_ascii_digit() {
            run(rest, |c| c.is_ascii_digit())
        } else if is_date_ideograph(first) {
            first.len_utf8()
        } else if first.is_alphabetic() {
            run(rest, |c| c.is_alphabetic() && !is_date_ideograph(c))
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let kind = if first.is_ascii_digit() {
            // Nine digits at most are a value; longer ones are no part of a date.
            Kind::Number(piece.parse().unwrap_or(u32::MAX), length)
        } else if first.is_alphabetic() {
            Kind::Word(piece)
        } else {
            Kind::Mark(first)
        };
        if !first.is_whitespace() {
            out.push(Token { kind, start, end: start + length });
        }
        rest = after;
    }
    out
}

fn run(text: &str, inside: impl Fn(char) -> bool) -> usize {
    text.find(|c| !inside(c)).unwrap_or(text.len())
}

/// Year, month, day, hour, minute in Chinese and Japanese.
fn is_date_ideograph(character: char) -> bool {
    matches!(character, '年' | '月' | '日' | '时' | '時' | '分')
}

/// The month of a name or an abbreviation of it, without its period.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_ascii_lowercase();
    let abbreviates = |full: &&str| lower == *full || (lower.len() == 3 && full.starts_with(&lower));
    let at = MONTHS.iter().position(abbreviates).or((lower == "sept").then_some(8))?;
    i8::try_from(at + 1).ok()
}

pub(super) fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const SHORT: [&str; 11] = ["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "weds"];
    DAYS.iter().chain(&SHORT).any(|day| word.eq_ignore_ascii_case(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Tokens are in order and hold all that is not white space.
        #[test]
        fn tokens_hold_the_line(line in "[a-c0-9é年月 ,./-]{0,30}") {
            let all = tokens(&line);
            let held: String = all.iter().map(|token| &line[token.start..token.end]).collect();
            prop_assert_eq!(held, line.split_whitespace().collect::<String>());
            prop_assert!(all.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }

    #[test]
    fn names_of_months() {
        assert_eq!(
            (month("Sept"), month("May"), month("FEB"), month("december")),
            (Some(9), Some(5), Some(2), Some(12))
        );
        assert_eq!((month("Marc"), month("ma"), month("Minsk")), (None, None, None));
    }
}
