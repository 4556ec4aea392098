//! Wraps one paragraph into rows of at most `width` columns.
//!
//! Rows are ranges of the logical text: nothing is reordered here, so a search hit keeps its place; `layout` reorders a
//! row afterwards. Where a row may end is Unicode's business (UAX #14, which also keeps « and » with their words); which
//! of these places are taken is textwrap's optimal fit. A web address is kept whole if a row can hold it. A word longer
//! than a row is cut between clusters; a cluster wider than the row gets a row of its own, because losing it would lose text.

use std::ops::Range;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

/// How the places to break at are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fit {
    /// The most even rows of the paragraph as a whole; very long paragraphs are wrapped greedily all the same.
    #[default]
    Optimal,
    /// Every row as full as it can be.
    Greedy,
}

/// A cluster, or several that are drawn as one, as wrapping sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Byte offset in the text.
    pub start: u32,
    /// Byte offset just behind it.
    pub end: u32,
    /// Columns it takes, at least 1.
    pub width: u16,
    /// It shows nothing but a space, and may be left out at the end of a row.
    pub is_space: bool,
}

impl Measured {
    /// The bytes it stands for.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How one paragraph is to be wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wrapping {
    /// Columns of a row; 0 counts as 1.
    pub width: u16,
    /// How row ends are chosen.
    pub fit: Fit,
    /// With more rows than this the text is cut, and the last of them ends with an ellipsis.
    pub max_rows: Option<u16>,
    /// Where the text is cut, an Arabic word is left out whole: half of it would take the shapes of another word.
    pub whole_words: bool,
}

impl Wrapping {
    /// All rows of the paragraph, evenly broken.
    pub fn new(width: u16) -> Wrapping {
        Wrapping { width, fit: Fit::Optimal, max_rows: None, whole_words: false }
    }

    /// One row, cut where it is too long.
    pub fn one_row(width: u16) -> Wrapping {
        Wrapping { fit: Fit::Greedy, max_rows: Some(1), ..Wrapping::new(width) }
    }

    /// The most rows there may be.
    pub(super) fn n_rows(&self) -> usize {
        self.max_rows.map_or(usize::MAX, usize::from)
    }
}

/// Above this many bytes a paragraph is wrapped greedily: nobody sees whether page ten of a paragraph is even.
const N_BYTES_OPTIMAL: usize = 32 * 1024;

/// The longest word that is looked at as a web address.
const N_BYTES_ADDRESS: usize = 2048;

/// The rows of a paragraph, as ranges of `clusters`, which measure all of `text` in order. At least one row, which is
/// empty for an empty text; spaces at the end of a row belong to it. Rows behind `max_rows` are not needed, and may be
/// left out.
pub fn wrap(text: &str, clusters: &[Measured], wrapping: &Wrapping, max_rows: usize) -> Vec<Range<usize>> {
    let width = u32::from(wrapping.width.max(1));
    let paragraph = Paragraph { text, clusters };
    let pieces = paragraph.pieces(width);
    let greedy = wrapping.fit == Fit::Greedy || text.len() > N_BYTES_OPTIMAL;
    let mut rows = match greedy {
        true => greedy_fit(pieces, width, max_rows),
        false => optimal_fit(pieces, width, max_rows),
    };
    if rows.is_empty() {
        rows.push(0..0);
    }
    rows
}

/// What is never broken inside: a word with the spaces behind it, or a part of a word longer than a row.
#[derive(Clone, Debug)]
struct Piece {
    clusters: Range<usize>,
    width: u32,
    n_spaces: u32,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(self.n_spaces)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn optimal_fit(pieces: impl Iterator<Item = Piece>, width: u32, max_rows: usize) -> Vec<Range<usize>> {
    // One row more than asked for tells the caller that there is more; how even the rows are then does not matter.
    let mut seen: Vec<Piece> = Vec::new();
    let greedy = greedy_fit(pieces.inspect(|piece| seen.push(piece.clone())), width, max_rows);
    if greedy.len() > max_rows || greedy.len() < 2 {
        return greedy;
    }
    // A row too wide is never worth it, and neither is a row more than needed: a gap costs its square.
    let penalties = Penalties {
        overflow_penalty: 1_000_000_000,
        nline_penalty: (2 * width as usize).pow(2).max(1000),
        ..Penalties::new()
    };
    let Ok(rows) = wrap_optimal_fit(&seen, &[f64::from(width)], &penalties) else { return greedy };
    if rows.len() > max_rows.max(greedy.len()) {
        return greedy;
    }
    rows.into_iter().filter_map(|row| Some(row.first()?.clusters.start..row.last()?.clusters.end)).collect()
}

/// At most one row more than `max_rows`.
fn greedy_fit(pieces: impl Iterator<Item = Piece>, width: u32, max_rows: usize) -> Vec<Range<usize>> {
    let mut rows: Vec<Range<usize>> = Vec::new();
    let mut taken = 0;
    for piece in pieces {
        let n_rows = rows.len();
        match rows.last_mut() {
            Some(row) if taken + piece.width <= width => row.end = piece.clusters.end,
            _ if n_rows > max_rows => break,
            _ => {
                rows.push(piece.clusters.clone());
                taken = 0;
            }
        }
        taken += piece.width + piece.n_spaces;
    }
    rows
}

#[derive(Clone, Copy)]
struct Paragraph<'a> {
    text: &'a str,
    clusters: &'a [Measured],
}

