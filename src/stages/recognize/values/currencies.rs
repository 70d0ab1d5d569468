//! Currencies: signs, codes and names with their ISO 4217 codes.

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
        _ => return None,
    })
}

/// The currency of letters glued to a sign or a space before it: `US$`, `HK$`, `CN¥`.
pub fn of_prefixed_sign(prefix: &str, sign: &str) -> Option<Currency> {
    Some(known(match (prefix, sign) {
        ("US" | "U.S.", "$") => "USD",
        ("A" | "AU" | "AUD", "$") => "AUD",
        ("C" | "CA" | "CAD" | "Can", "$") => "CAD",
        ("HK", "$") => "HKD",
        ("NZ", "$") => "NZD",
        ("S" | "SG", "$") => "SGD",
        ("NT", "$") => "TWD",
        ("R", "$") => "BRL",
        ("CN" | "RMB", "¥" | "\u{ffe5}") => "CNY",
        ("JP", "¥" | "\u{ffe5}") => "JPY",
        _ => return None,
    }))
}

/// The currency of a code or abbreviation that stands before its number: `USD`, `RMB`, `Rs.`; capitals as printed.
pub fn of_code(code: &str) -> Option<Currency> {
    Some(match code {
        "RMB" | "CNY" => known("CNY"),
        "Rs" | "Rs." => RUPEE,
        "Tk" => known("BDT"),
        "USD" | "EUR" | "GBP" | "JPY" | "CHF" | "CAD" | "AUD" | "NZD" | "HKD" | "SGD" | "TWD" | "INR" | "PKR"
        | "BDT" | "LKR" | "NPR" | "KRW" | "RUB" | "BYN" | "UAH" | "KZT" | "TRY" | "ILS" | "AED" | "SAR" | "QAR"
        | "KWD" | "BHD" | "OMR" | "JOD" | "EGP" | "MAD" | "DZD" | "TND" | "NGN" | "GHS" | "KES" | "UGX" | "TZS"
        | "ETB" | "ZAR" | "BRL" | "MXN" | "ARS" | "CLP" | "COP" | "PEN" | "SEK" | "NOK" | "DKK" | "ISK" | "PLN"
        | "CZK" | "HUF" | "RON" | "BGN" | "RSD" | "THB" | "VND" | "IDR" | "MYR" | "PHP" | "MMK" | "MNT" | "XOF"
        | "XAF" => known(canonical(code)?),
        _ => return None,
    })
}

/// The code itself, with the life of the program.
fn canonical(code: &str) -> Option<&'static str> {
    const CODES: &str = "USD EUR GBP JPY CHF CAD AUD NZD HKD SGD TWD INR PKR BDT LKR NPR KRW RUB BYN UAH KZT TRY ILS \
        AED SAR QAR KWD BHD OMR JOD EGP MAD DZD TND NGN GHS KES UGX TZS ETB ZAR BRL MXN ARS CLP COP PEN SEK NOK DKK ISK \
        PLN CZK HUF RON BGN RSD THB VND IDR MYR PHP MMK MNT XOF XAF";
    CODES.split_ascii_whitespace().find(|known| *known == code)
}

/// The currency of a name that stands after its number, with the adjective before it, both in small letters:
/// ("swiss", "francs"). An adjective that is not known with the name is no part of it.
pub fn of_name(adjective: &str, name: &str) -> Option<Currency> {
    Some(match (adjective, name) {
        (_, "cent" | "cents") => Currency { minor: 2, ..DOLLAR },
        ("", name) => plain_name(name)?,
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
        "hryvnia" | "hryvnias" => known("UAH"),
        "zloty" | "zlotys" => known("PLN"),
        "forint" | "forints" => known("HUF"),
        "shekel" | "shekels" => known("ILS"),
        "baht" => known("THB"),
        "ringgit" => known("MYR"),
        "rupiah" => known("IDR"),
        "taka" => known("BDT"),
        "naira" => known("NGN"),
        "tenge" => known("KZT"),
        "rand" => known("ZAR"),
        "peso" | "pesos" | "riyal" | "riyals" | "dirham" | "dirhams" | "dinar" | "dinars" | "shillings" | "lira"
        | "liras" | "krona" | "kronor" | "krone" | "kroner" | "crowns" => SEVERAL,
        _ => return None,
    })
}

fn qualified_name(adjective: &str, name: &str) -> Option<&'static str> {
    Some(match (adjective, name) {
        ("us" | "u.s." | "american", "dollar" | "dollars") => "USD",
        ("australian", "dollar" | "dollars") => "AUD",
        ("canadian", "dollar" | "dollars") => "CAD",
        ("singapore", "dollar" | "dollars") => "SGD",
        ("hong kong", "dollar" | "dollars") => "HKD",
        ("new zealand", "dollar" | "dollars") => "NZD",
        ("swiss", "franc" | "francs") => "CHF",
        ("chinese", "yuan" | "renminbi") => "CNY",
        ("japanese", "yen") => "JPY",
        ("south korean" | "korean", "won") => "KRW",
        ("british", "pound" | "pounds") => "GBP",
        ("egyptian", "pound" | "pounds") => "EGP",
        ("russian", "ruble" | "rubles" | "rouble" | "roubles") => "RUB",
        ("belarusian", "ruble" | "rubles" | "rouble" | "roubles") => "BYN",
        ("indian", "rupee" | "rupees") => "INR",
        ("pakistani", "rupee" | "rupees") => "PKR",
        ("sri lankan", "rupee" | "rupees") => "LKR",
        ("nepalese", "rupee" | "rupees") => "NPR",
        ("norwegian", "krone" | "kroner") => "NOK",
        ("danish", "krone" | "kroner") => "DKK",
        ("swedish", "krona" | "kronor") => "SEK",
        ("czech", "koruna" | "korunas" | "crowns") => "CZK",
        ("mexican", "peso" | "pesos") => "MXN",
        ("argentine", "peso" | "pesos") => "ARS",
        ("philippine", "peso" | "pesos") => "PHP",
        ("saudi", "riyal" | "riyals") => "SAR",
        ("qatari", "riyal" | "riyals") => "QAR",
        ("kuwaiti", "dinar" | "dinars") => "KWD",
        ("emirati" | "uae", "dirham" | "dirhams") => "AED",
        ("turkish", "lira" | "liras") => "TRY",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{of_code, of_name};

    #[test]
    fn every_code_has_its_canonical_form() {
        assert_eq!(of_code("BYN").unwrap().code, Some("BYN"));
        assert_eq!(of_code("Rs.").unwrap().code, Some("INR"));
        assert_eq!(of_code("usd"), None);
    }

    #[test]
    fn an_adjective_must_fit_its_name() {
        assert_eq!(of_name("swiss", "francs").unwrap().code, Some("CHF"));
        assert_eq!(of_name("swiss", "yen"), None);
    }
}
