//! What a segment answers, against its documents asked one by one; what merging leaves; and bytes that are damaged.

use std::cmp::Reverse;

use proptest::prelude::*;

use super::*;
use crate::model::article::{Article, Attribution, Block, BlockKind, Dating, Tweet};
use crate::model::document::{
    Captured, Concern, Decoding, Doubt, Duplicate, DuplicateKind, LineKind, LineLabel, Origin, Pair, PairKind,
    TickerItem,
};
use crate::model::evidence::{Confidence, Evidence, Fact, Role, RuleId};
use crate::store::groups::{OutletKey, YearKey};
use crate::store::index::{Field, Token};
use crate::store::mined::MinedNames;
use crate::store::tokens;
use crate::text::bidi::Direction;
use crate::text::clean::Clean;

/// Makes up documents in which every field may be anything it can be.
struct Dice(u64);

impl Dice {
    /// A number below `n`, by SplitMix64 (Steele, Lea, Flood 2014).
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % n as u64) as usize
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Dice) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| make(self))
    }

    fn some<T>(&mut self, most: usize, mut make: impl FnMut(&mut Dice) -> T) -> Vec<T> {
        let n = self.below(most + 1);
        (0..n).map(|_| make(self)).collect()
    }

    fn number(&mut self) -> u32 {
        self.below(30) as u32
    }

    fn clean(&mut self) -> Clean {
        let words = [
            "Alep",
            "l'armée",
            "d'Idlib",
            "وحلب",
            "حَلَب",
            "œuvre",
            "2020",
            "Le",
            "Rachid",
            "رشيد",
            "e\u{301}",
            "«",
            "a.b",
        ];
        let words = self.some(6, |dice| dice.one(&words));
        Clean::new(&words.join(" "))
    }

    fn date(&mut self) -> Option<PartialDate> {
        let (year, month, day) = (2014 + self.below(4) as i32, 1 + self.below(3) as u32, 1 + self.below(3) as u32);
        match self.below(5) {
            0 => None,
            1 => PartialDate::year(year),
            2 => PartialDate::month(year, month),
            _ => PartialDate::day(year, month, day),
        }
    }

    fn rule(&mut self) -> RuleId {
        self.one(&[RuleId("pubinfo.published_in"), RuleId("heads.byline"), RuleId("dates.text")])
    }

    fn evidence(&mut self) -> Evidence {
        let roles =
            [Role::States, Role::Relative, Role::Anchor, Role::Bound, Role::Tension, Role::Rejected, Role::Hint];
        Evidence { line: self.number(), role: self.one(&roles), rule: self.rule(), quote: self.clean() }
    }

    fn fact<T>(&mut self, value: Option<T>) -> Fact<T> {
        let confidence = self.one(&[Confidence::None, Confidence::Derived, Confidence::Stated]);
        Fact { value, raw: self.maybe(Dice::clean), confidence, evidence: self.some(3, Dice::evidence) }
    }

    fn outlet(&mut self) -> Option<Clean> {
        let names = ["Le Monde", "LE MONDE", "Monde", "L'Opinion", "El Watan", "??", "الأهرام", "أهرام"];
        self.maybe(|dice| Clean::new(dice.one(&names)))
    }

    fn lang(&mut self) -> Lang {
        self.one(&[Lang::FR, Lang::AR, Lang::EN, Lang::UND])
    }

    fn block(&mut self) -> Block {
        let kind = match self.below(9) {
            0 => BlockKind::Dek,
            1 => BlockKind::Subheading { repeats_title: self.below(2) == 0 },
            2 => BlockKind::Pullquote { echoes: self.maybe(|dice| dice.below(9)) },
            3 => BlockKind::Quote,
            4 => BlockKind::Caption { credit: self.maybe(Dice::clean), credit_line: self.maybe(Dice::number) },
            5 => BlockKind::AgencyCredit,
            6 => BlockKind::Tweet(Tweet {
                author: self.maybe(Dice::clean),
                handle: self.maybe(Dice::clean),
                age: self.maybe(Dice::clean),
                link_domain: self.maybe(Dice::clean),
                truncated: self.below(2) == 0,
            }),
            7 => BlockKind::ImageName,
            _ => BlockKind::Paragraph,
        };
        Block {
            text: if let BlockKind::Tweet(_) = kind {
                Clean::join_lines(&self.some(3, Dice::clean))
            } else {
                self.clean()
            },
            kind,
            lang: self.lang(),
            dir: self.one(&[Direction::LeftToRight, Direction::RightToLeft]),
            lines: self.some(3, Dice::number),
            quoted_from: self.maybe(Dice::clean),
            links: Vec::new(),
        }
    }

    fn article(&mut self, ordinal: u16) -> Article {
        let (title, outlet, date) = (self.maybe(Dice::clean), self.outlet(), self.date());
        let mut languages = self.some(2, Dice::lang);
        languages.dedup();
        let attribution = |dice: &mut Dice| Attribution { name: dice.clean(), evidence: dice.evidence() };
        Article {
            ordinal,
            title: self.fact(title),
            title_line: self.maybe(Dice::number),
            outlet: self.fact(outlet),
            published: Dating { fact: self.fact(date), not_before: self.date(), not_after: self.date() },
            authors: self.some(2, attribution),
            agencies: self.some(2, attribution),
            languages,
            source_url: self.maybe(Dice::clean),
            republished_in: self.maybe(|_| 1),
            blocks: self.some(4, Dice::block),
        }
    }

    fn line(&mut self, n: u32, articles: &[Article], ticker: &[TickerItem]) -> LineLabel {
        let article = self.maybe(|dice| 1 + dice.below(3) as u16);
        let block = self.maybe(|dice| dice.below(4));
        let of_article = articles.iter().find(|other| Some(other.ordinal) == article);
        let texts = [
            of_article.and_then(|article| article.blocks.get(block?)).map(|block| &block.text),
            of_article.and_then(|article| article.title.value.as_ref()),
            ticker.first().map(|item| &item.text),
        ];
        let text = self.one(&texts).cloned().unwrap_or_else(|| self.clean());
        let kind = self.one(&[LineKind::Title, LineKind::Paragraph, LineKind::Ticker, LineKind::Boilerplate]);
        LineLabel { n, kind, rule: self.maybe(Dice::rule), article, block, text }
    }

    fn document(&mut self, path: String) -> Document {
        let n_articles = self.below(4) as u16;
        let articles: Vec<Article> = (1..=n_articles).map(|ordinal| self.article(ordinal)).collect();
        let item = |dice: &mut Dice| TickerItem { lang: dice.lang(), text: dice.clean(), line: dice.number() };
        let ticker = self.some(3, item);
        let kinds = [PairKind::Tweet, PairKind::Paragraph];
        let alike = [DuplicateKind::Exact, DuplicateKind::Prefix, DuplicateKind::Near];
        let pair = |dice: &mut Dice| Pair { article: 1, fr: dice.below(4), ar: dice.below(4), kind: dice.one(&kinds) };
        let duplicate =
            |dice: &mut Dice| Duplicate { kind: dice.one(&alike), article: 1, lines: [dice.number(), dice.number()] };
        let doubt = |dice: &mut Dice| {
            let date = PartialDate::year(2020).unwrap();
            let about = match dice.below(7) {
                0 => Concern::AfterSaved(date),
                1 => Concern::NotInCalendar,
                2 => Concern::LaterInText { quote: dice.clean(), published: date },
                3 => Concern::Overridden,
                4 => Concern::Undecodable(dice.below(9)),
                5 => Concern::Repaired("windows-1256"),
                _ => Concern::CutOff(dice.below(9)),
            };
            Doubt { line: dice.maybe(Dice::number), about }
        };
        Document {
            origin: Origin { path, record: self.number(), member: self.maybe(|_| "a/b.txt".to_owned()) },
            is_marked: self.below(2) == 0,
            decoding: Decoding {
                encoding: self.one(&["", "UTF-8", "windows-1256"]),
                byte_order_mark: self.below(2) == 0,
                n_replaced: self.below(9),
                repaired_from: self.maybe(|_| "windows-1252"),
                n_cut_off: self.below(9),
                formats: self.some(2, |dice| dice.one(&["html", "gzip"])),
            },
            pairs: self.some(2, pair),
            duplicates: self.some(2, duplicate),
            lines: (1..=self.number()).map(|n| self.line(n, &articles, &ticker)).collect(),
            captured: Captured { not_before: self.date(), not_after: self.date() },
            overridden: self.some(3, Dice::number),
            doubts: self.some(3, doubt),
            articles,
            ticker,
        }
    }

    fn documents(&mut self, most: usize) -> Vec<(Document, Stamp)> {
        let n = self.below(most + 1);
        let one = |n: usize| {
            let path = format!("{}.txt", self.below(2 * most));
            let document = self.document(path);
            (document, Stamp { file: self.below(most) as u64, size: n as u64, modified: -(n as i64) })
        };
        (0..n).map(one).collect()
    }
}

