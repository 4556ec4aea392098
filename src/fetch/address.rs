//! Addresses: which can be asked for, and which lead into a private network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::fetch::Failure;

/// What a reader gives as an address: `https://example.org/feed`, `example.org`, `feed:https://example.org/feed`. Without a
/// scheme it is meant to be https; `feed://` has always stood for http.
pub(super) fn read(given: &str) -> Result<Url, Failure> {
    let given = given.trim();
    let no_address = || Failure::NoAddress(given.to_owned());
    let bare = strip_scheme(given, "feed:").unwrap_or(given);
    let has_scheme = strip_scheme(bare, "http:").or_else(|| strip_scheme(bare, "https:")).is_some();
    let text = match bare.strip_prefix("//") {
        Some(rest) => format!("http://{rest}"),
        None if !has_scheme && is_host_like(bare) => format!("https://{bare}"),
        None => bare.to_owned(),
    };
    let address = Url::parse(&text).map_err(|_| no_address())?;
    web(address).ok_or_else(no_address)
}

fn strip_scheme<'a>(given: &'a str, scheme: &str) -> Option<&'a str> {
    let begin = given.get(..scheme.len())?;
    begin.eq_ignore_ascii_case(scheme).then(|| &given[scheme.len()..])
}

/// `example.org/feed`, `localhost:8080`: up to the first slash there is a dot or a port, and no space at all.
fn is_host_like(given: &str) -> bool {
    let host = given.split(['/', '?', '#']).next().unwrap_or_default();
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    !given.contains(char::is_whitespace) && !host.starts_with('.') && (host.contains('.') || has_port)
}

/// The address, if it is one of the web with a host, without what is for browsers alone. Names and passwords in it are not
/// sent to anybody: an address that needs them cannot be asked for.
pub(super) fn web(mut address: Url) -> Option<Url> {
    let is_web = matches!(address.scheme(), "http" | "https") && address.has_host();
    if !is_web || !address.username().is_empty() || address.password().is_some() {
        return None;
    }
    address.set_fragment(None);
    Some(address)
}

/// The name of the host, as it is asked one thing at a time.
pub(super) fn host(address: &Url) -> &str {
    address.host_str().unwrap_or_default()
}

/// The address names a private host outright, without a name that would have to be looked up.
pub(super) fn names_inside(address: &Url, is_inside: fn(IpAddr) -> bool) -> bool {
    match address.host() {
        Some(Host::Ipv4(ip)) => is_inside(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_inside(IpAddr::V6(ip)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// The address of a machine is for this machine or its own network, or for nobody: what the world has no business with.
/// IANA, special-purpose address registries: RFC 6890 and its updates.
pub fn is_inside(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_inside_v4(ip),
        IpAddr::V6(ip) => embedded(ip).map_or_else(|| is_inside_v6(ip), is_inside_v4),
    }
}

fn is_inside_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19))
}

fn is_inside_v6(ip: Ipv6Addr) -> bool {
    let first = ip.segments()[0];
    let is_site_local = first & 0xffc0 == 0xfec0;
    ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_multicast()
        || ip.is_unique_local()
        || ip.is_unicast_link_local()
        || is_site_local
}

/// The old address that a new one stands for: mapped, compatible, translated (64:ff9b::/96) or of 6to4.
fn embedded(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let bytes = ip.octets();
    let v4 = |from: usize| Some(Ipv4Addr::new(bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]));
    match ip.segments() {
        [0x2002, ..] => v4(2),
        [0x64, 0xff9b, 0, 0, 0, 0, ..] => v4(12),
        [0, 0, 0, 0, 0, 0xffff, ..] => v4(12),
        [0, 0, 0, 0, 0, 0, high, _] if high != 0 => v4(12),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_types_becomes_an_address() {
        for (given, want) in [
            ("https://example.org/feed", Some("https://example.org/feed")),
            (" http://Example.ORG ", Some("http://example.org/")),
            ("example.org", Some("https://example.org/")),
            ("example.org/feed?n=1#top", Some("https://example.org/feed?n=1")),
            ("localhost:8080/rss", Some("https://localhost:8080/rss")),
            ("feed:https://example.org/feed", Some("https://example.org/feed")),
            ("feed://example.org/feed", Some("http://example.org/feed")),
            ("HTTPS://example.org", Some("https://example.org/")),
            ("http://\u{645}\u{648}\u{642}\u{639}.example/", Some("http://xn--4gbrim.example/")),
            ("ftp://example.org/feed", None),
            ("file:///etc/passwd", None),
            ("javascript:alert(1)", None),
            ("https://user:secret@example.org/", None),
            ("http://", None),
            ("feed", None),
            ("un phare.org", None),
            ("../feeds.opml", None),
            ("", None),
        ] {
            assert_eq!(read(given).ok().as_ref().map(Url::as_str), want, "{given}");
        }
    }

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for (ip, want) in [
            ("127.0.0.1", true),
            ("10.1.2.3", true),
            ("172.16.0.1", true),
            ("192.168.1.1", true),
            ("169.254.169.254", true),
            ("100.64.0.1", true),
            ("0.0.0.0", true),
            ("255.255.255.255", true),
            ("224.0.0.1", true),
            ("::1", true),
            ("::", true),
            ("fe80::1", true),
            ("fd00::1", true),
            ("::ffff:127.0.0.1", true),
            ("::7f00:1", true),
            ("64:ff9b::a00:1", true),
            ("2002:7f00:1::", true),
            ("172.15.0.1", false),
            ("100.128.0.1", false),
            ("1.1.1.1", false),
            ("2606:4700::1111", false),
            ("::ffff:1.1.1.1", false),
        ] {
            assert_eq!(is_inside(ip.parse().unwrap()), want, "{ip}");
        }
        for (address, want) in [
            ("http://localhost/", true),
            ("http://a.localhost./", true),
            ("http://0x7f.1/", true),
            ("http://2130706433/", true),
            ("http://[::1]:80/", true),
            ("http://localhost.example/", false),
        ] {
            assert_eq!(names_inside(&Url::parse(address).unwrap(), is_inside), want, "{address}");
        }
    }
}
