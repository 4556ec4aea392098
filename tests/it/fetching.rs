//! Feeds from a server of this machine, as good and as bad as they come: what is asked, what is kept, and what is said.

use std::fs;
use std::net::IpAddr;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use kiosque::fetch::{self, Answer, Failure, Feeds, How, Outcome, Proxies, Report, Settings, Step, Subscription, Wish};
use kiosque::locale::words::Words;
use tempfile::TempDir;

use crate::server::{Asked, Reply, Server};

/// A feed of two entries, one of them with markup.
pub const PHARE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel>
<title>Le Phare</title><link>https://phare.example/</link><language>fr</language>
<item><title>Le phare rouvre ses portes</title><guid>phare-1</guid><link>https://phare.example/1</link>
<pubDate>Wed, 12 Feb 2020 10:00:00 +0100</pubDate><author>Nour Castel</author>
<description>&lt;p&gt;Après trois ans de travaux, le phare de la pointe accueille de nouveau.&lt;/p&gt;</description></item>
<item><title>La mer monte</title><guid>phare-2</guid><link>https://phare.example/2</link>
<pubDate>Tue, 11 Feb 2020 10:00:00 +0100</pubDate>
<description>Les pêcheurs du port ont sorti leurs filets de la cale.</description></item>
</channel></rss>"#;

/// The type of such a feed.
const RSS: &str = "application/rss+xml; charset=utf-8";

/// A data folder, and how its feeds are asked for: with as much time as a busy machine may need, and no pauses.
struct Stand {
    data: TempDir,
    feeds: Feeds,
    settings: Settings,
}

impl Stand {
    fn new() -> Stand {
        let data = tempfile::tempdir().unwrap();
        let feeds = Feeds::at(data.path());
        Stand { data, feeds, settings: Settings { pause: Duration::ZERO, eager: true, ..Settings::default() } }
    }

    fn follow(&self, address: &str) -> Answer {
        let wish = Wish { address: address.to_owned(), ..Wish::default() };
        self.follow_all(&[wish]).remove(0)
    }

    fn follow_all(&self, wishes: &[Wish]) -> Vec<Answer> {
        fetch::follow(&self.feeds, &self.settings, wishes, &mut |_, _| ControlFlow::Continue(()))
    }

    fn fetch(&self) -> Report {
        fetch::fetch_all(&self.feeds, &self.settings, &mut |_| ControlFlow::Continue(()))
    }

    /// How fetching its only feed ends.
    fn outcome(&self) -> Outcome {
        let mut report = self.fetch();
        assert_eq!(report.feeds.len(), 1, "{report:?}");
        report.feeds.remove(0).outcome
    }

    fn only(&self) -> Subscription {
        let (mut all, faults) = self.feeds.subscriptions();
        assert_eq!((all.len(), faults.len()), (1, 0), "{all:?}");
        all.remove(0)
    }

    /// Everything below the data folder, but for the locks, as paths from it.
    fn files(&self) -> Vec<String> {
        let files = walkdir::WalkDir::new(self.data.path()).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = files.filter(|file| file.file_type().is_file());
        let names = files.map(|file| file.path().strip_prefix(self.data.path()).unwrap().display().to_string());
        names.filter(|name| !name.starts_with("locks")).collect()
    }
}

/// The failure of a wish.
fn failure(answer: Answer) -> Failure {
    answer.expect_err("nothing is to be followed")
}

/// Entries that are new, and those that have changed.
fn read(n_new: usize, n_changed: usize) -> Outcome {
    Outcome::Read { n_new, n_changed }
}

/// A server with this answer for everything, and what following its feed fails of.
fn check(reply: Reply, want: Failure) {
    check_at(&Stand::new(), reply, want);
}

fn check_at(stand: &Stand, reply: Reply, want: Failure) {
    let server = Server::new(move |_| reply.clone());
    assert_eq!(failure(stand.follow(&server.url("/feed"))), want);
    assert_eq!(stand.files(), [""; 0], "nothing is left of {want:?}");
}

