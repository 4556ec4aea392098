//! From the size of the screen to the areas things stand in.
//!
//! Pure arithmetic on cells, so that update and view agree about who owns which cell, and so that a test can try every
//! size. Panes share one-cell rules: an area never includes a rule.
//!
//! Columns are counted from where reading begins. "Left" is said here of that side; in an interface that is read from right
//! to left all of it is reflected when it is drawn and when the mouse comes in, and only then (`app::mirror`, `ui::canvas`).

use crate::app::state::Borders;

/// The size of the screen in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Leftmost column.
    pub x: u16,
    /// Topmost row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether the cell is in it.
    pub fn contains(self, x: u16, y: u16) -> bool {
        (self.x..self.right()).contains(&x) && (self.y..self.bottom()).contains(&y)
    }

    /// The first column after it.
    pub fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// The first row after it.
    pub fn bottom(self) -> u16 {
        self.y.saturating_add(self.height)
    }

    /// No cell is in it.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// The same area without so many columns at each side.
    pub fn inset(self, columns: u16) -> Area {
        let columns = columns.min(self.width / 2);
        Area { x: self.x + columns, width: self.width - 2 * columns, ..self }
    }

    /// One row of it, counted from its top; an empty area below its end.
    pub fn row(self, y: u16) -> Area {
        Area { y: self.y.saturating_add(y).min(self.bottom()), height: u16::from(y < self.height), ..self }
    }
}

/// The three panes of the stand, in reading order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    /// What to narrow the archive down by.
    Sources,
    /// The list.
    #[default]
    Articles,
    /// One article.
    Reader,
}

impl Pane {
    /// All of them in reading order.
    pub const ALL: [Pane; 3] = [Pane::Sources, Pane::Articles, Pane::Reader];

    /// Its name in the kept state: `sources` …
    pub fn as_str(self) -> &'static str {
        match self {
            Pane::Sources => "sources",
            Pane::Articles => "articles",
            Pane::Reader => "reader",
        }
    }

    /// The pane of this name.
    pub fn named(name: &str) -> Option<Pane> {
        Pane::ALL.into_iter().find(|pane| pane.as_str() == name)
    }
}

/// How the panes share the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// There is only room to say so.
    TooSmall,
    /// One pane at a time.
    Single,
    /// The list above the reader.
    Stacked,
    /// Three panes side by side.
    Wide,
    /// The reader alone, with more air.
    Zen,
}

/// A border that can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// Between the sources and the rest.
    Sources,
    /// Between the list and the reader.
    List,
}

/// A pane with a place on the screen: its contents, and the piece of rule above them that carries its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which pane.
    pub pane: Pane,
    /// One row high, between the rules at its sides.
    pub title: Area,
    /// Its contents; the first and the last column are air, or a bar.
    pub area: Area,
}

/// Who owns which cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panes {
    /// The arrangement that was chosen for the size.
    pub arrangement: Arrangement,
    /// The top line: name, archive, chips, count. Empty where it has no place.
    pub top: Area,
    /// The bottom line: hints, notices, what is typed.
    pub bottom: Area,
    /// Everything between top line and bottom line, the titles' rule included.
    pub page: Area,
    /// The panes on the screen, in reading order.
    pub places: Vec<Place>,
    /// Where the rule between sources and list stands, from the title row down.
    pub sources_border: Option<Area>,
    /// Where the rule between list and reader stands: a column, or where they are stacked a row.
    pub list_border: Option<Area>,
    /// A row belongs to one thing alone, whatever lies over the panes.
    pub whole_rows: bool,
}

/// The smallest screen that shows panes.
pub const SMALLEST: Size = Size { width: 20, height: 5 };
/// From this width on there are three panes side by side.
const WIDE: u16 = 110;
/// From this width on there is more than one pane.
const STACKED: u16 = 70;
/// Below this height a list above a reader leaves too little of both.
const STACKED_HEIGHT: u16 = 10;
/// From this height on a stacked screen has sources of its own.
const STACKED_SOURCES_HEIGHT: u16 = 24;
/// Columns of the sources where the panes stand side by side, and where they are stacked.
const SOURCES_WIDTH: [u16; 2] = [24, 20];
/// No border is moved so far that a pane becomes smaller than this.
const MIN_WIDTHS: [u16; 3] = [14, 26, 30];
/// Rows that a list above a reader, and the reader, keep.
const MIN_HEIGHT: u16 = 2;

