//! What stands beside a person's name and helps to tell two bearers of one name apart: office, country, form of address.

use super::address::{self, Gender};
use super::fold_name;
use crate::model::{Mention, Role};

/// What one mention prints beside the name.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    /// The title as printed, folded; empty where there is none.
    title: String,
    role: Option<Role>,
    country: Option<&'static str>,
    gender: Option<Gender>,
}

impl Evidence {
    pub(super) fn of(text: &str, mention: &Mention) -> Self {
        let title = mention.title.map(|title| fold_name(title.of(text))).unwrap_or_default();
        let gender = address::gender(&title);
        Self { title, role: mention.role, country: mention.country, gender }
    }

    /// Whether the mention is of a president, whose office may have no role since the text does not name the country.
    fn is_of_president(&self) -> bool {
        self.role == Some(Role::HeadOfState) || self.title == "president"
    }
}

/// What the mentions by full name print about one person, each thing once.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    titles: Vec<String>,
    roles: Vec<Role>,
    countries: Vec<&'static str>,
    offices: Vec<(Role, &'static str)>,
    genders: Vec<Gender>,
}

/// Titles kept of one person, so that a document with thousands stays linear.
const MAX_TITLES: usize = 16;

impl Facts {
    pub(super) fn add(&mut self, evidence: &Evidence) {
        add(&mut self.roles, evidence.role);
        add(&mut self.countries, evidence.country);
        add(&mut self.offices, evidence.role.zip(evidence.country));
        add(&mut self.genders, evidence.gender);
        self.add_title(&evidence.title);
    }

    fn add_title(&mut self, title: &str) {
        if !title.is_empty() && self.titles.len() < MAX_TITLES && !self.titles.iter().any(|known| known == title) {
            self.titles.push(title.to_owned());
        }
    }

    /// Takes in what is known of the same person under another name.
    pub(super) fn merge(&mut self, other: &Facts) {
        other.roles.iter().for_each(|role| add(&mut self.roles, Some(*role)));
        other.countries.iter().for_each(|country| add(&mut self.countries, Some(*country)));
        other.offices.iter().for_each(|office| add(&mut self.offices, Some(*office)));
        other.genders.iter().for_each(|gender| add(&mut self.genders, Some(*gender)));
        other.titles.iter().for_each(|title| self.add_title(title));
    }

    /// Whether the mention cannot be this person: the other form of address, the same office of another country, or the
    /// head of a state where the person is a minister or a diplomat.
    pub(super) fn contradict(&self, evidence: &Evidence) -> bool {
        let other_gender =
            evidence.gender.is_some_and(|gender| !self.genders.is_empty() && !self.genders.contains(&gender));
        let other_office = evidence.role.zip(evidence.country).is_some_and(|(role, country)| {
            let mut same_role = self.offices.iter().filter(|(held, _)| *held == role).peekable();
            same_role.peek().is_some() && same_role.all(|(_, of)| *of != country)
        });
        other_gender || other_office || self.hold_other_rank_than(evidence)
    }

    /// "President Novak" is not Foreign Minister Anna Novak, nor "Minister Kim" the leader of the country.
    fn hold_other_rank_than(&self, evidence: &Evidence) -> bool {
        let all = |is_such: fn(&Role) -> bool| !self.roles.is_empty() && self.roles.iter().all(is_such);
        let is_served = evidence.role.is_some_and(|role| serves(&role));
        evidence.is_of_president() && all(serves) || is_served && all(reigns)
    }

    /// Whether the person has the office of the mention: its role, one that the role includes, or its very title.
    pub(super) fn hold_office_of(&self, evidence: &Evidence) -> bool {
        let same_role = evidence.role.is_some_and(|role| self.roles.iter().any(|held| includes(role, *held)));
        let same_title = !evidence.title.is_empty()
            && !address::is_bare_address(&evidence.title)
            && self.titles.contains(&evidence.title);
        same_role || same_title
    }

    pub(super) fn hold_country_of(&self, evidence: &Evidence) -> bool {
        evidence.country.is_some_and(|country| self.countries.contains(&country))
    }