#[test]
fn a_feed_is_followed_and_each_entry_becomes_a_file() {
    let server = Server::new(|_| Reply::of(RSS, PHARE).header("ETag", "\"one\""));
    let stand = Stand::new();
    let followed = stand.follow(&server.url("/feed")).unwrap();
    assert_eq!((followed.how, followed.n_new, followed.trouble), (How::New, 2, None));
    let names = stand.files();
    let shapes = [
        r"^feeds/127-0-0-1-le-phare/2020-02-11-la-mer-monte-[0-9a-f]{12}\.html$",
        r"^feeds/127-0-0-1-le-phare/2020-02-12-le-phare-rouvre-ses-portes-[0-9a-f]{12}\.html$",
        r"^feeds/127-0-0-1-le-phare/feed\.toml$",
    ];
    assert_eq!(names.len(), shapes.len(), "{names:?}");
    for (name, shape) in names.iter().zip(shapes) {
        assert!(regex::Regex::new(shape).unwrap().is_match(name), "{name}");
    }
    let page = fs::read_to_string(stand.data.path().join(&names[1])).unwrap();
    for part in [
        "<html lang=\"fr\" dir=\"ltr\">",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline';",
        "<title>Le phare rouvre ses portes</title>",
        "<meta name=\"author\" content=\"Nour Castel\">",
        "<meta property=\"article:published_time\" content=\"Wed, 12 Feb 2020 10:00:00 +0100\">",
        "<meta property=\"og:site_name\" content=\"Le Phare\">",
        "<link rel=\"canonical\" href=\"https://phare.example/1\">",
        "<h1>Le phare rouvre ses portes</h1>",
        "<p>Après trois ans de travaux, le phare de la pointe accueille de nouveau.</p>",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    let asked = server.asked().remove(0);
    let user_agent = asked.header("user-agent");
    assert!(user_agent.starts_with(concat!("kiosque/", env!("CARGO_PKG_VERSION"))), "{user_agent}");
    assert_eq!(asked.header("accept-encoding"), "gzip");
    assert!(asked.header("accept").starts_with("application/atom+xml"), "{}", asked.header("accept"));
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::new(|asked| match asked.header("if-none-match") {
        "\"one\"" => Reply::status("304 Not Modified"),
        _ => {
            let date = "Wed, 12 Feb 2020 09:00:00 GMT";
            Reply::of(RSS, PHARE).header("ETag", "\"one\"").header("Last-Modified", date)
        }
    });
    let stand = Stand::new();
    stand.follow(&server.url("/feed")).unwrap();
    let before = stand.files();
    assert_eq!(stand.outcome(), Outcome::Unchanged);
    assert_eq!(stand.files(), before);
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[1].header("if-modified-since"), "Wed, 12 Feb 2020 09:00:00 GMT");
    // Who has removed what was fetched wants it again.
    for name in before.iter().filter(|name| name.ends_with(".html")) {
        fs::remove_file(stand.data.path().join(name)).unwrap();
    }
    assert_eq!(stand.outcome(), read(2, 0));
    assert_eq!(stand.files(), before);
}

#[test]
fn an_entry_keeps_its_file_and_what_has_left_the_feed_stays() {
    let n_asked = AtomicUsize::new(0);
    let server = Server::new(move |_| match n_asked.fetch_add(1, Ordering::Relaxed) {
        0 | 1 => Reply::of(RSS, PHARE),
        2 => Reply::of(RSS, PHARE.replace("Le phare rouvre ses portes", "Le phare ne rouvre pas")),
        _ => Reply::of(RSS, "<rss version='2.0'><channel><title>Le Phare</title></channel></rss>"),
    });
    let stand = Stand::new();
    stand.follow(&server.url("/feed")).unwrap();
    let before = stand.files();
    assert_eq!(stand.outcome(), read(0, 0), "fetched twice it is the same");
    assert_eq!(stand.outcome(), read(0, 1), "it has another headline");
    assert_eq!(stand.files(), before);
    let changed = fs::read_to_string(stand.data.path().join(&before[1])).unwrap();
    assert!(changed.contains("<title>Le phare ne rouvre pas</title>"), "{changed}");
    assert_eq!(stand.outcome(), read(0, 0), "nothing is left in the feed");
    assert_eq!(stand.files(), before);
}

#[test]
fn nothing_in_an_entry_gets_out_of_its_file() {
    let feed = r#"<rss version="2.0"><channel><title>../../..</title>
        <item><title>../../etc/passwd"&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title><guid>../../../x</guid>
        <link>javascript:alert(1)</link><pubDate>../../2020</pubDate><author>"&gt;&lt;b</author>
        <description>&lt;/article&gt;&lt;/body&gt;&lt;/html&gt;&lt;script&gt;alert(2)&lt;/script&gt;&lt;p&gt;ferme&lt;base href=x&gt;
        &lt;meta http-equiv=refresh content=0&gt;&lt;img src="../i.png" onerror=x&gt;&lt;!-- </description></item>
        <item><title>NUL</title><guid>CON</guid><description>texte</description></item>
        <item><description>sans rien</description></item></channel></rss>"#;
    let server = Server::new(move |_| Reply::of(RSS, feed));
    let stand = Stand::new();
    stand.follow(&server.url("/a/feed")).unwrap();
    let names = stand.files();
    assert_eq!(names.len(), 4, "{names:?}");
    let pages: Vec<&String> = names.iter().filter(|name| name.ends_with(".html")).collect();
    for name in &pages {
        let (folder, file) = name.rsplit_once('/').unwrap();
        assert_eq!(folder, "feeds/127-0-0-1", "{name}");
        assert!(file.starts_with("undated-") || file.starts_with("2020-"), "{name}");
        let is_safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
        assert!(file.chars().all(is_safe), "{name}");
    }
    let all: String = pages.iter().map(|name| fs::read_to_string(stand.data.path().join(name)).unwrap()).collect();
    for part in ["<script", "<base", "refresh", "javascript:", "<!-- <"] {
        assert!(!all.contains(part), "{part} in {all}");
    }
    assert_eq!(all.matches("</html>").count(), 3, "{all}");
    assert!(all.contains("content=\"&gt;&lt;b\""), "{all}");
}

