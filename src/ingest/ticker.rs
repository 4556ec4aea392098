//! A line of headlines of other articles, as aggregators print it above the page: one line, wide gaps between.
//!
//! A gap is a run of at least three spaces of any kind, a tab, or a bar or bullet with spaces around it. A single
//! no-break space separates nothing: French puts one before its colons.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::text::clean::Clean;

/// Signs that separate headlines where they have a space at each side.
const SIGNS: [char; 7] = ['|', '•', '·', '■', '◆', '¦', '▪'];

/// What a line with gaps is.
#[derive(Debug, PartialEq, Eq)]
pub enum Gapped {
    /// Headlines in order, cleaned.
    Headlines(Vec<Clean>),
    /// Short entries: a menu.
    Menu,
}

/// Reads a line with gaps; `None` if it has none, or if what stands between them is running text.
pub fn read(raw: &str) -> Option<Gapped> {
    let (parts, is_wide) = parts(raw)?;
    let n_parts = parts.len();
    // A headline with a separator behind it is what is left of a ticker.
    let is_closed = raw.trim_end_matches(|c| is_space(c) || is_invisible(c)).ends_with(SIGNS);
    let n_needed = if is_wide || is_closed { 1 } else { 3 };
    if n_parts < n_needed || has_control(raw) {
        return None;
    }
    let n_words: usize = parts.iter().map(|part| part.split(' ').count()).sum();
    let n_chars: usize = parts.iter().map(|part| part.chars().count()).sum();
    if n_chars < 14 * n_parts || n_words * 2 < 5 * n_parts {
        return (n_parts >= 3).then_some(Gapped::Menu);
    }
    let running = parts.iter().filter(|part| is_running_text(part));
    let (n_running, n_running_chars) = running.fold((0, 0), |(n, chars), part| (n + 1, chars + part.chars().count()));
    // A page or an article on a single line has its menus around its text.
    if n_running * 2 >= n_parts || n_running_chars * 2 >= n_chars {
        return None;
    }
    Some(Gapped::Headlines(parts))
}

/// A control character may begin a sequence that hides text, and a gap inside one would lay it open.
fn has_control(raw: &str) -> bool {
    raw.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r'))
}

/// Headlines begin large and have no full stop; the pieces of a torn sentence do not.
fn is_running_text(part: &str) -> bool {
    let begins_lower = part.chars().next().is_some_and(char::is_lowercase);
    begins_lower || (part.ends_with('.') && !part.ends_with("..")) || part.chars().count() > 400
}

/// The cleaned parts between gaps that are not empty, and whether the gaps are wide runs; `None` without a gap.
fn parts(raw: &str) -> Option<(Vec<Clean>, bool)> {
    if raw.len() < 4 || !may_have_gap(raw.as_bytes()) {
        return None;
    }
    let wide = wide_gaps(raw);
    let (gaps, is_wide) = match wide.is_empty() {
        false => (wide, true),
        true => (sign_gaps(raw), false),
    };
    if gaps.is_empty() {
        return None;
    }
    let mut parts = Vec::with_capacity(gaps.len() + 1);
    let mut start = 0;
    for (from, to) in gaps.into_iter().chain(std::iter::once((raw.len(), raw.len()))) {
        let part = Clean::new(&raw[start..from]);
        if !part.is_empty() {
            parts.push(part);
        }
        start = to;
    }
    Some((parts, is_wide))
}

/// A tab, a bar, two plain spaces, or any sign of the blocks that hold other spaces and bullets: most lines have none.
fn may_have_gap(bytes: &[u8]) -> bool {
    let has_sign = memchr::memchr2(b'\t', b'|', bytes).is_some() || TWO_SPACES.find(bytes).is_some();
    has_sign || memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes).any(|at| is_gap(bytes, at))
}

static TWO_SPACES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"  "));

/// A middle dot, broken bar, bullet or block stands here; or a no-break or wide space that has another space beside it, as
/// the one before a colon has not.
fn is_gap(bytes: &[u8], at: usize) -> bool {
    let after = match &bytes[at..] {
        [0xC2, 0xA0, after @ ..]
        | [0xE2, 0x80, 0x80..=0x8A | 0xAF, after @ ..]
        | [0xE2, 0x81, 0x9F, after @ ..]
        | [0xE3, 0x80, 0x80, after @ ..] => after,
        [0xC2, 0xA6 | 0xB7, ..] | [0xE2, 0x80, 0xA2, ..] | [0xE2, 0x96 | 0x97, ..] => return true,
        _ => return false,
    };
    // Marks that nobody sees may stand between two spaces.
    let goes_on = matches!(
        after,
        [b' ', ..]
            | [0xC2, 0xA0, ..]
            | [0xE2, 0x80, 0x80..=0x8F | 0xA8..=0xAF, ..]
            | [0xE2, 0x81, ..]
            | [0xE3, 0x80, 0x80, ..]
            | [0xD8, 0x9C, ..]
            | [0xEF, 0xBB, ..]
    );
    goes_on || bytes[..at].ends_with(b" ")
}

