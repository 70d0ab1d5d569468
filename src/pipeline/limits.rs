//! Whether too much went to quarantine, and what is told of it.

use std::fmt;

use serde::Serialize;

use crate::config::RunSettings;
use crate::dataset::CodeCount;
use crate::text::printable;

/// How many codes are told.
const TOLD: usize = 3;

/// A run with more records in quarantine than its settings allow.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BeyondLimit {
    pub records: u64,
    pub quarantined: u64,
    /// The settings that it is beyond, as they are written in the configuration.
    pub limits: Vec<String>,
    /// The most frequent codes.
    pub codes: Vec<CodeCount>,
}

/// The settings that a run is beyond, as they are written; none where it is within its limits.
pub(super) fn exceeded(settings: &RunSettings, records: u64, quarantined: u64) -> Vec<String> {
    let share = quarantined as f64 / records.max(1) as f64;
    let by_share = (share > settings.max_quarantined_fraction)
        .then(|| format!("run.max_quarantined_fraction = {:?}", settings.max_quarantined_fraction));
    let by_count = u64::try_from(settings.max_quarantined)
        .is_ok_and(|most| quarantined > most)
        .then(|| format!("run.max_quarantined = {}", settings.max_quarantined));
    by_share.into_iter().chain(by_count).collect()
}

impl BeyondLimit {
    pub(super) fn new(records: u64, quarantined: u64, limits: Vec<String>, mut codes: Vec<CodeCount>) -> Self {
        codes.truncate(TOLD);
        Self { records, quarantined, limits, codes }
    }
}

impl fmt::Display for BeyondLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { records, quarantined, limits, codes } = self;
        let share = *quarantined as f64 / (*records).max(1) as f64;
        write!(
            f,
            "{quarantined} of {records} records ({share:.4}) are in quarantine, beyond {}",
            limits.join(" and ")
        )?;
        for (at, CodeCount { code, records, example }) in codes.iter().enumerate() {
            write!(f, "{}{code} {records}", if at == 0 { ": most are " } else { ", " })?;
            if let Some(example) = example {
                write!(f, " (such as {})", printable(example))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn settings(fraction: f64, count: i64) -> RunSettings {
        RunSettings { max_quarantined_fraction: fraction, max_quarantined: count, ..RunSettings::default() }
    }

    #[test]
    fn each_limit_counts_by_itself() {
        assert_eq!(exceeded(&settings(0.25, -1), 4, 1), Vec::<String>::new());
        assert_eq!(exceeded(&settings(0.25, -1), 4, 2), ["run.max_quarantined_fraction = 0.25"]);
        assert_eq!(exceeded(&settings(1.0, 0), 4, 1), ["run.max_quarantined = 0"]);
        assert_eq!(exceeded(&settings(1.0, 1), 4, 1), Vec::<String>::new());
        assert_eq!(exceeded(&settings(0.0, 0), 4, 1).len(), 2);
    }

    proptest! {
        #[test]
        fn nothing_in_quarantine_is_beyond_no_limit(records in 0u64..100, fraction in 0.0f64..=1.0, count in -1i64..10) {
            prop_assert!(exceeded(&settings(fraction, count), records, 0).is_empty());
        }
    }

    #[test]
    fn it_names_the_most_frequent_codes_with_an_example_each() {
        let code = |code: &str, records, example: &str| CodeCount {
            code: code.into(),
            records,
            example: Some(example.into()),
        };
        let codes = vec![
            code("empty", 5, "a\u{1b}.txt"),
            code("binary", 3, "b"),
            code("bad_json", 1, "c#L3"),
            code("panic", 1, "d"),
        ];
        let told = BeyondLimit::new(20, 10, vec!["run.max_quarantined = 0".into()], codes).to_string();
        let expected = "10 of 20 records (0.5000) are in quarantine, beyond run.max_quarantined = 0: most are \
                        empty 5 (such as a\\u{1b}.txt), binary 3 (such as b), bad_json 1 (such as c#L3)";
        assert_eq!(told, expected);
    }
}
