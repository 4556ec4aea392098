//! What the reader sees and may do: state and update, pure.
//!
//! How a page or an overlay plugs in: its state is a struct of its own with `resize(&mut self, width, height)` for the
//! area it is given, `act(&mut self, Action) -> Outcome`, `mouse(&mut self, Mouse) -> Outcome` with coordinates counted
//! from the corner of its area, and, if text is typed in it, `key(&mut self, Key) -> Outcome` for keys that are no action
//! of `Place::Typing`. Its view is `view(&State, Rect, &mut Buffer, &Theme)` in the twin file of `ui`.
//! One that is nothing but text is a [`Leaf`](leaf::Leaf), and is made of paragraphs alone.

pub mod action;
mod archive;
pub mod catalogue;
pub mod comparison;
pub mod concordance;
mod copying;
pub mod cursor;
pub mod effect;
pub mod evidence;
pub mod export;
mod feeds;
pub mod filters;
pub mod find;
pub mod habits;
pub mod headlines;
pub mod help;
mod hints;
pub mod histogram;
mod history;
pub mod input;
pub mod keymap;
pub mod leaf;
pub mod line_edit;
pub mod links;
mod locating;
mod looking_up;
pub mod macros;
pub mod map;
mod marked_sources;
mod marking;
pub mod marking_line;
pub mod message;
mod mirror;
pub mod name_line;
pub mod outcome;
pub mod overlay;
mod page;
pub mod page_headlines;
pub mod palette;
pub mod panes;
pub mod passage;
pub mod picker;
mod places;
mod pointing;
mod positions;
pub mod problems;
pub mod reader;
#[cfg(test)]
pub(crate) mod sample;
pub mod saved;
pub mod search_box;
mod searching;
mod selecting;
mod session;
pub mod sheet;
pub mod shortlist;
pub mod sources;
mod stand;
pub mod state;
mod top;
pub(crate) mod top_line;
pub(crate) mod tour;
mod unknown_key;
pub mod variants;

use std::collections::VecDeque;
use std::path::PathBuf;

use crate::app::action::{Action, Place};
use crate::app::archive::Reading;
use crate::app::effect::Effect;
use crate::app::export::Taking;
use crate::app::feeds::{Afterwards, Feeds};
use crate::app::filters::Filters;
use crate::app::habits::Habits;
use crate::app::headlines::Headlines;
use crate::app::history::History;
use crate::app::input::Key;
use crate::app::keymap::{Command, Keymap};
use crate::app::looking_up::LookingUp;
use crate::app::macros::Step;
use crate::app::marking::Keeping;
use crate::app::message::{Answer, Failure, Hint, Message, Signal};
use crate::app::overlay::Overlay;
pub(crate) use crate::app::page::Page;
use crate::app::panes::{Area, Arrangement, Pane, Panes, Size};
use crate::app::places::{Arrival, Places};
use crate::app::positions::Positions;
use crate::app::reader::{Place as Spot, Reader};
use crate::app::saved::{Saved, SavedSearch};
use crate::app::searching::Search;
use crate::app::sheet::frame::Frame;
use crate::app::sources::Sources;
use crate::app::state::{Borders, State};
use crate::app::tour::Tour;
use crate::export::style::Style;
use crate::locale::words::Words;
use crate::store::facets::{Facets, facets, matrix, months};
use crate::store::id::ArticleId;
use crate::store::library::{ArticleKey, Library};
use crate::store::listing::folded;
use crate::store::marked::Marked;
use crate::store::marks::Marks;
use crate::store::order::Order;
use crate::store::text_hash::TextHash;
use crate::text::clean::Clean;
use crate::text::setting::{Harakat, Setting};

