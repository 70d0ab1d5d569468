//! Where names of a kind are usual: by the endings and letters of surnames, by surnames that stand first, by forms of
//! address. It never names a country by itself; it tells which of the countries that a document names is likely.

use crate::lexicon::Lexicon;

const CHINESE: &str = "CHN TWN HKG MAC SGP MYS";
const SLAVIC: &str = "RUS UKR BLR KAZ KGZ UZB TJK TKM AZE BGR MKD MDA LVA EST LTU GEO ARM";
const SOUTH_SLAVIC: &str = "SRB HRV BIH MNE SVN MKD XKX";
const SPANISH: &str = "ESP MEX ARG COL PER VEN CHL ECU GTM CUB BOL DOM HND PRY SLV NIC CRI PAN URY GNQ PHL";
const PORTUGUESE: &str = "PRT BRA AGO MOZ CPV GNB STP TLS";
const ARAB: &str = "SAU IRQ EGY SYR JOR LBN YEM OMN ARE QAT BHR KWT PSE LBY TUN DZA MAR SDN MRT SOM DJI COM BRN MYS";

/// Endings of the last word of a name, the longer ones first, with the countries in which they are usual.
const ENDINGS: &[(&str, &str)] = &[
    ("shvili", "GEO"),
    ("opoulos", "GRC CYP"),
    ("opoulou", "GRC CYP"),
    ("dóttir", "ISL"),
    ("dottir", "ISL"),
    ("sekera", "LKA"),
    ("wardena", "LKA"),
    ("singhe", "LKA"),
    ("paksa", "LKA"),
    ("auskas", "LTU"),
    ("evičius", "LTU"),
    ("avičius", "LTU"),
    ("čius", "LTU"),
    ("ienė", "LTU"),
    ("aitė", "LTU"),
    ("oglu", "TUR AZE CYP"),
    ("oğlu", "TUR AZE CYP"),
    ("zadeh", "IRN AZE"),
    ("nejad", "IRN"),
    ("zoda", "TJK"),
    ("zade", "AZE"),
    ("uulu", "KGZ"),
    ("kyzy", "KGZ"),
    ("bekov", "KGZ KAZ UZB"),
    ("bayev", "KAZ KGZ UZB"),
    ("baev", "KAZ KGZ UZB"),
    ("yoyev", "UZB"),
    ("medov", "TKM"),
    ("enko", "UKR BLR RUS KAZ MDA"),
    ("chuk", "UKR BLR RUS MDA"),
    ("skyi", "UKR"),
    ("skyy", "UKR"),
    ("escu", "ROU MDA"),
    ("eanu", "ROU MDA"),
    ("ović", SOUTH_SLAVIC),
    ("ević", SOUTH_SLAVIC),
    ("vić", SOUTH_SLAVIC),
    ("ić", SOUTH_SLAVIC),
    ("wicz", "POL BLR LTU"),
    ("adze", "GEO"),
    ("idze", "GEO"),
    ("dze", "GEO"),
    ("ulia", "GEO"),
    ("aia", "GEO"),
    ("ania", "GEO ITA"),
    ("elia", "GEO ITA"),
    ("yan", "ARM"),
    ("akis", "GRC CYP"),
    ("idis", "GRC CYP"),
    ("iadis", "GRC CYP"),
    ("ssen", "NOR DNK"),
    ("inen", "FIN"),
    ("onen", "FIN"),
    ("anen", "FIN"),
    ("sson", "ISL SWE"),
    ("ová", "CZE SVK"),
    ("yev", SLAVIC),
    ("yeva", SLAVIC),
    ("ov", SLAVIC),
    ("ova", SLAVIC),
    ("ev", SLAVIC),
    ("eva", SLAVIC),
    ("sky", "RUS UKR BLR POL CZE"),
    ("ski", "POL MKD BLR"),
    ("ões", PORTUGUESE),
    ("ão", PORTUGUESE),
    ("ez", SPANISH),
];

/// Letters that only some languages write.
const LETTERS: &[(&str, &str)] = &[
    ("ğı", "TUR AZE CYP"),
    ("ə", "AZE"),
    ("őű", "HUN"),
    ("łńźż", "POL"),
    ("řů", "CZE"),
    ("ľĺŕ", "SVK"),
    ("ļķņģ", "LVA"),
    ("ėų", "LTU"),
    ("þð", "ISL FRO"),
    ("ø", "DNK NOR FRO GRL"),
    ("șț", "ROU MDA"),
    ("đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", "VNM"),
    ("ñ", SPANISH),
    ("ãõ", PORTUGUESE),
];

