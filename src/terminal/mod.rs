//! The terminal: the loop between the reader's keys and the app's pictures, and the only part that touches the screen.
//!
//! Everything that happens comes through one inbox. The loop sleeps until something comes, takes all that has come,
//! lets the app change, and then draws once; where the picture is the same, nothing is written. So an idle reader costs
//! nothing, and a burst of keys, progress or resizes costs one frame.
//!
//! Before its first frame it asks the terminal a few questions and waits for the answers as long as a person would not
//! notice. An answer that comes later still counts, and an answer that never comes is remembered, so that it is not
//! waited for again.

pub mod bidi;
pub mod capabilities;
mod clicks;
mod clipboard;
pub mod doctor;
pub mod effects;
pub mod events;
pub mod export;
mod feeds;
pub mod guard;
pub mod hyperlink;
pub mod inquiry;
pub mod kitty;
pub mod marks;
pub mod opener;
pub mod pipe;
pub mod screen;
pub mod sequences;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use ratatui::layout::{Rect, Size as Cells};
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::app::effect::Effect;
use crate::app::message::{Answer, Failure, Message, Signal};
use crate::app::panes::Size;
use crate::app::state::State;
use crate::app::{App, Setup};
use crate::config::{Config, Fault, ThemeChoice};
use crate::error::Error;
use crate::export::taken::Taken;
use crate::journal;
use crate::locale::words::{Saying, Words};
use crate::searches;
use crate::state::{self, Memory};
use crate::tables::Tables;
use crate::terminal::bidi::{Bidi, Decision, Mode, decide};
use crate::terminal::capabilities::{Background, Capabilities, Environment};
use crate::terminal::clicks::Clicks;
use crate::terminal::effects::{Effects, Order, from_root};
use crate::terminal::events::{Event, Keys};
use crate::terminal::guard::{Guard, Modes};
use crate::terminal::hyperlink::Telling;
use crate::terminal::inquiry::Inquiry;
use crate::terminal::screen::Screen;
use crate::terminal::sequences::Reply;
use crate::text::clean::Clean;
use crate::ui;
use crate::ui::hyperlinks::Hyperlinks;
use crate::ui::theme::Theme;

/// What the newsstand is opened with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Files and folders as given; none is the last archive, or else the edition built into the program.
    pub paths: Vec<PathBuf>,
    /// What the interface says.
    pub words: Words,
    /// The reader's settings.
    pub config: Config,
    /// What was wrong with them.
    pub faults: Vec<Fault>,
    /// The file of saved searches, where there can be one.
    pub searches: Option<PathBuf>,
    /// The folder of the feeds that are followed: it opens with the last archive.
    pub feeds: Option<PathBuf>,
}

/// Opens the newsstand and comes back when the reader has left it; the terminal is then as it was. The number is the
/// exit code: 0, or 128 and the number of the signal that ended it.
pub fn run(opening: Opening) -> Result<u8, Error> {
    let environment = Environment::of_this_process();
    if environment.is_dumb() {
        let dumb = opening.words.text("terminal-dumb").to_owned();
        return Err(Error::Screen(io::Error::new(io::ErrorKind::Unsupported, dumb)));
    }
    let mut session = Session::open(opening, environment).map_err(Error::Screen)?;
    let code = session.live();
    let farewell = session.close();
    for line in farewell {
        // Nobody may be there to be told: then the terminal is what has gone.
        let _ = writeln!(io::stderr(), "kiosque: {}", Clean::new(&line));
    }
    code.map_err(Error::Screen)
}

/// The first frame waits so long, counted from the start, for something to show,
const FIRST_PAGES_TAKE: Duration = Duration::from_millis(25);
/// and so long for the rest of an archive that is read in no time.
const FEW_PAGES_TAKE: Duration = Duration::from_millis(8);
/// Sizes come in bursts while a window is dragged; the last one of a burst is drawn.
const RESIZES_PAUSE: Duration = Duration::from_millis(10);
/// However much comes, a frame is drawn so often.
const LONGEST_BATCH: Duration = Duration::from_millis(16);

