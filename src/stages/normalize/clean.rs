//! Characters: one kind of line end, one kind of space, nothing invisible, NFC.
//!
//! What is left of white space afterwards: space, tab, newline and form feed; the layout reads these and removes the
//! last of them.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::text::AlignedText;

/// Cleaned text.
#[derive(Debug)]
pub(super) struct Cleaned {
    pub(super) text: AlignedText,
    /// Control characters that were there.
    pub(super) controls: usize,
}

pub(super) fn clean(text: AlignedText) -> Cleaned {
    let (text, controls) = replace_characters(text);
    Cleaned { text: compose(text), controls }
}

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Keep,
    /// Gives way to another character.
    Become(char),
    Delete,
    /// A control character: deleted, and counted.
    Control,
}

/// One pass over the odd characters; text without any comes back as it was.
fn replace_characters(text: AlignedText) -> (AlignedText, usize) {
    let source = text.as_str();
    let Some(first) = next_odd(source, 0) else { return (text, 0) };
    let mojibake = has_c1_controls(source);
    let mut editor = text.edit();
    let (mut next, mut controls) = (Some(first), 0);
    while let Some(at) = next {
        let Some(character) = source.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let mut end = at + character.len_utf8();
        let fate = match character {
            '\r' if source.get(end..).is_some_and(|rest| rest.starts_with('\n')) => {
                end += 1;
                Fate::Become('\n')
            }
            '\u{AD}' => {
                end = hyphenation_end(source, end);
                Fate::Delete
            }
            '\u{80}'..='\u{9F}' => c1(character, mojibake),
            '\u{200C}' | '\u{200D}' => joiner(character, source.get(..at), source.get(end..)),
            _ => fate(character),
        };
        controls += usize::from(fate == Fate::Control || matches!(character, '\u{80}'..='\u{9F}' if mojibake));
        if fate != Fate::Keep {
            editor.keep(at);
            match fate {
                Fate::Become(character) => editor.replace(end, character.encode_utf8(&mut [0; 4])),
                _ => editor.delete(end),
            }
        }
        next = next_odd(source, end);
    }
    (editor.finish(), controls)
}

/// Position of the next character from `from` on that is neither printable ASCII nor newline, tab or form feed.
fn next_odd(text: &str, from: usize) -> Option<usize> {
    let plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t' | b'\x0C');
    let rest = text.as_bytes().get(from..)?;
    // Whole blocks first: the compiler turns the inner loop into vector instructions.
    let blocks =
        rest.chunks_exact(32).take_while(|block| block.iter().all(|byte| (b' '..=b'~').contains(byte))).count();
    let skipped = blocks * 32;
    let tail = rest.get(skipped..)?.iter().position(|byte| !plain(byte))?;
    Some(from + skipped + tail)
}

/// Characters whose fate does not depend on what stands beside them.
fn fate(character: char) -> Fate {
    match character {
        // Line ends: carriage return, vertical tab, and those of Unicode.
        '\r' | '\u{B}' | '\u{2028}' | '\u{2029}' => Fate::Become('\n'),
        // Every other space of Unicode.
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Fate::Become(' '),
        '\0'..='\u{1F}' | '\u{7F}' | '\u{FFFE}' | '\u{FFFF}' => Fate::Control,
        // Zero width: space, word joiner and invisible operators, byte order mark inside, Mongolian vowel separator.
        '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{180E}' => Fate::Delete,
        // Direction marks and controls, deprecated format characters, annotation anchors, tags.
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => Fate::Delete,
        '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}' => Fate::Delete,
        _ => Fate::Keep,
    }
}

/// A soft hyphen at the end of a line takes the line end with it: the word was broken there.
fn hyphenation_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let after = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']));
    match after {
        Some(after) if after.starts_with(char::is_alphabetic) => text.len() - after.len(),
        _ => at,
    }
}

