//! A page whose every line knows what it is, so that lines can be moved, dropped and rewritten and the facts move along.
//!
//! `Page::new` joins a document to its hand-made truth. What then stands on a line goes with it: without its publication
//! line an article has no outlet, without its last line a block is gone. `Tally` compares a changed page with what the
//! program makes of it: right +1, unknown 0, wrong -1.

use serde_json::Value;

use crate::edition::Sample;

/// The kinds of the lines that say where and when an article was published, or by whom.
const HEAD: [&str; 2] = ["pubinfo", "byline"];

/// A page and the facts that stand on its lines.
#[derive(Clone)]
pub struct Page {
    pub name: String,
    pub lines: Vec<Line>,
    pub heads: Vec<Head>,
    /// The blocks of all articles; a block whose lines are gone stays here, unused.
    pub blocks: Vec<Block>,
    pub ticker: Vec<String>,
    /// The French and the Arabic one, as indices into `blocks`.
    pub pairs: Vec<(usize, usize)>,
    /// Blocks and pairs can be told; without blank lines a tweet and what follows it cannot be.
    pub is_body_decidable: bool,
}

#[derive(Clone, Default)]
pub struct Line {
    pub text: String,
    /// The kind of the hand-made label; empty for a blank line.
    pub kind: String,
    /// Index into the page's heads.
    pub article: Option<usize>,
    /// Index into the page's blocks.
    pub block: Option<usize>,
}

/// What is said of an article as a whole.
#[derive(Clone)]
pub struct Head {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub date: Option<String>,
    /// The words it is read from: a date, or "hier" and the like.
    pub date_raw: Option<String>,
    /// It stands in one line, rather than following from several.
    pub is_date_stated: bool,
    /// Some of the lines the date follows from may be gone: it may be unknown, but not another one.
    pub may_be_undated: bool,
    pub authors: Vec<String>,
    pub agencies: Vec<String>,
}

#[derive(Clone)]
pub struct Block {
    pub kind: String,
    pub text: String,
    pub lang: String,
    pub handle: Option<String>,
    pub age: Option<String>,
    /// It is the text behind the link of the tweet before it.
    pub is_quoted: bool,
}

impl Page {
    pub fn new(sample: &Sample) -> Page {
        let truth = &sample.truth;
        let mut page = Page {
            name: sample.name.clone(),
            lines: sample.text.lines().map(|text| Line { text: text.to_owned(), ..Line::default() }).collect(),
            heads: list(&truth["articles"]).iter().map(Head::new).collect(),
            blocks: Vec::new(),
            ticker: list(&truth["ticker"]).iter().filter_map(|item| string(&item["text"])).collect(),
            pairs: Vec::new(),
            is_body_decidable: true,
        };
        let mut first_blocks = Vec::new();
        for article in list(&truth["articles"]) {
            first_blocks.push(page.blocks.len());
            page.blocks.extend(list(&article["blocks"]).iter().map(Block::new));
        }
        for label in list(&truth["lines"]) {
            let line = &mut page.lines[number(&label["n"]).expect("a label has a line") - 1];
            line.kind = string(&label["kind"]).expect("a label has a kind");
            line.article = ordinal(&label["article"]);
            line.block =
                line.article.zip(number(&label["block"])).map(|(article, block)| first_blocks[article] + block);
        }
        for pair in list(&truth["pairs"]) {
            let first = first_blocks[ordinal(&pair["article"]).expect("a pair is in an article")];
            let half = |key: &str| first + number(&pair[key]).expect("a pair has two halves");
            page.pairs.push((half("fr"), half("ar")));
        }
        page
    }

