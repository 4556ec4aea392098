//! Fetches feeds and full texts for the app, on a thread of its own, and tells how they are.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::SystemTime;

use chrono::{DateTime, Utc};

use crate::app::message::{Fetched, Fetching, Message, Trouble};
use crate::fetch::{self, Feeds, News, Outcome, Report, Settings};
use crate::locale::words::Words;
use crate::model::document::Origin;
use crate::store::id::ArticleId;
use crate::terminal::effects::from_root;
use crate::terminal::events::Event;

/// Who tells the app.
#[derive(Debug)]
pub(super) struct Reporter {
    pub(super) inbox: Sender<Event>,
    pub(super) words: Words,
}

impl Reporter {
    /// Fetches all feeds, also those that would wait because they failed before: somebody asks for them.
    pub(super) fn fetch(&self, archive: &[PathBuf], stops: &AtomicBool) {
        let Some(feeds) = Feeds::of_this_system() else { return self.tell(Message::Fetched(Fetched::default())) };
        let settings = Settings { eager: true, ..Settings::of_this_process() };
        let mut tell = |news| {
            if let News::Progress { n_done, n_feeds } = news {
                self.tell(Message::Fetching(Fetching { n_done, n_feeds }));
            }
            if stops.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let report = fetch::fetch_all(&feeds, &settings, &mut tell);
        self.tell(Message::Troubles(self.troubles(&feeds, &report)));
        self.tell(Message::Fetched(fetched(&report, &feeds, archive)));
    }

    /// Tells how the feeds are, if they are a part of the archive.
    pub(super) fn look(&self, archive: &[PathBuf]) {
        let Some(feeds) = Feeds::of_this_system().filter(|feeds| is_part_of(&feeds.folder(), archive)) else { return };
        self.tell(Message::Troubles(self.troubles(&feeds, &Report::default())));
    }

    /// Fetches the page of an entry, which becomes an article beside it.
    pub(super) fn fetch_full_text(&self, of: ArticleId, path: &str) {
        let entry = PathBuf::from(from_root(Path::new(path)));
        let is_entry = Feeds::of_this_system().is_some_and(|feeds| entry.starts_with(feeds.folder()));
        let page = match is_entry {
            true => {
                fetch::full_text(&Settings::of_this_process(), &entry).map_err(|why| self.words.saying(&why.saying()))
            }
            false => Err(self.words.text("full-text-not-of-feed").to_owned()),
        };
        let page = page.map(|page| ArticleId::of("", &Origin::file(page.to_string_lossy()), 1));
        self.tell(Message::FullText { of, page });
    }

    /// What is the matter with feeds: what is kept of each, and what the last round met besides.
    fn troubles(&self, feeds: &Feeds, report: &Report) -> Vec<Trouble> {
        let (subscriptions, faults) = feeds.subscriptions();
        let kept = subscriptions.iter().filter_map(|feed| {
            let trouble = feed.trouble.as_ref()?;
            let (name, address) = (feed.name().to_owned(), feed.address.clone());
            Some(Trouble {
                name,
                address,
                why: self.words.saying(&trouble.why.saying()),
                again: trouble.again.map(until),
            })
        });
        let mut troubles: Vec<Trouble> = kept.collect();
        for feed in report.failures().filter(|feed| !was_stopped(feed)) {
            let Outcome::Failed { why, again } = &feed.outcome else { continue };
            if troubles.iter().all(|kept| kept.address != feed.address) {
                let (name, address) = (feed.name.clone(), feed.address.clone());
                troubles.push(Trouble {
                    name,
                    address,
                    why: self.words.saying(&why.saying()),
                    again: again.map(until),
                });
            }
        }
        let unread = faults.iter().map(|fault| Trouble {
            name: feeds.folder().to_string_lossy().into_owned(),
            address: String::new(),
            why: self.words.saying(fault),
            again: None,
        });
        troubles.extend(unread);
        troubles
    }

    fn tell(&self, message: Message) {
        // Nobody may be there any more to be told.
        let _ = self.inbox.send(Event::Message(message));
    }
}

fn fetched(report: &Report, feeds: &Feeds, archive: &[PathBuf]) -> Fetched {
    let n_changed =
        |feed: &fetch::Fetched| if let Outcome::Read { n_changed, .. } = feed.outcome { n_changed } else { 0 };
    let folder = feeds.folder();
    Fetched {
        n_feeds: report.feeds.len(),
        n_failed: report.failures().filter(|feed| !was_stopped(feed)).count(),
        n_new: report.n_new(),
        n_changed: report.feeds.iter().map(n_changed).sum(),
        folder: (folder.is_dir() && !is_part_of(&folder, archive)).then_some(folder),
        was_stopped: report.feeds.iter().any(was_stopped),
    }
}

/// Somebody did not want to wait for it any longer.
fn was_stopped(feed: &fetch::Fetched) -> bool {
    matches!(&feed.outcome, Outcome::Failed { why: fetch::Failure::Stopped, .. })
}

/// The folder is one of these, or lies in one of them.
fn is_part_of(folder: &Path, archive: &[PathBuf]) -> bool {
    let folder = PathBuf::from(from_root(folder));
    archive.iter().any(|path| folder.starts_with(from_root(path)))
}

/// Seconds until then.
fn until(moment: DateTime<Utc>) -> u64 {
    let now: DateTime<Utc> = SystemTime::now().into();
    u64::try_from((moment - now).num_seconds()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_part_of_what_it_lies_in() {
        let here = std::env::current_dir().unwrap();
        for (archive, is_part) in [
            (vec![], false),
            (vec!["-"], false),
            (vec!["/elsewhere", "src/../src"], true),
            (vec!["."], true),
            (vec!["src/app"], false),
            (vec!["sr"], false),
        ] {
            let archive: Vec<PathBuf> = archive.into_iter().map(PathBuf::from).collect();
            assert_eq!(is_part_of(&here.join("src"), &archive), is_part, "{archive:?}");
        }
    }
}