#[test]
fn answers_that_are_none_are_refused_with_their_reason() {
    let no_feed = |answer: &Failure| matches!(answer, Failure::NoFeed(_));
    let body = || Reply::of(RSS, PHARE);
    check(Reply::status("404 Not Found"), Failure::Status(404));
    check(Reply::status("410 Gone"), Failure::Gone);
    check(Reply::status("500 Internal Server Error"), Failure::Status(500));
    check(Reply::status("429 Too Many Requests").header("Retry-After", "60"), Failure::Status(429));
    // Only what is never going to come is waited for with little patience: a busy machine changes nothing.
    let soon = Duration::from_millis(300);
    let mut no_head = Stand::new();
    no_head.settings.answer = soon;
    check_at(&no_head, Reply::silence(), Failure::TooSlow(Step::Answer));
    check_at(&no_head, Reply::raw(b"HTTP/1.1 200 O").and_silence(), Failure::TooSlow(Step::Answer));
    let mut no_end = Stand::new();
    no_end.settings.whole = soon;
    check_at(&no_end, body().length(100_000).and_silence(), Failure::TooSlow(Step::Whole));
    check(body().length(100_000), Failure::CutOff);
    check(body().cut_by(900).length(PHARE.len()), Failure::CutOff);
    check(Reply::of(RSS, "").chunks(&[&PHARE.as_bytes()[..100]]), Failure::CutOff);
    check(Reply::raw(b""), Failure::CutOff);
    check(body().gzip().cut_by(40), Failure::CutOff);
    check(Reply::of(RSS, vec![b' '; 64 << 10]).endless(), Failure::TooLarge(16));
    check(Reply::of(RSS, vec![b' '; 40 << 20]).gzip(), Failure::TooLarge(16));
    check(body().header("Content-Encoding", "br"), Failure::Garbled("br".to_owned()));
    check(
        Reply::redirect("302 Found", "ftp://phare.example/feed"),
        Failure::LeadsAstray("ftp://phare.example/feed".to_owned()),
    );
    check(
        Reply::redirect("301 Moved Permanently", "file:///etc/passwd"),
        Failure::LeadsAstray("file:///etc/passwd".to_owned()),
    );
    check(Reply::redirect("302 Found", "/feed"), Failure::Circle);
    check(Reply::status("302 Found").length(0), Failure::Status(302));
    for bytes in [&b"\x00\x01\x02 no feed"[..], b"%PDF-1.7", b"Le phare rouvre.", b"<rss><channel>"] {
        let server = Server::new(move |_| Reply::of("application/octet-stream", bytes));
        let why = Stand::new().follow(&server.url("/feed"));
        assert!(bytes.starts_with(b"<rss") || no_feed(&failure(why.clone())), "{why:?}");
    }
    let server = Server::new(|_| Reply::raw(b"220 mail.example ESMTP\r\n"));
    let why = failure(Stand::new().follow(&server.url("/feed")));
    assert!(matches!(why, Failure::Garbled(_) | Failure::CutOff), "{why:?}");
}

#[test]
fn answers_that_are_odd_are_read_all_the_same() {
    let halves = PHARE.as_bytes().split_at(500);
    for reply in [
        Reply::of("text/plain", PHARE),
        Reply::of("", PHARE),
        Reply::of(RSS, PHARE).gzip(),
        Reply::of(RSS, "").chunks(&[halves.0, halves.1, b""]),
        // What is beyond the length is not the answer's.
        Reply::of(RSS, format!("{PHARE}<rss>")).length(PHARE.len()),
    ] {
        let server = Server::new(move |_| reply.clone());
        assert_eq!(Stand::new().follow(&server.url("/feed")).map(|followed| followed.n_new), Ok(2));
    }
    let latin: Vec<u8> = PHARE.replace(" encoding=\"utf-8\"", "").chars().map(|c| c as u8).collect();
    let server = Server::new(move |_| Reply::of("text/xml; charset=iso-8859-1", latin.clone()));
    let stand = Stand::new();
    stand.follow(&server.url("/feed")).unwrap();
    let names = stand.files();
    let page = fs::read_to_string(stand.data.path().join(&names[0])).unwrap();
    assert!(page.contains("Les pêcheurs du port"), "{page}");
}

#[test]
fn redirects_are_followed_and_those_for_good_are_kept() {
    let server = Server::new(|asked| match asked.target.as_str() {
        "/for-good" => Reply::redirect("301 Moved Permanently", "/also-for-good"),
        "/also-for-good" => Reply::redirect("308 Permanent Redirect", "feed"),
        "/for-now" => Reply::redirect("302 Found", "/feed"),
        "/good-then-now" => Reply::redirect("301 Moved Permanently", "/for-now"),
        "/now-then-good" => Reply::redirect("307 Temporary Redirect", "/for-good"),
        path if path.starts_with("/long") => {
            let n: usize = path["/long".len()..].parse().unwrap();
            Reply::redirect("302 Found", &if n == 0 { "/feed".to_owned() } else { format!("/long{}", n - 1) })
        }
        _ => Reply::of(RSS, PHARE),
    });
    for (asked, followed) in [
        ("/for-good", Ok("/feed")),
        ("/for-now", Ok("/for-now")),
        ("/good-then-now", Ok("/for-now")),
        ("/now-then-good", Ok("/now-then-good")),
        ("/long9", Ok("/long9")),
        ("/long10", Err(Failure::Circle)),
    ] {
        let answer = Stand::new().follow(&server.url(asked));
        assert_eq!(answer.map(|answer| answer.feed.address), followed.map(|path| server.url(path)), "{asked}");
    }
}

