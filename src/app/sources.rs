//! The left pane: all articles, those with marks, then saved searches, outlets, years and languages, each group with a window
//! of its own. Marks have no title: they stand right below all articles, of which they are a part.
//!
//! The groups share the rows of the pane: one that needs less than its share leaves the rest to the others; marks have no more
//! than a few while others want more. In a pane too low for all of them, only the group with the selection is shown. Where
//! something could not be read, a last row says so.

use crate::app::action::Action;
use crate::app::cursor::Cursor;
use crate::app::filters::{Group, n_choices};
use crate::store::facets::Facets;

/// What is selected, and how far each group is scrolled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    selected: Selected,
    cursors: [Cursor; N_GROUPS],
    height: u16,
    /// There are problems: a last row leads to them.
    has_problems: bool,
}

/// The selected row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selected {
    /// All articles.
    #[default]
    All,
    /// A row of a group; which one, its cursor says.
    In(Group),
    /// What could not be read.
    Problems,
}

/// One row of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing: space between groups.
    Blank,
    /// All articles.
    All,
    /// The title of a group, and how many rows of it are shown.
    Title(Group, usize),
    /// A row of a group by its index.
    Row(Group, usize),
    /// What could not be read.
    Problems,
}

const N_GROUPS: usize = Group::ALL.len();
/// Where others want rows, marks have one of so many.
const MARKS_SHARE: u16 = 5;
/// From this height on the row of the problems is there in a pane that is too low for all groups.
const PROBLEMS_HEIGHT: u16 = 4;

/// Rows of a pane that shows all groups there are: all articles, and for each group what stands above it and a row.
fn lowest_for_all(facets: &Facets) -> u16 {
    let groups = Group::ALL.into_iter().filter(|group| n_choices(facets, *group) > 0);
    1 + groups.map(|group| n_above(group) + 1).sum::<u16>()
}

/// Rows above those of a group: a blank and its title.
fn n_above(group: Group) -> u16 {
    if group.title().is_some() { 2 } else { 0 }
}

impl Sources {
    /// What is selected.
    pub fn selected(&self) -> Line {
        match self.selected {
            Selected::All => Line::All,
            Selected::In(group) => Line::Row(group, self.cursor(group).selected()),
            Selected::Problems => Line::Problems,
        }
    }

    /// Whether there are problems to be led to.
    pub fn set_problems(&mut self, has_problems: bool, facets: &Facets) {
        if self.has_problems != has_problems {
            self.has_problems = has_problems;
            self.reveal(facets);
        }
    }

    /// Gives the pane a height in rows.
    pub fn resize(&mut self, height: u16, facets: &Facets) {
        self.height = height;
        self.reveal(facets);
    }

    /// Keeps the selection inside its group after the groups have changed.
    pub fn reveal(&mut self, facets: &Facets) {
        if let Selected::In(group) = self.selected
            && n_choices(facets, group) == 0
        {
            self.selected = Selected::All;
        }
        if self.selected == Selected::Problems && !self.has_problems {
            self.selected = Selected::All;
        }
        let rows = self.shares(facets);
        for ((group, cursor), rows) in Group::ALL.into_iter().zip(&mut self.cursors).zip(rows) {
            cursor.reveal(n_choices(facets, group), rows, |_| 1);
        }
    }

    /// The selection moves through all groups as if they were one list; `false` for what does not move it.
    pub fn act(&mut self, action: Action, facets: &Facets) -> bool {
        let page = isize::try_from(self.height / 2).unwrap_or(1).max(1);
        match action {
            Action::Next => self.step(1, facets),
            Action::Previous => self.step(-1, facets),
            Action::HalfPageDown => self.step(page, facets),
            Action::HalfPageUp => self.step(-page, facets),
            Action::PageDown => self.step(2 * page, facets),
            Action::PageUp => self.step(-2 * page, facets),
            Action::First => self.step(isize::MIN, facets),
            Action::Last => self.step(isize::MAX, facets),
            _ => return false,
        }
        true
    }

