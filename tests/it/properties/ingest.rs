//! Laws of reading pages: whatever the bytes are, and in whatever order the lines of press pages come.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kiosque::ingest::{Context, decode, ingest, ingest_with};
use kiosque::model::article::{Article, Block, BlockKind};
use kiosque::model::document::{Document, LineKind, Origin};
use kiosque::model::evidence::Evidence;
use kiosque::text::clean::{self, Clean};
use proptest::prelude::*;

/// Headlines.
const HEADLINES: &[&str] = &[
    "Syrie : l'armée progresse à Alep",
    "\u{202b}\u{627}\u{644}\u{62c}\u{64a}\u{634} \u{64a}\u{62a}\u{642}\u{62f}\u{645} \u{641}\u{64a} \u{62d}\u{644}\u{628}\u{202c}",
    "The harbour opens again",
    "El puerto vuelve a abrir",
];

/// Publication lines, bylines, date lines: whole, ambiguous, impossible.
const HEADS: &[&str] = &[
    "Publié dans Le Quotidien le 03 - 07 - 2013",
    "Publié dans Le le le 31 - 02 - 2020",
    "Published in The Long Island Evening Post on 05/11/2016",
    "نشر في جريدة الصباح يوم 12 - 02 - 2020",
    "Publié dans le 2013",
    "Publié dans ",
    "Le Monde – Par Marie Jégo Publié hier à 11h21, mis à jour à 14h02",
    "Par Jean Dupont, Anne Martin et Ali Ben Salah",
    "By Jane Doe and John Smith",
    "Por Ana García",
    "بقلم: أحمد علي",
    "Publié le 29 février 2019 à 10h00",
    "Publié le 1er mars 2031",
    "12 février 2020",
    "Le 30 février 9999",
    "Updated January 5, 2020",
    "Publié il y a 99999999999 jours",
    "نشر قبل ٣ ساعات",
    "14 شباط 2019",
];

/// Posts, a line each.
const POSTS: &[&str] = &[
    "Halab Today",
    "@HalabTodayTV",
    "3h",
    "12 févr.",
    "منذ 3 ساعات",
    "Ce matin, mercredi 12 février 2020, un convoi est entré dans la ville.",
    "Aujourd'hui, mercredi, la ville est calme",
    "#Idlib #Alep",
    "halabtodaytv.net",
];

/// Pictures, captions and credits.
const CREDITS: &[&str] = &[
    "photo_2020-02-12_21-49-07_720x405",
    "IMG-20991231-WA0004",
    "photo_\u{662}\u{660}\u{662}\u{660}-\u{660}\u{662}-\u{661}\u{662}_720x405",
    "© AFP",
    "Un marin regarde la mer, le 3 juin 2020. Photo : Jean Dupont",
    "Un marin regarde la mer",
    "Un marin regarde la mer (Reuters)",
    "Avec AFP et Reuters",
    "(Avec agences)",
];

/// Tickers, menus, notices.
const FURNITURE: &[&str] = &[
    "La pluie revient sur la côte   Le port ouvre le 3 mai 2020   Un marché de nuit à la gare   ",
    "Accueil | Politique | Économie | Culture",
    "خبر عن الميناء القديم في المدينة\u{a0}\u{a0}\u{a0}La pluie revient sur la côte",
    "A\tB\tC",
    "Partager sur Facebook",
    "Lire aussi",
    "%d bloggers like this:",
    "Ouvrir en mode plein écran",
    "Laisser un commentaire",
    "Jean a dit :",
];

/// Running text, whole and broken.
const TEXT: &[&str] = &[
    "Les pêcheurs du port ont sorti leurs filets de la cale avant la grande marée de l'équinoxe, comme chaque année depuis 2012.",
    "Les pêcheurs du port ont sorti leurs filets de la cale avant la grande marée de",
    "l'équinoxe, comme chaque année.",
    "».",
    "…",
    "أعلنت السلطات يوم الأربعاء أن الميناء سيفتح أبوابه من جديد بعد عامين من الأشغال، حسب ما جاء في بيان لها.",
    "The council said on Wednesday that the harbour would open again after two years of work, and that nobody had to leave.",
    "Le maire a demandé aux habitants de la rue basse, lundi 10 février, de fermer leurs portes jusqu'au lendemain matin.",
    "« La mer monte, et personne ne le dit », répète le gardien du phare à qui veut l'entendre.",
    "Une réponse attendue",
];

