//! The closing summary of a run, on standard error.

use std::io::Write;

use super::quantities::{bytes, count, rate, seconds};
use super::{logging, style};
use crate::pipeline::{Changes, Outcome, RunReport};
use crate::text::{printable, printable_path};

/// Says what the run did: some lines of text, or one line of JSON.
pub(super) fn print(report: &RunReport) {
    if logging::is_json() {
        log(report);
        return;
    }
    let label = style::LABEL;
    let mut err = anstream::stderr().lock();
    for (name, value) in lines(report) {
        // There is nowhere left to report that standard error cannot be written.
        let _ = writeln!(err, "{label}{name:<12}{label:#} {value}");
    }
}

/// Stages that work on the whole version: what was read in this run says nothing of their pace.
const OF_THE_VERSION: [&str; 4] = ["merge", "fold", "check", "publish"];

/// Names and values; an empty name continues the line above it.
fn lines(report: &RunReport) -> Vec<(&'static str, String)> {
    let mut out = vec![("inputs", inputs(report))];
    out.extend(report.refresh.as_ref().map(|reason| ("", format!("all read anew: {reason}"))));
    out.push(("records", count(report.records)));
    out.push(("documents", count(report.documents)));
    out.push(("quarantined", quarantined(report)));
    out.extend(report.beyond_limit.iter().map(|beyond| ("", format!("beyond limit: {beyond}"))));
    if report.skipped_files > 0 {
        out.push(("skipped", format!("{} files of no known format", count(report.skipped_files))));
    }
    if !report.unlisted_folders.is_empty() {
        out.push(("not listed", not_listed(&report.unlisted_folders)));
    }
    let rows = report.rows.iter().map(|(table, rows)| format!("{table} {}", count(*rows)));
    continued(&mut out, "rows", rows);
    let worked = report.stages.iter().filter(|stage| stage.seconds > 0.0);
    let parts = worked.map(|stage| {
        let rate =
            if OF_THE_VERSION.contains(&stage.name) { String::new() } else { rate(report.raw_bytes, stage.seconds) };
        format!("{:<10} {:>12} {rate:>14}", stage.name, seconds(stage.seconds)).trim_end().to_owned()
    });
    continued(&mut out, "stages", parts);
    out.push(("took", took(report)));
    if !report.checks.is_empty() {
        continued(&mut out, "checks", checks(report).into_iter());
    }
    if let Some(peak) = report.peak_memory_bytes {
        out.push(("peak memory", bytes(peak)));
    }
    out.push(("published", published(report)));
    out
}

