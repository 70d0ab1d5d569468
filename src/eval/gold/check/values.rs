//! What a value of each type may look like: ISO 8601, TIMEX3, decimals, amounts.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::model::EntityType;

/// Whether the value is one that the guidelines know.
pub(super) fn is_value(entity_type: EntityType, value: &str) -> bool {
    match entity_type {
        EntityType::Date => is_set(value) || each_side(value, is_duration) || each_side(value, is_day_or_period),
        EntityType::Time => each_side(value, is_duration) || each_side(value, is_time),
        EntityType::Money => MONEY.is_match(value),
        EntityType::Percent => each_side(value, |side| SIGNED.is_match(side)),
        EntityType::Quantity => QUANTITY.is_match(value),
        EntityType::Ordinal => value.bytes().all(|byte| byte.is_ascii_digit()),
        EntityType::Cardinal => each_side(value, |side| SIGNED.is_match(side)),
        _ => false,
    }
}

fn pattern(pattern: &str) -> Regex {
    // The patterns are constants, and the tests below use each.
    Regex::new(&format!("^(?:{pattern})$")).expect("a pattern that compiles")
}

static MONEY: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Z]{3} [0-9]+(\.[0-9]+)?(/[0-9]+(\.[0-9]+)?)?"));
static SIGNED: LazyLock<Regex> = LazyLock::new(|| pattern(r"-?[0-9]+(\.[0-9]+)?"));
static QUANTITY: LazyLock<Regex> = LazyLock::new(|| pattern(r"-?[0-9]+(\.[0-9]+)?(/-?[0-9]+(\.[0-9]+)?)? [^ ]+"));
static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"-?[0-9]{4}(-(0[1-9]|1[0-2])|-Q[1-4]|-H[12]|-(SP|SU|FA|WI)|-W(0[1-9]|[1-4][0-9]|5[0-3]))?|[0-9]{3}X|[0-9]{2}XX",
    )
});
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"([01][0-9]|2[0-4])(:[0-5][0-9](:[0-5][0-9])?)?(Z|[+-][0-9]{2}:?[0-9]{2})?|MO|MI|AF|EV|NI|DT")
});
static DURATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"P([0-9]+(\.[0-9]+)?[YMWD])+(T([0-9]+(\.[0-9]+)?[HMS])+)?|PT([0-9]+(\.[0-9]+)?[HMS])+|P(X[YMWD]|TX[HMS])")
});
/// TIMEX3 sets, whose year is not one: `XXXX-WXX-5`, every Friday.
static SET: LazyLock<Regex> = LazyLock::new(|| pattern(r"XXXX(-[0-9XW]{1,3}){1,2}(T[0-9:]+)?"));

fn is_duration(value: &str) -> bool {
    DURATION.is_match(value)
}

fn is_set(value: &str) -> bool {
    SET.is_match(value)
}

/// A value, or the two ends of a range.
fn each_side(value: &str, is_valid: impl Fn(&str) -> bool) -> bool {
    match value.split_once('/') {
        Some((first, last)) => is_valid(first) && is_valid(last),
        None => is_valid(value),
    }
}

fn is_day_or_period(value: &str) -> bool {
    PERIOD.is_match(value) || is_day(value)
}

fn is_day(value: &str) -> bool {
    value.len() == "2022-05-12".len() && value.parse::<Date>().is_ok()
}

/// `2022-05-10T17:00`, `T17:00`, `2022-05-10TMO`.
fn is_time(value: &str) -> bool {
    value.split_once('T').is_some_and(|(day, time)| (day.is_empty() || is_day(day)) && TIME.is_match(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_of_the_guidelines_are_values() {
        for (entity_type, values) in [
            (
                EntityType::Date,
                "2022-05-12 2022-05 2021 2021-Q3 2021-H1 2021-SU 199X 19XX 2022-W19 2022-05-10/2022-05-12 1989/1994 P3D \
                 P1Y6M P60Y XXXX-WXX-5 PXY P25Y/P40Y",
            ),
            (EntityType::Time, "2022-05-10T17:00 T17:00 T17 PT2H PT1H30M 2011-03-14TMO T09:00/T10:30 P1DT2H"),
            (EntityType::Percent, "3.5 3/4 -2"),
            (EntityType::Ordinal, "30"),
            (EntityType::Cardinal, "1234 2.5 30/40"),
        ] {
            for value in values.split_whitespace() {
                assert!(is_value(entity_type, value), "{} {value}", entity_type.as_str());
            }
        }
        assert!(is_value(EntityType::Money, "USD 3500000") && is_value(EntityType::Money, "EUR 3.5/4"));
        assert!(is_value(EntityType::Quantity, "5000 km") && is_value(EntityType::Quantity, "3/4 km²"));
    }

    #[test]
    fn others_are_none() {
        for (entity_type, values) in [
            (EntityType::Date, "2022-13 2022-02-30 May 22-05-12 2022-Q5 2022-05-12/ 2022-W54 P P3 3D T17:00 P3D/2022"),
            (EntityType::Time, "17:00 T25:00 2022-05-12 T17:60 PT PT2"),
            (EntityType::Money, "USD 3500000"),
            (EntityType::Percent, "3.5% three 3."),
            (EntityType::Quantity, "5000"),
            (EntityType::Ordinal, "30th 1.5"),
            (EntityType::Cardinal, "1,234"),
            (EntityType::Person, "1"),
        ] {
            for value in values.split_whitespace() {
                assert!(!is_value(entity_type, value), "{} {value}", entity_type.as_str());
            }
        }
    }
}
