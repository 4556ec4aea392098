//! What a page says of its article for machines (JSON-LD with the words of schema.org).
//!
//! A page describes more than its article: the site, the path of menus that leads here, the articles it recommends, a video.
//! An article is this page's if its address or its headline is, or if there is no other; what is nested in a list or a video
//! is never. Much of it is written by hand into templates, so comments around it, line breaks within words and a comma too
//! many are forgiven, and what comes before a fault is read.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::ingest::manuscript::{About, Statement};
use crate::ingest::outlets;
use crate::text::fold::fold;

/// An object with its fields.
type Object = Map<String, Value>;

/// More objects than this are a catalogue.
const N_OBJECTS: usize = 2000;

/// What the page itself is called and where it stands, by which its article is known among others.
pub struct Page<'p> {
    /// Its headlines.
    pub titles: Vec<&'p str>,
    /// Its addresses.
    pub addresses: Vec<&'p str>,
}

/// All that the scripts of one page say.
#[derive(Default)]
pub struct JsonLd {
    objects: Vec<Object>,
}

impl JsonLd {
    /// Takes in one script.
    pub fn read(&mut self, script: &str) {
        let mended = mended(script);
        let values = serde_json::Deserializer::from_str(&mended).into_iter::<Value>();
        for value in values.map_while(Result::ok) {
            self.take(value);
        }
    }

    /// The objects that speak for the page or for something as large as it.
    fn take(&mut self, value: Value) {
        let mut left = vec![value];
        while let Some(value) = left.pop() {
            match value {
                Value::Array(values) => left.extend(values.into_iter().rev()),
                Value::Object(mut object) => {
                    let within =
                        ["@graph", "mainEntity", "mainEntityOfPage"].map(|key| object.get_mut(key).map(Value::take));
                    // What a page is about is named by its address, too.
                    for (key, value) in ["@graph", "mainEntity", "mainEntityOfPage"].into_iter().zip(&within) {
                        let id = value.as_ref().map(|value| value.get("@id").unwrap_or(value).clone());
                        if let Some(id @ Value::String(_)) = id {
                            object.insert(key.to_owned(), id);
                        }
                    }
                    left.extend(within.into_iter().flatten().filter(|value| value.is_object() || value.is_array()));
                    self.objects.push(object);
                }
                _ => {}
            }
            if self.objects.len() > N_OBJECTS {
                return;
            }
        }
    }

    /// What is said of the page.
    pub fn statements(&self, page: &Page<'_>) -> Vec<Statement> {
        let by_id: HashMap<&str, &Object> =
            self.objects.iter().filter_map(|object| Some((object.get("@id")?.as_str()?, object))).collect();
        let mut statements = Vec::new();
        if let Some(article) = self.article(page) {
            Speaker { article, by_id: &by_id }.speak(&mut statements);
        }
        for object in &self.objects {
            let rule = match Kind::of(object) {
                Kind::Site => "jsonld.web_site",
                Kind::Publisher => "jsonld.organization",
                _ => continue,
            };
            statements.extend(names(object.get("name")).map(|name| said(About::Outlet, name, rule)));
        }
        statements
    }

    /// The object that is this page's article.
    fn article(&self, page: &Page<'_>) -> Option<&Object> {
        let known = |kind| self.objects.iter().filter(move |object| Kind::of(object) == kind);
        let is_own = |object: &&Object| page.is_of(object) == Some(true);
        [Kind::Article, Kind::Page].into_iter().find_map(|kind| {
            known(kind).find(is_own).or_else(|| {
                let mut unknown = known(kind).filter(|object| page.is_of(object).is_none());
                let first = unknown.next();
                first.filter(|_| unknown.next().is_none())
            })
        })
    }
}

impl Page<'_> {
    /// Whether an object is about this page; `None` if nothing tells.
    fn is_of(&self, object: &Object) -> Option<bool> {
        let addresses: Vec<String> =
            ["url", "mainEntityOfPage", "@id"].iter().filter_map(|key| place(object.get(*key)?.as_str()?)).collect();
        let headlines: Vec<String> =
            ["headline", "name"].iter().filter_map(|key| object.get(*key)?.as_str().map(letters)).collect();
        let has_address = self.addresses.iter().filter_map(|own| place(own)).any(|own| addresses.contains(&own));
        let has_headline = self.titles.iter().map(|own| letters(own)).any(|own| {
            headlines.iter().any(|headline| !headline.is_empty() && (own.contains(headline) || headline.contains(&own)))
        });
        match (has_address || has_headline, headlines.is_empty() || self.titles.is_empty()) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        }
    }
}

/// What an object can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Article,
    Page,
    Site,
    Publisher,
    Other,
}

