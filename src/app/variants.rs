//! The page of the variants of a story: the articles that tell it, and what one of them says otherwise.
//!
//! Above stand the variants with how alike they are to the article one came from, below what the selected one says otherwise:
//! both as one text, in which words that only one of them has are told apart, and paragraphs that say the same are counted.

pub mod rewording;

use crate::app::action::Action;
use crate::app::cursor::{Cursor, Shown};
use crate::app::input::{Mouse, MouseKind};
use crate::app::outcome::Outcome;
use crate::app::panes::{Area, Size};
use crate::app::sheet::Sheet;
use crate::app::sheet::paragraph::{Field, Look, Paragraph};
use crate::app::variants::rewording::{Changed, Only, Piece, reworded_headline, rewording};
use crate::locale::words::Words;
use crate::model::article::Article;
use crate::store::article::ArticleRef;
use crate::store::id::ArticleId;
use crate::store::library::{ArticleKey, Library};
use crate::store::sketch::{Gist, Likeness};
use crate::text::setting::Setting;

/// Columns a row of the text may have.
const MEASURE: u16 = 80;
/// From this width on a variant stands on one row, its headline beside its date.
const ONE_ROW: u16 = 90;
/// Rows that one notch of the wheel scrolls.
const WHEEL: i32 = 3;

/// The page of variants.
#[derive(Clone, Debug)]
pub struct Variants {
    library: Library,
    words: Words,
    setting: Setting,
    /// The article one came from.
    from: ArticleRef,
    variants: Vec<Variant>,
    cursor: Cursor,
    size: Size,
    sheet: Sheet,
}

/// An article that tells the story.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Variant {
    /// Which article.
    pub key: ArticleKey,
    /// How it compares with the article one came from.
    pub alike: Alike,
}

/// How a variant compares with the article one came from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Alike {
    /// It is that article.
    Itself,
    /// Both are the same text; so much of it they share, in per cent.
    Same(u8),
    /// It is a piece of that article, which has so much of it.
    Excerpt(u8),
    /// That article is a piece of it.
    Fuller(u8),
}

impl Alike {
    fn of(gist: &Gist, from: &Gist) -> Alike {
        let Likeness { shared, contained } = gist.likeness(from);
        let per_cent = |share: f64| (share * 100.0) as u8;
        match (gist.likeness(from).is_excerpt(), gist.n_shingles() < from.n_shingles()) {
            (false, _) => Alike::Same(per_cent(shared)),
            (true, true) => Alike::Excerpt(per_cent(contained)),
            (true, false) => Alike::Fuller(per_cent(contained)),
        }
    }

    /// In a word or two.
    pub fn told(self, words: &Words) -> String {
        let with = |id: &'static str, n: u8| words.with(id, &[("n", usize::from(n).into())]);
        match self {
            Alike::Itself => words.text("variants-open").to_owned(),
            Alike::Same(n) => with("per-cent", n),
            Alike::Excerpt(n) => with("variants-excerpt", n),
            Alike::Fuller(n) => with("variants-fuller", n),
        }
    }
}

impl Variants {
    /// The variants of an article, the first that is not itself selected; `None` where it alone tells its story.
    pub fn new(library: &Library, key: ArticleKey, words: &Words, setting: &Setting) -> Option<Variants> {
        let from = library.get(key)?;
        let gist = Gist::of(from.article());
        let variant = |other: ArticleKey| {
            let alike = match other == key {
                true => Alike::Itself,
                false => Alike::of(&Gist::of(library.get(other)?.article()), &gist),
            };
            Some(Variant { key: other, alike })
        };
        let variants: Vec<Variant> = library.stories().variants_of(key).filter_map(variant).collect();
        let first = variants.iter().position(|variant| variant.key != key)?;
        let mut page = Variants {
            library: library.clone(),
            words: words.clone(),
            setting: *setting,
            from,
            variants,
            cursor: Cursor::default(),
            size: Size::default(),
            sheet: Sheet::default(),
        };
        page.select(first);
        Some(page)
    }

    /// Shows the same as another library has it; `false` if nobody else tells the story there.
    pub fn reopen(&mut self, library: &Library) -> bool {
        let selected = self.selected().and_then(|variant| self.library.get(variant.key)).map(|article| article.id());
        let find = |id: ArticleId| library.find(id);
        let reopened = find(self.from.id()).and_then(|key| Variants::new(library, key, &self.words, &self.setting));
        let Some(mut page) = reopened else { return false };
        page.resize(self.size.width, self.size.height);
        let idx = selected.and_then(find).and_then(|key| page.variants.iter().position(|other| other.key == key));
        idx.into_iter().for_each(|idx| page.select(idx));
        *self = page;
        true
    }

    /// Shows texts in another way.
    pub fn set_setting(&mut self, setting: &Setting) {
        self.setting = *setting;
        self.sheet.set_setting(setting);
    }