impl Panes {
    /// The panes for a screen of this size.
    pub fn new(size: Size, borders: &Borders, focus: Pane, zen: bool) -> Panes {
        let Size { width, height } = size;
        let screen = Area { x: 0, y: 0, width, height };
        if width < SMALLEST.width || height < SMALLEST.height {
            return Panes::bare(Arrangement::TooSmall, screen);
        }
        if zen {
            return Panes::zen(screen);
        }
        let mut panes = Panes::between_lines(screen);
        if width >= WIDE && !borders.stacked {
            panes.wide(borders);
        } else if width >= STACKED && height >= STACKED_HEIGHT {
            panes.stacked(borders);
        } else {
            panes.places.push(place(focus, panes.page));
        }
        panes
    }

    /// One pane at a time, whatever the size of the screen: for a terminal that orders rows and knows no panes, and for
    /// what needs all columns.
    pub fn one(size: Size, focus: Pane, zen: bool) -> Panes {
        let panes = Panes::new(size, &Borders::default(), focus, zen);
        if let Arrangement::TooSmall | Arrangement::Zen = panes.arrangement {
            return panes;
        }
        let mut panes = Panes::between_lines(Area { x: 0, y: 0, width: size.width, height: size.height });
        panes.places.push(place(focus, panes.page));
        panes
    }

    /// Leaves so many rows free above the bottom line, taken from all that ends there.
    pub fn make_room(&mut self, n_rows: u16) -> Area {
        let whole = self.page;
        self.page.height = whole.height.saturating_sub(n_rows);
        let bottom = self.page.bottom();
        let cut = |area: &mut Area| area.height = area.height.min(bottom.saturating_sub(area.y));
        let areas = self.places.iter_mut().map(|place| &mut place.area);
        areas.chain(&mut self.sources_border).chain(&mut self.list_border).for_each(cut);
        Area { y: bottom, height: whole.bottom() - bottom, ..whole }
    }

    /// The place of a pane, if it is on the screen.
    pub fn place(&self, pane: Pane) -> Option<&Place> {
        self.places.iter().find(|place| place.pane == pane)
    }

    /// The contents of a pane; an empty area if it is not on the screen.
    pub fn area(&self, pane: Pane) -> Area {
        self.place(pane).map(|place| place.area).unwrap_or_default()
    }

