//! The links of an article, to open one: its own address first, then its words that lead somewhere, by their numbers.
//!
//! Typing a number selects that link, and opens it once no longer number can be meant; typing anything else leaves those that
//! have it in their words or in their address. The numbers stand in the reader beside it while this list is open.

use crate::app::action::Action;
use crate::app::find::occurrences;
use crate::app::input::{Key, KeyCode, Mouse};
use crate::app::outcome::Outcome;
use crate::app::reader::leads::Lead;
use crate::app::shortlist::{Shortlist, Wish};
use crate::model::address::WebAddress;
use crate::text::clean::Clean;
use crate::text::fold::fold;

/// The links of the article that is open.
#[derive(Clone, Debug)]
pub struct Links {
    all: Vec<Entry>,
    /// Their indexes.
    list: Shortlist<usize>,
}

/// A link as the list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number; the article's own address has none.
    pub number: Option<usize>,
    /// The words that lead there; none before the article's own address.
    pub words: Clean,
    /// Where it leads.
    pub address: WebAddress,
}

impl Links {
    /// The links of an article that was published at `source`.
    pub fn new(source: Option<WebAddress>, leads: &[Lead]) -> Links {
        let source = source.map(|address| Entry { number: None, words: Clean::default(), address });
        let lead = |(number, lead): (usize, &Lead)| Entry {
            number: Some(number),
            words: lead.words.clone(),
            address: lead.address.clone(),
        };
        let all: Vec<Entry> = source.into_iter().chain((1..).zip(leads).map(lead)).collect();
        Links { list: Shortlist::new((0..all.len()).collect()), all }
    }

    /// The others are links of the same article, whatever is typed.
    pub fn are_those_of(&self, others: &Links) -> bool {
        self.all == others.all
    }

    /// How many there are, whatever is typed.
    pub fn n_links(&self) -> usize {
        self.all.len()
    }

    /// What is typed, and the indexes of the links that it leaves.
    pub fn list(&self) -> &Shortlist<usize> {
        &self.list
    }

    /// The link with this index.
    pub fn entry(&self, idx: usize) -> Option<&Entry> {
        self.all.get(idx)
    }

    /// The one that is selected.
    pub fn selected(&self) -> Option<&Entry> {
        self.entry(*self.list.selected()?)
    }

    /// Gives the list a height in rows.
    pub fn resize(&mut self, height: u16) {
        self.list.resize(height);
    }

    /// Does what an action of text entry does here.
    pub fn act(&mut self, action: Action) -> Outcome {
        let wish = self.list.act(action);
        self.grant(wish)
    }

    /// Takes a key as text, or moves in it; the last digit of a number opens its link.
    pub fn key(&mut self, key: Key) -> Outcome {
        let wish = self.list.key(key);
        let outcome = self.grant(wish);
        let is_typed = wish == Wish::Rows && matches!(key.code, KeyCode::Char(_));
        if is_typed && self.is_decided() { self.open() } else { outcome }
    }

    /// Takes a text from the clipboard.
    pub fn paste(&mut self, text: &str) {
        self.list.paste(text);
        self.narrow();
    }

    /// A click selects, a click on what is selected opens, the wheel scrolls.
    pub fn mouse(&mut self, mouse: Mouse) -> Outcome {
        let wish = self.list.mouse(mouse);
        self.grant(wish)
    }

    fn grant(&mut self, wish: Wish) -> Outcome {
        match wish {
            Wish::Nothing | Wish::Click(false) => {}
            Wish::Unknown => return Outcome::Ignored,
            Wish::Rows => self.narrow(),
            Wish::Mark => self.list.step(1),
            Wish::Take | Wish::Click(true) => return self.open(),
            Wish::Leave if self.list.line().is_empty() => return Outcome::Close,
            Wish::Leave => {
                self.list.clear_line();
                self.narrow();
            }
        }
        Outcome::Done
    }

    fn open(&self) -> Outcome {
        self.selected().map_or(Outcome::Done, |entry| Outcome::OpenAddress(entry.address.clone()))
    }

    /// The number that is typed is that of the selected link and begins no other one. A space before it says that it is
    /// none; and what the eye may take for another host is looked at first.
    fn is_decided(&self) -> bool {
        let typed = number(self.list.line().text());
        let n_numbered = self.all.iter().filter(|entry| entry.number.is_some()).count();
        let selected = self.selected().filter(|entry| typed.is_some() && entry.number == typed);
        let is_longest = typed.and_then(|typed| typed.checked_mul(10)).is_none_or(|longer| longer > n_numbered);
        is_longest && selected.is_some_and(|entry| !entry.address.is_disguised())
    }

