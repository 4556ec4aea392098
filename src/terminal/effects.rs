//! Does what the app wishes: reads archives, searches, keeps the reader's place. Answers come back through the inbox.
//!
//! What takes time happens on threads of its own. A newer wish makes the older one of its kind needless: a search that
//! has not begun is skipped, a reading that goes on is told to end.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, SendError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::app::effect::{Effect, Export};
use crate::app::habits::Habits;
use crate::app::message::{Concorded, Exporting, Failure, Fetched, Message, Progress, Skipped, Ticket};
use crate::app::saved::Edit;
use crate::app::state::State;
use crate::cache;
use crate::export::taken::Taken;
use crate::locale::words::{Saying, Words};
use crate::model::address::WebAddress;
use crate::searches;
use crate::source::estimate::Estimate;
use crate::source::{Input, News, Reading, Report, Request};
use crate::state;
use crate::store::concordance::{Concording, Sought};
use crate::store::groups::Filter;
use crate::store::id::{ArticleId, absolute};
use crate::store::library::Library;
use crate::store::marked::Marked;
use crate::store::proposal::proposal;
use crate::store::query::Query;
use crate::store::ranking::Ranker;
use crate::store::search::{Hits, Searching, search_marked};
use crate::store::text_hash::TextHash;
use crate::store::whereabouts::{Whereabouts, locate};
use crate::tables::Tables;
use crate::terminal::clipboard;
use crate::terminal::events::Event;
use crate::terminal::export;
use crate::terminal::feeds::Reporter;
use crate::terminal::marks::Keeper;
use crate::terminal::opener;

/// What only the loop itself can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Tell the terminal this sequence, through whatever stands between.
    Tell(String),
    /// Give the terminal back and stop.
    Suspend,
    /// Lend the terminal to a command.
    Pipe {
        /// What it gets.
        taken: Box<Taken>,
        /// As it was typed.
        command: String,
    },
    /// Leave.
    Quit,
}

/// The hands of the app.
#[derive(Debug)]
pub struct Effects {
    inbox: Sender<Event>,
    words: Words,
    searches: Sender<Search>,
    counts: Sender<Count>,
    /// Words that are looked up; none where nobody waits any longer.
    concordances: Sender<Option<Concord>>,
    /// The file of saved searches.
    saved: Option<PathBuf>,
    desk: Arc<Desk>,
    /// The number of the newest reading.
    reading: Arc<AtomicU64>,
    /// Where the reader's place is kept.
    memory: Option<PathBuf>,
    marks: Keeper,
    /// Fetching the feeds is to end.
    stops_fetching: Arc<AtomicBool>,
    /// Writing a file is to end.
    stops_export: Arc<AtomicBool>,
    /// Who writes it.
    export: Option<JoinHandle<()>>,
}

impl Effects {
    /// Ready to work; the answers go into this inbox.
    pub fn new(
        inbox: Sender<Event>,
        words: Words,
        tables: Tables,
        cache: cache::Place,
        memory: Option<PathBuf>,
    ) -> io::Result<Effects> {
        let (searches, asked) = mpsc::channel();
        let answers = inbox.clone();
        thread::Builder::new().name("search".to_owned()).spawn(move || search(&asked, &answers))?;
        let (counts, asked) = mpsc::channel();
        let answers = inbox.clone();
        thread::Builder::new().name("count".to_owned()).spawn(move || count(&asked, &answers))?;
        let (concordances, asked) = mpsc::channel();
        let answers = inbox.clone();
        thread::Builder::new().name("concordance".to_owned()).spawn(move || concord(&asked, &answers))?;
        let desk = Arc::new(Desk { tables, cache, words: words.clone(), at_work: Mutex::default() });
        let (saved, reading, stops_fetching, stops_export) = (None, Arc::default(), Arc::default(), Arc::default());
        let marks = Keeper::new(None, words.clone(), inbox.clone())?;
        Ok(Effects {
            inbox,
            words,
            searches,
            counts,
            concordances,
            saved,
            desk,
            reading,
            memory,
            marks,
            stops_fetching,
            stops_export,
            export: None,
        })
    }

    /// The same with the file in which saved searches are kept.
    pub fn with_saved(self, saved: Option<PathBuf>) -> Effects {
        Effects { saved, ..self }
    }

