//! What each command does: input read, answer printed, exit code found.
//!
//! Answers go to standard output and everything else to standard error. One bad file does not stop the others. Whoever
//! closes the pipe has seen enough: that is no error.

use std::cell::OnceCell;
use std::ffi::OsStr;
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::ops::ControlFlow;
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::CommandFactory;

use crate::app::filters::{outlet_name, year_name};
use crate::app::saved::SavedSearch;
use crate::app::search_box::doubt_words;
use crate::cache;
use crate::cli::{Cli, Command, MarksWay, Selection, Years};
use crate::config::{self, Config};
use crate::error::Error;
use crate::export::piece::Piece;
use crate::export::style::Style as CitationStyle;
use crate::fetch::Feeds;
use crate::formats::caught::is_caught;
use crate::journal;
use crate::locale::words::Words;
use crate::locale::{Locale, Surroundings};
use crate::model::json as model_json;
use crate::model::problem::Problem;
use crate::print::{self, Answer, Columns, Row, Style};
use crate::searches;
use crate::source::{self, Input, News, Reading, Report, Request};
use crate::state;
use crate::store::facets::{Facet, Facets, facets};
use crate::store::groups::{Filter, OutletKey, YearKey, outlets_named};
use crate::store::id::ArticleId;
use crate::store::library::{ArticleKey, Library, Named};
use crate::store::listing::{Listing, listed};
use crate::store::marked::Marked;
use crate::store::marks::Marks;
use crate::store::order::Order;
use crate::store::query::{self, Query};
use crate::store::ranking::rank;
use crate::store::search::search_marked;
use crate::store::snippet::snippet;
use crate::store::suggestion::{Suggestion, suggestion};
use crate::store::whereabouts;
use crate::tables::Tables;
use crate::terminal::{self, Opening, doctor};
use crate::text::cells;
use crate::text::clean::Clean;
use crate::text::fold::fold;

mod cached;
mod export;
mod feeds;
mod manual;
mod marks;

/// Does what the command line asks for.
pub fn run(cli: Cli) -> ExitCode {
    silence_caught_panics();
    let opens_newsstand = cli.command.is_none() && !cli.print_config && io::stdout().is_terminal();
    if opens_newsstand {
        return newsstand(cli);
    }
    if matches!(cli.command, Some(Command::Doctor)) && io::stdout().is_terminal() {
        return examine(&cli);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let outcome = answer(&cli, &mut out).and_then(|outcome| Ok(out.flush().map(|()| outcome)?));
    match outcome {
        Ok(outcome) if cli.shared.strict && outcome.missed_something => ExitCode::from(FAILED),
        Ok(outcome) if outcome.found => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(NOT_FOUND),
        Err(Error::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => failed(&error, &words(&cli)),
    }
}

/// A parser that gives up on a record is told of as a problem of that record, and in no other way.
fn silence_caught_panics() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !is_caught() {
            report(info);
        }
    }));
}

fn failed(error: &Error, words: &Words) -> ExitCode {
    say(words.saying(&error.saying()));
    ExitCode::from(FAILED)
}

/// The words of answers, before the settings have been looked at for anything else.
fn words(cli: &Cli) -> Words {
    Words::of(locale(cli, &config::load(cli.shared.config.as_deref()).0)).for_answers()
}

fn newsstand(mut cli: Cli) -> ExitCode {
    let missing = source::missing(&cli.paths);
    if !cli.paths.is_empty() && missing.len() == cli.paths.len() {
        let words = words(&cli);
        missing.iter().for_each(|skip| say(words.saying(&skip.told())));
        return failed(&Error::NothingReadable, &words);
    }
    let (config, faults) = config::load(cli.shared.config.as_deref());
    let words = Words::of(locale(&cli, &config));
    cli.paths = feeds::opened(&cli.paths, &words.clone().for_answers());
    let feeds = Feeds::of_this_system().filter(|feeds| !feeds.is_empty()).map(|feeds| feeds.folder());
    let (mouse, bidi) = (config.mouse && !cli.no_mouse, cli.bidi.unwrap_or(config.bidi));
    let config = Config { mouse, bidi, ..config };
    let searches = searches::path(cli.shared.config.as_deref());
    match terminal::run(Opening { paths: cli.paths, words: words.clone(), config, faults, searches, feeds }) {
        Ok(code) => ExitCode::from(code),
        Err(error) => failed(&error, &words.for_answers()),
    }
}

