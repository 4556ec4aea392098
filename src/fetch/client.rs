//! Asks for one address at a time: within limits of time and size, following redirects where they may lead, and one
//! question after the other to each host.
//!
//! Redirects are followed here and not by the library below, because each of them is judged: an address that came from out
//! there never leads into a private network. Names are looked up once, by the resolver that judges what they stand for, so
//! that a name cannot mean one thing when it is judged and another when it is asked.

use std::collections::{HashMap, HashSet};
use std::io::{self, Read};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use ureq::config::{Config, ConfigBuilder};
use ureq::http::{HeaderMap, Uri, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::AgentScope;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Connector, DefaultConnector, NextTimeout, TcpConnector};
use ureq::{Agent, Body, Proxy, Timeout};
use url::Url;

use crate::fetch::address::{self, host, names_inside};
use crate::fetch::proxy::{self, Forwarding, WholeAddresses};
use crate::fetch::{Failure, Settings, Step, now};

/// Redirects that are followed for one question.
const MOST_REDIRECTS: usize = 10;

/// Who asks, as hosts are told. What stands in `repository` of Cargo.toml says where to complain.
const USER_AGENT: &str = concat!("kiosque/", env!("CARGO_PKG_VERSION"));

/// The types feeds have, before what a page that names one may have.
pub(super) const FEEDS: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
    application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5";

/// The types of a page.
pub(super) const PAGES: &str = "text/html, application/xhtml+xml, */*;q=0.5";

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'a> {
    pub(super) address: &'a Url,
    /// It came from out there - a page, a feed - and not from the reader.
    pub(super) is_hearsay: bool,
    /// What the host gave with its last answer.
    pub(super) etag: Option<&'a str>,
    pub(super) last_modified: Option<&'a str>,
    /// The types that are understood.
    pub(super) accept: &'a str,
    /// The most bytes that are read of the answer.
    pub(super) largest: u64,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// What the host gave with its last answer still holds.
    Unchanged(Way),
    /// Something.
    Given(Given),
}

/// Where the question ended up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// The address that answered.
    pub(super) address: Url,
    /// The address to ask from now on, where the host says so.
    pub(super) moved: Option<Url>,
}

/// An answer with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) way: Way,
    pub(super) bytes: Vec<u8>,
    /// The type it is said to have, in small letters: `text/html`.
    pub(super) kind: String,
    /// The encoding it is said to have.
    pub(super) charset: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// No answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) why: Failure,
    /// The host wants to be left alone until then.
    pub(super) wanted_after: Option<DateTime<Utc>>,
}

impl From<Failure> for Refusal {
    fn from(why: Failure) -> Refusal {
        Refusal { why, wanted_after: None }
    }
}

/// Asks hosts.
#[derive(Debug)]
pub(super) struct Client {
    settings: Settings,
    agents: Mutex<HashMap<Route, Asker>>,
    /// Names of hosts that were found to be in here.
    insiders: Arc<Mutex<HashSet<String>>>,
    gates: Mutex<HashMap<String, Arc<Gate>>>,
    /// Until when hosts have asked to be left alone, by anybody.
    rests: Mutex<HashMap<String, DateTime<Utc>>>,
    stopped: AtomicBool,
}

/// When the host was asked for the last time; locked while it is being asked.
type Gate = Mutex<Option<Instant>>;

impl Client {
    pub(super) fn new(settings: &Settings) -> Client {
        Client {
            settings: settings.clone(),
            agents: Mutex::default(),
            insiders: Arc::default(),
            gates: Mutex::default(),
            rests: Mutex::default(),
            stopped: AtomicBool::new(false),
        }
    }

    /// Ends whatever is being asked; what is asked later fails at once.
    pub(super) fn stop(&self) {
        let agents = self.agents.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody begins to ask behind this: who does looks here first.
        self.stopped.store(true, Ordering::Relaxed);
        agents.values().for_each(|asker| asker.agent.clone().shutdown());
    }

    /// How it asks.
    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Until when the host has asked, since this client is there, to be left alone.
    pub(super) fn rests_until(&self, host: &str) -> Option<DateTime<Utc>> {
        let rests = self.rests.lock().unwrap_or_else(PoisonError::into_inner);
        rests.get(host).copied().filter(|until| *until > now())
    }