    fn narrow(&mut self) {
        let typed = self.list.line().text().trim();
        let number = number(typed);
        let figures = number.map(|number| number.to_string());
        let begins = |of: usize| figures.as_ref().is_some_and(|figures| of.to_string().starts_with(figures));
        let fits = |entry: &Entry| {
            let has_number = entry.number.is_some_and(begins);
            let has = |text: &str| !occurrences(typed, text).is_empty();
            typed.is_empty() || has_number || has(&entry.words) || has(entry.address.written())
        };
        let left: Vec<usize> = (0..self.all.len()).filter(|idx| self.all.get(*idx).is_some_and(fits)).collect();
        let is_it = |idx: &usize| number.is_some() && self.all.get(*idx).is_some_and(|entry| entry.number == number);
        let selected = left.iter().position(is_it);
        self.list.set_rows(left, selected.unwrap_or(0));
    }
}

/// The number that digits are, those of Arabic among them.
fn number(typed: &str) -> Option<usize> {
    Some(typed).filter(|typed| typed.chars().all(char::is_numeric)).and_then(|typed| fold(typed).parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::input::MouseKind;
    use crate::app::reader::Reader;
    use crate::app::sample::{article, document, library, linked_paragraph};

    fn links(typed: &str) -> Links {
        let words = ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze"];
        let library = library(document(vec![article("T", vec![linked_paragraph(&words.join(", "), &words)])]));
        let mut reader = Reader::default();
        reader.open(&library, library.iter().next().unwrap().0, None, None);
        let mut links = Links::new(WebAddress::parse("https://source.example/1"), reader.leads());
        links.resize(4);
        links.paste(typed);
        links
    }

    fn opened(outcome: Outcome) -> String {
        match outcome {
            Outcome::OpenAddress(address) => address.as_str().to_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_number_selects_its_link_and_words_leave_those_that_have_them() {
        for (typed, n_left, address) in [
            ("", 12, "https://source.example/1"),
            ("1", 4, "https://quai.example/un"),
            ("11", 1, "https://quai.example/onze"),
            (" 2 ", 1, "https://quai.example/deux"),
            ("DIX", 1, "https://quai.example/dix"),
            ("source", 1, "https://source.example/1"),
            ("quai ex", 0, "Done"),
        ] {
            let mut links = links(typed);
            assert_eq!(
                (links.list().rows().len(), opened(links.act(Action::Accept)).as_str()),
                (n_left, address),
                "{typed}"
            );
        }
    }

    #[test]
    fn a_number_that_can_go_no_further_opens_its_link() {
        for (typed, opens) in [
            ("2", "https://quai.example/deux"),
            ("\u{662}", "https://quai.example/deux"),
            ("1", "Done"),
            ("11", "https://quai.example/onze"),
            ("0", "Done"),
            ("12", "Done"),
            (" 2", "Done"),
            ("+2", "Done"),
            ("deux", "Done"),
        ] {
            let mut links = links("");
            let outcomes: Vec<Outcome> = typed.chars().map(|c| links.key(Key::char(c))).collect();
            assert_eq!(outcomes.last().cloned().map(opened).as_deref(), Some(opens), "{typed}");
        }
        let mut links = links("23");
        assert_eq!(links.key(Key::plain(KeyCode::Backspace)), Outcome::Done, "what is left of a number opens nothing");
    }

    #[test]
    fn keys_and_clicks_go_through_the_list() {
        let mut links = links("");
        for (action, number) in [
            (Action::NextChoice, Some(1)),
            (Action::NextChoices, Some(4)),
            (Action::PreviousChoice, Some(3)),
            (Action::PreviousChoices, None),
            (Action::PreviousChoice, None),
        ] {
            assert_eq!(links.act(action), Outcome::Done);
            assert_eq!(links.selected().and_then(|entry| entry.number), number, "{action:?}");
        }
        let press = |y| Mouse { kind: MouseKind::Press, x: 3, y };
        assert_eq!((links.mouse(press(2)), links.selected().and_then(|entry| entry.number)), (Outcome::Done, Some(2)));
        assert_eq!(opened(links.mouse(press(2))), "https://quai.example/deux");
    }

    #[test]
    fn escape_gives_the_list_back_before_it_closes() {
        let mut links = links("onze");
        assert_eq!((links.act(Action::Cancel), links.list().rows().len()), (Outcome::Done, 12));
        assert_eq!(links.act(Action::Cancel), Outcome::Close);
    }
}