impl<'a> Paragraph<'a> {
    /// The pieces in order, none wider than `width` unless it is a single cluster.
    fn pieces(self, width: u32) -> impl Iterator<Item = Piece> + use<'a> {
        let mut start = 0;
        self.breaks().flat_map(move |end| {
            let word = self.piece(start..end);
            start = end;
            self.cut(word, width)
        })
    }

    /// Where a row may end, as indices into the clusters, the last of them being their number.
    fn breaks(self) -> impl Iterator<Item = usize> + use<'a> {
        let mut cluster_idx = 0;
        let mut word = 0..0;
        let mut word_is_address = false;
        segmenter().segment_str(self.text).filter_map(move |byte| {
            if byte == 0 {
                return None;
            }
            while self.clusters.get(cluster_idx).is_some_and(|cluster| (cluster.start as usize) < byte) {
                cluster_idx += 1;
            }
            if byte >= self.text.len() {
                return Some(self.clusters.len()).filter(|n| *n > 0);
            }
            let is_cluster_start = self.clusters.get(cluster_idx).is_some_and(|cluster| cluster.start as usize == byte);
            if !is_cluster_start || cluster_idx == 0 {
                return None;
            }
            if byte >= word.end {
                word = self.word_around(byte, word.end);
                word_is_address = self.text.get(word.clone()).is_some_and(is_address);
            }
            let inside_address = word_is_address && word.start < byte && byte < word.end;
            (!inside_address).then_some(cluster_idx)
        })
    }

    /// The run without a space that `byte` lies in or begins; `from` is a place known to lie before it.
    fn word_around(self, byte: usize, from: usize) -> Range<usize> {
        let before = self.text.get(from..byte).unwrap_or_default();
        let start = before.rfind(' ').map_or(from, |space| from + space + 1);
        let end = self.text.get(byte..).and_then(|rest| rest.find(' ')).map_or(self.text.len(), |space| byte + space);
        start..end
    }

    fn piece(self, clusters: Range<usize>) -> Piece {
        let measured = self.clusters.get(clusters.clone()).unwrap_or_default();
        let n_spaces = measured.iter().rev().take_while(|cluster| cluster.is_space).count();
        let word = measured.get(..measured.len() - n_spaces).unwrap_or_default();
        Piece { clusters, width: columns(word), n_spaces: n_spaces as u32 }
    }

    /// The piece itself, or parts of it if it is wider than a row, each as long as can be.
    fn cut(self, piece: Piece, width: u32) -> impl Iterator<Item = Piece> + use<'a> {
        let end = piece.clusters.end;
        let mut rest = Some(piece);
        std::iter::from_fn(move || {
            let piece = rest.take()?;
            if piece.width <= width {
                return Some(piece);
            }
            let cut = self.cut_at(piece.clusters.clone(), width);
            let part = self.piece(piece.clusters.start..cut);
            if cut < end {
                let rest_width = piece.width.saturating_sub(part.width + part.n_spaces);
                rest = Some(Piece { clusters: cut..end, width: rest_width, n_spaces: piece.n_spaces });
            }
            Some(part)
        })
    }

    /// Where to cut a word that begins at `rest.start`, so that its first part fits.
    fn cut_at(self, rest: Range<usize>, width: u32) -> usize {
        let mut taken = 0;
        let mut end = rest.start;
        let mut at_joint = None;
        while let Some(cluster) = self.clusters.get(end).filter(|_| end < rest.end) {
            if taken + u32::from(cluster.width) > width && end > rest.start && !cluster.is_space {
                return at_joint.unwrap_or(end);
            }
            taken += u32::from(cluster.width);
            end += 1;
            if self.is_joint(end) {
                at_joint = Some(end);
            }
        }
        rest.end
    }

    /// A good place to cut before this cluster: behind a sign that divides an address, but not inside `://`, and behind
    /// a space that Unicode would not break at, as the one behind « is.
    fn is_joint(self, cluster_idx: usize) -> bool {
        let before = cluster_idx.checked_sub(1).and_then(|idx| self.byte_at(idx));
        let divides = before.is_some_and(|byte| b"/?&=-_# ".contains(&byte));
        let ends_scheme = self.text.get(..self.start_of(cluster_idx)).is_some_and(|text| text.ends_with("://"));
        divides && self.byte_at(cluster_idx) != Some(b'/') && !ends_scheme
    }

    fn byte_at(self, cluster_idx: usize) -> Option<u8> {
        self.text.as_bytes().get(self.start_of(cluster_idx)).copied()
    }

    fn start_of(self, cluster_idx: usize) -> usize {
        self.clusters.get(cluster_idx).map_or(self.text.len(), |cluster| cluster.start as usize)
    }
}

