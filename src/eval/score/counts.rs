//! Counts, and the shares that are made of them.

use std::ops::AddAssign;

/// What there was, what was found, and what of it was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub gold: u64,
    pub system: u64,
    pub right: u64,
}

impl Counts {
    /// Right of what the system found; none where it found nothing.
    pub fn precision(self) -> Option<f64> {
        ratio(self.right, self.system)
    }

    /// Right of what gold has; none where it has nothing.
    pub fn recall(self) -> Option<f64> {
        ratio(self.right, self.gold)
    }

    /// The harmonic mean of the two; none where there is nothing on either side.
    pub fn f1(self) -> Option<f64> {
        ratio(2 * self.right, self.gold + self.system)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.system += other.system;
        self.right += other.right;
    }
}

/// Right answers of all that were asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub right: u64,
    pub total: u64,
}

impl Share {
    pub fn value(self) -> Option<f64> {
        ratio(self.right, self.total)
    }

    pub(super) fn add(&mut self, is_right: bool) {
        self.total += 1;
        self.right += u64::from(is_right);
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.total += other.total;
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// The harmonic mean of precision and recall.
pub(super) fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_those_of_the_textbook() {
        let counts = Counts { gold: 4, system: 5, right: 3 };
        assert_eq!((counts.precision(), counts.recall()), (Some(0.6), Some(0.75)));
        let f1_of_both = f1(0.6, 0.75);
        assert!((counts.f1().unwrap() - f1_of_both).abs() < 1e-12 && (f1_of_both - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(Counts::default().f1(), None);
        assert_eq!(Counts { gold: 1, ..Counts::default() }.f1(), Some(0.0));
        assert_eq!(f1(0.0, 0.0), 0.0);
    }
}
