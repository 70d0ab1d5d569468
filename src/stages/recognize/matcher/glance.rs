//! The few bytes that tell forms with one first word apart: hundreds begin with "Deputy" or "Republic".

/// How many bytes are looked at.
const BYTES: usize = 8;

/// The first bytes of a text or of a form behind its first word, in small letters, all white space alike. From the first
/// character on that is none of ASCII nothing is told, since it may stand for another one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glance {
    bytes: u64,
    /// All bits of those bytes that are told.
    told: u64,
}

impl Glance {
    pub(super) fn at(text: &str) -> Self {
        let (mut bytes, mut told) = ([0; BYTES], [0; BYTES]);
        let slots = bytes.iter_mut().zip(&mut told);
        for ((byte, told), printed) in slots.zip(text.bytes().take_while(u8::is_ascii)) {
            *byte = if char::from(printed).is_whitespace() { b' ' } else { printed.to_ascii_lowercase() };
            *told = u8::MAX;
        }
        Self { bytes: u64::from_le_bytes(bytes), told: u64::from_le_bytes(told) }
    }

    /// Whether a text that begins so may begin with a form that does.
    #[inline]
    pub(super) fn may_be(self, form: Self) -> bool {
        (self.bytes ^ form.bytes) & self.told & form.told == 0
    }
}

#[cfg(test)]
mod tests {
    use super::super::{folded_prefix, prefix};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_form_is_turned_away_that_stands_there(
            rest in "[ \u{2002}\\n'’.aAbBéÉ]{0,10}",
            form in "[ '.aAbBéÉ]{1,8}",
        ) {
            let stands = prefix(&rest, &form, false).or_else(|| folded_prefix(&rest, &form)).is_some();
            prop_assert!(!stands || Glance::at(&rest).may_be(Glance::at(&form)), "{rest:?} {form:?}");
        }
    }

    #[test]
    fn most_forms_are_told_apart() {
        let is_told = |text: &str, form: &str| !Glance::at(text).may_be(Glance::at(form));
        assert!(is_told(" of Korea", " of Moldova") && is_told(" Minister", " Speaker"));
        assert!(!is_told("\nOf Korea", " of Kor") && !is_told("’s Office", "'s Office"));
    }
}
