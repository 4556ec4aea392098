//! Where each fact of an article came from, for somebody who never saw a rule.
//!
//! Words come before codes: the value, how sure it is, then the lines of the page quoted with their numbers, the name of
//! the rule last and faint. What was set aside is all here, so that nothing is hidden from a reader who asks.

use crate::app::action::Action;
use crate::app::leaf::Leaf;
use crate::app::sheet::paragraph::{Field, Look, Paragraph};
use crate::locale::facts::Length;
use crate::locale::words::Words;
use crate::model::article::{Article, Attribution, Dating};
use crate::model::document::{Decoding, Document, DuplicateKind, LineKind, LineLabel};
use crate::model::evidence::{Confidence, Evidence as Line, Fact};
use crate::store::article::ArticleRef;
use crate::text::bidi::Direction;
use crate::text::clean::Clean;
use crate::text::setting::Base;

/// Columns for `line 1234` before the words of a line.
const LABEL: u16 = 13;
/// Columns before everything that stands under a heading.
const INDENT: u16 = 2;
/// A line of the page is quoted whole up to so many bytes; of a longer one only the words that matter are.
const WHOLE_LINE: usize = 600;

/// The evidence for an article and for the page it stood on.
pub fn evidence(article: &ArticleRef, words: &Words) -> Leaf {
    let paragraphs = compose(article.document(), article.article(), article.headline().text(), words);
    Leaf::new(paragraphs, words.text("title-evidence-remark").to_owned(), Action::Evidence, words)
}

fn compose(document: &Document, article: &Article, headline: &Clean, words: &Words) -> Vec<Paragraph> {
    let mut page = Page { words, document, paragraphs: Vec::new() };
    page.add(Paragraph::new(Field::new(headline.clone(), Look::Headline)).at_most(3));
    page.add(Paragraph::row(origin(document, words)));
    page.facts(article);
    page.doubts();
    page.decoding();
    page.set_aside();
    page.ticker();
    page.duplicates(article);
    page.pairs(article);
    page.paragraphs
}

/// Where the page was found: its path, and its place and name in the file if it is not alone there.
fn origin(document: &Document, words: &Words) -> Vec<Field> {
    let path = Field::code(&document.origin.path, Look::Faint);
    let member = document.origin.member.as_ref().map(|member| Field::code(member, Look::Faint));
    let record = (document.origin.record > 0).then(|| {
        let record = words.with("evidence-record", &[("n", (document.origin.record as usize + 1).into())]);
        Field::words(&record, Look::Faint)
    });
    std::iter::once(path).chain(record).chain(member).collect()
}

/// The paragraphs of the page as they are written, one section after the other.
struct Page<'a> {
    words: &'a Words,
    document: &'a Document,
    paragraphs: Vec<Paragraph>,
}

