//! The program `etl`: parse, run, exit code.

use std::process::ExitCode;

/// Many threads make many short-lived texts: the system's allocator is the slowest part of that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    communique::cli::main().into()
}