    /// The pane that owns a cell, its title included.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        let owns = |place: &&Place| place.area.contains(x, y) || place.title.contains(x, y);
        self.places.iter().find(owns).map(|place| place.pane)
    }

    /// The border that stands on a cell.
    pub fn border_at(&self, x: u16, y: u16) -> Option<Border> {
        let at = |border: Option<Area>| border.is_some_and(|area| area.contains(x, y));
        match (at(self.sources_border), at(self.list_border)) {
            (true, _) => Some(Border::Sources),
            (_, true) => Some(Border::List),
            _ => None,
        }
    }

    /// Puts a border where the mouse has it, as far as the panes at both sides allow.
    pub fn drag(&self, border: Border, x: u16, y: u16, borders: &mut Borders) {
        match (border, self.place(Pane::Articles)) {
            (Border::Sources, _) => borders.sources = Some(x),
            (Border::List, Some(list)) if self.arrangement == Arrangement::Wide => {
                borders.list_width = Some(x.saturating_sub(list.area.x));
            }
            (Border::List, Some(list)) => borders.list_height = Some(y.saturating_sub(list.area.y)),
            (Border::List, None) => {}
        }
        self.settle(borders);
    }

    /// Makes a pane larger or smaller by one step, at the cost of its neighbour.
    pub fn resize(&self, pane: Pane, larger: bool, borders: &mut Borders) {
        let list = self.area(Pane::Articles);
        let side_by_side = self.arrangement == Arrangement::Wide;
        let by = |value: u16, step: u16, more: bool| {
            Some(if more { value.saturating_add(step) } else { value.saturating_sub(step) })
        };
        match (pane, self.sources_border, self.list_border) {
            (Pane::Sources, Some(border), _) => borders.sources = by(border.x, 2, larger),
            (Pane::Articles | Pane::Reader, _, Some(_)) if side_by_side => {
                borders.list_width = by(list.width, 2, larger == (pane == Pane::Articles));
            }
            (Pane::Articles | Pane::Reader, _, Some(_)) => {
                borders.list_height = by(list.height, 1, larger == (pane == Pane::Articles));
            }
            _ => {}
        }
        self.settle(borders);
    }

    /// Takes moved borders back to what the panes allow, so that one key the other way is seen at once.
    fn settle(&self, borders: &mut Borders) {
        let width = self.page.width;
        let height = self.page.height;
        let mut settled = Panes::bare(Arrangement::Single, self.page);
        match self.arrangement {
            Arrangement::Wide => settled.wide(borders),
            Arrangement::Stacked => settled.stacked(borders),
            _ => return,
        }
        let list = settled.area(Pane::Articles);
        borders.sources = borders.sources.map(|moved| settled.sources_border.map_or(moved, |border| border.x));
        let shows_width = settled.arrangement == Arrangement::Wide && width > 0;
        let shows_height = settled.arrangement == Arrangement::Stacked && height > 0;
        borders.list_width = borders.list_width.map(|moved| if shows_width { list.width } else { moved });
        borders.list_height = borders.list_height.map(|moved| if shows_height { list.height } else { moved });
    }

    /// A page without panes yet, between the top line and the bottom line.
    fn between_lines(screen: Area) -> Panes {
        let page = Area { y: 1, height: screen.height.saturating_sub(2), ..screen };
        let bare = Panes::bare(Arrangement::Single, page);
        Panes { top: screen.row(0), bottom: screen.row(screen.height.saturating_sub(1)), ..bare }
    }

    fn bare(arrangement: Arrangement, page: Area) -> Panes {
        let (top, bottom) = (Area::default(), Area::default());
        Panes {
            arrangement,
            top,
            bottom,
            page,
            places: Vec::new(),
            sources_border: None,
            list_border: None,
            whole_rows: false,
        }
    }

    fn zen(screen: Area) -> Panes {
        let mut panes = Panes::bare(Arrangement::Zen, Area { height: screen.height - 1, ..screen });
        panes.bottom = screen.row(screen.height - 1);
        let air = u16::from(screen.height > 12);
        let area = Area { y: air, height: panes.page.height - 2 * air, ..panes.page };
        panes.places.push(Place { pane: Pane::Reader, title: Area::default(), area });
        panes
    }

    fn wide(&mut self, borders: &Borders) {
        self.arrangement = Arrangement::Wide;
        let width = self.page.width;
        let [min_sources, min_list, min_reader] = MIN_WIDTHS;
        let most = width.saturating_sub(min_list + min_reader + 2);
        // Very wide screens give names of outlets some of their room.
        let default = SOURCES_WIDTH[0] + (width.saturating_sub(WIDE) / 10).min(8);
        let sources = borders.sources.unwrap_or(default).min(most).max(min_sources);
        let rest = width.saturating_sub(sources + 1);
        let share = (u32::from(rest) * 2 / 5) as u16;
        let list = borders.list_width.unwrap_or(share.clamp(36, 56));
        let list = list.min(rest.saturating_sub(min_reader + 1)).max(min_list);
        let reader_x = sources + 1 + list + 1;
        self.places = vec![
            place(Pane::Sources, self.columns(0, sources)),
            place(Pane::Articles, self.columns(sources + 1, list)),
            place(Pane::Reader, self.columns(reader_x, width.saturating_sub(reader_x))),
        ];
        self.sources_border = Some(self.columns(sources, 1));
        self.list_border = Some(self.columns(reader_x - 1, 1));
    }

    fn stacked(&mut self, borders: &Borders) {
        self.arrangement = Arrangement::Stacked;
        let Area { width, height, .. } = self.page;
        let with_sources = height + 2 >= STACKED_SOURCES_HEIGHT;
        let default = SOURCES_WIDTH[usize::from(width < WIDE)];
        let most = width.saturating_sub(MIN_WIDTHS[2] + 1);
        let sources = borders.sources.unwrap_or(default).min(most).max(MIN_WIDTHS[0]);
        let left = if with_sources { sources + 1 } else { 0 };
        let contents = height.saturating_sub(2);
        let list = borders.list_height.unwrap_or((contents * 2 / 5).max(MIN_HEIGHT));
        let list = list.min(contents.saturating_sub(MIN_HEIGHT)).max(MIN_HEIGHT);
        let column = self.columns(left, width - left);
        let above = Area { height: list + 1, ..column };
        let below = Area { y: above.bottom(), height: height.saturating_sub(list + 1), ..column };
        if with_sources {
            self.places.push(place(Pane::Sources, self.columns(0, sources)));
            self.sources_border = Some(self.columns(sources, 1));
        }
        self.places.push(place(Pane::Articles, above));
        self.places.push(place(Pane::Reader, below));
        self.list_border = Some(below.row(0));
    }

    fn columns(&self, x: u16, width: u16) -> Area {
        Area { x: self.page.x + x, width, ..self.page }
    }
}

