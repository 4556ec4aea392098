//! A page for a browser: every text has its language and its direction, nothing is fetched, and nothing runs.
//!
//! The page says so itself, by its Content-Security-Policy: pictures are therefore links. Links lead to http and https alone.

use crate::export::citation::{self, Part, address};
use crate::export::piece::Piece;
use crate::export::style::Style;
use crate::export::text::tweet_head;
use crate::locale::words::Words;
use crate::model::address::WebAddress;
use crate::model::article::{Block, BlockKind};
use crate::model::lang::Lang;
use crate::store::headline::Headline;
use crate::text::bidi::{Direction, has_rtl, majority};
use crate::text::clean::Clean;

/// What stands before the first article. A page of one article is called by its headline and has its language; one of
/// several has their number, in the language of the interface.
pub fn head(only: Option<&Piece<'_>>, n_articles: usize, words: &Words) -> String {
    let (title, lang) = match only {
        Some(piece) => (piece.of().headline().text().as_str().to_owned(), main_language(piece)),
        None => (words.with("articles", &[("n", n_articles.into())]), words.locale().lang()),
    };
    let (title, dir) = (escaped(&title), lang.direction().as_str());
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n{POLICY}\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"kiosque\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
}

/// What stands behind the last article.
pub const TAIL: &str = "</main>\n</body>\n</html>\n";

/// An article or a passage, and where it comes from.
pub fn entry(piece: &Piece<'_>, style: Style, words: &Words) -> String {
    let lang = main_language(piece);
    let blocks: String = piece.blocks().iter().map(block).collect();
    let dressed = citation::parts(piece, style, words).into_iter().map(|part| match part {
        Part::Between(text) => escaped(&text),
        // Arabic is never slanted.
        Part::Work(text) if !has_rtl(&text) => format!("<cite><bdi>{}</bdi></cite>", escaped(&text)),
        Part::Text(text) | Part::Work(text) => format!("<bdi>{}</bdi>", escaped(&text)),
        Part::Address(address) => {
            format!("<bdi dir=\"ltr\">{}</bdi>", link(address.as_str(), &escaped(address.as_str())))
        }
    });
    let citation: String = dressed.collect();
    let body = match piece.passage() {
        Some(_) => format!("<blockquote class=\"passage\">\n{blocks}</blockquote>\n"),
        None => format!("<header>\n{}{}</header>\n{blocks}", headline(piece, words), dateline(piece, words)),
    };
    let id = piece.of().id();
    format!(
        "<article id=\"{id}\" {}>\n{body}<footer {}>{citation}</footer>\n</article>\n",
        of_language(lang, lang.direction()),
        of_interface(words),
    )
}

/// The language most of it is written in, as far as the article says; nothing said is the language of nobody.
fn main_language(piece: &Piece<'_>) -> Lang {
    let first = piece.blocks().iter().map(|block| block.lang).find(|lang| *lang != Lang::UND);
    piece.article().languages.first().copied().or(first).unwrap_or(Lang::UND)
}

fn headline(piece: &Piece<'_>, words: &Words) -> String {
    let article = piece.article();
    match piece.of().headline() {
        Headline::Printed(title) => {
            let dir = article.direction_of(title);
            let lang = article.languages.iter().copied().find(|lang| lang.direction() == dir).unwrap_or(Lang::UND);
            format!("<h1 {}>{}</h1>\n", of_language(lang, dir), escaped(title))
        }
        Headline::MadeUp(_) => {
            format!("<h1 class=\"unknown\" {}>{}</h1>\n", of_interface(words), escaped(words.text("no-headline")))
        }
    }
}

/// Outlet, date and names, as far as they are known.
fn dateline(piece: &Piece<'_>, words: &Words) -> String {
    let article = piece.article();
    let own = |text: &Clean| format!("<bdi>{}</bdi>", escaped(text));
    let said = escaped(&words.dateline(&article.published));
    let date = match article.published.fact.value {
        Some(date) => format!("<time datetime=\"{date}\">{said}</time>"),
        None => said,
    };
    let outlet = piece.outlet().map_or_else(|| escaped(words.text("no-outlet")), own);
    let names = article.authors.iter().chain(&article.agencies).map(|attribution| own(&attribution.name));
    let parts: Vec<String> = [outlet, date].into_iter().chain(names).collect();
    let source = address(piece).map(|address| {
        format!("<p class=\"source\" dir=\"ltr\">{}</p>\n", link(address.as_str(), &escaped(address.as_str())))
    });
    format!("<p class=\"dateline\" {}>{}</p>\n{}", of_interface(words), parts.join(" · "), source.unwrap_or_default())
}

