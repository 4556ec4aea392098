//! Whether bytes are a web page.
//!
//! A page opens with its document type or one of the elements every page has; a piece of one opens with an element that
//! holds text. A text that mentions an element does neither. A page that was damaged on its way, or cut out of another, opens
//! with what was left of its beginning, and closes element after element.

/// Elements that stand at the top of a page.
const OF_A_PAGE: [&str; 5] = ["html", "head", "body", "frameset", "title"];

/// Elements that a piece of a page can open with, if a second of them comes after it.
const OF_A_PIECE: [&str; 24] = [
    "article",
    "section",
    "main",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "table",
    "blockquote",
    "figure",
    "pre",
    "header",
    "nav",
    "meta",
    "link",
    "script",
    "style",
    "base",
    "center",
    "span",
];

/// Elements that open what a server complains about, which then stands before the page (`display_errors` of PHP, Xdebug).
const OF_A_COMPLAINT: [&str; 3] = ["br", "b", "font"];

/// Elements that hold words, and that pages close by the dozen.
const OF_WORDS: [&str; 14] =
    ["a", "b", "i", "em", "strong", "font", "small", "li", "td", "tr", "tbody", "form", "noscript", "option"];

/// So many closed elements make a page of what begins with markup of any kind.
const N_CLOSED: usize = 12;

/// Root elements of formats that hold web pages.
const OF_A_FEED: [&[u8]; 4] = [b"<rss", b"<feed", b"<rdf:RDF", b"<opml"];

/// How many bytes after the start are looked at: dozens of complaints, and the longest style sheets.
const LOOKED_AT: usize = 64 << 10;

/// The bytes are those of a web page or of a piece of one: what matters is how they begin.
pub fn recognise(head: &[u8]) -> bool {
    let head = head.get(..LOOKED_AT).unwrap_or(head);
    let narrow: Vec<u8>;
    let head = match head {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
        // Every other byte of UTF-16 is NUL as long as the text is markup.
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', 0, ..] | [0, b'<', ..] => {
            narrow = head.iter().copied().filter(|byte| byte.is_ascii() && *byte != 0).collect();
            &narrow
        }
        _ => head,
    };
    let Some(markup) = after_preamble(after_debris(head)) else { return false };
    if is_doctype(markup) || is_damaged(markup) {
        return true;
    }
    let Some(first) = element(markup) else { return false };
    let is_complaint = || OF_A_COMPLAINT.iter().any(|name| first.eq_ignore_ascii_case(name.as_bytes()));
    if is_complaint() && memchr::memmem::find_iter(markup, b"<!").any(|at| is_doctype(&markup[at..])) {
        return true;
    }
    OF_A_PAGE.iter().any(|name| first.eq_ignore_ascii_case(name.as_bytes()))
        || is_of_a_piece(first) && memchr::memchr_iter(b'<', &markup[1..]).any(|at| opens_or_closes(&markup[1 + at..]))
}

/// After what is left of a byte order mark that was encoded twice, or not known: signs without a letter or a digit.
fn after_debris(bytes: &[u8]) -> &[u8] {
    let n_bytes = bytes.iter().take(16).position(|byte| *byte == b'<').unwrap_or(0);
    if bytes[..n_bytes].iter().any(u8::is_ascii_alphanumeric) { bytes } else { &bytes[n_bytes..] }
}

/// A document type that names no other kind of document, or an element of words; and a dozen elements closed behind it.
fn is_damaged(markup: &[u8]) -> bool {
    let opens = match markup {
        [b'<', b'!' | b'/', ..] => !is_doctype_of_another(markup),
        _ => element(markup).is_some_and(is_of_words),
    };
    let closes = |at: usize| {
        let name = &markup[at + 2..];
        let n_bytes = name.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
        is_of_words(&name[..n_bytes]) || is_of_a_piece(&name[..n_bytes])
    };
    opens
        && memchr::memmem::find_iter(markup, b"</").filter(|at| closes(*at)).nth(N_CLOSED - 1).is_some()
        && !OF_A_FEED.iter().any(|root| memchr::memmem::find(markup, root).is_some())
}

/// `<!DOCTYPE svg`: the name of a root element that is not HTML's.
fn is_doctype_of_another(markup: &[u8]) -> bool {
    let Some((doctype, rest)) = markup.split_at_checked("<!doctype ".len()) else { return false };
    let declaration =
        rest[..rest.iter().position(|byte| matches!(byte, b'>' | b'\n')).unwrap_or(rest.len())].to_ascii_lowercase();
    doctype.eq_ignore_ascii_case(b"<!doctype ") && memchr::memmem::find(&declaration, b"htm").is_none()
}

