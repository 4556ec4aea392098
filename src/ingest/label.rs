//! Each line of a page gets its place: headline, body, post, furniture.
//!
//! The order matters. What has a form of its own (tickers, rules, heads, posts, names of pictures) is known first, line by
//! line. The rest is joined into units where lines were broken. Then the body is found as the best contiguous run of
//! text, which needs no list and holds for sites nobody has seen; headlines stand before bodies; and only inside the body
//! do the fine kinds (sub-headings, captions, standfirsts) mean anything.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::ingest::dates::NumericOrder;
use crate::ingest::heads::{self, Head, HeadKind};
use crate::ingest::lines::{self, Line, Shape};
use crate::ingest::pile::Repeats;
use crate::ingest::rules::{RuleKind, Rules, Scope};
use crate::ingest::run::{self, is_text};
use crate::ingest::social;
use crate::ingest::ticker::{self, Gapped};
use crate::model::document::LineKind;
use crate::model::evidence::RuleId;
use crate::text::fold::fold;

/// One or more lines that are one piece of text: a paragraph that was broken is one unit, anything else is a line.
#[derive(Debug)]
pub struct Unit<'a> {
    /// Indices into the lines.
    pub lines: Range<usize>,
    /// The joined text.
    pub text: Cow<'a, str>,
    /// Counted over the joined text.
    pub shape: Shape,
    /// What it is; `None` until it is decided.
    pub kind: Option<LineKind>,
    /// The rule that decided.
    pub rule: Option<RuleId>,
    /// The credit inside a caption or credit line, in bytes of the text.
    pub credit: Option<Range<usize>>,
    /// Where the words of a caption end and its credit begins, in bytes of the text.
    pub caption_end: Option<usize>,
    /// How a rule's match reaches on.
    pub scope: Scope,
    /// It heads or belongs to the readers' comments.
    pub is_comments: bool,
    /// Blank lines before it.
    n_blank_before: u32,
}

/// A page with every line in its place.
#[derive(Debug)]
pub struct Labels<'a> {
    /// Every unit in order; every kind is decided.
    pub units: Vec<Unit<'a>>,
    /// Heads by unit.
    pub heads: HashMap<usize, Head>,
    /// The headlines of ticker lines by unit.
    pub headlines: HashMap<usize, Vec<Cow<'a, str>>>,
    /// The container, then the pieces republished in it.
    pub pieces: Vec<Piece>,
}

/// The units of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The headline.
    pub title: Option<usize>,
    /// Its part of the page.
    pub units: Range<usize>,
    /// From the first to the last unit of its body; empty if it has none.
    pub body: Range<usize>,
}

/// What lines are compared with.
#[derive(Clone, Copy)]
pub struct Known<'r> {
    /// The rule tables.
    pub rules: &'r Rules,
    /// Lines that other documents of the pile have too.
    pub repeats: Option<&'r Repeats>,
    /// How numeric dates are read on this page.
    pub order: NumericOrder,
}

/// Labels every line.
pub fn label<'a>(lines: &'a [Line<'a>], known: Known<'_>) -> Labels<'a> {
    let mut marks: Vec<Mark> = lines.iter().map(|line| mark(line, known)).collect();
    posts(lines, &mut marks);
    let (mut units, heads, headlines) = join(lines, marks);
    let mut labels = {
        let body = run::best(&units);
        credits(&mut units, &body);
        repeats_with_suffix(&mut units, &body);
        let pieces = pieces(&units, &heads, body);
        Labels { units, heads, headlines, pieces }
    };
    titles_above(&mut labels);
    run::set_aside_strays(&mut labels);
    for piece_idx in 0..labels.pieces.len() {
        settle(&mut labels, piece_idx);
    }
    set_aside_rest(&mut labels);
    labels
}

/// What is known of a line by its form alone.
#[derive(Debug, Default)]
struct Mark<'a> {
    kind: Option<LineKind>,
    rule: Option<RuleId>,
    scope: Scope,
    is_comments: bool,
    credit: Option<Range<usize>>,
    head: Option<Head>,
    headlines: Vec<Cow<'a, str>>,
}

impl Mark<'_> {
    fn of(kind: LineKind, rule: &'static str) -> Self {
        Mark { kind: Some(kind), rule: Some(RuleId(rule)), ..Mark::default() }
    }

    fn is_open(&self) -> bool {
        self.kind.is_none()
    }
}

