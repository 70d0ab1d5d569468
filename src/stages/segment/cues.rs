//! Closed lists of English words that speak for or against the start of a sentence.

use std::sync::LazyLock;

use crate::text::WordSet;

/// Declares lists, each written as one text.
macro_rules! lists {
    ($($(#[$doc:meta])+ $name:ident = $text:literal;)+) => {
        $($(#[$doc])+ static $name: LazyLock<WordSet> =
            LazyLock::new(|| $text.split_ascii_whitespace().collect());)+
    };
}

lists! {
    /// Function words that open a sentence when they have a capital, and hardly ever stand in a name after an abbreviation.
    STARTERS = "\
        A About According Across After Again All Also Although Among An And Another Any Are As At Because Before \
        Both But By Can Could Despite Did Do Does During Each Earlier Even Every Few First Following For From \
        Further Furthermore Given Had Has Have He Her Here His How However I If In Indeed Instead Is It Its Last \
        Later Let Like Many Meanwhile More Moreover Most Mr Mrs Ms Much My Never Nevertheless No Nobody Nor Not \
        Nothing Now Of Often On Once One Only Or Other Others Our Over Perhaps Please Several She Should Similarly \
        Since So Some Soon Still Such Than Thank Thanks That The Their Then There Therefore These They This Those \
        Though Through Throughout Thus To Today Together Tomorrow Two Under Unfortunately Unless Until Upon Was We \
        Were What When Where Whether Which While Who Whose Why With Within Without Would Yes Yesterday Yet You Your";

    /// Those of them that never are part of a name at all.
    STRONG_STARTERS = "\
        But He Her His However If It Its She That The Their There These They This Those We What When While You";

    /// Words that open a phrase before the subject; a phrase of two or three words alone is no sentence.
    PREPOSITIONS = "\
        about after around as at before between by during for from in into of on since through to toward towards \
        under until with within without";

    /// Words after which a line cannot be complete.
    CONNECTORS = "\
        a an and but his her its nor or our that the their this which who";

    /// Short words that end sentences, and are no abbreviations.
    SHORT_WORDS = "do go him in it me off on out so them there too up us";

    /// Words after which a clause is broken off, if a dash follows.
    DANGLING = "\
        's ’s am are as be because been but can could did do does had has have if is like not should so than that's there's was \
        were when where whose will would";

    /// Words that follow a clock time without ending the sentence.
    CALENDAR = "\
        April August Central December EDT EST ET CET CEST Eastern February Friday GMT January July June March May \
        Monday Mountain November October Pacific Saturday September Sunday Thursday Tuesday UTC Wednesday";

    /// Names of days, whole and short.
    WEEKDAYS = "\
        Fri Friday Mon Monday Sat Saturday Sun Sunday Thu Thur Thurs Thursday Tue Tues Tuesday Wed Wednesday";

    /// Words that open the first sentence of a message, and hardly ever go on with a name.
    MESSAGE_OPENERS = "\
        A An Are Attached Can Could Did Do Does Enclosed Have He Here Hope If It Just Let Please Sorry Thank Thanks \
        That The There These They This We What Why Would You Your";

    /// Words that open a clause with a capital after an ordinary word.
    CLAUSE_OPENERS = "\
        Although Are Attached Enclosed He Here Hope However If It Please She Since Thank Thanks The There These They This \
        We What You";

    /// Words that begin a closing formula.
    CLOSINGS = "\
        All Best Cheers Cordially Kind Kindest Love Many Regards Respectfully Rgds Sincerely Take Thank Thanks Thx Warm \
        Warmest With Yours";

    /// Words that go on with one.
    CLOSING_WORDS = "\
        Regards Rgds Wishes again best care faithfully kind much regards sincerely thanks the truly very warm wishes you yours";

    /// Words that a whole one ends with.
    CLOSING_ENDS = "\
        Best Cheers Cordially Love Regards Respectfully Rgds Sincerely Thanks Thx Wishes Yours again best care faithfully \
        much regards sincerely thanks truly wishes you yours";

    /// Words in the names of institutions to which the owner of an address belongs.
    INSTITUTIONS = "\
        Academy Center Centre College Department Embassy Faculty Institute Institut Instituto Laboratory Ministry Office \
        School Universidad Universidade Universität Université University";

    /// Labels that begin a line: of a message, of an announcement, of a picture.
    FIELDS = "\
        CC Cc DATE Date From Groups Image LOCATION Location PLACE Photo Place Posted SUBJECT Sent Subject TIME Time To \
        Venue Video WHAT WHEN WHERE WHO WHY What When Where Who Why";

    /// Verbs that tie a quotation to the person who is named after it.
    REPORTING_VERBS = "\
        added adds announced answered argued ask asked asks called continued cried declared exclaimed explained howled \
        inquired insisted murmured noted recalled remarked replied said say says screamed shouted sighed stated stressed \
        told whispered wondered writes wrote yelled";
}

pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.contains(stem(word))
}

pub(super) fn is_strong_starter(word: &str) -> bool {
    STRONG_STARTERS.contains(stem(word))
}

pub(super) fn is_preposition(word: &str) -> bool {
    is_in_any_case(&PREPOSITIONS, word)
}

/// Whether a word asks for another one after it.
pub(super) fn is_connector(word: &str) -> bool {
    is_in_any_case(&CONNECTORS, word) || is_preposition(word)
}

pub(super) fn is_short_word(word: &str) -> bool {
    SHORT_WORDS.contains(word)
}

/// Whether a word is a name that ends with an exclamation mark.
pub(super) fn is_exclaimed_name(word: &str) -> bool {
    matches!(word, "Jeopardy" | "Oklahoma" | "Yahoo")
}

/// Whether a clause that stops after this word was broken off.
pub(super) fn is_dangling(word: &str) -> bool {
    DANGLING.contains(word) || is_connector(word)
}

pub(super) fn is_calendar(word: &str) -> bool {
    CALENDAR.contains(word)
}

pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(word)
}

/// Whether a word begins a form of address.
pub(super) fn is_salutation(word: &str) -> bool {
    matches!(word, "Dear" | "Greetings" | "Hello" | "Hey" | "Hi" | "hello" | "hey" | "hi")
}

pub(super) fn is_message_opener(word: &str) -> bool {
    MESSAGE_OPENERS.contains(stem(word))
}

pub(super) fn is_clause_opener(word: &str) -> bool {
    CLAUSE_OPENERS.contains(stem(word))
}

/// Whether a word opens the first sentence of a message after a name as well.
pub(super) fn is_request(word: &str) -> bool {
    matches!(word, "Attached" | "Enclosed" | "If" | "Please")
}

pub(super) fn opens_closing(word: &str) -> bool {
    CLOSINGS.contains(word)
}

pub(super) fn continues_closing(word: &str) -> bool {
    CLOSING_WORDS.contains(word)
}

pub(super) fn ends_closing(word: &str) -> bool {
    CLOSING_ENDS.contains(word)
}

/// Whether a word begins thanks, which may go on where other closing formulas end: `Thank you, Senator`.
pub(super) fn is_thanks(word: &str) -> bool {
    matches!(word, "Many" | "Thank" | "Thanks" | "Thx")
}

pub(super) fn is_institution(word: &str) -> bool {
    INSTITUTIONS.contains(word)
}

pub(super) fn is_field(word: &str) -> bool {
    FIELDS.contains(word)
}

pub(super) fn is_reporting_verb(word: &str) -> bool {
    REPORTING_VERBS.contains(word)
}

/// Longer words are in no list.
const MAX_WORD_BYTES: usize = 12;

fn is_in_any_case(list: &WordSet, word: &str) -> bool {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return list.contains(word);
    }
    word.len() <= MAX_WORD_BYTES && list.contains(word.to_lowercase().as_str())
}

/// The word before an apostrophe or the period of an abbreviation: `It` of `It'll`, `Mr` of `Mr.`.
fn stem(word: &str) -> &str {
    word.split(['\'', '’', '.']).next().unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strong_starters_are_starters() {
        assert!(STRONG_STARTERS.is_subset(&STARTERS));
        assert!(is_starter("We'll") && is_starter("Mr.") && !is_starter("Senate") && !is_starter("the"));
    }
}
