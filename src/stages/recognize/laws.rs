//! Laws that hold for every recogniser and for all of them together, and the seed's form as one example.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::tagger::Model;
use super::tests_support::Sample;
use super::{DOCUMENT_RECOGNIZERS, RECOGNIZERS, RecognizerSet, UnknownRecognizer, docs_of_all};
use crate::config::RecognizeSettings;
use crate::lexicon::Lexicon;
use crate::model::{EntityType, Mention, RecognizerKind, Role, Zone};

/// Text with many capitals, titles, hyphens and brackets.
fn press_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-Z][a-z]{1,6}",
        "[a-z]{1,5}",
        "[A-Z]{2,5}",
        "\\PC{0,4}",
        prop::sample::select(vec![
            "President",
            "Sen.",
            "Senators",
            "of",
            "the",
            "and",
            ",",
            "(",
            ")",
            "-",
            "–",
            "'s",
            "China",
            "Belarus",
            "China-Belarus",
            "Georgia",
            "Foreign Minister",
            "United Nations",
            "(SCO)",
            "COVID-19",
            "Ministry of",
            "said",
            "bin",
            "al-",
            "Jr.",
            "\n",
            ". ",
            "Xi Jinping",
            "COVID",
            "U.S.",
            "Department",
            "’s",
            "20 January 2022",
            "$3",
        ])
        .prop_map(str::to_owned),
    ];
    let joined = (piece, prop::sample::select(vec![" ", " ", " ", ""]));
    prop::collection::vec(joined, 0..40)
        .prop_map(|pieces| pieces.iter().flat_map(|(piece, gap)| [piece.as_str(), gap]).collect())
}

fn assert_spans(sample: &Sample, mentions: &[Mention]) {
    for mention in mentions {
        let sentence = &sample.sentences[mention.sentence];
        assert!(sentence.span.contains(mention.span), "{mention:?} outside its sentence");
        assert!(!mention.span.is_empty());
        assert_eq!(sample.text().get(mention.span.range()).map(str::trim), Some(mention.span.of(sample.text())));
        assert!(mention.title.is_none_or(|title| sample.text().get(title.range()).is_some()));
        assert!((0.0..=1.0).contains(&mention.score));
    }
}

proptest! {
    #[test]
    fn each_recogniser_keeps_to_its_sentence(text in press_text()) {
        let sample = Sample::titled(&text);
        for recognizer in RECOGNIZERS {
            let mentions = sample.recognized_by(*recognizer);
            assert_spans(&sample, &mentions);
            prop_assert_eq!(sample.recognized_by(*recognizer), mentions);
        }
    }

    #[test]
    fn together_they_are_sorted_without_overlaps(text in press_text()) {
        let sample = Sample::titled(&text);
        for mentions in [sample.mentions(), sample.mentions_with_model()] {
            assert_spans(&sample, &mentions);
            let whole: Vec<&Mention> = mentions.iter().filter(|mention| mention.parent.is_none()).collect();
            for pair in whole.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start, "{:?}", pair);
            }
            for (at, mention) in mentions.iter().enumerate() {
                if let Some(parent) = mention.parent {
                    prop_assert!(parent < at && mentions[parent].span.contains(mention.span));
                    prop_assert_eq!(mentions[parent].subtype, Some("pair"));
                }
            }
        }
        prop_assert_eq!(sample.mentions_with_model(), sample.mentions_with_model());
    }
}

#[test]
fn every_example_shows_what_its_page_promises() {
    for recognizer in RECOGNIZERS {
        let doc = recognizer.doc();
        let mentions = Sample::new(doc.example).recognized_by(*recognizer);
        let found: Vec<_> =
            mentions.iter().map(|mention| (mention.span.of(doc.example), mention.entity_type)).collect();
        assert_eq!(found, doc.finds, "{}", doc.name);
    }
    let of_documents = DOCUMENT_RECOGNIZERS.iter().map(|recognizer| recognizer.doc());
    for doc in [&super::tagger::DOC].into_iter().chain(of_documents) {
        let sample = if doc.example.contains('\n') { Sample::titled(doc.example) } else { Sample::new(doc.example) };
        let needs_model = matches!(doc.name, "tagger" | "agreement");
        let mentions = if needs_model { sample.mentions_with_model() } else { sample.mentions() };
        let found: Vec<_> =
            mentions.iter().map(|mention| (mention.span.of(doc.example), mention.entity_type)).collect();
        assert_eq!(found, doc.finds, "{}", doc.name);
    }
}

#[test]
fn names_are_unique_and_can_be_left_out() {
    let names: BTreeSet<&str> = docs_of_all().map(|doc| doc.name).collect();
    assert_eq!(names.len(), docs_of_all().count());
    let leaving_out = |name: &str| {
        RecognizerSet::new(
            Lexicon::embedded(),
            &RecognizeSettings { disabled: vec![name.to_owned()], ..Default::default() },
            &[],
            Model::embedded(),
        )
    };
    assert_eq!(leaving_out("nobody").err(), Some(UnknownRecognizer { name: "nobody".to_owned() }));
    let sample = Sample::new("China met France on 20 January 2022.");
    for (left_out, kind) in [("countries", RecognizerKind::Model), ("tagger", RecognizerKind::Lexicon)] {
        let set = leaving_out(left_out).unwrap();
        let found = set.recognize(&sample.document, &sample.tokens, &sample.sentences);
        let kinds: Vec<_> = found.iter().map(|mention| mention.recognizer).collect();
        assert_eq!(kinds, [kind, kind, RecognizerKind::Rule], "without {left_out}");
    }
}

/// A read-out in the form of the seed.
const READ_OUT: &str = "\
Xi Jinping Exchanges Messages with Belarusian President Alexander Lukashenko on China-Belarus Ties
President Xi Jinping exchanged messages with Belarusian President Alexander Lukashenko on ties between the two countries.
Xi Jinping pointed out that China-Belarus relations go on. China and Belarus fight the COVID-19 pandemic.
Xi Jinping stressed that President Lukashenko and he support Belt and Road cooperation.
Lukashenko said, Belarus-China relations have been lifted.";

#[test]
fn a_read_out_is_read_as_a_reader_would() {
    let sample = Sample::titled(READ_OUT);
    let mentions = sample.mentions();
    let printed = |mention: &Mention| mention.span.of(READ_OUT).to_owned();
    let count = |text: &str, is_part: bool| {
        mentions.iter().filter(|mention| printed(mention) == text && mention.parent.is_some() == is_part).count()
    };
    assert_eq!(count("Xi Jinping", false), 4);
    assert_eq!(count("Alexander Lukashenko", false) + count("Lukashenko", false), 4);
    assert_eq!(count("China-Belarus", false) + count("Belarus-China", false), 3);
    assert_eq!((count("China", true), count("Belarus", true)), (3, 3));
    assert_eq!((count("China", false), count("Belarus", false), count("Belarusian", false)), (1, 1, 2));
    let typed = |text: &str| {
        let found = mentions.iter().find(|mention| printed(mention) == text);
        found.map(|mention| (mention.entity_type, mention.subtype))
    };
    assert_eq!(typed("Belt and Road"), Some((EntityType::Misc, Some("initiative"))));
    assert_eq!(typed("COVID-19"), Some((EntityType::Misc, Some("disease"))));
    assert_eq!(typed("two"), None);
    let president = mentions.iter().find(|mention| printed(mention) == "Alexander Lukashenko").unwrap();
    assert_eq!((president.role, president.country), (Some(Role::HeadOfState), Some("BLR")));
    assert_eq!(sample.sentences[president.sentence].zone, Zone::Title);
}
