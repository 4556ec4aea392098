//! What is known of lines by their form alone, and the units they are joined into.
//!
//! Tickers, rules, heads, posts and names of pictures have a form of their own and are known line by line. The rest stays
//! open; an open line that was broken off the one before it is joined to it again.

use std::collections::BTreeMap;
use std::mem;
use std::ops::Range;

use crate::ingest::breaks::{self, Standing};
use crate::ingest::dates::NumericOrder;
use crate::ingest::heads::{self, Head, HeadKind};
use crate::ingest::lines::{self, Line};
use crate::ingest::manuscript::{Form, Part};
use crate::ingest::page::{Unit, is_set_apart};
use crate::ingest::pile::Furniture;
use crate::ingest::rules::{RuleKind, Rules, Scope};
use crate::ingest::social;
use crate::ingest::ticker::{self, Gapped};
use crate::model::document::LineKind;
use crate::model::evidence::RuleId;
use crate::text::bytes;
use crate::text::clean::Clean;

/// What lines are compared with.
#[derive(Clone, Copy)]
pub struct Known<'r> {
    /// The rule tables.
    pub rules: &'r Rules,
    /// Lines that other documents of the pile have too.
    pub furniture: Option<Furniture<'r>>,
    /// How numeric dates are read on this page.
    pub order: NumericOrder,
}

/// The units of a page, and what their forms tell.
pub struct Units {
    /// In order; open ones have no kind yet.
    pub units: Vec<Unit>,
    /// Heads by unit.
    pub heads: BTreeMap<usize, Head>,
    /// The headlines of ticker lines by unit.
    pub headlines: BTreeMap<usize, Vec<Clean>>,
}

/// Makes units of the lines.
pub fn units<'a>(lines: &'a [Line<'a>], known: Known<'_>) -> Units {
    let mut marks: Vec<Mark> = lines.iter().map(|line| mark(line, known)).collect();
    posts(lines, &mut marks);
    signed_posts(lines, &mut marks);
    join(lines, marks)
}

/// What is known of a line by its form alone.
#[derive(Debug, Default)]
struct Mark {
    kind: Option<LineKind>,
    rule: Option<RuleId>,
    scope: Scope,
    is_comments: bool,
    credit: Option<Range<usize>>,
    head: Option<Head>,
    headlines: Vec<Clean>,
}

impl Mark {
    fn of(kind: LineKind, rule: &'static str) -> Self {
        Mark { kind: Some(kind), rule: Some(RuleId(rule)), ..Mark::default() }
    }

    fn is_open(&self) -> bool {
        self.kind.is_none()
    }

    /// Furniture and days are known by their words alone, which stand in sentences, too.
    fn standing(&self, line: &Line<'_>) -> Standing {
        let is_day = self.head.as_ref().is_some_and(|head| head.kind == HeadKind::BareDate);
        match self.kind {
            None => Standing::Open,
            Some(_) if line.hint.part != Part::Unknown => Standing::Set,
            Some(LineKind::Boilerplate) if self.scope == Scope::Line && !self.is_comments => Standing::Weak,
            Some(LineKind::Pubinfo) if is_day => Standing::Weak,
            Some(_) => Standing::Set,
        }
    }
}

