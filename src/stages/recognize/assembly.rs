//! What a speech in the General Assembly, or another paper of the United Nations, calls by head words alone: "the
//! Organization" is the United Nations, "the Council" the Security Council, "the Charter" that of the United Nations.
//!
//! A speech names other unions with organisations, councils and charters of their own. Where one of them is as near as those
//! of the United Nations, nothing is decided.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::short_forms::{Antecedent, Named as NamedBody};
use super::{DocumentCx, organisations};
use crate::lexicon::Lexicon;
use crate::model::{EntityType, Mention};
use crate::text::Span;

/// How often a speech or paper names the United Nations, its bodies and its Charter.
const NAMED: usize = 3;
/// One word of so many, at least, is the speaker's "I", "we" or "our".
const WORDS_TO_A_SPEAKER: usize = 100;
/// Sentences within which another body of the same head word may be meant, and within which it is meant if it is the nearer one.
const FAR: usize = 5;
const NEAR: usize = 2;

/// What the United Nations have under a head word.
struct Own {
    head: &'static str,
    id: &'static str,
    name: &'static str,
    entity_type: EntityType,
    subtype: &'static str,
    /// Whether it is meant where a speech has not named it in full.
    goes_without_saying: bool,
    /// Whether the same holds for another paper.
    even_in_papers: bool,
}

const OWN: &[Own] = &[
    Own {
        head: "Organization",
        id: "org:un",
        name: "United Nations",
        entity_type: EntityType::Org,
        subtype: "igo",
        goes_without_saying: true,
        even_in_papers: true,
    },
    Own {
        head: "Assembly",
        id: "org:unga",
        name: "UN General Assembly",
        entity_type: EntityType::Org,
        subtype: "igo",
        goes_without_saying: true,
        even_in_papers: false,
    },
    Own {
        head: "Council",
        id: "org:unsc",
        name: "UN Security Council",
        entity_type: EntityType::Org,
        subtype: "igo",
        goes_without_saying: false,
        even_in_papers: false,
    },
    Own {
        head: "Secretariat",
        id: "org:un_secretariat",
        name: "UN Secretariat",
        entity_type: EntityType::Org,
        subtype: "igo",
        goes_without_saying: true,
        even_in_papers: true,
    },
    Own {
        head: "Charter",
        id: "misc:un_charter",
        name: "UN Charter",
        entity_type: EntityType::Law,
        subtype: "treaty",
        goes_without_saying: true,
        even_in_papers: false,
    },
];

/// Words of the names of unions that have an assembly, a council, a secretariat or a charter.
const UNIONS: &[&str] = &[
    "Alliance",
    "Association",
    "Commonwealth",
    "Community",
    "Council",
    "Forum",
    "League",
    "Organisation",
    "Organization",
    "Treaty",
    "Union",
];

/// What stands between the article and the head word, and tells nothing.
pub(super) const EPITHETS: &[&str] = &[
    "august",
    "common",
    "distinguished",
    "esteemed",
    "global",
    "great",
    "historic",
    "honourable",
    "important",
    "international",
    "multilateral",
    "noble",
    "principal",
    "unique",
    "universal",
    "very",
    "whole",
    "world",
];

/// What a head word means.
pub(super) enum Meaning<'a> {
    Own(Antecedent),
    Other(&'a Antecedent),
    /// A body, but it is not certain which.
    Open,
    Nothing,
}

/// A speech in the General Assembly, read from its beginning to its end.
pub(super) struct Speech {
    /// Of the United Nations and of unions of other states.
    named: Vec<Named>,
    is_paper: bool,
    read: usize,
    /// The sentences that named each of the United Nations' own last, by its head word, and any of them.
    own: BTreeMap<&'static str, usize>,
    united: Option<usize>,
    union: Option<usize>,
}

struct Named {
    start: u32,
    sentence: usize,
    /// Head word of what is the United Nations' own; nothing for others.
    own: Option<&'static str>,
    /// Whether it is a body of theirs.
    is_of_system: bool,
}

