//! What can lie on top of a page, one at a time, and where.

use crate::app::export::{Choice, CommandLine, FileLine};
use crate::app::find::Find;
use crate::app::help::Help;
use crate::app::leaf::Leaf;
use crate::app::links::Links;
use crate::app::marking_line::MarkingLine;
use crate::app::name_line::NameLine;
use crate::app::palette::Palette;
use crate::app::panes::{Area, Pane, Panes, Place};
use crate::app::picker::Picker;
use crate::app::problems::Problems;
use crate::app::search_box::SearchBox;

/// The overlays.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Searching everything, in the bottom line.
    Search(SearchBox),
    /// Giving a search a name, in the bottom line.
    Name(NameLine),
    /// Tags, a note, or whether so many are meant, in the bottom line.
    Marking(MarkingLine),
    /// Finding in the article, in the bottom line.
    Find(Find),
    /// Choosing what to export, and in which format.
    Export(Choice),
    /// Giving an export a file, in the bottom line.
    File(FileLine),
    /// Typing the command that gets the text, in the bottom line.
    Command(CommandLine),
    /// Choosing from a group of sources.
    Pick(Picker),
    /// The links of the article, to open one.
    Links(Links),
    /// What could not be read.
    Problems(Problems),
    /// All actions and their keys.
    Help(Help),
    /// All actions, to do one.
    Palette(Palette),
    /// Where the facts of the article came from.
    Evidence(Leaf),
    /// The headlines that stood on its page.
    Headlines(Leaf),
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
    /// What separates it from the rest of the screen.
    pub rules: Rules,
}

/// What separates an overlay from what shows around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rules {
    /// The rule with its title.
    #[default]
    Above,
    /// The rule at the right of the sources, which stay.
    Left(Area),
    /// Rules all around.
    Around,
}

/// The widest a picker gets.
const WIDEST_PICKER: u16 = 44;

impl Overlay {
    /// Keys are typed into it.
    pub fn is_typed_in(&self) -> bool {
        !matches!(self, Overlay::Evidence(_) | Overlay::Headlines(_) | Overlay::Export(_))
    }

    /// Where it lies over the panes, or where these are not seen over what is; nothing for what is typed in the bottom
    /// line. A picker takes the place of the sources, so that the list is seen to follow, and links that of the list; the others
    /// leave the sources.
    pub fn frame(&self, panes: &Panes, panes_are_seen: bool) -> Option<Frame> {
        match self {
            Overlay::Search(_)
            | Overlay::Name(_)
            | Overlay::Find(_)
            | Overlay::Marking(_)
            | Overlay::File(_)
            | Overlay::Command(_) => None,
            Overlay::Export(choice) => Some(drawn_up(panes.page, choice.n_rows())),
            Overlay::Pick(picker) => {
                let sources = panes.place(Pane::Sources).filter(|_| panes_are_seen);
                Some(sources.map_or_else(|| dropped_down(panes, picker.n_rows()), in_place_of))
            }
            // The numbers of the links are seen in the reader beside the list, or above it.
            Overlay::Links(links) => {
                let has_reader = panes_are_seen && panes.place(Pane::Reader).is_some();
                let list = panes.place(Pane::Articles).filter(|_| has_reader);
                Some(list.map_or_else(|| drawn_up(panes.page, links.n_links()), in_place_of))
            }
            Overlay::Problems(_)
            | Overlay::Help(_)
            | Overlay::Palette(_)
            | Overlay::Evidence(_)
            | Overlay::Headlines(_) => {
                let sources_border = panes.sources_border.filter(|_| panes_are_seen);
                Some(sources_border.map_or(titled(panes.page, Rules::Above), |border| beside(border, panes.page)))
            }
        }
    }

    /// Gives it the size of its frame.
    pub fn resize(&mut self, panes: &Panes, panes_are_seen: bool) {
        let Some(frame) = self.frame(panes, panes_are_seen) else { return };
        let Area { width, height, .. } = frame.contents;
        match self {
            Overlay::Pick(picker) => picker.resize(height),
            Overlay::Links(links) => links.resize(height),
            Overlay::Problems(problems) => problems.resize(width, height),
            Overlay::Help(help) => help.resize(width, height),
            Overlay::Palette(palette) => palette.resize(height),
            Overlay::Evidence(leaf) | Overlay::Headlines(leaf) => leaf.resize(width, height),
            Overlay::Export(choice) => choice.resize(height),
            Overlay::Search(_)
            | Overlay::Name(_)
            | Overlay::Find(_)
            | Overlay::Marking(_)
            | Overlay::File(_)
            | Overlay::Command(_) => {}
        }
    }
}

/// Over the list and the reader: it takes their place, and the sources stay.
fn beside(border: Area, page: Area) -> Frame {
    let x = border.right();
    titled(Area { x, width: page.right().saturating_sub(x), ..page }, Rules::Left(border))
}

/// Where a pane stands, between its borders.
fn in_place_of(place: &Place) -> Frame {
    let outer = Area { y: place.title.y, height: place.title.height + place.area.height, ..place.area };
    Frame { outer, title: place.title, contents: place.area, rules: Rules::Above }
}

/// At the left below the top line, where the sources would stand, and as tall as its rows.
fn dropped_down(panes: &Panes, n_rows: usize) -> Frame {
    let page = panes.page;
    if panes.whole_rows || page.width < WIDEST_PICKER + 6 || page.height < 8 {
        return titled(page, Rules::Above);
    }
    let height = u16::try_from(n_rows.max(1)).unwrap_or(u16::MAX).saturating_add(2).min(page.height);
    let outer = Area { width: WIDEST_PICKER, height, ..page };
    let inner = outer.inset(1);
    let contents = Area { y: inner.y + 1, height: inner.height.saturating_sub(2), ..inner };
    Frame { outer, title: inner.row(0), contents, rules: Rules::Around }
}

/// At the bottom of the page, as tall as its rows, but no taller than half of the page.
fn drawn_up(page: Area, n_rows: usize) -> Frame {
    let n_rows = u16::try_from(n_rows.max(1)).unwrap_or(u16::MAX).saturating_add(1);
    let height = n_rows.min((page.height / 2).max(2)).min(page.height);
    titled(Area { y: page.bottom() - height, height, ..page }, Rules::Above)
}

fn titled(outer: Area, rules: Rules) -> Frame {
    let contents = Area { y: outer.y + 1, height: outer.height.saturating_sub(1), ..outer };
    Frame { outer, title: outer.row(0), contents, rules }
}
