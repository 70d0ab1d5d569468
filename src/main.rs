//! The program `etl`: parse, run, exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    communique::cli::main().into()
}
