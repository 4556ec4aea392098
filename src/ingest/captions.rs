//! Captions told by their credits: the line above one, a credit at the end, a line repeated with one.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::ingest::manuscript::Form;
use crate::ingest::page::Unit;
use crate::model::document::LineKind;
use crate::model::evidence::RuleId;

/// Finds the captions among the open units of the body.
pub fn find(units: &mut [Unit], body: &Range<usize>) {
    credits(units, body);
    repeats_with_suffix(units, body);
}

/// What is longer and stands above a credit is the paragraph before a picture: on public sets of whole pages 20 such lines
/// were text and 2 were captions.
const MAX_CAPTION: u32 = 260;

/// The open unit directly above a credit is the caption the credit belongs to.
fn credits(units: &mut [Unit], body: &Range<usize>) {
    for at in 1..units.len() {
        let is_credit = units[at].kind == Some(LineKind::Credit);
        let above = &mut units[at - 1];
        let is_said = above.hint.form == Form::Caption;
        if is_credit
            && above.kind.is_none()
            && (above.shape.n_chars <= MAX_CAPTION || is_said)
            && (above.hint.form == Form::Open || is_said)
            && (body.contains(&(at - 1)) || body.is_empty())
        {
            above.kind = Some(LineKind::Caption);
            above.rule = Some(RuleId("caption.above_credit"));
        }
    }
    for at in body.clone() {
        let unit = &mut units[at];
        let is_said_caption = unit.hint.form == Form::Caption;
        if unit.hint.form != Form::Open && !is_said_caption && unit.is_said_text() && unit.is_paragraph() {
            continue;
        }
        if unit.kind.is_none()
            && (unit.shape.n_chars <= 400 || is_said_caption)
            && let Some((caption_end, credit)) = credit_at_end(&unit.text)
        {
            unit.caption_end = Some(caption_end);
            unit.kind = Some(LineKind::Caption);
            unit.rule = Some(RuleId("caption.with_credit"));
            unit.credit = Some(credit);
        } else if unit.kind.is_none() && unit.shape.n_chars <= 600 && ends_with_agency(&unit.text) {
            unit.kind = Some(LineKind::Caption);
            unit.rule = Some(RuleId("caption.with_agency"));
        }
    }
}

/// The words under a picture end with the house it came from: "… (AP Photo/NAME)", "… NAME / Reuters", "…/Getty Images".
fn ends_with_agency(text: &str) -> bool {
    const SIGNS: [&str; 12] = [
        "AP Photo",
        "Getty Images",
        "/Getty",
        "/AFP",
        "AFP/",
        "REUTERS/",
        "/REUTERS",
        "/Reuters",
        "/ Reuters",
        "EPA-EFE",
        "EFE/",
        "Shutterstock",
    ];
    let end = text.char_indices().rev().nth(60).map_or(text, |(at, _)| &text[at..]);
    // Each sign has one of these letters.
    let has_letter = || memchr::memchr3(b'/', b'P', b'G', end.as_bytes()).is_some() || end.contains('S');
    !text.ends_with('.') && has_letter() && SIGNS.iter().any(|sign| end.contains(sign))
}

/// A credit at the end of a caption: `… . Photo : NAME`, `… © NAME`, `… (Photo NAME)`; where it begins, and the name.
fn credit_at_end(text: &str) -> Option<(usize, Range<usize>)> {
    // Most texts have none of the characters that signs have.
    let has_sign = memchr::memchr2(b':', b'(', text.as_bytes()).is_some() || text.contains('©');
    if !has_sign {
        return None;
    }
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
    // All begin with a space: looking for spaces first would find every word.
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).prefilter(false).build(signs).ok()
});

/// A line repeated at once with a short addition is a caption, and the addition its credit: alt text, then the caption.
fn repeats_with_suffix(units: &mut [Unit], body: &Range<usize>) {
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
