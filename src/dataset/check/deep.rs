//! `etl check --deep`: every byte of a version against its manifest, and the manifest against its own seal, before the laws.
//!
//! Unlike [`check`](super::check()) it needs no manifest that can be read: that one cannot is a finding.

use super::{Findings, LAWS, Report, check_contents, files};
use crate::dataset::Dataset;
use crate::dataset::versions::{Depth, FaultKind, faults, number_of};

/// Holds a version to its manifest byte by byte, and to every law.
pub fn check_deep(dataset: &Dataset) -> Report {
    let mut findings = Findings::default();
    for fault in faults(dataset.dir(), Depth::Hashes) {
        findings.begin(code(fault.kind));
        findings.add(&fault.table, || fault.message);
    }
    let mut report = match dataset.manifest() {
        Ok(manifest) => {
            findings.begin(code(FaultKind::Missing));
            files::every_table_is_listed(&manifest, &mut findings);
            check_contents(dataset, &manifest, findings)
        }
        Err(_) => {
            let (findings, violations) = findings.finish();
            let version = number_of(dataset.dir()).unwrap_or_default();
            Report { version, laws: 0, untried: LAWS.len(), rows: Vec::new(), findings, violations }
        }
    };
    // The seal, and strangers anywhere, beside the laws.
    report.laws += 2;
    report
}

fn code(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Manifest => "manifest",
        FaultKind::Missing => "files",
        FaultKind::Changed => "hashes",
        FaultKind::Stranger => "strangers",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::dataset::testing::Release;
    use crate::dataset::{Finding, Manifest};

    fn codes(release: &Release) -> Vec<&'static str> {
        let mut codes: Vec<_> = check_deep(&release.dataset()).findings.iter().map(|finding| finding.code).collect();
        codes.dedup();
        codes
    }

    #[test]
    fn what_is_published_is_clean_to_the_last_byte() {
        let report = check_deep(&Release::publish(&["[Minsk]{GPE BLR} spoke.", "All is well."]).dataset());
        assert_eq!(report.findings, []);
        assert_eq!((report.version, report.laws), (1, LAWS.len() + 2));
    }

    #[test]
    fn a_manifest_that_cannot_be_read_is_a_finding() {
        let release = Release::publish(&["All is well."]);
        let path = release.dataset().dir().join(Manifest::FILE_NAME);
        let whole = fs::read(&path).unwrap();
        for bytes in [&whole[..whole.len() / 2], b"", b"\xff\xfe"] {
            fs::write(&path, bytes).unwrap();
            let report = check_deep(&release.dataset());
            assert_eq!((codes(&release), report.version), (vec!["manifest"], 1));
        }
        fs::remove_file(&path).unwrap();
        assert_eq!(codes(&release), ["manifest"]);
    }

    /// Without a change of meaning: a number written otherwise, one space more.
    #[test]
    fn a_manifest_that_says_the_same_in_other_bytes_is_found() {
        let release = Release::publish(&["All is well."]);
        let path = release.dataset().dir().join(Manifest::FILE_NAME);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen("\"version\": 1", "\"version\":  1", 1)).unwrap();
        assert!(release.dataset().manifest().is_ok());
        assert_eq!(codes(&release), ["manifest"]);
    }

    /// 100,000 mutants had shown it: polars, given a damaged page, may ask for exabytes, which no guard survives.
    #[test]
    fn pages_of_files_that_are_not_those_published_are_not_read() {
        let release = Release::publish(&["All is well."]);
        let path = release.file("sentences");
        fs::write(&path, vec![7; fs::metadata(&path).unwrap().len() as usize]).unwrap();
        for report in [check_deep(&release.dataset()), super::super::check(&release.dataset()).unwrap()] {
            let told: Vec<_> = report.findings.iter().map(|finding| finding.code).collect();
            assert_eq!((told, report.untried), (vec!["hashes"], LAWS.len() - 2));
        }
    }

    #[test]
    fn each_fault_is_told_once() {
        let release = Release::publish(&["All is well."]);
        let dir = release.dataset().dir().to_owned();
        fs::write(dir.join("notes.txt"), "x").unwrap();
        fs::write(dir.join("documents/notes.txt"), "x").unwrap();
        let found = check_deep(&release.dataset()).findings;
        let told: Vec<_> = found.iter().map(|Finding { table, code, .. }| (table.as_str(), *code)).collect();
        assert_eq!(told, [("", "strangers"), ("documents", "strangers")]);
    }

    #[test]
    fn a_table_that_the_manifest_forgot_is_found() {
        let release = Release::publish(&["All is well."]);
        let mut manifest = release.dataset().manifest().unwrap();
        manifest.tables.retain(|table| table.name != "quarantine");
        release.write_manifest(&manifest);
        let codes = codes(&release);
        assert!(codes.contains(&"files") && codes.contains(&"strangers"), "{codes:?}");
    }
}
