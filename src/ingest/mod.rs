//! Bytes become a document: pure, and never fails.
//!
//! The steps, in order: bytes are decoded and split into lines; each line gets its place (`label`) by its form, by the rule
//! tables and by the best contiguous run of text; labelled lines become articles with blocks (`assemble`); facts are
//! resolved from all that speaks for them (`dating`); and what says the same twice, or in two languages, is noted
//! (`duplicates`, `pairs`). No word is rewritten, and what a page does not say stays unknown.

mod anchor;
mod assemble;
mod breaks;
mod captions;
mod capture;
pub mod dates;
mod dating;
pub mod decode;
mod duplicates;
mod headline;
pub mod heads;
mod label;
pub mod language;
mod likeness;
mod lines;
pub mod manuscript;
mod markup;
mod moments;
mod notices;
pub mod outlets;
mod page;
mod pairs;
mod phrases;
pub mod pile;
pub mod rules;
mod run;
mod social;
mod stated;
mod ticker;
mod titles;
mod trigrams;
mod units;

use chrono::NaiveDate;

pub use crate::ingest::lines::ends_sentence;
pub use crate::ingest::social::{Signature, signature};

use crate::ingest::dates::NumericOrder;
use crate::ingest::lines::Line;
use crate::ingest::manuscript::{Hint, LineLink, Manuscript, Statement};
use crate::ingest::outlets::Spellings;
use crate::ingest::pile::Furniture;
use crate::ingest::rules::Rules;
use crate::ingest::stated::Stated;
use crate::model::article::Article;
use crate::model::document::{Concern, Decoding, Document, Doubt, Origin};
use crate::model::lang::Lang;
use crate::text::clean::has_overrides;

/// What a document is read with besides its bytes.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    /// The rule tables.
    pub rules: &'c Rules,
    /// The common spellings of outlets.
    pub spellings: &'c Spellings,
    /// Lines that the other documents of the pile have too.
    pub furniture: Option<Furniture<'c>>,
    /// The last day anything can have been published: the day of reading.
    pub today: Option<NaiveDate>,
}

impl Default for Context<'_> {
    /// The tables of the program, a document on its own, on no particular day.
    fn default() -> Self {
        Context { rules: Rules::builtin(), spellings: Spellings::builtin(), furniture: None, today: None }
    }
}

/// Reads one document with the program's own tables.
pub fn ingest(origin: &Origin, bytes: &[u8]) -> Document {
    ingest_with(&Context::default(), origin, bytes)
}

/// Reads one document.
pub fn ingest_with(context: &Context<'_>, origin: &Origin, bytes: &[u8]) -> Document {
    let (text, decoding) = decode::decode(bytes);
    read(context, origin, &text, decoding, Marks::default())
}

/// Reads one document whose structure is known.
pub fn ingest_manuscript(context: &Context<'_>, origin: &Origin, manuscript: &Manuscript) -> Document {
    let Manuscript { text, decoding, hints, statements, links } = manuscript;
    read(context, origin, text, decoding.clone(), Marks { hints, statements, links })
}

/// What is known of a text besides its words.
#[derive(Clone, Copy, Default)]
struct Marks<'m> {
    hints: &'m [Hint],
    statements: &'m [Statement],
    links: &'m [LineLink],
}

fn read(context: &Context<'_>, origin: &Origin, text: &str, decoding: Decoding, marks: Marks<'_>) -> Document {
    let Marks { hints, statements, links } = marks;
    let mut lines = lines::split(text);
    if !hints.is_empty() {
        lines::hint(&mut lines, hints);
        markup::captions(&mut lines);
    }
    let known = units::Known { rules: context.rules, furniture: context.furniture, order: numeric_order(&lines) };
    let stated = Stated::of(statements, known.order);
    let labels = label::label(&lines, known, &stated);
    let dated = dating::resolve(&lines, &labels, &stated, dating::Days { order: known.order, today: context.today });
    let (mut articles, line_labels) = assemble::articles(
        &lines,
        &labels,
        assemble::Setting { spellings: context.spellings, lang: stated.lang, links },
    );
    for (article, dating) in articles.iter_mut().zip(dated.articles) {
        article.published = dating;
    }
    if let Some(container) = articles.first_mut() {
        stated.tell(container, &line_labels, context.spellings);
    }
    // A page without a line that says something is no article, not even a short one.
    if line_labels.is_empty() {
        articles.clear();
    }
    let mut doubts = doubts_of_decoding(&decoding);
    doubts.extend(dated.doubts);
    let overridden = overridden(text, &lines);
    doubts.extend(overridden.iter().map(|line| doubt_of_override(*line)));
    Document {
        origin: origin.clone(),
        is_marked: false,
        decoding,
        ticker: assemble::ticker(&lines, &labels, articles.first().and_then(Article::latin_language)),
        pairs: pairs::find(&articles),
        duplicates: duplicates::find(&articles, &line_labels),
        articles,
        lines: line_labels,
        captured: dated.captured,
        overridden,
        doubts,
    }
}

