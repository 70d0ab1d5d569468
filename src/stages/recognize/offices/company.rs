//! Titled persons in one sentence, and what the words between them say of whether they are of one country.

/// The titled person before in the same sentence.
#[derive(Clone, Copy)]
pub(super) struct Company {
    pub(super) country: &'static str,
    pub(super) tie: Tie,
}

/// What the words between two persons say.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// "accompanied by": they belong together.
    Retinue,
    /// "with", "and": they may belong together.
    Together,
    /// "met", "told": one speaks or comes to the other.
    Opposite,
    Open,
}

/// What the words between two titled persons say of whether they belong together.
pub(super) fn tie(between: &str) -> Tie {
    const OPPOSITE: &[&str] = &[
        "met",
        "meets",
        "told",
        "received",
        "welcomed",
        "talks",
        "counterpart",
        "thanked",
        "called",
        "between",
        "against",
    ];
    const RETINUE: &[&str] = &["accompanied", "accompanying", "arrived", "brought", "travelling", "traveling"];
    const TOGETHER: &[&str] = &["with", "accompanied", "joined", "and", "by", "including", "also"];
    let has = |list: &[&str]| between.split(|char: char| !char.is_alphanumeric()).any(|word| list.contains(&word));
    match () {
        () if has(RETINUE) => Tie::Retinue,
        () if has(OPPOSITE) => Tie::Opposite,
        () if has(TOGETHER) || between.contains(';') => Tie::Together,
        () => Tie::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_persons_tie_or_part_them() {
        assert!(tie(", who was accompanied by Foreign Minister ") == Tie::Retinue);
        assert!(tie(" received Ambassador ") == Tie::Opposite);
        assert!(tie(" and Finance Minister ") == Tie::Together);
        assert!(tie(", ") == Tie::Open);
    }
}
