//! The map: outlets down, years across, every cell its count; a whole archive at one glance, the holes too.
//!
//! Row 0 and column 0 are the headers and hold the totals, so that a whole year or a whole outlet is chosen like a cell.
//! What is marked becomes a filter of outlets and years; a filter lets *each* of its outlets pass in *each* of its years,
//! and the map shows exactly that while one marks, so that `Enter` never surprises.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::app::action::Action;
use crate::app::filters::{outlet_name, year_name};
use crate::app::input::{Mouse, MouseKind};
use crate::app::outcome::Outcome;
use crate::locale::words::Words;
use crate::store::facets::Matrix;
use crate::store::groups::{Filter, OutletKey, YearKey};
use crate::text::cells;
use crate::text::measure::columns;
use crate::text::setting::Setting;

/// A year without articles gets a column if it lies between others that are no further apart than this.
const LONGEST_HOLE: i32 = 30;
/// Columns of an outlet's name, at most.
const LONGEST_NAME: u16 = 32;
/// Rows below the outlets: an empty one, and what `Enter` would show.
const FOOT: u16 = 2;
/// A cell with less than this is never as dark as can be: among single articles none stands out.
const FULL: usize = 4;
/// Rows above the outlets: the years, and their totals, which go first where there is no room.
const HEAD: u16 = 2;
/// Rows that one notch of the wheel scrolls.
const WHEEL: isize = 3;

/// The map, its cursor and its marks.
#[derive(Clone, Debug, Default)]
pub struct Map {
    words: Words,
    matrix: Matrix,
    years: Vec<Year>,
    /// Languages stay filtered as they are.
    filter: Filter,
    marks: BTreeSet<Mark>,
    /// The filter that the marks come to.
    marked: Filter,
    /// Articles in the fullest cell.
    fullest: usize,
    cursor: Spot,
    grid: Grid,
    top: usize,
    left: usize,
    width: u16,
    height: u16,
}

/// A column of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Year {
    key: YearKey,
    /// Its index in the matrix; none for a year without articles.
    idx: Option<usize>,
    total: usize,
}

/// A row and a column; 0 is the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// 0, or an outlet counted from 1.
    pub row: usize,
    /// 0, or a year counted from 1.
    pub column: usize,
}

/// What can be marked. Keys rather than places, so that marks stay true while the archive is still being read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Outlet(OutletKey),
    Year(YearKey),
    Cell(OutletKey, YearKey),
}

/// Where things stand: columns counted from the left edge of the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Columns of a name.
    pub name: u16,
    /// First column of the totals of the outlets.
    pub total_x: u16,
    /// Columns of a total of an outlet.
    pub total: u16,
    /// First column of the first year shown.
    pub years_x: u16,
    /// Columns of a year, without the one that separates it from its neighbour.
    pub year: u16,
    /// Columns that *undated*, the last of the years, takes beyond that.
    pub undated: u16,
    /// First row of the first outlet shown.
    pub outlets_y: u16,
    /// Rows for outlets.
    pub n_rows: u16,
}

/// What a spot of the map shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Articles there.
    pub count: usize,
    /// How many that is beside the fullest cell, or beside a few: 0 for none, 1 to 5.
    pub shade: u8,
    /// It is marked by itself.
    pub is_marked: bool,
    /// `Enter` would show its articles, as far as anything is marked.
    pub is_in: bool,
}

impl Map {
    /// A map of these counts. The outlets and years that `filter` has switched on are marked.
    pub fn new(matrix: Matrix, filter: &Filter, words: Words) -> Map {
        let outlets = filter.outlets.iter().cloned().map(Mark::Outlet);
        let marks = outlets.chain(filter.years.iter().copied().map(Mark::Year)).collect();
        let mut map = Map { words, filter: filter.clone(), marks, ..Map::default() };
        map.marked = map.filter_of(&map.marks);
        map.set_matrix(matrix);
        // The newest year of the largest outlet, or else of all.
        let wrote = |column: &usize| map.cell(Spot { row: 1, column: column + 1 }).count > 0;
        let years = (0..map.years.len()).rev().filter(|idx| map.years[*idx].key != YearKey::Undated);
        let newest = years.clone().find(wrote).or_else(|| years.clone().next());
        map.cursor = map.bounded(Spot { row: 1, column: newest.map_or(1, |newest| newest + 1) });
        // The window begins at the newest end, as far as the cursor lets it.
        map.left = map.years.len();
        map
    }

