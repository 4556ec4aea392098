//! Breaks a paragraph that has been read into rows of at most `width` columns.
//!
//! Rows are ranges of clusters in logical order: nothing is reordered here, so a search hit keeps its place; `layout` orders
//! a row when it is drawn. Where a row may end is known already; which of these places are taken is textwrap's optimal
//! fit, or the first that fits. A word longer than a row is cut between clusters; a cluster wider than the row gets a row
//! of its own, because losing it would lose text.

use std::borrow::Cow;
use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

use crate::text::paragraph::Read;

/// How the places to break at are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fit {
    /// The most even rows of the paragraph as a whole; very long paragraphs are wrapped greedily all the same.
    #[default]
    Optimal,
    /// Every row as full as it can be.
    Greedy,
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

/// What is never broken inside: a word with the spaces behind it, or a part of a word longer than a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    /// The first of its clusters.
    pub start: u32,
    /// The cluster behind it.
    pub end: u32,
    /// Columns, without the spaces.
    pub width: u32,
    /// The spaces behind it, a column each.
    pub n_spaces: u32,
    pub kind: End,
}

/// What is behind a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// A place to break at.
    #[default]
    Word,
    /// A place to break at that shows a hyphen then.
    Hyphen,
    /// The end of a line.
    Line,
}

/// A row: clusters, with the spaces it was broken at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub start: u32,
    pub end: u32,
    /// What the last piece ends with.
    pub kind: End,
}

impl Run {
    fn of(first: &Piece, last: &Piece) -> Run {
        Run { start: first.start, end: last.end, kind: last.kind }
    }

    /// Its clusters.
    pub fn clusters(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Piece {
    /// Columns it takes where a row ends behind it.
    fn width_at_end(&self) -> u32 {
        self.width + u32::from(self.kind == End::Hyphen)
    }

    /// The same; a hyphen that no row has room for is not shown, and must not make a row too wide that is not.
    fn without_hyphen(self, width: u32) -> Piece {
        if self.width_at_end() > width && self.kind == End::Hyphen { Piece { kind: End::Word, ..self } } else { self }
    }
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(self.n_spaces)
    }

    fn penalty_width(&self) -> f64 {
        f64::from(u8::from(self.kind == End::Hyphen))
    }
}

/// Above this many bytes a line is wrapped greedily: nobody sees whether page ten of a paragraph is even.
const N_BYTES_OPTIMAL: usize = 32 * 1024;

/// The rows of a paragraph. At least one row, which is empty for an empty text, as is the one behind a line end that ends
/// the text. Of more rows than asked for there is at least one more.
pub(super) fn wrap(read: &Read, wrapping: &Wrapping) -> Vec<Run> {
    let width = u32::from(wrapping.width.max(1));
    let max_rows = wrapping.n_rows();
    let mut rows = Vec::new();
    match wrapping.fit {
        Fit::Greedy => greedy_fit(read, &read.pieces, width, max_rows, &mut rows),
        Fit::Optimal => {
            for line in read.pieces.split_inclusive(|piece| piece.kind == End::Line) {
                if rows.len() > max_rows {
                    break;
                }
                optimal_fit(read, line, width, max_rows, &mut rows);
            }
        }
    }
    if read.pieces.last().is_none_or(|last| last.kind == End::Line) && rows.len() <= max_rows {
        let end = rows.last().map_or(0, |row| row.end);
        rows.push(Run { start: end, end, kind: End::Line });
    }
    rows
}

/// Adds the rows of a line, evenly broken.
fn optimal_fit(read: &Read, line: &[Piece], width: u32, max_rows: usize, rows: &mut Vec<Run>) {
    let n_rows = rows.len();
    greedy_fit(read, line, width, max_rows, rows);
    // One row more than asked for tells the caller that there is more; how even the rows are then does not matter.
    let n_greedy = rows.len() - n_rows;
    if rows.len() > max_rows || n_greedy < 2 || n_bytes(read, line) > N_BYTES_OPTIMAL {
        return;
    }
    // A row too wide is never worth it, and neither is a row more than needed: a gap costs its square.
    let penalties = Penalties {
        overflow_penalty: 1_000_000_000,
        nline_penalty: (2 * width as usize).pow(2).max(1000),
        ..Penalties::new()
    };
    let pieces: Cow<'_, [Piece]> = match line.iter().all(|piece| piece.width_at_end() <= width) {
        true => Cow::Borrowed(line),
        false => {
            line.iter().flat_map(|piece| cut(read, *piece, width)).map(|part| part.without_hyphen(width)).collect()
        }
    };
    let Ok(fitted) = wrap_optimal_fit(&pieces, &[f64::from(width)], &penalties) else { return };
    if fitted.len() > (max_rows - n_rows).max(n_greedy) {
        return;
    }
    rows.truncate(n_rows);
    rows.extend(fitted.into_iter().filter_map(|row| Some(Run::of(row.first()?, row.last()?))));
}

