//! The top line: the program, the archive, a chip for each filter, and how many articles are left.
//!
//! Where room is short the program's name goes first, then the archive's; of chips that have no room, the number remains,
//! because a filter that is not seen is a riddle.

use crate::app::App;
use crate::app::filters::{Step, chip};
use crate::app::panes::Area;
use crate::locale::words::number;
use crate::store::search::Hits;
use crate::text::measure::columns;

/// What stands where in the top line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TopLine {
    /// The program's name.
    pub(crate) program: Area,
    /// The archive's name.
    pub(crate) archive: Area,
    /// The chips that have room.
    pub(crate) chips: Vec<Chip>,
    /// `+2`: chips that have none.
    pub(crate) more: Option<(Area, String)>,
    /// How many articles.
    pub(crate) count: (Area, String),
}

/// A filter that is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chip {
    /// Its words, a blank and a cross.
    pub(crate) area: Area,
    pub(crate) words: String,
    pub(crate) step: Step,
}

/// The program's name on the screen.
pub(crate) const PROGRAM: &str = "kiosque";
/// Columns between two things in the line.
const GAP: u16 = 3;
/// A long search does not push the other chips away.
const LONGEST_CHIP: u16 = 28;
/// Columns that the archive's name may take beside chips.
const LONGEST_ARCHIVE: u16 = 30;
/// Columns of ` +9`.
const MORE: u16 = 4;

impl App {
    /// The top line at the present size.
    pub(crate) fn top_line(&self) -> TopLine {
        let line = self.panes.top.inset(1);
        let width = |text: &str| columns(text, &self.setting);
        let chip_width = |words: &str| width(words).saturating_add(2).min(LONGEST_CHIP);
        let count = self.count(line.width >= 68);
        let count_width = width(&count).min(line.width);
        let count = (Area { x: line.right() - count_width, width: count_width, ..line }, count);
        let end = count.0.x.saturating_sub(GAP - 1).max(line.x);
        let chips: Vec<(String, &Step)> = self
            .filters
            .steps()
            .iter()
            .map(|step| (chip(&self.facets, &self.filters, step, &self.words), step))
            .collect();
        let wanted: u16 = chips.iter().map(|(words, _)| chip_width(words) + GAP).fold(0, u16::saturating_add);
        let mut top = TopLine { count, ..TopLine::default() };
        let mut x = line.x;
        let mut take = |wish: u16, others: u16| {
            let room = end.saturating_sub(x);
            let fits = wish.saturating_add(others) <= room;
            let area = Area { x, width: if fits { wish } else { 0 }, ..line };
            x += if fits { wish + GAP } else { 0 };
            area
        };
        let archive = width(self.name.as_str());
        let archive = if chips.is_empty() { archive } else { archive.min(LONGEST_ARCHIVE) };
        top.program = take(width(PROGRAM), GAP + archive.min(LONGEST_ARCHIVE) + wanted);
        let room = end.saturating_sub(top.program.right().max(line.x) + if top.program.is_empty() { 0 } else { GAP });
        top.archive = take(archive.min(room.saturating_sub(wanted)), wanted);
        let n_chips = chips.len();
        for (idx, (words, step)) in chips.into_iter().enumerate() {
            let is_last = idx + 1 == n_chips;
            let area = take(chip_width(&words), if is_last { 0 } else { MORE });
            if area.is_empty() {
                let more = format!("+{}", n_chips - idx);
                top.more = Some((Area { x: area.x, width: end.saturating_sub(area.x).min(MORE), ..line }, more));
                break;
            }
            top.chips.push(Chip { area, words, step: step.clone() });
        }
        top
    }

    fn count(&self, in_words: bool) -> String {
        let list = self.stand.headlines.list();
        let (n, n_stories, all) = (list.n_articles(), list.len(), self.library.len());
        let words = &self.words;
        if all == 0 {
            return String::new();
        }
        let told = match (self.filters.is_empty(), in_words) {
            (true, true) => words.with("articles", &[("n", n.into())]),
            (true, false) => number(n),
            (false, true) => words.with("articles-of", &[("n", n.into()), ("all", all.into())]),
            (false, false) => words.with("number-of", &[("n", n.into()), ("all", all.into())]),
        };
        let told = self.so_far(told);
        match in_words && n_stories < n {
            true => words.with("in-stories", &[("articles", told.into()), ("n", n_stories.into())]),
            false => told,
        }
    }

    /// A number of articles, with a mark while the search that is on has not come to its end.
    pub(crate) fn so_far(&self, number: String) -> String {
        match self.search.hits.as_ref().is_none_or(Hits::is_complete) {
            true => number,
            false => self.words.with("so-far", &[("number", number.into())]),
        }
    }
}
