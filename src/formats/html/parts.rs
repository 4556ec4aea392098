//! Which lines of a page are the text of its article, and which stand around it.

use crate::formats::html::alignment;
use crate::formats::html::lines::Line;
use crate::ingest::manuscript::{Form, Part};

/// The rule that is shown for a line the extractor passed over.
const OUTSIDE: Part = Part::Outside("html.outside_text");

/// With fewer words of the page in the text than this, it is not believed.
const N_WORDS: usize = 12;

/// Marks the lines by the words that `extract` finds, and lets go of what is hidden.
pub fn mark(page: &mut Vec<Line>, extract: impl FnOnce() -> Option<String>) {
    let covered = match extract() {
        Some(text) => alignment::covered(page.iter().map(|line| line.text.as_str()), &text),
        None => vec![false; page.len()],
    };
    for (line, is_text) in page.iter_mut().zip(covered) {
        line.hint.part = if is_text && line.hint.form != Form::Image { Part::Text } else { OUTSIDE };
    }
    let n_words: usize = page.iter().filter(|line| line.hint.part == Part::Text).map(n_words).sum();
    if n_words < N_WORDS {
        fall_back(page);
    }
    page.retain(|line| line.hint.part == Part::Text || !line.is_hidden);
    pictures(page);
}

fn n_words(line: &Line) -> usize {
    line.text.split_whitespace().count()
}

/// The element that says of itself that it is the article, if it is one; or else the labeller decides.
fn fall_back(page: &mut [Line]) {
    let n_containers = page.iter().map(|line| line.container).max().unwrap_or(0);
    let n_words_of = |container: u32| -> usize {
        page.iter().filter(|line| line.container == container && !line.is_hidden && !line.is_around).map(n_words).sum()
    };
    let largest = (1..=n_containers).take(64).map(|container| (n_words_of(container), container)).max();
    let container = largest.filter(|(n_words, _)| *n_words >= N_WORDS).map(|(_, container)| container);
    for line in page {
        line.hint.part = match container {
            _ if line.is_around => OUTSIDE,
            Some(container) if line.container == container => Part::Text,
            Some(_) => OUTSIDE,
            None => Part::Unknown,
        };
    }
}

/// Pictures between lines of the text are of it; those that say nothing stay only there.
fn pictures(page: &mut Vec<Line>) {
    let is_text = |line: &Line| line.hint.part == Part::Text;
    let first = page.iter().position(is_text).unwrap_or(page.len());
    let last = page.iter().rposition(is_text).unwrap_or(0);
    let mut idx = 0;
    page.retain_mut(|line| {
        let is_within = (first..=last).contains(&idx);
        idx += 1;
        if line.hint.form != Form::Image {
            return true;
        }
        if is_within {
            line.hint.part = Part::Text;
        }
        is_within || !line.is_mute
    });
}