impl Speech {
    /// The document as a speech in the General Assembly or another paper of the United Nations, if it is one: it names them often,
    /// more often than any other unions, and their Secretary-General, Council or Assembly. A speech is in the first person.
    pub(super) fn of(document: &DocumentCx<'_>, mentions: &[Mention]) -> Option<Self> {
        let named = named(document, mentions);
        let united = named.iter().filter(|named| named.own.is_some()).count();
        let of_system = named.iter().filter(|named| named.is_of_system).count();
        let names = |head: &str| named.iter().any(|named| named.own == Some(head));
        let names_assembly = names("Assembly") || document.text.contains("this Assembly");
        let is_theirs = |count: usize| count >= NAMED && count * 2 > named.len();
        let is_speech = is_theirs(united) && names_assembly && is_in_first_person(document);
        let names_organs = names_assembly || names("Council") || document.text.contains("Secretary-General");
        let is_paper = is_theirs(united + of_system) && names_organs;
        (is_speech || is_paper).then(|| Self {
            named,
            is_paper: !is_speech,
            read: 0,
            own: BTreeMap::new(),
            united: None,
            union: None,
        })
    }

    /// What is meant by a head word behind an article, "the", "this" or "our"; `others` are the bodies and treaties of other
    /// names that have the head word, the last one first.
    pub(super) fn meant<'a>(
        &mut self,
        (article, head): (&str, &str),
        (span, sentence): (Span, usize),
        others: &[NamedBody<'a>],
    ) -> Meaning<'a> {
        self.read_up_to(span);
        let Some(own) = OWN.iter().find(|own| own.head == spelling(head)) else { return Meaning::Nothing };
        let since = |named: usize| sentence.saturating_sub(named);
        let last_own = self.own.get(own.head).map(|named| since(*named));
        let mut others = others.iter().filter(|(_, other)| other.lexicon_id.as_deref() != Some(own.id));
        let other = others.next().map(|(named, other)| (*other, since(*named))).filter(|(_, since)| *since <= FAR);
        let is_here = matches!(article, "this" | "This") && own.head == "Assembly";
        let meaning = match other {
            _ if is_here => Meaning::Own(own.antecedent(span, sentence)),
            Some((_, since)) if last_own.is_some_and(|own| own < since) && since >= NEAR => {
                Meaning::Own(own.antecedent(span, sentence))
            }
            Some((other, since)) if last_own.is_none_or(|own| since < own) && since < NEAR => Meaning::Other(other),
            Some(_) => Meaning::Open,
            None if last_own.is_none() && !self.goes_without_saying(own) => Meaning::Nothing,
            None if self.may_be_of_union(since, last_own) => Meaning::Open,
            None => Meaning::Own(own.antecedent(span, sentence)),
        };
        if matches!(meaning, Meaning::Own(_)) {
            self.own.insert(own.head, sentence);
        }
        meaning
    }

    fn goes_without_saying(&self, own: &Own) -> bool {
        if self.is_paper { own.even_in_papers } else { own.goes_without_saying }
    }

    fn read_up_to(&mut self, span: Span) {
        while let Some(named) = self.named.get(self.read).filter(|named| named.start < span.start) {
            match named.own {
                Some(head) => {
                    self.own.insert(head, named.sentence);
                    self.united = Some(named.sentence);
                }
                None if named.is_of_system => self.united = Some(named.sentence),
                None => self.union = Some(named.sentence),
            }
            self.read += 1;
        }
    }

    /// Whether another union was named right before, and nothing of the United Nations since.
    fn may_be_of_union(&self, since: impl Fn(usize) -> usize, last_own: Option<usize>) -> bool {
        let union = self.union.filter(|union| self.united.is_none_or(|united| united < *union));
        last_own.is_none_or(|own| own >= NEAR) && union.is_some_and(|union| since(union) < NEAR)
    }
}

impl Own {
    fn antecedent(&self, span: Span, sentence: usize) -> Antecedent {
        Antecedent {
            end: span.end,
            sentence,
            head: self.head,
            entity_type: self.entity_type,
            subtype: Some(self.subtype),
            country: None,
            lexicon_id: Some(self.id.into()),
            name: Arc::from(self.name),
        }
    }
}

