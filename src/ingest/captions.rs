//! Captions told by their credits: the line above one, a credit at the end, a line repeated with one.

use std::ops::Range;
use std::sync::LazyLock;

use crate::ingest::manuscript::Form;
use crate::ingest::outlets;
use crate::ingest::page::Unit;
use crate::ingest::phrases::Phrases;
use crate::model::document::LineKind;
use crate::model::evidence::RuleId;

/// Finds the captions among the open units of the body.
pub fn find(units: &mut [Unit], body: &Range<usize>) {
    bracketed(units, body);
    credits(units, body);
    repeats_with_suffix(units, body);
}

/// What is longer and stands above a credit is the paragraph before a picture: on public sets of whole pages 20 such lines
/// were text and 2 were captions.
const MAX_CAPTION: u32 = 260;

/// A line of its own may be a credit without a word that says so: `(NAME / AP)`.
fn bracketed(units: &mut [Unit], body: &Range<usize>) {
    for unit in units[body.clone()].iter_mut().filter(|unit| unit.kind.is_none() && unit.text.starts_with('(')) {
        if let Some((0, credit)) = credit_in_brackets(&unit.text) {
            unit.kind = Some(LineKind::Credit);
            unit.rule = Some(RuleId("credit.in_brackets"));
            unit.credit = Some(credit);
        }
    }
}

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
            && let Some((caption_end, credit)) = credit_at_end(&unit.text).or_else(|| credit_in_brackets(&unit.text))
        {
            unit.caption_end = Some(caption_end);
            unit.kind = Some(LineKind::Caption);
            unit.rule = Some(RuleId("caption.with_credit"));
            unit.credit = Some(credit);
        } else if unit.kind.is_none() && unit.shape.n_chars <= 600 && ends_with_house(&unit.text) {
            unit.kind = Some(LineKind::Caption);
            unit.rule = Some(RuleId("caption.with_agency"));
        }
    }
}

/// The words under a picture end with the house it came from: "… (AP Photo/NAME)", "… NAME / Reuters", "…/Getty Images".
fn ends_with_house(text: &str) -> bool {
    const SIGNS: [&str; 4] = ["AP Photo", "Getty Images", "EPA-EFE", "Shutterstock"];
    if text.ends_with('.') {
        return false;
    }
    let end = text.char_indices().rev().nth(60).map_or(text, |(at, _)| &text[at..]);
    let has_letter = memchr::memchr3(b'/', b'P', b'G', end.as_bytes()).is_some() || end.contains('S');
    has_letter && (SIGNS.iter().any(|sign| end.contains(sign)) || is_house_at_slash(end))
}

/// "NAME / AFP", "REUTERS/NAME".
fn is_house_at_slash(text: &str) -> bool {
    text.match_indices('/').any(|(at, _)| {
        let before = text[..at].trim_end().rsplit([' ', '(']).next().unwrap_or_default();
        is_house(before) || is_house(text[at + 1..].trim_matches([' ', ')', '.']))
    })
}

/// A news agency or an archive of pictures. Short names are words, too (`ami`, `map`), unless they stand in capitals.
fn is_house(name: &str) -> bool {
    const ARCHIVES: [&str; 9] =
        ["Getty", "Shutterstock", "Alamy", "iStock", "Imago", "IMAGO", "NurPhoto", "picture alliance", "Unsplash"];
    let is_in_capitals = || !name.contains(char::is_lowercase) || name == "dpa";
    let begins_large = || !name.starts_with(char::is_lowercase);
    let has_case = || if name.len() <= 3 { is_in_capitals() } else { begins_large() };
    ARCHIVES.iter().any(|archive| name.starts_with(archive)) || has_case() && outlets::is_agency(name)
}

/// A credit in brackets at the end of a caption, without a word that says so: `… (NAME/CBC)`, `… (dpa/Getty Images)`,
/// `… . NAME (REUTERS)`; where it begins, and the names. Agencies alone behind a sentence are what a dispatch ends with, and
/// short names at a slash are parties: `(CDU/CSU)`.
fn credit_in_brackets(text: &str) -> Option<(usize, Range<usize>)> {
    const MAX_WORDS: usize = 8;
    let inner = text.trim_end_matches('.').strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let names = inner[open + 1..].trim();
    let words = || names.split([' ', '/', '|']).filter(|word| !word.is_empty());
    if words().count() > MAX_WORDS {
        return None;
    }
    let begins_large = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase() && !c.is_numeric());
    let parts: Vec<&str> = names.split(['/', '|']).flat_map(|part| part.split(" via ")).map(str::trim).collect();
    let n_houses = parts.iter().filter(|part| is_house(part)).count();
    let has_house = n_houses > 0 && (n_houses < parts.len() || ends_with_name(&inner[..open]));
    let is_person_of = |first: &str, house: &str| first.contains(' ') && !house.is_empty() && words().all(begins_large);
    let is_credit = has_house
        || matches!(parts.as_slice(), [first, house] if names.contains('/') && !text.ends_with('.') && is_person_of(first, house));
    let start = open + 1 + inner[open + 1..].find(names)?;
    is_credit.then(|| (open, start..start + names.len()))
}

/// The last sentence is a name: a few words, all of which begin large.
fn ends_with_name(text: &str) -> bool {
    let last = text.rsplit_once(['.', '!', '?', '»', '”']).map_or("", |(_, last)| last.trim());
    let is_name = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    (2..=4).contains(&last.split(' ').count()) && last.split(' ').all(is_name)
}

