//! Scores as people read them.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::cli::quantities::count;
use crate::eval::{Counts, Disagreement, LinkScore, Scores, Share, SpanScore};
use crate::model::EntityType;

/// All scores, section by section, and then the first `errors` disagreements of each kind and type. Sections of which gold
/// has nothing are left out.
pub(super) fn render(scores: &Scores, errors: Option<usize>) -> String {
    let mut out = format!("{} documents\n", count(scores.documents));
    spans(&mut out, scores);
    counted(&mut out, "values", values(scores));
    persons(&mut out, scores);
    countries(&mut out, scores);
    links(&mut out, scores);
    if let Some(most) = errors {
        disagreements(&mut out, &scores.errors, most);
    }
    out
}

fn spans(out: &mut String, scores: &Scores) {
    let row =
        |name: &str, score: &SpanScore| format!("{}{}", count_row(name, score.exact), percent(score.overlap.f1()));
    let types = scores.types.iter().map(|(entity_type, score)| row(entity_type.as_str(), score));
    let totals = [row("total", &scores.total), row("any type", &scores.untyped)];
    let has_names = scores.total.exact.gold > 0;
    section(out, "spans", "overlap", types.chain(totals).filter(|_| has_names));
    let coarse = scores.coarse.iter().map(|(coarse, score)| row(coarse.as_str(), score));
    let total = [row("PER ORG LOC", &scores.coarse_total)];
    section(out, "coarse", "overlap", coarse.chain(total).filter(|_| scores.coarse_total.exact.gold > 0));
    if scores.sentences.gold > 0 {
        section(out, "sentences", "", [count_row("exact", scores.sentences)]);
    }
}

fn values(scores: &Scores) -> Vec<(&'static str, Counts)> {
    let types = scores.values.iter().map(|(entity_type, counts)| (entity_type.as_str(), *counts));
    types.chain([("total", scores.values_total())]).filter(|(_, counts)| counts.gold > 0).collect()
}

fn counted(out: &mut String, name: &str, rows: Vec<(&'static str, Counts)>) {
    section(out, name, "", rows.into_iter().map(|(name, counts)| count_row(name, counts)));
}

fn persons(out: &mut String, scores: &Scores) {
    let persons = scores.persons;
    let of_found =
        |name, answer: Share| (name, answer, format!("{} of those found", percent(persons.of_found(answer).value())));
    let rows = [
        ("found", persons.found, String::new()),
        of_found("title", persons.title),
        of_found("role", persons.role),
        of_found("country", persons.country),
    ];
    shares(out, "titled persons", rows);
}

fn countries(out: &mut String, scores: &Scores) {
    let unwanted = |unwanted: u64| match unwanted {
        0 => String::new(),
        unwanted => format!("   {} more where gold has none", count(unwanted)),
    };
    let types = scores.countries.iter().map(|(entity_type, score)| (entity_type.as_str(), *score));
    let rows = types.chain([("total", scores.countries_total())]);
    shares(out, "countries", rows.map(|(name, score)| (name, score.right, unwanted(score.unwanted))));
}

fn shares(out: &mut String, name: &str, rows: impl IntoIterator<Item = (&'static str, Share, String)>) {
    let rows: Vec<_> = rows.into_iter().filter(|(_, share, _)| share.total > 0).collect();
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{name:<WIDTH$}{:>9}{:>9}{:>9}", "gold", "right", "share");
    for (name, share, remark) in rows {
        let numbers = format!("{:>9}{:>9}{}", count(share.total), count(share.right), percent(share.value()));
        let _ = writeln!(out, "{name:<WIDTH$}{numbers}{remark}");
    }
}

fn links(out: &mut String, scores: &Scores) {
    let links = &scores.links;
    if links.total.mentions == 0 {
        return;
    }
    let _ = writeln!(
        out,
        "\n{:<WIDTH$}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}",
        "links (B³)", "mentions", "P", "R", "F1", "pairs F1", "aligned"
    );
    let types = links.types.iter().map(|(entity_type, score)| {
        let aligned = links.aligned_types.get(entity_type).and_then(LinkScore::f1);
        (entity_type.as_str(), score, aligned)
    });
    for (name, score, aligned) in types.chain([("total", &links.total, links.aligned.f1())]) {
        let shares = [score.precision(), score.recall(), score.f1(), score.pairs.f1(), aligned];
        let _ = writeln!(out, "{name:<WIDTH$}{:>9}{}", count(score.mentions), shares.map(percent).concat());
    }
    if links.undecided.total > 0 {
        let linked = links.undecided.total - links.undecided.right;
        let _ = writeln!(out, "linked where the text does not decide: {linked} of {}", count(links.undecided.total));
    }
}

/// Width of the names on the left.
const WIDTH: usize = 15;

fn section(out: &mut String, name: &str, last: &str, rows: impl IntoIterator<Item = String>) {
    let mut rows = rows.into_iter().peekable();
    if rows.peek().is_some() {
        let head = format!("{name:<WIDTH$}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}", "gold", "system", "right", "P", "R", "F1");
        let last = if last.is_empty() { String::new() } else { format!("{last:>9}") };
        let _ = writeln!(out, "\n{head}{last}");
        rows.for_each(|row| {
            let _ = writeln!(out, "{row}");
        });
    }
}

fn count_row(name: &str, counts: Counts) -> String {
    let numbers: String = [counts.gold, counts.system, counts.right].map(|n| format!("{:>9}", count(n))).concat();
    let shares = [counts.precision(), counts.recall(), counts.f1()].map(percent).concat();
    format!("{name:<WIDTH$}{numbers}{shares}")
}

/// `93.4`, or a dash where there is nothing to measure.
fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| format!("{:>9}", "–"), |share| format!("{:>9.1}", share * 100.0))
}

fn disagreements(out: &mut String, errors: &[Disagreement], most: usize) {
    for ((kind, entity_type), errors) in by_kind(errors) {
        let shown = errors.len().min(most);
        let _ = writeln!(
            out,
            "\n{}: {} of {}",
            format!("{kind} {entity_type}").trim_end(),
            count(shown as u64),
            count(errors.len() as u64)
        );
        for error in errors.iter().take(most) {
            let detail = if error.detail.is_empty() { String::new() } else { format!(" ({})", error.detail) };
            let _ = writeln!(out, "  {}:{}{detail}: {}", error.doc_id, error.start, error.context);
        }
    }
}

/// Disagreements by kind and type, in the order of both.
pub(super) fn by_kind(errors: &[Disagreement]) -> Vec<((&'static str, &'static str), Vec<&Disagreement>)> {
    let mut groups: BTreeMap<_, Vec<&Disagreement>> = BTreeMap::new();
    for error in errors {
        groups.entry((error.kind, error.entity_type)).or_default().push(error);
    }
    let name = |entity_type: Option<EntityType>| entity_type.map_or("", |entity_type| entity_type.as_str());
    groups.into_iter().map(|((kind, entity_type), errors)| ((kind.as_str(), name(entity_type)), errors)).collect()
}
