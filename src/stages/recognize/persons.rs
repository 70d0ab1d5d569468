//! Persons by their title, before the name ("President Alexander Lukashenko") or after it ("Wang Yi, Foreign Minister of
//! China"). The title only finds them here; which office it is, and whose, is read once all names of the document are known
//! (`offices`).

use std::ops::Range;

use super::matcher::Match;
use super::person_names::{full_words, is_borne_as_name, name_from};
use super::title_runs::{Run, run};
use super::words::{ends_name, is_capitalised, is_common_word, is_head_word, is_particle};
use super::{Recognizer, RecognizerDoc, SentenceCx};
use crate::model::{EntityType, Mention, RecognizerKind, Role, Zone};
use crate::text::Span;

/// How sure a full name after a title is, a single word after one, and one after a title that is a common word too.
const FULL: f32 = 0.9;
const SINGLE: f32 = 0.85;
const SINGLE_AFTER_WORD: f32 = 0.65;
/// How far back a name is looked for before ", Foreign Minister of".
const MAX_BACK: usize = 6;

/// Finds persons by their titles.
#[derive(Debug)]
pub struct Persons;

impl Recognizer for Persons {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "persons",
            what: "Persons by a title before or after the name.",
            example: "Belarusian President Alexander Lukashenko received Wang Yi, Foreign Minister of China.",
            finds: &[("Alexander Lukashenko", EntityType::Person), ("Wang Yi", EntityType::Person)],
            not_for: "Persons without any title, and headlines all in capitals: those are found by what the document \
                      says elsewhere.",
        }
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        if sentence.titles.is_empty() || sentence.is_in_capitals() {
            return;
        }
        let mut from = 0;
        for form in sentence.titles {
            if form.tokens.start < from || is_inside_name(sentence, form) || is_borne_as_name(sentence, form) {
                continue;
            }
            let Some(titles) = run(sentence, form) else { continue };
            from = match name_from(sentence, after_comma(sentence, &titles)) {
                Some(name) => titled(sentence, &titles, name, out),
                None => {
                    out.extend(apposition(sentence, &titles));
                    titles.tokens.end
                }
            };
        }
    }
}

/// "General" of "General Assembly" is no title.
fn is_inside_name(sentence: &SentenceCx<'_>, form: &Match<'_>) -> bool {
    let longer = |name: &Match<'_>| name.tokens.start <= form.tokens.start && name.tokens.end > form.tokens.end;
    (form.tokens.clone()).any(|at| sentence.name_at(at).is_some_and(longer))
}

/// Where the name begins: right behind the title, or behind the comma of "President of Belarus, Alexander Lukashenko".
fn after_comma(sentence: &SentenceCx<'_>, titles: &Run) -> usize {
    let end = titles.tokens.end;
    let has_of = titles.title.of(sentence.text).contains(" of ") && sentence.zone() != Zone::Title;
    let is_full = || name_from(sentence, end + 1).is_some_and(|name| full_words(sentence, name) > 1);
    if has_of && sentence.word(end) == "," && is_full() { end + 1 } else { end }
}

/// The person after a title, and those that follow a title in the plural; gives the position behind the last.
fn titled(sentence: &SentenceCx<'_>, titles: &Run, name: Range<usize>, out: &mut Vec<Mention>) -> usize {
    let mut end = name.end;
    out.extend(person(sentence, titles, name));
    if !titles.is_plural {
        return end;
    }
    loop {
        let at = behind_party(sentence, end);
        let next = match (sentence.word(at), sentence.word(at + 1)) {
            (",", "and") => at + 2,
            ("," | "and" | "&", _) => at + 1,
            _ => return end,
        };
        let Some(name) = name_from(sentence, next) else { return end };
        end = name.end;
        out.extend(person(sentence, titles, name));
    }
}

