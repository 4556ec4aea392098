//! What the head of a page says of it.
//!
//! Each kind of statement is a row of a table; the order of the rows is how far they are believed. What a page says for
//! machines of its article comes first, then what it says for those who share it, then what older habits left in `meta`
//! elements, then what stands in its lines with a machine's date beside it.

use trafilatura::dom::{Document, NodeId};
use url::Url;

use crate::formats::html::json_ld::{JsonLd, Page, place};
use crate::formats::html::lines::absolute;
use crate::ingest::heads;
use crate::ingest::manuscript::{About, Statement};

/// What a page says of itself.
#[derive(Default)]
pub struct Statements {
    /// The most trustworthy of each kind first.
    pub statements: Vec<Statement>,
    /// The address that relative ones begin with.
    pub base: Option<Url>,
}

/// Rules in the order in which they are believed, across kinds: only the order within a kind counts. Those of `meta` elements
/// have the name they stand under.
const RULES: &[(&str, &str, About)] = &[
    // Headlines.
    ("jsonld.headline", "", About::Title),
    ("meta.og_title", "og:title", About::Title),
    ("meta.twitter_title", "twitter:title", About::Title),
    ("html.itemprop_headline", "headline", About::Title),
    ("meta.parsely_title", "parsely-title", About::Title),
    ("meta.sailthru_title", "sailthru.title", About::Title),
    ("meta.dc_title", "dc.title", About::Title),
    ("meta.citation_title", "citation_title", About::Title),
    ("meta.title", "title", About::Title),
    ("html.title", "", About::Title),
    ("jsonld.name", "", About::Title),
    // Papers.
    ("meta.og_site_name", "og:site_name", About::Outlet),
    ("jsonld.is_part_of", "", About::Outlet),
    ("jsonld.publisher", "", About::Outlet),
    ("jsonld.web_site", "", About::Outlet),
    ("jsonld.source_organization", "", About::Outlet),
    ("jsonld.organization", "", About::Outlet),
    ("meta.dc_publisher", "dc.publisher", About::Outlet),
    ("meta.dcterms_publisher", "dcterms.publisher", About::Outlet),
    ("meta.publisher", "publisher", About::Outlet),
    ("meta.citation_journal_title", "citation_journal_title", About::Outlet),
    ("meta.application_name", "application-name", About::Outlet),
    ("meta.apple_title", "apple-mobile-web-app-title", About::Outlet),
    ("meta.cre", "cre", About::Outlet),
    // Days.
    ("jsonld.date_published", "", About::Published),
    ("meta.article_published_time", "article:published_time", About::Published),
    ("meta.article_published", "article:published", About::Published),
    ("meta.og_article_published_time", "og:article:published_time", About::Published),
    ("html.itemprop_date_published", "datepublished", About::Published),
    ("meta.rnews_date_published", "rnews:datepublished", About::Published),
    ("meta.parsely_pub_date", "parsely-pub-date", About::Published),
    ("meta.sailthru_date", "sailthru.date", About::Published),
    ("meta.cxense_publish_time", "cxenseparse:recs:publishtime", About::Published),
    ("meta.original_publication_date", "originalpublicationdate", About::Published),
    ("meta.article_date_original", "article_date_original", About::Published),
    ("meta.article_published", "article.published", About::Published),
    ("meta.article_created", "article.created", About::Published),
    ("meta.bt_pub_date", "bt:pubdate", About::Published),
    ("meta.dc_date_issued", "dc.date.issued", About::Published),
    ("meta.dcterms_issued", "dcterms.issued", About::Published),
    ("meta.dcterms_created", "dcterms.created", About::Published),
    ("meta.dc_date_created", "dc.date.created", About::Published),
    ("meta.dcterms_date", "dcterms.date", About::Published),
    ("meta.dc_date", "dc.date", About::Published),
    ("meta.citation_publication_date", "citation_publication_date", About::Published),
    ("meta.citation_date", "citation_date", About::Published),
    ("meta.pubdate", "pubdate", About::Published),
    ("meta.publishdate", "publishdate", About::Published),
    ("meta.publish_date", "publish-date", About::Published),
    ("meta.publish_date", "publish_date", About::Published),
    ("meta.publication_date", "publication_date", About::Published),
    ("meta.published_date", "published-date", About::Published),
    ("meta.displaydate", "displaydate", About::Published),
    ("meta.date", "date", About::Published),
    ("jsonld.date_created", "", About::Published),
    ("html.time_published", "", About::Published),
    ("meta.itemprop_date_created", "datecreated", About::Published),
    ("html.time", "", About::Published),
    ("jsonld.date_modified", "", About::Modified),
    ("meta.article_modified_time", "article:modified_time", About::Modified),
    ("meta.og_updated_time", "og:updated_time", About::Modified),
    ("html.itemprop_date_modified", "datemodified", About::Modified),
    ("meta.dc_modified", "dcterms.modified", About::Modified),
    ("meta.last_modified", "last-modified", About::Modified),
    ("meta.revised", "revised", About::Modified),
    ("meta.lastmod", "lastmod", About::Modified),
    ("html.time_modified", "", About::Modified),
    ("html.saved_on", "", About::Captured),
    // People.
    ("jsonld.author", "", About::Author),
    ("meta.citation_author", "citation_author", About::Author),
    ("meta.author", "author", About::Author),
    ("meta.article_author", "article:author", About::Author),
    ("meta.parsely_author", "parsely-author", About::Author),
    ("meta.sailthru_author", "sailthru.author", About::Author),
    ("meta.dc_creator", "dc.creator", About::Author),
    ("meta.byl", "byl", About::Author),
    ("jsonld.creator", "", About::Author),
    // The rest.
    ("html.lang", "", About::Language),
    ("jsonld.in_language", "", About::Language),
    ("meta.og_locale", "og:locale", About::Language),
    ("meta.content_language", "content-language", About::Language),
    ("meta.language", "language", About::Language),
    ("meta.dc_language", "dc.language", About::Language),
    ("html.canonical", "", About::Address),
    ("meta.og_url", "og:url", About::Address),
    ("jsonld.url", "", About::Address),
    ("html.saved_from", "", About::Address),
    ("meta.og_description", "og:description", About::Summary),
    ("meta.description", "description", About::Summary),
    ("jsonld.description", "", About::Summary),
];

