//! Whose office it is, as the words beside the name say it.

use super::around::Beside;
use super::bodies::{Body, body, is_of_many, organisation};
use super::complements::Complement;
use super::country_names::CountryNames;
use super::line::Line;
use super::phrase::{Opening, Phrase};
use crate::lexicon::Lexicon;
use crate::model::{EntityType, Mention, Role};

/// Titles that only one state has, in small letters.
const IMPLIED: &[(&str, &str)] = &[
    ("senate majority leader", "USA"),
    ("senate minority leader", "USA"),
    ("house majority leader", "USA"),
    ("house minority leader", "USA"),
    ("chancellor of the exchequer", "GBR"),
    ("state councilor", "CHN"),
    ("state councillor", "CHN"),
    ("taoiseach", "IRL"),
    ("tánaiste", "IRL"),
    ("external affairs minister", "IND"),
    ("hksar chief executive", "HKG"),
    ("yang di pertuan agong", "MYS"),
    ("custodian of the two holy mosques", "SAU"),
    ("secretary of defense", "USA"),
    ("secretary of the treasury", "USA"),
    ("treasury secretary", "USA"),
    ("secretary of agriculture", "USA"),
    ("secretary of commerce", "USA"),
    ("secretary of education", "USA"),
    ("secretary of energy", "USA"),
    ("secretary of health and human services", "USA"),
    ("secretary of homeland security", "USA"),
    ("secretary of housing and urban development", "USA"),
    ("secretary of the air force", "USA"),
    ("secretary of the army", "USA"),
    ("secretary of the interior", "USA"),
    ("secretary of the navy", "USA"),
    ("secretary of veterans affairs", "USA"),
    ("captain regent", "SMR"),
    ("captains regent", "SMR"),
];

/// Titles that stand before a name without a field in the United States only: "Secretary Rice".
const AMERICAN: &[&str] = &[
    "secretary",
    "deputy secretary",
    "under secretary",
    "assistant secretary",
    "deputy assistant secretary",
    "deputy assistant secretary of state",
    "assistant secretary of state",
    "deputy secretary of state",
];

/// Bodies that many states call alike.
const GENERIC: &[&str] =
    &["Cabinet", "Congress", "House", "House of Representatives", "Senate", "Supreme Court", "Treasury"];

/// How far back a pronoun may refer within its sentence, in tokens.
const MAX_BEFORE: usize = 64;

/// Whose office it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    Country(&'static str),
    /// That of the United States' Senate or House, unless the document speaks of others.
    Generic(&'static str),
    /// One of several countries of one name.
    Open(Vec<&'static str>),
    /// No state's: a body of several states has it.
    Many,
    /// That of the person at this mention: "his spokesman".
    OfPerson(usize),
    Unknown,
}

/// What one phrase says.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) claim: Claim,
    pub(super) body: Option<Body>,
    /// The names that say so; they are not named for themselves.
    pub(super) names: Vec<usize>,
    /// The countries to which the office sends.
    pub(super) posted: Vec<&'static str>,
    /// Whether the body is a foreign ministry.
    pub(super) is_foreign: bool,
    /// The person whose office tells which it is: "his counterpart", "her deputy".
    pub(super) like: Option<usize>,
}

/// What the phrase and the words behind the name say of whose office it is. `nth` is the person's place in a list of
/// several, each with a country of its own.
pub(super) fn told(line: &Line<'_>, lexicon: &'static Lexicon, phrase: &Phrase, beside: &Beside, nth: usize) -> Told {
    let names = names(line, phrase, beside, nth);
    let pronoun = pronoun(line, lexicon, phrase);
    let claim = claim_of_office(line, lexicon, phrase, &names)
        .or_else(|| implied(phrase).map(Claim::Country))
        .or_else(|| beside.is_american.then_some(Claim::Country("USA")))
        .or_else(|| pronoun.clone().map(|(claim, _)| claim))
        .filter(|claim| *claim != Claim::Many || is_of_organisation(phrase))
        .unwrap_or(Claim::Unknown);
    let body = body_of_office(line, phrase, names.first().copied().or(pronoun.and_then(|(_, name)| name)));
    let is_foreign =
        names.iter().filter_map(|at| line.mentions.get(*at)).any(|name| is_foreign_ministry(line.text, name));
    Told { claim, body, is_foreign, names, posted: posted(line, phrase), like: like(line, phrase) }
}

fn is_foreign_ministry(text: &str, mention: &Mention) -> bool {
    let printed = mention.name.as_deref().unwrap_or(mention.span.of(text));
    mention.entity_type == EntityType::Org
        && [
            "Foreign Affairs",
            "Foreign Ministry",
            "Foreign Office",
            "External Affairs",
            "External Relations",
            "Foreign and",
        ]
        .iter()
        .any(|name| printed.contains(name))
        && !printed.contains("Committee")
}

