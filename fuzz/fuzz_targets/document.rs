//! A page as a web page, as a piece of one and as text: all the way to a document.
#![no_main]

use kiosque::formats::{Content, Record, document};
use kiosque::ingest::Context;
use kiosque::model::document::Origin;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let html = String::from_utf8_lossy(bytes).into_owned();
    for content in [
        Content::Text(bytes.to_vec()),
        Content::Html { bytes: bytes.to_vec(), charset: None },
        Content::Fragment { html, base: None },
    ] {
        document(&Context::default(), &Origin::default(), &Record::new(content));
    }
});
