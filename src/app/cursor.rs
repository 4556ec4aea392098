//! A window over a list: which row is selected, and where the window begins.
//!
//! Items may have different heights. The window is kept by its top item and the rows of that item already scrolled away,
//! so nothing here ever adds up the heights of a whole list: ten thousand items cost what a screen of them costs.

/// The selected item and the top of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    selected: usize,
    top: usize,
    /// Rows of the top item that are above the window.
    skipped: u16,
}

/// One item as far as the window shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Index of the item.
    pub item: usize,
    /// First row of the window it stands on.
    pub y: u16,
    /// Rows of it that are above the window.
    pub skipped: u16,
    /// Rows of it that are seen.
    pub height: u16,
}

impl Cursor {
    /// The index of the selected item.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Index of the item at the top of the window.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Selects an item of a list of `n`, and scrolls no further than needed to show all of it.
    pub fn select(&mut self, item: usize, n: usize, rows: u16, height: impl Fn(usize) -> u16) {
        self.selected = item.min(n.saturating_sub(1));
        self.reveal(n, rows, height);
    }

    /// Selects an item and shows its first row on row `y` of the window, as far as the ends of the list allow.
    pub fn select_at(&mut self, item: usize, y: u16, n: usize, rows: u16, height: impl Fn(usize) -> u16) {
        self.selected = item.min(n.saturating_sub(1));
        (self.top, self.skipped) = (self.selected, 0);
        let mut left = y.min(rows.saturating_sub(1));
        while left > 0 && self.top > 0 {
            self.top -= 1;
            let tall = height(self.top).max(1);
            self.skipped = tall.saturating_sub(left);
            left = left.saturating_sub(tall);
        }
        self.reveal(n, rows, height);
    }

    /// Moves the selection by so many items, stopping at the ends.
    pub fn step(&mut self, by: isize, n: usize, rows: u16, height: impl Fn(usize) -> u16) {
        self.select(self.selected.saturating_add_signed(by), n, rows, height);
    }

    /// Brings the selected item into the window, after the list or the window changed.
    pub fn reveal(&mut self, n: usize, rows: u16, height: impl Fn(usize) -> u16) {
        self.selected = self.selected.min(n.saturating_sub(1));
        if n == 0 || rows == 0 {
            (self.top, self.skipped) = (0, 0);
            return;
        }
        self.top = self.top.min(n - 1);
        self.skipped = self.skipped.min(height(self.top).saturating_sub(1));
        if self.selected <= self.top {
            (self.top, self.skipped) = (self.selected, 0);
        } else if self.rows_to_end_of_selected(rows, &height) > usize::from(rows) {
            self.put_at_bottom(self.selected, rows, &height);
        }
        self.fill(n, rows, &height);
    }

    /// Scrolls the window by rows and leaves the selection alone.
    pub fn scroll(&mut self, by: i32, n: usize, rows: u16, height: impl Fn(usize) -> u16) {
        if n == 0 {
            return;
        }
        self.top = self.top.min(n - 1);
        let mut left = by.unsigned_abs().min(10_000);
        while left > 0 {
            if by > 0 {
                if self.skipped + 1 < height(self.top) {
                    self.skipped += 1;
                } else if self.top + 1 < n {
                    (self.top, self.skipped) = (self.top + 1, 0);
                } else {
                    break;
                }
            } else if self.skipped > 0 {
                self.skipped -= 1;
            } else if self.top > 0 {
                self.top -= 1;
                self.skipped = height(self.top).saturating_sub(1);
            } else {
                break;
            }
            left -= 1;
        }
        self.fill(n, rows, &height);
    }

    /// How many items a page holds, at least one: what a page key moves by.
    pub fn page(&self, n: usize, rows: u16, height: impl Fn(usize) -> u16) -> usize {
        self.shown(n, rows, height).filter(|shown| shown.skipped == 0).count().saturating_sub(1).max(1)
    }

    /// The items in the window, from the top.
    pub fn shown(&self, n: usize, rows: u16, height: impl Fn(usize) -> u16) -> impl Iterator<Item = Shown> {
        let (mut y, mut item, mut skipped) = (0, self.top, self.skipped);
        std::iter::from_fn(move || {
            if y >= rows || item >= n {
                return None;
            }
            let seen = height(item).max(1).saturating_sub(skipped).max(1).min(rows - y);
            let shown = Shown { item, y, skipped, height: seen };
            (y, item, skipped) = (y + seen, item + 1, 0);
            Some(shown)
        })
    }

    /// The item under a row of the window.
    pub fn at(&self, y: u16, n: usize, rows: u16, height: impl Fn(usize) -> u16) -> Option<usize> {
        let under = |shown: &Shown| (shown.y..shown.y + shown.height).contains(&y);
        self.shown(n, rows, height).find(under).map(|shown| shown.item)
    }