fn continued(out: &mut Vec<(&'static str, String)>, name: &'static str, values: impl Iterator<Item = String>) {
    out.extend(values.enumerate().map(|(at, value)| (if at == 0 { name } else { "" }, value)));
}

fn quarantined(report: &RunReport) -> String {
    let total = count(report.n_quarantined());
    if report.quarantined.is_empty() {
        return total;
    }
    let codes: Vec<_> = report.quarantined.iter().map(|(code, n)| format!("{code} {}", count(*n))).collect();
    let fault = if report.has_faults() { "; panic is a fault of this program, please report it" } else { "" };
    format!("{total}: {}{fault}", codes.join(", "))
}

/// What the checks of the configuration found: how many hold, then each that does not.
fn checks(report: &RunReport) -> Vec<String> {
    let failed: Vec<_> = report.checks.iter().filter(|outcome| !outcome.holds).collect();
    let all = count(report.checks.len() as u64);
    let first = format!("{} of {all} hold", count((report.checks.len() - failed.len()) as u64));
    let each = failed
        .into_iter()
        .map(|outcome| format!("{}: {}: {}", outcome.severity, printable(&outcome.name), outcome.message));
    [first].into_iter().chain(each).collect()
}

/// The kinds of inputs that there are, the new ones always.
fn inputs(report: &RunReport) -> String {
    let Changes { new, changed, removed, kept, unchanged, .. } = report.inputs;
    let others = [("changed", changed), ("removed", removed), ("gone but kept", kept), ("unchanged", unchanged)];
    let others = others.into_iter().filter(|(_, n)| *n > 0).map(|(kind, n)| format!(", {} {kind}", count(n)));
    format!("{} new{}", count(new), others.collect::<String>())
}

/// Some names say where to look; who needs all of them finds them in quarantine.
fn not_listed(folders: &[String]) -> String {
    let some: Vec<_> = folders.iter().take(3).map(|folder| printable(folder)).collect();
    let more = if folders.len() > some.len() { ", …" } else { "" };
    format!("{}: {}{more}; what is published of them is kept", count(folders.len() as u64), some.join(", "))
}

fn took(report: &RunReport) -> String {
    let took = seconds(report.seconds);
    match report.raw_bytes {
        0 => took,
        raw => format!("{took}, {} of raw text, {}", bytes(raw), rate(raw, report.seconds)),
    }
}

fn published(report: &RunReport) -> String {
    let version = report.version.unwrap_or_default();
    let place = report.published_at.as_ref().map_or_else(String::new, |path| printable_path(path).to_string());
    match report.outcome {
        Outcome::Published => format!("version {version} at {place} ({} written)", bytes(report.written_bytes)),
        Outcome::DryRun => "nothing: this was a dry run".to_owned(),
        Outcome::UpToDate => format!("nothing: there is nothing to do, version {version} at {place} is up to date"),
    }
}

fn log(report: &RunReport) {
    let pairs =
        |pairs: &[(&str, u64)]| pairs.iter().map(|(name, n)| format!("{name}={n}")).collect::<Vec<_>>().join(" ");
    let stages: Vec<_> = report.stages.iter().map(|stage| format!("{}={:.3}", stage.name, stage.seconds)).collect();
    let Changes { new, changed, removed, kept, unchanged, touched } = report.inputs;
    tracing::info!(
        outcome = ?report.outcome,
        refresh = report.refresh,
        new,
        changed,
        removed,
        kept,
        unchanged,
        touched,
        records = report.records,
        documents = report.documents,
        quarantined = report.n_quarantined(),
        quarantined_by_code = pairs(&report.quarantined),
        rows = pairs(&report.rows),
        skipped_files = report.skipped_files,
        unlisted_folders = report.unlisted_folders.len(),
        raw_bytes = report.raw_bytes,
        written_bytes = report.written_bytes,
        seconds = report.seconds,
        stage_seconds = stages.join(" "),
        peak_memory_bytes = report.peak_memory_bytes,
        version = report.version,
        published_at = report.published_at.as_ref().map(|path| printable_path(path).to_string()),
        beyond_limit = report.beyond_limit.as_ref().map(ToString::to_string),
        checks = report.checks.len(),
        checks_failed = report.checks.iter().filter(|outcome| !outcome.holds).count(),
        "run finished"
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{CheckOutcome, CodeCount};
    use crate::pipeline::{BeyondLimit, StageTime};

    fn report() -> RunReport {
        RunReport {
            outcome: Outcome::Published,
            refresh: None,
            inputs: Changes { new: 50, changed: 20, removed: 10, kept: 0, unchanged: 72_574, touched: 3 },
            records: 72_644,
            documents: 72_631,
            quarantined: vec![("empty", 12), ("binary", 1)],
            rows: vec![("documents", 72_631), ("sentences", 1_400_000)],
            stages: vec![
                StageTime { name: "extract", seconds: 2.0 },
                StageTime { name: "merge", seconds: 0.0 },
                StageTime { name: "fold", seconds: 1.0 },
                StageTime { name: "recognize", seconds: 20.0 },
            ],
            raw_bytes: 239_000_000,
            written_bytes: 150_000_000,
            skipped_files: 3,
            unlisted_folders: vec!["press/2025".into()],
            seconds: 15.5,
            peak_memory_bytes: Some(210_000_000),
            version: Some(42),
            published_at: Some("output/_versions/000042".into()),
            beyond_limit: None,
            checks: Vec::new(),
        }
    }

    fn text(report: &RunReport) -> String {
        lines(report).into_iter().map(|(name, value)| format!("{name:<12} {value}\n")).collect()
    }

    #[test]
    fn it_tells_the_whole_run() {
        let expected = "\
inputs       50 new, 20 changed, 10 removed, 72,574 unchanged
records      72,644
documents    72,631
quarantined  13: empty 12, binary 1
skipped      3 files of no known format
not listed   1: press/2025; what is published of them is kept
rows         documents 72,631
             sentences 1,400,000
stages       extract          2.00 s     119.5 MB/s
             fold             1.00 s
             recognize        20.0 s      11.9 MB/s
took         15.5 s, 239 MB of raw text, 15.4 MB/s
peak memory  210 MB
published    version 42 at output/_versions/000042 (150 MB written)
";
        assert_eq!(text(&report()), expected);
    }

    #[test]
    fn too_much_quarantine_and_a_dry_run_are_said() {
        let beyond = BeyondLimit {
            records: 72_644,
            quarantined: 13,
            limits: vec!["run.max_quarantined = 10".into()],
            codes: vec![CodeCount { code: "empty".into(), records: 12, example: Some("a.txt".into()) }],
        };
        let odd = RunReport { outcome: Outcome::DryRun, beyond_limit: Some(beyond), ..report() };
        let text = text(&odd);
        let expected = "binary 1\n             beyond limit: 13 of 72644 records (0.0002) are in quarantine, beyond \
                        run.max_quarantined = 10: most are empty 12 (such as a.txt)\n";
        assert!(text.contains(expected), "{text}");
        assert!(text.ends_with("nothing: this was a dry run\n"), "{text}");
    }

    #[test]
    fn a_refresh_and_a_run_with_nothing_to_do_say_so() {
        let refresh = RunReport { refresh: Some("asked for".into()), ..report() };
        assert!(text(&refresh).contains("             all read anew: asked for\n"), "{}", text(&refresh));
        let idle = Changes { unchanged: 72_644, ..Changes::default() };
        let idle = RunReport { outcome: Outcome::UpToDate, inputs: idle, raw_bytes: 0, stages: Vec::new(), ..report() };
        let text = text(&idle);
        assert!(text.starts_with("inputs       0 new, 72,644 unchanged\n") && text.contains("took         15.5 s\n"));
        assert!(text.ends_with("nothing to do, version 42 at output/_versions/000042 is up to date\n"), "{text}");
    }

    #[test]
    fn checks_that_do_not_hold_are_named() {
        let outcome = |holds| CheckOutcome {
            name: "dated\u{1b}".into(),
            table: "documents",
            kind: "not_null",
            severity: "warn",
            holds,
            message: "fails in 2 of 9 rows".into(),
        };
        let text = text(&RunReport { checks: vec![outcome(true), outcome(false)], ..report() });
        let expected = "checks       1 of 2 hold\n             warn: dated\\u{1b}: fails in 2 of 9 rows\n";
        assert!(text.contains(expected), "{text}");
    }
}
