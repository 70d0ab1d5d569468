//! The one integration binary: what holds for the whole house, and the program as its users see it.

mod aliases;
mod changing_inputs;
mod cli_exit_codes;
mod cli_streams;
mod crash;
mod declared_checks;
mod deep_check;
mod determinism;
mod eval;
mod explain;
mod generated_pages;
mod hostile_containers;
mod hostile_output;
mod hostile_shapes;
mod hostile_texts;
mod incremental;
mod laws;
mod layers;
mod quarantine;
mod readme_rows;
mod samples;
mod seed_form;
mod support;
mod tidy;
mod versions;
