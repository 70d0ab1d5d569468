//! Letter case, and the words that names do not run over.

use std::collections::HashSet;
use std::sync::OnceLock;

/// Whether the word begins with a capital letter.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the text has two capital letters or more and no small one.
pub(super) fn is_all_caps(text: &str) -> bool {
    let mut capitals = 0;
    for char in text.chars() {
        if char.is_lowercase() {
            return false;
        }
        capitals += usize::from(char.is_uppercase());
    }
    capitals >= 2
}

/// The word without `'s` or a lone apostrophe at its end, as the tokenizer leaves them on words.
pub(super) fn without_possessive(word: &str) -> &str {
    POSSESSIVES.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// What may follow a name inside its token.
pub(super) const POSSESSIVES: &[&str] = &["'s", "’s", "'S", "’S", "'", "’"];

/// Words that begin sentences and headlines in capitals and never stand in a name of a person.
const FUNCTION_WORDS: &str = "\
    A About According After Again All Also Although Among An And Any As At Because Before Between Both But By \
    Despite During Each Earlier Even Every For Former From Further He Her Here His How However I If In Instead It \
    Its Just Last Late Later Like Many Meanwhile More Moreover Most My New No Nor Not Now Of On Once One Only Or \
    Other Our Over Recently She Since So Some Still Such Thank Thanks That The Their Then There These They This \
    Those Though Through Thus To Today Together Tomorrow Tonight Under Unlike Until Upon Us We What When Where \
    Which While Who Whose Why With Without Yesterday Yet You Your";

/// Days and months.
const CALENDAR: &str = "\
    Apr. April Aug. August Dec. December Feb. February Fri. Friday Jan. January July June Mar. March May Mon. \
    Monday Nov. November Oct. October Saturday Sep. Sept. September Sunday Thu. Thursday Tue. Tuesday Wed. \
    Wednesday";

/// Head words of organisations, laws, places and events: a run of capitals that holds one is no person.
const HEAD_WORDS: &str = "\
    Academy Act Administration Affairs Agency Agreement Airlines Airport Alliance Amendment Army Assembly \
    Association Avenue Award Awards Bank Base Bay Beach Bill Board Budget Building Bureau Cabinet Campaign Campus \
    Capitol Care Caucus Center Centre Chamber Charter Church Club Coalition Code College Command Commission \
    Committee Communist Communities Community Company Conference Congress Constitution Construction Convention \
    Corp. Corporation Corps Council Counties County Court Creek Declaration Delegation Democratic Democrats \
    Department Dept. District Division Eastern Embassy English Fair Farm Farms Federal Federation Festival Field \
    Fire Force Forces Foreign Forest Fort Forum Foundation Fund Government Group Guard Health Highway Hospital \
    Hotel House Inc. Indian Industries Initiative Institute International Island Islands Lake Law Leader Leaders \
    League Library Market Medal Medical Member Members Memorial Military Ministry Mission Monument Mount Mountain \
    Mountains Movement Museum National Nations Navy News North Northern Office Organisation Organization Pact \
    Panel Park Parliament Party Peninsula Plan Plant Police Policy Port Presidency President Press Prize Program \
    Programme Project Province Public Region Regional Relations Report Republic Republican Republicans Reservation \
    Reserve Resolution Resources River Road Royal School Schools Security Senate Service Services Session Society \
    South Southern Spanish State Statement States Station Statute Strategy Street Subcommittee Summit System Team \
    Territory Theater Tower Town Township Trade Treaty Tribe Tribes Tribunal Trust Union United University Valley \
    Veterans War Week Western Year Years Zone";

/// Words that follow a place in the name of something larger.
const LARGER_PLACES: &str = "\
    Airport Avenue Basin Bay Beach Bridge Canyon Chamber Club College Counties County Creek Falls Forest Heights \
    High Highway Hills Hospital Island Islands Lake Memorial Monument Park Post River Road Round School Springs \
    State Street Times Township Tribune University Valley";

/// Capitalised verbs of headlines, after which a name has ended.
const HEADLINE_VERBS: &str = "\
    Accepts Addresses Announce Announces Applaud Applauds Appoints Arrives Asks Attend Attends Backs Calls Chairs \
    Cites Co-Chairs Commemorates Commends Comments Concludes Condemns Confirms Congratulates Cosponsors Criticizes \
    Delivers Demands Discuss Discusses Encourages Exchange Exchanges Expresses Extends Fights Gives Greets Hails \
    Has Have Helps Highlights Holds Honors Host Hosts Inaugurates Introduce Introduces Is Issues Joins Joint Lauds \
    Launches Leads Leaves Makes Meet Meets Named Names Offers Opens Opposes Outlines Pays Pleased Praises Presents \
    Presides Pressed Presses Promotes Proposes Pushes Questions Reacts Receives Recognizes Releases Renews \
    Requests Responds Returns Said Says Secures Seeks Sends Signs Speaks Speech Sponsors Statement Stresses \
    Supports Takes Talks Tells Thanks To Tours Travels Unveils Urge Urges Visit Visits Votes Vows Wants Warns \
    Welcome Welcomes Will Wins Writes";

/// Acronyms that are common words in a line of capitals.
const COMMON_IN_CAPITALS: &str = "\
    ACT AID AIDS AU CAF CAR CIS DAV ECO HIS ICE IDA IS ISA IT NED QUAD SEC US VA WHO";

/// Verbs with which a speech is reported.
const REPORTING_VERBS: &str = "\
    acknowledged added affirmed agreed announced argued asked asserted assured believes briefed called claimed \
    commented concluded condemned confirmed congratulated continued declared emphasised emphasized explained \
    expressed extended hailed highlighted hoped indicated insisted introduced joined mentioned met noted observed \
    pledged pointed praised proposed reaffirmed recalled reiterated remarked replied reported responded said says \
    spoke stated stressed suggested thanked told underlined underscored urged visited voiced vowed warned welcomed \
    wrote";

/// Small words inside names of persons: `bin`, `de`, `van`.
const PARTICLES: &str = "\
    al bin bint da das de del della den der di do dos du e el ibn la le ould ter van von y zu";

/// What may end a name of a person.
const SUFFIXES: &str = "\
    II III IV Jr Jr. Sr Sr.";

/// Endings of adjectives made with a hyphen, which are no second part of a given name.
const COMPOUND_ENDINGS: &str = "led era style like based born run held made wide type";

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $list:ident,)+) => {
        $($(#[$doc])* pub(super) fn $name(word: &str) -> bool {
            static WORDS: OnceLock<HashSet<&'static str>> = OnceLock::new();
            WORDS.get_or_init(|| $list.split_ascii_whitespace().collect()).contains(word)
        })+
    };
}

