//! The table of cities, searched where it lies: its 30,000 rows are asked for a few names a document, and reading them all
//! would be half of the start of the program.

use super::TsvError;

/// The header of the table.
const HEADER: &str = "name\thomes\tsource";

/// A name that cities have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct City {
    /// Folded: lower case, no diacritics.
    pub name: &'static str,
    /// `GBR:8962|CAN:422`; read by [`City::homes`].
    pub homes: &'static str,
}

impl City {
    /// The countries that have a city of the name, with the thousands of people of its largest one; the largest first.
    pub fn homes(&self) -> impl Iterator<Item = (&'static str, u32)> + use<> {
        self.homes.split('|').filter_map(|home| {
            let (alpha3, thousands) = home.split_once(':')?;
            Some((alpha3, thousands.parse().ok()?))
        })
    }

    fn of_row(row: &'static str) -> Option<Self> {
        let mut cells = row.split('\t');
        Some(Self { name: cells.next()?, homes: cells.next()? })
    }
}

/// The rows of the table, one a line, sorted by name.
#[derive(Clone, Copy, Debug)]
pub struct Cities(&'static str);

impl Cities {
    /// The rows behind comments and header. That they are sorted is held by a test of the table.
    ///
    /// # Errors
    /// Where the header is another.
    pub fn new(table: &'static str) -> Result<Self, TsvError> {
        let mut rest = table;
        for line in 1.. {
            let Some((first, behind)) = rest.split_once('\n') else { break };
            rest = behind;
            if first == HEADER {
                return Ok(Self(rest));
            }
            if !first.starts_with('#') {
                let message = format!("the header must be: {HEADER}");
                return Err(TsvError { table: "cities.tsv".into(), line, message });
            }
        }
        Err(TsvError { table: "cities.tsv".into(), line: 0, message: "no header line".into() })
    }

    /// The cities of this folded name.
    pub fn get(&self, folded: &str) -> Option<City> {
        let bytes = self.0.as_bytes();
        let (mut from, mut to) = (0, bytes.len());
        while from < to {
            let middle = from + (to - from) / 2;
            let start = memchr::memrchr(b'\n', &bytes[from..middle]).map_or(from, |at| from + at + 1);
            let end = memchr::memchr(b'\n', &bytes[middle..to]).map_or(to, |at| middle + at);
            let city = City::of_row(&self.0[start..end])?;
            match city.name.cmp(folded) {
                std::cmp::Ordering::Equal => return Some(city),
                std::cmp::Ordering::Less => from = (end + 1).min(to),
                std::cmp::Ordering::Greater => to = start,
            }
        }
        None
    }

    /// All rows, in order.
    pub fn iter(&self) -> impl Iterator<Item = City> + use<> {
        self.0.lines().filter_map(City::of_row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let cities =
            Cities::new("# c\nname\thomes\tsource\na b\tGBR:3\tgn\nb\tFRA:2|DEU:1\tgn\nc\tUSA:7\tgn\n").unwrap();
        assert_eq!(cities.iter().count(), 3);
        for city in cities.iter() {
            assert_eq!(cities.get(city.name), Some(city));
        }
        assert_eq!(cities.get("b").unwrap().homes().collect::<Vec<_>>(), [("FRA", 2), ("DEU", 1)]);
        assert!(["", "a", "a b c", "bb", "d"].iter().all(|name| cities.get(name).is_none()));
    }

    #[test]
    fn the_table_has_three_cells_a_row() {
        let cities = crate::lexicon::Lexicon::embedded().cities;
        assert!(cities.0.lines().all(|row| row.split('\t').filter(|cell| !cell.trim().is_empty()).count() == 3));
        assert!(cities.iter().count() > 30_000);
    }

    #[test]
    fn another_header_is_refused() {
        assert_eq!(Cities::new("# c\nname\tcountry\n").unwrap_err().line, 2);
        assert!(Cities::new("# c\n").is_err());
    }
}
