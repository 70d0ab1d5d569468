//! The role that a title names: by its words, by what it is of, and by the country whose usage it follows.

use super::bodies::Body;
use super::phrase::Phrase;
use crate::model::Role;

/// States whose ministers are called secretaries.
const SECRETARIES: &[&str] = &["USA", "GBR", "PHL", "MEX", "HKG", "KEN"];
/// States whose foreign secretary is the first civil servant of the ministry, in the rank of a deputy minister.
const PERMANENT: &[&str] = &["AUS", "BGD", "BTN", "IND", "LKA", "MDV", "NPL", "NZL", "PAK"];
/// States whose attorney general is the first prosecutor; elsewhere the office is one of the cabinet.
const PROSECUTING_ATTORNEYS: &[&str] = &[
    "ARG", "BOL", "BRA", "CHL", "COL", "CRI", "DOM", "ECU", "GTM", "HND", "MEX", "NIC", "PAN", "PER", "PRY", "SLV",
    "VEN",
];
/// States ruled by a party whose general secretary is meant where nothing else is said.
const OF_ONE_PARTY: &[&str] = &["CHN", "CUB", "LAO", "PRK", "VNM"];
/// Federal states whose premiers head a state or province.
const PREMIERS_OF_STATES: &[&str] = &["AUS", "CAN", "ZAF"];

/// States whose state ministers stand below the ministers.
const JUNIOR: &[&str] = &["BGD", "ETH", "IND", "JPN", "LKA", "NPL", "PAK", "QAT", "UGA"];

/// What is known of an office beside its title.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// What the office is of, the nearest body first.
    pub(super) body: Option<Body>,
    pub(super) country: Option<&'static str>,
    /// Whether the body is a foreign ministry.
    pub(super) is_foreign: bool,
}

/// The role of the office that the phrase names.
pub(super) fn role(phrase: &Phrase, setting: Setting) -> Option<Role> {
    let has = |word: &str| phrase.has(word);
    let last = phrase.head.words.last().map_or("", String::as_str);
    let any = |words: &[&str]| words.iter().any(|word| has(word));
    if phrase.head.is_address {
        return None;
    }
    if any(&["spokesperson", "spokesman", "spokeswoman", "spokesmen", "spokespersons"])
        || has("press") && any(&["secretary", "officer"])
    {
        return Some(Role::Spokesperson);
    }
    if has("ministers") && any(&["cabinet", "council"]) && any(&["chairman", "chairperson", "chairwoman", "president"])
    {
        return Some(if is_deputy(phrase) { Role::DeputyHeadOfGovernment } else { Role::HeadOfGovernment });
    }
    if any(&["minister", "ministers", "undersecretary"]) {
        return Some(minister(phrase, setting));
    }
    if any(&["secretary", "secretaries"]) && !has("general") {
        return Some(secretary(phrase, setting));
    }
    match phrase.head.role {
        Some(Role::HeadOfState) if last == "governor" || has("governor") => Some(Role::HeadOfState),
        Some(Role::HeadOfState) => presidency(phrase, setting, false),
        Some(Role::DeputyHeadOfState) => presidency(phrase, setting, true),
        Some(Role::HeadOfGovernment | Role::DeputyHeadOfGovernment) => government(phrase, setting),
        Some(Role::RegionalHead) => regional(phrase, setting),
        Some(
            Role::OrganisationHead | Role::OrganisationDeputy | Role::PartyLeader | Role::Official | Role::Speaker,
        ) => head_of(phrase, setting),
        Some(Role::Legislator) if phrase.has("permanent") => Some(Role::Ambassador),
        Some(Role::Legislator)
            if matches!(last, "representative" | "representatives")
                && (phrase.words.len() > 1 && !any(&["state", "former", "member"])
                    || setting.body == Some(Body::International)) =>
        {
            Some(Role::Official)
        }
        Some(Role::Legislator) if any(&["chair", "chairman", "chairwoman", "chairperson"]) => head_of(phrase, setting),
        Some(Role::FinanceMinister)
            if has("treasurer")
                && (setting.body.is_some_and(|body| body != Body::State) || setting.country.is_none()) =>
        {
            Some(Role::OrganisationHead)
        }
        Some(Role::Minister) if has("attorney") => Some(match setting.country {
            Some(country) if PROSECUTING_ATTORNEYS.contains(&country) => Role::Official,
            _ => Role::Minister,
        }),
        Some(Role::Envoy) if any(&["adviser", "advisor"]) && setting.body != Some(Body::International) => {
            Some(Role::Official)
        }
        Some(Role::Monarch) if any(&["queen", "empress", "sultana"]) => Some(Role::Monarch),
        other => other,
    }
}

