//! An article as an object of JSON on a line of its own, as `kiosque show --json` prints it. A passage stands in its article,
//! as `passage`.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::export::citation::citation;
use crate::export::piece::Piece;
use crate::export::style::Style;
use crate::export::text;
use crate::locale::words::Words;
use crate::model::json as model_json;
use crate::store::article::ArticleRef;
use crate::text::clean::Clean;

/// The article with its blocks, or with the passage in their place, on one line.
pub fn entry(piece: &Piece<'_>, style: Style, words: &Words) -> String {
    let mut value = match piece.passage() {
        None => model_json::article(piece.article()),
        Some(_) => model_json::article_head(piece.article()),
    };
    name(&mut value, piece.of(), piece.outlet());
    if piece.passage().is_some() {
        let lines = piece.lines().map(|(first, last)| json!([first, last]));
        let blocks: Value = piece.blocks().iter().enumerate().map(model_json::block).collect();
        let passage = json!({
            "text": text::plain(piece), "lines": lines, "citation": citation(piece, style, words), "blocks": blocks,
        });
        value.insert("passage".into(), passage);
    }
    line(&Value::Object(value))
}

/// Adds what an article is called: `id` for its short name, `article` for its name in the document, `path`, `record`,
/// `member`; and `outlet` as its library calls it, while `outlet_raw` stays what the page has.
pub fn name(object: &mut Map<String, Value>, article: &ArticleRef, outlet: Option<&Clean>) {
    object.insert("outlet".into(), json!(outlet.map(Clean::as_str)));
    object.insert("id".into(), json!(article.id().to_string()));
    object.insert("article".into(), json!(article.article().label()));
    object.insert("path".into(), json!(article.document().origin.path));
    object.insert("record".into(), json!(article.document().origin.record));
    object.insert("member".into(), json!(article.document().origin.member));
}

/// A value on one line with its end, safe on a terminal.
pub fn line(value: &Value) -> String {
    let mut line = safe(&value.to_string());
    line.push('\n');
    line
}

/// JSON without what a terminal could obey, which is written as escapes.
pub(super) fn safe(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_obeyed(c) {
            // Such characters occur in strings alone, and are below U+10000: one escape says them.
            let _ = write!(safe, "\\u{:04x}", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Characters that JSON leaves as they are and a terminal may act upon: DEL, C1 controls, line separators, and the bidi
/// controls of UAX #9.
fn is_obeyed(c: char) -> bool {
    let is_control = matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}');
    let is_bidi = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    is_control || is_bidi
}
