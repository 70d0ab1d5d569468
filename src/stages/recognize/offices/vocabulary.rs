//! The small words of titles: what may stand before an office, between it and its country, and behind a name.

/// Words that stay in a title before the office: "former", "First Deputy".
const QUALIFIERS: &str = "\
    acting administrative alternate assistant associate caretaker chief co commanding de defacto deputy designate \
    detective elect ex executive exiled federal first former founding general grand group high honorary interim joint junior lead leading local longtime managing national official parliamentary permanent \
    personal presidential presiding press prime principal provincial public ranking regional resident retired roving \
    royal second senior shadow special state supreme then third transitional under union vice";

/// Fields of offices, which stand before them in small letters and in headlines too.
const FIELDS: &str = "\
    affairs agricultural agriculture air army aviation border budget cabinet campaign children church city civil \
    climate coalition commerce commercial communications community congressional consumer cooperation coordination \
    council county country court culture cultural cyber defence defense development digital diplomatic disaster \
    district economic economy education electricity emergency employment energy environment environmental ethics \
    european external faction family field finance financial fiscal fisheries food force foreign forest fund gender \
    government growth guard health high home homeland house housing human humanitarian immigration incident \
    industrial industry information infrastructure innovation intelligence interior internal international \
    investment justice labor labour land law legal liaison local majority management maritime media medical migration \
    military mineral minerals mines mining minister minority mission monetary municipal national naval navy nuclear \
    oil opposition parliament party peace pensions petroleum planning police policy political population port postal \
    power presidential press prime prison program programme project property protection protocol province provincial \
    public railways reconstruction reform refugees regional relations religious research resources rights roads \
    royal rural safety science scientific secret security shipping skills small social space spiritual sports staff \
    state statistics strategic strategy student supply sustainable tax technical technology telecommunications \
    tourism town trade traffic transition transport transportation treasury tribal union urban veterans water welfare \
    wildlife women women's works world youth";

/// What stands between a country and its office and is no part of the title: "Israel's newly elected Prime Minister".
const BETWEEN: &str = "\
    appointed current deposed elected incoming last late long-serving longest-serving named new newly outgoing ousted \
    present re-elected reappointed recently reelected reclusive ruling serving sitting slain visiting";

/// What may open an apposition before the office: "himself a former minister", "currently Ambassador".
const OPENERS: &str = "\
    a also an both currently formerly himself herself itself lately long newly now once one our the";

/// Whose office it is, said by a pronoun.
const PRONOUNS: &str = "her his its my our their whose your";

/// Words that join an office to its field, its body or its country.
const JOINTS: &str = "at for in of on to";

/// Small words with which no field or body goes on.
const STOPS: &str = "\
    about after against amid among and are as at because been before being between but by called could despite did \
    does during flew for from gave had has have held he her him his how if in into is it its last left like made may \
    met might more most must named near next nor not of off on or out over paid per said saw says she should since \
    so spoke such than that the their them then there these they this those through to told took under until up upon \
    was we went were when where which while who whom whose why will with without would wrote yesterday";

/// Letters behind a name that say an office: "Simon Coveney TD".
const MEMBERS: &str = "MP MPs TD T.D. T.D MEP MHK MLA MSP MHA MPP MNA MdB MS AM MLC Senator";

/// Letters behind a name that say none.
const HONOURS: &str = "\
    QC KC SC PC OBE CBE MBE KBE DBE OM CH OC AC AO AM GCB KCB CB KCMG CMG GCMG PhD Ph.D MD M.D Esq Esq. CPA JP";

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident: $list:ident,)+) => {
        $($(#[$doc])* pub(super) fn $name(word: &str) -> bool {
            static WORDS: std::sync::OnceLock<crate::text::WordSet> = std::sync::OnceLock::new();
            WORDS.get_or_init(|| $list.split_ascii_whitespace().collect()).contains(word)
        })+
    };
}

lists! {
    /// Whether the folded word stays in the title before an office.
    is_qualifier: QUALIFIERS,
    /// Whether the folded word is the field of an office.
    is_field: FIELDS,
    /// Whether the folded word may stand between a country and an office, and is no part of the title.
    is_between: BETWEEN,
    /// Whether the folded word may open an apposition.
    is_opener: OPENERS,
    /// Whether the folded word says whose office it is.
    is_pronoun: PRONOUNS,
    /// Whether the word joins an office to what it is of.
    is_joint: JOINTS,
    /// Whether no field or body goes on with the small word.
    is_stop: STOPS,
    /// Whether the letters behind a name are those of a member of parliament.
    is_member: MEMBERS,
    /// Whether the letters behind a name are an honour or a degree.
    is_honour: HONOURS,
}