    /// The page as a file.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{}\n", line.text)).collect()
    }

    /// The language most of its blocks are in.
    pub fn lang(&self) -> &str {
        let n_of = |lang: &str| self.blocks.iter().filter(|block| block.lang == lang).count();
        ["fr", "ar", "en", "es"].into_iter().max_by_key(|lang| n_of(lang)).unwrap_or("fr")
    }

    /// The page with other lines, and without the facts that stood on lines that are gone.
    pub fn with_lines(&self, lines: Vec<Line>) -> Page {
        let mut page = Page { lines, ..self.clone() };
        let is_text = |line: &&Line| line.block.is_some();
        let has_lost_text = page.lines.iter().filter(is_text).count() < self.lines.iter().filter(is_text).count();
        page.settle(has_lost_text);
        page
    }

    /// The page without some lines; none if it has no such line.
    pub fn without(&self, is_dropped: impl Fn(&Line) -> bool) -> Vec<Page> {
        if !self.lines.iter().any(&is_dropped) {
            return Vec::new();
        }
        vec![self.with_lines(self.lines.iter().filter(|line| !is_dropped(line)).cloned().collect())]
    }

    /// The page cut off after `n` lines or at the next end of a block that is no heading; none where an article would be
    /// left without text, or without the line that tells it from the one before.
    pub fn cut_off(&self, n: usize) -> Option<Page> {
        let is_inside = |n: usize| self.lines[n].block.is_some() && self.lines[n].block == self.lines[n - 1].block;
        let last = |n: usize| self.lines[..n].iter().rfind(|line| !line.kind.is_empty());
        let is_open = |n: usize| is_inside(n) || last(n).is_some_and(|line| line.kind == "subheading");
        let n = (n.max(1)..self.lines.len()).find(|n| !is_open(*n))?;
        let page = self.with_lines(self.lines[..n].to_vec());
        let has = |article: usize, kinds: &[&str]| {
            let mut own = page.lines.iter().filter(|line| line.article == Some(article));
            own.any(|line| kinds.contains(&line.kind.as_str()))
        };
        let is_whole =
            |article: usize| has(article, &["paragraph", "tweet_text"]) && (article == 0 || has(article, &HEAD));
        (0..page.heads.len()).all(is_whole).then_some(page)
    }

    /// The page with another ticker; none if it has none of its own.
    pub fn with_ticker(&self, items: &[String], separator: &str, closes: bool) -> Option<Page> {
        let at = self.lines.iter().position(|line| line.kind == "ticker")?;
        let mut page = self.clone();
        page.ticker = items.to_vec();
        page.lines[at].text = items.join(separator) + if closes { separator } else { "" };
        if items.is_empty() {
            page.lines.remove(at);
        }
        Some(page)
    }

    /// Where something can be put between two paragraphs.
    pub fn middle(&self) -> Option<usize> {
        let is_whole = |n: &usize| {
            self.lines[*n].kind == "paragraph"
                && self.lines.get(n + 1).is_none_or(|next| next.block != self.lines[*n].block)
        };
        (0..self.lines.len()).filter(is_whole).nth(1).map(|n| n + 1)
    }

    /// The page with lines put in between two paragraphs, with blank lines around where the page has them.
    pub fn with_inside(&self, inside: &[Line]) -> Option<Page> {
        let at = self.middle()?;
        let is_airy = self.lines.get(at).is_some_and(|line| line.kind.is_empty());
        let mut lines = self.lines.clone();
        let air = is_airy.then(Line::default);
        lines.splice(at..at, air.iter().chain(inside).cloned());
        Some(Page { lines, ..self.clone() })
    }

    /// The blocks of an article that still stand, in the order of the page. The name of a picture may as well be dropped
    /// as kept, so it does not count.
    fn standing(&self, article: usize) -> Vec<&Block> {
        let mut standing: Vec<usize> = Vec::new();
        for line in self.lines.iter().filter(|line| line.article == Some(article)) {
            standing.extend(line.block.filter(|block| !standing.contains(block)));
        }
        standing.into_iter().map(|block| &self.blocks[block]).filter(|block| block.kind != "image_name").collect()
    }

    fn settle(&mut self, has_lost_text: bool) {
        let lines = &self.lines;
        for (article, head) in self.heads.iter_mut().enumerate() {
            let stands = |kinds: &[&str], words: &str| {
                let own = lines.iter().filter(|line| line.article == Some(article));
                own.filter(|line| kinds.contains(&line.kind.as_str())).any(|line| clean(&line.text).contains(words))
            };
            head.title = head.title.take().filter(|title| stands(&["title"], title));
            head.outlet = head.outlet.take().filter(|outlet| stands(&HEAD, outlet));
            head.authors.retain(|author| stands(&HEAD, author));
            head.agencies.retain(|agency| stands(&["agency_credit", "caption", "credit"], agency));
            head.date = head.date.take().filter(|_| head.date_raw.as_ref().is_none_or(|raw| stands(&HEAD, raw)));
            head.may_be_undated |= has_lost_text && !head.is_date_stated;
        }
        if !lines.iter().any(|line| line.kind == "ticker") {
            self.ticker.clear();
        }
        let stands = |block: usize| lines.iter().any(|line| line.block == Some(block));
        self.pairs.retain(|(fr, ar)| stands(*fr) && stands(*ar));
        let last = lines.iter().filter_map(|line| line.article).max();
        self.heads.truncate(last.unwrap_or(0) + 1);
    }
}

impl Line {
    /// Furniture, as it might stand on any page.
    pub fn furniture(text: &str) -> Line {
        Line { text: text.to_owned(), kind: "boilerplate".to_owned(), ..Line::default() }
    }

    /// It says where and when an article was published, or by whom.
    pub fn is_publication(&self) -> bool {
        HEAD.contains(&self.kind.as_str())
    }
}

impl Head {
    fn new(article: &Value) -> Head {
        Head {
            title: string(&article["title"]),
            outlet: string(&article["outlet_raw"]),
            date: string(&article["date"]),
            date_raw: string(&article["date_raw"]),
            is_date_stated: article["date_confidence"] == "stated",
            may_be_undated: false,
            authors: strings(&article["authors"]),
            agencies: strings(&article["agencies"]),
        }
    }
}

impl Block {
    fn new(block: &Value) -> Block {
        Block {
            kind: string(&block["kind"]).expect("a block has a kind"),
            text: string(&block["text"]).expect("a block has a text"),
            lang: string(&block["lang"]).expect("a block has a language"),
            handle: string(&block["handle"]),
            age: string(&block["age"]),
            is_quoted: !block["quoted_from"].is_null(),
        }
    }

