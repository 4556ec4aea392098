//! Pages as they should be read. A line of what is wanted is the part (`+` text, `-` outside, `?` unknown), the form, and the words.

use encoding_rs::{Encoding, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use proptest::prelude::*;

use super::*;
use crate::ingest::manuscript::{About, Form};
use crate::text::bidi::Direction;

const ONE: &str =
    "Le port a rouvert ce matin après trois jours de vent, et les pêcheurs sont repartis avant l'aube vers le large.";
const TWO: &str =
    "La capitainerie attend une vingtaine de bateaux avant la fin de la semaine, si la houle continue de faiblir.";
const THREE: &str =
    "Au marché, les prix avaient doublé depuis lundi; ils devraient baisser dès que les caisses arriveront.";

fn read(page: &str) -> Manuscript {
    manuscript(page.as_bytes(), None)
}

/// The lines as they are wanted, without those that are blank.
fn shown(manuscript: &Manuscript) -> Vec<String> {
    let line = |(text, hint): (&str, &Hint)| {
        let part = match hint.part {
            Part::Text => '+',
            Part::Outside(_) => '-',
            Part::Unknown => '?',
        };
        let form = match hint.form {
            Form::Open => String::from("open"),
            Form::Paragraph => String::from("p"),
            Form::Heading(rank) => format!("h{rank}"),
            Form::ListItem => String::from("li"),
            Form::Quote => String::from("quote"),
            Form::Caption => String::from("caption"),
            Form::Image => String::from("image"),
            Form::Preformatted => String::from("pre"),
            Form::TableRow => String::from("row"),
        };
        format!("{part}{form} {text}")
    };
    assert_eq!(manuscript.text.lines().count(), manuscript.hints.len());
    manuscript.text.lines().zip(&manuscript.hints).filter(|(text, _)| !text.is_empty()).map(line).collect()
}

/// The text of a page in which three paragraphs stand among other things; `{}` is where the others stand.
fn page(before: &str, within: &str, after: &str) -> String {
    format!(
        "<!doctype html><html lang=fr><head><title>Le port rouvre</title></head><body>{before}\
        <article><h1>Le port rouvre</h1><p>{ONE}</p><p>{TWO}</p>{within}<p>{THREE}</p></article>{after}</body></html>"
    )
}

/// What is read of such a page, without the three paragraphs and the headline.
fn others(before: &str, within: &str, after: &str) -> Vec<String> {
    let page = page(before, within, after);
    let mut lines = shown(&read(&page));
    for paragraph in [ONE, TWO, THREE] {
        let known = format!("+p {paragraph}");
        assert!(lines.contains(&known), "{page}: {known} in {lines:?}");
        lines.retain(|line| *line != known);
    }
    lines.retain(|line| !line.ends_with("h1 Le port rouvre"));
    lines
}

#[test]
fn what_stands_around_the_text_stays_as_such() {
    for (before, after, want) in [
        ("<nav><ul><li><a href=/>Accueil</a><li>Sport</ul></nav>", "", &["-li Accueil", "-li Sport"][..]),
        ("", "<footer>© Le Fanal</footer>", &["-open © Le Fanal"]),
        (
            "<div id=cookie-banner>Nous utilisons des cookies. <button>Accepter</button></div>",
            "",
            &["-open Nous utilisons des cookies.", "-open Accepter"],
        ),
        ("", "<div class=comments id=comments><p>Bravo à tous !</p></div>", &["-p Bravo à tous !"]),
        ("<script>var a = '<p>b</p>'</script><style>p {}</style><template><p>c</p></template>", "", &[]),
        ("<div hidden>a</div><p style='display : none'>b</p><svg><text>c</text></svg>", "", &[]),
        ("<select><option>a</select><textarea>b</textarea><iframe>c</iframe>", "", &[]),
        ("", "<img src='https://c.example/pixel.gif' width=1 height=1><img src='data:image/gif;base64,R0' alt=a>", &[]),
        ("<img src=/logo.png>", "<img src=https://fanal.example/b.png alt='La une'>", &["-image La une"]),
    ] {
        assert_eq!(others(before, "", after), want, "{before} {after}");
    }
}

#[test]
fn what_stands_within_the_text_is_of_it() {
    for (within, want) in [
        ("<h2>La <em>houle</em></h2>", &["+h2 La houle"][..]),
        (
            "<ul><li><p>Un thon de deux cents kilos</p><li>Des sardines en quantité</ul>",
            &["+li Un thon de deux cents kilos", "+li Des sardines en quantité"],
        ),
        (
            "<blockquote><p>Nous avions perdu l'espoir, dit un pêcheur.</p></blockquote>",
            &["+quote Nous avions perdu l'espoir, dit un pêcheur."],
        ),
        (
            "<figure><img src='https://fanal.example/q.jpg' alt='Le quai'><figcaption>Le quai, lundi. (Photo AFP)</figcaption></figure>",
            &["+image Le quai", "+caption Le quai, lundi. (Photo AFP)"],
        ),
        ("<p><img src='https://fanal.example/quai-nord.jpg'></p>", &["+image quai-nord.jpg"]),
        (
            "<img src='data:image/gif;base64,R0' data-src='https://fanal.example/q.jpg' alt='Le quai'><noscript><img src='https://fanal.example/q.jpg'></noscript>",
            &["+image Le quai"],
        ),
        ("<noscript><img src='https://fanal.example/q.jpg' alt='Le quai'></noscript>", &["+image Le quai"]),
        ("<amp-img src='https://fanal.example/q.jpg' alt='Le quai'></amp-img>", &["+image Le quai"]),
        (
            "<p>Le vent est tombé <img class=emoji alt=\u{1f600} src=a.png> dans la nuit de dimanche.</p>",
            &["+p Le vent est tombé \u{1f600} dans la nuit de dimanche."],
        ),
        (
            "<blockquote class=twitter-tweet><p lang=fr>Le vent tombe.<br>Enfin.</p>&mdash; Nora B. (@norab) <a href=https://twitter.com/norab/status/1>12 février 2020</a></blockquote>",
            &["+open Nora B.", "+open @norab", "+open 12 février 2020", "+p Le vent tombe.", "+p Enfin."],
        ),
    ] {
        assert_eq!(others("", within, ""), want, "{within}");
    }
}

#[test]
fn blocks_make_lines_and_words_do_not() {
    for (piece, want) in [
        ("a <b>b</b>c<span> d </span>e", &["+open a bc d e"][..]),
        ("<p>a<br>b<br/><br>c", &["+p a", "+p b", "+p c"]),
        ("<div>a<div>b</div>c</div>", &["+open a", "+open b", "+open c"]),
        ("<pre>a\n  b\n\nc</pre>", &["+pre a", "+pre   b", "+pre c"]),
        ("<p>a\n\t b&nbsp;c &eacute; &amp;amp; &#x627;</p>", &["+p a b\u{a0}c é &amp; \u{627}"]),
        (
            "<table><tr><th>An<th>Ville<tr><td>2019<td>Alger<br>Oran</table>",
            &["+row An\tVille", "+row 2019\tAlger Oran"],
        ),
        ("<table><tr><td><div>a</div><td><table><tr><td>b<td>c</table></table>", &["+row a", "+row b\tc"]),
        ("<dl><dt>a<dd>b</dl>", &["+li a", "+li b"]),
        ("<p>a<p>b<div>c", &["+p a", "+p b", "+open c"]),
        ("<div role=heading aria-level=3>a</div>", &["+h3 a"]),
        ("<p>a <!-- b --> c <script>d</script>", &["+p a c"]),
        ("a < b &lt;p&gt; c", &["+open a < b <p> c"]),
        ("<p title='a > \"b\"' data-x=&quot;>c", &["+p c"]),
        ("", &[]),
        (" <br> ", &[]),
    ] {
        assert_eq!(shown(&fragment(piece, None)), want, "{piece}");
    }
}

#[test]
fn blank_lines_stand_where_a_page_has_them() {
    let piece = "<p>a<p>b<div>c</div><div>d</div>e<br><br>f<h2>g</h2>";
    assert_eq!(fragment(piece, None).text, "a\n\nb\n\nc\nd\ne\n\nf\n\ng\n");
}

#[test]
fn words_lead_where_their_links_do() {
    let base = Some("https://fanal.example/port/index.html");
    for (piece, want) in [
        ("<p>a <a href=../b>le quai</a> c", &["1 le quai https://fanal.example/b"][..]),
        ("<a href='https://c.example/?a=b&amp;c=d'> un <b>deux</b> </a>", &["1 un deux https://c.example/?a=b&c=d"]),
        ("<a href=/a><h3>un</h3><p>deux</p></a>", &["1 un https://fanal.example/a", "3 deux https://fanal.example/a"]),
        (
            "<a href='javascript:a()'>a</a><a href=mailto:a@b.example>b</a><a href='file:///etc/passwd'>c</a><a>d</a>",
            &[],
        ),
        ("<a href=/a></a><a href=/b>un</a>", &["1 un https://fanal.example/b"]),
        ("<img src=q.jpg alt='Le quai'>", &["1 Le quai https://fanal.example/port/q.jpg"]),
        ("<a href='http://[::'>a</a><a href='//b.example'>b</a>", &["1 b https://b.example/"]),
    ] {
        let manuscript = fragment(piece, base);
        let lines: Vec<&str> = manuscript.text.lines().collect();
        let shown = |link: &LineLink| {
            format!("{} {} {}", link.line, &lines[link.line as usize - 1][link.range.clone()], link.address)
        };
        assert_eq!(manuscript.links.iter().map(shown).collect::<Vec<_>>(), want, "{piece}");
    }
    let on_a_page =
        read(&page("<base href='https://fanal.example/a/'>", "<p>Voir <a href=b>le quai nord</a> demain.</p>", ""));
    assert_eq!(on_a_page.links[0].address, "https://fanal.example/a/b");
}

#[test]
fn lines_keep_their_language_and_direction() {
    let manuscript = fragment("<div lang=ar dir=rtl><p>a</p><p lang=fr-FR dir=ltr>b</p></div><p dir=auto>c", None);
    let hints: Vec<_> = manuscript.hints.iter().filter(|hint| hint.form == Form::Paragraph).collect();
    let said: Vec<_> = hints.iter().map(|hint| (hint.lang.map(|lang| lang.to_string()), hint.dir)).collect();
    assert_eq!(
        said,
        [
            (Some("ar".into()), Some(Direction::RightToLeft)),
            (Some("fr".into()), Some(Direction::LeftToRight)),
            (None, None)
        ]
    );
}

#[test]
fn pages_are_decoded_as_they_were_encoded() {
    const ARABIC: &str = "قال الوزير إن الحكومة ستواصل العمل في هذه المنطقة خلال السنة القادمة";
    let encoded = |encoding: &'static Encoding, text: &str| encoding.encode(text).0.into_owned();
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for (bytes, charset, want, encoding) in [
        (format!("<meta charset=iso-8859-1><p>{ONE}").into_bytes(), None, ONE, "UTF-8"),
        (encoded(WINDOWS_1252, &format!("<meta charset=utf-8><p>{ONE}")), None, ONE, "windows-1252"),
        (
            encoded(WINDOWS_1256, &format!("<meta charset=windows-1256><p dir=rtl>{ARABIC}")),
            None,
            ARABIC,
            "windows-1256",
        ),
        (encoded(WINDOWS_1256, &format!("<p>{ARABIC}")), Some("cp1256"), ARABIC, "windows-1256"),
        (encoded(WINDOWS_1256, &format!("<p>{ARABIC}")), Some("no such"), ARABIC, "windows-1256"),
        (
            encoded(
                encoding_rs::ISO_8859_6,
                &format!("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-6'><p>{ARABIC}"),
            ),
            None,
            ARABIC,
            "ISO-8859-6",
        ),
        (utf_16(&format!("\u{feff}<p>{ARABIC}")), None, ARABIC, UTF_16LE.name()),
        (utf_16(&format!("<html><p>{ONE}</html>")), Some("utf-8"), ONE, UTF_16LE.name()),
    ] {
        let manuscript = manuscript(&bytes, charset);
        assert_eq!((manuscript.text.trim(), manuscript.decoding.encoding), (want, encoding));
    }
}

#[test]
fn odd_pages_are_read() {
    let said = format!("?p {ONE}");
    let text = format!("+p {ONE}");
    for (page, want) in [
        (String::new(), &[][..]),
        (String::from("<html></html>"), &[]),
        (String::from("<frameset cols=2><frame src=a.html><noframes>b</noframes></frameset>"), &[]),
        (format!("<p>{ONE}"), &[text.as_str()]),
        (format!("<html><body><main><p>{ONE}</main></html>"), &[text.as_str()]),
        (
            format!(
                "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>{ONE}</p><script>//<![CDATA[\na<b\n//]]></script></body></html>"
            ),
            &[text.as_str()],
        ),
        (String::from("<p>Un mot.</p>"), &["?p Un mot."]),
        (
            format!("<div style=display:none><article><p>{ONE}<p>{TWO}</article></div>"),
            &[
                text.as_str(),
                "+p La capitainerie attend une vingtaine de bateaux avant la fin de la semaine, si la houle continue de faiblir.",
            ],
        ),
    ] {
        let got: Vec<String> =
            shown(&read(&page)).into_iter().map(|line| if line == said { text.clone() } else { line }).collect();
        assert_eq!(got, want, "{page}");
    }
}

#[test]
fn an_article_of_a_live_page_keeps_its_entries_in_order() {
    let entry = |time: &str, text: &str| format!("<div class=entry><time>{time}</time><p>{text}</p></div>");
    let page = page("", &[entry("18h02", TWO), entry("17h40", ONE)].concat(), "");
    let lines = shown(&read(&page));
    let texts: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("+p ")).collect();
    assert_eq!(texts, [ONE, TWO, TWO, ONE, THREE]);
}

