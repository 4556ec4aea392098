//! What can lie on top of a page, one at a time, and where.

use crate::app::evidence::Evidence;
use crate::app::find::Find;
use crate::app::help::Help;
use crate::app::page_headlines::PageHeadlines;
use crate::app::panes::{Area, Panes};
use crate::app::picker::Picker;
use crate::app::search_box::SearchBox;

/// The overlays.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Searching everything, in the bottom line.
    Search(SearchBox),
    /// Finding in the article, in the bottom line.
    Find(Find),
    /// Choosing from a group of sources.
    Pick(Picker),
    /// All actions and their keys.
    Help(Help),
    /// Where the facts of the article came from.
    Evidence(Evidence),
    /// The headlines that stood on its page.
    Headlines(PageHeadlines),
}

/// Where an overlay lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// All its cells, rules included.
    pub outer: Area,
    /// Its title, in the rule above.
    pub title: Area,
    /// Its contents.
    pub contents: Area,
    /// There are rules at its sides and below, because the page shows around it.
    pub has_rules: bool,
}

/// Columns and rows of the page that stay around an overlay, so that it is seen to lie on top.
const AROUND: [u16; 2] = [6, 2];
/// The widest an overlay gets; its texts keep a measure of their own.
const WIDEST: u16 = 96;
/// The widest a picker gets.
const WIDEST_PICKER: u16 = 44;

impl Overlay {
    /// Keys are typed into it.
    pub fn is_typed_in(&self) -> bool {
        matches!(self, Overlay::Search(_) | Overlay::Find(_) | Overlay::Pick(_) | Overlay::Help(_))
    }

    /// Where it lies; nothing for what is typed in the bottom line.
    pub fn frame(&self, panes: &Panes) -> Option<Frame> {
        match self {
            Overlay::Search(_) | Overlay::Find(_) => None,
            Overlay::Pick(picker) => Some(dropped_down(panes.page, picker.n_rows())),
            Overlay::Help(_) | Overlay::Evidence(_) | Overlay::Headlines(_) => Some(in_the_middle(panes.page)),
        }
    }

    /// Gives it the size of its frame.
    pub fn resize(&mut self, panes: &Panes) {
        let Some(Frame { contents: Area { width, height, .. }, .. }) = self.frame(panes) else { return };
        match self {
            Overlay::Pick(picker) => picker.resize(height),
            Overlay::Help(help) => help.resize(width, height),
            Overlay::Evidence(evidence) => evidence.resize(width, height),
            Overlay::Headlines(headlines) => headlines.resize(width, height),
            Overlay::Search(_) | Overlay::Find(_) => {}
        }
    }
}

fn in_the_middle(page: Area) -> Frame {
    let [columns, rows] = AROUND;
    if page.width < 70 || page.height < 16 {
        return without_rules(page);
    }
    let width = (page.width - 2 * columns).min(WIDEST);
    let outer = Area { x: page.x + (page.width - width) / 2, y: page.y + rows / 2, width, height: page.height - rows };
    with_rules(outer)
}

/// At the left below the top line, where the sources stand or would stand, and as tall as its rows.
fn dropped_down(page: Area, n_rows: usize) -> Frame {
    if page.width < 50 || page.height < 8 {
        return without_rules(page);
    }
    let height = u16::try_from(n_rows.max(1)).unwrap_or(u16::MAX).saturating_add(2).min(page.height);
    with_rules(Area { width: WIDEST_PICKER, height, ..page })
}

fn without_rules(outer: Area) -> Frame {
    let contents = Area { y: outer.y + 1, height: outer.height.saturating_sub(1), ..outer };
    Frame { outer, title: outer.row(0), contents, has_rules: false }
}

fn with_rules(outer: Area) -> Frame {
    let inner = outer.inset(1);
    let contents = Area { y: inner.y + 1, height: inner.height.saturating_sub(2), ..inner };
    Frame { outer, title: inner.row(0), contents, has_rules: true }
}
