//! Small letters into a buffer that is there already.

/// Appends the word in small letters.
pub fn push_lower(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        if let Some(own) = out.get_mut(start..) {
            own.make_ascii_lowercase();
        }
    } else {
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::push_lower;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_character_is_in_small_letters(before in "\\PC{0,5}", word in "\\PC{0,20}") {
            let mut out = before.clone();
            push_lower(&word, &mut out);
            prop_assert_eq!(out, before + &word.chars().flat_map(char::to_lowercase).collect::<String>());
        }
    }
}