struct Session {
    guard: Guard,
    keys: Keys,
    arriving: Receiver<Event>,
    effects: Effects,
    terminal: Terminal<Screen>,
    app: App,
    words: Words,
    theme: Theme,
    /// The theme the reader has named; none is one that suits the background.
    chosen: Option<Theme>,
    mouse: bool,
    inquiry: Inquiry,
    bidi: Bidi,
    kitty_force_ltr: bool,
    /// Whether the terminal is told which cells lead where.
    telling: Telling,
    /// Hints that need not be given again.
    told: BTreeSet<String>,
    /// What the app was told last of the terminal.
    answer: Option<Answer>,
    /// How often the button of the mouse goes down.
    clicks: Clicks,
    memory: Option<PathBuf>,
    started: Instant,
    /// The process stopped by its own will, and the signal that it continues has not been seen yet.
    stopped: bool,
    resized: bool,
    code: Option<u8>,
}

impl Session {
    fn open(opening: Opening, environment: Environment) -> io::Result<Session> {
        let started = Instant::now();
        let (inbox, arriving) = mpsc::channel();
        events::listen_to_signals(inbox.clone())?;
        let guard = Guard::raw()?;
        let mut inquiry = Inquiry::ask(environment, &guard)?;
        let keys = events::listen_to_keys(inbox.clone(), inquiry.owed())?;

        let path = state::default_path();
        let (memory, damage) = path.as_deref().map(state::load).unwrap_or_default();
        inquiry.recall(&memory.silent_terminals);
        let Place { paths, state, missing } = Place::find(&opening.paths, &memory, opening.feeds.as_deref());
        let (chosen, no_theme) = chosen_theme(&opening.config.theme);
        let (tables, no_tables) = Tables::of(&opening.config);
        let telling = opening.config.hyperlinks;
        let citation = opening.config.citation;
        let Config { keymap, measure, stacked, order, setting, harakat, mouse, bidi, kitty_force_ltr, cache, .. } =
            opening.config;
        let words = opening.words;
        let saved = opening.searches;
        let (searches, no_searches) = saved.as_deref().map(searches::load).unwrap_or_default();
        let tour = memory == Memory::default() && damage.is_none() && paths.is_empty();
        let habits = memory.habits;
        let setup = Setup {
            words: words.clone(),
            keymap,
            measure,
            stacked,
            order,
            searches,
            setting,
            harakat,
            citation,
            habits,
            tour,
        };
        let size = size();
        let area = Rect::new(0, 0, size.width, size.height);
        let screen = Screen::new(area.as_size());
        let mut session = Session {
            guard,
            keys,
            arriving,
            effects: Effects::new(inbox, words.clone(), tables, cache, path.clone())?
                .with_saved(saved)
                .with_marks(journal::path())?,
            terminal: Terminal::with_options(screen, TerminalOptions { viewport: Viewport::Fixed(area) })?,
            words: words.clone(),
            app: App::new(setup, paths, &state, size),
            theme: theme(chosen.as_ref(), &inquiry.capabilities),
            chosen,
            mouse,
            inquiry,
            bidi,
            kitty_force_ltr,
            telling,
            told: memory.told,
            answer: None,
            clicks: Clicks::default(),
            memory: path,
            started,
            stopped: false,
            resized: false,
            code: None,
        };
        let first = session.app.start();
        session.carry_out_all(first)?;
        let faults: Vec<Saying> = opening.faults.iter().chain(&no_searches).map(Fault::saying).collect();
        let notices = [said_once(&faults), said_once(&no_tables), no_theme, damage, missing];
        for text in notices.into_iter().flatten().map(|notice| words.saying(&notice)) {
            session.tell(Message::Failed(Failure { text }))?;
        }
        Ok(session)
    }

