//! The body of a page as its best contiguous run of text: language-free, without a list, and sound on sites nobody has seen.
//!
//! Long or punctuated lines add their length, everything else costs; the run with the greatest sum is the body. Two things
//! could outweigh an article and are told apart first: readers' comments below it, and lists whose entries look like text.
//! What recurs between the paragraphs, such as the place of an advertisement, is passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::ingest::anchor::{self, Anchor};
use crate::ingest::heads::{Head, HeadKind};
use crate::ingest::page::{Piece, Unit};
use crate::ingest::rules::Scope;
use crate::model::document::LineKind;

/// What a line that is no text costs, in characters of text. This and the numbers below were tuned on public sets of
/// whole pages and checked on others; they are characters, so they hold for every language written with letters.
const COST: i64 = 80;

/// What one unit adds at most: a single long line of legal text must not outweigh an article of short paragraphs.
const MAX_GAIN: i64 = 300;

/// The units of the text, from its first to its last, and the headline they were found by.
pub struct Body {
    /// Empty where nothing looks like text.
    pub units: Range<usize>,
    /// Only where menus made it necessary to look for the headline first.
    pub headline: Option<usize>,
}

/// The body: on a page with little besides text, from its first text to its last; among menus what stands below the
/// headline; and where no headline stands out the run with the greatest sum of weights (Kadane).
pub fn best(units: &[Unit], heads: &BTreeMap<usize, Head>) -> Body {
    let units = &units[..comments_start(units).unwrap_or(units.len())];
    let units = &units[..thread_start(units).unwrap_or(units.len())];
    if let Some(plain) = plain_body(units) {
        return Body { units: above_comments(units, plain), headline: None };
    }
    let is_aggregator = heads.values().any(|head| head.kind == HeadKind::Publication);
    let greatest = extended(units, best_run(units), 0);
    let comments = comments_heading(units, 0..units.len()).unwrap_or(units.len());
    let is_above_comments = |anchor: &Anchor| anchor.headline < comments;
    let (run, headline) = match anchor::find(units, &greatest).filter(is_above_comments).filter(|_| !is_aggregator) {
        Some(anchor) => (anchored(units, &anchor, &greatest), Some(anchor.headline)),
        None => (greatest, None),
    };
    Body { units: above_comments(units, run), headline }
}

/// The text that markup delimits, up to the readers' comments, or to what heads the links below its greatest run.
pub fn said(units: &[Unit], body: Range<usize>) -> Range<usize> {
    const MAX_RATIO: u32 = 5;
    let end = thread_start(&units[..body.end]).filter(|at| *at > body.start).unwrap_or(body.end);
    let body = above_comments(units, body.start..end);
    let text = &units[body.clone()];
    let run = extended(text, best_run(text), 0);
    let n_chars = |units: &[Unit]| -> u32 {
        units.iter().filter(|unit| unit.kind.is_none()).map(|unit| unit.shape.n_chars).sum()
    };
    let is_below_text = |tail: &usize| n_chars(&text[..*tail]) >= n_chars(text) / MAX_RATIO;
    let tail = (run.end..text.len()).find(|at| text[*at].is_tail()).filter(is_below_text);
    body.start..tail.map_or(body.end, |tail| body.start + tail)
}

/// The run up to what heads the readers' comments, however long they are.
fn above_comments(units: &[Unit], run: Range<usize>) -> Range<usize> {
    run.start..comments_heading(units, run.clone()).unwrap_or(run.end)
}

/// What heads the readers' comments. A link to them can stand above the article, too: there is little text above it then.
fn comments_heading(units: &[Unit], range: Range<usize>) -> Option<usize> {
    const N_CHARS_ABOVE: u32 = 600;
    const MAX_SHARE: u32 = 8;
    let n_chars = |unit: &Unit| if unit.is_sentence() { unit.shape.n_chars } else { 0 };
    let n_all: u32 = units[range.clone()].iter().map(n_chars).sum();
    let mut n_above = 0;
    range.into_iter().find(|at| {
        let heads_comments = units[*at].is_comments && units[*at].is_tail();
        let is_below_text = n_above >= N_CHARS_ABOVE && n_above >= (n_all - n_above) / MAX_SHARE;
        n_above += n_chars(&units[*at]);
        heads_comments && is_below_text
    })
}

