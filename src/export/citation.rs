//! Where a text comes from, in a style of citation and the words of the interface's language: who wrote it, its headline, where and
//! when it was published, its address, its file, and the lines of the document.
//!
//! What is not known is left out; a first sentence in the place of a headline is none. A text without a date is said to be so,
//! with what bounds it: a reader who cites it has to know.

use crate::export::person::family_first;
use crate::export::piece::Piece;
use crate::export::style::{Dates, Element, Names, Style};
use crate::locale::facts::Length;
use crate::locale::words::Words;
use crate::model::address::WebAddress;
use crate::model::article::Dating;
use crate::model::date::PartialDate;
use crate::model::evidence::Confidence;
use crate::text::clean::Clean;

/// A part of a citation; one after the other they are the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the style puts between the others.
    Between(String),
    /// What is said of the text.
    Text(String),
    /// The title of a work.
    Work(String),
    /// The address it was published at.
    Address(WebAddress),
}

impl Part {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        match self {
            Part::Between(text) | Part::Text(text) | Part::Work(text) => text,
            Part::Address(address) => address.as_str(),
        }
    }
}

/// The citation of an article, or of a passage of one.
pub fn citation(piece: &Piece<'_>, style: Style, words: &Words) -> String {
    parts(piece, style, words).iter().map(Part::as_str).collect()
}

/// What a citation is made of, in its order.
pub(super) fn parts(piece: &Piece<'_>, style: Style, words: &Words) -> Vec<Part> {
    let form = style.form();
    let is_signed = piece.credited().next().is_some();
    let mut parts = Vec::new();
    for sentence in if is_signed { form.signed } else { form.unsigned } {
        let elements = sentence.1.iter().map(|element| match element {
            Element::Names => names(piece, &form.names, words),
            Element::Date => vec![Part::Text(date(&piece.article().published, form.dates.as_ref(), words))],
            element => fact(*element, piece, words),
        });
        let known = elements.filter(|parts| !parts.is_empty()).collect::<Vec<_>>();
        let inner = known.join(&Part::Between(words.text("comma").to_owned()));
        let Some(last) = inner.last() else { continue };
        let (before, after) = around(sentence.0, words);
        // One full stop is enough.
        let after = if last.as_str().ends_with(STOPS) { after.strip_prefix('.').unwrap_or(&after) } else { &after };
        let before = if parts.is_empty() { before } else { format!(" {before}") };
        let after = Part::Between(after.to_owned());
        parts.extend([Part::Between(before)].into_iter().chain(inner).chain([after]));
    }
    parts.retain(|part| !part.as_str().is_empty());
    parts
}

/// What ends a sentence.
const STOPS: [char; 5] = ['.', '!', '?', '…', '\u{61F}'];

/// A fact as it is in every style; nothing where it is not known.
fn fact(element: Element, piece: &Piece<'_>, words: &Words) -> Vec<Part> {
    let title = || piece.of().title().map(|title| title.as_str().to_owned());
    let outlet = || piece.outlet().map(|outlet| outlet.as_str().to_owned());
    let part = match element {
        Element::Title => title().map(Part::Text),
        Element::QuotedTitle => title().map(|title| Part::Text(quoted(&title, words))),
        Element::Outlet => outlet().map(Part::Text),
        Element::Work | Element::OnlineWork => outlet().map(Part::Work),
        Element::Address => address(piece).map(Part::Address),
        Element::File => place(piece, words).map(Part::Text),
        Element::Lines => lines(piece, words).map(Part::Text),
        Element::Names | Element::Date => None,
    };
    let is_online = matches!((element, &part), (Element::OnlineWork, Some(_))) && address(piece).is_some();
    let medium = is_online.then(|| Part::Between(words.text("citation-online").to_owned()));
    part.into_iter().chain(medium).collect()
}

/// Who is given credit.
fn names(piece: &Piece<'_>, style: &Names, words: &Words) -> Vec<Part> {
    let article = piece.article();
    let agencies = || article.agencies.iter().filter(|_| style.with_agencies || article.authors.is_empty());
    // An agency is nobody's family.
    let people = article.authors.iter().enumerate().map(|(i, author)| {
        let inverted = family_first(&author.name, style.initials).filter(|_| i < style.n_inverted);
        inverted.unwrap_or_else(|| author.name.as_str().to_owned())
    });
    let all: Vec<Part> =
        people.chain(agencies().map(|agency| agency.name.as_str().to_owned())).map(Part::Text).collect();
    let comma = Part::Between(words.text("comma").to_owned());
    let listed = |names: &[Part]| names.iter().map(std::slice::from_ref).collect::<Vec<_>>().join(&comma);
    match (style.last, &all[..]) {
        (_, all) if all.len() > style.most => {
            let more = Part::Between(around("citation-et-al", words).1);
            [listed(&all[..style.kept]), vec![more]].concat()
        }
        (Some(and), [others @ .., last]) if !others.is_empty() => {
            let and = words.with(and, &[("names", "".into()), ("last", "".into())]);
            [listed(others), vec![Part::Between(and), last.clone()]].concat()
        }
        _ => listed(&all),
    }
}