/// Shows the card, then prints what was found.
fn examine(cli: &Cli) -> ExitCode {
    let (words, config) = doctors(cli);
    match doctor::examine(&words, &config) {
        Ok(Ok(findings)) => {
            // A terminal that has gone meanwhile is no error.
            let _ = lines(&mut io::stdout().lock(), &findings);
            ExitCode::SUCCESS
        }
        Ok(Err(code)) => ExitCode::from(code),
        Err(error) => failed(&Error::Screen(error), &words.for_answers()),
    }
}

/// What the doctor works with: the words of the interface, and the settings as the command line has them.
fn doctors(cli: &Cli) -> (Words, Config) {
    let (config, faults) = config::load(cli.shared.config.as_deref());
    let words = Words::of(locale(cli, &config));
    faults.iter().for_each(|fault| say(words.clone().for_answers().saying(&fault.saying())));
    let bidi = cli.bidi.unwrap_or(config.bidi);
    (words, Config { bidi, ..config })
}

/// Prints lines in which there may be words of the surroundings, made safe.
fn lines(out: &mut dyn Write, text: &str) -> io::Result<()> {
    text.lines().try_for_each(|line| writeln!(out, "{}", Clean::new(line)))
}

/// The language of the interface: as the command line says, or else the settings, or else the surroundings.
fn locale(cli: &Cli, config: &Config) -> Locale {
    let variable = |name: &str| std::env::var_os(name).unwrap_or_default().to_string_lossy().into_owned();
    let surroundings = || Surroundings {
        language: variable("LANGUAGE"),
        lc_all: variable("LC_ALL"),
        lc_messages: variable("LC_MESSAGES"),
        lang: variable("LANG"),
    };
    cli.lang.or(config.lang).unwrap_or_else(|| surroundings().locale())
}

/// Prints the help that was asked for, or what is wrong with the command line; the latter quotes words that may be file
/// names, and is made safe.
pub fn explain(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Whoever closes the pipe has seen enough of it.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let text = error.render().to_string();
    let safe = |line: &str| {
        let indent = line.len() - line.trim_start_matches(' ').len();
        format!("{}{}", " ".repeat(indent), Clean::new(line))
    };
    let _ = writeln!(io::stderr(), "{}", text.trim_end().lines().map(safe).collect::<Vec<_>>().join("\n"));
    ExitCode::from(FAILED)
}

const NOT_FOUND: u8 = 1;
const FAILED: u8 = 2;

/// What the exit code is made of.
struct Outcome {
    /// There was something to print.
    found: bool,
    /// A file could not be read.
    missed_something: bool,
}

impl Outcome {
    const DONE: Outcome = Outcome { found: true, missed_something: false };
}