/// Byte ranges of runs of at least three spaces, not counting those at the start of the line (an indent).
fn wide_gaps(raw: &str) -> Vec<(usize, usize)> {
    let mut gaps = Vec::new();
    let (mut n_spaces, mut start) = (0, 0);
    let mut seen_text = false;
    for (at, c) in raw.char_indices() {
        if is_space(c) {
            if n_spaces == 0 {
                start = at;
            }
            n_spaces += if c == '\t' { 3 } else { 1 };
        } else if !is_invisible(c) {
            if n_spaces >= 3 && seen_text {
                gaps.push((start, at));
            }
            n_spaces = 0;
            seen_text = true;
        }
    }
    // Plain spaces at the end of a line are nothing; the no-break spaces of a template are.
    let is_template =
        raw[start..].chars().filter(|c| is_space(*c) && *c != ' ' && *c != '\t' && *c != '\r').count() >= 3;
    if n_spaces >= 3 && seen_text && (is_template || !gaps.is_empty()) {
        gaps.push((start, raw.len()));
    }
    gaps
}

/// Byte ranges of bars and bullets with a space at each side.
fn sign_gaps(raw: &str) -> Vec<(usize, usize)> {
    let mut before = ' ';
    let mut gaps = Vec::new();
    let mut chars = raw.char_indices().filter(|(_, c)| !is_invisible(*c)).peekable();
    while let Some((at, c)) = chars.next() {
        let is_gap = SIGNS.contains(&c) && is_space(before) && chars.peek().is_none_or(|(_, next)| is_space(*next));
        if is_gap {
            gaps.push((at, at + c.len_utf8()));
        }
        before = c;
    }
    gaps
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

/// Marks that a cleaned line will not have: they neither make nor break a gap.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, want: Option<&[&str]>) {
        let got = match read(raw) {
            Some(Gapped::Headlines(parts)) => Some(parts),
            _ => None,
        };
        let got: Option<Vec<&str>> = got.as_ref().map(|parts| parts.iter().map(Clean::as_str).collect());
        assert_eq!(got.as_deref(), want, "{raw:?}");
    }

    #[test]
    fn wide_gaps_separate_headlines() {
        let want: Option<&[&str]> = Some(&["Edito. Une soirée au bord de l'eau", "Pêche : la saison commence demain"]);
        check(
            "Edito. Une soirée au bord de l'eau\u{a0}\u{a0}\u{a0}\u{a0}Pêche : la saison commence demain\u{a0}\u{a0}\u{a0}\u{a0}",
            want,
        );
        check("Edito. Une soirée au bord de l'eau    Pêche\u{a0}: la saison commence demain", want);
        check("Edito. Une soirée au bord de l'eau\tPêche : la saison commence demain\r", want);
        check("Pluies attendues sur la côte\u{a0}\u{a0}\u{a0}\u{a0}", Some(&["Pluies attendues sur la côte"]));
    }

    #[test]
    fn bars_and_bullets_separate_three_headlines_or_more() {
        let want: &[&str] = &["Pluies attendues sur la côte", "Le port rouvre ce matin", "Une école pour le village"];
        check("Pluies attendues sur la côte | Le port rouvre ce matin | Une école pour le village", Some(want));
        check("Pluies attendues sur la côte • Le port rouvre ce matin • Une école pour le village •", Some(want));
        check("Le port rouvre | Le Courrier du Golfe", None);
    }

    #[test]
    fn running_text_is_no_ticker() {
        check("Le port rouvre ce matin, a dit le maire, et la pêche    reprendra dès demain sur la côte.", None);
        check("    Un alinéa qui commence par des espaces, et rien de plus.", None);
        check("Une phrase ordinaire\u{a0}: avec une espace insécable.   ", None);
        let article =
            "Le port rouvre ce matin, a dit le maire, et la pêche reprendra dès demain sur la côte.".repeat(3);
        check(&format!("Le vent est tombé    Le Fanal hier    {article}    Lire la suite du récit"), None);
    }

    #[test]
    fn short_entries_are_a_menu() {
        assert_eq!(read("Accueil    Politique    Sport    Culture"), Some(Gapped::Menu));
        assert_eq!(read("Accueil | Politique | Sport | Culture"), Some(Gapped::Menu));
    }
}
