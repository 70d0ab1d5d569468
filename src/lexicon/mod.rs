//! The project's own tables of facts (`lexicon/*.tsv`), embedded and parsed once.
//!
//! Facts only: what a form means is decided by the stages that read it.

mod cities;
mod rows;
mod tsv;
mod user_aliases;
mod user_boilerplate;

use std::collections::HashSet;
use std::sync::OnceLock;

pub use cities::{Cities, City};
pub use rows::{
    Abbreviation, AbbreviationKind, BoilerplatePattern, Country, CountryForm, FormKind, Initiative, OfficeHolder,
    Organisation, Place, Title,
};
pub use tsv::TsvError;
pub use user_aliases::{HEADER as ALIASES_HEADER, UserAlias, parse_aliases};
pub use user_boilerplate::{HEADER as BOILERPLATE_HEADER, UserPattern, parse_boilerplate};

/// All tables. Every string is borrowed from the embedded files.
#[derive(Debug)]
pub struct Lexicon {
    pub countries: Vec<Country>,
    pub country_forms: Vec<CountryForm>,
    pub organisations: Vec<Organisation>,
    pub titles: Vec<Title>,
    pub office_holders: Vec<OfficeHolder>,
    pub initiatives: Vec<Initiative>,
    pub places: Vec<Place>,
    pub cities: Cities,
    pub abbreviations: Vec<Abbreviation>,
    pub boilerplate: Vec<BoilerplatePattern>,
    /// Surnames that stand before the given name, folded to lower case.
    pub surnames_first: HashSet<&'static str>,
    /// Short forms of given names with the full ones, in small letters.
    pub nicknames: HashSet<(&'static str, &'static str)>,
}

impl Lexicon {
    /// The tables that are built in.
    ///
    /// # Panics
    /// If an embedded table is malformed, which a test rules out.
    pub fn embedded() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| match Lexicon::parse() {
            Ok(lexicon) => lexicon,
            Err(error) => panic!("embedded lexicon: {error}"),
        })
    }

    /// The country of this alpha-3 code.
    pub fn country(&self, alpha3: &str) -> Option<&Country> {
        let at = self.countries.binary_search_by(|country| country.alpha3.cmp(alpha3)).ok()?;
        self.countries.get(at)
    }

    fn parse() -> Result<Lexicon, TsvError> {
        let mut countries: Vec<Country> = table("countries.tsv")?;
        countries.sort_by_key(|country| country.alpha3);
        let nicknames: Vec<rows::Nickname> = table("nicknames.tsv")?;
        let surnames: Vec<rows::Surname> = table("surnames_first.tsv")?;
        Ok(Lexicon {
            countries,
            country_forms: table("country_forms.tsv")?,
            organisations: table("organisations.tsv")?,
            titles: table("titles.tsv")?,
            office_holders: table("office_holders.tsv")?,
            initiatives: table("initiatives.tsv")?,
            places: table("places.tsv")?,
            cities: Cities::new(source("cities.tsv"))?,
            abbreviations: table("abbreviations.tsv")?,
            boilerplate: table("boilerplate.tsv")?,
            surnames_first: surnames.into_iter().map(|row| row.surname).collect(),
            nicknames: nicknames.into_iter().map(|row| (row.short, row.full)).collect(),
        })
    }
}

/// The embedded tables as they are written: name of the file, and its text.
pub static SOURCES: &[(&str, &str)] = &[
    ("abbreviations.tsv", include_str!("../../lexicon/abbreviations.tsv")),
    ("boilerplate.tsv", include_str!("../../lexicon/boilerplate.tsv")),
    ("cities.tsv", include_str!("../../lexicon/cities.tsv")),
    ("countries.tsv", include_str!("../../lexicon/countries.tsv")),
    ("country_forms.tsv", include_str!("../../lexicon/country_forms.tsv")),
    ("initiatives.tsv", include_str!("../../lexicon/initiatives.tsv")),
    ("nicknames.tsv", include_str!("../../lexicon/nicknames.tsv")),
    ("office_holders.tsv", include_str!("../../lexicon/office_holders.tsv")),
    ("organisations.tsv", include_str!("../../lexicon/organisations.tsv")),
    ("places.tsv", include_str!("../../lexicon/places.tsv")),
    ("surnames_first.tsv", include_str!("../../lexicon/surnames_first.tsv")),
    ("titles.tsv", include_str!("../../lexicon/titles.tsv")),
];

