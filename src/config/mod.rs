//! Configuration: as written ([`Options`]), merged, as used ([`Settings`]).
//!
//! Every option is declared once, in `options.rs`. What the program reads, `config/default.toml`, `docs/config.md`, the
//! names of the environment variables and the suggestions of error messages all come from there. Values come from four
//! layers, the later over the earlier: default, file, environment, flag.

mod bounded;
pub mod checks;
mod declare;
mod environment;
mod error;
mod file;
#[cfg(test)]
mod golden;
mod layers;
mod options;
mod render;
mod suggest;
mod value;

pub use bounded::read_bounded;
pub use declare::{Entry, OptionDef, SectionDef, entries, sections};
pub use error::{ConfigError, Place, Problem};
pub use layers::{load, of_text};
pub use options::{
    InputOptions, InputSettings, JsonlOptions, JsonlSettings, LogOptions, LogSettings, NormalizeOptions,
    NormalizeSettings, Options, OutputOptions, OutputSettings, RecognizeOptions, RecognizeSettings, ResolveOptions,
    ResolveSettings, RunOptions, RunSettings, Settings,
};
pub use render::{default_toml, markdown};
pub use suggest::nearest;
pub use value::{Kind, Rule, Value};