/// The text of a page without menus, up to what heads the links below it.
fn plain_body(units: &[Unit]) -> Option<Range<usize>> {
    let first = units.iter().position(Unit::is_running_text)?;
    let last_solid = (0..units.len()).rfind(|at| solid(units, *at).is_some()).unwrap_or(first);
    // What heads links in the middle of the text does not end it.
    let end = (last_solid..units.len()).find(|at| units[*at].is_tail()).unwrap_or(units.len());
    let last = units[first..end].iter().rposition(Unit::is_running_text)? + first;
    let n_text = units.iter().filter(|unit| unit.is_running_text()).count();
    let n_other = units.iter().filter(|unit| unit.kind.is_none() && !unit.is_text()).count();
    let n_menu = units.iter().filter(|unit| unit.kind == Some(LineKind::Boilerplate)).count();
    (n_other <= n_text / 4 + 3 && n_menu <= n_text + 6).then_some(first..last + 1)
}

fn best_run(units: &[Unit]) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (at, unit) in units.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += weight(unit);
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    best
}

/// The text below a headline: it may begin with a paragraph that pictures and links part from the rest, and go on after
/// links to related articles.
fn anchored(units: &[Unit], anchor: &Anchor, greatest: &Range<usize>) -> Range<usize> {
    let above = anchor.headline + 1..anchor.text.start;
    let last_head = above.clone().rfind(|at| matches!(units[*at].kind, Some(LineKind::Pubinfo | LineKind::Byline)));
    let lead = last_head.and_then(|head| (head + 1..above.end.min(head + 3)).find(|at| units[*at].is_paragraph()));
    let run = lead.unwrap_or(anchor.text.start)..anchor.text.end;
    let mut run = extended(units, run, anchor.headline + 1);
    while let Some(end) = resumed_after(units, run.end) {
        run.end = end;
    }
    // The greatest run of text knows its ends better, where it is the same text.
    if anchor::overlap(&run, greatest) {
        let comments = (run.end..greatest.end).find(|at| units[*at].is_comments);
        return run.start.min(greatest.start).max(anchor.headline + 1)..comments.unwrap_or(run.end.max(greatest.end));
    }
    run
}

/// How many units a list of related articles takes in the middle of a text.
const MAX_RELATED: usize = 8;

/// Where the text goes on below links to related articles.
fn resumed_after(units: &[Unit], end: usize) -> Option<usize> {
    let reach = end..(end + MAX_RELATED).min(units.len().saturating_sub(1));
    let second = reach.take_while(|at| !units[*at].is_comments).find_map(|at| solid(units, at));
    second.map(|at| end_of_sentences(units, at + 1))
}

/// The run, with what belongs to it beyond a gap: two units of running text in a row, not far away, and no tail between;
/// above it nothing before `top`.
fn extended(units: &[Unit], mut run: Range<usize>, top: usize) -> Range<usize> {
    if run.is_empty() {
        return run;
    }
    while let Some(end) = solid_after(units, run.end) {
        run.end = end;
    }
    while let Some(start) = solid_before(units, run.start, top) {
        run.start = start;
    }
    while let Some(at) = paragraph_beyond_list(units, run.end..(run.end + MAX_LIST).min(units.len())) {
        run.end = end_of_sentences(units, at + 1);
    }
    while let Some(at) = paragraph_beyond_list(units, (run.start.saturating_sub(MAX_LIST).max(top)..run.start).rev()) {
        run.start = at;
    }
    run
}

/// How many units a list takes that is part of the text.
const MAX_LIST: usize = 10;

/// The nearest long sentence, if nothing but open lines and pictures stands before it.
fn paragraph_beyond_list(units: &[Unit], mut reach: impl Iterator<Item = usize>) -> Option<usize> {
    const N_CHARS: u32 = 180;
    let may_be_inside = |unit: &Unit| match unit.kind {
        None | Some(LineKind::TweetText) => true,
        kind => matches!(kind, Some(LineKind::Credit | LineKind::Caption | LineKind::ImageName | LineKind::Image)),
    };
    let found = reach
        .find(|at| !may_be_inside(&units[*at]) || units[*at].shape.n_chars >= N_CHARS && units[*at].is_sentence())?;
    units[found].is_sentence().then_some(found)
}

/// How many units a picture, a list of links or an embedded post may take inside an article.
const MAX_GAP: usize = 30;

fn solid_after(units: &[Unit], end: usize) -> Option<usize> {
    let reach = end..(end + MAX_GAP).min(units.len().saturating_sub(1));
    let second = reach.take_while(|at| !units[*at].is_tail()).find_map(|at| solid(units, at));
    second.map(|at| end_of_sentences(units, at + 1))
}

/// Where the sentences end that go on from here.
fn end_of_sentences(units: &[Unit], from: usize) -> usize {
    from + units[from..].iter().take_while(|unit| unit.is_sentence()).count()
}

