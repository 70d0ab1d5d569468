//! Quantities: "5,000 km", "30 tonnes", "1.2 million barrels", "three square kilometres".

use super::decimal::Decimal;
use super::numerals::amount;
use super::scan::{Found, Scan};
use super::units::{glued, unit};
use crate::model::{EntityType, Mention};
use crate::stages::recognize::{Recognizer, RecognizerDoc, SentenceCx};

/// Measures with their unit.
#[derive(Clone, Copy, Debug)]
pub struct Quantities;

static DOC: RecognizerDoc = RecognizerDoc {
    name: "quantities",
    what: "Measures, with the number and the symbol of the unit as value.",
    example: "The road is 5,000 km long and carries 30 tonnes of grain.",
    finds: &[("5,000 km", EntityType::Quantity), ("30 tonnes", EntityType::Quantity)],
    not_for: "Counts of people and things (numbers), time (durations) and money.",
};

impl Recognizer for Quantities {
    fn doc(&self) -> &'static RecognizerDoc {
        &DOC
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        super::recognize_kinds(sentence, &[super::Kind::Quantity], out);
    }
}

/// The measure that begins at this token.
pub fn quantity(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if let Some(found) = one_token(scan, at) {
        return Some(found);
    }
    let amount = amount(scan, at, false, |at| at)?;
    let unit = unit(scan, scan.past_joint(amount.end))?;
    let text = amount.show(|number| number.shift(unit.exponent).unwrap_or(number).to_string());
    let text = text.map(|number| format!("{number} {}", unit.symbol));
    let found = Found::plain(unit.end, EntityType::Quantity, text);
    Some(if amount.is_range() { found.subtype("range") } else { found })
}

/// `500km`.
fn one_token(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let text = scan.text(at);
    let unit_at =
        text.find(|char: char| !(char.is_ascii_digit() || matches!(char, '.' | ','))).filter(|_| scan.is_number(at))?;
    let (digits, symbol) = text.split_at_checked(unit_at)?;
    let unit = glued(symbol)?;
    let number = Decimal::parse(digits).and_then(|number| number.shift(unit.exponent));
    Some(Found::plain(at + 1, EntityType::Quantity, number.map(|number| format!("{number} {}", unit.symbol))))
}
