//! Currencies: signs, codes and names with their ISO 4217 codes.
//!
//! Beside the codes of the standard, official texts use the abbreviations of the central banks (`KSh`, `RM`, `Tk`, `J$`).

/// The currency that a print names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217; nothing where several currencies are called so.
    pub code: Option<&'static str>,
    /// What a table says of a name that is used for several currencies but nearly always means one: `assumed_usd`.
    pub assumed: Option<&'static str>,
    /// How many powers of ten below the unit: 2 for cents.
    pub minor: u32,
}

const fn known(code: &'static str) -> Currency {
    Currency { code: Some(code), assumed: None, minor: 0 }
}

const fn assumed(code: &'static str, flag: &'static str) -> Currency {
    Currency { code: Some(code), assumed: Some(flag), minor: 0 }
}

const DOLLAR: Currency = assumed("USD", "assumed_usd");
const RUPEE: Currency = assumed("INR", "assumed_inr");
const FRANC: Currency = assumed("CHF", "assumed_chf");
/// "pesos", "riyals", `¥`: several currencies, and none that would be meant as a rule.
const SEVERAL: Currency = Currency { code: None, assumed: None, minor: 0 };

/// The currency of a sign.
pub fn of_sign(sign: &str) -> Option<Currency> {
    Some(match sign {
        "$" => DOLLAR,
        "€" => known("EUR"),
        "£" => assumed("GBP", "assumed_gbp"),
        "¥" | "\u{ffe5}" => SEVERAL,
        "₹" => known("INR"),
        "₽" => known("RUB"),
        "₩" => known("KRW"),
        "₴" => known("UAH"),
        "₺" => known("TRY"),
        "₪" => known("ILS"),
        "₫" => known("VND"),
        "฿" => known("THB"),
        "₱" => known("PHP"),
        "₦" => known("NGN"),
        "₸" => known("KZT"),
        "₵" => known("GHS"),
        "₾" => known("GEL"),
        "₼" => known("AZN"),
        "₡" => known("CRC"),
        "₲" => known("PYG"),
        "₮" => known("MNT"),
        "₭" => known("LAK"),
        "៛" => known("KHR"),
        "৳" => known("BDT"),
        "؋" => known("AFN"),
        _ => return None,
    })
}

/// The currency of letters glued to a sign or a space before it: `US$`, `HK$`, `CN¥`, `GH¢`.
pub fn of_prefixed_sign(prefix: &str, sign: &str) -> Option<Currency> {
    let code = match sign {
        "$" => of_dollar(prefix)?,
        "¥" | "\u{ffe5}" => match prefix {
            "CN" | "RMB" => "CNY",
            "JP" => "JPY",
            _ => return None,
        },
        "£" => match prefix {
            "E" | "LE" => "EGP",
            "IR" => "IEP",
            "LL" => "LBP",
            "SS" => "SSP",
            _ => return None,
        },
        "¢" | "₵" => (prefix == "GH").then_some("GHS")?,
        "₨" => (prefix == "Pak").then_some("PKR")?,
        _ => return None,
    };
    Some(known(code))
}

/// The dollars and pesos that have a letter before their sign.
fn of_dollar(prefix: &str) -> Option<&'static str> {
    Some(match prefix {
        "US" | "U.S." | "USD" => "USD",
        "A" | "AU" | "AUD" => "AUD",
        "C" | "CA" | "CAD" | "CDN" | "Can" | "Cdn" => "CAD",
        "HK" => "HKD",
        "NZ" => "NZD",
        "S" | "SG" => "SGD",
        "NT" => "TWD",
        "EC" => "XCD",
        "BDS" | "Bds" | "BBD" => "BBD",
        "J" | "JA" | "JMD" => "JMD",
        "TT" => "TTD",
        "BZ" => "BZD",
        "G" | "GY" => "GYD",
        "BSD" | "BAH" => "BSD",
        "F" | "FJ" => "FJD",
        "SI" => "SBD",
        "WS" => "WST",
        "N" => "NAD",
        "L" | "LR" => "LRD",
        "Z" | "ZW" => "ZWL",
        "CI" => "KYD",
        "R" => "BRL",
        "MX" | "Mex" | "MXN" => "MXN",
        "AR" => "ARS",
        "CLP" => "CLP",
        "COL" | "COP" => "COP",
        "RD" => "DOP",
        _ => return None,
    })
}