fn columns(clusters: &[Measured]) -> u32 {
    clusters.iter().map(|cluster| u32::from(cluster.width)).sum()
}

fn is_address(word: &str) -> bool {
    word.len() <= N_BYTES_ADDRESS && crate::text::bidi::is_address(word)
}

fn segmenter() -> LineSegmenterBorrowed<'static> {
    // Made of references into static tables: nothing is read or built here.
    LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cells;

    fn wrapped(text: &str, width: u16, fit: Fit) -> Vec<&str> {
        let clusters: Vec<Measured> = cells::clusters(text)
            .map(|cluster| Measured {
                start: cluster.start as u32,
                end: cluster.end() as u32,
                width: cluster.drawn().width.max(1),
                is_space: cluster.text == " ",
            })
            .collect();
        let rows = wrap(text, &clusters, &Wrapping { fit, ..Wrapping::new(width) }, usize::MAX);
        let byte = |idx: usize| clusters.get(idx).map_or(text.len(), |cluster| cluster.start as usize);
        rows.iter().map(|row| text[byte(row.start)..byte(row.end)].trim_end()).collect()
    }

    fn check(text: &str, width: u16, rows: &str) {
        assert_eq!(wrapped(text, width, Fit::Greedy).join("\n"), rows);
    }

    #[test]
    fn rows_end_between_words() {
        check("", 10, "");
        check("un deux trois", 20, "un deux trois");
        check("un deux trois", 7, "un deux\ntrois");
        check("un deux trois", 6, "un\ndeux\ntrois");
        check("rendez-vous", 8, "rendez-\nvous");
    }

    #[test]
    fn french_signs_stay_with_their_words() {
        check("Le mot « oui » !", 9, "Le mot\n« oui » !");
        check("Qui ? Lui ; moi.", 5, "Qui ?\nLui ;\nmoi.");
        check("l’armée", 4, "l’ar\nmée");
        check("« opposition »", 10, "«\nopposition\n»");
    }

    #[test]
    fn a_word_longer_than_the_row_is_cut_between_clusters() {
        check("anticonstitutionnellement", 10, "anticonsti\ntutionnell\nement");
        check("un anticonstitutionnellement vote", 10, "un\nanticonsti\ntutionnell\nement vote");
        check("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}e\u{301}\ne\u{301}");
        check("أنتم", 3, "أنت\nم");
        check("汉字汉字", 3, "汉\n字\n汉\n字");
    }

    #[test]
    fn a_cluster_wider_than_the_row_has_a_row_of_its_own() {
        check("a汉b", 1, "a\n汉\nb");
        check("abc", 0, "a\nb\nc");
    }

    #[test]
    fn an_address_is_kept_whole_or_cut_behind_its_signs() {
        check("voir https://exemple.fr/a/b ici", 22, "voir\nhttps://exemple.fr/a/b\nici");
        check(
            "https://www.example.com/very/long/path/to/an/article.html",
            20,
            "https://www.example.\ncom/very/long/path/\nto/an/article.html",
        );
        check("https://a.fr/page?id=12&lang=fr", 16, "https://a.fr/\npage?id=12&lang=\nfr");
        check("https://exemple.fr/", 8, "https://\nexemple.\nfr/");
    }

    #[test]
    fn optimal_rows_are_even_and_no_more_of_them() {
        let text =
            "Il s'agit d'une grave escalade dans les combats qui opposent la rébellion syrienne aux forces du régime";
        for width in 12..80 {
            let (greedy, optimal) = (wrapped(text, width, Fit::Greedy), wrapped(text, width, Fit::Optimal));
            assert_eq!(greedy.len(), optimal.len(), "{width}");
            let raggedness = |rows: &[&str]| -> usize {
                let gaps = rows
                    .split_last()
                    .map_or(&[][..], |(_, rows)| rows)
                    .iter()
                    .map(|row| usize::from(width) - row.chars().count());
                gaps.map(|gap| gap * gap).sum()
            };
            let single_last_word = 25; // what textwrap would pay to avoid it
            assert!(raggedness(&optimal) <= raggedness(&greedy) + single_last_word, "{width}");
        }
        let text = "aaa bb cc ddddd";
        assert_eq!(wrapped(text, 6, Fit::Greedy), ["aaa bb", "cc", "ddddd"]);
        assert_eq!(wrapped(text, 6, Fit::Optimal), ["aaa", "bb cc", "ddddd"]);
    }
}
