//! The seeds of the fuzz targets: whole, cut off and damaged, none of them makes a reader of a format give up.

use std::fs;
use std::path::{Path, PathBuf};

use kiosque::formats::{self, FORMATS, Format, Record, Records, Refusal};
use kiosque::ingest::Context;
use kiosque::model::document::Origin;
use kiosque::model::problem::Fault;
use walkdir::WalkDir;

/// What says that a parser has panicked and was caught.
fn has_given_up(refusal: &Refusal) -> bool {
    matches!(&refusal.fault, Fault::Malformed(what) if what == "its parser gave up")
}

fn fuzz(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(path)
}

/// What the target and the seeds of a format are called: the first word of its name, in small letters.
fn key(format: &Format) -> String {
    format.name.split(',').next().unwrap_or_default().to_lowercase()
}

/// Every seed, with the format whose it is.
fn seeds() -> Vec<(&'static Format, PathBuf)> {
    let files = WalkDir::new(fuzz("seeds")).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    let with_format = |path: PathBuf| {
        let folder = path.parent()?.file_name()?.to_str()?;
        let format = FORMATS.iter().find(|format| key(format) == folder);
        Some((format.unwrap_or_else(|| panic!("{folder} is no format")), path))
    };
    files.filter(|path| path.is_file()).filter_map(with_format).collect()
}

/// The records of a file; their numbers rise, and no reader gives up.
#[track_caller]
fn read(records: Records<'_>, what: &str) -> Vec<Record> {
    let mut numbers = Vec::new();
    let mut read = Vec::new();
    for record in records {
        match record {
            Ok(record) => {
                numbers.push(record.number);
                read.push(record);
            }
            Err(refusal) => {
                assert!(!has_given_up(&refusal), "{what}");
                numbers.extend(refusal.record);
            }
        }
    }
    assert!(numbers.is_sorted_by(|one, next| one < next), "{what}: {numbers:?}");
    read
}

#[test]
fn every_format_has_a_target_and_seeds() {
    let manifest = fs::read_to_string(fuzz("Cargo.toml")).unwrap();
    let seeds = seeds();
    for format in FORMATS {
        let name = key(format);
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name} has no target");
        let target = fs::read_to_string(fuzz(&format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(target.contains(&format!("reads_as!(\"{name}\")")), "the target of {name} reads something else");
        assert!(seeds.iter().any(|(of, _)| key(of) == name), "{name} has no seeds");
    }
}

#[test]
fn seeds_are_recognised_and_read_to_their_documents() {
    for (format, path) in seeds() {
        let bytes = fs::read(&path).unwrap();
        let what = path.display().to_string();
        let found = formats::format(&bytes).map_or("nothing", |format| format.name);
        assert!(found == format.name || what.contains("found-"), "{what} is taken for {found}");
        for record in read(formats::records(bytes.as_slice()), &what) {
            formats::document(&Context::default(), &Origin::default(), &record);
        }
    }
}

#[test]
fn seeds_cut_off_anywhere_are_read_as_far_as_they_go() {
    for (format, path) in seeds() {
        let bytes = fs::read(&path).unwrap();
        let n_whole = read(format.records(bytes.as_slice()), &path.display().to_string()).len();
        for cut in (0..bytes.len()).step_by(1 + bytes.len() / 200) {
            let what = format!("{} cut at {cut}", path.display());
            let n_read = read(format.records(&bytes[..cut]), &what).len();
            // A row or an entry that is cut in two may become one more.
            assert!(n_read <= n_whole + 1, "{what}: {n_read} of {n_whole}");
        }
    }
}

#[test]
fn damaged_seeds_are_read_on() {
    for (format, path) in seeds() {
        let bytes = fs::read(&path).unwrap();
        for at in (0..bytes.len()).step_by(1 + bytes.len() / 100) {
            for byte in [0, b'<', b'"', b'\n', 0xff, bytes[at] ^ 1] {
                let mut damaged = bytes.clone();
                damaged[at] = byte;
                read(format.records(damaged.as_slice()), &format!("{} with {byte} at {at}", path.display()));
            }
        }
    }
}

#[test]
fn any_seed_can_be_taken_for_any_format() {
    for (_, path) in seeds() {
        let bytes = fs::read(&path).unwrap();
        for format in FORMATS {
            read(format.records(bytes.as_slice()), &format!("{} as {}", path.display(), format.name));
        }
    }
}