    /// Sleeps, listens and draws until there is a reason to leave.
    fn live(&mut self) -> io::Result<u8> {
        let early = self.first_answers()?;
        self.guard.enter(self.modes())?;
        self.tell_of_terminal()?;
        early.into_iter().try_for_each(|event| self.take(event))?;
        loop {
            if let Some(code) = self.code {
                return Ok(code);
            }
            self.draw()?;
            match self.arriving.recv() {
                Ok(event) => self.take_batch(event)?,
                Err(_) => return Ok(HUNG_UP),
            }
        }
    }

    /// Waits for the answers of the terminal and for the first pages, within reason; keeps what else has come meanwhile.
    fn first_answers(&mut self) -> io::Result<Vec<Event>> {
        let mut early = Vec::new();
        let mut pages = Some(self.started + FIRST_PAGES_TAKE);
        loop {
            let Some(deadline) = self.inquiry.deadline().max(pages) else { return Ok(early) };
            let event = match self.arriving.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(Event::Reply(reply)) => {
                    self.learn(&reply)?;
                    continue;
                }
                Ok(event) => event,
                Err(_) => return Ok(early),
            };
            match &event {
                Event::Archive { message: Message::Library(_), .. } => {
                    pages = pages.map(|pages| pages.min(Instant::now() + FEW_PAGES_TAKE));
                }
                Event::Archive { message: Message::Progress(progress), .. } if progress.finished => pages = None,
                _ => {}
            }
            let is_end = matches!(event, Event::Ended(_) | Event::Gone);
            early.push(event);
            if is_end {
                return Ok(early);
            }
        }
    }

    /// Takes this and whatever else has come, up to a frame's time of it.
    fn take_batch(&mut self, first: Event) -> io::Result<()> {
        let began = Instant::now();
        self.take(first)?;
        while began.elapsed() < LONGEST_BATCH && self.code.is_none() {
            let next = match self.resized {
                true => self.arriving.recv_timeout(RESIZES_PAUSE),
                false => self.arriving.try_recv().map_err(|_| RecvTimeoutError::Timeout),
            };
            let Ok(event) = next else { break };
            self.take(event)?;
        }
        if self.resized { self.resize() } else { Ok(()) }
    }

    fn take(&mut self, event: Event) -> io::Result<()> {
        match event {
            Event::Message(message) => {
                let message = self.clicks.count(message, Instant::now());
                self.tell(message)
            }
            Event::Archive { reading, message } if self.effects.is_newest(reading) => self.tell(message),
            Event::Archive { .. } => Ok(()),
            Event::Marks(report) => match self.effects.marks().hear(report) {
                Some(message) => self.tell(message),
                None => Ok(()),
            },
            Event::Focus(has_it) => {
                // Another kiosque may have been used meanwhile.
                if has_it {
                    self.effects.marks().look();
                }
                Ok(())
            }
            Event::Reply(reply) => self.take_late_answer(&reply),
            Event::Resized => {
                self.resized = true;
                Ok(())
            }
            Event::Stop => self.suspend(),
            Event::Continued if std::mem::take(&mut self.stopped) => Ok(()),
            Event::Continued => {
                self.guard.renew()?;
                self.begin_again()
            }
            Event::Ended(signal) => self.end(u8::try_from(128 + signal).unwrap_or(HUNG_UP)),
            Event::Gone => self.end(HUNG_UP),
        }
    }

    fn tell(&mut self, message: Message) -> io::Result<()> {
        let effects = self.app.update(message);
        self.carry_out_all(effects)
    }

    fn carry_out_all(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match self.effects.carry_out(effect) {
                None => {}
                Some(Order::Tell(sequence)) => {
                    let known = self.inquiry.capabilities.known(self.kitty_force_ltr);
                    self.guard.write(clipboard::through(&sequence, known.multiplexer()).as_bytes())?;
                }
                Some(Order::Suspend) => events::stop_everybody()?,
                Some(Order::Pipe { taken, command }) => self.pipe(*taken, &command)?,
                Some(Order::Quit) => self.code = self.code.or(Some(0)),
            }
        }
        Ok(())
    }

    /// The app may still say what is to be kept.
    fn end(&mut self, code: u8) -> io::Result<()> {
        self.code = self.code.or(Some(code));
        self.tell(Message::Signal(Signal::Terminate))
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.stopped = true;
        self.guard.suspend()?;
        self.begin_again()
    }

    /// Lends the terminal to a command, and takes it back when somebody has seen how it ended.
    fn pipe(&mut self, taken: Taken, command: &str) -> io::Result<()> {
        self.keys.pause();
        let modes = self.guard.lend();
        let words = self.words.clone().for_answers();
        let ended = pipe::run(command, taken, &words);
        // Whoever reads that a key leads back may press it at once: then somebody is to be listening.
        let listens = self.guard.listen();
        self.keys.resume();
        pipe::println(&format!("\r\n{ended} {}", words.text("pipe-back")));
        listens?;
        let mut meanwhile = Vec::new();
        loop {
            match self.arriving.recv() {
                Ok(Event::Message(Message::Key(_) | Message::Paste(_))) => break,
                Ok(event @ (Event::Ended(_) | Event::Gone)) => {
                    meanwhile.push(event);
                    break;
                }
                Ok(event) => meanwhile.push(event),
                Err(_) => return self.end(HUNG_UP),
            }
        }
        self.guard.enter(modes)?;
        self.begin_again()?;
        meanwhile.into_iter().try_for_each(|event| self.take(event))
    }

    /// The terminal shows something else: all is drawn anew, at the size it has now.
    fn begin_again(&mut self) -> io::Result<()> {
        self.resize()?;
        self.tell(Message::Signal(Signal::Continue))
    }

    fn resize(&mut self) -> io::Result<()> {
        self.resized = false;
        let size = size();
        self.terminal.backend_mut().renew(Cells::new(size.width, size.height));
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))?;
        self.tell(Message::Resized(size))
    }

    fn draw(&mut self) -> io::Result<()> {
        let (app, theme) = (&self.app, &self.theme);
        let turns_words = self.decision().mode == Mode::Kitty;
        let tells_links = self.telling.tells(&self.inquiry.capabilities);
        let links = self.terminal.backend().links();
        self.terminal.draw(|frame| {
            let leading = ui::view(app, theme, frame);
            links.replace(if tells_links { leading } else { Hyperlinks::default() });
            if turns_words {
                kitty::turn_words(frame.buffer_mut());
            }
        })?;
        let frame = self.terminal.backend_mut().frame();
        if frame.is_empty() {
            return Ok(());
        }
        // A terminal that takes nothing any more is gone; its place is kept like at any other end.
        self.guard.write(&frame).or_else(|_| self.end(HUNG_UP))
    }

    fn learn(&mut self, reply: &Reply) -> io::Result<()> {
        self.inquiry.learn(reply, &self.guard)?;
        self.theme = theme(self.chosen.as_ref(), &self.inquiry.capabilities);
        Ok(())
    }

    /// What is learnt while the screen is in use may mean to enter it again.
    fn take_late_answer(&mut self, reply: &Reply) -> io::Result<()> {
        let modes = self.modes();
        self.learn(reply)?;
        self.tell_of_terminal()?;
        if self.modes() == modes {
            return Ok(());
        }
        self.guard.enter(self.modes())?;
        self.resize()
    }

    /// The app draws for the terminal as it is known now.
    fn tell_of_terminal(&mut self) -> io::Result<()> {
        let answer = self.decision().answer();
        let answer = Answer { hint: answer.hint.filter(|hint| !self.told.contains(hint.message())), ..answer };
        self.terminal.backend_mut().set_whole_rows(answer.is_logical);
        if self.answer.replace(answer) == Some(answer) {
            return Ok(());
        }
        self.tell(Message::Terminal(answer))
    }

    fn decision(&self) -> Decision {
        decide(self.bidi, &self.inquiry.capabilities.known(self.kitty_force_ltr))
    }

    fn modes(&self) -> Modes {
        Modes { mouse: self.mouse, switch: self.decision().switch }
    }

    /// Leaves the terminal; gives back what could not be said on the screen any more.
    fn close(mut self) -> Vec<String> {
        let late = self.inquiry.end(&self.arriving);
        let mut farewell = Vec::new();
        self.effects.marks().finish();
        self.effects.end_export();
        let news = self.inquiry.news();
        let told = self.answer.and_then(|answer| answer.hint);
        if let Some(path) = self.memory.filter(|_| news.is_some() || told.is_some()) {
            let remember = |memory: &mut Memory| {
                memory.told.extend(told.map(|hint| hint.message().to_owned()));
                news.into_iter().for_each(|news| news(&mut memory.silent_terminals));
            };
            farewell.extend(state::change(&path, remember).err().map(|failure| self.words.saying(&failure)));
        }
        for event in late.into_iter().chain(self.arriving.try_iter()) {
            match event {
                Event::Message(Message::Failed(failure)) => farewell.push(failure.text),
                Event::Message(Message::Export(exporting)) => farewell.extend(self.app.end_export(exporting)),
                _ => {}
            }
        }
        farewell.sort();
        farewell.dedup();
        drop(self.guard);
        farewell
    }
}