    /// Asks, and follows where the answers lead.
    pub(super) fn ask(&self, question: Question<'_>) -> Result<Answer, Refusal> {
        let began = Instant::now();
        let mut address = question.address.clone();
        let mut is_hearsay = question.is_hearsay;
        let mut seen = HashSet::from([address.to_string()]);
        // As long as every redirect so far was for good, the last of them says where to ask from now on.
        let mut moved = None;
        let mut all_for_good = true;
        loop {
            if began.elapsed() >= self.settings.whole {
                return Err(Failure::TooSlow(Step::Whole).into());
            }
            let way = Way { address: address.clone(), moved: moved.clone() };
            let next = match self.ask_once(&question, way, is_hearsay)? {
                Reply::Answer(answer) => return Ok(answer),
                Reply::Redirect(next) => next,
            };
            all_for_good &= next.for_good && !(address.scheme() == "https" && next.address.scheme() == "http");
            is_hearsay |= !self.is_insider(&address);
            address = next.address;
            if all_for_good {
                moved = Some(address.clone());
            }
            let is_too_far = seen.len() > MOST_REDIRECTS;
            if !seen.insert(address.to_string()) || is_too_far {
                return Err(Failure::Circle.into());
            }
        }
    }

    /// Asks one host once, when it is its turn.
    fn ask_once(&self, question: &Question<'_>, way: Way, is_hearsay: bool) -> Result<Reply, Refusal> {
        if is_hearsay && names_inside(&way.address, self.settings.is_inside) {
            return Err(Failure::LeadsInside(host(&way.address).to_owned()).into());
        }
        let gate = self.gate(host(&way.address));
        let mut last = gate.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = *last {
            thread::sleep((last + self.settings.pause).saturating_duration_since(Instant::now()));
        }
        let asker = self.asker(&way.address, is_hearsay)?;
        let host = host(&way.address).to_owned();
        let reply = self.converse(&asker, question, way);
        *last = Some(Instant::now());
        if let Err(Refusal { wanted_after: Some(until), .. }) = &reply {
            self.rests.lock().unwrap_or_else(PoisonError::into_inner).insert(host, *until);
        }
        match reply {
            Err(_) if self.stopped.load(Ordering::Relaxed) => Err(Failure::Stopped.into()),
            reply => reply,
        }
    }

    fn converse(&self, asker: &Asker, question: &Question<'_>, way: Way) -> Result<Reply, Refusal> {
        let mut request = asker.agent.get(way.address.as_str()).header(header::ACCEPT, question.accept);
        // What is known of one address says nothing of another.
        let is_first = way.address == *question.address;
        if let Some(etag) = question.etag.filter(|_| is_first || way.moved.is_some()) {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(date) = question.last_modified.filter(|_| is_first || way.moved.is_some()) {
            request = request.header(header::IF_MODIFIED_SINCE, date);
        }
        if let Some(known) = &asker.authorization {
            request = request.header(header::PROXY_AUTHORIZATION, known);
        }
        let response = request.call().map_err(|error| failure(error, &way.address, Part::Head))?;
        let (parts, body) = response.into_parts();
        let status = parts.status.as_u16();
        match status {
            200 | 203 => {}
            304 if question.etag.is_some() || question.last_modified.is_some() => {
                return Ok(Reply::Answer(Answer::Unchanged(way)));
            }
            301 | 302 | 303 | 307 | 308 => {
                return Ok(Reply::Redirect(redirect(&way.address, status, &parts.headers)?));
            }
            410 => return Err(Failure::Gone.into()),
            _ => {
                let wanted_after = retry_after(&parts.headers, now());
                return Err(Refusal { why: Failure::Status(status), wanted_after });
            }
        }
        if let Some(coding) = text_of(&parts.headers, header::CONTENT_ENCODING)
            && !coding.eq_ignore_ascii_case("identity")
        {
            return Err(Failure::Garbled(coding).into());
        }
        let bytes = read(body, question.largest).map_err(|error| match error {
            None => Failure::TooLarge((question.largest >> 20) as usize),
            Some(error) => failure(error, &way.address, Part::Body),
        })?;
        let declared = text_of(&parts.headers, header::CONTENT_TYPE).unwrap_or_default();
        let (kind, charset) = content_type(&declared);
        let etag = text_of(&parts.headers, header::ETAG);
        let last_modified = text_of(&parts.headers, header::LAST_MODIFIED);
        Ok(Reply::Answer(Answer::Given(Given { way, bytes, kind, charset, etag, last_modified })))
    }

    /// Who asks on the way to this address.
    fn asker(&self, address: &Url, is_hearsay: bool) -> Result<Asker, Failure> {
        let route = match self.settings.proxies.of(address) {
            None => Route::Direct { refuses_insiders: is_hearsay },
            Some(proxy) => Route::Proxy { proxy: proxy.to_owned(), is_secret: address.scheme() == "https" },
        };
        let mut agents = self.agents.lock().unwrap_or_else(PoisonError::into_inner);
        if self.stopped.load(Ordering::Relaxed) {
            return Err(Failure::Stopped);
        }
        if let Some(asker) = agents.get(&route) {
            return Ok(asker.clone());
        }
        let asker = self.new_asker(&route)?;
        agents.insert(route, asker.clone());
        Ok(asker)
    }

    fn new_asker(&self, route: &Route) -> Result<Asker, Failure> {
        let open = |agent| Asker { agent, authorization: None };
        let config = config(&self.settings);
        let (proxy, is_secret) = match route {
            Route::Direct { refuses_insiders } => {
                let judge = Judge {
                    insiders: Arc::clone(&self.insiders),
                    is_inside: self.settings.is_inside,
                    refuses_insiders: *refuses_insiders,
                    resolver: DefaultResolver::default(),
                };
                return Ok(open(Agent::with_parts(config.build(), DefaultConnector::default(), judge)));
            }
            Route::Proxy { proxy, is_secret } => (proxy, *is_secret),
        };
        let proxy = Proxy::new(proxy).map_err(|_| Failure::Proxy(proxy.clone()))?;
        match Forwarding::through(&proxy).filter(|_| !is_secret) {
            Some(forwarding) => {
                let connector = ().chain(TcpConnector::default()).chain(WholeAddresses);
                let agent = Agent::with_parts(config.build(), connector, forwarding);
                Ok(Asker { agent, authorization: proxy::authorization(&proxy) })
            }
            None => Ok(open(Agent::new_with_config(config.proxy(Some(proxy)).build()))),
        }
    }

    fn gate(&self, host: &str) -> Arc<Gate> {
        let mut gates = self.gates.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(gates.entry(host.to_owned()).or_default())
    }

    /// All addresses of the host are in here, as far as its name can be looked up now.
    pub(super) fn is_inside(&self, address: &Url) -> bool {
        let looked_up = || {
            let found = address.socket_addrs(|| None).unwrap_or_default();
            !found.is_empty() && found.iter().all(|at| (self.settings.is_inside)(at.ip()))
        };
        self.is_insider(address) || looked_up()
    }

    /// The host has been asked, and all its addresses are in here.
    pub(super) fn is_insider(&self, address: &Url) -> bool {
        let is_known = |host: &str| self.insiders.lock().unwrap_or_else(PoisonError::into_inner).contains(host);
        names_inside(address, self.settings.is_inside) || is_known(host(address))
    }
}

/// Who asks on one way to the network.
#[derive(Clone, Debug)]
struct Asker {
    agent: Agent,
    /// What a proxy wants to be told with every question.
    authorization: Option<String>,
}

/// How an address is reached.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Route {
    /// Straight on; or only where it leads to somebody out there.
    Direct { refuses_insiders: bool },
    /// Through a proxy, which looks up names by itself; what is secret goes through a tunnel.
    Proxy { proxy: String, is_secret: bool },
}

