//! Which of the lines above a text is its headline.
//!
//! On a page with menus standfirsts, captions, names of sections and teasers stand above the text, too. Every open line near
//! its beginning is weighed by what it shows, and the best is taken if it is likely enough: a wrong headline is worse than
//! none. The weights are those of a conditional logit (McFadden 1974) over the lines of each page, fitted to 1,300 public
//! pages in a dozen languages and tried on pages left out: it took the right line on 78 %, a wrong one on 11 %.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::ingest::captions;
use crate::ingest::likeness;
use crate::ingest::page::{Unit, is_set_apart};
use crate::model::document::LineKind;
use crate::text::fold::{fold, words};

/// How probable the best line has to be among all that may be the headline.
const MIN_PROBABILITY: f64 = 0.32;

/// How much speaks for none of them.
const NONE: f64 = 0.8;

/// How many units above the beginning of the text are looked at.
const N_ABOVE: usize = 90;

/// How many of the likeliest lines are looked for in the rest of the page, which costs time.
const N_COMPARED: usize = 8;

/// The headline of the text, if one line stands out.
pub fn of_text(units: &[Unit], body: &Range<usize>) -> Option<usize> {
    let text = body.clone().find(|at| units[*at].is_sentence() && units[*at].shape.n_chars >= 80)?;
    let candidates: Vec<usize> = (text.saturating_sub(N_ABOVE)..=text)
        .filter(|at| units[*at].kind.is_none() && units[*at].is_title_like())
        .collect();
    if candidates.is_empty() {
        return None;
    }
    let page = Page::new(units, body, text, &candidates);
    let mut scored: Vec<(f64, usize)> = page.candidates.keys().map(|at| (page.score(*at), *at)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (score, at) in scored.iter_mut().take(N_COMPARED) {
        *score += 1.3 * yes(page.stands_in_another(*at)) - 1.7 * yes(captions::names_maker(&units[*at].text));
    }
    let best = *scored.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    // The same line twice does not stand against itself.
    let rivals = scored.iter().filter(|(_, at)| units[*at].text != units[best.1].text);
    let sum: f64 = 1.0 + (NONE - best.0).exp() + rivals.map(|(score, _)| (score - best.0).exp()).sum::<f64>();
    (1.0 / sum >= MIN_PROBABILITY).then_some(best.1)
}

/// What lines are compared with.
struct Page<'u> {
    units: &'u [Unit],
    body: &'u Range<usize>,
    /// The unit the text begins with.
    text: usize,
    /// The lines that can be headlines by their look, with the share of their longer words that the first paragraphs have.
    candidates: BTreeMap<usize, f64>,
    /// Characters of long lines above each unit, and at the end all of them.
    n_chars_above: Vec<u32>,
}