fn solid_before(units: &[Unit], start: usize, top: usize) -> Option<usize> {
    let reach = start.saturating_sub(MAX_GAP + 1).max(top)..start.saturating_sub(1);
    let found = reach.rev().find(|at| solid(units, *at).is_some())?;
    let n_above = units[top.min(found)..found].iter().rev().take_while(|unit| unit.is_sentence()).count();
    Some(found - n_above)
}

/// Two sentences in a row that are long enough to be a part of an article: the second one, if the first one is here.
fn solid(units: &[Unit], first: usize) -> Option<usize> {
    const MAX_BETWEEN: usize = 3;
    const N_CHARS: u32 = 220;
    let second = (first + 1..units.len()).take(MAX_BETWEEN + 1).find(|at| !units[*at].recurs)?;
    let pair = [&units[first], &units[second]];
    let n_chars: u32 = pair.iter().map(|unit| unit.shape.n_chars).sum();
    (pair.iter().all(|unit| unit.is_sentence()) && n_chars >= N_CHARS).then_some(second)
}

/// What a unit adds to a run of body text.
pub fn weight(unit: &Unit) -> i64 {
    let n_chars = i64::from(unit.shape.n_chars);
    match (unit.kind, unit.scope) {
        (None, _) if unit.recurs => 0,
        (None, _) if unit.is_text() && unit.shape.ends_sentence => (n_chars - 20).min(MAX_GAIN),
        // Headlines and teasers are long, too, but they do not end like a sentence.
        (None, _) if unit.is_text() => (n_chars / 2 - 60).min(MAX_GAIN),
        (None, _) => -COST,
        (Some(LineKind::TweetText), _) => n_chars.min(MAX_GAIN),
        (Some(LineKind::Boilerplate), Scope::Tail) if unit.is_comments => -1500,
        (Some(LineKind::Boilerplate), Scope::Tail) => -250,
        (Some(LineKind::Boilerplate), Scope::Head) => -100,
        (Some(LineKind::Boilerplate), Scope::Line) => -40,
        (Some(LineKind::Credit | LineKind::AgencyCredit), _) => 10,
        (Some(LineKind::Pubinfo), _) => -200,
        (Some(LineKind::Byline), _) => -30,
        (Some(_), _) => 0,
    }
}

/// Where the readers' comments begin: the first of at least three lines that say who wrote when, below some text.
fn comments_start(units: &[Unit]) -> Option<usize> {
    const N_NEEDED: usize = 3;
    const N_CHARS_ABOVE: u32 = 200;
    let signed: Vec<usize> = (0..units.len()).filter(|at| signs_comment(&units[*at])).collect();
    let first = *signed.first().filter(|_| signed.len() >= N_NEEDED)?;
    let n_chars_above: u32 =
        units[..first].iter().filter(|unit| unit.kind.is_none() && unit.is_text()).map(|unit| unit.shape.n_chars).sum();
    (n_chars_above >= N_CHARS_ABOVE).then_some(first)
}

/// Where readers write one after the other, each with the moment: the first of at least four such lines with something short
/// said between them, below some text.
fn thread_start(units: &[Unit]) -> Option<usize> {
    const N_NEEDED: usize = 4;
    const MAX_UNITS: usize = 25;
    const MAX_CHARS_SAID: u32 = 700;
    const N_CHARS_ABOVE: u32 = 600;
    let n_said = |range: Range<usize>| -> u32 {
        units[range].iter().filter(|unit| unit.is_sentence()).map(|unit| unit.shape.n_chars).sum()
    };
    let moments: Vec<usize> = (0..units.len()).filter(|at| tells_moment(&units[*at])).collect();
    let is_answered =
        |pair: &[usize]| (1..=MAX_CHARS_SAID).contains(&n_said(pair[0]..pair[1])) && pair[1] - pair[0] <= MAX_UNITS;
    let is_below_text = |first: usize| n_said(0..first) >= N_CHARS_ABOVE;
    let threads = moments.windows(N_NEEDED).filter(|thread| thread.windows(2).all(is_answered));
    threads.map(|thread| thread[0]).find(|first| is_below_text(*first))
}

/// "NAME on September 12, 2018 at 4:47 pm", "Posted by: NAME | 12/03/2019 10:12".
fn tells_moment(unit: &Unit) -> bool {
    const MAX_CHARS: u32 = 90;
    if unit.shape.n_chars > MAX_CHARS || unit.lines.len() > 1 || unit.shape.ends_sentence {
        return false;
    }
    let text = unit.text.as_bytes();
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let is_number = |at: usize, n: usize| (at..at + n).all(is_digit) && !is_digit(at + n);
    let is_time = |at: usize| matches!(text[at], b':' | b'h') && is_digit(at - 1) && is_number(at + 1, 2);
    let is_year = |at: usize| matches!(&text[at..], [b'1', b'9', ..] | [b'2', b'0', ..]) && is_number(at, 4);
    let has_year = (0..text.len()).any(|at| is_year(at) && (at == 0 || !is_digit(at - 1)));
    has_year && (1..text.len()).any(is_time)
}

