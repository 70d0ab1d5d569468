//! Named things that are neither person, organisation nor place: initiatives, diseases, treaties, laws, wars, conferences.

use super::matcher::{Fact, Match};
use super::{Recognizer, RecognizerDoc, SentenceCx};
use crate::model::{EntityType, Mention, RecognizerKind};

const NAMED: f32 = 0.95;

/// Finds initiatives, diseases, treaties and events.
#[derive(Debug)]
pub struct Initiatives;

impl Recognizer for Initiatives {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "initiatives",
            what: "Initiatives and diseases (MISC), treaties and acts (LAW), wars and conferences (EVENT) of the lexicon.",
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
    }
}

fn mention(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Option<Mention> {
    let entry = form.entries.first()?;
    let Fact::Initiative(row) = entry.fact else { return None };
    let bare = Mention::new(form.span, sentence.index, row.entity_type, RecognizerKind::Lexicon, NAMED);
    Some(Mention { subtype: row.subtype, lexicon_id: Some(entry.id.clone()), ..bare })
}
