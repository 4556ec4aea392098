//! What the reader sees and may do: state and update, pure.
//!
//! How a page or an overlay plugs in: its state is a struct of its own with `resize(&mut self, width, height)` for the
//! area it is given, `act(&mut self, Action) -> Outcome`, `mouse(&mut self, Mouse) -> Outcome` with coordinates counted
//! from the corner of its area, and, if text is typed in it, `key(&mut self, Key) -> Outcome` for keys that are no action
//! of `Place::Typing`. Its view is `view(&State, Rect, &mut Buffer, &Theme)` in the twin file of `ui`.
//! One that is nothing but text is a [`Leaf`](leaf::Leaf), and is made of paragraphs alone.

pub mod action;
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
mod selecting;
mod session;
pub mod sheet;
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
use std::sync::Arc;

use crate::app::action::{Action, Place};
use crate::app::comparison::Comparison;
use crate::app::concordance::Concordance;
use crate::app::effect::Effect;
use crate::app::export::Taking;
use crate::app::feeds::{Afterwards, Feeds};
use crate::app::filters::Filters;
use crate::app::habits::Habits;
use crate::app::headlines::Headlines;
use crate::app::histogram::Histogram;
use crate::app::history::History;
use crate::app::input::Key;
use crate::app::keymap::{Command, Keymap};
use crate::app::looking_up::LookingUp;
use crate::app::macros::Step;
use crate::app::map::Map;
use crate::app::marking::Keeping;
use crate::app::message::{Answer, Failure, Hint, Message, Progress, Signal, Skipped, Ticket};
use crate::app::overlay::Overlay;
use crate::app::panes::{Area, Arrangement, Pane, Panes, Size};
use crate::app::places::{Arrival, Places};
use crate::app::positions::Positions;
use crate::app::reader::{Place as Spot, Reader};
use crate::app::saved::{Saved, SavedSearch};
use crate::app::search_box::SearchBox;
use crate::app::sheet::frame::Frame;
use crate::app::sources::Sources;
use crate::app::state::{Borders, State};
use crate::app::tour::Tour;
use crate::app::variants::Variants;
use crate::locale::words::Words;
use crate::model::problem::Problem;
use crate::store::facets::{Facets, facets, matrix, months};
use crate::store::id::ArticleId;
use crate::store::library::{ArticleKey, Library};
use crate::store::listing::folded;
use crate::store::marked::Marked;
use crate::store::marks::Marks;
use crate::store::order::Order;
use crate::store::proposal::Proposal;
use crate::store::query::{Doubt, Query, parse};
use crate::store::ranking::Ranking;
use crate::store::search::Hits;
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

/// A page over the stand.
#[derive(Clone, Debug)]
pub(crate) enum Page {
    /// Outlets by years.
    Map(Box<Map>),
    /// Years, and months inside them.
    Histogram(Box<Histogram>),
    /// Two articles beside each other.
    Comparison(Box<Comparison>),
    /// Articles that tell one story.
    Variants(Box<Variants>),
    /// Every place of a word.
    Concordance(Box<Concordance>),
}

impl Search {
    /// What is proposed for what is typed, unless the reader left it aside.
    pub(crate) fn proposal_for(&self, typed: &SearchBox) -> Option<&Proposal> {
        self.proposal
            .as_ref()
            .filter(|proposal| proposal.input() == typed.line().text() && !typed.has_left_aside(proposal.input()))
    }
}

/// The search whose hits are shown, and the one that was asked.
#[derive(Debug, Default)]
pub(crate) struct Search {
    pub(crate) query: Query,
    /// What in it may have been meant otherwise.
    pub(crate) doubts: Vec<Doubt>,
    /// What else it may be taken to mean, if the reader likes.
    pub(crate) proposal: Option<Proposal>,
    /// What it found; none if nothing is searched.
    pub(crate) hits: Option<Hits>,
    /// How well the articles answer, as far as it was asked.
    pub(crate) ranking: Option<Ranking>,
    /// Articles of the library that was searched,
    n_searched: usize,
    /// and the revision of the marks it was asked with.
    revision: u64,
    /// Marks have become others since, and the filters after them: it is to be asked again.
    is_stale: bool,
    asked: Option<Asked>,
    last_ticket: Ticket,
    /// The first article is to be selected when the answer comes: another word was typed.
    starts_over: bool,
    /// The part of the query that was typed.
    typed: Query,
}

#[derive(Debug)]
struct Asked {
    ticket: Ticket,
    query: Query,
    /// The part of it that was typed.
    typed: Query,
    is_ranked: bool,
    doubts: Vec<Doubt>,
    /// Articles of the library that was asked.
    n_articles: usize,
}

/// How far reading the archive is.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) progress: Progress,
    /// What could not be read.
    pub(crate) failures: Vec<Failure>,
    /// What of the archive could not be read.
    pub(crate) problems: Arc<[Problem]>,
    /// What is done once it has been read again,
    afterwards: Vec<Afterwards>,
    /// and that it is to be read again as soon as it has been read.
    is_wanted_again: bool,
    /// The new library while the archive is read again; the old one is shown meanwhile.
    again: Option<Library>,
    /// A library that takes the place of the one on the screen once the search that is on is answered for it.
    renewed: Option<Library>,
    /// Articles when list and counts were last made.
    n_shown: usize,
    /// How often another library took the place of the one on the screen.
    n_swaps: usize,
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

