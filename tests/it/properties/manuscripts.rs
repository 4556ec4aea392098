//! Laws of reading manuscripts: whatever markup says of whatever lines, and whatever a head states.

use chrono::NaiveDate;
use kiosque::ingest::manuscript::{About, Form, Hint, LineLink, Manuscript, Part, Statement};
use kiosque::ingest::{Context, ingest_manuscript};
use kiosque::model::article::BlockKind;
use kiosque::model::document::{Document, Origin};
use kiosque::model::lang::Lang;
use kiosque::text::clean;
use proptest::prelude::*;

const TEXT: &[&str] = &[
    "Le port rouvre",
    "Le port a rouvert ce matin après trois jours de vent, et les pêcheurs sont repartis avant l'aube.",
    "et puis la criée a repris, avec peu de poisson mais beaucoup de monde autour des étals mouillés",
    "أعلنت السلطات يوم الأربعاء أن الميناء سيفتح أبوابه من جديد بعد عامين من الأشغال، حسب ما جاء في بيان لها.",
    "Publié dans Le Quotidien le 03 - 07 - 2013",
    "Publié hier à 11h21",
    "Par Jean Dupont et AFP",
    "Un marin regarde la mer, le 3 juin 2020. Photo : Jean Dupont",
    "— Capitainerie (@capitainerie) 12 février 2020",
    "Lire aussi",
    "Le Fanal",
    "  Le \u{a0} port\t\u{200f}e\u{301}\u{202e}t \u{1b}[31mrouge ",
    "",
    "Accueil | Politique | Économie | Culture",
    "@HalabTodayTV",
    "3h",
];

const SAID: &[(About, &str)] = &[
    (About::Title, "Le port rouvre - Le Fanal"),
    (About::Title, "Un autre titre | Le Fanal | Ports"),
    (About::Title, " | - | "),
    (About::Outlet, "Le Fanal"),
    (About::Outlet, "https://www.lefanal.example/"),
    (About::Outlet, "AFP"),
    (About::Outlet, "\u{1b}]0;x\u{7}"),
    (About::Author, "Par Nora Belkacem, Paul Martin et Anne Roux avec AFP"),
    (About::Author, "https://a.example, admin, أحمد العلوي"),
    (About::Published, "2019-03-12T23:30:00+01:00"),
    (About::Published, "hier"),
    (About::Published, "0001-01-01T00:00:00"),
    (About::Published, "Wed, 12 Feb 20 08:15:00 GMT"),
    (About::Published, "9999999999999"),
    (About::Modified, "2018-01-01"),
    (About::Captured, "2020-05-01T08:15:00Z"),
    (About::Captured, "1581495300"),
    (About::Language, "fr-MA"),
    (About::Language, "xx_é"),
    (About::Address, "https://a.example/2016/11/05/le-port"),
    (About::Address, "javascript:alert(1)"),
    (About::Summary, "Un résumé."),
];

fn hint() -> impl Strategy<Value = Hint> {
    let form = prop::sample::select(vec![
        Form::Open,
        Form::Paragraph,
        Form::Heading(1),
        Form::Heading(3),
        Form::ListItem,
        Form::Quote,
        Form::Caption,
        Form::Image,
        Form::Preformatted,
        Form::TableRow,
    ]);
    let part = prop::sample::select(vec![Part::Unknown, Part::Text, Part::Text, Part::Outside("html.outside_text")]);
    let lang = prop::sample::select(vec![None, None, Lang::parse("fr"), Lang::parse("ar"), Lang::parse("de")]);
    (form, part, lang).prop_map(|(form, part, lang)| Hint { form, part, dir: None, lang })
}

fn manuscript() -> impl Strategy<Value = Manuscript> {
    let text = prop_oneof![8 => prop::sample::select(TEXT).prop_map(str::to_owned), 1 => "[^\n]{0,40}"];
    let address = prop::sample::select(vec![
        "https://a.example/b?c=d&e",
        "HTTP://A.example",
        "javascript:x",
        "https://",
        "https://a.example/\u{202e}",
    ]);
    let line = (
        text,
        hint(),
        prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), address), 0..3),
    );
    let about = prop_oneof![8 => prop::sample::select(SAID).prop_map(|(about, value)| (about, value.to_owned())), 1 => any::<String>().prop_map(|value| (About::Published, value)), 1 => any::<String>().prop_map(|value| (About::Title, value))];
    let lines = prop::collection::vec(line, 0..24);
    (lines, prop::collection::vec(about, 0..8)).prop_map(|(lines, said)| {
        let mut manuscript = Manuscript::default();
        for (n, (text, hint, links)) in (1..).zip(lines) {
            manuscript.text.push_str(&text);
            manuscript.text.push('\n');
            manuscript.hints.push(hint);
            for (start, end, address) in links {
                // A range may be any, also one that cuts a character: it is somebody else's word.
                let (start, end) = (start.index(text.len() + 2), end.index(text.len() + 2));
                manuscript.links.push(LineLink {
                    line: n,
                    range: start.min(end)..start.max(end),
                    address: address.into(),
                });
            }
        }
        let said = said.into_iter();
        manuscript.statements = said.map(|(about, value)| Statement { about, value, rule: "meta.said" }).collect();
        manuscript
    })
}

