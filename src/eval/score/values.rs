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
        counts.right += u64::from(claimed == Some(value));
    }
    for (key, _) in found.iter().filter(|(_, value)| value.is_some()) {
        if expected.get(key) != Some(&None) {
            scores.entry(key.1).or_default().system += 1;
        }
    }
}

type Values = BTreeMap<(Span, EntityType), Option<String>>;

fn values(document: &GoldDocument) -> Values {
    let of = |mention: &GoldMention| {
        ((mention.span, mention.entity_type), mention.value.as_deref().map(|value| normal(mention.entity_type, value)))
    };
    document.mentions.iter().filter(|mention| !mention.entity_type.is_linked()).map(of).collect()
}

/// One writing of values that mean the same: `T17` and `T17:00:00` are `T17:00`, `3.50` is `3.5`.
pub(super) fn normal(entity_type: EntityType, value: &str) -> String {
    let side = |side: &str| match entity_type {
        EntityType::Date | EntityType::Time => point(side),
        _ => side.split(' ').map(number).collect::<Vec<_>>().join(" "),
    };
    value.trim().split('/').map(side).collect::<Vec<_>>().join("/")
}

fn point(value: &str) -> String {
    let Some((day, time)) = value.split_once('T').filter(|(day, _)| !day.starts_with('P')) else {
        return value.to_owned();
    };
    let is_zone = |c: char| matches!(c, 'Z' | '+' | '-');
    let (time, zone) = time.split_at(time.find(is_zone).unwrap_or(time.len()));
    let zone = zone.replace("+00:00", "Z");
    let time = match time.len() {
        2 if time.bytes().all(|byte| byte.is_ascii_digit()) => format!("{time}:00"),
        8 if time.ends_with(":00") => time[..5].to_owned(),
        _ => time.to_owned(),
    };
    format!("{day}T{time}{zone}")
}

fn number(word: &str) -> String {
    let is_decimal = word.contains('.') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_decimal { word.trim_end_matches('0').trim_end_matches('.').to_owned() } else { word.to_owned() }
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
            (EntityType::Time, "T09/T10", "T09:00/T10:00"),
            (EntityType::Percent, "3.50", "3.5"),
            (EntityType::Money, "USD 3.0", "USD 3"),
            (EntityType::Cardinal, "3.0/4.50", "3/4.5"),
            (EntityType::Quantity, "5.0 km", "5 km"),
        ] {
            assert_eq!(normal(entity_type, one), normal(entity_type, other), "{one}");
        }
        for (entity_type, one, other) in [
            (EntityType::Time, "T17:30", "T17:00"),
            (EntityType::Time, "T17:00", "2022-05-10T17:00"),
            (EntityType::Time, "PT2H", "PT20H"),
            (EntityType::Date, "2020", "202"),
            (EntityType::Cardinal, "100", "1"),
            (EntityType::Money, "USD 3", "EUR 3"),
        ] {
            assert_ne!(normal(entity_type, one), normal(entity_type, other), "{one}");
        }
        assert_eq!(normal(EntityType::Time, "2011-03-14TMO"), "2011-03-14TMO");
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
