//! Where an article stands while its page is untouched: the weaker one of its two names, for the day the stronger one fails.
//!
//! Marks belong to texts ([`TextHash`]). Where rules or parser have changed, the same page may be read otherwise, with a line
//! of furniture more or less, and its text is another one from then on: its marks would be those of a text that nobody has.
//! The file is the same, though. So it is kept where marked texts stand: the name of the article
//! ([`ArticleId`](crate::store::id::ArticleId)) with the size and the time of its file, and with the number of articles in its document,
//! without which an ordinal says little. Marks of a text that is nowhere any more go to what is read in its place now. A page
//! that was edited is another place, and a text that is still somewhere keeps its marks to itself.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use xxhash_rust::xxh3::xxh3_64;

use crate::store::bits::Bits;
use crate::store::id::ArticleId;
use crate::store::library::Library;
use crate::store::marks::Marks;
use crate::store::stamp::Stamp;
use crate::store::text_hash::{ByText, TextHash};

/// XXH3 of an article's short name, size and time of its file, and how many articles its document has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Whereabouts(u64);

impl Whereabouts {
    /// Of an article of no file, or of one that may have changed unseen.
    pub const NOWHERE: Whereabouts = Whereabouts(0);

    fn of(article: ArticleId, stamp: Stamp, n_articles: usize) -> Whereabouts {
        if !stamp.is_of_a_file() || !stamp.is_sure() {
            return Whereabouts::NOWHERE;
        }
        let parts = [u64::from(article), stamp.size, stamp.modified as u64, n_articles as u64];
        Whereabouts(xxh3_64(parts.map(u64::to_le_bytes).as_flattened()))
    }
}

impl From<u64> for Whereabouts {
    fn from(hash: u64) -> Whereabouts {
        Whereabouts(hash)
    }
}

impl From<Whereabouts> for u64 {
    fn from(at: Whereabouts) -> u64 {
        at.0
    }
}

/// Where marked texts were found in an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located {
    /// Texts that are nowhere any more, each before the one that is read in its place now.
    pub heirs: Vec<(TextHash, TextHash)>,
    /// Texts that stand elsewhere than was known. One that has an heir stands nowhere: it is not asked for again.
    pub whereabouts: Vec<(TextHash, Whereabouts)>,
}

/// Looks for texts in an archive that has been read whole; where they were known to stand is given with them.
pub fn locate(library: &Library, known: &[(TextHash, Whereabouts)]) -> Located {
    let mut sought: HashMap<TextHash, Sought, ByText> =
        known.iter().map(|(text, known)| (*text, Sought { known: *known, ..Sought::default() })).collect();
    for (text, at) in find(library, |text| sought.contains_key(&text)) {
        if let Some(sought) = sought.get_mut(&text) {
            sought.is_there = true;
            sought.stand(at);
        }
    }
    let mut located = Located::default();
    let mut gone: HashMap<Whereabouts, Vec<TextHash>, ByText> = HashMap::default();
    for (text, sought) in &sought {
        match sought.is_there {
            true if ![sought.known, Whereabouts::NOWHERE].contains(&sought.stands) => {
                located.whereabouts.push((*text, sought.stands));
            }
            false if sought.known != Whereabouts::NOWHERE => gone.entry(sought.known).or_default().push(*text),
            _ => {}
        }
    }
    for (at, heir) in heirs(library, &gone) {
        for text in &gone[&at] {
            located.heirs.push((*text, heir));
            located.whereabouts.push((*text, Whereabouts::NOWHERE));
        }
        if !sought.contains_key(&heir) {
            located.whereabouts.push((heir, at));
        }
    }
    located.heirs.sort_unstable();
    located.whereabouts.sort_unstable();
    located
}

/// Gives marks of texts that are nowhere any more to what is read in their places now.
pub fn hand_on(marks: &mut Marks, library: &Library) {
    let known: Vec<(TextHash, Whereabouts)> = marks.all_whereabouts().collect();
    let markings = marks.inherited(&locate(library, &known).heirs);
    markings.iter().for_each(|marking| drop(marks.make(marking)));
}

