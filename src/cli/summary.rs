//! The closing summary of a run, on standard error.

use std::io::Write;

use super::quantities::{bytes, count, rate, seconds};
use super::{logging, style};
use crate::dataset::escape;
use crate::pipeline::RunReport;

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

/// Names and values; an empty name continues the line above it.
fn lines(report: &RunReport) -> Vec<(&'static str, String)> {
    let mut out = vec![("records", format!("{} ({})", count(report.records), bytes(report.raw_bytes)))];
    out.push(("documents", count(report.documents)));
    out.push(("quarantined", quarantined(report)));
    out.extend(report.beyond_limit.iter().map(|beyond| ("", format!("beyond limit: {beyond}"))));
    if report.skipped_files > 0 {
        out.push(("skipped", format!("{} files of no known format", count(report.skipped_files))));
    }
    let rows = report.rows.iter().map(|(table, rows)| format!("{table} {}", count(*rows)));
    continued(&mut out, "rows", rows);
    let parts = report.stages.iter().map(|stage| {
        format!("{:<10} {:>12} {:>14}", stage.name, seconds(stage.seconds), rate(report.raw_bytes, stage.seconds))
    });
    continued(&mut out, "stages", parts);
    out.push(("took", format!("{}, {} of raw text", seconds(report.seconds), rate(report.raw_bytes, report.seconds))));
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
    format!("{total}: {}", codes.join(", "))
}

/// What the checks of the configuration found: how many hold, then each that does not.
fn checks(report: &RunReport) -> Vec<String> {
    let failed: Vec<_> = report.checks.iter().filter(|outcome| !outcome.holds).collect();
    let all = count(report.checks.len() as u64);
    let first = format!("{} of {all} hold", count((report.checks.len() - failed.len()) as u64));
    let each = failed
        .into_iter()
        .map(|outcome| format!("{}: {}: {}", outcome.severity, escape(&outcome.name), outcome.message));
    [first].into_iter().chain(each).collect()
}

fn published(report: &RunReport) -> String {
    match (&report.published_at, report.version) {
        (Some(path), Some(version)) => {
            format!("version {version} at {} ({})", path.display(), bytes(report.written_bytes))
        }
        _ => "nothing: this was a dry run".to_owned(),
    }
}

fn log(report: &RunReport) {
    let pairs =
        |pairs: &[(&str, u64)]| pairs.iter().map(|(name, n)| format!("{name}={n}")).collect::<Vec<_>>().join(" ");
    let stages: Vec<_> = report.stages.iter().map(|stage| format!("{}={:.3}", stage.name, stage.seconds)).collect();
    tracing::info!(
        records = report.records,
        documents = report.documents,
        quarantined = report.n_quarantined(),
        quarantined_by_code = pairs(&report.quarantined),
        rows = pairs(&report.rows),
        skipped_files = report.skipped_files,
        raw_bytes = report.raw_bytes,
        written_bytes = report.written_bytes,
        seconds = report.seconds,
        stage_seconds = stages.join(" "),
        peak_memory_bytes = report.peak_memory_bytes,
        version = report.version,
        published_at = report.published_at.as_ref().map(|path| path.display().to_string()),
        beyond_limit = report.beyond_limit.as_ref().map(ToString::to_string),
        checks = report.checks.len(),
        checks_failed = report.checks.iter().filter(|outcome| !outcome.holds).count(),
        "run finished"
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{CodeCount, Outcome};
    use crate::pipeline::{BeyondLimit, StageTime};

    fn report() -> RunReport {
        RunReport {
            records: 72_644,
            documents: 72_631,
            quarantined: vec![("empty", 12), ("binary", 1)],
            rows: vec![("documents", 72_631), ("sentences", 1_400_000)],
            stages: vec![StageTime { name: "extract", seconds: 2.0 }, StageTime { name: "recognize", seconds: 20.0 }],
            raw_bytes: 239_000_000,
            written_bytes: 150_000_000,
            skipped_files: 3,
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
records      72,644 (239 MB)
documents    72,631
quarantined  13: empty 12, binary 1
skipped      3 files of no known format
rows         documents 72,631
             sentences 1,400,000
stages       extract          2.00 s     119.5 MB/s
             recognize        20.0 s      11.9 MB/s
took         15.5 s, 15.4 MB/s of raw text
peak memory  210 MB
published    version 42 at output/_versions/000042 (150 MB)
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
        let odd = RunReport { beyond_limit: Some(beyond), version: None, published_at: None, ..report() };
        let text = text(&odd);
        let expected = "binary 1\n             beyond limit: 13 of 72644 records (0.0002) are in quarantine, beyond \
                        run.max_quarantined = 10: most are empty 12 (such as a.txt)\n";
        assert!(text.contains(expected), "{text}");
        assert!(text.ends_with("nothing: this was a dry run\n"), "{text}");
    }

    #[test]
    fn checks_that_do_not_hold_are_named() {
        let outcome = |holds| Outcome {
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