/// When it was published: a derived date is said to be one, and an undated text to be that.
fn date(published: &Dating, style: Option<&Dates>, words: &Words) -> String {
    let Some(style) = style else { return words.dateline(published) };
    let Some(date) = published.fact.value else {
        let bounds = words.bounds(published.not_before, published.not_after, Length::Long);
        let undated = words.text("citation-undated").to_owned();
        return [Some(undated), bounds].into_iter().flatten().collect::<Vec<_>>().join(words.text("comma"));
    };
    let written = written(date, style, words);
    match published.fact.confidence {
        Confidence::Derived => words.with("citation-derived", &[("date", written.into())]),
        _ => written,
    }
}

fn written(date: PartialDate, style: &Dates, words: &Words) -> String {
    let year = date.year_number().to_string();
    let Some(number) = date.month_number() else { return year };
    let month = match style.is_short {
        true => words.with("citation-month", &[("n", (number as usize).into())]),
        false => words.month(number, Length::Long).to_owned(),
    };
    let year_and_month = [("year", year.into()), ("month", month.into())];
    match date.day_number() {
        Some(day) => words.with(style.day, &[&year_and_month[..], &[("day", (day as usize).into())]].concat()),
        None => words.with(style.month, &year_and_month),
    }
}

/// What a message has before and behind its argument.
fn around(id: &str, words: &Words) -> (String, String) {
    let said = words.with(id, &[("parts", OBJECT.into())]);
    said.split_once(OBJECT).map(|(before, after)| (before.to_owned(), after.to_owned())).unwrap_or_default()
}

/// A character that stands for something else (OBJECT REPLACEMENT CHARACTER).
const OBJECT: &str = "\u{FFFC}";

/// Words in the quotation marks of the interface's language.
pub fn quoted(text: &str, words: &Words) -> String {
    words.with("citation-quoted", &[("text", text.into())])
}

/// The address an article was published at, if it is one.
pub fn address(piece: &Piece<'_>) -> Option<WebAddress> {
    piece.article().source_url.as_deref().and_then(WebAddress::parse)
}

/// The file it stands in, and the place in it; standard input is no place to find anything.
pub fn place(piece: &Piece<'_>, words: &Words) -> Option<String> {
    let origin = &piece.of().document().origin;
    if origin.path == "-" {
        return None;
    }
    let path = Clean::new(&origin.path);
    let file = words.with("citation-file", &[("path", path.as_str().into())]);
    let within = match (&origin.member, origin.record) {
        (Some(member), _) => Some(Clean::new(member).as_str().to_owned()),
        (None, 0) => None,
        (None, record) => Some(words.with("citation-record", &[("n", (u64::from(record) + 1).to_string().into())])),
    };
    Some([Some(file), within].into_iter().flatten().collect::<Vec<_>>().join(words.text("comma")))
}

