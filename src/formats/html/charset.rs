//! The bytes of a page become text, by the encoding that is declared for them if they are in it.
//!
//! A mark at the start is believed first, then strict UTF-8, because pages that were saved again keep the declaration of
//! what they were. Then what the container declares, then what the page does, then the habits of the press.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::ingest::decode;
use crate::model::document::Decoding;

/// A declaration stands this near to the start, as the standard for HTML asks of the first 1024 bytes and pages do not.
const DECLARED_WITHIN: usize = 16 << 10;

/// More bytes than one in so many that are none of the declared encoding: it is another.
const BAD_BYTES: usize = 500;

/// Reads the bytes of a page as text.
pub fn decode<'b>(bytes: &'b [u8], charset: Option<&str>) -> (Cow<'b, str>, Decoding) {
    let by_itself = Encoding::for_bom(bytes).is_some() || decode::utf_8(bytes).is_some() || bytes.len() > decode::LIMIT;
    if by_itself {
        return decode::decode(bytes);
    }
    let of_container = charset.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    let declared = of_container.into_iter().chain(of_page(bytes)).filter(|encoding| *encoding != UTF_8);
    for encoding in declared {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let n_replaced = memchr::memmem::find_iter(text.as_bytes(), "\u{fffd}").count();
        // Everything is windows-1252, so that only a detector can say that it is not.
        if n_replaced * BAD_BYTES <= bytes.len() && encoding != WINDOWS_1252 {
            return (text, Decoding { encoding: encoding.name(), n_replaced, ..Decoding::default() });
        }
    }
    decode::decode(bytes)
}

/// `charset=` in a `meta` element, or `encoding=` in an XML declaration.
fn of_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    [&b"charset"[..], b"encoding"].into_iter().find_map(|key| {
        memchr::memmem::find_iter(&head, key).find_map(|at| {
            let rest = head.get(at + key.len()..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
            let n_bytes = rest.iter().position(|byte| !is_of_name(byte)).unwrap_or(rest.len());
            Encoding::for_label(&rest[..n_bytes])
        })
    })
}
