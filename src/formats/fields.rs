//! What the fields of a record are about, by their names.
//!
//! Corpora, exports and hand-made tables call the same thing by many names. A name is compared without its case, blanks,
//! hyphens and underscores; of several that mean the same, the first of the table that holds anything counts. A date whose
//! meaning is not sure is that of the capture: it bounds the day of publication, and is never taken for it.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, SecondsFormat};

use crate::formats::sniff::Sample;
use crate::formats::{Content, Record, Records, Refusal, html};
use crate::ingest::manuscript::{About, Statement};
use crate::model::problem::Fault;

/// A field by its place in the table; the first of those that mean the same is believed most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Field(usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// The text, plain or as HTML.
    Text,
    /// The text as HTML.
    Html,
    /// What the record says of itself.
    Says(About),
    /// It stands in records of crawls alone: what calls itself a date there is that of the crawl.
    Crawl,
}

use Meaning::{Crawl, Html, Says, Text};

/// Names behind `record.`, the more telling ones first. Those of C4, CulturaX, OSCAR, HPLT, FineWeb, RedPajama, CCNet, Dolma,
/// news-please, NewsAPI, WordPress and schema.org are among them.
const FIELDS: &[(&str, Meaning)] = &[
    ("record.text", Text),
    ("record.maintext", Text),
    ("record.content", Text),
    ("record.body", Text),
    ("record.raw_content", Text),
    ("record.article_body", Text),
    ("record.article_text", Text),
    ("record.full_text", Text),
    ("record.texte", Text),
    ("record.contenu", Text),
    ("record.\u{627}\u{644}\u{646}\u{635}", Text),
    ("record.\u{627}\u{644}\u{645}\u{62d}\u{62a}\u{648}\u{649}", Text),
    ("record.article", Text),
    ("record.content_html", Html),
    ("record.html", Html),
    ("record.raw_html", Html),
    ("record.title", Says(About::Title)),
    ("record.headline", Says(About::Title)),
    ("record.titre", Says(About::Title)),
    ("record.\u{627}\u{644}\u{639}\u{646}\u{648}\u{627}\u{646}", Says(About::Title)),
    ("record.outlet", Says(About::Outlet)),
    ("record.publisher", Says(About::Outlet)),
    ("record.newspaper", Says(About::Outlet)),
    ("record.journal", Says(About::Outlet)),
    ("record.site_name", Says(About::Outlet)),
    ("record.source_name", Says(About::Outlet)),
    ("record.source", Says(About::Outlet)),
    ("record.\u{627}\u{644}\u{645}\u{635}\u{62f}\u{631}", Says(About::Outlet)),
    ("record.source_domain", Says(About::Outlet)),
    ("record.domain", Says(About::Outlet)),
    ("record.published", Says(About::Published)),
    ("record.published_at", Says(About::Published)),
    ("record.published_time", Says(About::Published)),
    ("record.published_date", Says(About::Published)),
    ("record.date_published", Says(About::Published)),
    ("record.date_publish", Says(About::Published)),
    ("record.publish_date", Says(About::Published)),
    ("record.publication_date", Says(About::Published)),
    ("record.date_publication", Says(About::Published)),
    ("record.date_de_publication", Says(About::Published)),
    ("record.pub_date", Says(About::Published)),
    ("record.date", Says(About::Published)),
    ("record.datetime", Says(About::Published)),
    ("record.created_at", Says(About::Published)),
    ("record.\u{627}\u{644}\u{62a}\u{627}\u{631}\u{64a}\u{62e}", Says(About::Published)),
    ("record.modified", Says(About::Modified)),
    ("record.modified_at", Says(About::Modified)),
    ("record.date_modified", Says(About::Modified)),
    ("record.date_modify", Says(About::Modified)),
    ("record.updated", Says(About::Modified)),
    ("record.updated_at", Says(About::Modified)),
    ("record.last_modified", Says(About::Modified)),
    ("record.warc_date", Says(About::Captured)),
    ("record.captured", Says(About::Captured)),
    ("record.captured_at", Says(About::Captured)),
    ("record.capture_date", Says(About::Captured)),
    ("record.crawled", Says(About::Captured)),
    ("record.crawled_at", Says(About::Captured)),
    ("record.crawl_date", Says(About::Captured)),
    ("record.crawl_time", Says(About::Captured)),
    ("record.crawl_timestamp", Says(About::Captured)),
    ("record.crawl", Says(About::Captured)),
    ("record.fetched", Says(About::Captured)),
    ("record.fetched_at", Says(About::Captured)),
    ("record.fetch_date", Says(About::Captured)),
    ("record.fetch_time", Says(About::Captured)),
    ("record.date_download", Says(About::Captured)),
    ("record.download_date", Says(About::Captured)),
    ("record.downloaded_at", Says(About::Captured)),
    ("record.retrieved", Says(About::Captured)),
    ("record.retrieved_at", Says(About::Captured)),
    ("record.accessed", Says(About::Captured)),
    ("record.scraped_at", Says(About::Captured)),
    ("record.added", Says(About::Captured)),
    ("record.timestamp", Says(About::Captured)),
    ("record.ts", Says(About::Captured)),
    ("record.authors", Says(About::Author)),
    ("record.author", Says(About::Author)),
    ("record.byline", Says(About::Author)),
    ("record.creator", Says(About::Author)),
    ("record.auteurs", Says(About::Author)),
    ("record.auteur", Says(About::Author)),
    ("record.\u{627}\u{644}\u{643}\u{627}\u{62a}\u{628}", Says(About::Author)),
    ("record.language", Says(About::Language)),
    ("record.lang", Says(About::Language)),
    ("record.langue", Says(About::Language)),
    ("record.url", Says(About::Address)),
    ("record.canonical_url", Says(About::Address)),
    ("record.link", Says(About::Address)),
    ("record.permalink", Says(About::Address)),
    ("record.uri", Says(About::Address)),
    ("record.source_url", Says(About::Address)),
    ("record.original_url", Says(About::Address)),
    ("record.warc_target_uri", Says(About::Address)),
    ("record.target_uri", Says(About::Address)),
    ("record.address", Says(About::Address)),
    ("record.lien", Says(About::Address)),
    ("record.u", Says(About::Address)),
    ("record.summary", Says(About::Summary)),
    ("record.description", Says(About::Summary)),
    ("record.abstract", Says(About::Summary)),
    ("record.standfirst", Says(About::Summary)),
    ("record.chapo", Says(About::Summary)),
    ("record.dump", Crawl),
    ("record.crawl_id", Crawl),
    ("record.cc_segment", Crawl),
    ("record.language_score", Crawl),
    ("record.perplexity", Crawl),
    ("record.warc_record_id", Crawl),
    ("record.warc_path", Crawl),
];

