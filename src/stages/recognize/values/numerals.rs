//! Numerals in digits and words, with their scale, and the ranges of two of them.

use super::decimal::Decimal;
use super::scan::Scan;
use super::words::Lex;

/// How a numeral is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One token of digits, `1,234.5`.
    Digits,
    /// Several tokens of digits that lost their separators, `100 000`.
    Spaced,
    /// One word, "three".
    Word,
    /// With a scale or of several words: "3 million", "twenty-one", "a hundred", `3.5bn`.
    Compound,
}

/// A numeral that was read.
#[derive(Clone, Copy, Debug)]
pub struct Numeral {
    /// The token after its last one.
    pub end: usize,
    /// Nothing where the print can be read in two ways: `3,5`, `1 4` with a lost point.
    pub value: Option<Decimal>,
    pub form: Form,
}

impl Numeral {
    fn in_scale(self, exponent: u32) -> Self {
        Self { value: self.value.and_then(|value| value.shift(exponent)), form: Form::Compound, ..self }
    }
}

/// One numeral or a range of two.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    pub end: usize,
    pub low: Option<Decimal>,
    /// The upper end of a range.
    pub high: Option<Option<Decimal>>,
    pub form: Form,
}

impl Amount {
    pub fn is_range(&self) -> bool {
        self.high.is_some()
    }

    /// `30`, or `3/5` for a range, each end printed by `show`.
    pub fn show(&self, show: impl Fn(Decimal) -> String) -> Option<String> {
        let low = show(self.low?);
        match self.high {
            None => Some(low),
            Some(high) => Some(format!("{low}/{}", show(high?))),
        }
    }
}

/// The numeral at this token. Letters glued to digits count as a scale where they can mean nothing else (`3.5bn`);
/// with `money`, also `3m` and `20k`.
pub fn numeral(scan: &Scan<'_>, at: usize, money: bool) -> Option<Numeral> {
    if scan.is_number(at) { digits(scan, at, money) } else { words(scan, at) }
}

/// The amount at this token: one numeral, or two joined by "to", "or", "and" after "between", or a hyphen. A scale after the
/// second belongs to the first as well where that gives a rising range: "$1.2-1.5 billion". `sign` is the position
/// after a sign that may stand before the second numeral, such as `$`.
pub fn amount(scan: &Scan<'_>, at: usize, money: bool, sign: impl Fn(usize) -> usize) -> Option<Amount> {
    let first = numeral(scan, at, money)?;
    let single = Amount { end: first.end, low: first.value, high: None, form: first.form };
    let between = scan.is(first.end, "and") && before_signs_is_between(scan, at);
    let either = scan.is(first.end, "or") && matches!(first.form, Form::Digits | Form::Word);
    let Some(second_at) = scan.past_range_sign(first.end).or((between || either).then_some(first.end + 1)) else {
        return Some(single);
    };
    let complete = first.form == Form::Compound || sign(second_at) != second_at;
    if complete && is_change(scan, at) {
        return Some(single);
    }
    let Some(second) = numeral(scan, sign(second_at), money) else { return Some(single) };
    let bare = leading_digits(scan, second_at, sign);
    let low = match (first.form, second.form, first.value, bare) {
        (Form::Digits | Form::Word, Form::Compound, Some(low), Some(bare)) if low.is_below(bare) => {
            scaled_like(low, bare, second.value)
        }
        _ => first.value,
    };
    match (low, second.value) {
        (Some(low), Some(high)) if !low.is_below(high) => Some(single),
        (low, high) => Some(Amount { end: second.end, low, high: Some(high), form: Form::Compound }),
    }
}

/// "rose from $5 million to $7 million": two amounts, no range.
pub fn is_change(scan: &Scan<'_>, at: usize) -> bool {
    (1..=3).any(|places| scan.before(at, places).eq_ignore_ascii_case("from"))
}

fn before_signs_is_between(scan: &Scan<'_>, at: usize) -> bool {
    (1..=3).any(|places| scan.before(at, places).eq_ignore_ascii_case("between"))
}

