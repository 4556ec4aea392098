//! The commands about feeds: `add` and `remove` change what is followed, `feeds` lists it, `fetch` fetches it; and a list of
//! addresses that is opened like an archive.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::command::{Desk, Outcome, say};
use crate::error::Error;
use crate::fetch::{self, Answer, Failure, Feeds, Fetched, Followed, How, News, Settings, Subscription, Trouble, Wish};
use crate::formats::opml;
use crate::locale::words::{Saying, Words, number};
use crate::print;
use crate::text::cells;
use crate::text::clean::Clean;

/// How feeds are listed.
pub(super) enum Form {
    Rows,
    Json,
    Opml,
}

/// Follows feeds, and fetches those that are new.
pub(super) fn add(desk: &Desk, given: &[PathBuf], out: &mut dyn Write) -> Result<Outcome, Error> {
    let feeds = Feeds::of_this_system().ok_or(Error::NoData)?;
    let (wishes, n_unread) = wishes(given, &desk.words);
    let mut lines = Vec::new();
    let answers = followed(&feeds, &wishes, &desk.words, |followed| lines.push(told(followed, &desk.words)));
    for line in lines {
        writeln!(out, "{}", Clean::sentence(&line))?;
    }
    let n_failed = n_unread + answers.iter().filter(|answer| answer.is_err()).count();
    let has_trouble = |answer: &Answer| answer.as_ref().is_ok_and(|followed| followed.trouble.is_some());
    if answers.iter().all(Result::is_err) {
        return Err(Error::NothingFetched);
    }
    Ok(Outcome { found: true, missed_something: n_failed > 0 || answers.iter().any(has_trouble) })
}

/// Asks for feeds to be followed, and says what went wrong; what went well is handed on as it happens.
fn followed(feeds: &Feeds, wishes: &[Wish], words: &Words, mut tell: impl FnMut(&Followed)) -> Vec<Answer> {
    let mut talk = Talk::new(words, wishes.len());
    let mut n_done = 0;
    let answers = fetch::follow(feeds, &Settings::of_this_process(), wishes, &mut |wish, answer| {
        talk.clear();
        match answer {
            Ok(followed) => {
                tell(followed);
                if let Some(why) = &followed.trouble {
                    let again = followed.feed.trouble.as_ref().and_then(|trouble| trouble.again);
                    say(failed(followed.feed.name(), why, again, words));
                }
                for other in &followed.others {
                    say(words.with(
                        "feed-other",
                        &[("name", followed.feed.name().into()), ("address", other.as_str().into())],
                    ));
                }
            }
            Err(why) => say(failed(&wish.address, why, None, words)),
        }
        n_done += 1;
        talk.show(n_done);
        ControlFlow::Continue(())
    });
    talk.clear();
    answers
}

/// What was given on the command line, each word an address, a list of them in a file, or `-`; and how many were neither.
fn wishes(given: &[PathBuf], words: &Words) -> (Vec<Wish>, usize) {
    let mut wishes = Vec::new();
    let mut n_unread = 0;
    for word in given {
        match wishes_of(word) {
            Ok(more) => wishes.extend(more),
            Err(fault) => {
                say(words.saying(&fault));
                n_unread += 1;
            }
        }
    }
    (wishes, n_unread)
}

fn wishes_of(word: &Path) -> Result<Vec<Wish>, Saying> {
    let path = word.to_string_lossy();
    let unread = |error: &io::Error| {
        Saying::new("feed-list-unread").of("path", path.clone().into_owned()).of("error", print_error(error))
    };
    let bytes = match word.metadata() {
        _ if word.as_os_str() == "-" => {
            let mut bytes = Vec::new();
            io::stdin().lock().take(LONGEST_LIST).read_to_end(&mut bytes).map(|_| bytes)
        }
        Ok(metadata) if !metadata.is_dir() => fs::File::open(word).and_then(|file| {
            let mut bytes = Vec::new();
            file.take(LONGEST_LIST).read_to_end(&mut bytes).map(|_| bytes)
        }),
        _ => return Ok(vec![Wish { address: path.into_owned(), ..Wish::default() }]),
    };
    let bytes = bytes.map_err(|error| unread(&error))?;
    fetch::wishes(&bytes).ok_or_else(|| Saying::new("feed-list-none").of("path", path.into_owned()))
}

