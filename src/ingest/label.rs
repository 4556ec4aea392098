//! Each line of a page gets its place: headline, body, post, furniture.
//!
//! The order matters. What has a form of its own (tickers, rules, heads, posts, names of pictures) is known first, line by
//! line. The rest is joined into units where lines were broken. Then the body is found as the best contiguous run of
//! text, which needs no list and holds for sites nobody has seen; headlines stand before bodies; and only inside the body
//! do the fine kinds (sub-headings, captions, standfirsts) mean anything.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::ingest::heads::{Head, HeadKind};
use crate::ingest::lines::Line;
use crate::ingest::manuscript::Form;
use crate::ingest::page::{Labels, Piece, Unit};
use crate::ingest::stated::Stated;
use crate::ingest::units::{self, Known, Units};
use crate::ingest::{captions, markup, notices, run, titles};
use crate::model::document::LineKind;
use crate::model::evidence::RuleId;
use crate::text::fold::{fold, folds_to};

/// Labels every line; what markup and the head of the page say comes before the look of the lines.
pub fn label<'a>(lines: &'a [Line<'a>], known: Known<'_>, stated: &Stated) -> Labels {
    let Units { mut units, heads, headlines } = units::units(lines, known);
    let said = markup::body(&units);
    let is_said = said.is_some();
    let run::Body { headline, units: body } = match said {
        Some(body) => run::Body { headline: None, units: run::said(&units, body) },
        None => run::best(&units, &heads),
    };
    captions::find(&mut units, &body);
    let pieces = pieces(&units, &heads, body);
    let mut labels = Labels { units, heads, headlines, pieces };
    titles::find(&mut labels, headline, stated);
    if is_said {
        standfirst(&mut labels, stated);
    }
    set_aside_strays(&mut labels, is_said);
    for piece_idx in 0..labels.pieces.len() {
        if !is_said {
            extend_body(&mut labels, piece_idx);
        }
        settle(&mut labels, piece_idx);
    }
    set_aside_rest(&mut labels);
    labels
}

