//! Forms of letters and mails that lost their line ends: the form of address, the closing formula, the signature.

use super::tokens::Period;
use super::view::{Between, Opening, View};
use super::{cues, stamps};
use crate::lexicon::AbbreviationKind;
use crate::model::TokenKind;

/// A form of address or a signature has at most this many words.
const MAX_NAME: usize = 4;

/// A closing formula has at most this many words: `Thank you very much`.
const MAX_CLOSING: usize = 4;

/// The last part of a telephone number has at least this many digits.
const PHONE_DIGITS: usize = 4;

/// Whether a part of a letter begins at `at`, in a sentence that began at `start`.
pub(super) fn begins(view: &View<'_>, start: usize, at: usize) -> bool {
    if !view.is(at, TokenKind::Word) {
        return false;
    }
    if begins_address(view, at) {
        return true;
    }
    at - start <= MAX_NAME + MAX_CLOSING
        && (begins_after_address(view, start, at)
            || begins_signature(view, start, at)
            || begins_after_name(view, start, at))
}

/// Whether a form of address begins at `at`, after words that no mark ends: `in touch ‖ Dear Ms. Lee`.
fn begins_address(view: &View<'_>, at: usize) -> bool {
    let last = at - 1;
    if !view.is_capitalized(at) || view.is(last, TokenKind::Punctuation) || cues::is_connector(view.word(last)) {
        return false;
    }
    let ends_block = is_address_mark(view, at + 1) && view.before(at + 2) >= Between::Newline;
    if cues::is_salutation(view.word(at)) {
        return is_name_part(view, at + 1) || ends_block;
    }
    ends_block && view.is_attached(at + 1) && view.is(last, TokenKind::Number) && view.word(last).len() >= PHONE_DIGITS
}

fn is_address_mark(view: &View<'_>, at: usize) -> bool {
    matches!(view.word(at), "," | ":" | "-")
}

/// Whether all of the sentence so far is a form of address: `Dear Ms. Lee, ‖ Thank you`.
fn begins_after_address(view: &View<'_>, start: usize, at: usize) -> bool {
    let has_double_dash = at > start + 2 && view.word(at - 1) == "-" && view.word(at - 2) == "-";
    let mark = if has_double_dash { at - 2 } else { at - 1 };
    if !matches!(view.word(mark), "," | ":" | "-" | "!") || mark <= start {
        return false;
    }
    let has_salutation = cues::is_salutation(view.word(start));
    let name = if has_salutation { start + 1 } else { start };
    if mark - name > MAX_NAME || !(name..mark).all(|at| is_name_part(view, at) || has_salutation) {
        return false;
    }
    let word = view.word(at);
    if view.word(mark) != "," && stamps::before(view, start).is_some() {
        return true;
    }
    if has_salutation {
        return cues::is_message_opener(word) || word == "I" && (view.word(start) == "Dear" || view.word(mark) != ",");
    }
    view.word(mark) == "," && cues::is_message_opener(word) && view.is_lower_word(at + 1)
}

/// Whether a signature begins at `at`, after a closing formula that is all of the sentence so far: `Regards, ‖ Anna Lee`.
fn begins_signature(view: &View<'_>, start: usize, at: usize) -> bool {
    let Some(closing) = closing_end(view, start) else { return false };
    let has_comma = view.word(closing) == ",";
    let end = name_end(view, at);
    if closing + usize::from(has_comma) != at || end == at {
        return false;
    }
    let is_thanks = cues::is_thanks(view.word(start));
    let needs_comma = matches!(view.word(closing - 1), "Best" | "Love" | "you");
    if view.before(end) >= Between::Newline {
        return has_comma || !needs_comma;
    }
    // Thanks to a person go on in small letters; a signature is followed by the next part of the letter.
    let goes_on = view.is_attached(end) || is_thanks && view.is_lower_word(end);
    !goes_on && (has_comma || !is_thanks && !needs_comma)
}

/// Whether all of the sentence so far is a name, a signature or a heading, after which a whole sentence begins.
fn begins_after_name(view: &View<'_>, start: usize, at: usize) -> bool {
    if at - start > MAX_NAME || !(start..at).all(|at| is_name_part(view, at)) {
        return false;
    }
    if cues::is_message_opener(view.word(at)) && view.is_lower_word(at + 1) {
        return true;
    }
    let is_addressed = view.is_capitalized(at) && is_address_mark(view, at + 1);
    if is_addressed && view.word(at) == view.word(start) {
        return true;
    }
    let is_signature = follows_closing(view, start);
    let opens = view.opening(at) == Opening::Starter && view.period(at) == Period::None;
    opens && (is_signature || stamps::before(view, start).is_some())
        || is_addressed && is_signature && view.before(at + 2) >= Between::Space
}

/// Whether the sentence before `start` is a closing formula.
fn follows_closing(view: &View<'_>, start: usize) -> bool {
    let last = start.saturating_sub(1);
    let end = if matches!(view.word(last), "," | "." | "!") { last } else { start };
    (1..=MAX_CLOSING).filter_map(|length| end.checked_sub(length)).any(|from| closing_end(view, from) == Some(end))
}

/// The token after the closing formula that begins at `at`.
fn closing_end(view: &View<'_>, at: usize) -> Option<usize> {
    if !cues::opens_closing(view.word(at)) {
        return None;
    }
    let more = (at + 1..at + MAX_CLOSING).take_while(|at| cues::continues_closing(view.word(*at))).count();
    cues::ends_closing(view.word(at + more)).then_some(at + 1 + more)
}

/// The token after the name that begins at `at`.
fn name_end(view: &View<'_>, at: usize) -> usize {
    let is_next = |next: &usize| is_name_part(view, *next) && (*next == at || view.before(*next) == Between::Space);
    at + (at..at + MAX_NAME).take_while(is_next).count()
}

/// Whether a token can be part of a name: a capitalised word that opens no sentence, a title, an initial.
fn is_name_part(view: &View<'_>, at: usize) -> bool {
    match view.period(at) {
        Period::Initial | Period::Of(AbbreviationKind::BeforeName) => true,
        Period::Of(_) => false,
        Period::None => view.is_capitalized(at) && !cues::is_starter(view.word(at)),
    }
}
