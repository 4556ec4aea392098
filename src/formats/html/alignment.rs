//! The words an extractor gave are found again among the lines of the page.
//!
//! Both are compared word by word, whatever stands between the words. Every line has places in the extract where it, or
//! most of it, can stand; of all ways to give the lines a place so that their order is that of the extract, the one that
//! covers the most words is taken, and of equal ones the one whose lines lie closest together: a teaser that repeats the
//! headline stays outside.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

/// As many words in a row tell a place in the extract.
const N_WORDS_OF_A_MARK: usize = 3;

/// What stands in more places than this tells nothing at first. Between lines that were found it is looked for again, with
/// eight times as many places allowed, and once more.
const N_PLACES: [usize; 3] = [16, 128, 1024];

/// The share of its words that must be in the extract, in per cent, for a line to be of it.
const COVERED: usize = 60;

/// For each line, whether it is of the extract.
pub fn covered<'l>(lines: impl Iterator<Item = &'l str>, extract: &str) -> Vec<bool> {
    let lines: Vec<Vec<u64>> = lines.map(words).collect();
    let mut covered = vec![false; lines.len()];
    cover(&lines, &words(extract), &N_PLACES, &mut covered);
    covered
}

/// Finds lines in the extract, then the others between them in what lies between.
fn cover(lines: &[Vec<u64>], extract: &[u64], n_places: &[usize], covered: &mut [bool]) {
    let Some((limit, further)) = n_places.split_first() else { return };
    if lines.is_empty() || extract.is_empty() {
        return;
    }
    let marks = marks(extract, *limit);
    let mut candidates = Vec::new();
    for (line, words) in lines.iter().enumerate() {
        candidates.extend(places(words, extract, &marks).into_iter().map(|place| Candidate { line, ..place }));
    }
    let (mut next_line, mut next_place) = (0, 0);
    for found in chain(&candidates, lines.len()) {
        covered[found.line] = true;
        let between = next_line..found.line;
        cover(&lines[between.clone()], &extract[next_place..found.start], further, &mut covered[between]);
        (next_line, next_place) = (found.line + 1, found.end);
    }
    cover(&lines[next_line..], &extract[next_place..], further, &mut covered[next_line..]);
}

/// The places of a few words in a row.
type Marks<'e> = HashMap<&'e [u64], Vec<usize>>;

/// A line, and words of the extract it can be.
#[derive(Clone, Copy)]
struct Candidate {
    line: usize,
    start: usize,
    end: usize,
    n_words: usize,
}

/// Words as numbers: letters and digits in lower case.
fn words(text: &str) -> Vec<u64> {
    let mut lower = String::new();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| {
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            xxh3_64(lower.as_bytes())
        })
        .collect()
}

/// Where each mark of one, two or three words stands, unless that is nearly everywhere.
fn marks(extract: &[u64], n_places: usize) -> Marks<'_> {
    let mut marks: Marks<'_> = HashMap::new();
    for n_words in 1..=N_WORDS_OF_A_MARK {
        for (start, mark) in extract.windows(n_words).enumerate() {
            let places = marks.entry(mark).or_default();
            if places.len() <= n_places {
                places.push(start);
            }
        }
    }
    marks.retain(|_, places| places.len() <= n_places);
    marks
}

/// Where in the extract a line can stand.
fn places(line: &[u64], extract: &[u64], marks: &Marks<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let n_of_mark = line.len().min(N_WORDS_OF_A_MARK);
    if n_of_mark == 0 {
        return candidates;
    }
    for start in places_of(&line[..n_of_mark], marks) {
        if extract[*start..].starts_with(line) {
            candidates.push(Candidate { line: 0, start: *start, end: start + line.len(), n_words: line.len() });
        }
    }
    if candidates.is_empty() && line.len() > n_of_mark {
        candidates.extend(partly(line, extract, marks));
    }
    candidates
}

fn places_of<'m>(mark: &[u64], marks: &'m Marks<'_>) -> &'m [usize] {
    marks.get(mark).map_or(&[], Vec::as_slice)
}

/// Where most words of the line stand in order, others being left out or put in.
fn partly(line: &[u64], extract: &[u64], marks: &Marks<'_>) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    let mut at = 0;
    let mut current: Option<Candidate> = None;
    while at + N_WORDS_OF_A_MARK <= line.len() {
        let places = places_of(&line[at..at + N_WORDS_OF_A_MARK], marks);
        let next = current.and_then(|current| {
            places.iter().find(|place| (current.end..current.end + 2 * line.len()).contains(*place))
        });
        let Some(start) = next.or(places.first()).copied() else {
            at += 1;
            continue;
        };
        let n_equal = line[at..].iter().zip(&extract[start..]).take_while(|(left, right)| left == right).count();
        let run = Candidate { line: 0, start, end: start + n_equal, n_words: n_equal };
        current = Some(match current {
            Some(current) if next.is_some() => {
                Candidate { end: run.end, n_words: current.n_words + run.n_words, ..current }
            }
            _ => run,
        });
        best = best.max_by_words(current);
        at += n_equal;
    }
    best.filter(|best| best.n_words * 100 >= line.len() * COVERED)
}

trait MaxByWords {
    fn max_by_words(self, other: Self) -> Self;
}

