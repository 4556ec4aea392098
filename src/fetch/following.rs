//! What is done with one feed: it is followed, fetched, or no longer followed.

use std::fs;
use std::io;

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;

use crate::fetch::address::{self, host};
use crate::fetch::client::{Client, Refusal};
use crate::fetch::feeds::{Feeds, Subscription, Trouble, about};
use crate::fetch::finding::{Found, Fresh, Known, find};
use crate::fetch::shelf::{Put, Shelf};
use crate::fetch::{Failure, Fetched, Followed, How, Outcome, Wish, now};

/// After the first failure a feed is left alone for so long; after each more for twice as long,
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(10);
/// up to a day.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(1);

/// When a feed is tried again that has failed so many times in a row; never, if it is gone.
fn again(refusal: &Refusal, n_times: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if refusal.why == Failure::Gone {
        return None;
    }
    let doubled = FIRST_WAIT * (1 << (n_times.saturating_sub(1)).min(16));
    let own = now + doubled.min(LONGEST_WAIT);
    Some(refusal.wanted_after.map_or(own, |wanted| wanted.max(own)))
}

/// Fetches a feed, unless it is to be left alone.
pub(super) fn fetch(feeds: &Feeds, client: &Client, subscription: &Subscription) -> Fetched {
    let mut feed = subscription.clone();
    let outcome = match fetch_locked(feeds, client, &mut feed) {
        Ok(outcome) => outcome,
        Err(error) => Outcome::Failed { why: not_kept(&error), again: None },
    };
    Fetched { name: feed.name().to_owned(), address: feed.address.clone(), folder: feed.folder.clone(), outcome }
}

fn fetch_locked(feeds: &Feeds, client: &Client, feed: &mut Subscription) -> io::Result<Outcome> {
    let Some(_lock) = feeds.lock_feed(feed)? else {
        return Ok(Outcome::Failed { why: Failure::Busy, again: None });
    };
    // Another kiosque may have been here since the list was read.
    if let Ok(newer) = about(&feed.folder) {
        *feed = newer;
    }
    let address = match address::read(&feed.address) {
        Ok(address) => address,
        Err(why) => return Ok(Outcome::Failed { why, again: None }),
    };
    if let Some(outcome) = left_alone(client, feed, &address) {
        return Ok(outcome);
    }
    let mut shelf = Shelf::open(&feed.folder)?;
    // Whoever has removed the files wants them again.
    let (etag, last_modified) = match shelf.is_empty() {
        true => (None, None),
        false => (feed.etag.as_deref(), feed.last_modified.as_deref()),
    };
    let may_be_page = feed.fetched.is_none();
    match find(client, Known { address: &address, etag, last_modified, may_be_page }) {
        Ok(Found::Unchanged(way)) => {
            let address = way.moved.unwrap_or(address);
            settle(feed, &address);
            feed.keep()?;
            Ok(Outcome::Unchanged)
        }
        Ok(Found::Feed(fresh)) => take(feed, &mut shelf, &fresh),
        Err(refusal) => {
            let again = note(feed, &refusal);
            if refusal.why.is_remote() {
                feed.keep()?;
            }
            Ok(Outcome::Failed { why: refusal.why, again })
        }
    }
}

/// Why a feed is not asked now, if so.
fn left_alone(client: &Client, feed: &Subscription, address: &Url) -> Option<Outcome> {
    let is_later = |moment: &DateTime<Utc>| *moment > now();
    let wanted_after = feed.wanted_after.filter(is_later).or_else(|| client.rests_until(host(address)));
    if let Some(until) = wanted_after {
        return Some(Outcome::Waits(until));
    }
    let trouble = feed.trouble.as_ref().filter(|_| !client.settings().eager)?;
    match trouble.again {
        None => Some(Outcome::Failed { why: trouble.why.clone(), again: None }),
        Some(until) => is_later(&until).then_some(Outcome::Waits(until)),
    }
}