fn documents(segment: &Segment) -> Vec<Document> {
    segment.documents().map(|document| Document::clone(&document)).collect()
}

fn words(text: &Clean) -> Vec<String> {
    let mut words = String::new();
    tokens::push_words(&mut words, text.as_str());
    words.split_whitespace().map(str::to_owned).collect()
}

/// The articles of these documents as they must be numbered: number of the document, place in it.
fn in_order(documents: &[(Document, Stamp)]) -> Vec<(u32, usize)> {
    let mut places: Vec<_> = (0..)
        .zip(documents)
        .flat_map(|(number, (document, _))| (0..document.articles.len()).map(move |place| (number, place)))
        .collect();
    places.sort_by_key(|(number, place)| {
        let (_, outlet, date) = head(documents, *number, *place);
        (date.is_none(), Reverse(date.map(PartialDate::year_number)), outlet, date.map(PartialDate::newest_rank))
    });
    places
}

fn head(documents: &[(Document, Stamp)], number: u32, place: usize) -> (&Article, OutletKey, Option<PartialDate>) {
    let article = &documents[number as usize].0.articles[place];
    let outlet = article.outlet.value.as_ref().map_or(OutletKey::None, |name| OutletKey::of(name.as_str()));
    (article, outlet, article.published.fact.value)
}