/// A field of government.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Foreign,
    Defence,
    Finance,
    Other,
}

fn field(phrase: &Phrase) -> Field {
    let has = |word: &str| phrase.has(word);
    let is_outside = has("foreign") && !has("trade")
        || has("foreign") && has("affairs")
        || has("external") && (has("affairs") || has("relations"))
        || has("international") && has("relations");
    let is_defence = has("defence") || has("defense") || has("armed") && has("forces") || has("war");
    let is_finance = has("finance") || has("finances") || has("treasury") || has("exchequer");
    match () {
        () if is_outside => Field::Foreign,
        () if is_defence && !has("industry") && !has("civil") => Field::Defence,
        () if is_finance => Field::Finance,
        () => Field::Other,
    }
}

fn is_deputy(phrase: &Phrase) -> bool {
    ["deputy", "vice", "assistant", "associate", "under", "undersecretary", "junior", "parliamentary"]
        .iter()
        .any(|word| phrase.has(word))
}

fn minister(phrase: &Phrase, setting: Setting) -> Role {
    let is_before_minister = |word: &str| {
        phrase
            .words
            .windows(2)
            .any(|pair| matches!(pair, [first, second] if first == word && second.starts_with("minister")))
    };
    let of_state = phrase
        .words
        .windows(3)
        .any(|words| matches!(words, [a, b, c] if a.starts_with("minister") && b == "of" && c == "state"));
    let is_minister_president = phrase
        .words
        .windows(2)
        .any(|pair| matches!(pair, [first, second] if first == "minister" && second == "president"));
    if phrase.has("prime") || is_minister_president {
        return if is_deputy(phrase) { Role::DeputyHeadOfGovernment } else { Role::HeadOfGovernment };
    }
    if is_before_minister("chief") || is_before_minister("first") && !is_deputy(phrase) {
        return Role::RegionalHead;
    }
    if phrase.has("counsellor") || phrase.has("counselor") || phrase.has("plenipotentiary") {
        return Role::Diplomat;
    }
    let is_state_minister = of_state || is_before_minister("state");
    let foreign = field(phrase) == Field::Foreign || setting.is_foreign && (is_state_minister || is_deputy(phrase));
    let is_junior = is_before_minister("state") && setting.country.is_some_and(|country| JUNIOR.contains(&country));
    let is_deputy = is_deputy(phrase) || foreign && is_state_minister || is_junior;
    match field(phrase) {
        _ if foreign && is_deputy => Role::DeputyForeignMinister,
        _ if is_deputy => Role::DeputyMinister,
        Field::Foreign => Role::ForeignMinister,
        Field::Defence => Role::DefenceMinister,
        Field::Finance => Role::FinanceMinister,
        Field::Other => Role::Minister,
    }
}