/// The codes of ISO 4217, in order, without those that are common words in capitals.
static CODES: &[&str] = &[
    "AED", "AFN", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD",
    "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BYR", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC",
    "CVE", "CZK", "DEM", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "FRF", "GBP", "GEL",
    "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR",
    "ISK", "ITL", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP",
    "LKR", "LRD", "LSL", "LTL", "LVL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRO", "MRU", "MUR",
    "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PEN", "PGK", "PHP", "PKR",
    "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SDR", "SEK", "SGD", "SLE", "SLL",
    "SOS", "SRD", "SSP", "STN", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH",
    "UGX", "USD", "UYU", "UZS", "VEF", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XDR", "XOF", "XPF", "YER", "ZAR",
    "ZMW", "ZWL",
];

/// The currency of a code or abbreviation that stands before its number: `USD`, `RMB`, `Rs.`, `KSh`; as printed.
pub fn of_code(code: &str) -> Option<Currency> {
    Some(match code {
        "RMB" => known("CNY"),
        "Rs" | "Rs." => RUPEE,
        "Tk" | "Tk." => known("BDT"),
        "KSh" | "KShs" | "Ksh" | "Kshs" | "KSh." => known("KES"),
        "TSh" | "TShs" | "Tsh" | "Tshs" => known("TZS"),
        "USh" | "UShs" | "Ush" | "Ushs" => known("UGX"),
        "RM" => known("MYR"),
        "NIS" => known("ILS"),
        "Rp" | "Rp." => known("IDR"),
        "Hr" | "Hrn" => known("UAH"),
        "Php" => known("PHP"),
        "Birr" => known("ETB"),
        "Nu" | "Nu." => known("BTN"),
        "SDR" => known("XDR"),
        "FCFA" | "CFAF" | "CFA" => SEVERAL,
        "SDG" | "SOS" | "TOP" => return None,
        _ if code.len() != 3 => return None,
        _ => known(CODES.get(CODES.binary_search(&code).ok()?)?),
    })
}

/// Whether the code is an acronym or a word as well (`COP 26`, `PEN`, `TRY`): it needs an amount that cannot be a number of
/// something.
pub fn is_doubtful_code(code: &str) -> bool {
    matches!(code, "COP" | "PEN" | "TRY" | "MAD" | "MOP" | "RON" | "SAR" | "GEL" | "LAK" | "Nu" | "Hr" | "CFA")
}

/// The currency of letters glued to the digits of an amount: `N38bn`, `R2.5 billion`, `RM35`.
pub fn of_glued_letters(letters: &str) -> Option<Currency> {
    match letters {
        "N" => Some(known("NGN")),
        "R" => Some(known("ZAR")),
        letters if letters.len() > 1 => of_code(letters),
        _ => None,
    }
}

/// The currency of a name that stands after its number, with the adjective before it, both in small letters:
/// ("swiss", "francs"). An adjective that is not known with the name is no part of it.
pub fn of_name(adjective: &str, name: &str) -> Option<Currency> {
    Some(match (adjective, name) {
        (_, "cent" | "cents") => Currency { minor: 2, ..DOLLAR },
        ("", name) => plain_name(name)?,
        ("cfa", "francs" | "franc") => SEVERAL,
        (adjective, name) => known(qualified_name(adjective, name)?),
    })
}