/// Puts what was fetched into the folder. What is known of the feed comes last: if the disk is full, all of it is asked for
/// again.
fn take(feed: &mut Subscription, shelf: &mut Shelf, fresh: &Fresh) -> io::Result<Outcome> {
    let (mut n_new, mut n_changed) = (0, 0);
    for entry in &fresh.feed.entries {
        match shelf.put(&fresh.feed, entry)? {
            Put::New => n_new += 1,
            Put::Changed => n_changed += 1,
            Put::Same => {}
        }
    }
    if let Some(title) = fresh.feed.title.as_ref().filter(|title| !title.trim().is_empty()) {
        feed.title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    feed.home = fresh.feed.site.clone();
    feed.etag = fresh.etag.clone();
    feed.last_modified = fresh.last_modified.clone();
    settle(feed, &fresh.address);
    feed.keep()?;
    Ok(Outcome::Read { n_new, n_changed })
}

/// The feed has answered, from this address on.
fn settle(feed: &mut Subscription, address: &Url) {
    feed.address = address.to_string();
    feed.fetched = Some(now());
    feed.trouble = None;
    feed.wanted_after = None;
}

/// The feed has not answered. Gives back when it is tried again.
fn note(feed: &mut Subscription, refusal: &Refusal) -> Option<DateTime<Utc>> {
    if !refusal.why.is_remote() {
        return None;
    }
    let now = now();
    let earlier = feed.trouble.take();
    let times = earlier.as_ref().map_or(0, |trouble| trouble.times).saturating_add(1);
    let since = earlier.and_then(|trouble| trouble.since).or(Some(now));
    let again = again(refusal, times, now);
    feed.wanted_after = refusal.wanted_after;
    feed.trouble = Some(Trouble { since, times, again, why: refusal.why.clone() });
    again
}

pub(super) fn not_kept(error: &io::Error) -> Failure {
    let text = error.to_string();
    Failure::NotKept(text.split_once(" (os error").map_or(text.clone(), |(words, _)| words.to_owned()))
}

/// Follows the feed at an address, or the one that the page there names, and fetches it at once. What cannot be fetched is
/// followed only where the wish is one of a list.
pub(super) fn follow(feeds: &Feeds, client: &Client, wish: &Wish) -> Result<Followed, Failure> {
    let address = address::read(&wish.address)?;
    if let Some(known) = followed_at(feeds, &address) {
        return again_followed(feeds, client, known);
    }
    let known = Known { address: &address, etag: None, last_modified: None, may_be_page: true };
    let fresh = match find(client, known) {
        Ok(Found::Feed(fresh)) => Ok(fresh),
        Ok(Found::Unchanged(_)) => return Err(Failure::Status(304)),
        Err(refusal) if wish.is_of_list && refusal.why.is_remote() => Err(refusal),
        Err(refusal) => return Err(refusal.why),
    };
    let found_at = fresh.as_ref().map_or(&address, |fresh| &fresh.address).clone();
    let kept = keep(feeds, wish, found_at, fresh);
    match kept.map_err(|error| not_kept(&error))? {
        Kept::New(followed) => Ok(*followed),
        Kept::Known(known) => again_followed(feeds, client, *known),
    }
}

enum Kept {
    New(Box<Followed>),
    /// It is followed already, by another address or by another kiosque.
    Known(Box<Subscription>),
}

fn keep(feeds: &Feeds, wish: &Wish, address: Url, fresh: Result<Box<Fresh>, Refusal>) -> io::Result<Kept> {
    let list = feeds.lock()?;
    if let Some(known) = followed_at(feeds, &address) {
        return Ok(Kept::Known(Box::new(known)));
    }
    let wished = wish.title.clone().filter(|title| !title.trim().is_empty());
    let title = fresh.as_ref().ok().and_then(|fresh| fresh.feed.title.clone()).or(wished).unwrap_or_default();
    let folder = feeds.new_folder(host(&address), &title)?;
    let mut feed = Subscription {
        folder,
        address: address.to_string(),
        title,
        sections: wish.sections.clone(),
        subscribed: true,
        ..Subscription::default()
    };
    // A folder counts only once it has this file: until then nobody else looks at it.
    let (n_new, trouble, others) = match fresh {
        Ok(fresh) => {
            let taken = Shelf::open(&feed.folder).and_then(|mut shelf| take(&mut feed, &mut shelf, &fresh));
            let n_new = match taken {
                Ok(Outcome::Read { n_new, .. }) => n_new,
                Ok(_) => 0,
                Err(error) => {
                    let _ = fs::remove_dir_all(&feed.folder);
                    return Err(error);
                }
            };
            (n_new, None, fresh.others.iter().map(Url::to_string).collect())
        }
        Err(refusal) => {
            note(&mut feed, &refusal);
            feed.keep()?;
            (0, Some(refusal.why), Vec::new())
        }
    };
    drop(list);
    Ok(Kept::New(Box::new(Followed { feed, how: How::New, n_new, trouble, others })))
}

/// What is already followed, or was once: it is from now on, and is fetched where it was not.
fn again_followed(feeds: &Feeds, client: &Client, mut feed: Subscription) -> Result<Followed, Failure> {
    if feed.subscribed {
        return Ok(Followed { feed, how: How::Already, n_new: 0, trouble: None, others: Vec::new() });
    }
    feed.subscribed = true;
    feed.trouble = None;
    feed.keep().map_err(|error| not_kept(&error))?;
    let (n_new, trouble) = match fetch(feeds, client, &feed).outcome {
        Outcome::Read { n_new, .. } => (n_new, None),
        Outcome::Failed { why, .. } => (0, Some(why)),
        Outcome::Unchanged | Outcome::Waits(_) => (0, None),
    };
    let feed = about(&feed.folder).unwrap_or(feed);
    Ok(Followed { feed, how: How::Again, n_new, trouble, others: Vec::new() })
}

/// What is, or was, followed at this address; http and https are the same place.
fn followed_at(feeds: &Feeds, address: &Url) -> Option<Subscription> {
    let bare = |address: &str| {
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        address.trim_end_matches('/').to_owned()
    };
    let wanted = bare(address.as_str());
    let (known, _) = feeds.known();
    known.into_iter().find(|feed| bare(&feed.address) == wanted)
}

/// Those that are meant by an address, a title, or the name of a folder.
pub fn meant<'f>(known: &'f [Subscription], word: &str) -> Vec<&'f Subscription> {
    let address = address::read(word).ok().map(|address| address.to_string());
    let by = |is: &dyn Fn(&Subscription) -> bool| known.iter().filter(|feed| is(feed)).collect::<Vec<_>>();
    let found = by(&|feed| Some(&feed.address) == address.as_ref() || feed.folder_name() == word);
    if found.is_empty() { by(&|feed| feed.name().to_lowercase() == word.trim().to_lowercase()) } else { found }
}

