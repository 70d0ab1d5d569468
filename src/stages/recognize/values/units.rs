//! Units of measure as words and as symbols.

use super::scan::Scan;

/// A unit that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The token after it.
    pub end: usize,
    /// `km`, `km2`, `bbl/d`.
    pub symbol: String,
    /// Power of ten that the unit brings along: `bcm` are a billion cubic metres.
    pub exponent: u32,
}

/// Words of a unit and its symbol; words in any case.
static WORDS: &[(&[&str], &str)] = &[
    (&["kilometer", "kilometers", "kilometre", "kilometres", "kms"], "km"),
    (&["meter", "meters", "metre", "metres"], "m"),
    (&["centimeter", "centimeters", "centimetre", "centimetres"], "cm"),
    (&["millimeter", "millimeters", "millimetre", "millimetres"], "mm"),
    (&["mile", "miles"], "mi"),
    (&["foot", "feet"], "ft"),
    (&["inch", "inches"], "in"),
    (&["yard", "yards"], "yd"),
    (&["kilogram", "kilograms", "kilogramme", "kilogrammes", "kilo", "kilos", "kgs"], "kg"),
    (&["gram", "grams", "gramme", "grammes"], "g"),
    (&["milligram", "milligrams"], "mg"),
    (&["ton", "tons", "tonne", "tonnes"], "t"),
    (&["kiloton", "kilotons"], "kt"),
    (&["megaton", "megatons", "megatonne", "megatonnes"], "Mt"),
    (&["pound", "pounds", "lbs"], "lb"),
    (&["ounce", "ounces"], "oz"),
    (&["carat", "carats"], "ct"),
    (&["litre", "litres", "liter", "liters"], "L"),
    (&["millilitre", "millilitres", "milliliter", "milliliters"], "mL"),
    (&["gallon", "gallons"], "gal"),
    (&["barrel", "barrels"], "bbl"),
    (&["bushel", "bushels"], "bu"),
    (&["hectare", "hectares"], "ha"),
    (&["acre", "acres"], "acre"),
    (&["kilowatt", "kilowatts"], "kW"),
    (&["megawatt", "megawatts"], "MW"),
    (&["gigawatt", "gigawatts"], "GW"),
    (&["terawatt", "terawatts"], "TW"),
    (&["watt", "watts"], "W"),
    (&["volt", "volts"], "V"),
    (&["knot", "knots"], "kn"),
    (&["hertz"], "Hz"),
    (&["gigabyte", "gigabytes"], "GB"),
    (&["terabyte", "terabytes"], "TB"),
    (&["degree", "degrees"], "deg"),
];

/// Symbols as they are printed; of those with one letter only metres are told apart from other letters.
const SYMBOLS: &[&str] = &[
    "km", "km2", "cm", "mm", "m2", "m3", "kg", "mg", "ft", "lb", "kW", "MW", "GW", "TW", "kWh", "MWh", "GWh", "TWh",
    "kV", "mph", "ha", "Mt", "kt", "GB", "TB", "Mbps", "Gbps", "MHz", "GHz", "nmi",
];

/// Symbols that stand for another, with the power of ten that they bring along.
const SHORT: &[(&str, &str, u32)] = &[
    ("km²", "km2", 0),
    ("m²", "m2", 0),
    ("m³", "m3", 0),
    ("sqkm", "km2", 0),
    ("bcm", "m3", 9),
    ("mcm", "m3", 6),
    ("bpd", "bbl/d", 0),
    ("kph", "km/h", 0),
    ("kmph", "km/h", 0),
    ("°C", "°C", 0),
    ("°F", "°F", 0),
    ("℃", "°C", 0),
];

/// The unit at this token.
pub fn unit(scan: &Scan<'_>, at: usize) -> Option<Measure> {
    let of = |end, symbol: &str| Measure { end, symbol: symbol.to_owned(), exponent: 0 };
    let measure = degrees(scan, at)
        .or_else(|| short(scan.text(at)).map(|measure| Measure { end: at + 1, ..measure }))
        .or_else(|| powered(scan, at))
        .or_else(|| sea_mile(scan, at).map(|end| of(end, "nmi")))
        .or_else(|| {
            let word_at = at + usize::from(scan.is_one_of(at, &["metric", "short", "long", "troy"]));
            plain(scan, word_at).map(|symbol| of(word_at + 1, symbol))
        })?;
    Some(per_time(scan, with_second(scan, measure)))
}

/// The unit of `500km`, glued to its digits.
pub fn glued(symbol: &str) -> Option<Measure> {
    let plain = SYMBOLS.iter().find(|known| **known == symbol);
    plain.map(|symbol| Measure { end: 0, symbol: (*symbol).to_owned(), exponent: 0 }).or_else(|| short(symbol))
}

