//! The bytes of a segment: sections one after another, and at the end a footer that says where each of them lies.
//!
//! | section | what | width |
//! |---|---|---|
//! | records | the documents ([`record`](super::record)), as they were read | any |
//! | record starts | where each record begins, and where the last one ends | 8 bytes |
//! | record sums | the low half of the XXH3 of each record | 4 |
//! | files | path hash, size, time of the file and number of each document, by hash ([`File`]) | 28 |
//! | firsts | for each document where its articles begin in *as read*, and where those of the last one end | 4 |
//! | as read | the articles of one document after the other | 4 an article |
//! | places | for each article where it stands in *as read* | 4 |
//! | ids | short names | 8 |
//! | dates | as numbers ([`PartialDate`](crate::model::date::PartialDate)), 0 for none | 4 |
//! | spellings | which spelling of its outlet an article has | 2 |
//! | newest | the articles of each year, the newest first | 4 |
//! | languages | for each language its articles as bits | ceil(n/64) x 8 each |
//! | groups | years, outlets, languages and cells ([`Groups`](super::groups::Groups)) | any |
//! | names | names that were found in two scripts ([`mined`](crate::store::mined)) | any |
//! | sketches | for each article what its text is compared by ([`Sketch`](crate::store::sketch::Sketch)) | 136 |
//! | texts | for each article what its text is known by ([`TextHash`](crate::store::text_hash::TextHash)) | 8 |
//! | index | [`index`](crate::store::index) | any |
//!
//! Numbers are little endian and nothing is aligned, so that every column can be read where it lies. The footer is at the
//! end because whoever merges segments knows it last. Opening looks at the footer and at the small tables, and checks that
//! every section has the length it must have; it touches no document.

use std::fmt;
use std::io::{self, Write};
use std::ops::Range;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};
use zerocopy::little_endian::{I64, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

use crate::store::sketch::Sketch;
use crate::store::stamp::Stamp;

/// The sections in the order of their bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Records,
    RecordStarts,
    RecordSums,
    Files,
    Firsts,
    AsRead,
    Places,
    Ids,
    Dates,
    Spellings,
    Newest,
    Languages,
    Groups,
    Names,
    Sketches,
    Texts,
    Index,
}

impl Section {
    pub(super) const ALL: [Section; 17] = [
        Section::Records,
        Section::RecordStarts,
        Section::RecordSums,
        Section::Files,
        Section::Firsts,
        Section::AsRead,
        Section::Places,
        Section::Ids,
        Section::Dates,
        Section::Spellings,
        Section::Newest,
        Section::Languages,
        Section::Groups,
        Section::Names,
        Section::Sketches,
        Section::Texts,
        Section::Index,
    ];

    /// How many bytes it has in a segment of so many articles and documents; `None` where that is free.
    fn n_bytes(self, n_articles: u64, n_documents: u64) -> Option<u64> {
        Some(match self {
            Section::RecordStarts => 8 * (n_documents + 1),
            Section::RecordSums => 4 * n_documents,
            Section::Files => size_of::<File>() as u64 * n_documents,
            Section::Firsts => 4 * (n_documents + 1),
            Section::AsRead | Section::Places | Section::Dates | Section::Newest => 4 * n_articles,
            Section::Ids | Section::Texts => 8 * n_articles,
            Section::Spellings => 2 * n_articles,
            Section::Sketches => size_of::<Sketch>() as u64 * n_articles,
            Section::Records | Section::Languages | Section::Groups | Section::Names | Section::Index => return None,
        })
    }
}

/// Which file a document was read from.
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(super) struct File {
    pub(super) path_hash: U64,
    pub(super) size: U64,
    pub(super) modified: I64,
    pub(super) document: U32,
}

impl File {
    pub(super) fn new(document: u32, stamp: Stamp) -> File {
        File {
            path_hash: stamp.file.into(),
            size: stamp.size.into(),
            modified: stamp.modified.into(),
            document: document.into(),
        }
    }

    pub(super) fn stamp(&self) -> Stamp {
        Stamp { file: self.path_hash.get(), size: self.size.get(), modified: self.modified.get() }
    }
}

/// What begins and ends the bytes of a segment.
const MAGIC: [u8; 8] = *b"kiosque\0";

/// Goes up whenever the bytes of a segment, or of what is in it, come to mean something else.
const VERSION: u32 = 4;

#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
struct Footer {
    sections: [Entry; Section::ALL.len()],
    n_articles: U32,
    n_documents: U32,
    /// XXH3 of all that stands before it in the footer.
    sum: U64,
    version: U32,
    magic: [u8; 8],
}

#[derive(Clone, Copy, Default, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
struct Entry {
    len: U64,
    /// XXH3 of its bytes.
    sum: U64,
}

/// Bytes of the footer that its sum is of.
const N_SUMMED: usize = size_of::<Footer>() - 8 - 4 - 8;

/// Why bytes are no segment, or a damaged one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// They do not begin and end as a segment does: something else, or cut off.
    NotASegment,
    /// They were written by a program that writes them otherwise.
    OtherVersion(u32),
    /// The footer is not as it was written, or cannot be true.
    Footer,
    /// This section is not as it was written.
    Section(&'static str),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damage::NotASegment => write!(f, "no segment, or not all of it"),
            Damage::OtherVersion(version) => write!(f, "a segment of version {version}, not {VERSION}"),
            Damage::Footer => write!(f, "the footer is damaged"),
            Damage::Section(name) => write!(f, "the section {name} is damaged"),
        }
    }
}

impl std::error::Error for Damage {}

impl From<Damage> for io::Error {
    fn from(damage: Damage) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, damage)
    }
}

