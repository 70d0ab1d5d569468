//! The rows of the lexicon's tables. The last column of each file, `source`, says where the fact comes from.

use super::tsv::Row;
use crate::model::{EntityType, Role};

/// Declares a row type and how its cells are read, one line a column.
macro_rules! row {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty = $read:expr,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name { $($(#[$doc])* pub $field: $type,)+ }

        impl Row for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field),)+ "source"];

            fn from_cells(cells: &[&'static str]) -> Result<Self, String> {
                let mut cells = cells.iter().copied();
                Ok(Self { $($field: {
                    let cell = cells.next().unwrap_or_default();
                    let read: fn(&'static str) -> Result<$type, String> = $read;
                    read(cell).map_err(|message| format!("{}: {message}", stringify!($field)))?
                },)+ })
            }
        }
    };
}

fn text(cell: &'static str) -> Result<&'static str, String> {
    if cell.is_empty() { Err("must not be empty".into()) } else { Ok(cell) }
}

fn optional(cell: &'static str) -> Result<Option<&'static str>, String> {
    Ok((!cell.is_empty()).then_some(cell))
}

/// Several forms in one cell, separated by `|`.
fn list(cell: &'static str) -> Result<Vec<&'static str>, String> {
    Ok(cell.split('|').map(str::trim).filter(|form| !form.is_empty()).collect())
}

fn flag(cell: &'static str) -> Result<bool, String> {
    match cell {
        "yes" => Ok(true),
        "no" | "" => Ok(false),
        other => Err(format!("`{other}` is neither yes nor no")),
    }
}

fn role(cell: &'static str) -> Result<Option<Role>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    Role::parse(cell).map(Some).ok_or_else(|| format!("no role `{cell}`"))
}

fn entity_type(cell: &'static str) -> Result<EntityType, String> {
    EntityType::parse(cell).ok_or_else(|| format!("no entity type `{cell}`"))
}

row! {
    /// A country or territory with a code of its own in ISO 3166-1.
    Country {
        alpha3: &'static str = text,
        alpha2: &'static str = text,
        /// The usual short name in English.
        name: &'static str = text,
        capital: Option<&'static str> = optional,
    }
}

/// What a form of a country's name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// `Belarus`, `Republic of Belarus`, `Byelorussia`.
    Name,
    /// `PRC`, `U.S.`.
    Abbreviation,
    /// `Belarusian`: adjective and people.
    Demonym,
    /// `Belarusians`: people only.
    DemonymPlural,
    /// `Sino`, `Franco`: only before a hyphen.
    Combining,
    /// `Minsk`.
    Capital,
}

fn form_kind(cell: &'static str) -> Result<FormKind, String> {
    Ok(match cell {
        "name" => FormKind::Name,
        "abbreviation" => FormKind::Abbreviation,
        "demonym" => FormKind::Demonym,
        "demonym_plural" => FormKind::DemonymPlural,
        "combining" => FormKind::Combining,
        "capital" => FormKind::Capital,
        other => return Err(format!("no kind of form `{other}`")),
    })
}

row! {
    /// One way to name a country. Matching is exact, case included.
    CountryForm {
        form: &'static str = text,
        alpha3: &'static str = text,
        kind: FormKind = form_kind,
        /// Whether the form means something else as well (Georgia, Jordan, Chad, Turkey the bird, US as a word in capitals).
        ambiguous: bool = flag,
    }
}

row! {
    /// An organisation, international or national.
    Organisation {
        /// Stable id, unique in the table: `un`, `sco`, `us_senate`.
        id: &'static str = text,
        name: &'static str = text,
        acronym: Option<&'static str> = optional,
        /// `igo`, `ngo`, `ministry`, `parliament`, `agency`, `party`, `media`, `company`, `armed_group`, `court`.
        kind: &'static str = text,
        /// Alpha-3 of the state it belongs to, if any.
        country: Option<&'static str> = optional,
        aliases: Vec<&'static str> = list,
    }
}

row! {
    /// A title or office that stands before a name.
    Title {
        form: &'static str = text,
        /// Empty for forms of address (`Mr.`, `Dr.`).
        role: Option<Role> = role,
        /// Whether the form names a person's office only beside a name, being a common word otherwise (`General`, `Judge`).
        only_before_name: bool = flag,
    }
}

row! {
    /// A named thing that is neither person, organisation nor place: an initiative, a disease, a treaty, a conference.
    Initiative {
        id: &'static str = text,
        name: &'static str = text,
        entity_type: EntityType = entity_type,
        /// `initiative`, `disease`, `treaty`, `conference`, `doctrine` …
        subtype: Option<&'static str> = optional,
        aliases: Vec<&'static str> = list,
    }
}

row! {
    /// A place that is no country: a continent, a region, a sea, a city that is no capital.
    Place {
        name: &'static str = text,
        entity_type: EntityType = entity_type,
        /// `continent`, `region`, `sea`, `river`, `mountain`, `city`, `state`, `territory` …
        subtype: Option<&'static str> = optional,
        /// Alpha-3 of the country it lies in, if it is one only.
        country: Option<&'static str> = optional,
        aliases: Vec<&'static str> = list,
    }
}

/// What may follow an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AbbreviationKind {
    /// `Mr.`, `Gen.`: a name follows, never a sentence.
    BeforeName,
    /// `No.`, `Art.`, `Jan.`: a number follows; before anything else a sentence may end.
    BeforeNumber,
    /// `e.g.`, `i.e.`, `vs.`: never ends a sentence.
    Inner,
    /// `Inc.`, `U.S.`, `a.m.`, `etc.`: ends a sentence where a capital follows that looks like a start.
    MayEnd,
}

fn abbreviation_kind(cell: &'static str) -> Result<AbbreviationKind, String> {
    Ok(match cell {
        "before_name" => AbbreviationKind::BeforeName,
        "before_number" => AbbreviationKind::BeforeNumber,
        "inner" => AbbreviationKind::Inner,
        "may_end" => AbbreviationKind::MayEnd,
        other => return Err(format!("no kind of abbreviation `{other}`")),
    })
}

row! {
    /// An abbreviation with its period: `Mr.`, `Jan.`, `e.g.`.
    Abbreviation {
        form: &'static str = text,
        kind: AbbreviationKind = abbreviation_kind,
    }
}

row! {
    /// A line that belongs to the page, not to the text: a regular expression that must match the whole line, letter case ignored.
    BoilerplatePattern {
        pattern: &'static str = text,
        /// `any`, `head` (first lines), `foot` (last lines).
        place: &'static str = text,
        /// A line that the pattern must match, held by a test.
        example: &'static str = text,
    }
}

row! {
    /// A short form of a given name: `chuck` for `charles`.
    Nickname {
        short: &'static str = text,
        full: &'static str = text,
    }
}

/// A year, or nothing where an office is still held.
fn year(cell: &'static str) -> Result<Option<i16>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| format!("`{cell}` is no year"))
}

row! {
    /// Somebody who held one of the highest offices of a state.
    OfficeHolder {
        /// The usual name in English.
        name: &'static str = text,
        role: Option<Role> = role,
        /// None for the heads of international organisations.
        country: Option<&'static str> = optional,
        /// The first year.
        from: Option<i16> = year,
        /// The last year.
        to: Option<i16> = year,
    }
}

row! {
    /// A family name that stands before the given name: `xi`, `kim`, `nguyen`.
    Surname {
        surname: &'static str = text,
        language: &'static str = text,
    }
}
