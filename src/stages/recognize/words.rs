//! Letter case, and the words that names do not run over.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::text::WordSet;

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

/// The word with a capital only at its start, if it is all in capitals.
pub(super) fn in_small_letters(word: &str) -> Cow<'_, str> {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if is_all_caps(word) => {
            first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect::<String>().into()
        }
        _ => word.into(),
    }
}

/// The word without `'s` or a lone apostrophe at its end, as the tokenizer leaves them on words.
pub(super) fn without_possessive(word: &str) -> &str {
    // Most words end with none of the last bytes of an ending.
    match word.as_bytes().last() {
        Some(b's' | b'S' | b'\'' | 0x99) => {
            POSSESSIVES.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
        }
        _ => word,
    }
}

/// The text without a leading article.
pub(super) fn without_article(printed: &str) -> &str {
    ["The ", "the ", "THE "].iter().find_map(|article| printed.strip_prefix(article)).unwrap_or(printed)
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

/// Common words that stand in capitals in names of offices, programmes and committees, and that hardly anybody bears as a
/// name: "General Counsel", "Justice Assistance Grant", "Private Sector".
const COMMON_WORDS: &str = "\
    Accountability Accounting Acting Action Additional Adoption Advisory Advocate Advocates Agencies Aggressively \
    Agriculture Air Appropriations Armament Armed Assistance Attorneys Authority Authorization Aviation Benefits \
    Biofuels Bipartisan Border Business Cancer Capital Centers Children Cities Citizens Citizenship City Civil \
    Climate Closely Commanding Commerce Committees Communications Concerns Consumer Contractors Counsel Country \
    Criminal Currently Data Debate Defense Departments Detection Development Diabetes Disaster Discretionary \
    Disease Drug Dynamics Economic Economist Education Effort Efforts Elect Election Electric Elementary \
    Emergency Emeritus Employees Energy Enforcement Engineer Environment Environmental Estimate Ethanol Ethics \
    Executive Facility Families Family Farmers Final Finance Financial Firefighters First Fisheries Floor Food \
    Foods Freedom Fuel Full Funding Funds Gas Generals Global Grants Growth Hearing Hospitals Housing Human \
    Humanitarian Identification Immigration Industrial Industry Information Infrastructure Integration \
    Intelligence Investigation Investigations Investment Jobs Judiciary Labeling Leadership Legislation \
    Legislative Letter Loan Loans Local Maintenance Majority Management Manager Maritime Measure Media Medicine \
    Meeting Mental Minority Must Natural Network Nomination Nominations Nominee Nutrition Officer Officers \
    Offshore Oil Operating Operations Oversight Partners Partnership Permanent Photo Planning Preparedness \
    Presidential Prevention Privacy Product Production Professional Programs Property Protection Provisions \
    Purpose Ranking Reauthorization Rebuilding Reconstruction Record Recovery Reform Relief Religious Remarks \
    Renewable Reports Research Response Revenue Rights Rules Rural Safety Savings Science Sciences Scientist \
    Second Section Sector Securities Select Senior Series Should Space Specifically Spending Staff Standards \
    Statistics Storage Student Students Study Systems Task Tax Technologies Technology Terrorism Testimony \
    Training Transportation Vehicles Veteran Veto Waste Water Wildlife Women Work Workers Workforce World Would";

/// Head words of organisations that a document introduces with their acronyms.
const ORGANISATION_HEADS: &str = "\
    Academies Academy Administration Agency Airlines Airways Alliance Army Assembly Association Associations \
    Authority Bank Board Brigade Brigades Brotherhood Bureau Cabinet Caucus Center Centers Centre Centres Chamber \
    Church Club Coalition College Command Commission Committee Company Confederation Conference Congress Consortium \
    Cooperative Corporation Corps Council Court Department Directorate Federation Fleet Force Forces Forum \
    Foundation Front Fund Government Group Guard Headquarters Hospital Institute Institutes Institution Laboratory \
    League Legion Militia Ministry Mission Movement Network Observatory Office Organisation Organization Parliament \
    Partnership Party Patrol Police Secretariat Senate Service Services Society Subcommittee Taskforce Team Tribunal \
    Trust Union Unit University";

/// Head words of laws of a state.
const ACT_HEADS: &str = "Act Amendment Bill Code Constitution Statute";

/// Head words of treaties.
const TREATY_HEADS: &str = "\
    Accord Accords Agreement Charter Convention Conventions Covenant Pact Protocol Treaty";

/// Head words of programmes.
const PROGRAMME_HEADS: &str = "\
    Agenda Campaign Compact Initiative Plan Program Programme Programmes Programs Project Strategy";

/// Head words of diseases.
const DISEASE_HEADS: &str = "Disease Disorder Encephalopathy Fever Flu Influenza Syndrome Virus";

/// Words that follow a place in the name of something larger.
const LARGER_PLACES: &str = "\
    Airport Avenue Basin Bay Beach Bridge Canyon Chamber Club College Counties County Creek Falls Forest Heights \
    High Highway Hills Hospital Island Islands Lake Memorial Monument Park Post River Road Round School Springs \
    State Street Times Township Tribune University Valley";

/// Capitalised verbs of headlines, after which a name has ended.
const HEADLINE_VERBS: &str = "\
    Accepts Addresses Announce Announces Applaud Applauds Appoints Arrives Ask Asks Attend Attends Backs Call \
    Calls Chairs Cites Co-Chairs Commemorates Commends Comments Concludes Condemns Confirms Congratulates \
    Cosponsors Credit Criticizes Delivers Demands Discuss Discusses Encourages Exchange Exchanges Expresses \
    Extends Fight Fights Gives Greets Hails Has Have Helps Highlights Holds Honors Host Hosts Inaugurates \
    Introduce Introduces Is Issues Join Joins Joint Lauds Launches Leads Leaves Lobbied Makes Meet Meets Named \
    Names Offers Opens Opposes Outlines Pays Pleased Praises Presents Presides Pressed Presses Promotes Proposes \
    Push Pushes Questions Reacts Receives Recognized Recognizes Regarding Releases Renews Requests Responds \
    Returns Said Say Says Secured Secures Seek Seeks Send Sends Signs Speaks Speech Sponsors Stands Statement \
    Stresses Support Supports Takes Talks Tells Testifies Testify Thanks To Tours Travels Unveils Urge Urged \
    Urges Urging Visit Visits Votes Vows Wants Warns Welcome Welcomes Will Wins Worked Writes";

/// Acronyms that are common words in a line of capitals.
const COMMON_IN_CAPITALS: &str = "\
    ACT AID AIDS ARENA AU CAF CAR CIS CITES CUT DAV DAWN DOT ECO FIAT HIS ICE IDA IS ISA IT LET NED NOS OPT PACE PRO QUAD \
    RAN SAFE SEC SHAPE SWIFT TRIPS UPS US VA WHO";

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
            static WORDS: OnceLock<WordSet> = OnceLock::new();
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
    /// Whether the word is a common one that no name of a person holds.
    is_common_word: COMMON_WORDS,
    /// Whether the word is the head of an organisation's name.
    is_organisation_head: ORGANISATION_HEADS,
    /// Whether the word is the head of the name of a law.
    is_act_head: ACT_HEADS,
    /// Whether the word is the head of a treaty's name.
    is_treaty_head: TREATY_HEADS,
    /// Whether the word is the head of a programme's name.
    is_programme_head: PROGRAMME_HEADS,
    /// Whether the word is the head of a disease's name.
    is_disease_head: DISEASE_HEADS,
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

/// Phrases, written with bars between them and read once.
#[derive(Debug)]
pub(super) struct Phrases {
    list: &'static str,
    read: OnceLock<WordSet>,
}

impl Phrases {
    pub(super) const fn of(list: &'static str) -> Self {
        Self { list, read: OnceLock::new() }
    }

    /// Whether the words are one of the phrases.
    pub(super) fn contains(&self, words: &str) -> bool {
        self.read.get_or_init(|| self.list.split('|').collect()).contains(words)
    }
}

/// Whether a name of a person cannot hold the word.
pub(super) fn ends_name(word: &str) -> bool {
    is_calendar_word(word) || is_head_word(word) || is_function_word(word) || is_common_word(word)
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
    fn shouted_words_are_read_like_others() {
        assert_eq!(in_small_letters("STATEMENT"), "Statement");
        assert_eq!(in_small_letters("McCAIN"), "McCAIN");
    }

    #[test]
    fn a_phrase_of_a_list_is_matched_as_a_whole() {
        let houses = Phrases::of("Kremlin|White House");
        assert!(houses.contains("White House"));
        assert!(!houses.contains("House") && !houses.contains("") && !houses.contains("Kremlin|White House"));
    }

    #[test]
    fn a_possessive_ending_goes() {
        assert_eq!(without_possessive("China's"), "China");
        assert_eq!(without_possessive("States’"), "States");
        assert_eq!(without_possessive("O'Brien"), "O'Brien");
        for ending in POSSESSIVES {
            assert_eq!(without_possessive(&format!("Tarnow{ending}")), "Tarnow");
        }
    }
}