fn n_bytes(read: &Read, line: &[Piece]) -> usize {
    let (start, end) = (line.first().map_or(0, |first| first.start), line.last().map_or(0, |last| last.end));
    read.start(end as usize).0 - read.start(start as usize).0
}

/// Adds the rows of some lines, each as full as it can be; at most one row more than `max_rows`.
fn greedy_fit(read: &Read, pieces: &[Piece], width: u32, max_rows: usize, rows: &mut Vec<Run>) {
    let mut filling = Filling { width, taken: 0, row: None };
    for piece in pieces {
        if piece.width <= width {
            filling.add(*piece, rows);
        } else {
            cut(read, *piece, width).for_each(|part| filling.add(part, rows));
        }
        if rows.len() > max_rows {
            return;
        }
    }
    rows.extend(filling.row);
}

/// A row that is being filled.
struct Filling {
    width: u32,
    taken: u32,
    row: Option<Run>,
}

impl Filling {
    fn add(&mut self, piece: Piece, rows: &mut Vec<Run>) {
        match &mut self.row {
            Some(row) if self.taken + piece.width_at_end() <= self.width => {
                (row.end, row.kind) = (piece.end, piece.kind);
            }
            row => {
                rows.extend(row.replace(Run::of(&piece, &piece)));
                self.taken = 0;
            }
        }
        self.taken += piece.width + piece.n_spaces;
        if piece.kind == End::Line {
            rows.extend(self.row.take());
        }
    }
}

/// The piece itself, or parts of it if it is wider than a row, each as long as can be.
fn cut(read: &Read, piece: Piece, width: u32) -> impl Iterator<Item = Piece> {
    let mut rest = Some(piece);
    std::iter::from_fn(move || {
        let piece = rest.take()?;
        if piece.width <= width {
            return Some(piece);
        }
        let (end, taken) = cut_at(read, piece.start as usize..piece.end as usize, width);
        let n_spaces =
            read.clusters(piece.start as usize..end).iter().rev().take_while(|cluster| cluster.is_space()).count()
                as u32;
        if end >= piece.end as usize {
            return Some(piece);
        }
        rest = Some(Piece { start: end as u32, width: piece.width.saturating_sub(taken), ..piece });
        Some(Piece { end: end as u32, width: taken - n_spaces, n_spaces, kind: End::Word, ..piece })
    })
}

/// Where to cut a word, so that its first part fits, and the columns of that part with its spaces.
fn cut_at(read: &Read, word: Range<usize>, width: u32) -> (usize, u32) {
    let mut taken = 0;
    let mut joint = None;
    let clusters = read.clusters(word.clone());
    for (at, cluster) in clusters.iter().enumerate() {
        if at > 0 && taken + u32::from(cluster.width) > width && !cluster.is_space() {
            let (at, taken) = joint.unwrap_or((at, taken));
            return (word.start + at, taken);
        }
        taken += u32::from(cluster.width);
        if is_joint(read, word.start + at + 1) {
            joint = Some((at + 1, taken));
        }
    }
    (word.end, taken)
}

/// A good place to cut before this cluster: behind a sign that divides an address, but not inside `://`, and behind
/// a space that Unicode would not break at, as the one behind « is.
fn is_joint(read: &Read, idx: usize) -> bool {
    let is = |back: usize, byte: u8| {
        idx.checked_sub(back).and_then(|idx| read.cluster(idx)).is_some_and(|cluster| cluster.is_ascii(byte))
    };
    let divides = b"/?&=-_# ".iter().any(|sign| is(1, *sign));
    let ends_scheme = is(1, b'/') && is(2, b'/') && is(3, b':');
    divides && !is(0, b'/') && !ends_scheme
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::paragraph::Paragraph;
    use crate::text::setting::Setting;

    fn wrapped(text: &str, width: u16, fit: Fit) -> Vec<&str> {
        let paragraph = Paragraph::new(text, &Setting::default());
        let read = &paragraph.read;
        let rows = wrap(read, &Wrapping { fit, ..Wrapping::new(width) });
        rows.iter()
            .map(|row| text[read.start(row.start as usize).0..read.start(row.end as usize).0].trim_end())
            .collect()
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
    fn a_hyphen_without_room_makes_no_row_wider() {
        for fit in [Fit::Greedy, Fit::Optimal] {
            assert_eq!(wrapped("ab\u{AD}cd", 2, fit), ["ab\u{AD}", "cd"]);
            assert_eq!(wrapped("a\u{AD}b", 1, fit), ["a\u{AD}", "b"]);
        }
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
