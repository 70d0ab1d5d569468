//! Numbers as people read them.

/// `72,644`.
pub(super) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Decimal units, as disks and networks have them: `239 MB`, `2.4 kB`.
pub(super) fn bytes(number: u64) -> String {
    let mut value = number as f64;
    let mut units = ["B", "kB", "MB", "GB", "TB"].into_iter().peekable();
    // 999.5 would be printed as 1000.
    while value >= 999.5 && units.len() > 1 {
        value /= 1000.0;
        units.next();
    }
    let unit = units.next().unwrap_or("TB");
    if unit == "B" || value >= 9.95 { format!("{value:.0} {unit}") } else { format!("{value:.1} {unit}") }
}

/// `0.35 s`, `12.3 s`, `4 min 05 s`.
pub(super) fn seconds(seconds: f64) -> String {
    match seconds {
        s if s < 9.995 => format!("{s:.2} s"),
        s if s < 99.95 => format!("{s:.1} s"),
        s => format!("{} min {:02} s", s.round() as u64 / 60, s.round() as u64 % 60),
    }
}

/// Bytes in a second, in MB.
pub(super) fn rate(bytes: u64, seconds: f64) -> String {
    if seconds <= 0.0 { "– MB/s".to_owned() } else { format!("{:.1} MB/s", bytes as f64 / 1e6 / seconds) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well_at_every_size() {
        assert_eq!([0, 999, 1000, 72_644, 1_234_567].map(count), ["0", "999", "1,000", "72,644", "1,234,567"]);
        let sizes = [0, 999, 1000, 2414, 9_949, 9_950, 999_499, 999_500, 239_000_000, 3_000_000_000_000_000];
        let shown = ["0 B", "999 B", "1.0 kB", "2.4 kB", "9.9 kB", "10 kB", "999 kB", "1.0 MB", "239 MB", "3000 TB"];
        assert_eq!(sizes.map(bytes), shown);
        assert_eq!([0.351, 12.34, 99.96, 245.0].map(seconds), ["0.35 s", "12.3 s", "1 min 40 s", "4 min 05 s"]);
        assert_eq!(rate(239_000_000, 10.0), "23.9 MB/s");
        assert_eq!(rate(1, 0.0), "– MB/s");
    }
}