    /// What can be read of it, in one string.
    fn facts(&self) -> String {
        [self.handle.as_deref(), self.age.as_deref(), Some(self.text.as_str())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" / ")
    }
}

/// How many facts were right, and which were not.
#[derive(Default)]
pub struct Tally {
    n_right: usize,
    unknown: Vec<String>,
    wrong: Vec<String>,
}

impl Tally {
    /// Compares what the page says with what the program made of it.
    pub fn compare(&mut self, place: &str, page: &Page, got: &Value) {
        let articles = list(&got["articles"]);
        self.same(place, "articles", &Some(page.heads.len().to_string()), &Some(articles.len().to_string()));
        self.each(
            place,
            "ticker",
            &page.ticker,
            &list(&got["ticker"]).iter().filter_map(|item| string(&item["text"])).collect::<Vec<_>>(),
        );
        for (i, (head, article)) in page.heads.iter().zip(articles).enumerate() {
            self.same(place, "title", &head.title, &string(&article["title"]));
            self.same(place, "outlet", &head.outlet, &string(&article["outlet_raw"]));
            let date = string(&article["date"]);
            if date.is_some() || !head.may_be_undated {
                self.same(place, "date", &head.date, &date);
            }
            self.each(place, "authors", &head.authors, &strings(&article["authors"]));
            self.each(place, "agencies", &head.agencies, &strings(&article["agencies"]));
            if page.is_body_decidable {
                let want: Vec<String> = page.standing(i).into_iter().map(Block::facts).collect();
                let blocks = list(&article["blocks"]).iter().filter(|block| block["kind"] != "image_name");
                self.each(place, "blocks", &want, &blocks.map(|block| Block::new(block).facts()).collect::<Vec<_>>());
            }
        }
        if page.is_body_decidable {
            let want: Vec<String> =
                page.pairs.iter().map(|(fr, ar)| pair(&page.blocks[*fr].text, &page.blocks[*ar].text)).collect();
            let text = |article: &Value, half: &Value| {
                string(&list(&articles[ordinal(article)?]["blocks"])[number(half)?]["text"])
            };
            let pairs = list(&got["pairs"]).iter();
            let have =
                pairs.filter_map(|p| Some(pair(&text(&p["article"], &p["fr"])?, &text(&p["article"], &p["ar"])?)));
            let (mut want, mut have) = (want, have.collect::<Vec<_>>());
            want.sort();
            have.sort();
            self.each(place, "pairs", &want, &have);
        }
    }

    /// Nothing is wrong, nothing that must be known is unknown, and something was looked at.
    pub fn assert_all_right(self) {
        let unknown = self.unknown.iter().map(|story| format!("unknown: {story}"));
        let stories: Vec<String> = self.wrong.iter().map(|story| format!("wrong:   {story}")).chain(unknown).collect();
        let score = self.n_right as i64 - self.wrong.len() as i64;
        assert!(stories.is_empty(), "score {score} of {}\n{}", self.n_right + stories.len(), stories.join("\n"));
        assert!(self.n_right > 0, "no page can be changed in this way");
    }

    fn same(&mut self, place: &str, what: &str, want: &Option<String>, got: &Option<String>) {
        match (want, got) {
            (want, got) if want == got => self.n_right += 1,
            (Some(want), None) => self.unknown.push(format!("{place} {what}: {want}")),
            (want, got) => self.wrong.push(format!("{place} {what}: want {want:?}, got {got:?}")),
        }
    }

    /// Several facts of a kind, in order: what is missing is unknown, what is made up or elsewhere is wrong.
    fn each(&mut self, place: &str, what: &str, want: &[String], got: &[String]) {
        for missing in want.iter().filter(|want| !got.contains(want)) {
            self.unknown.push(format!("{place} {what}: {missing}"));
        }
        for made_up in got.iter().filter(|got| !want.contains(got)) {
            self.wrong.push(format!("{place} {what}: made up {made_up}"));
        }
        let kept: Vec<&String> = got.iter().filter(|got| want.contains(got)).collect();
        let expected: Vec<&String> = want.iter().filter(|want| got.contains(want)).collect();
        if kept == expected {
            self.n_right += kept.len();
        } else {
            self.wrong.push(format!("{place} {what}: out of order or twice, {kept:?}"));
        }
    }
}

/// A list of a truth; empty where there is none.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The text by the rule that all text follows.
pub fn clean(text: &str) -> String {
    kiosque::text::clean::line(text).into_owned()
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn strings(value: &Value) -> Vec<String> {
    list(value).iter().filter_map(string).collect()
}

fn number(value: &Value) -> Option<usize> {
    value.as_u64().map(|number| number as usize)
}

/// `a2` is the second article.
fn ordinal(value: &Value) -> Option<usize> {
    value.as_str()?.strip_prefix('a')?.parse::<usize>().ok()?.checked_sub(1)
}

fn pair(fr: &str, ar: &str) -> String {
    format!("{fr} = {ar}")
}