impl MaxByWords for Option<Candidate> {
    fn max_by_words(self, other: Self) -> Self {
        let n_words = |candidate: &Option<Candidate>| candidate.map_or(0, |candidate| candidate.n_words);
        if n_words(&other) > n_words(&self) { other } else { self }
    }
}

/// The best chain: lines and places both ascend, no two places overlap.
fn chain(candidates: &[Candidate], n_lines: usize) -> Vec<Candidate> {
    // The best chain that ends at a place, for all places: a tree of maxima over ends (Fenwick).
    let n_places = candidates.iter().map(|candidate| candidate.end).max().unwrap_or(0) + 1;
    let mut best_by_end: Vec<Option<usize>> = vec![None; n_places + 1];
    let mut chains: Vec<Chain> = Vec::with_capacity(candidates.len());
    let better = |chains: &[Chain], left: Option<usize>, right: Option<usize>| match (left, right) {
        (Some(left), Some(right)) => Some(if chains[right].worth > chains[left].worth { right } else { left }),
        (left, right) => left.or(right),
    };
    let mut first_of_line = 0;
    while first_of_line < candidates.len() {
        let line = candidates[first_of_line].line;
        let n = candidates[first_of_line..].iter().take_while(|candidate| candidate.line == line).count();
        let of_line = first_of_line..first_of_line + n;
        for candidate in &candidates[of_line.clone()] {
            let mut before = None;
            let mut idx = candidate.start + 1;
            while idx > 0 {
                before = better(&chains, before, best_by_end[idx]);
                idx &= idx - 1;
            }
            // A word counts more than all lines between the first and the last line of a chain.
            let worth = (candidate.n_words * (n_lines + 1)) as i64;
            let alone = worth + line as i64;
            let chain = match before.map(|before| (before, chains[before].worth + worth)) {
                Some((before, worth)) if worth > alone => Chain { before: Some(before), worth },
                _ => Chain { before: None, worth: alone },
            };
            chains.push(chain);
        }
        for chain in of_line {
            let mut idx = candidates[chain].end + 1;
            while idx <= n_places {
                best_by_end[idx] = better(&chains, best_by_end[idx], Some(chain));
                idx += idx & idx.wrapping_neg();
            }
        }
        first_of_line += n;
    }
    let total = |idx: &usize| chains[*idx].worth - candidates[*idx].line as i64;
    let mut last = (0..chains.len()).max_by(|left, right| total(left).cmp(&total(right)).then(right.cmp(left)));
    let mut chain = Vec::new();
    while let Some(idx) = last {
        chain.push(candidates[idx]);
        last = chains[idx].before;
    }
    chain.reverse();
    chain
}

/// The best chain that ends with a candidate.
struct Chain {
    before: Option<usize>,
    /// Its words, and the line it begins with: the later the better.
    worth: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of the lines that are of the extract, from 0.
    fn check(lines: &[&str], extract: &str, want: &[usize]) {
        let covered = covered(lines.iter().copied(), extract);
        let got: Vec<usize> = (0..lines.len()).filter(|line| covered[*line]).collect();
        assert_eq!(got, want, "{lines:?} in {extract:?}");
    }

    #[test]
    fn lines_are_found_in_the_extract() {
        check(
            &["Menu", "Un port rouvre.", "Les bateaux sortent.", "Contact"],
            "Un port rouvre. Les bateaux sortent.",
            &[1, 2],
        );
        check(&["un port", "rouvre"], "Un PORT, rouvre", &[0, 1]);
        check(&["", "...", "a"], "", &[]);
    }

    #[test]
    fn of_two_equal_lines_the_nearer_is_taken() {
        let text = "Le vent tombe\nLes pêcheurs sortent avant l'aube";
        check(&["Le vent tombe", "Sport", "Le vent tombe", "Les pêcheurs sortent avant l'aube"], text, &[2, 3]);
        let text = "Les pêcheurs sortent avant l'aube\nLe vent tombe";
        check(&["Les pêcheurs sortent avant l'aube", "Le vent tombe", "Sport", "Le vent tombe"], text, &[0, 1]);
    }

    #[test]
    fn a_line_of_which_some_was_left_out_is_found() {
        let line = "Partager Les pêcheurs sortent avant l'aube depuis lundi (photo) et vendent leur poisson au marché";
        let text = "Les pêcheurs sortent avant l'aube depuis lundi et vendent leur poisson au marché";
        check(&["Sport", line], text, &[1]);
        check(&["Les pêcheurs sortent du marché de la vieille ville avec leurs filets"], text, &[]);
    }

    #[test]
    fn a_line_that_is_everywhere_is_found_between_others() {
        let (zero, one) = ("0", "1");
        let mut lines = vec!["Menu", "0", "Le tableau commence ici"];
        lines.extend([zero, one].repeat(40));
        lines.extend(["Le tableau finit ici", "1", "Contact"]);
        let extract = lines[2..lines.len() - 2].join(" ");
        check(&lines, &extract, &(2..lines.len() - 2).collect::<Vec<_>>());
    }

    #[test]
    fn words_of_the_text_do_not_make_a_menu_of_it() {
        check(&["Monde", "Sport", "Le monde du sport est en fête.", "Sport"], "Le monde du sport est en fête.", &[2]);
    }
}
