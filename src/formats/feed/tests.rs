//! Feeds of every kind, and what goes wrong with them.

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
fn fields_are_read_whoever_wrote_them() {
    check("<title>A &amp; B</title>", &["title: A & B"]);
}