/// The text of an embedded table.
fn source(name: &str) -> &'static str {
    SOURCES.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}

/// The rows of an embedded table.
fn table<T: tsv::Row>(name: &'static str) -> Result<Vec<T>, TsvError> {
    tsv::parse(name, source(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// A table that were missing here would change results without changing the fingerprint of a version.
    #[test]
    fn every_table_is_among_the_sources() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon");
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".tsv"))
            .collect();
        names.sort();
        let sources: Vec<&str> = SOURCES.iter().map(|(name, _)| *name).collect();
        assert_eq!(sources, names);
    }

    #[test]
    fn every_country_of_iso_3166_is_there() {
        let lexicon = Lexicon::embedded();
        assert_eq!(lexicon.countries.len(), 250, "249 codes, and Kosovo");
        assert_eq!(lexicon.country("BLR").map(|country| country.name), Some("Belarus"));
        let named: BTreeSet<_> = lexicon.country_forms.iter().map(|form| form.alpha3).collect();
        assert!(lexicon.countries.iter().all(|country| named.contains(country.alpha3)));
    }

    #[test]
    fn codes_name_countries() {
        let lexicon = Lexicon::embedded();
        let of_places = lexicon.places.iter().filter_map(|place| place.country);
        let of_organisations = lexicon.organisations.iter().filter_map(|organisation| organisation.country);
        let of_forms = lexicon.country_forms.iter().map(|form| form.alpha3);
        for code in of_places.chain(of_organisations).chain(of_forms) {
            assert!(lexicon.country(code).is_some(), "no country {code}");
        }
    }

    #[test]
    fn cities_are_sorted_and_lie_in_countries() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.cities.iter().is_sorted_by(|one, next| one.name < next.name));
        for city in lexicon.cities.iter() {
            let homes: Vec<_> = city.homes().collect();
            assert_eq!(homes.len(), city.homes.split('|').count(), "{}", city.name);
            assert!(homes.is_sorted_by(|(_, one), (_, next)| one >= next), "{}", city.name);
            assert!(homes.iter().all(|(alpha3, _)| lexicon.country(alpha3).is_some()), "{}", city.name);
        }
        assert_eq!(lexicon.cities.get("bangor").map(|city| city.homes), Some("GBR:61|USA:32"));
    }

    #[test]
    fn rows_are_unique() {
        fn assert_unique<T: Ord + std::fmt::Debug>(keys: impl Iterator<Item = T>) {
            let mut seen = BTreeSet::new();
            for key in keys {
                assert!(!seen.contains(&key), "twice: {key:?}");
                seen.insert(key);
            }
        }
        let lexicon = Lexicon::embedded();
        assert_unique(lexicon.country_forms.iter().map(|row| (row.form, row.alpha3)));
        assert_unique(lexicon.organisations.iter().map(|row| row.id));
        assert_unique(lexicon.organisations.iter().map(|row| row.name));
        assert_unique(lexicon.initiatives.iter().map(|row| row.id));
        assert_unique(lexicon.places.iter().map(|row| (row.name, row.subtype, row.country)));
        assert_unique(lexicon.titles.iter().map(|row| row.form));
        assert_unique(lexicon.office_holders.iter().map(|row| (row.name, row.role, row.country, row.from)));
    }

    #[test]
    fn a_form_that_names_two_countries_is_ambiguous() {
        let lexicon = Lexicon::embedded();
        let clear: BTreeSet<_> =
            lexicon.country_forms.iter().filter(|row| !row.ambiguous).map(|row| row.form).collect();
        for row in lexicon.country_forms.iter().filter(|row| clear.contains(row.form)) {
            let others =
                lexicon.country_forms.iter().filter(|other| other.form == row.form && other.alpha3 != row.alpha3);
            assert_eq!(others.count(), 0, "{}", row.form);
        }
    }
}