fn answer(cli: &Cli, out: &mut dyn Write) -> Result<Outcome, Error> {
    let desk = || Desk::new(cli);
    match &cli.command {
        None if cli.print_config => {
            out.write_all(config::DEFAULT.as_bytes())?;
            Ok(Outcome::DONE)
        }
        None => list(&desk(), &cli.paths, &Selection::default(), false, out),
        Some(Command::List { selection, json, paths }) => list(&desk(), paths, selection, *json, out),
        Some(Command::Search { query, saved, json, paths }) => match query {
            Some(typed) if saved.is_empty() => {
                let desk = desk();
                let query = desk.understood(typed)?;
                find(&desk, paths, &query, Some(typed), *json, out)
            }
            // Where saved searches are named, what stands in the place of a query is a path.
            first => {
                let desk = desk();
                let query = desk.saved(saved)?;
                let paths: Vec<PathBuf> = first.iter().map(PathBuf::from).chain(paths.iter().cloned()).collect();
                find(&desk, &paths, &query, None, *json, out)
            }
        },
        Some(Command::Show { id, width, json, markdown, paths }) => {
            let form = match (json, markdown) {
                (true, _) => Form::Json,
                (_, true) => Form::Markdown,
                _ => Form::Text { width: width.unwrap_or(80) },
            };
            show(&desk(), paths, id, form, out)
        }
        Some(Command::Export { format, citation, selection, output, force, paths }) => {
            let to = export::To { format: *format, citation: *citation, file: output.as_deref(), replaces: *force };
            export::export(&desk(), paths, selection, to, out)
        }
        Some(Command::Parse { paths, .. }) => {
            // What is asked for is what the program makes of pages now.
            let desk = Desk { cache: cache::Place::Nowhere, names_all: true, opens_lists: false, ..desk() };
            parse(&desk, paths, out)
        }
        Some(Command::Index { again, paths }) => cached::index(&desk(), paths, *again, out),
        Some(Command::Stats { paths }) => cached::stats(&desk(), paths, out),
        Some(Command::Outlets { paths }) => {
            let desk = desk();
            let row = |row: &Facet<OutletKey>| (row.total, outlet_name(row, &desk.words).to_owned());
            groups(&desk, paths, out, |groups| groups.outlets.iter().map(row).collect())
        }
        Some(Command::Years { paths }) => {
            let desk = desk();
            let row = |row: &Facet<YearKey>| (row.total, year_name(row.key, &desk.words));
            groups(&desk, paths, out, |groups| groups.years.iter().map(row).collect())
        }
        Some(Command::Add { given }) => feeds::add(&desk(), given, out),
        Some(Command::Remove { given, entries }) => feeds::remove(&desk(), given, *entries, out),
        Some(Command::Feeds { opml, json }) => {
            let form = match (opml, json) {
                (true, _) => feeds::Form::Opml,
                (_, true) => feeds::Form::Json,
                _ => feeds::Form::Rows,
            };
            feeds::list(&desk(), form, out)
        }
        Some(Command::Fetch { quiet, now }) => feeds::fetch(&desk(), *quiet, *now, out),
        Some(Command::Marks { way: MarksWay::Export { paths } }) => marks::export(&desk(), paths, out),
        Some(Command::Marks { way: MarksWay::Import { file } }) => marks::import(&desk(), file, out),
        Some(Command::Searches { paths }) => saved_searches(&desk(), paths, out),
        Some(Command::Doctor) => {
            let (words, config) = doctors(cli);
            lines(out, &doctor::from_environment(&words, &config))?;
            Ok(Outcome::DONE)
        }
        Some(Command::Formats) => {
            print::formats(out)?;
            Ok(Outcome::DONE)
        }
        Some(Command::Man) => {
            manual::write(out)?;
            Ok(Outcome::DONE)
        }
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "kiosque", &mut script);
            out.write_all(&script)?;
            Ok(Outcome::DONE)
        }
    }
}

fn list(
    desk: &Desk,
    paths: &[PathBuf],
    selection: &Selection,
    json: bool,
    out: &mut dyn Write,
) -> Result<Outcome, Error> {
    let (chosen, report) = desk.chosen(paths, selection)?;
    let Some((library, list)) = chosen else { return Ok(outcome(false, &report)) };
    let row = |key| {
        let story = story(&library, key);
        Some(Row { article: library.get(key)?, outlet: library.outlet_label(key), answer: None, story })
    };
    print_rows(desk, &library, &list, row, json, out)?;
    Ok(outcome(!list.is_empty(), &report))
}

/// The article that is the first to tell the same as this one; none where it alone tells it.
fn story(library: &Library, key: ArticleKey) -> Option<ArticleId> {
    Some(library.get(library.stories().variants_of(key).next()?)?.id())
}

/// Prints what is found, and where nothing is, says what may have been meant by what was typed.
fn find(
    desk: &Desk,
    paths: &[PathBuf],
    query: &Query,
    typed: Option<&str>,
    json: bool,
    out: &mut dyn Write,
) -> Result<Outcome, Error> {
    let ((library, ranking, list, meant), report) = desk.answer(paths, |library| {
        let marked = desk.marked(library, query);
        let hits = search_marked(library, query, &marked);
        let typed = typed.filter(|_| hits.is_empty());
        let meant = typed.and_then(|typed| suggestion(library, typed, &marked, &mut || true));
        let ranking = rank(library, query);
        let list = listed(library, &Filter::default(), Some(&hits), Some(&ranking), Order::BestMatch);
        // One that cannot be read is noted by its segment, and then all this is asked again.
        let _ = list.iter().all(|key| library.check(key));
        (library.clone(), ranking, list, meant)
    })?;
    meant.iter().for_each(|meant| say(desk.meant(meant)));
    let row = |key| {
        let article = library.get(key)?;
        let answer = Answer { score: ranking.score(key), context: snippet(query, &article, N_CONTEXT_CHARS) };
        Some(Row { article, outlet: library.outlet_label(key), answer: Some(answer), story: story(&library, key) })
    };
    print_rows(desk, &library, &list, row, json, out)?;
    Ok(outcome(!list.is_empty(), &report))
}

/// The context of a hit: a row and a half of a common terminal.
const N_CONTEXT_CHARS: usize = 120;