    /// The same with the file in which marks are kept.
    pub fn with_marks(self, journal: Option<PathBuf>) -> io::Result<Effects> {
        let marks = Keeper::new(journal, self.words.clone(), self.inbox.clone())?;
        Ok(Effects { marks, ..self })
    }

    /// The marks on their way to the journal and back.
    pub fn marks(&mut self) -> &mut Keeper {
        &mut self.marks
    }

    /// Whether this is the newest reading; what older ones still say is dropped.
    pub fn is_newest(&self, reading: u64) -> bool {
        self.reading.load(Ordering::Relaxed) == reading
    }

    /// Ends the writing of a file and waits for that: how it ended is then in the inbox.
    pub fn end_export(&mut self) {
        self.stops_export.store(true, Ordering::Relaxed);
        let _ = self.export.take().map(JoinHandle::join);
    }

    /// Does it, or says what the loop has to do.
    pub fn carry_out(&mut self, effect: Effect) -> Option<Order> {
        match effect {
            Effect::Read(paths) => self.read(paths),
            Effect::Search { ticket, library, query, typed, is_ranked, marked } => {
                // The worker lives as long as this end of the channel does.
                let _ = self.searches.send(Search { ticket, library, query, typed, is_ranked, marked });
            }
            Effect::Count { ticket, library, queries, marked } => {
                let _ = self.counts.send(Count { ticket, library, queries, marked });
            }
            Effect::Concord { ticket, library, sought, filter, hits } => {
                let _ = self.concordances.send(Some(Concord { ticket, library, sought, filter, hits }));
            }
            Effect::StopConcording => {
                let _ = self.concordances.send(None);
            }
            Effect::EditSearches(edit) => self.edit_searches(&edit),
            Effect::ReadSearches => self.read_searches(),
            Effect::ReadMarks => self.marks.read(),
            Effect::Mark(markings) => self.marks.keep(markings),
            Effect::Locate { library, known } => self.locate(library, known),
            Effect::Fetch { archive } => self.fetch(archive),
            Effect::StopFetching => self.stops_fetching.store(true, Ordering::Relaxed),
            Effect::LookAtFeeds { archive } => self.look_at_feeds(archive),
            Effect::FetchFullText { of, path } => self.fetch_full_text(of, path),
            Effect::Export(export) => self.export(*export),
            Effect::StopExport => self.stops_export.store(true, Ordering::Relaxed),
            Effect::Complete(typed) => self.complete(typed),
            Effect::Pipe { taken, command } => return Some(Order::Pipe { taken, command }),
            Effect::Open(address) => self.open(address),
            Effect::Copy { text, n_words } => return clipboard::copy(text, n_words, &self.inbox).map(Order::Tell),
            Effect::Save(state) => self.save(state),
            Effect::SaveHabits(habits) => self.save_habits(habits),
            Effect::Suspend => return Some(Order::Suspend),
            Effect::Quit => return Some(Order::Quit),
        }
        None
    }

    fn read(&self, paths: Vec<PathBuf>) {
        let reading = self.reading.fetch_add(1, Ordering::Relaxed) + 1;
        let newest = Arc::clone(&self.reading);
        let inbox = self.inbox.clone();
        let desk = Arc::clone(&self.desk);
        let work = move || desk.read(&paths, reading, &newest, &inbox);
        if let Err(error) = thread::Builder::new().name("archive".to_owned()).spawn(work) {
            self.fail(&Saying::new("archive-unread").of("error", error.to_string()));
        }
    }

    fn fetch(&self, archive: Vec<PathBuf>) {
        self.stops_fetching.store(false, Ordering::Relaxed);
        let (reporter, stops) = (self.reporter(), Arc::clone(&self.stops_fetching));
        if thread::Builder::new().name("feeds".to_owned()).spawn(move || reporter.fetch(&archive, &stops)).is_err() {
            self.tell(Message::Fetched(Fetched::default()));
        }
    }

    fn look_at_feeds(&self, archive: Vec<PathBuf>) {
        let reporter = self.reporter();
        // Without a thread nothing is told: it is asked again when somebody looks.
        let _ = thread::Builder::new().name("feeds".to_owned()).spawn(move || reporter.look(&archive));
    }

    fn fetch_full_text(&self, of: ArticleId, path: String) {
        let reporter = self.reporter();
        let work = move || reporter.fetch_full_text(of, &path);
        if let Err(error) = thread::Builder::new().name("full text".to_owned()).spawn(work) {
            self.tell(Message::FullText { of, page: Err(error.to_string()) });
        }
    }

