//! What stands behind the `|` of a mention: its type, and what the annotators know of it.

use crate::model::{EntityType, Role};

/// Type and attributes of a mention, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) entity_type: EntityType,
    pub(super) country: Option<String>,
    pub(super) is_country: bool,
    /// `?` for the undecided.
    pub(super) key: Option<String>,
    pub(super) role: Option<Role>,
    pub(super) title: Option<String>,
    pub(super) value: Option<String>,
}

/// Reads `PERSON #wang CHN foreign_minister "Foreign Minister"`.
///
/// # Errors
/// What was expected, in words.
pub(super) fn parse(written: &str) -> Result<Attributes, String> {
    let (name, rest) = written.split_once(' ').unwrap_or((written, ""));
    let entity_type = EntityType::parse(name)
        .ok_or_else(|| format!("expected a type such as PERSON or DATE behind `|`, found `{name}`"))?;
    let mut attributes =
        Attributes { entity_type, country: None, is_country: false, key: None, role: None, title: None, value: None };
    if entity_type.is_linked() {
        let mut rest = rest.trim_start();
        while !rest.is_empty() {
            let (word, after) = next_word(rest)?;
            attributes.take(word)?;
            rest = after.trim_start();
        }
    } else {
        attributes.value = Some(rest.trim()).filter(|value| !value.is_empty()).map(str::to_owned);
    }
    Ok(attributes)
}

/// The first attribute, a quoted title as a whole, and what follows it.
fn next_word(rest: &str) -> Result<(&str, &str), String> {
    let end = match rest.strip_prefix('"') {
        Some(inner) => inner.find('"').map(|at| at + 2).ok_or("expected a closing `\"` behind the title")?,
        None => rest.find(' ').unwrap_or(rest.len()),
    };
    Ok(rest.split_at(end))
}

impl Attributes {
    fn take(&mut self, word: &str) -> Result<(), String> {
        let owned = |text: &str| text.to_owned();
        match word {
            _ if let Some(title) = word.strip_prefix('"') => {
                once(&mut self.title, owned(title.trim_end_matches('"')), "title")
            }
            _ if let Some(key) = word.strip_prefix('#') => {
                if key.is_empty() || key.chars().any(char::is_uppercase) {
                    return Err(format!("expected a key in lower case or `?` behind `#`, found `{key}`"));
                }
                once(&mut self.key, owned(key), "key")
            }
            _ if let Some(code) = word.strip_prefix('=') => {
                self.is_country = true;
                once(&mut self.country, code_of(code)?, "country")
            }
            _ if let Some(role) = Role::parse(word) => once(&mut self.role, role, "role"),
            _ => once(&mut self.country, code_of(word)?, "country"),
        }
    }
}

fn code_of(word: &str) -> Result<String, String> {
    if word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Ok(word.to_owned())
    } else {
        Err(format!("expected a country such as CHN, `=CHN`, `#key`, a role or `\"title\"`, found `{word}`"))
    }
}

fn once<T>(slot: &mut Option<T>, value: T, what: &str) -> Result<(), String> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(format!("expected one {what}, found a second")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_all_of_them() {
        let read = parse("PERSON #wang CHN foreign_minister \"Foreign Minister\"").unwrap();
        assert_eq!(read.entity_type, EntityType::Person);
        assert_eq!((read.country.as_deref(), read.is_country), (Some("CHN"), false));
        assert_eq!((read.key.as_deref(), read.role), (Some("wang"), Some(Role::ForeignMinister)));
        assert_eq!(read.title.as_deref(), Some("Foreign Minister"));
    }

    #[test]
    fn a_country_is_itself() {
        let read = parse("GPE =BLR").unwrap();
        assert_eq!((read.country.as_deref(), read.is_country, read.key), (Some("BLR"), true, None));
    }

    #[test]
    fn values_are_all_that_follows() {
        assert_eq!(parse("MONEY EUR 3000000").unwrap().value.as_deref(), Some("EUR 3000000"));
        assert_eq!(parse("DATE").unwrap().value, None);
        assert_eq!(parse("DATE ").unwrap().value, None);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (written, expected) in [
            ("PERSN", "found `PERSN`"),
            ("", "found ``"),
            ("GPE china", "found `china`"),
            ("GPE =China", "found `China`"),
            ("ORG #UN", "lower case"),
            ("ORG #", "lower case"),
            ("GPE CHN =BLR", "one country, found a second"),
            ("PERSON \"a\" \"b\"", "one title"),
            ("PERSON judge mayor", "one role"),
            ("PERSON \"Foreign Minister", "closing"),
        ] {
            let message = parse(written).unwrap_err();
            assert!(message.contains(expected), "{written}: {message}");
        }
    }
}
