//! What stands at the head of an article: the headline the page prints, or its first sentence in the place of one.

use crate::model::article::{Article, Block, BlockKind};
use crate::model::document::Origin;
use crate::text::clean::Clean;

/// What stands at the head of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headline<'a> {
    /// The document prints it.
    Printed(&'a Clean),
    /// The document prints none; this is its first sentence, to be shown as such.
    MadeUp(&'a Clean),
}

impl<'a> Headline<'a> {
    /// The words, whoever wrote them.
    pub fn text(self) -> &'a Clean {
        match self {
            Headline::Printed(text) | Headline::MadeUp(text) => text,
        }
    }
}

/// The first sentence of an article, for the list to show where no headline is printed.
pub(super) fn made_up(article: &Article, origin: &Origin) -> Clean {
    let speaks = |block: &&Block| !matches!(block.kind, BlockKind::ImageName | BlockKind::AgencyCredit);
    let body = |block: &&Block| matches!(block.kind, BlockKind::Dek | BlockKind::Paragraph | BlockKind::Quote);
    let blocks = &article.blocks;
    let first = blocks.iter().find(body).or_else(|| blocks.iter().find(speaks)).or_else(|| blocks.first());
    let text = match first {
        Some(block) => first_sentence(block.text.as_str()),
        // Nothing was said at all: the name of the file is the only thing to know it by.
        None => origin.path.rsplit('/').next().unwrap_or_default(),
    };
    shortened(text)
}

/// The text with an ellipsis after the last word that fits into [`MADE_UP_CHARS`].
fn shortened(text: &str) -> Clean {
    match text.char_indices().nth(MADE_UP_CHARS) {
        None => Clean::new(text),
        Some((end, _)) => {
            let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
            Clean::new(&format!("{}…", &text[..end]))
        }
    }
}

/// Two rows of the widest list: more of a made-up headline is never seen.
const MADE_UP_CHARS: usize = 160;

/// The text up to its first full stop.
fn first_sentence(text: &str) -> &str {
    let mut word_len = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = match c {
            '.' => word_len > 2, // `M.`, `J.-C.`, `n. 3`
            '!' | '?' | '…' | '؟' | '۔' => true,
            _ => false,
        };
        word_len = if c.is_alphanumeric() { word_len + 1 } else { 0 };
        if ends && chars.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            return &text[..at + c.len_utf8()];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::table;

    #[test]
    fn a_document_without_a_headline_gives_its_first_sentence() {
        for (body, want) in [
            ("Un convoi est arrivé. Il repart demain.", "Un convoi est arrivé."),
            ("M. Erdogan a parlé. Puis rien.", "M. Erdogan a parlé."),
            ("Pourquoi ? Nul ne le sait.", "Pourquoi ?"),
            ("Rien ne finit", "Rien ne finit"),
            ("Une ligne\nUne autre", "Une ligne"),
            ("", "0.txt"),
        ] {
            let library = table(&[["", "", "", "", body]]);
            let (_, article) = library.iter().next().unwrap();
            assert_eq!(article.headline(), Headline::MadeUp(&Clean::new(want)));
        }
    }

    #[test]
    fn a_long_first_sentence_is_cut_between_words() {
        let library = table(&[["", "", "", "", &"mot ".repeat(100)]]);
        let (_, article) = library.iter().next().unwrap();
        let headline = article.headline().text().as_str();
        assert!(headline.ends_with("mot…") && headline.chars().count() <= MADE_UP_CHARS + 1, "{headline}");
    }

    #[test]
    fn a_printed_headline_is_kept() {
        let library = table(&[["Le titre", "", "", "", "Le texte."]]);
        let (_, article) = library.iter().next().unwrap();
        assert_eq!(article.headline(), Headline::Printed(&Clean::new("Le titre")));
    }
}