    /// Takes up new counts; the cursor stays on its outlet and year.
    pub fn set_matrix(&mut self, matrix: Matrix) {
        let (outlet, year) = (self.outlet(self.cursor.row).cloned(), self.year(self.cursor.column));
        self.years = years(&matrix);
        let cells =
            (0..matrix.outlets.len()).flat_map(|outlet| (0..matrix.years.len()).map(move |year| (outlet, year)));
        self.fullest = cells.map(|(outlet, year)| matrix.count(outlet, year)).max().unwrap_or(0);
        self.matrix = matrix;
        self.grid = self.measured();
        let row = outlet.and_then(|key| self.matrix.outlets.iter().position(|outlet| outlet.key == key));
        let column = year.and_then(|key| self.years.iter().position(|year| year.key == key));
        self.cursor = Spot { row: row.map_or(0, |row| row + 1), column: column.map_or(0, |column| column + 1) };
        self.reveal();
    }

    /// Gives the map a size in columns and rows.
    pub fn resize(&mut self, width: u16, height: u16) {
        (self.width, self.height) = (width, height);
        self.grid = self.measured();
        self.reveal();
    }

    /// Moves, marks, or goes away with or without a filter.
    pub fn act(&mut self, action: Action) -> Outcome {
        let page = isize::try_from(self.grid().n_rows.max(2) - 1).unwrap_or(1);
        match action {
            Action::Next => self.go(1, 0),
            Action::Previous => self.go(-1, 0),
            Action::Right => self.go(0, 1),
            Action::Left => self.go(0, -1),
            Action::HalfPageDown => self.go((page / 2).max(1), 0),
            Action::HalfPageUp => self.go(-(page / 2).max(1), 0),
            Action::PageDown => self.go(page, 0),
            Action::PageUp => self.go(-page, 0),
            Action::First => self.go(isize::MIN / 2, 0),
            Action::Last => self.go(isize::MAX / 2, 0),
            Action::MarkOnMap => self.switch(),
            Action::DropFilters if !self.marks.is_empty() => self.clear(),
            Action::Open => return Outcome::Narrow(self.wanted()),
            Action::Close | Action::Map => return Outcome::Close,
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// A click goes to a cell, a second one there marks it; the wheel scrolls.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        match mouse.kind {
            MouseKind::WheelDown => self.scroll(WHEEL),
            MouseKind::WheelUp => self.scroll(-WHEEL),
            MouseKind::Press => match self.spot_at(mouse.x, mouse.y) {
                Some(spot) if spot == self.cursor => self.switch(),
                Some(spot) => self.cursor = spot,
                None => return Outcome::Ignored,
            },
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// Where the cursor is.
    pub fn cursor(&self) -> Spot {
        self.cursor
    }

    /// What it says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// There is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.matrix.outlets.is_empty()
    }

    /// Where things stand at the present size.
    pub fn grid(&self) -> Grid {
        self.grid
    }

    /// The outlets in the window, as rows from 1.
    pub fn rows(&self) -> Range<usize> {
        let first = self.top + 1;
        first..(first + usize::from(self.grid().n_rows)).min(self.matrix.outlets.len() + 1)
    }

    /// The years in the window, as columns from 1.
    pub fn columns(&self) -> Range<usize> {
        let first = self.left + 1;
        first..(first + self.n_columns()).min(self.years.len() + 1)
    }

    /// More than what is in the window lies to the left, to the right, above, below.
    pub fn beyond(&self) -> [bool; 4] {
        let (rows, columns) = (self.rows(), self.columns());
        let (n_rows, n_columns) = (self.matrix.outlets.len(), self.years.len());
        [columns.start > 1, columns.end <= n_columns, rows.start > 1, rows.end <= n_rows]
    }

    /// What a row is called; the header is called by what it sums up.
    pub fn row_name(&self, row: usize) -> &str {
        let outlet = row.checked_sub(1).and_then(|idx| self.matrix.outlets.get(idx));
        outlet.map_or_else(|| self.words.text("map-all-outlets"), |outlet| outlet_name(outlet, &self.words))
    }

    /// What a column is called.
    pub fn column_name(&self, column: usize) -> String {
        self.year(column).map_or_else(|| self.words.text("map-all").to_owned(), |key| year_name(key, &self.words))
    }

    /// The column is the one of articles without a date.
    pub fn is_undated(&self, column: usize) -> bool {
        self.year(column) == Some(YearKey::Undated)
    }

    /// What stands at a spot; in the headers, totals.
    pub fn cell(&self, spot: Spot) -> Cell {
        let outlet = spot.row.checked_sub(1);
        let year = spot.column.checked_sub(1).and_then(|idx| self.years.get(idx));
        let count = match (outlet, year) {
            (None, None) => self.matrix.total(),
            (None, Some(year)) => year.total,
            (Some(outlet), None) => self.matrix.outlets.get(outlet).map_or(0, |outlet| outlet.count),
            (Some(outlet), Some(year)) => year.idx.map_or(0, |idx| self.matrix.count(outlet, idx)),
        };
        let is_cell = outlet.is_some() && year.is_some();
        Cell {
            count,
            shade: if is_cell { shade(count, self.fullest) } else { 0 },
            is_marked: self.mark_at(spot).is_some_and(|mark| self.marks.contains(&mark)),
            is_in: self.is_in(spot),
        }
    }

    /// What is under the cursor or marked, and how many articles `Enter` would show: texts to stand in a row, because
    /// a name may run the other way than a number.
    pub fn summary(&self) -> Vec<String> {
        let wanted = self.wanted();
        let with_count = |id: &str, n: usize| self.words.with(id, &[("n", n.into())]);
        let n_articles = with_count("articles", self.count(&wanted));
        if self.marks.is_empty() {
            let outlet = self.row_name(self.cursor.row).to_owned();
            let year = self.year(self.cursor.column).map(|year| year_name(year, &self.words));
            return [outlet].into_iter().chain(year).chain([n_articles]).collect();
        }
        let outlets = with_count("map-outlets", wanted.outlets.len());
        let years = with_count("map-years", wanted.years.len());
        vec![self.words.text("map-marked").to_owned(), outlets, years, n_articles]
    }

    /// The filter that `Enter` asks for: what is marked, or else what the cursor is on.
    fn wanted(&self) -> Filter {
        if self.marks.is_empty() {
            return self.filter_of(&self.mark_at(self.cursor).into_iter().collect());
        }
        self.marked.clone()
    }

    fn filter_of(&self, marks: &BTreeSet<Mark>) -> Filter {
        let mut filter = Filter { languages: self.filter.languages.clone(), ..Filter::default() };
        for mark in marks {
            if let Mark::Outlet(outlet) | Mark::Cell(outlet, _) = mark {
                filter.outlets.insert(outlet.clone());
            }
            if let Mark::Year(year) | Mark::Cell(_, year) = mark {
                filter.years.insert(*year);
            }
        }
        filter
    }

    fn count(&self, filter: &Filter) -> usize {
        let outlets = self.matrix.outlets.iter().enumerate();
        let outlets = outlets.filter(|(_, outlet)| filter.outlets.is_empty() || filter.outlets.contains(&outlet.key));
        let years: Vec<usize> = self
            .years
            .iter()
            .filter(|year| filter.years.is_empty() || filter.years.contains(&year.key))
            .filter_map(|year| year.idx)
            .collect();
        outlets.map(|(outlet, _)| years.iter().map(|year| self.matrix.count(outlet, *year)).sum::<usize>()).sum()
    }

    fn is_in(&self, spot: Spot) -> bool {
        let wanted = &self.marked;
        let outlet = self.outlet(spot.row).is_none_or(|key| wanted.outlets.is_empty() || wanted.outlets.contains(key));
        let year = self.year(spot.column).is_none_or(|key| wanted.years.is_empty() || wanted.years.contains(&key));
        outlet && year
    }

    fn mark_at(&self, spot: Spot) -> Option<Mark> {
        match (self.outlet(spot.row).cloned(), self.year(spot.column)) {
            (Some(outlet), Some(year)) => Some(Mark::Cell(outlet, year)),
            (Some(outlet), None) => Some(Mark::Outlet(outlet)),
            (None, Some(year)) => Some(Mark::Year(year)),
            (None, None) => None,
        }
    }

    /// Marks what is under the cursor, or takes its mark away; in the corner, where everything is, takes all marks away.
    fn switch(&mut self) {
        match self.mark_at(self.cursor) {
            Some(mark) if !self.marks.remove(&mark) => {
                self.marks.insert(mark);
            }
            Some(_) => {}
            None => self.marks.clear(),
        }
        self.marked = self.filter_of(&self.marks);
    }

    fn clear(&mut self) {
        self.marks.clear();
        self.marked = self.filter_of(&self.marks);
    }

    fn outlet(&self, row: usize) -> Option<&OutletKey> {
        self.matrix.outlets.get(row.checked_sub(1)?).map(|outlet| &outlet.key)
    }

    fn year(&self, column: usize) -> Option<YearKey> {
        self.years.get(column.checked_sub(1)?).map(|year| year.key)
    }

    /// Measures every name once, and not again for every cell that is drawn.
    fn measured(&self) -> Grid {
        let width_of = |n: usize| cells::width(&n.to_string()) as u16;
        let total = width_of(self.matrix.total()).max(columns(self.words.text("map-all"), &Setting::screen()));
        let is_undated = self.years.iter().any(|year| year.key == YearKey::Undated);
        let fullest = self.years.iter().map(|year| year.total).max().unwrap_or(0);
        // One column more than the number, so that the shading of a full cell still shows beside it.
        let year = (width_of(fullest) + 1).max(4);
        let undated = columns(self.words.text("undated"), &Setting::screen());
        let undated = if is_undated { undated.saturating_sub(year) } else { 0 };
        let setting = Setting::screen();
        let names = (0..=self.matrix.outlets.len()).map(|row| columns(self.row_name(row), &setting));
        let longest = names.max().unwrap_or(0);
        let left_of_one_year = self.width.saturating_sub(1 + 1 + total + 1 + year + undated + 1);
        let room = (self.width / 3).max(left_of_one_year.min(12));
        let name = longest.clamp(4, LONGEST_NAME).min(room.max(1));
        let total_x = 1 + name + 1;
        let head = if self.height > HEAD + 1 { HEAD } else { 1 };
        let foot = if self.height > HEAD + FOOT + 1 { FOOT } else { 0 };
        let n_rows = self.height.saturating_sub(head + foot);
        Grid { name, total_x, total, years_x: total_x + total + 2, year, undated, outlets_y: head, n_rows }
    }

    fn n_columns(&self) -> usize {
        let grid = self.grid();
        usize::from((self.width + 1).saturating_sub(grid.years_x + grid.undated) / (grid.year + 1)).max(1)
    }

    fn go(&mut self, rows: isize, columns: isize) {
        let row = self.cursor.row.saturating_add_signed(rows);
        // From anywhere below it, the first outlet is a stop on the way to the header.
        let row = if rows < -1 && self.cursor.row > 1 { row.max(1) } else { row };
        self.cursor = self.bounded(Spot { row, column: self.cursor.column.saturating_add_signed(columns) });
        self.reveal();
    }

    fn bounded(&self, spot: Spot) -> Spot {
        Spot { row: spot.row.min(self.matrix.outlets.len()), column: spot.column.min(self.years.len()) }
    }

    /// Scrolls no further than needed to show the cursor, and leaves no empty rows or columns at the end.
    fn reveal(&mut self) {
        let n_rows = usize::from(self.grid().n_rows).max(1);
        let n_columns = self.n_columns();
        let window = |first: usize, cursor: usize, n_shown: usize, n: usize| {
            let first = if cursor == 0 { first } else { first.clamp(cursor.saturating_sub(n_shown), cursor - 1) };
            first.min(n.saturating_sub(n_shown))
        };
        self.top = window(self.top, self.cursor.row, n_rows, self.matrix.outlets.len());
        self.left = window(self.left, self.cursor.column, n_columns, self.years.len());
    }

    /// Scrolls the outlets; the cursor comes along where it would be left behind.
    fn scroll(&mut self, n_rows: isize) {
        let n_shown = usize::from(self.grid().n_rows).max(1);
        let last = self.matrix.outlets.len().saturating_sub(n_shown);
        self.top = self.top.saturating_add_signed(n_rows).min(last);
        if self.cursor.row > 0 {
            self.cursor.row = self.cursor.row.clamp(self.top + 1, self.top + n_shown);
        }
        self.cursor = self.bounded(self.cursor);
    }

    fn spot_at(&self, x: u16, y: u16) -> Option<Spot> {
        let grid = self.grid();
        let row = match y.checked_sub(grid.outlets_y) {
            None => 0,
            Some(y) => self.rows().start + usize::from(y),
        };
        let column = match x.checked_sub(grid.years_x) {
            None => 0,
            // What is wider than the others is the last one.
            Some(x) => {
                let column = self.columns().start + usize::from(x / (grid.year + 1));
                let is_within = x < (grid.year + 1) * self.columns().len() as u16 + grid.undated;
                if is_within { column.min(self.columns().end.saturating_sub(1)) } else { column }
            }
        };
        let is_there = (row == 0 || self.rows().contains(&row)) && (column == 0 || self.columns().contains(&column));
        is_there.then_some(Spot { row, column })
    }
}

/// The columns: years from the oldest on, holes included, undated last.
fn years(matrix: &Matrix) -> Vec<Year> {
    let year = |key: YearKey| {
        let idx = matrix.years.iter().position(|year| year.key == key);
        Year { key, idx, total: idx.map_or(0, |idx| matrix.years[idx].count) }
    };
    without_holes(matrix.years.iter().map(|year| year.key)).into_iter().map(year).collect()
}

/// Years from the oldest on with those between them, unless a hole is so long that one of them was misread; undated last.
pub(super) fn without_holes(known: impl Iterator<Item = YearKey>) -> Vec<YearKey> {
    let known: BTreeSet<YearKey> = known.collect();
    let mut years: Vec<YearKey> = Vec::with_capacity(known.len());
    for year in known {
        if let (Some(YearKey::Year(before)), YearKey::Year(now)) = (years.last().copied(), year)
            && now - before <= LONGEST_HOLE
        {
            years.extend((before + 1..now).map(YearKey::Year));
        }
        years.push(year);
    }
    years
}

/// 1 to 5, by the square root: counts of newspapers differ by powers of ten, and small ones should still tell apart.
fn shade(count: usize, fullest: usize) -> u8 {
    if count == 0 {
        return 0;
    }
    let part = (count as f64 / fullest.max(FULL) as f64).sqrt();
    (part * 5.0).ceil().clamp(1.0, 5.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{article, document, paragraph, stated};
    use crate::model::date::PartialDate;
    use crate::store::facets::matrix;
    use crate::store::library::Library;
    use crate::store::segment::Segment;

    /// Outlets with the years they wrote in; an empty name and the year 0 are unknown.
    fn map(written: &[(&str, i32)], filter: &Filter) -> Map {
        let page = |(outlet, year): &(&str, i32)| {
            let mut article = article("Titre", vec![paragraph("Texte.")]);
            if !outlet.is_empty() {
                article.outlet = stated(outlet);
            }
            article.published.fact.value = PartialDate::year(*year);
            document(vec![article])
        };
        let library = Library::new([Segment::new(written.iter().map(page).collect())]);
        let mut map = Map::new(matrix(&library, filter, None), filter, Words::default());
        map.resize(80, 20);
        map
    }

    const WRITTEN: [(&str, i32); 7] = [
        ("Le Monde", 2016),
        ("Le Monde", 2016),
        ("Le Monde", 2020),
        ("Le Matin", 2018),
        ("Le Matin", 0),
        ("", 2020),
        ("", 0),
    ];

    /// The numbers of the map, headers included, as rows of a table.
    fn table(map: &Map) -> Vec<String> {
        let rows = std::iter::once(0).chain(map.rows());
        rows.map(|row| {
            let counts = std::iter::once(0).chain(map.columns());
            let counts = counts.map(|column| map.cell(Spot { row, column }).count.to_string());
            format!("{}: {}", map.row_name(row), counts.collect::<Vec<_>>().join(" "))
        })
        .collect()
    }

    #[test]
    fn years_run_on_through_the_holes_and_undated_comes_last() {
        let map = map(&WRITTEN, &Filter::default());
        let years: Vec<String> = map.columns().map(|column| map.column_name(column)).collect();
        assert_eq!(years, ["2016", "2017", "2018", "2019", "2020", "undated"]);
        assert_eq!(
            table(&map),
            [
                "all outlets: 7 2 0 1 0 2 2",
                "Le Monde: 3 2 0 0 0 1 0",
                "Le Matin: 2 0 0 1 0 0 1",
                "no outlet: 2 0 0 0 0 1 1",
            ]
        );
    }

    #[test]
    fn a_year_that_was_misread_makes_no_thousand_columns() {
        let map = map(&[("Le Monde", 202), ("Le Monde", 2020)], &Filter::default());
        assert_eq!(map.columns(), 1..3);
    }

    /// Does the actions, and gives the filter that `Enter` asks for as words.
    fn wanted(map: &mut Map, actions: &[Action]) -> (Vec<String>, Vec<String>) {
        for action in actions {
            assert_eq!(map.act(*action), Outcome::Done, "{action:?}");
        }
        let Outcome::Narrow(filter) = map.act(Action::Open) else { panic!("no filter") };
        let label = |key: &OutletKey| {
            let outlet = map.matrix.outlets.iter().find(|outlet| outlet.key == *key);
            outlet.map(|outlet| outlet_name(outlet, map.words()).to_owned()).unwrap_or_default()
        };
        (filter.outlets.iter().map(label).collect(), filter.years.iter().map(YearKey::to_string).collect())
    }

    #[test]
    fn enter_asks_for_what_is_marked_or_else_for_what_is_under_the_cursor() {
        use Action::{DropFilters, First, Last, Left, MarkOnMap, Next, Previous, Right};
        // It begins at the newest year of the largest outlet: Le Monde, 2020.
        for (actions, outlets, years) in [
            (&[][..], &["Le Monde"][..], &["2020"][..]),
            (&[Left, Left, Next], &["Le Matin"], &["2018"]),
            (&[Previous], &[], &["2020"]),
            (&[Left, Left, Left, Left, Left], &["Le Monde"], &[]),
            (&[First, Previous, Left, Left, Left, Left, Left], &[], &[]),
            (&[MarkOnMap, Next, Next], &["Le Monde"], &["2020"]),
            (&[MarkOnMap, Last, Right, MarkOnMap], &["Le Monde", "no outlet"], &["2020", "undated"]),
            (&[MarkOnMap, MarkOnMap, Next], &["Le Matin"], &["2020"]),
            (&[MarkOnMap, DropFilters, Next], &["Le Matin"], &["2020"]),
        ] {
            let (got_outlets, got_years) = wanted(&mut map(&WRITTEN, &Filter::default()), actions);
            let mut got_outlets: Vec<&str> = got_outlets.iter().map(String::as_str).collect();
            got_outlets.sort();
            assert_eq!(
                (got_outlets.as_slice(), got_years),
                (outlets, years.iter().map(|year| (*year).to_owned()).collect()),
                "{actions:?}"
            );
        }
    }

    #[test]
    fn what_is_filtered_is_marked_and_languages_stay() {
        let filter = Filter {
            years: [YearKey::Year(2016)].into(),
            languages: [crate::model::lang::Lang::FR].into(),
            ..Filter::default()
        };
        let mut map = map(&WRITTEN, &filter);
        assert!(map.cell(Spot { row: 0, column: 1 }).is_marked);
        assert!(map.cell(Spot { row: 1, column: 1 }).is_in && !map.cell(Spot { row: 1, column: 5 }).is_in);
        assert_eq!(map.act(Action::Open), Outcome::Narrow(filter));
    }

    #[test]
    fn the_summary_counts_what_enter_would_show() {
        let mut map = map(&WRITTEN, &Filter::default());
        assert_eq!(map.summary(), ["Le Monde", "2020", "1 article"]);
        map.act(Action::MarkOnMap);
        map.act(Action::Last);
        map.act(Action::Right);
        map.act(Action::MarkOnMap);
        // Each outlet in each year: also the undated ones of Le Monde, of which there are none.
        assert_eq!(map.summary(), ["marked", "2 outlets", "2 years", "3 articles"]);
    }

    #[test]
    fn a_click_goes_there_and_a_second_one_marks() {
        let mut map = map(&WRITTEN, &Filter::default());
        let grid = map.grid();
        let press = Mouse { kind: MouseKind::Press, x: grid.years_x + grid.year + 1, y: grid.outlets_y + 1 };
        let spot = Spot { row: 2, column: 2 };
        assert_eq!((map.mouse(press), map.cursor()), (Outcome::Done, spot));
        assert!(!map.cell(spot).is_marked);
        map.mouse(press);
        assert!(map.cell(spot).is_marked);
        assert_eq!(map.mouse(Mouse { y: grid.outlets_y + 9, ..press }), Outcome::Ignored);
    }

    #[test]
    fn the_cursor_stays_in_the_window_at_every_size() {
        let names: Vec<String> = (0..40).map(|n| format!("Le Journal {n}")).collect();
        let written: Vec<(&str, i32)> = names.iter().zip(1990..).map(|(name, year)| (name.as_str(), year)).collect();
        let mut map = map(&written, &Filter::default());
        for (width, height) in [(80, 20), (30, 6), (12, 3), (5, 2), (1, 1), (0, 0), (200, 60)] {
            map.resize(width, height);
            for action in
                [Action::Last, Action::Left, Action::PageUp, Action::Right, Action::HalfPageDown, Action::First]
            {
                map.act(action);
                let Spot { row, column } = map.cursor();
                assert!(row == 0 || map.rows().contains(&row) || height < HEAD, "{width}x{height} {action:?}");
                assert!(column == 0 || map.columns().contains(&column), "{width}x{height} {action:?}");
            }
        }
    }

    #[test]
    fn marks_and_cursor_stay_where_they_are_while_more_is_read() {
        let mut before = map(&WRITTEN[..3], &Filter::default());
        before.act(Action::MarkOnMap);
        let name = before.row_name(before.cursor().row).to_owned();
        before.set_matrix(map(&WRITTEN, &Filter::default()).matrix);
        assert_eq!(before.row_name(before.cursor().row), name);
        assert_eq!(before.column_name(before.cursor().column), "2020");
        assert!(before.cell(before.cursor()).is_marked);
    }
}
