//! The words of an article that lead somewhere on the web, and their numbers; and the signs behind words with a note.
//!
//! Numbers stand among the words only while links are chosen from: small figures behind each of them, put into the text that
//! is shown. Places, hits and marks are those of the text without them; here is where one becomes the other.

use std::ops::Range;

use crate::app::sheet::paragraph::Look;
use crate::model::address::WebAddress;
use crate::model::article::Block;
use crate::text::clean::Clean;

/// Words that lead somewhere.
#[derive(Clone, Debug)]
pub struct Lead {
    /// The words.
    pub words: Clean,
    /// Where they lead.
    pub address: WebAddress,
    /// Their bytes of the text they stand in, as it is shown.
    pub(super) range: Range<usize>,
}

/// What was put into a text: behind so many of its bytes so many others. Ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct Insertions(Vec<(usize, usize)>);

/// The text of a block as it is shown.
pub(super) struct Linked {
    pub(super) text: Clean,
    /// Its words that lead somewhere, and the numbers behind them.
    pub(super) spans: Vec<(Range<usize>, Look)>,
    pub(super) insertions: Insertions,
    /// The words that lead somewhere.
    pub(super) leads: Vec<Lead>,
}

/// Words of a block that a note is about.
#[derive(Clone, Debug)]
pub(super) struct Noted {
    /// Bytes of the text of the block.
    pub(super) range: Range<usize>,
    /// Stands behind them, and before the note; none where they go on in another block.
    pub(super) sign: Option<&'static str>,
}

/// How many words of a block lead somewhere.
pub(super) fn n_leads(block: &Block) -> usize {
    links(block).len()
}

/// The text of a block; its links are numbered from `first` on where that is wanted, and words with a note have its sign
/// behind them.
pub(super) fn linked(block: &Block, first: Option<usize>, noted: &[Noted]) -> Linked {
    let links = links(block);
    let numbers: Vec<Clean> = match first {
        Some(first) => (first..).take(links.len()).map(superscript).collect(),
        None => Vec::new(),
    };
    let numbered = links.iter().map(|(range, _)| range.end).zip(numbers.iter().cloned());
    let signed = noted.iter().filter_map(|noted| Some((noted.range.end, Clean::new(noted.sign?))));
    let mut put_in: Vec<(usize, Clean)> = numbered.chain(signed).collect();
    put_in.sort_by_key(|(at, _)| *at);
    let text = match put_in.is_empty() {
        true => block.text.clone(),
        false => block.text.with_notes(put_in.iter().map(|(at, sign)| (*at, sign))),
    };
    let insertions = Insertions(put_in.iter().map(|(at, sign)| (*at, sign.len())).collect());
    let (mut spans, mut leads) = (Vec::with_capacity(links.len()), Vec::with_capacity(links.len()));
    for (idx, (range, address)) in links.into_iter().enumerate() {
        let words = block.text.slice(range.clone());
        let range = insertions.range(range);
        spans.push((range.clone(), Look::Link));
        spans.extend(numbers.get(idx).map(|number| (range.end..range.end + number.len(), Look::Accent)));
        leads.push(Lead { words, address, range });
    }
    for Noted { range, sign } in noted {
        let range = insertions.range(range.clone());
        let sign = sign.filter(|sign| text.as_str().get(range.end..).is_some_and(|behind| behind.starts_with(sign)));
        spans.extend(sign.map(|sign| (range.end..range.end + sign.len(), Look::Accent)));
        spans.push((range, Look::Noted));
    }
    Linked { text, spans, insertions, leads }
}

/// The links that can be shown and opened, one behind the other.
fn links(block: &Block) -> Vec<(Range<usize>, WebAddress)> {
    let mut end = 0;
    let link = |link: &crate::model::article::Link| {
        let range = link.start as usize..link.end as usize;
        let is_there = block.text.get(range.clone()).is_some_and(|words| !words.trim().is_empty());
        let address = WebAddress::parse(&link.address).filter(|_| is_there && range.start >= end)?;
        end = range.end;
        Some((range, address))
    };
    block.links.iter().filter_map(link).collect()
}

