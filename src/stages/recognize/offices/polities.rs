//! Which offices which states have, as far as it tells whose an office is: a president is not that of a monarchy, a prime
//! minister not that of the United States.

use super::phrase::Phrase;
use crate::model::Role;

/// States and territories with a monarch at their head, among them the realms that share one.
const MONARCHIES: &str = "\
    AND ARE ATG AUS BEL BHR BHS BLZ BRN BTN CAN DNK ESP GBR GRD JAM JOR JPN KHM KNA KWT LCA LIE LSO LUX MAR MCO MYS \
    NLD NOR NZL OMN PNG QAT SAU SLB SWE SWZ THA TON TUV VCT";

/// Monarchies whose monarch lives elsewhere.
const REALMS: &str = "ATG AUS BHS BLZ CAN GRD JAM KNA LCA NZL PNG SLB TUV VCT";

/// Monarchies whose head of state is called president.
const WITH_PRESIDENT: &str = "ARE";

/// Republics without a prime minister.
const WITHOUT_PRIME_MINISTER: &str = "\
    AGO ARG BEN BOL BRA CHE CHL COL CRI CYP DOM ECU GHA GTM HND IDN IRN KEN LBR MEX MWI NGA NIC PAN PHL PRY SLV SYC \
    URY USA VEN ZMB";

/// States in which ministers are called secretaries.
const SECRETARIES: &str = "GBR HKG KEN MEX PHL USA";

/// States whose head of government is a chancellor, or with a minister of that name.
const CHANCELLORS: &str = "AUT CHE DEU GBR";

fn is_in(list: &str, country: &str) -> bool {
    list.split_ascii_whitespace().any(|code| code == country)
}

/// Whether ministers are called secretaries in the state.
pub(super) fn has_secretaries(country: &str) -> bool {
    is_in(SECRETARIES, country)
}

/// Whether the state can have the office.
pub(super) fn may_have(country: &str, role: Option<Role>, phrase: &Phrase) -> bool {
    match role {
        Some(Role::HeadOfState | Role::DeputyHeadOfState) if phrase.has("president") => {
            !is_in(MONARCHIES, country) || is_in(WITH_PRESIDENT, country)
        }
        Some(Role::Monarch | Role::Royal) => is_in(MONARCHIES, country) && !is_in(REALMS, country),
        Some(Role::HeadOfGovernment | Role::DeputyHeadOfGovernment) if phrase.has("chancellor") => {
            is_in(CHANCELLORS, country)
        }
        Some(Role::HeadOfGovernment | Role::DeputyHeadOfGovernment) if phrase.has("prime") => {
            !is_in(WITHOUT_PRIME_MINISTER, country)
        }
        Some(Role::ForeignMinister | Role::DefenceMinister | Role::FinanceMinister) if phrase.has("minister") => {
            country != "USA"
        }
        Some(Role::ForeignMinister | Role::DefenceMinister | Role::FinanceMinister) if phrase.has("secretary") => {
            is_in(SECRETARIES, country)
        }
        _ => true,
    }
}

/// Whether a state has one holder of the office at a time.
pub(super) fn is_sole(role: Role) -> bool {
    matches!(
        role,
        Role::HeadOfState
            | Role::HeadOfGovernment
            | Role::ForeignMinister
            | Role::DefenceMinister
            | Role::FinanceMinister
            | Role::Speaker
    )
}
