//! The stages, one room each. They do not see each other; only `pipeline` names two of them.

// What a text holds is never a reason to panic.
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)
)]

pub mod extract;
pub mod load;
pub mod normalize;
pub mod recognize;
pub mod resolve;
pub mod segment;