/// Follows a feed no longer. Its entries stay, unless they are to go too.
pub fn leave(feeds: &Feeds, feed: &Subscription, with_entries: bool) -> Result<(), Failure> {
    let removed = feeds.lock().and_then(|_list| {
        if with_entries {
            return fs::remove_dir_all(&feed.folder);
        }
        let known = about(&feed.folder).unwrap_or_else(|_| feed.clone());
        Subscription { subscribed: false, ..known }.keep()
    });
    removed.map_err(|error| not_kept(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_that_fails_is_left_alone_for_longer_each_time() {
        let now = DateTime::parse_from_rfc3339("2026-11-21T16:00:00Z").unwrap().to_utc();
        let minutes = |refusal: &Refusal, n| again(refusal, n, now).map(|until| (until - now).num_minutes());
        let failed = Refusal::from(Failure::CutOff);
        for (n, want) in [(1, 10), (2, 20), (3, 40), (8, 1280), (9, 1440), (u32::MAX, 1440)] {
            assert_eq!(minutes(&failed, n), Some(want), "{n} times");
        }
        let asked = Refusal { wanted_after: Some(now + TimeDelta::minutes(30)), ..failed };
        assert_eq!((minutes(&asked, 1), minutes(&asked, 5)), (Some(30), Some(160)));
        assert_eq!(minutes(&Refusal::from(Failure::Gone), 1), None);
    }
}