/// A text that is looked for.
#[derive(Clone, Copy, Default)]
struct Sought {
    known: Whereabouts,
    is_there: bool,
    /// Where it was found: where it was known to stand, if it is there, too.
    stands: Whereabouts,
}

impl Sought {
    fn stand(&mut self, at: Whereabouts) {
        let is_news = self.stands == Whereabouts::NOWHERE || at == self.known;
        if is_news && at != Whereabouts::NOWHERE {
            self.stands = at;
        }
    }
}

/// The texts that stand where others have stood: where there are several in one place, none is the right one.
fn heirs(library: &Library, gone: &HashMap<Whereabouts, Vec<TextHash>, ByText>) -> Vec<(Whereabouts, TextHash)> {
    if gone.is_empty() {
        return Vec::new();
    }
    let mut found: HashMap<Whereabouts, Option<TextHash>, ByText> = HashMap::default();
    for (text, at) in find(library, |_| true).into_iter().filter(|(_, at)| gone.contains_key(at)) {
        match found.entry(at) {
            Entry::Vacant(heir) => drop(heir.insert(Some(text))),
            Entry::Occupied(mut heir) => drop(heir.get_mut().take_if(|other| *other != text)),
        }
    }
    found.into_iter().filter_map(|(at, heir)| Some((at, heir?))).collect()
}

