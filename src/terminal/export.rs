//! Writes what is exported, on a thread of its own, and finds names of files for who types one.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::is_separator;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use crate::app::effect::Export;
use crate::app::message::{Exporting, Message};
use crate::export::Exporter;
use crate::locale::words::Words;
use crate::terminal::events::Event;
use crate::text::clean::Clean;
use crate::writing::{self, Writing};

/// A person sees no more steps a second.
const BETWEEN_PROGRESS: Duration = Duration::from_millis(50);
/// Nobody reads more names than that.
const MOST_FOUND: usize = 500;

/// Writes the file, and tells how far it is and how it ended. Where nobody is there to be told, there will be no file.
pub fn export(export: &Export, words: &Words, inbox: &Sender<Event>, stops: &Arc<AtomicBool>) {
    let tell = |exporting| inbox.send(Event::Message(Message::Export(exporting))).is_ok();
    let mut told = Instant::now();
    let mut goes_on = |n_done| {
        if told.elapsed() >= BETWEEN_PROGRESS {
            told = Instant::now();
            if !tell(Exporting::Going(n_done)) {
                return ControlFlow::Break(());
            }
        }
        if stops.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    tell(match write(export, words, &mut goes_on) {
        Ok(None) => Exporting::Stopped,
        Ok(Some(n)) => Exporting::Done(n),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Exporting::Exists,
        Err(error) => Exporting::Failed(error.to_string()),
    });
}

/// How many articles were written; none if it was stopped.
fn write(
    export: &Export,
    words: &Words,
    goes_on: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> io::Result<Option<usize>> {
    let mut file = Writing::begin(&writing::typed(&export.path), export.replaces)?;
    let exporter = Exporter::new(export.format, export.citation, export.taken.n_articles(), words);
    let Some(n_written) = export.taken.write(exporter, &mut file, goes_on)? else { return Ok(None) };
    file.finish()?;
    Ok(Some(n_written))
}

/// Files and folders whose names begin as the last name of a path does, each as the whole path would be typed. Hidden ones are
/// found by their dot.
pub fn complete(typed: &str) -> Vec<String> {
    let at = typed.rfind(is_separator).map_or(0, |at| at + 1);
    let (folder, beginning) = typed.split_at(at);
    if typed == "~" {
        return vec!["~/".to_owned()];
    }
    let folder_there = if folder.is_empty() { ".".into() } else { writing::typed(folder) };
    let entries = fs::read_dir(folder_there).into_iter().flatten().filter_map(Result::ok);
    let name = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        let is_meant = name.starts_with(beginning) && (beginning.starts_with('.') || !name.starts_with('.'));
        // What could not be typed is not offered.
        if !is_meant || Clean::new(&name).as_str() != name {
            return None;
        }
        let is_folder = fs::metadata(entry.path()).is_ok_and(|of| of.is_dir());
        Some(format!("{folder}{name}{}", if is_folder { "/" } else { "" }))
    };
    let mut found: Vec<String> = entries.filter_map(name).take(MOST_FOUND).collect();
    found.sort();
    found
}