    /// Rows from the top of the window to the end of the selected item; stops counting past the window.
    fn rows_to_end_of_selected(&self, rows: u16, height: &impl Fn(usize) -> u16) -> usize {
        let mut total = 0;
        for item in self.top..=self.selected {
            let skipped = if item == self.top { self.skipped } else { 0 };
            total += usize::from(height(item).max(1).saturating_sub(skipped));
            if total > usize::from(rows) {
                break;
            }
        }
        total
    }

    /// Scrolls so that the last row of the item is the last of the window, or its first row the first if it is taller.
    fn put_at_bottom(&mut self, item: usize, rows: u16, height: &impl Fn(usize) -> u16) {
        let mut left = rows;
        let mut top = item;
        loop {
            let tall = height(top).max(1);
            if tall >= left {
                let taller_than_window = top == item;
                (self.top, self.skipped) = (top, if taller_than_window { 0 } else { tall - left });
                return;
            }
            left -= tall;
            if top == 0 {
                (self.top, self.skipped) = (0, 0);
                return;
            }
            top -= 1;
        }
    }

    /// No empty rows at the end of the window while there are items above it.
    fn fill(&mut self, n: usize, rows: u16, height: &impl Fn(usize) -> u16) {
        let used: u16 = self.shown(n, rows, height).map(|shown| shown.height).sum();
        if used < rows {
            self.put_at_bottom(n - 1, rows, height);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The window as text: the item of each row.
    fn rows(cursor: &Cursor, heights: &[u16], rows: u16) -> String {
        let mut picture = String::new();
        for shown in cursor.shown(heights.len(), rows, |item| heights[item]) {
            for row in 0..shown.height {
                picture.push_str(&format!("{}{} ", shown.item, if shown.skipped + row == 0 { "" } else { "'" }));
            }
        }
        picture.trim_end().to_owned()
    }

    #[test]
    fn the_window_moves_no_further_than_needed() {
        let heights = [2, 3, 2, 1, 3, 2];
        let mut cursor = Cursor::default();
        for (item, want) in [
            (0, "0 0' 1 1' 1'"),
            (1, "0 0' 1 1' 1'"),
            (2, "1 1' 1' 2 2'"),
            (3, "1' 1' 2 2' 3"),
            (5, "4 4' 4' 5 5'"),
            (4, "4 4' 4' 5 5'"),
            (3, "3 4 4' 4' 5"),
            (0, "0 0' 1 1' 1'"),
        ] {
            cursor.select(item, heights.len(), 5, |item| heights[item]);
            assert_eq!(rows(&cursor, &heights, 5), want, "at {item}");
        }
    }

    #[test]
    fn an_item_is_put_where_it_was() {
        let heights = [2, 3, 2, 1, 3, 2];
        for (item, y, want) in [
            (2, 0, "2 2' 3 4 4'"),
            (2, 2, "1' 1' 2 2' 3"),
            (2, 3, "1 1' 1' 2 2'"),
            (2, 4, "1 1' 1' 2 2'"),
            (0, 3, "0 0' 1 1' 1'"),
            (5, 0, "4 4' 4' 5 5'"),
        ] {
            let mut cursor = Cursor::default();
            cursor.select_at(item, y, heights.len(), 5, |item| heights[item]);
            assert_eq!(rows(&cursor, &heights, 5), want, "{item} at {y}");
        }
    }

    #[test]
    fn the_wheel_scrolls_without_selecting() {
        let heights = [2, 2, 2, 2];
        let mut cursor = Cursor::default();
        for (by, want) in [(3, "1' 2 2'"), (9, "2' 3 3'"), (-1, "2 2' 3"), (-99, "0 0' 1")] {
            cursor.scroll(by, 4, 3, |item| heights[item]);
            assert_eq!(rows(&cursor, &heights, 3), want, "by {by}");
            assert_eq!(cursor.selected(), 0);
        }
    }

    proptest! {
        #[test]
        fn the_selected_item_is_seen_and_no_row_is_wasted(
            heights in proptest::collection::vec(1u16..5, 1..40), moves in proptest::collection::vec(-50isize..50, 1..20), window in 1u16..20
        ) {
            let mut cursor = Cursor::default();
            let height = |item: usize| heights[item];
            for by in moves {
                cursor.step(by, heights.len(), window, height);
                let shown: Vec<Shown> = cursor.shown(heights.len(), window, height).collect();
                let selected = shown.iter().find(|shown| shown.item == cursor.selected());
                let wanted = height(cursor.selected()).min(window);
                prop_assert_eq!(selected.map(|shown| (shown.skipped, shown.height)), Some((0, wanted)));
                let used: u16 = shown.iter().map(|shown| shown.height).sum();
                let all: u16 = heights.iter().sum();
                prop_assert_eq!(used, window.min(all));
            }
        }
    }
}