/// What the system says, without its error number.
fn print_error(error: &io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error").map_or(text.clone(), |(words, _)| words.to_owned())
}

/// No list of feeds is longer.
const LONGEST_LIST: u64 = 16 << 20;

fn told(followed: &Followed, words: &Words) -> String {
    let id = match followed.how {
        How::New => "feed-followed",
        How::Again => "feed-followed-again",
        How::Already => "feed-followed-already",
    };
    let path = followed.feed.folder.display().to_string();
    let entries = words.with("feed-entries", &[("n", followed.feed.n_entries().into())]);
    words.with(id, &[("name", followed.feed.name().into()), ("entries", entries.into()), ("path", path.into())])
}

/// A failure in one line: whose, why, and what next.
fn failed(name: &str, why: &Failure, again: Option<DateTime<Utc>>, words: &Words) -> String {
    let failed = Saying::new("feed-failed").of("name", name.to_owned()).of("why", why.saying());
    match again {
        Some(again) => words.saying(&Saying::new("feed-failed-until").of("failed", failed).of("at", moment(again))),
        None => words.saying(&failed),
    }
}

fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

/// Follows feeds no longer.
pub(super) fn remove(desk: &Desk, given: &[PathBuf], entries: bool, out: &mut dyn Write) -> Result<Outcome, Error> {
    let feeds = Feeds::of_this_system().ok_or(Error::NoData)?;
    let known = subscriptions(&feeds, &desk.words);
    let mut n_removed = 0;
    let mut missed_something = false;
    let words_given = given.iter().flat_map(|word| match wishes_of(word) {
        Ok(wishes) => wishes.into_iter().map(|wish| wish.address).collect(),
        // A name may be that of a file, too.
        Err(_) => vec![word.to_string_lossy().into_owned()],
    });
    for word in words_given {
        let meant = match fetch::meant(&known, &word)[..] {
            [] => Err(Saying::new("feed-none-meant").of("name", word)),
            [feed] => Ok(feed),
            _ => Err(Saying::new("feed-several-meant").of("name", word)),
        };
        let removed = meant.and_then(|feed| match fetch::leave(&feeds, feed, entries) {
            Ok(()) => Ok(feed),
            Err(why) => Err(Saying::new("feed-failed").of("name", feed.name().to_owned()).of("why", why.saying())),
        });
        match removed {
            Ok(feed) => {
                let id = if entries { "feed-removed-all" } else { "feed-removed" };
                let path = feed.folder.display().to_string();
                let line = desk.words.with(id, &[("name", feed.name().into()), ("path", path.into())]);
                writeln!(out, "{}", Clean::sentence(&line))?;
                n_removed += 1;
            }
            Err(fault) => {
                say(desk.words.saying(&fault));
                missed_something = true;
            }
        }
    }
    if n_removed == 0 { Err(Error::NothingFetched) } else { Ok(Outcome { found: true, missed_something }) }
}

/// What is followed; a feed whose file cannot be read is said aloud.
fn subscriptions(feeds: &Feeds, words: &Words) -> Vec<Subscription> {
    let (subscriptions, faults) = feeds.subscriptions();
    faults.iter().for_each(|fault| say(words.saying(fault)));
    subscriptions
}

/// Prints what is followed.
pub(super) fn list(desk: &Desk, form: Form, out: &mut dyn Write) -> Result<Outcome, Error> {
    let feeds = Feeds::of_this_system().ok_or(Error::NoData)?;
    let followed = subscriptions(&feeds, &desk.words);
    match form {
        Form::Rows if followed.is_empty() => say(desk.words.text("feeds-none")),
        Form::Rows => rows(&followed, &desk.words, out)?,
        Form::Json => {
            for feed in &followed {
                print::json_line(out, &serde_json::to_value(Row::of(feed)).unwrap_or_default())?;
            }
        }
        Form::Opml => {
            let listed = |feed: &Subscription| opml::Subscription {
                title: (!feed.title.is_empty()).then(|| feed.title.clone()),
                address: feed.address.clone(),
                site: feed.home.clone(),
                folders: feed.sections.clone(),
            };
            let mut listed: Vec<opml::Subscription> = followed.iter().map(listed).collect();
            // Sections are written as they stand together.
            listed.sort_by(|one, other| one.folders.cmp(&other.folders));
            out.write_all(opml::write("kiosque", &listed).as_bytes())?;
        }
    }
    Ok(Outcome { found: !followed.is_empty(), missed_something: false })
}