impl<'u> Page<'u> {
    fn new(units: &'u [Unit], body: &'u Range<usize>, text: usize, candidates: &[usize]) -> Page<'u> {
        const N_PARAGRAPHS: usize = 8;
        const LONG_LINE: u32 = 80;
        let paragraphs = units[text..body.end].iter().filter(|unit| unit.is_sentence()).take(N_PARAGRAPHS);
        let mut stems: Vec<u128> = paragraphs.flat_map(|unit| stems(&unit.text)).collect();
        stems.sort_unstable();
        let candidates = candidates.iter().map(|at| (*at, share_of_stems(&units[*at].text, &stems))).collect();
        let mut n_chars_above = vec![0];
        for unit in units {
            let n_chars = if unit.shape.n_chars > LONG_LINE { unit.shape.n_chars } else { 0 };
            n_chars_above.push(n_chars_above[n_chars_above.len() - 1] + n_chars);
        }
        Page { units, body, text, candidates, n_chars_above }
    }

    fn score(&self, at: usize) -> f64 {
        let unit = &self.units[at];
        let length = match unit.shape.n_words {
            0..=2 => -3.2,
            3 => -2.6,
            4..=5 => -1.1,
            6..=24 => 0.0,
            _ => -1.8,
        };
        let head_below = match self.n_to_head(at) {
            Some(1) => 2.4,
            Some(2) => 2.0,
            Some(3..=4) => 1.2,
            Some(_) => 0.6,
            None => 0.0,
        };
        let n_to_text = (self.text - at) as f64;
        let of_page = f64::from(self.n_chars_above[at]) / f64::from(self.n_chars_above[self.units.len()].max(1));
        let (n_lines_above, has_line_above) = self.lines_above(at);
        length + head_below + 4.9 * self.overlap(at) - 0.7 * n_to_text.ln_1p() - 3.8 * of_page
            + 0.9 * yes(at > 0 && is_head(&self.units[at - 1]))
            + 0.9 * yes(at > 0 && is_section(&self.units[at - 1]))
            + 1.0 * yes(self.below(at, 3).any(|below| is_share(&self.units[below])))
            + 0.5 * yes(self.line_below(at).is_some_and(|below| self.units[below].text.ends_with('.')))
            + 0.9 * self.share_of_short(at)
            + 0.8 * share_of_capitals(&unit.text)
            - 2.6 * yes(at == self.text)
            - 1.5 * yes(is_set_apart(self.units, at))
            - 0.7 * yes(n_lines_above > 1)
            - 0.6 * yes(has_line_above)
    }

    fn overlap(&self, at: usize) -> f64 {
        self.candidates.get(&at).copied().unwrap_or_default()
    }

    fn below(&self, at: usize, n: usize) -> Range<usize> {
        at + 1..self.units.len().min(at + 1 + n)
    }

    /// How many lines below it a head stands, a standfirst between the two not counted.
    fn n_to_head(&self, at: usize) -> Option<usize> {
        const MAX: usize = 7;
        let (mut n_lines, mut n_standfirsts) = (0, 0);
        for below in self.below(at, 11) {
            let unit = &self.units[below];
            if is_head(unit) {
                return Some(n_lines + 1);
            }
            if n_standfirsts < 2 && unit.shape.n_words >= 5 && self.candidates.contains_key(&below) {
                n_standfirsts += 1;
            } else {
                n_lines += 1;
            }
            if n_lines >= MAX {
                break;
            }
        }
        None
    }

    /// The line right below it that may be its standfirst.
    fn line_below(&self, at: usize) -> Option<usize> {
        self.below(at, 2).find(|below| self.units[*below].kind.is_none() && self.units[*below].shape.n_words >= 5)
    }

    /// How many lines stand right above it, one above the other, that speak of the text; and whether any line does that is
    /// no name of a section.
    fn lines_above(&self, at: usize) -> (usize, bool) {
        let near = |at: usize| {
            let range = at.saturating_sub(2)..at;
            range.rev().filter(|at| self.candidates.contains_key(at) && self.units[*at].shape.n_words >= 4)
        };
        let speaks = |at: &usize| self.overlap(*at) > 0.2;
        let chain = std::iter::successors(near(at).find(speaks), |at| near(*at).find(speaks));
        (chain.take(2).count(), near(at).next().is_some())
    }

    /// The share of its neighbours that are as short as what stands in a menu.
    fn share_of_short(&self, at: usize) -> f64 {
        let around = (at.saturating_sub(3)..at).chain(self.below(at, 3));
        let (n_short, n_all) =
            around.fold((0, 0), |(short, all), at| (short + u32::from(self.units[at].shape.n_words <= 3), all + 1));
        f64::from(n_short) / f64::from(n_all.max(1))
    }

    /// A longer line outside the text has it in it: a path, a call to share.
    fn stands_in_another(&self, at: usize) -> bool {
        let unit = &self.units[at];
        let outside = self.units[..self.body.start].iter().chain(&self.units[self.body.end..]);
        let longer = outside.filter(|other| other.text.len() > unit.text.len());
        unit.shape.n_words >= 3 && likeness::stands_in(&unit.text, longer)
    }
}

/// The share of the stems of a line that are among those of a text; a short line is easily there by chance.
fn share_of_stems(line: &str, of_text: &[u128]) -> f64 {
    let stems = stems(line);
    let n_shared = stems.iter().filter(|stem| of_text.binary_search(stem).is_ok()).count();
    n_shared as f64 / (stems.len() as f64 + 1.5)
}