/// What is odd, or hostile.
const ODD: &[&str] = &[
    "",
    "\u{a0}\u{200b}\u{feff}",
    "\u{1b}[31mrouge\u{1b}[0m \u{1b}]0;titre   et   encore\u{7} fin",
    "\u{1b}]8;;http://x.org",
    "\u{202e}elbisivni\u{202c}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} marques",
    "   \u{301}   \u{301}   ",
    "\u{fffd}\u{0}\u{85}",
    "\r",
    "|  |  | • | ■",
    "٠٣ - ٠٧ - ٢٠١٣",
    "99/99/9999 00-00-0000 0/0/0",
];

/// All of them.
fn bag() -> Vec<&'static str> {
    [HEADLINES, HEADS, POSTS, CREDITS, FURNITURE, TEXT, ODD].concat()
}

/// Lines of the bag, some of them cut or glued, with any line end.
fn page() -> impl Strategy<Value = String> {
    let whole = prop::sample::select(bag()).prop_map(str::to_owned);
    let half =
        (prop::sample::select(bag()), any::<prop::sample::Index>(), any::<bool>()).prop_map(|(line, at, first)| {
            let at = line.floor_char_boundary(at.index(line.len() + 1));
            if first { line[..at].to_owned() } else { line[at..].to_owned() }
        });
    let glued = prop::collection::vec(prop::sample::select(bag()), 2..4).prop_map(|lines| lines.concat());
    let line = prop_oneof![12 => whole, 2 => half, 1 => glued, 1 => any::<String>()];
    let line_ends = prop::sample::select(vec!["\n", "\n", "\n\n", "\r\n", "\r"]);
    (prop::collection::vec(line, 0..40), line_ends).prop_map(|(lines, end)| lines.join(end))
}

/// A page in the order of real ones, so that headlines, posts and pieces come about more often.
fn likely_page() -> impl Strategy<Value = String> {
    let some = |lines: &'static [&'static str], most: usize| {
        prop::collection::vec(prop::sample::select(lines), 0..=most).prop_map(|lines| lines.join("\n"))
    };
    let article = (some(HEADLINES, 2), some(HEADS, 2), some(TEXT, 8), some(POSTS, 8), some(CREDITS, 2))
        .prop_map(|(title, head, text, posts, credits)| [title, head, text, posts, credits].join("\n"));
    (some(FURNITURE, 3), prop::collection::vec(article, 1..4), some(ODD, 3))
        .prop_map(|(above, articles, below)| [above, articles.join("\n"), below].join("\n"))
}

fn read(bytes: &[u8]) -> Document {
    ingest(&Origin::file("page.txt"), bytes)
}

/// The input after the text rule: the lines that are not blank, with their numbers.
fn normalised(bytes: &[u8]) -> Vec<(u32, String)> {
    let (text, _) = decode::decode(bytes);
    let line_end = if text.contains('\n') { '\n' } else { '\r' };
    let lines = (1..).zip(text.split(line_end)).map(|(n, line)| (n, clean::line(line).into_owned()));
    lines.filter(|(_, line)| !line.is_empty()).collect()
}

/// The text stands in the page, where a line end may be a space between words or nothing before punctuation.
fn stands_in(page: &str, text: &str) -> bool {
    text.is_empty() || page.char_indices().any(|(at, _)| text.chars().try_fold(&page[at..], step_over).is_some())
}

/// What is left of the page behind the character it has to begin with.
fn step_over(page: &str, c: char) -> Option<&str> {
    let line = page.trim_start_matches('\n');
    let is_line_end = c == ' ' && line.len() < page.len();
    if is_line_end { Some(line) } else { line.strip_prefix(c) }
}

