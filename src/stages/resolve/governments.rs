//! Whose officials a document names: evidence for whose ministry "the Ministry of Defence" is.

use std::collections::BTreeSet;

use crate::model::{Document, EntityType, Mention, Role};

/// The countries of the offices that the document names.
#[derive(Default)]
pub(super) struct Governments {
    /// By the role of the person who holds it.
    by_role: BTreeSet<(Role, &'static str)>,
    /// Of persons and organisations, and of the place where the text was written.
    all: BTreeSet<&'static str>,
    /// How many mentions of persons and organisations have a country.
    count: usize,
}

impl Governments {
    pub(super) fn of(document: &Document, mentions: &[Mention]) -> Self {
        let mut governments = Self::default();
        let dateline = document.dateline.as_ref().and_then(|dateline| dateline.place);
        for mention in mentions {
            let Some(country) = mention.country else { continue };
            match (mention.entity_type, mention.role) {
                (EntityType::Person, Some(role)) => {
                    governments.by_role.insert((role, country));
                    governments.count += 1;
                }
                (EntityType::Org, _) if is_of_state(mention) => governments.count += 1,
                (EntityType::Gpe, _) if dateline.is_some_and(|place| place.overlaps(mention.span)) => {}
                _ => continue,
            }
            governments.all.insert(country);
        }
        governments
    }

    /// Whether two mentions or more name an office of a country.
    pub(super) fn name_several_offices(&self) -> bool {
        self.count > 1
    }

    /// The only country of which the document names any office.
    pub(super) fn only_one(&self) -> Option<&'static str> {
        only(&self.all)
    }

    /// The country that the office of this name belongs to: that of its minister or spokesperson, if the document names
    /// those of one country only; else the only country of which it names any office.
    pub(super) fn only_one_with(&self, office: &str) -> Option<&'static str> {
        let heads = heads_of(office);
        let of_heads: BTreeSet<_> =
            self.by_role.iter().filter(|(role, _)| heads.contains(role)).map(|(_, country)| *country).collect();
        only(&of_heads).or_else(|| self.only_one())
    }
}

/// Whether the organisation is one of a state: companies, media and charities stand in texts of other countries.
fn is_of_state(mention: &Mention) -> bool {
    !matches!(mention.subtype, Some("armed_group" | "company" | "media" | "ngo" | "university"))
}

fn only(countries: &BTreeSet<&'static str>) -> Option<&'static str> {
    countries.first().copied().filter(|_| countries.len() == 1)
}

/// Who heads an office of this base name, and who speaks for it.
fn heads_of(office: &str) -> &'static [Role] {
    match office.strip_prefix("ministry of ") {
        Some("foreign affairs") => &[Role::ForeignMinister, Role::DeputyForeignMinister, Role::Spokesperson],
        Some("defense") => &[Role::DefenceMinister],
        Some("finance") => &[Role::FinanceMinister],
        Some(_) => &[Role::Minister, Role::DeputyMinister],
        None => &[],
    }
}
