//! What holds for the mentions of a document.

use communique::model::{Mention, Sentence};

/// Mentions are trimmed, in their sentence, in order and apart, but for the parts of a compound.
pub(super) fn assert_mentions(text: &str, sentences: &[Sentence], mentions: &[Mention]) {
    for (at, mention) in mentions.iter().enumerate() {
        let sentence = sentences.get(mention.sentence).expect("its sentence is there");
        assert!(sentence.span.contains(mention.span), "a mention lies in its sentence");
        let printed = text.get(mention.span.range()).expect("mentions are on character boundaries");
        assert!(!printed.is_empty() && printed.trim() == printed, "{printed:?} is trimmed");
        assert!((0.0..=1.0).contains(&mention.score), "{printed:?} has the score {}", mention.score);
        if let Some(parent) = mention.parent {
            assert!(parent < at && mentions[parent].span.contains(mention.span), "{printed:?} lies in its compound");
            assert!(mentions[parent].parent.is_none(), "{printed:?}: a part has no parts");
        }
        if let Some(title) = mention.title {
            assert!(text.get(title.range()).is_some_and(|title| !title.is_empty()), "{printed:?}: {title:?}");
            assert!(!title.overlaps(mention.span), "the title stands outside {printed:?}");
        }
    }
    assert!(mentions.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start), "mentions are sorted by start");
    assert_apart(text, mentions.iter().filter(|mention| mention.parent.is_none()));
    assert_apart(text, mentions.iter().filter(|mention| mention.parent.is_some()));
}

fn assert_apart<'m>(text: &str, mentions: impl Iterator<Item = &'m Mention>) {
    let mut end = 0;
    for mention in mentions {
        assert!(mention.span.start >= end, "{:?} overlaps the mention before it", mention.span.of(text));
        end = mention.span.end;
    }
}