/// The words under a picture say who made it; a headline does not.
pub fn names_a_photographer(text: &str) -> bool {
    static SIGNS: LazyLock<Phrases> = LazyLock::new(|| {
        Phrases::new([
            "Getty Images",
            "AP Photo",
            "(AP",
            "/AP",
            "(AFP",
            "/AFP",
            "AFP/",
            "(Reuters",
            "Reuters/",
            "REUTERS",
            "EFE/",
            "Photo:",
            "Photo :",
            "Photo by",
            "Photograph by",
            "Image:",
            "©",
        ])
    });
    SIGNS.are_in(text)
}

/// A line that names the house or the person a picture came from.
pub fn names_maker(text: &str) -> bool {
    names_a_photographer(text) || ends_with_house(text) || credit_in_brackets(text).is_some()
}

/// A credit at the end of a caption: `… . Photo : NAME`, `… © NAME`, `… (Photo NAME)`; where it begins, and the name.
fn credit_at_end(text: &str) -> Option<(usize, Range<usize>)> {
    // More bytes than the longest name and the sign before it have.
    const LONGEST: usize = 400;
    let end = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    // Most texts have none of the characters that signs have.
    memchr::memchr3(b':', b'(', 0xC2, &text.as_bytes()[end..])?;
    let (_, sign) = CREDIT_SIGNS.each_in(&text[end..]).last()?;
    let (at, start) = (end + sign.start, end + sign.end);
    let credit = text[start..].trim_end_matches([')', '.', ' ', ':']).trim_start_matches([':', ' ']);
    let start = start + text[start..].find(credit).unwrap_or(0);
    let is_name = (2..=60).contains(&credit.chars().count()) && credit.split(' ').count() <= 7 && at > 0;
    is_name.then(|| (at, start..start + credit.len()))
}

/// What stands between the words of a caption and the name of who made the picture.
static CREDIT_SIGNS: LazyLock<Phrases> = LazyLock::new(|| {
    // All begin with a space: looking for spaces first would find every word.
    Phrases::with_common_beginnings(&[
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
        " (Images: ",
        " (Picture: ",
        " (Pictures: ",
        " Picture by ",
        " Photograph: ",
        " (Photograph: ",
        " (Fotos: ",
        " (Fotografía: ",
        " (Crédit ",
        " Foto: ",
        " (Foto: ",
        " (تصوير ",
    ])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_made_the_picture_is_told_at_the_end_of_its_caption() {
        for (text, want) in [
            ("Le marché de Fanal. Photo : Nora Berel", Some(("Le marché de Fanal.", "Nora Berel"))),
            ("Le marché de Fanal (Photo Nora Berel)", Some(("Le marché de Fanal", "Nora Berel"))),
            ("The market at dawn (Picture: PA)", Some(("The market at dawn", "PA"))),
            ("سوق السمك في المرفأ (تصوير نادية)", Some(("سوق السمك في المرفأ", "نادية"))),
            ("Le marché de Fanal.", None),
            ("Le maire l'a dit : Photo", None),
        ] {
            let got = credit_at_end(text).map(|(at, credit)| (&text[..at], &text[credit]));
            assert_eq!(got, want, "{text}");
        }
    }

    #[test]
    fn names_in_brackets_are_a_credit_where_a_house_is_among_them_or_two_stand_at_a_slash() {
        for (text, want) in [
            ("A woman mourns her brother. (Mohamed El Saife/CBC)", Some("Mohamed El Saife/CBC")),
            (
                "Baños del campamento, el 1 de agosto. Alketa Misja (dpa/picture alliance via Getty)",
                Some("dpa/picture alliance via Getty"),
            ),
            ("El campamento, el 11 de octubre. Florion Goga (REUTERS)", Some("REUTERS")),
            ("(Robert F. Bukaty / AP)", Some("Robert F. Bukaty / AP")),
            // The end of a dispatch, and what is no credit.
            ("Le port a rouvert lundi. (AFP)", None),
            ("Le port a rouvert lundi. (AFP/Reuters)", None),
            ("Il faut rouvrir le port, a dit Jens Holm (CDU/CSU).", None),
            ("Elle siège au conseil (LFI/Nupes)", None),
            ("Deux villes sont reliées (Le Fanal/Anse).", None),
            ("Le vent soufflait fort (80 km/h)", None),
            ("Le plus lu (et/ou le plus cher)", None),
            ("Il l'a promis (comme toujours)", None),
            ("()", None),
            ("(/)", None),
            ("Fin (A/)", None),
        ] {
            assert_eq!(credit_in_brackets(text).map(|(_, credit)| &text[credit]), want, "{text}");
        }
    }

    #[test]
    fn a_house_at_a_slash_ends_a_caption() {
        for (text, want) in [
            ("Sophie Binet, à Matignon, le 12 juillet 2023. BERTRAND GUAY / AFP", true),
            ("The harbour at night, REUTERS/Nora Berel", true),
            ("The harbour at night, Nora Berel/Getty Images", true),
            ("Le port a rouvert lundi, dit l'AFP", false),
            ("Ouvert et/ou fermé", false),
            ("Écris à ton ami/ta sœur", false),
            ("Voir la carte/map", false),
            ("Le port a rouvert lundi, selon AFP/Reuters.", false),
        ] {
            assert_eq!(ends_with_house(text), want, "{text}");
        }
    }
}
