//! "the Ministry", "the Court", "the Convention": capitalised head words that stand for the only body or treaty of that head
//! word that the document names before.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::assembly::{EPITHETS, Meaning, Speech, spelling};
use super::settle::Taken;
use super::words::{is_all_caps, is_capitalised, is_function_word, without_possessive};
use super::{DocumentCx, DocumentRecognizer, RecognizerDoc, organisations};
use crate::model::{EntityType, Mention, RecognizerKind, Sentence, Token, Zone};
use crate::text::Span;

const SCORE: f32 = 0.75;

/// Head words of bodies that a document calls by them alone.
const BODIES: &str = "\
    Agency|Alliance|Assembly|Association|Authority|Bank|Board|Bureau|Chamber|Commission|Committee|Community|\
    Conference|Council|Court|Department|Embassy|Federation|Force|Forum|Foundation|Fund|Institute|League|Ministry|\
    Mission|Organisation|Organization|Parliament|Party|Regiment|Battalion|Brigade|Secretariat|Service|Subcommittee|\
    Tribunal|Union|University";
/// Head words of laws and treaties.
const LAWS: &str = "\
    Agreement|Charter|Convention|Covenant|Declaration|Protocol|Statute|Treaty";

/// Finds bodies and treaties by their head words.
#[derive(Debug)]
pub struct ShortForms;

impl DocumentRecognizer for ShortForms {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "short_forms",
            what: "\"the Ministry\", \"the Court\", \"the Convention\" where the document names one such body or treaty \
                   before, and one only; in speeches and papers of the United Nations \"the Organization\", \"the Council\", \
                   \"the Charter\" for theirs.",
            example: "The Ministry of Health of Samoa asked for help. The Ministry will hire nurses.",
            finds: &[
                ("Ministry of Health", EntityType::Org),
                ("Samoa", EntityType::Gpe),
                ("Ministry", EntityType::Org),
            ],
            not_for: "Head words without the article, and those of several bodies that the document names.",
        }
    }

    fn recognize(&self, document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
        let antecedents = antecedents(document, mentions);
        if antecedents.is_empty() {
            return;
        }
        let mut speech = Speech::of(document, mentions);
        let mut taken = Taken::by(mentions);
        let mut found = Vec::new();
        let mut known = Known::default();
        let mut coming = antecedents.iter().peekable();
        for (index, sentence, tokens) in document.sentences() {
            for Head { article, word, span } in heads(document.text, sentence, tokens) {
                while let Some(body) = coming.next_if(|body| body.end <= span.start) {
                    known.add(body);
                }
                let meaning = speech
                    .as_mut()
                    .map_or(Meaning::Nothing, |speech| speech.meant((article, word), (span, index), known.of(word)));
                let body = match meaning {
                    Meaning::Own(body) => Some(body),
                    Meaning::Other(body) => Some(body.clone()),
                    Meaning::Open => {
                        if taken.take(span) {
                            found.push(Mention::new(span, index, EntityType::Org, RecognizerKind::Rule, SCORE));
                        }
                        None
                    }
                    Meaning::Nothing => known.only(word).cloned(),
                };
                let Some(body) = body else { continue };
                if taken.take(span) {
                    found.push(body.mention(span, index));
                } else if let Ok(at) = mentions.binary_search_by_key(&span.start, |mention| mention.span.start) {
                    complete(mentions.get_mut(at).filter(|mention| mention.span == span), &body);
                }
            }
        }
        mentions.append(&mut found);
    }
}

/// A body or treaty that the document names in full.
#[derive(Clone, Debug)]
pub(super) struct Antecedent {
    pub(super) end: u32,
    pub(super) sentence: usize,
    pub(super) head: &'static str,
    pub(super) entity_type: EntityType,
    pub(super) subtype: Option<&'static str>,
    pub(super) country: Option<&'static str>,
    pub(super) lexicon_id: Option<Arc<str>>,
    pub(super) name: Arc<str>,
}

impl Antecedent {
    /// Whether anything is known of it but its name.
    fn is_told(&self) -> bool {
        self.lexicon_id.is_some() || self.country.is_some()
    }

    fn is_same(&self, other: &Self) -> bool {
        match (&self.lexicon_id, &other.lexicon_id) {
            (Some(own), Some(others)) => own == others,
            _ => self.name.to_lowercase() == other.name.to_lowercase(),
        }
    }

    fn mention(&self, span: Span, sentence: usize) -> Mention {
        Mention {
            subtype: self.subtype,
            country: self.country,
            lexicon_id: self.lexicon_id.clone(),
            name: Some(self.name.clone()),
            ..Mention::new(span, sentence, self.entity_type, RecognizerKind::Rule, SCORE)
        }
    }
}

/// Fills what the model's mention of the head word lacks.
fn complete(mention: Option<&mut Mention>, body: &Antecedent) {
    let Some(mention) = mention.filter(|mention| mention.recognizer == RecognizerKind::Model) else { return };
    mention.entity_type = body.entity_type;
    mention.recognizer = RecognizerKind::Rule;
    mention.subtype = body.subtype;
    mention.country = body.country;
    mention.lexicon_id = body.lexicon_id.clone();
    mention.name = Some(body.name.clone());
}

fn antecedents(document: &DocumentCx<'_>, mentions: &[Mention]) -> Vec<Antecedent> {
    let named = mentions
        .iter()
        .filter(|mention| mention.parent.is_none() && matches!(mention.entity_type, EntityType::Org | EntityType::Law));
    named
        .filter_map(|mention| {
            let name: Arc<str> = full_name(document, mention);
            let head = head_of(&name).filter(|head| *head != &*name)?;
            Some(Antecedent {
                end: mention.span.end,
                sentence: mention.sentence,
                head,
                entity_type: mention.entity_type,
                subtype: mention.subtype,
                country: mention.country,
                lexicon_id: mention.lexicon_id.clone(),
                name,
            })
        })
        .collect()
}