fn mark<'a>(line: &Line<'a>, known: Known<'_>) -> Mark {
    if let Part::Outside(rule) = line.hint.part {
        return outside(line, rule, known);
    }
    if line.hint.form == Form::Image {
        return Mark::of(LineKind::Image, "markup.image");
    }
    let is_said_text = line.hint.part == Part::Text;
    match gapped(line).filter(|_| !is_said_text) {
        Some(Gapped::Headlines(headlines)) => return Mark { headlines, ..Mark::of(LineKind::Ticker, "layout.ticker") },
        // "NAME | PLACE | 12/03/2019" has the form of a menu.
        Some(Gapped::Menu) => {
            let dated = heads::read(&line.text, known.order).filter(|head| head.date.is_some());
            return dated.map_or_else(|| Mark::of(LineKind::Boilerplate, "layout.menu"), head_mark);
        }
        None => {}
    }
    let text = line.text.as_ref();
    // The name of a section can be a heading, and so can a date: markup that says what a line is is believed.
    let is_set =
        matches!(line.hint.form, Form::Heading(_) | Form::Quote | Form::Caption | Form::Preformatted | Form::TableRow);
    let found = known.rules.find(text).filter(|found| !(is_said_text && is_set && found.kind == RuleKind::Section));
    if let Some(found) = found {
        let rule = Some(found.id);
        match found.kind {
            RuleKind::Credit => {
                let credit = unbracketed(text, found.captures.credit.unwrap_or(found.rest));
                return Mark { kind: Some(LineKind::Credit), rule, credit: Some(credit), ..Mark::default() };
            }
            RuleKind::AgencyCredit => {
                let credit = unbracketed(text, found.captures.credit.unwrap_or(found.rest));
                return Mark { kind: Some(LineKind::AgencyCredit), rule, credit: Some(credit), ..Mark::default() };
            }
            RuleKind::Pubinfo | RuleKind::Byline => {
                if let Some(head) = heads::read_by_rule(text, &found, known.order) {
                    return head_mark(head);
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
    if known.furniture.is_some_and(|furniture| furniture.has(line.n, text)) {
        // Articles of one day have it in common, and those of one author.
        let head = heads::read(text, known.order);
        return head.map_or_else(|| Mark::of(LineKind::Boilerplate, "pile.repeated_line"), head_mark);
    }
    if is_breadcrumb(text) {
        return Mark::of(LineKind::Boilerplate, "layout.breadcrumb");
    }
    if is_toolbar(text, known.rules) {
        return Mark::of(LineKind::Boilerplate, "layout.toolbar");
    }
    if social::is_image_name(text) {
        return Mark::of(LineKind::ImageName, "image.file_name");
    }
    if is_set {
        return Mark::default();
    }
    match heads::read(text, known.order) {
        Some(head) => head_mark(head),
        None => Mark::default(),
    }
}

/// What a line with gaps is; those of a row of a table part its cells.
fn gapped(line: &Line<'_>) -> Option<Gapped> {
    if line.hint.form == Form::TableRow { None } else { ticker::read(line.raw) }
}

/// A credit without the bracket that closes its line: `(Photo : NAME)`.
fn unbracketed(text: &str, credit: Range<usize>) -> Range<usize> {
    let name = &text[credit.clone()];
    let inner = name.trim_end_matches(['.', ' ']).strip_suffix([')', ']']).map(str::trim_end);
    match inner.filter(|inner| !inner.is_empty() && !inner.contains(['(', '['])) {
        Some(inner) => credit.start..credit.start + inner.len(),
        None => credit,
    }
}

/// A line around the article is furniture, but it may be what says when and by whom the article was written: heads are
/// kept until it is known whether they stand near it.
fn outside(line: &Line<'_>, rule: &'static str, known: Known<'_>) -> Mark {
    if let Some(Gapped::Headlines(headlines)) = gapped(line) {
        return Mark { headlines, ..Mark::of(LineKind::Ticker, "layout.ticker") };
    }
    let text = line.text.as_ref();
    let found = known.rules.find(text);
    let head = match &found {
        Some(found) if matches!(found.kind, RuleKind::Pubinfo | RuleKind::Byline) => {
            heads::read_by_rule(text, found, known.order)
        }
        Some(_) => None,
        None => heads::read(text, known.order),
    };
    let scope = found.as_ref().map_or(Scope::Line, |found| found.scope);
    head.map_or_else(|| Mark { scope, ..Mark::of(LineKind::Boilerplate, rule) }, head_mark)
}

/// The path to the page: `Accueil > Culture > Patrimoine`, also with `»`, `›` or slashes between short names.
fn is_breadcrumb(text: &str) -> bool {
    const SIGNS: [(&str, usize); 5] = [(" > ", 2), (" › ", 2), (" » ", 3), (" / ", 3), (" → ", 3)];
    // One of the letters between the spaces.
    let is_sign = |first: u8, second: u8, third: u8| {
        (first == b'>')
            | (first == b'/')
            | (first == 0xC2) & (second == 0xBB)
            | (first == 0xE2) & ((second == 0x80) & (third == 0xBA) | (second == 0x86) & (third == 0x92))
    };
    let has_sign = || bytes::any_triple(text.as_bytes(), is_sign);
    if text.len() > 200 || text.ends_with(['.', '!', '?', '؟']) || !has_sign() || text.contains('«') {
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

/// What can be done with the page, between bars: `Print | Email | Return to site`, at least half of it known.
fn is_toolbar(text: &str, rules: &Rules) -> bool {
    const MAX_BYTES: usize = 160;
    const MAX_WORDS: usize = 5;
    if text.len() > MAX_BYTES || memchr::memchr(b'|', text.as_bytes()).is_none() {
        return false;
    }
    let is_of_a_tool = |kind: RuleKind| matches!(kind, RuleKind::Share | RuleKind::Ui | RuleKind::Comments);
    let tools = text.split('|').map(str::trim).filter(|tool| !tool.is_empty());
    let (n_known, n_all, are_short) = tools.fold((0, 0, true), |(n_known, n_all, are_short), tool| {
        let is_known = rules.find(tool).is_some_and(|found| is_of_a_tool(found.kind));
        (n_known + usize::from(is_known), n_all + 1, are_short && tool.split(' ').count() <= MAX_WORDS)
    });
    are_short && n_all >= 2 && n_known * 2 >= n_all
}

fn head_mark(head: Head) -> Mark {
    let kind = if head.kind == HeadKind::Byline { LineKind::Byline } else { LineKind::Pubinfo };
    Mark { kind: Some(kind), rule: Some(head.rule), head: Some(head), ..Mark::default() }
}

/// Posts: the author above the handle, the age below it, then the text up to a blank line; a bare domain closes a card.
fn posts(lines: &[Line<'_>], marks: &mut [Mark]) {
    let has_blanks = lines.iter().any(|line| line.n_blank_before > 0);
    for at in 0..lines.len() {
        let is_outside = matches!(lines[at].hint.part, Part::Outside(_));
        if is_outside || !social::is_handle(&lines[at].text) {
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

/// Posts that are signed below: `— Nora (@nora) February 12, 2020`, the text above it, the day on a line of its own or not.
fn signed_posts(lines: &[Line<'_>], marks: &mut [Mark]) {
    let has_blanks = lines.iter().any(|line| line.n_blank_before > 0);
    for at in 1..lines.len() {
        let is_outside = matches!(lines[at].hint.part, Part::Outside(_));
        // It has the form of a byline, too.
        let may_sign = matches!(marks[at].kind, None | Some(LineKind::Pubinfo | LineKind::Byline));
        let Some(signature) = social::signature(&lines[at].text).filter(|_| may_sign && !is_outside) else { continue };
        let first = signed_start(lines, marks, at, has_blanks);
        if first == at {
            continue;
        }
        for mark in &mut marks[first..at] {
            *mark = Mark::of(LineKind::TweetText, "post.text");
        }
        marks[at] = Mark::of(LineKind::TweetHandle, "post.signature");
        if signature.day.is_empty() && lines.get(at + 1).is_some_and(|next| social::is_age(&next.text)) {
            marks[at + 1] = Mark::of(LineKind::TweetAge, "post.age");
        }
    }
}

/// The first line of the post that is signed at `at`: up to a blank line, or where a page has none the line that begins a
/// sentence.
fn signed_start(lines: &[Line<'_>], marks: &[Mark], at: usize, has_blanks: bool) -> usize {
    /// Some posts are longer than the network lets most be.
    const MAX_CHARS: u32 = 1000;
    let mut n_chars = 0;
    let mut first = at;
    while first > 0 {
        let line = &lines[first - 1];
        let is_words = matches!(line.hint.form, Form::Open | Form::Paragraph | Form::Quote);
        n_chars += line.shape.n_chars;
        if !is_words || !marks[first - 1].is_open() || n_chars > MAX_CHARS {
            break;
        }
        first -= 1;
        let begins_sentence =
            !line.shape.begins_lower && !social::is_link(&line.text) && !social::is_hashtags(&line.text);
        let begins = if has_blanks { line.n_blank_before > 0 } else { begins_sentence };
        if begins {
            break;
        }
    }
    first
}

fn is_display_name(line: &Line<'_>) -> bool {
    line.shape.n_chars <= 60 && line.shape.n_words <= 9 && !(line.shape.ends_sentence && line.shape.n_words > 4)
}

/// The end of the text of a post that begins at `first`.
fn post_end(lines: &[Line<'_>], marks: &[Mark], first: usize, has_blanks: bool) -> usize {
    /// The longest text of a post on the network these pages embed, with some room for what cards add.
    const MAX_CHARS: u32 = 300;
    let mut n_chars = 0;
    let mut end = first;
    while let Some(line) = lines.get(end) {
        let is_first = end == first;
        let opens_next = lines.get(end + 1).is_some_and(|next| social::is_handle(&next.text));
        let is_words = matches!(line.hint.form, Form::Open | Form::Paragraph | Form::Quote);
        let is_other = !is_words || line.hint.form != lines[first].hint.form;
        let is_apart = is_other || (line.n_blank_before > 0 && !is_first);
        if !marks[end].is_open() || opens_next || is_apart || social::is_link(&line.text) {
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

/// Makes units: open lines are joined where a sentence was broken.
fn join<'a>(lines: &'a [Line<'a>], mut marks: Vec<Mark>) -> Units {
    let mut standings: Vec<Standing> = lines.iter().zip(&marks).map(|(line, mark)| mark.standing(line)).collect();
    let continued = breaks::continued(lines, &mut standings);
    let (mut heads, mut headlines) = (BTreeMap::new(), BTreeMap::new());
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        if continued[at]
            && let Some(last) = units.last_mut()
        {
            last.lines.end = at + 1;
            continue;
        }
        let mark = if standings[at] == Standing::Open { Mark::default() } else { mem::take(&mut marks[at]) };
        let unit_idx = units.len();
        if let Some(head) = mark.head {
            heads.insert(unit_idx, head);
        }
        if !mark.headlines.is_empty() {
            headlines.insert(unit_idx, mark.headlines);
        }
        units.push(Unit {
            lines: at..at + 1,
            text: line.text.clone(),
            shape: line.shape,
            kind: mark.kind,
            rule: mark.rule,
            credit: mark.credit,
            caption_end: None,
            scope: mark.scope,
            is_comments: mark.is_comments,
            recurs: false,
            is_apart: false,
            n_blank_before: line.n_blank_before,
            hint: line.hint,
        });
    }
    for unit in units.iter_mut().filter(|unit| unit.lines.len() > 1) {
        unit.text = joined(&lines[unit.lines.clone()]);
        unit.shape = lines::shape(&unit.text);
    }
    recurring(&units).into_iter().for_each(|at| units[at].recurs = true);
    // Where most units are set apart, it tells nothing.
    let apart: Vec<usize> = (0..units.len()).filter(|at| is_set_apart(&units, *at)).collect();
    if apart.len() * 10 < units.len() * 7 {
        apart.into_iter().for_each(|at| units[at].is_apart = true);
    }
    Units { units, heads, headlines }
}

/// Open lines too short for text that the page has so often.
fn recurring(units: &[Unit]) -> Vec<usize> {
    const MANY: usize = 4;
    const MAX_CHARS: u32 = 60;
    let text = |at: &usize| units[*at].text.as_str();
    let is_short = |at: &usize| {
        let unit = &units[*at];
        unit.kind.is_none() && unit.shape.n_chars <= MAX_CHARS && !unit.is_text()
    };
    let mut short: Vec<usize> = (0..units.len()).filter(is_short).collect();
    short.sort_by_key(text);
    let of_one_text = short.chunk_by(|a, b| text(a) == text(b));
    of_one_text.filter(|places| places.len() >= MANY).flatten().copied().collect()
}

/// The lines with spaces between them, but for punctuation, which stands directly at the word it belongs to.
fn joined(lines: &[Line<'_>]) -> Clean {
    let separator = |at: usize| if at > 0 && breaks::touch(&lines[at - 1], &lines[at]) { "" } else { " " };
    Clean::from_parts(lines.iter().enumerate().flat_map(|(at, line)| [separator(at), line.text.as_str()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_a_table_is_no_ticker_wherever_it_stands() {
        for (form, part, is_ticker) in [
            (Form::Open, Part::Unknown, true),
            (Form::Open, Part::Outside("html.outside_text"), true),
            (Form::TableRow, Part::Unknown, false),
            (Form::TableRow, Part::Outside("html.outside_text"), false),
        ] {
            let mut lines = lines::split("Fanal ouvre un marché couvert\tLe phare est repeint en rouge");
            (lines[0].hint.form, lines[0].hint.part) = (form, part);
            let known = Known { rules: Rules::builtin(), furniture: None, order: NumericOrder::DayFirst };
            let kind = units(&lines, known).units[0].kind;
            assert_eq!(kind == Some(LineKind::Ticker), is_ticker, "{form:?} {part:?}");
        }
    }

    #[test]
    fn what_can_be_done_with_a_page_stands_between_bars() {
        for (line, want) in [
            ("Imprimer | Envoyer à un ami | Retour", true),
            ("Print this page | Return to site", true),
            ("طباعة | أرسل إلى صديق", true),
            ("Sport | Le port rouvre", false),
            ("Imprimer | Le port rouvre après trois jours de vent", false),
            ("Imprimer", false),
            ("Le port | La criée | Le quai", false),
        ] {
            assert_eq!(is_toolbar(line, Rules::builtin()), want, "{line}");
        }
    }

    #[test]
    fn the_bracket_around_a_credit_is_not_of_the_name() {
        for (line, want) in [
            ("Photo : Nora Belkacem", "Nora Belkacem"),
            ("(Photo : Nora Belkacem)", "Nora Belkacem"),
            ("[Photo : Nora Belkacem ].", "Nora Belkacem"),
            ("Photo : Nora Belkacem (Agence du Large)", "Nora Belkacem (Agence du Large)"),
            ("(Image credit: Agence du Large)", "Agence du Large"),
        ] {
            let lines = lines::split(line);
            let known = Known { rules: Rules::builtin(), furniture: None, order: NumericOrder::DayFirst };
            let units = units(&lines, known).units;
            let credit = units[0].credit.clone().map(|credit| &units[0].text[credit]);
            assert_eq!(credit, Some(want), "{line}");
        }
    }
}
