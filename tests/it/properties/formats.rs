//! Laws of reading files: whatever the bytes are, and wherever they end.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use kiosque::formats::{self, Content, Record, Refusal};
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

fn outcomes(file: &[u8]) -> Vec<Result<Record, Refusal>> {
    formats::records(file).collect()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory takes everything");
    encoder.finish().expect("memory takes everything")
}

const N_PAGES: usize = 6;

fn jsonl() -> Vec<u8> {
    (0..N_PAGES)
        .flat_map(|n| format!("{{\"text\":\"Page {n}, \\\"citée\\\".\",\"title\":\"T{n}\"}}\n").into_bytes())
        .collect()
}

fn array() -> Vec<u8> {
    let element = |n: usize| format!("  {{\"title\": \"T{n}\",\n   \"text\": \"Page {n} {{\\\"}}\"}}");
    format!("[\n{}\n]\n", (0..N_PAGES).map(element).collect::<Vec<_>>().join(",\n")).into_bytes()
}

fn table() -> Vec<u8> {
    let row = |n: usize| format!("{n},\"Page {n},\nla \"\"suite\"\".\",T{n}\n");
    format!("id,text,title\n{}", (0..N_PAGES).map(row).collect::<String>()).into_bytes()
}

fn warc_record(n: usize) -> Vec<u8> {
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Page {n}</p><p>.</p>");
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.test/{n}\r\nContent-Length: {}",
        block.len()
    );
    format!("{head}\r\n\r\n{block}\r\n\r\n").into_bytes()
}

fn warc() -> Vec<u8> {
    (0..N_PAGES).flat_map(warc_record).collect()
}

fn zip() -> Vec<u8> {
    let member = |n: usize| {
        let (name, page) = (format!("{n}.txt"), format!("Page {n}."));
        let mut crc = flate2::Crc::new();
        crc.update(page.as_bytes());
        let length = (page.len() as u32).to_le_bytes();
        let lengths = [crc.sum().to_le_bytes(), length, length].concat();
        let fixed = [b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0".as_slice(), &lengths, &[name.len() as u8, 0, 0, 0]].concat();
        [fixed, name.into_bytes(), page.into_bytes()].concat()
    };
    (0..N_PAGES).flat_map(member).chain(*b"PK\x01\x02").collect()
}

/// Files of several pages, each with its name.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let per_record = (0..N_PAGES).flat_map(|n| gzipped(&warc_record(n))).collect();
    vec![
        ("jsonl", jsonl()),
        ("json", array()),
        ("csv", table()),
        ("warc", warc()),
        ("zip", zip()),
        ("gzip", per_record),
        ("gzip", gzipped(&jsonl())),
        ("zstd", compress_to_vec(jsonl().as_slice(), CompressionLevel::Fastest)),
        ("gzip", gzipped(&gzipped(&zip()))),
    ]
}

#[test]
fn the_files_of_these_laws_are_read_without_a_fault() {
    for (name, file) in files() {
        assert_eq!(formats::format(&file).map(|format| format.name), Some(name));
        let outcomes = outcomes(&file);
        assert_eq!(outcomes.len(), N_PAGES, "{name}: {outcomes:?}");
        for (n, outcome) in outcomes.iter().enumerate() {
            let record = outcome.as_ref().unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
            let (Content::Text(bytes) | Content::Html { bytes, .. }) = &record.content else {
                panic!("{name}: {record:?}")
            };
            assert_eq!(record.number as usize, n, "{name}");
            assert!(String::from_utf8_lossy(bytes).contains(&format!("Page {n}")), "{name}: {record:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// A file that is cut anywhere loses what comes behind the cut, and says that it was cut.
    #[test]
    fn a_cut_loses_no_record_before_it((file, part) in (prop::sample::select(files()), 0.0..1.0f64)) {
        let (name, file) = file;
        let cut = &file[..(file.len() as f64 * part) as usize];
        let whole = outcomes(&file);
        // Text up to its first sure sign is text.
        let is_known = formats::format(cut).map(|format| format.name) == Some(name);
        prop_assume!(is_known);
        let of_cut = outcomes(cut);
        let records: Vec<&Record> = of_cut.iter().flatten().collect();
        let kept = records.iter().zip(whole.iter().flatten()).take_while(|(one, other)| **one == *other).count();
        // The last may be there in part.
        prop_assert!(kept + 1 >= records.len(), "{name}: {of_cut:?}");
        let lost = kept < N_PAGES;
        let ends_between_lines = matches!(name, "jsonl" | "csv" | "warc" | "gzip");
        let is_told = of_cut.iter().any(Result::is_err) || records.len() > kept || ends_between_lines;
        prop_assert!(!lost || is_told, "{name}: {of_cut:?}");
    }

    /// Whatever is written over a part of a file, it is read to its end, in order, and nothing gives up.
    #[test]
    fn damage_anywhere_is_survived(
        (_, file) in prop::sample::select(files()),
        place in 0.0..1.0f64,
        bytes in prop::collection::vec(any::<u8>(), 1..40),
    ) {
        let mut file = file;
        let at = (file.len() as f64 * place) as usize;
        let end = (at + bytes.len()).min(file.len());
        file.splice(at..end, bytes);
        let numbers: Vec<u32> = outcomes(&file)
            .iter()
            .filter_map(|outcome| outcome.as_ref().map_or_else(|refusal| refusal.record, |record| Some(record.number)))
            .collect();
        let in_order: Vec<u32> = (0..numbers.len() as u32).collect();
        prop_assert_eq!(numbers, in_order);
    }

    /// Behind the first bytes of a format there may be anything.
    #[test]
    fn any_bytes_behind_any_beginning_are_read(
        begin in prop::sample::select(vec![
            &b""[..], b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18", b"BZh91AY&SY", b"\xfd7zXZ\0", b"PK\x03\x04",
            b"WARC/1.0\r\n", b"WARC/0.9 1", b"{\"text\":", b"[{\"text\":", b"text,url\n", b"\xff\xfe{\0", b"<rss>", b"From ", b"---\n",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        outcomes(&[begin, &bytes].concat());
    }
}