#[test]
fn a_feed_that_moves_for_good_takes_its_address_along() {
    let n_asked = AtomicUsize::new(0);
    let server = Server::new(move |asked| match (asked.target.as_str(), n_asked.fetch_add(1, Ordering::Relaxed)) {
        ("/old", 0) => Reply::of(RSS, PHARE),
        ("/old", _) => Reply::redirect("301 Moved Permanently", "/new"),
        _ => Reply::of(RSS, PHARE),
    });
    let stand = Stand::new();
    stand.follow(&server.url("/old")).unwrap();
    assert_eq!(stand.outcome(), read(0, 0));
    assert_eq!(stand.only().address, server.url("/new"));
    assert_eq!(stand.outcome(), read(0, 0));
    assert_eq!(server.targets(), ["/old", "/old", "/new", "/new"]);
}

/// One address of this machine stands for the world, and all others for its own network.
fn all_but_the_first(ip: IpAddr) -> bool {
    ip != IpAddr::from([127, 0, 0, 1])
}

#[test]
fn nothing_from_outside_leads_into_a_private_network() {
    for target in ["http://127.0.0.2/feed", "http://localhost/feed", "http://[::1]/feed", "http://0x7f.0.0.2/feed"] {
        let server = Server::new(move |asked| match asked.target.as_str() {
            "/redirect" => Reply::redirect("302 Found", target),
            "/twice" => Reply::redirect("302 Found", "/redirect"),
            _ => Reply::of("text/html", format!("<link rel=alternate type=application/rss+xml href='{target}'>")),
        });
        let mut stand = Stand::new();
        stand.settings.is_inside = all_but_the_first;
        for path in ["/redirect", "/twice", "/page"] {
            let why = failure(stand.follow(&server.url(path)));
            assert!(matches!(why, Failure::LeadsInside(_)), "{path} to {target}: {why:?}");
        }
    }
    // What is in here may lead on in here, and the reader may name it.
    let server = Server::new(|asked| match asked.target.as_str() {
        "/redirect" => Reply::redirect("302 Found", "/feed"),
        _ => Reply::of(RSS, PHARE),
    });
    assert!(Stand::new().follow(&server.url("/redirect")).is_ok());
}

#[test]
fn the_address_of_a_page_leads_to_the_feed_it_names() {
    let page = "<!DOCTYPE html><html><head><title>Le Phare</title>\
        <link rel='alternate' type='application/rss+xml' title='Commentaires' href='/comments/feed'>\
        <link rel='stylesheet alternate' type='application/rss+xml; charset=utf-8' title='À la une' href='une.xml'>\
        <link rel='alternate' hreflang='ar' href='/ar/'></head><body><p>Bonjour.</p></body></html>";
    let server = Server::new(move |asked| match asked.target.as_str() {
        "/site/" => Reply::of("text/html; charset=utf-8", page),
        "/site/une.xml" => Reply::of(RSS, PHARE),
        _ => Reply::status("404 Not Found"),
    });
    let stand = Stand::new();
    let followed = stand.follow(&server.url("/site/")).unwrap();
    assert_eq!(followed.feed.address, server.url("/site/une.xml"));
    assert_eq!(followed.others, [server.url("/comments/feed")]);
    assert_eq!(stand.follow(&server.url("/site/une.xml")).unwrap().how, How::Already);
    // A page that names none has one in a usual place, or none at all.
    let bare = |place: &'static str| {
        Server::new(move |asked| match asked.target.as_str() {
            "/" => Reply::of("text/html", "<!DOCTYPE html><title>Le Phare</title><p>Bonjour.</p>"),
            target if target == place => Reply::of(RSS, PHARE),
            _ => Reply::status("404 Not Found"),
        })
    };
    let server = bare("/rss.xml");
    assert_eq!(Stand::new().follow(&server.url("/")).unwrap().feed.address, server.url("/rss.xml"));
    let server = bare("/elsewhere");
    assert_eq!(failure(Stand::new().follow(&server.url("/"))), Failure::PageWithoutFeed);
    assert_eq!(server.asked().len(), 4, "no more doors are knocked at");
}

#[test]
fn a_host_that_wants_to_be_left_alone_is_left_alone() {
    for (status, header) in [
        ("429 Too Many Requests", "3600".to_owned()),
        ("503 Service Unavailable", "Wed, 21 Oct 2099 07:28:00 GMT".to_owned()),
    ] {
        let n_asked = AtomicUsize::new(0);
        let server = Server::new(move |_| match n_asked.fetch_add(1, Ordering::Relaxed) {
            0 | 1 => Reply::of(RSS, PHARE),
            _ => Reply::status(status).header("Retry-After", &header),
        });
        let stand = Stand::new();
        stand.follow(&server.url("/one")).unwrap();
        stand.follow(&server.url("/two")).unwrap();
        let report = stand.fetch();
        let outcomes: Vec<&Outcome> = report.feeds.iter().map(|feed| &feed.outcome).collect();
        assert!(matches!(outcomes[0], Outcome::Failed { why: Failure::Status(_), again: Some(_) }), "{outcomes:?}");
        assert!(matches!(outcomes[1], Outcome::Waits(_)), "its other feeds too: {outcomes:?}");
        let report = stand.fetch();
        assert!(matches!(report.feeds[0].outcome, Outcome::Waits(_)), "even who is eager waits: {report:?}");
    }
}

