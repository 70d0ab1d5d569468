//! "Did you mean": what somebody probably wanted who wrote a name that does not exist.

use super::declare::{SectionDef, entries, sections};

/// The known name nearest to `word`, where one is near enough to be meant. Names are compared without case, `-` as `_`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_ascii_lowercase().replace('-', "_");
    let limit = (word.chars().count() / 3).max(2);
    let distance = |name: &str| match name.to_ascii_lowercase() {
        name if word.len() >= 4 && name.contains(&word) => 1,
        name => strsim::osa_distance(&word, &name),
    };
    let measured = known.into_iter().map(|name| (distance(name), name));
    measured.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance <= limit).map(|(_, name)| name)
}

/// The hint for a key that `section` does not have.
pub(super) fn for_key(section: &SectionDef, key: &str) -> String {
    let options = section.options.iter().map(|option| option.name);
    let children = section.children.iter().map(|child| child.name());
    if let Some(name) = nearest(key, options.chain(children)) {
        return match section.child(name) {
            Some(child) => format!("did you mean `[{}]`?", child.path),
            None => format!("did you mean `{name}`?"),
        };
    }
    elsewhere(key).unwrap_or_else(|| contents(section))
}

/// Where another section has the key, or one much like it.
fn elsewhere(key: &str) -> Option<String> {
    if let Some(section) = sections().into_iter().find(|section| section.name() == key) {
        return Some(format!("did you mean `[{}]`?", section.path));
    }
    let owners: Vec<_> = entries().into_iter().filter(|entry| entry.option.name == key).collect();
    if !owners.is_empty() {
        let names: Vec<_> = owners.iter().map(|entry| format!("`[{}]`", entry.section.path)).collect();
        return Some(format!("`{key}` is an option of {}", names.join(" and ")));
    }
    let name = nearest(key, entries().iter().map(|entry| entry.option.name))?;
    let owner = entries().into_iter().find(|entry| entry.option.name == name)?;
    Some(format!("did you mean `{name}` of `[{}]`?", owner.section.path))
}

fn contents(section: &SectionDef) -> String {
    let names: Vec<_> = match section.path {
        "" => section.children.iter().map(|child| format!("`[{}]`", child.path)).collect(),
        _ => section.options.iter().map(|option| format!("`{}`", option.name)).collect(),
    };
    let place = if section.path.is_empty() { "there are".to_owned() } else { format!("`[{}]` has", section.path) };
    format!("{place} {}", names.join(", "))
}

/// The hint for an environment variable that sets nothing. One that has the option right and lacks the section counts.
pub(super) fn for_variable(name: &str) -> String {
    let variables: Vec<_> = entries().into_iter().map(|entry| entry.variable()).collect();
    let option = format!("__{}", name.rsplit("__").next().unwrap_or(name).to_ascii_uppercase());
    let meant = nearest(name, variables.iter().map(String::as_str))
        .or_else(|| variables.iter().map(String::as_str).find(|variable| variable.ends_with(&option)));
    match meant {
        Some(variable) => format!("did you mean {variable}?"),
        None => "docs/config.md names the variable of every option".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text that one deletion, replacement, insertion or transposition makes of `word`.
    fn typos(word: &str) -> Vec<String> {
        let chars: Vec<char> = word.chars().collect();
        let mut out = Vec::new();
        for at in 0..chars.len() {
            let mut deleted = chars.clone();
            deleted.remove(at);
            out.push(deleted);
            if at + 1 < chars.len() {
                let mut swapped = chars.clone();
                swapped.swap(at, at + 1);
                out.push(swapped);
            }
        }
        for letter in ('a'..='z').chain(['_']) {
            for at in 0..=chars.len() {
                let mut inserted = chars.clone();
                inserted.insert(at, letter);
                out.push(inserted);
                if at < chars.len() {
                    let mut replaced = chars.clone();
                    replaced[at] = letter;
                    out.push(replaced);
                }
            }
        }
        let mut out: Vec<String> = out.into_iter().map(String::from_iter).filter(|typo| typo != word).collect();
        out.sort();
        out.dedup();
        out
    }

    #[test]
    fn every_typo_of_every_option_leads_to_the_option() {
        for entry in entries() {
            for typo in typos(entry.option.name) {
                let hint = for_key(entry.section, &typo);
                assert_eq!(hint, format!("did you mean `{}`?", entry.option.name), "for `{typo}`");
            }
        }
    }

    #[test]
    fn every_typo_of_every_section_leads_to_the_section() {
        for section in crate::config::Settings::SECTION.children {
            for typo in typos(section.name()) {
                let hint = for_key(&crate::config::Settings::SECTION, &typo);
                assert_eq!(hint, format!("did you mean `[{}]`?", section.path), "for `{typo}`");
            }
        }
    }

    #[test]
    fn typos_of_every_variable_lead_to_the_variable() {
        for entry in entries() {
            let variable = entry.variable();
            // A few of them: the names are long, and all would take seconds.
            for name in typos(&variable.to_ascii_lowercase()).into_iter().step_by(97) {
                assert_eq!(for_variable(&name), format!("did you mean {variable}?"), "for `{name}`");
            }
        }
    }

    #[test]
    fn a_key_of_another_section_is_found_there() {
        let log = &crate::config::LogSettings::SECTION;
        assert_eq!(for_key(log, "path"), "`path` is an option of `[input]` and `[output]`");
        assert_eq!(for_key(log, "compresion_level"), "did you mean `compression_level` of `[output]`?");
        assert_eq!(for_key(log, "jsonl"), "did you mean `[input.jsonl]`?");
        assert_eq!(for_key(log, "colour_scheme"), "`[log]` has `format`, `level`");
    }

    #[test]
    fn a_part_of_a_name_is_enough() {
        assert_eq!(
            for_key(&crate::config::OutputSettings::SECTION, "compression"),
            "did you mean `compression_level`?"
        );
        assert_eq!(for_key(&crate::config::RunSettings::SECTION, "Jobs"), "did you mean `jobs`?");
    }
}