/// The position behind "(R-ID)".
fn behind_party(sentence: &SentenceCx<'_>, at: usize) -> usize {
    let closes = (at..at + 6).find(|close| sentence.word(*close) == ")");
    match closes {
        Some(close) if sentence.word(at) == "(" => close + 1,
        _ => at,
    }
}

fn person(sentence: &SentenceCx<'_>, titles: &Run, name: Range<usize>) -> Option<Mention> {
    if is_torn_off(sentence, titles, &name) {
        return None;
    }
    let span = span_of(sentence, name.clone())?;
    let score = match (full_words(sentence, name.clone()), titles.is_weak) {
        (0 | 1, true) => SINGLE_AFTER_WORD,
        (0 | 1, false) => SINGLE,
        _ => FULL,
    };
    let bare = Mention::new(span, sentence.index, EntityType::Person, RecognizerKind::Rule, score);
    Some(Mention { title: Some(titles.title), ..bare })
}

/// Whether the one word of the name begins the name of the organisation that the office heads: "Director, Minerals
/// Management Service".
fn is_torn_off(sentence: &SentenceCx<'_>, titles: &Run, name: &Range<usize>) -> bool {
    let next = sentence.word(name.end);
    titles.role == Some(Role::OrganisationHead) && name.len() == 1 && (is_common_word(next) || is_head_word(next))
}

/// The span of a name, without a possessive ending.
pub(super) fn span_of(sentence: &SentenceCx<'_>, name: Range<usize>) -> Option<Span> {
    let span = sentence.span(name)?;
    let kept = super::words::without_possessive(span.of(sentence.text)).len();
    Some(Span::new(span.start(), span.start() + kept))
}

/// "Wang Yi, [the] [Chinese] Foreign Minister [of China]": the name stands before the comma.
fn apposition(sentence: &SentenceCx<'_>, titles: &Run) -> Option<Mention> {
    titles.role?;
    let mut at = titles.tokens.start.checked_sub(1)?;
    if let Some(country) = sentence.name_at(at) {
        at = country.tokens.start.checked_sub(1)?;
    }
    if matches!(sentence.word(at), "the" | "a") {
        at = at.checked_sub(1)?;
    }
    if sentence.word(at) != "," || sentence.zone() == Zone::Title {
        return None;
    }
    let name = name_before(sentence, at)?;
    let follows_title = name.start.checked_sub(1).is_some_and(|before| sentence.title_at(before).is_some());
    if follows_title {
        return None;
    }
    person(sentence, titles, name)
}