    pub(super) fn have_gender_of(&self, evidence: &Evidence) -> bool {
        evidence.gender.is_some_and(|gender| self.genders.contains(&gender))
    }

    /// A bare given name may mean the person. After a title stands a surname in most traditions, so that "Mr. Gordon" is
    /// not Gordon Brown; where the office is the same (President Joko, Prime Minister Prayut) it may.
    pub(super) fn allow_given_name(&self, evidence: &Evidence) -> bool {
        evidence.title.is_empty() || self.hold_office_of(evidence)
    }

    /// "Sir Keir", "King Salman", "Sheikh Tamim": knights are always called by the given name, others where the person is
    /// shown to be of such a rank.
    pub(super) fn allow_given_name_of_noble(&self, evidence: &Evidence) -> bool {
        let is_royal = || {
            self.titles.iter().any(|title| address::is_royal(title))
                || self.roles.iter().any(|role| matches!(role, Role::Monarch | Role::Royal))
        };
        address::is_knightly(&evidence.title) || address::is_royal(&evidence.title) && is_royal()
    }

    /// Whether the person comes from where the first of two surnames stands for a person.
    pub(super) fn bear_two_surnames(&self) -> bool {
        self.countries.iter().any(|country| TWO_SURNAMES.contains(country))
    }

    /// Whether two names have an office in common, of one country as far as both show it.
    pub(super) fn share_office_with(&self, other: &Facts) -> bool {
        let same_office = self.offices.iter().any(|office| other.offices.contains(office));
        let same_role = self.roles.iter().any(|role| other.roles.contains(role));
        let one_is_silent = self.countries.is_empty() || other.countries.is_empty();
        same_office || same_role && one_is_silent
    }

    /// Whether two names have an office in common that one person holds at a time.
    pub(super) fn share_unique_office_with(&self, other: &Facts) -> bool {
        self.share_office_with(other) && self.roles.iter().any(|role| role.is_unique() && other.roles.contains(role))
    }

    /// Whether a peer's name may be this person's: both are of the peerage, or share an office, and no form of address differs.
    pub(super) fn allow_peerage_of(&self, peer: &Facts) -> bool {
        let is_peer = |facts: &Facts| facts.titles.iter().any(|title| address::is_peerage(title));
        let same_gender = self.genders.is_empty() || peer.genders.iter().all(|gender| self.genders.contains(gender));
        same_gender && (self.share_office_with(peer) || is_peer(self) && is_peer(peer))
    }
}

/// Alpha-3 of the countries where people bear their father's and their mother's surname, in this order.
const TWO_SURNAMES: &[&str] = &[
    "ARG", "BOL", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "ESP", "GTM", "HND", "MEX", "NIC", "PAN", "PER", "PRY",
    "SLV", "URY", "VEN",
];

/// Those who serve under a head of state or of government.
fn serves(role: &Role) -> bool {
    use Role::{
        Ambassador, DefenceMinister, DeputyForeignMinister, DeputyMinister, Diplomat, Envoy, FinanceMinister,
        ForeignMinister, Minister, Spokesperson,
    };
    matches!(
        role,
        Ambassador
            | DefenceMinister
            | DeputyForeignMinister
            | DeputyMinister
            | Diplomat
            | Envoy
            | FinanceMinister
            | ForeignMinister
            | Minister
            | Spokesperson
    )
}

fn reigns(role: &Role) -> bool {
    matches!(role, Role::HeadOfState | Role::Monarch)
}

/// Whether a text may call the holder of the office `held` by the office `role`.
fn includes(role: Role, held: Role) -> bool {
    use Role::{
        Ambassador, DefenceMinister, DeputyForeignMinister, DeputyMinister, Diplomat, Envoy, FinanceMinister,
        ForeignMinister, Legislator, Minister, Speaker,
    };
    match role {
        _ if role == held => true,
        Minister => matches!(held, ForeignMinister | DefenceMinister | FinanceMinister),
        DeputyMinister => held == DeputyForeignMinister,
        Diplomat => matches!(held, Ambassador | Envoy),
        Legislator => held == Speaker,
        _ => false,
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: Option<T>) {
    if let Some(item) = item.filter(|item| !list.contains(item)) {
        list.push(item);
    }
}