fn short(text: &str) -> Option<Measure> {
    let (_, symbol, exponent) = SHORT.iter().find(|(printed, ..)| *printed == text)?;
    Some(Measure { end: 0, symbol: (*symbol).to_owned(), exponent: *exponent })
}

fn plain(scan: &Scan<'_>, at: usize) -> Option<&'static str> {
    let word = scan.text(at);
    if let Some(symbol) = SYMBOLS.iter().find(|symbol| **symbol == word) {
        return Some(symbol);
    }
    if word == "m" && (!scan.is_word(at + 1) || scan.is_one_of(at + 1, AFTER_METRES)) {
        return Some("m");
    }
    let is_word = scan.is_word(at) && (scan.is_lower(at) || scan.in_title());
    WORDS.iter().filter(|_| is_word).find(|(words, _)| scan.is_one_of(at, words)).map(|(_, symbol)| *symbol)
}

/// Words after `400 m` that make metres of it, and no millions.
const AFTER_METRES: &[&str] = &[
    "in",
    "long",
    "high",
    "deep",
    "wide",
    "tall",
    "above",
    "below",
    "from",
    "race",
    "final",
    "hurdles",
    "sprint",
    "freestyle",
    "relay",
    "and",
    "to",
    "at",
    "of",
];

/// "square kilometres", "cubic metres", "sq km", "sq. miles".
fn powered(scan: &Scan<'_>, at: usize) -> Option<Measure> {
    let power = match scan.text(at) {
        word if word.eq_ignore_ascii_case("square") || matches!(word, "sq" | "sq.") => '2',
        word if word.eq_ignore_ascii_case("cubic") || matches!(word, "cu" | "cu.") => '3',
        _ => return None,
    };
    let unit_at = at + 1 + usize::from(scan.text(at + 1) == ".");
    let unit_at = scan.past_joint(unit_at);
    let bare = ["m", "mi"].into_iter().find(|symbol| *symbol == scan.text(unit_at));
    let symbol = plain(scan, unit_at).or(bare)?;
    Some(Measure { end: unit_at + 1, symbol: format!("{symbol}{power}"), exponent: 0 })
}

/// "nautical miles", "nautical-mile".
fn sea_mile(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let mile_at = scan.past_joint(at + 1);
    (scan.is(at, "nautical") && scan.is_one_of(mile_at, &["mile", "miles"])).then_some(mile_at + 1)
}

/// `°C` of two tokens, "degrees Celsius".
fn degrees(scan: &Scan<'_>, at: usize) -> Option<Measure> {
    let sign = matches!(scan.text(at), "°" | "º");
    let word = scan.is_one_of(at, &["degrees", "degree"]);
    let symbol = match scan.text(at + 1) {
        "C" | "C." if sign || word => "°C",
        "F" | "F." if sign || word => "°F",
        scale if word && (scale.eq_ignore_ascii_case("celsius") || scale.eq_ignore_ascii_case("centigrade")) => "°C",
        scale if word && scale.eq_ignore_ascii_case("fahrenheit") => "°F",
        _ => return None,
    };
    Some(Measure { end: at + 2, symbol: symbol.to_owned(), exponent: 0 })
}

/// "acre-feet", "kilowatt-hours", "megawatt hours".
fn with_second(scan: &Scan<'_>, measure: Measure) -> Measure {
    let next = scan.past_joint(measure.end);
    let second = match measure.symbol.as_str() {
        "acre" if scan.is_one_of(next, &["feet", "foot"]) => "-ft",
        "kW" | "MW" | "GW" | "TW" | "W" if scan.is_one_of(next, &["hour", "hours"]) => "h",
        _ => return measure,
    };
    Measure { end: next + 1, symbol: measure.symbol + second, ..measure }
}

/// "barrels per day", `b/d`, "kilometres per hour", `km/h`; "a day" is no part of the measure.
fn per_time(scan: &Scan<'_>, measure: Measure) -> Measure {
    let of_time = scan.is(measure.end, "per") || scan.text(measure.end) == "/";
    let time = match (measure.symbol.as_str(), scan.text(measure.end + 1)) {
        ("bbl" | "m3" | "gal" | "L" | "t" | "ft3", "day" | "d") => "/d",
        ("km" | "mi" | "L" | "t", "hour" | "h") => "/h",
        ("m" | "m3" | "L" | "km", "second" | "s") => "/s",
        ("t" | "m3" | "bbl", "year") => "/y",
        _ => return measure,
    };
    if !of_time {
        return measure;
    }
    Measure { end: measure.end + 2, symbol: measure.symbol + time, ..measure }
}