/// A feed as JSON has it.
#[derive(Serialize)]
struct Row<'f> {
    title: &'f str,
    address: &'f str,
    site: Option<&'f str>,
    folder: String,
    entries: usize,
    fetched: Option<String>,
    failure: Option<&'f Trouble>,
}

impl Row<'_> {
    fn of(feed: &Subscription) -> Row<'_> {
        Row {
            title: &feed.title,
            address: &feed.address,
            site: feed.home.as_deref(),
            folder: feed.folder.to_string_lossy().into_owned(),
            entries: feed.n_entries(),
            fetched: feed.fetched.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
            failure: feed.trouble.as_ref(),
        }
    }
}

fn rows(followed: &[Subscription], words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let n_entries: Vec<String> = followed.iter().map(|feed| number(feed.n_entries())).collect();
    let width = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
    let number_width = width(&mut n_entries.iter().map(|n| cells::width(n)));
    let names: Vec<Clean> = followed.iter().map(|feed| Clean::new(feed.name())).collect();
    let name_width = width(&mut names.iter().map(|name| cells::width(name)));
    let never = words.text("feed-never");
    let fetched =
        |feed: &Subscription| feed.fetched.map_or(never.to_owned(), |at| at.format("%Y-%m-%d %H:%M").to_string());
    let fetched_width = width(&mut followed.iter().map(|feed| cells::width(&fetched(feed))));
    for ((feed, n), name) in followed.iter().zip(&n_entries).zip(&names) {
        let gap = |width: usize, text: &str| " ".repeat(width.saturating_sub(cells::width(text)));
        let at = fetched(feed);
        let (before, after, behind) = (gap(number_width, n), gap(fetched_width, &at), gap(name_width, name));
        writeln!(out, "{before}{n}  {at}{after}  {name}{behind}  {}", Clean::new(&feed.address))?;
        if let Some(trouble) = &feed.trouble {
            let indent = " ".repeat(number_width + fetched_width + 4);
            let why = words.saying(&trouble.why.saying());
            let told = match trouble.again {
                Some(again) => words.with("feed-why-until", &[("why", why.into()), ("at", moment(again).into())]),
                None => why,
            };
            writeln!(out, "{indent}{}", Clean::sentence(&told))?;
        }
    }
    Ok(())
}

/// Fetches what is followed.
pub(super) fn fetch(desk: &Desk, quiet: bool, eager: bool, out: &mut dyn Write) -> Result<Outcome, Error> {
    let feeds = Feeds::of_this_system().ok_or(Error::NoData)?;
    let followed = subscriptions(&feeds, &desk.words);
    if followed.is_empty() {
        say(desk.words.text("feeds-none"));
        return Ok(Outcome { found: false, missed_something: false });
    }
    let settings = Settings { eager, ..Settings::of_this_process() };
    let report = fetched(&feeds, &settings, &followed, &desk.words, quiet);
    let n_failed = report.failures().count();
    if !quiet {
        for feed in &report.feeds {
            if let Some(line) = news(feed, &desk.words) {
                writeln!(out, "{}", Clean::sentence(&line))?;
            }
        }
        let done = Saying::new("feeds-fetched").of("n", report.feeds.len()).of("new", report.n_new());
        writeln!(out, "{}", desk.words.saying(&done.of("failed", n_failed)))?;
    }
    if n_failed == report.feeds.len() {
        return Err(Error::NothingFetched);
    }
    Ok(Outcome { found: true, missed_something: n_failed > 0 })
}

