//! The headline and the text of a page among menus, found together.
//!
//! Where teasers, comments and legal text outweigh a short article, the greatest run of text is not the article. An article
//! has a headline above it that speaks of it, and often its day or its author between the two; a list of teasers has not.
//! So every line that can be a headline is weighed with the text that would follow it, and the best pair is taken if it
//! clearly is the best: where two lines may be the headline, none is better than the wrong one.

use std::ops::Range;

use crate::ingest::captions::names_a_photographer;
use crate::ingest::likeness;
use crate::ingest::page::{Unit, is_above_a_gap, is_set_apart};
use crate::ingest::run::weight;
use crate::model::document::LineKind;
use crate::text::fold::fold;

/// A headline, and the run of text it stands above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The unit of the headline.
    pub headline: usize,
    /// From the first unit of the text to the end of the run.
    pub text: Range<usize>,
}

/// How probable the best headline has to be: about one in ten is then wrong on pages never seen.
const MIN_PROBABILITY: f64 = 0.4;

/// How many of the likeliest lines are compared with the text and with the rest of the page, which costs time.
const N_COMPARED: usize = 8;

/// The headline and its text, if one line stands out; `greatest` is the greatest run of text on the page.
pub fn find(units: &[Unit], greatest: &Range<usize>) -> Option<Anchor> {
    let mut candidates = candidates(units, greatest);
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let n_compared = candidates.len().min(N_COMPARED);
    let (likeliest, others) = candidates.split_at_mut(n_compared);
    for candidate in likeliest.iter_mut() {
        candidate.score += compared(units, &candidate.anchor);
    }
    let best = likeliest.iter().max_by(|a, b| a.score.total_cmp(&b.score))?;
    let headline = &units[best.anchor.headline].text;
    let is_twin = |other: &&Candidate| {
        let other = &units[other.anchor.headline].text;
        *other == *headline || (headline.len() >= 20 && other.contains(headline.as_str()))
    };
    // Repeated in a path or over a gallery, it is the same headline, and does not stand against itself.
    let rivals = likeliest.iter().filter(|other| !is_twin(other));
    let sum: f64 = 1.0 + rivals.map(|other| (other.score - best.score).exp()).sum::<f64>();
    if 1.0 / sum < MIN_PROBABILITY || !is_supported(units, &best.anchor) {
        return None;
    }
    let mut twins = likeliest.iter().chain(others.iter()).filter(is_twin);
    let above_greatest = twins.find(|twin| overlap(&twin.anchor.text, greatest));
    Some(above_greatest.unwrap_or(best).anchor.clone())
}

/// Two ranges have units in common.
pub fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// A line that may be the headline, and how much speaks for it.
struct Candidate {
    anchor: Anchor,
    score: f64,
}

/// Every open line that looks like a headline and has text below it.
fn candidates(units: &[Unit], greatest: &Range<usize>) -> Vec<Candidate> {
    let runs = runs(units);
    let n_chars = n_text_chars_above(units);
    let greatest_sum = units[greatest.clone()].iter().map(weight).sum::<i64>().max(1) as f64;
    let first_text = greatest.clone().find(|at| units[*at].is_running_text()).unwrap_or(greatest.end);
    let mut candidates = Vec::new();
    for at in (0..units.len()).filter(|at| units[*at].kind.is_none() && units[*at].is_title_like()) {
        let is_inside = (first_text + 1..greatest.end).contains(&at);
        if is_subheading(units, at, is_inside) {
            continue;
        }
        let Some((sum, text)) = text_below(units, &runs, at) else { continue };
        let share = |range: Range<usize>, of: &Range<usize>| {
            let n_chars = |range: &Range<usize>| f64::from(n_chars[range.end.max(range.start)] - n_chars[range.start]);
            n_chars(&range) / n_chars(of).max(1.0)
        };
        let of_page = share(0..at, &(0..units.len()));
        let of_greatest =
            if text.start < greatest.end { share(at.max(greatest.start)..greatest.end, greatest) } else { 0.0 };
        let place = Place { of_page, of_greatest, is_inside };
        let sum = sum as f64;
        let score = seen(units, at) + placed(&place) + sum.ln() + 0.6 * (sum / greatest_sum).min(1.5);
        candidates.push(Candidate { anchor: Anchor { headline: at, text }, score });
    }
    candidates
}