enum Reply {
    Answer(Answer),
    Redirect(Redirect),
}

struct Redirect {
    address: Url,
    /// The address is not to be asked any more, but this one.
    for_good: bool,
}

fn redirect(from: &Url, status: u16, headers: &HeaderMap) -> Result<Redirect, Failure> {
    let location = text_of(headers, header::LOCATION).ok_or(Failure::Status(status))?;
    let joined = from.join(&location).ok().and_then(address::web);
    let address = joined.ok_or(Failure::LeadsAstray(location))?;
    Ok(Redirect { address, for_good: matches!(status, 301 | 308) })
}

/// The whole of an answer; `None` where it is longer than that.
fn read(body: Body, largest: u64) -> Result<Vec<u8>, Option<ureq::Error>> {
    let mut bytes = Vec::new();
    let read = body.into_reader().take(largest + 1).read_to_end(&mut bytes);
    read.map_err(|error| Some(ureq::Error::from(error)))?;
    if bytes.len() as u64 > largest { Err(None) } else { Ok(bytes) }
}

fn config(settings: &Settings) -> ConfigBuilder<AgentScope> {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let who = option_env!("CARGO_PKG_REPOSITORY").filter(|url| !url.is_empty());
    let who = who.map_or(USER_AGENT.to_owned(), |url| format!("{USER_AGENT} (+{url})"));
    Config::builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(who)
        .tls_config(tls)
        .proxy(None)
        .timeout_resolve(Some(settings.resolve))
        .timeout_connect(Some(settings.connect))
        .timeout_recv_response(Some(settings.answer))
        .timeout_per_call(Some(settings.whole))
}

/// Looks up names, and judges what they stand for.
#[derive(Debug)]
struct Judge {
    insiders: Arc<Mutex<HashSet<String>>>,
    is_inside: fn(IpAddr) -> bool,
    refuses_insiders: bool,
    resolver: DefaultResolver,
}