/// What stands before the name of a field in the name of its rule.
const PREFIX: &str = "record.";

static BY_NAME: LazyLock<HashMap<String, Field>> = LazyLock::new(|| {
    let row = |(at, (rule, _)): (usize, &(&str, Meaning))| (squeezed(&rule[PREFIX.len()..]), Field(at));
    FIELDS.iter().enumerate().map(row).collect()
});

/// A name as it is compared.
pub(super) fn squeezed(name: &str) -> String {
    let counts = |c: &char| !matches!(c, '_' | '-' | ' ' | '\u{feff}');
    name.trim().chars().filter(counts).flat_map(char::to_lowercase).collect()
}

impl Field {
    /// The field of this name. A qualified name, such as `article:published_time`, is known by its last part.
    pub(super) fn named(name: &str) -> Option<Field> {
        let squeezed = squeezed(name);
        let last = || squeezed.rsplit(['.', ':', '/']).next();
        BY_NAME.get(&squeezed).or_else(|| BY_NAME.get(last()?)).copied()
    }

    /// Whether it holds the text of a record.
    pub(super) fn is_text(self) -> bool {
        matches!(self.meaning(), Some(Text | Html))
    }

    fn meaning(self) -> Option<Meaning> {
        FIELDS.get(self.0).map(|(_, meaning)| *meaning)
    }
}

/// The fields of a record, as they are met.
#[derive(Debug, Default)]
pub(super) struct Fields<'f>(Vec<(Field, Cow<'f, str>)>);

impl<'f> Fields<'f> {
    /// Notes what a field holds; a field may hold several things.
    pub(super) fn note(&mut self, field: Field, value: Cow<'f, str>) {
        if !is_nothing(&value) {
            self.0.push((field, value));
        }
    }

    /// Whether there is a text among them.
    pub(super) fn have_text(&self) -> bool {
        self.0.iter().any(|(field, _)| field.is_text())
    }

    /// The record they make.
    pub(super) fn record(self) -> Result<Record, Fault> {
        let mut noted = self.0;
        noted.sort_by_key(|(field, _)| *field);
        let is_crawl = noted.iter().any(|(field, _)| field.meaning() == Some(Crawl));
        let text = noted.iter().map(|(field, _)| *field).find(|field| field.is_text()).ok_or(Fault::NoText)?;
        let mut statements: Vec<Statement> = Vec::new();
        for (field, value) in &noted {
            let (Some((rule, Says(about))), value) = (FIELDS.get(field.0), value.trim()) else { continue };
            let Some((about, value)) = said(*about, value, is_crawl) else { continue };
            let mut of_its_kind = statements.iter().filter(|statement| statement.about == about);
            let is_next = of_its_kind.all(|statement| about == About::Author && statement.rule == *rule);
            if is_next {
                statements.push(Statement { about, value: value.into_owned(), rule });
            }
        }
        // Paragraphs may come one by one.
        let parts = noted.into_iter().filter(|(field, _)| *field == text).map(|(_, value)| value);
        let bytes = parts.reduce(|text, part| text + "\n" + part).unwrap_or_default().into_owned().into_bytes();
        let is_html = text.meaning() == Some(Html) || (html::HTML.recognises)(&Sample::new(&bytes));
        let charset = Some("utf-8".to_owned());
        let content = if is_html { Content::Html { bytes, charset } } else { Content::Text(bytes) };
        Ok(Record { content, statements, ..Record::default() })
    }
}

