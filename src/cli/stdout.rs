//! Standard output, buffered, safe to look at, and with its errors named.

use std::io::{self, BufWriter, StdoutLock, Write};

use super::failure::Failure;
use crate::text::{printable_json, printable_lines};

/// For much output. Who writes texts of the inputs makes them printable.
pub(super) fn buffered() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Writes a whole answer for people, with nothing in it that steers a terminal.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    write(&printable_lines(text))
}

/// Writes a whole answer in JSON, in which the same is escaped as JSON does it.
pub(super) fn print_json(json: &str) -> Result<(), Failure> {
    write(&printable_json(json))
}

fn write(text: &str) -> Result<(), Failure> {
    let mut out = buffered();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Stdout)
}
