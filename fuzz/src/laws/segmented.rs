//! What holds for the tokens and sentences of a document.

use communique::model::{Document, Sentence, Token};

/// Tokens hold every character of the blocks but white space; sentences hold every token, each inside one block.
pub(super) fn assert_segmented(document: &Document, tokens: &[Token], sentences: &[Sentence]) {
    let text = document.as_str();
    let mut covered = vec![false; text.len()];
    let mut end = 0;
    for token in tokens {
        assert!(!token.span.is_empty() && token.span.start >= end, "tokens are in order and do not overlap");
        let printed = text.get(token.span.range()).expect("tokens are on character boundaries");
        assert!(!printed.contains(char::is_whitespace), "{printed:?}");
        end = token.span.end;
        covered[token.span.range()].fill(true);
    }
    for block in &document.blocks {
        for (at, c) in block.span.of(text).char_indices() {
            assert_eq!(covered[block.span.start() + at], !c.is_whitespace(), "{c:?} at {at} of {:?}", block.span);
        }
    }
    let (mut next_token, mut blocks) = (0, document.blocks.iter().peekable());
    for sentence in sentences {
        assert_eq!(sentence.tokens.start, next_token, "every token is in exactly one sentence");
        let held = tokens.get(sentence.tokens.clone()).expect("its tokens are there");
        let (first, last) = (held.first().expect("no sentence is empty"), held.last().expect("nor its end"));
        assert_eq!(sentence.span, first.span.cover(last.span), "a sentence is trimmed");
        while blocks.next_if(|block| !block.span.contains(sentence.span)).is_some() {}
        let block = blocks.peek().expect("inside one block, in their order");
        assert_eq!((sentence.zone, sentence.paragraph), (block.zone, block.paragraph));
        next_token = sentence.tokens.end;
    }
    assert_eq!(next_token, tokens.len(), "every token is in a sentence");
}
