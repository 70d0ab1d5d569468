//! Money: `$3 million`, `US$ 3.5bn`, "20 million euros", `RMB 5 billion`, `$1.2-1.5 billion`.
//!
//! The value is the ISO 4217 code and an exact decimal, `USD 3000000`; a range has two, `USD 1200000000/1500000000`.
//! A bare `$` is read as the dollar of the United States and says so: subtype `assumed_usd` and a lower score. A sign
//! or a name of several currencies of which none is meant as a rule (`¥`, "pesos") has no value.

use super::currencies::{Currency, is_doubtful_code, of_code, of_glued_letters, of_name, of_prefixed_sign, of_sign};
use super::decimal::Decimal;
use super::numerals::{Amount, Form, Numeral, amount, numeral, with_suffix};
use super::scan::{Found, Scan};
use super::words::Lex;
use crate::model::{EntityType, Mention};
use crate::stages::recognize::{Recognizer, RecognizerDoc, SentenceCx};

/// Amounts of money.
#[derive(Clone, Copy, Debug)]
pub struct Money;

static DOC: RecognizerDoc = RecognizerDoc {
    name: "money",
    what: "Amounts of money, with the ISO 4217 code and a decimal as value.",
    example: "The loan of US$3.5 million adds to 20 million euros of aid.",
    finds: &[("US$3.5 million", EntityType::Money), ("20 million euros", EntityType::Money)],
    not_for: "Amounts whose currency is not printed (numbers).",
};

impl Recognizer for Money {
    fn doc(&self) -> &'static RecognizerDoc {
        &DOC
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        super::recognize_kinds(sentence, &[super::Kind::Money], out);
    }
}

/// The amount of money that begins at this token.
pub fn money(scan: &Scan<'_>, at: usize) -> Option<Found> {
    after_sign(scan, at)
        .or_else(|| after_letters(scan, at))
        .or_else(|| before_name(scan, at))
        .or_else(|| uncounted(scan, at))
}

/// The sign or code at this token, and the token after it.
fn sign(scan: &Scan<'_>, at: usize) -> Option<(Currency, usize)> {
    if let Some(currency) = of_sign(scan.text(at)) {
        return Some((currency, at + 1));
    }
    if !scan.is_word(at) || !scan.is_capital(at) {
        return None;
    }
    let is_spaced = matches!(scan.text(at), "US" | "U.S.");
    match of_prefixed_sign(scan.text(at), scan.text(at + 1)).filter(|_| scan.is_glued(at + 1) || is_spaced) {
        Some(currency) => Some((currency, at + 2)),
        None => of_code(scan.text(at)).map(|currency| (currency, at + 1)),
    }
}

/// `$3 million`, `USD 20,000`, `$5 to $10 million`, also with the currency named again: "$3 million dollars".
fn after_sign(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (currency, number_at) = sign(scan, at)?;
    let is_figures = scan.is_number(number_at);
    let past_sign = |at| sign(scan, at).map_or(at, |(_, end)| end);
    let amount = is_figures.then(|| amount(scan, number_at, true, past_sign)).flatten()?;
    let amount = without_count(scan, amount, numeral(scan, number_at, true)?);
    if is_doubtful_code(scan.text(at)) && !is_surely_amount(amount.form, scan.text(number_at)) {
        return None;
    }
    let again = name(scan, amount.end).filter(|(again, _)| again.minor == 0);
    let (currency, end) = match again {
        Some((again, end)) if again.assumed.is_none() && currency.assumed.is_some() => (again, end),
        Some((_, end)) => (currency, end),
        None => (currency, amount.end),
    };
    Some(found(&Amount { end, ..amount }, currency))
}

/// `N38bn`, `R2.5 billion`, `RM35`: the letters and the digits are one word. Where they could be a name (`R2`, `N95`), the
/// amount must have a scale or separators.
fn after_letters(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let word = scan.text(at);
    let digits_at = word.find(|char: char| char.is_ascii_digit()).filter(|_| scan.is_word(at))?;
    let (letters, digits) = word.split_at_checked(digits_at)?;
    let currency = of_glued_letters(letters)?;
    let mut printed = digits.to_owned();
    let mut end = at + 1;
    while matches!(scan.text(end), "." | ",") && scan.is_glued(end) && scan.is_glued(end + 1) && scan.is_number(end + 1)
    {
        printed.push_str(scan.text(end));
        printed.push_str(scan.text(end + 1));
        end += 2;
    }
    let numeral = with_suffix(scan, &printed, end)?;
    let is_amount = is_surely_amount(numeral.form, &printed) || letters.len() > 1 && !is_doubtful_code(letters);
    let amount = Amount { end: numeral.end, low: numeral.value, high: None, form: numeral.form };
    (is_amount && numeral.value != Some(Decimal::from_units(0))).then(|| found(&amount, currency))
}

