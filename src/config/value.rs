//! The values that an option may have: a few kinds, and the rules that narrow them.

use std::fmt;

/// What kind of value an option takes; no option takes two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    List,
    Switch,
    Whole,
    Number,
}

impl Kind {
    /// The name in the documentation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::List => "list of texts",
            Self::Switch => "true or false",
            Self::Whole => "whole number",
            Self::Number => "number",
        }
    }

    /// The name in the middle of a sentence of an error.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Text => "a text in quotes",
            Self::List => "a list of texts",
            Self::Switch => "`true` or `false`",
            Self::Whole => "a whole number",
            Self::Number => "a number",
        }
    }

    /// Reads the value of an environment variable; `None` where it is of another kind. Lists are separated by commas.
    pub fn parse(self, text: &str) -> Option<Value> {
        let digits = || text.trim().replace('_', "");
        match self {
            Self::Text => Some(Value::Text(text.to_owned())),
            Self::List => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                Some(Value::List(items.map(str::to_owned).collect()))
            }
            Self::Switch => text.trim().parse().ok().map(Value::Switch),
            Self::Whole => digits().parse().ok().map(Value::Whole),
            Self::Number => digits().parse().ok().map(Value::Number),
        }
    }
}

/// A value as it was written in some layer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    List(Vec<String>),
    Switch(bool),
    Whole(i64),
    Number(f64),
}

/// As TOML.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{}", quoted(text)),
            Self::List(items) => {
                write!(f, "[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "))
            }
            Self::Switch(on) => write!(f, "{on}"),
            Self::Whole(number) => write!(f, "{}", grouped(*number)),
            Self::Number(number) => write!(f, "{number:?}"),
        }
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// Digits in groups of three, from five digits on: `67_108_864`.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    if digits.len() < 5 {
        return format!("{sign}{digits}");
    }
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}

/// What a value must satisfy beside its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    Any,
    /// A text that is not empty.
    Filled,
    /// A whole number of this closed range.
    Whole(i64, i64),
    /// A number of this closed range.
    Number(f64, f64),
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// `auto`, or a label of the WHATWG Encoding Standard.
    Charset,
}

impl Rule {
    /// A whole number from `min` on.
    pub const fn at_least(min: i64) -> Self {
        Self::Whole(min, i64::MAX)
    }

    /// What is allowed: `1 to 22`.
    pub fn range(self) -> String {
        match self {
            Self::Any => "anything".into(),
            Self::Filled => "not empty".into(),
            Self::Whole(min, i64::MAX) => format!("{} or more", grouped(min)),
            Self::Whole(min, max) => format!("{} to {}", grouped(min), grouped(max)),
            Self::Number(min, f64::INFINITY) => format!("{min} or more"),
            Self::Number(min, max) => format!("{min} to {max}"),
            Self::OneOf(names) => alternatives(names),
            Self::Charset => "`auto` or a charset label such as `utf-8` or `windows-1252`".into(),
        }
    }

    /// Whether the range is worth a word in the documentation: not where it is obvious, or only what the type can hold.
    pub fn is_told(self) -> bool {
        !matches!(self, Self::Any | Self::Filled) && [u64::RULE, u32::RULE, i32::RULE].iter().all(|&rule| rule != self)
    }

    /// Whether the value is allowed; else what must hold of it: `must be 1 to 22`.
    pub fn check(self, value: &Value) -> Result<(), String> {
        let allowed = match (self, value) {
            (Self::Any, _) => true,
            (Self::Filled, Value::Text(text)) => !text.trim().is_empty(),
            (Self::Whole(min, max), Value::Whole(number)) => (min..=max).contains(number),
            (Self::Number(min, max), Value::Number(number)) => (min..=max).contains(number),
            (Self::OneOf(names), Value::Text(text)) => names.contains(&text.as_str()),
            (Self::Charset, Value::Text(label)) => is_charset(label),
            _ => false,
        };
        match self {
            _ if allowed => Ok(()),
            Self::Filled => Err("must not be empty".into()),
            _ => Err(format!("must be {}", self.range())),
        }
    }
}

fn is_charset(label: &str) -> bool {
    label == "auto" || encoding_rs::Encoding::for_label(label.as_bytes()).is_some()
}