fn secretary(phrase: &Phrase, setting: Setting) -> Role {
    let has = |word: &str| phrase.has(word);
    let any = |words: &[&str]| words.iter().any(|word| has(word));
    let of_state = phrase
        .words
        .windows(3)
        .any(|words| matches!(words, [a, b, c] if a == "secretary" && b == "of" && c == "state"));
    let country = setting.country;
    let is_party = setting.body == Some(Body::Party) || has("party");
    let is_american = matches!(country, Some("USA") | None);
    match () {
        () if is_party => Role::PartyLeader,
        () if has("private") || has("permanent") || has("appointments") => Role::Official,
        () if has("executive") && matches!(country, Some("PHL" | "BRA")) => Role::Official,
        () if has("executive") => Role::OrganisationHead,
        () if ["first", "second", "third"].iter().any(|word| has(word)) && field(phrase) == Field::Other => {
            Role::Diplomat
        }
        () if has("parliamentary") => Role::DeputyMinister,
        () if has("assistant") && !has("general") => Role::Official,
        () if of_state && is_american && (has("deputy") || has("under")) => Role::DeputyForeignMinister,
        () if of_state && setting.is_foreign => Role::DeputyForeignMinister,
        () if of_state && has("under") => Role::Official,
        () if of_state && is_deputy(phrase) => Role::DeputyForeignMinister,
        () if of_state && is_american && field(phrase) == Field::Other && !has("for") => Role::ForeignMinister,
        () if of_state => match (field(phrase), country) {
            (_, Some("VAT")) => Role::HeadOfGovernment,
            (Field::Foreign, Some("GBR" | "SMR" | "MEX" | "PHL" | "USA") | None) => Role::ForeignMinister,
            (Field::Foreign, _) => Role::DeputyForeignMinister,
            (Field::Defence, Some("GBR")) => Role::DefenceMinister,
            (_, Some("GBR" | "MEX")) => Role::Minister,
            _ => Role::DeputyMinister,
        },
        () if is_deputy(phrase) => Role::DeputyMinister,
        () if country == Some("GBR") && any(&["economic", "exchequer", "financial"]) => Role::DeputyMinister,
        () if has("state") && phrase.head.role == Some(Role::DeputyMinister) => Role::DeputyMinister,
        () if phrase.words.len() < 2
            || phrase.words.iter().all(|word| matches!(word.as_str(), "secretary" | "former" | "acting")) =>
        {
            Role::Official
        }
        () if has("cabinet") && has("affairs") && has("foreign") => Role::ForeignMinister,
        () if has("cabinet") && country == Some("KEN") => match field(phrase) {
            Field::Foreign => Role::ForeignMinister,
            Field::Defence => Role::DefenceMinister,
            Field::Finance => Role::FinanceMinister,
            Field::Other => Role::Minister,
        },
        () if has("chief") && has("cabinet") => Role::Minister,
        () if has("cabinet") => Role::Official,
        () if phrase.head.role == Some(Role::Official) && country.is_none() => Role::Official,
        () if field(phrase) == Field::Foreign => match country {
            Some(country) if PERMANENT.contains(&country) => Role::DeputyForeignMinister,
            _ => Role::ForeignMinister,
        },
        () if setting.body.is_some_and(|body| !matches!(body, Body::State)) => Role::Official,
        () if country.is_none_or(|country| SECRETARIES.contains(&country)) => match field(phrase) {
            Field::Defence => Role::DefenceMinister,
            Field::Finance => Role::FinanceMinister,
            _ if phrase.head.role == Some(Role::Minister) || phrase.words.len() > 1 => Role::Minister,
            _ => Role::Official,
        },
        () => Role::Official,
    }
}

/// Presidents: of states, of parts of them, and of whatever else has one.
fn presidency(phrase: &Phrase, setting: Setting, is_deputy: bool) -> Option<Role> {
    let head = |state: Role, other: Role| if is_deputy { other } else { state };
    Some(match setting.body {
        Some(Body::Parliament) => Role::Speaker,
        Some(Body::Party) => Role::PartyLeader,
        Some(Body::Region) => Role::RegionalHead,
        Some(Body::Court) => Role::Judge,
        Some(Body::State) | None if phrase.has("council") && phrase.has("ministers") => {
            head(Role::HeadOfGovernment, Role::DeputyHeadOfGovernment)
        }
        Some(Body::State) | None => head(Role::HeadOfState, Role::DeputyHeadOfState),
        Some(_) => head(Role::OrganisationHead, Role::OrganisationDeputy),
    })
}

fn government(phrase: &Phrase, setting: Setting) -> Option<Role> {
    let is_premier = phrase.has("premier");
    let of_state = setting.country.is_some_and(|country| PREMIERS_OF_STATES.contains(&country));
    let is_regional = setting.body == Some(Body::Region);
    Some(match () {
        () if is_premier && (of_state || is_regional) => Role::RegionalHead,
        () if phrase.has("chancellor") && setting.country == Some("GBR") => Role::FinanceMinister,
        () if phrase.has("chancellor")
            && !matches!(setting.country, Some("DEU" | "AUT"))
            && (is_deputy(phrase) || setting.body == Some(Body::University)) =>
        {
            Role::Academic
        }
        () if is_deputy(phrase) => Role::DeputyHeadOfGovernment,
        () => phrase.head.role?,
    })
}

