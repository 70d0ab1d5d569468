//! Where a name can be: words with capitals, and what stands between two of them. The rest of the text, most of it, needs
//! no scoring.

use std::ops::Range;

use super::view::View;

/// How many tokens without a capital may stand inside a name ("of the", "bin", "-").
const GAP: usize = 3;

/// The stretches of a sentence in which names can be, in order, without overlaps. Each begins with a word that has a capital
/// not only by its place, or with a particle or number before one, and ends with such a word or a number.
pub fn stretches(view: &View) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for (at, word) in view.words.iter().enumerate() {
        if !(word.case.capital || word.case.digit && view.in_capitals) {
            continue;
        }
        match stretches.last_mut() {
            Some(last) if at <= last.end + GAP => last.end = at + 1,
            // It may go on with a name ("Theresa May"), but begins none.
            _ if word.is_function_word => {}
            _ => stretches.push(at..at + 1),
        }
    }
    for stretch in &mut stretches {
        stretch.start = with_particles(view, stretch.start);
        // A number may end a name: "COVID-19", "Resolution 2231".
        while stretch.end < view.words.len()
            && (stretch.end..=stretch.end + 1).any(|at| view.words.get(at).is_some_and(|word| word.case.digit))
        {
            stretch.end += 1;
        }
        while is_joined(view, stretch.end) {
            stretch.end += 2;
        }
    }
    merged(stretches)
}

/// Whether a hyphen stands here with a word in small letters behind it, which may be the second half of a given name: "Song
/// Young-moo".
fn is_joined(view: &View, at: usize) -> bool {
    view.words.get(at).is_some_and(|word| word.is_hyphen) && view.words.get(at + 1).is_some_and(|word| word.is_small)
}

/// How far back a small word before a capital may begin the name: "al-Qaida", "de Gaulle", "2018 Ukrainian".
const PARTICLES: usize = 2;

fn with_particles(view: &View, start: usize) -> usize {
    let joins = |at: &usize| view.words.get(*at).is_some_and(|word| word.is_particle || word.case.digit);
    (start.saturating_sub(PARTICLES)..start).rev().take_while(joins).last().unwrap_or(start)
}

/// Stretches that have grown into each other become one.
fn merged(stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        match merged.last_mut() {
            Some(last) if stretch.start <= last.end => last.end = last.end.max(stretch.end),
            _ => merged.push(stretch),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::super::model::Model;
    use super::super::view::View;
    use crate::stages::recognize::tests_support::Sample;

    /// The stretches of the first sentence, as printed.
    fn stretches(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        let known = Model::embedded().words;
        Sample::new(text).each_sentence(|sentence| {
            let mut view = View::default();
            view.read(sentence, &known);
            let spans = view.stretches.iter().filter_map(|stretch| sentence.span(stretch.clone()));
            found.extend(spans.map(|span| span.of(text).to_owned()));
        });
        found
    }

    #[test]
    fn names_may_end_behind_a_hyphen_in_small_letters_and_in_numbers() {
        assert_eq!(stretches("they would succeed Song Young-moo next year"), ["Song Young-moo"]);
        assert_eq!(stretches("a vote on Resolution 2231 followed"), ["Resolution 2231"]);
    }

    #[test]
    fn words_between_two_capitals_are_inside_and_others_are_not() {
        assert_eq!(
            stretches("we saw the Bank of the North there one day and later also Jana"),
            ["Bank of the North", "Jana"]
        );
    }
}
