//! Who held the highest offices of states when: "President Bush" in a release of 2008 is that of the United States, whatever
//! else the release names.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::identity::fold_words;
use crate::lexicon::Lexicon;
use crate::model::Role;

/// How many years before and after an office a document may call somebody by it: an election, an obituary.
const AROUND: i16 = 1;

/// The office-holders of the lexicon, by the first and the last word of their names.
#[derive(Debug)]
pub(super) struct Holders {
    people: Vec<Holder>,
    by_word: FxHashMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Holder {
    words: Vec<String>,
    role: Role,
    country: Option<&'static str>,
    from: i16,
    to: i16,
}

/// An office that somebody held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Held {
    pub(super) role: Role,
    /// None where no state has the office.
    pub(super) country: Option<&'static str>,
}

/// Whose office is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) role: Option<Role>,
    /// Whether the title says less than the office: "Secretary Rice".
    pub(super) is_bare: bool,
    pub(super) is_former: bool,
    /// The year of the document.
    pub(super) year: Option<i16>,
}

impl Holders {
    pub(super) fn of(lexicon: &'static Lexicon) -> &'static Self {
        static HOLDERS: OnceLock<Holders> = OnceLock::new();
        HOLDERS.get_or_init(|| Self::new(lexicon))
    }

    fn new(lexicon: &'static Lexicon) -> Self {
        let mut holders = Self { people: Vec::new(), by_word: FxHashMap::default() };
        for row in &lexicon.office_holders {
            let Some(role) = row.role else { continue };
            let words: Vec<String> = fold_words(row.name).iter().map(|word| plain(word)).collect();
            let at = holders.people.len();
            for word in words.first().into_iter().chain(words.last().filter(|_| words.len() > 1)) {
                holders.by_word.entry(word.clone()).or_default().push(at);
            }
            let (from, to) = (row.from.unwrap_or(i16::MIN), row.to.unwrap_or(i16::MAX));
            holders.people.push(Holder { words, role, country: row.country, from, to });
        }
        holders
    }

    /// The offices that somebody of this name may have held.
    pub(super) fn held(&self, name: &[String], wanted: Wanted) -> BTreeSet<Held> {
        let name: Vec<String> = name.iter().map(|word| plain(word)).collect();
        let ends = name.first().into_iter().chain(name.last());
        let people = ends.filter_map(|word| self.by_word.get(word)).flatten().filter_map(|at| self.people.get(*at));
        let is_same = |holder: &&Holder| {
            let (short, long) =
                if holder.words.len() < name.len() { (&holder.words, &name) } else { (&name, &holder.words) };
            short.iter().all(|word| long.contains(word)) && (short.len() > 1 || long.len() == 1 || name.len() == 1)
        };
        let in_time = |holder: &&Holder| {
            wanted.year.is_none_or(|year| {
                year >= holder.from.saturating_sub(AROUND)
                    && (wanted.is_former || year <= holder.to.saturating_add(AROUND))
            })
        };
        let in_office = |holder: &&Holder| match wanted.role {
            Some(Role::Monarch | Role::Royal) => matches!(holder.role, Role::Monarch | Role::Royal),
            Some(Role::HeadOfState | Role::Official) if holder.country.is_none() => true,
            _ if wanted.is_bare => is_ministerial(holder.role),
            role => role == Some(holder.role),
        };
        let held = |holder: &Holder| Held { role: holder.role, country: holder.country };
        people.filter(is_same).filter(in_time).filter(in_office).map(held).collect()
    }
}

fn is_ministerial(role: Role) -> bool {
    matches!(role, Role::ForeignMinister | Role::DefenceMinister | Role::FinanceMinister)
}

/// The word without accents, in letters that all languages write.
pub(super) fn plain(word: &str) -> String {
    let letter = |char: char| match char {
        'ł' => 'l',
        'ø' => 'o',
        'ı' => 'i',
        'đ' | 'ð' => 'd',
        'ə' => 'a',
        other => other,
    };
    word.nfd().filter(|char| !is_combining_mark(*char)).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(name: &str, role: Role, year: Option<i16>) -> Vec<&'static str> {
        let wanted = Wanted { role: Some(role), is_bare: false, is_former: false, year };
        let found = Holders::of(Lexicon::embedded()).held(&fold_words(name), wanted);
        found.iter().map(|held| held.country.unwrap_or_default()).collect()
    }

    #[test]
    fn name_office_and_year_must_fit() {
        assert_eq!(held("Barack Obama", Role::HeadOfState, Some(2010)), ["USA"]);
        assert_eq!(held("Obama", Role::HeadOfState, None), ["USA"]);
        assert_eq!(held("Obama", Role::HeadOfState, Some(1990)), [""; 0]);
        assert_eq!(held("Obama", Role::Mayor, Some(2010)), [""; 0]);
        assert_eq!(held("Michelle Obama", Role::HeadOfState, Some(2010)), [""; 0]);
        assert_eq!(held("Erdogan", Role::HeadOfState, Some(2016)), ["TUR"], "accents apart");
    }

    #[test]
    fn namesakes_stay_several() {
        assert_eq!(held("Martin", Role::HeadOfGovernment, None), ["CAN", "IRL"]);
    }

    #[test]
    fn a_bare_title_takes_any_ministry() {
        let wanted = Wanted { role: Some(Role::Official), is_bare: true, is_former: false, year: Some(2006) };
        let found = Holders::of(Lexicon::embedded()).held(&fold_words("Rice"), wanted);
        assert_eq!(found.first(), Some(&Held { role: Role::ForeignMinister, country: Some("USA") }));
    }
}