/// `a`, `b` or `c`.
fn alternatives(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// A type that a setting may have.
pub(super) trait SettingType: Sized {
    /// How a default is written in the declaration.
    type Literal;
    const KIND: Kind;
    /// The rule where the declaration has none: what the type can hold.
    const RULE: Rule = Rule::Any;

    fn from_literal(literal: Self::Literal) -> Self;
    fn to_value(&self) -> Value;
    /// `None` where the value is of another kind or does not fit.
    fn from_value(value: Value) -> Option<Self>;
}

impl SettingType for String {
    type Literal = &'static str;
    const KIND: Kind = Kind::Text;

    fn from_literal(literal: &'static str) -> Self {
        literal.to_owned()
    }

    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }

    fn from_value(value: Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
}

impl SettingType for Vec<String> {
    type Literal = &'static [&'static str];
    const KIND: Kind = Kind::List;

    fn from_literal(literal: &'static [&'static str]) -> Self {
        literal.iter().map(|&item| item.to_owned()).collect()
    }

    fn to_value(&self) -> Value {
        Value::List(self.clone())
    }

    fn from_value(value: Value) -> Option<Self> {
        if let Value::List(items) = value { Some(items) } else { None }
    }
}

impl SettingType for bool {
    type Literal = bool;
    const KIND: Kind = Kind::Switch;

    fn from_literal(literal: bool) -> Self {
        literal
    }

    fn to_value(&self) -> Value {
        Value::Switch(*self)
    }

    fn from_value(value: Value) -> Option<Self> {
        if let Value::Switch(on) = value { Some(on) } else { None }
    }
}

impl SettingType for f64 {
    type Literal = f64;
    const KIND: Kind = Kind::Number;

    fn from_literal(literal: f64) -> Self {
        literal
    }

    fn to_value(&self) -> Value {
        Value::Number(*self)
    }

    fn from_value(value: Value) -> Option<Self> {
        if let Value::Number(number) = value { Some(number) } else { None }
    }
}

macro_rules! whole {
    ($($type:ty => $min:expr, $max:expr;)+) => {$(
        impl SettingType for $type {
            type Literal = $type;
            const KIND: Kind = Kind::Whole;
            const RULE: Rule = Rule::Whole($min, $max);

            fn from_literal(literal: $type) -> Self {
                literal
            }

            fn to_value(&self) -> Value {
                Value::Whole(i64::try_from(*self).unwrap_or(i64::MAX))
            }

            fn from_value(value: Value) -> Option<Self> {
                if let Value::Whole(number) = value { number.try_into().ok() } else { None }
            }
        }
    )+};
}

whole! {
    i32 => i32::MIN as i64, i32::MAX as i64;
    i64 => i64::MIN, i64::MAX;
    u32 => 0, u32::MAX as i64;
    u64 => 0, i64::MAX;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_toml() {
        let written = [
            (Value::Text("a \"b\"".into()), r#"'a "b"'"#),
            (Value::List(vec!["x".into(), "y/".into()]), r#"["x", "y/"]"#),
            (Value::Switch(true), "true"),
            (Value::Whole(1234), "1234"),
            (Value::Whole(-67_108_864), "-67_108_864"),
            (Value::Whole(122_880), "122_880"),
            (Value::Number(1.0), "1.0"),
        ];
        for (value, expected) in written {
            assert_eq!(value.to_string(), expected);
        }
    }

    #[test]
    fn environment_values_are_read_by_kind() {
        let list = |items: &[&str]| Some(Value::List(items.iter().map(|&item| item.to_owned()).collect()));
        assert_eq!(Kind::List.parse("drafts/, *.bak,"), list(&["drafts/", "*.bak"]));
        assert_eq!(Kind::List.parse(""), list(&[]));
        assert_eq!(Kind::Whole.parse("64_000"), Some(Value::Whole(64_000)));
        assert_eq!(Kind::Whole.parse("4 cores"), None);
        assert_eq!(Kind::Switch.parse("yes"), None);
        assert_eq!(Kind::Number.parse("0.5"), Some(Value::Number(0.5)));
        assert_eq!(Kind::Text.parse(" a "), Some(Value::Text(" a ".into())), "a text is taken as it is");
    }

    #[test]
    fn numbers_that_are_no_numbers_are_out_of_every_range() {
        assert!(Rule::Number(0.0, 1.0).check(&Value::Number(f64::NAN)).is_err());
        assert!(Rule::Whole(1, 22).check(&Value::Whole(23)).is_err());
        assert!(Rule::Whole(1, 22).check(&Value::Whole(22)).is_ok());
    }

    #[test]
    fn charsets_are_those_of_the_encoding_standard() {
        let check = |label: &str| Rule::Charset.check(&Value::Text(label.into()));
        assert!(check("auto").is_ok() && check("Windows-1252").is_ok() && check("gbk").is_ok());
        assert!(check("utf8mb4").is_err());
    }
}