fn mark<'a>(line: &Line<'a>, known: Known<'_>) -> Mark<'a> {
    match ticker::read(line.raw) {
        Some(Gapped::Headlines(headlines)) => return Mark { headlines, ..Mark::of(LineKind::Ticker, "layout.ticker") },
        Some(Gapped::Menu) => return Mark::of(LineKind::Boilerplate, "layout.menu"),
        None => {}
    }
    let text = line.text.as_ref();
    if let Some(found) = known.rules.find(text) {
        let rule = Some(found.id);
        match found.kind {
            RuleKind::Credit => {
                let credit = found.captures.credit.unwrap_or(found.rest);
                return Mark { kind: Some(LineKind::Credit), rule, credit: Some(credit), ..Mark::default() };
            }
            RuleKind::AgencyCredit => {
                let credit = found.captures.credit.unwrap_or(found.rest);
                return Mark { kind: Some(LineKind::AgencyCredit), rule, credit: Some(credit), ..Mark::default() };
            }
            RuleKind::Pubinfo | RuleKind::Byline => {
                if let Some(head) = heads::read(text, known.order) {
                    return Mark { rule, ..head_mark(head) };
                }
                // "Actualizado a las 20:56h": it is no text, though it tells no day.
                if found.kind == RuleKind::Pubinfo {
                    return Mark { kind: Some(LineKind::Pubinfo), rule, ..Mark::default() };
                }
            }
            kind => {
                let is_comments = kind == RuleKind::Comments;
                return Mark {
                    kind: Some(LineKind::Boilerplate),
                    rule,
                    scope: found.scope,
                    is_comments,
                    ..Mark::default()
                };
            }
        }
    }
    if known.repeats.is_some_and(|repeats| repeats.has(text)) {
        return Mark::of(LineKind::Boilerplate, "pile.repeated_line");
    }
    if is_breadcrumb(text) {
        return Mark::of(LineKind::Boilerplate, "layout.breadcrumb");
    }
    if social::is_image_name(text) {
        return Mark::of(LineKind::ImageName, "image.file_name");
    }
    match heads::read(text, known.order) {
        Some(head) => head_mark(head),
        None => Mark::default(),
    }
}

/// The path to the page: `Accueil > Culture > Patrimoine`, also with `»`, `›` or slashes between short names.
fn is_breadcrumb(text: &str) -> bool {
    const SIGNS: [(&str, usize); 5] = [(" > ", 2), (" › ", 2), (" » ", 3), (" / ", 3), (" → ", 3)];
    if text.len() > 200 || text.ends_with(['.', '!', '?', '؟']) || text.contains('«') {
        return false;
    }
    SIGNS.iter().any(|(sign, n_needed)| {
        let n_parts = text.split(sign).count();
        n_parts >= *n_needed
            && text
                .split(sign)
                .take(n_parts - 1)
                .all(|part| part.split(' ').count() <= 4 && !part.chars().any(char::is_numeric))
    })
}

fn head_mark<'a>(head: Head) -> Mark<'a> {
    let kind = if head.kind == HeadKind::Byline { LineKind::Byline } else { LineKind::Pubinfo };
    Mark { kind: Some(kind), rule: Some(head.rule), head: Some(head), ..Mark::default() }
}

/// Posts: the author above the handle, the age below it, then the text up to a blank line; a bare domain closes a card.
fn posts(lines: &[Line<'_>], marks: &mut [Mark<'_>]) {
    let has_blanks = lines.iter().any(|line| line.n_blank_before > 0);
    for at in 0..lines.len() {
        if !social::is_handle(&lines[at].text) {
            continue;
        }
        let author = at.checked_sub(1).filter(|above| marks[*above].is_open() && is_display_name(&lines[*above]));
        let age = (at + 1 < lines.len() && social::is_age(&lines[at + 1].text)).then_some(at + 1);
        if author.is_none() && age.is_none() {
            continue;
        }
        if let Some(author) = author {
            marks[author] = Mark::of(LineKind::TweetAuthor, "post.author");
        }
        marks[at] = Mark::of(LineKind::TweetHandle, "post.handle");
        if let Some(age) = age {
            marks[age] = Mark::of(LineKind::TweetAge, "post.age");
        }
        let first = age.unwrap_or(at) + 1;
        let end = post_end(lines, marks, first, has_blanks);
        for mark in &mut marks[first..end] {
            *mark = Mark::of(LineKind::TweetText, "post.text");
        }
        if end > first && lines.get(end).is_some_and(|line| social::is_link(&line.text)) {
            marks[end] = Mark::of(LineKind::TweetLink, "post.link");
        }
    }
}

