//! An address on the web, as a page gives it: where a link leads, where an article was published.
//!
//! Only `http` and `https` are such addresses: everything else - a script, a file, a command of some program - is no address
//! to be opened. What is handed on is written anew by the parser of the URL standard, in ASCII; it begins with its scheme, so
//! that no program can take it for an option.

use url::Url;

use crate::text::clean::Clean;

/// An address that a browser may be asked to open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebAddress {
    written: Clean,
    url: Box<str>,
    host: Box<str>,
}

impl WebAddress {
    /// The address that a text is; `None` if it is none, or not `http` or `https`.
    pub fn parse(text: &str) -> Option<WebAddress> {
        let written = Clean::new(text.trim());
        // What was made safe is what is shown, and nothing else is opened.
        let url = Url::parse(&written).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let host = url.host_str().filter(|host| !host.is_empty())?;
        Some(WebAddress { host: host.into(), url: url.as_str().into(), written })
    }

    /// The address in ASCII, as it is opened.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The address as the page writes it.
    pub fn written(&self) -> &Clean {
        &self.written
    }

    /// The host in ASCII, as it is asked for: `xn--…` where its name has other letters.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The host is another one than the eye may take it for: letters that look like others, or a name before an `@`.
    pub fn is_disguised(&self) -> bool {
        let behind_scheme = self.written.split_once("://").map_or("", |(_, rest)| rest);
        let shown = behind_scheme.split(['/', '?', '#']).next().unwrap_or_default();
        let without_port = shown.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
        !without_port.map_or(shown, |(host, _)| host).eq_ignore_ascii_case(&self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_browser_fetches_is_an_address() {
        for (text, opened) in [
            ("https://quai.example/a?b=c&d#e", Some("https://quai.example/a?b=c&d#e")),
            (" http://quai.example ", Some("http://quai.example/")),
            ("HTTPS://Quai.Example/A", Some("https://quai.example/A")),
            ("http://x/$(id)", Some("http://x/$(id)")),
            ("http://x/a b\"c", Some("http://x/a%20b%22c")),
            ("https://x/\n--version", Some("https://x/%20--version")),
            ("http://[::1]:8080/", Some("http://[::1]:8080/")),
            ("https://\u{43F}\u{440}\u{438}\u{43C}\u{435}\u{440}.example/", Some("https://xn--e1afmkfd.example/")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("data:text/html,x", None),
            ("--help", None),
            ("-ohttp://x/", None),
            ("//quai.example/a", None),
            ("quai.example", None),
            ("http://", None),
            ("http:///", None),
            ("", None),
        ] {
            let address = WebAddress::parse(text);
            assert_eq!(address.as_ref().map(WebAddress::as_str), opened, "{text}");
        }
    }

    #[test]
    fn a_host_that_is_not_what_it_looks_like_is_told() {
        for (text, host, is_disguised) in [
            ("https://quai.example/", "quai.example", false),
            ("https://QUAI.example:8443/a:b", "quai.example", false),
            ("http://[::1]:80/", "[::1]", false),
            ("https://xn--e1afmkfd.example/", "xn--e1afmkfd.example", false),
            // A Cyrillic a.
            ("https://qu\u{430}i.example/", "xn--qui-7cd.example", true),
            ("https://quai.example@other.example/", "other.example", true),
            ("https:\\\\quai.example", "quai.example", true),
            ("http://0x7f.1/", "127.0.0.1", true),
        ] {
            let address = WebAddress::parse(text).unwrap();
            assert_eq!((address.host(), address.is_disguised()), (host, is_disguised), "{text}");
        }
    }
}
