//! A slow search that is to be believed: every article is read as it stands, word by word, and asked every part of the query.
//!
//! Tests and benchmarks compare the real search with it. Of the program it uses the tree of the query and the folding of
//! texts, which have tests of their own; what a word means, where an Arabic word begins, which day lies in a period is said
//! here again, in the plainest way there is.

use std::collections::BTreeSet;

use kiosque::model::lang::Lang;
use kiosque::store::article::ArticleRef;
use kiosque::store::groups::OutletKey;
use kiosque::store::library::{ArticleKey, Library};
use kiosque::store::marked::Status;
use kiosque::store::marks::{Mark, Marks};
use kiosque::store::query::{Node, OutletName, Part, Period, Query, Text, Unit, Word};
use kiosque::store::text_hash::TextHash;
use kiosque::text::clean::Clean;
use kiosque::text::fold::{fold_mapped, words};

/// The articles that the query asks for, in the library's order, with these marks.
pub fn found(library: &Library, query: &Query, marks: &Marks) -> Vec<ArticleKey> {
    let outlets: BTreeSet<OutletKey> = library.iter().map(|(_, article)| outlet(&article)).collect();
    let oracle = Oracle { outlets, marks };
    library.iter().filter(|(_, article)| oracle.is_answer(query.root(), article)).map(|(key, _)| key).collect()
}

struct Oracle<'a> {
    /// All that occur.
    outlets: BTreeSet<OutletKey>,
    marks: &'a Marks,
}

impl Oracle<'_> {
    fn is_answer(&self, node: &Node, article: &ArticleRef) -> bool {
        let date = article.published().fact.value;
        match node {
            Node::All(nodes) => nodes.iter().all(|node| self.is_answer(node, article)),
            Node::Any(nodes) => nodes.iter().any(|node| self.is_answer(node, article)),
            Node::Not(node) => !self.is_answer(node, article),
            Node::Text(text) => texts(text.part, article).into_iter().any(|read| stands_in(text, read)),
            Node::Outlet(name) => self.outlets_meant(name).contains(&outlet(article)),
            Node::Dated(period) => date.is_some_and(|date| lies_in(period, date)),
            Node::Undated => date.is_none(),
            Node::Lang(lang) if article.languages().is_empty() => *lang == Lang::UND,
            Node::Lang(lang) => article.languages().contains(lang),
            Node::Is(status) => self.is(*status, article),
            Node::Tagged(name) => self.mark(article).tags().any(|tag| is_named(tag.as_str(), name)),
            Node::Noted(words) => self.mark(article).notes().iter().any(|note| stands_in(words, &note.text)),
        }
    }

    fn is(&self, status: Status, article: &ArticleRef) -> bool {
        let mark = self.mark(article);
        match status {
            Status::Read => mark.is_read(),
            Status::Unread => !mark.is_read(),
            Status::Starred => mark.is_starred(),
            Status::Listed => mark.is_listed(),
            Status::Noted => !mark.notes().is_empty(),
            Status::Tagged => mark.tags().next().is_some(),
        }
    }

    fn mark(&self, article: &ArticleRef) -> Mark {
        self.marks.of(TextHash::of(article.article())).cloned().unwrap_or_default()
    }

    fn outlets_meant(&self, name: &OutletName) -> Vec<OutletKey> {
        let OutletName::Words(name) = name else { return vec![OutletKey::None] };
        let is_being_typed = name.iter().any(Word::is_prefix);
        let written: Vec<&str> = name.iter().map(Word::folded).collect();
        let OutletKey::Named(wanted) = OutletKey::of(&written.join(" ")) else { return vec![] };
        let is_it = |key: &&OutletKey| matches!(key, OutletKey::Named(key) if *key == wanted);
        if let Some(only) = self.outlets.iter().find(is_it).filter(|_| !is_being_typed) {
            return vec![only.clone()];
        }
        let wanted: Vec<&str> = wanted.split(' ').collect();
        let has_words = |key: &&OutletKey| {
            let OutletKey::Named(key) = key else { return false };
            let words: Vec<&str> = key.split(' ').collect();
            words.windows(wanted.len()).any(|words| {
                let (last, before) = (wanted.len() - 1, wanted.len() - 1);
                let is_last =
                    if is_being_typed { words[last].starts_with(wanted[last]) } else { words[last] == wanted[last] };
                is_last && words[..before] == wanted[..before]
            })
        };
        self.outlets.iter().filter(has_words).cloned().collect()
    }
}