/// Where the sections lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) n_articles: u32,
    pub(super) n_documents: u32,
    /// XXH3 of the footer, and so of the sums of all sections.
    pub(super) sum: u64,
    sections: [Range<usize>; Section::ALL.len()],
    sums: [u64; Section::ALL.len()],
}

impl Layout {
    /// Where the sections of these bytes lie, which have the lengths they must have.
    pub(super) fn of(bytes: &[u8]) -> Result<Layout, Damage> {
        let Ok((_, footer)) = Footer::read_from_suffix(bytes) else { return Err(Damage::NotASegment) };
        if !bytes.starts_with(&MAGIC) || footer.magic != MAGIC {
            return Err(Damage::NotASegment);
        }
        if footer.version != VERSION {
            return Err(Damage::OtherVersion(footer.version.get()));
        }
        if xxh3_64(&footer.as_bytes()[..N_SUMMED]) != footer.sum.get() {
            return Err(Damage::Footer);
        }
        let mut layout = Layout {
            n_articles: footer.n_articles.get(),
            n_documents: footer.n_documents.get(),
            sum: footer.sum.get(),
            ..Layout::default()
        };
        let mut start = MAGIC.len() as u64;
        for (section, entry) in Section::ALL.into_iter().zip(&footer.sections) {
            let wanted = section.n_bytes(u64::from(layout.n_articles), u64::from(layout.n_documents));
            let end =
                start.checked_add(entry.len.get()).filter(|end| *end <= bytes.len() as u64).ok_or(Damage::Footer)?;
            if wanted.is_some_and(|wanted| wanted != entry.len.get()) {
                return Err(Damage::Footer);
            }
            layout.sections[section as usize] = start as usize..end as usize;
            layout.sums[section as usize] = entry.sum.get();
            start = end;
        }
        let is_whole = start + size_of::<Footer>() as u64 == bytes.len() as u64;
        if is_whole { Ok(layout) } else { Err(Damage::Footer) }
    }

    pub(super) fn range(&self, section: Section) -> Range<usize> {
        self.sections[section as usize].clone()
    }

    /// Checks the sum of a section as far as `go_on` allows.
    pub(super) fn check(&self, section: Section, bytes: &[u8], go_on: &mut dyn FnMut() -> bool) -> Result<(), Damage> {
        let mut sum = Xxh3::new();
        for part in bytes.get(self.range(section)).unwrap_or_default().chunks(N_AT_ONCE) {
            if !go_on() {
                return Ok(());
            }
            sum.update(part);
        }
        let is_sound = sum.digest() == self.sums[section as usize];
        if is_sound { Ok(()) } else { Err(Damage::Section(section.name())) }
    }
}

/// Bytes that are summed up, or gathered before they are written, at a time.
const N_AT_ONCE: usize = 256 * 1024;

impl Section {
    fn name(self) -> &'static str {
        match self {
            Section::Records => "records",
            Section::RecordStarts => "record starts",
            Section::RecordSums => "record sums",
            Section::Files => "files",
            Section::Firsts => "firsts",
            Section::AsRead => "as read",
            Section::Places => "places",
            Section::Ids => "ids",
            Section::Dates => "dates",
            Section::Spellings => "spellings",
            Section::Newest => "newest",
            Section::Languages => "languages",
            Section::Groups => "groups",
            Section::Names => "names",
            Section::Sketches => "sketches",
            Section::Texts => "texts",
            Section::Index => "index",
        }
    }
}

/// Writes the bytes of a segment, one section after the other.
pub(super) struct Writer<W> {
    out: W,
    /// What was not written yet.
    gathered: Vec<u8>,
    sum: Xxh3,
    len: u64,
    entries: [Entry; Section::ALL.len()],
    n_sections: usize,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(mut out: W) -> io::Result<Writer<W>> {
        out.write_all(&MAGIC)?;
        let entries = [Entry::default(); Section::ALL.len()];
        Ok(Writer { out, gathered: Vec::new(), sum: Xxh3::new(), len: 0, entries, n_sections: 0 })
    }

    /// What was written since the last section is this one, which is the next in order.
    pub(super) fn end(&mut self, section: Section) -> io::Result<()> {
        self.write_gathered()?;
        debug_assert_eq!(section as usize, self.n_sections);
        self.entries[section as usize] = Entry { len: self.len.into(), sum: self.sum.digest().into() };
        self.n_sections += 1;
        self.len = 0;
        self.sum.reset();
        Ok(())
    }

    /// A whole section of small things of one size.
    pub(super) fn column<T: IntoBytes + Immutable>(
        &mut self,
        section: Section,
        values: impl IntoIterator<Item = T>,
    ) -> io::Result<()> {
        values.into_iter().try_for_each(|value| self.write_all(value.as_bytes()))?;
        self.end(section)
    }

    /// Writes the footer and gives back what was written to.
    pub(super) fn finish(mut self, n_articles: u32, n_documents: u32) -> io::Result<W> {
        let mut footer = Footer {
            sections: self.entries,
            n_articles: n_articles.into(),
            n_documents: n_documents.into(),
            sum: 0.into(),
            version: VERSION.into(),
            magic: MAGIC,
        };
        footer.sum = xxh3_64(&footer.as_bytes()[..N_SUMMED]).into();
        self.out.write_all(footer.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn write_gathered(&mut self) -> io::Result<()> {
        self.sum.update(&self.gathered);
        self.len += self.gathered.len() as u64;
        self.out.write_all(&self.gathered)?;
        self.gathered.clear();
        Ok(())
    }
}

impl<W: Write> Write for Writer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= N_AT_ONCE {
            self.write_gathered()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
