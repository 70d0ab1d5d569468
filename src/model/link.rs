//! Why a mention has the entity that it has, or none: said by resolve for every mention, shown by `etl explain`; no column.

use std::fmt;
use std::sync::Arc;

/// What made, or prevented, the link of one mention. An `antecedent` is a position in the document's list of mentions:
/// the first mention that prints the name in question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkReason {
    /// The lexicon has the printed form.
    Lexicon,
    /// The user's alias table has the printed form.
    UserAlias,
    /// The printed name is the fullest that the document has, and its own identity.
    OwnName,
    /// A shorter or other spelling of a full name.
    FullName { antecedent: usize },
    /// The same name with given name and surname in the other order.
    OtherOrder { antecedent: usize },
    /// The surname of a person who is named in full.
    SurnameOf { antecedent: usize, decided_by: Decider },
    /// A given name, or another name than the surname, of a person who is named in full.
    GivenNameOf { antecedent: usize, decided_by: Decider },
    /// Another spelling of the surname, with the office of the person who is named in full.
    SpellingOf { antecedent: usize },
    /// An acronym that the document explains; the text is the long form.
    AcronymOf { long_form: Arc<str> },
    /// A form that several countries share, of which the document names this one alone.
    SharedCountry { country: &'static str },
    /// A form that names one country.
    ClearCountry { country: &'static str },
    /// A city, in this country by this evidence.
    City { country: &'static str, evidence: CityEvidence },
    /// A body printed without a country: that of the country that the document shows.
    OfficeOf { country: &'static str },
    /// "The Ministry": the only body named before it that is one.
    KindOf { antecedent: usize },
    /// Several entities are possible; their names, sorted.
    Ambiguous { candidates: Vec<Arc<str>> },
    /// A word for a kind of body, with none, or more than one, that it can mean.
    TooVague,
    /// Two people or a family: "Mr. and Mrs. Clinton".
    SeveralPersons,
    /// A compound of two countries; its parts are linked.
    Compound,
    /// Nothing is left of the printed form that could be a name.
    NoName,
}

/// What decided between the persons that a short name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decider {
    /// There is one only.
    OnlyOne,
    /// Office, country or form of address rule the others out.
    OthersRuledOut,
    /// One alone has the office.
    Office,
    /// One alone has an office of the country.
    Country,
    /// A monarch, a peer or a sheikh is called so.
    Nobility,
}

/// What shows in which country a city lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CityEvidence {
    /// The place behind the comma: "Bangor, Maine".
    PlaceBehindComma,
    /// Another mention of the name in the document has this country.
    GivenElsewhere,
    /// No other country has a city of the name.
    OnlyCountry,
    /// Of the countries that have such a city the document names this one alone.
    NamedCountry,
    /// The city is by far the largest of its name.
    Population,
}

impl LinkReason {
    /// A stable name in lower case.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Lexicon => "lexicon",
            Self::UserAlias => "user_alias",
            Self::OwnName => "own_name",
            Self::FullName { .. } => "full_name",
            Self::OtherOrder { .. } => "other_order",
            Self::SurnameOf { .. } => "surname_of",
            Self::GivenNameOf { .. } => "given_name_of",
            Self::SpellingOf { .. } => "spelling_of",
            Self::AcronymOf { .. } => "acronym_of",
            Self::SharedCountry { .. } => "shared_country",
            Self::ClearCountry { .. } => "clear_country",
            Self::City { .. } => "city",
            Self::OfficeOf { .. } => "office_of",
            Self::KindOf { .. } => "kind_of",
            Self::Ambiguous { .. } => "ambiguous",
            Self::TooVague => "too_vague",
            Self::SeveralPersons => "several_persons",
            Self::Compound => "compound",
            Self::NoName => "no_name",
        }
    }

    /// The mention that the link leads to, where it leads to another one of the document.
    pub fn antecedent(&self) -> Option<usize> {
        match self {
            Self::FullName { antecedent }
            | Self::OtherOrder { antecedent }
            | Self::SurnameOf { antecedent, .. }
            | Self::GivenNameOf { antecedent, .. }
            | Self::SpellingOf { antecedent }
            | Self::KindOf { antecedent } => Some(*antecedent),
            _ => None,
        }
    }

    /// Whether the mention has an entity for this reason.
    pub fn is_linked(&self) -> bool {
        !matches!(self, Self::Ambiguous { .. } | Self::TooVague | Self::SeveralPersons | Self::Compound | Self::NoName)
    }
}

/// A phrase in English, without the name of the antecedent, which only the document has.
impl fmt::Display for LinkReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lexicon => f.write_str("the lexicon has this form"),
            Self::UserAlias => f.write_str("the user's alias table has this form"),
            Self::OwnName => f.write_str("its own name is its identity"),
            Self::FullName { .. } => f.write_str("a shorter or other spelling of a full name"),
            Self::OtherOrder { .. } => f.write_str("the same name in the other order"),
            Self::SurnameOf { decided_by, .. } => write!(f, "a surname; {decided_by}"),
            Self::GivenNameOf { decided_by, .. } => write!(f, "a given name; {decided_by}"),
            Self::SpellingOf { .. } => f.write_str("another spelling of a surname, with the same office"),
            Self::AcronymOf { long_form } => write!(f, "an acronym of {long_form}"),
            Self::SharedCountry { country } => {
                write!(f, "of the countries of this name the document names {country} alone")
            }
            Self::ClearCountry { country } => write!(f, "a name of {country} only"),
            Self::City { country, evidence } => write!(f, "a city in {country}; {evidence}"),
            Self::OfficeOf { country } => write!(f, "that of {country}, which the document shows"),
            Self::KindOf { .. } => f.write_str("the only body of this kind that is named before"),
            Self::Ambiguous { candidates } => write!(f, "several are possible: {}", candidates.join("; ")),
            Self::TooVague => f.write_str("a word for a kind of body that could mean none or several"),
            Self::SeveralPersons => f.write_str("more than one person"),
            Self::Compound => f.write_str("a compound; its parts are linked"),
            Self::NoName => f.write_str("nothing that could be a name"),
        }
    }
}

impl fmt::Display for Decider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OnlyOne => "one person alone has it",
            Self::OthersRuledOut => "office, country or form of address rule out the others",
            Self::Office => "one person alone has the office",
            Self::Country => "one person alone has an office of the country",
            Self::Nobility => "so a title of nobility is used",
        })
    }
}

impl fmt::Display for CityEvidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PlaceBehindComma => "by the place behind the comma",
            Self::GivenElsewhere => "another mention of the name in the document has it",
            Self::OnlyCountry => "no other country has a city of the name",
            Self::NamedCountry => "the document names no other country that has one",
            Self::Population => "by far the largest of the name",
        })
    }
}