/// The articles with these texts that are still there, and where they stand. One mark costs a look at the texts and the files,
/// and no more.
fn find(library: &Library, is_meant: impl Fn(TextHash) -> bool) -> Vec<(TextHash, Whereabouts)> {
    let mut found = Vec::new();
    for shelf in &library.shelves {
        let segment = &shelf.segment;
        let texts = (0..).zip(segment.text_hashes()).map(|(idx, text)| (idx, TextHash::from(text.get())));
        let meant = texts.filter(|(idx, text)| is_meant(*text) && shelf.is_live(*idx));
        let in_document = |(idx, text)| Some((segment.document_of(idx)?, segment.id(idx)?, text));
        let meant: Vec<(u32, ArticleId, TextHash)> = meant.filter_map(in_document).collect();
        if meant.is_empty() {
            continue;
        }
        let mut documents = Bits::new(segment.n_documents());
        meant.iter().for_each(|(document, ..)| documents.set(*document));
        let stamps = segment.stamps().filter(|(document, _)| documents.contains(*document));
        let stamps: HashMap<u32, Stamp, ByText> = stamps.collect();
        found.extend(meant.into_iter().map(|(document, id, text)| {
            let stamp = stamps.get(&document).copied().unwrap_or_default();
            (text, Whereabouts::of(id, stamp, segment.articles_of(document).len()))
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{article, paragraph};
    use crate::model::document::{Document, Origin};
    use crate::store::segment::Segment;

    const UNTOUCHED: Stamp = Stamp { file: 1, size: 100, modified: 9 };
    const TOUCHED: Stamp = Stamp { modified: 10, ..UNTOUCHED };

    /// Pages of articles, which are told apart by their titles.
    type Pages<'p> = &'p [(&'p str, &'p [&'p str], Stamp)];

    fn library(pages: Pages) -> Library {
        let page = |(path, titles, stamp): &(&str, &[&str], Stamp)| {
            let titled = |(ordinal, title): (u16, &&str)| {
                let text = "Il s'agit d'une grave escalade dans les combats qui opposent depuis peu deux camps.";
                let mut article = article(title, vec![paragraph(text)]);
                article.ordinal = ordinal;
                article
            };
            let articles = (1..).zip(titles.iter()).map(titled).collect();
            (Document { origin: Origin::file(*path), articles, ..Document::default() }, *stamp)
        };
        Library::new([Segment::stamped("/r", pages.iter().map(page).collect())])
    }

    /// The text that an article of this title has, wherever it stands.
    fn titled(title: &str) -> TextHash {
        library(&[("", &[title], UNTOUCHED)]).iter().next().unwrap().1.text_hash()
    }

    #[test]
    fn marks_go_to_what_is_read_in_the_very_place_and_to_nothing_else() {
        let longer = Stamp { size: 101, ..UNTOUCHED };
        let unsure = Stamp { modified: Stamp::UNSURE, ..UNTOUCHED };
        let of_no_file = Stamp::default();
        let one: Pages = &[("a.txt", &["Alep"], UNTOUCHED)];
        let two: Pages = &[("a.txt", &["Alep", "Homs"], UNTOUCHED)];
        let cases: &[(Pages, Pages, Option<&str>)] = &[
            (one, &[("a.txt", &["Idlib"], UNTOUCHED)], Some("Idlib")),
            (one, &[("./a.txt", &["Idlib"], UNTOUCHED), ("b.txt", &["Homs"], UNTOUCHED)], Some("Idlib")),
            (one, &[("b.txt", &["Idlib"], UNTOUCHED)], None),
            (one, &[("a.txt", &["Idlib"], TOUCHED)], None),
            (one, &[("a.txt", &["Idlib"], longer)], None),
            (one, &[("a.txt", &["Idlib"], unsure)], None),
            (&[("a.txt", &["Alep"], unsure)], &[("a.txt", &["Idlib"], unsure)], None),
            (&[("a.txt", &["Alep"], of_no_file)], &[("a.txt", &["Idlib"], of_no_file)], None),
            // The text is still somewhere.
            (one, &[("a.txt", &["Idlib"], UNTOUCHED), ("b.txt", &["Alep"], TOUCHED)], None),
            // The first of two articles is not the first of three.
            (two, &[("a.txt", &["Idlib", "Homs"], UNTOUCHED)], Some("Idlib")),
            (two, &[("a.txt", &["Idlib", "Rakka", "Homs"], UNTOUCHED)], None),
            (one, &[("a.txt", &["Idlib", "Homs"], UNTOUCHED)], None),
            // Two readings of one place contradict each other.
            (one, &[("a.txt", &["Idlib"], UNTOUCHED), ("a.txt", &["Homs"], UNTOUCHED)], None),
            (one, &[("a.txt", &["Idlib"], UNTOUCHED), ("a.txt", &["Idlib"], UNTOUCHED)], Some("Idlib")),
        ];
        for (before, after, heir) in cases {
            let alep = titled("Alep");
            let known = locate(&library(before), &[(alep, Whereabouts::NOWHERE)]).whereabouts;
            let located = locate(&library(after), &known);
            let heirs: Vec<_> = heir.map(|heir| (alep, titled(heir))).into_iter().collect();
            assert_eq!(located.heirs, heirs, "{after:?}");
            let left = located.whereabouts.iter().find(|(text, _)| *text == alep).map(|(_, at)| *at);
            assert!(heir.is_none() || left == Some(Whereabouts::NOWHERE), "it is not asked for again: {after:?}");
        }
    }

    #[test]
    fn a_text_is_known_where_it_stands_now() {
        let here = |library: &Library, known| {
            locate(library, &[(titled("Alep"), known)]).whereabouts.first().map(|(_, at)| *at)
        };
        let old = library(&[("a.txt", &["Alep"], UNTOUCHED)]);
        let moved = library(&[("b.txt", &["Alep"], UNTOUCHED), ("c.txt", &["Alep"], TOUCHED)]);
        let first = here(&old, Whereabouts::NOWHERE).unwrap();
        assert_eq!(here(&old, first), None, "no news");
        let second = here(&moved, first).unwrap();
        assert_ne!(second, first);
        assert_eq!(here(&moved, second), None, "one of two places is as good as the other");
        let grown = library(&[("a.txt", &["Alep"], TOUCHED), ("b.txt", &["Alep"], UNTOUCHED)]);
        assert_eq!(here(&grown, second), None);
    }
}