/// What programs write where there is nothing.
fn is_nothing(value: &str) -> bool {
    let value = value.trim();
    value.is_empty()
        || (value.len() <= 4 && ["null", "none", "nan", "n/a", "\\n"].iter().any(|no| value.eq_ignore_ascii_case(no)))
}

/// What a value says, if it says anything of the kind.
fn said(about: About, value: &str, is_crawl: bool) -> Option<(About, Cow<'_, str>)> {
    let is_address = value.starts_with("http://") || value.starts_with("https://");
    match about {
        About::Outlet if is_address => Some((About::Address, value.into())),
        About::Outlet if is_corpus(value) => None,
        About::Address if !is_address => None,
        About::Published if is_crawl => Some((About::Captured, day(value))),
        About::Published | About::Modified | About::Captured => Some((about, day(value))),
        _ => Some((about, value.into())),
    }
}

/// Corpora name themselves as the source of what they took from all over the web.
fn is_corpus(value: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "c4",
        "mc4",
        "oscar",
        "cc-",
        "cc_",
        "commoncrawl",
        "common crawl",
        "common-crawl",
        "common_crawl",
        "culturax",
        "fineweb",
        "redpajama",
        "pile",
        "hplt",
        "dolma",
        "madlad",
        "rss",
        "web",
    ];
    const WHOLE: &[&str] = &["rss", "web", "pile", "crawl", "api", "internet"];
    let value = value.to_lowercase();
    let goes_on = |rest: &str| !rest.starts_with(char::is_alphabetic);
    WHOLE.contains(&value.as_str()) || BEGINNINGS.iter().any(|begin| value.strip_prefix(begin).is_some_and(goes_on))
}

/// A day as people write it; seconds, milliseconds and microseconds since 1970 and days without hyphens in ISO 8601.
fn day(value: &str) -> Cow<'_, str> {
    let whole = value.split_once('.').map_or(value, |(whole, fraction)| {
        if fraction.bytes().all(|byte| byte.is_ascii_digit()) { whole } else { value }
    });
    let Ok(number) = whole.parse::<i64>() else { return value.into() };
    let time = match whole.len() {
        8 => return NaiveDate::parse_from_str(whole, "%Y%m%d").map_or(value.into(), |day| day.to_string().into()),
        9 | 10 => DateTime::from_timestamp(number, 0),
        12 | 13 => DateTime::from_timestamp_millis(number),
        15 | 16 => DateTime::from_timestamp_micros(number),
        _ => None,
    };
    time.map_or(value.into(), |time| time.to_rfc3339_opts(SecondsFormat::Secs, true).into())
}

/// A file whose records all lack a text is said to lack it once, and is not read to its end for that.
pub(super) fn with_text<'r>(records: Records<'r>) -> Records<'r> {
    Box::new(WithText { records, held: VecDeque::new(), patience: PATIENCE })
}

/// So many records may come before the first that has a text.
const PATIENCE: usize = 1000;

struct WithText<'r> {
    records: Records<'r>,
    /// Those without a text before the first that has one.
    held: VecDeque<Result<Record, Refusal>>,
    /// How many more may come; 0 when a text has come.
    patience: usize,
}

impl Iterator for WithText<'_> {
    type Item = Result<Record, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.patience > 0 {
            let next = self.records.next();
            let lacks_text = matches!(&next, Some(Err(refusal)) if refusal.fault == Fault::NoText);
            if lacks_text {
                self.patience -= 1;
                self.held.extend(next);
                if self.patience > 0 {
                    continue;
                }
            } else if let Some(next) = next {
                self.held.push_back(next);
                self.patience = 0;
                break;
            }
            // All that there is, or enough of it, has none. A single object is no archive: such data lies beside pages, as
            // pictures do.
            let n_held = std::mem::take(&mut self.held).len();
            self.patience = 0;
            self.records = Box::new(std::iter::empty());
            let fault = if n_held == 1 { Fault::Binary } else { Fault::NoText };
            return (n_held > 0).then(|| Err(Refusal::new(fault)));
        }
        self.held.pop_front().or_else(|| self.records.next())
    }
}