/// One spelling of a head word.
pub(super) fn spelling(head: &str) -> &str {
    if head == "Organisation" { "Organization" } else { head }
}

fn named(document: &DocumentCx<'_>, mentions: &[Mention]) -> Vec<Named> {
    let mut bodies: BTreeMap<&str, Option<bool>> = BTreeMap::new();
    let with_id = mentions.iter().filter_map(|mention| Some((mention, mention.lexicon_id.as_deref()?)));
    with_id
        .filter_map(|(mention, id)| {
            let own = OWN.iter().find(|own| own.id == id).map(|own| own.head);
            let is_of_system = *bodies.entry(id).or_insert_with(|| is_of_system(document.lexicon, id));
            let is_of_system = is_of_system.or(own.map(|_| true))?;
            let is_of_system = is_of_system && own.is_none();
            Some(Named { start: mention.span.start, sentence: mention.sentence, own, is_of_system })
        })
        .collect()
}

/// Whether an international organisation is a body of the United Nations, or else a union; nothing for one that is neither.
fn is_of_system(lexicon: &'static Lexicon, id: &str) -> Option<bool> {
    let name = organisations::by_id(lexicon, id).filter(|row| row.kind == "igo")?.name;
    let is_theirs = name.contains("United Nations") || name.starts_with("UN ");
    (is_theirs || name.split(' ').any(|word| UNIONS.contains(&word))).then_some(is_theirs)
}

fn is_in_first_person(document: &DocumentCx<'_>) -> bool {
    let is_speaker = |word: &str| {
        matches!(word, "I" | "we" | "We" | "us" | "my" | "My" | "our" | "Our" | "me" | "myself" | "ourselves")
    };
    let spoken = document.tokens.iter().filter(|token| is_speaker(token.span.of(document.text))).count();
    spoken * WORDS_TO_A_SPEAKER >= document.tokens.len()
}

#[cfg(test)]
mod tests {
    use crate::stages::recognize::tests_support::Sample;

    const OPENING: &str = "News\nMr. President, I congratulate you on your election to lead the General Assembly. \
                           We thank the United Nations. My country believes in the United Nations. ";

    /// The identities of the mentions printed so, in order.
    fn meant(text: &str, printed: &str) -> Vec<Option<String>> {
        let sample = Sample::titled(text);
        let mentions = sample.mentions();
        let found = mentions.iter().filter(|mention| mention.span.of(text) == printed);
        found.map(|mention| mention.lexicon_id.as_deref().map(str::to_owned)).collect()
    }

    fn own(id: &str) -> Option<String> {
        Some(id.to_owned())
    }

    #[test]
    fn a_speech_in_the_assembly_means_the_united_nations() {
        let text = format!(
            "{OPENING}We ask for a reform of the Security Council. The Council is old. Our Organization and its Charter, the \
             Charter of the United Nations, and this august Assembly stand by us."
        );
        assert_eq!(meant(&text, "Organization"), [own("org:un")]);
        assert_eq!(meant(&text, "Council"), [own("org:unsc")]);
        assert_eq!(meant(&text, "Assembly"), [own("org:unga")]);
    }

    #[test]
    fn the_nearer_body_of_the_head_word_is_meant() {
        let text = format!(
            "{OPENING}We ask for a reform of the Security Council. My country sits in the Human Rights Council. The Council met."
        );
        assert_ne!(meant(&text, "Council"), [own("org:unsc")]);
        let text = format!("{OPENING}We thank the World Health Organization. The Organization works well.");
        assert_eq!(meant(&text, "Organization"), [own("org:who")]);
    }

    #[test]
    fn elsewhere_the_head_word_alone_means_nothing() {
        let text =
            "News\nThe Organization met the League of Arab States. The African Union and the United Nations came.";
        assert_eq!(meant(text, "Organization").into_iter().flatten().next(), None);
    }
}