/// The second numeral without its scale.
fn leading_digits(scan: &Scan<'_>, at: usize, sign: impl Fn(usize) -> usize) -> Option<Decimal> {
    let at = sign(at);
    match scan.lex(at) {
        Some(Lex::Ones(ones)) => Some(Decimal::from_units(ones.into())),
        Some(Lex::Tens(tens)) => Some(Decimal::from_units(tens.into())),
        _ => split_suffix(scan.text(at), true).and_then(|(digits, _)| Decimal::parse(digits)),
    }
}

/// The first numeral in the scale of the second, whose digits alone are `bare` and whose worth is `full`.
fn scaled_like(low: Decimal, bare: Decimal, full: Option<Decimal>) -> Option<Decimal> {
    let full = full?;
    (0..=15)
        .find(|exponent| bare.shift(*exponent).is_some_and(|shifted| same(shifted, full)))
        .map_or(Some(low), |by| low.shift(by))
}

fn same(left: Decimal, right: Decimal) -> bool {
    !left.is_below(right) && !right.is_below(left)
}

fn digits(scan: &Scan<'_>, at: usize, money: bool) -> Option<Numeral> {
    let (printed, suffix) = split_suffix(scan.text(at), money)?;
    let mut numeral = Numeral { end: at + 1, value: Decimal::parse(printed), form: Form::Digits };
    if let Some(exponent) = suffix {
        return Some(numeral.in_scale(exponent));
    }
    numeral = spaced(scan, at).unwrap_or(numeral);
    Some(with_scales(scan, numeral))
}

/// The numeral of money whose digits, with the suffix they may have (`38bn`), are printed before the token `end`.
pub fn with_suffix(scan: &Scan<'_>, printed: &str, end: usize) -> Option<Numeral> {
    let (digits, suffix) = split_suffix(printed, true)?;
    let numeral = Numeral { end, value: Decimal::parse(digits), form: Form::Digits };
    Some(match suffix {
        Some(exponent) => numeral.in_scale(exponent),
        None => with_scales(scan, numeral),
    })
}

/// `3.5bn` into `3.5` and its power of ten; digits alone have none, other letters are no numeral.
fn split_suffix(token: &str, money: bool) -> Option<(&str, Option<u32>)> {
    let letters = token.find(|char: char| !(char.is_ascii_digit() || matches!(char, '.' | ',')));
    let (digits, suffix) = token.split_at_checked(letters.unwrap_or(token.len()))?;
    let is = |name: &str| suffix.eq_ignore_ascii_case(name);
    let exponent = match suffix {
        "" => None,
        _ if is("bn") => Some(9),
        _ if is("mn") || is("mln") => Some(6),
        _ if is("tn") || is("trn") => Some(12),
        _ if money && is("k") => Some(3),
        _ if money && is("m") => Some(6),
        _ if money && is("b") => Some(9),
        _ => return None,
    };
    digits.ends_with(|char: char| char.is_ascii_digit()).then_some((digits, exponent))
}

/// `1 000 000` and `100 000`: groups of three after one to three digits. `1 4 percent` and `10 2 billion` have lost
/// their point: one numeral, whose value nobody can prove.
pub fn spaced(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    let first = scan.text(at);
    if first.len() > 3 || scan.integer(at).is_none() || is_group_before(scan, at) {
        return None;
    }
    let is_group = |at: usize| scan.integer(at).is_some() && !scan.is_glued(at);
    let end = (at + 1..scan.len()).find(|next| !(is_group(*next) && scan.text(*next).len() == 3)).unwrap_or(scan.len());
    if end > at + 1 && !first.starts_with('0') && !scan.is_number(end) {
        let value = (at + 1..end)
            .try_fold(Decimal::parse(first)?, |value, group| value.shift(3)?.plus(Decimal::parse(scan.text(group))?));
        return Some(Numeral { end, value, form: Form::Spaced });
    }
    let lost_point = is_group(at + 1) && scan.text(at + 1).len() <= 2 && is_scaled(scan, at + 2);
    lost_point.then_some(Numeral { end: at + 2, value: None, form: Form::Spaced })
}

/// Whether digits stand before that could belong to the same numeral; a year does not.
fn is_group_before(scan: &Scan<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| scan.integer(before).is_some() && scan.text(before).len() != 4)
}

