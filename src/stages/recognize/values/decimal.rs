//! Exact decimal numbers: what "3.5 million" is worth, without a float anywhere.

use std::fmt;

/// A number that is not negative: `units` divided by ten to the power of `places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    units: u128,
    places: u32,
}

impl Decimal {
    pub fn from_units(units: u128) -> Self {
        Self { units, places: 0 }
    }

    /// Reads `1234`, `1,234.5`, `0.5` and the Indian grouping `1,00,000`. Nothing where commas do not group, where a
    /// comma or a period could mean either thing, or where there are more than 30 digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (text, None),
        };
        if !is_grouped(whole) || fraction.is_some_and(|digits| !is_digits(digits)) {
            return None;
        }
        let digits = whole.bytes().chain(fraction.unwrap_or_default().bytes()).filter(u8::is_ascii_digit);
        if digits.clone().count() > 30 {
            return None;
        }
        let units = digits.fold(0u128, |units, digit| units * 10 + u128::from(digit - b'0'));
        Some(Self { units, places: fraction.map_or(0, |digits| digits.len() as u32) })
    }

    /// Times ten to the power of `exponent`.
    pub fn shift(self, exponent: u32) -> Option<Self> {
        let absorbed = exponent.min(self.places);
        let factor = 10u128.checked_pow(exponent - absorbed)?;
        Some(Self { units: self.units.checked_mul(factor)?, places: self.places - absorbed })
    }

    pub fn times(self, factor: u128) -> Option<Self> {
        Some(Self { units: self.units.checked_mul(factor)?, places: self.places })
    }

    /// Divided by ten to the power of `exponent`.
    pub fn unshift(self, exponent: u32) -> Self {
        Self { units: self.units, places: self.places.saturating_add(exponent) }
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let (left, right) = (self.with_places(places)?, other.with_places(places)?);
        Some(Self { units: left.checked_add(right)?, places })
    }

    /// Whether the number is smaller than the other; false where the two cannot be compared in 128 bits.
    pub fn is_below(self, other: Self) -> bool {
        let places = self.places.max(other.places);
        matches!((self.with_places(places), other.with_places(places)), (Some(left), Some(right)) if left < right)
    }

    /// The number if it is whole and small enough.
    pub fn whole(self) -> Option<i64> {
        let divisor = 10u128.checked_pow(self.places)?;
        self.units.is_multiple_of(divisor).then(|| i64::try_from(self.units / divisor).ok()).flatten()
    }

    fn with_places(self, places: u32) -> Option<u128> {
        self.units.checked_mul(10u128.checked_pow(places.checked_sub(self.places)?)?)
    }
}

/// Without leading or trailing zeros that say nothing: `1234.5`, `0.5`, `3000000`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.places as usize + 1;
        let digits = format!("{:0width$}", self.units);
        let (whole, fraction) = digits.split_at_checked(digits.len() - self.places as usize).unwrap_or((&digits, ""));
        match fraction.trim_end_matches('0') {
            "" => f.write_str(whole),
            fraction => write!(f, "{whole}.{fraction}"),
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Plain digits, or groups of three (in the Indian way, groups of two before the last three).
fn is_grouped(text: &str) -> bool {
    let mut groups = text.split(',').rev();
    let Some(last) = groups.next() else { return false };
    if !text.contains(',') {
        return is_digits(last);
    }
    let rest: Vec<&str> = groups.collect();
    let Some((first, inner)) = rest.split_last() else { return false };
    let all = |width| inner.iter().all(|group| group.len() == width && is_digits(group));
    let western = all(3) && first.len() <= 3;
    let indian = all(2) && first.len() <= 2;
    last.len() == 3 && is_digits(last) && is_digits(first) && (western || indian)
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn printing_and_reading_again_gives_the_same_number(units in 0u128..10u128.pow(29), places in 0u32..20) {
            let number = Decimal { units, places };
            let printed = number.to_string();
            let read = Decimal::parse(&printed).unwrap();
            prop_assert_eq!(read.to_string(), printed);
            prop_assert!(!read.is_below(number) && !number.is_below(read));
        }

        #[test]
        fn nothing_panics(text in "[0-9.,]{0,60}", exponent in 0u32..200) {
            if let Some(number) = Decimal::parse(&text) {
                let _ = number.shift(exponent).and_then(|shifted| shifted.plus(number)).map(Decimal::whole);
                let _ = number.unshift(exponent).whole();
            }
        }
    }

    #[test]
    fn groups_and_fractions() {
        let shown = |text| Decimal::parse(text).map(|number| number.to_string());
        assert_eq!(shown("1,234.50").as_deref(), Some("1234.5"));
        assert_eq!(shown("1,00,000").as_deref(), Some("100000"));
        assert_eq!(shown("3,5"), None);
        assert_eq!(shown("1.2.3"), None);
        assert_eq!(shown("1,23,45"), None);
        assert_eq!(Decimal::parse("3.25").unwrap().shift(6).unwrap().to_string(), "3250000");
        assert_eq!(Decimal::parse("50").unwrap().unshift(2).to_string(), "0.5");
    }
}
