//! The labels of the tagger: what a token is part of (PER, ORG, LOC, MISC), and where in the name it stands.
//!
//! BILOU: the first, an inner, the last token of a name, or its only one (unit); everything else is outside. It beat BIO
//! in Ratinov & Roth, "Design Challenges and Misconceptions in Named Entity Recognition", CoNLL 2009.

use std::ops::Range;

/// The classes that the training sets share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Person,
    Organisation,
    Place,
    Other,
}

impl Class {
    pub const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::Place, Self::Other];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::Place => "LOC",
            Self::Other => "MISC",
        }
    }
}

/// Number of labels: outside, and four positions for each class.
pub const N_LABELS: usize = 1 + 4 * Class::ALL.len();

/// The label of a token outside all names.
pub const OUTSIDE: usize = 0;

const BEGIN: usize = 0;
const INSIDE: usize = 1;
const LAST: usize = 2;
const UNIT: usize = 3;

fn label(class: Class, position: usize) -> usize {
    1 + 4 * class as usize + position
}

/// Class and position of a label; nothing outside.
fn parts(label: usize) -> Option<(Class, usize)> {
    let at = label.checked_sub(1)?;
    Some((*Class::ALL.get(at / 4)?, at % 4))
}

/// The class of a label; nothing outside.
pub fn class_of(label: usize) -> Option<Class> {
    parts(label).map(|(class, _)| class)
}

/// Whether `next` may stand right behind `label`.
pub const fn may_follow(label: usize, next: usize) -> bool {
    let is_open = label != OUTSIDE && matches!((label - 1) % 4, BEGIN | INSIDE);
    if is_open {
        next != OUTSIDE && matches!((next - 1) % 4, INSIDE | LAST) && (next - 1) / 4 == (label - 1) / 4
    } else {
        next == OUTSIDE || matches!((next - 1) % 4, BEGIN | UNIT)
    }
}

/// Whether a name may begin with the label, or nothing does.
pub const fn may_start(label: usize) -> bool {
    may_follow(OUTSIDE, label)
}

/// Whether nothing is left open behind the label.
pub const fn may_end(label: usize) -> bool {
    may_follow(label, OUTSIDE)
}

/// The labels of a sentence of `len` tokens with these names, which do not overlap.
pub fn encode(len: usize, names: &[(Range<usize>, Class)]) -> Vec<usize> {
    let mut labels = vec![OUTSIDE; len];
    for (tokens, class) in names {
        for at in tokens.clone() {
            let position = match (at == tokens.start, at + 1 == tokens.end) {
                (true, true) => UNIT,
                (true, false) => BEGIN,
                (false, true) => LAST,
                (false, false) => INSIDE,
            };
            if let Some(slot) = labels.get_mut(at) {
                *slot = label(*class, position);
            }
        }
    }
    labels
}

/// The names that labels stand for. Labels that break the order of positions give none.
pub fn decode(labels: &[usize]) -> Vec<(Range<usize>, Class)> {
    let mut names = Vec::new();
    let mut open: Option<(usize, Class)> = None;
    for (at, label) in labels.iter().enumerate() {
        open = match (parts(*label), open) {
            (Some((class, UNIT)), _) => {
                names.push((at..at + 1, class));
                None
            }
            (Some((class, BEGIN)), _) => Some((at, class)),
            (Some((class, INSIDE)), Some((start, begun))) if class == begun => Some((start, class)),
            (Some((class, LAST)), Some((start, begun))) if class == begun => {
                names.push((start..at + 1, class));
                None
            }
            _ => None,
        };
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decoding_undoes_encoding(pieces in prop::collection::vec((0usize..3, 1usize..4, 0usize..4), 0..12)) {
            let (mut names, mut at) = (Vec::new(), 0);
            for (gap, len, class) in pieces {
                names.push((at + gap..at + gap + len, Class::ALL[class]));
                at += gap + len;
            }
            let labels = encode(at + 1, &names);
            prop_assert!(may_start(labels[0]) && may_end(labels[at]));
            prop_assert!(labels.windows(2).all(|pair| may_follow(pair[0], pair[1])));
            prop_assert_eq!(decode(&labels), names);
        }
    }

    #[test]
    fn names_close_before_others_begin() {
        let begin = label(Class::Person, BEGIN);
        assert!(may_follow(begin, label(Class::Person, LAST)));
        assert!(!may_follow(begin, label(Class::Place, LAST)));
        assert!(!may_follow(begin, OUTSIDE) && !may_end(begin));
        assert!(!may_start(label(Class::Place, INSIDE)));
    }
}
