//! The files that settings name, read once: what the stages are built from is what the fingerprint of a version speaks of.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

use super::RunError;
use crate::config::{Settings, read_bounded};
use crate::stages::recognize::tagger::Model;

/// The largest files of the user's that are read: a model, and a table of names or patterns.
const MODEL_BYTES_MAX: u64 = 1 << 30;
const TABLE_BYTES_MAX: u64 = 16 << 20;

/// Contents of the files; empty where a setting names none.
pub(super) struct Resources {
    /// Of `normalize.boilerplate_path`.
    pub(super) boilerplate: String,
    /// Of `resolve.aliases_path`.
    pub(super) aliases: String,
    /// Of `recognize.model_path`, or the model that is built in.
    pub(super) model: Cow<'static, [u8]>,
}

impl Resources {
    /// # Errors
    /// Where a file cannot be read, which the settings name.
    pub(super) fn read(settings: &Settings) -> Result<Self, RunError> {
        Ok(Self {
            boilerplate: table("normalize.boilerplate_path", &settings.normalize.boilerplate_path)?,
            aliases: table("resolve.aliases_path", &settings.resolve.aliases_path)?,
            model: model(&settings.recognize.model_path)?,
        })
    }
}

fn table(option: &str, path: &str) -> Result<String, RunError> {
    if path.is_empty() {
        return Ok(String::new());
    }
    let cannot = |error: &dyn fmt::Display| RunError::Configuration(format!("{option}: cannot read {path}: {error}"));
    let bytes = read_bounded(Path::new(path), TABLE_BYTES_MAX).map_err(|error| cannot(&error))?;
    String::from_utf8(bytes).map_err(|error| cannot(&error))
}

fn model(path: &str) -> Result<Cow<'static, [u8]>, RunError> {
    if path.is_empty() {
        return Ok(Cow::Borrowed(Model::EMBEDDED));
    }
    let read = read_bounded(Path::new(path), MODEL_BYTES_MAX).map(Cow::Owned);
    read.map_err(|error| RunError::Configuration(format!("recognize.model_path: {path}: {error}")))
}
