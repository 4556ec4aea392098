//! Which number each article gets, and the columns that follow from it; building and merging share this.

use std::io::{self, Write};
use std::ops::Range;

use zerocopy::little_endian::{U16, U32, U64};

use crate::model::date::PartialDate;
use crate::model::lang::Lang;
use crate::store::bits::Bits;
use crate::store::cells::{Cells, Outlet};
use crate::store::groups::YearKey;
use crate::store::segment::groups;
use crate::store::segment::layout::{File, Section, Writer};

/// What is known of an article before it has its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The date as a number, 0 for none.
    pub(super) date: u32,
    /// Index into the outlets.
    pub(super) outlet: u32,
    /// Index into the spellings of the outlet.
    pub(super) spelling: u16,
    /// Its place among all articles as they were read.
    pub(super) read: u32,
    pub(super) id: u64,
}

impl Row {
    /// The newest first, undated last.
    fn year_rank(&self) -> u32 {
        if self.date == 0 { u32::MAX } else { !(self.date >> 16) & 0xFFFF }
    }

    fn year(&self) -> YearKey {
        YearKey::of(PartialDate::try_from(self.date).ok())
    }
}

/// The order of a segment.
pub(super) struct Plan {
    /// In the order of their numbers.
    rows: Vec<Row>,
    pub(super) cells: Cells,
    /// The number of each article, as they were read.
    pub(super) as_read: Vec<u32>,
}

impl Plan {
    /// Numbers the articles. `outlets` are in the order of their keys.
    pub(super) fn new(mut rows: Vec<Row>, outlets: Vec<Outlet>) -> Plan {
        // A later date has the smaller complement, and one known to the month or year stands behind the full ones.
        rows.sort_unstable_by_key(|row| (row.year_rank(), row.outlet, !row.date, row.read));
        let mut years: Vec<YearKey> = Vec::new();
        let mut starts: Vec<[u32; 3]> = Vec::new();
        for (start, row) in (0..).zip(&rows) {
            if years.last() != Some(&row.year()) {
                years.push(row.year());
            }
            let cell = [years.len() as u32 - 1, row.outlet];
            if starts.last().is_none_or(|[year, outlet, _]| [*year, *outlet] != cell) {
                starts.push([cell[0], cell[1], start]);
            }
        }
        let mut as_read = vec![0; rows.len()];
        for (number, row) in (0..).zip(&rows) {
            if let Some(place) = as_read.get_mut(row.read as usize) {
                *place = number;
            }
        }
        let cells = Cells::new(years, outlets, &starts, rows.len() as u32).unwrap_or_default();
        Plan { rows, cells, as_read }
    }

    pub(super) fn n_articles(&self) -> u32 {
        self.rows.len() as u32
    }

    /// The articles of each year, the newest first.
    fn newest(&self) -> Vec<u32> {
        let mut newest: Vec<u32> = (0..self.n_articles()).collect();
        for year in 0..self.cells.years().len() {
            let Range { start, end } = self.cells.of_year(year);
            newest[start as usize..end as usize].sort_unstable_by_key(|number| {
                let row = &self.rows[*number as usize];
                (!row.date, row.read)
            });
        }
        newest
    }

    /// Writes all that stands between the records and the names. `firsts` say where the articles of each document begin,
    /// and where those of the last one end.
    pub(super) fn write<W: Write>(
        &self,
        writer: &mut Writer<W>,
        mut files: Vec<File>,
        firsts: &[u32],
        languages: &[(Lang, Bits)],
    ) -> io::Result<()> {
        let numbers = |numbers: &[u32]| numbers.iter().map(|number| U32::new(*number)).collect::<Vec<_>>();
        files.sort_unstable_by_key(|file| (file.path_hash.get(), file.document.get()));
        writer.column(Section::Files, files)?;
        writer.column(Section::Firsts, numbers(firsts))?;
        writer.column(Section::AsRead, numbers(&self.as_read))?;
        writer.column(Section::Places, self.rows.iter().map(|row| U32::new(row.read)))?;
        writer.column(Section::Ids, self.rows.iter().map(|row| U64::new(row.id)))?;
        writer.column(Section::Dates, self.rows.iter().map(|row| U32::new(row.date)))?;
        writer.column(Section::Spellings, self.rows.iter().map(|row| U16::new(row.spelling)))?;
        writer.column(Section::Newest, numbers(&self.newest()))?;
        let words = languages.iter().flat_map(|(_, articles)| articles.words());
        writer.column(Section::Languages, words.map(|word| U64::new(*word)))?;
        writer.write_all(&groups::write(&self.cells, languages.iter().map(|(lang, _)| *lang)))?;
        writer.end(Section::Groups)
    }
}
