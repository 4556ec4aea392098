//! A web page, or a piece of one, becomes a manuscript.
//!
//! The page is decoded (`charset`) and parsed once into a tree. All that a reader of the page could see becomes lines in the order of
//! the page, each with a hint of what it is marked as (`lines`); an extractor says which text is the article's
//! (`extractor`), and since it gives words and no places, its words are found again among the lines (`alignment`); where
//! they stand in the tree tells what of them is not the article's, and what is missing (`structure`). The
//! lines it passed over stay, as what stands around the article, so that evidence hides nothing. What the head says of
//! the page - outlet, dates, authors, headline - becomes statements (`statements`).

mod alignment;
mod charset;
mod extractor;
mod json_ld;
mod lines;
mod parts;
mod post;
mod recognition;
mod source;
mod statements;
mod structure;

use trafilatura::dom::Document;

pub use self::charset::decode;
pub use self::recognition::recognise;
use crate::formats::html::extractor::{Extractor, Trafilatura};
use crate::formats::{Content, Format};
use crate::ingest::manuscript::{Hint, LineLink, Manuscript, Part, Statement};
use crate::model::document::Decoding;

/// A web page is one record.
pub(super) const HTML: Format = Format {
    name: "html",
    what: "a web page, or a piece of one",
    known_by: "its document type, or the elements it begins with",
    recognises: |sample| recognise(&sample.text),
    open: |stream| stream.single(|bytes| Content::Html { bytes, charset: None }),
};

/// Reads a web page; `charset` is the encoding its container declares.
pub fn manuscript(bytes: &[u8], charset: Option<&str>) -> Manuscript {
    let (source, decoding) = charset::decode(bytes, charset);
    let tree = Document::parse(&source::prepared(&source));
    let statements = statements::of(&tree);
    let mut page = lines::read(&tree, statements.base.as_ref());
    parts::mark(&mut page, || Trafilatura.text(tree));
    written(page.lines, statements.statements, decoding)
}

/// Reads a piece of a page that has nothing around it: the content of a feed's entry, the HTML part of a letter. Relative
/// addresses are those of `base`.
pub fn fragment(source: &str, base: Option<&str>) -> Manuscript {
    let tree = Document::parse(&source::prepared(source));
    let base = base.and_then(|base| url::Url::parse(base).ok());
    let mut page = lines::read(&tree, base.as_ref()).lines;
    page.retain(|line| !line.is_hidden);
    for line in &mut page {
        line.hint.part = Part::Text;
    }
    written(page, Vec::new(), Decoding { encoding: "UTF-8", ..Decoding::default() })
}

/// Lines one after the other, with what is known of them.
fn written(page: Vec<lines::Line>, statements: Vec<Statement>, decoding: Decoding) -> Manuscript {
    let mut manuscript = Manuscript { decoding, statements, ..Manuscript::default() };
    manuscript.text.reserve(page.iter().map(|line| line.text.len() + 1 + usize::from(line.n_blank_before)).sum());
    for line in page {
        // The blank lines before the first say nothing.
        let n_blank = if manuscript.text.is_empty() { 0 } else { line.n_blank_before };
        for _ in 0..n_blank {
            manuscript.text.push('\n');
            manuscript.hints.push(Hint::default());
        }
        manuscript.text.push_str(&line.text);
        manuscript.text.push('\n');
        manuscript.hints.push(line.hint);
        let n = u32::try_from(manuscript.hints.len()).unwrap_or(u32::MAX);
        let links = line.links.into_iter();
        manuscript.links.extend(links.map(|link| LineLink { line: n, range: link.range, address: link.address }));
    }
    manuscript
}

#[cfg(test)]
mod tests;