/// What the reader has in front of them: the one state, changed by `update` alone.
#[derive(Debug)]
pub struct App {
    /// The paths as given.
    archive: Vec<PathBuf>,
    /// What the archive is called in the top line.
    pub(crate) name: Clean,
    /// What the interface says. Where these words begin, its panes begin, and all in them but texts of pages.
    pub(crate) words: Words,
    pub(crate) keymap: Keymap,
    /// What the reader has got used to, this session included,
    habits: Habits,
    /// and as it was when the session began.
    known: Habits,
    /// What a macro is still to do.
    steps: VecDeque<Step>,
    /// The tour of the first minutes, while it is on.
    pub(crate) tour: Option<Tour>,
    /// How the screen shows texts, the same on all of it.
    pub(crate) setting: Setting,
    /// What the reader wants of Arabic vowel signs, if it is not left to the terminal.
    harakat: Option<Harakat>,
    /// How sources are cited.
    citation: Style,
    size: Size,
    pub(crate) panes: Panes,
    borders: Borders,
    /// Columns a line of the reader has before somebody makes it longer or shorter.
    measure: u16,
    pub(crate) library: Library,
    pub(crate) facets: Facets,
    pub(crate) filters: Filters,
    history: History,
    pub(crate) taking: Taking,
    pub(crate) order: Order,
    pub(crate) search: Search,
    pub(crate) saved: Saved,
    pub(crate) reading: Reading,
    pub(crate) feeds: Feeds,
    pub(crate) stand: Stand,
    /// What lies over the stand.
    pub(crate) pages: Vec<Page>,
    pub(crate) overlay: Option<Overlay>,
    pub(crate) notice: Option<Notice>,
    /// What the reader has done with texts,
    pub(crate) marks: Marks,
    /// and which articles of the library have these marks.
    pub(crate) marked: Marked,
    pub(crate) looking_up: LookingUp,
    keeping: Keeping,
    places: Places,
    positions: Positions,
    /// What to select as soon as the list has it.
    awaited: Option<Awaited>,
    dragging: Option<panes::Border>,
    /// What the terminal can show.
    terminal: Answer,
}

/// What the settings say to the app.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What the interface says; its direction is that of the panes.
    pub words: Words,
    /// Which key does what.
    pub keymap: Keymap,
    /// Columns a line of the reader may have; none leaves what was kept, or the reader's own.
    pub measure: Option<u16>,
    /// The panes are stacked on wide screens too.
    pub stacked: bool,
    /// The order of the list, unless one was kept.
    pub order: Order,
    /// The searches that were saved.
    pub searches: Vec<SavedSearch>,
    /// How the screen shows texts.
    pub setting: Setting,
    /// What becomes of Arabic vowel signs; none is what the terminal can draw.
    pub harakat: Option<Harakat>,
    /// How sources are cited.
    pub citation: Style,
    /// What the reader has got used to in earlier sessions.
    pub habits: Habits,
    /// Nobody has been here before: the tour begins by itself.
    pub tour: bool,
}

impl Default for Setup {
    fn default() -> Setup {
        Setup {
            keymap: Keymap::default(),
            measure: None,
            stacked: false,
            order: Order::default(),
            words: Words::default(),
            searches: Vec::new(),
            setting: Setting::screen(),
            harakat: None,
            citation: Style::default(),
            habits: Habits::default(),
            tour: false,
        }
    }
}

/// The page under all others: the panes.
#[derive(Debug, Default)]
pub(crate) struct Stand {
    pub(crate) focus: Pane,
    pub(crate) sources: Sources,
    pub(crate) headlines: Headlines,
    pub(crate) reader: Reader,
    /// The reader stands alone.
    pub(crate) zen: bool,
    /// The article that is to be compared with another.
    pub(crate) marked: Option<ArticleId>,
    /// The selected article that the reader has been given.
    shown: Option<ArticleKey>,
    /// What is open has been marked as read, or by hand: it does not become read by itself any more.
    settled: Option<TextHash>,
    /// Nobody has chosen an article yet: the first of the list stays selected while it grows.
    is_untouched: bool,
}

