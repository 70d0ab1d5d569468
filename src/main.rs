//! The program `etl`: parse, run, exit code.

use std::process::ExitCode;

/// Texts make many short-lived pieces, and rows that one thread fills and another frees: the system's allocator keeps what
/// each thread once had (docs/decisions/0006-allocator.md).
#[cfg(feature = "jemalloc")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    communique::cli::main().into()
}