/// Prints articles one after the other: a long list is never in memory as a whole.
fn print_rows(
    desk: &Desk,
    library: &Library,
    list: &Listing,
    row: impl Fn(ArticleKey) -> Option<Row>,
    json: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut rows = list.iter().filter_map(row);
    if json {
        return rows.try_for_each(|row| print::json_line(out, &print::list_json(&row)));
    }
    print::list(out, rows, Columns::of(library, list, &desk.words), &desk.words, style())
}

enum Form {
    Text { width: u16 },
    Json,
    Markdown,
}

fn show(desk: &Desk, paths: &[PathBuf], id: &str, form: Form, out: &mut dyn Write) -> Result<Outcome, Error> {
    let ((named, article), report) = desk.answer(paths, |library| {
        let named = library.named(id);
        let key = if let Named::One(key) = named { Some(key) } else { None };
        (named, key.and_then(|key| Some((library.get(key)?, library.outlet_label(key)))))
    })?;
    match named {
        Named::One(_) => {}
        Named::Several(n) => return Err(Error::AmbiguousId(id.to_owned(), n)),
        Named::TooShort => return Err(Error::ShortId(id.to_owned())),
        Named::Nothing => {
            say(desk.words.saying(&Error::NoSuchId(id.to_owned()).saying()));
            return Ok(outcome(false, &report));
        }
    }
    if let Some((article, outlet)) = article {
        let whole = Piece::whole(&article, outlet);
        match form {
            Form::Text { width } => print::text(out, &whole, width, &desk.words, style())?,
            Form::Json => print::article_json(out, &whole, &desk.words)?,
            Form::Markdown => print::markdown(out, &whole, &desk.words)?,
        }
    }
    Ok(outcome(true, &report))
}

fn parse(desk: &Desk, paths: &[PathBuf], out: &mut dyn Write) -> Result<Outcome, Error> {
    let (library, report) = desk.read(paths)?;
    library.documents().try_for_each(|document| print::json_line(out, &model_json::document(&document)))?;
    Ok(outcome(report.n_documents > 0, &report))
}

fn groups(
    desk: &Desk,
    paths: &[PathBuf],
    out: &mut dyn Write,
    rows: impl Fn(&Facets) -> Vec<(usize, String)>,
) -> Result<Outcome, Error> {
    let (library, report) = desk.read(paths)?;
    let groups = facets(&library, &Filter::default(), None);
    print::counts(out, &rows(&groups))?;
    Ok(outcome(!library.is_empty(), &report))
}

/// The saved searches with their counts, the names in a column, the queries behind them.
fn saved_searches(desk: &Desk, paths: &[PathBuf], out: &mut dyn Write) -> Result<Outcome, Error> {
    if desk.searches.is_empty() {
        say(desk.words.text("searches-none"));
        return Ok(Outcome { found: false, missed_something: false });
    }
    let (library, report) = desk.read(paths)?;
    let width = desk.searches.iter().map(|search| cells::width(&search.name)).max().unwrap_or(0);
    let row = |saved: &SavedSearch| {
        let query = query::parse(&saved.query).0;
        let n_found = search_marked(&library, &query, &desk.marked(&library, &query)).len();
        let gap = " ".repeat(width - cells::width(&saved.name) + 2);
        (n_found, format!("{}{gap}{}", saved.name, Clean::new(&saved.query)))
    };
    print::counts(out, &desk.searches.iter().map(row).collect::<Vec<_>>())?;
    Ok(outcome(true, &report))
}

/// What every command reads with.
struct Desk {
    tables: Tables,
    /// Where what was read is kept.
    cache: cache::Place,
    /// How sources are cited.
    citation: CitationStyle,
    words: Words,
    /// The searches that were saved.
    searches: Vec<SavedSearch>,
    /// What the reader has done with texts, once somebody asks.
    marks: OnceCell<Marks>,
    /// Each record that cannot be read is told of, and not only the first of a file.
    names_all: bool,
    /// A list of feeds is not read itself: they are.
    opens_lists: bool,
}

impl Desk {
    /// As the settings say; what is wrong with them is said aloud and costs only itself.
    fn new(cli: &Cli) -> Desk {
        let (config, faults) = config::load(cli.shared.config.as_deref());
        let words = Words::of(locale(cli, &config)).for_answers();
        faults.iter().for_each(|fault| say(words.saying(&fault.saying())));
        let (tables, faults) = Tables::of(&config);
        faults.iter().for_each(|fault| say(words.saying(fault)));
        let path = searches::path(cli.shared.config.as_deref());
        let (searches, faults) = path.map(|path| searches::load(&path)).unwrap_or_default();
        faults.iter().for_each(|fault| say(words.saying(&fault.saying())));
        Desk {
            tables,
            cache: config.cache,
            citation: config.citation,
            words,
            searches,
            marks: OnceCell::new(),
            names_all: false,
            opens_lists: true,
        }
    }

