//! Back and forth through the places one has been, as in a browser.
//!
//! A place is what is seen: filters and search, order, article, where the reader stands in it, focus, and the page that lies over
//! all. One is left by a jump - an article opened, another one gone across to, filters kept, a page shown or closed - and not by
//! every step. Going back is no undo: nothing that was done is taken back by it. Articles are kept by their ids, so that a place
//! outlasts another reading of the archive.

use crate::app::filters::{Filters, chip};
use crate::app::panes::Pane;
use crate::app::reader::standing::Standing;
use crate::app::sources::Sources;
use crate::app::{App, Awaited, Page};
use crate::store::id::ArticleId;
use crate::store::library::Library;
use crate::store::order::Order;

/// Nobody goes back further.
const MOST: usize = 100;

/// The places before this one and those behind it.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The last one was left last.
    behind: Vec<Place>,
    /// The last one was gone back from last.
    ahead: Vec<Place>,
    /// What is being left while something happens.
    left: Option<Place>,
    /// Where one was when typing began that may narrow the list.
    entered: Option<Place>,
    /// Where one read last.
    read: Option<Place>,
    /// How the reader is to stand as soon as it has its size and its article.
    standing: Option<Standing>,
}

/// A place one has been.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    filters: Filters,
    order: Order,
    /// The selected article, and its row in the list's pane.
    selected: Option<(ArticleId, u16)>,
    /// What the reader shows in its place.
    across: Option<ArticleId>,
    standing: Standing,
    focus: Pane,
    zen: bool,
    side_by_side: bool,
    sources: Sources,
    page: Option<Page>,
}

/// What is done once the selected article of a place has been found.
#[derive(Clone, Debug)]
pub(super) struct Arrival {
    across: Option<ArticleId>,
    standing: Standing,
}

impl Place {
    /// Whoever is at one of them is at the other, but for steps; from pane to pane is one.
    fn is_same(&self, other: &Place) -> bool {
        let page = |place: &Place| place.page.as_ref().map(std::mem::discriminant);
        let id = |place: &Place| place.selected.map(|(id, _)| id);
        (&self.filters, id(self), self.across, page(self)) == (&other.filters, id(other), other.across, page(other))
    }
}

impl Places {
    /// Pages belong to a library, and to no other.
    pub(super) fn swap(&mut self, library: &Library) {
        let others = [&mut self.left, &mut self.entered, &mut self.read].into_iter().flatten();
        for place in self.behind.iter_mut().chain(&mut self.ahead).chain(others) {
            place.page.take_if(|page| !page.reopen(library));
            if let Some(Page::Concordance(page)) = &mut place.page {
                page.forget();
            }
        }
    }
}

impl App {
    /// Where one is.
    pub(super) fn here(&self) -> Place {
        let id = |key| self.library.get(key).map(|article| article.id());
        let selected = self.stand.headlines.selected();
        let open = self.stand.reader.key().filter(|open| Some(*open) != selected);
        // What is waited for is where one is.
        let selected = match &self.awaited {
            Some(awaited) => Some((awaited.id, awaited.y)),
            None => selected.and_then(id).map(|id| (id, self.stand.headlines.selected_y(&self.library))),
        };
        Place {
            filters: self.filters.clone(),
            order: self.order,
            selected,
            across: open.and_then(id),
            standing: self.stand.reader.standing(self.reading.n_swaps),
            focus: self.stand.focus,
            zen: self.stand.zen,
            side_by_side: self.stand.reader.is_side_by_side(),
            sources: self.stand.sources.clone(),
            page: self.pages.last().map(Page::laid_by),
        }
    }

    /// The list is the one of that place.
    pub(super) fn is_list_of(&self, place: &Place) -> bool {
        self.filters == place.filters
    }

    /// Something leads away from here, perhaps: only the first such thing counts.
    pub(super) fn leave_place(&mut self) {
        if self.places.left.is_none() {
            self.places.left = Some(self.here());
        }
    }

    /// An article of the list is opened: what one read last in the same list is left, and not the step to the next one.
    pub(super) fn leave_last_read(&mut self) {
        let read = self.places.read.take().filter(|read| self.is_list_of(read));
        self.places.left = self.places.left.take().or(read);
        self.leave_place();
    }

