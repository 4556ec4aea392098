//! The headlines of other articles that stood on the page around this one.

use crate::app::action::Action;
use crate::app::leaf::Leaf;
use crate::app::sheet::paragraph::{Field, Look, Paragraph};
use crate::locale::words::Words;
use crate::model::document::Document;

/// Columns for the language before a headline.
const LABEL: u16 = 5;

/// The headlines that stood on a page, and how many there are; where there are none the page itself says so.
pub fn page_headlines(document: &Document, words: &Words) -> Leaf {
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(document.ticker.len());
    for item in &document.ticker {
        let text = Field::new(item.text.clone(), Look::Text).in_language(item.lang.language());
        let lang = Field::code(item.lang.as_str(), Look::Faint);
        let gap = u16::from(!paragraphs.is_empty());
        paragraphs.push(Paragraph::new(text).indent(LABEL).label(lang).gap(gap));
    }
    let mut count = words.with("headlines", &[("n", paragraphs.len().into())]);
    if paragraphs.is_empty() {
        count.clear();
        paragraphs.push(Paragraph::words(words.text("page-headlines-none"), Look::Quiet));
    }
    Leaf::new(paragraphs, count, Action::PageHeadlines, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::sample::{ARABIC, rich_document};

    #[test]
    fn headlines_are_listed_with_their_languages_or_it_says_that_there_are_none() {
        let told = |document: &Document| -> Vec<(String, String)> {
            let headlines = page_headlines(document, &Words::default());
            let row = |paragraph: &Paragraph| {
                let lang = paragraph.label.as_ref().map(|label| label.text.to_string()).unwrap_or_default();
                (lang, paragraph.fields.iter().map(|field| field.text.to_string()).collect())
            };
            headlines.sheet().paragraphs().iter().map(row).collect()
        };
        let row = |lang: &str, text: &str| (lang.to_owned(), text.to_owned());
        assert_eq!(told(&rich_document()), [row("fr", "Un autre titre"), row("ar", ARABIC)]);
        assert_eq!(told(&Document::default()), [row("", "No headlines of other articles stood on this page.")]);
        assert_eq!(page_headlines(&rich_document(), &Words::default()).remark(), "2 headlines");
    }
}