/// Right below a paragraph, or parted from it by open lines or by what stands inside articles, a line is a sub-heading.
fn is_subheading(units: &[Unit], at: usize, is_inside: bool) -> bool {
    let is_furniture = |unit: &Unit| {
        matches!(unit.kind, Some(LineKind::Boilerplate | LineKind::Credit | LineKind::Caption | LineKind::ImageName))
    };
    let near = || units[..at].iter().rev().take(4);
    let below_paragraph = near().take_while(|above| above.kind.is_none()).any(Unit::is_paragraph);
    let above = near().find(|above| !is_furniture(above));
    below_paragraph || above.is_some_and(|above| above.is_paragraph() || (is_inside && above.is_sentence()))
}

/// Characters of running text above each unit, and at the end all of them.
fn n_text_chars_above(units: &[Unit]) -> Vec<u32> {
    let mut above = Vec::with_capacity(units.len() + 1);
    let mut n_chars = 0;
    for unit in units {
        above.push(n_chars);
        n_chars += if unit.is_running_text() { unit.shape.n_chars } else { 0 };
    }
    above.push(n_chars);
    above
}

/// The best sum of a run that begins at each unit, and where that run ends.
fn runs(units: &[Unit]) -> Vec<(i64, usize)> {
    let mut runs = vec![(0, 0); units.len()];
    let mut next = (0, units.len());
    for (at, unit) in units.iter().enumerate().rev() {
        let sum = weight_below_headline(unit) + next.0;
        let end = if next.0 > 0 { next.1 } else { at + 1 };
        next = if sum > 0 { (sum, end) } else { (0, at) };
        runs[at] = next;
    }
    runs
}

/// What a unit adds to a text that has a headline: short lines between blank lines cost less than those of menus and lists,
/// which are seldom set so.
fn weight_below_headline(unit: &Unit) -> i64 {
    const COST_SET_APART: i64 = 60;
    let is_line = unit.kind.is_none() && !unit.is_text() && !unit.recurs;
    if is_line && unit.is_apart { -COST_SET_APART } else { weight(unit) }
}

/// How far below its headline a text may begin, in units: galleries and share buttons stand between.
const MAX_DISTANCE: usize = 40;

/// What a run has to weigh to be a text, in characters.
const MIN_SUM: i64 = 60;

/// The text a line would be the headline of: the best run below it, less what stands between.
fn text_below(units: &[Unit], runs: &[(i64, usize)], headline: usize) -> Option<(i64, Range<usize>)> {
    let mut between = 0;
    let mut best: Option<(i64, Range<usize>)> = None;
    for at in headline + 1..units.len().min(headline + MAX_DISTANCE) {
        let unit = &units[at];
        let (sum, end) = runs[at];
        if sum > 0 && unit.is_running_text() && best.as_ref().is_none_or(|(known, _)| sum - between > *known) {
            best = Some((sum - between, at..end));
        }
        between += match unit.kind {
            _ if unit.is_tail() => 96,
            None => 12,
            Some(LineKind::Boilerplate) => 6,
            Some(_) => 0,
        };
    }
    best.filter(|(sum, _)| *sum >= MIN_SUM)
}

// The numbers below come from a softmax regression over the lines of each page, trained on the 181 pages of the public
// article-extraction benchmark with and without their blank lines; on pages left out of the training it took the right line
// on 83 % and a wrong one on 11 %. They are rounded to a tenth. What tells a standfirst is a little stronger than learnt,
// because newspapers have more of them than those pages; a gap below alone was not learnt but tried, because those pages
// had blank lines around their headings, and a browser copies none above one. Nor was it learnt that what stands right below a
// heading such as "Popular stories" is a link.

/// Where on the page a line stands.
struct Place {
    /// The share of the running text that is above it: teasers of other articles, or the article itself.
    of_page: f64,
    /// The share of the greatest run that is below it.
    of_greatest: f64,
    /// The greatest run goes on above and below it: a sub-heading.
    is_inside: bool,
}

fn placed(place: &Place) -> f64 {
    1.0 * place.of_greatest - 1.3 * place.of_page - 1.9 * yes(place.is_inside)
}