fn regional(phrase: &Phrase, setting: Setting) -> Option<Role> {
    match setting.body {
        Some(Body::Bank | Body::International) if is_deputy(phrase) => Some(Role::OrganisationDeputy),
        Some(Body::Bank | Body::International) => Some(Role::OrganisationHead),
        _ if phrase.has("executive") && !matches!(setting.country, Some("HKG" | "MAC")) => Some(Role::OrganisationHead),
        _ => phrase.head.role,
    }
}

/// Heads of organisations, parties, parliaments, offices.
fn head_of(phrase: &Phrase, setting: Setting) -> Option<Role> {
    let has = |word: &str| phrase.has(word);
    let any = |words: &[&str]| words.iter().any(|word| has(word));
    let is_chair = any(&["chairman", "chair", "chairperson", "chairwoman", "president", "speaker", "head", "leader"]);
    let is_deputy = any(&["deputy", "vice", "assistant", "associate", "under"]);
    let leads = is_chair || any(&["member", "secretary", "treasurer", "spokesman"]);
    let head = if is_deputy { Role::OrganisationDeputy } else { Role::OrganisationHead };
    let is_general = has("general") && has("secretary");
    let of_one_party = setting.country.is_some_and(|country| OF_ONE_PARTY.contains(&country));
    let has_field = phrase.title.end > phrase.head_end && !has("general");
    Some(match (setting.body, phrase.head.role) {
        _ if has("commander") || setting.body == Some(Body::Forces) && !any(&["director", "head"]) => Role::Military,
        _ if has("high") && has("representative") => Role::Official,
        (_, Some(Role::PartyLeader))
            if is_general && setting.body != Some(Body::Party) && !of_one_party && !has("party") =>
        {
            head
        }
        (body, _)
            if has("member")
                && !matches!(body, Some(Body::Party | Body::Other | Body::Committee))
                && phrase.complements.iter().any(|of| of.joint == "for") =>
        {
            Role::Legislator
        }
        (None | Some(Body::Region | Body::State), Some(Role::OrganisationHead))
            if has_field && any(&["head", "director", "chief"]) =>
        {
            Role::Official
        }
        (Some(Body::Parliament), _) if has("leader") => {
            if has("opposition") {
                Role::PartyLeader
            } else {
                Role::Legislator
            }
        }
        (Some(Body::Parliament), _) if is_chair => Role::Speaker,
        (Some(Body::Committee), _) if is_chair || has("member") => {
            if setting.country.is_some() {
                Role::Legislator
            } else {
                head
            }
        }
        (Some(Body::Parliament), _) if any(&["member", "delegate"]) => Role::Legislator,
        (Some(Body::Party), _) if leads => Role::PartyLeader,
        (Some(Body::Region), Some(Role::PartyLeader)) if has("leader") => Role::RegionalHead,
        (_, Some(Role::Speaker)) => Role::Speaker,
        (_, Some(Role::PartyLeader)) => Role::PartyLeader,
        (Some(Body::State), Some(Role::OrganisationHead)) if any(&["council", "presidential"]) && is_chair => {
            Role::HeadOfState
        }
        (Some(Body::Cabinet), _) if is_chair && is_deputy => Role::DeputyHeadOfGovernment,
        (Some(Body::Cabinet), _) if is_chair => Role::HeadOfGovernment,
        (Some(Body::Junta), _) if is_chair && is_deputy => Role::DeputyHeadOfState,
        (Some(Body::Junta), _) if is_chair => Role::HeadOfState,
        (_, Some(Role::OrganisationHead)) if has("director") && any(&["country", "regional", "for"]) => Role::Official,
        (_, Some(Role::OrganisationHead))
            if has("commissioner") && (phrase.words.len() == 1 || has("for")) && setting.country.is_none() =>
        {
            Role::Official
        }
        (Some(Body::Ministry), Some(Role::OrganisationHead)) if any(&["head", "director", "directors"]) => {
            Role::Official
        }
        (Some(_), Some(Role::OrganisationHead | Role::OrganisationDeputy)) => head,
        (None, Some(Role::OrganisationHead)) if has("director") && has("general") || has("local") => Role::Official,
        (_, Some(Role::OrganisationHead | Role::OrganisationDeputy)) => head,
        (_, Some(role)) => role,
        (_, None) => return None,
    })
}
