//! The language of a document.

use std::sync::LazyLock;

use whatlang::Lang;

use crate::model::{Block, Zone};
use crate::text::{Span, WordSet};

/// Bytes looked at, at the start of the body and again in its middle: a thousand in all are enough to tell a language, and
/// telling it costs more than the rest of this stage together.
const SAMPLE: usize = 512;

/// Fewer letters than this say nothing.
const MIN_LETTERS: usize = 20;

/// ISO 639-1 code (639-3 where there is none) and confidence from 0 to 1 of the body's language.
pub(super) fn detect(text: &str, blocks: &[Block]) -> Option<(&'static str, f32)> {
    let body = blocks.iter().filter(|block| matches!(block.zone, Zone::Body | Zone::Question | Zone::Answer));
    let body = body.map(|block| block.span).reduce(Span::cover).unwrap_or(Span::new(0, text.len()));
    let sample = sample(body.of(text));
    if sample.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count() < MIN_LETTERS {
        return None;
    }
    if is_plainly_english(&sample) {
        return Some(("en", 1.0));
    }
    let info = whatlang::detect(&sample)?;
    Some((code(info.lang()), info.confidence() as f32))
}

/// The words that stand most often in any English text, and seldom in a text of another language.
static ENGLISH: LazyLock<WordSet> = LazyLock::new(|| {
    [
        "and", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "he", "his", "is", "it", "its",
        "not", "of", "on", "or", "our", "said", "she", "that", "the", "their", "they", "this", "to", "was", "we",
        "were", "which", "who", "will", "with", "would",
    ]
    .into_iter()
    .collect()
});

/// Fewer words than this prove nothing.
const MIN_WORDS: usize = 30;

/// Whether at least a fifth of the words are the commonest of English: no other language comes near that, and the detector
/// need not be asked.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut english) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        english += usize::from(ENGLISH.contains(word));
    }
    words >= MIN_WORDS && 5 * english >= words
}

fn sample(body: &str) -> String {
    let piece = |from: usize| {
        let from = body.floor_char_boundary(from);
        body.get(from..body.floor_char_boundary(from + SAMPLE)).unwrap_or_default()
    };
    if body.len() <= 2 * SAMPLE { body.to_owned() } else { format!("{} {}", piece(0), piece(body.len() / 2)) }
}

/// Codes of the ISO 639-1 list at the Library of Congress.
fn code(language: Lang) -> &'static str {
    match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_press_texts() {
        for (text, code) in [
            (
                "The two presidents discussed the development of trade and cultural exchange between their countries.",
                "en",
            ),
            ("Les deux présidents ont évoqué le développement des échanges commerciaux entre leurs pays.", "fr"),
            ("Президенты обсудили развитие торговли и культурного обмена между двумя странами.", "ru"),
            ("两国元首就贸易和文化交流的发展交换了意见，并同意加强各领域务实合作。", "zh"),
        ] {
            let (found, score) = detect(text, &[]).unwrap();
            assert_eq!(found, code);
            assert!((0.0..=1.0).contains(&score));
        }
        assert_eq!(detect("2022-01-20 20:56, Minsk", &[]), None);
    }

    #[test]
    fn every_language_has_a_code_of_its_own() {
        let codes: std::collections::BTreeSet<&str> = Lang::all().iter().map(|lang| code(*lang)).collect();
        assert_eq!(codes.len(), Lang::all().len());
        assert!(codes.iter().all(|code| code.len() == 2));
    }

    #[test]
    fn long_bodies_are_sampled_at_the_start_and_in_the_middle() {
        let body = format!("{}{}", "é".repeat(4000), "ж".repeat(4000));
        let sampled = sample(&body);
        assert!(sampled.starts_with('é') && sampled.ends_with('ж') && sampled.len() <= 2 * SAMPLE + 1);
    }
}