/// Whether the text has C1 controls beside NEL: then it is windows-1252 that somebody took for ISO 8859-1, and 0x85 is
/// an ellipsis rather than a line end.
fn has_c1_controls(text: &str) -> bool {
    memchr::memchr_iter(0xC2, text.as_bytes())
        .any(|at| text.as_bytes().get(at + 1).is_some_and(|byte| (0x80..0xA0).contains(byte) && *byte != 0x85))
}

fn c1(character: char, mojibake: bool) -> Fate {
    if !mojibake {
        return Fate::Become('\n');
    }
    let byte = [character as u32 as u8];
    match encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next() {
        Some(meant) if meant != character => Fate::Become(meant),
        _ => Fate::Control,
    }
}

/// So many combining marks may stand between a letter and the joiner after it.
const MAX_MARKS: usize = 8;

/// Zero-width joiners are spelling between letters of Arabic and Indic scripts and after a virama (combining class 9),
/// and glue between emoji; elsewhere they are litter. The marks between are looked through, since NFC may reorder them.
fn joiner(joiner: char, before: Option<&str>, after: Option<&str>) -> Fate {
    let back = || before.unwrap_or_default().chars().rev();
    let is_mark = |c: &char| canonical_combining_class(*c) != 0;
    let letter = back().take(MAX_MARKS + 1).find(|c| !is_mark(c));
    let virama = back().take(MAX_MARKS).take_while(is_mark).any(|c| canonical_combining_class(c) == 9);
    let next = after.and_then(|text| text.chars().next()).filter(|c| !is_mark(c));
    let spelling = letter.is_some_and(joins) && (virama || next.is_some_and(joins));
    let emoji = joiner == '\u{200D}' && back().next().is_some_and(glues) && next.is_some_and(glues);
    if spelling || emoji { Fate::Keep } else { Fate::Delete }
}

/// Letters and marks of scripts that spell with joiners: Arabic to N'Ko, Brahmic scripts, Mongolian.
fn joins(character: char) -> bool {
    let script = matches!(character,
        '\u{600}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{F00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}'
        | '\u{A800}'..='\u{A8FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{11000}'..='\u{11FFF}');
    script && fate(character) == Fate::Keep
}

