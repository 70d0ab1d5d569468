//! Hostile texts of our own making, from tables: what a byte can be, what a character can be, and in which places of a text.
//!
//! Shared by the test `hostile_texts` and the example `hostile`, which times them.

/// A name to reproduce it by, and the bytes.
pub type Text = (String, Vec<u8>);

/// Bytes that are no UTF-8, by what is wrong with them (the Unicode Standard, table 3-7).
const INVALID_UTF8: &[(&str, &[u8])] = &[
    ("lone continuation 80", b"\x80"),
    ("lone continuation bf", b"\xbf"),
    ("continuations", b"\x80\x81\x82\x83\x84\x85\x86\x87"),
    ("first of two without second", b"\xc3"),
    ("first of three without rest", b"\xe4"),
    ("first of three, one follows", b"\xe4\xb8"),
    ("first of four without rest", b"\xf0"),
    ("first of four, one follows", b"\xf0\x9f"),
    ("first of four, two follow", b"\xf0\x9f\x8c"),
    ("overlong NUL of two", b"\xc0\x80"),
    ("overlong slash of two", b"\xc0\xaf"),
    ("overlong of two, last", b"\xc1\xbf"),
    ("overlong slash of three", b"\xe0\x80\xaf"),
    ("overlong of three, last", b"\xe0\x9f\xbf"),
    ("overlong slash of four", b"\xf0\x80\x80\xaf"),
    ("overlong of four, last", b"\xf0\x8f\xbf\xbf"),
    ("high surrogate", b"\xed\xa0\x80"),
    ("low surrogate", b"\xed\xb0\x80"),
    ("surrogate pair as CESU-8", b"\xed\xa0\xbd\xed\xb8\x80"),
    ("beyond 10FFFF", b"\xf4\x90\x80\x80"),
    ("five-byte form", b"\xf8\x88\x80\x80\x80"),
    ("six-byte form", b"\xfc\x84\x80\x80\x80\x80"),
    ("fe", b"\xfe"),
    ("ff", b"\xff"),
    ("fe ff in the middle", b"\xfe\xff\xfe\xff"),
    ("ff fe 00 00 in the middle", b"\xff\xfe\x00\x00"),
    ("windows-1252 quotes", b"\x93talks\x94 \x96 caf\xe9"),
    ("mixed with UTF-8", "Čaputová \u{2014} \u{4e2d}".as_bytes().split_at(5).0),
    ("NUL", b"\0"),
    ("NULs", b"\0\0\0\0"),
    ("C0 controls", b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f"),
    ("escape sequences", b"\x1b[2J\x1b]0;title\x07\x1b[31m"),
    ("ISO 2022 shifts", b"\x1b$B\x25\x22\x1b(B\x0e\x0f"),
    ("DEL", b"\x7f\x7f"),
    ("C1 as single bytes", b"\x85\x9b2J\x9d"),
];

/// Characters and strings that programs stumble over.
const NAUGHTY: &[(&str, &str)] = &[
    ("byte order mark", "\u{feff}"),
    ("byte order marks", "\u{feff}\u{feff}\u{feff}"),
    ("swapped byte order mark", "\u{fffe}"),
    ("noncharacters", "\u{fdd0}\u{fdef}\u{ffff}\u{1fffe}\u{10ffff}"),
    ("private use", "\u{e000}\u{f8ff}\u{f0000}"),
    ("replacement characters", "\u{fffd}\u{fffd}"),
    ("C1 controls", "\u{80}\u{9b}31m\u{9d}\u{85}"),
    ("bidi overrides", "\u{202e}ksniM\u{202c}\u{202d}x\u{202a}y\u{202b}"),
    ("bidi isolates", "\u{2066}a\u{2067}b\u{2068}c\u{2069}"),
    ("unclosed bidi", "\u{202e}\u{202e}\u{2067}"),
    ("bidi marks", "\u{200e}\u{200f}\u{61c}"),
    ("line separators", "\u{2028}x\u{2029}y"),
    ("zero width", "\u{200b}\u{200c}\u{200d}\u{2060}"),
    ("soft hyphens", "Bela\u{ad}rus\u{ad}\u{ad}"),
    ("tags", "\u{e0001}\u{e0041}\u{e007f}"),
    ("variation selectors", "a\u{fe0f}\u{fe0e}\u{e0100}"),
    ("combining alone", "\u{301}\u{308}"),
    ("combining stack", "e\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}"),
    ("combining out of order", "a\u{323}\u{307}\u{327}\u{315}\u{328}"),
    ("enclosing", "M\u{20dd}i\u{20e3}"),
    ("jamo", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1161}"),
    ("expands in NFKC", "\u{fdfa}\u{fb03}\u{1f82}\u{2160}"),
    ("grows in capitals", "ß\u{149}\u{1f0}\u{fb00}İı"),
    ("title case letters", "ǅ ǈ ǋ ǲ"),
    ("full-width", "Ｍｉｎｓｋ　２０２２－０１－２０"),
    ("mathematical letters", "𝐌𝐢𝐧𝐬𝐤 𝟐𝟎𝟐𝟐"),
    ("odd digits", "٢٠٢٢ ২০২২ ²⁰²² ⅯⅯⅩⅩⅡ ⑳"),
    ("odd spaces", "\u{a0}\u{1680}\u{2000}\u{2007}\u{200a}\u{202f}\u{205f}\u{3000}"),
    ("family", "👩\u{200d}👩\u{200d}👧\u{200d}👦🏽"),
    ("flags", "🇧🇾🇨🇳🇧"),
    ("keycaps", "1\u{fe0f}\u{20e3}#\u{fe0f}\u{20e3}"),
    ("right to left", "رئيس بيلاروسيا קרא"),
    ("mixed directions", "Minsk رئيس 2022 ב Jan"),
    ("Thai without spaces", "รัฐมนตรีว่าการกระทรวงการต่างประเทศ"),
    ("Chinese", "中国国家主席习近平同白俄罗斯总统通电话。"),
    ("Zalgo", "M\u{321}\u{334}i\u{337}\u{322}n\u{336}\u{315}s\u{338}\u{31b}k\u{335}"),
    ("spaced", "M i n s k   J A N U A R Y"),
    ("ordinals", "1st 2nd 3th 111st 0th -1st 999999999999999999999th"),
    (
        "numbers at limits",
        "9223372036854775807 -9223372036854775808 18446744073709551616 1e309 -1e-400 0x7fffffff 1.2.3.4,5",
    ),
    ("many digits", "12345678901234567890123456789012345678901234567890.00000000000000000000000000000001"),
    ("separators", "1,,,2...3 1.000.000,00 1'000 1_000 ,5 5, .5. $,. %"),
    ("money at limits", "$99999999999999999999999 trillion, € -0.00, £1e5, RMB ,, ¥"),
    ("percents at limits", "0.0000000000000001% 99999999999999999999% -%% 5 per cent percent"),
    (
        "dates at limits",
        "0000-00-00 9999-12-31 10000-01-01 -0001-01-01 2023-02-29 2024-02-30 31 February 1900 32.13.2022",
    ),
    ("more dates", "January 0, 2022; Jan. 99, 99999; 29 Feb 2100; 1/1/1; 12/12/12/12; 2022-W53-7; 2022-366"),
    ("times at limits", "24:00 25:61:61 23:59:60 0:0 99:99 12 a.m. 13 p.m. 2022-01-20T20:56:00+99:99Z"),
    ("ranges", "from 1 to -1, 1990-1980, 5-5-5-5-5, January-January, 2022-2022-2022"),
    ("relative dates", "99999999999 years ago, next last this year, the day after the day before yesterday"),
    ("ages and spans", "a 999999-year-old 0-day-old -5-month-old; 10000000000 days, 1e9 weeks"),
    ("designations", "Resolution 99999999999 (0000) A/RES/999/999999 UNSCR 2022 (2022) No. No. No."),
    ("capitals", "PRESIDENT XI JINPING OF THE REPUBLIC OF BELARUS SAID THAT COVID-19"),
    ("capitals by turns", "pReSiDeNt LuKaShEnKo Of BeLaRuS tHe Of ThE"),
    ("titles in a row", "President Prime Minister Foreign Minister Ambassador Mr. Mrs. Dr. Sir H.E. Gen. "),
    ("names in a row", "Xi Jinping Alexander Lukashenko Xi Jinping Vladimir Putin Joe Biden Xi Jinping "),
    ("countries in a row", "China-Belarus-Russia-France-Mali-Niger-Guinea-Bissau-Chad Sino-Russo-Belarusian "),
    ("initials", "J. R. R. T. U.S.A. U.N. a.m. p.m. No. 5. e.g. i.e. etc. ... "),
    ("abbreviations", "Mr. St. Mt. Jan. Inc. Ltd. vs. cf. al. Gen. "),
    ("dots", "................"),
    ("marks", "?!?!?!.!?.\u{2026}\u{2026}\u{203d}"),
    ("open quotes", "\u{201c}\u{201c}\u{201c}\"\"\"'''\u{ab}\u{2039}\u{201e}"),
    ("closed quotes", "\u{201d}\u{201d}\"\"''\u{bb}\u{203a}"),
    ("open brackets", "(((([[[[{{{{<<<<"),
    ("closed brackets", "))))]]]]}}}}>>>>"),
    ("brackets by turns", "([{<([{<"),
    ("acronyms", "United Nations (UN) (UN) (UN (UN (UN)"),
    ("hyphens", "a-b-c-d-e-f-g-h-------\u{2014}\u{2013}\u{2012}\u{2010}-"),
    ("apostrophes", "'s's's \u{2019}s\u{2019}s s' s' 's"),
    ("web", "http://////a@b@c.d?x=%00%ff&& mailto: www..com @@@ ###"),
    ("markup", "<script>alert(1)</script> &amp;&lt;&#0;&#x110000; <!-- <![CDATA[ ]]>"),
    ("queries", "'; DROP TABLE documents; -- \" OR 1=1 /* ${x} $(y) `z` {{7*7}} %s%n%x"),
    ("paths", "../../../etc/passwd C:\\con\\aux /dev/null ~root"),
    ("formulas", "=1+1 +cmd|' /C calc'!A0 @SUM(A1) -2+3"),
    ("dateline", "MINSK, Jan. 24 (Xinhua) -- MINSK, Jan. 24 (BelTA) -- "),
    ("question and answer", "Q: A: Q: A: QUESTION: ANSWER: Q&A "),
    ("page furniture", "- 2 -\nPage 3 of 0\n- 3 -\n"),
    ("field", "Date: Date: Title: From: Subject: Date:"),
    ("list", "1. 2. 3. (a) (b) (i) \u{2022} \u{2022} * - 1) "),
    ("rule", "----------\n==========\n**********\n"),
    ("tabs", "\t\t\t\t \t \t"),
    ("backslashes", "\\\\\\\\n\\u0000\\x00"),
    ("a very odd word", "x\u{301}-\u{200b}'\u{ad}.\u{feff}y\u{2060}"),
    ("the word of it", "the of the of the of the of "),
];

/// Ends of lines, as they come and as they should not.
const LINE_ENDS: &[(&str, &str)] = &[
    ("LF", "\n"),
    ("CR", "\r"),
    ("CRLF", "\r\n"),
    ("LFCR", "\n\r"),
    ("CRCRLF", "\r\r\n"),
    ("NEL", "\u{85}"),
    ("LS", "\u{2028}"),
    ("PS", "\u{2029}"),
    ("VT", "\u{b}"),
    ("FF", "\u{c}"),
    ("FS GS RS", "\u{1c}\u{1d}\u{1e}"),
    ("CR LF by turns", "\r\n\r\r\n\n\r"),
];

const RELEASE: [&str; 4] = [
    "Foreign minister of Belarus visits Beijing",
    "2022-01-20 20:56",
    "MINSK, Jan. 20 (BelTA) -- President Alexander Lukashenko met Xi Jinping, and said: \u{201c}the two countries agreed.\u{201d}",
    "The United Nations (UN) welcomed 30 million dollars, 5.5% more than in January 2021.",
];

/// A place in a text for something hostile.
type Place = fn(&[u8]) -> Vec<u8>;

/// The places, each with its name.
const PLACES: &[(&str, Place)] = &[
    ("alone", |it| it.to_vec()),
    ("many", |it| it.repeat(60)),
    ("a line each", |it| [it, b"\n"].concat().repeat(40)),
    ("first", |it| [it, RELEASE.join("\n").as_bytes()].concat()),
    ("last", |it| [RELEASE.join("\n").as_bytes(), it].concat()),
    ("in the title", |it| release_with(0, it)),
    ("in the date", |it| release_with(1, it)),
    ("in the dateline", |it| release_with(2, it)),
    ("in the body", |it| release_with(3, it)),
    ("between words", |it| {
        RELEASE.join("\n").replace(' ', "\u{1}").into_bytes().split(|b| *b == 1).collect::<Vec<_>>().join(it)
    }),
];

/// The release with this in the middle of one line.
fn release_with(line: usize, it: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for (at, text) in RELEASE.iter().enumerate() {
        let middle = text.floor_char_boundary(text.len() / 2);
        out.extend_from_slice(&text.as_bytes()[..middle]);
        out.extend_from_slice(if at == line { it } else { b"" });
        out.extend_from_slice(&text.as_bytes()[middle..]);
        out.extend_from_slice(b"\n\n");
    }
    out
}

/// Every hostile thing in every place: the texts of CI, some hundreds.
pub fn small() -> Vec<Text> {
    let bytes = INVALID_UTF8.iter().map(|(name, it)| (*name, *it));
    let strings = NAUGHTY.iter().map(|(name, it)| (*name, it.as_bytes()));
    let mut texts = Vec::new();
    for (name, it) in bytes.chain(strings) {
        for (place, put) in PLACES {
            texts.push((format!("{name}, {place}"), put(it)));
        }
    }
    for (name, end) in LINE_ENDS {
        texts.push((format!("lines end in {name}"), RELEASE.join(end).into_bytes()));
        texts.push((format!("only {name}"), end.repeat(50).into_bytes()));
        texts.push((format!("{name} and LF by turns"), RELEASE.join(&format!("{end}\n{end}")).into_bytes()));
    }
    texts.extend(charsets());
    texts
}

/// Two hostile things side by side in every place: some ten thousands.
pub fn pairs() -> impl Iterator<Item = Text> {
    let all = || {
        let bytes = INVALID_UTF8.iter().map(|(name, it)| (*name, *it));
        bytes.chain(NAUGHTY.iter().map(|(name, it)| (*name, it.as_bytes())))
    };
    all().flat_map(move |(one, a)| {
        all().flat_map(move |(other, b)| {
            PLACES.iter().skip(2).map(move |(place, put)| (format!("{one} + {other}, {place}"), put(&[a, b].concat())))
        })
    })
}

/// The release in charsets that are seldom asked for, whole and broken.
fn charsets() -> Vec<Text> {
    let text = RELEASE.join("\n");
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let utf32: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let odd = |bytes: &[u8]| bytes[..bytes.len() - 1].to_vec();
    let named = |name: &str, bytes: Vec<u8>| (name.to_owned(), bytes);
    vec![
        named("UTF-16LE", little.clone()),
        named("UTF-16BE", big.clone()),
        named("UTF-16LE with mark", [b"\xff\xfe", &little[..]].concat()),
        named("UTF-16BE with mark", [b"\xfe\xff", &big[..]].concat()),
        named("UTF-16LE cut in a unit", odd(&little)),
        named("UTF-16BE with mark, cut in a unit", odd(&[b"\xfe\xff", &big[..]].concat())),
        named("UTF-16LE with lone surrogates", [b"\xff\xfe\x00\xd8", &little[..], b"\x00\xdc\x00\xd8"].concat()),
        named("UTF-16 with the wrong mark", [b"\xfe\xff", &little[..]].concat()),
        named("UTF-32LE with mark", [b"\xff\xfe\0\0", &utf32[..]].concat()),
        named("UTF-32LE cut", odd(&[b"\xff\xfe\0\0", &utf32[..]].concat())),
        named("UTF-8 with three marks", [b"\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbf", text.as_bytes()].concat()),
        named("half a UTF-8 mark", [b"\xef\xbb", text.as_bytes()].concat()),
        named("UTF-8 then UTF-16", [text.as_bytes(), &little[..]].concat()),
        named("UTF-8 read twice", text.bytes().map(char::from).collect::<String>().into_bytes()),
        named("every byte", (0..=255u8).collect()),
        named("every byte, often", (0..=255u8).cycle().take(4_096).collect()),
        named("every byte backwards", (0..=255u8).rev().collect()),
        named("only a mark", b"\xef\xbb\xbf".to_vec()),
        named("only a wide mark", b"\xff\xfe".to_vec()),
        named("one space", b" ".to_vec()),
        named("one letter", b"x".to_vec()),
        named("nothing", Vec::new()),
    ]
}

/// A text of about so many bytes.
type Shape = fn(usize) -> Vec<u8>;

/// Texts that may be of any size; time must grow as the size does.
pub const SHAPES: &[(&str, Shape)] = &[
    ("one word", |n| b"x".repeat(n)),
    ("one capital word", |n| b"X".repeat(n)),
    ("one number", |n| b"7".repeat(n)),
    ("one line of words", |n| fill("the minister said that talks ", n)),
    ("one line of names", |n| fill("Xi Jinping of China and ", n)),
    ("one line of sentences", |n| fill("The minister of Belarus spoke. ", n)),
    ("one-character lines", |n| fill("x\n", n)),
    ("one-capital lines", |n| fill("X\n", n)),
    ("one-digit lines", |n| fill("7\n", n)),
    ("empty lines", |n| [b"Minsk", &b"\n".repeat(n)[..], b"Oslo"].concat()),
    ("one-character paragraphs", |n| fill("x\n\n", n)),
    ("short capital lines", |n| fill("PRESS RELEASE\n\n", n)),
    ("date lines", |n| fill("2022-01-20 20:56\n", n)),
    ("page numbers", |n| fill("- 2 -\n\n", n)),
    ("field lines", |n| fill("Date: 2022\n", n)),
    ("questions", |n| fill("Q: Why?\nA: So.\n", n)),
    ("open brackets", |n| b"(".repeat(n)),
    ("closed brackets", |n| b")".repeat(n)),
    ("nested brackets", |n| [b"(".repeat(n / 2), b")".repeat(n / 2)].concat()),
    ("words in open brackets", |n| fill("said (Minsk ", n)),
    ("open quotes", |n| fill("said \u{201c}Minsk ", n)),
    ("straight quotes", |n| fill("said \"Minsk ", n)),
    ("dots", |n| b".".repeat(n)),
    ("spaced dots", |n| fill(". ", n)),
    ("question marks", |n| b"?!".repeat(n / 2)),
    ("hyphens", |n| b"-".repeat(n)),
    ("hyphenated", |n| fill("a-", n)),
    ("countries with hyphens", |n| fill("China-", n)),
    ("initials", |n| fill("J. ", n)),
    ("capital words", |n| fill("Alexander ", n)),
    ("capital words with of", |n| fill("Ministry of the ", n)),
    ("titles", |n| fill("President ", n)),
    ("office phrases", |n| fill("Foreign Minister of Belarus, ", n)),
    ("full names", |n| numbered("Alexander Name", " said. ", n)),
    ("surnames", |n| numbered("President Name", " said. ", n)),
    ("acronyms", |n| fill("United Nations (UN) ", n)),
    ("acronym definitions", |n| numbered("Board Of Trade ", " (BOT) met. ", n)),
    ("capitals", |n| fill("PRESIDENT OF BELARUS ", n)),
    ("numbers", |n| fill("7 ", n)),
    ("numbers with commas", |n| fill("7,", n)),
    ("number words", |n| fill("two hundred ", n)),
    ("dates", |n| fill("January 20, 2022 ", n)),
    ("date ranges", |n| fill("1990-2022-", n)),
    ("times", |n| fill("20:56 ", n)),
    ("money", |n| fill("$5 million ", n)),
    ("units", |n| fill("5 km ", n)),
    ("and", |n| fill("and ", n)),
    ("names with and", |n| fill("Minsk and ", n)),
    ("names with commas", |n| fill("Minsk, ", n)),
    ("apostrophes", |n| fill("'s ", n)),
    ("combining flood", |n| [b"e", &"\u{301}".repeat(n / 2).into_bytes()[..]].concat()),
    ("combining flood of two classes", |n| ["e".to_owned(), "\u{301}\u{323}".repeat(n / 4)].concat().into_bytes()),
    ("combining flood, each on a letter", |n| fill("e\u{301}\u{323}", n)),
    ("zero-width flood", |n| ["Minsk".to_owned(), "\u{200b}".repeat(n / 3), "Oslo".to_owned()].concat().into_bytes()),
    ("soft hyphens", |n| fill("a\u{ad}", n)),
    ("bidi flood", |n| fill("\u{202e}a\u{202c}", n)),
    ("jamo", |n| fill("\u{1112}\u{1161}\u{11ab}", n)),
    ("spaces", |n| [b"Minsk", &b" ".repeat(n)[..], b"Oslo"].concat()),
    ("tabs and spaces", |n| fill(" \t", n)),
    ("carriage returns", |n| fill("x\r", n)),
    ("form feeds", |n| fill("x\u{c}", n)),
    ("NULs among letters", |n| fill("Minsk is a city of Belarus and has a river\0", n)),
    ("broken bytes", |n| b"a\xff".repeat(n / 2)),
    ("windows-1252", |n| b"caf\xe9 ".repeat(n / 5)),
    ("Chinese", |n| fill("中国国家主席", n)),
    ("Thai", |n| fill("รัฐมนตรี", n)),
    ("Arabic", |n| fill("رئيس بيلاروسيا ", n)),
    ("links", |n| fill("http://a.b/c?d=e ", n)),
    ("one link", |n| [b"http://a.b/", &b"c/".repeat(n / 2)[..]].concat()),
    ("e-mail signs", |n| fill("a@", n)),
    ("markup", |n| fill("<b>x</b>", n)),
    ("list", |n| fill("1. x\n", n)),
    ("wrapped lines", |n| fill("the minister said that talks on the road\nwould go on in ", n)),
    ("wrapped words", |n| fill("minis-\nter ", n)),
    ("emoji", |n| fill("👩\u{200d}👧 ", n)),
];

/// The unit again and again, up to about so many bytes.
fn fill(unit: &str, bytes: usize) -> Vec<u8> {
    unit.repeat(bytes.div_ceil(unit.len())).into_bytes()
}

/// Units that differ: a running number in letters, so that no table of what was seen stays small.
fn numbered(before: &str, after: &str, bytes: usize) -> Vec<u8> {
    let mut out = String::with_capacity(bytes + 64);
    let mut number = 0usize;
    while out.len() < bytes {
        let letters: String = (0..4).map(|place| char::from(b'a' + (number / 26usize.pow(place) % 26) as u8)).collect();
        out.extend([before, &letters, after]);
        number += 1;
    }
    out.into_bytes()
}
