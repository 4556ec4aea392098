//! The histogram: how many articles each year has, and inside a year each month; a period to be walked to and kept.
//!
//! Years run from the newest on, as in the sources, and without holes, so that a year of silence is seen; months run as in
//! a calendar. Marked years become filters. Months have no row in the sources: they go into the search, in its language.

use std::collections::BTreeSet;

use crate::app::action::Action;
use crate::app::cursor::{Cursor, Shown};
use crate::app::filters::year_name;
use crate::app::input::{Mouse, MouseKind};
use crate::app::map::without_holes;
use crate::app::outcome::Outcome;
use crate::locale::facts::Length;
use crate::locale::words::{Words, number};
use crate::model::date::PartialDate;
use crate::store::facets::Months;
use crate::store::groups::{Filter, MonthKey, YearKey};
use crate::store::query::months_term;
use crate::text::cells;
use crate::text::measure::columns;
use crate::text::setting::Setting;

/// Columns before a name: the bar of the selected row, air, the sign of a mark, air.
pub const LEAD: u16 = 4;
/// Rows below the bars: an empty one, and what is under the cursor or marked.
const FOOT: u16 = 2;
/// Rows that one notch of the wheel scrolls.
const WHEEL: i32 = 3;

/// The years, or the months of one of them, with cursor and marks.
#[derive(Clone, Debug, Default)]
pub struct Histogram {
    words: Words,
    /// The newest first, those without articles too; *undated* last.
    years: Vec<Months>,
    /// The year whose months are shown.
    inside: Option<i32>,
    marked_years: BTreeSet<YearKey>,
    /// Something was marked or unmarked since it opened: until then the marks only say what is filtered.
    has_marked: bool,
    /// Marks inside the year.
    marked_months: BTreeSet<MonthKey>,
    over_years: Cursor,
    over_months: Cursor,
    grid: Grid,
    width: u16,
    height: u16,
}

/// Where things stand in a row, in columns counted from its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Columns of a name; it begins behind [`LEAD`].
    pub name: u16,
    /// First column of the bars.
    pub bar_x: u16,
    /// Columns of the longest bar; none where there is no room.
    pub bar: u16,
    /// First column of the counts.
    pub count_x: u16,
    /// Columns of a count.
    pub count: u16,
    /// Rows for bars.
    pub n_rows: u16,
    /// Articles in the fullest row.
    pub most: usize,
}

/// A row as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The year, or the month.
    pub name: String,
    /// Articles that the search and the other groups leave.
    pub count: usize,
    /// It is marked.
    pub is_marked: bool,
    /// Its articles would be kept, as far as anything is marked.
    pub is_in: bool,
}

impl Histogram {
    /// A histogram of these years. Those that `filter` has switched on are marked, and it begins at the newest of them,
    /// or else of those with articles.
    pub fn new(years: Vec<Months>, filter: &Filter, words: Words) -> Histogram {
        let mut histogram = Histogram { words, ..Histogram::default() };
        histogram.set_years(years, filter);
        let newest = |is_it: &dyn Fn(&Months) -> bool| histogram.years.iter().position(is_it);
        let marked = newest(&|of| histogram.marked_years.contains(&of.year));
        let first = marked.or_else(|| newest(&|of| of.total() > 0)).unwrap_or(0);
        histogram.go_to(first);
        histogram
    }

    /// Takes up new counts, and other filters; the cursor stays on its year.
    pub fn set_years(&mut self, years: Vec<Months>, filter: &Filter) {
        let at = self.years.get(self.over_years.selected()).map(|of| of.year);
        let place = |wanted: YearKey, years: &[Months]| years.iter().position(|of| of.year == wanted);
        let mut keys = without_holes(years.iter().map(|of| of.year));
        // The newest first, and undated where it is: last.
        let n_dated = keys.iter().filter(|key| **key != YearKey::Undated).count();
        keys[..n_dated].reverse();
        let silent = |year| Months { year, counts: [0; 12], n_without: 0 };
        let year = |key: YearKey| place(key, &years).map_or(silent(key), |idx| years[idx].clone());
        self.years = keys.into_iter().map(year).collect();
        if !self.has_marked {
            self.marked_years = filter.years.clone();
        }
        self.inside = self.inside.filter(|year| place(YearKey::Year(*year), &self.years).is_some());
        let row = at.and_then(|year| place(year, &self.years)).unwrap_or(0);
        let (n, rows) = (self.years.len(), self.measured().n_rows);
        self.over_years.select(row, n, rows, |_| 1);
        self.settle();
    }

