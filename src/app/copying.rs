//! Copying: the passage or the article, as it is and with what says where it is from.

use crate::app::effect::Effect;
use crate::app::message::Copied;
use crate::app::{App, Notice};
use crate::export::citation::citation;
use crate::export::piece::Piece;
use crate::locale::words::Saying;
use crate::store::article::ArticleRef;
use crate::store::headline::Headline;
use crate::store::library::ArticleKey;
use crate::text::clean::Clean;
use crate::text::units::n_words;

impl App {
    /// Copies the passage, or else the article; with a line that says where it is from, if that is wanted.
    pub(super) fn copy(&mut self, is_cited: bool, effects: &mut Vec<Effect>) {
        let key = self.stand.reader.key();
        let Some((key, article)) = key.and_then(|key| Some((key, self.library.get(key)?))) else {
            return self.say("no-article-open");
        };
        let mut text = self.passage_text().unwrap_or_else(|| self.text_of(key, &article));
        let n_words = n_words(&text);
        if is_cited {
            let passage = self.passage();
            let citation = citation(&Piece::new(&article, passage.as_ref()), &self.words);
            text = format!("{text}\n\n{}", Clean::new(&citation));
        }
        effects.push(Effect::Copy { n_words, text });
    }

    /// An article as plain text: headline, dateline, and its blocks, each in the characters of the page, with blank lines
    /// between them.
    fn text_of(&self, key: ArticleKey, article: &ArticleRef) -> String {
        let headline = match article.headline() {
            Headline::Printed(headline) => Some(headline.as_str().to_owned()),
            // Its words stand in the first block already.
            Headline::MadeUp(_) => None,
        };
        let outlet = self.library.outlet_label(key).map(|outlet| outlet.as_str().to_owned());
        let authors = article.article().authors.iter().map(|author| author.name.as_str().to_owned());
        // What sets names apart from a sentence on the screen is no part of it elsewhere.
        let date = Clean::new(&self.words.dateline(article.published()));
        let dateline =
            outlet.into_iter().chain(authors).chain([date.as_str().to_owned()]).collect::<Vec<_>>().join(" · ");
        let blocks = article.blocks().iter().map(|block| block.text.as_str().to_owned());
        let parts = headline.into_iter().chain([dateline]).chain(blocks).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("\n\n")
    }

    /// Says how many words were copied, and how.
    pub(super) fn copied(&mut self, copied: Copied) {
        let Copied { n_words, by, to_terminal, failure } = copied;
        let id = match (&by, to_terminal, &failure) {
            (Some(_), true, _) => "copied",
            (Some(_), false, _) => "copied-long",
            (None, true, None) => "copied-terminal",
            (None, true, Some(_)) => "copied-terminal-alone",
            (None, false, None) => "copied-not",
            (None, false, Some(_)) => "copied-failed",
        };
        let values = [
            ("words", Saying::new("passage-words").of("n", n_words).into()),
            ("program", by.as_deref().unwrap_or_default().into()),
            ("error", failure.as_deref().unwrap_or_default().into()),
        ];
        self.notice = Some(Notice { text: self.words.with(id, &values), is_warning: by.is_none() && !to_terminal });
    }
}