/// The name in full: that of the lexicon, the long form of an acronym, or as printed.
fn full_name(document: &DocumentCx<'_>, mention: &Mention) -> Arc<str> {
    let printed = mention.span.of(document.text);
    let id = mention.lexicon_id.as_deref().filter(|_| is_all_caps(printed));
    let of_lexicon = id.and_then(|id| organisations::by_id(document.lexicon, id));
    of_lexicon.map(|row| row.name.into()).or_else(|| mention.name.clone()).unwrap_or_else(|| printed.into())
}

/// The head words by their small letters.
fn heads_of_all() -> &'static FxHashMap<String, &'static str> {
    static HEADS: OnceLock<FxHashMap<String, &'static str>> = OnceLock::new();
    let all = || BODIES.split('|').chain(LAWS.split('|'));
    HEADS.get_or_init(|| all().map(|head| (head.to_lowercase(), head)).collect())
}

/// The head word that this word is, in whatever letter case.
fn head_word(word: &str) -> Option<&'static str> {
    heads_of_all().get(word.to_lowercase().as_str()).copied()
}

/// The head word of a name: the last word, or the last before "of", "for" and the like.
fn head_of(name: &str) -> Option<&'static str> {
    let is_joint = |word: &&str| matches!(*word, "of" | "for" | "on" | "to" | "in" | "against" | "and" | "at");
    let head = name.split(' ').take_while(|word| !is_joint(word)).last()?;
    let last = name.split(' ').next_back()?;
    head_word(head).or_else(|| head_word(last).filter(|_| name.split(' ').all(|word| word != "of")))
}

/// A head word that stands alone behind an article.
struct Head<'t> {
    article: &'t str,
    word: &'static str,
    span: Span,
}

fn heads<'t>(text: &'t str, sentence: &Sentence, tokens: &'t [Token]) -> impl Iterator<Item = Head<'t>> + 't {
    let is_told = !matches!(sentence.zone, Zone::Title | Zone::Boilerplate);
    let word = move |at: usize| tokens.get(at).map_or("", |token| token.span.of(text));
    (1..tokens.len()).filter(move |_| is_told).filter_map(move |at| {
        let before = word(at - 1);
        let article = if EPITHETS.contains(&before) { at.checked_sub(2).map_or("", word) } else { before };
        if !matches!(article, "the" | "The" | "this" | "This" | "our" | "Our") {
            return None;
        }
        let own = without_possessive(word(at));
        if !is_capitalised(own) {
            return None;
        }
        let head = head_word(own).filter(|head| *head == own)?;
        let (next, after) = (word(at + 1), word(at + 2));
        let is_joint = matches!(next, "of" | "for" | "on") && (is_capitalised(after) || after == "the");
        let is_longer = is_capitalised(next) && !is_function_word(next) || is_joint || matches!(next, "-" | "&");
        let start = tokens.get(at)?.span.start();
        (!is_longer).then_some(Head { article, word: head, span: Span::new(start, start + own.len()) })
    })
}

/// How many bodies of one head word are told apart; of more, the ones named last.
const MOST: usize = 4;

/// A body, with the sentence that named it last.
pub(super) type Named<'a> = (usize, &'a Antecedent);

/// The bodies named so far by their head words, the last one first.
#[derive(Default)]
struct Known<'a>(BTreeMap<&'static str, Vec<Named<'a>>>);

impl<'a> Known<'a> {
    fn add(&mut self, body: &'a Antecedent) {
        let known = self.0.entry(spelling(body.head)).or_default();
        let before = known.iter().position(|(_, known)| known.is_same(body)).map(|at| known.remove(at).1);
        known.insert(0, (body.sentence, before.filter(|before| before.is_told()).unwrap_or(body)));
        known.truncate(MOST);
    }

    fn of(&self, head: &str) -> &[Named<'a>] {
        self.0.get(spelling(head)).map_or(&[][..], Vec::as_slice)
    }

    /// The body of this head word; nothing if several have it.
    fn only(&self, head: &str) -> Option<&'a Antecedent> {
        match self.of(head) {
            [(_, body)] => Some(body),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    /// The names of the mentions that are printed as a head word alone.
    fn short(text: &str) -> Vec<String> {
        let sample = Sample::titled(text);
        let mentions = sample.mentions();
        let found =
            mentions.iter().filter(|mention| heads_of_all().values().any(|head| *head == mention.span.of(text)));
        found.filter_map(|mention| mention.name.as_deref()).map(str::to_owned).collect()
    }

    #[test]
    fn a_head_word_means_the_only_body_before_it() {
        let text =
            "News\nThe European Union spoke. The Union's ministers met the Council of Europe. The Council agreed.";
        assert_eq!(short(text), ["European Union", "Council of Europe"]);
    }

    #[test]
    fn an_acronym_has_the_head_word_of_its_long_form() {
        assert_eq!(short("News\nThe ICJ sat in The Hague. The Court will rule."), ["International Court of Justice"]);
    }

    #[test]
    fn of_two_bodies_none_is_meant() {
        let text = "News\nThe Council of Europe met the UN Human Rights Council. The Council agreed.";
        assert_eq!(short(text), [""; 0]);
        assert_eq!(short("News\nThe Ministry said so. The Court ruled."), [""; 0]);
    }

    #[test]
    fn a_longer_name_is_not_cut() {
        let text = "News\nThe World Bank lent money. The Bank of Tarnow and the Bank Group did not.";
        assert_eq!(short(text), [""; 0]);
    }
}
