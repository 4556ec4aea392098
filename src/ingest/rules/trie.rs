//! A trie: which of thousands of phrases a text begins with, found while its bytes are read one by one.

use std::ops::Range;

/// Phrases by their bytes. What an automaton has beyond it, to find phrases that begin later in a text, is never needed
/// for a line that is written by a rule, and would take ten times as long to make.
#[derive(Debug, Default)]
pub struct Trie {
    /// The byte that leads to each node, those of a node's children in ascending order one behind the other.
    bytes: Vec<u8>,
    nodes: Vec<Node>,
    /// The numbers of the phrases in the order of their bytes, and of equal ones the last first.
    numbers: Vec<u32>,
}

/// Where a text that is being read has come to.
#[derive(Clone, Copy, Debug)]
pub struct Place(u32);

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Its children.
    first_child: u32,
    n_children: u32,
    /// The phrases that end here, in `numbers`.
    first_number: u32,
    n_numbers: u32,
}

impl Trie {
    /// The trie of these phrases, which are known by their numbers in this order.
    pub fn new(phrases: &[String]) -> Trie {
        let mut numbers: Vec<u32> = (0..).take(phrases.len()).collect();
        numbers.sort_by(|a, b| phrases[*a as usize].cmp(&phrases[*b as usize]).then(b.cmp(a)));
        let phrase = |at: usize| phrases[numbers[at] as usize].as_bytes();
        let mut trie = Trie { bytes: vec![0], nodes: vec![Node::default()], numbers: Vec::new() };
        // The phrases below each node, and how many of their bytes lead to it.
        let mut below: Vec<(Range<usize>, usize)> = vec![(0..phrases.len(), 0)];
        let mut at = 0;
        while let Some((range, depth)) = below.get(at).cloned() {
            let n_numbers = range.clone().take_while(|at| phrase(*at).len() == depth).count();
            let mut start = range.start + n_numbers;
            let first_child = below.len();
            while start < range.end {
                let byte = phrase(start)[depth];
                let n = (start..range.end).take_while(|at| phrase(*at)[depth] == byte).count();
                below.push((start..start + n, depth + 1));
                trie.bytes.push(byte);
                start += n;
            }
            let [first_child, n_children, first_number, n_numbers] =
                [first_child, below.len() - first_child, range.start, n_numbers].map(|n| n as u32);
            trie.nodes[at] = Node { first_child, n_children, first_number, n_numbers };
            trie.nodes.resize(below.len(), Node::default());
            at += 1;
        }
        Trie { numbers, ..trie }
    }

    /// Where every text begins.
    pub fn start(&self) -> Place {
        Place(0)
    }

    /// Reads on; none if no phrase goes on with this byte.
    pub fn next(&self, place: Place, byte: u8) -> Option<Place> {
        let node = self.node(place);
        let first = node.first_child as usize;
        let at = memchr::memchr(byte, self.bytes.get(first..first + node.n_children as usize)?)?;
        Some(Place(node.first_child + at as u32))
    }

    /// The numbers of the phrases that end here; of equal ones the last first.
    pub fn ending(&self, place: Place) -> impl Iterator<Item = usize> {
        let node = self.node(place);
        let numbers = self.numbers.iter().skip(node.first_number as usize).take(node.n_numbers as usize);
        numbers.map(|number| *number as usize)
    }

    fn node(&self, Place(at): Place) -> Node {
        self.nodes.get(at as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_phrases() {
        let phrases = ["lire aussi", "lire", "à lire", "lire aussi", "lise", ""].map(str::to_owned);
        let trie = Trie::new(&phrases);
        for (text, begins_with) in [
            ("lire aussi :", &[(0, 5), (4, 1), (10, 3), (10, 0)][..]),
            ("lirai", &[(0, 5)]),
            ("à lire", &[(0, 5), (7, 2)]),
            ("", &[(0, 5)]),
            ("zut", &[(0, 5)]),
        ] {
            let mut found = Vec::new();
            let mut place = Some(trie.start());
            let mut bytes = text.bytes();
            let mut n_bytes = 0;
            while let Some(here) = place {
                found.extend(trie.ending(here).map(|number| (n_bytes, number)));
                place = bytes.next().and_then(|byte| trie.next(here, byte));
                n_bytes += 1;
            }
            assert_eq!(found, begins_with, "{text}");
        }
        assert!(Trie::new(&[]).next(Place(0), b'a').is_none());
    }
}