/// The person by whose office that of a counterpart or deputy is told: the last one before the title.
fn like(line: &Line<'_>, phrase: &Phrase) -> Option<usize> {
    let is_counterpart = phrase.has("counterpart");
    let is_deputy = matches!(phrase.words.as_slice(), [.., last] if last == "deputy")
        && matches!(phrase.opening, Opening::Pronoun(_));
    (is_counterpart || is_deputy).then(|| person_before(line, phrase.whole.start)).flatten()
}

/// The last person before the token, in its sentence or in the one before.
fn person_before(line: &Line<'_>, at: usize) -> Option<usize> {
    let here = tokens_before(at).find(|token| line.is_person(*token)).and_then(|token| line.held_by(token));
    here.or_else(|| line.last_before(|mention| mention.entity_type == EntityType::Person))
}

/// What the names around the title say. The organisation that the office is of says more than a people before it: "the
/// Colombian head of the International Commission"; a country more than a senate, which many have.
fn claim_of_office(line: &Line<'_>, lexicon: &'static Lexicon, phrase: &Phrase, names: &[usize]) -> Option<Claim> {
    let of = phrase.complements.iter().filter(|complement| complement.joint == "of").flat_map(|of| &of.names);
    let is_of_many = of.filter_map(|at| line.mentions.get(*at)).any(|name| is_of_many(line.text, name));
    if is_of_many && is_of_organisation(phrase) {
        return Some(Claim::Many);
    }
    let claims = || names.iter().filter_map(|at| line.mentions.get(*at)).map(|name| claim_of(line, lexicon, name));
    let is_telling = |claim: &Claim| !matches!(claim, Claim::Unknown | Claim::Generic(_));
    claims().find(is_telling).or_else(|| claims().find(|claim| *claim != Claim::Unknown))
}

/// What the office is of: an organisation behind "of" rather than the name before the title.
fn body_of_office(line: &Line<'_>, phrase: &Phrase, first: Option<usize>) -> Option<Body> {
    let of_committee = |of: &&Complement| {
        of.joint == "of" && of.tokens.clone().any(|at| matches!(line.word(at), "committee" | "subcommittee"))
    };
    if phrase.complements.iter().any(|of| of_committee(&of)) {
        return Some(Body::Committee);
    }
    let is_organisation = |at: &&usize| line.mentions.get(**at).is_some_and(|name| name.entity_type == EntityType::Org);
    let organisation = phrase.complements.iter().flat_map(|of| &of.names).find(is_organisation).copied();
    if organisation.is_none()
        && let Some(body) = body_by_words(line, phrase)
    {
        return Some(body);
    }
    let name = line.mentions.get(organisation.or(first)?)?;
    Some(body(line.text, name))
}

/// What the office is of, where nothing has recognised the organisation: "Director of the Department of Treaties".
fn body_by_words(line: &Line<'_>, phrase: &Phrase) -> Option<Body> {
    let of = phrase.complements.iter().find(|complement| complement.joint == "of" && complement.has_article)?;
    let printed = line.span(of.tokens.clone())?.of(line.text);
    if line.held_by(of.tokens.start).is_some() || !printed.starts_with(char::is_uppercase) {
        return None;
    }
    let body = organisation(printed, None, false);
    (body != Body::Other || of.names.is_empty()).then_some(body)
}

