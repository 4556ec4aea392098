//! The headlines of other articles that stood on the page around this one.

use crate::app::action::Action;
use crate::app::input::Mouse;
use crate::app::outcome::Outcome;
use crate::app::sheet::Sheet;
use crate::app::sheet::paragraph::{Field, Look, Paragraph};
use crate::locale::words::Words;
use crate::model::document::Document;
use crate::text::setting::Setting;

/// Columns a row may have.
const MEASURE: u16 = 96;
/// Columns for the language before a headline.
const LABEL: u16 = 5;

/// The page of headlines.
#[derive(Clone, Debug, Default)]
pub struct PageHeadlines {
    sheet: Sheet,
    n_headlines: usize,
}

impl PageHeadlines {
    /// The headlines that stood on a page.
    pub fn new(document: &Document, words: &Words) -> PageHeadlines {
        let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(document.ticker.len());
        for item in &document.ticker {
            let text = Field::new(item.text.clone(), Look::Text).in_language(item.lang.language());
            let lang = Field::code(item.lang.as_str(), Look::Faint);
            let gap = u16::from(!paragraphs.is_empty());
            paragraphs.push(Paragraph::new(text).indent(LABEL).label(lang).gap(gap));
        }
        if paragraphs.is_empty() {
            paragraphs.push(Paragraph::words(words.text("page-headlines-none"), Look::Quiet));
        }
        let sheet = Sheet::new(paragraphs).with_measure(MEASURE).read_from(words.direction());
        PageHeadlines { sheet, n_headlines: document.ticker.len() }
    }

    /// The same with texts shown as the screen shows them.
    pub fn with_setting(self, setting: &Setting) -> PageHeadlines {
        PageHeadlines { sheet: self.sheet.with_setting(setting), ..self }
    }

    /// How many there are, in words; nothing where the page itself says that there are none.
    pub fn count(&self, words: &Words) -> String {
        match self.n_headlines {
            0 => String::new(),
            n => words.with("headlines", &[("n", n.into())]),
        }
    }

    /// Gives the page a size in columns and rows.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.sheet.fit(width, height);
    }

    /// Scrolls, or goes away.
    pub fn act(&mut self, action: Action) -> Outcome {
        match action {
            Action::Close | Action::PageHeadlines => Outcome::Close,
            _ if self.sheet.act(action) => Outcome::Done,
            _ => Outcome::Ignored,
        }
    }

    /// Scrolls by the wheel or the scroll bar.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        if self.sheet.mouse(mouse) { Outcome::Done } else { Outcome::Ignored }
    }

    /// What is drawn.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{ARABIC, rich_document};

    #[test]
    fn headlines_are_listed_with_their_languages_or_it_says_that_there_are_none() {
        let told = |document: &Document| -> Vec<(String, String)> {
            let headlines = PageHeadlines::new(document, &Words::default());
            let row = |paragraph: &Paragraph| {
                let lang = paragraph.label.as_ref().map(|label| label.text.to_string()).unwrap_or_default();
                (lang, paragraph.fields.iter().map(|field| field.text.to_string()).collect())
            };
            headlines.sheet().paragraphs().iter().map(row).collect()
        };
        let row = |lang: &str, text: &str| (lang.to_owned(), text.to_owned());
        assert_eq!(told(&rich_document()), [row("fr", "Un autre titre"), row("ar", ARABIC)]);
        assert_eq!(told(&Document::default()), [row("", "No headlines of other articles stood on this page.")]);
        assert_eq!(PageHeadlines::new(&rich_document(), &Words::default()).count(&Words::default()), "2 headlines");
    }
}