/// A sentence in the bottom line, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) text: String,
    pub(crate) is_warning: bool,
}

/// An article to be selected once it has been read, and the place in it.
#[derive(Clone, Debug)]
struct Awaited {
    id: ArticleId,
    place: Spot,
    /// Its row in the list's pane.
    y: u16,
    /// It belongs to a place that is gone back to.
    arrival: Option<Arrival>,
}

impl App {
    /// An app that has read nothing yet. `archive` is what was asked for, as given (nothing is the built-in edition), and
    /// `state` what was kept of that archive, or a default.
    pub fn new(setup: Setup, archive: Vec<PathBuf>, state: &State, size: Size) -> App {
        let name = session::name(&archive, &setup.words);
        let mut app = App {
            archive,
            name,
            keymap: setup.keymap,
            known: setup.habits.clone(),
            habits: setup.habits,
            steps: VecDeque::new(),
            tour: setup.tour.then(Tour::default),
            setting: Setting { harakat: setup.harakat.unwrap_or_default(), ..setup.setting },
            harakat: setup.harakat,
            citation: setup.citation,
            size,
            panes: Panes::new(size, &Borders::default(), Pane::default(), false),
            borders: Borders { stacked: setup.stacked, ..Borders::default() },
            measure: 0,
            library: Library::default(),
            facets: Facets::default(),
            filters: Filters::default(),
            history: History::default(),
            taking: Taking::default(),
            order: setup.order,
            search: Search::default(),
            saved: Saved::new(setup.searches),
            reading: Reading::default(),
            feeds: Feeds::default(),
            stand: Stand {
                focus: Pane::Articles,
                reader: Reader::new(setup.words.clone()),
                is_untouched: true,
                ..Stand::default()
            },
            words: setup.words,
            pages: Vec::new(),
            overlay: None,
            notice: None,
            marks: Marks::default(),
            marked: Marked::default(),
            looking_up: LookingUp::default(),
            keeping: Keeping::default(),
            places: Places::default(),
            positions: Positions::default(),
            awaited: None,
            dragging: None,
            terminal: Answer::default(),
        };
        app.stand.reader.set_setting(&app.setting);
        app.stand.headlines.set_setting(&app.library, &app.setting);
        if let Some(measure) = setup.measure {
            app.stand.reader.set_measure(measure);
        }
        app.measure = app.stand.reader.measure();
        app.take_up(state);
        app.settle(&mut Vec::new());
        app
    }

    /// What the world is to do first.
    pub fn start(&mut self) -> Vec<Effect> {
        vec![
            Effect::ReadMarks,
            Effect::Read(self.archive.clone()),
            Effect::LookAtFeeds { archive: self.archive.clone() },
        ]
    }

