//! The form of a declaration, and what is derived from it by macro.

use super::value::{Kind, Rule, Value};

/// What is declared of one option.
#[derive(Debug)]
pub struct OptionDef {
    pub name: &'static str,
    /// Sentences for `config/default.toml` and `docs/config.md`.
    pub doc: &'static str,
    pub kind: Kind,
    pub rule: Rule,
    pub default: fn() -> Value,
    /// A value that shows how the option is written.
    pub example: fn() -> Value,
}

/// What is declared of one section: its options, then the sections below it.
#[derive(Debug)]
pub struct SectionDef {
    /// The dotted path; empty for the whole file.
    pub path: &'static str,
    pub doc: &'static str,
    pub options: &'static [OptionDef],
    pub children: &'static [&'static SectionDef],
}

impl SectionDef {
    /// The last part of the path.
    pub fn name(&self) -> &'static str {
        self.path.rsplit('.').next().unwrap_or(self.path)
    }

    /// The option of this name.
    pub fn option(&self, name: &str) -> Option<&'static OptionDef> {
        self.options.iter().find(|option| option.name == name)
    }

    /// The section below this one of this name.
    pub fn child(&self, name: &str) -> Option<&'static SectionDef> {
        self.children.iter().copied().find(|child| child.name() == name)
    }
}

/// One option in its section.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub section: &'static SectionDef,
    pub option: &'static OptionDef,
}

impl Entry {
    /// The parts of the option's full name: `["input", "jsonl", "text_field"]`.
    pub fn path(self) -> Vec<&'static str> {
        self.section.path.split('.').chain([self.option.name]).collect()
    }

    /// The environment variable that sets the option.
    pub fn variable(self) -> String {
        format!("ETL__{}", self.path().join("__").to_ascii_uppercase())
    }
}

/// All sections, each before those below it, in the order of the declaration.
pub fn sections() -> Vec<&'static SectionDef> {
    fn walk(section: &'static SectionDef, out: &mut Vec<&'static SectionDef>) {
        for &child in section.children {
            out.push(child);
            walk(child, out);
        }
    }
    let mut out = Vec::new();
    walk(&super::Settings::SECTION, &mut out);
    out
}

/// All options, in the order of the declaration.
pub fn entries() -> Vec<Entry> {
    let of = |section: &'static SectionDef| section.options.iter().map(move |option| Entry { section, option });
    sections().into_iter().flat_map(of).collect()
}

