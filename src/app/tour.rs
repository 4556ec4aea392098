//! The tour of the first minutes: six steps, each about one thing and the keys for it.
//!
//! It stands above the bottom line and takes its rows from the panes, so that it hides nothing. A step goes on once what it
//! speaks of was done, in whatever way; no key does anything else because of it, but for the one that ends it.

use crate::app::App;
use crate::app::action::Action;
use crate::app::keymap::Keymap;
use crate::app::panes::{Area, Arrangement, Pane};
use crate::locale::words::Words;
use crate::text::layout::{Laid, Layout, layout};
use crate::text::measure::columns;

/// A tour that is on.
#[derive(Debug, Default)]
pub(crate) struct Tour {
    step_idx: usize,
    /// Where it stands: a rule with its title, and the rows under it. Empty while something lies over the page, and where
    /// there are too few rows.
    pub(crate) area: Area,
    /// The keys of the step,
    pub(crate) keys: String,
    /// and what it says of them.
    pub(crate) says: Option<Laid>,
}

/// One thing to be tried.
struct Step {
    /// The message that says what the keys are for.
    says: &'static str,
    /// Those whose keys stand before it.
    shown: &'static [Action],
    /// Whatever does it.
    done_by: &'static [Action],
}

const STEPS: [Step; 6] = [
    Step {
        says: "tour-move",
        shown: &[Action::Next, Action::Previous],
        done_by: &[
            Action::Next,
            Action::Previous,
            Action::First,
            Action::Last,
            Action::HalfPageDown,
            Action::HalfPageUp,
            Action::PageDown,
            Action::PageUp,
            Action::NextArticle,
            Action::PreviousArticle,
        ],
    },
    Step { says: "tour-open", shown: &[Action::Open, Action::PreviousPane], done_by: &[Action::Open] },
    Step {
        says: "tour-choose",
        shown: &[Action::PickOutlets, Action::PickYears],
        done_by: &[
            Action::PickOutlets,
            Action::PickYears,
            Action::PickLanguages,
            Action::SwitchSource,
            Action::Map,
            Action::Histogram,
        ],
    },
    Step { says: "tour-search", shown: &[Action::Search], done_by: &[Action::Search] },
    Step {
        says: "tour-mark",
        shown: &[Action::Star, Action::Note],
        done_by: &[Action::Star, Action::ReadUnread, Action::ReadingList, Action::Tag, Action::Note],
    },
    Step { says: "tour-help", shown: &[Action::Help, Action::Palette], done_by: &[Action::Help, Action::Palette] },
];

/// The page keeps so many rows, or the tour has none of its own.
const PAGE_KEEPS: u16 = 9;
/// Columns of the longest row of what a step says.
const MEASURE: u16 = 72;

impl Tour {
    /// Its step, counted from 1, and how many there are.
    pub(crate) fn way(&self) -> (usize, usize) {
        (self.step_idx + 1, STEPS.len())
    }

    /// What the step says, on one row.
    pub(crate) fn sentence<'w>(&self, words: &'w Words) -> &'w str {
        STEPS.get(self.step_idx).map_or("", |step| words.text(step.says))
    }

    /// The keys of the step, as they are mapped; of an action without a key there is nothing to press.
    fn keys_of_step(&self, keymap: &Keymap) -> String {
        let shown = STEPS.get(self.step_idx).map_or(&[][..], |step| step.shown);
        shown.iter().filter_map(|action| keymap.hint(*action)).collect::<Vec<_>>().join("  ")
    }
}

impl App {
    /// Begins with the first step, on whatever is open.
    pub(super) fn begin_tour(&mut self) {
        self.overlay = None;
        self.pages.clear();
        self.stand.zen = false;
        self.stand.focus = Pane::Articles;
        self.tour = Some(Tour::default());
    }

    /// Ends it before its end, and says how it is found again.
    pub(super) fn leave_tour(&mut self) {
        self.tour = None;
        let palette = self.keymap.hint(Action::Palette).unwrap_or_default();
        let of = [("palette", palette.into()), ("name", Action::Tour.name().into())];
        self.tell(self.words.with("tour-left", &of));
    }

    /// The reader did this: the step that asked for it is done.
    pub(super) fn tour_sees(&mut self, action: Action) {
        let Some(tour) = &mut self.tour else { return };
        if !STEPS.get(tour.step_idx).is_some_and(|step| step.done_by.contains(&action)) {
            return;
        }
        tour.step_idx += 1;
        if tour.step_idx == STEPS.len() {
            self.tour = None;
            let close = self.keymap.hint(Action::Cancel).unwrap_or_default();
            self.tell(self.words.with("tour-done", &[("close", close.into())]));
        }
    }

    /// Gives the tour its rows, once the panes have theirs.
    pub(super) fn settle_tour(&mut self) {
        let Some(tour) = &mut self.tour else { return };
        (tour.area, tour.says) = (Area::default(), None);
        tour.keys = tour.keys_of_step(&self.keymap);
        if self.overlay.is_some() || self.panes.arrangement == Arrangement::TooSmall {
            return;
        }
        let inner = self.panes.page.inset(1);
        let width = inner.width.saturating_sub(columns(&tour.keys, &self.setting) + KEYS_GAP).min(MEASURE);
        let setting = Layout::new(width).with_setting(self.setting.unjustified());
        let says = layout(tour.sentence(&self.words), &setting.with_base(self.words.direction()));
        let n_rows = u16::try_from(says.n_rows()).unwrap_or(u16::MAX).saturating_add(1);
        if self.panes.page.height >= n_rows.saturating_add(PAGE_KEEPS) {
            tour.area = self.panes.make_room(n_rows);
            tour.says = Some(says);
        }
    }
}

/// Columns between the keys and what is said of them.
pub(crate) const KEYS_GAP: u16 = 3;