    /// Selects a row.
    pub fn select(&mut self, line: Line, facets: &Facets) {
        match line {
            Line::All => self.selected = Selected::All,
            Line::Problems => self.selected = Selected::Problems,
            Line::Row(group, idx) => {
                self.selected = Selected::In(group);
                let rows = self.share(group, facets);
                self.cursors[group as usize].select(idx, n_choices(facets, group), rows, |_| 1);
            }
            Line::Blank | Line::Title(..) => {}
        }
        self.reveal(facets);
    }

    /// The wheel scrolls the group under the mouse.
    pub fn wheel(&mut self, y: u16, by: i32, facets: &Facets) {
        let group = match self.line_at(y, facets) {
            Some(Line::Row(group, _) | Line::Title(group, _)) => group,
            _ => return,
        };
        let rows = self.share(group, facets);
        self.cursors[group as usize].scroll(by, n_choices(facets, group), rows, |_| 1);
    }

    /// The row of the pane at `y`.
    pub fn line_at(&self, y: u16, facets: &Facets) -> Option<Line> {
        self.lines(facets).nth(usize::from(y))
    }

    /// The rows of the pane from the top.
    pub fn lines(&self, facets: &Facets) -> impl Iterator<Item = Line> {
        let shares = self.shares(facets);
        let shows_all = self.shows_all(facets);
        let n_last = self.n_last(facets);
        let room = self.height.saturating_sub(n_last);
        let first = (shows_all || self.is_below_all(room)).then_some(Line::All);
        let groups =
            Group::ALL.into_iter().zip(shares).filter(move |(group, rows)| *rows > 0 && n_choices(facets, *group) > 0);
        let groups = groups.flat_map(move |(group, rows)| {
            let shown = self.cursor(group).shown(n_choices(facets, group), rows, |_| 1);
            let rows = shown.map(move |shown| Line::Row(group, shown.item));
            let n_shown = usize::from(self.shares(facets)[group as usize]);
            let has_title = group.title().is_some() && (shows_all || room > 2);
            let has_blank = group.title().is_some() && shows_all;
            let head = [has_blank.then_some(Line::Blank), has_title.then_some(Line::Title(group, n_shown))];
            head.into_iter().flatten().chain(rows)
        });
        let last = [(n_last > 1).then_some(Line::Blank), (n_last > 0).then_some(Line::Problems)];
        first.into_iter().chain(groups).take(usize::from(room)).chain(last.into_iter().flatten())
    }

    /// All groups have room, and what could not be read.
    fn shows_all(&self, facets: &Facets) -> bool {
        self.height >= lowest_for_all(facets) + 2 * u16::from(self.has_problems)
    }

    /// Rows that are kept for the problems at the end.
    fn n_last(&self, facets: &Facets) -> u16 {
        let is_there = self.height >= PROBLEMS_HEIGHT || self.selected == Selected::Problems;
        match (self.has_problems, self.shows_all(facets)) {
            (true, true) => 2,
            (true, false) => u16::from(is_there),
            (false, _) => 0,
        }
    }

    /// In a pane too low for all groups, the one that is shown stands below all articles.
    fn is_below_all(&self, room: u16) -> bool {
        match self.selected {
            Selected::All | Selected::Problems => true,
            Selected::In(group) => group.title().is_none() && room > 1,
        }
    }

    fn cursor(&self, group: Group) -> &Cursor {
        &self.cursors[group as usize]
    }

    fn share(&self, group: Group, facets: &Facets) -> u16 {
        self.shares(facets)[group as usize]
    }