/// Forms of address that are those of few countries.
const ADDRESSES: &[(&str, &str)] = &[
    ("u", "MMR"),
    ("daw", "MMR"),
    ("ko", "MMR"),
    ("shri", "IND NPL"),
    ("shrimati", "IND NPL"),
    ("smt", "IND NPL"),
    ("ato", "ETH"),
    ("lyonpo", "BTN"),
    ("dasho", "BTN"),
    ("samdech", "KHM"),
    ("oknha", "KHM"),
    ("datuk", "MYS"),
    ("dato", "MYS BRN"),
    ("dato'", "MYS BRN"),
    ("datin", "MYS BRN"),
    ("tun", "MYS"),
    ("tan sri", "MYS"),
    ("puan", "MYS"),
    ("tuan", "MYS SGP"),
    ("makhdoom", "PAK"),
    ("td", "IRL"),
    ("t.d", "IRL"),
];

/// The countries in which such a name is usual, if it is a telling one. `address` is a form of address before it.
pub(super) fn countries(
    lexicon: &Lexicon,
    words: &[String],
    printed: &str,
    address: Option<&str>,
) -> Option<&'static str> {
    let by_address = address.and_then(|address| ADDRESSES.iter().find(|(form, _)| *form == address));
    if let Some((_, countries)) = by_address {
        return Some(countries);
    }
    if let Some(countries) = by_letters(printed) {
        return Some(countries);
    }
    if let Some(countries) = by_first_word(lexicon, words) {
        return Some(countries);
    }
    if words.last().is_some_and(|last| last.starts_with("ra") && last.ends_with('a') && last.chars().count() > 9) {
        return Some("MDG");
    }
    if words.iter().any(|word| matches!(word.as_str(), "al" | "bin" | "ibn" | "abu" | "abdul" | "el"))
        && words.len() > 2
    {
        return Some(ARAB);
    }
    let last = words.last().filter(|last| last.chars().count() > 4)?;
    ENDINGS.iter().find(|(ending, _)| last.ends_with(ending)).map(|(_, countries)| *countries)
}

/// The countries whose languages alone have one of the letters.
fn by_letters(printed: &str) -> Option<&'static str> {
    if printed.is_ascii() {
        return None;
    }
    let small = printed.to_lowercase();
    let own = LETTERS.iter().find(|(letters, _)| small.chars().any(|char| letters.contains(char)));
    own.map(|(_, countries)| *countries)
}

/// Vietnamese surnames that no other language has in this spelling.
const VIETNAMESE: &[&str] = &[
    "nguyen", "tran", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "ngo", "duong", "truong", "dinh",
    "trinh", "dao", "doan",
];

/// Korean given names are written with a hyphen or in two words, Chinese ones in one word; both have surnames in common.
fn by_first_word(lexicon: &Lexicon, words: &[String]) -> Option<&'static str> {
    let first = words.first().filter(|first| lexicon.surnames_first.contains(first.as_str()))?;
    let is_vietnamese = VIETNAMESE.contains(&first.as_str()) && words.len() > 1 || first == "le" && words.len() == 3;
    match words.len() {
        _ if is_vietnamese => Some("VNM"),
        3 => Some("KOR PRK TWN"),
        2 => Some(CHINESE),
        _ => None,
    }
}

/// Whether surnames stand first in the country, so that a name without such a one is foreign there.
pub(super) fn has_surnames_first(country: &str) -> bool {
    matches!(country, "CHN" | "TWN" | "KOR" | "PRK" | "VNM")
}

/// Whether the country is among those of a list.
pub(super) fn has(list: &str, country: &str) -> bool {
    list.split_ascii_whitespace().any(|code| code == country)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::offices::identity::fold_words;

    fn tradition(name: &str) -> Option<&'static str> {
        countries(Lexicon::embedded(), &fold_words(name), name, None)
    }

    #[test]
    fn endings_letters_and_surnames_tell() {
        assert_eq!(tradition("Nino Kobalishvili"), Some("GEO"));
        assert_eq!(tradition("Ağaoğlu"), Some("TUR AZE CYP"));
        assert_eq!(tradition("Nguyen Van Nam"), Some("VNM"));
        assert!(tradition("Wang Liming").is_some_and(|list| has(list, "CHN")));
        assert!(tradition("Park Min-ho").is_some_and(|list| has(list, "KOR")));
        assert_eq!(tradition("John Smith"), None);
    }

    #[test]
    fn a_form_of_address_tells_before_the_name() {
        let words = fold_words("Soe Naing");
        assert_eq!(countries(Lexicon::embedded(), &words, "Soe Naing", Some("u")), Some("MMR"));
    }
}
