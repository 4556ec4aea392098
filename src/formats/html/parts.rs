//! Which lines of a page are the text of its article, and which stand around it.

use crate::formats::html::lines::{Line, Page};
use crate::formats::html::{alignment, structure};
use crate::ingest::manuscript::{Form, Part};

/// The rule that is shown for a line the extractor passed over.
const OUTSIDE: Part = Part::Outside("html.outside_text");

/// With fewer words of the page in the text than this, it is not believed.
const N_WORDS: usize = 12;

/// Marks the lines by the words that `extract` finds, and lets go of what is hidden.
pub fn mark(page: &mut Page, extract: impl FnOnce() -> Option<String>) {
    let Page { lines: page, branches } = page;
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
    } else {
        structure::narrow(page, branches);
        structure::fill(page, branches);
    }
    page.retain(|line| line.hint.part == Part::Text || !line.is_hidden);
    insets(page);
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

/// Pictures, the words under them and embedded posts that stand at the text are of it, and extractors leave them out. A
/// picture of which nothing is said stays nowhere else.
fn insets(page: &mut Vec<Line>) {
    let is_inset = |line: &Line| matches!(line.hint.form, Form::Image | Form::Caption) || line.is_post;
    let is_text = |line: &Line| line.hint.part == Part::Text;
    let Some(last) = page.iter().rposition(is_text) else {
        return page.retain(|line| !line.is_mute);
    };
    // Whether the nearest line that is no inset is text: before a line, and after it.
    let near = |was: &mut bool, line: &Line| {
        *was = if is_inset(line) { *was } else { is_text(line) };
        Some(*was)
    };
    let before: Vec<bool> = page.iter().scan(false, near).collect();
    let mut after: Vec<bool> = page.iter().rev().scan(false, near).collect();
    after.reverse();
    for (at, line) in page.iter_mut().enumerate().take(last + 1) {
        if is_inset(line) && !line.is_around && (before[at] || after[at]) {
            line.hint.part = Part::Text;
        }
    }
    page.retain(|line| !line.is_mute || is_text(line));
}