lists! {
    /// Whether the word is a small one that only stands in capitals because it begins a sentence or headline.
    is_function_word: FUNCTION_WORDS,
    /// Whether the word is a day or a month.
    is_calendar_word: CALENDAR,
    /// Whether the word is the head of the name of an organisation, law, place or event.
    is_head_word: HEAD_WORDS,
    /// Whether the word after a place makes both the name of something else.
    names_larger_place: LARGER_PLACES,
    /// Whether a name has ended before this word of a headline.
    is_headline_verb: HEADLINE_VERBS,
    /// Whether the capitals are more likely a common word.
    is_common_in_capitals: COMMON_IN_CAPITALS,
    /// Whether the verb reports what the name before it said.
    is_reporting_verb: REPORTING_VERBS,
    /// Whether the small word can stand inside a name.
    is_particle: PARTICLES,
    /// Whether the word can end a name.
    is_suffix: SUFFIXES,
    /// Whether the small word after a hyphen makes an adjective of the name before it.
    is_compound_ending: COMPOUND_ENDINGS,
}

/// Whether a name of a person cannot hold the word.
pub(super) fn ends_name(word: &str) -> bool {
    is_calendar_word(word) || is_head_word(word) || is_function_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_need_two_letters_and_no_small_one() {
        assert!(is_all_caps("BEIJING, D.C."));
        assert!(!is_all_caps("BEIJING, Jan. 24"));
        assert!(!is_all_caps("A 24"));
    }

    #[test]
    fn a_possessive_ending_goes() {
        assert_eq!(without_possessive("China's"), "China");
        assert_eq!(without_possessive("States’"), "States");
        assert_eq!(without_possessive("O'Brien"), "O'Brien");
    }
}