    fn export(&mut self, export: Export) {
        self.stops_export.store(false, Ordering::Relaxed);
        let (words, inbox, stops) = (self.words.clone(), self.inbox.clone(), Arc::clone(&self.stops_export));
        let work = move || export::export(&export, &words, &inbox, &stops);
        match thread::Builder::new().name("export".to_owned()).spawn(work) {
            Ok(export) => self.export = Some(export),
            Err(error) => self.tell(Message::Export(Exporting::Failed(error.to_string()))),
        }
    }

    fn complete(&self, typed: String) {
        let inbox = self.inbox.clone();
        let work = move || {
            let found = export::complete(&typed);
            let _ = inbox.send(Event::Message(Message::Completed { typed, found }));
        };
        // Without a thread nothing is found.
        let _ = thread::Builder::new().name("names".to_owned()).spawn(work);
    }

    fn locate(&self, library: Library, known: Vec<(TextHash, Whereabouts)>) {
        let inbox = self.inbox.clone();
        let work = move || {
            let located = locate(&library, &known);
            let _ = inbox.send(Event::Message(Message::Located(located)));
        };
        // Without a thread they are looked for at the next start.
        let _ = thread::Builder::new().name("places".to_owned()).spawn(work);
    }

    fn reporter(&self) -> Reporter {
        Reporter { inbox: self.inbox.clone(), words: self.words.clone() }
    }

    fn open(&self, address: WebAddress) {
        let mut child = match opener::open(&address) {
            Ok(child) => child,
            Err(error) => {
                let is_missing = error.kind() == io::ErrorKind::NotFound;
                let failure = Saying::new(if is_missing { "opener-missing" } else { "opener-failed" });
                return self.fail(&unopened(failure, &address).of("error", error.to_string()));
            }
        };
        // Somebody has to wait for it, or the system keeps what is left of it.
        let (inbox, words, started) = (self.inbox.clone(), self.words.clone(), Instant::now());
        let wait = move || {
            let Ok(status) = child.wait() else { return };
            // What ends long after was a browser that somebody has closed.
            if !status.success() && started.elapsed() < OPENERS_TAKE {
                let failure = unopened(Saying::new("opener-failed"), &address).of("error", status.to_string());
                let _ = inbox.send(Event::Message(Message::Failed(Failure { text: words.saying(&failure) })));
            }
        };
        // Without a thread it goes unwaited for: the address is open all the same.
        let _ = thread::Builder::new().name("opener".to_owned()).spawn(wait);
    }

    fn edit_searches(&self, edit: &Edit) {
        let Some(saved) = &self.saved else { return };
        match searches::change(saved, edit) {
            Ok(searches) => self.tell(Message::Searches(searches)),
            Err(failure) => self.fail(&failure),
        }
    }

    fn read_searches(&self) {
        let Some(saved) = &self.saved else { return };
        let (searches, faults) = searches::load(saved);
        self.tell(Message::Searches(searches));
        faults.first().into_iter().for_each(|fault| self.fail(&fault.saying()));
    }

    fn tell(&self, message: Message) {
        let _ = self.inbox.send(Event::Message(message));
    }

    fn save(&self, place: State) {
        let Some(memory) = &self.memory else { return };
        let Some(place) = lasting(place) else { return };
        if let Err(failure) = state::change(memory, |memory| memory.keep(place)) {
            self.fail(&failure);
        }
    }

    fn save_habits(&self, habits: Habits) {
        let Some(memory) = &self.memory else { return };
        if let Err(failure) = state::change(memory, |memory| memory.habits.take_in(habits)) {
            self.fail(&failure);
        }
    }

    fn fail(&self, failure: &Saying) {
        let text = self.words.saying(failure);
        self.tell(Message::Failed(Failure { text }));
    }
}

/// A program that could not open an address has said so after this time.
const OPENERS_TAKE: Duration = Duration::from_secs(10);

fn unopened(failure: Saying, address: &WebAddress) -> Saying {
    failure.of("opener", opener::NAME).of("address", address.as_str().to_owned())
}

/// A place that makes sense wherever the next start happens. Standard input cannot be read again, and an archive that is
/// not there was a typing error that must not take the place of the last one.
fn lasting(place: State) -> Option<State> {
    let archive: Vec<String> = place.archive.iter().map(|path| from_root(Path::new(path))).collect();
    let is_there = |path: &String| Path::new(path).exists();
    let can_be_read_again = archive.is_empty() || archive.iter().any(is_there);
    let has_pipe = place.archive.iter().any(|path| path == "-");
    (can_be_read_again && !has_pipe).then_some(State { archive, ..place })
}

