//! A diff as text for people.

use std::io::{self, Write};

use super::{Changes, Count, Diff, Difference, Label, Sample};
use crate::dataset::terminal::fit;
use crate::text::printable;

/// Columns of a terminal that a value may take.
const VALUE_WIDTH: usize = 60;

/// Writes a diff: what made the versions, columns, rows, then the changes with the first few of each kind by name, marked
/// `+` added, `~` changed, `-` removed.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_diff(diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "version {} -> version {}", diff.a.version, diff.b.version)?;
    write_differences("settings", &diff.settings, out)?;
    write_differences("schema", &diff.schema, out)?;
    write_counts("rows", &diff.tables, out)?;
    write_changes("documents", &diff.documents, out)?;
    write_changes("quarantine", &diff.quarantine, out)?;
    write_counts("entities", &diff.entity_types, out)?;
    write_changes("entities", &diff.entities, out)?;
    if diff.is_empty() { writeln!(out, "\nno difference") } else { Ok(()) }
}

fn write_differences(title: &str, differences: &[Difference], out: &mut dyn Write) -> io::Result<()> {
    if !differences.is_empty() {
        writeln!(out, "\n{title}")?;
    }
    for Difference { name, a, b } in differences {
        let value = |value: &Option<String>| {
            value.as_deref().map_or_else(|| "none".to_owned(), |value| fit(&printable(value), VALUE_WIDTH).into_owned())
        };
        writeln!(out, "  {}: {} -> {}", printable(name), value(a), value(b))?;
    }
    Ok(())
}

fn write_counts(title: &str, counts: &[Count], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{title:<14} {:>12} {:>12} {:>12}", "a", "b", "change")?;
    for Count { name, a, b } in counts {
        let change = i128::from(*b) - i128::from(*a);
        let change = if change == 0 { String::new() } else { format!("{change:+}") };
        let line = format!("  {:<12} {a:>12} {b:>12} {change:>12}", printable(name));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn write_changes(title: &str, changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    let Changes { unchanged, added, changed, removed, .. } = changes;
    writeln!(
        out,
        "\n{title}: {} added, {} changed, {} removed, {unchanged} unchanged",
        added.count, changed.count, removed.count
    )?;
    for (mark, sample) in [('+', added), ('~', changed), ('-', removed)] {
        write_sample(mark, sample, out)?;
    }
    Ok(())
}

fn write_sample(mark: char, sample: &Sample, out: &mut dyn Write) -> io::Result<()> {
    for label in &sample.first {
        writeln!(out, "  {mark} {}", printable(&words(label)))?;
    }
    match sample.count.saturating_sub(sample.first.len() as u64) {
        0 => Ok(()),
        more => writeln!(out, "  {mark} and {more} more"),
    }
}

/// What there is of a label.
fn words(label: &Label) -> String {
    label.iter().flatten().map(String::as_str).collect::<Vec<_>>().join("  ")
}