fn outlet(article: &ArticleRef) -> OutletKey {
    article.outlet().map_or(OutletKey::None, |name| OutletKey::of(name.as_str()))
}

/// All words of a tag, or while the last one is being typed, its beginning.
fn is_named(tag: &str, name: &[Word]) -> bool {
    let written = fold_mapped(tag).text;
    let written: Vec<&str> = words(&written).map(|(_, word)| word).collect();
    let is_meant = |(asked, written): (&Word, &&str)| match asked.is_prefix() {
        true => written.starts_with(asked.folded()),
        false => *written == asked.folded(),
    };
    let is_being_typed = name.iter().any(Word::is_prefix);
    let is_long_enough = if is_being_typed { written.len() >= name.len() } else { written.len() == name.len() };
    is_long_enough && name.iter().zip(&written).all(is_meant)
}

fn lies_in(period: &Period, date: kiosque::model::date::PartialDate) -> bool {
    let (from, to) = (period.from, period.to);
    match period.unit {
        Unit::Year => {
            from.is_none_or(|from| date.year_number() >= from.year_number())
                && to.is_none_or(|to| date.year_number() <= to.year_number())
        }
        Unit::Day => {
            from.is_none_or(|from| date.first_day() >= from.first_day())
                && to.is_none_or(|to| date.last_day() <= to.last_day())
        }
    }
}

/// The texts of an article that words are looked for in, each by itself.
fn texts(part: Part, article: &ArticleRef) -> Vec<&str> {
    let title = article.title().map(Clean::as_str);
    match part {
        Part::Author => article.article().authors.iter().map(|author| author.name.as_str()).collect(),
        Part::Title => title.into_iter().collect(),
        Part::Anywhere => title.into_iter().chain(article.blocks().iter().map(|block| block.text.as_str())).collect(),
    }
}

/// The words stand in the text one behind the other.
fn stands_in(asked: &Text, text: &str) -> bool {
    let folded = fold_mapped(text);
    let found: Vec<(usize, &str)> = words(&folded.text).collect();
    found.windows(asked.words.len()).any(|found| {
        if !asked.words.iter().zip(found).all(|(asked, (_, found))| means(asked, found)) {
            return false;
        }
        let Some(exactly) = &asked.exactly else { return true };
        let (first, last) = (found[0], found[found.len() - 1]);
        let place = folded.original(first.0..last.0 + last.1.len());
        let exactly = exactly.trim_matches(|c: char| !c.is_alphanumeric());
        match asked.words.iter().any(Word::is_prefix) {
            true => text[place.start..].starts_with(exactly),
            false => text[place].split_whitespace().eq(exactly.split_whitespace()),
        }
    })
}

/// A word of a text is meant by a word of a query.
fn means(asked: &Word, word: &str) -> bool {
    let typed = asked.folded();
    if asked.is_prefix() {
        return starts(word).iter().any(|start| start.starts_with(typed));
    }
    let own = without_clitic(typed);
    // Of a single letter nobody knows whether it belongs to the word: who types it means it.
    let typed_bare = if typed.chars().count() - own.chars().count() > 1 { own } else { typed };
    starts(word).iter().any(|word| [typed, typed_bare].contains(word))
}

/// What is written onto the front of Arabic words and holds the article, the longest first; then what is a letter alone.
const WITH_ARTICLE: [&str; 6] = ["وال", "بال", "كال", "فال", "ال", "لل"];
const LETTERS: [&str; 5] = ["و", "ب", "ل", "ك", "ف"];

/// The word without what is written onto its front, if at least two letters stand behind an article, three behind a letter.
pub fn without_clitic(word: &str) -> &str {
    let behind = |clitics: &[&str], least: usize| {
        let rest = |clitic: &&str| word.strip_prefix(*clitic).filter(|rest| rest.chars().count() >= least);
        clitics.iter().find_map(rest)
    };
    behind(&WITH_ARTICLE, 2).or_else(|| behind(&LETTERS, 3)).unwrap_or(word)
}

/// Where what is typed may begin in a word: at its front, at its article behind a letter, behind all that is written onto it.
pub fn starts(word: &str) -> Vec<&str> {
    let bare = without_clitic(word);
    let article = word.char_indices().nth(1).map(|(letter, _)| &word[letter..]);
    let article = article.filter(|rest| rest.strip_prefix("ال") == Some(bare));
    [word, bare].into_iter().chain(article).collect()
}