/// Parts of the page that are articles: the container, and each piece with a headline and a byline of its own after it.
fn pieces(units: &[Unit], heads: &BTreeMap<usize, Head>, body: Range<usize>) -> Vec<Piece> {
    // Where each republished piece begins, and its headline; one without a headline begins with its byline.
    let mut starts: Vec<(usize, Option<usize>)> = Vec::new();
    for (&at, head) in heads {
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

/// Takes into the body what markup left outside and the head of the page states as its summary, under the headline.
fn standfirst(labels: &mut Labels, stated: &Stated) {
    let Labels { units, pieces, .. } = labels;
    let Some(Piece { title: Some(title), body, .. }) = pieces.first_mut() else { return };
    let text = body.clone().find(|at| units[*at].is_running_text()).unwrap_or(body.start);
    let is_summary = |at: &usize| {
        let unit = &units[*at];
        unit.outside().is_some() && unit.kind == Some(LineKind::Boilerplate) && stated.sums_up(&unit.text)
    };
    if let Some(at) = (*title + 1..text).find(is_summary) {
        units[at].kind = Some(LineKind::Dek);
        units[at].rule = Some(RuleId("dek.stated"));
        body.start = body.start.min(at);
    }
}

/// The nearest open unit above a head, if it can be a headline.
fn title_above(units: &[Unit], head: usize) -> Option<usize> {
    let above = (head.saturating_sub(4)..head).rev().find(|at| units[*at].kind.is_none())?;
    units[above].is_title_like().then_some(above)
}

/// A post, or two units of running text: enough to call it an article's body.
fn has_body(units: &[Unit], range: Range<usize>) -> bool {
    let units = &units[range];
    let n_text = units.iter().filter(|unit| unit.kind.is_none() && unit.is_text()).count();
    n_text >= 2 || units.iter().any(|unit| unit.kind == Some(LineKind::TweetHandle))
}

fn has_post(units: &[Unit], range: Range<usize>) -> bool {
    units[range].iter().any(|unit| unit.kind == Some(LineKind::TweetHandle))
}

/// What follows a byline up to the next is long enough to be a piece, not a teaser.
fn holds_piece(units: &[Unit], heads: &BTreeMap<usize, Head>, range: Range<usize>, n_chars_needed: u32) -> bool {
    let until_next = range.start..range.clone().find(|at| heads.contains_key(at)).unwrap_or(range.end);
    let texts = units[until_next].iter().filter(|unit| unit.kind.is_none() && unit.is_text());
    let (n_texts, n_chars) = texts.fold((0, 0), |(n, chars), unit| (n + 1, chars + unit.shape.n_chars));
    n_texts >= 2 && n_chars >= n_chars_needed
}

/// On pages with menus: what got between the paragraphs, and what the site says of itself before and after them.
fn set_aside_strays(labels: &mut Labels, is_said: bool) {
    for piece in &labels.pieces {
        if !is_said && !run::has_furniture(&labels.units, piece) {
            continue;
        }
        let strays = if is_said { run::related(&labels.units, piece) } else { run::strays(&labels.units, piece) };
        // If nothing is left, what there is is all the page says.
        let n_lost = strays.iter().filter(|at| labels.units[**at].is_running_text()).count();
        let n_texts = piece.body.clone().filter(|at| labels.units[*at].is_running_text()).count();
        let strays = if n_lost < n_texts { strays } else { Vec::new() };
        let strays = strays.into_iter().map(|at| (at, "layout.stray"));
        let notices = notices::at_edges(&labels.units, &piece.body).into_iter().map(|at| (at, "layout.notice"));
        for (at, rule) in strays.chain(notices) {
            labels.units[at].kind = Some(LineKind::Boilerplate);
            labels.units[at].rule = Some(RuleId(rule));
        }
    }
}

/// Decides the kinds inside one piece.
fn settle(labels: &mut Labels, piece_idx: usize) {
    let piece = labels.pieces[piece_idx].clone();
    let title = piece.title.map(|title| fold(&labels.units[title].text).to_string());
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

/// Takes into the body what stands beside it on a page without menus: a standfirst or a last paragraph without a full
/// stop; and where hardly anything looks like text, every open line, because short lines are all such a page says.
fn extend_body(labels: &mut Labels, piece_idx: usize) {
    let piece = &labels.pieces[piece_idx];
    let (units, body) = (&labels.units, piece.body.clone());
    let top = piece.title.map_or(piece.units.start, |title| title + 1);
    let tail = (body.start..piece.units.end).find(|at| *at + 1 >= body.end && units[*at].is_tail());
    let open_in = |range: Range<usize>| -> Vec<usize> { range.filter(|at| units[*at].kind.is_none()).collect() };
    let above = open_in(top..body.start.max(top));
    let below = open_in(body.end.max(top)..tail.unwrap_or(piece.units.end).max(body.end.max(top)));
    let n_texts = units[body.clone()].iter().filter(|unit| unit.is_text()).count();
    let has_menu = units[piece.units.clone()].iter().any(|unit| unit.kind.is_some() && titles::is_furniture(unit));
    let is_short = !has_menu && above.len() + below.len() <= MAX_SHORT_LINES;
    // A page of which nothing else is known is shown as it is.
    let is_bare = piece.title.is_none() && body.is_empty();
    let says_little = n_texts <= 1 && (is_short || is_bare);
    let is_sentence_like = |at: &usize| units[*at].shape.n_words >= 4;
    let takes = |lines: &[usize]| says_little || (lines.len() <= 2 && lines.iter().all(is_sentence_like));
    let start = above.first().copied().filter(|_| takes(&above)).unwrap_or(body.start.max(top));
    let end = below.last().map(|last| last + 1).filter(|_| takes(&below)).unwrap_or(body.end);
    labels.pieces[piece_idx].body = start..end.max(start);
}

/// A page with more open lines than this around its text has menus, whether a rule knows them or not.
const MAX_SHORT_LINES: usize = 12;

/// What an open unit inside the body is.
fn body_kind(units: &[Unit], body: &Range<usize>, at: usize, title: Option<&str>) -> (LineKind, Option<&'static str>) {
    let unit = &units[at];
    let repeats_title = title.is_some_and(|title| is_like(&unit.text, title));
    if repeats_title {
        return (LineKind::Subheading, Some("title.repeated"));
    }
    let is_heading_by_look =
        || unit.hint.form == Form::Paragraph && unit.shape.n_chars <= 100 && is_subheading(units, body, at);
    if let Some(said) = markup::kind(unit).filter(|_| !is_heading_by_look()) {
        return said;
    }
    if is_quote(&unit.text)
        && units.get(at + 1).is_some_and(|next| next.text.starts_with(['—', '–']) && next.shape.n_words <= 8)
    {
        return (LineKind::Quote, Some("quote.attributed"));
    }
    if unit.is_text() && !(unit.shape.n_chars <= 100 && is_subheading(units, body, at)) {
        return (LineKind::Paragraph, None);
    }
    if is_subheading(units, body, at) {
        return (LineKind::Subheading, Some("subheading.short_before_text"));
    }
    let is_set_apart = unit.hint.form == Form::Open
        && unit.n_blank_before > 0
        && units.get(at + 1).is_none_or(|next| next.n_blank_before > 0);
    let has_text = units[body.clone()].iter().any(|unit| unit.kind != Some(LineKind::Subheading) && unit.is_text());
    if is_set_apart && has_text && unit.shape.n_words >= 3 && !unit.shape.ends_sentence && !unit.text.ends_with(':') {
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
    is_near && folds_to(text, folded)
}

/// Short, begins large, does not end like a sentence; the unit before ended, and running text follows.
fn is_subheading(units: &[Unit], body: &Range<usize>, at: usize) -> bool {
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
        None => next.is_text() && next.shape.n_chars > shape.n_chars,
        Some(LineKind::Caption) => true,
        _ => false,
    });
    // A page that was cut off may end with a heading.
    let is_cut_off = next.is_none() && at + 1 == units.len() && shape.n_words >= 3;
    before_ended && (text_follows || is_cut_off)
}

/// A head deep inside a body is a line of it (a date in a chronology), or a teaser's.
fn heads_inside(labels: &mut Labels, body: &Range<usize>) {
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
fn heads_outside(labels: &mut Labels) {
    let is_near = |at: usize| {
        labels.pieces.iter().filter(|piece| piece.units.contains(&at)).any(|piece| {
            let from = piece.title.unwrap_or(piece.body.start).saturating_sub(8);
            (from..piece.body.end + 4).contains(&at)
        })
    };
    let follows_tail = |at: usize| {
        let body_end = labels
            .pieces
            .iter()
            .filter(|piece| piece.units.contains(&at))
            .map(|piece| piece.body.end)
            .max()
            .unwrap_or(at);
        body_end <= at && labels.units[body_end..at].iter().any(Unit::is_tail)
    };
    let others: Vec<usize> = labels
        .heads
        .iter()
        .filter(|(at, head)| {
            let is_date = matches!(head.kind, HeadKind::DateCue | HeadKind::BareDate);
            let is_weak = is_date || (head.kind == HeadKind::Byline && labels.units[**at].outside().is_some());
            is_weak && (!is_near(**at) || follows_tail(**at))
        })
        .map(|(at, _)| *at)
        .collect();
    for at in others {
        labels.heads.remove(&at);
        labels.units[at].kind = Some(LineKind::Boilerplate);
        labels.units[at].rule = labels.units[at].outside().or(Some(RuleId("layout.outside_body")));
    }
}

/// Whatever is still open stands outside the articles.
fn set_aside_rest(labels: &mut Labels) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::dates::NumericOrder;
    use crate::ingest::lines;
    use crate::ingest::rules::Rules;

    const LONG: &str =
        "Le port a rouvert ce matin après trois jours de vent, et les pêcheurs sont repartis avant l'aube.";
    const NEXT: &str =
        "La criée a repris vers midi, avec peu de poisson mais beaucoup de monde autour des étals mouillés.";

    /// Compares the label of each line that is not blank; `{long}` and `{next}` stand for two paragraphs.
    #[track_caller]
    fn check(page: &[(&str, &str)]) {
        let text: Vec<String> =
            page.iter().map(|(line, _)| line.replace("{long}", LONG).replace("{next}", NEXT)).collect();
        let text = text.join("\n");
        let lines = lines::split(&text);
        let known = Known { rules: Rules::builtin(), furniture: None, order: NumericOrder::DayFirst };
        let labels = label(&lines, known, &Stated::default());
        let mut got: Vec<(&str, &str)> = Vec::new();
        for unit in &labels.units {
            for line in &lines[unit.lines.clone()] {
                got.push((line.raw, unit.kind.map_or("open", LineKind::as_str)));
            }
        }
        let want: Vec<(&str, &str)> = text
            .lines()
            .zip(page)
            .map(|(line, (_, kind))| (line, *kind))
            .filter(|(line, _)| !line.is_empty())
            .collect();
        assert_eq!(got, want);
    }

    #[test]
    fn a_plain_page_is_a_headline_and_its_text() {
        check(&[
            ("Le port rouvre", "title"),
            ("", ""),
            ("{long}", "paragraph"),
            ("Une criée animée", "subheading"),
            ("{next}", "paragraph"),
        ]);
    }

    #[test]
    fn a_page_that_begins_with_a_sentence_has_no_headline() {
        check(&[("{long}", "paragraph"), ("{next}", "paragraph")]);
    }

    #[test]
    fn a_broken_line_is_joined_and_closing_punctuation_too() {
        check(&[
            ("Le port rouvre", "title"),
            ("{long}", "paragraph"),
            ("Les pêcheurs attendaient ce moment depuis lundi et n'ont pas", "paragraph"),
            ("perdu de temps", "paragraph"),
            (".", "paragraph"),
            ("{next}", "paragraph"),
        ]);
    }

    #[test]
    fn menus_and_related_links_stand_outside() {
        check(&[
            ("Accueil > Régions > Littoral", "boilerplate"),
            ("Politique", "boilerplate"),
            ("Le coin des jardiniers", "boilerplate"),
            ("Annonces du quartier", "boilerplate"),
            ("Recettes de saison", "boilerplate"),
            ("Le port rouvre après le vent, les pêcheurs repartent", "title"),
            ("Publié le 12 mars 2019 à 08h15", "pubinfo"),
            ("{long}", "paragraph"),
            ("{next}", "paragraph"),
            ("À lire aussi", "boilerplate"),
            ("Une digue neuve pour l'été", "boilerplate"),
            ("12 mai 2021", "boilerplate"),
        ]);
    }

    #[test]
    fn an_article_stands_below_its_headline_though_teasers_weigh_more() {
        let teaser = (
            "Deux lignes sur une autre affaire, assez longues pour ressembler à un vrai paragraphe d'article.",
            "boilerplate",
        );
        check(&[
            ("Accueil", "boilerplate"),
            ("Politique", "boilerplate"),
            ("Le coin des jardiniers", "boilerplate"),
            ("Annonces du quartier", "boilerplate"),
            ("Recettes de saison", "boilerplate"),
            teaser,
            teaser,
            teaser,
            teaser,
            ("Vie du port", "boilerplate"),
            ("", ""),
            ("Le port rouvre, les pêcheurs repartent", "title"),
            ("", ""),
            ("Par Nora Belkacem", "byline"),
            ("Publié le 12 mars 2019 à 08h15", "pubinfo"),
            ("{long}", "paragraph"),
            ("{next}", "paragraph"),
        ]);
    }

    const MENU: [(&str, &str); 13] = [
        ("Politique", "boilerplate"),
        ("Le coin des jardiniers", "boilerplate"),
        ("Annonces du quartier", "boilerplate"),
        ("Recettes de saison", "boilerplate"),
        ("Vie du port", "boilerplate"),
        ("Carnets de bord", "boilerplate"),
        ("Les archives du phare", "boilerplate"),
        ("Marées et horaires", "boilerplate"),
        ("Le marché du jeudi", "boilerplate"),
        ("Chantiers navals", "boilerplate"),
        ("Petites histoires", "boilerplate"),
        ("Le courrier des lecteurs", "boilerplate"),
        ("La boutique", "boilerplate"),
    ];

    /// A page with menus, its headline, its text with a line between its paragraphs, so many times each, and a last line.
    #[track_caller]
    fn check_between(line: (&str, &str), n_lines: usize, last: &str) {
        let days = ["deux", "trois", "quatre", "cinq", "six", "sept", "huit"];
        let paragraphs = days.map(|n| LONG.replace("trois", n) + " " + &NEXT.replace("midi", n));
        let mut page = MENU.to_vec();
        page.extend([("Le port rouvre après trois jours de vent", "title"), ("12 mars 2019", "pubinfo")]);
        for (n, paragraph) in paragraphs.iter().enumerate() {
            page.extend(vec![line; if n > 0 { n_lines } else { 0 }]);
            page.push((paragraph, "paragraph"));
        }
        page.extend(MENU);
        page.push((last, "boilerplate"));
        check(&page);
    }

    #[test]
    fn lines_that_recur_between_paragraphs_part_no_text() {
        check_between(("Suite de la page", "boilerplate"), 3, "Suite de la page");
    }

    #[test]
    fn a_text_goes_on_behind_its_lists() {
        for (n_boats, sees_end) in [(7, true), (2, true), (12, false)] {
            let days = ["lundi", "mardi", "jeudi"];
            let paragraphs = days.map(|day| LONG.replace("ce matin", day) + " " + &NEXT.replace("vers midi", day));
            let list = |day: &str| (1..=n_boats).map(|n| format!("\nLe bateau {n} de {day}")).collect::<String>();
            let texts: Vec<String> =
                days.iter().zip(&paragraphs).map(|(day, text)| format!("{text}{}", list(day))).collect();
            let menu = MENU.map(|(line, _)| line).join("\n");
            let text = texts.join("\n");
            let page = [&menu, "Le port rouvre après trois jours de vent", "12 mars 2019", &text, &menu].join("\n");
            let lines = lines::split(&page);
            let known = Known { rules: Rules::builtin(), furniture: None, order: NumericOrder::DayFirst };
            let labels = label(&lines, known, &Stated::default());
            let kind =
                |text: &str| labels.units.iter().find(|unit| unit.text.as_str() == text).and_then(|unit| unit.kind);
            assert_eq!(kind(&paragraphs[0]), Some(LineKind::Paragraph), "{n_boats}");
            assert_eq!(kind(&paragraphs[2]) == Some(LineKind::Paragraph), sees_end, "{n_boats}");
        }
    }

    #[test]
    fn readers_comments_below_a_text_are_none_of_it_however_long() {
        let comments = [
            "Le port, c'est mon enfance, et la criée aussi.",
            "Trois jours sans poisson, qui l'aurait cru cette année ?",
        ];
        for (heading, n_comments) in [("12 commentaires", 20), ("Vos réactions", 3)] {
            let article: Vec<String> = (1..9).map(|n| LONG.replace("trois jours", &format!("{n} jours"))).collect();
            let comments: Vec<String> = (0..n_comments).map(|n| format!("{} ({n})", comments[n % 2])).collect();
            let text = ["Le port rouvre après trois jours de vent", "12 mars 2019"]
                .into_iter()
                .chain(article.iter().map(String::as_str))
                .chain([heading])
                .chain(comments.iter().map(String::as_str))
                .collect::<Vec<_>>()
                .join("\n");
            let lines = lines::split(&text);
            let known = Known { rules: Rules::builtin(), furniture: None, order: NumericOrder::DayFirst };
            let labels = label(&lines, known, &Stated::default());
            let n_body = labels.units.iter().filter(|unit| unit.kind == Some(LineKind::Paragraph)).count();
            let all_aside = labels.units[11..].iter().all(|unit| unit.kind == Some(LineKind::Boilerplate));
            assert!(n_body >= 7 && all_aside, "{heading}: {n_body}");
        }
    }

    #[test]
    fn a_text_ends_where_readers_sign_one_after_the_other() {
        let says = "Le port, c'est mon enfance, et la criée aussi, disait toujours mon père.";
        for (signature, n_signed, ends) in [
            ("Nora B. le 12 mars 2019 à 10h1#", 4, true),
            ("Posted by: Nora | 12/03/2019 10:1#", 4, true),
            ("#. Nora — March 12th, 2019, 7:20 pm", 9, true),
            ("نورة بتاريخ 2019/03/12 10:1#", 5, true),
            ("Nora a dit…", 3, true),
            ("Posted by: Nora | 12/03/2019 10:1#", 3, false),
        ] {
            let article: Vec<String> = (1..9).map(|n| LONG.replace("trois jours", &format!("{n} jours"))).collect();
            let signed = (0..n_signed).map(|n| format!("{}\n{says} ({n}).", signature.replace('#', &n.to_string())));
            let parts = ["Le port rouvre après trois jours de vent".to_owned(), "12 mars 2019".to_owned()];
            let text = parts.into_iter().chain(article.iter().cloned()).chain(signed).collect::<Vec<_>>().join("\n");
            let lines = lines::split(&text);
            let known = Known { rules: Rules::builtin(), furniture: None, order: NumericOrder::DayFirst };
            let labels = label(&lines, known, &Stated::default());
            let is_text = |unit: &&Unit| unit.kind == Some(LineKind::Paragraph);
            let n_said = labels.units.iter().filter(is_text).filter(|unit| unit.text.starts_with(says)).count();
            let n_text = labels.units.iter().filter(is_text).filter(|unit| !unit.text.starts_with(says)).count();
            assert!(n_text >= 8 && (n_said == 0) == ends, "{signature}: {n_text} and {n_said}");
        }
    }

    #[test]
    fn a_line_among_the_comments_is_no_headline() {
        let menu = MENU.map(|(line, _)| line).join("\n");
        let article = [LONG, NEXT, "Un quai de plus"].repeat(4).join("\n");
        let comment = [
            "Les pêcheurs repartis de Fanal avant l'aube",
            "Par Nora Berel",
            "15 juillet 2019 à 10:37",
            "",
            LONG,
            NEXT,
        ];
        let text = [&menu, "Carnets du quai", &article, "9 commentaires", &comment.join("\n")].join("\n");
        let lines = lines::split(&text);
        let known = Known { rules: Rules::builtin(), furniture: None, order: NumericOrder::DayFirst };
        let labels = label(&lines, known, &Stated::default());
        let heading = labels.units.iter().position(|unit| unit.text.as_str() == "9 commentaires").unwrap();
        let is_paragraph = |unit: &Unit| unit.kind == Some(LineKind::Paragraph);
        assert_eq!(labels.units[..heading].iter().filter(|unit| is_paragraph(unit)).count(), 9);
        assert!(!labels.units[heading..].iter().any(is_paragraph));
    }

    #[test]
    fn the_only_sentence_of_a_page_stays() {
        let mut page = MENU.to_vec();
        page.extend(MENU.map(|(line, _)| line).iter().map(|line| (*line, "boilerplate")));
        page.push(("Le port de Fanal a rouvert ce matin, après trois jours de vent.", "paragraph"));
        page.extend(MENU);
        check(&page);
    }

    #[test]
    fn who_speaks_in_an_interview_recurs_and_belongs_to_it() {
        check_between(("Le Courrier", "subheading"), 1, "Haut de page");
    }

    #[test]
    fn a_sentence_beside_a_paragraph_is_text_and_a_link_is_not() {
        for (line, kind) in [
            ("Les bateaux sont sortis avec la marée du soir.", "paragraph"),
            ("Les bateaux sont sortis avec la marée du soir", "boilerplate"),
            ("Suivez le port.", "boilerplate"),
        ] {
            let headline = "Le port rouvre après trois jours de vent";
            let beside = ["Haut de page", LONG, line, "Partager le lien", "Carnets"];
            let around = MENU.map(|(line, _)| line).join("\n");
            let text = [
                &[around.as_str(), headline, "12 mars 2019", LONG, NEXT][..],
                &beside,
                &[NEXT, LONG, NEXT, LONG],
                &[&around],
            ]
            .concat()
            .join("\n");
            let lines = lines::split(&text);
            let known = Known { rules: Rules::builtin(), furniture: None, order: NumericOrder::DayFirst };
            let labels = label(&lines, known, &Stated::default());
            let got = labels.units.iter().find(|unit| unit.text.as_str() == line).and_then(|unit| unit.kind);
            assert_eq!(got.map(LineKind::as_str), Some(kind), "{line}");
        }
    }

    #[test]
    fn rows_of_a_table_are_no_headlines_of_other_articles() {
        check(&[
            ("Le port rouvre après trois jours de vent", "title"),
            ("12 mars 2019", "pubinfo"),
            ("{long}", "paragraph"),
            ("Le plus grand bateau du port\tCe qu'il a ramené lundi", "paragraph"),
            ("La Belle Étoile de Fanal\tDes soles et des thons rouges", "paragraph"),
            ("Le Vieux Saumon de l'Anse\tDes sardines par caisses entières", "paragraph"),
            ("{next}", "paragraph"),
        ]);
    }

    #[test]
    fn a_post_is_the_text_above_its_signature() {
        let signature = "— Capitainerie de Fanal (@capitainerie) 12 février 2020";
        for (gap, day) in [(None, None), (Some(("", "")), None), (None, Some(("12 février 2020", "tweet_age")))] {
            let mut page = vec![("Le port rouvre", "title"), ("{long}", "paragraph")];
            page.extend(gap);
            page.push(("Le port rouvre demain à l'aube, avec la marée. #port", "tweet_text"));
            page.extend(gap);
            page.push((if day.is_some() { "— Capitainerie (@capitainerie)" } else { signature }, "tweet_handle"));
            page.extend(day);
            page.extend(gap);
            page.extend([("{next}", "paragraph"), ("{long}", "paragraph")]);
            check(&page);
        }
        // A signature that stands below nothing signs nothing.
        check(&[
            ("Le port rouvre", "title"),
            ("12 mars 2019", "pubinfo"),
            (signature, "paragraph"),
            ("{long}", "paragraph"),
        ]);
    }

    #[test]
    fn a_credit_makes_a_caption_of_the_line_above() {
        check(&[
            ("Le port rouvre", "title"),
            ("{long}", "paragraph"),
            ("Un chalutier quitte la passe au petit matin.", "caption"),
            ("Photo : Agence du Large / Nora Belkacem", "credit"),
            ("{next}", "paragraph"),
        ]);
    }

    #[test]
    fn a_long_paragraph_above_a_credit_is_no_caption() {
        let long = [LONG, NEXT, LONG].join(" ");
        check(&[
            ("Le port rouvre", "title"),
            ("{long}", "paragraph"),
            (&long, "paragraph"),
            ("Photo : Agence du Large / Nora Belkacem", "credit"),
            ("{next}", "paragraph"),
        ]);
    }

    #[test]
    fn a_text_goes_on_beyond_a_gap_up_to_its_last_sentence() {
        let (long, next, link) =
            (("{long}", "paragraph"), ("{next}", "paragraph"), ("Un lien vers autre chose", "boilerplate"));
        let both = [NEXT, LONG].join(" ");
        let mut page = vec![("Le port rouvre après trois jours de vent", "title"), ("12 mars 2019", "pubinfo")];
        page.extend([long, next].repeat(4));
        page.extend([("Facebook", "boilerplate"); 12]);
        page.extend([(both.as_str(), "paragraph"), long, next]);
        page.extend([link; 12]);
        check(&page);
    }

    #[test]
    fn a_piece_with_headline_and_byline_is_an_article_of_its_own() {
        check(&[
            ("Revue du port", "title"),
            ("{long}", "paragraph"),
            ("{next}", "paragraph"),
            ("", ""),
            ("Trois jours sans poisson", "title"),
            ("Le Fanal – Par Nora Belkacem Publié hier à 11h21", "byline"),
            ("{long}", "paragraph"),
            ("{next}", "paragraph"),
            ("{long}", "paragraph"),
            ("{next}", "paragraph"),
        ]);
    }

    #[test]
    fn text_wrapped_at_a_fixed_width_is_joined_up_to_its_blank_lines() {
        let row = ("Les bateaux rentrent au port dans le vent du soir et déchargent ici", "paragraph");
        check(&[
            row,
            row,
            row,
            row,
            row,
            ("La nuit tombe.", "paragraph"),
            ("", ""),
            row,
            row,
            row,
            row,
            ("Fin du jour.", "paragraph"),
        ]);
    }
}