/// The full name that ends before this token.
fn name_before(sentence: &SentenceCx<'_>, end: usize) -> Option<Range<usize>> {
    let is_part = |word: &str| is_capitalised(word) || is_particle(word) || word == "-";
    let start = (end.saturating_sub(MAX_BACK)..end)
        .rev()
        .take_while(|at| is_part(sentence.word(*at)) && !ends_name(sentence.word(*at)))
        .last()?;
    let start = (start..end).find(|at| is_capitalised(sentence.word(*at)))?;
    let name = name_from(sentence, start)?;
    (name.end == end && full_words(sentence, name.clone()) > 1).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    /// The names, and the titles by which they were found.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let mentions = Sample::new(text).recognized_by(&Persons);
        let row = |mention: &Mention| {
            let title = mention.title.map(|title| title.of(text).to_owned()).unwrap_or_default();
            (mention.span.of(text).to_owned(), title)
        };
        let found: Vec<_> = mentions.iter().map(row).collect();
        let expected: Vec<_> = expected.iter().map(|(name, title)| ((*name).to_owned(), (*title).to_owned())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_title_before_the_name() {
        check("Belarusian President Alexander Lukashenko spoke.", &[("Alexander Lukashenko", "President")]);
        check("President of Belarus Alexander Lukashenko spoke.", &[("Alexander Lukashenko", "President of Belarus")]);
        check(
            "President of the General Assembly Maria Lopez spoke.",
            &[("Maria Lopez", "President of the General Assembly")],
        );
    }

    #[test]
    fn the_title_behind_the_name() {
        check("Wang Yi, Foreign Minister of China, left.", &[("Wang Yi", "Foreign Minister of China")]);
        check("On Monday Wang Yi, the Chinese Foreign Minister, left.", &[("Wang Yi", "Foreign Minister")]);
    }

    #[test]
    fn names_hold_particles_hyphens_and_initials() {
        check(
            "Mr. Kim Jong-un met Mr. Mohammed bin Salman.",
            &[("Kim Jong-un", "Mr."), ("Mohammed bin Salman", "Mr.")],
        );
        check(
            "Dr. John F. Smith Jr. met Mrs. Ursula von der Leyen.",
            &[("John F. Smith Jr.", "Dr."), ("Ursula von der Leyen", "Mrs.")],
        );
        check("Mr. Bashar al-Assad's envoy, Mr. Obama-led talks", &[("Bashar al-Assad", "Mr."), ("Obama", "Mr.")]);
    }

    #[test]
    fn names_end_before_days_titles_and_organisations() {
        check("Chinese President Xi Jinping Thursday met Mr. Li.", &[("Xi Jinping", "President"), ("Li", "Mr.")]);
        check("The President Foreign Ministry", &[]);
        check("The General Assembly met.", &[]);
    }

    #[test]
    fn a_plural_title_is_for_all_its_names() {
        let senators = ["Larry Craig", "Mike Crapo", "Max Baucus"].map(|name| (name, "Senators"));
        check("Senators Larry Craig (R-ID), Mike Crapo and Max Baucus agreed.", &senators);
    }

    #[test]
    fn chains_of_titles_are_one_run() {
        check(
            "Chinese State Councilor and Foreign Minister Wang Yi left.",
            &[("Wang Yi", "State Councilor and Foreign Minister")],
        );
        check("H.E. Mr. Alexander Lukashenko left.", &[("Alexander Lukashenko", "H.E. Mr.")]);
    }

    #[test]
    fn forms_of_address_of_other_languages() {
        check(
            "Shri Anil Deshpande met U Soe Naing and Datuk Rahim Osman.",
            &[("Anil Deshpande", "Shri"), ("Soe Naing", "U"), ("Rahim Osman", "Datuk")],
        );
    }

    #[test]
    fn titles_of_offices_and_programmes_name_nobody() {
        check("The General Accounting Office, the Justice Assistance Grant and the General Counsel agreed", &[]);
        check("the Private Sector, a Major Disaster and the General Debate", &[]);
        check("Senators Aggressively Lobbied for Inspector General IG funds", &[]);
    }

    #[test]
    fn who_holds_such_an_office_is_named() {
        check("the General Counsel Jana Marek agreed", &[("Jana Marek", "General Counsel")]);
    }

    #[test]
    fn names_that_are_titles_elsewhere_stay_names() {
        check("followers of Randy Duke Cunningham and Martin Luther King Jr met", &[]);
        check("Somali President Hassan Sheikh Mohamud spoke", &[("Hassan Sheikh Mohamud", "President")]);
        check("Jordan's King Abdullah spoke", &[("Abdullah", "King")]);
    }

    #[test]
    fn places_and_shouted_words_are_no_names() {
        check("a special Prosecutor Washington needs", &[]);
        check("Senator Jana Marek PHOTO", &[("Jana Marek", "Senator")]);
        check("with Senator Marek and Maine Congressmen", &[("Marek", "Senator")]);
    }

    #[test]
    fn a_hyphen_torn_by_a_line_end_leaves_the_secretary_general() {
        check("the reforms of Secretary- General Jana Marek", &[("Jana Marek", "Secretary- General")]);
    }

    #[test]
    fn a_name_cut_after_its_initial_is_left() {
        check("the birthday of General Charles E", &[]);
        check("the Director, Minerals Management Service, spoke", &[]);
    }
}
