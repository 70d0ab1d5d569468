//! Copies of texts in other letter cases, as headlines have them: all capitals, or a capital on every word of weight.

use communique::text::Span;

use crate::sample::{Name, Text};
use crate::shuffle::Shuffle;

/// Words that keep small letters in a title.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "over", "the", "to", "with",
    "is", "are", "was", "were", "his", "her", "its",
];

/// One text in `every` becomes a copy in capitals, another in title case. A text of several lines gives one of its lines.
pub fn copies(texts: &[Text], every: usize, seed: u64) -> Vec<Text> {
    let mut shuffle = Shuffle::new(seed);
    let mut copies = Vec::new();
    for text in texts {
        let choice = shuffle.below(every);
        let change: fn(&str) -> String = match choice {
            0 => capitals,
            1 => title_case,
            _ => continue,
        };
        let lines = lines(text);
        if lines.is_empty() {
            continue;
        }
        let (span, names) = &lines[shuffle.below(lines.len())];
        copies.push(copy(span.of(&text.text), names, change));
    }
    copies
}

/// The lines of a text that hold names, with these.
fn lines(text: &Text) -> Vec<(Span, Vec<Name>)> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(&text.text);
        start += line.len();
        let inside = text.names.iter().filter(|name| span.contains(name.span));
        let names: Vec<Name> = inside
            .map(|name| {
                let (from, to) = (name.span.start() - span.start(), name.span.end() - span.start());
                Name { span: Span::new(from, to), ..name.clone() }
            })
            .collect();
        if !names.is_empty() {
            lines.push((span, names));
        }
    }
    lines
}

/// The line with its letters changed, character by character; a character whose other case is several stays.
fn copy(line: &str, names: &[Name], change: fn(&str) -> String) -> Text {
    let text = change(line);
    let starts = |of: &str| {
        let mut starts: Vec<usize> = of.char_indices().map(|(at, _)| at).collect();
        starts.push(of.len());
        starts
    };
    let (old, new) = (starts(line), starts(&text));
    let moved = |at: usize| old.binary_search(&at).map_or(0, |index| new[index]);
    let names = names
        .iter()
        .map(|name| Name { span: Span::new(moved(name.span.start()), moved(name.span.end())), ..name.clone() })
        .collect();
    Text { text, names, has_title: true, is_copy: true }
}

fn upper(char: char) -> char {
    let mut upper = char.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => char,
    }
}

fn capitals(line: &str) -> String {
    line.chars().map(upper).collect()
}

fn title_case(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for (at, word) in line.split_inclusive(' ').enumerate() {
        let mut chars = word.chars();
        match chars.next() {
            Some(first) if at == 0 || !SMALL.contains(&word.trim_end()) => {
                out.push(upper(first));
                out.extend(chars);
            }
            _ => out.push_str(word),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use communique::stages::recognize::tagger::labels::Class;

    #[test]
    fn names_stay_on_their_words() {
        let line = "the straße of Łódź in Poland";
        let names = [Name { span: Span::new(15, 22), class: Class::Place, entity_type: None }];
        assert_eq!(names[0].span.of(line), "Łódź");
        for change in [capitals, title_case] {
            let copy = copy(line, &names, change);
            assert_eq!(copy.names[0].span.of(&copy.text).to_lowercase(), "łódź", "{}", copy.text);
        }
    }
}