fn is_display_name(line: &Line<'_>) -> bool {
    line.shape.n_chars <= 60 && line.shape.n_words <= 9 && !(line.shape.ends_sentence && line.shape.n_words > 4)
}

/// The end of the text of a post that begins at `first`.
fn post_end(lines: &[Line<'_>], marks: &[Mark<'_>], first: usize, has_blanks: bool) -> usize {
    /// The longest text of a post on the network these pages embed, with some room for what cards add.
    const MAX_CHARS: u32 = 300;
    let mut n_chars = 0;
    let mut end = first;
    while let Some(line) = lines.get(end) {
        let is_first = end == first;
        let opens_next = lines.get(end + 1).is_some_and(|next| social::is_handle(&next.text));
        if !marks[end].is_open() || opens_next || (line.n_blank_before > 0 && !is_first) || social::is_link(&line.text)
        {
            break;
        }
        let is_cut = line.text.ends_with('…') || line.text.ends_with("...");
        let is_tags = social::is_hashtags(&line.text);
        let link_follows = lines.get(end + 1).is_some_and(|next| social::is_link(&next.text));
        let fits =
            is_first || has_blanks || n_chars + line.shape.n_chars <= MAX_CHARS || is_cut || is_tags || link_follows;
        if !fits || end - first >= 12 {
            break;
        }
        n_chars += line.shape.n_chars;
        end += 1;
        // Without blank lines a line of hashtags is the only end a post shows.
        if !has_blanks && is_tags {
            break;
        }
    }
    end
}

type Joined<'a> = (Vec<Unit<'a>>, HashMap<usize, Head>, HashMap<usize, Vec<Cow<'a, str>>>);

/// Makes units: a line that begins small, or is closing punctuation only, continues an open line before it; in text that
/// was wrapped at a fixed width every line of a paragraph does.
fn join<'a>(lines: &'a [Line<'a>], marks: Vec<Mark<'a>>) -> Joined<'a> {
    let wrap_width = fixed_width(lines, &marks);
    let (mut heads, mut headlines) = (HashMap::new(), HashMap::new());
    let mut units: Vec<Unit<'a>> = Vec::with_capacity(lines.len());
    for (at, mark) in marks.into_iter().enumerate() {
        let line = &lines[at];
        if let Some(last) = units.last_mut().filter(|last| last.kind.is_none() && mark.is_open()) {
            let before = &lines[at - 1];
            let was_wrapped =
                wrap_width.is_some_and(|width| line.n_blank_before == 0 && before.shape.n_chars * 10 >= width * 6);
            if line.shape.begins_lower || line.shape.only_closing || was_wrapped {
                last.lines.end = at + 1;
                let separator = if line.shape.only_closing { "" } else { " " };
                let text = last.text.to_mut();
                text.push_str(separator);
                text.push_str(&line.text);
                continue;
            }
        }
        let unit_idx = units.len();
        if let Some(head) = mark.head {
            heads.insert(unit_idx, head);
        }
        if !mark.headlines.is_empty() {
            headlines.insert(unit_idx, mark.headlines);
        }
        units.push(Unit {
            lines: at..at + 1,
            text: Cow::Borrowed(line.text.as_ref()),
            shape: line.shape,
            kind: mark.kind,
            rule: mark.rule,
            credit: mark.credit,
            caption_end: None,
            scope: mark.scope,
            is_comments: mark.is_comments,
            n_blank_before: line.n_blank_before,
        });
    }
    for unit in units.iter_mut().filter(|unit| unit.lines.len() > 1) {
        unit.shape = lines::shape(&unit.text);
    }
    (units, heads, headlines)
}

/// The width in characters a text was wrapped at, if it was: within paragraphs nearly every line but the last is full.
fn fixed_width(lines: &[Line<'_>], marks: &[Mark<'_>]) -> Option<u32> {
    let width = lines.iter().zip(marks).filter(|(_, mark)| mark.is_open()).map(|(line, _)| line.shape.n_chars).max()?;
    if !(40..=120).contains(&width) {
        return None;
    }
    let inner = lines
        .windows(2)
        .zip(marks.windows(2))
        .filter(|(pair, marks)| pair[1].n_blank_before == 0 && marks[0].is_open() && marks[1].is_open());
    let (mut n_inner, mut n_full) = (0, 0);
    for (pair, _) in inner {
        n_inner += 1;
        n_full += usize::from(pair[0].shape.n_chars * 100 >= width * 78);
    }
    (n_inner >= 8 && n_full * 10 >= n_inner * 8).then_some(width)
}