    /// Reads everything, and says what was missed.
    fn read(&self, paths: &[PathBuf]) -> Result<(Library, Report), Error> {
        self.answer(paths, Library::clone)
    }

    /// Reads everything, asks the library, and says what was missed. Where the cache turns out to be damaged by what was
    /// asked, pages are read again, and the library is asked again.
    fn answer<T>(&self, paths: &[PathBuf], mut answer: impl FnMut(&Library) -> T) -> Result<(T, Report), Error> {
        let inputs = self.inputs(paths);
        let mut tell = |news| {
            if let News::Notice(notice) = news {
                say(self.words.saying(&notice));
            }
            ControlFlow::Continue(())
        };
        let mut reading = Reading::read(self.request(&inputs, false), &mut tell);
        reading.keep(&mut tell);
        let mut answered = answer(&reading.library());
        if reading.mend(&mut tell) {
            reading.keep(&mut tell);
            answered = answer(&reading.library());
        }
        say_what_was_missed(&reading.report, &self.words, self.names_all)?;
        Ok((answered, reading.report))
    }

    /// The articles that a selection leaves, newest first, in their library; none where it means nothing in it.
    fn chosen(&self, paths: &[PathBuf], selection: &Selection) -> Result<(Option<(Library, Listing)>, Report), Error> {
        let typed = selection.query.as_deref().map(|typed| self.understood(typed)).transpose()?;
        let saved = (!selection.saved.is_empty()).then(|| self.saved(&selection.saved)).transpose()?;
        let query = typed.into_iter().chain(saved).reduce(Query::and);
        self.answer(paths, |library| {
            let groups = facets(library, &Filter::default(), None);
            let filter = filter(selection, &groups, &self.words)?;
            let hits = query.as_ref().map(|query| search_marked(library, query, &self.marked(library, query)));
            let list = listed(library, &filter, hits.as_ref(), None, Order::Newest);
            // One that cannot be read is noted by its segment, and then all this is asked again.
            let _ = list.iter().all(|key| library.check(key));
            Some((library.clone(), list))
        })
    }

    /// The paths as given, with the feeds of lists in the place of the lists.
    fn inputs(&self, paths: &[PathBuf]) -> Vec<Input> {
        if self.opens_lists { inputs(&feeds::opened(paths, &self.words)) } else { inputs(paths) }
    }

    /// What is to be read with all this.
    fn request<'d>(&'d self, inputs: &'d [Input], afresh: bool) -> Request<'d> {
        Request { tables: &self.tables, inputs, cache: &self.cache, afresh, gives_way: false }
    }

    /// The query, with what could not be understood said aloud.
    fn understood(&self, typed: &str) -> Result<Query, Error> {
        let (query, doubts) = query::parse(typed);
        doubts.iter().for_each(|doubt| say(doubt_words(doubt, &self.words)));
        if query.is_empty() { Err(Error::EmptyQuery(typed.to_owned())) } else { Ok(query) }
    }

    /// The marks of the articles of a library, if the query asks for them; what is wrong with the journal is said aloud.
    fn marked(&self, library: &Library, query: &Query) -> Marked {
        if !query.asks_for_marks() {
            return Marked::default();
        }
        let marks = self.marks.get_or_init(|| {
            let (mut marks, faults) = journal::path().map(|path| journal::load(&path)).unwrap_or_default();
            faults.iter().for_each(|fault| say(self.words.saying(fault)));
            whereabouts::hand_on(&mut marks, library);
            marks
        });
        Marked::new(library, marks)
    }

    /// What may have been meant by a search that found nothing.
    fn meant(&self, suggestion: &Suggestion) -> String {
        let found = self.words.with("articles", &[("n", suggestion.n_found.into())]);
        self.words.with("search-meant-told", &[("query", suggestion.meant.trim().into()), ("found", found.into())])
    }

