//! MHTML: a page with its pictures and styles in one file, as browsers save it (RFC 2557). The page is a record like any other
//! page; its address and the day it was saved stand in the head of the file.

use mail_parser::{HeaderForm, HeaderName, Message, PartType};

use crate::formats::mail::{self, Head};
use crate::formats::stream::Stream;
use crate::formats::{Content, Format, Record, Records, Refusal};
use crate::ingest::manuscript::{About, Statement};
use crate::model::problem::Fault;

/// A saved page is one record.
pub(super) const MHTML: Format = Format {
    name: "mhtml",
    what: "a page saved by a browser in one file with its pictures",
    known_by: "a head of MIME with parts or a place, and nobody the page was sent to",
    recognises: |sample| is_saved_page(&Head::of(sample)),
    open: |stream| records(stream),
};

/// Saved pages are written like letters, but were never sent.
fn is_saved_page(head: &Head<'_>) -> bool {
    let kind = head.value("content-type").unwrap_or_default().to_ascii_lowercase();
    let has_place = head.has("content-location") || head.has("snapshot-content-location");
    let is_page = kind.starts_with("multipart/related") || kind.starts_with("text/html") && has_place;
    let is_sent = ["to", "received", "message-id", "delivered-to", "return-path"].iter().any(|name| head.has(name));
    is_page && !is_sent && (head.has("mime-version") || has_place)
}

fn records(stream: Stream<'_>) -> Records<'_> {
    let (bytes, fault) = stream.whole();
    let page = (!bytes.is_empty()).then(|| page(&bytes));
    Box::new(page.into_iter().chain(fault.map(|fault| Err(Refusal::new(fault)))))
}

fn page(bytes: &[u8]) -> Result<Record, Refusal> {
    let message = mail::parse(bytes).map_err(Refusal::new)?;
    // The first is the page; others are frames in it.
    let html = message.parts.iter().find(|part| matches!(part.body, PartType::Html(_)));
    let html = html.ok_or_else(|| Refusal::new(Fault::NoText))?;
    let content = match mail::bytes_of(&message, html) {
        Some(bytes) => Content::Html { bytes: bytes.into_owned(), charset: mail::charset(html).map(str::to_owned) },
        None => Content::Html { bytes: mail::text_of(&message, html).into_bytes(), charset: None },
    };
    let address = words(&message, "Snapshot-Content-Location").or_else(|| {
        let place = html.headers.iter().find(|header| header.name == HeaderName::ContentLocation);
        place.and_then(|place| place.value.as_text()).map(str::to_owned)
    });
    let address = address.or_else(|| words(&message, "Content-Location"));
    let address = address.filter(|address| address.starts_with("http://") || address.starts_with("https://"));
    let saved = message.header_raw(HeaderName::Date).map(|date| date.trim().to_owned());
    let statement = |about, rule, value: Option<String>| value.map(|value| Statement { about, value, rule });
    let statements =
        [statement(About::Address, "mhtml.content_location", address), statement(About::Captured, "mhtml.date", saved)];
    Ok(Record { content, statements: statements.into_iter().flatten().collect(), ..Record::default() })
}

fn words(message: &Message<'_>, name: &'static str) -> Option<String> {
    let values = message.header_as(name, HeaderForm::Raw);
    let text = values.iter().find_map(|value| value.as_text())?;
    Some(text.split_whitespace().collect()).filter(|text: &String| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{format, records};

    const SAVED: &str = "From: <Saved by Blink>\nSnapshot-Content-Location: https://fanal.example/port\nSubject: =?utf-8?Q?Le=20port?=\nDate: Wed, 12 Feb 2020 10:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"----x\"\n\n\n------x\nContent-Type: text/html\nContent-ID: <frame@mhtml.blink>\nContent-Transfer-Encoding: quoted-printable\nContent-Location: https://fanal.example/port\n\n<html><head><meta charset=3D\"windows-1252\"></head><body><p>L=E9=\n&eacute;.</p></body></html>\n------x\nContent-Type: text/html\n\n<p>Cadre</p>\n------x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: https://fanal.example/a.png\n\niVBO\n------x--\n";

    #[test]
    fn a_saved_page_is_read_with_its_address_and_the_day_it_was_saved() {
        for saved in [SAVED.to_owned(), SAVED.replace('\n', "\r\n")] {
            assert_eq!(format(saved.as_bytes()).map(|format| format.name), Some("mhtml"));
            let records: Vec<_> = records(saved.as_bytes()).collect();
            let [Ok(record)] = records.as_slice() else { panic!("{records:?}") };
            let Content::Html { bytes, charset } = &record.content else { panic!("{record:?}") };
            assert_eq!((charset, html_of(bytes).as_str()), (&None, "<p>Lé&eacute;.</p></body></html>"));
            let said: Vec<_> = record.statements.iter().map(|said| (said.about, said.value.as_str())).collect();
            assert_eq!(
                said,
                [(About::Address, "https://fanal.example/port"), (About::Captured, "Wed, 12 Feb 2020 10:00:00 -0000")]
            );
        }
    }

    fn html_of(bytes: &[u8]) -> String {
        let (text, _) = crate::formats::html::decode(bytes, None);
        text.rsplit_once("<body>").map_or_else(String::new, |(_, body)| body.trim().to_owned())
    }

    #[test]
    fn a_letter_with_pictures_is_a_letter() {
        let letter = SAVED.replace("From: <Saved by Blink>", "From: a@b.example\nTo: c@d.example\nMessage-ID: <1@b>");
        assert_eq!(format(letter.as_bytes()).map(|format| format.name), Some("eml"));
    }

    #[test]
    fn a_saved_page_without_a_page_is_a_problem() {
        let records: Vec<_> = records(SAVED.replace("text/html", "image/gif").as_bytes()).collect();
        assert_eq!(records, [Err(Refusal { record: None, ..Refusal::new(Fault::NoText) })]);
    }
}