#[test]
fn a_head_says_who_when_and_what() {
    for (head, want) in [
        ("<title>Le port rouvre | Le Fanal</title>", &["Title html.title Le port rouvre | Le Fanal"][..]),
        (
            "<meta property=og:site_name content='Le Fanal'><meta property=og:title content='L&#39;aube &amp;amp; le port'>",
            &["Title meta.og_title L'aube & le port", "Outlet meta.og_site_name Le Fanal"],
        ),
        (
            "<meta name=date content=2019-03-12><meta property='article:published_time' content='2019-03-11T23:00:00Z'>",
            &["Published meta.article_published_time 2019-03-11T23:00:00Z", "Published meta.date 2019-03-12"],
        ),
        ("<meta name=DC.date.issued content=2019-03-12>", &["Published meta.dc_date_issued 2019-03-12"]),
        (
            "<link rel=canonical href=https://fanal.example/port>",
            &["Address html.canonical https://fanal.example/port"],
        ),
        ("<link rel=canonical href='javascript:a()'><meta name=author content=' '>", &[]),
        (
            "<!-- saved from url=(0026)https://fanal.example/port -->",
            &["Address html.saved_from https://fanal.example/port"],
        ),
        (
            "<!--\n Page saved with SingleFile \n url: https://fanal.example/port \n saved date: Tue Mar 12 2019 08:00:00 GMT+0100\n-->",
            &[
                "Captured html.saved_on Tue Mar 12 2019 08:00:00 GMT+0100",
                "Address html.saved_from https://fanal.example/port",
            ],
        ),
        (
            "<body><h1>a</h1><time class=updated datetime=2019-03-13>b</time><time class=entry-date datetime=2019-03-12>c</time>",
            &["Published html.time_published 2019-03-12", "Modified html.time_modified 2019-03-13"],
        ),
        (
            "<body><h1>a</h1><time datetime=2019-03-12>b</time><time datetime=2001-01-01>c</time>",
            &["Published html.time 2019-03-12"],
        ),
        ("<body><time datetime=2001-01-01>c</time>", &[]),
        (
            "<link rel=canonical href=https://fanal.example/port><body>
             <article><h2><a href=/port>a</a></h2><time class=published datetime=2019-03-12>b</time></article>
             <ul><li><article><h4><a href=/criee>c</a></h4><time class=published datetime=2001-01-01>d</time></article></ul>",
            &["Published html.time_published 2019-03-12", "Address html.canonical https://fanal.example/port"],
        ),
        (
            "<body><h1>a</h1><p>Updated <time datetime=2019-03-13>b</time><p><time datetime=2019-03-12>c</time>",
            &["Published html.time 2019-03-12", "Modified html.time_modified 2019-03-13"],
        ),
        (
            "<body><h1>a</h1><time class=published datetime=2019-03-13>Last updated on 13 March 2019</time>",
            &["Modified html.time_modified 2019-03-13"],
        ),
        ("<body><h1>a</h1><p class=comment-meta><time itemprop=datePublished datetime=2019-03-13>b</time>", &[]),
        (
            "<body><div itemscope itemtype=https://schema.org/VideoObject><meta itemprop=datePublished content=2001-01-01></div>\
            <meta itemprop=datePublished content=2019-03-12>",
            &["Published html.itemprop_date_published 2019-03-12"],
        ),
        (
            "<body><span itemprop=datePublished content=2019-03-12>b</span>",
            &["Published html.itemprop_date_published 2019-03-12"],
        ),
        (
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2019-03-12\"}</script>",
            &["Published jsonld.date_published 2019-03-12"],
        ),
    ] {
        let said = read(head).statements;
        let said: Vec<String> =
            said.iter().map(|said| format!("{:?} {} {}", said.about, said.rule, said.value)).collect();
        assert_eq!(said, want, "{head}");
    }
    assert!(read("<html lang=fr>").statements.iter().any(|said| said.about == About::Language));
}

