//! `kiosque export`: articles of an archive in the format of another program, one after the other.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::cli::Selection;
use crate::command::{Desk, Outcome, outcome, say};
use crate::error::Error;
use crate::export::taken::{Taken, What};
use crate::export::{Exporter, Format};
use crate::writing::Writing;

/// Where an export goes.
pub struct To<'c> {
    /// In this format,
    pub format: Format,
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
    let exporter = Exporter::new(to.format, taken.n_articles(), &desk.words);
    let goes_on = &mut |_| ControlFlow::Continue(());
    let Some(path) = to.file else {
        taken.write(exporter, out, goes_on)?;
        return Ok(outcome(true, &report));
    };
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
        _ => Error::NotWritten(path.to_owned(), error),
    };
    let mut file = Writing::begin(path, to.replaces).map_err(failed)?;
    let n_written = taken.write(exporter, &mut file, goes_on).map_err(failed)?;
    file.finish().map_err(failed)?;
    let articles = desk.words.with("articles", &[("n", n_written.into())]);
    let path = path.display().to_string();
    say(desk.words.with("exported", &[("articles", articles.into()), ("path", path.into())]));
    Ok(outcome(true, &report))
}