/// Everything a segment says is what its documents say.
fn check(segment: &Segment, base: &str, want: &[(Document, Stamp)]) {
    assert_eq!(documents(segment), want.iter().map(|(document, _)| document.clone()).collect::<Vec<_>>());
    let places = in_order(want);
    assert_eq!((segment.len(), segment.n_documents()), (places.len(), want.len() as u32));
    let cells = segment.cells();
    for (idx, (number, place)) in (0..).zip(&places) {
        let document = &want[*number as usize].0;
        let (article, outlet, date) = head(want, *number, *place);
        let found = segment.article(idx).unwrap();
        assert_eq!((found.article(), &**found.document()), (article, document));
        let id = ArticleId::of(base, &document.origin, article.ordinal);
        assert_eq!((segment.id(idx), found.id(), segment.date(idx)), (Some(id), id, date));
        assert!(segment.with_ids(id, id).any(|other| other == idx));
        let run = cells.run_of(idx).unwrap();
        assert_eq!(
            (&cells.outlets()[run.outlet as usize].key, cells.years()[run.year as usize]),
            (&outlet, YearKey::of(date))
        );
        assert!(cells.of(run.year as usize, run.outlet as usize).contains(&idx));
        assert!(cells.of_year(run.year as usize).contains(&idx));
        let (_, spelling) = segment.spelling(idx).unwrap();
        let name = article.outlet.value.clone().unwrap_or_default();
        assert_eq!(cells.outlets()[run.outlet as usize].spellings[usize::from(spelling)].0, name);
        for (lang, articles) in segment.languages() {
            let is_written = article.languages.contains(lang) || article.languages.is_empty() && *lang == Lang::UND;
            assert_eq!(articles.contains(idx), is_written);
        }
        assert_eq!(segment.document_of(idx), Some(*number));
        assert_eq!(segment.articles_of(*number).nth(*place), Some(idx));
        assert_eq!(segment.beside(idx, article.ordinal), Some(idx));
        let texts = article.title.value.iter().chain(article.blocks.iter().map(|block| &block.text));
        let words: Vec<String> = texts.flat_map(words).collect();
        let index = segment.index();
        let stream = index.stream(idx).filter_map(|token| match token {
            Token::Word(term) => index.text_of(term),
            Token::Break => None,
        });
        assert_eq!(stream.collect::<Vec<_>>(), words);
        for word in &words {
            let mut found = Bits::new(segment.n_articles());
            index.or_into(index.term(Field::Anywhere, word).unwrap(), &mut found);
            assert!(found.contains(idx));
        }
    }
    for (year, key) in cells.years().iter().enumerate() {
        let mut newest: Vec<u32> = cells.of_year(year).collect();
        newest.sort_by_key(|idx| (segment.date(*idx).map(PartialDate::newest_rank), places[*idx as usize]));
        assert_eq!(
            cells
                .of_year(year)
                .filter_map(|place| segment.newest().get(place as usize))
                .map(|idx| idx.get())
                .collect::<Vec<_>>(),
            newest,
            "{key}"
        );
    }
    let counted = cells.outlets().iter().flat_map(|outlet| &outlet.spellings).map(|(_, count)| *count as usize);
    assert_eq!(counted.sum::<usize>(), places.len());
    for (number, (_, stamp)) in (0..).zip(want) {
        assert!(segment.documents_at(stamp.file).any(|found| found == (number, *stamp)));
    }
    assert!(
        segment.stamps().len() == want.len()
            && segment.stamps().is_sorted_by_key(|(number, stamp)| (stamp.file, number))
    );
    let mined = build::mined(want.iter().map(|(document, _)| document));
    assert_eq!(MinedNames::from_bytes(segment.names()), mined);
    assert_eq!(segment.verify(&mut || true), Ok(()));
    assert!(!segment.is_damaged());
}

