//! What the head of a page says of it.

use trafilatura::dom::Document;
use url::Url;

use crate::formats::html::lines::absolute;
use crate::ingest::manuscript::{About, Statement};

/// What a page says of itself.
#[derive(Default)]
pub struct Statements {
    /// The most trustworthy of each kind first.
    pub statements: Vec<Statement>,
    /// The address that relative ones begin with.
    pub base: Option<Url>,
}

/// The names of `meta` elements that say something, by their `property`, `name` or `itemprop`.
const METAS: [(&str, About, &str); 8] = [
    ("og:title", About::Title, "meta.og_title"),
    ("og:site_name", About::Outlet, "meta.og_site_name"),
    ("article:published_time", About::Published, "meta.article_published_time"),
    ("article:modified_time", About::Modified, "meta.article_modified_time"),
    ("og:url", About::Address, "meta.og_url"),
    ("og:description", About::Summary, "meta.og_description"),
    ("author", About::Author, "meta.author"),
    ("date", About::Published, "meta.date"),
];

/// Reads the head of a page.
pub fn of(tree: &Document) -> Statements {
    let mut statements = Vec::new();
    let mut base = None;
    let mut canonical = None;
    for node in tree.iter(first_element(tree), &["html", "meta", "link", "base", "title"]) {
        let attribute = |name| tree.get_attribute(node, name).filter(|value| !value.trim().is_empty());
        match tree.tag_name(node) {
            "html" => statements.extend(attribute("lang").map(|lang| said(About::Language, lang, "html.lang"))),
            "base" => base = base.or_else(|| Url::parse(attribute("href")?.trim()).ok()),
            "title" => statements.push(said(About::Title, tree.text_content(node), "html.title")),
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                canonical = canonical.or_else(|| absolute(&attribute("href")?, None));
            }
            "meta" => {
                let name = ["property", "name", "itemprop"].into_iter().find_map(attribute).unwrap_or_default();
                let known = METAS.iter().find(|(known, ..)| name.eq_ignore_ascii_case(known));
                let (Some((_, about, rule)), Some(content)) = (known, attribute("content")) else { continue };
                statements.push(said(*about, content, rule));
            }
            _ => {}
        }
    }
    statements.extend(canonical.map(|address| said(About::Address, address, "html.canonical")));
    statements.retain(|statement| !statement.value.is_empty());
    let rank =
        |statement: &Statement| METAS.iter().position(|(.., rule)| *rule == statement.rule).unwrap_or(METAS.len());
    statements.sort_by_key(rank);
    let address = statements.iter().find(|statement| statement.about == About::Address);
    let base = base.or_else(|| Url::parse(&address?.value).ok());
    Statements { statements, base }
}

fn first_element(tree: &Document) -> trafilatura::dom::NodeId {
    tree.children(tree.root()).first().copied().unwrap_or_else(|| tree.root())
}

fn said(about: About, value: String, rule: &'static str) -> Statement {
    Statement { about, value: value.trim().to_owned(), rule }
}