fn plain_name(name: &str) -> Option<Currency> {
    Some(match name {
        "dollar" | "dollars" => DOLLAR,
        "euro" | "euros" => known("EUR"),
        "yuan" | "renminbi" => known("CNY"),
        "yen" => known("JPY"),
        "ruble" | "rubles" | "rouble" | "roubles" => assumed("RUB", "assumed_rub"),
        "rupee" | "rupees" => RUPEE,
        "franc" | "francs" => FRANC,
        "hryvnia" | "hryvnias" | "hryvnya" => known("UAH"),
        "zloty" | "zlotys" | "zlotych" => known("PLN"),
        "forint" | "forints" => known("HUF"),
        "shekel" | "shekels" => known("ILS"),
        "baht" => known("THB"),
        "ringgit" => known("MYR"),
        "rupiah" => known("IDR"),
        "taka" => known("BDT"),
        "naira" => known("NGN"),
        "tenge" => known("KZT"),
        "rand" => known("ZAR"),
        "cedi" | "cedis" => known("GHS"),
        "birr" => known("ETB"),
        "dalasi" => known("GMD"),
        "meticais" => known("MZN"),
        "kwanza" | "kwanzas" => known("AOA"),
        "pula" => known("BWP"),
        "ariary" => known("MGA"),
        "nakfa" => known("ERN"),
        "dram" | "drams" => known("AMD"),
        "lari" => known("GEL"),
        "som" => known("KGS"),
        "somoni" => known("TJS"),
        "tugrik" | "tugriks" => known("MNT"),
        "kip" => known("LAK"),
        "riel" | "riels" => known("KHR"),
        "kyat" | "kyats" => known("MMK"),
        "dong" => known("VND"),
        "leva" => known("BGN"),
        "kuna" => known("HRK"),
        "denars" => known("MKD"),
        "koruna" | "korunas" => known("CZK"),
        "reais" => known("BRL"),
        "quetzal" | "quetzales" | "quetzals" => known("GTQ"),
        "lempira" | "lempiras" => known("HNL"),
        "córdobas" | "cordobas" => known("NIO"),
        "guaraníes" | "guaranis" | "guaraní" => known("PYG"),
        "bolivianos" => known("BOB"),
        "gourde" | "gourdes" => known("HTG"),
        "afghani" | "afghanis" => known("AFN"),
        "ngultrum" => known("BTN"),
        "rufiyaa" => known("MVR"),
        "vatu" => known("VUV"),
        "tala" => known("WST"),
        "kina" => known("PGK"),
        "bolivar" | "bolivars" | "bolivares" | "bolívar" | "bolívars" | "bolívares" | "peso" | "pesos" | "riyal"
        | "riyals" | "rial" | "rials" | "dirham" | "dirhams" | "dinar" | "dinars" | "shilling" | "shillings"
        | "lira" | "liras" | "krona" | "kronor" | "krone" | "kroner" | "crowns" | "kwacha" | "manat" | "manats"
        | "lei" | "colones" => SEVERAL,
        _ => return None,
    })
}

fn qualified_name(adjective: &str, name: &str) -> Option<&'static str> {
    Some(match (adjective, name) {
        (adjective, "dollar" | "dollars") => dollars(adjective)?,
        (adjective, "pound" | "pounds") => pounds(adjective)?,
        (adjective, "peso" | "pesos") => pesos(adjective)?,
        (adjective, "dinar" | "dinars") => dinars(adjective)?,
        (adjective, "franc" | "francs") => francs(adjective)?,
        (adjective, "rupee" | "rupees") => rupees(adjective)?,
        (adjective, "shilling" | "shillings") => shillings(adjective)?,
        ("chinese", "yuan" | "renminbi") => "CNY",
        ("japanese", "yen") => "JPY",
        ("south korean" | "korean", "won") => "KRW",
        ("russian", "ruble" | "rubles" | "rouble" | "roubles") => "RUB",
        ("belarusian", "ruble" | "rubles" | "rouble" | "roubles") => "BYN",
        ("norwegian", "krone" | "kroner" | "crowns") => "NOK",
        ("danish", "krone" | "kroner" | "crowns") => "DKK",
        ("swedish", "krona" | "kronor" | "crowns") => "SEK",
        ("czech", "koruna" | "korunas" | "crowns") => "CZK",
        ("saudi", "riyal" | "riyals") => "SAR",
        ("qatari", "riyal" | "riyals") => "QAR",
        ("iranian", "rial" | "rials") => "IRR",
        ("omani", "rial" | "rials") => "OMR",
        ("yemeni", "rial" | "rials") => "YER",
        ("emirati" | "uae", "dirham" | "dirhams") => "AED",
        ("moroccan", "dirham" | "dirhams") => "MAD",
        ("turkish", "lira" | "liras") => "TRY",
        ("romanian", "lei") => "RON",
        ("moldovan", "lei") => "MDL",
        ("azerbaijani", "manat" | "manats") => "AZN",
        ("turkmen", "manat" | "manats") => "TMT",
        ("zambian", "kwacha") => "ZMW",
        ("malawian" | "malawi", "kwacha") => "MWK",
        ("south african", "rand") => "ZAR",
        ("brazilian", "reais") => "BRL",
        ("peruvian", "soles") => "PEN",
        _ => return None,
    })
}

