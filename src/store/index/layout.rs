//! Where the sections of an index are, and writing them one after another.

use std::io::{self, BufWriter, Write};

use crate::store::index::Index;
use crate::store::index::dictionary::{self, Dictionary, has_impacts};
use crate::store::index::nodes::{self, Nodes};
use crate::store::index::postings::{Lists, Postings};
use crate::store::index::stream::{Codes, Streams};

/// What the bytes of an index end with: says what they are, and which layout of them this is.
const MAGIC: [u8; 8] = *b"kindex03";

const N_SECTIONS: usize = 9;

/// Magic, number of articles, number of terms, length of each section.
const FOOTER: usize = 8 + 4 + 4 + N_SECTIONS * 8;

/// Writes an index: all terms in order first, then the streams of all articles.
pub(super) struct Writer<W: Write> {
    out: BufWriter<W>,
    n_articles: u32,
    /// For each article the impact of a word that stands once in its text.
    plain: Vec<u8>,
    /// The lengths of the sections that are written, and of the one that is being written.
    lengths: Vec<u64>,
    dictionary: dictionary::Writer,
    nodes: nodes::Writer,
    /// In how many articles each term of the whole text stands.
    dfs: Vec<u32>,
    /// The key of the last term.
    last: Vec<u8>,
    buffer: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Writes an index of as many articles as there are plain impacts: those of words that stand once in the text.
    pub(super) fn new(plain: Vec<u8>, out: W) -> Writer<W> {
        let n_articles = plain.len() as u32;
        Writer {
            out: BufWriter::with_capacity(1 << 16, out),
            n_articles,
            plain,
            lengths: vec![0],
            dictionary: dictionary::Writer::default(),
            nodes: nodes::Writer::new(n_articles),
            dfs: Vec::new(),
            last: Vec::new(),
            buffer: Vec::new(),
        }
    }

    /// Adds the next term, which stands in one article at least.
    pub(super) fn term(&mut self, key: &[u8], postings: &Postings<'_>) -> io::Result<()> {
        let field = key.first().copied().unwrap_or_default();
        let start = self.lengths.last().copied().unwrap_or_default();
        self.buffer.clear();
        let term = postings.write(field, &self.plain, start, &mut self.buffer);
        let n_shared = self.last.iter().zip(key).take_while(|(last, new)| last == new).count();
        self.last.truncate(n_shared);
        self.last.extend_from_slice(&key[n_shared..]);
        self.nodes.add(key, n_shared, self.dictionary.n_terms, postings.articles);
        self.dictionary.push(key, n_shared, start, &term)?;
        if has_impacts(field) {
            self.dfs.push(term.df);
        }
        let postings = std::mem::take(&mut self.buffer);
        self.write(&postings)?;
        self.buffer = postings;
        Ok(())
    }

    /// Goes on to the streams, now that all terms are known.
    pub(super) fn streams(mut self) -> io::Result<StreamWriter<W>> {
        let (keys, unions) = std::mem::take(&mut self.nodes).finish(self.dictionary.n_terms);
        self.section(&unions)?;
        self.lengths.push(0);
        let codes = Codes::new(&self.dfs, self.n_articles);
        self.dfs = Vec::new();
        let keys = keys.into_iter().flat_map(|(range, place)| [range.start, range.end, place]);
        let node_keys = keys.flat_map(u32::to_le_bytes).collect();
        let starts = Vec::with_capacity(self.n_articles as usize + 1);
        Ok(StreamWriter { writer: self, codes, node_keys, starts })
    }

    fn section(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.lengths.push(bytes.len() as u64);
        self.out.write_all(bytes)
    }

    /// Adds to the section that is being written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let Some(length) = self.lengths.last_mut() {
            *length += bytes.len() as u64;
        }
        self.out.write_all(bytes)
    }
}

/// Writes the second half of an index.
pub(super) struct StreamWriter<W: Write> {
    writer: Writer<W>,
    pub(super) codes: Codes,
    node_keys: Vec<u8>,
    starts: Vec<u64>,
}

impl<W: Write> StreamWriter<W> {
    /// Adds the stream of the next article, of numbers as [`Codes`] has them.
    pub(super) fn stream(&mut self, stream: &[u8]) -> io::Result<()> {
        self.starts.push(self.writer.lengths.last().copied().unwrap_or_default());
        self.writer.write(stream)
    }

    /// Writes what is small and was kept until the end.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let writer = &mut self.writer;
        self.starts.push(writer.lengths.last().copied().unwrap_or_default());
        let starts: Vec<u8> = self.starts.into_iter().flat_map(u64::to_le_bytes).collect();
        writer.section(&starts)?;
        let plain = std::mem::take(&mut writer.plain);
        writer.section(&plain)?;
        let dictionary = std::mem::take(&mut writer.dictionary);
        writer.section(&self.codes.common.iter().flat_map(|term| term.to_le_bytes()).collect::<Vec<u8>>())?;
        writer.section(&dictionary.bytes)?;
        writer.section(&dictionary.blocks.iter().flat_map(|at| at.to_le_bytes()).collect::<Vec<u8>>())?;
        writer.section(&self.node_keys)?;
        writer.out.write_all(&MAGIC)?;
        writer.out.write_all(&writer.n_articles.to_le_bytes())?;
        writer.out.write_all(&dictionary.n_terms.to_le_bytes())?;
        for length in &writer.lengths {
            writer.out.write_all(&length.to_le_bytes())?;
        }
        writer.out.flush()
    }
}

/// Finds the sections. Only their lengths are looked at: an index of any size is opened in no time.
pub(super) fn open(bytes: &[u8]) -> Option<Index<'_>> {
    let (sections, footer) = bytes.split_at_checked(bytes.len().checked_sub(FOOTER)?)?;
    let (magic, footer) = footer.split_first_chunk::<8>()?;
    let (n_articles, footer) = footer.split_first_chunk()?;
    let (n_terms, lengths) = footer.split_first_chunk()?;
    let (n_articles, n_terms) = (u32::from_le_bytes(*n_articles), u32::from_le_bytes(*n_terms));
    let mut rest = sections;
    let mut lengths = lengths.as_chunks::<8>().0.iter();
    let mut section = || {
        let length = usize::try_from(u64::from_le_bytes(*lengths.next()?)).ok()?;
        let (section, behind) = rest.split_at_checked(length)?;
        rest = behind;
        Some(section)
    };
    let (postings, unions, streams) = (section()?, section()?, section()?);
    let (starts, plain) = (section()?.as_chunks().0, section()?);
    let (common, terms) = (section()?.as_chunks().0, section()?);
    let (blocks, keys) = (section()?.as_chunks().0, section()?.as_chunks().0);
    let is_whole = *magic == MAGIC
        && rest.is_empty()
        && plain.len() == n_articles as usize
        && starts.len() == n_articles as usize + 1
        && blocks.len() == n_terms.div_ceil(dictionary::BLOCK) as usize
        && unions.len() == keys.len() * n_articles.div_ceil(u64::BITS) as usize * 8;
    is_whole.then_some(Index {
        n_articles,
        dictionary: Dictionary { bytes: terms, blocks, n_terms, n_articles },
        lists: Lists { bytes: postings, plain },
        nodes: Nodes { keys, bytes: unions },
        streams: Streams { bytes: streams, starts, common },
    })
}