/// As the system ends a program whose terminal is gone (128 + SIGHUP).
const HUNG_UP: u8 = 129;

/// Which archive is opened, and where in it.
struct Place {
    paths: Vec<PathBuf>,
    /// What was kept of it; where nothing was, the panes are as they were in another archive.
    state: State,
    /// The last archive is not there, in a sentence.
    missing: Option<Saying>,
}

impl Place {
    /// Of what was given; where nothing was, of the last archive with the feeds.
    fn find(given: &[PathBuf], memory: &Memory, feeds: Option<&Path>) -> Place {
        if !given.is_empty() {
            return Place::at(given.to_vec(), memory);
        }
        let last = memory.last_archive();
        let is_there = last.is_empty() || last.iter().any(|path| path.exists());
        let mut place = Place::at(if is_there { last.clone() } else { Vec::new() }, memory);
        place
            .paths
            .extend(feeds.filter(|feeds| !place.paths.iter().any(|path| feeds.starts_with(path))).map(PathBuf::from));
        if !is_there {
            let names: Vec<_> = last.iter().map(|path| path.display().to_string()).collect();
            place.missing = Some(Saying::new("archive-gone").of("path", names.join(", ")));
        }
        place
    }

    fn at(paths: Vec<PathBuf>, memory: &Memory) -> Place {
        let archive: Vec<String> = paths.iter().map(|path| from_root(path)).collect();
        let elsewhere = || {
            let last = memory.last()?;
            Some(State { measure: last.measure, borders: last.borders, ..State::default() })
        };
        let state = memory.place_in(&archive).cloned().or_else(elsewhere).unwrap_or_default();
        Place { paths, state, missing: None }
    }
}