fn superscript(number: usize) -> Clean {
    const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let figure = |digit: char| digit.to_digit(10).and_then(|digit| FIGURES.get(digit as usize));
    Clean::new(&number.to_string().chars().filter_map(figure).collect::<String>())
}

impl Insertions {
    /// Nothing was put in.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A range of the text where it is shown: without what was put in around it.
    pub(super) fn range(&self, range: Range<usize>) -> Range<usize> {
        let before = |is_before: &dyn Fn(usize) -> bool| -> usize {
            self.0.iter().take_while(|(at, _)| is_before(*at)).map(|(_, len)| len).sum()
        };
        range.start + before(&|at| at <= range.start)..range.end + before(&|at| at < range.end)
    }

    /// The byte of the text that is shown at this byte; inside of what was put in, the one behind it.
    pub(super) fn without(&self, shown: usize) -> usize {
        let mut n_before = 0;
        for (at, len) in &self.0 {
            if shown <= at + n_before {
                break;
            }
            if shown < at + n_before + len {
                return *at;
            }
            n_before += len;
        }
        shown - n_before
    }

    /// The text without what was put in.
    pub(super) fn left_out_of(&self, shown: &str) -> String {
        let (mut text, mut from, mut n_before) = (String::with_capacity(shown.len()), 0, 0);
        for (at, len) in &self.0 {
            text.push_str(shown.get(from..at + n_before).unwrap_or_default());
            n_before += len;
            from = at + n_before;
        }
        text + shown.get(from..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{linked_paragraph, paragraph};

    #[test]
    fn numbers_stand_behind_the_words_and_change_no_place() {
        let block = linked_paragraph("Le phare, le port et la mer.", &["phare", "port", "et la"]);
        let Linked { text, spans, insertions, leads } = linked(&block, Some(9), &[]);
        assert_eq!(text.as_str(), "Le phare⁹, le port¹⁰ et la¹¹ mer.");
        let shown: Vec<&str> = spans.iter().map(|(range, _)| &text.as_str()[range.clone()]).collect();
        assert_eq!(shown, ["phare", "⁹", "port", "¹⁰", "et la", "¹¹"]);
        assert_eq!(leads.iter().map(|lead| lead.words.as_str()).collect::<Vec<_>>(), ["phare", "port", "et la"]);
        assert_eq!(insertions.left_out_of(&text), block.text.as_str());
        let plain = block.text.as_str();
        for (start, _) in plain.char_indices() {
            let range = insertions.range(start..plain.len());
            assert_eq!(text.as_str()[range.clone()].chars().next(), plain[start..].chars().next(), "{start}");
            assert_eq!(insertions.without(range.start), start);
        }
    }

    #[test]
    fn without_numbers_the_text_is_the_blocks_own() {
        let block = linked_paragraph("Le phare.", &["phare"]);
        let Linked { text, insertions, .. } = linked(&block, None, &[]);
        assert!(text == block.text && insertions.is_empty());
        assert_eq!(insertions.range(3..8), 3..8);
    }

    #[test]
    fn what_cannot_be_shown_or_opened_is_no_link() {
        let mut block = linked_paragraph("Le phare rouvre.", &["phare", "rouvre"]);
        assert_eq!((n_leads(&block), n_leads(&paragraph("Rien."))), (2, 0));
        for (idx, start, end, address) in [
            (1, 4, 6, "https://quai.example/"),
            (1, 9, 99, "https://quai.example/"),
            (1, 10, 9, "https://quai.example/"),
            (1, 8, 9, "https://quai.example/"),
            (1, 9, 15, "javascript:alert(1)"),
        ] {
            let link = &mut block.links[idx];
            (link.start, link.end, link.address) = (start, end, Clean::new(address));
            assert_eq!(n_leads(&block), 1, "{start}..{end} {address}");
        }
    }
}