/// The countries to which the office sends.
fn posted(line: &Line<'_>, phrase: &Phrase) -> Vec<&'static str> {
    let to = phrase.complements.iter().filter(|to| is_sender(phrase) && to.joint != "of").flat_map(|to| &to.names);
    to.filter_map(|at| line.mentions.get(*at)).filter_map(|name| name.country).collect()
}

/// Whether organisations have such offices, and not only states.
fn is_of_organisation(phrase: &Phrase) -> bool {
    !matches!(
        phrase.head.role,
        Some(
            Role::Legislator
                | Role::Minister
                | Role::DeputyMinister
                | Role::ForeignMinister
                | Role::DeputyForeignMinister
                | Role::DefenceMinister
                | Role::FinanceMinister
                | Role::HeadOfGovernment
                | Role::Monarch
        )
    )
}

/// Whether somebody in the office is sent to a place, which so says nothing of whose office it is.
fn is_sender(phrase: &Phrase) -> bool {
    matches!(phrase.head.role, Some(Role::Ambassador | Role::Envoy | Role::Diplomat))
}

/// The names that say whose office it is, the most telling first.
fn names(line: &Line<'_>, phrase: &Phrase, beside: &Beside, nth: usize) -> Vec<usize> {
    let mut names = phrase.before.clone();
    let sent = is_sender(phrase);
    for complement in &phrase.complements {
        let counts = match complement.joint.as_str() {
            "of" => true,
            "in" | "at" | "on" => !sent,
            "for" => {
                !sent
                    && complement
                        .names
                        .iter()
                        .all(|at| line.mentions.get(*at).is_some_and(|name| name.entity_type == EntityType::Org))
            }
            _ => false,
        };
        if counts {
            let skipped = if complement.names.len() > nth { nth } else { 0 };
            let own = || complement.names.iter().skip(skipped).copied();
            // "Mayor of Kingston, Ontario": the place behind the comma tells which Kingston.
            let larger = own().nth(1).filter(|at| is_behind_comma(line, *at) && !phrase.head.is_plural);
            names.extend(larger.into_iter().chain(own()));
        }
    }
    // "Special Representative Marek of Ghana": a nationality, as is that of whoever commands a force of many.
    let is_of_many = phrase.head.role == Some(Role::Envoy) || phrase.has("force");
    names.extend(beside.of.filter(|_| !is_of_many));
    names
}

fn is_behind_comma(line: &Line<'_>, at: usize) -> bool {
    let name = line.mentions.get(at).filter(|name| name.entity_type == EntityType::Gpe);
    name.is_some_and(|name| line.word_before(line.tokens_of(name.span).start) == ",")
}

/// Whose the body or country is.
fn claim_of(line: &Line<'_>, lexicon: &'static Lexicon, mention: &Mention) -> Claim {
    if let Some(country) = mention.country {
        let is_generic = mention.lexicon_id.is_some() && GENERIC.contains(&mention.span.of(line.text));
        return if is_generic { Claim::Generic(country) } else { Claim::Country(country) };
    }
    if is_of_many(line.text, mention) {
        return Claim::Many;
    }
    let (names, printed) = (CountryNames::of(lexicon), mention.span.of(line.text));
    let readings = match mention.entity_type {
        EntityType::Gpe | EntityType::Norp => names.meanings(printed).to_vec(),
        EntityType::Org => names.inside(printed).into_iter().collect(),
        _ => Vec::new(),
    };
    match readings.as_slice() {
        [] => Claim::Unknown,
        [country] => Claim::Country(country),
        _ => Claim::Open(readings),
    }
}

/// What the pronoun before the title stands for: the last body or country before it, or the last person.
fn pronoun(line: &Line<'_>, lexicon: &'static Lexicon, phrase: &Phrase) -> Option<(Claim, Option<usize>)> {
    let at = match phrase.opening {
        Opening::Pronoun(at) => at,
        Opening::Owner(owner) => return Some((Claim::OfPerson(line.held_by(owner)?), None)),
        Opening::Bare | Opening::Article => return None,
    };
    match &*line.folded(at) {
        "their" if phrase.head.is_plural => None,
        "its" | "their" | "whose" => {
            let name = body_before(line, at)?;
            Some((claim_of(line, lexicon, line.mentions.get(name)?), Some(name)))
        }
        "his" | "her" => {
            let is_counterpart = phrase.has("counterpart");
            Some((Claim::OfPerson(person_before(line, at).filter(|_| !is_counterpart)?), None))
        }
        _ => None,
    }
}

/// The tokens before this one, the nearest first; not too many, so that the time stays linear.
fn tokens_before(at: usize) -> impl Iterator<Item = usize> {
    (at.saturating_sub(MAX_BEFORE)..at).rev()
}

/// The last body or country before the token, in its sentence or in the one before. An acronym in brackets stands for the
/// name before it.
fn body_before(line: &Line<'_>, at: usize) -> Option<usize> {
    let is_body = |mention: &Mention| match mention.entity_type {
        EntityType::Norp | EntityType::Org => true,
        EntityType::Gpe => mention.subtype != Some("city"),
        _ => false,
    };
    let is_name = |token: &usize| line.is_name_of_body(*token) && line.mention(*token).is_some_and(is_body);
    let Some(token) = tokens_before(at).find(is_name) else {
        return line.last_before(is_body);
    };
    let start = line.block(token).start;
    let long = start.checked_sub(2).filter(|_| line.word_before(start) == "(").and_then(|before| line.held_by(before));
    long.filter(|long| line.mentions.get(*long).is_some_and(is_body)).or_else(|| line.held_by(token))
}

/// The country whose title it usually is, where nothing speaks for another one.
pub(super) fn usual(phrase: &Phrase) -> Option<&'static str> {
    let is_other = ["parliamentary", "permanent", "under"].iter().any(|word| phrase.has(word));
    let is_usual = phrase.words.join(" ").ends_with("secretary of state") && !is_other;
    (is_usual && phrase.complements.is_empty()).then_some("USA")
}

/// The country that alone has such a title.
pub(super) fn implied(phrase: &Phrase) -> Option<&'static str> {
    let title = phrase.words.join(" ");
    if phrase.opening == Opening::Bare && AMERICAN.contains(&title.as_str()) && phrase.complements.is_empty() {
        return Some("USA");
    }
    // No other state has deputies of assistants: "Principal Deputy Assistant Secretary for Western Hemisphere Affairs".
    if title.contains("deputy assistant secretary") && !title.contains("general") {
        return Some("USA");
    }
    let title = ["former ", "acting "].iter().find_map(|prefix| title.strip_prefix(prefix)).unwrap_or(&title);
    IMPLIED.iter().find(|(form, _)| *form == title).map(|(_, country)| *country)
}