/// The theme the settings name, and what is wrong with its file.
fn chosen_theme(choice: &ThemeChoice) -> (Option<Theme>, Option<Saying>) {
    match choice {
        ThemeChoice::Auto => (None, None),
        ThemeChoice::Named(name) => (Theme::named(name), None),
        ThemeChoice::File(path) => match theme_file(path) {
            Ok(theme) => (Some(theme), None),
            Err(fault) => {
                let fault = Saying::new("theme-unread").of("path", path.display().to_string()).of("error", fault);
                (None, Some(fault))
            }
        },
    }
}

fn theme_file(path: &Path) -> Result<Theme, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    Theme::parse(&text).map_err(|error| error.to_string())
}

/// The chosen theme, or the one for the background: where that is unknown, the terminal's own colours suit it.
fn theme(chosen: Option<&Theme>, capabilities: &Capabilities) -> Theme {
    let name = match capabilities.background {
        Some(Background::Dark) => "ink",
        Some(Background::Light) => "paper",
        None => "terminal",
    };
    let theme = chosen.cloned().or_else(|| Theme::named(name));
    theme.unwrap_or_default().at_depth(capabilities.depth)
}

/// The first fault, and how many there are besides.
fn said_once(faults: &[Saying]) -> Option<Saying> {
    let (first, others) = faults.split_first()?;
    Some(match others.len() {
        0 => first.clone(),
        n => Saying::new("faults").of("first", first.clone()).of("n", n),
    })
}