#[test]
fn a_feed_that_fails_is_left_alone_for_a_while_and_longer_each_time() {
    let server = Server::new(|_| Reply::status("500 Internal Server Error"));
    let mut stand = Stand::new();
    let wish =
        Wish { address: server.url("/feed"), title: Some("Le Phare".to_owned()), is_of_list: true, ..Wish::default() };
    let followed = stand.follow_all(&[wish]).remove(0).unwrap();
    assert_eq!((followed.feed.name(), followed.trouble), ("Le Phare", Some(Failure::Status(500))));
    let minutes = |stand: &Stand| {
        let trouble = stand.only().trouble.unwrap();
        (
            trouble.times,
            (trouble.again.unwrap() - DateTime::<Utc>::from(SystemTime::now())).num_seconds().div_euclid(60) + 1,
        )
    };
    assert_eq!(minutes(&stand), (1, 10));
    assert!(matches!(stand.outcome(), Outcome::Failed { .. }));
    assert_eq!(minutes(&stand), (2, 20));
    stand.settings.eager = false;
    assert!(matches!(stand.outcome(), Outcome::Waits(_)));
    assert_eq!(server.asked().len(), 2, "it was not asked");
}

#[test]
fn a_feed_that_is_gone_is_not_asked_again() {
    let n_asked = AtomicUsize::new(0);
    let server = Server::new(move |_| match n_asked.fetch_add(1, Ordering::Relaxed) {
        0 => Reply::of(RSS, PHARE),
        _ => Reply::status("410 Gone"),
    });
    let mut stand = Stand::new();
    stand.follow(&server.url("/feed")).unwrap();
    let gone = Outcome::Failed { why: Failure::Gone, again: None };
    assert_eq!(stand.outcome(), gone);
    stand.settings.eager = false;
    assert_eq!(stand.outcome(), gone);
    assert_eq!(server.asked().len(), 2);
    assert_eq!(stand.files().len(), 3, "its entries stay");
}

#[test]
fn two_at_once_do_not_hurt_each_other() {
    let (release, released) = mpsc::channel::<()>();
    let released = Mutex::new(released);
    let n_asked = AtomicUsize::new(0);
    let server = Server::new(move |_| {
        if n_asked.fetch_add(1, Ordering::Relaxed) == 1 {
            let _ = released.lock().unwrap().recv();
        }
        Reply::of(RSS, PHARE)
    });
    let stand = Stand::new();
    stand.follow(&server.url("/feed")).unwrap();
    thread::scope(|scope| {
        let first = scope.spawn(|| stand.outcome());
        while server.asked().len() < 2 {
            thread::yield_now();
        }
        assert_eq!(stand.outcome(), Outcome::Failed { why: Failure::Busy, again: None });
        release.send(()).unwrap();
        assert_eq!(first.join().unwrap(), read(0, 0));
    });
    assert_eq!(stand.only().trouble, None);
    // The same feed wished for many times at once is followed once.
    let server = Server::new(|_| Reply::of(RSS, PHARE));
    let stand = Stand::new();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| stand.follow(&server.url("/feed")).unwrap());
        }
    });
    assert_eq!(stand.only().n_entries(), 2);
}

#[test]
fn what_cannot_be_kept_is_said_and_nothing_is_left_half_written() {
    let n_asked = AtomicUsize::new(0);
    let server = Server::new(move |_| {
        let etag = format!("\"{}\"", n_asked.fetch_add(1, Ordering::Relaxed));
        Reply::of(RSS, PHARE).header("ETag", &etag)
    });
    let stand = Stand::new();
    stand.follow(&server.url("/feed")).unwrap();
    let before = stand.files();
    // Where the file of an entry should go stands a folder: nothing can take its place.
    let entry = stand.data.path().join(&before[0]);
    fs::remove_file(&entry).unwrap();
    fs::create_dir(&entry).unwrap();
    let outcome = stand.outcome();
    assert!(matches!(outcome, Outcome::Failed { why: Failure::NotKept(_), again: None }), "{outcome:?}");
    assert_eq!(stand.files(), before[1..], "nothing is left beside it");
    assert_eq!(stand.only().etag.as_deref(), Some("\"0\""), "all of it is wanted again");
    fs::remove_dir(&entry).unwrap();
    assert_eq!(stand.outcome(), read(1, 0));
    // There is no folder for feeds, and none can be made.
    let stand = Stand::new();
    fs::write(stand.data.path().join("feeds"), "").unwrap();
    let why = failure(stand.follow(&server.url("/feed")));
    assert!(matches!(why, Failure::NotKept(_)), "{why:?}");
}

#[test]
fn who_is_told_to_stop_stops_whatever_is_waited_for() {
    let n_asked = AtomicUsize::new(0);
    let server = Server::new(move |_| match n_asked.fetch_add(1, Ordering::Relaxed) {
        0 => Reply::of(RSS, PHARE),
        _ => Reply::silence(),
    });
    let mut stand = Stand::new();
    stand.settings.answer = Duration::from_secs(3600);
    stand.settings.whole = Duration::from_secs(3600);
    stand.follow(&server.url("/feed")).unwrap();
    let report = fetch::fetch_all(&stand.feeds, &stand.settings, &mut |_| match server.asked().len() {
        2.. => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    });
    assert_eq!(report.feeds[0].outcome, Outcome::Failed { why: Failure::Stopped, again: None });
    assert_eq!(stand.only().trouble, None, "that is no fault of the feed");
}