/// After blanks, comments and an XML declaration; `None` where no markup follows.
fn after_preamble(mut bytes: &[u8]) -> Option<&[u8]> {
    loop {
        bytes = bytes.trim_ascii_start();
        let end: &[u8] = match bytes {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            [b'<', ..] => return Some(bytes),
            _ => return None,
        };
        bytes = bytes.get(memchr::memmem::find(bytes, end)? + end.len()..)?;
    }
}

/// `<!DOCTYPE html`; where the space is missing it is one all the same (WHATWG HTML, 13.2.5.53).
fn is_doctype(bytes: &[u8]) -> bool {
    let Some((doctype, name)) = bytes.split_at_checked("<!doctype".len()) else { return false };
    let name = name.trim_ascii_start().get(.."html".len());
    doctype.eq_ignore_ascii_case(b"<!doctype") && name.is_some_and(|name| name.eq_ignore_ascii_case(b"html"))
}

/// The name of the element that opens here.
fn element(bytes: &[u8]) -> Option<&[u8]> {
    let name = bytes.strip_prefix(b"<")?;
    let n_bytes = name.iter().position(|byte| !byte.is_ascii_alphanumeric())?;
    let ends = matches!(name[n_bytes], b'>' | b'/') || name[n_bytes].is_ascii_whitespace();
    (n_bytes > 0 && ends).then_some(&name[..n_bytes])
}

fn is_of_a_piece(name: &[u8]) -> bool {
    OF_A_PIECE.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

fn is_of_words(name: &[u8]) -> bool {
    OF_WORDS.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

fn opens_or_closes(bytes: &[u8]) -> bool {
    match bytes {
        [b'<', b'/', rest @ ..] => {
            let n_bytes = rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len());
            is_of_a_piece(&rest[..n_bytes])
        }
        _ => element(bytes).is_some_and(is_of_a_piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_how_it_begins() {
        for (head, want) in [
            ("<!DOCTYPE html><html>", true),
            ("\u{feff}\n<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", true),
            ("<!doctypehtml><html lang=fr>", true),
            ("<!DOCTYPE\nhtml>", true),
            ("<br> <b>Warning</b>: session_start(): open(/tmp/s) failed<br> <!DOCTYPE html> <html>", true),
            ("Une page commence par <!DOCTYPE html> et <html>", false),
            ("<!DOCTYPE rss>", false),
            ("<rss><channel><description><![CDATA[<!DOCTYPE html><p>Un mot.</p>]]>", false),
            ("<?xml version=\"1.0\"?>\n<!-- saved -->\n<html xmlns=\"http://www.w3.org/1999/xhtml\">", true),
            ("<HTML><FRAMESET>", true),
            ("<p>Un mot.</p>", true),
            ("<div class=\"a\"><p>Un mot.", true),
            ("<p>Un mot, et rien d'autre", false),
            ("<p> est l'élément d'un paragraphe.", false),
            ("Un texte qui nomme <html> et <p>.</p>", false),
            ("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>", false),
            ("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">", false),
            ("<opml version=\"2.0\"><head>", false),
            ("<3 le café", false),
            ("<pays>France</pays>", false),
            ("", false),
            ("<", false),
            ("<!-- ", false),
        ] {
            assert_eq!(recognise(head.as_bytes()), want, "{head}");
        }
        let closed = "<p><a href=\"/\">Un</a> mot</p>".repeat(6);
        for (beginning, want) in [
            ("<!DOCTYPE>\n<!--[if IE 7]><html lang=\"en\"><![endif]-->", true),
            ("<!DOCTYPE htm\n  <div id=\"header\">", true),
            ("<!D&amp;c2=&amp;c3=\" width=\"1\">", true),
            ("<!DOCTYPE doctype PUBLIC \"-//w3c//dtd html 4.0//en\">", true),
            ("\u{ef}\u{bb}\u{bf}<html>", true),
            ("?\n<html>", true),
            ("</body><font>", true),
            ("<a name=\"top\"></a>", true),
            ("<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\"><rss>", false),
            ("<!DOCTYPE svg>", false),
            ("<!-- --><rss>", false),
            ("<pays>", false),
            ("Le texte : ", false),
        ] {
            assert_eq!(recognise((beginning.to_owned() + &closed).as_bytes()), want, "{beginning}");
        }
        assert!(!recognise(b"<a> is the element of a link. <a>"));
        let complaint = "<br />\n<b>Deprecated</b>: old in <b>/www/settings.php</b> on line <b>520</b><br />\n";
        let style = "<style>\n".to_owned() + &"  .box { color: white; }\n".repeat(400) + "</style>\n<div>";
        assert!(recognise((complaint.repeat(100) + "<!DOCTYPE html>").as_bytes()) && recognise(style.as_bytes()));
        assert!(!recognise(complaint.repeat(100).as_bytes()));
        let utf_16: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(recognise(&utf_16) && recognise(&utf_16[2..]));
    }
}
