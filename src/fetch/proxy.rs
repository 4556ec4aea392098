//! Ways to the network that lead through a proxy, as the environment names them.
//!
//! `https` goes through a tunnel (`CONNECT`) or SOCKS, which the library below sees to. Plain `http` does not: proxies
//! commonly allow tunnels to the port of https alone, and want to be told the whole address in the first line of a question
//! (RFC 9112, section 3.2.2). So a transport here writes that line anew.

use std::env;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};
use ureq::{Proxy, ProxyProtocol};
use url::Url;

/// The proxies of an environment. The default is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies {
    /// For addresses of plain http.
    pub http: Option<String>,
    /// For addresses of https.
    pub https: Option<String>,
    /// Hosts that are asked without: `example.org` with all below it, `192.0.2.1`, `example.org:8080`, or `*` for all.
    pub except: Vec<String>,
}

impl Proxies {
    /// What `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say; in small letters they go first.
    pub fn of_environment() -> Proxies {
        let variable = |name: &str| {
            let value = env::var(name.to_lowercase()).or_else(|_| env::var(name)).unwrap_or_default();
            Some(value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let any = variable("ALL_PROXY");
        let except = variable("NO_PROXY").unwrap_or_default();
        Proxies {
            http: variable("HTTP_PROXY").or_else(|| any.clone()),
            https: variable("HTTPS_PROXY").or(any),
            except: except.split(',').map(str::trim).filter(|host| !host.is_empty()).map(str::to_lowercase).collect(),
        }
    }

    /// The proxy an address is asked through.
    pub(super) fn of(&self, address: &Url) -> Option<&str> {
        let proxy = if address.scheme() == "https" { &self.https } else { &self.http };
        proxy.as_deref().filter(|_| !self.except.iter().any(|exception| is_meant(exception, address)))
    }
}

fn is_meant(exception: &str, address: &Url) -> bool {
    if exception == "*" {
        return true;
    }
    let host = address.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let with_port = exception.rsplit_once(':').filter(|(name, _)| !name.contains(':'));
    let (name, port) = match with_port.map(|(name, port)| (name, port.parse::<u16>())) {
        Some((name, Ok(port))) => (name, Some(port)),
        _ => (exception, None),
    };
    let name = name.strip_prefix('*').unwrap_or(name).trim_start_matches('.').trim_matches(['[', ']']);
    let is_below = host.strip_suffix(name).is_some_and(|above| above.ends_with('.'));
    (host == name || is_below) && (port.is_none() || port == address.port_or_known_default())
}

/// A proxy that is told whole addresses.
#[derive(Debug)]
pub(super) struct Forwarding {
    proxy: Proxy,
    resolver: DefaultResolver,
}

impl Forwarding {
    /// None for a proxy that has to be spoken to in another way: by SOCKS or through TLS.
    pub(super) fn through(proxy: &Proxy) -> Option<Forwarding> {
        let is_plain = proxy.protocol() == ProxyProtocol::Http;
        is_plain.then(|| Forwarding { proxy: proxy.clone(), resolver: DefaultResolver::default() })
    }
}

/// Whom the proxy is to know, as the header it asks for: RFC 9110, section 11.7.2.
pub(super) fn authorization(proxy: &Proxy) -> Option<String> {
    let (user, password) = (proxy.username(), proxy.password());
    let named = format!("{}:{}", user.unwrap_or_default(), password.unwrap_or_default());
    (user.is_some() || password.is_some()).then(|| format!("Basic {}", BASE64_STANDARD.encode(named)))
}

impl Resolver for Forwarding {
    /// The proxy is reached instead of the host: it looks up names itself.
    fn resolve(&self, _: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let at = format!("http://{}:{}/", self.proxy.host(), self.proxy.port());
        let at = at.parse::<Uri>().map_err(|_| ureq::Error::InvalidProxyUrl)?;
        self.resolver.resolve(&at, config, timeout)
    }
}

/// Makes transports write whole addresses.
#[derive(Debug)]
pub(super) struct WholeAddresses;

impl<In: Transport> Connector<In> for WholeAddresses {
    type Out = WholeAddress<In>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<WholeAddress<In>>, ureq::Error> {
        let origin = details.uri.authority().map(|authority| format!("http://{authority}")).unwrap_or_default();
        Ok(chained.map(|transport| WholeAddress { transport, origin: origin.into_bytes() }))
    }
}

/// A transport to a proxy, for one host behind it.
#[derive(Debug)]
pub(super) struct WholeAddress<In> {
    transport: In,
    /// What goes before a path: `http://example.org`.
    origin: Vec<u8>,
}

/// What a question begins with. A question here has no body, and its head is written in one piece.
const BEGINNING: &[u8] = b"GET ";

impl<In: Transport> Transport for WholeAddress<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.transport.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        let output = self.transport.buffers().output();
        let (from, longer) = (BEGINNING.len(), amount + self.origin.len());
        let has_path = output.starts_with(BEGINNING) && output.get(from) == Some(&b'/');
        if !has_path || longer > output.len() {
            return self.transport.transmit_output(amount, timeout);
        }
        output.copy_within(from..amount, from + self.origin.len());
        output[from..from + self.origin.len()].copy_from_slice(&self.origin);
        self.transport.transmit_output(longer, timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.transport.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.transport.is_open()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_excepted_by_name_port_and_everything_below() {
        let proxies = |except: &str| Proxies {
            http: Some("http://proxy.example:3128".to_owned()),
            https: None,
            except: vec![except.to_owned()],
        };
        for (except, address, is_excepted) in [
            ("example.org", "http://example.org/", true),
            ("example.org", "http://www.example.org/", true),
            (".example.org", "http://www.example.org/", true),
            ("*.example.org", "http://www.example.org/", true),
            ("example.org", "http://notexample.org/", false),
            ("example.org:8080", "http://example.org:8080/", true),
            ("example.org:8080", "http://example.org/", false),
            ("192.0.2.1", "http://192.0.2.1/", true),
            ("::1", "http://[::1]:80/", true),
            ("*", "http://example.net/", true),
            ("localhost", "http://example.net/", false),
        ] {
            let address = Url::parse(address).unwrap();
            assert_eq!(proxies(except).of(&address).is_none(), is_excepted, "{except} {address}");
        }
        assert_eq!(proxies("x").of(&Url::parse("https://example.org/").unwrap()), None);
    }
}
