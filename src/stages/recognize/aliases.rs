//! The user's own names, by the alias table. No member of the registry, since what it finds is in no table of ours; of
//! mentions of equal length it wins over all members.

use super::SentenceCx;
use super::matcher::{Fact, Match};
use crate::model::{Mention, RecognizerKind};

/// Somebody wrote the form down for this very purpose.
const SCORE: f32 = 0.99;

/// Adds a mention for each of the user's forms that stand in the sentence, a leading article left out.
pub(super) fn recognize(sentence: &SentenceCx<'_>, forms: &[Match<'_>], out: &mut Vec<Mention>) {
    out.extend(forms.iter().filter_map(|form| mention(sentence, form)));
}

fn mention(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Option<Mention> {
    let entry = form.entries.first()?;
    let Fact::Alias(entity_type, country) = entry.fact else { return None };
    let span = form.without_article(sentence.text);
    let bare = Mention::new(span, sentence.index, entity_type, RecognizerKind::Alias, SCORE);
    Some(Mention { country, lexicon_id: Some(entry.id.clone()), source: "aliases", ..bare })
}

#[cfg(test)]
mod tests {
    use crate::config::RecognizeSettings;
    use crate::lexicon::{Lexicon, parse_aliases};
    use crate::model::{Mention, RecognizerKind};
    use crate::stages::recognize::RecognizerSet;
    use crate::stages::recognize::tagger::Model;
    use crate::stages::recognize::tests_support::Sample;

    /// Printed text, kind and id of all mentions, with a table of the user's.
    fn found(text: &str) -> Vec<(String, RecognizerKind, Option<String>)> {
        let rows = [
            "form\tname\ttype\tcountry\tid",
            "Batka\tAlexander Lukashenko\tPERSON\tBLR\t",
            "the Eight\tShanghai Cooperation Organisation\tORG\t\torg:sco",
            "Belarus\tBelarus Weekly\tORG\tBLR\tbelarus_weekly",
        ];
        let aliases = parse_aliases("names.tsv", &rows.join("\n"), Lexicon::embedded()).unwrap();
        let set = RecognizerSet::new(Lexicon::embedded(), &RecognizeSettings::default(), &aliases, Model::embedded())
            .unwrap();
        let sample = Sample::new(text);
        let mentions = set.recognize(&sample.document, &sample.tokens, &sample.sentences);
        let row = |mention: &Mention| {
            let id = mention.lexicon_id.as_deref().map(str::to_owned);
            (mention.span.of(text).to_owned(), mention.recognizer, id)
        };
        mentions.iter().map(row).collect()
    }

    fn alias(text: &str, id: &str) -> (String, RecognizerKind, Option<String>) {
        (text.to_owned(), RecognizerKind::Alias, Some(id.to_owned()))
    }

    #[test]
    fn forms_of_the_table_are_found_without_article_and_possessive() {
        assert_eq!(
            found("The Eight heard Batka’s plan, and the Eight agreed."),
            [alias("Eight", "org:sco"), alias("Batka", "alias:Alexander Lukashenko"), alias("Eight", "org:sco")]
        );
    }

    #[test]
    fn the_table_wins_over_the_lexicon_but_not_over_a_longer_name() {
        assert_eq!(found("He wrote in Belarus."), [alias("Belarus", "belarus_weekly")]);
        let longer = found("He visited the Republic of Belarus.");
        let (text, kind, _) = &longer[0];
        assert_eq!((text.as_str(), *kind), ("Republic of Belarus", RecognizerKind::Lexicon));
    }

    #[test]
    fn case_and_word_ends_count() {
        let found = found("The batka of Batkaland spoke.");
        assert!(found.iter().all(|(_, kind, _)| *kind != RecognizerKind::Alias), "{found:?}");
    }
}
