//! Values of dates, times, amounts and numbers.

use jiff::civil::Date;

/// How fine a date or a duration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
}

impl Grain {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }
}

/// The normalized value of a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// ISO 8601 or a TIMEX3 value (`2022-01-20`, `2022-01`, `P30Y`, `2022-01-20T20:56`), a decimal (`30`, `1234.5`), an
    /// amount with its ISO 4217 code (`USD 3000000`), or a percentage as a decimal (`3.5`).
    pub text: String,
    /// First day of the period, and the first day after it.
    pub days: Option<(Date, Date)>,
    pub grain: Option<Grain>,
}