/// Whether a scale or "percent" stands here: what a numeral with a fraction is followed by.
fn is_scaled(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.lex(at), Some(Lex::Scale(_))) || scan.is_one_of(at, &["percent", "%"])
}

/// Adds the scale words that follow: "3 million", "5-million", "2 lakh crore".
fn with_scales(scan: &Scan<'_>, mut numeral: Numeral) -> Numeral {
    for _ in 0..2 {
        let at = scan.past_joint(numeral.end);
        let exponent = match scan.lex(at) {
            Some(Lex::Hundred) => 2,
            Some(Lex::Scale(exponent)) => exponent,
            _ => break,
        };
        numeral.end = at + 1;
        numeral.value = numeral.value.and_then(|value| value.shift(exponent));
        numeral.form = Form::Compound;
    }
    numeral
}

/// The sum that number words build up, as in "two hundred and five thousand".
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    total: u128,
    group: u128,
    /// Power of ten of the last scale.
    scale: Option<u32>,
    parts: usize,
}

impl Sum {
    /// Adds the next word, if the language allows it there.
    fn add(self, word: Lex) -> Option<Self> {
        let parts = self.parts + 1;
        let free = self.group % 100;
        match word {
            Lex::Ones(ones) if free == 0 || (free >= 20 && free.is_multiple_of(10) && (1..10).contains(&ones)) => {
                Some(Self { group: self.group + u128::from(ones), parts, ..self })
            }
            Lex::Tens(tens) if free == 0 => Some(Self { group: self.group + u128::from(tens), parts, ..self }),
            Lex::Hundred if (1..100).contains(&self.group) => Some(Self { group: self.group * 100, parts, ..self }),
            Lex::Dozen if self.total == 0 && (1..100).contains(&self.group) => {
                Some(Self { group: self.group * 12, parts, ..self })
            }
            Lex::Scale(exponent) if self.group > 0 && self.scale.is_none_or(|last| exponent < last) => {
                let worth = self.group.checked_mul(10u128.checked_pow(exponent)?)?;
                Some(Self { total: self.total.checked_add(worth)?, group: 0, scale: Some(exponent), parts })
            }
            _ => None,
        }
    }
}

fn words(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    if let Some(numeral) = counted_by_article(scan, at) {
        return Some(numeral);
    }
    let mut sum = Sum::default();
    let mut end = at;
    while end < scan.len() {
        let next = next_word(scan, end, &sum);
        match scan.lex(next).and_then(|word| sum.add(word)) {
            Some(longer) => (sum, end) = (longer, next + 1),
            None => break,
        }
    }
    let value = Decimal::from_units(sum.total.checked_add(sum.group)?);
    let form = if sum.parts > 1 { Form::Compound } else { Form::Word };
    (sum.parts > 0).then_some(Numeral { end, value: Some(value), form })
}

/// Past the hyphen of "twenty-one" and the "and" of "three hundred and five".
fn next_word(scan: &Scan<'_>, at: usize, sum: &Sum) -> usize {
    let joins_tens = sum.parts > 0 && scan.is_joint(at);
    let adds = sum.group >= 100 && sum.group.is_multiple_of(100) || sum.group == 0 && sum.scale == Some(3);
    let small = matches!(scan.lex(at + 1), Some(Lex::Ones(_) | Lex::Tens(_)));
    let then_scale = matches!(scan.lex(at + 2), Some(Lex::Hundred | Lex::Scale(_)));
    if joins_tens || adds && scan.is(at, "and") && small && !then_scale { at + 1 } else { at }
}

/// "a hundred", "a million", "a dozen", "half a billion".
fn counted_by_article(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    let half = scan.lex(at) == Some(Lex::Half);
    let article = if half { at + 1 } else { at };
    let known = match (scan.lex(article)?, scan.lex(article + 1)?) {
        (Lex::Article, Lex::Hundred) => Decimal::from_units(100),
        (Lex::Article, Lex::Dozen) => Decimal::from_units(12),
        (Lex::Article, Lex::Scale(exponent)) => Decimal::from_units(1).shift(exponent)?,
        _ => return None,
    };
    let value = if half { known.times(5).map(|five| five.unshift(1)) } else { Some(known) };
    let numeral = Numeral { end: article + 2, value, form: Form::Compound };
    Some(with_scales(scan, numeral))
}