    /// What one of the saved searches of these names asks, whatever the case and the accents of the names.
    fn saved(&self, names: &[String]) -> Result<Query, Error> {
        let query = |name: &String| {
            let named = |is: &dyn Fn(&str) -> bool| self.searches.iter().find(|saved| is(&saved.name));
            let found = named(&|other| other == name).or_else(|| named(&|other| fold(other) == fold(name)));
            let found = found.ok_or_else(|| Error::NoSuchSearch(name.clone()))?;
            Ok(query::parse(&found.query).0)
        };
        Ok(Query::any(names.iter().map(query).collect::<Result<Vec<Query>, Error>>()?))
    }
}

/// The paths as given; without any the last archive with the feeds that are followed, or else the built-in edition.
fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    if !paths.is_empty() {
        return paths.iter().map(|path| Input::from_argument(path)).collect();
    }
    let memory = state::default_path().map(|path| state::load(&path).0).unwrap_or_default();
    let paths = with_feeds(memory.last_archive());
    if paths.is_empty() { vec![Input::Edition] } else { paths.iter().map(|path| Input::from_argument(path)).collect() }
}

/// An archive, and the feeds that are followed.
fn with_feeds(mut archive: Vec<PathBuf>) -> Vec<PathBuf> {
    let feeds = Feeds::of_this_system().filter(|feeds| !feeds.is_empty()).map(|feeds| feeds.folder());
    archive.extend(feeds.filter(|feeds| !archive.iter().any(|path| feeds.starts_with(path))));
    archive
}

fn say_what_was_missed(report: &Report, words: &Words, names_all: bool) -> Result<(), Error> {
    for skip in report.failures() {
        say(words.saying(&skip.told()));
    }
    if names_all {
        report.problems.iter().for_each(|problem| say(words.problem(problem)));
    } else {
        say_problems(&report.problems, words);
    }
    if let Some(summary) = report.summary(words) {
        say(summary);
    }
    let failed = report.n_documents == 0 && report.misses_something();
    if failed { Err(Error::NothingReadable) } else { Ok(()) }
}

/// So many files of which something could not be read are told of, each in a line.
const N_FILES_TOLD: usize = 20;

/// Says what could not be read: of each file the first problem, and how many there are besides.
fn say_problems(problems: &[Problem], words: &Words) {
    let files: Vec<&[Problem]> = problems.chunk_by(|one, other| one.path == other.path).collect();
    for (first, others) in files.iter().take(N_FILES_TOLD).filter_map(|file| file.split_first()) {
        let told = words.problem(first);
        match others.iter().map(Problem::n_records).sum::<u64>() {
            0 => say(told),
            n => say(words.with("problem-and-more", &[("problem", told.into()), ("n", (n as usize).into())])),
        }
    }
    if files.len() > N_FILES_TOLD {
        say(words.with("problems-elsewhere", &[("n", (files.len() - N_FILES_TOLD).into())]));
    }
}

fn outcome(found: bool, report: &Report) -> Outcome {
    Outcome { found, missed_something: report.misses_something() }
}

/// The filter that a selection means in this library; `None`, with a word about it, if it means nothing here.
fn filter(selection: &Selection, groups: &Facets, words: &Words) -> Option<Filter> {
    let mut filter = Filter::default();
    for name in &selection.outlets {
        let keys: Vec<&OutletKey> = groups.outlets.iter().map(|row| &row.key).collect();
        let is_none = name == "none" && keys.contains(&&OutletKey::None);
        let named = outlets_named(name, false, &keys);
        filter.outlets.extend(if is_none { vec![OutletKey::None] } else { named.into_iter().cloned().collect() });
    }
    let years = groups.years.iter().map(|row| row.key);
    filter.years = years.filter(|key| selection.years.iter().any(|years: &Years| years.contain(*key))).collect();
    filter.languages = selection.languages.iter().copied().collect();
    let means_nothing = [
        (!selection.outlets.is_empty() && filter.outlets.is_empty(), "no-such-outlet"),
        (!selection.years.is_empty() && filter.years.is_empty(), "no-such-year"),
    ];
    for (_, id) in means_nothing.iter().filter(|(is_so, _)| *is_so) {
        say(words.text(id));
    }
    (!means_nothing.iter().any(|(is_so, _)| *is_so)).then_some(filter)
}

fn style() -> Style {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == OsStr::new("dumb"));
    Style { colored: io::stdout().is_terminal() && !set("NO_COLOR") && !is_dumb }
}

/// One line on standard error, made safe: paths and words of the reader's may be in it. A closed standard error is
/// nobody's fault.
fn say(message: impl Display) {
    let _ = writeln!(io::stderr(), "kiosque: {}", Clean::new(&message.to_string()));
}
