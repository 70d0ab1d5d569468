//! The recognize stage.