/// Everything that is quoted from the page, with a word for what it is; the lines of a post are looked at as they stand.
fn quoted(document: &Document) -> Vec<(&'static str, Clean)> {
    let ticker = document.ticker.iter().map(|item| ("ticker", item.text.clone()));
    ticker.chain(document.articles.iter().flat_map(quoted_in_article)).collect()
}

fn quoted_in_article(article: &Article) -> Vec<(&'static str, Clean)> {
    let facts = [
        ("title", article.title.value.as_ref()),
        ("outlet_raw", article.outlet.raw.as_ref()),
        ("date_raw", article.published.fact.raw.as_ref()),
        ("source_url", article.source_url.as_ref()),
    ];
    let mut quoted: Vec<_> =
        facts.into_iter().filter_map(|(what, text)| text.map(|text| (what, text.clone()))).collect();
    quoted.extend(article.authors.iter().map(|author| ("author", author.name.clone())));
    quoted.extend(article.agencies.iter().map(|agency| ("agency", agency.name.clone())));
    quoted.extend(evidence(article).map(|item| ("evidence", item.quote.clone())));
    quoted.extend(article.blocks.iter().flat_map(quoted_in_block));
    quoted
}

fn quoted_in_block(block: &Block) -> Vec<(&'static str, Clean)> {
    let details = match &block.kind {
        BlockKind::Tweet(tweet) => vec![&tweet.author, &tweet.handle, &tweet.age, &tweet.link_domain],
        BlockKind::Caption { credit, .. } => vec![credit],
        _ => vec![],
    };
    let details = details.into_iter().flatten().map(|text| ("detail of a block", text.clone()));
    details.chain(block.text.lines().map(|line| (block.kind.as_str(), line))).collect()
}

fn evidence(article: &Article) -> impl Iterator<Item = &Evidence> {
    let facts = [&article.title.evidence, &article.outlet.evidence, &article.published.fact.evidence];
    let credits = article.authors.iter().chain(&article.agencies).map(|credit| &credit.evidence);
    facts.into_iter().flatten().chain(credits)
}

/// All the laws, for one input.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    let document = read(bytes);
    let lines = normalised(bytes);
    let numbers: Vec<u32> = lines.iter().map(|(n, _)| *n).collect();
    let labelled: Vec<u32> = document.lines.iter().map(|label| label.n).collect();
    prop_assert_eq!(labelled, numbers, "every line that is not blank has exactly one label");

    let page = lines.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
    for (what, text) in quoted(&document) {
        prop_assert!(!text.is_empty() || what == "tweet", "an empty {}", what);
        prop_assert!(stands_in(&page, text.as_str()), "{}: {:?} is not in the page", what, text.as_str());
    }
    for (place, article) in document.articles.iter().enumerate() {
        prop_assert_eq!(usize::from(article.ordinal), place + 1);
        check_places(&document, article)?;
        check_date(article, None)?;
    }
    for pair in &document.pairs {
        let blocks = &document.articles[usize::from(pair.article) - 1].blocks;
        prop_assert_eq!((blocks[pair.fr].lang.as_str(), blocks[pair.ar].lang.as_str()), ("fr", "ar"));
    }
    for duplicate in &document.duplicates {
        let [first, second] = duplicate.lines;
        prop_assert!(first < second, "{duplicate:?}");
        let own = |n: u32| document.lines.iter().any(|label| label.n == n && label.article == Some(duplicate.article));
        prop_assert!(own(first) && own(second), "{duplicate:?}");
    }
    Ok(())
}