/// English pages print day and month in either order; everybody else prints the day first.
fn numeric_order(lines: &[Line<'_>]) -> NumericOrder {
    let longest = lines.iter().max_by_key(|line| line.shape.n_chars);
    match longest.map(|line| language::language(&line.text, None)) {
        Some(Lang::EN) => NumericOrder::Unsure,
        _ => NumericOrder::DayFirst,
    }
}

/// The lines in which characters overrode the order of others.
fn overridden(text: &str, lines: &[Line<'_>]) -> Vec<u32> {
    if !has_overrides(text) {
        return Vec::new();
    }
    lines.iter().filter(|line| has_overrides(line.raw)).map(|line| line.n).collect()
}

fn doubt_of_override(line: u32) -> Doubt {
    Doubt { line: Some(line), about: Concern::Overridden }
}

fn doubts_of_decoding(decoding: &Decoding) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut doubt = |about| doubts.push(Doubt { line: None, about });
    if decoding.n_replaced > 0 {
        doubt(Concern::Undecodable(decoding.n_replaced));
    }
    if let Some(encoding) = decoding.repaired_from {
        doubt(Concern::Repaired(encoding));
    }
    if decoding.n_cut_off > 0 {
        doubt(Concern::CutOff(decoding.n_cut_off));
    }
    doubts
}

#[cfg(test)]
mod marked;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::evidence::Evidence;

    /// Outlet, date and authors of a page that was read with a rule of the user's, and the rules named for them.
    fn read_with(rule: &str, line: &str) -> [(String, &'static str); 3] {
        let text = format!("[[rule]]\nid = \"mine\"\n{rule}\n");
        let (rules, errors) = Rules::with_user(&[("mine.toml", &text)]);
        assert_eq!(errors, []);
        let sentence =
            "Le port a rouvert ce matin après trois jours de vent, et les pêcheurs sont repartis avant l'aube.";
        let page = format!("Le port rouvre\n{line}\n{sentence}\n{sentence} Ils en parlaient depuis lundi.\n");
        let context = Context { rules: &rules, ..Context::default() };
        let document = ingest_with(&context, &Origin::default(), page.as_bytes());
        let label = document.lines.iter().find(|label| label.n == 2).and_then(|label| label.rule);
        let article = &document.articles[0];
        let said = |evidence: &[Evidence]| {
            let rule = evidence.iter().find(|evidence| evidence.line == 2).map(|evidence| evidence.rule);
            assert!(rule.is_none() || rule == label, "{line}: {rule:?} and {label:?}");
            rule.map_or("none", |rule| rule.0)
        };
        let (outlet, date) = (&article.outlet, &article.published.fact);
        let authors: Vec<&str> = article.authors.iter().map(|author| author.name.as_str()).collect();
        let authors_said = article.authors.first().map_or("none", |author| author.evidence.rule.0);
        [
            (outlet.value.as_ref().map_or("-".into(), ToString::to_string), said(&outlet.evidence)),
            (date.value.map_or("-".into(), |date| date.to_string()), said(&date.evidence)),
            (authors.join("+"), authors_said),
        ]
    }

    #[test]
    fn what_a_rule_of_the_users_captures_becomes_a_fact() {
        let none = || (String::from("-"), "none");
        let nobody = || (String::new(), "none");
        for (rule, line, want) in [
            (
                "kind = \"pubinfo\"\nanchor = \"Repris du journal \"\nregex = '(?<outlet>.+), numéro du {date}'",
                "Repris du journal Le Fanal, numéro du 12 mars 2019",
                [("Le Fanal".into(), "mine"), ("2019-03-12".into(), "mine"), nobody()],
            ),
            (
                "kind = \"pubinfo\"\nanchor = \"Publié dans \"\nregex = '{in_outlet}'",
                "Publié dans Le Fanal le 12 - 03 - 2019",
                [("Le Fanal".into(), "mine"), ("2019-03-12".into(), "mine"), nobody()],
            ),
            (
                "kind = \"pubinfo\"\nanchor = \"Repris du journal \"\nregex = '(?<outlet>.+)'",
                "Repris du journal Le Fanal",
                [("Le Fanal".into(), "mine"), none(), nobody()],
            ),
            (
                "kind = \"pubinfo\"\nanchor = \"Sorti des presses \"\nregex = '{date}'",
                "Sorti des presses le 12 mars 2019",
                [none(), ("2019-03-12".into(), "mine"), nobody()],
            ),
            (
                "kind = \"byline\"\nanchor = \"La plume de \"",
                "La plume de Nora Belkacem",
                [none(), none(), ("Nora Belkacem".into(), "mine")],
            ),
        ] {
            assert_eq!(read_with(rule, line), want, "{line}");
        }
    }
}
