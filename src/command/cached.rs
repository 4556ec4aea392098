//! The two commands about the cache: `index` makes or refreshes it, `stats` says what is in it.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::DateTime;

use crate::app::filters::outlet_name;
use crate::cache::Contents;
use crate::cache::manifest::Made;
use crate::command::{Desk, Outcome, inputs, outcome, say, say_what_was_missed};
use crate::error::Error;
use crate::locale::words::{Saying, Words, number};
use crate::source::estimate::Estimate;
use crate::source::{self, News, Progress, Reading};
use crate::store::facets::{Facets, facets};
use crate::store::groups::{Filter, OutletKey, YearKey};
use crate::store::library::Library;
use crate::text::clean::Clean;

/// Brings the cache of an archive up to date, and says what was done; on standard error it tells how far it is.
pub(super) fn index(desk: &Desk, paths: &[PathBuf], again: bool, out: &mut dyn Write) -> Result<Outcome, Error> {
    let inputs = desk.inputs(paths);
    if desk.cache.folder().is_none() {
        return Err(Error::CacheOff);
    }
    if source::cache_key(&desk.tables, &inputs).is_none() {
        return Err(Error::CannotBeCached);
    }
    let began = Instant::now();
    let mut talk = Talk::new(&desk.words, began);
    let mut tell = |news| {
        match news {
            News::Progress(progress) => talk.tell(progress),
            News::Notice(notice) => talk.say(&desk.words.saying(&notice)),
            News::Library(_) | News::Problems(_) => {}
        }
        ControlFlow::Continue(())
    };
    let mut reading = Reading::read(desk.request(&inputs, again), &mut tell);
    let is_anothers = reading.is_anothers();
    if !is_anothers {
        reading.keep(&mut tell);
    }
    talk.clear();
    if is_anothers {
        return Err(Error::CacheBusy);
    }
    say_what_was_missed(&reading.report, &desk.words, false)?;
    let (library, report) = (reading.library(), &reading.report);
    let took = began.elapsed();
    let done = Saying::new("index-done").of("n", library.len()).of("documents", report.n_documents);
    let done = done.of("read", report.n_read).of("gone", report.n_gone);
    writeln!(out, "{}", desk.words.saying(&done.of("time", duration(took, &desk.words))))?;
    if report.n_problems() > 0 {
        let problems = Saying::new("index-problems").of("n", report.n_problems() as usize);
        writeln!(out, "{}", desk.words.saying(&problems))?;
    }
    if !reading.is_kept() {
        return Err(Error::NotCached);
    }
    Ok(outcome(!library.is_empty(), report))
}

/// Prints what the cache of an archive holds, as it stands.
pub(super) fn stats(desk: &Desk, paths: &[PathBuf], out: &mut dyn Write) -> Result<Outcome, Error> {
    let root = desk.cache.folder().ok_or(Error::CacheOff)?;
    let key = source::cache_key(&desk.tables, &inputs(paths)).ok_or(Error::CannotBeCached)?;
    let Some(contents) = Contents::of(&root, key) else {
        say(desk.words.text("stats-none"));
        return Ok(Outcome { found: false, missed_something: false });
    };
    if let Some(fault) = &contents.fault {
        say(desk.words.saying(fault));
    }
    let sizes = Sizes::of(&contents);
    let library = source::library(contents);
    let groups = facets(&library, &Filter::default(), None);
    let rows = rows(&sizes, &library, &groups, &desk.words);
    let width = rows.iter().map(|(label, _)| crate::text::cells::width(label)).max().unwrap_or(0);
    for (label, value) in rows {
        let gap = " ".repeat(width - crate::text::cells::width(&label));
        writeln!(out, "{label}{gap}  {}", Clean::new(&value))?;
    }
    Ok(Outcome { found: !library.is_empty(), missed_something: false })
}

/// What a cache holds beside articles.
struct Sizes {
    folder: PathBuf,
    n_documents: usize,
    n_problems: u64,
    n_page_bytes: u64,
    n_bytes: u64,
    n_segments: usize,
    made: Made,
}

impl Sizes {
    fn of(contents: &Contents) -> Sizes {
        Sizes {
            folder: contents.folder.clone(),
            n_documents: contents.n_documents(),
            n_problems: contents.n_problems(),
            n_page_bytes: contents.n_page_bytes(),
            n_bytes: contents.n_bytes(),
            n_segments: contents.manifest.segments.len(),
            made: contents.manifest.made,
        }
    }
}