/// Every line a fact names is there, and a block and the labels of its lines agree.
fn check_places(document: &Document, article: &Article) -> Result<(), TestCaseError> {
    let label = |n: u32| document.lines.iter().find(|label| label.n == n);
    for item in evidence(article) {
        prop_assert!(label(item.line).is_some(), "evidence from nowhere: {item:?}");
    }
    prop_assert_eq!(article.title.value.is_some(), article.title_line.is_some());
    if let Some(n) = article.title_line {
        prop_assert_eq!(label(n).map(|label| label.kind), Some(LineKind::Title));
    }
    let mut taken = BTreeSet::new();
    for (i, block) in article.blocks.iter().enumerate() {
        prop_assert!(!block.lines.is_empty(), "a block without lines: {block:?}");
        prop_assert!(block.lines.is_sorted_by(|a, b| a < b), "{:?} does not ascend", block.lines);
        for n in &block.lines {
            prop_assert!(taken.insert(*n), "line {n} is in two blocks");
            let place = label(*n).map(|label| (label.article, label.block));
            prop_assert_eq!(place, Some((Some(article.ordinal), Some(i))), "line {}", n);
        }
        if let BlockKind::Pullquote { echoes: Some(echoed) } = block.kind {
            prop_assert!(echoed < article.blocks.len() && echoed != i);
        }
    }
    Ok(())
}

fn check_date(article: &Article, today: Option<NaiveDate>) -> Result<(), TestCaseError> {
    let dating = &article.published;
    prop_assert_eq!(dating.fact.value.is_some(), dating.fact.confidence.as_str() != "none");
    if let (Some(from), Some(to)) = (dating.not_before, dating.not_after) {
        prop_assert!(from.first_day() <= to.last_day(), "from {from} to {to}");
    }
    for date in [dating.fact.value, dating.not_before].into_iter().flatten() {
        prop_assert!(today.is_none_or(|today| date.first_day() <= today), "{date} is after {today:?}");
    }
    if let Some(date) = dating.fact.value {
        prop_assert!(dating.not_before.is_none_or(|from| from.first_day() <= date.last_day()), "{dating:?}");
        prop_assert!(dating.not_after.is_none_or(|to| date.first_day() <= to.last_day()), "{dating:?}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_a_page(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes)?;
    }

    #[test]
    fn any_text_is_a_page(text in any::<String>()) {
        check(text.as_bytes())?;
    }

    #[test]
    fn lines_of_the_press_in_any_order_are_a_page(page in page()) {
        check(page.as_bytes())?;
    }

    #[test]
    fn likely_pages_are_pages(page in likely_page()) {
        check(page.as_bytes())?;
    }

    #[test]
    fn a_page_may_be_cut_at_any_byte(page in page(), at in any::<prop::sample::Index>()) {
        let bytes = page.as_bytes();
        check(&bytes[..at.index(bytes.len() + 1)])?;
    }

    #[test]
    fn nothing_is_published_after_the_day_of_reading(page in page(), n_days in 0u64..20_000) {
        let today = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(n_days);
        let context = Context { today: Some(today), ..Context::default() };
        for article in &ingest_with(&context, &Origin::file("page.txt"), page.as_bytes()).articles {
            check_date(article, Some(today))?;
        }
    }

    #[test]
    fn a_page_is_read_the_same_way_twice(page in page()) {
        prop_assert_eq!(read(page.as_bytes()), read(page.as_bytes()));
    }
}

/// These end in a moment, or else not at all: what grows with the square of the length takes minutes here.
#[test]
fn long_pages_and_long_lines_take_their_time_and_no_more() {
    const N: usize = 100_000;
    for end in ["\n", "\r\n", "\r", "\n\u{a0}\n"] {
        assert_eq!(read(end.repeat(N).as_bytes()).lines, [], "{end:?}");
    }
    for line in bag().iter().filter(|line| !clean::line(line).is_empty()) {
        let page = format!("{line}\n").repeat(1_500);
        assert_eq!(read(page.as_bytes()).lines.len(), normalised(page.as_bytes()).len(), "{line}");
    }
    let pieces =
        ["a", "a ", "ab   ", "| ", "1", "1/2/2013 ", "« ", "\u{301}", "\u{1b}]", "Publié dans ", "le ", "@a ", "ا"];
    for piece in pieces {
        let line = piece.repeat((1 << 20) / piece.len());
        assert!(read(line.as_bytes()).lines.len() <= 1, "{piece:?}");
    }
}
