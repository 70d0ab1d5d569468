//! Times hostile texts at doubling sizes: `cargo run --release --example hostile [KILOBYTES [NAME]]`.
//!
//! Prints nanoseconds of processor time a byte at n, 2n and 4n bytes of every shape, and fails where the time grows faster than the size.

#[allow(dead_code, reason = "the small texts of this file are for the tests")]
#[path = "../tests/it/hostile_shapes.rs"]
mod hostile_shapes;

use std::process::ExitCode;

use communique::config::Settings;
use communique::model::RawRecord;
use communique::pipeline::{Analyzer, analyze};
use hostile_shapes::SHAPES;

/// Nanoseconds a byte may grow by this factor from n to 4n: a quadratic text has 4.
const WORST_GROWTH: f64 = 2.0;

/// Times below say more of the machine, whose count steps by some milliseconds, than of the text.
const LEAST_NANOS: f64 = 5e7;

#[expect(clippy::print_stdout, reason = "a table is what it is for")]
fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let kilobytes: usize = args.next().and_then(|text| text.parse().ok()).unwrap_or(256);
    let wanted = args.next().unwrap_or_default();
    let analyzer = Analyzer::new(&Settings::default()).expect("the defaults hold");
    let nanos = |bytes: &[u8]| {
        let record = RawRecord::whole("2022/a.txt", "text", bytes.to_vec());
        let once = || {
            let start = processor_nanos();
            let _ = analyze(&record, &analyzer);
            processor_nanos() - start
        };
        once().min(once())
    };
    let mut superlinear = 0;
    println!("{:<36} {:>9} {:>9} {:>9}  growth", "nanoseconds a byte at", "n", "2n", "4n");
    for (name, shape) in SHAPES.iter().filter(|(name, _)| name.contains(&wanted)) {
        let times = [1, 2, 4].map(|times| {
            let bytes = shape(times * kilobytes * 1024);
            (nanos(&bytes), bytes.len() as f64)
        });
        let [n, n2, n4] = times.map(|(nanos, bytes)| nanos / bytes);
        let is_bad = n4 / n > WORST_GROWTH && times[2].0 > LEAST_NANOS;
        superlinear += u32::from(is_bad);
        println!(
            "{name:<36} {n:>9.1} {n2:>9.1} {n4:>9.1}  {:>5.2}{}",
            n4 / n,
            if is_bad { " SUPERLINEAR" } else { "" }
        );
    }
    if superlinear == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Nanoseconds that this thread has had a processor: other work on the machine does not count (proc(5), schedstat).
fn processor_nanos() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux keeps the times of threads");
    stat.split(' ').next().and_then(|nanos| nanos.parse().ok()).expect("the first number is the time on a processor")
}