fn block(block: &Block) -> String {
    let text = text(block);
    let of = of_language(block.lang, block.dir);
    let paragraph = |class: &str| match class {
        "" => format!("<p {of}>{text}</p>\n"),
        class => format!("<p class=\"{class}\" {of}>{text}</p>\n"),
    };
    // Names beside a text may be written in another direction than the text.
    let quiet = |element: &str, class: &str, text: &str| {
        let dir = majority(text).as_str();
        format!("<{element} class=\"{class}\" dir=\"{dir}\">{}</{element}>\n", escaped(text))
    };
    match &block.kind {
        BlockKind::Paragraph => paragraph(""),
        BlockKind::Dek => paragraph("dek"),
        BlockKind::AgencyCredit => paragraph("credit"),
        BlockKind::ImageName => paragraph("picture"),
        BlockKind::Subheading { .. } => format!("<h2 {of}>{text}</h2>\n"),
        BlockKind::Quote => format!("<blockquote {of}>\n<p>{text}</p>\n</blockquote>\n"),
        BlockKind::Pullquote { .. } => format!("<aside class=\"pullquote\" {of}>\n<p>{text}</p>\n</aside>\n"),
        BlockKind::Caption { credit, .. } => {
            let credit = credit.as_ref().map(|credit| quiet("p", "credit", credit)).unwrap_or_default();
            format!("<figure {of}>\n<figcaption>{text}</figcaption>\n{credit}</figure>\n")
        }
        BlockKind::Tweet(tweet) => {
            let head = quiet("p", "by", &tweet_head(tweet));
            format!("<blockquote class=\"post\" {of}>\n{head}<p>{text}</p>\n</blockquote>\n")
        }
        BlockKind::Image { address } => {
            let address = address.as_deref().and_then(WebAddress::parse);
            let text = address.map_or_else(|| text.clone(), |address| link(address.as_str(), &text));
            format!("<figure {of}>\n<p class=\"picture\">{text}</p>\n</figure>\n")
        }
    }
}

/// The text of a block with its links; the lines of a post end where they do.
fn text(block: &Block) -> String {
    let text = block.text.as_str();
    let mut marked = String::with_capacity(text.len());
    let mut done = 0;
    for of in &block.links {
        let (start, end) = (of.start as usize, of.end as usize);
        let (Some(before), Some(words)) = (text.get(done..start), text.get(start..end)) else { continue };
        marked.push_str(&escaped(before));
        match WebAddress::parse(&of.address) {
            Some(address) => marked.push_str(&link(address.as_str(), &escaped(words))),
            None => marked.push_str(&escaped(words)),
        }
        done = end;
    }
    marked.push_str(&escaped(text.get(done..).unwrap_or_default()));
    marked.replace('\n', "<br>\n")
}

/// Where it leads learns nothing of this page.
fn link(address: &str, words: &str) -> String {
    format!("<a href=\"{}\" rel=\"noreferrer noopener\">{words}</a>", escaped(address))
}

fn of_language(lang: Lang, dir: Direction) -> String {
    format!("lang=\"{lang}\" dir=\"{}\"", dir.as_str())
}

fn of_interface(words: &Words) -> String {
    of_language(words.locale().lang(), words.direction())
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Only the style below is taken; whatever else a page may ask for is refused.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" \
    content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n";

const STYLE: &str = "\
:root { color-scheme: light dark; --ink: #1f1d1a; --quiet: #6a645b; --rule: #d8d2c6; --page: #fbf9f4; --accent: #8a3324; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e1d8; --quiet: #a49d92; --rule: #3d3933; --page: #1b1917; --accent: #e09a84; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1.125rem/1.6 Georgia, 'Times New Roman', serif; }
main { max-width: 38rem; margin: 0 auto; padding: 3rem 1.25rem; }
:lang(ar), :lang(fa), :lang(ur) { font-family: 'Noto Naskh Arabic', 'Geeza Pro', 'Traditional Arabic', 'Times New Roman', serif; line-height: 1.9; font-style: normal; }
article + article { margin-top: 4rem; padding-top: 4rem; border-top: 1px solid var(--rule); }
h1 { margin: 0 0 .5rem; font-size: 1.9rem; line-height: 1.25; text-wrap: balance; }
h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; color: var(--accent); }
h1:lang(ar), h2:lang(ar) { line-height: 1.5; }
p { margin: 0 0 1rem; overflow-wrap: break-word; }
a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: .15em; overflow-wrap: anywhere; }
header { margin-bottom: 2rem; }
.dateline, .source, .by, .credit, .picture, figcaption, footer, .unknown { color: var(--quiet); }
.dateline, .source, .by, .credit, .picture, figcaption, footer { font-size: .9rem; }
.source { text-align: start; }
.unknown { font-weight: normal; }
.dek { font-size: 1.2rem; font-weight: bold; }
figure { margin: 0 0 1rem; padding-inline-start: 1.25rem; }
figure p, blockquote p:last-child, aside p { margin-bottom: 0; }
blockquote { margin: 0 0 1rem; padding-inline-start: 1.25rem; border-inline-start: 3px solid var(--rule); }
.pullquote { margin: 2rem; font-size: 1.2rem; color: var(--accent); }
footer { margin-top: 2rem; padding-top: .75rem; border-top: 1px solid var(--rule); overflow-wrap: anywhere; }
@media print { body { background: none; color: #000; font-size: 11pt; } main { max-width: none; padding: 0; } article + article { break-before: page; border: 0; margin: 0; padding: 0; } h1, h2 { break-after: avoid; } blockquote, figure { break-inside: avoid; } }
";
