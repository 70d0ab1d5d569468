//! Titles that do not say which office is meant, and offices that are told by that of somebody else.

use super::phrase::Phrase;
use crate::model::Role;

/// Whether the title does not say which ministry: "Minister", "Vice Minister", "Secretary".
pub(super) fn is_bare(phrase: &Phrase) -> bool {
    let is_plain = |word: &String| {
        matches!(
            word.as_str(),
            "minister"
                | "ministers"
                | "deputy"
                | "vice"
                | "secretary"
                | "under"
                | "state"
                | "first"
                | "assistant"
                | "cabinet"
        )
    };
    phrase.words.iter().all(is_plain)
}

pub(super) fn is_precise(role: Role) -> bool {
    matches!(role, Role::ForeignMinister | Role::DefenceMinister | Role::FinanceMinister | Role::DeputyForeignMinister)
}

/// The role of somebody's deputy.
pub(super) fn deputy_of(role: Role) -> Role {
    match role {
        Role::HeadOfState => Role::DeputyHeadOfState,
        Role::HeadOfGovernment => Role::DeputyHeadOfGovernment,
        Role::ForeignMinister => Role::DeputyForeignMinister,
        Role::Minister | Role::DefenceMinister | Role::FinanceMinister => Role::DeputyMinister,
        Role::OrganisationHead => Role::OrganisationDeputy,
        other => other,
    }
}

pub(super) fn goes_with(role: Role, told: Role) -> bool {
    match role {
        Role::Minister | Role::Official => {
            matches!(
                told,
                Role::ForeignMinister | Role::DefenceMinister | Role::FinanceMinister | Role::DeputyForeignMinister
            )
        }
        Role::DeputyMinister => told == Role::DeputyForeignMinister,
        _ => false,
    }
}