    /// The rows each group has for its window.
    fn shares(&self, facets: &Facets) -> [u16; N_GROUPS] {
        let wanted = Group::ALL.map(|group| u16::try_from(n_choices(facets, group)).unwrap_or(u16::MAX));
        let room = self.height.saturating_sub(self.n_last(facets));
        if self.shows_all(facets) {
            let groups = Group::ALL.into_iter().zip(wanted).filter(|(_, wanted)| *wanted > 0);
            let n_above: u16 = groups.map(|(group, _)| n_above(group)).sum();
            return with_few_marks(room.saturating_sub(1 + n_above), wanted);
        }
        // The group with the selection alone; beside "All articles" the outlets.
        let group = match self.selected {
            Selected::All | Selected::Problems => Group::Outlets,
            Selected::In(group) => group,
        };
        let above = u16::from(room > 2 && group.title().is_some()) + u16::from(self.is_below_all(room));
        let mut shares = [0; N_GROUPS];
        shares[group as usize] = wanted[group as usize].min(room.saturating_sub(above));
        shares
    }

    fn step(&mut self, by: isize, facets: &Facets) {
        let n = Group::ALL.map(|group| n_choices(facets, group));
        let mut problems = 1;
        let starts = n.map(|n| {
            problems += n;
            problems - n
        });
        let end = problems + usize::from(self.has_problems);
        let at = match self.selected {
            Selected::All => 0,
            Selected::In(group) => starts[group as usize] + self.cursor(group).selected(),
            Selected::Problems => problems,
        };
        let to = at.saturating_add_signed(by).min(end - 1);
        if to == problems {
            return self.select(Line::Problems, facets);
        }
        let group = Group::ALL.into_iter().rev().find(|group| to >= starts[*group as usize] && n[*group as usize] > 0);
        match group.filter(|_| to > 0) {
            Some(group) => self.select(Line::Row(group, to - starts[group as usize]), facets),
            None => self.select(Line::All, facets),
        }
    }
}

/// Shares out rows: marks have a few, and what the others leave.
fn with_few_marks(rows: u16, wanted: [u16; N_GROUPS]) -> [u16; N_GROUPS] {
    let marks = Group::Marks as usize;
    let few = (rows / MARKS_SHARE).max(1);
    let mut modest = wanted;
    modest[marks] = wanted[marks].min(few);
    let mut shares = share_out(rows, modest);
    let n_left = rows.saturating_sub(shares.iter().sum());
    shares[marks] = wanted[marks].min(shares[marks] + n_left);
    shares
}

