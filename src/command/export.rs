//! `kiosque export`: articles of an archive in the format of another program, one after the other.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli::Selection;
use crate::command::{Desk, Outcome, outcome, say};
use crate::error::Error;
use crate::export::style::Style;
use crate::export::taken::{Taken, What};
use crate::export::{Exporter, Format};
use crate::writing::Writing;

/// Where an export goes.
pub struct To<'c> {
    /// In this format,
    pub format: Format,
    /// with sources in this style, or else as the settings say,
    pub citation: Option<Style>,
    /// to this file, or else to standard output;
    pub file: Option<&'c Path>,
    /// in the place of one that is there.
    pub replaces: bool,
}

/// Writes the articles that a selection leaves; nothing is written where there are none.
pub fn export(
    desk: &Desk,
    paths: &[PathBuf],
    selection: &Selection,
    to: To<'_>,
    out: &mut dyn Write,
) -> Result<Outcome, Error> {
    let (chosen, report) = desk.chosen(paths, selection)?;
    let Some((library, list)) = chosen.filter(|(_, list)| !list.is_empty()) else { return Ok(outcome(false, &report)) };
    let taken = Taken::new(library, What::List(list));
    let exporter = Exporter::new(to.format, to.citation.unwrap_or(desk.citation), taken.n_articles(), &desk.words);
    let Some(path) = to.file else {
        taken.write(exporter, out, &mut |_| ControlFlow::Continue(()))?;
        return Ok(outcome(true, &report));
    };
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
        _ => Error::NotWritten(path.to_owned(), error),
    };
    let ending = Ending::listen();
    let mut file = Writing::begin(path, to.replaces).map_err(failed)?;
    let goes_on = &mut |_| if ending.is_asked() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    let Some(n_written) = taken.write(exporter, &mut file, goes_on).map_err(failed)? else {
        drop(file);
        ending.end();
        return Err(failed(io::ErrorKind::Interrupted.into()));
    };
    file.finish().map_err(failed)?;
    let articles = desk.words.with("articles", &[("n", n_written.into())]);
    let path = path.display().to_string();
    say(desk.words.with("exported", &[("articles", articles.into()), ("path", path.into())]));
    Ok(outcome(true, &report))
}

/// Somebody who asks the program to end while a file is half written waits until that is away again.
struct Ending {
    /// By this signal; 0 while nobody asks.
    signal: Arc<AtomicUsize>,
}

impl Ending {
    fn listen() -> Ending {
        let signal: Arc<AtomicUsize> = Arc::default();
        #[cfg(unix)]
        for asked in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
            // One that cannot be listened to ends the program at once, as ever.
            let _ = signal_hook::flag::register_usize(asked, Arc::clone(&signal), asked as usize);
        }
        Ending { signal }
    }

    fn is_asked(&self) -> bool {
        self.signal.load(Ordering::Relaxed) != 0
    }

    /// Ends the program as if nobody had listened.
    fn end(&self) {
        #[cfg(unix)]
        let _ = signal_hook::low_level::emulate_default_handler(self.signal.load(Ordering::Relaxed) as i32);
    }
}
