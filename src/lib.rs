//! Communiqué turns folders of raw press texts into Parquet tables that analysts can trust.

pub mod cli;
pub mod config;
pub mod dataset;
pub mod eval;
pub mod lexicon;
pub mod model;
pub mod pipeline;
pub mod schema;
pub mod stages;
pub mod text;