/// Shares out rows: who wants less than an equal share leaves the rest to the others.
fn share_out(rows: u16, wanted: [u16; N_GROUPS]) -> [u16; N_GROUPS] {
    let mut shares = [0; N_GROUPS];
    let mut by_want: [usize; N_GROUPS] = std::array::from_fn(|idx| idx);
    by_want.sort_by_key(|idx| wanted[*idx]);
    let (mut left, mut n_left) = (rows, by_want.iter().filter(|idx| wanted[**idx] > 0).count() as u16);
    for idx in by_want.into_iter().filter(|idx| wanted[*idx] > 0) {
        shares[idx] = wanted[idx].min(left / n_left.max(1));
        left -= shares[idx];
        n_left -= 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::lang::Lang;
    use crate::store::facets::{Facet, SearchFacet};
    use crate::store::groups::{MarkKey, OutletKey, YearKey};
    use crate::text::clean::Clean;

    fn facets(n_outlets: usize, n_years: usize, n_languages: usize) -> Facets {
        facets_with(0, n_outlets, n_years, n_languages)
    }

    fn facets_with(n_searches: usize, n_outlets: usize, n_years: usize, n_languages: usize) -> Facets {
        marked_facets(0, n_searches, [n_outlets, n_years, n_languages])
    }

    fn marked_facets(n_marks: usize, n_searches: usize, [n_outlets, n_years, n_languages]: [usize; 3]) -> Facets {
        fn rows<K>(n: usize, key: impl Fn(usize) -> K) -> Vec<Facet<K>> {
            (0..n).map(|i| Facet { key: key(i), label: Clean::new("row"), count: 1, total: 1 }).collect()
        }
        Facets {
            outlets: rows(n_outlets, |i| OutletKey::of(&format!("o{i}"))),
            years: rows(n_years, |i| YearKey::Year(2000 + i as i32)),
            languages: rows(n_languages, |_| Lang::FR),
            marks: rows(n_marks, |i| MarkKey::Tag(format!("t{i}").into())),
            searches: vec![SearchFacet { name: Clean::new("alep"), count: Some(1) }; n_searches],
        }
    }

    /// The pane as one letter a row: A all, `-` blank, the first letter of a group, and indices.
    fn picture(sources: &Sources, facets: &Facets) -> String {
        let row = |line| match line {
            Line::Blank => "-".to_owned(),
            Line::All => "A".to_owned(),
            Line::Title(group, _) => format!("{group:?}")[..1].to_owned(),
            Line::Row(_, idx) => idx.to_string(),
            Line::Problems => "!".to_owned(),
        };
        sources.lines(facets).map(row).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn groups_share_the_pane() {
        for (groups, height, want) in [
            ((2, 3, 1), 20, "A - O 0 1 - Y 0 1 2 - L 0"),
            ((9, 9, 2), 15, "A - O 0 1 2 - Y 0 1 2 - L 0 1"),
            ((9, 2, 2), 15, "A - O 0 1 2 3 - Y 0 1 - L 0 1"),
            ((9, 9, 9), 10, "A - O 0 - Y 0 - L 0"),
            ((9, 9, 9), 6, "A O 0 1 2 3"),
            ((9, 9, 9), 2, "A 0"),
            ((0, 0, 0), 20, "A"),
        ] {
            let facets = facets(groups.0, groups.1, groups.2);
            let mut sources = Sources::default();
            sources.resize(height, &facets);
            assert_eq!(picture(&sources, &facets), want, "{groups:?} in {height}");
        }
    }

    #[test]
    fn saved_searches_stand_above_the_outlets() {
        for ((n_searches, n_outlets, n_years, n_languages), height, want) in [
            ((2, 3, 2, 1), 21, "A - S 0 1 - O 0 1 2 - Y 0 1 - L 0"),
            ((9, 9, 9, 2), 21, "A - S 0 1 2 - O 0 1 2 - Y 0 1 2 3 - L 0 1"),
            ((2, 9, 9, 2), 13, "A - S 0 - O 0 - Y 0 - L 0"),
            ((2, 9, 9, 2), 12, "A O 0 1 2 3 4 5 6 7 8"),
        ] {
            let facets = facets_with(n_searches, n_outlets, n_years, n_languages);
            let mut sources = Sources::default();
            sources.resize(height, &facets);
            assert_eq!(picture(&sources, &facets), want, "in {height}");
            sources.act(Action::Next, &facets);
            assert_eq!(sources.selected(), Line::Row(Group::Searches, 0));
        }
    }

    #[test]
    fn marks_stand_below_all_articles_and_leave_room_to_outlets_and_years() {
        for ((n_marks, n_searches), height, want) in [
            ((3, 0), 30, "A 0 1 2 - O 0 1 2 3 4 5 6 7 8 - Y 0 1 2 3 4 5 6 7 8 - L 0 1"),
            ((9, 0), 21, "A 0 1 - O 0 1 2 3 4 - Y 0 1 2 3 4 - L 0 1"),
            ((9, 2), 21, "A 0 1 - S 0 1 - O 0 1 2 - Y 0 1 2 - L 0 1"),
            ((2, 2), 14, "A 0 - S 0 - O 0 - Y 0 - L 0"),
            ((2, 0), 10, "A O 0 1 2 3 4 5 6 7"),
        ] {
            let facets = marked_facets(n_marks, n_searches, [9, 9, 2]);
            let mut sources = Sources::default();
            sources.resize(height, &facets);
            assert_eq!(picture(&sources, &facets), want, "in {height}");
            sources.act(Action::Next, &facets);
            assert_eq!(sources.selected(), Line::Row(Group::Marks, 0));
        }
        let facets = marked_facets(9, 0, [2, 2, 2]);
        for (height, want) in [(24, "A 0 1 2 3 4 5 6 7 8 - O 0 1 - Y 0 1 - L 0 1"), (4, "A 0 1 2"), (1, "0")] {
            let mut sources = Sources::default();
            sources.resize(height, &facets);
            sources.act(Action::Next, &facets);
            assert_eq!(picture(&sources, &facets), want, "in {height}");
        }
    }

    #[test]
    fn what_could_not_be_read_stands_at_the_end_and_is_reached() {
        let facets = facets(3, 3, 3);
        for (height, before, after) in [
            (21, "A - O 0 1 2 - Y 0 1 2 - L 0 1 2 - !", "A - O 0 1 2 - Y 0 1 2 - L 0 1 2 - !"),
            (12, "A - O 0 - Y 0 - L 0 - !", "A - O 2 - Y 2 - L 2 - !"),
            (11, "A O 0 1 2 !", "A O 0 1 2 !"),
            (4, "A O 0 !", "A O 2 !"),
            (3, "A O 0", "A 2 !"),
            (2, "A 0", "A !"),
            (1, "A", "!"),
        ] {
            let mut sources = Sources::default();
            sources.set_problems(true, &facets);
            sources.resize(height, &facets);
            assert_eq!(picture(&sources, &facets), before, "in {height}");
            let mut reached = Vec::new();
            for _ in 0..12 {
                sources.act(Action::Next, &facets);
                assert!(sources.lines(&facets).any(|line| line == sources.selected()), "{height}");
                reached.push(sources.selected());
            }
            assert_eq!((picture(&sources, &facets).as_str(), reached[9]), (after, Line::Problems), "in {height}");
            sources.act(Action::Previous, &facets);
            assert_eq!(sources.selected(), Line::Row(Group::Languages, 2));
            sources.act(Action::Last, &facets);
            sources.set_problems(false, &facets);
            assert_eq!(sources.selected(), Line::All);
        }
    }

    #[test]
    fn each_group_scrolls_by_itself() {
        let facets = facets(9, 9, 2);
        let mut sources = Sources::default();
        sources.resize(15, &facets);
        for (steps, want) in [
            (5, "A - O 2 3 4 - Y 0 1 2 - L 0 1"),
            (9, "A - O 2 3 4 - Y 2 3 4 - L 0 1"),
            (99, "A - O 2 3 4 - Y 2 3 4 - L 0 1"),
        ] {
            sources.step(steps, &facets);
            assert_eq!(picture(&sources, &facets), want, "{steps} further");
        }
        sources.act(Action::First, &facets);
        assert_eq!(sources.selected(), Line::All);
    }

    #[test]
    fn in_a_low_pane_the_group_of_the_selection_is_shown() {
        let facets = facets(3, 3, 3);
        let mut sources = Sources::default();
        sources.resize(4, &facets);
        for want in ["A O 0 1", "O 0 1 2", "O 0 1 2", "O 0 1 2", "Y 0 1 2"] {
            assert_eq!(picture(&sources, &facets), want);
            sources.act(Action::Next, &facets);
        }
    }

    #[test]
    fn every_row_is_reached_and_seen() {
        let facets = facets(7, 5, 2);
        for height in 1..30 {
            let mut sources = Sources::default();
            sources.resize(height, &facets);
            let mut reached = Vec::new();
            for _ in 0..15 {
                reached.push(sources.selected());
                assert!(sources.lines(&facets).any(|line| line == sources.selected()), "{height}");
                sources.act(Action::Next, &facets);
            }
            reached.dedup();
            assert_eq!(reached.len(), 15, "{height}");
        }
    }
}
