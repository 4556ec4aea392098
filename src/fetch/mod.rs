//! Live feeds: what is followed, how it is fetched, and where it is kept.
//!
//! ```text
//! address -> client (HTTP) -> formats::feed -> an entry a file, in the folder of its feed -> read like any archive
//! ```
//!
//! Nobody else speaks to the network. Hosts are treated as one would treat the people who run them: each is asked for one
//! thing at a time with a pause in between, is told who asks, is not made to send again what has not changed, and is left
//! alone for as long as it wants to be. What hosts answer is no more trusted than any page: it is bounded in time and size,
//! leads from the world into no private network, and its words never name a place in the file system.

pub mod address;
mod client;
mod failure;
mod feeds;
mod finding;
mod following;
mod full_text;
mod list;
mod name;
mod page;
mod proxy;
mod round;
mod shelf;

use std::net::IpAddr;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};

use crate::fetch::client::Client;
use crate::fetch::round::Step as Round;

pub use failure::{Failure, Step};
pub use feeds::{ABOUT, FULL, Feeds, Subscription, Trouble};
pub use following::{leave, meant};
pub use list::{begins_list, wishes};
pub use proxy::Proxies;

/// How hosts are asked. The default is for the world; tests have less patience.
#[derive(Clone, Debug)]
pub struct Settings {
    /// To find out where a host is.
    pub resolve: Duration,
    /// To reach it, with the handshake of TLS.
    pub connect: Duration,
    /// To its first byte.
    pub answer: Duration,
    /// For all of it, redirects and all.
    pub whole: Duration,
    /// Between two questions to one host.
    pub pause: Duration,
    /// The longest feed, in bytes without compression.
    pub largest_feed: u64,
    /// The longest page, in bytes without compression.
    pub largest_page: u64,
    /// So many hosts are asked at a time.
    pub n_at_once: usize,
    /// Feeds are asked even where earlier failures would have them wait; what a host demanded is kept to all the same.
    pub eager: bool,
    /// Which addresses of machines are in here, where nothing from out there may lead.
    pub is_inside: fn(IpAddr) -> bool,
    /// Through whom they are asked.
    pub proxies: Proxies,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            resolve: Duration::from_secs(10),
            connect: Duration::from_secs(15),
            answer: Duration::from_secs(30),
            whole: Duration::from_secs(120),
            pause: Duration::from_secs(1),
            largest_feed: 16 << 20,
            largest_page: 8 << 20,
            n_at_once: 6,
            eager: false,
            is_inside: address::is_inside,
            proxies: Proxies::default(),
        }
    }
}

impl Settings {
    /// The default, through the proxies that the environment names.
    pub fn of_this_process() -> Settings {
        Settings { proxies: Proxies::of_environment(), ..Settings::default() }
    }
}

/// What happens while feeds are fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// So many of so many feeds are done with; said again and again, so that whoever is told can have it stopped.
    Progress {
        /// Feeds done with, however they ended.
        n_done: usize,
        /// All feeds of this round.
        n_feeds: usize,
    },
    /// What came of one of them.
    Fetched(Fetched),
}

/// What came of fetching feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// One for each feed, in the order of their names.
    pub feeds: Vec<Fetched>,
}

/// What came of fetching one feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its title, or its address where it has none.
    pub name: String,
    /// The address it is followed at, after whatever moved it.
    pub address: String,
    /// Its folder.
    pub folder: PathBuf,
    /// How it ended.
    pub outcome: Outcome,
}

/// How fetching a feed can end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was read.
    Read {
        /// Entries that were not there before.
        n_new: usize,
        /// Entries that were, and have changed.
        n_changed: usize,
    },
    /// The host says that nothing has changed.
    Unchanged,
    /// It was not asked, because of earlier failures or because the host wants to be left alone so long.
    Waits(DateTime<Utc>),
    /// It failed.
    Failed {
        /// Why.
        why: Failure,
        /// When it will be tried again; never, where it is gone.
        again: Option<DateTime<Utc>>,
    },
}

impl Report {
    /// Entries that were not there before.
    pub fn n_new(&self) -> usize {
        self.feeds.iter().map(|feed| if let Outcome::Read { n_new, .. } = feed.outcome { n_new } else { 0 }).sum()
    }