fn dollars(adjective: &str) -> Option<&'static str> {
    Some(match adjective {
        "us" | "u.s." | "american" => "USD",
        "australian" => "AUD",
        "canadian" => "CAD",
        "singapore" => "SGD",
        "hong kong" => "HKD",
        "new zealand" => "NZD",
        "taiwan" | "new taiwan" => "TWD",
        "jamaican" | "jamaica" => "JMD",
        "east caribbean" => "XCD",
        "barbados" | "barbadian" => "BBD",
        "bahamian" => "BSD",
        "guyanese" | "guyana" => "GYD",
        "belize" => "BZD",
        "fiji" | "fijian" => "FJD",
        "namibian" | "namibia" => "NAD",
        "liberian" => "LRD",
        "brunei" => "BND",
        _ => return None,
    })
}

fn pounds(adjective: &str) -> Option<&'static str> {
    Some(match adjective {
        "british" => "GBP",
        "egyptian" => "EGP",
        "lebanese" => "LBP",
        "syrian" => "SYP",
        "sudanese" => "SDG",
        "south sudanese" => "SSP",
        _ => return None,
    })
}

fn pesos(adjective: &str) -> Option<&'static str> {
    Some(match adjective {
        "mexican" => "MXN",
        "argentine" => "ARS",
        "philippine" => "PHP",
        "colombian" => "COP",
        "chilean" => "CLP",
        "uruguayan" => "UYU",
        "dominican" => "DOP",
        "cuban" => "CUP",
        _ => return None,
    })
}

fn dinars(adjective: &str) -> Option<&'static str> {
    Some(match adjective {
        "kuwaiti" => "KWD",
        "jordanian" => "JOD",
        "iraqi" => "IQD",
        "bahraini" => "BHD",
        "algerian" => "DZD",
        "tunisian" => "TND",
        "libyan" => "LYD",
        "serbian" => "RSD",
        _ => return None,
    })
}

fn francs(adjective: &str) -> Option<&'static str> {
    Some(match adjective {
        "swiss" => "CHF",
        "congolese" => "CDF",
        "rwandan" | "rwanda" => "RWF",
        "burundian" => "BIF",
        "guinean" => "GNF",
        "djibouti" => "DJF",
        "comorian" => "KMF",
        "french" => "FRF",
        _ => return None,
    })
}

fn rupees(adjective: &str) -> Option<&'static str> {
    Some(match adjective {
        "indian" => "INR",
        "pakistani" => "PKR",
        "sri lankan" => "LKR",
        "nepalese" | "nepali" => "NPR",
        "mauritian" => "MUR",
        "seychelles" => "SCR",
        _ => return None,
    })
}

fn shillings(adjective: &str) -> Option<&'static str> {
    Some(match adjective {
        "kenyan" | "kenya" => "KES",
        "tanzanian" | "tanzania" => "TZS",
        "ugandan" | "uganda" => "UGX",
        "somali" => "SOS",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{CODES, of_code, of_name, of_prefixed_sign};

    #[test]
    fn codes_are_sorted_for_the_search() {
        assert!(CODES.is_sorted() && CODES.iter().all(|code| code.len() == 3));
    }

    #[test]
    fn a_code_names_itself() {
        assert_eq!(of_code("BYN").unwrap().code, Some("BYN"));
        assert_eq!(of_code("Rs.").unwrap().code, Some("INR"));
        assert_eq!(of_code("usd"), None);
        assert_eq!(of_prefixed_sign("EC", "$").unwrap().code, Some("XCD"));
    }

    #[test]
    fn an_adjective_must_fit_its_name() {
        assert_eq!(of_name("swiss", "francs").unwrap().code, Some("CHF"));
        assert_eq!(of_name("swiss", "yen"), None);
    }
}