impl Resolver for Judge {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let found = match self.resolver.resolve(uri, config, timeout) {
            // The system has many ways of saying this.
            Err(ureq::Error::Io(_)) => Err(ureq::Error::HostNotFound),
            found => found,
        }?;
        let is_inside = |at: &std::net::SocketAddr| (self.is_inside)(at.ip());
        if self.refuses_insiders && found.iter().any(is_inside) {
            return Err(ureq::Error::Other(Box::new(Inside(host.to_owned()))));
        }
        if found.iter().all(is_inside) {
            self.insiders.lock().unwrap_or_else(PoisonError::into_inner).insert(host.to_owned());
        }
        Ok(found)
    }
}

/// The host of this name is in here.
#[derive(Debug)]
struct Inside(String);

impl std::error::Error for Inside {}

impl std::fmt::Display for Inside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is a private host", self.0)
    }
}

/// Which part of an answer was waited for when something went wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
}

fn failure(error: ureq::Error, address: &Url, part: Part) -> Failure {
    let in_words = |error: &io::Error| {
        let text = error.to_string();
        text.split_once(" (os error").map_or(text.clone(), |(words, _)| words.to_owned())
    };
    match error {
        ureq::Error::HostNotFound => Failure::UnknownHost(host(address).to_owned()),
        ureq::Error::Timeout(Timeout::Resolve) => Failure::TooSlow(Step::Resolve),
        ureq::Error::Timeout(Timeout::Connect) => Failure::TooSlow(Step::Connect),
        ureq::Error::Timeout(Timeout::SendRequest | Timeout::RecvResponse) => Failure::TooSlow(Step::Answer),
        ureq::Error::Timeout(_) => Failure::TooSlow(Step::Whole),
        ureq::Error::Io(error) => match error.kind() {
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe => Failure::CutOff,
            // So TLS reports what it refuses, on top of a connection that is there.
            io::ErrorKind::InvalidData if part == Part::Head => Failure::Untrusted(in_words(&error)),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Failure::Garbled(in_words(&error)),
            _ => Failure::Unreachable(in_words(&error)),
        },
        ureq::Error::Rustls(error) => Failure::Untrusted(error.to_string()),
        ureq::Error::Tls(error) => Failure::Untrusted(error.to_owned()),
        ureq::Error::ConnectProxyFailed(error) => Failure::Proxy(error),
        ureq::Error::InvalidProxyUrl => Failure::Proxy(String::new()),
        ureq::Error::Decompress(_, error) if error.kind() == io::ErrorKind::UnexpectedEof => Failure::CutOff,
        ureq::Error::Other(error) => match error.downcast::<Inside>() {
            Ok(inside) => Failure::LeadsInside(inside.0),
            Err(error) => Failure::Unreachable(error.to_string()),
        },
        error => Failure::Garbled(error.to_string()),
    }
}

/// The first header of this name, if it is text.
fn text_of(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// `text/html; charset="utf-8"` as its two parts.
fn content_type(declared: &str) -> (String, Option<String>) {
    let mut parts = declared.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (kind, charset)
}

/// How long a host may ask to be left alone; who wants more gets this.
const LONGEST_REST: TimeDelta = TimeDelta::days(7);

/// The moment `Retry-After` means: seconds, or a date. RFC 9110, section 10.2.3.
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let value = text_of(headers, header::RETRY_AFTER)?;
    let until = match value.parse::<u32>() {
        Ok(seconds) => now + TimeDelta::seconds(i64::from(seconds)),
        Err(_) => DateTime::parse_from_rfc2822(&value).ok()?.to_utc(),
    };
    (until > now).then(|| until.min(now + LONGEST_REST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_may_name_its_encoding() {
        for (declared, kind, charset) in [
            ("text/html", "text/html", None),
            ("Text/HTML; Charset=\"utf-8\"", "text/html", Some("utf-8")),
            ("text/xml;version=1;charset=windows-1256", "text/xml", Some("windows-1256")),
            ("text/xml; charset=", "text/xml", None),
            ("", "", None),
        ] {
            assert_eq!(content_type(declared), (kind.to_owned(), charset.map(str::to_owned)), "{declared}");
        }
    }

    #[test]
    fn a_host_may_ask_for_rest_in_seconds_or_until_a_date_within_reason() {
        let now = DateTime::parse_from_rfc3339("2026-11-21T16:00:00Z").unwrap().to_utc();
        for (value, seconds) in [
            ("120", Some(120)),
            ("Sat, 21 Nov 2026 16:10:00 GMT", Some(600)),
            ("Sat, 21 Nov 2020 16:10:00 GMT", None),
            ("0", None),
            ("4000000000", Some(LONGEST_REST.num_seconds())),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(LONGEST_REST.num_seconds())),
            ("-5", None),
            ("soon", None),
            ("", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::RETRY_AFTER, value.parse().unwrap());
            let rest = retry_after(&headers, now).map(|until| (until - now).num_seconds());
            assert_eq!(rest, seconds, "{value}");
        }
    }
}