/// "$1,200 to 10,400 pupils": what counts the pupils is no end of a range of money.
fn without_count(scan: &Scan<'_>, amount: Amount, first: Numeral) -> Amount {
    let counts =
        amount.is_range() && scan.is(first.end, "to") && scan.is_number(first.end + 1) && scan.is_plural(amount.end);
    if counts { Amount { end: first.end, low: first.value, high: None, form: first.form } } else { amount }
}

/// Whether the number has a scale or separators, as no number of a page or a meeting has.
fn is_surely_amount(form: Form, printed: &str) -> bool {
    form == Form::Compound || printed.contains(',')
}

/// "20 million euros", "5-million-dollar", "three Swiss francs", "50 cents".
fn before_name(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let amount = amount(scan, at, false, |at| at)?;
    let (currency, end) = name(scan, scan.past_joint(amount.end)).or_else(|| doubtful(scan, &amount))?;
    Some(found(&Amount { end, ..amount }, currency))
}

/// The name of a currency at this token, with its adjective, and the token after it.
fn name(scan: &Scan<'_>, at: usize) -> Option<(Currency, usize)> {
    if !scan.is_word(at) {
        return None;
    }
    let first = scan.text(at).to_lowercase();
    if let Some(currency) = of_name("", &first) {
        return Some((currency, at + 1));
    }
    let second = scan.is_word(at + 1).then(|| scan.text(at + 1).to_lowercase())?;
    if let Some(currency) = of_name(&first, &second).filter(|currency| currency.minor == 0) {
        return Some((currency, at + 2));
    }
    let third = scan.is_word(at + 2).then(|| scan.text(at + 2).to_lowercase())?;
    of_name(&format!("{first} {second}"), &third)
        .filter(|currency| currency.minor == 0)
        .map(|currency| (currency, at + 3))
}

/// "5 million pounds" and "5 billion won" are money, "20 pounds" is a weight, and "3 won" a verb.
fn doubtful(scan: &Scan<'_>, amount: &Amount) -> Option<(Currency, usize)> {
    let of = |code, flag| Currency { code: Some(code), assumed: flag, minor: 0 };
    if amount.form != Form::Compound {
        return scan
            .is_one_of(amount.end, &["pounds", "pound"])
            .then(|| scan.is(amount.end + 1, "sterling").then_some((of("GBP", None), amount.end + 2)))
            .flatten();
    }
    match scan.text(amount.end) {
        "pounds" if scan.is(amount.end + 1, "sterling") => Some((of("GBP", None), amount.end + 2)),
        "pounds" if !scan.is(amount.end + 1, "of") => Some((of("GBP", Some("assumed_gbp")), amount.end + 1)),
        "won" => Some((of("KRW", None), amount.end + 1)),
        _ => None,
    }
}

/// "millions of dollars", "several billion euros": money that nobody counted, without a value.
fn uncounted(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let plural = scan.is_one_of(at, &["thousands", "millions", "billions", "trillions"]) && scan.is(at + 1, "of");
    let several = scan.lex(at) == Some(Lex::Vague) && matches!(scan.lex(at + 1), Some(Lex::Scale(_) | Lex::Hundred));
    let mut name_at = if plural || several { at + 2 } else { return None };
    if several && matches!(scan.lex(name_at), Some(Lex::Scale(_))) {
        name_at += 1;
    }
    let (_, end) = name(scan, name_at)?;
    Some(Found::plain(end, EntityType::Money, None))
}

fn found(amount: &Amount, currency: Currency) -> Found {
    let text = amount.show(|number| number.unshift(currency.minor).to_string());
    let value = currency.code.zip(text).map(|(code, text)| format!("{code} {text}"));
    let found = Found::plain(amount.end, EntityType::Money, value);
    match currency.assumed {
        Some(flag) => found.subtype(flag).inferred(),
        None if amount.is_range() => found.subtype("range"),
        None => found,
    }
}