/// The open unit directly above a credit is the caption the credit belongs to.
fn credits(units: &mut [Unit<'_>], body: &Range<usize>) {
    for at in 1..units.len() {
        let is_credit = units[at].kind == Some(LineKind::Credit);
        let above = &mut units[at - 1];
        if is_credit
            && above.kind.is_none()
            && above.shape.n_chars <= 600
            && (body.contains(&(at - 1)) || body.is_empty())
        {
            above.kind = Some(LineKind::Caption);
            above.rule = Some(RuleId("caption.above_credit"));
        }
    }
    for at in body.clone() {
        let unit = &mut units[at];
        if unit.kind.is_none()
            && unit.shape.n_chars <= 400
            && let Some((caption_end, credit)) = credit_at_end(&unit.text)
        {
            unit.caption_end = Some(caption_end);
            unit.kind = Some(LineKind::Caption);
            unit.rule = Some(RuleId("caption.with_credit"));
            unit.credit = Some(credit);
        }
    }
}

/// A credit at the end of a caption: `… . Photo : NAME`, `… © NAME`, `… (Photo NAME)`; where it begins, and the name.
fn credit_at_end(text: &str) -> Option<(usize, Range<usize>)> {
    let sign = CREDIT_SIGNS.iter().flat_map(|automaton| automaton.find_iter(text)).last()?;
    let (at, start) = (sign.start(), sign.end());
    let credit = text[start..].trim_end_matches([')', '.', ' ', ':']).trim_start_matches([':', ' ']);
    let start = start + text[start..].find(credit).unwrap_or(0);
    let is_name = (2..=60).contains(&credit.chars().count()) && credit.split(' ').count() <= 7 && at > 0;
    is_name.then(|| (at, start..start + credit.len()))
}

/// What stands between the words of a caption and the name of who made the picture.
static CREDIT_SIGNS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let signs = [
        " Photo : ",
        " Photo: ",
        " Crédit photo : ",
        " Crédit : ",
        " Crédits : ",
        " Photo credit: ",
        " Credit: ",
        " © ",
        " (Photo ",
        " (Photo: ",
        " (Photo by ",
        " (Image: ",
        " (Crédit ",
        " Foto: ",
        " (Foto: ",
        " (تصوير ",
    ];
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(signs).ok()
});

/// A line repeated at once with a short addition is a caption, and the addition its credit: alt text, then the caption.
fn repeats_with_suffix(units: &mut [Unit<'_>], body: &Range<usize>) {
    for at in body.start + 1..body.end {
        let (before, after) = units.split_at_mut(at);
        let (first, second) = (&mut before[at - 1], &mut after[0]);
        let both_open = first.kind.is_none() && second.kind.is_none();
        let Some(rest) =
            second.text.strip_prefix(first.text.as_ref()).filter(|_| both_open && first.shape.n_chars <= 400)
        else {
            continue;
        };
        let credit = rest.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '(' | ')' | '/' | '-' | '–' | '|' | '©' | '.' | ',')
        });
        let is_headline_twice = credit.is_empty() && !first.shape.ends_sentence;
        if credit.chars().count() > 60 || first.shape.n_chars < 20 || is_headline_twice {
            continue;
        }
        let credit_start = second.text.len() - rest.len() + rest.find(credit).unwrap_or(0);
        let credit = credit_start..credit_start + credit.len();
        for unit in [&mut *first, &mut *second] {
            unit.kind = Some(LineKind::Caption);
            unit.rule = Some(RuleId("caption.repeated"));
        }
        second.credit = Some(credit).filter(|credit| !credit.is_empty());
    }
}