/// Asks a segment everything it can be asked.
fn touch(segment: &Segment) {
    let _ = segment.verify(&mut || true);
    let n_articles = segment.n_articles();
    for idx in (0..n_articles.min(100)).chain([n_articles, u32::MAX]) {
        let _ =
            (segment.article(idx), segment.date(idx), segment.id(idx), segment.spelling(idx), segment.document_of(idx));
        let _ = (segment.beside(idx, 1), segment.newest().get(idx as usize));
        segment.index().stream(idx).take(1000).for_each(drop);
    }
    for number in (0..segment.n_documents().min(100)).chain([segment.n_documents(), u32::MAX]) {
        let _ = (segment.document(number), segment.articles_of(number).count());
    }
    let _ = segment.documents_at(segment.stamps().next().map_or(0, |(_, stamp)| stamp.file)).count();
    let _ = segment.living(&Bits::full(segment.n_documents()));
    let _ = MinedNames::from_bytes(segment.names());
    let _ = Segment::merge(&[(segment, Some(&Bits::new(2))), (segment, None)], &mut io::sink());
}

#[test]
fn articles_of_a_document_find_each_other() {
    let article = |ordinal| Article { ordinal, ..Article::default() };
    let one = Document { articles: vec![article(1)], ..Document::default() };
    let two = Document { articles: vec![article(1), article(2)], ..Document::default() };
    let segment = Segment::new(vec![one, two]);
    assert_eq!((segment.beside(1, 2), segment.beside(2, 1)), (Some(2), Some(1)));
    assert_eq!(segment.articles_of(1).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((segment.beside(0, 2), segment.beside(1, 3), segment.beside(9, 1)), (None, None, None));
}

#[test]
fn what_is_no_segment_is_not_opened() {
    let open = |bytes: Vec<u8>| Segment::open(Arc::new(bytes)).err();
    let segment = Segment::new(Dice(7).documents(5).into_iter().map(|(document, _)| document).collect());
    let bytes = segment.bytes();
    assert_eq!(open(bytes.to_vec()), None);
    assert_eq!(open(Vec::new()), Some(Damage::NotASegment));
    assert_eq!(open(bytes[..bytes.len() - 1].to_vec()), Some(Damage::NotASegment));
    assert_eq!(open([bytes, b"more"].concat()), Some(Damage::NotASegment));
    assert_eq!(open([&b"kiosque\0"[..], bytes].concat()), Some(Damage::Footer));
    let mut later = bytes.to_vec();
    later[bytes.len() - 12] = 99;
    assert_eq!(open(later), Some(Damage::OtherVersion(99)));
}

#[test]
fn paths_are_shown_as_they_were_given() {
    let mount = |stored: &str, shown: &str| Mount { stored: stored.to_owned(), shown: shown.to_owned() };
    let mounts: Arc<[Mount]> = [mount("/home/r/archive", "archive/"), mount("/home/r/one.txt", "../one.txt")].into();
    for (stored, shown) in [
        ("/home/r/archive/2016/a.txt", "archive/2016/a.txt"),
        ("/home/r/archives/a.txt", "/home/r/archives/a.txt"),
        ("/home/r/one.txt", "../one.txt"),
    ] {
        let document = Document { origin: Origin::file(stored), ..Document::default() };
        let segment = Segment::new(vec![document]).shown_from(Arc::clone(&mounts));
        assert_eq!(segment.document(0).unwrap().origin.path, shown);
    }
}

proptest! {
    #[test]
    fn a_segment_says_what_its_documents_say(seed: u64, base in "(/home/r)?") {
        let documents = Dice(seed).documents(12);
        let built = Segment::stamped(&base, documents.clone());
        check(&built, &base, &documents);
        let opened = Segment::open(Arc::new(built.bytes().to_vec())).unwrap();
        prop_assert_eq!(opened.sum(), built.sum());
        check(&opened, &base, &documents);
    }

    #[test]
    fn a_merged_segment_is_one_of_the_documents_that_are_left(seed: u64, n in 0usize..4) {
        let mut dice = Dice(seed);
        let parts: Vec<Vec<(Document, Stamp)>> = (0..n).map(|_| dice.documents(8)).collect();
        let segments: Vec<Segment> = parts.iter().map(|documents| Segment::stamped("/r", documents.clone())).collect();
        let dead: Vec<Option<Bits>> = parts.iter().map(|documents| dice.maybe(|dice| {
            let mut dead = Bits::new(documents.len() as u32);
            (0..documents.len() as u32).filter(|_| dice.below(3) == 0).for_each(|number| dead.set(number));
            dead
        })).collect();
        let is_left = |dead: &Option<Bits>, number: u32| !dead.as_ref().is_some_and(|dead| dead.contains(number));
        let left: Vec<(Document, Stamp)> = parts.iter().zip(&dead).flat_map(|(documents, dead)| {
            (0..).zip(documents).filter(|(number, _)| is_left(dead, *number)).map(|(_, document)| document.clone())
        }).collect();
        for (segment, dead) in segments.iter().zip(&dead) {
            let living = segment.living(dead.as_ref().unwrap_or(&Bits::default()));
            for idx in 0..segment.n_articles() {
                prop_assert_eq!(living.contains(idx), is_left(dead, segment.document_of(idx).unwrap()));
            }
        }
        let inputs: Vec<_> = segments.iter().zip(dead.iter().map(Option::as_ref)).collect();
        let mut bytes = Vec::new();
        Segment::merge(&inputs, &mut bytes).unwrap();
        let merged = Segment::open(Arc::new(bytes)).unwrap();
        check(&merged, "/r", &left);
        let built = Segment::stamped("/r", left);
        prop_assert_eq!(merged.cells(), built.cells());
    }

    #[test]
    fn damaged_bytes_do_no_harm(seed: u64, flips in prop::collection::vec((any::<u32>(), any::<u8>()), 1..6), cut in 0usize..4) {
        let segment = Segment::stamped("/r", Dice(seed).documents(6));
        let mut bytes = segment.bytes().to_vec();
        for (at, to) in flips {
            let place = at as usize % bytes.len();
            bytes[place] = to;
        }
        bytes.truncate(bytes.len() - cut.saturating_sub(2));
        if let Ok(segment) = Segment::open(Arc::new(bytes)) {
            touch(&segment);
        }
    }

    #[test]
    fn a_damaged_section_is_found_out_and_not_merged(seed: u64, at: usize, section in 0usize..15) {
        let segment = Segment::stamped("/r", Dice(seed).documents(6));
        let mut bytes = segment.bytes().to_vec();
        let range = segment.layout.range(Section::ALL[section]);
        prop_assume!(!range.is_empty());
        bytes[range.start + at % range.len()] ^= 1;
        let Ok(damaged) = Segment::open(Arc::new(bytes)) else { return Ok(()) };
        touch(&damaged);
        prop_assert_eq!(damaged.verify(&mut || true).is_err() || damaged.is_damaged(), true);
        prop_assert!(Segment::merge(&[(&damaged, None)], &mut io::sink()).is_err());
        prop_assert_eq!(damaged.verify(&mut || false), Ok(()));
    }

    #[test]
    fn bytes_of_anything_are_no_document(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = record::read(&bytes);
    }
}