/// "NAME says:", "NAME a dit :", "NAME on September 12, 2018 at 4:47 pm said:".
fn signs_comment(unit: &Unit) -> bool {
    const SAYS: [&str; 18] = [
        " says:",
        " says",
        " said:",
        " wrote:",
        " a dit :",
        " a dit:",
        " dit :",
        " dice:",
        " dijo:",
        " schrieb:",
        " sagt:",
        " يقول:",
        " said...",
        " said…",
        " a dit...",
        " a dit…",
        " dijo...",
        " dijo…",
    ];
    if unit.shape.n_chars > 90 || unit.lines.len() > 1 {
        return false;
    }
    let text = unit.text.as_ref();
    SAYS.iter().any(|says| text.ends_with(says)) && unit.shape.n_words <= 12
}

/// On pages full of furniture: text-like units of the body with no text beside them, which are teasers and notices, and
/// lines that recur around the body, too. Those that recur in it alone may be the names of who speaks.
pub fn strays(units: &[Unit], piece: &Piece) -> Vec<usize> {
    let mut strays = related(units, piece);
    if n_outside(units, piece, None) >= N_OPEN {
        let around = units.iter().enumerate().filter(|(at, unit)| unit.recurs && !piece.body.contains(at));
        let around: BTreeSet<&str> = around.map(|(_, unit)| unit.text.as_str()).collect();
        let is_open = |at: &usize| units[*at].kind.is_none();
        let is_lost = |at: &usize| around.contains(units[*at].text.as_str()) || is_stray(units, &piece.body, *at);
        strays.extend(piece.body.clone().filter(is_open).filter(is_lost));
    }
    strays
}

/// The links to related articles in the middle of a text.
pub fn related(units: &[Unit], piece: &Piece) -> Vec<usize> {
    let headings = piece.body.clone().filter(|at| units[*at].is_tail());
    headings.flat_map(|heading| links_below(units, heading, piece.body.end)).collect()
}

/// The links below a heading such as "Read also" in the middle of a text: lines that are no text, up to a blank line.
fn links_below(units: &[Unit], heading: usize, end: usize) -> Range<usize> {
    let first = heading + 1;
    let is_link = |at: &usize| {
        let unit = &units[*at];
        let goes_on = *at == first || unit.n_blank_before == 0;
        goes_on && unit.kind.is_none() && !unit.is_text()
    };
    let n_links = (first..end.min(first + MAX_RELATED)).take_while(is_link).count();
    // A single line may be the sub-heading of what follows.
    first..if n_links >= 2 { first + n_links } else { first }
}

/// Lines of menus, lists and footers stand around the body.
pub fn has_furniture(units: &[Unit], piece: &Piece) -> bool {
    let n_open = n_outside(units, piece, None);
    n_open >= N_OPEN || n_open + n_outside(units, piece, Some(LineKind::Boilerplate)) >= N_FURNITURE
}

/// How many units of this kind stand around the body.
fn n_outside(units: &[Unit], piece: &Piece, kind: Option<LineKind>) -> usize {
    piece.units.clone().filter(|at| !piece.body.contains(at) && units[*at].kind == kind).count()
}

/// Open lines around the body from which a page counts as one with menus, and lines of which some are known for menus'.
const N_OPEN: usize = 12;
const N_FURNITURE: usize = 24;

/// Fewer words with a full stop are a call.
const N_WORDS_OF_SENTENCE: u32 = 6;

/// Not long, and of the two units at each side one is text at most; of those beside a sentence, none.
fn is_stray(units: &[Unit], body: &Range<usize>, at: usize) -> bool {
    let unit = &units[at];
    if unit.kind.is_some() || unit.shape.n_chars > 120 {
        return false;
    }
    let is_support =
        |at: &usize| units[*at].kind.is_none() && units[*at].is_text() || units[*at].kind == Some(LineKind::TweetText);
    let before = (body.start..at).rev().take(2);
    let after = (at + 1..body.end).take(2);
    let is_sentence = unit.shape.ends_sentence && unit.shape.n_words >= N_WORDS_OF_SENTENCE;
    let n_needed = if is_sentence { 1 } else { 2 };
    before.chain(after).filter(is_support).take(n_needed).count() < n_needed
}