    /// Typing begins that may narrow the list, which follows at once.
    pub(super) fn enter_place(&mut self) {
        self.places.entered = Some(self.here());
    }

    /// What was typed is kept: it led away from where typing began.
    pub(super) fn leave_entered_place(&mut self) {
        self.places.left = self.places.left.take().or(self.places.entered.take());
    }

    /// After anything happened: a place that was left is gone back to by `[`, and nothing lies ahead any more.
    pub(super) fn settle_places(&mut self) {
        let left = self.places.left.take();
        if self.stand.focus == Pane::Reader && self.pages.is_empty() {
            self.places.read = Some(self.here());
        }
        let Some(left) = left.filter(|left| !left.is_same(&self.here())) else { return };
        self.places.ahead.clear();
        self.places.behind.push(left);
        let n_too_many = self.places.behind.len().saturating_sub(MOST);
        self.places.behind.drain(..n_too_many);
    }

    /// Goes back to the place one was before, or forth again.
    pub(super) fn step_place(&mut self, forth: bool) {
        let here = self.here();
        let next = loop {
            let places = if forth { &mut self.places.ahead } else { &mut self.places.behind };
            match places.pop() {
                // Somebody has gone back to it by other ways.
                Some(place) if place.is_same(&here) => {}
                place => break place,
            }
        };
        let Some(place) = next else { return self.say(if forth { "places-last" } else { "places-first" }) };
        let is_narrowed_otherwise = place.filters != here.filters;
        let other = if forth { &mut self.places.behind } else { &mut self.places.ahead };
        other.push(here);
        self.go_to_place(place);
        if is_narrowed_otherwise {
            self.say_filters();
        }
    }

    /// Says what the list shows now, because nothing on the screen was touched that would say it.
    fn say_filters(&mut self) {
        let chip = |step| chip(&self.facets, &self.filters, step, &self.words);
        let chips: Vec<String> = self.filters.steps().iter().map(chip).collect();
        let chips = if chips.is_empty() { self.words.text("all-articles").to_owned() } else { chips.join(" · ") };
        self.tell(self.words.with("places-back-at", &[("filters", chips.into())]));
    }

    /// Shows a place exactly as it was.
    pub(super) fn go_to_place(&mut self, place: Place) {
        let Place { filters, order, selected, across, standing, focus, zen, side_by_side, sources, page } = place;
        self.overlay = None;
        self.looking_up.forget();
        (self.filters, self.order) = (filters, order);
        self.drop_lost_searches();
        (self.stand.focus, self.stand.zen, self.stand.sources) = (focus, zen, sources);
        if self.stand.reader.is_side_by_side() != side_by_side {
            self.stand.reader.set_side_by_side(&self.library, side_by_side);
        }
        self.pages = page.into_iter().collect();
        self.pages.iter_mut().for_each(|page| page.set_setting(&self.setting));
        self.search.starts_over = false;
        self.touch();
        self.refresh(false);
        let Some((id, y)) = selected else { return };
        let arrival = Arrival { across, standing };
        match self.search_is_answered() {
            true => self.arrive(id, y, arrival),
            false => {
                let place = arrival.standing.place;
                self.awaited = Some(Awaited { id, place, y, arrival: Some(arrival) });
            }
        }
    }

    /// The list is the one of the place: its article is selected, and the reader stands as it stood.
    pub(super) fn arrive(&mut self, id: ArticleId, y: u16, arrival: Arrival) {
        let find = |id| self.library.find(id);
        let (key, across) = (find(id), arrival.across.and_then(find));
        if let Some(key) = key {
            self.stand.headlines.select_at(&self.library, key, y);
        }
        self.stand.shown = None;
        self.show_selected();
        if let Some(across) = across {
            self.stand.shown = self.stand.headlines.selected();
            let next = self.stand.headlines.list().row_of(across).and(self.stand.headlines.neighbour(true));
            self.open_in_reader(across, next);
        }
        self.places.standing = Some(arrival.standing);
    }

    /// The reader has its article and its size: it stands as it stood.
    pub(super) fn settle_standing(&mut self) {
        if let Some(standing) = self.places.standing.take() {
            self.stand.reader.stand(&standing, self.reading.n_swaps);
            self.place_reader();
        }
    }
}