impl Page {
    /// Shows the same as another library has it; `false` where that has nothing to show.
    fn reopen(&mut self, library: &Library) -> bool {
        match self {
            // These are made anew with the list, and a concordance is asked for again: its rows stay until it is answered.
            Page::Map(_) | Page::Histogram(_) => true,
            Page::Concordance(concordance) => concordance.leave(library),
            Page::Comparison(comparison) => comparison.reopen(library),
            Page::Variants(variants) => variants.reopen(library),
        }
    }

    /// Shows texts in another way.
    fn set_setting(&mut self, setting: &Setting) {
        match self {
            Page::Comparison(comparison) => comparison.set_setting(setting),
            Page::Variants(variants) => variants.set_setting(setting),
            Page::Concordance(concordance) => concordance.set_setting(setting),
            Page::Map(_) | Page::Histogram(_) => {}
        }
    }

    /// The same to be kept while one is elsewhere.
    fn laid_by(&self) -> Page {
        match self {
            Page::Concordance(concordance) => Page::Concordance(Box::new(concordance.laid_by())),
            page => page.clone(),
        }
    }
}

impl Reading {
    /// More may still come.
    pub(crate) fn is_going_on(&self) -> bool {
        !self.progress.finished
    }
}

/// `2 files skipped: not text`, or `3 files skipped: not text (2), hidden (1)`.
fn words_of_skipped(skipped: &[Skipped], words: &Words) -> String {
    let n_files = skipped.iter().map(|skipped| skipped.n_files).sum::<usize>();
    let reason = |of: &Skipped| match skipped {
        [_] => of.reason.clone(),
        _ => words.with("skipped-reason", &[("reason", of.reason.as_str().into()), ("n", of.n_files.into())]),
    };
    let reasons: Vec<String> = skipped.iter().map(reason).collect();
    words.with("skipped", &[("n", n_files.into()), ("reasons", reasons.join(words.text("comma")).into())])
}