impl Page<'_> {
    fn add(&mut self, paragraph: Paragraph) {
        self.paragraphs.push(paragraph);
    }

    fn heading(&mut self, id: &str) {
        self.add(Paragraph::words(self.words.text(id), Look::Heading).gap(1));
    }

    /// A sentence of the interface under a heading.
    fn say(&mut self, sentence: &str) {
        self.add(Paragraph::words(sentence, Look::Quiet).indent(INDENT));
    }

    fn facts(&mut self, article: &Article) {
        self.heading("evidence-headline");
        self.value(&article.title, article.title.value.clone());
        self.lines(&article.title.evidence);

        self.heading("evidence-outlet");
        self.value(&article.outlet, article.outlet.value.clone());
        self.lines(&article.outlet.evidence);

        let published = &article.published;
        self.heading("evidence-date");
        self.value(&published.fact, published.fact.value.map(|date| Clean::new(&self.words.date(date, Length::Long))));
        // A date that the page says outright needs no bounds.
        if published.fact.confidence != Confidence::Stated {
            self.bounds(published);
        }
        self.lines(&published.fact.evidence);

        self.heading("evidence-authors");
        self.names(&article.authors, "evidence-no-author");
        self.heading("evidence-agencies");
        self.names(&article.agencies, "evidence-no-agency");

        self.heading("evidence-languages");
        self.languages(article);

        if let Some(address) = &article.source_url {
            self.heading("evidence-address");
            let address =
                Field { base: Some(Base::Given(Direction::LeftToRight)), ..Field::new(address.clone(), Look::Text) };
            self.add(Paragraph::new(address).indent(INDENT));
        }

        let captured = &self.document.captured;
        self.heading("evidence-saved");
        match self.words.bounds(captured.not_before, captured.not_after, Length::Long) {
            Some(bounds) => self.say(&bounds),
            None => self.say(self.words.text("evidence-saved-unknown")),
        }
    }

    /// What is known, how sure it is, and how the page prints it if not as it is shown.
    fn value<T>(&mut self, fact: &Fact<T>, shown: Option<Clean>) {
        let is_news = |raw: &&Clean| shown.as_ref() != Some(raw);
        let raw = fact.raw.as_ref().filter(is_news).cloned();
        if let Some(shown) = shown {
            self.shown(shown);
        }
        self.say(self.words.confidence(fact.confidence));
        if let Some(raw) = raw {
            let label = Field::words(self.words.text("evidence-printed-as"), Look::Faint);
            self.add(Paragraph::new(Field::new(raw, Look::Quiet)).indent(LABEL).label_at_end(label).at_edge());
        }
    }

    fn shown(&mut self, value: Clean) {
        self.add(Paragraph::new(Field::new(value, Look::Strong)).indent(INDENT).at_edge());
    }

    /// The days between which it was published, as far as any line bounds it.
    fn bounds(&mut self, published: &Dating) {
        let said = [("evidence-not-before", published.not_before), ("evidence-not-after", published.not_after)];
        for (id, date) in said {
            if let Some(date) = date {
                let date = self.words.date(date, Length::Long);
                self.say(&self.words.with(id, &[("date", date.into())]));
            }
        }
    }

    fn names(&mut self, names: &[Attribution], none: &str) {
        if names.is_empty() {
            return self.say(self.words.text(none));
        }
        for name in names {
            self.shown(name.name.clone());
            self.lines(std::slice::from_ref(&name.evidence));
        }
    }

    fn languages(&mut self, article: &Article) {
        if article.languages.is_empty() {
            return self.say(self.words.text("evidence-no-text"));
        }
        for lang in &article.languages {
            let n_blocks = article.blocks.iter().filter(|block| block.lang == *lang).count();
            let fields = vec![
                Field::words(&self.words.language(*lang), Look::Strong),
                Field::words(&self.words.with("blocks", &[("n", n_blocks.into())]), Look::Quiet),
            ];
            self.add(Paragraph::row(fields).indent(INDENT));
        }
    }

    /// The lines that speak for a fact, each with what it does for it.
    fn lines(&mut self, lines: &[Line]) {
        for line in lines {
            let quoted = self.quoted(line);
            self.line(line.line, quoted, 1);
            let fields =
                vec![Field::words(self.words.role(line.role), Look::Quiet), Field::code(line.rule.0, Look::Faint)];
            self.add(Paragraph::row(fields).indent(LABEL));
        }
    }

    /// The line of the page with the words that matter brought out, or those words alone.
    fn quoted(&self, evidence: &Line) -> Field {
        let quote = evidence.quote.as_str();
        let line = self.document.lines.binary_search_by_key(&evidence.line, |label| label.n).ok();
        let line = line.and_then(|idx| self.document.lines.get(idx)).map(|label| &label.text);
        let whole = line.filter(|line| line.as_str().len() <= WHOLE_LINE && !quote.is_empty());
        match whole.and_then(|line| Some((line, line.as_str().find(quote)?))) {
            Some((line, at)) => {
                Field { spans: vec![(at..at + quote.len(), Look::Text)], ..Field::new(line.clone(), Look::Quiet) }
            }
            None => Field::new(evidence.quote.clone(), Look::Text),
        }
    }

    /// Words of a line behind its number; the head of a page, which has none, is line 0.
    fn line(&mut self, n: u32, text: Field, gap: u16) {
        let label = match n {
            0 => self.words.text("line-head").to_owned(),
            n => self.words.with("line", &[("n", n.to_string().into())]),
        };
        let label = Field::words(&label, Look::Faint);
        self.add(Paragraph::new(text).indent(LABEL).label_at_end(label).gap(gap));
    }

    fn doubts(&mut self) {
        let document = self.document;
        if document.doubts.is_empty() {
            return;
        }
        self.heading("evidence-doubts");
        for doubt in &document.doubts {
            let text = Field::words(&self.words.doubt(&doubt.about), Look::Text);
            match doubt.line {
                Some(n) => self.line(n, text, 0),
                None => self.add(Paragraph::new(text).indent(INDENT)),
            }
        }
    }

    fn decoding(&mut self) {
        self.heading("evidence-decoding");
        for sentence in decoding_words(&self.document.decoding, self.words) {
            self.say(&sentence);
        }
    }

    fn set_aside(&mut self) {
        let document = self.document;
        let aside: Vec<&LineLabel> = document.lines.iter().filter(|line| line.kind == LineKind::Boilerplate).collect();
        self.heading("evidence-set-aside");
        if aside.is_empty() {
            return self.say(self.words.text("evidence-set-aside-none"));
        }
        self.say(&self.words.with("evidence-set-aside-lines", &[("n", aside.len().into())]));
        for label in aside {
            self.labelled(label, 2, 0);
        }
    }

    fn ticker(&mut self) {
        let n_headlines = self.document.ticker.len();
        if n_headlines == 0 {
            return;
        }
        self.heading("evidence-ticker");
        self.say(&self.words.with("evidence-ticker-lines", &[("n", n_headlines.into())]));
        let document = self.document;
        for label in document.lines.iter().filter(|line| line.kind == LineKind::Ticker) {
            self.labelled(label, 2, 0);
        }
    }

    fn duplicates(&mut self, article: &Article) {
        let document = self.document;
        let repeated = document.duplicates.iter().filter(|duplicate| duplicate.article == article.ordinal);
        let mut repeated = repeated.peekable();
        if repeated.peek().is_none() {
            return;
        }
        self.heading("evidence-twice");
        for duplicate in repeated {
            let alike = match duplicate.kind {
                DuplicateKind::Exact => "evidence-twice-exact",
                DuplicateKind::Prefix => "evidence-twice-prefix",
                DuplicateKind::Near => "evidence-twice-near",
            };
            for (i, n) in duplicate.lines.into_iter().enumerate() {
                let label = document.lines.binary_search_by_key(&n, |label| label.n).ok();
                if let Some(label) = label.and_then(|idx| document.lines.get(idx)) {
                    self.labelled(label, 2, if i == 0 { 1 } else { 0 });
                }
            }
            self.add(Paragraph::words(self.words.text(alike), Look::Quiet).indent(LABEL));
        }
    }

    /// A line of the page in at most `rows` rows, its rule at the end side.
    fn labelled(&mut self, label: &LineLabel, rows: u16, gap: u16) {
        self.line(label.n, Field::new(label.text.clone(), Look::Quiet), gap);
        if let Some(line) = self.paragraphs.pop() {
            let rule = label.rule.map(|rule| Field::code(rule.0, Look::Faint));
            self.add(line.at_most(rows).end(rule));
        }
    }

    fn pairs(&mut self, article: &Article) {
        let pairs = self.document.pairs.iter().filter(|pair| pair.article == article.ordinal);
        let pairs: Vec<_> =
            pairs.filter_map(|pair| Some([article.blocks.get(pair.fr)?, article.blocks.get(pair.ar)?])).collect();
        if pairs.is_empty() {
            return;
        }
        self.heading("evidence-pairs");
        for pair in pairs {
            for (i, block) in pair.into_iter().enumerate() {
                let label = Field::words(&self.words.language(block.lang), Look::Faint);
                let text = Field::new(block.text.clone(), Look::Quiet);
                self.add(Paragraph::new(text).indent(LABEL).label_at_end(label).at_most(2).gap(if i == 0 {
                    1
                } else {
                    0
                }));
            }
        }
    }
}