/// Declares one section: its options with doc, type, default, and where need be the allowed values (`within`) and an
/// example (`such as`, where the default shows little), then the sections below it, and lists of entries that are declared and
/// read by themselves.
///
/// It gives the section as written (all optional, with `or` to merge layers and `set` by name), the section as used
/// (with its defaults), and its [`SectionDef`].
macro_rules! section {
    (
        $(#[doc = $section_doc:literal])+
        [$path:literal] $Options:ident => $Settings:ident {
            $( $(#[doc = $doc:literal])+
               $name:ident: $Type:ty = $default:expr $(, within $rule:expr)? $(, such as $example:expr)?; )*
            $( with $child:ident: $ChildOptions:ident => $ChildSettings:ident; )*
            $( list $list:ident: $Item:ty; )*
        }
    ) => {
        $(#[doc = $section_doc])+
        ///
        /// As written: what is absent is `None`.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $Options {
            $( $(#[doc = $doc])+ pub $name: Option<$Type>, )*
            $( pub $child: $ChildOptions, )*
            $( pub $list: Option<Vec<$Item>>, )*
        }

        $(#[doc = $section_doc])+
        ///
        /// As used.
        #[derive(Clone, Debug, PartialEq)]
        pub struct $Settings {
            $( $(#[doc = $doc])+ pub $name: $Type, )*
            $( pub $child: $ChildSettings, )*
            $( pub $list: Vec<$Item>, )*
        }

        impl $Options {
            /// These options, and where they are silent the `lower` ones.
            pub fn or(self, lower: Self) -> Self {
                Self {
                    $( $name: self.$name.or(lower.$name), )*
                    $( $child: self.$child.or(lower.$child), )*
                    $( $list: self.$list.or(lower.$list), )*
                }
            }

            /// Sets the option of this path; false where there is none, or where it cannot hold the value.
            pub(super) fn set(&mut self, path: &[&str], value: $crate::config::Value) -> bool {
                match path {
                    $( [name] if *name == stringify!($name) => {
                        self.$name = <$Type as $crate::config::value::SettingType>::from_value(value);
                        self.$name.is_some()
                    } )*
                    $( [child, rest @ ..] if *child == stringify!($child) => self.$child.set(rest, value), )*
                    _ => false,
                }
            }
        }

        impl From<$Options> for $Settings {
            fn from(options: $Options) -> Self {
                let $Options { $( $name, )* $( $child, )* $( $list, )* } = options;
                $( let $name =
                    $name.unwrap_or_else(|| <$Type as $crate::config::value::SettingType>::from_literal($default)); )*
                Self { $( $name, )* $( $child: $child.into(), )* $( $list: $list.unwrap_or_default(), )* }
            }
        }

        impl Default for $Settings {
            fn default() -> Self {
                $Options::default().into()
            }
        }

        impl $Settings {
            /// Every value by the full name of its option, `input.jsonl.text_field`, in the order of the declaration.
            pub fn values(&self) -> Vec<(String, $crate::config::Value)> {
                let own: Vec<(String, $crate::config::Value)> = vec![$( (
                    [$path, stringify!($name)].join(".").trim_start_matches('.').to_owned(),
                    $crate::config::value::SettingType::to_value(&self.$name),
                ), )*];
                let below: Vec<Vec<_>> = vec![$( self.$child.values(), )*];
                own.into_iter().chain(below.into_iter().flatten()).collect()
            }

            /// What is declared of this section.
            pub const SECTION: $crate::config::SectionDef = $crate::config::SectionDef {
                path: $path,
                doc: concat!($($section_doc),+).trim_ascii(),
                options: &[ $( $crate::config::declare::option!(
                    concat!($($doc),+).trim_ascii(), $name: $Type = $default $(, within $rule)? $(, such as $example)?
                ), )* ],
                children: &[ $( &$ChildSettings::SECTION, )* ],
            };
        }
    };
}

/// The [`OptionDef`] of one option; its rule and example come from the type and the default where none are declared.
macro_rules! option {
    ($doc:expr, $name:ident: $Type:ty = $default:expr $(, within $rule:expr)? $(, such as $example:expr)?) => {
        $crate::config::OptionDef {
            name: stringify!($name),
            doc: $doc,
            kind: <$Type as $crate::config::value::SettingType>::KIND,
            rule: $crate::config::declare::first!(
                [$($rule)?] <$Type as $crate::config::value::SettingType>::RULE
            ),
            default: || $crate::config::declare::value_of!($Type, $default),
            example: || $crate::config::declare::value_of!(
                $Type,
                $crate::config::declare::first!([$($example)?] $default)
            ),
        }
    };
}

/// What is in the brackets, or else what follows them.
macro_rules! first {
    ([] $otherwise:expr) => {
        $otherwise
    };
    ([$given:expr] $otherwise:expr) => {
        $given
    };
}

/// A literal of a setting's type, as a value.
macro_rules! value_of {
    ($Type:ty, $literal:expr) => {
        $crate::config::value::SettingType::to_value(&<$Type as $crate::config::value::SettingType>::from_literal(
            $literal,
        ))
    };
}

pub(super) use {first, option, section, value_of};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::config::{Options, Settings};

    #[test]
    fn the_values_of_the_defaults_are_those_declared() {
        let declared = entries().into_iter().map(|entry| (entry.path().join("."), (entry.option.default)()));
        assert_eq!(Settings::default().values(), declared.collect::<Vec<_>>());
    }

    #[test]
    fn everything_is_documented_in_sentences() {
        for section in sections() {
            assert!(section.doc.len() > 10 && section.doc.ends_with('.'), "[{}]", section.path);
        }
        for Entry { section, option } in entries() {
            assert!(option.doc.len() > 10 && option.doc.ends_with('.'), "{}.{}", section.path, option.name);
            assert!(!option.doc.contains("  "), "{}.{}: two spaces", section.path, option.name);
        }
    }

    #[test]
    fn names_are_unique_and_plain() {
        let plain = |c: char| c.is_ascii_lowercase() || c == '_';
        let mut seen = HashSet::new();
        for entry in entries() {
            assert!(seen.insert(entry.variable()), "{} is declared twice", entry.variable());
            assert!(entry.option.name.chars().all(plain) && !entry.option.name.contains("__"), "{}", entry.option.name);
        }
    }

    #[test]
    fn sections_lie_where_their_path_says() {
        for section in sections() {
            for child in section.children {
                assert_eq!(child.path, format!("{}.{}", section.path, child.name()));
            }
        }
    }

    #[test]
    fn defaults_and_examples_obey_the_rules() {
        for Entry { option, .. } in entries() {
            for value in [(option.default)(), (option.example)()] {
                assert_eq!(option.rule.check(&value), Ok(()), "{} = {value}", option.name);
            }
        }
    }

    /// So no value that passes its rule can fail to fit its type.
    #[test]
    fn both_ends_of_a_range_fit_the_type() {
        for entry in entries() {
            if let Rule::Whole(min, max) = entry.option.rule {
                for end in [min, max] {
                    assert!(Options::default().set(&entry.path(), Value::Whole(end)), "{} = {end}", entry.option.name);
                }
            }
        }
    }

    #[test]
    fn every_option_can_be_set_by_its_path_and_reaches_the_settings() {
        for entry in entries() {
            let mut options = Options::default();
            assert!(options.set(&entry.path(), (entry.option.default)()), "{}", entry.option.name);
            assert_ne!(options, Options::default(), "{} was not set", entry.option.name);
            assert_eq!(Settings::from(options), Settings::default());
        }
    }

    #[test]
    fn the_upper_layer_wins_and_is_silent_where_it_has_nothing() {
        let mut upper = Options::default();
        upper.run.jobs = Some(2);
        let mut lower = Options::default();
        lower.run.jobs = Some(7);
        lower.run.limit = Some(10);
        let merged = upper.or(lower);
        assert_eq!((merged.run.jobs, merged.run.limit), (Some(2), Some(10)));
    }
}