fn rows(sizes: &Sizes, library: &Library, groups: &Facets, words: &Words) -> Vec<(String, String)> {
    let counted = |n: usize, names: Vec<String>| match names.is_empty() {
        true => number(n),
        false => format!("{}: {}", number(n), names.join(words.text("comma"))),
    };
    let named: Vec<_> = groups.outlets.iter().filter(|row| row.key != OutletKey::None && row.total > 0).collect();
    let first_outlets =
        named.iter().take(N_NAMED).map(|row| format!("{} {}", outlet_name(row, words), number(row.total)));
    let outlets = counted(named.len(), first_outlets.collect());
    let years: Vec<i32> = groups
        .years
        .iter()
        .filter(|row| row.total > 0)
        .filter_map(|row| if let YearKey::Year(year) = row.key { Some(year) } else { None })
        .collect();
    let span = years.iter().min().zip(years.iter().max()).map(|(first, last)| format!("{first}–{last}"));
    let languages = groups.languages.iter().filter(|row| row.total > 0);
    let languages: Vec<String> = languages.map(|row| format!("{} {}", row.key.as_str(), number(row.total))).collect();
    let made = sizes.made;
    let built = DateTime::from_timestamp(made.at as i64, 0).map(|at| at.format("%Y-%m-%d %H:%M UTC").to_string());
    let took = duration(Duration::from_millis(made.took), words);
    let built = words.with("stats-built", &[("at", built.unwrap_or_default().into()), ("time", took.into())]);
    let unfinished = if made.finished { "" } else { words.text("stats-unfinished") };
    let cache = words.with(
        "stats-cache-bytes",
        &[("bytes", bytes(sizes.n_bytes).into()), ("path", sizes.folder.display().to_string().into())],
    );
    [
        ("stats-articles", number(library.len())),
        ("stats-documents", number(sizes.n_documents)),
        ("stats-problems", number(sizes.n_problems as usize)),
        ("stats-outlets", outlets),
        ("stats-years", counted(years.len(), span.into_iter().collect())),
        ("stats-languages", counted(languages.len(), languages.clone())),
        ("stats-pages", bytes(sizes.n_page_bytes)),
        ("stats-cache", cache),
        ("stats-segments", number(sizes.n_segments)),
        ("stats-made", format!("{built}{unfinished}")),
    ]
    .map(|(id, value)| (words.text(id).to_owned(), value))
    .into()
}

/// The outlets that are named: those with most articles.
const N_NAMED: usize = 5;

/// Bytes in the largest unit of which there is one at least, with a digit behind the point where there are few.
fn bytes(n: u64) -> String {
    let mut units = ["B", "kB", "MB", "GB"].into_iter();
    let (mut amount, mut unit) = (n as f64, units.next().unwrap_or_default());
    for larger in units {
        if amount < 1000.0 {
            break;
        }
        (amount, unit) = (amount / 1000.0, larger);
    }
    match unit {
        "B" => format!("{n} B"),
        _ if amount < 10.0 => format!("{amount:.1} {unit}"),
        _ => format!("{amount:.0} {unit}"),
    }
}

/// A time that has passed: seconds, or minutes and seconds.
fn duration(time: Duration, words: &Words) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => words.with("time-seconds", &[("n", format!("{:.1}", time.as_secs_f64()).into())]),
        10..60 => words.with("time-seconds", &[("n", seconds.to_string().into())]),
        _ => words.with(
            "time-minutes",
            &[("n", (seconds / 60).to_string().into()), ("seconds", (seconds % 60).to_string().into())],
        ),
    }
}

/// How far a long work is, for somebody who looks at standard error, or at what was written there.
struct Talk<'w> {
    words: &'w Words,
    estimate: Estimate,
    said: Instant,
    is_watched: bool,
    /// A line stands there that is to be written over.
    has_line: bool,
}

/// A line is written over so often,
const BETWEEN_LINES: Duration = Duration::from_millis(100);
/// and lines that stay are written so rarely.
const BETWEEN_LASTING_LINES: Duration = Duration::from_secs(15);

impl<'w> Talk<'w> {
    fn new(words: &'w Words, now: Instant) -> Talk<'w> {
        let is_watched = io::stderr().is_terminal();
        Talk { words, estimate: Estimate::new(now), said: now, is_watched, has_line: false }
    }

    fn tell(&mut self, progress: Progress) {
        let now = Instant::now();
        let pause = if self.is_watched { BETWEEN_LINES } else { BETWEEN_LASTING_LINES };
        if now.saturating_duration_since(self.said) < pause {
            return;
        }
        self.said = now;
        let told = self.words.with("files-read", &[("n", progress.n_read.into()), ("found", progress.n_found.into())]);
        let share = |share: u16| self.words.with("per-cent", &[("n", usize::from(share / 10).into())]);
        let share = progress.has_large.then(|| share(progress.share()));
        let left = self.estimate.seconds_left(progress, now).map(|seconds| self.words.time_left(seconds));
        let line = [Some(told), share, left].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        if !self.is_watched {
            return say(line);
        }
        // Nobody may be there to be told, which is nobody's fault.
        let _ = write!(io::stderr(), "\r\x1b[K{line}").and_then(|()| io::stderr().flush());
        self.has_line = true;
    }

    fn say(&mut self, text: &dyn Display) {
        self.clear();
        say(text);
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.has_line) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_times_are_said_in_units_of_their_size() {
        for (n, want) in
            [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (221_400_000, "221 MB"), (2_210_000_000, "2.2 GB")]
        {
            assert_eq!(bytes(n), want);
        }
        for (milliseconds, want) in [(40, "0.0 s"), (4_210, "4.2 s"), (42_900, "42 s"), (125_000, "2 min 5 s")] {
            assert_eq!(duration(Duration::from_millis(milliseconds), &Words::default()), want);
        }
    }
}