/// What a line shows by itself and by its neighbours.
fn seen(units: &[Unit], at: usize) -> f64 {
    let unit = &units[at];
    let head_below = (at + 1..units.len().min(at + 7)).filter(|below| is_head(&units[*below]));
    let (first_head, n_heads) = head_below.fold((None, 0), |(first, n), below| (first.or(Some(below - at)), n + 1));
    let nearness = match first_head {
        None => 0.0,
        Some(1) => 2.5,
        Some(2) => 2.3,
        Some(_) => 1.6,
    };
    let length = match unit.shape.n_words {
        0..=2 => -3.0,
        3 => -2.3,
        4..=5 => -1.3,
        6..=16 => 0.0,
        _ => -1.6,
    };
    let apartness = match (is_set_apart(units, at), is_above_a_gap(units, at)) {
        (true, _) => 2.6,
        (false, true) => 1.6,
        (false, false) => 0.0,
    };
    let is_cut = unit.text.ends_with("...") || unit.text.ends_with('…');
    let has_standfirst = (at + 1..units.len().min(at + 6))
        .find(|below| units[*below].kind.is_none())
        .is_some_and(|below| units[below].shape.n_chars > unit.shape.n_chars && units[below].shape.n_words >= 8);
    nearness + length + 0.8 * yes(n_heads > 1) + apartness + 0.3 * yes(has_standfirst)
        - 1.0 * yes(is_cut)
        - 0.6 * yes(unit.text.ends_with(':'))
        - 1.1 * yes(names_a_photographer(&unit.text))
        - 2.0 * yes(at > 0 && units[at - 1].is_tail())
}

/// What a line has in common with the text below it, and with other lines of the page: titles are repeated in paths,
/// in calls to share and in lists.
fn compared(units: &[Unit], anchor: &Anchor) -> f64 {
    let headline = &units[anchor.headline];
    let body = first_paragraphs(units, &anchor.text);
    4.2 * likeness::shared_words(&headline.text, &body) + 0.9 * yes(is_repeated(units, anchor))
        - 1.0 * yes(is_standfirst(units, anchor, &body))
}

fn is_repeated(units: &[Unit], anchor: &Anchor) -> bool {
    let headline = &units[anchor.headline];
    let others = units[..anchor.headline].iter().chain(&units[anchor.headline + 1..]);
    headline.shape.n_words >= 3 && likeness::stands_in(&headline.text, others)
}

/// Being the best of few is not enough: something must say that it is a headline.
fn is_supported(units: &[Unit], anchor: &Anchor) -> bool {
    let headline = &units[anchor.headline];
    let has_head_below = units[anchor.headline + 1..anchor.text.start].iter().any(is_head);
    (has_head_below && headline.shape.n_words >= 3)
        || is_repeated(units, anchor)
        || likeness::shared_words(&headline.text, &first_paragraphs(units, &anchor.text)) >= 0.2
}

/// Close above it is a line that is not longer, and speaks of the same text: then this is what stands below a headline.
fn is_standfirst(units: &[Unit], anchor: &Anchor, body: &str) -> bool {
    let this = &units[anchor.headline];
    let body = fold(&this.text) + " " + body;
    (anchor.headline.saturating_sub(5)..anchor.headline).any(|at| {
        let above = &units[at];
        above.kind.is_none()
            && above.is_title_like()
            && above.shape.n_words >= 3
            && above.shape.n_chars * 10 <= this.shape.n_chars * 13
            && likeness::shared_words(&above.text, &body) >= 0.3
    })
}

/// The beginning of a text, folded, to compare headlines with.
fn first_paragraphs(units: &[Unit], text: &Range<usize>) -> String {
    let mut paragraphs = String::new();
    for unit in units[text.clone()].iter().take(8).filter(|unit| unit.is_running_text()) {
        if paragraphs.len() > 3000 {
            break;
        }
        paragraphs.push(' ');
        paragraphs.push_str(&fold(&unit.text));
    }
    paragraphs
}

fn is_head(unit: &Unit) -> bool {
    matches!(unit.kind, Some(LineKind::Pubinfo | LineKind::Byline))
}

fn yes(is: bool) -> f64 {
    f64::from(u8::from(is))
}
