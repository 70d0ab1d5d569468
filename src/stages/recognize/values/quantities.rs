//! Quantities: "5,000 km", "30 tonnes", "1.2 million barrels", "three square kilometres".

use super::numerals::amount;
use super::scan::{Found, Scan};
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

/// Words of a unit and its symbol; words in any case.
static WORDS: &[(&[&str], &str)] = &[
    (&["kilometer", "kilometers", "kilometre", "kilometres"], "km"),
    (&["meter", "meters", "metre", "metres"], "m"),
    (&["centimeter", "centimeters", "centimetre", "centimetres"], "cm"),
    (&["millimeter", "millimeters", "millimetre", "millimetres"], "mm"),
    (&["mile", "miles"], "mi"),
    (&["foot", "feet"], "ft"),
    (&["inch", "inches"], "in"),
    (&["yard", "yards"], "yd"),
    (&["kilogram", "kilograms", "kilogramme", "kilogrammes", "kilo", "kilos"], "kg"),
    (&["gram", "grams", "gramme", "grammes"], "g"),
    (&["ton", "tons", "tonne", "tonnes"], "t"),
    (&["pound", "pounds", "lbs"], "lb"),
    (&["ounce", "ounces"], "oz"),
    (&["litre", "litres", "liter", "liters"], "L"),
    (&["gallon", "gallons"], "gal"),
    (&["barrel", "barrels"], "bbl"),
    (&["bushel", "bushels"], "bu"),
    (&["hectare", "hectares"], "ha"),
    (&["acre", "acres"], "acre"),
    (&["kilowatt", "kilowatts"], "kW"),
    (&["megawatt", "megawatts"], "MW"),
    (&["gigawatt", "gigawatts"], "GW"),
    (&["watt", "watts"], "W"),
    (&["degrees"], "deg"),
];

/// Symbols as they are printed; a symbol of one letter is no unit in prose.
const SYMBOLS: &[&str] =
    &["km", "km2", "km²", "cm", "mm", "kg", "ft", "lb", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "mph", "ha"];

/// The measure that begins at this token.
pub fn quantity(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if let Some(found) = glued(scan, at) {
        return Some(found);
    }
    let amount = amount(scan, at, false, |at| at)?;
    let unit_at = scan.past_joint(amount.end);
    let (power, word_at) = match scan.text(unit_at) {
        "square" => ("2", unit_at + 1),
        "cubic" => ("3", unit_at + 1),
        _ => ("", if scan.is(unit_at, "metric") { unit_at + 1 } else { unit_at }),
    };
    let symbol = symbol(scan, word_at)?;
    let text = amount.show(|number| number.to_string()).map(|number| format!("{number} {symbol}{power}"));
    let found = Found::plain(word_at + 1, EntityType::Quantity, text);
    Some(if amount.is_range() { found.subtype("range") } else { found })
}

fn symbol(scan: &Scan<'_>, at: usize) -> Option<&'static str> {
    let word = scan.text(at);
    if let Some(symbol) = SYMBOLS.iter().find(|symbol| **symbol == word) {
        return Some(symbol);
    }
    let is_word = scan.is_word(at) && (scan.is_lower(at) || scan.in_title());
    WORDS.iter().filter(|_| is_word).find(|(words, _)| scan.is_one_of(at, words)).map(|(_, symbol)| *symbol)
}

/// `500km`, one token.
fn glued(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let text = scan.text(at);
    let digits = text.trim_end_matches(|char: char| !char.is_ascii_digit());
    let unit = text.get(digits.len()..)?;
    let symbol = SYMBOLS.iter().find(|symbol| **symbol == unit).filter(|_| scan.is_number(at))?;
    let number = super::decimal::Decimal::parse(digits);
    Some(Found::plain(at + 1, EntityType::Quantity, number.map(|number| format!("{number} {symbol}"))))
}