    /// Gives it a size in columns and rows.
    pub fn resize(&mut self, width: u16, height: u16) {
        (self.width, self.height) = (width, height);
        self.settle();
    }

    /// Moves, goes into a year or out of it, marks, or goes away with or without a period.
    pub fn act(&mut self, action: Action) -> Outcome {
        let page = isize::try_from(self.grid.n_rows).unwrap_or(1).max(2) - 1;
        match action {
            Action::Next => self.step(1),
            Action::Previous => self.step(-1),
            Action::HalfPageDown => self.step((page / 2).max(1)),
            Action::HalfPageUp => self.step(-(page / 2).max(1)),
            Action::PageDown => self.step(page),
            Action::PageUp => self.step(-page),
            Action::First => self.step(isize::MIN),
            Action::Last => self.step(isize::MAX),
            Action::MarkPeriod => self.switch(),
            Action::DropFilters if self.n_marked() > 0 => self.clear(),
            Action::Open => return self.open(),
            Action::Right => drop(self.go_in()),
            Action::Left => self.go_out(),
            Action::Close if self.inside.is_some() => self.go_out(),
            Action::Close | Action::Histogram => return Outcome::Close,
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// A click goes to a row, a second one opens it, one before the name marks it; the wheel scrolls.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        let (n, rows) = (self.n_rows(), self.grid.n_rows);
        match mouse.kind {
            MouseKind::WheelDown => self.cursor_mut().scroll(WHEEL, n, rows, |_| 1),
            MouseKind::WheelUp => self.cursor_mut().scroll(-WHEEL, n, rows, |_| 1),
            MouseKind::Press => {
                let Some(row) = self.cursor().at(mouse.y, n, rows, |_| 1) else { return Outcome::Ignored };
                let was_there = self.cursor().selected() == row;
                self.go_to(row);
                if mouse.x < LEAD {
                    self.switch();
                } else if was_there {
                    return self.open();
                }
            }
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// What it says.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// What it shows: all years, or the months of one.
    pub fn title(&self) -> String {
        match self.inside {
            Some(year) => self.words.with("title-histogram-months", &[("year", year.to_string().into())]),
            None => self.words.text("title-histogram").to_owned(),
        }
    }

    /// How many rows there are, if they have no room all together.
    pub fn remark(&self) -> String {
        if self.n_rows() > usize::from(self.grid.n_rows) { number(self.n_rows()) } else { String::new() }
    }

    /// Where things stand at the present size.
    pub fn grid(&self) -> Grid {
        self.grid
    }

    /// How many years there are, or rows inside a year.
    pub fn n_rows(&self) -> usize {
        if self.inside.is_some() { MonthKey::all().count() } else { self.years.len() }
    }

    /// The row under the cursor.
    pub fn selected(&self) -> usize {
        self.cursor().selected()
    }

    /// The rows in the window.
    pub fn shown(&self) -> impl Iterator<Item = Shown> {
        self.cursor().shown(self.n_rows(), self.grid.n_rows, |_| 1)
    }

    /// A row of the years, or inside the year.
    pub fn row(&self, idx: usize) -> Option<Row> {
        let (name, count, is_marked) = match self.months() {
            Some(of) => {
                let month = MonthKey::all().nth(idx)?;
                (self.month_name(month), of.count(month), self.marked_months.contains(&month))
            }
            None => {
                let of = self.years.get(idx)?;
                (year_name(of.year, &self.words), of.total(), self.marked_years.contains(&of.year))
            }
        };
        Some(Row { name, count, is_marked, is_in: is_marked || self.n_marked() == 0 })
    }

    /// What is under the cursor, or what is marked, and how many articles that is: texts to stand in a row.
    pub fn summary(&self) -> Vec<String> {
        let with_count = |id: &str, n: usize| self.words.with(id, &[("n", n.into())]);
        let rows = (0..self.n_rows()).filter_map(|idx| self.row(idx));
        if self.n_marked() > 0 {
            let n_articles = rows.filter(|row| row.is_marked).map(|row| row.count).sum();
            let id = if self.inside.is_some() { "histogram-months" } else { "map-years" };
            let marked = self.words.text("map-marked").to_owned();
            return vec![marked, with_count(id, self.n_marked()), with_count("articles", n_articles)];
        }
        let Some(row) = self.row(self.selected()) else { return Vec::new() };
        let date = |year| PartialDate::month(year, u32::try_from(self.selected() + 1).ok()?);
        let name = match self.inside {
            Some(year) => match date(year) {
                Some(date) => vec![self.words.date(date, Length::Long)],
                None => vec![year.to_string(), row.name],
            },
            None => vec![row.name],
        };
        name.into_iter().chain([with_count("articles", row.count)]).collect()
    }

    /// Keeps what is marked; or else goes into a year, or keeps the month under the cursor.
    fn open(&mut self) -> Outcome {
        if self.inside.is_some() {
            return self.keep_months();
        }
        if self.has_marked && !self.marked_years.is_empty() {
            return Outcome::KeepYears(self.marked_years.clone());
        }
        match self.years.get(self.over_years.selected()).map(|of| of.year) {
            Some(YearKey::Undated) => Outcome::KeepYears([YearKey::Undated].into()),
            _ if self.go_in() => Outcome::Done,
            _ => Outcome::Ignored,
        }
    }

    fn keep_months(&self) -> Outcome {
        let (Some(year), Some(here)) = (self.inside, MonthKey::all().nth(self.over_months.selected())) else {
            return Outcome::Ignored;
        };
        let marked = if self.marked_months.is_empty() { &[here].into() } else { &self.marked_months };
        match marked.len() == self.n_rows() {
            true => Outcome::KeepYears([YearKey::Year(year)].into()),
            false => Outcome::KeepTerm(months_term(year, marked)),
        }
    }

    /// Goes into the year under the cursor, to its first month that has an article; `false` where there is none.
    fn go_in(&mut self) -> bool {
        let Some(of) = self.years.get(self.over_years.selected()).filter(|_| self.inside.is_none()) else {
            return false;
        };
        let YearKey::Year(year) = of.year else { return false };
        let first = MonthKey::all().position(|month| of.count(month) > 0);
        self.inside = Some(year);
        self.marked_months.clear();
        self.settle();
        self.go_to(first.unwrap_or(0));
        true
    }

    fn go_out(&mut self) {
        self.inside = None;
        self.marked_months.clear();
        self.settle();
    }

    /// Marks what is under the cursor, or takes its mark away.
    fn switch(&mut self) {
        fn toggle<T: Ord>(marks: &mut BTreeSet<T>, mark: Option<T>) {
            if let Some(mark) = mark
                && !marks.remove(&mark)
            {
                marks.insert(mark);
            }
        }
        let selected = self.selected();
        match self.inside {
            Some(_) => toggle(&mut self.marked_months, MonthKey::all().nth(selected)),
            None => {
                self.has_marked = true;
                toggle(&mut self.marked_years, self.years.get(selected).map(|of| of.year));
            }
        }
    }

    fn clear(&mut self) {
        match self.inside {
            Some(_) => self.marked_months.clear(),
            None => {
                self.has_marked = true;
                self.marked_years.clear();
            }
        }
    }

    /// Marks among what is shown.
    fn n_marked(&self) -> usize {
        if self.inside.is_some() { self.marked_months.len() } else { self.marked_years.len() }
    }

    /// The year whose months are shown.
    fn months(&self) -> Option<&Months> {
        let year = YearKey::Year(self.inside?);
        self.years.iter().find(|of| of.year == year)
    }

    fn month_name(&self, month: MonthKey) -> String {
        match month {
            MonthKey::Month(number) => self.words.month(number, Length::Long).to_owned(),
            MonthKey::Unknown => self.words.text("histogram-no-month").to_owned(),
        }
    }

    fn cursor(&self) -> &Cursor {
        if self.inside.is_some() { &self.over_months } else { &self.over_years }
    }

    fn cursor_mut(&mut self) -> &mut Cursor {
        if self.inside.is_some() { &mut self.over_months } else { &mut self.over_years }
    }

    fn step(&mut self, by: isize) {
        self.go_to(self.selected().saturating_add_signed(by));
    }

    fn go_to(&mut self, row: usize) {
        let (n, rows) = (self.n_rows(), self.grid.n_rows);
        self.cursor_mut().select(row, n, rows, |_| 1);
    }

    /// After rows or size have changed.
    fn settle(&mut self) {
        self.grid = self.measured();
        let (n, rows) = (self.n_rows(), self.grid.n_rows);
        self.cursor_mut().reveal(n, rows, |_| 1);
    }

    /// Names have room first, then counts; bars take what is left.
    fn measured(&self) -> Grid {
        let rows: Vec<Row> = (0..self.n_rows()).filter_map(|idx| self.row(idx)).collect();
        let most = rows.iter().map(|row| row.count).max().unwrap_or(0);
        let longest = rows.iter().map(|row| columns(&row.name, &Setting::screen())).max().unwrap_or(0);
        let count = cells::width(&number(most)) as u16;
        let name = longest.min(self.width.saturating_sub(LEAD + 1 + count + 1));
        let bar_x = LEAD + name + 2;
        let count_x = self.width.saturating_sub(1 + count);
        let foot = if self.height > 2 * FOOT { FOOT } else { 0 };
        let bar = count_x.saturating_sub(bar_x + 1);
        Grid { name, bar_x, bar, count_x, count, n_rows: self.height.saturating_sub(foot), most }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{article, document, paragraph};
    use crate::store::facets::months;
    use crate::store::library::Library;
    use crate::store::segment::Segment;

    /// Year, month and day; 0 is what is not known.
    const WRITTEN: [(i32, u32, u32); 9] = [
        (2020, 2, 12),
        (2020, 2, 0),
        (2020, 4, 30),
        (2020, 12, 31),
        (2020, 0, 0),
        (2017, 3, 1),
        (2017, 0, 0),
        (2016, 2, 1),
        (0, 0, 0),
    ];

    fn library() -> Library {
        let page = |(year, month, day): &(i32, u32, u32)| {
            let mut article = article("Titre", vec![paragraph("Texte.")]);
            let date = PartialDate::day(*year, *month, *day).or_else(|| PartialDate::month(*year, *month));
            article.published.fact.value = date.or_else(|| PartialDate::year(*year));
            document(vec![article])
        };
        Library::new([Segment::new(WRITTEN.iter().map(page).collect())])
    }

    fn histogram(on: &[i32]) -> Histogram {
        let filter = Filter { years: on.iter().map(|year| YearKey::Year(*year)).collect(), ..Filter::default() };
        let mut histogram = Histogram::new(months(&library(), &filter, None), &filter, Words::default());
        histogram.resize(80, 20);
        histogram
    }

    fn rows(histogram: &Histogram) -> Vec<String> {
        let rows = (0..histogram.n_rows()).filter_map(|idx| histogram.row(idx));
        rows.map(|row| format!("{} {}", row.name, row.count)).collect()
    }

    #[test]
    fn years_run_on_from_the_newest_and_months_from_january() {
        let mut histogram = histogram(&[]);
        assert_eq!(rows(&histogram), ["2020 5", "2019 0", "2018 0", "2017 2", "2016 1", "undated 1"]);
        histogram.act(Action::Right);
        let months = rows(&histogram);
        assert_eq!(months[..4], ["January 0", "February 2", "March 0", "April 1"]);
        assert_eq!(months[11..], ["December 1", "no month 1"]);
        assert_eq!(histogram.summary(), ["February 2020", "2 articles"]);
    }

    /// What is asked for in the end, in one word or a few.
    fn asked(histogram: &mut Histogram, actions: &[Action]) -> String {
        let mut outcome = Outcome::Ignored;
        for action in actions {
            outcome = histogram.act(*action);
        }
        match outcome {
            Outcome::KeepYears(years) => years.iter().map(YearKey::to_string).collect::<Vec<_>>().join(" "),
            Outcome::KeepTerm(term) => term,
            outcome => format!("{outcome:?} {}", histogram.title()),
        }
    }

    #[test]
    fn keys_walk_into_a_year_and_out_and_keep_a_period() {
        use Action::{Close, DropFilters, Last, Left, MarkPeriod, Next, Open, Previous, Right};
        for (on, actions, want) in [
            (&[][..], &[Open][..], "Done 2020 by month"),
            (&[], &[Open, Left], "Done Articles by year"),
            (&[], &[Open, Close], "Done Articles by year"),
            (&[], &[Close], "Close Articles by year"),
            (&[], &[Left], "Done Articles by year"),
            (&[], &[MarkPeriod, Next, MarkPeriod, Open], "2019 2020"),
            (&[], &[Last, Open], "undated"),
            (&[], &[Last, Right], "Done Articles by year"),
            // What is filtered is marked, and does not keep one from walking on.
            (&[2017], &[Open], "Done 2017 by month"),
            (&[2017], &[Previous, MarkPeriod, Open], "2017 2018"),
            (&[2017], &[MarkPeriod, Open], "Done 2017 by month"),
            (&[2017], &[DropFilters, Open], "Done 2017 by month"),
            // It begins at the first month that has articles: February 2020.
            (&[], &[Open, Open], "date:2020-02"),
            (&[], &[Open, MarkPeriod, Next, MarkPeriod, Next, MarkPeriod, Open], "date:2020-02..2020-04"),
            (&[], &[Open, MarkPeriod, Next, Next, MarkPeriod, Open], "(date:2020-02 OR date:2020-04)"),
            (&[], &[Open, MarkPeriod, DropFilters, Next, Open], "date:2020-03"),
            (&[], &[Open, Last, Open], "year:2020 -date:2020-01..2020-11 -date:2020-02..2020-12"),
            (&[], &[Open, MarkPeriod, Left, Open, Last, Previous, Open], "date:2020-12"),
        ] {
            assert_eq!(asked(&mut histogram(on), actions), want, "{on:?} {actions:?}");
        }
    }

    #[test]
    fn all_of_a_year_is_the_year() {
        let mut histogram = histogram(&[]);
        histogram.act(Action::Open);
        histogram.act(Action::First);
        for _ in 0..13 {
            histogram.act(Action::MarkPeriod);
            histogram.act(Action::Next);
        }
        assert_eq!(histogram.act(Action::Open), Outcome::KeepYears([YearKey::Year(2020)].into()));
    }

    #[test]
    fn a_click_goes_there_a_second_one_opens_and_one_before_the_name_marks() {
        let mut histogram = histogram(&[]);
        let press = Mouse { kind: MouseKind::Press, x: LEAD, y: 3 };
        assert_eq!((histogram.mouse(press), histogram.selected()), (Outcome::Done, 3));
        histogram.mouse(Mouse { x: 2, ..press });
        assert_eq!(histogram.summary(), ["marked", "1 year", "2 articles"]);
        assert_eq!(histogram.mouse(press), Outcome::KeepYears([YearKey::Year(2017)].into()));
        histogram.mouse(Mouse { x: 2, ..press });
        assert_eq!((histogram.mouse(press), histogram.title().as_str()), (Outcome::Done, "2017 by month"));
        assert_eq!(histogram.mouse(Mouse { y: 15, ..press }), Outcome::Ignored);
    }

    #[test]
    fn the_cursor_stays_in_the_window_at_every_size() {
        let filter = Filter::default();
        let silent = |year| Months { year: YearKey::Year(year), counts: [0; 12], n_without: 1 };
        let mut histogram = Histogram::new((1980..2017).rev().map(silent).collect(), &filter, Words::default());
        for (width, height) in [(80, 20), (20, 3), (12, 2), (5, 1), (200, 60)] {
            histogram.resize(width, height);
            for action in [Action::Last, Action::PageUp, Action::Open, Action::Last, Action::Left, Action::First] {
                histogram.act(action);
                let is_seen = histogram.shown().any(|shown| shown.item == histogram.selected());
                assert!(is_seen, "{width}x{height} {action:?}");
            }
        }
    }

    #[test]
    fn marks_and_cursor_stay_where_they_are_while_more_is_read() {
        let mut histogram = histogram(&[]);
        histogram.act(Action::Last);
        histogram.act(Action::Previous);
        histogram.act(Action::MarkPeriod);
        let newer = Months { year: YearKey::Year(2022), counts: [1; 12], n_without: 0 };
        let years = [newer].into_iter().chain(months(&library(), &Filter::default(), None)).collect();
        histogram.set_years(years, &Filter::default());
        assert_eq!((histogram.n_rows(), histogram.row(histogram.selected())), (8, histogram.row(6)));
        assert!(histogram.row(6).is_some_and(|row| row.is_marked && row.name == "2016"));
    }
}