/// The lines of the document it stands on.
pub fn lines(piece: &Piece<'_>, words: &Words) -> Option<String> {
    let (first, last) = piece.lines()?;
    Some(match first == last {
        true => words.with("citation-line", &[("n", first.to_string().into())]),
        false => {
            words.with("citation-lines", &[("first", first.to_string().into()), ("last", last.to_string().into())])
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{ARABIC, article, document, library, paragraph, stated};
    use crate::locale::Locale;
    use crate::model::article::{Attribution, Block, Dating};
    use crate::model::date::PartialDate;
    use crate::model::document::{Document, Origin};
    use crate::model::evidence::{Evidence, Fact, Role, RuleId};
    use crate::store::marks::Passage;

    /// A page of which everything is known.
    fn known() -> Document {
        let line = |text: &str, n| Block { lines: vec![n], ..paragraph(text) };
        let mut known = article("Le phare rouvre", vec![line("Après neuf ans.", 4), line("Il rouvre.", 6)]);
        let evidence = Evidence { line: 2, role: Role::States, rule: RuleId("test.rule"), quote: Clean::new("") };
        known.title_line = Some(3);
        known.outlet = stated("Le Goéland");
        known.authors = vec![Attribution { name: Clean::new("Nour Castel"), evidence }];
        known.published.fact = Fact { value: PartialDate::day(2020, 2, 1), ..Fact::default() };
        known.source_url = Some(Clean::new("https://quai.example/phare"));
        document(vec![known])
    }

    #[track_caller]
    fn check(document: Document, passage: Option<Passage>, locale: Locale, want: &str) {
        check_style(document, passage, Style::Press, locale, want);
    }

    #[track_caller]
    fn check_style(document: Document, passage: Option<Passage>, style: Style, locale: Locale, want: &str) {
        let library = library(document);
        let (key, article) = library.iter().next().unwrap();
        let words = Words::of(locale).for_answers();
        assert_eq!(citation(&Piece::new(&article, library.outlet_label(key), passage.as_ref()), style, &words), want);
    }

    #[test]
    fn it_is_a_sentence_of_the_interface() {
        let (file, lines) = ("\u{627}\u{644}\u{645}\u{644}\u{641}", "\u{627}\u{644}\u{623}\u{633}\u{637}\u{631}");
        let arabic = format!(
            "Nour Castel\u{60C} \u{AB}Le phare rouvre\u{BB}\u{60C} Le Go\u{E9}land\u{60C} 1 \u{641}\u{628}\u{631}\u{627}\u{64A}\u{631} \
             2020\u{60C} https://quai.example/phare\u{60C} {file} page.txt\u{60C} {lines} \u{645}\u{646} 3 \u{625}\u{644}\u{649} 6."
        );
        for (locale, want) in [
            (
                Locale::English,
                "Nour Castel, “Le phare rouvre”, Le Goéland, 1 February 2020, https://quai.example/phare, \
                 file page.txt, lines 3–6.",
            ),
            (
                Locale::French,
                "Nour Castel, «\u{A0}Le phare rouvre\u{A0}», Le Goéland, 1er février 2020, https://quai.example/phare, \
                 fichier page.txt, lignes 3 à 6.",
            ),
            (Locale::Arabic, &arabic),
        ] {
            check(known(), None, locale, want);
        }
    }

    #[test]
    fn a_style_has_its_own_order_and_dress() {
        for (style, want) in [
            (
                Style::Press,
                "Nour Castel, “Le phare rouvre”, Le Goéland, 1 February 2020, https://quai.example/phare, \
                 file page.txt, lines 3–6.",
            ),
            (
                Style::Iso690,
                "Castel, Nour. Le phare rouvre. Le Goéland [online]. 1 February 2020. \
                 Available from: https://quai.example/phare. [file page.txt, lines 3–6].",
            ),
            (
                Style::Apa,
                "Castel, N. (2020, February 1). Le phare rouvre. Le Goéland. https://quai.example/phare \
                 [file page.txt, lines 3–6].",
            ),
            (
                Style::Chicago,
                "Castel, Nour. “Le phare rouvre.” Le Goéland, February 1, 2020. https://quai.example/phare. \
                 [file page.txt, lines 3–6].",
            ),
            (
                Style::Mla,
                "Castel, Nour. “Le phare rouvre.” Le Goéland, 1 Feb. 2020, https://quai.example/phare. \
                 [file page.txt, lines 3–6].",
            ),
        ] {
            check_style(known(), None, style, Locale::English, want);
        }
        let in_french = "Castel, Nour. «\u{A0}Le phare rouvre\u{A0}». Le Goéland, 1er févr. 2020, \
            https://quai.example/phare. [fichier page.txt, lignes 3 à 6].";
        check_style(known(), None, Style::Mla, Locale::French, in_french);
        let in_french = "Castel, N. (2020, 1er février). Le phare rouvre. Le Goéland. https://quai.example/phare \
            [fichier page.txt, lignes 3 à 6].";
        check_style(known(), None, Style::Apa, Locale::French, in_french);
        let february = "\u{641}\u{628}\u{631}\u{627}\u{64A}\u{631}";
        let place = "[\u{627}\u{644}\u{645}\u{644}\u{641} page.txt\u{60C} \u{627}\u{644}\u{623}\u{633}\u{637}\u{631} \
            \u{645}\u{646} 3 \u{625}\u{644}\u{649} 6].";
        let in_arabic = format!(
            "Castel, Nour. \u{AB}Le phare rouvre\u{BB}. Le Go\u{E9}land\u{60C} 1 {february} 2020. \
             https://quai.example/phare. {place}"
        );
        check_style(known(), None, Style::Chicago, Locale::Arabic, &in_arabic);
    }

    /// A page with these authors and agencies, of which little else is known.
    fn credited(authors: &[&str], agencies: &[&str], title: &str) -> Document {
        let mut page = known();
        let name = |name: &&str| Attribution { name: Clean::new(name), ..page.articles[0].authors[0].clone() };
        let [authors, agencies] = [authors, agencies].map(|names| names.iter().map(name).collect());
        let article = &mut page.articles[0];
        (article.authors, article.agencies, article.source_url) = (authors, agencies, None);
        article.title.value = Some(Clean::new(title)).filter(|title| !title.is_empty());
        article.published = Dating { not_before: PartialDate::year(2019), ..Dating::default() };
        page
    }

    #[test]
    fn names_stand_as_the_style_has_them_and_what_is_unknown_stands_nowhere() {
        let place = "[file page.txt, lines 3–6].";
        let [one, two, three] = ["Nour Castel", "Salma Diab", "Le Quai"];
        for (style, authors, agencies, title, want) in [
            (
                Style::Apa,
                &[one, two][..],
                &["AFP"][..],
                "Oui",
                "Castel, N., & Diab, S. (n.d., after 2019). Oui. Le Goéland.",
            ),
            (
                Style::Chicago,
                &[one, two, three],
                &[],
                "Oui ?",
                "Castel, Nour, Salma Diab, and Le Quai. “Oui ?” Le Goéland, n.d., after 2019.",
            ),
            (Style::Mla, &[one, two, three], &[], "Oui", "Castel, Nour, et al. “Oui.” Le Goéland, n.d., after 2019."),
            (Style::Iso690, &[ARABIC], &[], "", &format!("{ARABIC}. Le Goéland. n.d., after 2019.")),
            (Style::Mla, &[], &["Agence Sirocco"], "Oui", "Agence Sirocco. “Oui.” Le Goéland, n.d., after 2019."),
            (Style::Apa, &[], &[], "Oui", "Oui. (n.d., after 2019). Le Goéland."),
            (Style::Chicago, &[], &[], "Oui", "Le Goéland. “Oui.” n.d., after 2019."),
        ] {
            check_style(credited(authors, agencies, title), None, style, Locale::English, &format!("{want} {place}"));
        }
    }

    #[test]
    fn a_text_is_undated_or_its_date_derived_in_the_way_of_the_style() {
        let unknown = || document(vec![article("", vec![paragraph("Une phrase.")])]);
        let derived = || {
            let mut page = unknown();
            page.articles[0].published.fact =
                Fact { value: PartialDate::month(2020, 2), confidence: Confidence::Derived, ..Fact::default() };
            page
        };
        let undated = "\u{62F}.\u{62A}.";
        let file = "\u{627}\u{644}\u{645}\u{644}\u{641} page.txt";
        for (page, style, locale, want) in [
            (unknown(), Style::Apa, Locale::English, "(n.d.). [file page.txt]."),
            (unknown(), Style::Iso690, Locale::English, "n.d. [file page.txt]."),
            (unknown(), Style::Chicago, Locale::French, "s.\u{A0}d. [fichier page.txt]."),
            (unknown(), Style::Mla, Locale::Arabic, &format!("{undated} [{file}].")),
            (derived(), Style::Apa, Locale::English, "([2020, February, derived]). [file page.txt]."),
            (derived(), Style::Mla, Locale::English, "[Feb. 2020, derived]. [file page.txt]."),
            (derived(), Style::Press, Locale::English, "February 2020 (derived), file page.txt."),
        ] {
            check_style(page, None, style, locale, want);
        }
    }

    #[test]
    fn a_passage_has_its_own_lines() {
        let passage = |block, quote: &str| Some(Passage { block, start: 0, quote: quote.to_owned() });
        let whole =
            "Nour Castel, “Le phare rouvre”, Le Goéland, 1 February 2020, https://quai.example/phare, file page.txt";
        for (passage, lines) in [
            (passage(1, "Il"), ", line 6."),
            (passage(0, "neuf ans.\nIl"), ", lines 4–6."),
            (passage(7, "rouvre"), ", line 6."),
            (passage(0, "Plus rien de tel."), "."),
        ] {
            check(known(), passage, Locale::English, &format!("{whole}{lines}"));
        }
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let unknown = || document(vec![article("", vec![paragraph("Une phrase.")])]);
        let dated = |not_before| {
            let mut document = unknown();
            document.articles[0].published = Dating { not_before, ..Dating::default() };
            document
        };
        check(unknown(), None, Locale::English, "undated, file page.txt.");
        check(dated(PartialDate::month(2020, 3)), None, Locale::English, "undated, after March 2020, file page.txt.");
        let from_standard_input = Document { origin: Origin::file("-"), ..unknown() };
        check(from_standard_input, None, Locale::English, "undated.");
        let origin = Origin { path: "a.warc".to_owned(), record: 4, member: None };
        check(Document { origin, ..unknown() }, None, Locale::French, "sans date, fichier a.warc, document 5.");
        let origin = Origin { path: "a.zip".to_owned(), record: 4, member: Some("b/c.txt".to_owned()) };
        check(Document { origin, ..unknown() }, None, Locale::English, "undated, file a.zip, b/c.txt.");
    }

    #[test]
    fn only_what_a_browser_opens_is_an_address() {
        let mut document = document(vec![article(ARABIC, vec![])]);
        document.articles[0].source_url = Some(Clean::new("javascript:alert(1)"));
        check(document, None, Locale::English, &format!("“{ARABIC}”, undated, file page.txt."));
    }
}
