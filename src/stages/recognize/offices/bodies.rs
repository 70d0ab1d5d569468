//! What kind of body or place an office is of, and whose country it is.

use crate::model::{EntityType, Mention};

/// What an office is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// A country or its people.
    State,
    /// A state, province, region or city inside a country.
    Region,
    Parliament,
    /// A committee of a parliament, or any other.
    Committee,
    Party,
    /// A central bank.
    Bank,
    Court,
    /// A ministry, a department or a part of one.
    Ministry,
    /// An organisation of several states.
    International,
    Forces,
    University,
    /// A council of ministers.
    Cabinet,
    /// A council that rules a state: "Sovereign Council".
    Junta,
    Other,
}

const PARLIAMENTS: &[&str] = &[
    "Assembly",
    "Bundesrat",
    "Bundestag",
    "Chamber",
    "Congress",
    "Cortes",
    "Dáil",
    "Dewan",
    "Diet",
    "Duma",
    "Eduskunta",
    "Folketing",
    "House",
    "Jatiya",
    "Jogorku",
    "Khural",
    "Knesset",
    "Legislative",
    "Legislature",
    "Lok",
    "Majilis",
    "Majlis",
    "Mazhilis",
    "Milli",
    "Nationalrat",
    "Oireachtas",
    "Parliament",
    "Rada",
    "Rajya",
    "Riigikogu",
    "Riksdag",
    "Sabha",
    "Saeima",
    "Seanad",
    "Seimas",
    "Sejm",
    "Senate",
    "Senedd",
    "Skupština",
    "Soviet",
    "Stortinget",
    "Storting",
    "Verkhovna",
    "Volkskammer",
    "Althing",
    "Althingi",
    "Hluttaw",
];

const COMMITTEES: &[&str] = &["Committee", "Subcommittee", "Caucus"];
/// Words of committees that are no parliament's.
const NO_COMMITTEES: &[&str] = &[
    "for",
    "State",
    "Executive",
    "Monetary",
    "Olympic",
    "Organising",
    "Organizing",
    "Paralympic",
    "Rescue",
    "Steering",
];
/// Words of councils that rule.
const RULING: &[&str] = &[
    "Leadership",
    "Peace",
    "Presidential",
    "Provisional",
    "Redemption",
    "Ruling",
    "Salvation",
    "Sovereign",
    "Sovereignty",
];
const COURTS: &[&str] = &["Court", "Courts", "Tribunal", "Audiencia", "Tribunals", "Judiciary"];
const MINISTRIES: &[&str] = &[
    "Ministry",
    "Department",
    "Directorate",
    "Bureau",
    "Division",
    "Embassy",
    "Consulate",
    "Cabinet",
    "Protocol",
    "Office",
    "Service",
    "Mission",
    "Ministries",
    "Commission",
];
const PARTIES: &[&str] =
    &["Party", "Politburo", "Political", "Central", "Movement", "Front", "Bloc", "Partido", "Parti", "Fuerza"];
const FORCES: &[&str] = &[
    "Army",
    "Navy",
    "Force",
    "Forces",
    "Guard",
    "Corps",
    "Brigade",
    "Battalion",
    "Regiment",
    "Division",
    "Command",
    "Fleet",
    "Staff",
    "Squadron",
    "Marines",
    "Detachment",
    "Battalions",
    "Militia",
    "Artillery",
    "Infantry",
];
const UNIVERSITIES: &[&str] = &["University", "College", "Institute", "School", "Academy", "Universidad", "Université"];
/// Words of organisations that many states share.
const OF_MANY: &[&str] = &[
    "International",
    "World",
    "Nations",
    "European",
    "Africa",
    "African",
    "Arab",
    "Asian",
    "Caribbean",
    "Commonwealth",
    "Global",
    "Inter-American",
    "Islamic",
    "Pacific",
    "Multinational",
    "Nordic",
    "Intergovernmental",
    "Coalition",
    "Allied",
    "ASEAN",
    "AU",
    "ECOWAS",
    "EU",
    "IAEA",
    "IMF",
    "NATO",
    "OAS",
    "OSCE",
    "UN",
    "U.N.",
    "UNESCO",
    "UNHCR",
    "UNICEF",
    "WHO",
    "WTO",
];

/// What kind of body or place the mention is.
pub(super) fn body(text: &str, mention: &Mention) -> Body {
    let printed = mention.name.as_deref().unwrap_or(mention.span.of(text));
    match mention.entity_type {
        EntityType::Org => organisation(printed, mention.subtype, is_of_many(text, mention)),
        EntityType::Norp => Body::State,
        EntityType::Gpe if is_country(mention) => Body::State,
        _ => Body::Region,
    }
}

/// What kind of body has the name.
pub(super) fn organisation(printed: &str, subtype: Option<&str>, is_of_many: bool) -> Body {
    let has = |list: &[&str]| printed.split([' ', '-', '’', '\'']).any(|word| list.contains(&word));
    match subtype {
        Some("igo") => Body::International,
        _ if has(&["Ministers"]) && has(&["Council", "Cabinet"]) => Body::Cabinet,
        _ if has(&["Council"]) && has(RULING) => Body::Junta,
        _ if has(COMMITTEES) && has(NO_COMMITTEES) => Body::Other,
        _ if has(COMMITTEES) && !has(&["Central"]) => Body::Committee,
        Some("parliament") => Body::Parliament,
        Some("party") => Body::Party,
        Some("court") => Body::Court,
        Some("ministry") => Body::Ministry,
        _ if has(COURTS) => Body::Court,
        _ if has(&["Security", "Supreme"]) && has(&["Council"]) => Body::Other,
        _ if has(PARLIAMENTS) && !has(UNIVERSITIES) => Body::Parliament,
        _ if has(&["Bank", "Reserve"]) => Body::Bank,
        _ if has(PARTIES) && !has(&["Bank", "Council", "Agency"]) => Body::Party,
        _ if has(UNIVERSITIES) => Body::University,
        _ if has(FORCES) => Body::Forces,
        _ if is_of_many => Body::International,
        _ if has(MINISTRIES) => Body::Ministry,
        _ => Body::Other,
    }
}

/// Whether the organisation belongs to no state, or to several.
pub(super) fn is_of_many(text: &str, mention: &Mention) -> bool {
    let printed = mention.name.as_deref().unwrap_or(mention.span.of(text));
    mention.entity_type == EntityType::Org
        && mention.country.is_none()
        && (matches!(mention.subtype, Some("igo" | "ngo"))
            || mention.subtype == Some("court") && mention.lexicon_id.is_some()
            || printed.split([' ', '-']).any(|word| OF_MANY.contains(&word)))
}

fn is_country(mention: &Mention) -> bool {
    mention.subtype == Some("country")
        || mention.lexicon_id.as_deref().is_some_and(|id| id.starts_with("country:"))
        || mention.subtype.is_none() && mention.country.is_some()
}