    /// The one door for change: what happened goes in, what the world is to do comes out.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = Vec::new();
        let before = self.reading_at();
        match message {
            Message::Key(key) => self.key(key, &mut effects),
            Message::Mouse(mouse) => self.mouse(self.reflected(mouse), &mut effects),
            Message::Paste(text) => self.paste(&text, &mut effects),
            Message::Resized(size) => self.size = size,
            Message::Progress(progress) => self.progress(progress, &mut effects),
            Message::Library(library) => self.take_in(library),
            Message::Problems(problems) => self.hear_of_problems(problems),
            Message::Troubles(troubles) => self.hear_of_troubles(troubles),
            Message::Fetching(progress) => self.feeds.progress = Some(progress),
            Message::Fetched(fetched) => self.fetched(fetched, &mut effects),
            Message::FullText { of, page } => self.full_text(of, page, &mut effects),
            Message::Found { ticket, hits, ranking } => self.found(ticket, hits, ranking),
            Message::Offered { ticket, proposal } => self.offered(ticket, proposal),
            Message::Counted { ticket, hits } => self.counted(ticket, hits),
            Message::Concorded(answer) => self.concorded(answer),
            Message::Searches(searches) => self.hear_of_searches(searches),
            Message::Marks(marks) => self.hear_of_marks(marks),
            Message::Marked(markings) => self.hear_of_markings(&markings),
            Message::Located(located) => self.hear_of_located(located),
            Message::Copied(copied) => self.copied(copied),
            Message::Export(exporting) => self.hear_of_export(exporting),
            Message::Completed { typed, found } => self.hear_of_files(&typed, found),
            Message::Terminal(answer) => self.hear(answer),
            Message::Failed(failure) => self.failed(failure),
            Message::Signal(Signal::Terminate) => self.quit(&mut effects),
            Message::Signal(Signal::Continue) => {}
        }
        self.settle(&mut effects);
        while let Some(step) = self.next_step() {
            self.take_step(step, &mut effects);
            self.settle(&mut effects);
        }
        self.settle_places();
        self.settle_position(before);
        self.locate_marks(&mut effects);
        self.keep_marks(&mut effects);
        effects
    }

    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        self.notice = None;
        self.dragging = None;
        self.drop_steps();
        if self.overlay.as_ref().is_some_and(Overlay::is_typed_in) {
            return self.type_key(key, effects);
        }
        match self.keymap.command(key, self.places()) {
            Some(Command::Action(action)) => {
                self.habits.press(action);
                self.act(action, effects);
            }
            Some(Command::Macro(idx)) => self.begin_macro(idx),
            None => self.wonder_at(key),
        }
    }

    /// Where keys are at work now, outside text entry.
    fn places(&self) -> &'static [Place] {
        match (self.pages.last(), &self.overlay, self.stand.focus) {
            (_, Some(_), _) => &[Place::Everywhere],
            (Some(Page::Map(_)), ..) => &[Place::Map, Place::Everywhere],
            (Some(Page::Histogram(_)), ..) => &[Place::Histogram, Place::Everywhere],
            (None, None, Pane::Sources) if self.is_on_saved_search() => {
                &[Place::SavedSearch, Place::Sources, Place::Everywhere]
            }
            (None, None, Pane::Sources) => &[Place::Sources, Place::Everywhere],
            (None, None, Pane::Reader) if self.stand.reader.passage().is_some() => &[Place::Passage, Place::Everywhere],
            (Some(Page::Comparison(_) | Page::Variants(_) | Page::Concordance(_)), ..)
            | (None, None, Pane::Articles | Pane::Reader) => &[Place::Everywhere],
        }
    }

    /// The overlay acts first, then the page on top, then the stand.
    fn act(&mut self, action: Action, effects: &mut Vec<Effect>) {
        if self.panes.arrangement == Arrangement::TooSmall && action != Action::Quit {
            return;
        }
        match action {
            Action::Tour => return self.begin_tour(),
            Action::Close if self.tour.is_some() && self.overlay.is_none() => return self.leave_tour(),
            _ => {}
        }
        let action = self.as_seen(action);
        if self.overlay.is_some() {
            self.act_on_overlay(action, effects);
        } else if self.pages.is_empty() {
            self.act_on_stand(action, effects);
        } else {
            self.act_on_page(action, effects);
        }
        self.tour_sees(action);
    }

    fn quit(&mut self, effects: &mut Vec<Effect>) {
        self.leave_article(self.reading_at());
        self.save(effects);
        effects.push(Effect::Quit);
    }

    /// Keeps the place, and what was learnt since the session began.
    fn save(&mut self, effects: &mut Vec<Effect>) {
        if self.habits != self.known {
            effects.push(Effect::SaveHabits(self.habits.clone()));
        }
        effects.push(Effect::Save(self.state()));
    }

    /// The terminal has told what it can show. A hint that was hasty is taken back.
    fn hear(&mut self, answer: Answer) {
        self.show_texts(answer.shown(self.setting, self.harakat));
        let before = std::mem::replace(&mut self.terminal, answer);
        let words_of = |hint: Option<Hint>| hint.map(|hint| self.words.text(hint.message()).to_owned());
        let (hint, old_hint) = (words_of(answer.hint), words_of(before.hint));
        match (hint, &self.notice) {
            (Some(hint), _) => self.tell(hint),
            (None, Some(notice)) if Some(&notice.text) == old_hint.as_ref() => self.notice = None,
            (None, _) => {}
        }
    }

    /// Shows all texts in another way.
    fn show_texts(&mut self, setting: Setting) {
        if setting == self.setting {
            return;
        }
        self.setting = setting;
        self.stand.reader.set_setting(&setting);
        self.stand.headlines.set_setting(&self.library, &setting);
        self.pages.iter_mut().for_each(|page| page.set_setting(&setting));
        self.look_into_again();
    }

    fn failed(&mut self, failure: Failure) {
        self.notice = Some(Notice { text: failure.text.clone(), is_warning: true });
        self.reading.failures.push(failure);
    }

    /// Makes counts and list anew. The selected article stays selected where it can, unless the list starts over.
    fn refresh(&mut self, starts_over: bool) {
        let filter = self.filters.filter();
        let hits = self.search.hits.as_ref();
        let Facets { marks, searches, .. } = std::mem::take(&mut self.facets);
        self.facets = Facets { marks, searches, ..facets(&self.library, &filter, hits) };
        let list = folded(&self.library, &filter, hits, self.search.ranking.as_ref(), self.order);
        let keep = self.stand.headlines.selected().filter(|_| !starts_over && !self.stand.is_untouched);
        self.stand.headlines.set_list(&self.library, list, keep);
        self.reading.n_shown = self.library.len();
        for page in &mut self.pages {
            match page {
                Page::Map(map) => map.set_matrix(matrix(&self.library, &filter, hits)),
                Page::Histogram(histogram) => histogram.set_years(months(&self.library, &filter, hits), &filter),
                Page::Comparison(comparison) => comparison.set_search(&self.search.query),
                Page::Variants(_) => {}
                Page::Concordance(concordance) => concordance.set_stale(),
            }
        }
        self.looking_up.set_stale();
        self.count_saved();
        self.select_awaited();
    }

    /// Selects what was waited for, once the list is the one it is waited for in.
    fn select_awaited(&mut self) {
        if !self.search_is_answered() {
            return;
        }
        let Some(awaited) = &self.awaited else { return };
        let Awaited { id, place, y, .. } = *awaited;
        let Some(key) = self.library.find(id) else {
            // All has been read: nobody need look for it again.
            self.awaited.take_if(|_| self.reading.progress.finished);
            return;
        };
        if !self.stand.headlines.select_at(&self.library, key, y) {
            return;
        }
        let arrival = self.awaited.take().and_then(|awaited| awaited.arrival);
        self.stand.is_untouched = false;
        self.place_reader();
        if let Some(arrival) = arrival {
            return self.arrive(id, y, arrival);
        }
        self.show_selected();
        self.stand.reader.go_to_place(place);
    }

    /// After anything happened: areas fit the size, the reader shows what is selected, and what must be asked is asked.
    fn settle(&mut self, effects: &mut Vec<Effect>) {
        self.show_selected();
        self.show_marks();
        let with_panes = Panes::new(self.size, &self.borders, self.stand.focus, self.stand.zen);
        let is_one_at_a_time = self.terminal.is_logical || self.columns_need_the_page(&with_panes);
        self.panes = match is_one_at_a_time {
            true => Panes::one(self.size, self.stand.focus, self.stand.zen),
            false => with_panes,
        };
        let focus_is_seen = self.panes.place(self.stand.focus).is_some();
        if !focus_is_seen && self.panes.arrangement != Arrangement::TooSmall {
            self.stand.focus = if self.stand.zen { Pane::Reader } else { Pane::Articles };
        }
        self.settle_passage();
        self.settle_tour();
        let areas = Pane::ALL.map(|pane| self.panes.area(pane));
        self.stand.sources.set_problems(self.n_problems() > 0, &self.facets);
        self.stand.sources.resize(areas[0].height, &self.facets);
        if !areas[1].is_empty() {
            self.stand.headlines.resize(&self.library, areas[1].width, areas[1].height);
        }
        self.stand.reader.set_whole_rows(self.terminal.is_logical);
        self.stand.reader.set_numbered(&self.library, matches!(self.overlay, Some(Overlay::Links(_))));
        if !areas[2].is_empty() {
            self.stand.reader.resize(areas[2].width, areas[2].height);
        }
        for page in &mut self.pages {
            let Area { width, height, .. } = self.panes.page;
            match page {
                Page::Map(map) => map.resize(width, height.saturating_sub(1)),
                Page::Histogram(histogram) => histogram.resize(width, height.saturating_sub(1)),
                Page::Comparison(comparison) => comparison.resize(width, height, self.terminal.is_logical),
                Page::Variants(variants) => variants.resize(width, height.saturating_sub(1)),
                Page::Concordance(concordance) => {
                    concordance.resize(width, height.saturating_sub(1), self.terminal.is_logical);
                    concordance.find_rows();
                }
            }
        }
        let panes_are_seen = self.panes_are_seen();
        if let Some(overlay) = &mut self.overlay {
            overlay.resize(&self.panes, panes_are_seen);
        }
        self.stand.headlines.find_contexts(&self.library, &self.search.query);
        if self.stand.focus == Pane::Reader && self.stand.reader.is_a_page_in() {
            self.mark_read();
        }
        self.ask(effects);
        self.settle_standing();
        self.ask_saved(effects);
        self.ask_concordance(effects);
    }

    /// Two columns are being read that have no room in the reader's pane, but have on the page: the other panes come back
    /// with the focus.
    fn columns_need_the_page(&self, with_panes: &Panes) -> bool {
        let reader = &self.stand.reader;
        let are_read = self.stand.focus == Pane::Reader && reader.is_side_by_side() && reader.has_pairs();
        let has_room = |width| Frame::has_room_for_halves(width) && !self.terminal.is_logical;
        are_read && !has_room(with_panes.area(Pane::Reader).width) && has_room(self.size.width)
    }

    /// The reader shows the selected article, once: what is opened across a link stays until the selection moves.
    fn show_selected(&mut self) {
        let selected = self.stand.headlines.selected();
        let next = self.stand.headlines.neighbour(true);
        let is_open = selected.is_some() && selected == self.stand.reader.key();
        if selected == self.stand.shown && !is_open {
            return;
        }
        match selected {
            Some(key) => self.open_in_reader(key, next),
            None => self.stand.reader.close(),
        }
        self.stand.shown = selected;
    }

    /// Opens an article in the reader as its reader has marked it, and `next` is what comes after it.
    fn open_in_reader(&mut self, key: ArticleKey, next: Option<ArticleKey>) {
        let mark = self.library.get(key).and_then(|article| self.marks.of(article.text_hash()));
        self.stand.reader.open(&self.library, key, next, mark);
    }

    /// Where the reader stands in the selected article; at its beginning where it shows another one.
    fn place_in_selected(&self) -> Spot {
        if self.stand.shown == self.stand.reader.key() { self.stand.reader.place() } else { Spot::default() }
    }

    /// No page lies over the panes, and there is something to show in them.
    pub(crate) fn panes_are_seen(&self) -> bool {
        self.pages.is_empty() && !self.library.is_empty()
    }

    /// Says a message that is always the same.
    fn say(&mut self, id: &str) {
        self.tell(self.words.text(id).to_owned());
    }

    fn tell(&mut self, text: String) {
        self.notice = Some(Notice { text, is_warning: false });
    }
}
