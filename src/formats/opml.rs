//! OPML, the lists of subscriptions that feed readers exchange, and plain lists of addresses.
//!
//! A list among the pages of a folder is no article and gives none; one that was named is followed. Lists are read whatever
//! is wrong with them as long as addresses are found: folders in folders, no body, names of attributes in any case.

use std::collections::HashSet;

use quick_xml::escape::escape;
use url::Url;

use crate::formats::Format;
use crate::formats::xml::{self, Tag, Tags};
use crate::model::problem::Fault;

/// A list of subscriptions has no articles.
pub(super) const OPML: Format = Format {
    name: "opml",
    what: "subscriptions to feeds: as PATH they are fetched, in a folder they are passed over",
    known_by: "its first element, <opml>",
    recognises: |sample| recognise(sample.bytes),
    open: |_| Box::new(std::iter::empty()),
};

/// A feed that somebody reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// What the list calls it.
    pub title: Option<String>,
    /// The address of the feed, `http` or `https`.
    pub address: String,
    /// The address of its site.
    pub site: Option<String>,
    /// The folders it is in, the outermost first.
    pub folders: Vec<String>,
}

/// Folders in folders beyond this are left out.
const MAX_DEPTH: usize = 16;

/// Whether a file that begins like this is OPML.
pub fn recognise(head: &[u8]) -> bool {
    xml::head(head).is_some_and(|head| xml::root(&head).is_some_and(|root| is_root(root.local())))
}

/// Some export what is in the list without the list around it.
fn is_root(name: &str) -> bool {
    name.eq_ignore_ascii_case("opml") || name.eq_ignore_ascii_case("outline")
}

/// The subscriptions of a list, each once, in the order of the list.
pub fn read(bytes: &[u8]) -> Result<Vec<Subscription>, Fault> {
    let text = xml::decode(bytes, None);
    let root = xml::root(&text).filter(|root| is_root(root.local()));
    let from = root.ok_or_else(|| Fault::Malformed("it does not begin with <opml>".to_owned()))?.at;
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    // The names of the outlines that are open; those of subscriptions are empty.
    let mut open: Vec<String> = Vec::new();
    for tag in Tags::new(&text, from) {
        let element = match tag {
            Tag::Open(element) if element.local().eq_ignore_ascii_case("outline") => element,
            Tag::Close(end) if end.local_name().into_inner().eq_ignore_ascii_case("outline") => {
                open.pop();
                continue;
            }
            _ => continue,
        };
        let said = |name: &str| element.attribute(name).filter(|value| !value.is_empty());
        let title = said("title").or_else(|| said("text"));
        let is_link = || said("type").is_some_and(|kind| matches!(kind.to_lowercase().as_str(), "rss" | "atom"));
        let address = said("xmlUrl").or_else(|| said("url").filter(|_| is_link()));
        let address = address.and_then(|address| feed_address(&address));
        let folder = if address.is_none() { title.clone().unwrap_or_default() } else { String::new() };
        if let Some(address) = address
            && seen.insert(address.clone())
        {
            let folders = open.iter().filter(|name| !name.is_empty()).take(MAX_DEPTH).cloned().collect();
            found.push(Subscription { title, address, site: said("htmlUrl"), folders });
        }
        if !element.is_empty {
            open.push(folder);
        }
    }
    Ok(found)
}

/// Subscriptions as OPML 2.0, in their folders; those of one folder that stand together share it.
pub fn write(title: &str, subscriptions: &[Subscription]) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    text.push_str(&format!("  <head>\n    <title>{}</title>\n  </head>\n  <body>\n", written(title)));
    let mut open: &[String] = &[];
    for subscription in subscriptions {
        move_to(&mut text, open, &subscription.folders);
        open = &subscription.folders;
        let name = written(subscription.title.as_deref().unwrap_or(&subscription.address));
        indent(&mut text, open.len());
        text.push_str(&format!("<outline type=\"rss\" text=\"{name}\" title=\"{name}\" "));
        text.push_str(&format!("xmlUrl=\"{}\"", written(&subscription.address)));
        if let Some(site) = &subscription.site {
            text.push_str(&format!(" htmlUrl=\"{}\"", written(site)));
        }
        text.push_str("/>\n");
    }
    move_to(&mut text, open, &[]);
    text.push_str("  </body>\n</opml>\n");
    text
}

/// Closes and opens folders on the way from one place to another.
fn move_to(text: &mut String, from: &[String], to: &[String]) {
    let n_same = from.iter().zip(to).take_while(|(from, to)| from == to).count();
    for depth in (n_same..from.len()).rev() {
        indent(text, depth);
        text.push_str("</outline>\n");
    }
    for (depth, folder) in to.iter().enumerate().skip(n_same) {
        indent(text, depth);
        let name = written(folder);
        text.push_str(&format!("<outline text=\"{name}\" title=\"{name}\">\n"));
    }
}

fn indent(text: &mut String, depth: usize) {
    text.push_str(&"  ".repeat(depth + 2));
}

/// Words as the value of an attribute; characters that XML cannot hold are left out.
fn written(words: &str) -> String {
    let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    escape(words.as_str()).into_owned()
}

/// The addresses of a text all of whose lines are one each, blank ones and comments (`#`) aside; `None` for any other text.
/// What newsboat writes behind an address is stepped over: tags in quotes, a title after `~`.
pub fn addresses(bytes: &[u8]) -> Option<Vec<String>> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()?;
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (address, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim_start();
        if !(rest.is_empty() || rest.starts_with(['"', '~', '#'])) {
            return None;
        }
        let address = feed_address(address)?;
        if seen.insert(address.clone()) {
            found.push(address);
        }
    }
    (!found.is_empty()).then_some(found)
}

