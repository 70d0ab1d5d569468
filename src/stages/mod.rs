//! The stages, one room each. They do not see each other; only `pipeline` names two of them.

pub mod extract;
pub mod load;
pub mod normalize;
pub mod recognize;
pub mod resolve;
pub mod segment;
