//! One file a law, and what several of them ask.

pub(crate) mod config;
pub(crate) mod dates;
pub(crate) mod decode;
pub(crate) mod header;
pub(crate) mod jsonl;
pub(crate) mod manifest;
pub(crate) mod recognise;
pub(crate) mod sentences;
pub(crate) mod sql;

mod aligned;
mod body;
mod mentions;
mod segmented;
