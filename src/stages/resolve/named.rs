//! Organisations and other named things of one document: acronyms with their long forms, bodies that every country has,
//! "the Ministry".

use rustc_hash::FxHashMap;

use super::acronyms::{self, is_acronym};
use super::catalogue::Catalogue;
use super::fold::clean_name;
use super::governments::Governments;
use super::offices::{Office, is_generic, is_vague, kind_of};
use super::{Linked, fold_name, is_pair};
use crate::model::{Document, EntityKey, EntityType, LinkReason, Mention};

/// Links the ORG, EVENT, LAW and MISC mentions.
///
/// A lexicon id is trusted. An acronym means the long form that the document gives for it. An organisation that the
/// recogniser found a country for holds it in its key; printed without a country it means the only one of that name that
/// the document has with a country, two of them mean no link. An office that every country has (Ministry of Defence) is
/// that of the country whose officials the document names, if there is one such country only. A bare kind ("the
/// Ministry") means the only body of that kind that the document names before it.
pub(super) fn link(document: &Document, mentions: &mut [Mention], catalogue: &Catalogue) {
    let text = document.as_str();
    let names = Names::of(document, mentions, catalogue);
    let mut kinds = Kinds::default();
    for (at, mention) in mentions.iter_mut().enumerate().filter(|(_, mention)| is_named(mention)) {
        let linked = names.decide(text, mention, catalogue);
        let linked = match linked.reason {
            LinkReason::TooVague => kinds.meant_by(text, mention),
            _ => linked,
        };
        if let LinkReason::OfficeOf { country } = linked.reason {
            mention.country = Some(country);
        }
        linked.fill(mention);
        kinds.add(text, at, mention, catalogue);
    }
}

fn is_named(mention: &Mention) -> bool {
    let named_types =
        matches!(mention.entity_type, EntityType::Org | EntityType::Event | EntityType::Law | EntityType::Misc);
    named_types && !is_pair(mention)
}

/// What the whole document says about its names.
struct Names {
    /// The countries that an organisation is printed with, by its name without them.
    countries: FxHashMap<String, Vec<&'static str>>,
    /// The long forms that an acronym is given for, by type and folded acronym.
    acronyms: FxHashMap<(EntityType, String), Vec<LongForm>>,
    governments: Governments,
}

#[derive(Clone, PartialEq)]
struct LongForm {
    key: EntityKey,
    name: String,
}

impl Names {
    fn of(document: &Document, mentions: &[Mention], catalogue: &Catalogue) -> Self {
        let text = document.as_str();
        let mut names = Self {
            countries: FxHashMap::default(),
            acronyms: FxHashMap::default(),
            governments: Governments::of(document, mentions),
        };
        for mention in mentions.iter().filter(|mention| mention.entity_type == EntityType::Org) {
            let office = office(mention.span.of(text), mention, catalogue);
            if let Some(Office { base, country: Some(country), .. }) = office {
                add(names.countries.entry(base).or_default(), country);
            }
        }
        let starts: FxHashMap<usize, &Mention> =
            mentions.iter().map(|mention| (mention.span.start(), mention)).collect();
        for mention in mentions.iter().filter(|mention| is_named(mention)) {
            if let Some((acronym, long)) = names.definition(text, mention, &starts, catalogue) {
                add(names.acronyms.entry((mention.entity_type, acronym)).or_default(), long);
            }
        }
        names
    }

    /// The folded acronym that this mention gives a long form for, or is given one for, and the long form.
    fn definition(
        &self,
        text: &str,
        mention: &Mention,
        starts: &FxHashMap<usize, &Mention>,
        catalogue: &Catalogue,
    ) -> Option<(String, LongForm)> {
        let printed = mention.span.of(text);
        let long_form = |name: &str, mention: &Mention| {
            let key = self.by_long_form(name, mention, catalogue).entity?;
            Some(LongForm { key, name: clean_name(name) })
        };
        if !is_acronym(printed) {
            let acronym = acronyms::bracketed_after(text, mention.span)?;
            let is_defined = acronyms::abbreviates(acronym.of(text), printed);
            return is_defined.then(|| Some((fold_name(acronym.of(text)), long_form(printed, mention)?)))?;
        }
        if let Some(long) = acronyms::given_long_form(mention, printed) {
            return Some((fold_name(printed), long_form(long, mention)?));
        }
        let long = starts.get(&acronyms::bracket_opens_after(text, mention.span)?)?;
        let is_defined = long.entity_type == mention.entity_type && acronyms::abbreviates(printed, long.span.of(text));
        is_defined.then(|| Some((fold_name(printed), long_form(long.span.of(text), long)?)))?
    }

    fn decide(&self, text: &str, mention: &Mention, catalogue: &Catalogue) -> Linked {
        if let Some(alias) = catalogue.alias(mention).filter(|alias| alias.id.is_none()) {
            return Linked { reason: LinkReason::UserAlias, ..self.by_long_form(&alias.name, mention, catalogue) };
        }
        if mention.lexicon_id.is_some() {
            return Linked::by_id(mention);
        }
        let printed = clean_name(mention.span.of(text));
        let printed = without_year(&printed, mention).to_owned();
        if is_acronym(&printed) {
            let defined = self.acronyms.get(&(mention.entity_type, fold_name(&printed))).map_or(&[][..], Vec::as_slice);
            match defined {
                [] => {}
                [long] => {
                    let reason = LinkReason::AcronymOf { long_form: long.name.as_str().into() };
                    return Linked::to(Some(long.key.clone()), reason);
                }
                several => {
                    let mut candidates: Vec<_> = several.iter().map(|long| long.name.as_str().into()).collect();
                    candidates.sort();
                    return Linked::none(LinkReason::Ambiguous { candidates });
                }
            }
        }
        self.by_long_form(&printed, mention, catalogue)
    }