impl Kind {
    fn of(object: &Object) -> Kind {
        let kinds = names(object.get("@type"));
        let kinds = kinds.map(|kind| match kind.rsplit(['/', ':', '#']).next().unwrap_or(kind) {
            "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting" | "Review" | "Recipe" | "Interview" => {
                Kind::Article
            }
            kind if kind.ends_with("Article") => Kind::Article,
            "WebSite" | "Blog" => Kind::Site,
            "NewsMediaOrganization" => Kind::Publisher,
            kind if kind.ends_with("Page") => Kind::Page,
            _ => Kind::Other,
        });
        kinds.min_by_key(|kind| *kind as u8).unwrap_or(Kind::Other)
    }
}

/// The article, and what it refers to.
struct Speaker<'a> {
    article: &'a Object,
    by_id: &'a HashMap<&'a str, &'a Object>,
}

impl Speaker<'_> {
    fn speak(&self, statements: &mut Vec<Statement>) {
        for (key, about, rule) in [
            ("headline", About::Title, "jsonld.headline"),
            ("name", About::Title, "jsonld.name"),
            ("datePublished", About::Published, "jsonld.date_published"),
            ("dateCreated", About::Published, "jsonld.date_created"),
            ("dateModified", About::Modified, "jsonld.date_modified"),
            ("inLanguage", About::Language, "jsonld.in_language"),
            ("url", About::Address, "jsonld.url"),
            ("description", About::Summary, "jsonld.description"),
        ] {
            let language = |value: &Value| value.get("alternateName").or(value.get("name")).cloned();
            let value = self.article.get(key).map(|value| language(value).unwrap_or_else(|| value.clone()));
            statements.extend(names(value.as_ref()).take(1).map(|value| said(about, value, rule)));
        }
        for (key, about, rule) in [
            ("author", About::Author, "jsonld.author"),
            ("creator", About::Author, "jsonld.creator"),
            ("isPartOf", About::Outlet, "jsonld.is_part_of"),
            ("publisher", About::Outlet, "jsonld.publisher"),
            ("sourceOrganization", About::Outlet, "jsonld.source_organization"),
        ] {
            let Some(value) = self.article.get(key) else { continue };
            // A page is a part of its site, and a chapter of its book is no outlet. Nor is a house an author.
            let is_fit = |object: &Object| match about {
                About::Author => !is_organization(object),
                _ => key != "isPartOf" || Kind::of(object) == Kind::Site,
            };
            let found = self.named(value, is_fit).into_iter().take(20);
            statements.extend(found.map(|name| said(about, &name, rule)));
        }
    }

    /// The names of people or houses, given as words, as objects, by reference, or as a list of those.
    fn named(&self, value: &Value, is_fit: impl Fn(&Object) -> bool) -> Vec<String> {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        let mut all = Vec::new();
        for value in values {
            match value {
                Value::String(name) => all.push(name.clone()),
                Value::Object(object) => {
                    let referred = object.get("@id").and_then(Value::as_str).and_then(|id| self.by_id.get(id).copied());
                    let object = if object.contains_key("name") { object } else { referred.unwrap_or(object) };
                    if is_fit(object) {
                        all.extend(names(object.get("name")).map(str::to_owned));
                    }
                }
                _ => {}
            }
        }
        all
    }
}

/// It is a house and no news agency, which is credited.
fn is_organization(object: &Object) -> bool {
    let is_house = |kind: &str| kind.ends_with("Organization") || kind.ends_with("Corporation");
    names(object.get("@type")).any(is_house) && !names(object.get("name")).any(outlets::is_agency)
}

