//! References in RIS: a tag, two spaces, a hyphen and a space before each value, and lines that end with CR and LF.
//!
//! Dates are written `YYYY/MM/DD/`, and the slashes stay where a part is not known. Names are as the page prints them: which part of
//! one is the family's is not known.
//! <https://refdb.sourceforge.net/manual-0.9.6/sect1-ris-format.html>

use crate::export::bibtex::note;
use crate::export::citation::address;
use crate::export::piece::Piece;
use crate::export::text;
use crate::locale::words::Words;
use crate::model::date::PartialDate;

/// The reference of an article, or of a passage of one.
pub fn entry(piece: &Piece<'_>, words: &Words) -> String {
    let article = piece.article();
    let published = article.published.fact.value;
    let mut lines = String::new();
    let mut put = |tag: &str, value: &str| {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        lines.extend([tag, "  - ", &value, "\r\n"]);
    };
    put("TY", "NEWS");
    put("ID", &piece.of().id().to_string());
    // An asterisk may not stand in names.
    piece.credited().for_each(|name| put("AU", &name.replace('*', "")));
    article.title.value.iter().for_each(|title| put("TI", title));
    piece.outlet().into_iter().for_each(|outlet| put("T2", &outlet.replace('*', "")));
    published.iter().for_each(|date| put("PY", &date.year_number().to_string()));
    published.iter().for_each(|date| put("DA", &slashed(*date)));
    address(piece).iter().for_each(|address| put("UR", address.as_str()));
    article.languages.iter().take(1).for_each(|lang| put("LA", lang.as_str()));
    piece.passage().iter().for_each(|_| put("N1", &text::plain(piece)));
    let note = note(piece, words);
    if !note.is_empty() {
        put("N1", &note);
    }
    put("ER", "");
    lines
}

/// `2020/02/12/`, `2020/02//`, `2020///`.
fn slashed(date: PartialDate) -> String {
    let part = |number: Option<u32>| number.map(|number| format!("{number:02}")).unwrap_or_default();
    format!("{:04}/{}/{}/", date.year_number(), part(date.month_number()), part(date.day_number()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slashes_stay_where_a_part_is_not_known() {
        for (date, want) in [
            (PartialDate::day(2020, 2, 12), "2020/02/12/"),
            (PartialDate::month(2020, 2), "2020/02//"),
            (PartialDate::year(2020), "2020///"),
        ] {
            assert_eq!(date.map(slashed).as_deref(), Some(want));
        }
    }
}
