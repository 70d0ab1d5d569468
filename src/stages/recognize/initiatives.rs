//! Named things that are neither person, organisation nor place: initiatives, diseases, treaties, laws, wars, conferences.

use super::matcher::{Fact, Match};
use super::{Recognizer, RecognizerDoc, SentenceCx, designations};
use crate::model::{EntityType, Mention, RecognizerKind};
use crate::text::Span;

const NAMED: f32 = 0.95;

/// Finds initiatives, diseases, treaties and events.
#[derive(Debug)]
pub struct Initiatives;

impl Recognizer for Initiatives {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "initiatives",
            what: "Initiatives, diseases, prizes, products (MISC), treaties and acts (LAW), wars, conferences and holidays \
                   (EVENT) of the lexicon; ships, operations, storms and resolutions by the word before them.",
            example: "Belt and Road cooperation went on under the Paris Agreement despite COVID-19.",
            finds: &[
                ("Belt and Road", EntityType::Misc),
                ("Paris Agreement", EntityType::Law),
                ("COVID-19", EntityType::Misc),
            ],
            not_for: "Laws and programmes that the lexicon does not list.",
        }
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        out.extend(sentence.names.iter().filter_map(|form| mention(sentence, form)));
        designations::add(sentence, out);
    }
}

fn mention(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Option<Mention> {
    let entry = form.entries.first()?;
    let Fact::Initiative(row) = entry.fact else { return None };
    let span = match row.entity_type {
        EntityType::Law => with_year(sentence, form),
        EntityType::Event => with_numeral(sentence, form),
        _ => form.span,
    };
    let bare = Mention::new(span, sentence.index, row.entity_type, RecognizerKind::Lexicon, NAMED);
    Some(Mention { subtype: row.subtype, lexicon_id: Some(entry.id.clone()), ..bare })
}

/// The name of a law with the year behind it: "Human Rights Act 1998".
fn with_year(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Span {
    let end = form.tokens.end;
    let is_fiscal = ["for", "Fiscal", "Year"].iter().enumerate().all(|(step, due)| sentence.word(end + step) == *due);
    let at = if is_fiscal { end + 3 } else { end };
    let year = sentence.word(at);
    let is_year = year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && year.bytes().all(|byte| byte.is_ascii_digit());
    let token = sentence.tokens.get(at).filter(|_| is_year && !form.is_possessive(sentence.tokens, sentence.text));
    token.map_or(form.span, |token| form.span.cover(token.span))
}

/// The name of an event with the Roman numeral before it: "XVII Commonwealth Games".
fn with_numeral(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Span {
    let Some(before) = form.tokens.start.checked_sub(1).and_then(|at| sentence.tokens.get(at)) else {
        return form.span;
    };
    let word = before.span.of(sentence.text);
    let is_numeral = word.len() > 1 && word.chars().all(|char| matches!(char, 'I' | 'V' | 'X' | 'L'));
    if is_numeral { before.span.cover(form.span) } else { form.span }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::found;

    #[test]
    fn the_year_of_a_law_belongs_to_its_name() {
        assert_eq!(
            found(&Initiatives, "the Human Rights Act 1998 and the Paris Agreement of 2015"),
            [("Human Rights Act 1998".to_owned(), EntityType::Law), ("Paris Agreement".to_owned(), EntityType::Law),]
        );
    }

    #[test]
    fn the_number_of_games_belongs_to_their_name() {
        assert_eq!(
            found(&Initiatives, "the XVII Commonwealth Games"),
            [("XVII Commonwealth Games".to_owned(), EntityType::Event)]
        );
    }
}