/// The words of a value that is words or a list of them.
fn names(value: Option<&Value>) -> impl Iterator<Item = &str> {
    let values = match value {
        Some(Value::Array(values)) => values.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    values.iter().filter_map(Value::as_str)
}

fn said(about: About, value: &str, rule: &'static str) -> Statement {
    Statement { about, value: value.to_owned(), rule }
}

/// An address without what may differ between two ways to write it.
pub fn place(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/');
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    // The address of the site alone names no page.
    rest.trim_matches('/').contains('/').then(|| rest.to_ascii_lowercase())
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Without what surrounds the JSON, and with line breaks and commas where JSON has them.
fn mended(script: &str) -> String {
    let start = script.find(['{', '[']).unwrap_or(script.len());
    // "//<![CDATA[" has a bracket of its own.
    let start = script
        .find("CDATA[")
        .map_or(start, |cdata| script[cdata + 6..].find(['{', '[']).map_or(start, |brace| cdata + 6 + brace));
    let mut mended = String::with_capacity(script.len() - start);
    let (mut is_string, mut is_escaped) = (false, false);
    for c in script[start..].chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_string => is_escaped = true,
            '"' => is_string = !is_string,
            ']' | '}' if !is_string => {
                let n_bytes = mended.trim_end().len();
                if mended[..n_bytes].ends_with(',') {
                    mended.truncate(n_bytes - 1);
                }
            }
            // A colon or comma between values is all that separates them; a semicolon ends a statement of a script.
            ';' if !is_string => continue,
            c if c.is_control() && is_string => {
                mended.push(' ');
                continue;
            }
            _ => {}
        }
        mended.push(c);
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Page<'_> = Page { titles: Vec::new(), addresses: Vec::new() };

    /// What is said, as `rule=value`.
    fn check(script: &str, page: &Page<'_>, want: &[&str]) {
        let mut json_ld = JsonLd::default();
        json_ld.read(script);
        let said = json_ld.statements(page).into_iter();
        let said: Vec<String> =
            said.map(|said| format!("{}={}", said.rule.trim_start_matches("jsonld."), said.value)).collect();
        assert_eq!(said, want, "{script}");
    }

    #[test]
    fn an_article_says_what_it_is() {
        check(
            r#"{"@context":"https://schema.org","@type":"NewsArticle","headline":"Le port rouvre","datePublished":"2019-03-12T08:00:00+01:00",
                "dateModified":"2019-03-13","author":[{"@type":"Person","name":"Nora Belkacem"},"Ali Haddad"],
                "publisher":{"@type":"Organization","name":"Le Fanal"},"inLanguage":"fr-FR"}"#,
            &PAGE,
            &[
                "headline=Le port rouvre",
                "date_published=2019-03-12T08:00:00+01:00",
                "date_modified=2019-03-13",
                "in_language=fr-FR",
                "author=Nora Belkacem",
                "author=Ali Haddad",
                "publisher=Le Fanal",
            ],
        );
    }

    #[test]
    fn a_graph_refers_to_itself() {
        check(
            r##"{"@graph":[{"@type":["WebPage","ItemPage"],"@id":"#page","datePublished":"2018-01-01"},
                {"@type":"Article","headline":"Le port rouvre","author":{"@id":"#nora"},"publisher":{"@id":"#fanal"}},
                {"@type":"Person","@id":"#nora","name":"Nora Belkacem"},{"@type":"WebSite","@id":"#fanal","name":"Le Fanal"}]}"##,
            &PAGE,
            &["headline=Le port rouvre", "author=Nora Belkacem", "publisher=Le Fanal", "web_site=Le Fanal"],
        );
    }

    #[test]
    fn other_articles_do_not_speak_for_the_page() {
        let page =
            Page { titles: vec!["Le port rouvre - Le Fanal"], addresses: vec!["https://www.fanal.example/port/"] };
        let other = r#"{"@type":"NewsArticle","headline":"La digue cède","datePublished":"2001-01-01"}"#;
        check(other, &page, &[]);
        check(
            r#"{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2001-01-01"}]}"#,
            &page,
            &[],
        );
        let own = r#"{"@type":"NewsArticle","headline":"Le port rouvre","datePublished":"2019-03-12"}"#;
        let said = ["headline=Le port rouvre", "date_published=2019-03-12"];
        check(&format!("[{other},{own}]"), &page, &said);
        let by_address = r#"{"@type":"NewsArticle","headline":"Réouverture","datePublished":"2019-03-12","mainEntityOfPage":{"@id":"http://fanal.example/port?a=b"}}"#;
        check(by_address, &page, &["headline=Réouverture", "date_published=2019-03-12"]);
        check(&format!("[{other},{other}]"), &PAGE, &[]);
    }

    #[test]
    fn faults_are_forgiven() {
        let said = ["headline=Le port rouvre", "date_published=2019-03-12"];
        for script in [
            "<!-- {\"@type\":\"Article\",\"headline\":\"Le port\nrouvre\",\"datePublished\":\"2019-03-12\",} -->",
            "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"Le port rouvre\",\"datePublished\":\"2019-03-12\"}\n//]]>",
            "{\"@type\":\"Article\",\"headline\":\"Le port rouvre\",\"datePublished\":\"2019-03-12\"};",
            "[{\"@type\":\"Article\",\"headline\":\"Le port rouvre\",\"datePublished\":\"2019-03-12\"},]",
        ] {
            check(script, &PAGE, &said);
        }
        for script in ["", "{", "[[[[", "nul", "{\"@type\":7}", "{\"@graph\":{\"@graph\":[]}}", "\"NewsArticle\""] {
            check(script, &PAGE, &[]);
        }
        check(&"[".repeat(100_000), &PAGE, &[]);
    }
}
