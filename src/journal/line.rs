//! A line of the journal: sixteen hexadecimal digits, a space, JSON, and a line feed. The digits are XXH3 of the JSON.
//!
//! ```text
//! 5d1c0c3a1be0a9f2 {"journal":"kiosque marks","version":1,"generation":3,"written":1795288692123456789}
//! 0f3b2c8e7a5d4190 {"change":{"read":true},"texts":"00c0ffee00c0ffee0123456789abcdef"}
//! ```
//!
//! The first line is the header. Hashes of texts stand in one string without anything between them.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::store::digits::{self, DIGITS};
use crate::store::marks::{Change, Marking};
use crate::store::text_hash::TextHash;

/// What the first line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Header {
    journal: Name,
    /// Of the format; a higher one than [`VERSION`] is of a later kiosque.
    pub(super) version: u32,
    /// How often the journal was written anew.
    pub(super) generation: u64,
    /// When that was, in nanoseconds since 1970: it tells apart what has the same number.
    pub(super) written: u64,
}

/// The format of this kiosque.
pub(super) const VERSION: u32 = 1;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Name {
    #[serde(rename = "kiosque marks")]
    KiosqueMarks,
}

impl Header {
    pub(super) fn new(generation: u64, written: u64) -> Header {
        Header { journal: Name::KiosqueMarks, version: VERSION, generation, written }
    }

    pub(super) fn line(&self) -> Vec<u8> {
        line(self)
    }
}

/// What a line turns out to be.
#[derive(Debug, PartialEq)]
pub(super) enum Line {
    Header(Header),
    Marking(Marking),
    /// It is whole and says something that this kiosque does not know.
    Strange,
    /// It is not what was written.
    Damaged,
}

/// Reads a line, without its line feed.
pub(super) fn read(line: &[u8]) -> Line {
    let Some((sum, json)) = line.split_at_checked(DIGITS + 1) else { return Line::Damaged };
    let stated = sum.strip_suffix(b" ").and_then(digits::parse);
    if stated != Some(xxh3_64(json)) {
        return Line::Damaged;
    }
    match serde_json::from_slice::<Entry>(json) {
        Ok(Entry { change, texts }) => Line::Marking(Marking { change, texts }),
        Err(_) => serde_json::from_slice(json).map_or(Line::Strange, Line::Header),
    }
}

/// The line that keeps a marking.
pub(super) fn of(change: &Change, texts: &[TextHash]) -> Vec<u8> {
    line(&Written { change, texts })
}

fn line(what: &impl Serialize) -> Vec<u8> {
    let mut line = vec![b' '; DIGITS + 1];
    // What a line holds is text and numbers, which JSON can always say.
    let _ = serde_json::to_writer(&mut line, what);
    let sum = format!("{:016x}", xxh3_64(&line[DIGITS + 1..]));
    line[..DIGITS].copy_from_slice(sum.as_bytes());
    line.push(b'\n');
    line
}

#[derive(Serialize)]
struct Written<'m> {
    change: &'m Change,
    #[serde(serialize_with = "digits::serialize")]
    texts: &'m [TextHash],
}

#[derive(Deserialize)]
struct Entry {
    change: Change,
    #[serde(deserialize_with = "digits::deserialize")]
    texts: Vec<TextHash>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::marks::{Note, Passage, Tag};
    use crate::store::whereabouts::Whereabouts;

    fn marking(change: Change, texts: &[u64]) -> Marking {
        Marking { change, texts: texts.iter().copied().map(TextHash::from).collect() }
    }

    fn without_feed(line: &[u8]) -> &[u8] {
        line.strip_suffix(b"\n").unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let on = Passage { block: 1, start: 7, quote: "deux\nlignes \"et\" plus".to_owned() };
        for change in [
            Change::Read(true),
            Change::Starred(false),
            Change::Tagged(Tag::new("\u{625}\u{62F}\u{644}\u{628}").unwrap()),
            Change::Noted(Note::new("à revoir\n", Some(on))),
            Change::Left(None),
            Change::At(vec![Whereabouts::from(7), Whereabouts::NOWHERE]),
        ] {
            for texts in [&[][..], &[0], &[u64::MAX, 1, 0xc0ffee]] {
                let marking = marking(change.clone(), texts);
                let line = of(&marking.change, &marking.texts);
                assert_eq!(line.iter().filter(|byte| **byte == b'\n').count(), 1, "one line");
                assert_eq!(read(without_feed(&line)), Line::Marking(marking));
            }
        }
        let header = Header::new(3, 12);
        assert_eq!(read(without_feed(&header.line())), Line::Header(header));
    }

    #[test]
    fn a_line_looks_like_this() {
        let line = of(&Change::Read(true), &[TextHash::from(0xc0ffee), TextHash::from(1)]);
        let text = String::from_utf8(line).unwrap();
        assert_eq!(&text[16..], " {\"change\":{\"read\":true},\"texts\":\"0000000000c0ffee0000000000000001\"}\n");
    }

    #[test]
    fn what_a_later_kiosque_says_is_no_damage() {
        for json in [r#"{"change":{"sung":true},"texts":"0000000000c0ffee"}"#, "{}", "3"] {
            assert_eq!(read(format!("{:016x} {json}", xxh3_64(json.as_bytes())).as_bytes()), Line::Strange, "{json}");
        }
    }

    proptest! {
        #[test]
        fn a_byte_that_is_another_is_noticed(at in 0usize..60, byte: u8) {
            let line = of(&Change::Listed(true), &[TextHash::from(7)]);
            let mut damaged = without_feed(&line).to_vec();
            let at = at % damaged.len();
            prop_assume!(!damaged[at].eq_ignore_ascii_case(&byte));
            damaged[at] = byte;
            prop_assert_eq!(read(&damaged), Line::Damaged);
        }

        #[test]
        fn any_bytes_are_read(bytes: Vec<u8>) {
            read(&bytes);
        }
    }
}
