//! Values: the right span with the right value, harmless differences of writing apart.

use std::collections::BTreeMap;

use super::counts::Counts;
use crate::eval::gold::{GoldDocument, GoldMention};
use crate::model::EntityType;
use crate::text::Span;

/// Adds the values of one document. What gold leaves without a value counts for nothing on either side, nor does a mention
/// for which the system claims no value.
pub(super) fn add(scores: &mut BTreeMap<EntityType, Counts>, gold: &GoldDocument, system: &GoldDocument) {
    let (expected, found) = (values(gold), values(system));
    for ((span, entity_type), value) in &expected {
        let Some(value) = value else { continue };
        let counts = scores.entry(*entity_type).or_default();
        counts.gold += 1;
        let claimed = found.get(&(*span, *entity_type)).and_then(Option::as_ref);
        counts.right += u64::from(claimed.is_some_and(|claimed| is_same(*entity_type, claimed, value)));
    }
    for (key, _) in found.iter().filter(|(_, value)| value.is_some()) {
        if expected.get(key) != Some(&None) {
            scores.entry(key.1).or_default().system += 1;
        }
    }
}

type Values = BTreeMap<(Span, EntityType), Option<String>>;

fn values(document: &GoldDocument) -> Values {
    let of = |mention: &GoldMention| ((mention.span, mention.entity_type), mention.value.clone());
    document.mentions.iter().filter(|mention| !mention.entity_type.is_linked()).map(of).collect()
}

/// Whether two values say the same. How they are written does not count: `T17` and `T17:00:00`, `3.50` and `3.5`, `km²` and
/// `km2`, `199` (TIMEX3) and `199X` (ISO 8601-2); nor does the offset of a time zone that only one side has, nor the sign
/// of a fiscal year.
pub(super) fn is_same(entity_type: EntityType, one: &str, other: &str) -> bool {
    let (mut one_sides, mut other_sides) = (one.trim().split('/'), other.trim().split('/'));
    loop {
        match (one_sides.next(), other_sides.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if is_same_side(entity_type, one, other) => {}
            _ => return false,
        }
    }
}

fn is_same_side(entity_type: EntityType, one: &str, other: &str) -> bool {
    match entity_type {
        EntityType::Date => date(one) == date(other),
        EntityType::Time => {
            let ((one, zone), (other, other_zone)) = (clock(one), clock(other));
            one == other && (zone == other_zone || zone.is_empty() || other_zone.is_empty())
        }
        _ => one.split(' ').map(word).eq(other.split(' ').map(word)),
    }
}

/// Without the sign of a fiscal year, which guidelines differ on, and without the open digits of a decade or century.
fn date(value: &str) -> &str {
    let value = value.strip_prefix("FY").unwrap_or(value);
    let digits = value.trim_end_matches('X');
    if value.len() == 4 && matches!(digits.len(), 2 | 3) { digits } else { value }
}

/// A day and a time in full, and the zone behind them.
fn clock(value: &str) -> (String, String) {
    let Some((day, time)) = value.split_once('T').filter(|(day, _)| !day.starts_with('P')) else {
        return (value.to_owned(), String::new());
    };
    let is_zone = |c: char| matches!(c, 'Z' | '+' | '-');
    let (time, zone) = time.split_at(time.find(is_zone).unwrap_or(time.len()));
    let time = match time.len() {
        2 if time.bytes().all(|byte| byte.is_ascii_digit()) => format!("{time}:00"),
        8 if time.ends_with(":00") => time[..5].to_owned(),
        _ => time.to_owned(),
    };
    (format!("{day}T{time}"), zone.replace("+00:00", "Z"))
}

/// A number without zeros that say nothing, or a unit in the writing that `etl` has.
fn word(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && word.contains('.') {
        return word.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    match word {
        "l" | "litre" | "litres" | "liters" => "L".to_owned(),
        "tonne" | "tonnes" | "ton" | "tons" => "t".to_owned(),
        "nm" | "NM" => "nmi".to_owned(),
        _ => word.replace('²', "2").replace('³', "3").replace('^', ""),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::eval::gold::parse_markup;

    fn document(body: &str) -> GoldDocument {
        parse_markup(Path::new("x.gold"), &format!("form: x\npublished: none\n\n{body}\n")).unwrap()
    }

    #[test]
    fn writing_does_not_count() {
        for (entity_type, one, other) in [
            (EntityType::Time, "2022-05-10T17", "2022-05-10T17:00"),
            (EntityType::Time, "T17:00:00", "T17:00"),
            (EntityType::Time, "T09:30+00:00", "T09:30Z"),
            (EntityType::Time, "T09:30-04:00", "T09:30"),
            (EntityType::Time, "T09/T10", "T09:00+01:00/T10:00+01:00"),
            (EntityType::Date, "FY2017/2018", "2017/2018"),
            (EntityType::Date, "199", "199X"),
            (EntityType::Date, "18", "18XX"),
            (EntityType::Percent, "3.50", "3.5"),
            (EntityType::Money, "USD 3.0", "USD 3"),
            (EntityType::Cardinal, "3.0/4.50", "3/4.5"),
            (EntityType::Quantity, "5.0 km", "5 km"),
            (EntityType::Quantity, "5 km²", "5 km2"),
            (EntityType::Quantity, "5 l", "5 L"),
        ] {
            assert!(is_same(entity_type, one, other) && is_same(entity_type, other, one), "{one}");
        }
        for (entity_type, one, other) in [
            (EntityType::Time, "T17:30", "T17:00"),
            (EntityType::Time, "T17:00", "2022-05-10T17:00"),
            (EntityType::Time, "T17:00+01:00", "T17:00+02:00"),
            (EntityType::Time, "T17:00/T18:00", "T17:00"),
            (EntityType::Time, "PT2H", "PT20H"),
            (EntityType::Date, "2020", "202X"),
            (EntityType::Date, "2022-01-20", "2022-01-20/2022-01-21"),
            (EntityType::Date, "XXXX", "2020"),
            (EntityType::Cardinal, "100", "1"),
            (EntityType::Money, "USD 3", "EUR 3"),
            (EntityType::Quantity, "5 km", "5 km2"),
        ] {
            assert!(!is_same(entity_type, one, other), "{one}");
        }
        assert!(is_same(EntityType::Time, "2011-03-14TMO", "2011-03-14TMO"));
    }

    #[test]
    fn a_value_counts_where_gold_has_one() {
        let gold = document("[Monday|DATE 2022-05-09], [soon|DATE], [May|DATE 2022-05], [3%|PERCENT 3].");
        let system = document("[Monday|DATE 2022-05-16], [soon|DATE 2022], [May|DATE], [3%|PERCENT 3.0].");
        let mut scores = BTreeMap::new();
        add(&mut scores, &gold, &system);
        assert_eq!(scores[&EntityType::Date], Counts { gold: 2, system: 1, right: 0 });
        assert_eq!(scores[&EntityType::Percent], Counts { gold: 1, system: 1, right: 1 });
        let spurious = document("Monday, soon, [May|DATE 2022-05], 3%.");
        add(&mut scores, &document("Monday, soon, May, 3%."), &spurious);
        assert_eq!(scores[&EntityType::Date], Counts { gold: 2, system: 2, right: 0 });
    }
}