/// The list is made anew when the library has grown by this part since the last time, so that reading a large archive
/// does not sort it again at every step.
const GROWTH: usize = 16;

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

    /// What of the archive could not be read.
    pub fn problems(&self) -> &[Problem] {
        &self.reading.problems
    }

    fn progress(&mut self, progress: Progress, effects: &mut Vec<Effect>) {
        self.reading.progress = progress;
        if !self.reading.progress.finished {
            return;
        }
        if let Some(library) = self.reading.again.take() {
            self.renew(library);
            if !self.reading.is_wanted_again {
                self.do_afterwards();
            }
        }
        self.refresh(false);
        if std::mem::take(&mut self.reading.is_wanted_again) {
            // Nobody is told before it has been read once more.
            let mut wanted = std::mem::take(&mut self.reading.afterwards);
            if let Some(last) = wanted.pop() {
                self.reading.afterwards = wanted;
                self.read_again(last, effects);
            }
        }
        let skipped = &self.reading.progress.skipped;
        if !skipped.is_empty() && !self.library.is_empty() && self.notice.is_none() {
            self.tell(words_of_skipped(skipped, &self.words));
        }
    }

    /// More has been read. A library that grew out of the one on the screen keeps its keys; in another one they are found
    /// again. While the archive is read again, the old library is shown until the new one is whole.
    fn take_in(&mut self, library: Library) {
        if let Some(again) = &mut self.reading.again {
            *again = library;
        } else if let Some(renewed) = self.reading.renewed.as_mut().filter(|renewed| renewed.is_prefix_of(&library)) {
            *renewed = library;
        } else if self.reading.renewed.is_none() && self.library.is_prefix_of(&library) {
            let has_stories_anew = self.library.stories() != library.stories();
            self.library = library;
            self.marked.follow(&self.library, &self.marks);
            let n_new = self.library.len() - self.reading.n_shown.min(self.library.len());
            if has_stories_anew || n_new >= self.reading.n_shown / GROWTH {
                self.refresh(false);
            }
        } else {
            self.renew(library);
        }
    }

    /// Another library takes the place of the old one. Hits belong to the library that was searched: while a search is
    /// on, the old library stays until the new one has been searched, so that the list is never one without the other.
    fn renew(&mut self, library: Library) {
        if !self.filters.has_search() || library.is_empty() {
            self.swap(library);
            self.refresh(false);
            return self.look_into_again();
        }
        self.reading.renewed = Some(library);
        self.search.asked = None;
    }

    /// Another library takes the place of the old one; the same article stays selected, by its id.
    fn swap(&mut self, library: Library) {
        self.reading.renewed = None;
        let id = |key: Option<ArticleKey>| key.and_then(|key| self.library.get(key)).map(|article| article.id());
        let is_free = self.awaited.is_none();
        if let Some(id) = id(self.stand.headlines.selected()).filter(|_| is_free) {
            let place = self.place_in_selected();
            let y = self.stand.headlines.selected_y(&self.library);
            self.awaited = Some(Awaited { id, place, y, arrival: None });
        }
        self.library = library;
        self.reading.n_swaps += 1;
        self.marked.follow(&self.library, &self.marks);
        self.stand.reader.close();
        self.stand.shown = None;
        self.search.hits = None;
        self.search.ranking = None;
        self.search.asked = None;
        self.saved.forget();
        self.stand.headlines.forget(&self.library);
        self.overlay.take_if(|overlay| matches!(overlay, Overlay::Links(_)));
        self.pages.retain_mut(|page| page.reopen(&self.library));
        self.places.swap(&self.library);
    }

    /// What lies over the article tells of it as it is in the library now.
    fn look_into_again(&mut self) {
        let action = match &self.overlay {
            Some(Overlay::Evidence(_)) => Action::Evidence,
            Some(Overlay::Headlines(_)) => Action::PageHeadlines,
            _ => return,
        };
        self.show_selected();
        self.overlay = None;
        self.show_overlay(action);
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

    /// What a search found so far; the answer to an old question is dropped.
    fn found(&mut self, ticket: Ticket, hits: Hits, ranking: Option<Ranking>) {
        let goes_on = !hits.is_complete();
        let Some(asked) = self.search.asked.take_if(|asked| asked.ticket == ticket) else { return };
        let renewed = self.reading.renewed.take();
        let is_renewed = renewed.is_some();
        if let Some(library) = renewed {
            self.swap(library);
        }
        let is_first_answer = self.search.hits.is_none() || self.search.query != asked.query;
        self.search.hits = Some(hits);
        self.search.ranking = ranking;
        self.search.doubts.clone_from(&asked.doubts);
        self.search.typed.clone_from(&asked.typed);
        self.search.n_searched = asked.n_articles;
        if is_first_answer {
            self.search.query.clone_from(&asked.query);
            self.stand.headlines.set_context(true);
            self.stand.reader.set_search(&self.search.query);
        }
        let starts_over = std::mem::take(&mut self.search.starts_over);
        self.refresh(starts_over);
        if is_renewed {
            self.look_into_again();
        }
        if goes_on {
            self.search.asked = Some(asked);
        }
    }

    /// What else the search may be taken to mean; of an old question it is dropped.
    fn offered(&mut self, ticket: Ticket, proposal: Option<Proposal>) {
        if ticket == self.search.last_ticket {
            self.search.proposal = proposal;
        }
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
            Some(key) => self.stand.reader.open(&self.library, key, next),
            None => self.stand.reader.close(),
        }
        self.stand.shown = selected;
    }

    /// Where the reader stands in the selected article; at its beginning where it shows another one.
    fn place_in_selected(&self) -> Spot {
        if self.stand.shown == self.stand.reader.key() { self.stand.reader.place() } else { Spot::default() }
    }

    /// Asks for hits if the search is not the one that was answered or asked, or the library has grown since.
    fn ask(&mut self, effects: &mut Vec<Effect>) {
        if !self.filters.has_search() {
            if let Some(library) = self.reading.renewed.take() {
                self.swap(library);
                self.refresh(false);
                self.look_into_again();
            }
            if self.search.hits.is_some() || self.search.asked.is_some() {
                let last_ticket = self.search.last_ticket;
                self.search = Search { last_ticket, ..Search::default() };
                self.stand.headlines.set_context(false);
                self.stand.reader.set_search(&Query::default());
                self.refresh(false);
                self.show_selected();
            }
            return;
        }
        let (typed, doubts) = parse(self.filters.search());
        let query = self.question();
        let is_ranked = self.order == Order::BestMatch;
        let is_asked = match &self.search.asked {
            Some(asked) => asked.query == query && asked.is_ranked >= is_ranked,
            None => {
                let is_searched = self.reading.renewed.is_none() && self.search.n_searched == self.library.len();
                is_searched
                    && !self.search.is_stale
                    && self.search_is_answered()
                    && self.search.ranking.is_some() >= is_ranked
            }
        };
        let library = self.reading.renewed.as_ref().unwrap_or(&self.library);
        if is_asked || library.is_empty() {
            return;
        }
        let ticket = Ticket(self.search.last_ticket.0 + 1);
        self.search.last_ticket = ticket;
        self.search.is_stale = false;
        self.search.revision = self.marked.revision();
        let n_articles = library.len();
        self.search.asked = Some(Asked { ticket, query: query.clone(), typed, is_ranked, doubts, n_articles });
        let marked = self.marked_for(library, std::slice::from_ref(&query));
        let typed = self.filters.search().to_owned();
        effects.push(Effect::Search { ticket, library: library.clone(), query, typed, is_ranked, marked });
    }

    /// The hits that are shown are those of the search that is on, though more may have been read since.
    fn search_is_answered(&self) -> bool {
        let query = self.question();
        match &self.search.hits {
            Some(_) => self.search.query == query,
            None => query.is_empty(),
        }
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