/// The path from the root, as articles are named by it.
pub fn from_root(path: &Path) -> String {
    let base = std::env::current_dir().unwrap_or_default();
    absolute(&base.to_string_lossy(), &path.to_string_lossy())
}

#[derive(Debug)]
struct Search {
    ticket: Ticket,
    library: Library,
    query: Query,
    typed: String,
    is_ranked: bool,
    marked: Marked,
}

/// Saved searches to be counted.
#[derive(Debug)]
struct Count {
    ticket: Ticket,
    library: Library,
    queries: Vec<Query>,
    marked: Marked,
}

/// Finds what saved searches find, one by one and with time: nobody waits for a count.
fn count(asked: &Receiver<Count>, answers: &Sender<Event>) {
    while let Ok(Count { ticket, library, queries, marked }) = asked.recv() {
        let hits = queries.iter().map(|query| search_marked(&library, query, &marked)).collect();
        if answers.send(Event::Message(Message::Counted { ticket, hits })).is_err() {
            return;
        }
    }
}

/// A word to be looked up.
#[derive(Debug)]
struct Concord {
    ticket: Ticket,
    library: Library,
    sought: Sought,
    filter: Filter,
    hits: Option<Hits>,
}

/// Looks up words, always the newest: it takes the place of the one that is being looked up.
fn concord(asked: &Receiver<Option<Concord>>, answers: &Sender<Event>) {
    let mut newest = None;
    while let Some(question) = newest.take().or_else(|| asked.recv().ok()) {
        let Some(concord) = question else { continue };
        match look_up(&concord, asked, answers) {
            Ok(newer) => newest = newer,
            Err(_) => return,
        }
    }
}

/// Sends the places of a word, first those it has after a moment. Gives up when something newer is asked, which it gives back.
fn look_up(
    concord: &Concord,
    asked: &Receiver<Option<Concord>>,
    answers: &Sender<Event>,
) -> Result<Option<Option<Concord>>, SendError<Event>> {
    let Concord { ticket, library, sought, filter, hits } = concord;
    let mut concording = Concording::new(library, sought, filter, hits.as_ref());
    let mut said: Option<Instant> = None;
    loop {
        let slice = Instant::now();
        let is_complete = concording.step(&mut || slice.elapsed() < SLICE);
        if let Some(newer) = asked.try_iter().last() {
            return Ok(Some(newer));
        }
        let is_due = match said {
            None => concording.has_found(),
            Some(said) => said.elapsed() >= BETWEEN_PROGRESS,
        };
        if is_complete || is_due {
            let answer = Concorded {
                ticket: *ticket,
                is_first: said.is_none(),
                occurrences: concording.take(),
                n_found: concording.n_found(),
                n_articles: concording.n_articles(),
                is_complete,
            };
            said = Some(Instant::now());
            answers.send(Event::Message(Message::Concorded(answer)))?;
        }
        if is_complete {
            return Ok(None);
        }
    }
}

/// A search is left and looked at after so long: nobody waits longer for rows that are there, nor sees a step so short.
const SLICE: Duration = Duration::from_millis(4);

/// Answers questions, always the newest: it takes the place of the one that is being answered.
fn search(asked: &Receiver<Search>, answers: &Sender<Event>) {
    let mut questions = Questions { asked, newer: None };
    while let Some(search) = questions.next() {
        if answer(&search, &mut questions, answers).is_err() {
            return;
        }
    }
}

/// What is to be searched, and whether something newer was asked meanwhile.
struct Questions<'a> {
    asked: &'a Receiver<Search>,
    newer: Option<Search>,
}

impl Questions<'_> {
    /// The newest question, as soon as there is one; `None` once nobody can ask any more.
    fn next(&mut self) -> Option<Search> {
        self.are_answered();
        self.newer.take().or_else(|| self.asked.recv().ok())
    }

    /// Nothing was asked since the last one was taken.
    fn are_answered(&mut self) -> bool {
        self.newer = self.asked.try_iter().last().or(self.newer.take());
        self.newer.is_none()
    }
}

