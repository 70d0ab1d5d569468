//! Messages on standard error: text for people, or one JSON object a line.

use std::io::{self, IsTerminal};
use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};

use tracing::Level;
use tracing_subscriber::fmt;

use super::args::Globals;
use super::exit::ExitCode;
use super::{progress, style};
use crate::config::LogSettings;
use crate::text::{printable, printable_lines};

/// Whether messages are JSON: then errors are too.
static JSON: AtomicBool = AtomicBool::new(false);

/// Logs as these settings say, from now on. Only the first call counts.
pub(super) fn start(log: &LogSettings, quiet: bool) {
    let level = if quiet { Level::ERROR } else { log.level.parse().unwrap_or(Level::INFO) };
    let builder = fmt().with_max_level(level).with_target(false).with_writer(progress::stderr_beside_bar);
    // Whoever looks at a terminal knows what time it is; the reader of a log file does not.
    let done = match log.format.as_str() {
        "json" => {
            JSON.store(true, Ordering::Relaxed);
            builder.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init()
        }
        _ if io::stderr().is_terminal() => builder.with_ansi(style::stderr_has_colour()).without_time().try_init(),
        _ => builder.with_ansi(style::stderr_has_colour()).try_init(),
    };
    debug_assert!(done.is_ok(), "logging was started twice");
}

/// Whether messages are JSON.
pub(super) fn is_json() -> bool {
    JSON.load(Ordering::Relaxed)
}

/// From now on a panic is told in one safe line: its message may quote the text that brought it about.
pub(super) fn tell_panics() {
    panic::set_hook(Box::new(|panic| {
        let message = panic.payload_as_str().unwrap_or("no message");
        let place = panic.location().map_or_else(String::new, |place| format!(" at {place}"));
        let message = format!("panic{place}: {}", printable(message));
        if tracing::dispatcher::has_been_set() {
            tracing::error!("{message}");
        } else {
            style::print_error(&message);
        }
    }));
}

/// The last words of a run that failed; also where it failed before there were settings.
pub(super) fn report_error(globals: &Globals, message: &str, exit: ExitCode) {
    if !tracing::dispatcher::has_been_set() {
        start(&globals.log_settings(), globals.quiet);
    }
    if is_json() {
        tracing::error!(exit_code = exit.number(), "{}", printable_lines(message));
    } else {
        style::print_error(message);
    }
}
