//! Feeds of every kind, and what goes wrong with them.

use proptest::prelude::*;

use super::*;

/// What was read of an entry, in one line a fact; what it does not have is left out.
fn entry_lines(entry: &Entry) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |name: &str, value: Option<&str>| {
        lines.extend(value.map(|value| format!("{name}: {value}")));
    };
    line("title", entry.title.as_deref());
    line("address", entry.address.as_deref());
    line("published", entry.published.as_deref());
    line("updated", entry.updated.as_deref());
    for author in &entry.authors {
        line("author", Some(author));
    }
    line("language", entry.language.as_deref());
    line("source", entry.source.as_deref());
    match &entry.body {
        Some(Body::Html(html)) => line("html", Some(html.trim())),
        Some(Body::Text(text)) => line("text", Some(text.trim())),
        None => {}
    }
    line("summary", entry.summary.as_deref());
    for enclosure in &entry.enclosures {
        line("enclosure", Some(&enclosure.address));
    }
    lines
}

fn feed(text: &str) -> Feed {
    read(text.as_bytes(), Served::default()).unwrap_or_else(|fault| panic!("{fault}: {text}"))
}

/// Reads a feed with one entry of these fields, in an RSS feed or, if they are in `entry`, in one of Atom.
#[track_caller]
fn check(fields: &str, want: &[&str]) {
    let text = match fields.starts_with("<entry") {
        true => format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Le Fanal</title>{fields}</feed>"),
        false => format!("<rss version='2.0'><channel><title>Le Fanal</title><item>{fields}</item></channel></rss>"),
    };
    let feed = feed(&text);
    assert_eq!(feed.refusals, [], "{text}");
    assert_eq!(feed.entries.len(), 1, "{text}");
    assert_eq!(entry_lines(&feed.entries[0]), want, "{text}");
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <title>Le Fanal - RSS</title>
  <link>https://fanal.example/</link>
  <atom:link href="https://fanal.example/feed/" rel="self" type="application/rss+xml"/>
  <atom:link href="https://hub.example/" rel="hub"/>
  <atom:link href="/feed/?page=2" rel="next"/>
  <description>Journal du port</description>
  <language>fr-FR</language>
  <image><title>Logo</title><link>https://logo.example/</link><url>https://logo.example/l.png</url></image>
  <ttl>45</ttl>
  <skipHours><hour>0</hour><hour>23</hour><hour>24</hour><hour>99</hour></skipHours>
  <item>
    <title>Le port rouvre</title>
    <link>https://fanal.example/port</link>
    <dc:creator><![CDATA[Nora Belkacem]]></dc:creator>
    <pubDate>mer., 12 févr. 2020 10:00:00 CEST</pubDate>
    <guid isPermaLink="false">42</guid>
    <description><![CDATA[<p>Trois jours de vent.</p>]]></description>
    <content:encoded><![CDATA[<p>Le port a rouvert ce matin.</p><p>Les pêcheurs sont repartis.</p>]]></content:encoded>
    <enclosure url="/son.mp3" type="audio/mpeg" length="1234"/>
  </item>
  <item><title>Seconde</title><description>Du texte seul.</description></item>
</channel>
</rss>
"#;

#[test]
fn rss_is_read() {
    let feed = feed(RSS);
    assert_eq!(feed.title.as_deref(), Some("Le Fanal - RSS"));
    assert_eq!(feed.site.as_deref(), Some("https://fanal.example/"));
    assert_eq!(feed.address.as_deref(), Some("https://fanal.example/feed/"));
    assert_eq!(feed.hubs, ["https://hub.example/"]);
    assert_eq!(feed.next.as_deref(), Some("https://fanal.example/feed/?page=2"));
    assert_eq!((feed.ttl, feed.skip_hours), (Some(45), vec![0, 23, 0]));
    assert_eq!(
        entry_lines(&feed.entries[0]),
        [
            "title: Le port rouvre",
            "address: https://fanal.example/port",
            "published: mer., 12 févr. 2020 10:00:00 CEST",
            "author: Nora Belkacem",
            "language: fr-FR",
            "html: <p>Le port a rouvert ce matin.</p><p>Les pêcheurs sont repartis.</p>",
            "summary: Trois jours de vent.",
            "enclosure: https://fanal.example/son.mp3",
        ]
    );
    assert_eq!(feed.entries[0].id.as_deref(), Some("42"));
    assert_eq!(entry_lines(&feed.entries[1]), ["title: Seconde", "language: fr-FR", "text: Du texte seul."]);
    assert_eq!((feed.entries[1].number, feed.entries[1].line), (1, Some(25)));
}

#[test]
fn headlines_are_plain_text_however_they_are_marked_up() {
    for (given, want) in [
        ("Pêche &amp; vent", "Pêche & vent"),
        ("Pêche & vent", "Pêche & vent"),
        ("L&amp;#8217;&amp;eacute;t&amp;eacute;", "L’été"),
        ("L&#8217;&eacute;t&eacute;&nbsp;!", "L’été\u{a0}!"),
        ("<![CDATA[Un <b>port</b> &amp; un <em>phare</em>]]>", "Un port & un phare"),
        ("Un <b>port</b><br/>rouvre", "Un port rouvre"),
        ("Prix &lt; 3 € et &lt;Le Fanal&gt;", "Prix < 3 € et <Le Fanal>"),
        (" \n Le port\n   rouvre ", "Le port rouvre"),
        ("3 < 4 > 2", "3 < 4 > 2"),
        ("حلب &quot;الشهباء&quot;", "\u{62d}\u{644}\u{628} \"\u{627}\u{644}\u{634}\u{647}\u{628}\u{627}\u{621}\""),
    ] {
        check(&format!("<title>{given}</title>"), &[&format!("title: {want}")]);
    }
}

#[test]
fn headlines_of_atom_are_what_they_say_they_are() {
    for (kind, given, want) in [
        ("", "a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
        (" type='text'", "a &lt;b&gt;", "a <b>"),
        (" type='html'", "a &lt;b&gt;b&lt;/b&gt; &amp;amp;", "a b &"),
        (" type='xhtml'", "<div xmlns='http://www.w3.org/1999/xhtml'>a <b>b</b> &amp; c</div>", "a b & c"),
        (" type='text/html' mode='escaped'", "a &lt;b&gt;b&lt;/b&gt;", "a b"),
    ] {
        check(&format!("<entry><title{kind}>{given}</title></entry>"), &[&format!("title: {want}")]);
    }
}

#[test]
fn text_is_markup_where_it_looks_like_it_or_says_so() {
    for (fields, want) in [
        ("<description>Trois jours de vent.</description>", "text: Trois jours de vent."),
        ("<description>3 &lt; 4</description>", "text: 3 < 4"),
        ("<description>&lt;p&gt;Vent &amp;amp; mer&lt;/p&gt;</description>", "html: <p>Vent &amp; mer</p>"),
        ("<description><![CDATA[Vent &amp; mer]]></description>", "html: Vent &amp; mer"),
        ("<description><![CDATA[<p>Vent]]>&lt;/p&gt;</description>", "html: <p>Vent</p>"),
        ("<description><p>Vent<br>mer</p></description>", "html: <p>Vent<br>mer</p>"),
        ("<description>&amp;lt;p&amp;gt;Vent&amp;lt;/p&amp;gt;</description>", "html: <p>Vent</p>"),
        ("<description>Vent & mer</description>", "text: Vent & mer"),
        ("<body xmlns='http://www.w3.org/1999/xhtml'><p>Vent</p></body>", "html: <p>Vent</p>"),
        ("<x:encoded xmlns:x='urn:x'>non</x:encoded><content:encoded>Vent</content:encoded>", "text: Vent"),
        ("<entry><content>a &lt;b&gt;</content></entry>", "text: a <b>"),
        ("<entry><content type='html'>&lt;p&gt;Vent&lt;/p&gt;</content></entry>", "html: <p>Vent</p>"),
        ("<entry><content type='html'>Vent &amp;amp; mer</content></entry>", "html: Vent &amp; mer"),
        (
            "<entry><content type='xhtml'><div><p>Vent &amp; mer</p></div></content></entry>",
            "html: <div><p>Vent &amp; mer</p></div>",
        ),
        ("<entry><content type='text/html' mode='xml'><p>Vent</p></content></entry>", "html: <p>Vent</p>"),
        ("<entry><content>&lt;p&gt;Vent&lt;/p&gt;</content></entry>", "html: <p>Vent</p>"),
        ("<entry><content type='image/png'>iVBO</content><summary>Vent</summary></entry>", "text: Vent"),
        ("<entry><content mode='base64'>VmVudA==</content><summary>Vent</summary></entry>", "text: Vent"),
        ("<entry><title mode='base64'>QQ==</title><summary>Vent</summary></entry>", "text: Vent"),
        ("<entry><content src='https://a.example/'/><summary>Vent</summary></entry>", "text: Vent"),
    ] {
        check(fields, &[want]);
    }
}

#[test]
fn a_summary_is_a_standfirst_where_the_text_does_not_begin_with_it() {
    let content = "<content:encoded>&lt;p&gt;Le port a &lt;b&gt;rouvert&lt;/b&gt; ce matin après trois jours de vent.&lt;/p&gt;</content:encoded>";
    let html = "html: <p>Le port a <b>rouvert</b> ce matin après trois jours de vent.</p>";
    check(&format!("<description>Enfin.</description>{content}"), &[html, "summary: Enfin."]);
    check(&format!("{content}<description>Le port a rouvert ce matin […]</description>"), &[html]);
    check(
        &format!("{content}<description>Le port a rouvert ce matin après trois jours de vent.</description>"),
        &[html],
    );
    let longer = "Le port a rouvert ce matin après trois jours de vent. Les pêcheurs sont repartis avant l’aube.";
    check(&format!("{content}<description>{longer}</description>"), &[&format!("text: {longer}")]);
}

#[test]
fn people_are_called_by_their_names() {
    for (given, want) in [
        ("Nora Belkacem", Some("Nora Belkacem")),
        ("nora@fanal.example (Nora Belkacem)", Some("Nora Belkacem")),
        ("Nora Belkacem &lt;nora@fanal.example&gt;", Some("Nora Belkacem")),
        ("Nora Belkacem (nora@fanal.example)", Some("Nora Belkacem")),
        ("\"Belkacem, Nora\" &lt;nora@fanal.example&gt;", Some("Belkacem, Nora")),
        ("Nora Belkacem (Oran)", Some("Nora Belkacem (Oran)")),
        ("nora@fanal.example", None),
        ("<name>Nora</name><email>nora@fanal.example</email>", Some("Nora")),
        ("<email>nora@fanal.example</email>", None),
        ("", None),
    ] {
        let author = want.map(|name| format!("author: {name}"));
        let want: Vec<&str> = ["title: A"].into_iter().chain(author.as_deref()).collect();
        check(&format!("<title>A</title><author>{given}</author>"), &want);
        check(&format!("<entry><title>A</title><author>{given}</author></entry>"), &want);
    }
    check(
        "<title>A</title><dc:creator>Nora</dc:creator><dc:creator>Ali</dc:creator><author>Nora</author>",
        &["title: A", "author: Nora", "author: Ali"],
    );
}

#[test]
fn dates_are_kept_as_they_are_written() {
    for (fields, want) in [
        ("<pubDate>mer., 12 févr. 2020 10:00:00 +0100</pubDate>", "published: mer., 12 févr. 2020 10:00:00 +0100"),
        ("<pubDate> 12/02/20 </pubDate>", "published: 12/02/20"),
        ("<dc:date>2020-02-12</dc:date>", "published: 2020-02-12"),
        ("<dc:date>2020</dc:date><pubDate>12 Feb 2020</pubDate>", "published: 12 Feb 2020"),
        ("<pubDate>12 Feb 2020</pubDate><dc:date>2020</dc:date>", "published: 12 Feb 2020"),
        ("<a10:updated>2020-02-12T10:00:00Z</a10:updated>", "updated: 2020-02-12T10:00:00Z"),
        ("<entry><issued>2020-02-12</issued></entry>", "published: 2020-02-12"),
        ("<entry><modified>2020-02-12</modified></entry>", "updated: 2020-02-12"),
        ("<entry><created>2019</created><published>2020</published></entry>", "published: 2020"),
    ] {
        check(fields, &[want]);
    }
}

#[test]
fn addresses_are_those_of_the_page() {
    for (fields, want) in [
        ("<link> https://fanal.example/a </link>", "https://fanal.example/a"),
        ("<link>https://fanal.example/a?b=1&amp;c=2</link>", "https://fanal.example/a?b=1&c=2"),
        ("<link><![CDATA[https://fanal.example/a]]></link>", "https://fanal.example/a"),
        ("<guid>https://fanal.example/a</guid>", "https://fanal.example/a"),
        (
            "<link>https://p.example/x</link><feedburner:origLink>https://fanal.example/a</feedburner:origLink>",
            "https://fanal.example/a",
        ),
        ("<link/><guid isPermaLink='true'>https://fanal.example/a</guid>", "https://fanal.example/a"),
        ("<entry xml:base='https://fanal.example/b/'><link href='../a'/></entry>", "https://fanal.example/a"),
        (
            "<entry><link rel='self' href='https://x.example/'/><link href='https://fanal.example/a'/></entry>",
            "https://fanal.example/a",
        ),
        (
            "<entry><link rel='alternate' href='https://fanal.example/a'/><link href='https://x.example/'/></entry>",
            "https://fanal.example/a",
        ),
    ] {
        let feed = feed(&match fields.starts_with("<entry") {
            true => format!("<feed>{fields}</feed>"),
            false => format!("<rss><channel><item>{fields}</item></channel></rss>"),
        });
        assert_eq!(feed.entries[0].address.as_deref(), Some(want), "{fields}");
    }
    for fields in
        ["<link>javascript:alert(1)</link>", "<link>/a</link>", "<guid isPermaLink='false'>https://a.example/</guid>"]
    {
        let feed = feed(&format!("<rss><channel><item><title>A</title>{fields}</item></channel></rss>"));
        assert_eq!(feed.entries[0].address, None, "{fields}");
    }
    let relative = "<rss><channel><item><link>/a</link></item><link>http://x.example/</link></channel></rss>";
    let served = Served { address: Some("https://fanal.example/feed"), charset: None };
    let feed = read(relative.as_bytes(), served).unwrap();
    assert_eq!(feed.entries[0].address.as_deref(), Some("https://fanal.example/a"));
}

#[test]
fn an_entry_that_was_taken_from_another_feed_names_it() {
    check("<title>A</title><source url='https://echo.example/f'>L’Écho</source>", &["title: A", "source: L’Écho"]);
    check(
        "<entry><title>A</title><source><id>1</id><title type='html'>L’&lt;b>Écho&lt;/b></title><link href='x'/></source></entry>",
        &["title: A", "source: L’Écho"],
    );
}

#[test]
fn what_is_said_of_the_feed_holds_for_its_entries() {
    let text = "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:lang='ar' xml:base='https://fanal.example/x/'>
        <a:title>A</a:title><a:author><a:name>Nora</a:name></a:author>
        <a:entry><a:title>Un</a:title><a:link href='1'/></a:entry>
        <a:entry xml:lang='fr'><a:title>Deux</a:title><a:author><a:name>Ali</a:name></a:author>
        <a:content type='html' xml:base='y/'>&lt;a href='z'></a:content></a:entry></a:feed>";
    let feed = feed(text);
    assert_eq!(
        entry_lines(&feed.entries[0]),
        ["title: Un", "address: https://fanal.example/x/1", "author: Nora", "language: ar"]
    );
    assert_eq!(entry_lines(&feed.entries[1]), ["title: Deux", "author: Ali", "language: fr", "html: <a href='z'>"]);
    assert_eq!(feed.entries[1].base.as_deref(), Some("https://fanal.example/x/y/"));
}

#[test]
fn feeds_of_all_ages_are_read() {
    let entry = "<title>A</title><link>https://a.example/</link><description>Texte.</description>";
    for text in [
        format!("<rss version='0.91'><channel><title>F</title><item>{entry}</item></channel></rss>"),
        format!("<rss><channel><title>F</title><item>{entry}</item></channel></rss>"),
        format!("<?xml version='1.0'?><!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'http://my.netscape.com/publish/formats/rss-0.91.dtd' [<!ENTITY a 'b'>]><rss version='0.91'><channel><title>F</title><item>{entry}</item></channel></rss>"),
        format!("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel rdf:about='x'><title>F</title><items><rdf:Seq><rdf:li resource='x'/></rdf:Seq></items></channel><item rdf:about='https://a.example/'>{entry}</item></rdf:RDF>"),
        format!("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'><channel><title>F</title></channel><image><title>I</title></image><item>{entry}</item></rdf:RDF>"),
        format!("<channel><title>F</title><item>{entry}</item></channel>"),
        format!("\n\n  <!-- a <rss> --><rss version='2.0'><channel><title>F</title><item>{entry}</item></channel></rss>"),
        format!("<br />\n<b>Warning</b>: foo in x.php\n<?xml version='1.0'?><rss><channel><title>F</title><item>{entry}</item></channel></rss>").replacen("<br />\n<b>Warning</b>", "Warning", 1),
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>F</title><entry><title>A</title><link rel='alternate' href='https://a.example/'/><content type='text/plain'>Texte.</content></entry></feed>".to_owned(),
        "\u{feff}{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"F\", \"items\": [{\"id\": 7, \"title\": \"A\", \"url\": \"https://a.example/\", \"content_text\": \"Texte.\"}]}".to_owned(),
    ] {
        let feed = feed(&text);
        assert_eq!(feed.title.as_deref(), Some("F"), "{text}");
        assert_eq!(feed.refusals, [], "{text}");
        assert_eq!(feed.entries.len(), 1, "{text}");
        assert_eq!(entry_lines(&feed.entries[0]), ["title: A", "address: https://a.example/", "text: Texte."], "{text}");
        assert_eq!(crate::formats::format(text.as_bytes()).map(|format| format.name), Some("feed"), "{text}");
    }
}

#[test]
fn what_is_no_feed_is_refused_with_a_reason() {
    for (text, want) in [
        ("<?xml version='1.0'?><CHANNEL HREF='x'><ITEM HREF='y'/></CHANNEL>", "CDF is not read"),
        ("<html><body>404</body></html>", "it is damaged: it begins with <html>, which is no feed"),
        (
            "<rdf:RDF xmlns:rdf='x' xmlns:foaf='http://xmlns.com/foaf/0.1/'/>",
            "it is damaged: it begins with <rdf:RDF>, which is no feed",
        ),
        ("Page introuvable", "it is damaged: no feed begins in it"),
        ("", "it is damaged: no feed begins in it"),
    ] {
        assert_eq!(read(text.as_bytes(), Served::default()).unwrap_err().to_string(), want, "{text}");
    }
    for text in ["<html><body><rss>", "<feed xmlns='urn:other'>", "{\"version\": 1}", "Le flux <rss> ne répond plus."]
    {
        assert!(crate::formats::format(text.as_bytes()).is_none_or(|format| format.name != "feed"), "{text}");
    }
}

const JSON: &str = r#"{
  "version": "https://jsonfeed.org/version/1.1", "title": "Le Fanal", "home_page_url": "https://fanal.example/",
  "feed_url": "https://fanal.example/feed.json", "next_url": "feed2.json", "language": "fr",
  "authors": [{"name": "La rédaction"}], "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
  "items": [
    {"id": "1", "url": "/un", "title": "Un", "content_html": "<p>Texte.</p>", "summary": "Enfin.",
     "date_published": "2020-02-12T10:00:00+01:00", "date_modified": "2020-02-13", "author": {"name": "Nora"},
     "attachments": [{"url": "https://fanal.example/son.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12}]},
    {"id": "https://fanal.example/deux", "title": 7, "content_text": "Texte seul.", "language": "ar"}
  ]
}"#;

#[test]
fn a_json_feed_is_read() {
    let feed = feed(JSON);
    assert_eq!(feed.hubs, ["https://hub.example/"]);
    assert_eq!(feed.address.as_deref(), Some("https://fanal.example/feed.json"));
    assert_eq!(
        entry_lines(&feed.entries[0]),
        [
            "title: Un",
            "address: https://fanal.example/un",
            "published: 2020-02-12T10:00:00+01:00",
            "updated: 2020-02-13",
            "author: Nora",
            "language: fr",
            "html: <p>Texte.</p>",
            "summary: Enfin.",
            "enclosure: https://fanal.example/son.mp3",
        ]
    );
    assert_eq!(
        entry_lines(&feed.entries[1]),
        ["address: https://fanal.example/deux", "author: La rédaction", "language: ar", "text: Texte seul."]
    );
}

#[test]
fn of_a_feed_that_was_cut_off_the_entries_before_the_cut_are_read() {
    for whole in [RSS, JSON] {
        let all = feed(whole);
        let mut n_read = 0;
        for cut in (0..whole.trim_end().len()).filter(|cut| whole.is_char_boundary(*cut)) {
            let Ok(part) = read(&whole.as_bytes()[..cut], Served::default()) else { continue };
            assert_eq!(part.entries, all.entries[..part.entries.len()], "{}", &whole[..cut]);
            let has_whole_root = whole[..cut].ends_with("</rss");
            assert!(!part.refusals.is_empty() || has_whole_root, "{}", &whole[..cut]);
            assert!(part.entries.len() >= n_read, "{}", &whole[..cut]);
            n_read = part.entries.len();
        }
        assert_eq!(n_read, all.entries.len());
    }
}

#[test]
fn a_fault_costs_the_field_or_the_entry_it_stands_in() {
    for (broken, want) in [
        ("<item><title>A</title><description>jamais fermé</item>", "title: A"),
        (
            "<item><title>A</title><description><![CDATA[jamais fermé</description></item>",
            "title: A|text: jamais fermé",
        ),
        ("<item><title>A</title><link>https://a.example/", "title: A"),
        ("<item><title>A</titre></item>", ""),
        ("<item><title>A</title></entry></b></item>", "title: A"),
        ("<item><title a=b c='d\">A</title></item>", ""),
        ("<item><title>\u{0}A\u{b}</title></item>", "title: \u{0}A\u{b}"),
    ] {
        let after = "<item><title>Z</title><description>Fin.</description></item>";
        let feed = feed(&format!("<rss><channel>{broken}{after}</channel></rss>"));
        let last = feed.entries.last().map(entry_lines);
        assert_eq!(last.as_deref(), Some(&["title: Z".to_owned(), "text: Fin.".to_owned()][..]), "{broken}");
        let first = feed.entries.first().filter(|_| feed.entries.len() == 2).map(|entry| entry_lines(entry).join("|"));
        assert_eq!(first.unwrap_or_default(), want, "{broken}");
    }
}

#[test]
fn entities_are_never_expanded() {
    let laughs: String =
        (1..40).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let text = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 \"lol\">{laughs}<!ENTITY x SYSTEM 'file:///etc/passwd'>]>
        <rss><channel><item><title>&l39; &x;</title></item></channel></rss>"
    );
    assert_eq!(entry_lines(&feed(&text).entries[0]), ["title: &l39; &x;"]);
}

#[test]
fn markup_without_end_takes_no_time_without_end() {
    let n = 200_000;
    for text in [
        format!("<rss>{}", "<channel>".repeat(n)),
        format!("<rss>{}", "<item>".repeat(n)),
        format!("<rss><item>{}", "<title>".repeat(n)),
        format!("<rss><item>{}</item></rss>", "<title>".repeat(n)),
        format!("<rss>{}", "<!--".repeat(n)),
        format!("<rss>{}", "<![CDATA[".repeat(n)),
        format!("<rss><item><title>{}</title></item></rss>", "<![CDATA[".repeat(n)),
        format!("<rss><item><title>{}]]></title></item></rss>", "<![CDATA[".repeat(n)),
        format!("<rss><item><title>{}</title></item></rss>", "<b".repeat(n)),
        format!("<rss><item><description>{}</description></item></rss>", "&lt;".repeat(n)),
        format!("<rss><item {}/></rss>", "a='b' ".repeat(n)),
        format!("<rss {}/>", "xmlns:a='b' ".repeat(n)),
        "&".repeat(n),
        "<".repeat(n),
    ] {
        let _ = read(text.as_bytes(), Served::default());
    }
}

#[test]
fn an_entry_becomes_a_record_with_what_is_said_of_it() {
    let records: Vec<_> = crate::formats::records(RSS.as_bytes()).collect::<Result<_, _>>().unwrap();
    let said: Vec<_> = records[0].statements.iter().map(|said| (said.about, said.rule, said.value.as_str())).collect();
    assert_eq!(
        said,
        [
            (About::Title, "feed.entry_title", "Le port rouvre"),
            (About::Outlet, "feed.title", "Le Fanal"),
            (About::Published, "feed.published", "mer., 12 févr. 2020 10:00:00 CEST"),
            (About::Author, "feed.author", "Nora Belkacem"),
            (About::Language, "feed.language", "fr-FR"),
            (About::Address, "feed.link", "https://fanal.example/port"),
            (About::Summary, "feed.summary", "Trois jours de vent."),
        ]
    );
    let html = "<p>Le port a rouvert ce matin.</p><p>Les pêcheurs sont repartis.</p>".to_owned();
    assert_eq!(records[0].content, Content::Fragment { html, base: Some("https://fanal.example/".to_owned()) });
    assert_eq!(records[1].content, Content::Text("Du texte seul.".into()));
    let cut: Vec<_> = crate::formats::records(&RSS.as_bytes()[..RSS.len() - 60]).collect();
    assert_eq!(cut.len(), 2);
    assert!(matches!(&cut[1], Err(Refusal { record: Some(1), line: Some(25), fault: Fault::CutOff, .. })), "{cut:?}");
}

#[test]
fn the_title_of_a_feed_is_an_outlet_without_the_words_of_feeds() {
    for (title, want) in [
        ("Le Fanal", "Le Fanal"),
        ("Le Fanal - RSS", "Le Fanal"),
        ("Le Fanal | Flux RSS", "Le Fanal"),
        ("RSS : Le Fanal", "Le Fanal"),
        ("Le Fanal » Feed", "Le Fanal"),
        ("Le Fanal - Maghreb", "Le Fanal - Maghreb"),
        ("Flux et reflux", "Flux et reflux"),
        ("RSS", "RSS"),
    ] {
        assert_eq!(outlet(title), want);
    }
}

#[test]
fn feed_rs_reads_well_formed_feeds_alike() {
    let rdf = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>F</title><link>https://a.example/</link></channel><item><title>A</title><link>https://a.example/1</link><description>T</description></item></rdf:RDF>";
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><id>1</id><entry><title type='html'>A &amp;amp; B</title><id>2</id><link href='https://a.example/1'/><author><name>Nora</name></author><content type='html'>&lt;p>T&lt;/p></content></entry></feed>";
    let json = JSON.replace("\"title\": 7", "\"title\": \"Deux\"");
    for text in [RSS, &json, rdf, atom] {
        let (we, they) = (feed(text), feed_rs::parser::parse(text.as_bytes()).unwrap());
        assert_eq!(we.title, they.title.map(|title| title.content));
        assert_eq!(we.entries.len(), they.entries.len());
        for (we, they) in we.entries.iter().zip(they.entries) {
            assert_eq!(we.title, they.title.map(|title| fields::plain(&title.content)));
            let link = they.links.into_iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
            if let Some(link) = link.filter(|link| link.href.starts_with("http")) {
                assert_eq!(we.address.as_deref(), Some(link.href.as_str()));
            }
            let content = they.content.and_then(|content| content.body).or(they.summary.map(|summary| summary.content));
            assert_eq!(we.body.as_ref().map(Body::as_str), content.as_deref());
        }
    }
}

proptest! {
    #[test]
    fn nothing_is_too_odd(text in "(<(/?(rss|feed|item|entry|title|link|content|description)( type='html'| href='x')?/?>?|!\\[CDATA\\[|!--)?|\\]\\]>|-->|&(amp|lt|x)?;?|[ a-é<>'\"]){0,60}") {
        let _ = read(format!("<rss>{text}").as_bytes(), Served::default());
        let _ = read(format!("<feed><entry>{text}").as_bytes(), Served::default());
        let _ = read(text.as_bytes(), Served::default());
    }

    #[test]
    fn bytes_that_were_damaged_are_read_on(at in 0..RSS.len(), byte: u8) {
        let mut bytes = RSS.as_bytes().to_vec();
        bytes[at] = byte;
        let _ = read(&bytes, Served::default());
    }
}
