//! Runs over a folder that changes give what one run over its last state gives.

mod cases;
mod laws;
mod world;
