//! Pages for the tests of what shows them: every kind of block, in both directions.

use crate::model::article::{Article, Attribution, Block, BlockKind, Dating, Link, Tweet};
use crate::model::date::PartialDate;
use crate::model::document::{
    Captured, Concern, Decoding, Document, Doubt, Duplicate, DuplicateKind, LineKind, LineLabel, Origin, Pair,
    PairKind, TickerItem,
};
use crate::model::evidence::{Confidence, Evidence, Fact, Role, RuleId};
use crate::model::lang::Lang;
use crate::store::library::Library;
use crate::store::segment::Segment;
use crate::text::bidi::Direction;
use crate::text::bidi::majority;
use crate::text::clean::Clean;

/// `العربية`, the word that stands for Arabic text in expectations: seven letters, the first one at the right.
pub const ARABIC: &str = "\u{627}\u{644}\u{639}\u{631}\u{628}\u{64A}\u{629}";

/// A block; its language and direction are those of its letters.
pub fn block(kind: BlockKind, text: &str) -> Block {
    let dir = majority(text);
    let lang = if dir == Direction::RightToLeft { Lang::AR } else { Lang::FR };
    let text = Clean::join_lines(&text.split('\n').map(Clean::new).collect::<Vec<_>>());
    Block { kind, lang, dir, text, lines: Vec::new(), quoted_from: None, links: Vec::new() }
}

/// A paragraph.
pub fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph, text)
}

/// A paragraph some of whose words lead somewhere: each to an address made of them.
pub fn linked_paragraph(text: &str, words: &[&str]) -> Block {
    let link = |words: &&str| {
        let start = text.find(words).expect("they are in the text");
        let address = format!("https://quai.example/{}", words.replace(' ', "-"));
        Link { start: start as u32, end: (start + words.len()) as u32, address: Clean::new(&address) }
    };
    Block { links: words.iter().map(link).collect(), ..paragraph(text) }
}

/// A post with all that can be known of one.
pub fn tweet(author: &str, text: &str) -> Block {
    let tweet = Tweet {
        author: Some(Clean::new(author)),
        handle: Some(Clean::new("@quai")),
        age: Some(Clean::new("3h")),
        link_domain: Some(Clean::new("quai.example")),
        truncated: false,
    };
    block(BlockKind::Tweet(tweet), text)
}

/// A caption with a credit.
pub fn caption(text: &str, credit: &str) -> Block {
    block(BlockKind::Caption { credit: Some(Clean::new(credit)), credit_line: None }, text)
}

/// A fact that line 1 states.
pub fn stated(text: &str) -> Fact<Clean> {
    let evidence = Evidence { line: 1, role: Role::States, rule: RuleId("test.rule"), quote: Clean::new(text) };
    Fact::stated(Clean::new(text), Clean::new(text), vec![evidence])
}

/// An article with a title - none if it is empty - and these blocks.
pub fn article(title: &str, blocks: Vec<Block>) -> Article {
    let title = if title.is_empty() { Fact::default() } else { stated(title) };
    Article { ordinal: 1, title, blocks, ..Article::default() }
}

/// A page with these articles, the first one the container of the others.
pub fn document(articles: Vec<Article>) -> Document {
    let mut document = Document { origin: Origin::file("page.txt"), articles, ..Document::default() };
    for (ordinal, article) in (1..).zip(&mut document.articles) {
        article.ordinal = ordinal;
        article.republished_in = (ordinal > 1).then_some(1);
    }
    document
}

/// A library of one page.
pub fn library(document: Document) -> Library {
    Library::new([Segment::new(vec![document])])
}

/// A page on which everything occurs that evidence can speak of.
pub fn rich_document() -> Document {
    let mut container = article(
        "Le phare rouvre",
        vec![
            block(BlockKind::Dek, "Après neuf ans."),
            paragraph("Le phare de Ras Zahra rouvre."),
            paragraph(ARABIC),
            block(BlockKind::ImageName, "phare_720"),
        ],
    );
    container.languages = vec![Lang::FR, Lang::AR];
    container.outlet =
        Fact { value: Some(Clean::new("Le Goéland")), raw: Some(Clean::new("LE GOELAND")), ..stated("") };
    container.authors =
        vec![Attribution { name: Clean::new("Nour Castel"), evidence: evidence(2, Role::States, "Nour Castel") }];
    container.published = Dating {
        fact: Fact {
            value: PartialDate::day(2020, 2, 12),
            raw: None,
            confidence: Confidence::Derived,
            evidence: vec![evidence(3, Role::Anchor, "hier"), evidence(4, Role::Tension, ARABIC)],
        },
        not_before: PartialDate::day(2020, 2, 11),
        not_after: None,
    };
    let piece = article("La pièce reprise", vec![paragraph("Un texte d'ailleurs.")]);
    let mut document = document(vec![container, piece]);
    let line = |n, kind, text| LineLabel {
        n,
        kind,
        rule: Some(RuleId("test.rule")),
        article: None,
        block: None,
        text: Clean::new(text),
    };
    document.lines = vec![
        line(1, LineKind::Title, "Le phare rouvre"),
        line(2, LineKind::Byline, "Par Nour Castel, envoyée spéciale"),
        line(3, LineKind::Paragraph, "Il a rouvert hier."),
        line(4, LineKind::Paragraph, ARABIC),
        line(5, LineKind::Boilerplate, "Partager"),
        line(6, LineKind::Ticker, "Un autre titre"),
    ];
    document.decoding = Decoding {
        encoding: "windows-1256",
        byte_order_mark: false,
        n_replaced: 2,
        repaired_from: Some("windows-1252"),
        n_cut_off: 7,
        formats: vec!["html", "gzip"],
    };
    document.ticker = vec![
        TickerItem { lang: Lang::FR, text: Clean::new("Un autre titre"), line: 6 },
        TickerItem { lang: Lang::AR, text: Clean::new(ARABIC), line: 6 },
    ];
    document.pairs = vec![Pair { article: 1, fr: 1, ar: 2, kind: PairKind::Paragraph }];
    document.duplicates = vec![Duplicate { kind: DuplicateKind::Near, article: 1, lines: [1, 3] }];
    document.captured = Captured { not_before: PartialDate::month(2020, 2), not_after: None };
    document.doubts = vec![Doubt { line: Some(3), about: Concern::NotInCalendar }];
    document
}

fn evidence(line: u32, role: Role, quote: &str) -> Evidence {
    Evidence { line, role, rule: RuleId("test.rule"), quote: Clean::new(quote) }
}
