//! Why something could not be fetched, in words that say what to do where something can be done.

use serde::{Deserialize, Serialize};

use crate::locale::words::Saying;

/// What went wrong. It is kept with its feed, so it is told by names rather than by sentences of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Failure {
    /// It is no address that can be asked: what was given.
    NoAddress(String),
    /// Nobody knows a host of this name.
    UnknownHost(String),
    /// The host cannot be reached: what the system said.
    Unreachable(String),
    /// The proxy does not let it through: what it said.
    Proxy(String),
    /// The host cannot prove who it is, or speaks no TLS: what the check said.
    Untrusted(String),
    /// Something took too long.
    TooSlow(Step),
    /// The connection ended before the answer did.
    CutOff,
    /// The answer has more bytes than are read of one, in MiB.
    TooLarge(usize),
    /// One address leads to the next, and so on without end.
    Circle,
    /// A redirect leads to this, which is no address of the web.
    LeadsAstray(String),
    /// A host out there leads to this one, which is in here.
    LeadsInside(String),
    /// The host refused: the status of its answer.
    Status(u16),
    /// The host says that it is gone for good.
    Gone,
    /// What was answered is not HTTP, or compressed in a way that was not asked for: what is wrong with it.
    Garbled(String),
    /// What was answered is no feed: why not.
    NoFeed(String),
    /// What was answered is a page, and no feed is named in it.
    PageWithoutFeed,
    /// What was answered is no page: the type it is said to have.
    NoPage(String),
    /// The entry says no address of its page.
    NoLink,
    /// It cannot be kept: what the system said.
    NotKept(String),
    /// Another kiosque is fetching it.
    Busy,
    /// It was told to stop before it came to this.
    Stopped,
    /// What was answered made the program stumble.
    Stumbled,
}

/// What can take too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Finding out where the host is.
    Resolve,
    /// Reaching it.
    Connect,
    /// Its first byte.
    Answer,
    /// All of its answer.
    Whole,
}

impl Failure {
    /// Why, in a few words that can stand behind the name of a feed.
    pub fn saying(&self) -> Saying {
        let of = |id, name, value: &String| Saying::new(id).of(name, value.clone());
        match self {
            Failure::NoAddress(given) => of("fetch-no-address", "address", given),
            Failure::UnknownHost(host) => of("fetch-unknown-host", "host", host),
            Failure::Unreachable(error) => of("fetch-unreachable", "error", error),
            Failure::Proxy(error) => of("fetch-proxy", "error", error),
            Failure::Untrusted(error) => of("fetch-untrusted", "error", error),
            Failure::TooSlow(Step::Resolve) => Saying::new("fetch-slow-resolve"),
            Failure::TooSlow(Step::Connect) => Saying::new("fetch-slow-connect"),
            Failure::TooSlow(Step::Answer) => Saying::new("fetch-slow-answer"),
            Failure::TooSlow(Step::Whole) => Saying::new("fetch-slow-whole"),
            Failure::CutOff => Saying::new("fetch-cut-off"),
            Failure::TooLarge(n) => Saying::new("fetch-too-large").of("n", *n),
            Failure::Circle => Saying::new("fetch-circle"),
            Failure::LeadsAstray(address) => of("fetch-leads-astray", "address", address),
            Failure::LeadsInside(host) => of("fetch-leads-inside", "host", host),
            Failure::Status(status) => Saying::new(status_id(*status)).of("status", status.to_string()),
            Failure::Gone => Saying::new("fetch-gone"),
            Failure::Garbled(error) => of("fetch-garbled", "error", error),
            Failure::NoFeed(error) => of("fetch-no-feed", "error", error),
            Failure::PageWithoutFeed => Saying::new("fetch-page-without-feed"),
            Failure::NoPage(kind) => of("fetch-no-page", "kind", kind),
            Failure::NoLink => Saying::new("fetch-no-link"),
            Failure::NotKept(error) => of("fetch-not-kept", "error", error),
            Failure::Busy => Saying::new("fetch-busy"),
            Failure::Stopped => Saying::new("fetch-stopped"),
            Failure::Stumbled => Saying::new("fetch-stumbled"),
        }
    }

    /// It is the feed's own, so that waiting may help; what happened on this machine is tried again at once.
    pub fn is_remote(&self) -> bool {
        !matches!(self, Failure::NotKept(_) | Failure::Busy | Failure::Stopped)
    }
}

/// The classes of answers that a reader can do something about. RFC 9110, section 15.
fn status_id(status: u16) -> &'static str {
    match status {
        401 | 403 => "fetch-status-denied",
        404 => "fetch-status-missing",
        429 => "fetch-status-too-often",
        500..=599 => "fetch-status-server",
        _ => "fetch-status",
    }
}
