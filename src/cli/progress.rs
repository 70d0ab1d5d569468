//! Progress of a run: a bar where somebody looks at a terminal, else one plain line for each part.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::{logging, quantities};
use crate::pipeline::{Progress, Silent};

/// The bar that is on the screen, so that messages can step around it.
static BAR: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// The progress that suits this run.
pub(super) fn choose(quiet: bool) -> Box<dyn Progress> {
    if quiet {
        Box::new(Silent)
    } else if io::stderr().is_terminal() && !logging::is_json() {
        Box::new(Bar)
    } else {
        Box::new(Lines::default())
    }
}

/// A part of a run that is under way.
#[derive(Debug)]
struct Part {
    name: &'static str,
    start: Instant,
    bytes: u64,
    records: u64,
}

impl Part {
    fn begin(name: &'static str) -> Self {
        Self { name, start: Instant::now(), bytes: 0, records: 0 }
    }

    /// One line when it is done.
    fn log(&self) {
        let seconds = self.start.elapsed().as_secs_f64();
        let took = quantities::seconds(seconds);
        match self.records {
            0 => tracing::info!("{}: {took}", self.name),
            records => tracing::info!(
                "{}: {} records, {} in {took}, {}",
                self.name,
                quantities::count(records),
                quantities::bytes(self.bytes),
                quantities::rate(self.bytes, seconds),
            ),
        }
    }
}

/// One plain line for each part.
#[derive(Debug, Default)]
struct Lines {
    part: Mutex<Option<Part>>,
}

impl Progress for Lines {
    fn begin(&self, part: &'static str, _: Option<u64>) {
        *lock(&self.part) = Some(Part::begin(part));
    }

    fn advance(&self, bytes: u64, records: u64) {
        if let Some(part) = lock(&self.part).as_mut() {
            part.bytes += bytes;
            part.records += records;
        }
    }

    fn end(&self) {
        if let Some(part) = lock(&self.part).take() {
            part.log();
        }
    }
}

/// Where the end is known.
const READING: &str = "{msg:8} {wide_bar} {decimal_bytes}/{decimal_total_bytes} {decimal_bytes_per_sec} {eta}";

/// Where it is not.
const WORKING: &str = "{msg:8} {spinner} {elapsed}";

/// A bar on the terminal.
#[derive(Debug)]
struct Bar;

impl Progress for Bar {
    fn begin(&self, part: &'static str, total_bytes: Option<u64>) {
        let bar = match total_bytes {
            Some(total) => ProgressBar::new(total).with_style(style(READING)),
            None => ProgressBar::new_spinner().with_style(style(WORKING)),
        };
        bar.set_message(part);
        bar.enable_steady_tick(Duration::from_millis(200));
        *lock(&BAR) = Some(bar);
    }

    fn advance(&self, bytes: u64, _: u64) {
        if let Some(bar) = lock(&BAR).as_ref() {
            bar.inc(bytes);
        }
    }

    fn end(&self) {
        if let Some(bar) = lock(&BAR).take() {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Bar {
    /// A run that failed leaves its bar behind, and the error wants a clean line.
    fn drop(&mut self) {
        self.end();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// A panic while the lock was held leaves counts that are still good enough to show.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Standard error for messages: the bar is taken away while they are written.
pub(super) fn stderr_beside_bar() -> impl Write {
    BesideBar
}

struct BesideBar;

impl Write for BesideBar {
    /// Always all of it: standard error that cannot be written, of a full disk or a log reader that has gone away, is no
    /// reason to end a run, and there is nowhere left to report it.
    fn write(&mut self, message: &[u8]) -> io::Result<usize> {
        let write = || io::stderr().write_all(message);
        let _ = match lock(&BAR).as_ref() {
            Some(bar) => bar.suspend(write),
            None => write(),
        };
        Ok(message.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_adds_up_what_is_done() {
        let lines = Lines::default();
        lines.begin("read", Some(100));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| lines.advance(10, 2));
            }
        });
        let part = lock(&lines.part);
        let part = part.as_ref().unwrap();
        assert_eq!((part.name, part.bytes, part.records), ("read", 40, 8));
    }

    #[test]
    fn templates_are_valid() {
        for template in [READING, WORKING] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
