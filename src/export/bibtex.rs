//! Entries for BibTeX and biblatex, in UTF-8: `date` for biblatex, which leaves `year` and `month` to BibTeX.
//!
//! An article of a known outlet is an `@article` of that journal, any other with an address is `@online`, and the rest `@misc`.
//! The key begins with words a person knows it by, and ends with the article's ID, which tells it apart.

use crate::export::citation::{address, lines, place};
use crate::export::piece::Piece;
use crate::export::text;
use crate::locale::words::Words;
use crate::model::article::Article;
use crate::model::evidence::Confidence;
use crate::model::lang::Lang;
use crate::text::fold::fold;

/// The entry of an article, or of a passage of one.
pub fn entry(piece: &Piece<'_>, words: &Words) -> String {
    let article = piece.article();
    let date = article.published.fact.value;
    let address = address(piece);
    let kind = match (piece.outlet(), &address) {
        (Some(_), _) => "article",
        (None, Some(_)) => "online",
        (None, None) => "misc",
    };
    let people = article.authors.iter().map(|author| name(&author.name));
    // Nobody is named: then the agencies stand where they do in the article.
    let corporate = article.agencies.iter().map(|agency| format!("{{{}}}", escaped(&agency.name)));
    let authors: Vec<String> = if article.authors.is_empty() { corporate.collect() } else { people.collect() };
    let month = date.and_then(|date| MONTHS.get(date.month_number()?.checked_sub(1)? as usize));
    let quotation = piece.passage().map(|_| escaped(&text::plain(piece)));
    // Doubled braces keep the capitals as they are printed.
    let title = article.title.value.as_deref().map(|title| format!("{{{}}}", escaped(title)));
    let fields = [
        ("author", Some(authors.join(" and ")).filter(|authors| !authors.is_empty()).map(braced)),
        ("title", title.map(braced)),
        ("journal", piece.outlet().map(|outlet| braced(escaped(outlet)))),
        ("date", date.map(|date| braced(date.to_string()))),
        ("year", date.map(|date| braced(date.year_number().to_string()))),
        ("month", month.map(|month| (*month).to_owned())),
        ("url", address.map(|address| braced(verbatim(address.as_str())))),
        ("langid", article.languages.first().and_then(|lang| language(*lang)).map(|name| braced(name.to_owned()))),
        ("annotation", quotation.map(braced)),
        ("note", Some(escaped(&note(piece, words))).filter(|note| !note.is_empty()).map(braced)),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some(format!("  {name} = {},\n", value?)));
    format!("@{kind}{{{},\n{}}}\n", key(piece), fields.collect::<String>())
}

/// The months of BibTeX, which its styles write in their own language.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What has no field of its own: that a date is derived, what bounds the date of an undated article, agencies beside authors, file and lines.
pub(super) fn note(piece: &Piece<'_>, words: &Words) -> String {
    let Article { published, authors, agencies, .. } = piece.article();
    let is_bounded = published.not_before.is_some() || published.not_after.is_some();
    let is_doubtful = match published.fact.value {
        Some(_) => published.fact.confidence == Confidence::Derived,
        None => is_bounded,
    };
    let date = is_doubtful.then(|| words.dateline(published));
    let beside = agencies.iter().filter(|_| !authors.is_empty()).map(|agency| agency.name.as_str().to_owned());
    let parts: Vec<String> =
        date.into_iter().chain(beside).chain(place(piece, words)).chain(lines(piece, words)).collect();
    parts.join(words.text("semicolon"))
}

/// Letters and figures of ASCII, which every program takes: what is known by name, the year, the ID.
fn key(piece: &Piece<'_>) -> String {
    let article = piece.article();
    let word = |text: &str| -> String {
        let letters = fold(text).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
        letters.chars().take(MOST_OF_A_NAME).collect()
    };
    let names = piece.outlet().into_iter().chain(article.authors.iter().map(|author| &author.name));
    let name = names.map(|name| word(name)).find(|name| !name.is_empty()).unwrap_or_else(|| "article".to_owned());
    let year = article.published.fact.value.map(|date| date.year_number().to_string()).unwrap_or_default();
    format!("{name}{year}-{}", piece.of().id())
}

const MOST_OF_A_NAME: usize = 20;

/// The name of a person; in braces where BibTeX would take it for several, or for its parts in another order.
fn name(name: &str) -> String {
    let is_torn = name.contains(',') || name.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if is_torn { format!("{{{}}}", escaped(name)) } else { escaped(name) }
}

fn braced(value: String) -> String {
    format!("{{{value}}}")
}

/// Text as TeX prints it. Braces are counted even behind a backslash, so that they are written by their names.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address, in which nothing is escaped but what would end the field.
fn verbatim(address: &str) -> String {
    address.replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D")
}

/// A language as babel and polyglossia call it.
fn language(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::AR => "arabic",
        Lang::EN => "english",
        Lang::ES => "spanish",
        Lang::FA => "persian",
        Lang::FR => "french",
        Lang::HE => "hebrew",
        Lang::UR => "urdu",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_printed_as_it_is() {
        for (text, want) in [
            ("L'été à Alep", "L'été à Alep"),
            ("10 % & 5 $ #1 a_b", "10 \\% \\& 5 \\$ \\#1 a\\_b"),
            ("a{b}c}", "a\\textbraceleft{}b\\textbraceright{}c\\textbraceright{}"),
            (
                "\\input{x}~^",
                "\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}\\textasciitilde{}\\textasciicircum{}",
            ),
        ] {
            assert_eq!(escaped(text), want);
        }
    }

    #[test]
    fn a_name_stays_one_name() {
        for (text, want) in [
            ("Nour Castel", "Nour Castel"),
            ("Castel, Nour", "{Castel, Nour}"),
            ("Le Quai and Sons", "{Le Quai and Sons}"),
            ("Anderson", "Anderson"),
        ] {
            assert_eq!(name(text), want);
        }
    }

    proptest! {
        /// A brace too many would swallow the entries behind it.
        #[test]
        fn braces_are_balanced_whatever_the_text(text in ".*") {
            let depths = escaped(&text).chars().try_fold(0i32, |depth, c| {
                let depth = depth + match c { '{' => 1, '}' => -1, _ => 0 };
                (depth >= 0).then_some(depth)
            });
            prop_assert_eq!(depths, Some(0));
        }
    }
}
