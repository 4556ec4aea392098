//! The headline of a page: right above its publication line, or the line above the text that speaks most of it.

use std::ops::Range;

use crate::ingest::captions::names_a_photographer;
use crate::ingest::headline;
use crate::ingest::heads::HeadKind;
use crate::ingest::likeness;
use crate::ingest::markup;
use crate::ingest::page::{Labels, Piece, Unit};
use crate::ingest::stated::Stated;
use crate::model::document::LineKind;
use crate::model::evidence::RuleId;
use crate::text::fold::fold;

/// Finds the headline of the container, if the text was not found by it, and marks those of all pieces. A headline that is
/// stated and stands in no line leaves none to be guessed.
pub fn find(labels: &mut Labels, anchored: Option<usize>, stated: &Stated) {
    let body = labels.pieces.first().map_or(0..0, |container| container.body.clone());
    let said = markup::headline(&labels.units, &body, stated);
    let fits = |at: &usize| stated.titles().is_empty() || stated.speak_of(&labels.units[*at].text);
    let guessed = || container_title(labels, anchored).filter(fits);
    let title = said.map(|(at, _)| at).or_else(guessed);
    if let Some((at, rule)) = said {
        labels.units[at].rule = Some(RuleId(rule));
    }
    if let Some(container) = labels.pieces.first_mut() {
        container.title = title;
        let first_text = body.clone().find(|at| labels.units[*at].is_running_text()).unwrap_or(body.end);
        // A headline deep in the text, where markup has put it, takes nothing from the text above it.
        let is_above = said.is_none_or(|(at, _)| at <= first_text);
        if let Some(title) = title.filter(|_| is_above) {
            container.body.start = container.body.start.max(title + 1).min(container.body.end.max(title + 1));
            container.body.end = container.body.end.max(container.body.start);
        }
    }
    headlines_above_publication(labels);
    for piece in &labels.pieces {
        if let Some(title) = piece.title {
            labels.units[title].kind = Some(LineKind::Title);
            labels.units[title].rule = labels.units[title].rule.or(Some(RuleId("title.above_body")));
        }
    }
}

/// Above the headline of an aggregator's page stand headlines of others, also when no gap shows that they are a ticker.
fn headlines_above_publication(labels: &mut Labels) {
    let Some(Piece { title: Some(title), units, .. }) = labels.pieces.first() else { return };
    let (title, first) = (*title, units.start);
    let is_publication = |at: usize| labels.heads.get(&at).is_some_and(|head| head.kind == HeadKind::Publication);
    if !(title + 1..title + 6).any(is_publication) {
        return;
    }
    for at in first..title {
        let unit = &mut labels.units[at];
        if unit.kind.is_none() && unit.shape.n_words >= 4 && unit.is_title_like() {
            unit.kind = Some(LineKind::Ticker);
            unit.rule = Some(RuleId("layout.headline_above"));
            labels.headlines.insert(at, vec![unit.text.clone()]);
        }
    }
}

/// A publication line has its headline right above it. Among menus, and where the text was found by a headline, all lines
/// near it are weighed; on a plain page it is the open unit before the text that speaks most of it.
fn container_title(labels: &Labels, anchored: Option<usize>) -> Option<usize> {
    let container = labels.pieces.first()?;
    let units = &labels.units;
    let is_publication = |at: &usize| labels.heads.get(at).is_some_and(|head| head.kind == HeadKind::Publication);
    if let Some(publication) = container.units.clone().find(is_publication) {
        let above = (container.units.start..publication).rev().find(|at| units[*at].kind.is_none())?;
        let n_between =
            units[above..publication].iter().filter(|unit| unit.kind == Some(LineKind::Boilerplate)).count();
        return Some(above).filter(|_| n_between <= 6 && units[above].is_title_like());
    }
    let first_text = first_text(units, container);
    let above = units[container.units.start..first_text].iter();
    let is_plain = above.filter(|unit| is_furniture(unit)).count() <= 3;
    if anchored.is_some() || !is_plain {
        return headline::of_text(units, &container.body);
    }
    let open = (container.units.start..first_text).rev().filter(|at| units[*at].kind.is_none());
    let candidates: Vec<usize> = open.take(MAX_TITLE_DISTANCE).filter(|at| units[*at].is_title_like()).collect();
    let topmost = candidates.last().copied();
    let score = |at: usize, body: &str| {
        // Without menus above it the first line of a page is its headline.
        let begins_plain_page = if Some(at) == topmost { 0.7 } else { 0.0 };
        title_score(labels, at, first_text, body) + begins_plain_page
    };
    match candidates[..] {
        [] => return None,
        // On most pages there is one, and it is good enough whatever the text speaks of.
        [only] if score(only, "") >= 0.0 => return Some(only),
        _ => {}
    }
    let body = folded_sample(units, first_text..container.body.end.max(first_text));
    let scored: Vec<(f64, usize)> = candidates.into_iter().map(|at| (score(at, &body), at)).collect();
    let mut best = *scored.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    if best.0 < 0.0 {
        return None;
    }
    // Under a headline stands its standfirst, which speaks of the text even more.
    while let Some(above) = scored.iter().find(|above| is_headline_of(units, **above, best)) {
        best = *above;
    }
    Some(best.1)
}

