//! The parts of a version: each run adds one to the streamed tables, and small ones are merged, so that few stay.
//!
//! A part bears one number in all tables; the rows of an input lie in one part. What is whole in the version before is linked,
//! what holds rows that are replaced or gone is written again without them.

mod merge;
mod recipe;
mod rows;
mod tiers;
mod writers;

pub(super) use merge::merge;
pub(super) use recipe::{OldPart, Recipe, recipe};
pub(super) use writers::PartWriters;
