//! What shows that two entities are one, in words that a reader can check.

use std::fmt;

use super::offices::Office;
use crate::dataset::columns::date_of;
use crate::dataset::fold::{Country, Dates};

/// Why an entity is the same as another; the stronger first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::dataset) enum Proof {
    /// Kim Jong-un and Kim Jongun.
    SameLetters,
    /// Xi Jinping and Jinping Xi; the office where the family name alone does not show it.
    OtherOrder(Option<Office>),
    /// Olympia Snowe and Olympia J. Snowe.
    FullerName(Office),
    /// Charles Grassley and Chuck Grassley.
    ShortGivenName(Office),
    /// Sergei Lavrov and Sergey Lavrov.
    Spelling(Office),
    /// Lavrov and Sergey Lavrov.
    Surname(Office),
    /// The same where others of the surname held the office at other times.
    SurnameInPeriod(Office, Dates),
    /// The same where the surname is printed with the role but without the country.
    SurnameOfHolder(Office),
    /// An acronym that documents explain by one name only.
    Acronym,
    /// A body that is printed with one country only.
    OnlyCountry(Country),
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameLetters => f.write_str("the same letters, spaced differently"),
            Self::OtherOrder(None) => f.write_str("family name and given name in the other order"),
            Self::OtherOrder(Some(office)) => write!(f, "the same names in the other order with office {office}"),
            Self::FullerName(office) => write!(f, "given name and surname with office {office}"),
            Self::ShortGivenName(office) => write!(f, "a short form of the given name with office {office}"),
            Self::Spelling(office) => write!(f, "another spelling with office {office}"),
            Self::Surname(office) => write!(f, "surname with office {office}"),
            Self::SurnameInPeriod(office, dates) => {
                write!(f, "surname with office {office}")?;
                match dates.known() {
                    Some((first, last)) => write!(f, ", held from {} to {}", date_of(first), date_of(last)),
                    None => Ok(()),
                }
            }
            Self::SurnameOfHolder(office) => write!(f, "surname with the role of the only holder of office {office}"),
            Self::Acronym => f.write_str("acronym that documents explain by this name only"),
            Self::OnlyCountry(country) => write!(f, "name that documents print with one country only, {country}"),
        }
    }
}