fn glues(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

/// NFC (Unicode Standard Annex 15). Only the stretches that may compose are looked at, each once, so that a flood of
/// combining marks costs no more than sorting it.
fn compose(text: AlignedText) -> AlignedText {
    let source = text.as_str();
    if is_nfc(source) {
        return text;
    }
    let mut editor = text.edit();
    let mut at = 0;
    while let Some(start) = next_composable(source, at) {
        let end = stretch_end(source, start);
        let stretch = source.get(start..end).unwrap_or_default();
        let composed: String = stretch.nfc().collect();
        if composed != stretch {
            editor.keep(start);
            editor.replace(end, &composed);
        }
        at = end;
    }
    editor.finish()
}

/// Below this no character composes with or decomposes into another.
const FIRST_COMPOSABLE: char = '\u{300}';

fn is_nfc(text: &str) -> bool {
    text.chars().all(|c| c < FIRST_COMPOSABLE || is_stable(c))
}

/// A character that begins anew: nothing before it can change it, nor does it change by itself.
fn is_stable(character: char) -> bool {
    character < FIRST_COMPOSABLE
        || (canonical_combining_class(character) == 0 && is_nfc_quick(std::iter::once(character)) == IsNormalized::Yes)
}

/// Start of the next stretch that may change: the stable character before the first one that is not.
fn next_composable(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let mut start = from;
    for (at, character) in rest.char_indices() {
        if !is_stable(character) {
            return Some(start);
        }
        start = from + at;
    }
    None
}

/// End of the stretch that begins at `start`: the next stable character.
fn stretch_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut characters = rest.char_indices().skip(1);
    characters.find(|(_, c)| is_stable(*c)).map_or(text.len(), |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;

    fn cleaned(text: &str) -> String {
        clean(AlignedText::identity(text.to_owned())).text.into_string()
    }

    /// Every character that has a rule here, marks that compose and reorder, and letters around them.
    const ODD: &str = "[a-cA-C ,.\n\t\r\u{B}\u{C}\0\u{1B}\u{7F}\u{80}-\u{A0}\u{AD}\u{2000}-\u{200F}\u{2028}-\u{202F}\
                       \u{205F}-\u{2064}\u{3000}\u{FEFF}\u{FFFD}\u{300}\u{301}\u{327}\u{1100}\u{1161}\u{11A8}\u{AC00}\
                       \u{94D}\u{915}\u{628}\u{1F468}\u{FE0F}\u{212B}\u{F71}\u{F72}\u{9C7}\u{9BE}é]{0,40}";

    proptest! {
        /// Cleaning twice changes nothing, and the text is NFC without any space but the four.
        #[test]
        fn is_idempotent(text in ODD) {
            let once = cleaned(&text);
            prop_assert_eq!(&cleaned(&once), &once);
            prop_assert_eq!(&once.nfc().collect::<String>(), &once);
            let known = once.chars().all(|c| !c.is_whitespace() || [' ', '\t', '\n', '\u{C}'].contains(&c));
            prop_assert!(known, "{:?}", once);
        }

        /// Composing piece by piece is composing the whole.
        #[test]
        fn composes_as_the_standard_does(text in "[a-cé\u{300}-\u{328}\u{1100}-\u{1105}\u{1161}-\u{1165}\u{11A8}\u{212B}\u{9C7}\u{9BE}\u{F71}-\u{F74}]{0,30}") {
            let composed = compose(AlignedText::identity(text.clone()));
            prop_assert_eq!(composed.as_str(), text.nfc().collect::<String>());
        }

        /// The bytes under any stretch clean to that stretch, for text whose characters do not look at their neighbours.
        #[test]
        fn raw_bytes_clean_to_the_text(text in "[a-c \u{2002}\u{A0}\u{200B}\u{202E}é\u{4E2D}\0]{0,30}") {
            let whole = clean(AlignedText::identity(text.clone())).text;
            let bounds: Vec<usize> = whole.as_str().char_indices().map(|(at, _)| at).chain([whole.as_str().len()]).collect();
            for pair in bounds.windows(2) {
                let span = Span::new(pair[0], pair[1]);
                prop_assert_eq!(cleaned(&text[whole.to_raw(span).unwrap()]), span.of(whole.as_str()));
            }
        }
    }

    #[test]
    fn line_ends_and_spaces() {
        assert_eq!(cleaned("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f\u{B}g"), "a\nb\nc\nd\ne\nf\ng");
        assert_eq!(cleaned("two\u{2002}countries\u{A0}met\u{3000}here"), "two countries met here");
    }

    #[test]
    fn invisible_characters_go_and_controls_are_counted() {
        assert_eq!(cleaned("co\u{AD}oper\u{200B}ation\u{FEFF} \u{202E}now\u{202C}"), "cooperation now");
        assert_eq!(cleaned("govern\u{AD}\r\nment"), "government");
        let cleaned = clean(AlignedText::identity("N\0U\u{1}L".to_owned()));
        assert_eq!((cleaned.text.as_str(), cleaned.controls), ("NUL", 2));
    }

    #[test]
    fn joiners_stay_where_they_spell() {
        for kept in ["می\u{200C}خواهم", "क\u{94D}\u{200D}ष", "\u{1F468}\u{200D}\u{1F469}"] {
            assert_eq!(cleaned(kept), kept);
        }
        assert_eq!(cleaned("Min\u{200D}sk\u{200C}"), "Minsk");
    }

    #[test]
    fn windows_1252_read_as_latin_1_is_repaired() {
        assert_eq!(cleaned("\u{93}Yes\u{94}\u{85} he\u{92}d\u{81}"), "\u{201C}Yes\u{201D}\u{2026} he\u{2019}d");
    }

    #[test]
    fn a_flood_of_marks_is_linear() {
        let flood = format!("a{}", "\u{301}\u{327}".repeat(100_000));
        assert_eq!(cleaned(&flood).chars().count(), 200_000);
    }
}
