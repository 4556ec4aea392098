//! Documents and articles in the words of the archive's JSON: one object a document, one line each. Evidence with line 0 is
//! what the head of a page says; what only marked-up pages have - links, addresses of pictures, formats - is left out
//! where there is none.
//!
//! The names are those that hand-made truth about documents is written in, so that a score needs no translation.

use serde_json::{Map, Value, json};

use crate::model::article::{Article, Attribution, Block, BlockKind, label};
use crate::model::date::PartialDate;
use crate::model::document::Document;
use crate::model::evidence::Evidence;
use crate::text::clean::Clean;

/// The whole document, with `path`.
pub fn document(document: &Document) -> Value {
    let mut whole = json!({
        "path": document.origin.path,
        "record": document.origin.record,
        "member": document.origin.member,
        "decoding": {
            "encoding": document.decoding.encoding,
            "byte_order_mark": document.decoding.byte_order_mark,
            "replaced": document.decoding.n_replaced,
            "repaired_from": document.decoding.repaired_from,
            "cut_off": document.decoding.n_cut_off,
        },
        "captured": { "not_before": date(document.captured.not_before), "not_after": date(document.captured.not_after) },
        "ticker": document.ticker.iter().enumerate().map(|(i, item)| json!({
            "i": i, "lang": item.lang.as_str(), "text": item.text.as_str(), "line": item.line,
        })).collect::<Vec<_>>(),
        "articles": document.articles.iter().map(|whole| Value::Object(article(whole))).collect::<Vec<_>>(),
        "pairs": document.pairs.iter().map(|pair| json!({
            "article": label(pair.article), "fr": pair.fr, "ar": pair.ar, "kind": pair.kind.as_str(),
        })).collect::<Vec<_>>(),
        "duplicates": document.duplicates.iter().map(|duplicate| json!({
            "kind": duplicate.kind.as_str(), "article": label(duplicate.article), "lines": duplicate.lines,
        })).collect::<Vec<_>>(),
        "boilerplate": document.lines.iter().filter(|line| line.kind.as_str() == "boilerplate").map(|line| json!({
            "line": line.n, "text": line.text.as_str(), "rule": line.rule.map(|rule| rule.0),
        })).collect::<Vec<_>>(),
        "lines": document.lines.iter().map(|line| json!({
            "n": line.n, "kind": line.kind.as_str(), "rule": line.rule.map(|rule| rule.0),
            "article": line.article.map(label), "block": line.block,
        })).collect::<Vec<_>>(),
        "doubts": document.doubts.iter().map(|doubt| json!({ "line": doubt.line, "text": doubt.about.to_string() })).collect::<Vec<_>>(),
    });
    if !document.decoding.formats.is_empty() {
        whole["decoding"]["formats"] = json!(document.decoding.formats);
    }
    whole
}

/// An article with its blocks.
pub fn article(article: &Article) -> Map<String, Value> {
    let mut whole = article_head(article);
    whole.insert("blocks".into(), article.blocks.iter().enumerate().map(block).collect());
    whole
}

/// The head of an article, without its blocks: what lists and filters stand on.
pub fn article_head(article: &Article) -> Map<String, Value> {
    let published = &article.published;
    let value = json!({
        "id": article.label(),
        "title": text(article.title.value.as_ref()),
        "title_line": article.title_line,
        "title_evidence": evidence(&article.title.evidence),
        "outlet": text(article.outlet.value.as_ref()),
        "outlet_raw": text(article.outlet.raw.as_ref()),
        "outlet_confidence": article.outlet.confidence.as_str(),
        "outlet_evidence": evidence(&article.outlet.evidence),
        "date": date(published.fact.value),
        "year": published.fact.value.map(PartialDate::year_number),
        "date_raw": text(published.fact.raw.as_ref()),
        "date_precision": published.fact.value.map(|value| value.precision().as_str()),
        "date_confidence": published.fact.confidence.as_str(),
        "date_not_before": date(published.not_before),
        "date_not_after": date(published.not_after),
        "date_evidence": evidence(&published.fact.evidence),
        "authors": names(&article.authors),
        "authors_evidence": credited(&article.authors),
        "agencies": names(&article.agencies),
        "agencies_evidence": credited(&article.agencies),
        "source_url": text(article.source_url.as_ref()),
        "republished_in": article.republished_in.map(label),
        "languages": article.languages.iter().map(|lang| lang.as_str()).collect::<Vec<_>>(),
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// A block with its index in the article.
pub fn block((i, block): (usize, &Block)) -> Value {
    let mut value = json!({
        "i": i,
        "kind": block.kind.as_str(),
        "lang": block.lang.as_str(),
        "dir": block.dir.as_str(),
        "text": block.text.as_str(),
        "lines": block.lines,
    });
    match &block.kind {
        BlockKind::Subheading { repeats_title: true } => value["repeats_title"] = json!(true),
        BlockKind::Pullquote { echoes } => value["echoes"] = json!(echoes),
        BlockKind::Caption { credit, credit_line } => {
            value["credit"] = json!(text(credit.as_ref()));
            value["credit_line"] = json!(credit_line);
        }
        BlockKind::Tweet(tweet) => {
            value["author"] = json!(text(tweet.author.as_ref()));
            value["handle"] = json!(text(tweet.handle.as_ref()));
            value["age"] = json!(text(tweet.age.as_ref()));
            value["link_domain"] = json!(text(tweet.link_domain.as_ref()));
            value["truncated"] = json!(tweet.truncated);
        }
        BlockKind::Image { address } => value["address"] = json!(text(address.as_ref())),
        _ => {}
    }
    if !block.links.is_empty() {
        let links = block.links.iter();
        value["links"] = links
            .map(|link| json!({ "start": link.start, "end": link.end, "address": link.address.as_str() }))
            .collect();
    }
    if let Some(domain) = &block.quoted_from {
        value["quoted_from"] = json!(domain.as_str());
    }
    value
}

fn text(text: Option<&Clean>) -> Option<&str> {
    text.map(Clean::as_str)
}

fn date(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn names(attributions: &[Attribution]) -> Vec<&str> {
    attributions.iter().map(|attribution| attribution.name.as_str()).collect()
}

fn credited(attributions: &[Attribution]) -> Value {
    evidence(attributions.iter().map(|attribution| &attribution.evidence))
}

fn evidence<'e>(evidence: impl IntoIterator<Item = &'e Evidence>) -> Value {
    evidence
        .into_iter()
        .map(|item| json!({ "line": item.line, "kind": item.role.as_str(), "rule": item.rule.0, "text": item.quote.as_str() }))
        .collect()
}
