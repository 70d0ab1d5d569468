//! Closed lists of English words that speak for or against the start of a sentence.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words; only asked for single words, never walked over.
type Words = LazyLock<HashSet<&'static str>>;

/// Declares lists, each written as one text.
macro_rules! lists {
    ($($(#[$doc:meta])+ $name:ident = $text:literal;)+) => {
        $($(#[$doc])+ static $name: Words = LazyLock::new(|| $text.split_ascii_whitespace().collect());)+
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

    /// Words that follow a clock time without ending the sentence.
    CALENDAR = "\
        April August Central December EDT EST ET CET CEST Eastern February Friday GMT January July June March May \
        Monday Mountain November October Pacific Saturday September Sunday Thursday Tuesday UTC Wednesday";

    /// Verbs that tie a quotation to the person who is named after it.
    REPORTING_VERBS = "\
        added adds announced answered argued ask asked asks called continued cried declared exclaimed explained \
        inquired insisted noted recalled remarked replied said say says shouted stated stressed told wondered writes \
        wrote";
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

pub(super) fn is_calendar(word: &str) -> bool {
    CALENDAR.contains(word)
}

pub(super) fn is_reporting_verb(word: &str) -> bool {
    REPORTING_VERBS.contains(word)
}

/// Longer words are in no list.
const MAX_WORD_BYTES: usize = 12;

fn is_in_any_case(list: &Words, word: &str) -> bool {
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
