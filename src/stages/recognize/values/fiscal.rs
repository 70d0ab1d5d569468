//! Fiscal years: "fiscal year 2008", "FY 2017-18", "the 2008 fiscal year". Without days, for each country begins its own.

use super::points::year_number;
use super::scan::{Found, Scan, integer};
use super::words::{Lex, Unit};
use crate::model::{EntityType, Grain, Value};

/// "fiscal year 2008", "FY 2008", "fiscal 2008", "financial year 2017-18": `FY2008`, `FY2017/2018`.
pub fn fiscal(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let has_noun = is_year(scan, at + 1);
    if scan.is(at, "financial") && !has_noun {
        return None;
    }
    let year_at = if has_noun { at + 2 } else { at + 1 };
    let year = year_number(scan, year_at)?;
    Some(of_years(scan, year_at + 1, &year.to_string()))
}

/// `FY2008`, `FY08`, `FY2017-18`.
pub fn fiscal_code(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let digits = scan.text(at).strip_prefix("FY").filter(|digits| integer(digits).is_some())?;
    match digits.len() {
        4 => Some(of_years(scan, at + 1, digits)),
        2 => Some(of_years(scan, at + 1, &format!("20{digits}"))),
        _ => None,
    }
}

/// "2008 fiscal year", "2017-18 financial year".
pub fn year_then_fiscal(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let year = integer(scan.text(at)).filter(|year| (1900..=2100).contains(year))?;
    let found = of_years(scan, at + 1, &year.to_string());
    let is_fiscal = scan.lex(found.end) == Some(Lex::Fiscal) && is_year(scan, found.end + 1);
    is_fiscal.then(|| Found { end: found.end + 2, ..found })
}

fn is_year(scan: &Scan<'_>, at: usize) -> bool {
    scan.lex(at) == Some(Lex::Unit(Unit::Year))
}

/// The fiscal year that this year opens or is, with the one that closes it where it is printed: `2017-18`.
fn of_years(scan: &Scan<'_>, end: usize, year: &str) -> Found {
    let value = |text| Some(Value { text, days: None, grain: Some(Grain::Year) });
    match closing_year(scan, end, year) {
        Some(closing) => Found::new(end + 2, EntityType::Date, value(format!("FY{year}/{closing}"))),
        None => Found::new(end, EntityType::Date, value(format!("FY{year}"))),
    }
}

fn closing_year(scan: &Scan<'_>, sign_at: usize, year: &str) -> Option<i32> {
    let is_sign = matches!(scan.text(sign_at), "-" | "–" | "/") && scan.is_glued(sign_at) && scan.is_glued(sign_at + 1);
    let (first, last) = (integer(year)?, scan.integer(sign_at + 1).filter(|_| is_sign)?);
    let closing = if scan.text(sign_at + 1).len() == 2 { first - first % 100 + last } else { last };
    (closing == first + 1).then_some(closing)
}
