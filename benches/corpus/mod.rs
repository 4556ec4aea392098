//! A press archive that nobody wrote: as many articles in French, Arabic and English as one likes, the same at every run.
//!
//! Article n depends on the seed and on n alone, so that a corpus is the beginning of every larger one. An article is two
//! kilobytes of text from one of two hundred outlets and the years 1990 to 2026; it is to be had as a document, for what
//! searches, as a line of JSON, for other programs, and as a page in the shapes that real archives have, for what reads. The
//! numbers in here are arbitrary and stay as they are: a change of any makes another corpus, and figures measured on this one
//! could not be compared with it.

mod pages;
mod prose;
pub mod random;
mod vocabulary;

use std::fmt::Write;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use kiosque::model::article::{Article, Block, BlockKind, Dating};
use kiosque::model::date::PartialDate;
use kiosque::model::document::{Document, Origin};
use kiosque::model::evidence::Fact;
use kiosque::model::lang::Lang;
use kiosque::text::clean::Clean;

use self::prose::Writer;
use self::random::{Random, Ranks};
use self::vocabulary::Language;

/// The whole archive, of which any article can be had.
pub struct Corpus {
    seed: u64,
    writer: Writer,
    outlets: Vec<String>,
    ranks_of_outlets: Ranks,
}

/// An article.
pub struct Story {
    /// Its number, from 0.
    pub n: usize,
    pub outlet: String,
    pub year: i32,
    pub month: u32,
    pub day: u32,
    /// `fr`, `ar`, `en`, or `fr+ar`.
    pub languages: &'static str,
    pub title: String,
    /// A paragraph a line.
    pub body: String,
    /// The number of the article that says the same in the other language.
    pub pair: Option<usize>,
}

impl Corpus {
    /// With the word lists of the system, as many as there are.
    pub fn new(seed: u64) -> Corpus {
        Corpus::of(seed, true)
    }

    /// With a few hundred words, which are the same on every machine.
    pub fn of_few_words(seed: u64) -> Corpus {
        Corpus::of(seed, false)
    }

    fn of(seed: u64, is_whole: bool) -> Corpus {
        let outlets = vocabulary::outlets();
        let ranks_of_outlets = Ranks::new(outlets.len(), 2.0, 0.9);
        Corpus { seed, writer: Writer::new(seed, is_whole), outlets, ranks_of_outlets }
    }

    /// The article of this number.
    pub fn story(&self, n: usize) -> Story {
        // Of each ten, the fourth and the fifth are a pair: names, outlet and date are the same.
        let (pair, first_of_pair) = match n % 10 {
            3 => (Some(n + 1), n),
            4 => (Some(n - 1), n - 1),
            _ => (None, n),
        };
        let mut random = Random::new(self.seed, first_of_pair as u64 ^ 0x4D45_5441);
        let outlet = self.outlets[self.ranks_of_outlets.draw(&mut random)].clone();
        let year = 1990 + (random.fraction().powf(0.45) * 37.0) as i32;
        let (month, day) = (1 + random.below(12) as u32, 1 + random.below(28) as u32);
        let n_names = 1 + random.below(4);
        let mut name = || (self.writer.names.len() as f64 * random.fraction().powf(1.6)) as usize;
        let names: Vec<usize> = (0..n_names).map(|_| name()).collect();
        let (language, languages) = match (pair, random.fraction()) {
            (Some(_), _) if n == first_of_pair => (Language::French, "fr"),
            (Some(_), _) => (Language::Arabic, "ar"),
            (None, drawn) if drawn < 0.52 => (Language::French, "fr"),
            (None, drawn) if drawn < 0.86 => (Language::Arabic, "ar"),
            (None, drawn) if drawn < 0.95 => (Language::English, "en"),
            (None, _) => (Language::French, "fr+ar"),
        };

        let mut random = Random::new(self.seed, n as u64);
        let subject = self.writer.subject(language, &names, &mut random);
        let (mut title, mut body) = (String::new(), String::new());
        self.writer.headline(&subject, &mut random, &mut title);
        let mut n_bytes = 1500 + random.below(1000);
        if languages == "fr+ar" {
            n_bytes /= 2;
            let arabic = self.writer.subject(Language::Arabic, &names, &mut random);
            self.writer.paragraphs(&arabic, n_bytes, &mut random, &mut body);
            body.push('\n');
        }
        self.writer.paragraphs(&subject, n_bytes, &mut random, &mut body);
        Story { n, outlet, year, month, day, languages, title, body, pair }
    }

    /// The page of the article of this number.
    pub fn page(&self, n: usize) -> String {
        pages::page(self, &self.story(n))
    }

    /// Writes the pages of these articles into a folder, a thousand to each folder in it; says how many bytes they have.
    pub fn write_pages(&self, articles: Range<usize>, folder: &Path) -> io::Result<usize> {
        let mut n_bytes = 0;
        for n in articles {
            let path = folder.join(path_of(n));
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            let page = self.page(n);
            fs::write(path, &page)?;
            n_bytes += page.len();
        }
        Ok(n_bytes)
    }
}

impl Story {
    /// What kiosque makes of an article on a page of its own, without a page having been read.
    pub fn document(&self) -> Document {
        let languages: Vec<Lang> = self.languages.split('+').filter_map(Lang::parse).collect();
        let block = |text: &str| {
            let is_arabic = text.contains(|c| matches!(c, '\u{621}'..='\u{64a}'));
            let lang = if is_arabic { Lang::AR } else { languages.first().copied().unwrap_or(Lang::UND) };
            Block {
                kind: BlockKind::Paragraph,
                lang,
                dir: lang.direction(),
                text: Clean::new(text),
                lines: Vec::new(),
                quoted_from: None,
                links: Vec::new(),
            }
        };
        let date = PartialDate::day(self.year, self.month, self.day);
        let article = Article {
            ordinal: 1,
            title: Fact { value: Some(Clean::new(&self.title)), ..Fact::default() },
            outlet: Fact { value: Some(Clean::new(&self.outlet)), ..Fact::default() },
            published: Dating { fact: Fact { value: date, ..Fact::default() }, ..Dating::default() },
            blocks: self.body.lines().map(block).collect(),
            languages: languages.clone(),
            ..Article::default()
        };
        Document { origin: Origin::file(path_of(self.n)), articles: vec![article], ..Document::default() }
    }

    /// The article as a line of JSON.
    pub fn json(&self) -> String {
        let Story { n, outlet, year, month, day, languages, title, body, pair } = self;
        let pair = pair.map_or("null".to_owned(), |pair| pair.to_string());
        let mut line =
            format!("{{\"id\":{n},\"date\":\"{year}-{month:02}-{day:02}\",\"lang\":\"{languages}\",\"pair\":{pair}");
        for (field, text) in [("outlet", outlet), ("title", title), ("body", body)] {
            let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            let _ = write!(line, ",\"{field}\":\"{escaped}\"");
        }
        line.push_str("}\n");
        line
    }
}

fn path_of(n: usize) -> String {
    format!("{:03}/{n:07}.txt", n / 1000)
}