#[test]
fn pages_made_to_take_long_do_not() {
    let many = |text: &str| text.repeat(20_000);
    let attributes: String = (0..20_000).map(|n| format!(" a{n}")).collect();
    let styles: String = (0..10_000).map(|n| format!("<font size={n}><p>")).collect();
    for page in [
        format!("{}{ONE}{}", many("<div>"), many("</div>")),
        format!("{}{ONE}", many("<div><p>")),
        format!("{}{ONE}", many("<table><tr><td>")),
        format!("{}{ONE}", many("<ul><li>")),
        format!("{}{ONE}", many("<a href=b><b>")),
        format!("<p{attributes}>{ONE}"),
        format!("{styles}{ONE}"),
        format!("<p>{}{ONE}", many("mot ")),
        format!("{}{ONE}", many("<!--")),
        format!("{}{ONE}", many("<p>un mot</p>")),
        format!("{}{ONE}", many("&amp")),
        format!("{}{ONE}", many("<svg><g>")),
    ] {
        let manuscript = read(&page);
        let is_swallowed = page.starts_with("<!--") || page.starts_with("<svg");
        assert!(is_swallowed || manuscript.text.contains("trois jours de vent"), "{}", &page[..60]);
    }
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let manuscript = manuscript(&bytes, None);
        prop_assert_eq!(manuscript.text.lines().count(), manuscript.hints.len());
    }

    #[test]
    fn no_markup_is_too_odd(parts in proptest::collection::vec(
        prop_oneof![
            Just("<p>"), Just("</p>"), Just("<div hidden>"), Just("</div>"), Just("<table><tr><td>"), Just("</table>"),
            Just("<a href=b>"), Just("</a>"), Just("<br>"), Just("<pre>"), Just("<img src=https://a.example/b alt=c>"),
            Just("<blockquote class=twitter-tweet>"), Just("</blockquote>"), Just("\u{2014} A (@b) c"), Just("<ul><li>"),
            Just("<article>"), Just("<script>"), Just("</script>"), Just("<noscript>"), Just("un mot "), Just("\u{627}\u{644} "),
            Just("\n"), Just("<!--"), Just("-->"), Just("<h1>"), Just("<"), Just("&"), Just("<time datetime=2019-03-12>"),
        ], 0..40))
    {
        let manuscript = manuscript(parts.concat().as_bytes(), None);
        let lines: Vec<&str> = manuscript.text.lines().collect();
        prop_assert_eq!(lines.len(), manuscript.hints.len());
        for link in &manuscript.links {
            prop_assert!(lines[link.line as usize - 1].get(link.range.clone()).is_some_and(|words| !words.is_empty()));
        }
    }
}