    /// Gives the page a size in columns and rows, the row of its title left out.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = Size { width, height };
        let (n, rows, height_of_one) = (self.variants.len(), self.list().height, self.height_of_one());
        self.cursor.reveal(n, rows, |_| height_of_one);
        self.sheet.fit(width, self.text().height);
    }

    /// The variants, in the order of their story.
    pub fn variants(&self) -> &[Variant] {
        &self.variants
    }

    /// The one that is selected.
    pub fn selected(&self) -> Option<Variant> {
        self.variants.get(self.cursor.selected()).copied()
    }

    /// Its index.
    pub fn selected_idx(&self) -> usize {
        self.cursor.selected()
    }

    /// The variants in their window.
    pub fn shown(&self) -> impl Iterator<Item = Shown> {
        let height = self.height_of_one();
        self.cursor.shown(self.variants.len(), self.list().height, move |_| height)
    }

    /// A variant has one row, and no second one for its headline.
    pub fn is_on_one_row(&self) -> bool {
        self.size.width >= ONE_ROW
    }

    /// Where the variants stand on the page.
    pub fn list(&self) -> Area {
        let Size { width, height } = self.size;
        let wanted = self.height_of_one().saturating_mul(u16::try_from(self.variants.len()).unwrap_or(u16::MAX));
        let most = if height < LOW { height } else { height * 2 / 5 };
        Area { x: 0, y: 0, width, height: wanted.min(most) }
    }

    /// The rule between variants and text; empty where there is no room for a text.
    pub fn rule(&self) -> Area {
        let Size { width, height } = self.size;
        let y = self.list().height;
        Area { x: 0, y, width, height: if height < LOW { 0 } else { 1 } }
    }

    /// Where the text stands.
    pub fn text(&self) -> Area {
        let Area { y, width, height, .. } = self.rule();
        Area {
            x: 0,
            y: y + height,
            width,
            height: if height == 0 { 0 } else { self.size.height.saturating_sub(y + 1) },
        }
    }

    /// What the selected variant says otherwise.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The article one came from.
    pub fn from(&self) -> &ArticleRef {
        &self.from
    }

    /// Goes from variant to variant, opens one, or scrolls the text.
    pub fn act(&mut self, action: Action) -> Outcome {
        let last = self.variants.len().saturating_sub(1);
        match action {
            Action::Next => self.select(self.cursor.selected().saturating_add(1).min(last)),
            Action::Previous => self.select(self.cursor.selected().saturating_sub(1)),
            Action::First => self.select(0),
            Action::Last => self.select(last),
            Action::Open => return self.selected().map_or(Outcome::Ignored, |variant| Outcome::Open(variant.key)),
            Action::Variants => return Outcome::Close,
            _ if self.sheet.act(action) => {}
            _ => return Outcome::Ignored,
        }
        Outcome::Done
    }

    /// A click selects a variant, a second one opens it; the wheel scrolls what is under it.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        let (list, text) = (self.list(), self.text());
        let (n, height) = (self.variants.len(), self.height_of_one());
        if !list.contains(mouse.x, mouse.y) {
            let inside = Mouse { y: mouse.y.saturating_sub(text.y), ..mouse };
            return if self.sheet.mouse(inside) { Outcome::Done } else { Outcome::Ignored };
        }
        match mouse.kind {
            MouseKind::WheelDown => self.cursor.scroll(WHEEL, n, list.height, |_| height),
            MouseKind::WheelUp => self.cursor.scroll(-WHEEL, n, list.height, |_| height),
            MouseKind::Press => match self.cursor.at(mouse.y, n, list.height, |_| height) {
                Some(idx) if idx == self.cursor.selected() => return self.act(Action::Open),
                Some(idx) => self.select(idx),
                None => return Outcome::Ignored,
            },
            MouseKind::Again(_) | MouseKind::Extend | MouseKind::Drag | MouseKind::Release => return Outcome::Ignored,
        }
        Outcome::Done
    }

    fn height_of_one(&self) -> u16 {
        if self.is_on_one_row() { 1 } else { 2 }
    }

    fn select(&mut self, idx: usize) {
        let is_same = idx == self.cursor.selected() && !self.sheet.paragraphs().is_empty();
        let (n, rows, height) = (self.variants.len(), self.list().height, self.height_of_one());
        self.cursor.select(idx, n, rows, |_| height);
        if is_same {
            return;
        }
        let article = self.selected().and_then(|variant| self.library.get(variant.key));
        let paragraphs = article.map(|article| self.compared(article.article())).unwrap_or_default();
        let sheet = Sheet::new(paragraphs).with_measure(MEASURE).read_from(self.words.direction());
        self.sheet = sheet.with_setting(&self.setting);
        self.sheet.fit(self.size.width, self.text().height);
    }

    /// What an article says otherwise than the one one came from.
    fn compared(&self, article: &Article) -> Vec<Paragraph> {
        let say = |id: &str| vec![Paragraph::words(self.words.text(id), Look::Quiet)];
        if self.selected().is_some_and(|variant| variant.alike == Alike::Itself) {
            return say("variants-itself");
        }
        let before = self.from.article();
        let headline = reworded_headline(before, article);
        let text = rewording(before, article);
        let is_change = |piece: &Piece| matches!(piece, Piece::Changed(_));
        if headline.is_none() && !text.iter().any(is_change) {
            return say("variants-same");
        }
        let legend = vec![
            Field::words(self.words.text("variants-before"), Look::Removed),
            Field::words(self.words.text("variants-after"), Look::Added),
        ];
        let mut paragraphs = vec![Paragraph::row(legend)];
        paragraphs.extend(headline.map(|changed| changed_paragraph(changed, Look::Headline)));
        paragraphs.extend(text.into_iter().map(|piece| match piece {
            Piece::Same(n) => {
                let told = self.words.with("variants-unchanged", &[("n", n.into())]);
                Paragraph::words(&told, Look::Faint).gap(1)
            }
            Piece::Changed(changed) if changed.is_heading => changed_paragraph(changed, Look::Heading),
            Piece::Changed(changed) => changed_paragraph(changed, Look::Text),
        }));
        paragraphs
    }
}

/// Below this height there is room for the variants alone.
const LOW: u16 = 7;

fn changed_paragraph(changed: Changed, look: Look) -> Paragraph {
    let spans = changed.only.into_iter().map(|(range, only)| match only {
        Only::Before => (range, Look::Removed),
        Only::After => (range, Look::Added),
    });
    let mut paragraph = Paragraph::text(changed.text, look, changed.direction).gap(1);
    paragraph.fields.iter_mut().take(1).for_each(|field| field.spans = spans.clone().collect());
    paragraph
}