/// Fetches feeds, and says what failed.
fn fetched(feeds: &Feeds, settings: &Settings, followed: &[Subscription], words: &Words, quiet: bool) -> fetch::Report {
    let mut talk = Talk::new(words, if quiet { 0 } else { followed.len() });
    let report = fetch::fetch_these(feeds, settings, followed, &mut |news| {
        match news {
            News::Fetched(Fetched { name, outcome: fetch::Outcome::Failed { why, again }, .. }) => {
                talk.clear();
                say(failed(&name, &why, again, words));
            }
            News::Fetched(_) => {}
            News::Progress { n_done, .. } => talk.show(n_done),
        }
        ControlFlow::Continue(())
    });
    talk.clear();
    report
}

/// What is new in a feed, in one line; none where nothing is.
fn news(feed: &Fetched, words: &Words) -> Option<String> {
    let fetch::Outcome::Read { n_new, n_changed } = feed.outcome else { return None };
    let name = feed.name.clone();
    let line = match (n_new, n_changed) {
        (0, 0) => return None,
        (_, 0) => Saying::new("feed-new").of("name", name).of("n", n_new),
        (0, _) => Saying::new("feed-changed").of("name", name).of("n", n_changed),
        _ => Saying::new("feed-new-and-changed").of("name", name).of("n", n_new).of("changed", n_changed),
    };
    Some(words.saying(&line))
}

/// The paths with the folders of its feeds in the place of each list: they are followed, and fetched. Other paths stay.
pub(super) fn opened(paths: &[PathBuf], words: &Words) -> Vec<PathBuf> {
    let mut opened = Vec::new();
    for path in paths {
        match listed(path).zip(Feeds::of_this_system()) {
            None => opened.push(path.clone()),
            Some((wishes, feeds)) => {
                let answers = followed(&feeds, &wishes, words, |_| {});
                let known: Vec<Subscription> = answers.iter().flatten().map(|one| one.feed.clone()).collect();
                let already = answers.iter().flatten().filter(|one| one.how == How::Already);
                let already: Vec<Subscription> = already.map(|one| one.feed.clone()).collect();
                fetched(&feeds, &Settings::of_this_process(), &already, words, false);
                // A list with nothing in it is an archive with nothing in it.
                opened.extend(if known.is_empty() { Some(path.clone()) } else { None });
                opened.extend(known.into_iter().map(|feed| feed.folder));
            }
        }
    }
    opened
}

/// The feeds of a file that is a list of them. Only a file that was named can be one, and no list is as long as an archive.
fn listed(path: &Path) -> Option<Vec<Wish>> {
    let metadata = path.metadata().ok().filter(|metadata| metadata.is_file() && metadata.len() <= LONGEST_LIST)?;
    let file = fs::File::open(path).ok()?;
    // A text that does not begin as a list does is not read to its end.
    let mut bytes = Vec::new();
    (&file).take(BEGINNING).read_to_end(&mut bytes).ok()?;
    if !fetch::begins_list(&bytes) {
        return None;
    }
    if metadata.len() > BEGINNING {
        (&file).read_to_end(&mut bytes).ok()?;
    }
    fetch::wishes(&bytes)
}

/// Bytes by which a list is told from other files.
const BEGINNING: u64 = 64 << 10;

/// How far it is, on one line of standard error, where somebody looks.
struct Talk<'w> {
    words: &'w Words,
    n_feeds: usize,
    has_line: bool,
}

impl<'w> Talk<'w> {
    fn new(words: &'w Words, n_feeds: usize) -> Talk<'w> {
        let mut talk = Talk { words, n_feeds, has_line: false };
        talk.show(0);
        talk
    }

    fn show(&mut self, n_done: usize) {
        if n_done < self.n_feeds && io::stderr().is_terminal() {
            let line = self.words.with("feeds-fetching", &[("n", n_done.into()), ("all", self.n_feeds.into())]);
            // Nobody may be there to be told, which is nobody's fault.
            let _ = write!(io::stderr(), "\r\x1b[K{line}").and_then(|()| io::stderr().flush());
            self.has_line = true;
        }
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.has_line) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
