//! The lexicon as resolve asks it: names by id, countries by the forms of their names, cities; and the user's own names.

use std::collections::HashSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::fold_name;
use crate::lexicon::{City, FormKind, Lexicon, UserAlias};
use crate::model::{EntityType, Mention, RecognizerKind};

/// Which countries a form can name.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    /// Alpha-3, in the order of the lexicon.
    pub(super) countries: Vec<&'static str>,
    /// Whether the form means something else as well, or more than one country.
    pub(super) ambiguous: bool,
}

/// What the user's alias table says of an identity.
#[derive(Clone, Debug)]
pub(super) struct Alias {
    pub(super) name: String,
    /// The id that the user gives; without one the name is the identity.
    pub(super) id: Option<Arc<str>>,
}

/// Indexes over the lexicon, built once; they are only asked, never walked.
#[derive(Debug)]
pub(super) struct Catalogue {
    /// Name by the id that mentions hold, for things that are no countries.
    names: FxHashMap<String, &'static str>,
    country_names: FxHashMap<&'static str, &'static str>,
    demonyms: FxHashMap<&'static str, &'static str>,
    /// By type (GPE or NORP) and folded form.
    forms: FxHashMap<(EntityType, String), Form>,
    /// By type and the id that mentions hold.
    aliases: FxHashMap<(EntityType, Arc<str>), Alias>,
    lexicon: &'static Lexicon,
}

impl Catalogue {
    pub(super) fn new(lexicon: &'static Lexicon, aliases: &[UserAlias]) -> Self {
        let mut names = FxHashMap::default();
        for organisation in &lexicon.organisations {
            names.insert(format!("org:{}", organisation.id), organisation.name);
        }
        for initiative in &lexicon.initiatives {
            names.insert(format!("misc:{}", initiative.id), initiative.name);
        }
        for place in &lexicon.places {
            names.entry(place_id(place.name)).or_insert(place.name);
        }
        let mut demonyms = FxHashMap::default();
        for form in lexicon.country_forms.iter().filter(|form| form.kind == FormKind::Demonym) {
            demonyms.entry(form.alpha3).or_insert(form.form);
        }
        let country_names = lexicon.countries.iter().map(|country| (country.alpha3, country.name)).collect();
        let aliases = aliases.iter().map(|alias| {
            let meant = Alias { name: alias.name.clone(), id: alias.id.as_deref().map(Into::into) };
            ((alias.entity_type, alias.mention_id().into()), meant)
        });
        Self { names, country_names, demonyms, forms: forms(lexicon), aliases: aliases.collect(), lexicon }
    }

    /// What the user's table says of a mention that was found by it.
    pub(super) fn alias(&self, mention: &Mention) -> Option<&Alias> {
        let id = mention.lexicon_id.clone().filter(|_| mention.recognizer == RecognizerKind::Alias)?;
        self.aliases.get(&(mention.entity_type, id))
    }

    /// Short forms of given names with the full ones.
    pub(super) fn nicknames(&self) -> &'static HashSet<(&'static str, &'static str)> {
        &self.lexicon.nicknames
    }

    /// The cities of this folded name.
    pub(super) fn city(&self, folded: &str) -> Option<City> {
        self.lexicon.cities.get(folded)
    }

    /// The name that the lexicon gives to the entry of this id: of a country for GPE, of its people for NORP.
    pub(super) fn name(&self, entity_type: EntityType, id: &str) -> Option<&'static str> {
        match (id.strip_prefix("country:"), entity_type) {
            (Some(alpha3), EntityType::Norp) => self.demonyms.get(alpha3).copied(),
            (Some(alpha3), _) => self.country_names.get(alpha3).copied(),
            (None, _) if id.starts_with("place:") => self.names.get(&place_id(id.strip_prefix("place:")?)).copied(),
            (None, _) => self.names.get(id).copied(),
        }
    }

    /// The countries that a folded form names as a mention of this type.
    pub(super) fn form(&self, entity_type: EntityType, folded: &str) -> Option<&Form> {
        self.forms.get(&(entity_type, folded.to_owned()))
    }

    /// The country that folded words name, or whose people: the `given` one if they can name it, else the only one.
    pub(super) fn country_named(&self, folded: &str, given: Option<&str>) -> Option<&'static str> {
        [EntityType::Gpe, EntityType::Norp].into_iter().find_map(|entity_type| {
            let form = self.form(entity_type, folded)?;
            match given {
                Some(given) => form.countries.iter().copied().find(|alpha3| *alpha3 == given),
                None => form.countries.first().copied().filter(|_| !form.ambiguous),
            }
        })
    }
}

/// One spelling for `place:south_china_sea` and the name `South China Sea`.
fn place_id(name: &str) -> String {
    format!("place:{}", fold_name(&name.replace('_', " ")))
}

fn forms(lexicon: &'static Lexicon) -> FxHashMap<(EntityType, String), Form> {
    let mut forms: FxHashMap<(EntityType, String), Form> = FxHashMap::default();
    for row in &lexicon.country_forms {
        let entity_type = match row.kind {
            FormKind::Name | FormKind::Abbreviation => EntityType::Gpe,
            FormKind::Demonym | FormKind::DemonymPlural => EntityType::Norp,
            FormKind::Combining | FormKind::Capital => continue,
        };
        let form = forms.entry((entity_type, fold_name(row.form))).or_default();
        form.ambiguous |= row.ambiguous;
        if !form.countries.contains(&row.alpha3) {
            form.ambiguous |= !form.countries.is_empty();
            form.countries.push(row.alpha3);
        }
    }
    forms
}
