//! Bytes become a document: pure, and never fails.

pub mod decode;
pub mod language;
pub mod rules;

use crate::model::article::{Article, Block, BlockKind};
use crate::model::document::{Document, LineKind, LineLabel, Origin};
use crate::model::lang::Lang;
use crate::text::clean::Clean;

/// One page. So far every line is a paragraph.
pub fn ingest(origin: &Origin, bytes: &[u8]) -> Document {
    let (text, decoding) = decode::decode(bytes);
    let mut article = Article { ordinal: 1, ..Article::default() };
    let mut lines = Vec::new();
    for (n, line) in (1..).zip(text.lines()) {
        let text = Clean::new(line);
        if text.is_empty() {
            continue;
        }
        let lang = language::language(text.as_str(), None);
        if lang != Lang::UND && !article.languages.contains(&lang) {
            article.languages.push(lang);
        }
        let block = Some(article.blocks.len());
        lines.push(LineLabel { n, kind: LineKind::Paragraph, rule: None, article: Some(1), block, text: text.clone() });
        let dir = language::direction(text.as_str(), lang);
        article.blocks.push(Block { kind: BlockKind::Paragraph, lang, dir, text, lines: vec![n], quoted_from: None });
    }
    Document { origin: origin.clone(), decoding, articles: vec![article], lines, ..Document::default() }
}
