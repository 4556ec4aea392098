//! Finds the feed at an address, or the one that the page there names.

use url::Url;

use crate::fetch::Failure;
use crate::fetch::client::{Answer, Client, FEEDS, Given, Question, Refusal, Way};
use crate::fetch::page;
use crate::formats::feed::{self, Feed, Served};
use crate::formats::html;
use crate::ingest::decode;

/// Where feeds are, on sites whose pages do not name them. More would be knocking at every door.
const USUAL_PLACES: &[&str] = &["/feed", "/rss.xml", "/atom.xml"];

/// What is at an address.
#[derive(Debug)]
pub(super) enum Found {
    /// The feed that is known, as it was.
    Unchanged(Way),
    /// A feed.
    Feed(Box<Fresh>),
}

/// A feed as it was just fetched.
#[derive(Debug)]
pub(super) struct Fresh {
    /// The address to ask for it from now on.
    pub(super) address: Url,
    pub(super) feed: Feed,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    /// Other feeds that the same page names.
    pub(super) others: Vec<Url>,
}

/// What is known of an address.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) address: &'a Url,
    pub(super) etag: Option<&'a str>,
    pub(super) last_modified: Option<&'a str>,
    /// It may be the address of a page: nobody has found a feed there yet.
    pub(super) may_be_page: bool,
}

/// Asks for a feed; where a page is found instead, for the one it names.
pub(super) fn find(client: &Client, known: Known<'_>) -> Result<Found, Refusal> {
    let question = Question {
        address: known.address,
        is_hearsay: false,
        etag: known.etag,
        last_modified: known.last_modified,
        accept: FEEDS,
        largest: client.settings().largest_feed,
    };
    let given = match client.ask(question)? {
        Answer::Unchanged(way) => return Ok(Found::Unchanged(way)),
        Answer::Given(given) => given,
    };
    let is_said_to_be = matches!(given.kind.as_str(), "text/html" | "application/xhtml+xml");
    let is_page = is_said_to_be || html::recognise(&given.bytes[..given.bytes.len().min(SAMPLE)]);
    match read(known.address, &given) {
        Ok(fresh) => Ok(Found::Feed(Box::new(fresh))),
        Err(_) if is_page && known.may_be_page => named(client, &given).map(|fresh| Found::Feed(Box::new(fresh))),
        Err(_) if is_page => Err(Failure::PageWithoutFeed.into()),
        Err(why) => Err(why.into()),
    }
}

/// Bytes by which a page is recognised.
const SAMPLE: usize = 64 << 10;

/// The feed that a page names, or that is in a usual place beside it.
fn named(client: &Client, page: &Given) -> Result<Fresh, Refusal> {
    let (text, _) = decode::decode(&page.bytes);
    let mut candidates = page::feeds_named(&text, &page.way.address);
    let is_named = !candidates.is_empty();
    if !is_named {
        candidates = USUAL_PLACES.iter().filter_map(|place| page.way.address.join(place).ok()).collect();
    }
    let mut failed = None;
    for (n, address) in candidates.iter().enumerate() {
        let question = Question {
            address,
            is_hearsay: !client.is_insider(&page.way.address),
            etag: None,
            last_modified: None,
            accept: FEEDS,
            largest: client.settings().largest_feed,
        };
        let found = match client.ask(question) {
            Ok(Answer::Given(given)) => read(address, &given).map_err(Refusal::from),
            Ok(Answer::Unchanged(_)) => continue,
            Err(refusal) => Err(refusal),
        };
        match found {
            Ok(fresh) => {
                let others = if is_named { candidates[n + 1..].to_vec() } else { Vec::new() };
                return Ok(Fresh { others, ..fresh });
            }
            Err(refusal) => failed = failed.or(Some(refusal)),
        }
    }
    // What the usual places answer is nobody's fault.
    Err(failed.filter(|refusal| is_named || refusal.why == Failure::Stopped).unwrap_or(Failure::PageWithoutFeed.into()))
}

/// Reads what was given as a feed that was asked for at this address.
fn read(asked: &Url, given: &Given) -> Result<Fresh, Failure> {
    let served = Served { address: Some(given.way.address.as_str()), charset: given.charset.as_deref() };
    let feed = feed::read(&given.bytes, served).map_err(|fault| Failure::NoFeed(fault.to_string()))?;
    if let (true, Some(refusal)) = (feed.entries.is_empty(), feed.refusals.first()) {
        return Err(Failure::NoFeed(refusal.fault.to_string()));
    }
    let address = given.way.moved.clone().unwrap_or_else(|| asked.clone());
    let (etag, last_modified) = (given.etag.clone(), given.last_modified.clone());
    Ok(Fresh { address, feed, etag, last_modified, others: Vec::new() })
}
