//! Standard output, buffered and with its errors named.

use std::io::{self, BufWriter, StdoutLock, Write};

use super::failure::Failure;

/// For much output.
pub(super) fn buffered() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Writes a whole answer.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = buffered();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Stdout)
}
