//! The entries in the folder of a feed: a file each, which keeps its name as long as the entry is the same.
//!
//! A name is made of the day, the headline and a hash of what tells the entry from others: `2026-11-20-le-phare-rouvre-3f2a90c1d4e5.html`.
//! An entry that comes again is known by the hash alone, so that a new headline or a corrected date changes the file and not
//! its name. Entries that have left the feed stay.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, NaiveDate};
use xxhash_rust::xxh3::xxh3_64;

use crate::fetch::feeds::FULL;
use crate::fetch::name::slug;
use crate::fetch::page;
use crate::formats::feed::{Body, Entry, Feed};
use crate::ingest::dates::{self, NumericOrder};
use crate::writing;

/// Letters of the name of a file that come from the headline.
const LONGEST_SLUG: usize = 60;

/// What was left by a program that was ended is removed when nobody can be writing it any more.
const FORGOTTEN: Duration = Duration::from_secs(60 * 60);

/// The folder of a feed.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    /// Names by their hash.
    names: HashMap<String, String>,
    /// Hashes of what was put on it since it was opened.
    seen: HashSet<String>,
}

/// What came of putting an entry on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Put {
    New,
    Changed,
    Same,
}

impl Shelf {
    /// What is in the folder.
    pub(super) fn open(folder: &Path) -> io::Result<Shelf> {
        let mut names = HashMap::new();
        for file in fs::read_dir(folder)? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') && name.ends_with(".new") {
                let changed = file.metadata().and_then(|metadata| metadata.modified());
                let age = changed.ok().and_then(|changed| SystemTime::now().duration_since(changed).ok());
                if age.is_some_and(|age| age > FORGOTTEN) {
                    let _ = fs::remove_file(file.path());
                }
            } else if !name.ends_with(FULL)
                && let Some(hash) = hash_of(&name)
            {
                names.insert(hash.to_owned(), name);
            }
        }
        Ok(Shelf { folder: folder.to_owned(), names, seen: HashSet::new() })
    }

    /// Nothing is on it.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Puts an entry on it, or in the place of what it was. Of entries that a feed does not tell apart the first one counts.
    pub(super) fn put(&mut self, feed: &Feed, entry: &Entry) -> io::Result<Put> {
        let hash = format!("{:012x}", identity(entry) >> 16);
        if !self.seen.insert(hash.clone()) {
            return Ok(Put::Same);
        }
        let page = page::entry(feed, entry);
        let known = self.names.get(&hash);
        let name = known.cloned().unwrap_or_else(|| name(entry, &hash));
        let path = self.folder.join(&name);
        let was = fs::read(&path).ok();
        if was.as_deref() == Some(page.as_bytes()) {
            return Ok(Put::Same);
        }
        writing::replace(&path, page.as_bytes())?;
        self.names.insert(hash, name);
        Ok(if was.is_some() { Put::Changed } else { Put::New })
    }
}

/// What the name of an entry's file ends with, without its extension.
fn hash_of(name: &str) -> Option<&str> {
    let stem = name.strip_suffix(".html")?;
    let hash = stem.rsplit_once('-').map_or(stem, |(_, hash)| hash);
    (hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(hash)
}

/// What tells an entry from others: its id, or else its address, or else its words.
fn identity(entry: &Entry) -> u64 {
    if let Some(id) = entry.id.as_ref().or(entry.address.as_ref()) {
        return xxh3_64(id.as_bytes());
    }
    let text = match &entry.body {
        Some(Body::Html(text) | Body::Text(text)) if entry.title.is_none() => text,
        _ => "",
    };
    let title = entry.title.as_deref().unwrap_or_default();
    let published = entry.published.as_deref().unwrap_or_default();
    xxh3_64(format!("{title}\n{published}\n{text}").as_bytes())
}

fn name(entry: &Entry, hash: &str) -> String {
    let date = entry.published.as_deref().and_then(day).or_else(|| entry.updated.as_deref().and_then(day));
    let date = date.map_or("undated".to_owned(), |date| date.format("%Y-%m-%d").to_string());
    match slug(entry.title.as_deref().unwrap_or_default(), LONGEST_SLUG) {
        Some(slug) => format!("{date}-{slug}-{hash}.html"),
        None => format!("{date}-{hash}.html"),
    }
}

/// The day of a moment, however it is written.
fn day(written: &str) -> Option<NaiveDate> {
    let written = written.trim();
    let moment = DateTime::parse_from_rfc2822(written).or_else(|_| DateTime::parse_from_rfc3339(written));
    if let Ok(moment) = moment {
        return Some(moment.date_naive());
    }
    let iso = written.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    iso.or_else(|| match dates::first_full(written, NumericOrder::DayFirst)?.form {
        dates::Form::Full(day) => Some(day),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_an_entry_is_read_however_it_is_written() {
        for (written, want) in [
            ("Wed, 12 Feb 2020 10:00:00 +0100", Some("2020-02-12")),
            ("2020-02-12T23:30:00-05:00", Some("2020-02-12")),
            ("2020-02-12 10:00", Some("2020-02-12")),
            ("mer., 12 f\u{e9}vr. 2020 10:00:00 CEST", Some("2020-02-12")),
            ("../../2020", None),
            ("hier", None),
        ] {
            assert_eq!(day(written).map(|day| day.to_string()).as_deref(), want, "{written}");
        }
    }

    #[test]
    fn entries_are_known_by_what_they_are_named_by_and_only_those() {
        let entry = |id: Option<&str>, address: Option<&str>, title: &str| Entry {
            id: id.map(str::to_owned),
            address: address.map(str::to_owned),
            title: Some(title.to_owned()),
            ..Entry::default()
        };
        let named = entry(Some("a"), Some("https://a.example/"), "Un");
        assert_eq!(identity(&named), identity(&entry(Some("a"), None, "Deux")));
        let addressed = entry(None, Some("https://a.example/"), "Un");
        assert_eq!(identity(&addressed), identity(&entry(None, Some("https://a.example/"), "Deux")));
        assert_ne!(identity(&entry(None, None, "Un")), identity(&entry(None, None, "Deux")));
        for (name, want) in [
            ("2020-02-12-le-phare-3f2a90c1d4e5.html", Some("3f2a90c1d4e5")),
            ("undated-3f2a90c1d4e5.html", Some("3f2a90c1d4e5")),
            ("notes.html", None),
            ("feed.toml", None),
        ] {
            assert_eq!(hash_of(name), want, "{name}");
        }
    }
}