/// Sends what a search has found, first what it has after a moment, and at the end what else it may be taken to mean.
/// Gives up when something newer is asked.
fn answer(search: &Search, questions: &mut Questions<'_>, answers: &Sender<Event>) -> Result<(), SendError<Event>> {
    let Search { ticket, library, query, typed, is_ranked, marked } = search;
    let ticket = *ticket;
    // Where the best match stands first, rows are of no use without it.
    let mut ranker = is_ranked.then(|| Ranker::new(library, query));
    let ranking = ranker.as_mut().and_then(|ranker| ranker.step(&mut || questions.are_answered()));
    let mut searching = Searching::new(library, query, marked);
    let mut said: Option<Instant> = None;
    loop {
        let slice = Instant::now();
        let is_over = searching.step(&mut || slice.elapsed() < SLICE && questions.are_answered());
        if !questions.are_answered() {
            return Ok(());
        }
        let hits = searching.hits();
        let is_due = said.is_none_or(|said| said.elapsed() >= BETWEEN_PROGRESS) && !hits.is_empty();
        if is_over || is_due {
            said = Some(Instant::now());
            answers.send(Event::Message(Message::Found { ticket, hits, ranking: ranking.clone() }))?;
        }
        if is_over {
            break;
        }
    }
    let proposal = proposal(library, typed, marked, &searching.hits(), &mut || questions.are_answered());
    answers.send(Event::Message(Message::Offered { ticket, proposal }))
}

/// A person sees no more than this many steps a second.
const BETWEEN_PROGRESS: Duration = Duration::from_millis(50);

/// What every reading of an archive works with.
#[derive(Debug)]
struct Desk {
    /// What pages are read with.
    tables: Tables,
    /// Where what was read is kept.
    cache: cache::Place,
    words: Words,
    /// Held by the reading that is at work: the next one begins when it has noticed that it is needless.
    at_work: Mutex<()>,
}

impl Desk {
    fn read(&self, paths: &[PathBuf], reading: u64, newest: &AtomicU64, inbox: &Sender<Event>) {
        let _at_work = self.at_work.lock();
        let inputs = match paths {
            [] => vec![Input::Edition],
            paths => paths.iter().map(|path| Input::from_argument(path)).collect(),
        };
        let send = |message| {
            let is_wanted = newest.load(Ordering::Relaxed) == reading;
            match inbox.send(Event::Archive { reading, message }) {
                Ok(()) if is_wanted => ControlFlow::Continue(()),
                _ => ControlFlow::Break(()),
            }
        };
        let mut said = Instant::now();
        let estimate = Estimate::new(said);
        let mut last = Progress::default();
        let mut tell = |news| match news {
            News::Library(library) => send(Message::Library(library)),
            News::Problems(problems) => send(Message::Problems(problems)),
            News::Notice(notice) => send(Message::Failed(Failure { text: self.words.saying(&notice) })),
            News::Progress(progress) => {
                let seconds_left = estimate.seconds_left(progress, Instant::now());
                last = Progress {
                    n_read: progress.n_read,
                    n_found: progress.n_found,
                    share: progress.has_large.then(|| progress.share()),
                    seconds_left,
                    ..Progress::default()
                };
                if said.elapsed() < BETWEEN_PROGRESS {
                    return ControlFlow::Continue(());
                }
                said = Instant::now();
                send(Message::Progress(last.clone()))
            }
        };
        let request =
            Request { tables: &self.tables, inputs: &inputs, cache: &self.cache, afresh: false, gives_way: true };
        let mut archive = Reading::read(request, &mut tell);
        // What was named is missed by its name; the rest is counted.
        let named = archive.report.failures().filter(|skip| skip.was_named);
        let named: Vec<String> = named.map(|skip| self.words.saying(&skip.told())).collect();
        if !named.is_empty() {
            let _ = send(Message::Failed(Failure { text: named.join(self.words.text("semicolon")) }));
        }
        let skipped = by_reason(&archive.report, &self.words);
        let _ = send(Message::Progress(Progress { finished: true, skipped, seconds_left: None, ..last }));
        archive.keep(&mut |news| match news {
            News::Library(library) => send(Message::Library(library)),
            News::Problems(problems) => send(Message::Problems(problems)),
            News::Notice(notice) => send(Message::Failed(Failure { text: self.words.saying(&notice) })),
            News::Progress(_) => ControlFlow::Continue(()),
        });
    }
}