/// A pane in an area whose first row is the rule with its title.
fn place(pane: Pane, area: Area) -> Place {
    let contents = Area { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    Place { pane, title: area.row(0), area: contents }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panes(width: u16, height: u16, borders: &Borders) -> Panes {
        Panes::new(Size { width, height }, borders, Pane::Articles, false)
    }

    #[test]
    fn the_size_chooses_the_arrangement() {
        for (width, height, want, n_panes) in [
            (19, 5, Arrangement::TooSmall, 0),
            (20, 4, Arrangement::TooSmall, 0),
            (20, 5, Arrangement::Single, 1),
            (69, 40, Arrangement::Single, 1),
            (70, 24, Arrangement::Stacked, 3),
            (109, 23, Arrangement::Stacked, 2),
            (80, 9, Arrangement::Single, 1),
            (110, 24, Arrangement::Wide, 3),
            (500, 5, Arrangement::Wide, 3),
        ] {
            let panes = panes(width, height, &Borders::default());
            assert_eq!((panes.arrangement, panes.places.len()), (want, n_panes), "{width}x{height}");
        }
    }

    #[test]
    fn one_pane_at_a_time_fills_any_screen() {
        for (width, height, zen) in [(20, 5, false), (69, 24, false), (200, 60, false), (200, 60, true)] {
            let panes = Panes::one(Size { width, height }, Pane::Reader, zen);
            let widths: Vec<u16> = panes.places.iter().map(|place| place.area.width).collect();
            assert_eq!((widths, panes.page.width), (vec![width], width), "{width}x{height}");
            assert_eq!((panes.sources_border, panes.list_border), (None, None));
        }
        assert!(Panes::one(Size { width: 10, height: 5 }, Pane::Reader, false).places.is_empty());
    }

    #[test]
    fn no_cell_has_two_owners_and_none_is_off_the_screen() {
        let far = Borders { sources: Some(400), list_width: Some(400), list_height: Some(400), stacked: false };
        let near = Borders { sources: Some(0), list_width: Some(0), list_height: Some(0), stacked: true };
        for (width, height) in [(20, 5), (69, 9), (70, 10), (80, 24), (109, 60), (110, 5), (120, 36), (500, 200)] {
            for borders in [&Borders::default(), &far, &near] {
                let panes = panes(width, height, borders);
                let mut owners = vec![0; usize::from(width) * usize::from(height)];
                let rules = [
                    panes.sources_border,
                    if panes.arrangement == Arrangement::Wide { panes.list_border } else { None },
                ];
                let contents = panes.places.iter().flat_map(|place| [place.title, place.area]);
                for area in contents.chain([panes.top, panes.bottom]).chain(rules.into_iter().flatten()) {
                    assert!(area.right() <= width && area.bottom() <= height, "{width}x{height}: {area:?}");
                    for y in area.y..area.bottom() {
                        for x in area.x..area.right() {
                            owners[usize::from(y) * usize::from(width) + usize::from(x)] += 1;
                        }
                    }
                }
                assert!(owners.iter().all(|owners| *owners == 1), "{width}x{height} {borders:?}");
                assert!(panes.places.iter().all(|place| !place.area.is_empty()), "{width}x{height}");
            }
        }
    }

    #[test]
    fn a_border_stops_where_its_neighbours_need_room() {
        let mut borders = Borders::default();
        let wide = panes(120, 36, &borders);
        wide.drag(Border::Sources, 119, 3, &mut borders);
        let squeezed = panes(120, 36, &borders);
        assert_eq!(squeezed.area(Pane::Articles).width, MIN_WIDTHS[1]);
        squeezed.resize(Pane::Sources, false, &mut borders);
        assert_eq!(panes(120, 36, &borders).area(Pane::Articles).width, MIN_WIDTHS[1] + 2);
    }

    #[test]
    fn growing_one_pane_shrinks_the_other() {
        for (width, height) in [(120, 36), (80, 24)] {
            let mut borders = Borders::default();
            let before = panes(width, height, &borders);
            before.resize(Pane::Reader, true, &mut borders);
            let after = panes(width, height, &borders);
            let cells = |panes: &Panes, pane| u32::from(panes.area(pane).width) * u32::from(panes.area(pane).height);
            assert!(cells(&after, Pane::Reader) > cells(&before, Pane::Reader));
            assert!(cells(&after, Pane::Articles) < cells(&before, Pane::Articles));
        }
    }
}