/// The size of the terminal; what calls itself 0 by 0 does not know it, and is taken for the size terminals had once.
fn size() -> Size {
    match crossterm::terminal::size() {
        Ok((width, height)) if width > 0 && height > 0 => Size { width, height },
        _ => Size { width: 80, height: 24 },
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, said_once};

    use std::path::PathBuf;

    use crate::app::state::{Borders, State};
    use crate::locale::words::{Saying, Words};
    use crate::state::Memory;

    fn kept(archive: &str, search: &str) -> State {
        let archive = if archive.is_empty() { vec![] } else { vec![archive.to_owned()] };
        let borders = Borders { sources: Some(30), ..Borders::default() };
        State { archive, search: search.to_owned(), measure: Some(60), borders, ..State::default() }
    }

    #[test]
    fn the_archive_that_is_named_opens_where_it_was_left() {
        let here = std::env::current_dir().unwrap();
        let source = here.join("src").to_string_lossy().into_owned();
        let gone = "/no/such/archive";
        let archives = vec![kept(&source, "left last"), kept(gone, "gone"), kept("", "edition")];
        let memory = Memory { archives, ..Memory::default() };
        let mut left_in_gone = memory.clone();
        left_in_gone.archives.swap(0, 1);
        let nothing = Memory::default();
        for (given, memory, paths, search, is_missing) in [
            ("src/../src", &memory, "src/../src", "left last", false),
            ("tests", &memory, "tests", "", false),
            (gone, &memory, gone, "gone", false),
            ("", &memory, source.as_str(), "left last", false),
            ("", &left_in_gone, "", "edition", true),
            ("", &nothing, "", "", false),
        ] {
            let given: Vec<PathBuf> = [given].iter().filter(|path| !path.is_empty()).map(PathBuf::from).collect();
            let place = Place::find(&given, memory, None);
            let found: Vec<String> = place.paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
            assert_eq!(found.join(" "), paths, "{given:?}");
            assert_eq!((place.state.search.as_str(), place.missing.is_some()), (search, is_missing), "{given:?}");
            let keeps_panes = memory.archives.is_empty() || place.state.borders.sources == Some(30);
            assert!(keeps_panes, "{given:?}");
        }
    }

    #[test]
    fn feeds_open_with_the_last_archive_and_only_with_it() {
        let here = std::env::current_dir().unwrap();
        let [source, feeds] = ["src", "data/feeds"].map(|path| here.join(path));
        let kept = |paths: &[&PathBuf]| Memory {
            archives: vec![State {
                archive: paths.iter().map(|path| path.display().to_string()).collect(),
                search: "left".to_owned(),
                ..State::default()
            }],
            ..Memory::default()
        };
        for (given, memory, want, search) in [
            (&[][..], kept(&[&source]), vec![&source, &feeds], "left"),
            (&[][..], kept(&[&source, &feeds]), vec![&source, &feeds], "left"),
            (&[][..], Memory::default(), vec![&feeds], ""),
            (&[source.clone()][..], kept(&[&source]), vec![&source], "left"),
        ] {
            let place = Place::find(given, &memory, Some(&feeds));
            assert_eq!(place.paths.iter().collect::<Vec<_>>(), want);
            assert_eq!(place.state.search, search);
        }
    }

    #[test]
    fn many_faults_are_one_sentence() {
        let said = |faults: &[Saying]| said_once(faults).map(|once| Words::default().saying(&once));
        let fault = Saying::new("reload-busy");
        assert_eq!(said(&[]), None);
        assert_eq!(said(std::slice::from_ref(&fault)).as_deref(), Some("The archive is still being read."));
        assert_eq!(
            said(&[fault.clone(), fault.clone(), fault]).as_deref(),
            Some("The archive is still being read. (and 2 more; `kiosque list` says them all)")
        );
    }
}
