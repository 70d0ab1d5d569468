//! Dates in the names of files and folders.

use super::dates::{self, PrintedDate};

/// The date that a path says: in the name of the file, else a year or month in its folders from the innermost outwards.
pub(super) fn date(path: &str, day_first: bool) -> Option<PrintedDate> {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    in_part(stem, day_first).or_else(|| parts.find_map(|folder| in_part(folder, day_first)))
}

/// `2022-01-20-title`, `02Feb2005Kerry261`, `20220120_x`; `statement_2022_01` is a month, `CYP_75_2020` a year.
fn in_part(part: &str, day_first: bool) -> Option<PrintedDate> {
    let spaced = part.replace('_', "-");
    dates::find_date(&spaced, day_first).or_else(|| year_or_month(part))
}

/// A year that stands as a part of its own, and the month that follows it.
fn year_or_month(part: &str) -> Option<PrintedDate> {
    let pieces: Vec<&str> = part.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let number = |piece: &&str, digits: usize| -> Option<u32> {
        (piece.len() == digits && piece.bytes().all(|byte| byte.is_ascii_digit())).then(|| piece.parse().ok())?
    };
    pieces.iter().enumerate().find_map(|(at, piece)| {
        let year = dates::plausible_year(number(piece, 4)?)?;
        let month = pieces.get(at + 1).and_then(|next| number(next, 2)).filter(|month| (1..=12).contains(month));
        let month = month.and_then(|month| i8::try_from(month).ok());
        Some(PrintedDate { year: Some(year), month, ..PrintedDate::default() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Precision::{self, Day, Month, Year};

    fn read(path: &str) -> Option<(String, Precision)> {
        date(path, true)?.value().map(|(date, precision)| (date.to_string(), precision))
    }

    #[test]
    fn names_that_say_a_date() {
        for (path, day, precision) in [
            ("Kerry/02Feb2005Kerry261.txt", "2005-02-02", Day),
            ("9Jan2008Salazar105.txt", "2008-01-09", Day),
            ("2022-01-20-title.txt", "2022-01-20", Day),
            ("2022_01_20_title.txt", "2022-01-20", Day),
            ("20220120_x.txt", "2022-01-20", Day),
            ("statement_2022_01.txt", "2022-01-01", Month),
            ("Session_75_2020/CYP_75_2020.txt", "2020-01-01", Year),
            ("Session_75_2020/CYP.txt", "2020-01-01", Year),
            ("2021/2022-01-20.txt.gz", "2022-01-20", Day),
        ] {
            assert_eq!(read(path), Some((day.to_owned(), precision)), "{path}");
        }
    }

    #[test]
    fn names_that_say_none() {
        for path in
            ["000_93615f555710dd2e.txt", "note12022.txt", "31Feb2005Kerry.txt", "CYP_75.txt", "20221340_x.txt", ""]
        {
            assert_eq!(read(path), None, "{path}");
        }
    }
}