/// Close above, not longer, and nearly as good: the headline over a standfirst or a caption.
fn is_headline_of(units: &[Unit], above: (f64, usize), below: (f64, usize)) -> bool {
    let (upper, lower) = (&units[above.1].shape, &units[below.1].shape);
    let is_close = above.1 < below.1 && below.1 - above.1 <= 5;
    is_close && upper.n_words >= 3 && upper.n_chars * 10 <= lower.n_chars * 13 && above.0 + CLIMB >= below.0
}

/// By how much a headline may score less than what stands below it.
const CLIMB: f64 = 0.5;

/// How many open units above the text are looked at for the headline.
const MAX_TITLE_DISTANCE: usize = 40;

/// Not known for anything, or known for a menu's.
pub fn is_furniture(unit: &Unit) -> bool {
    unit.kind.is_none() || unit.rule.is_some_and(|rule| rule.0.starts_with("section.") || rule.0 == "layout.menu")
}

/// The first unit of the container that is surely body: a sentence that is no headline, a post, a caption.
fn first_text(units: &[Unit], container: &Piece) -> usize {
    let range = if container.body.is_empty() { container.units.clone() } else { container.body.clone() };
    let is_body = |at: &usize| {
        let unit = &units[*at];
        match unit.kind {
            None => {
                (unit.shape.ends_sentence && unit.shape.n_words >= 6 && !unit.is_title_like())
                    || unit.shape.n_chars > 250
            }
            Some(kind) => matches!(kind, LineKind::TweetAuthor | LineKind::TweetHandle | LineKind::Caption),
        }
    };
    range.clone().find(is_body).unwrap_or((range.start + 1).min(range.end))
}

/// The beginning of the body, folded, to compare headlines with.
fn folded_sample(units: &[Unit], range: Range<usize>) -> String {
    let mut sample = String::new();
    for unit in &units[range] {
        if sample.len() > 6000 {
            break;
        }
        if unit.kind.is_none() {
            sample.push(' ');
            sample.push_str(&fold(&unit.text));
        }
    }
    sample
}

/// How much a unit is the headline of the text below it: shared words, form, what stands after it, nearness.
fn title_score(labels: &Labels, at: usize, first_text: usize, body: &str) -> f64 {
    let unit = &labels.units[at];
    let has_head_below = (at + 1..first_text.min(at + 5)).any(|below| labels.heads.contains_key(&below));
    let above = labels.units.iter().enumerate().take(first_text).filter(|(other, _)| *other != at);
    let is_repeated = unit.shape.n_words >= 4 && likeness::stands_in(&unit.text, above.map(|(_, other)| other));
    let length = match unit.shape.n_words {
        0..=2 => 0.0,
        3 => 0.2,
        4..=24 => 0.6,
        _ => 0.1,
    };
    let distance = first_text.saturating_sub(at) as f64;
    let caption = if names_a_photographer(&unit.text) { 1.2 } else { 0.0 };
    likeness::shared_words(&unit.text, body) * 1.8
        + f64::from(u8::from(has_head_below)) * 0.4
        + f64::from(u8::from(is_repeated)) * 0.8
        + length
        - distance * 0.02
        - caption
}