/// What was skipped, one row a reason, in the order of the report.
fn by_reason(report: &Report, words: &Words) -> Vec<Skipped> {
    let mut rows: Vec<Skipped> = Vec::new();
    for skip in report.skipped.iter().filter(|skip| !(skip.was_named && skip.is_failure())) {
        let reason = words.saying(&skip.in_few_words());
        match rows.iter_mut().find(|row| row.reason == reason) {
            Some(row) => row.n_files += 1,
            None => rows.push(Skipped { reason, n_files: 1, example: skip.path.clone() }),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::{Effects, Order, lasting};

    use std::path::PathBuf;
    use std::sync::mpsc::{self, Receiver};
    use std::time::Duration;

    use crate::app::effect::Effect;
    use crate::app::message::{Message, Ticket};
    use crate::app::state::State;
    use crate::cache::Place;
    use crate::locale::words::Words;
    use crate::state;
    use crate::store::library::Library;
    use crate::store::marked::Marked;
    use crate::store::query;
    use crate::tables::Tables;
    use crate::terminal::events::Event;

    fn effects(memory: Option<PathBuf>) -> (Effects, Receiver<Event>) {
        let (inbox, arriving) = mpsc::channel();
        (Effects::new(inbox, Words::default(), Tables::default(), Place::Nowhere, memory).unwrap(), arriving)
    }

    fn next(arriving: &Receiver<Event>) -> Event {
        arriving.recv_timeout(Duration::from_secs(20)).unwrap()
    }

    #[test]
    fn an_archive_arrives_and_then_its_end() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "Un titre\n\nUn paragraphe qui dit quelque chose.\n").unwrap();
        let (mut effects, arriving) = effects(None);
        assert_eq!(effects.carry_out(Effect::Read(vec![folder.path().to_owned(), "/nowhere".into()])), None);
        let (mut n_articles, mut named) = (0, String::new());
        loop {
            let Event::Archive { reading: 1, message } = next(&arriving) else {
                panic!("only the archive was asked for")
            };
            match message {
                Message::Library(library) => n_articles = library.len(),
                Message::Failed(failure) => named = failure.text,
                Message::Progress(progress) if progress.finished => {
                    assert_eq!(progress.skipped, [], "what was named is told by its name");
                    break;
                }
                _ => {}
            }
        }
        assert_eq!(n_articles, 1);
        assert!(named.contains("/nowhere"), "{named}");
        assert!(effects.is_newest(1) && !effects.is_newest(0));
    }

    #[test]
    fn the_newest_question_is_answered() {
        let (mut effects, arriving) = effects(None);
        for n in 1..=50 {
            let (query, _) = query::parse("alep");
            effects.carry_out(Effect::Search {
                ticket: Ticket(n),
                library: Library::default(),
                query,
                typed: String::new(),
                is_ranked: false,
                marked: Marked::default(),
            });
        }
        let mut answered = vec![];
        while answered.last() != Some(&50) {
            match next(&arriving) {
                Event::Message(Message::Found { ticket, .. }) => answered.push(ticket.0),
                Event::Message(Message::Offered { .. }) => {}
                _ => panic!("only answers"),
            }
        }
        assert!(answered.is_sorted());
    }

    #[test]
    fn a_place_is_kept_by_its_absolute_path() {
        let folder = tempfile::tempdir().unwrap();
        let memory = folder.path().join("state.json");
        let (mut effects, _arriving) = effects(Some(memory.clone()));
        let place = |archive: &str| State { archive: vec![archive.to_owned()], ..State::default() };
        for archive in ["src/../src/./", "-", "a typing error"] {
            effects.carry_out(Effect::Save(place(archive)));
        }
        let (kept, _) = state::load(&memory);
        let source = std::env::current_dir().unwrap().join("src");
        assert_eq!(kept.archives, [place(&source.to_string_lossy())]);
        assert_eq!(lasting(State::default()), Some(State::default()), "the edition");
    }

    #[test]
    fn a_place_that_cannot_be_kept_is_said() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), "").unwrap();
        let (mut effects, arriving) = effects(Some(folder.path().join("file/state.json")));
        effects.carry_out(Effect::Save(State::default()));
        let Event::Message(Message::Failed(failure)) = next(&arriving) else { panic!("a failure") };
        assert!(failure.text.starts_with("your place was not kept"), "{}", failure.text);
        assert_eq!(effects.carry_out(Effect::Quit), Some(Order::Quit));
    }
}