/// A statement longer than this in bytes is something else that got into its place.
const N_BYTES: usize = 2000;

/// More of them than this say nothing more.
const N_STATEMENTS: usize = 200;

/// Reads the head of a page, and what its body says for machines.
pub fn of(tree: &Document) -> Statements {
    let mut reader =
        Reader { tree, statements: Vec::new(), base: None, json_ld: JsonLd::default(), n_since_headline: None };
    let mut left = vec![tree.root()];
    while let Some(node) = left.pop() {
        reader.read(node);
        left.extend(tree.child_nodes(node).into_iter().rev());
    }
    reader.finish()
}

struct Reader<'t> {
    tree: &'t Document,
    statements: Vec<Statement>,
    base: Option<Url>,
    json_ld: JsonLd,
    /// How many nodes came after the headline.
    n_since_headline: Option<usize>,
}

/// A time stands in the head of an article if not more nodes than this are between it and the headline.
const N_NODES_OF_HEAD: usize = 150;

/// How far above a day it is looked for what the day is of.
const N_ABOVE: usize = 4;

impl Reader<'_> {
    fn read(&mut self, node: NodeId) {
        self.n_since_headline = self.n_since_headline.map(|n| n + 1);
        match self.tree.tag_name(node) {
            "" => self.comment(node),
            "html" => self.say("html.lang", self.attribute(node, "lang").or_else(|| self.attribute(node, "xml:lang"))),
            "base" if self.base.is_none() => {
                self.base = self.attribute(node, "href").and_then(|address| Url::parse(address.trim()).ok());
            }
            "title" if self.tree.parent(node).is_some_and(|parent| self.tree.tag_name(parent) == "head") => {
                self.say("html.title", Some(self.tree.text_content(node)));
            }
            "link" if self.attribute(node, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.say("html.canonical", self.attribute(node, "href"));
            }
            "script"
                if self.attribute(node, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) =>
            {
                self.json_ld.read(&self.tree.text_content(node));
            }
            "h1" => self.n_since_headline = Some(0),
            "meta" => self.meta(node),
            "time" => self.time(node),
            "abbr" | "span" | "div" | "p" => self.itemprop(node),
            _ => {}
        }
    }

    fn attribute(&self, node: NodeId, name: &str) -> Option<String> {
        self.tree.get_attribute(node, name).filter(|value| !value.trim().is_empty())
    }

    fn say(&mut self, rule: &'static str, value: Option<String>) {
        let about = RULES.iter().find(|(known, ..)| *known == rule).map(|(.., about)| *about);
        let (Some(about), Some(value)) = (about, value) else { return };
        let value = if about == About::Address { absolute(&value, self.base.as_ref()) } else { Some(value) };
        self.statements.extend(value.map(|value| Statement { about, value, rule }));
    }

    /// It is said of a reader's comment, a film or a picture on the page.
    fn is_of_a_part(&self, node: NodeId) -> bool {
        const PARTS: [&str; 5] = ["VideoObject", "ImageObject", "AudioObject", "Comment", "UserComments"];
        let above = std::iter::successors(Some(node), |node| self.tree.parent(*node)).take(1 + N_ABOVE);
        let mut above =
            above.map(|node| (self.attribute(node, "itemtype").unwrap_or_default(), self.tree.class_name(node)));
        above.any(|(kind, class)| {
            PARTS.iter().any(|part| kind.trim_end().ends_with(part))
                || class.split_ascii_whitespace().any(|word| word.to_ascii_lowercase().starts_with("comment"))
        })
    }

    fn meta(&mut self, node: NodeId) {
        let Some(content) = self.attribute(node, "content") else { return };
        if self.attribute(node, "itemprop").is_some() && self.is_of_a_part(node) {
            return;
        }
        for name in
            ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(|key| self.attribute(node, key))
        {
            let name = name.trim().to_ascii_lowercase();
            let name = name.strip_prefix("dc:").map(|rest| format!("dc.{rest}")).unwrap_or(name);
            let known = RULES.iter().find(|(_, known, _)| !known.is_empty() && *known == name);
            if let Some((rule, ..)) = known {
                return self.say(rule, Some(content));
            }
        }
    }

    /// A day that a page shows, with the machine's way to write it beside. What is not marked as the day of publication is it
    /// if it stands under the headline; those of comments and teasers stand elsewhere.
    fn time(&mut self, node: NodeId) {
        if self.is_of_a_part(node) {
            return;
        }
        let day = self.attribute(node, "datetime").or_else(|| self.attribute(node, "content"));
        let is_in_head = self.n_since_headline.is_some_and(|n| n <= N_NODES_OF_HEAD);
        let day = day.or_else(|| is_in_head.then(|| self.tree.text_content(node)));
        let around = self.tree.parent(node).map(|parent| self.tree.class_name(parent)).unwrap_or_default();
        let own = ["class", "itemprop"].map(|key| self.attribute(node, key).unwrap_or_default()).join(" ");
        let (own, around) = (own.to_ascii_lowercase(), around.to_ascii_lowercase());
        let is_change =
            |marks: &str| ["modified", "updated"].iter().any(|mark| marks.contains(mark)) && !marks.contains("publish");
        if is_change(&own) || is_change(&around) {
            self.say("html.time_modified", day);
        } else if own.contains("datepublished") {
            self.say("html.itemprop_date_published", day);
        } else if is_in_head && self.is_said_to_be_of_a_change(node) {
            self.say("html.time_modified", day);
        } else if own.contains("published")
            || own.contains("entry-date")
            || self.tree.get_attribute(node, "pubdate").is_some()
        {
            if is_in_head || !self.is_of_a_teaser(node) {
                self.say("html.time_published", day);
            }
        } else if is_in_head && self.statements.iter().all(|said| said.rule != "html.time") {
            self.say("html.time", day);
        }
    }

    /// It stands in a box whose heading leads to another page.
    fn is_of_a_teaser(&self, node: NodeId) -> bool {
        const N_ABOVE: usize = 12;
        const N_WITHIN: usize = 200;
        let addresses = || self.statements.iter().filter(|said| said.about == About::Address).map(|said| &said.value);
        let own: Vec<String> = addresses().filter_map(|address| place(address)).collect();
        let base = self.base.clone().or_else(|| Url::parse(addresses().next()?).ok());
        let mut above = std::iter::successors(self.tree.parent(node), |node| self.tree.parent(*node)).take(N_ABOVE);
        let Some(around) = above.find(|node| matches!(self.tree.tag_name(*node), "li" | "article" | "aside")) else {
            return false;
        };
        let is_heading = |node: &NodeId| matches!(self.tree.tag_name(*node), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let heading = self.within(around).take(N_WITHIN).find(is_heading);
        let Some(heading) = heading.filter(|_| !own.is_empty()) else { return false };
        let link = self.within(heading).chain(self.tree.parent(heading)).find(|node| self.tree.tag_name(*node) == "a");
        let leads_to = link.and_then(|link| absolute(&self.attribute(link, "href")?, base.as_ref()));
        leads_to.and_then(|address| place(&address)).is_some_and(|place| !own.contains(&place))
    }

    /// A node and all nodes in it, in order.
    fn within(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let mut left = vec![node];
        std::iter::from_fn(move || {
            let node = left.pop()?;
            left.extend(self.tree.child_nodes(node).into_iter().rev());
            Some(node)
        })
    }

    /// "Updated <time>", "<time>Last updated on …</time>".
    fn is_said_to_be_of_a_change(&self, node: NodeId) -> bool {
        let siblings = self.tree.parent(node).map(|parent| self.tree.child_nodes(parent)).unwrap_or_default();
        let before =
            siblings.iter().position(|sibling| *sibling == node).and_then(|at| siblings.get(at.checked_sub(1)?));
        let before = before.map(|before| self.tree.text_content(*before)).unwrap_or_default();
        heads::ends_with_change(before.trim()) || heads::is_change(self.tree.text_content(node).trim())
    }

    fn itemprop(&mut self, node: NodeId) {
        let Some(property) = self.attribute(node, "itemprop").filter(|_| !self.is_of_a_part(node)) else { return };
        let rule = match property.to_ascii_lowercase().as_str() {
            "datepublished" => "html.itemprop_date_published",
            "datemodified" => "html.itemprop_date_modified",
            _ => return,
        };
        let day = self.attribute(node, "content").or_else(|| self.attribute(node, "datetime"));
        self.say(rule, day.or_else(|| Some(self.tree.text_content(node))));
    }

    /// Programs that save pages say so in a comment.
    fn comment(&mut self, node: NodeId) {
        let Some(comment) = self.tree.comment_data(node) else { return };
        // Internet Explorer and Chrome: "saved from url=(0026)https://www.example.org/".
        if let Some(address) = comment.trim().strip_prefix("saved from url=").and_then(|rest| rest.split_once(')')) {
            self.say("html.saved_from", Some(address.1.trim().to_owned()));
        }
        // SingleFile: "Page saved with SingleFile", "url: …", "saved date: Tue Mar 12 2019 08:00:00 GMT+0100 (…)".
        if comment.trim_start().starts_with("Page saved with SingleFile") {
            for line in comment.lines().map(str::trim) {
                let value = |key| line.strip_prefix(key).map(|value: &str| value.trim().to_owned());
                self.say("html.saved_from", value("url:"));
                self.say("html.saved_on", value("saved date:"));
            }
        }
    }

    fn finish(mut self) -> Statements {
        let of = |about| {
            let values = self.statements.iter().filter(move |statement| statement.about == about);
            values.map(|statement| statement.value.as_str()).collect()
        };
        let page = Page { titles: of(About::Title), addresses: of(About::Address) };
        let said = self.json_ld.statements(&page);
        self.statements.extend(said);
        let rank = |statement: &Statement| RULES.iter().position(|(rule, ..)| *rule == statement.rule);
        self.statements.sort_by_key(rank);
        for statement in &mut self.statements {
            statement.value = plain(&statement.value);
        }
        self.statements.dedup();
        self.statements.retain(|statement| !statement.value.is_empty() && statement.value.len() <= N_BYTES);
        self.statements.truncate(N_STATEMENTS);
        let address = self.statements.iter().find(|statement| statement.about == About::Address);
        let base = self.base.or_else(|| Url::parse(&address?.value).ok());
        Statements { statements: self.statements, base }
    }
}

/// Runs of blanks are one, and characters that were escaped twice are read.
fn plain(value: &str) -> String {
    let is_escaped = value.contains('&') && value.contains(';');
    let read = if is_escaped { text_of(value) } else { value.to_owned() };
    read.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text_of(escaped: &str) -> String {
    // What looks like an element is none here.
    let tree = Document::parse(&escaped.replace('<', "&lt;"));
    tree.text_content(tree.root())
}