    /// The feeds that failed.
    pub fn failures(&self) -> impl Iterator<Item = &Fetched> {
        self.feeds.iter().filter(|feed| matches!(feed.outcome, Outcome::Failed { .. }))
    }
}

/// A feed somebody wants to follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The address of a feed, or of a page that names one, as it was given.
    pub address: String,
    /// What it is called, where a list says so.
    pub title: Option<String>,
    /// The sections of the list it stands in, the outermost first.
    pub sections: Vec<String>,
    /// It is one of a list: it is followed even if it cannot be fetched now.
    pub is_of_list: bool,
}

/// What came of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The feed.
    pub feed: Subscription,
    /// Since when it is followed.
    pub how: How,
    /// Entries that were not there before.
    pub n_new: usize,
    /// Why it could not be fetched now.
    pub trouble: Option<Failure>,
    /// Addresses of other feeds that the same page names.
    pub others: Vec<String>,
}

/// What came of a wish, or why nothing did.
pub type Answer = Result<Followed, Failure>;

/// Since when a feed is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// From now on.
    New,
    /// Again: it was once, and its entries were still there.
    Again,
    /// It was already.
    Already,
}

/// Fetches all feeds that are followed, several hosts at a time; comes back when all are done with, or soon after it was told
/// to stop.
pub fn fetch_all(feeds: &Feeds, settings: &Settings, tell: &mut dyn FnMut(News) -> ControlFlow<()>) -> Report {
    let (subscriptions, _) = feeds.subscriptions();
    fetch_these(feeds, settings, &subscriptions, tell)
}

/// Fetches some feeds.
pub fn fetch_these(
    feeds: &Feeds,
    settings: &Settings,
    subscriptions: &[Subscription],
    tell: &mut dyn FnMut(News) -> ControlFlow<()>,
) -> Report {
    let client = Client::new(settings);
    let n_feeds = subscriptions.len();
    let mut n_done = 0;
    let stumbled = |feed: &Subscription| Fetched {
        name: feed.name().to_owned(),
        address: feed.address.clone(),
        folder: feed.folder.clone(),
        outcome: Outcome::Failed { why: Failure::Stumbled, again: None },
    };
    let results = round::go(
        &client,
        subscriptions,
        |feed| host_of(&feed.address),
        |feed| following::fetch(feeds, &client, feed),
        |step| {
            if let Round::Done(n, result) = step {
                n_done += 1;
                let fetched = result.cloned().or_else(|| subscriptions.get(n).map(stumbled));
                fetched.map_or(ControlFlow::Continue(()), |fetched| tell(News::Fetched(fetched)))?;
            }
            tell(News::Progress { n_done, n_feeds })
        },
    );
    let of = |(result, feed): (Option<Fetched>, &Subscription)| result.unwrap_or_else(|| stumbled(feed));
    Report { feeds: results.into_iter().zip(subscriptions).map(of).collect() }
}

/// Follows feeds, and fetches those that are new at once; tells of each as soon as it is known what came of it, and gives
/// back all, in the order of the wishes.
pub fn follow(
    feeds: &Feeds,
    settings: &Settings,
    wishes: &[Wish],
    tell: &mut dyn FnMut(&Wish, &Answer) -> ControlFlow<()>,
) -> Vec<Answer> {
    let client = Client::new(settings);
    let results = round::go(
        &client,
        wishes,
        |wish| host_of(&wish.address),
        |wish| following::follow(feeds, &client, wish),
        |step| match step {
            Round::Done(n, result) => match wishes.get(n) {
                Some(wish) => tell(wish, result.unwrap_or(&Err(Failure::Stumbled))),
                None => ControlFlow::Continue(()),
            },
            Round::Meanwhile => ControlFlow::Continue(()),
        },
    );
    results.into_iter().map(|result| result.unwrap_or(Err(Failure::Stumbled))).collect()
}

/// Jobs of one host are done one after the other; what is no address has a place of its own.
fn host_of(given: &str) -> String {
    address::read(given).map_or_else(|_| given.to_owned(), |address| address::host(&address).to_owned())
}

/// Fetches the page of an entry, given by its file, and keeps it beside the entry; gives back the file of the page.
pub fn full_text(settings: &Settings, entry: &Path) -> Result<PathBuf, Failure> {
    full_text::fetch(&Client::new(settings), entry)
}

/// The moment it is.
fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}