/// How the bytes became text, in sentences.
fn decoding_words(decoding: &Decoding, words: &Words) -> Vec<String> {
    if decoding.encoding.is_empty() {
        return vec![words.text("decoding-empty").to_owned()];
    }
    let id = if decoding.byte_order_mark { "decoding-as-marked" } else { "decoding-as" };
    let mut sentences = vec![words.with(id, &[("encoding", decoding.encoding.into())])];
    let within = |inner: String, outer: &String| {
        words.with("decoding-inside", &[("inner", inner.into()), ("outer", outer.as_str().into())])
    };
    let mut formats = decoding.formats.iter().map(|name| (*name).to_owned());
    if let Some(first) = formats.next() {
        let formats = formats.fold(first, |inner, outer| within(inner, &outer));
        sentences.push(words.with("decoding-found-in", &[("formats", formats.into())]));
    }
    if let Some(encoding) = decoding.repaired_from {
        sentences.push(words.with("decoding-repaired", &[("encoding", encoding.into())]));
    }
    if decoding.n_replaced > 0 {
        sentences.push(words.with("decoding-replaced", &[("n", decoding.n_replaced.into())]));
    }
    if decoding.n_cut_off > 0 {
        sentences.push(words.with("decoding-cut", &[("n", decoding.n_cut_off.into())]));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{ARABIC, article, document, library, rich_document};

    /// The paragraphs of the page, each with its label before it and its end behind it.
    fn told(document: Document) -> Vec<String> {
        let library = library(document);
        let (_, first) = library.iter().next().unwrap();
        let evidence = evidence(&first, &Words::default());
        let text = |field: &Field| field.text.to_string();
        let row = |paragraph: &Paragraph| {
            let fields = paragraph.fields.iter().map(text).collect::<Vec<_>>().join(" · ");
            let label = paragraph.label.iter().map(|label| format!("{}| ", text(label)));
            let end = paragraph.end.iter().map(|end| format!(" |{}", text(end)));
            label.chain([fields]).chain(end).collect::<String>()
        };
        evidence.sheet().paragraphs().iter().map(row).collect()
    }

    #[test]
    fn every_fact_says_how_it_is_known() {
        let arabic = |words: &str| words.replace('#', ARABIC);
        assert_eq!(
            told(rich_document()),
            [
                "Le phare rouvre",
                "page.txt",
                "Headline",
                "Le phare rouvre",
                "the page says so",
                "line 1| Le phare rouvre",
                "says it · test.rule",
                "Outlet",
                "Le Goéland",
                "the page says so",
                "printed as| LE GOELAND",
                "line 1| ",
                "says it · test.rule",
                "Date",
                "12 February 2020",
                "derived from several lines",
                "not before 11 February 2020",
                "line 3| Il a rouvert hier.",
                "fixes the day that others are counted from · test.rule",
                &arabic("line 4| #"),
                "fits badly · test.rule",
                "Authors",
                "Nour Castel",
                "line 2| Par Nour Castel, envoyée spéciale",
                "says it · test.rule",
                "Agencies",
                "the page credits no agency",
                "Languages",
                "French · 3 blocks",
                "Arabic · 1 block",
                "When the page was saved",
                "after February 2020",
                "Doubts",
                "line 3| the date of the publication line is not in the calendar and was not taken",
                "How the file was read",
                "as windows-1256",
                "it was found in html in gzip",
                "its UTF-8 had once been read as windows-1252 and saved again; that was undone",
                "in 2 places bytes could not be read; a \u{FFFD} stands there",
                "it was too long: 7 bytes at its end were left out",
                "Set aside",
                "1 line belongs to the page around the article",
                "line 5| Partager |test.rule",
                "Headlines of other articles",
                "2 headlines stood on the page:",
                "line 6| Un autre titre |test.rule",
                "Said twice",
                "line 1| Le phare rouvre |test.rule",
                "line 3| Il a rouvert hier. |test.rule",
                "nearly the same words",
                "The same in two languages",
                "French| Le phare de Ras Zahra rouvre.",
                &arabic("Arabic| #"),
            ]
        );
    }

    #[test]
    fn what_is_not_known_says_so() {
        let told = told(document(vec![article("", vec![])]));
        for sentence in [
            "the page does not say",
            "the page names no author",
            "the page credits no agency",
            "no text to tell by",
            "nothing on the page tells",
            "it is empty",
            "no line of the page was set aside",
        ] {
            assert!(told.iter().any(|row| row == sentence), "{sentence} in {told:?}");
        }
    }

    #[test]
    fn the_words_that_matter_are_brought_out_of_their_line() {
        let library = library(rich_document());
        let (_, first) = library.iter().next().unwrap();
        let evidence = evidence(&first, &Words::default());
        let fields = evidence.sheet().paragraphs().iter().flat_map(|paragraph| &paragraph.fields);
        let mut brought_out = Vec::new();
        for field in fields {
            brought_out.extend(field.spans.iter().map(|(range, _)| &field.text.as_str()[range.clone()]));
        }
        assert_eq!(brought_out, ["Le phare rouvre", "hier", ARABIC, "Nour Castel"]);
    }
}
