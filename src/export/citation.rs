//! Where a text comes from, in one sentence of the interface's language: who wrote it, its headline, where and when it was
//! published, its address, its file, and the lines of the document.
//!
//! What is not known is left out; a first sentence in the place of a headline is none. A text without a date is said to be so,
//! with what bounds it: a reader who cites it has to know.

use crate::export::piece::Piece;
use crate::locale::words::Words;
use crate::model::address::WebAddress;
use crate::text::clean::Clean;

/// A part of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words of the citation.
    Text(String),
    /// The address it was published at.
    Address(WebAddress),
}

impl Part {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        match self {
            Part::Text(text) => text,
            Part::Address(address) => address.as_str(),
        }
    }
}

/// The citation of an article, or of a passage of one, as a sentence.
pub fn citation(piece: &Piece<'_>, words: &Words) -> String {
    dressed(piece, words, |part| part.as_str().to_owned())
}

/// The same with each part written in a way of its own.
pub(super) fn dressed(piece: &Piece<'_>, words: &Words, dress: impl FnMut(&Part) -> String) -> String {
    let parts: Vec<String> = parts(piece, words).iter().map(dress).collect();
    words.with("citation", &[("parts", parts.join(words.text("comma")).into())])
}

/// What a citation is made of, in its order.
fn parts(piece: &Piece<'_>, words: &Words) -> Vec<Part> {
    let article = piece.article();
    let names = article.authors.iter().chain(&article.agencies).map(|attribution| attribution.name.as_str());
    let title = piece.of().title().map(|title| quoted(title, words));
    let outlet = piece.outlet().map(|outlet| outlet.as_str().to_owned());
    let head = names.map(str::to_owned).chain(title).chain(outlet).chain([words.dateline(&article.published)]);
    let address = address(piece).map(Part::Address);
    let place = place(piece, words).into_iter().chain(lines(piece, words));
    head.map(Part::Text).chain(address).chain(place.map(Part::Text)).collect()
}

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
        let library = library(document);
        let (key, article) = library.iter().next().unwrap();
        let words = Words::of(locale).for_answers();
        assert_eq!(citation(&Piece::new(&article, library.outlet_label(key), passage.as_ref()), &words), want);
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