/// Parts of the page that are articles: the container, and each piece with a headline and a byline of its own after it.
fn pieces(units: &[Unit<'_>], heads: &HashMap<usize, Head>, body: Range<usize>) -> Vec<Piece> {
    // Where each republished piece begins, and its headline; one without a headline begins with its byline.
    let mut starts: Vec<(usize, Option<usize>)> = Vec::new();
    let mut head_units: Vec<usize> = heads.keys().copied().collect();
    head_units.sort_unstable();
    for at in head_units {
        let head = &heads[&at];
        let is_own_head = match head.kind {
            HeadKind::Publication => true,
            HeadKind::Byline => head.outlet.is_some() || (!head.authors.is_empty() && head.date.is_some()),
            HeadKind::DateCue | HeadKind::BareDate => false,
        };
        let from = starts.last().map_or(body.start, |(start, _)| start + 1);
        // A teaser may have a byline; what says where it was published is no teaser, however short.
        let n_chars = if head.kind == HeadKind::Publication { 0 } else { 300 };
        if !is_own_head || !body.contains(&at) || !holds_piece(units, heads, at + 1..body.end, n_chars) {
            continue;
        }
        match title_above(units, at).filter(|title| body.contains(title)) {
            Some(title) if has_body(units, from..title.max(from)) => starts.push((title, Some(title))),
            None if head.outlet.is_some() && has_post(units, from..at.max(from)) => starts.push((at, None)),
            _ => {}
        }
    }
    let mut pieces = Vec::with_capacity(starts.len() + 1);
    let (mut start, mut title) = (0, None);
    for (next, next_title) in starts.into_iter().chain(std::iter::once((units.len(), None))) {
        let body = body.start.max(title.map_or(start, |title| title + 1))..body.end.min(next);
        pieces.push(Piece { title, units: start..next, body: if body.start < body.end { body } else { start..start } });
        (start, title) = (next, next_title);
    }
    pieces
}

/// The nearest open unit above a head, if it can be a headline.
fn title_above(units: &[Unit<'_>], head: usize) -> Option<usize> {
    let above = (head.saturating_sub(4)..head).rev().find(|at| units[*at].kind.is_none())?;
    is_title_like(&units[above]).then_some(above)
}

fn is_title_like(unit: &Unit<'_>) -> bool {
    let shape = &unit.shape;
    let ends_like_text = shape.ends_sentence
        && unit.text.trim_end_matches(['"', '”', '»', ' ', ')']).ends_with('.')
        && !unit.text.ends_with("...");
    (4..=250).contains(&shape.n_chars)
        && shape.n_letters >= 3
        && !ends_like_text
        && !shape.begins_lower
        && !unit.text.ends_with([',', ';', '،'])
}

/// A post, or two units of running text: enough to call it an article's body.
fn has_body(units: &[Unit<'_>], range: Range<usize>) -> bool {
    let units = &units[range];
    let n_text = units.iter().filter(|unit| unit.kind.is_none() && is_text(unit)).count();
    n_text >= 2 || units.iter().any(|unit| unit.kind == Some(LineKind::TweetHandle))
}

fn has_post(units: &[Unit<'_>], range: Range<usize>) -> bool {
    units[range].iter().any(|unit| unit.kind == Some(LineKind::TweetHandle))
}

/// What follows a byline up to the next is long enough to be a piece, not a teaser.
fn holds_piece(units: &[Unit<'_>], heads: &HashMap<usize, Head>, range: Range<usize>, n_chars_needed: u32) -> bool {
    let until_next = range.start..range.clone().find(|at| heads.contains_key(at)).unwrap_or(range.end);
    let texts = units[until_next].iter().filter(|unit| unit.kind.is_none() && is_text(unit));
    let (n_texts, n_chars) = texts.fold((0, 0), |(n, chars), unit| (n + 1, chars + unit.shape.n_chars));
    n_texts >= 2 && n_chars >= n_chars_needed
}

/// Finds the headline of the container and marks those of all pieces.
fn titles_above(labels: &mut Labels<'_>) {
    let title = container_title(labels);
    if let Some(container) = labels.pieces.first_mut() {
        container.title = title;
        if let Some(title) = title {
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
fn headlines_above_publication(labels: &mut Labels<'_>) {
    let Some(Piece { title: Some(title), units, .. }) = labels.pieces.first() else { return };
    let (title, first) = (*title, units.start);
    let is_publication = |at: usize| labels.heads.get(&at).is_some_and(|head| head.kind == HeadKind::Publication);
    if !(title + 1..title + 6).any(is_publication) {
        return;
    }
    for at in first..title {
        let unit = &mut labels.units[at];
        if unit.kind.is_none() && unit.shape.n_words >= 4 && is_title_like(unit) {
            unit.kind = Some(LineKind::Ticker);
            unit.rule = Some(RuleId("layout.headline_above"));
            labels.headlines.insert(at, vec![unit.text.clone()]);
        }
    }
}

/// A publication line has its headline right above it; else the open unit before the text that speaks most of it.
fn container_title(labels: &Labels<'_>) -> Option<usize> {
    let container = labels.pieces.first()?;
    let units = &labels.units;
    let is_publication = |at: &usize| labels.heads.get(at).is_some_and(|head| head.kind == HeadKind::Publication);
    if let Some(publication) = container.units.clone().find(is_publication) {
        let above = (container.units.start..publication).rev().find(|at| units[*at].kind.is_none())?;
        let n_between =
            units[above..publication].iter().filter(|unit| unit.kind == Some(LineKind::Boilerplate)).count();
        return Some(above).filter(|_| n_between <= 6 && is_title_like(&units[above]));
    }
    let first_text = first_text(units, container);
    let above = units[container.units.start..first_text].iter();
    let is_plain = above.filter(|unit| is_furniture(unit)).count() <= 3;
    let open = (container.units.start..first_text).rev().filter(|at| units[*at].kind.is_none());
    let candidates: Vec<usize> = open.take(MAX_TITLE_DISTANCE).filter(|at| is_title_like(&units[*at])).collect();
    let topmost = candidates.last().copied();
    let body = folded_sample(units, first_text..container.body.end.max(first_text));
    let score = |at: usize| {
        // Without menus above it the first line of a page is its headline.
        let begins_plain_page = if is_plain && Some(at) == topmost { 0.7 } else { 0.0 };
        title_score(labels, at, first_text, &body) + begins_plain_page
    };
    let scored: Vec<(f64, usize)> = candidates.into_iter().map(|at| (score(at), at)).collect();
    let mut best = *scored.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    if best.0 < if is_plain { 0.0 } else { MIN_TITLE_SCORE } {
        return None;
    }
    // Under a headline stands its standfirst, which speaks of the text even more.
    while let Some(above) = scored.iter().find(|above| is_headline_of(units, **above, best)) {
        best = *above;
    }
    Some(best.1)
}

/// Close above, not longer, and nearly as good: the headline over a standfirst or a caption.
fn is_headline_of(units: &[Unit<'_>], above: (f64, usize), below: (f64, usize)) -> bool {
    let (upper, lower) = (&units[above.1].shape, &units[below.1].shape);
    let is_close = above.1 < below.1 && below.1 - above.1 <= 5;
    is_close && upper.n_words >= 3 && upper.n_chars * 10 <= lower.n_chars * 13 && above.0 + CLIMB >= below.0
}

/// By how much a headline may score less than what stands below it.
const CLIMB: f64 = 0.5;

/// Shorter words are in every text.
const MIN_LETTERS: usize = 4;

/// What a headline scores at least among menus: a fitting length and some of its words in the text.
const MIN_TITLE_SCORE: f64 = 0.8;

/// How many open units above the text are looked at for the headline.
const MAX_TITLE_DISTANCE: usize = 40;

/// Not known for anything, or known for a menu's.
fn is_furniture(unit: &Unit<'_>) -> bool {
    unit.kind.is_none() || unit.rule.is_some_and(|rule| rule.0.starts_with("section.") || rule.0 == "layout.menu")
}

/// The first unit of the container that is surely body: a sentence that is no headline, a post, a caption.
fn first_text(units: &[Unit<'_>], container: &Piece) -> usize {
    let range = if container.body.is_empty() { container.units.clone() } else { container.body.clone() };
    let is_body = |at: &usize| {
        let unit = &units[*at];
        match unit.kind {
            None => {
                (unit.shape.ends_sentence && unit.shape.n_words >= 6 && !is_title_like(unit))
                    || unit.shape.n_chars > 250
            }
            Some(kind) => matches!(kind, LineKind::TweetAuthor | LineKind::TweetHandle | LineKind::Caption),
        }
    };
    range.clone().find(is_body).unwrap_or((range.start + 1).min(range.end))
}

/// The beginning of the body, folded, to compare headlines with.
fn folded_sample(units: &[Unit<'_>], range: Range<usize>) -> String {
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
fn title_score(labels: &Labels<'_>, at: usize, first_text: usize, body: &str) -> f64 {
    let unit = &labels.units[at];
    let folded = fold(&unit.text);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= MIN_LETTERS).collect();
    let n_shared = words.iter().filter(|word| body.contains(**word)).count();
    // A short line is easily in the text by chance.
    let overlap = n_shared as f64 / (words.len() as f64 + 1.5);
    let has_head_below = (at + 1..first_text.min(at + 5)).any(|below| labels.heads.contains_key(&below));
    let above = labels.units.iter().enumerate().take(first_text).filter(|(other, _)| *other != at);
    let is_repeated = unit.shape.n_words >= 4
        && above
            .into_iter()
            .any(|(_, other)| other.text.len() <= 4 * unit.text.len() && other.text.contains(unit.text.as_ref()));
    let length = match unit.shape.n_words {
        0..=2 => 0.0,
        3 => 0.2,
        4..=24 => 0.6,
        _ => 0.1,
    };
    let distance = first_text.saturating_sub(at) as f64;
    overlap * 1.8 + f64::from(u8::from(has_head_below)) * 0.4 + f64::from(u8::from(is_repeated)) * 0.8 + length
        - distance * 0.02
}

/// Decides the kinds inside one piece.
fn settle(labels: &mut Labels<'_>, piece_idx: usize) {
    let piece = labels.pieces[piece_idx].clone();
    let title = piece.title.map(|title| fold(&labels.units[title].text).to_string());
    extend_body(labels, piece_idx);
    let body = labels.pieces[piece_idx].body.clone();
    for at in body.clone() {
        if labels.units[at].kind.is_some() {
            continue;
        }
        let (kind, rule) = body_kind(&labels.units, &body, at, title.as_deref());
        labels.units[at].kind = Some(kind);
        labels.units[at].rule = rule.map(RuleId);
    }
    heads_inside(labels, &body);
}

/// A page without furniture ends with its last paragraph, also where that lacks a full stop; and a standfirst without
/// one stands between headline and text.
fn extend_body(labels: &mut Labels<'_>, piece_idx: usize) {
    let piece = &labels.pieces[piece_idx];
    let (units, body) = (&labels.units, piece.body.clone());
    let is_open = |at: &usize| units[*at].kind.is_none();
    let is_tail = |at: &usize| units[*at].kind == Some(LineKind::Boilerplate) && units[*at].scope == Scope::Tail;
    let tail = (body.start..piece.units.end).find(|at| *at + 1 >= body.end && is_tail(at)).unwrap_or(piece.units.end);
    let after: Vec<usize> = (body.end..piece.units.end).filter(is_open).collect();
    let n_words_needed = 4;
    let is_plain_end = after.len() <= 2
        && after.last().is_none_or(|last| *last < tail)
        && after.iter().all(|at| units[*at].shape.n_words >= n_words_needed);
    let end = if is_plain_end { after.last().map_or(body.end, |last| last + 1) } else { body.end };
    let mut start = body.start;
    let is_bare = body.is_empty();
    if let Some(title) = piece.title {
        let between: Vec<usize> = (title + 1..body.start.max(title + 1)).filter(is_open).collect();
        if between.len() <= 2 && between.iter().all(|at| units[*at].shape.n_words >= n_words_needed) {
            start = between.first().copied().unwrap_or(start);
        }
    } else if is_bare {
        start = piece.units.start;
    }
    let end = if is_bare && piece.title.is_none() { piece.units.end } else { end };
    labels.pieces[piece_idx].body = start.min(end)..end.max(start);
}

/// What an open unit inside the body is.
fn body_kind(
    units: &[Unit<'_>],
    body: &Range<usize>,
    at: usize,
    title: Option<&str>,
) -> (LineKind, Option<&'static str>) {
    let unit = &units[at];
    let repeats_title = title.is_some_and(|title| is_like(&unit.text, title));
    if repeats_title {
        return (LineKind::Subheading, Some("title.repeated"));
    }
    if is_quote(&unit.text)
        && units.get(at + 1).is_some_and(|next| next.text.starts_with(['—', '–']) && next.shape.n_words <= 8)
    {
        return (LineKind::Quote, Some("quote.attributed"));
    }
    if is_text(unit) && !(unit.shape.n_chars <= 100 && is_subheading(units, body, at)) {
        return (LineKind::Paragraph, None);
    }
    if is_subheading(units, body, at) {
        return (LineKind::Subheading, Some("subheading.short_before_text"));
    }
    let is_set_apart = unit.n_blank_before > 0 && units.get(at + 1).is_none_or(|next| next.n_blank_before > 0);
    if is_set_apart && unit.shape.n_words >= 3 && !unit.shape.ends_sentence && !unit.text.ends_with(':') {
        return (LineKind::Caption, Some("caption.set_apart"));
    }
    (LineKind::Paragraph, None)
}

fn is_quote(text: &str) -> bool {
    (text.starts_with('«') && text.ends_with('»')) || (text.starts_with('“') && text.ends_with('”'))
}

/// The same after folding; texts of very different lengths are not folded to find out.
fn is_like(text: &str, folded: &str) -> bool {
    let is_near = text.len() * 2 >= folded.len() && text.len() <= 2 * folded.len() + 8;
    is_near && fold(text) == folded
}

/// Short, begins large, does not end like a sentence; the unit before ended, and running text follows.
fn is_subheading(units: &[Unit<'_>], body: &Range<usize>, at: usize) -> bool {
    let unit = &units[at];
    let shape = &unit.shape;
    let ends_like_heading = !shape.ends_sentence || unit.text.ends_with(['?', '؟', '!']) && shape.n_words <= 10;
    let has_form = (2..=100).contains(&shape.n_chars)
        && shape.n_words <= 16
        && !shape.begins_lower
        && ends_like_heading
        && !unit.text.ends_with([',', ';', ':', '،']);
    if !has_form || shape.n_letters < 2 {
        return false;
    }
    let before = units[body.start..at]
        .iter()
        .rev()
        .find(|unit| unit.kind != Some(LineKind::Boilerplate) && unit.kind != Some(LineKind::Ticker));
    let before_ended = before.is_some_and(|before| match before.kind {
        Some(
            LineKind::Caption | LineKind::Credit | LineKind::ImageName | LineKind::TweetText | LineKind::TweetLink,
        ) => true,
        Some(LineKind::Subheading | LineKind::Title) => false,
        _ => before.shape.ends_sentence || before.text.ends_with(['»', '”', ':']),
    });
    let next = units[at + 1..body.end.max(at + 1)]
        .iter()
        .find(|unit| unit.kind != Some(LineKind::Boilerplate) && unit.kind != Some(LineKind::Ticker));
    let text_follows = next.is_some_and(|next| match next.kind {
        None => is_text(next) && next.shape.n_chars > shape.n_chars,
        Some(LineKind::Caption) => true,
        _ => false,
    });
    // A page that was cut off may end with a heading.
    let is_cut_off = next.is_none() && at + 1 == units.len() && shape.n_words >= 3;
    before_ended && (text_follows || is_cut_off)
}

/// A head deep inside a body is a line of it (a date in a chronology), or a teaser's.
fn heads_inside(labels: &mut Labels<'_>, body: &Range<usize>) {
    let first_text = body.clone().find(|at| labels.units[*at].kind == Some(LineKind::Paragraph));
    let inner = first_text.map_or(body.end, |at| at + 2)..body.end;
    for at in inner {
        let is_bare = labels.heads.get(&at).is_some_and(|head| head.kind == HeadKind::BareDate);
        if is_bare {
            labels.heads.remove(&at);
            labels.units[at].kind = None;
            let (kind, rule) = body_kind(&labels.units, body, at, None);
            labels.units[at].kind = Some(kind);
            labels.units[at].rule = rule.map(RuleId);
        }
    }
}

/// A date far from every headline and body is another article's: no head of any piece.
fn heads_outside(labels: &mut Labels<'_>) {
    let is_near = |at: usize| {
        labels.pieces.iter().filter(|piece| piece.units.contains(&at)).any(|piece| {
            let from = piece.title.unwrap_or(piece.body.start).saturating_sub(8);
            (from..piece.body.end + 4).contains(&at)
        })
    };
    let is_tail = |unit: &Unit<'_>| unit.kind == Some(LineKind::Boilerplate) && unit.scope == Scope::Tail;
    let follows_tail = |at: usize| {
        let body_end = labels
            .pieces
            .iter()
            .filter(|piece| piece.units.contains(&at))
            .map(|piece| piece.body.end)
            .max()
            .unwrap_or(at);
        body_end <= at && labels.units[body_end..at].iter().any(is_tail)
    };
    let others: Vec<usize> = labels
        .heads
        .iter()
        .filter(|(at, head)| {
            matches!(head.kind, HeadKind::DateCue | HeadKind::BareDate) && (!is_near(**at) || follows_tail(**at))
        })
        .map(|(at, _)| *at)
        .collect();
    for at in others {
        labels.heads.remove(&at);
        labels.units[at].kind = Some(LineKind::Boilerplate);
        labels.units[at].rule = Some(RuleId("layout.outside_body"));
    }
}

/// Whatever is still open stands outside the articles.
fn set_aside_rest(labels: &mut Labels<'_>) {
    heads_outside(labels);
    let titles: Vec<String> = labels
        .pieces
        .iter()
        .filter_map(|piece| piece.title)
        .map(|title| fold(&labels.units[title].text).to_string())
        .collect();
    for unit in labels.units.iter_mut().filter(|unit| unit.kind.is_none()) {
        let repeats_title = titles.iter().any(|title| is_like(&unit.text, title));
        (unit.kind, unit.rule) = match repeats_title {
            true => (Some(LineKind::Duplicate), Some(RuleId("title.repeated"))),
            false => (Some(LineKind::Boilerplate), Some(RuleId("layout.outside_body"))),
        };
    }
}
