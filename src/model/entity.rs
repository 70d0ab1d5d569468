//! Types, roles and canonical keys of entities.

use std::sync::Arc;

use super::Hash128;

macro_rules! names {
    ($(#[$meta:meta])* $vis:vis enum $enum:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $enum { $($(#[$doc])* $variant,)+ }

        impl $enum {
            pub const ALL: &'static [$enum] = &[$($enum::$variant),+];

            /// The names of all of them, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The name that the tables hold.
            pub fn as_str(self) -> &'static str {
                match self { $($enum::$variant => $name,)+ }
            }

            /// The variant of this name, if there is one.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some($enum::$variant),)+ _ => None }
            }
        }
    };
}

names! {
    /// Types of mentions: the OntoNotes names, and MISC for named things outside them.
    ///
    /// Weischedel et al., OntoNotes Release 5.0, LDC2013T19.
    pub enum EntityType {
        Person = "PERSON",
        Norp = "NORP",
        Org = "ORG",
        Gpe = "GPE",
        Loc = "LOC",
        Fac = "FAC",
        Event = "EVENT",
        Law = "LAW",
        WorkOfArt = "WORK_OF_ART",
        Product = "PRODUCT",
        Language = "LANGUAGE",
        Date = "DATE",
        Time = "TIME",
        Money = "MONEY",
        Percent = "PERCENT",
        Quantity = "QUANTITY",
        Ordinal = "ORDINAL",
        Cardinal = "CARDINAL",
        Misc = "MISC",
    }
}

impl EntityType {
    /// Whether mentions of the type are linked to entities; the others have values instead.
    pub fn is_linked(self) -> bool {
        matches!(
            self,
            Self::Person
                | Self::Norp
                | Self::Org
                | Self::Gpe
                | Self::Loc
                | Self::Fac
                | Self::Event
                | Self::Law
                | Self::Misc
        )
    }
}

names! {
    /// The office that a title names.
    pub enum Role {
        HeadOfState = "head_of_state",
        HeadOfGovernment = "head_of_government",
        DeputyHeadOfState = "deputy_head_of_state",
        DeputyHeadOfGovernment = "deputy_head_of_government",
        ForeignMinister = "foreign_minister",
        DeputyForeignMinister = "deputy_foreign_minister",
        DefenceMinister = "defence_minister",
        FinanceMinister = "finance_minister",
        Minister = "minister",
        DeputyMinister = "deputy_minister",
        StateCouncilor = "state_councilor",
        Spokesperson = "spokesperson",
        Ambassador = "ambassador",
        Envoy = "envoy",
        Diplomat = "diplomat",
        OrganisationHead = "organisation_head",
        OrganisationDeputy = "organisation_deputy",
        PartyLeader = "party_leader",
        Legislator = "legislator",
        Speaker = "speaker",
        RegionalHead = "regional_head",
        Mayor = "mayor",
        Monarch = "monarch",
        Royal = "royal",
        Military = "military",
        Judge = "judge",
        Clergy = "clergy",
        Official = "official",
        Academic = "academic",
    }
}

impl Role {
    /// Whether a state has one holder of the office at a time, so that the office with its country points at one person.
    pub fn is_unique(self) -> bool {
        matches!(
            self,
            Self::HeadOfState
                | Self::HeadOfGovernment
                | Self::ForeignMinister
                | Self::DefenceMinister
                | Self::FinanceMinister
                | Self::Monarch
        )
    }
}

/// What makes two mentions the same entity: the type and the canonical key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityKey {
    pub entity_type: EntityType,
    /// A lexicon id (`country:BLR`, `org:un`) or a folded name (`name:alexander lukashenko`).
    pub key: Arc<str>,
}

impl EntityKey {
    pub fn new(entity_type: EntityType, key: impl Into<Arc<str>>) -> Self {
        Self { entity_type, key: key.into() }
    }

    /// The id that the tables hold.
    pub fn id(&self) -> Hash128 {
        Hash128::of(&[self.entity_type.as_str().as_bytes(), self.key.as_bytes()])
    }
}