/// An address of the web. `feed:` is how some readers have their links opened.
fn feed_address(address: &str) -> Option<String> {
    let address = address.trim();
    let begin = |scheme: &str| address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    let address = match () {
        () if begin("feed://") => format!("http://{}", &address["feed://".len()..]),
        () if begin("feed:http") => address["feed:".len()..].to_owned(),
        () => address.to_owned(),
    };
    let url = Url::parse(&address).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each subscription as `folder/folder/title address`.
    fn check(text: &str, want: &[&str]) {
        let line = |found: &Subscription| {
            let folders: String = found.folders.iter().map(|folder| format!("{folder}/")).collect();
            format!("{folders}{} {}", found.title.as_deref().unwrap_or("-"), found.address)
        };
        let found = read(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}: {text}"));
        assert_eq!(found.iter().map(line).collect::<Vec<_>>(), want, "{text}");
        assert!(recognise(text.as_bytes()), "{text}");
        // What is written is read as the same, but that everything has a title.
        let found: Vec<_> = found
            .into_iter()
            .map(|found| Subscription { title: found.title.or(Some(found.address.clone())), ..found })
            .collect();
        assert_eq!(read(write("Mes journaux", &found).as_bytes()), Ok(found), "{text}");
    }

    #[test]
    fn lists_are_read_with_all_their_oddities() {
        check(
            r#"<?xml version="1.0"?><opml version="1.0"><head><title>Mes journaux</title></head><body>
            <outline text="Maghreb"><outline text="Presse">
              <outline type="rss" text="Le Fanal" xmlUrl="https://fanal.example/feed" htmlUrl="https://fanal.example/"/>
            </outline><outline text="L&#39;Écho" title="L&apos;&Eacute;cho" xmlUrl="https://echo.example/?a=1&amp;b=2"></outline>
            </outline>
            <outline text="Seul" xmlUrl="https://seul.example/"/></body></opml>"#,
            &[
                "Maghreb/Presse/Le Fanal https://fanal.example/feed",
                "Maghreb/L'Écho https://echo.example/?a=1&b=2",
                "Seul https://seul.example/",
            ],
        );
        for (text, want) in [
            ("<opml><outline xmlurl='https://a.example/x?b=1&c=2'/></opml>", "- https://a.example/x?b=1&c=2"),
            ("<OPML><BODY><OUTLINE TEXT='A' XMLURL='feed://a.example/'/>", "A http://a.example/"),
            ("<opml><body><outline type='rss' text='A' url='https://a.example/'/>", "A https://a.example/"),
            ("\u{feff}\n<outline text='A' xmlUrl='https://a.example/'/>", "A https://a.example/"),
            ("<opml>& < <outline text='A & B' xmlUrl='https://a.example/'>", "A & B https://a.example/"),
        ] {
            check(text, &[want]);
        }
        for text in [
            "<opml><body/></opml>",
            "<opml><body><outline text='a' xmlUrl='file:///etc/passwd'/><outline xmlUrl='javascript:x'/></body></opml>",
            "<opml><body><outline text='A' type='link' url='https://a.example/page'/></body></opml>",
        ] {
            check(text, &[]);
        }
        for text in ["", "Le port rouvre", "<rss/>", "<!-- <opml> -->"] {
            assert!(!recognise(text.as_bytes()) && read(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn lists_are_written_in_their_folders() {
        let subscription = |title: &str, folders: &[&str]| Subscription {
            title: Some(title.to_owned()),
            address: format!("https://{}.example/?a=1&b=2", title.len()),
            folders: folders.iter().map(|folder| (*folder).to_owned()).collect(),
            site: None,
        };
        let all =
            [subscription("\"A\" <b>", &["M", "P"]), subscription("B", &["M", "P"]), subscription("C\u{1}C", &["M"])];
        assert_eq!(
            write("Mes & vos journaux", &all),
            r#"<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Mes &amp; vos journaux</title>
  </head>
  <body>
    <outline text="M" title="M">
      <outline text="P" title="P">
        <outline type="rss" text="&quot;A&quot; &lt;b&gt;" title="&quot;A&quot; &lt;b&gt;" xmlUrl="https://7.example/?a=1&amp;b=2"/>
        <outline type="rss" text="B" title="B" xmlUrl="https://1.example/?a=1&amp;b=2"/>
      </outline>
      <outline type="rss" text="C C" title="C C" xmlUrl="https://3.example/?a=1&amp;b=2"/>
    </outline>
  </body>
</opml>
"#
        );
    }

    #[test]
    fn a_list_of_addresses_has_nothing_else_in_it() {
        let both = Some(vec!["https://a.example/".to_owned(), "http://b.example/x".to_owned()]);
        for (text, want) in [
            ("https://a.example\nhttp://b.example/x\n", both.clone()),
            ("# mes journaux\r\n\r\n https://a.example/ \r\nfeed://b.example/x\r\nhttps://a.example/", both.clone()),
            ("https://a.example \"presse\" \"~Le Fanal\"\nhttp://b.example/x ~Titre", both),
            ("", None),
            ("# rien\n", None),
            ("https://a.example\nLe port rouvre", None),
            ("Voir https://a.example", None),
            ("https://a.example dit le contraire", None),
            ("file:///etc/passwd", None),
            ("https://", None),
        ] {
            assert_eq!(addresses(text.as_bytes()), want, "{text}");
        }
    }
}