fn read(manuscript: &Manuscript) -> Document {
    let context = Context { today: NaiveDate::from_ymd_opt(2026, 1, 1), ..Context::default() };
    ingest_manuscript(&context, &Origin::default(), manuscript)
}

/// All the laws, for one manuscript.
fn check(manuscript: &Manuscript) -> Result<(), TestCaseError> {
    let document = read(manuscript);
    let lines: Vec<String> = manuscript.text.split('\n').map(|line| clean::line(line).into_owned()).collect();
    let all = lines.iter().filter(|line| !line.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
    let said: Vec<String> =
        manuscript.statements.iter().map(|statement| clean::line(&statement.value).into_owned()).collect();
    let labelled: Vec<usize> = document.lines.iter().map(|label| label.n as usize).collect();
    let written: Vec<usize> = (1..).zip(&lines).filter(|(_, line)| !line.is_empty()).map(|(n, _)| n).collect();
    prop_assert_eq!(labelled, written, "every line that is not blank has exactly one label");

    // Closing punctuation that was broken off stands directly behind its word.
    let runs_on = all.replace(' ', "");
    let is_quoted =
        |text: &str| runs_on.contains(&text.replace([' ', '\n'], "")) || said.iter().any(|said| said.contains(text));
    for article in &document.articles {
        let facts = [&article.title.raw, &article.outlet.raw, &article.published.fact.raw];
        for text in facts.into_iter().flatten() {
            prop_assert!(!text.is_empty() && is_quoted(text), "{:?} was said by nobody", text);
        }
        for name in article.authors.iter().chain(&article.agencies) {
            prop_assert!(is_quoted(&name.name), "{:?} was said by nobody", name.name);
        }
        let evidence = [&article.title.evidence, &article.outlet.evidence, &article.published.fact.evidence];
        for item in evidence.into_iter().flatten() {
            let is_there = if item.line == 0 {
                said.iter().any(|said| said.contains(item.quote.as_str()))
            } else {
                is_quoted(&item.quote)
            };
            prop_assert!(is_there, "{:?} is no quotation", item);
        }
        for block in &article.blocks {
            prop_assert!(is_quoted(&block.text), "{:?} is not in the page", block.text);
            let mut end = 0;
            for link in &block.links {
                let range = link.start as usize..link.end as usize;
                prop_assert!(range.start < range.end, "{:?} in {:?}", link, block.text);
                prop_assert!(block.text.get(range.clone()).is_some(), "{:?} in {:?}", link, block.text);
                prop_assert!(range.start >= end, "{:?} overlap in {:?}", block.links, block.text);
                end = range.end;
            }
            let pictures = match &block.kind {
                BlockKind::Image { address } => address.iter().collect(),
                _ => Vec::new(),
            };
            for address in block.links.iter().map(|link| &link.address).chain(pictures) {
                let scheme = address.to_ascii_lowercase();
                prop_assert!(scheme.starts_with("http://") || scheme.starts_with("https://"), "{:?}", address);
            }
        }
        if let Some(date) = article.published.fact.value {
            prop_assert!(date.first_day() <= NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), "{date} has not come");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn whatever_markup_says_is_read(manuscript in manuscript()) {
        check(&manuscript)?;
    }

    // With zero bytes in it, a text may be UTF-16.
    #[test]
    fn a_manuscript_that_says_nothing_is_a_page(text in "[^\r\0]{0,200}") {
        let manuscript = Manuscript { text: text.clone(), ..Manuscript::default() };
        let context = Context::default();
        let read = ingest_manuscript(&context, &Origin::default(), &manuscript);
        let decoded = kiosque::ingest::ingest(&Origin::default(), text.as_bytes());
        prop_assert_eq!(read.lines, decoded.lines);
        prop_assert_eq!(read.articles, decoded.articles);
    }
}
