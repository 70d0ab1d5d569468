//! A user's own names: a table of printed forms, each with the person, organisation, place or thing that it means.

use super::{Lexicon, TsvError};
use crate::model::EntityType;

/// The header line of the file.
pub const HEADER: &str = "form\tname\ttype\tcountry\tid";

/// A form of the user's, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserAlias {
    /// As printed, letter case included.
    pub form: String,
    /// The canonical name of the entity.
    pub name: String,
    pub entity_type: EntityType,
    /// Alpha-3.
    pub country: Option<&'static str>,
    /// An id of the lexicon (`org:un`, `country:BLR`) or one of the user's own; without it the name is the identity, so
    /// that texts that print the name itself are linked to the same entity.
    pub id: Option<String>,
}

impl UserAlias {
    /// What a mention of the alias holds as its id in the lexicon: the user's, or one made of the name.
    pub fn mention_id(&self) -> String {
        self.id.clone().unwrap_or_else(|| format!("alias:{}", self.name))
    }
}

/// Reads a table with the columns form, name, type, country and id, of which the last two may be empty. Lines that begin
/// with `#` are comments.
///
/// # Errors
/// Names the line that does not have the form, that names a type, a country or an entry of the lexicon that there is not,
/// or a form that an earlier line has.
pub fn parse_aliases(file: &str, text: &str, lexicon: &Lexicon) -> Result<Vec<UserAlias>, TsvError> {
    let fail = |at: usize, message: String| TsvError { table: file.to_owned(), line: at + 1, message };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    match lines.next() {
        Some((_, header)) if header.trim_end() == HEADER => {}
        Some((at, _)) => return Err(fail(at, format!("the first line must be: {}", HEADER.replace('\t', "<tab>")))),
        None => return Ok(Vec::new()),
    }
    let mut aliases: Vec<UserAlias> = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for (at, line) in lines {
        let alias = alias(line, lexicon).map_err(|message| fail(at, message))?;
        if let Some(earlier) = seen.insert(alias.form.clone(), at + 1) {
            return Err(fail(at, format!("the form `{}` stands in line {earlier} already", alias.form)));
        }
        aliases.push(alias);
    }
    Ok(aliases)
}

fn alias(line: &str, lexicon: &Lexicon) -> Result<UserAlias, String> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [form, name, kind, rest @ ..] = cells.as_slice() else {
        return Err(format!("{} cells where form, name and type are due", cells.len()));
    };
    let (country, id) = match rest {
        [] => ("", ""),
        [country] => (*country, ""),
        [country, id] => (*country, *id),
        _ => return Err(format!("{} cells where 5 are due", cells.len())),
    };
    for (column, cell) in [("form", form), ("name", name)] {
        if !cell.chars().any(char::is_alphanumeric) {
            return Err(format!("the {column} `{cell}` has no letter"));
        }
    }
    let entity_type = EntityType::parse(kind).filter(|entity_type| entity_type.is_linked());
    let entity_type = entity_type.ok_or_else(|| format!("the type `{kind}` is none of {}", linked_types()))?;
    let known_country = lexicon.country(country).map(|country| country.alpha3);
    if known_country.is_none() && !country.is_empty() {
        return Err(format!("`{country}` is no ISO 3166-1 alpha-3 code"));
    }
    check_id(id, entity_type, lexicon)?;
    let id = (!id.is_empty()).then(|| id.to_owned());
    Ok(UserAlias { form: (*form).to_owned(), name: (*name).to_owned(), entity_type, country: known_country, id })
}

fn linked_types() -> String {
    let names: Vec<&str> = EntityType::ALL.iter().filter(|kind| kind.is_linked()).map(|kind| kind.as_str()).collect();
    names.join(", ")
}

/// An id of the lexicon must be one of its entries, of the type that they have.
fn check_id(id: &str, entity_type: EntityType, lexicon: &Lexicon) -> Result<(), String> {
    let types: &[EntityType] = match id.split_once(':') {
        Some(("country", alpha3)) if lexicon.country(alpha3).is_some() => &[EntityType::Gpe, EntityType::Norp],
        Some(("org", id)) if lexicon.organisations.iter().any(|row| row.id == id) => &[EntityType::Org],
        Some(("misc", id)) => match lexicon.initiatives.iter().find(|row| row.id == id) {
            Some(row) => std::slice::from_ref(&row.entity_type),
            None => &[],
        },
        Some(("country" | "org" | "place" | "name" | "alias", _)) => &[],
        _ if id.contains(char::is_whitespace) => return Err(format!("the id `{id}` holds white space")),
        _ => return Ok(()),
    };
    if types.is_empty() {
        return Err(format!("the lexicon has no entry `{id}`"));
    }
    let is_of_type = types.contains(&entity_type);
    if is_of_type { Ok(()) } else { Err(format!("`{id}` is not of the type {}", entity_type.as_str())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(rows: &[&str]) -> Result<Vec<UserAlias>, String> {
        let text = format!("# ours\n{HEADER}\n{}\n", rows.join("\n"));
        parse_aliases("names.tsv", &text, Lexicon::embedded()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_table_is_read() {
        let aliases = parse(&[
            "Batka\tAlexander Lukashenko\tPERSON\tBLR\t",
            "the Organisation\tUnited Nations\tORG\t\torg:un",
            "Old Town\tOld Town of Minsk\tLOC",
        ]);
        let alias = |form: &str, name: &str, entity_type, country, id: Option<&str>| UserAlias {
            form: form.into(),
            name: name.into(),
            entity_type,
            country,
            id: id.map(Into::into),
        };
        assert_eq!(
            aliases,
            Ok(vec![
                alias("Batka", "Alexander Lukashenko", EntityType::Person, Some("BLR"), None),
                alias("the Organisation", "United Nations", EntityType::Org, None, Some("org:un")),
                alias("Old Town", "Old Town of Minsk", EntityType::Loc, None, None),
            ])
        );
        assert_eq!(parse_aliases("names.tsv", "", Lexicon::embedded()), Ok(Vec::new()));
    }

    #[test]
    fn a_line_of_another_form_is_named() {
        for (row, message) in [
            ("Batka", "1 cells where form, name and type are due"),
            ("Batka\t-\tPERSON", "the name `-` has no letter"),
            (
                "Batka\tLukashenko\tMONEY",
                "the type `MONEY` is none of PERSON, NORP, ORG, GPE, LOC, FAC, EVENT, LAW, MISC",
            ),
            ("Batka\tLukashenko\tPERSON\tBY", "`BY` is no ISO 3166-1 alpha-3 code"),
            ("Batka\tLukashenko\tPERSON\tBLR\ta\tb", "6 cells where 5 are due"),
            ("Batka\tLukashenko\tPERSON\tBLR\ta b", "the id `a b` holds white space"),
            ("Home\tBelarus\tGPE\tBLR\tcountry:XXX", "the lexicon has no entry `country:XXX`"),
            ("Home\tBelarus\tORG\tBLR\tcountry:BLR", "`country:BLR` is not of the type ORG"),
        ] {
            assert_eq!(parse(&["Ok\tFine\tPERSON", row]).unwrap_err(), format!("names.tsv:4: {message}"));
        }
        assert_eq!(
            parse(&["A1\tB\tORG", "A1\tC\tORG"]).unwrap_err(),
            "names.tsv:4: the form `A1` stands in line 3 already"
        );
        let headless = parse_aliases("names.tsv", "Batka\tLukashenko\n", Lexicon::embedded()).unwrap_err();
        assert_eq!(
            headless.to_string(),
            "names.tsv:1: the first line must be: form<tab>name<tab>type<tab>country<tab>id"
        );
    }
}