    /// The entity of a mention by its long form.
    fn by_long_form(&self, name: &str, mention: &Mention, catalogue: &Catalogue) -> Linked {
        let key_of = |key: String| Some(EntityKey::new(mention.entity_type, key));
        if let Some(id) = mention.lexicon_id.as_ref().filter(|_| catalogue.alias(mention).is_none()) {
            return Linked::to(key_of(id.to_string()), LinkReason::Lexicon);
        }
        let folded = fold_name(name);
        if folded.is_empty() {
            return Linked::none(LinkReason::NoName);
        }
        if is_generic(&folded) && (mention.country.is_none() || is_vague(&folded)) {
            return Linked::none(LinkReason::TooVague);
        }
        let Some(office) = office(name, mention, catalogue) else {
            return Linked::to(key_of(format!("name:{}", spelled(&folded))), LinkReason::OwnName);
        };
        let of_country = |country: &str| key_of(format!("name:{}|{country}", office.base));
        if let Some(country) = office.country {
            return Linked::to(of_country(country), LinkReason::OwnName);
        }
        match self.countries_of(&office).as_slice() {
            [] => Linked::to(key_of(format!("name:{}", office.base)), LinkReason::OwnName),
            [country] => Linked::to(of_country(country), LinkReason::OfficeOf { country }),
            several => {
                let mut candidates: Vec<_> =
                    several.iter().map(|alpha3| format!("{name} of {alpha3}").into()).collect();
                candidates.sort();
                Linked::none(LinkReason::Ambiguous { candidates })
            }
        }
    }

    /// The countries whose office of this name may be meant: those that the document prints it with, else the only one
    /// whose officials it names.
    fn countries_of(&self, office: &Office) -> Vec<&'static str> {
        match self.countries.get(&office.base) {
            Some(printed) => printed.clone(),
            None if office.is_common => self.governments.only_one_with(&office.base).into_iter().collect(),
            None => Vec::new(),
        }
    }
}

/// The bodies named so far by their kinds, for "the Ministry".
#[derive(Default)]
struct Kinds(FxHashMap<String, Vec<(EntityKey, usize)>>);

impl Kinds {
    fn add(&mut self, text: &str, at: usize, mention: &Mention, catalogue: &Catalogue) {
        let Some(entity) = mention.entity.as_ref().filter(|_| mention.entity_type == EntityType::Org) else { return };
        let printed = fold_name(mention.span.of(text));
        let known = catalogue.name(entity.entity_type, &entity.key).map(fold_name);
        for name in [Some(printed), known].into_iter().flatten() {
            let Some(kind) = kind_of(&name) else { continue };
            let named = self.0.entry(kind.to_owned()).or_default();
            // Two are as good as many: neither is meant for certain.
            if named.len() < 2 && !named.iter().any(|(known, _)| known == entity) {
                named.push((entity.clone(), at));
            }
        }
    }

    /// The only body of the kind that the mention names.
    fn meant_by(&self, text: &str, mention: &Mention) -> Linked {
        let printed = clean_name(mention.span.of(text));
        let is_name = printed.starts_with(char::is_uppercase) && mention.entity_type == EntityType::Org;
        let named = self.0.get(&fold_name(&printed)).filter(|_| is_name).map_or(&[][..], Vec::as_slice);
        match named {
            [(entity, antecedent)] => Linked::to(Some(entity.clone()), LinkReason::KindOf { antecedent: *antecedent }),
            _ => Linked::none(LinkReason::TooVague),
        }
    }
}

/// A resolution by its number alone: "resolution 1325 (2000)" without the year.
fn without_year<'n>(name: &'n str, mention: &Mention) -> &'n str {
    let is_resolution = mention.subtype == Some("resolution");
    name.rsplit_once(" (").filter(|(_, year)| is_resolution && year.ends_with(')')).map_or(name, |(name, _)| name)
}

/// The organisation as one that other countries may have: any whose country is known, and all that many countries have.
fn office(name: &str, mention: &Mention, catalogue: &Catalogue) -> Option<Office> {
    let is_by_id = mention.lexicon_id.is_some() && catalogue.alias(mention).is_none();
    let is_candidate = mention.entity_type == EntityType::Org && !is_by_id;
    is_candidate.then(|| Office::of(&spelled(&fold_name(name)), mention, catalogue))
}

/// One spelling for words that British and American English write differently.
fn spelled(folded: &str) -> String {
    let american = |word| match word {
        "organisation" => "organization",
        "centre" => "center",
        "defence" => "defense",
        "labour" => "labor",
        "programme" => "program",
        other => other,
    };
    folded.split(' ').map(american).collect::<Vec<_>>().join(" ")
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
