//! The hints of the bottom line: which keys matter here, and which of them the reader knows by now.
//!
//! Hints stand in the order of their importance. One whose key the reader knew when this session began gives its room to
//! the next one in reserve; those of the way out stay. Nothing changes while one looks at the line.

use crate::app::action::Action;
use crate::app::overlay::Overlay;
use crate::app::panes::{Arrangement, Pane};
use crate::app::{App, Page};
use crate::text::units::Unit;

/// An action and the message beside its key.
pub(crate) type Hinted = (Action, &'static str);

/// What stands there for somebody new, and what comes after it.
struct Hints {
    first: &'static [Hinted],
    reserve: &'static [Hinted],
}

impl App {
    /// The actions worth a hint, by what is on top.
    pub(crate) fn hints(&self) -> Vec<Hinted> {
        let Hints { first, reserve } = self.all_hints();
        let unit = self.stand.reader.passage().map(|passage| unit_of(passage.unit));
        let is_wanted =
            |hinted: &&Hinted| (is_way_out(hinted.0) || !self.known.knows(hinted.0)) && unit != Some(hinted.0);
        first.iter().chain(reserve).filter(is_wanted).take(first.len()).copied().collect()
    }

    fn all_hints(&self) -> Hints {
        let only = |first| Hints { first, reserve: &[] };
        match (&self.overlay, self.pages.last(), self.panes.arrangement, self.stand.focus) {
            (Some(Overlay::Pick(_)), ..) => {
                only(&[(Action::Accept, "hint-keep"), (Action::Mark, "hint-mark"), (Action::Cancel, "hint-give-back")])
            }
            (Some(Overlay::Export(choice)), ..) if choice.scopes().len() > 1 => only(&[
                (Action::Open, "hint-choose"),
                (Action::NextPane, "hint-other-scope"),
                (Action::Close, "hint-close"),
            ]),
            (Some(Overlay::Export(_)), ..) => only(&[(Action::Open, "hint-choose"), (Action::Close, "hint-close")]),
            (Some(Overlay::Links(_)), ..) => only(&[(Action::Accept, "hint-open"), (Action::Cancel, "hint-close")]),
            (Some(Overlay::Palette(_)), ..) => only(&[(Action::Accept, "hint-run"), (Action::Cancel, "hint-close")]),
            (Some(Overlay::Problems(_) | Overlay::Help(_)), ..) => only(&[(Action::Cancel, "hint-close")]),
            (Some(_), ..) => {
                only(&[(Action::Close, "hint-close"), (Action::Next, "hint-down"), (Action::Previous, "hint-up")])
            }
            (None, Some(Page::Map(_)), ..) => only(&[
                (Action::MarkOnMap, "hint-mark"),
                (Action::Open, "hint-show"),
                (Action::Close, "hint-close"),
                (Action::Help, "hint-help"),
            ]),
            (None, Some(Page::Histogram(_)), ..) => only(&[
                (Action::MarkPeriod, "hint-mark"),
                (Action::Open, "hint-show"),
                (Action::Close, "hint-back"),
                (Action::Help, "hint-help"),
            ]),
            (None, Some(Page::Comparison(_)), ..) => only(&[
                (Action::NextPane, "hint-one-or-both"),
                (Action::Close, "hint-close"),
                (Action::Help, "hint-help"),
            ]),
            (None, Some(Page::Variants(_)), ..) => only(&[
                (Action::Next, "hint-next"),
                (Action::Open, "hint-open"),
                (Action::Close, "hint-close"),
                (Action::Help, "hint-help"),
            ]),
            (None, Some(Page::Concordance(_)), ..) => only(&[
                (Action::Open, "hint-open"),
                (Action::Order, "hint-order"),
                (Action::Close, "hint-back"),
                (Action::Help, "hint-help"),
            ]),
            (None, None, ..) if self.library.is_empty() => {
                only(&[(Action::Help, "hint-help"), (Action::Quit, "hint-quit")])
            }
            (None, None, ..) if self.is_selecting() => {
                let has_begun = self.stand.reader.passage().is_some_and(|passage| passage.from.is_some());
                only(if has_begun { IN_A_PASSAGE_BEGUN } else { IN_A_PASSAGE })
            }
            (None, None, Arrangement::Zen, _) => only(&[]),
            (None, None, _, Pane::Articles) if self.stand.headlines.selection().is_some() => only(&[
                (Action::ReadUnread, "hint-read"),
                (Action::Star, "hint-star"),
                (Action::ReadingList, "hint-list"),
                (Action::Tag, "hint-tag"),
                (Action::Note, "hint-note"),
                (Action::Close, "hint-let-go"),
                (Action::Help, "hint-help"),
            ]),
            (None, None, _, Pane::Sources) if self.is_on_saved_search() => only(&[
                (Action::SwitchSource, "hint-switch"),
                (Action::EditSearch, "hint-edit"),
                (Action::RenameSearch, "hint-rename"),
                (Action::RemoveSearch, "hint-remove"),
                (Action::Undo, "hint-undo"),
                (Action::Help, "hint-help"),
            ]),
            (None, None, Arrangement::Single, Pane::Reader) if self.stand.reader.has_pairs() => Hints {
                first: &[
                    (Action::Close, "hint-back"),
                    (Action::NextArticle, "hint-next"),
                    (Action::SideBySide, "hint-side-by-side"),
                    (Action::Search, "hint-search"),
                    (Action::Help, "hint-help"),
                ],
                reserve: OF_AN_ARTICLE,
            },
            (None, None, Arrangement::Single, Pane::Reader) => Hints {
                first: &[
                    (Action::Close, "hint-back"),
                    (Action::NextArticle, "hint-next"),
                    (Action::Search, "hint-search"),
                    (Action::Help, "hint-help"),
                ],
                reserve: OF_AN_ARTICLE,
            },
            (None, None, Arrangement::Single, _) => Hints {
                first: &[
                    (Action::Open, "hint-open"),
                    (Action::Search, "hint-search"),
                    (Action::Help, "hint-help"),
                    (Action::Close, "hint-back"),
                ],
                reserve: &[
                    (Action::PickOutlets, "hint-outlets"),
                    (Action::PickYears, "hint-years"),
                    (Action::Map, "hint-map"),
                    (Action::Palette, "hint-palette"),
                ],
            },
            (None, None, ..) => Hints {
                first: &[
                    (Action::Search, "hint-search"),
                    (Action::PickOutlets, "hint-outlets"),
                    (Action::PickYears, "hint-years"),
                    (Action::Map, "hint-map"),
                    (Action::Evidence, "hint-evidence"),
                    (Action::Help, "hint-help"),
                    (Action::SideBySide, "hint-side-by-side"),
                    (Action::Histogram, "hint-histogram"),
                ],
                reserve: &[
                    (Action::Star, "hint-star"),
                    (Action::Palette, "hint-palette"),
                    (Action::Note, "hint-note"),
                    (Action::Concordance, "hint-concordance"),
                    (Action::Copy, "hint-copy"),
                    (Action::Export, "hint-export"),
                    (Action::Back, "hint-place-before"),
                    (Action::Zen, "hint-zen"),
                ],
            },
        }
    }
}

/// What can be done with a passage that moves as a whole …
const IN_A_PASSAGE: &[Hinted] = &[
    (Action::SelectFromHere, "hint-begin-here"),
    (Action::Copy, "hint-copy"),
    (Action::Close, "hint-close"),
    (Action::SelectWords, "passage-word"),
    (Action::SelectSentences, "passage-sentence"),
    (Action::SelectParagraphs, "passage-paragraph"),
    (Action::CopyCited, "hint-cite"),
    (Action::Note, "hint-note"),
];

/// … and with one that has begun.
const IN_A_PASSAGE_BEGUN: &[Hinted] = &[
    (Action::SelectFromHere, "hint-let-go"),
    (Action::Copy, "hint-copy"),
    (Action::Close, "hint-close"),
    (Action::CopyCited, "hint-cite"),
    (Action::Note, "hint-note"),
    (Action::SelectWords, "passage-word"),
    (Action::SelectSentences, "passage-sentence"),
    (Action::SelectParagraphs, "passage-paragraph"),
];

/// What can be done with an article, where the reader is the only pane.
const OF_AN_ARTICLE: &[Hinted] = &[
    (Action::Star, "hint-star"),
    (Action::Note, "hint-note"),
    (Action::Copy, "hint-copy"),
    (Action::Palette, "hint-palette"),
];

/// What takes a passage in this unit.
fn unit_of(unit: Unit) -> Action {
    match unit {
        Unit::Word => Action::SelectWords,
        Unit::Sentence => Action::SelectSentences,
        Unit::Paragraph => Action::SelectParagraphs,
    }
}

/// Whoever is lost needs it, however often it was used.
fn is_way_out(action: Action) -> bool {
    matches!(action, Action::Close | Action::Cancel | Action::Accept | Action::Help | Action::Quit)
}
