//! Configuration: as written (options), merged, as used (settings).

mod settings;

pub use settings::{
    InputSettings, JsonlSettings, LogSettings, NormalizeSettings, OutputSettings, RecognizeSettings, RunSettings,
    Settings,
};
