//! What the words of a name say of those who may bear it.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// Letters of an acronym that may be anything where its country is not named.
const SHORT: usize = 5;

/// Words and phrases, with bars between them, of which a name may hold one.
#[derive(Debug)]
pub(super) struct Phrases {
    list: &'static str,
    read: OnceLock<Read>,
}

/// Single words, and phrases of several.
#[derive(Debug)]
struct Read {
    words: FxHashSet<&'static str>,
    phrases: Vec<&'static str>,
}

impl Phrases {
    const fn of(list: &'static str) -> Self {
        Self { list, read: OnceLock::new() }
    }

    fn read(&self) -> &Read {
        self.read.get_or_init(|| {
            let (phrases, words): (Vec<_>, Vec<_>) = self.list.split('|').partition(|phrase| phrase.contains(' '));
            Read { words: words.into_iter().collect(), phrases }
        })
    }

    /// Whether one of them stands in the name.
    pub(super) fn are_in(&self, name: &str) -> bool {
        let Read { words, phrases } = self.read();
        name.split([' ', '-', '/']).any(|own| words.contains(own)) || phrases.iter().any(|own| name.contains(own))
    }
}

/// Words of bodies that states share, or that stand in names of none.
pub(super) static INTERNATIONAL: Phrases = Phrases::of(
    "\
    ASEAN|African|Arab|Asian|Caribbean|Commonwealth|ECOWAS|EU|Euro|European|Global|Inter|International|Islamic|Joint|NATO|\
    Nordic|OAS|OSCE|Observation|Observer|Pacific|UN|United Nations|World",
);

/// First words of bodies of states, whatever they are for: "Ministry of European Affairs".
const STATE_FIRST: &str =
    "Congressional|Department|Federal|House|Joint Committee|Ministry|Parliamentary|Royal|Senate|State";

/// Whether the name begins as those of bodies of states do.
pub(super) fn begins_as_of_state(name: &str) -> bool {
    STATE_FIRST.split('|').any(|first| name.strip_prefix(first).is_some_and(|rest| rest.starts_with(' ')))
}

/// Words of bodies of states, whose country the whole document shows.
pub(super) static OF_STATES: Phrases = Phrases::of(
    "\
    Administration|Agency|Air Force|Armed Forces|Army|Assembly|Attorney|Authority|Battalion|Border|Brigade|Bureau|Cabinet|\
    Central Bank|Chamber|Command|Commission|Committee|Congress|Constitutional|Council|Court|Defence|Defense|Department|Directorate|\
    Division|Electoral|Federal|Fleet|Force|Forces|Foreign|General|Government|Guard|House|Inspectorate|Institute|Interior|\
    Internal|Ministry|National|Navy|Office|Palace|Parliament|Party|Police|Policy|Presidential|Prosecutor|Public|Regiment|\
    Republic|Royal|Security|Senate|Service|State|Sub-Committee|Subcommittee|Supreme|Treasury",
);

/// Those of them that no international body has.
pub(super) static OF_STATES_ALONE: Phrases = Phrases::of(
    "\
    Air Force|Armed Forces|Army|Attorney|Border|Cabinet|Congress|Constitutional|Department|Electoral|Federal|Guard|Interior|Ministry|\
    National|Navy|Parliament|Party|Police|Prosecutor|Republic|Royal|Senate|Supreme|Treasury",
);

/// Forms that the lexicon has for one country and that another may have too.
const SHARED: &[&str] = &[
    "Army Reserve",
    "Coast Guard",
    "Congress",
    "Council of Ministers",
    "Democratic Party",
    "Forest Service",
    "House of Representatives",
    "Joint Chiefs of Staff",
    "Marine Corps",
    "National Archives",
    "National Guard",
    "Navy Reserve",
    "Republican Party",
    "Secret Service",
    "Senate",
    "Space Force",
    "State Council",
    "Supreme Court",
    "Treasury Department",
];
/// Departments that only the United States have by these names.
const UNITED_STATES: &[&str] = &[
    "Department of Defense",
    "Department of Homeland Security",
    "Department of Housing and Urban Development",
    "Department of State",
    "Department of the Treasury",
    "Department of Veterans Affairs",
];

/// Words of which the names of parties of many countries are made.
static OF_PARTIES: Phrases = Phrases::of(
    "\
    Centre|Christian|Communist|Conservative|Democratic|Democrats|Freedom|Green|Independence|Labor|Labour|Liberal|National|\
    Nationalist|People's|Progressive|Reform|Republican|Social|Socialist|Unity|Workers'",
);

/// Whether a body of another country may have the name.
pub(super) fn may_be_shared(name: &str) -> bool {
    let is_ministry = ["Department of", "Ministry of", "Federal Ministry"].iter().any(|head| name.starts_with(head));
    is_ministry && !UNITED_STATES.contains(&name) || SHARED.contains(&name)
}

/// Whether the name is made of common words, as those of parties of many countries are.
pub(super) fn is_english_party(name: &str) -> bool {
    OF_PARTIES.are_in(name) && !name.contains(" of ") && name.split(' ').count() <= 4
}

pub(super) fn is_short_acronym(name: &str) -> bool {
    let is_short = name.chars().nth(SHORT).is_none();
    is_short && !name.contains(' ') && name.chars().filter(|char| char.is_uppercase()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_held_as_a_whole() {
        assert!(OF_STATES.are_in("Kyiv District Court") && OF_STATES.are_in("the Central Bank"));
        assert!(!OF_STATES.are_in("Courtyard") && INTERNATIONAL.are_in("United Nations Fund"));
    }

    #[test]
    fn an_acronym_is_short_and_in_capitals() {
        assert!(is_short_acronym("PPP") && is_short_acronym("AfD"));
        assert!(!is_short_acronym("UNAMID") && !is_short_acronym("Likud"));
    }
}