#[test]
fn hosts_are_asked_one_thing_at_a_time() {
    let n_at_once = AtomicUsize::new(0);
    let server = Server::new(move |asked| {
        let n = n_at_once.fetch_add(1, Ordering::SeqCst);
        thread::yield_now();
        n_at_once.fetch_sub(1, Ordering::SeqCst);
        // Half of the questions come by way of another host.
        match asked.target.starts_with("/redirect") {
            _ if n > 0 => Reply::status("500 Two At Once"),
            true => Reply::redirect("302 Found", "/feed"),
            false => Reply::of(RSS, PHARE),
        }
    });
    let mut stand = Stand::new();
    stand.settings.pause = Duration::from_millis(20);
    let wishes: Vec<Wish> =
        (0..6).map(|n| Wish { address: server.url(&format!("/redirect{n}")), ..Wish::default() }).collect();
    let began = std::time::Instant::now();
    let answers = stand.follow_all(&wishes);
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    assert_eq!(server.asked().len(), 12);
    assert!(began.elapsed() >= 11 * stand.settings.pause, "with a pause between them: {:?}", began.elapsed());
}

#[test]
fn the_page_of_an_entry_is_kept_beside_it() {
    let page = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=windows-1252><title>Le phare - Le Phare en ligne</title>\
        <meta property='og:image' content='https://phare.example/i.png'><script>alert(1)</script>\
        <script type='application/ld+json'>{\"@type\":\"NewsArticle\"}</script></head>\
        <body><h1>Le phare rouvre</h1><p>Toute l'histoire du phare, \u{e9}crite par son gardien.</p><img src='/i.png'>\
        <script src=x></script></body></html>";
    let page: Vec<u8> = page.chars().map(|c| c as u8).collect();
    let at = std::sync::Arc::new(Mutex::new(String::new()));
    let base = std::sync::Arc::clone(&at);
    let server = Server::new(move |asked| match asked.target.as_str() {
        "/1" => Reply::of("text/html", page.clone()),
        "/2" => Reply::of("image/png", &b"\x89PNG"[..]),
        _ => Reply::of(RSS, PHARE.replace("https://phare.example/", &base.lock().unwrap())),
    });
    *at.lock().unwrap() = server.url("/");
    let stand = Stand::new();
    stand.follow(&server.url("/feed")).unwrap();
    let names = stand.files();
    let [mer, phare] = [&names[0], &names[1]].map(|name| stand.data.path().join(name));
    let full = fetch::full_text(&stand.settings, &phare).unwrap();
    assert_eq!(full, phare.with_extension("full.html"));
    let text = fs::read_to_string(&full).unwrap();
    for part in [
        "<html lang=\"fr\" dir=\"ltr\">",
        "<title>Le phare rouvre ses portes</title>",
        "<meta property=\"og:site_name\" content=\"Le Phare\">",
        "<meta content=\"https://phare.example/i.png\" property=\"og:image\">",
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\"}</script>",
        "<p>Toute l'histoire du phare, \u{e9}crite par son gardien.</p>",
        "default-src 'none'",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert!(text.contains(&format!("<img src=\"{}\">", server.url("/i.png"))), "{text}");
    assert!(!text.contains("alert(1)") && !text.contains("windows-1252"), "{text}");
    assert_eq!(fetch::full_text(&stand.settings, &full).as_ref(), Ok(&full), "again, by the page itself");
    assert_eq!(fetch::full_text(&stand.settings, &mer), Err(Failure::NoPage("image/png".to_owned())));
    assert_eq!(stand.only().n_entries(), 2, "an entry and its page are one");
    assert_eq!(stand.outcome(), read(0, 0), "the feed leaves it alone");
    assert_eq!(stand.files().len(), 4);
    // What stands anywhere else is nobody's entry.
    let elsewhere = stand.data.path().join("page.html");
    fs::copy(&phare, &elsewhere).unwrap();
    assert_eq!(fetch::full_text(&stand.settings, &elsewhere), Err(Failure::NoLink));
}

#[test]
fn an_entry_from_outside_has_no_page_in_here() {
    let feed = PHARE.replace("https://phare.example/1", "http://127.0.0.2/1");
    let server = Server::new(move |_| Reply::of(RSS, feed.clone()));
    let mut stand = Stand::new();
    stand.settings.is_inside = all_but_the_first;
    stand.follow(&server.url("/feed")).unwrap();
    let entry = stand.data.path().join(&stand.files()[1]);
    assert_eq!(fetch::full_text(&stand.settings, &entry), Err(Failure::LeadsInside("127.0.0.2".to_owned())));
}

#[test]
fn proxies_are_told_whole_addresses_and_whom_they_serve() {
    let server = Server::new(|asked| match asked.target.as_str() {
        "http://phare.example/feed" => Reply::of(RSS, PHARE),
        _ => Reply::status("502 Bad Gateway"),
    });
    let mut stand = Stand::new();
    let proxy = server.url("").replace("http://", "http://nour:s%20cret@");
    stand.settings.proxies =
        Proxies { http: Some(proxy.clone()), https: Some(proxy), except: vec!["127.0.0.1".to_owned()] };
    assert_eq!(stand.follow("http://phare.example/feed").map(|followed| followed.n_new), Ok(2));
    let asked = server.asked().remove(0);
    assert_eq!((asked.method.as_str(), asked.header("host")), ("GET", "phare.example"));
    assert_eq!(asked.header("proxy-authorization"), "Basic bm91cjpzIGNyZXQ=");
    let why = failure(stand.follow("https://phare.example/other"));
    assert!(matches!(&why, Failure::Proxy(said) if said.contains("502")), "{why:?}");
    let asked = server.asked().remove(1);
    assert_eq!((asked.method.as_str(), asked.target.as_str()), ("CONNECT", "phare.example:443"));
    let direct = Server::new(|_| Reply::of(RSS, PHARE.replace("Le Phare", "Direct")));
    assert!(stand.follow(&direct.url("/feed")).is_ok());
    assert_eq!(server.asked().len(), 2, "an exception goes straight on");
    assert_eq!(direct.asked()[0].header("proxy-authorization"), "");
}

#[test]
fn every_failure_is_said_in_every_language() {
    let failures = [
        Failure::NoAddress("x".to_owned()),
        Failure::UnknownHost("x".to_owned()),
        Failure::TooSlow(Step::Resolve),
        Failure::TooSlow(Step::Whole),
        Failure::Status(404),
        Failure::Status(418),
        Failure::TooLarge(16),
        Failure::LeadsInside("x".to_owned()),
        Failure::PageWithoutFeed,
    ];
    for locale in kiosque::locale::Locale::ALL {
        let said: std::collections::BTreeSet<String> =
            failures.iter().map(|why| Words::of(locale).saying(&why.saying())).collect();
        assert_eq!(said.len(), failures.len(), "{said:?}");
        assert!(said.iter().all(|said| !said.contains("fetch-")), "{said:?}");
    }
}

/// The program itself, in a home of its own.
struct Program {
    home: TempDir,
    env: Vec<(&'static str, String)>,
}

/// What it said: exit code, standard output, standard error, with the home cut out of paths.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Program {
    fn new() -> Program {
        Program { home: tempfile::tempdir().unwrap(), env: Vec::new() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    fn file(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_kiosque"))
            .args(args)
            .current_dir(self.home.path())
            .env_clear()
            .env("HOME", self.home.path())
            .env("KIOSQUE_DATA", self.path("data"))
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text =
            |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&self.home.path().display().to_string(), "~");
        Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Runs it, and compares all it says.
    fn check(&self, args: &[&str], code: i32, out: &str, err: &str) {
        let said = self.run(args);
        let story = format!("{args:?}\n--- out\n{}--- err\n{}", said.out, said.err);
        assert_eq!(said.code, Some(code), "{story}");
        assert_eq!(said.out, out, "{story}");
        assert_eq!(said.err, err, "{story}");
    }
}

#[test]
fn the_commands_say_what_they_did() {
    let n_asked = AtomicUsize::new(0);
    let server = Server::new(move |asked: &Asked| match asked.target.as_str() {
        "/feed" if n_asked.fetch_add(1, Ordering::Relaxed) < 2 => Reply::of(RSS, PHARE),
        "/feed" => {
            let more =
                "<item><title>Une de plus</title><guid>3</guid><description>Du texte.</description></item></channel>";
            Reply::of(RSS, PHARE.replace("</channel>", more))
        }
        _ => Reply::status("404 Not Found"),
    });
    let (feed, none) = (server.url("/feed"), server.url("/none"));
    let program = Program::new();
    let folder = "~/data/feeds/127-0-0-1-le-phare";
    program.check(&["fetch"], 1, "", "kiosque: no feed is followed yet; `kiosque add URL` follows one\n");
    program.check(&["feeds"], 1, "", "kiosque: no feed is followed yet; `kiosque add URL` follows one\n");
    program.check(&["add", &feed], 0, &format!("Le Phare: followed from now on, 2 entries in {folder}\n"), "");
    program.check(&["add", &feed], 0, &format!("Le Phare: followed already, 2 entries in {folder}\n"), "");
    let missing = format!("kiosque: {none}: there is nothing at this address (status 404)\n");
    program.check(&["add", &none], 2, "", &format!("{missing}kiosque: nothing could be done\n"));
    program.check(
        &["add", "--strict", &feed, &none],
        2,
        &format!("Le Phare: followed already, 2 entries in {folder}\n"),
        &missing,
    );
    program.check(&["fetch"], 0, "1 feed: 0 new entries, 0 failed\n", "");
    program.check(&["fetch"], 0, "Le Phare: 1 new\n1 feed: 1 new entry, 0 failed\n", "");
    program.check(&["fetch", "--quiet"], 0, "", "");
    let rows = program.run(&["feeds"]).out;
    let row = format!(r"^3  \d{{4}}-\d\d-\d\d \d\d:\d\d  Le Phare  {feed}\n$");
    assert!(regex::Regex::new(&row).unwrap().is_match(&rows), "{rows}");
    let json: serde_json::Value = serde_json::from_str(&program.run(&["feeds", "--json"]).out).unwrap();
    assert_eq!(
        (&json["title"], &json["entries"], &json["site"]),
        (&"Le Phare".into(), &3.into(), &"https://phare.example/".into())
    );
    assert_eq!((&json["address"], &json["failure"]), (&feed.as_str().into(), &serde_json::Value::Null));
    let exported = program.run(&["feeds", "--opml"]).out;
    assert!(exported.contains(&format!("xmlUrl=\"{feed}\"")), "{exported}");
    program.file("mine.opml", &exported);
    program.check(
        &["remove", "le phare"],
        0,
        &format!("Le Phare: no longer followed; its entries stay in {folder}\n"),
        "",
    );
    let unknown = "kiosque: no feed is called “le phare”; `kiosque feeds` prints those that are followed\n";
    program.check(&["remove", "le phare"], 2, "", &format!("{unknown}kiosque: nothing could be done\n"));
    program.check(&["add", "mine.opml"], 0, &format!("Le Phare: followed again, 3 entries in {folder}\n"), "");
    program.check(
        &["remove", "--entries", "mine.opml"],
        0,
        "Le Phare: no longer followed; its entries are removed\n",
        "",
    );
    assert!(!program.path("data/feeds/127-0-0-1-le-phare").exists());
    program.file("notes.txt", "Ce n'est pas une liste.\n");
    program.check(
        &["add", "notes.txt"],
        2,
        "",
        "kiosque: notes.txt is neither OPML nor a list of addresses\nkiosque: nothing could be done\n",
    );
}

#[test]
fn failures_are_told_with_what_comes_next() {
    let server = Server::new(|asked| match asked.target.as_str() {
        "/feed" => Reply::of(RSS, PHARE),
        _ => Reply::status("503 Service Unavailable"),
    });
    let program = Program::new();
    program.file("list.txt", &format!("# mine\n{}\n\n{}\n", server.url("/feed"), server.url("/broken")));
    let until = |text: &str| {
        regex::Regex::new(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC").unwrap().replace_all(text, "THEN").into_owned()
    };
    let said = program.run(&["add", "list.txt"]);
    let broken = server.url("/broken");
    let told = format!("kiosque: {broken}: it is out of order (status 503); it is tried again after THEN\n");
    assert_eq!((said.code, until(&said.err)), (Some(0), told.clone()), "{}", said.out);
    assert_eq!(said.out.lines().count(), 2, "{}", said.out);
    program.check(&["fetch", "--strict"], 0, "2 feeds: 0 new entries, 0 failed\n", "");
    let said = program.run(&["fetch", "--strict", "--now", "--quiet"]);
    assert_eq!((said.code, until(&said.err), said.out.as_str()), (Some(2), told, ""));
    let rows = until(&program.run(&["feeds"]).out);
    assert!(rows.contains("  never"), "{rows}");
    assert!(rows.contains("  it is out of order (status 503); it is tried again after THEN\n"), "{rows}");
}

#[test]
fn what_is_followed_is_read_like_any_archive() {
    let server = Server::new(|_| Reply::of(RSS, PHARE));
    let program = Program::new();
    program.run(&["add", &server.url("/feed")]);
    // With nothing named, feeds stand beside the last archive; there is none yet.
    let said = program.run(&["list"]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{}", said.out);
    let rows: Vec<&str> = said.out.lines().map(|row| row.split_once("  ").unwrap().1).collect();
    assert_eq!(
        rows,
        ["2020-02-12  Le Phare  fr  Le phare rouvre ses portes", "2020-02-11  Le Phare  fr  La mer monte"]
    );
    let found = program.run(&["search", "filets"]);
    assert!(found.out.contains("La mer monte"), "{}{}", found.out, found.err);
    // A list is opened as the feeds it names.
    let program = Program::new();
    program.file("list.txt", &format!("{}\n", server.url("/feed")));
    let said = program.run(&["list", "list.txt"]);
    assert_eq!((said.code, said.err.as_str(), said.out.lines().count()), (Some(0), "", 2), "{}", said.out);
    let said = program.run(&["list", "list.txt"]);
    assert_eq!((said.code, said.err.as_str(), said.out.lines().count()), (Some(0), "", 2), "{}", said.out);
    assert_eq!(program.run(&["feeds"]).out.lines().count(), 1);
}

/// An authority nobody knows, and the settings of a server whose name it vouches for.
fn authority() -> (String, rustls::ServerConfig) {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let pem = params.self_signed(&key).unwrap().pem();
    let issuer = rcgen::Issuer::new(params, key);
    let key = rcgen::KeyPair::generate().unwrap();
    let mut params = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    params.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ServerAuth];
    let certificate = params.signed_by(&key, &issuer).unwrap();
    let tls = rustls::ServerConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            rustls::pki_types::PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        )
        .unwrap();
    (pem, tls)
}

/// Elsewhere the system has a store of its own, which no variable names.
#[cfg(target_os = "linux")]
#[test]
fn a_host_has_to_prove_who_it_is() {
    let (pem, tls) = authority();
    let (other, _) = authority();
    let server = Server::secret(tls, |_| Reply::of(RSS, PHARE));
    let mut program = Program::new();
    program.file("ca.pem", &pem);
    program.file("other.pem", &other);
    program.env = vec![("SSL_CERT_FILE", program.path("other.pem").display().to_string())];
    let said = program.run(&["add", &server.url("/feed")]);
    assert_eq!(said.code, Some(2), "{}", said.out);
    assert!(said.err.contains("it cannot prove who it is: "), "{}", said.err);
    assert!(server.asked().is_empty(), "nothing was asked");
    program.env = vec![("SSL_CERT_FILE", program.path("ca.pem").display().to_string())];
    let said = program.run(&["add", &server.url("/feed")]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{}", said.out);
    // The name is part of the proof.
    let said = program.run(&["add", &server.url("/feed").replace("localhost", "127.0.0.1")]);
    assert!(said.err.contains("it cannot prove who it is: "), "{}", said.err);
    // What is no TLS at all is no proof either.
    let plain = Server::new(|_| Reply::of(RSS, PHARE));
    let said = program.run(&["add", &plain.url("/feed").replace("http:", "https:")]);
    assert_eq!(said.code, Some(2), "{}", said.err);
}