/// The first five letters of the longer words, folded, 21 bits each: what follows is often an ending. Shorter words are in
/// every text.
fn stems(text: &str) -> Vec<u128> {
    const MIN_LETTERS: usize = 4;
    const N_LETTERS: usize = 5;
    let folded = fold(text);
    let words = words(&folded).map(|(_, word)| word).filter(|word| word.chars().nth(MIN_LETTERS - 1).is_some());
    let first = |word: &str| {
        let bare = word.strip_prefix("ال").unwrap_or(word);
        bare.chars().take(N_LETTERS).fold(0, |stem, letter| stem << 21 | u128::from(letter))
    };
    words.map(first).collect()
}

/// The share of the words that begin large, among those of scripts with two cases; a half where there are few.
fn share_of_capitals(text: &str) -> f64 {
    let first_letters = text.split(' ').filter_map(|word| word.chars().next());
    let (mut n_large, mut n_all) = (0, 0);
    for first in first_letters.filter(|first| first.is_uppercase() || first.is_lowercase()) {
        n_all += 1;
        n_large += u32::from(first.is_uppercase());
    }
    if n_all < 3 { 0.5 } else { f64::from(n_large) / f64::from(n_all) }
}

fn is_head(unit: &Unit) -> bool {
    matches!(unit.kind, Some(LineKind::Pubinfo | LineKind::Byline))
}

fn is_section(unit: &Unit) -> bool {
    unit.rule.is_some_and(|rule| rule.0.starts_with("section.") || rule.0 == "layout.breadcrumb")
}

fn is_share(unit: &Unit) -> bool {
    unit.rule.is_some_and(|rule| rule.0.starts_with("share.") || rule.0.starts_with("social."))
}

fn yes(is: bool) -> f64 {
    f64::from(u8::from(is))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::dates::NumericOrder;
    use crate::ingest::lines;
    use crate::ingest::rules::Rules;
    use crate::ingest::run;
    use crate::ingest::units::{Known, units};

    const TEXT: &str =
        "Le port de Fanal a rouvert ce matin après trois jours de vent, et les pêcheurs sont partis avant l'aube.
La criée de Fanal a repris vers midi, avec peu de poisson mais beaucoup de monde autour des étals mouillés.
Les bateaux qui attendaient au large depuis lundi sont rentrés les uns après les autres dans le port.";

    /// The headline of a text with these lines between a menu and it.
    #[track_caller]
    fn check(above: &str, want: Option<&str>) {
        let menu =
            "Accueil\nRégions\nIdées\nLoisirs\nJeux\nCarnets\nAstres\nRecettes\nLivres\nVoir le plan\nNos villes";
        let page = [menu, above, TEXT, "Les annonces", "Le club", "Nos boutiques", "La charte"].join("\n");
        let lines = lines::split(&page);
        let known = Known { rules: Rules::builtin(), furniture: None, order: NumericOrder::DayFirst };
        let found = units(&lines, known);
        let body = run::best(&found.units, &found.heads).units;
        let got = of_text(&found.units, &body).map(|at| found.units[at].text.as_str());
        assert_eq!(got, want, "{above}");
    }

    #[test]
    fn the_headline_stands_above_its_standfirst_and_below_the_name_of_its_section() {
        const HEADLINE: &str = "Le port de Fanal rouvre après trois jours de vent";
        for above in [
            "{}\nPar Nora Berel\n12 mars 2019",
            "Vie locale\n{}\nPar Nora Berel\n12 mars 2019",
            "{}\nLes pêcheurs qui attendaient au large depuis lundi sont rentrés dans la nuit\nPar Nora Berel\n12 mars 2019",
            "12 mars 2019\n{}\nPartager\nEnvoyer",
            "{}\nPar Nora Berel\n12 mars 2019\nLes bateaux de Fanal au port, lundi. Nora Berel / AFP",
            "Accueil > Régions > {}\n{}\nPar Nora Berel",
        ] {
            check(&above.replace("{}", HEADLINE), Some(HEADLINE));
        }
    }

    #[test]
    fn a_text_without_a_headline_has_none() {
        for above in ["", "Vie locale", "Par Nora Berel", "Météo marine\n12 mars 2019"] {
            check(above, None);
        }
    }
}
