//! Copying: the passage or the article, as it is and with what says where it is from.

use crate::app::effect::Effect;
use crate::app::message::Copied;
use crate::app::{App, Notice};
use crate::export::citation::citation;
use crate::export::piece::Piece;
use crate::export::text;
use crate::locale::words::{Saying, Words};
use crate::store::headline::Headline;
use crate::text::units::n_words;

impl App {
    /// Copies the passage, or else the article; with a line that says where it is from, if that is wanted.
    pub(super) fn copy(&mut self, is_cited: bool, effects: &mut Vec<Effect>) {
        let key = self.stand.reader.key();
        let Some((key, article)) = key.and_then(|key| Some((key, self.library.get(key)?))) else {
            return self.say("no-article-open");
        };
        // What sets names apart from a sentence on the screen is no part of it elsewhere.
        let words = self.words.clone().for_answers();
        let passage = self.passage();
        let piece = Piece::new(&article, self.library.outlet_label(key), passage.as_ref());
        let mut text = self.passage_text().unwrap_or_else(|| text_of(&piece, &words));
        let n_words = n_words(&text);
        if is_cited {
            text = format!("{text}\n\n{}", citation(&piece, self.citation, &words));
        }
        effects.push(Effect::Copy { n_words, text });
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

/// An article as plain text: headline, dateline, and its blocks, each in the characters of the page, with blank lines
/// between them.
fn text_of(piece: &Piece<'_>, words: &Words) -> String {
    let headline = match piece.of().headline() {
        Headline::Printed(headline) => Some(headline.as_str().to_owned()),
        // Its words stand in the first block already.
        Headline::MadeUp(_) => None,
    };
    let parts = headline.into_iter().chain([text::dateline(piece, words), text::plain(piece)]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}
