//! When a document was published: which of the dates that were found is taken.

use super::dates::PrintedDate;
use crate::model::{Flag, Precision, Published, PublishedSource};

/// The dates that a record shows, the best source first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dates {
    pub(super) header: Option<PrintedDate>,
    pub(super) dateline: Option<PrintedDate>,
    pub(super) metadata: Option<PrintedDate>,
    pub(super) file_name: Option<PrintedDate>,
}

impl Dates {
    fn in_order(self) -> [(PublishedSource, Option<PrintedDate>); 4] {
        [
            (PublishedSource::Header, self.header),
            (PublishedSource::Dateline, self.dateline),
            (PublishedSource::Metadata, self.metadata),
            (PublishedSource::Filename, self.file_name),
        ]
    }

    /// An ambiguous date is read as another source reads it, if one does.
    fn disambiguated(self, date: PrintedDate) -> PrintedDate {
        let says = |reading: PrintedDate| {
            let others =
                self.in_order().into_iter().filter_map(|(_, other)| other.filter(|other| !other.ambiguous)?.value());
            let day = reading.value().map(|(day, _)| day);
            others.filter(|(_, precision)| *precision <= Precision::Day).any(|(other, _)| Some(other) == day)
        };
        match date.ambiguous {
            true if says(date.swapped()) => date.swapped(),
            true if says(date) => PrintedDate { ambiguous: false, ..date },
            _ => date,
        }
    }

    /// The first date, its year taken from the others where it prints none. A date that is coarser than a day gives way
    /// to a finer one that agrees with it.
    pub(super) fn resolve(self) -> (Published, Option<Flag>) {
        let near = self.in_order().into_iter().find_map(|(_, date)| date?.value()).map(|(day, _)| day);
        let complete = |(source, date): (PublishedSource, Option<PrintedDate>)| {
            let date = self.disambiguated(date?);
            match near {
                Some(near) if date.year.is_none() => Some((source, date.with_year_near(near), true)),
                _ => date.year.map(|_| (source, date, false)),
            }
        };
        let found: Vec<_> = self.in_order().into_iter().filter_map(complete).collect();
        let Some(first) = found.first() else { return (Published::default(), None) };
        let agrees = |other: &PrintedDate| {
            other.year == first.1.year && (first.1.month.is_none() || other.month == first.1.month)
        };
        let is_fine = |date: &PrintedDate| date.day.is_some();
        let finer = found.iter().find(|(_, date, _)| !is_fine(&first.1) && is_fine(date) && agrees(date));
        let (source, date, inferred) = *finer.unwrap_or(first);
        let Some((day, precision)) = date.value() else { return (Published::default(), None) };
        let at = if precision == Precision::Minute { date.minute() } else { None };
        let flag = if inferred { Some(Flag::YearInferred) } else { date.ambiguous.then_some(Flag::AmbiguousDate) };
        (Published { at, date: Some(day), precision, source }, flag)
    }
}

#[cfg(test)]
mod tests {
    use super::super::date_line::date_line;
    use super::super::dates::find_date;
    use super::*;

    fn printed(line: &str) -> Option<PrintedDate> {
        date_line(line, true).map(|line| line.date)
    }

    fn resolved(dates: Dates) -> (String, Precision, PublishedSource, Option<Flag>) {
        let (published, flag) = dates.resolve();
        (published.date.map_or(String::new(), |d| d.to_string()), published.precision, published.source, flag)
    }

    #[test]
    fn the_header_comes_first_and_years_are_borrowed() {
        let all = Dates {
            header: printed("2022-01-20 20:56"),
            dateline: printed("Jan. 19"),
            metadata: printed("2022-01-21"),
            file_name: find_date("20220122", true),
        };
        assert_eq!(resolved(all), ("2022-01-20".into(), Precision::Minute, PublishedSource::Header, None));
        let no_header = Dates { header: None, ..all };
        let inferred = Some(Flag::YearInferred);
        assert_eq!(resolved(no_header), ("2022-01-19".into(), Precision::Day, PublishedSource::Dateline, inferred));
        let new_year = Dates { dateline: printed("Dec. 31"), metadata: printed("2022-01-01"), ..Dates::default() };
        assert_eq!(resolved(new_year).0, "2021-12-31");
    }

    #[test]
    fn without_a_year_there_is_no_date() {
        let dates = Dates { dateline: printed("Jan. 24"), ..Dates::default() };
        assert_eq!(resolved(dates), (String::new(), Precision::None, PublishedSource::None, None));
    }

    #[test]
    fn another_source_tells_day_from_month() {
        let dates =
            |name| Dates { header: printed("03/04/2022"), file_name: find_date(name, true), ..Dates::default() };
        assert_eq!(resolved(dates("04Mar2022")), ("2022-03-04".into(), Precision::Day, PublishedSource::Header, None));
        assert_eq!(resolved(dates("03Apr2022")), ("2022-04-03".into(), Precision::Day, PublishedSource::Header, None));
        assert_eq!(resolved(dates("05May2022")).3, Some(Flag::AmbiguousDate));
    }

    #[test]
    fn a_month_gives_way_to_its_day() {
        let dates =
            Dates { header: printed("January 2022"), file_name: find_date("20220122", true), ..Dates::default() };
        assert_eq!(resolved(dates), ("2022-01-22".into(), Precision::Day, PublishedSource::Filename, None));
        let other = Dates { file_name: find_date("20210122", true), ..dates };
        assert_eq!(resolved(other), ("2022-01-01".into(), Precision::Month, PublishedSource::Header, None));
    }
}
