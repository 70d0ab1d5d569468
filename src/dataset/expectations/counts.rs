//! Checks of counts: rows, the share of a language, the change since the version before.

use std::ops::ControlFlow;

use super::{Expectation, Verdict, fraction, share};
use crate::dataset::{Dataset, DatasetError};

pub(super) fn row_count(
    expectation: &Expectation,
    dataset: &Dataset,
    min: Option<u64>,
    max: Option<u64>,
) -> Result<Verdict, DatasetError> {
    let rows = expectation.count(dataset)?;
    let fault = match (min, max) {
        (Some(min), _) if rows < min => format!(", and at least {min} are demanded"),
        (_, Some(max)) if rows > max => format!(", and at most {max} are allowed"),
        _ => String::new(),
    };
    Ok(Verdict { holds: fault.is_empty(), message: format!("{rows} rows{fault}") })
}

pub(super) fn language_share(
    expectation: &Expectation,
    dataset: &Dataset,
    language: &str,
    min: Option<f64>,
    max: Option<f64>,
) -> Result<Verdict, DatasetError> {
    let (mut documents, mut of_language) = (0u64, 0u64);
    expectation.for_each_slice(dataset, &["language"], &mut |slice| {
        documents += slice.height() as u64;
        let languages = slice.column("language")?.str()?;
        of_language += languages.iter().filter(|found| *found == Some(language)).count() as u64;
        Ok(ControlFlow::Continue(()))
    })?;
    if documents == 0 {
        return Ok(Verdict { holds: true, message: "no document to look at".to_owned() });
    }
    let exact = of_language as f64 / documents as f64;
    let fault = match (min, max) {
        (Some(min), _) if exact < min => format!(", and at least {} is demanded", fraction(min)),
        (_, Some(max)) if exact > max => format!(", and at most {} is allowed", fraction(max)),
        _ => String::new(),
    };
    let share = share(of_language, documents);
    let message = format!("{of_language} of {documents} documents ({share}) are in `{language}`{fault}");
    Ok(Verdict { holds: fault.is_empty(), message })
}

pub(super) fn change(
    expectation: &Expectation,
    dataset: &Dataset,
    before: Option<&Dataset>,
    max_increase: Option<f64>,
    max_decrease: Option<f64>,
) -> Result<Verdict, DatasetError> {
    let rows = expectation.count(dataset)?;
    let Some(before) = before else {
        return Ok(Verdict { holds: true, message: format!("{rows} rows, and no version before to compare with") });
    };
    let old = match expectation.count(before) {
        Ok(old) => old,
        Err(error) => {
            let message = format!("{rows} rows, and those of the version before cannot be counted: {error}");
            return Ok(Verdict { holds: false, message });
        }
    };
    Ok(compared(rows, old, max_increase, max_decrease))
}

fn compared(rows: u64, old: u64, max_increase: Option<f64>, max_decrease: Option<f64>) -> Verdict {
    if old == 0 {
        return Verdict { holds: true, message: format!("{rows} rows, and none in the version before") };
    }
    let told = format!("{rows} rows after {old}");
    let by = rows.abs_diff(old) as f64 / old as f64;
    let (direction, limit) = if rows < old { ("fewer", max_decrease) } else { ("more", max_increase) };
    match limit {
        Some(limit) if by > limit => {
            let (by, limit) = (fraction(by), fraction(limit));
            Verdict { holds: false, message: format!("{told}: {by} {direction}, and at most {limit} is allowed") }
        }
        _ => Verdict { holds: true, message: told },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_change_within_its_limits_holds_and_no_other(rows in 0u64..1_000, old in 1u64..1_000, more in 0.0f64..3.0, fewer in 0.0f64..1.0) {
            let verdict = compared(rows, old, Some(more), Some(fewer));
            let change = (rows as f64 - old as f64) / old as f64;
            prop_assert_eq!(verdict.holds, change <= more && -change <= fewer, "{}", verdict.message);
        }
    }

    #[test]
    fn a_limit_that_is_not_given_does_not_limit() {
        assert!(compared(1_000, 1, None, Some(0.0)).holds);
        assert!(compared(0, 1_000, Some(0.0), None).holds);
        assert!(compared(5, 0, Some(0.0), Some(0.0)).holds);
    }
}
