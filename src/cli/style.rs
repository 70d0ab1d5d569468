//! Colours, and whether there are any.

use std::io::Write;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::builder::Styles;

use super::args::Color;
use crate::text::printable_lines;

const HEADING: Style = AnsiColor::Green.on_default().bold();
const LITERAL: Style = AnsiColor::Cyan.on_default();
const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Of the help pages.
pub(super) const HELP: Styles =
    Styles::styled().header(HEADING).usage(HEADING).literal(LITERAL).placeholder(LITERAL).error(ERROR);

/// Of the names on the left of a summary.
pub(super) const LABEL: Style = HEADING;

/// Applies `--color`; `auto` honours NO_COLOR and looks at each stream.
pub(super) fn choose(color: Color) {
    let choice = match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    choice.write_global();
}

/// Whether standard error takes colours.
pub(super) fn stderr_has_colour() -> bool {
    AutoStream::choice(&std::io::stderr()) != ColorChoice::Never
}

/// Whether standard output takes colours.
pub(super) fn stdout_has_colour() -> bool {
    AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
}

/// `error: …` on standard error, with nothing in it that steers the terminal.
pub(super) fn print_error(message: &str) {
    // There is nowhere left to report that standard error cannot be written.
    let _ = writeln!(anstream::stderr(), "{ERROR}error{ERROR:#}: {}", printable_lines(message));
}
