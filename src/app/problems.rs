//! What could not be read: feeds first, then files with their records, each with the reason and what can be done about it.
//!
//! Of an archive that is broken all over only so many problems are listed: nobody reads on, and all of them are counted.

use crate::app::catalogue::{Catalogue, Told};
use crate::app::message::Trouble;
use crate::app::sheet::marks::Mark;
use crate::app::sheet::paragraph::{Field, Look, Paragraph};
use crate::locale::words::Words;
use crate::model::problem::{Fault, Problem};
use crate::text::clean::Clean;
use crate::text::fold::fold;

/// Columns for `record 1234` before a reason.
const LABEL: u16 = 14;
/// So many problems are listed.
const MOST_LISTED: usize = 2000;

/// The page of problems, and what has been typed to search it.
pub type Problems = Catalogue<Troubled>;

/// All that could not be read, in words.
#[derive(Clone, Debug)]
pub struct Troubled {
    /// The key that fetches feeds.
    fetch_key: String,
    entries: Vec<Entry>,
    n_more: usize,
}

/// A problem in words.
#[derive(Clone, Debug)]
struct Entry {
    /// The file or the feed, as the heading of all that is the matter with it.
    of: Clean,
    /// What is said beside the heading: how much was read all the same.
    beside: String,
    /// Where in it: `record 812`, `line 12`.
    place: String,
    /// What the record is called in the file, or the address of the feed.
    name: Clean,
    reason: String,
    remedy: Option<String>,
}

/// How many there are: of a file with very many, some are only counted.
pub fn n_problems(problems: &[Problem]) -> usize {
    let n = |problem: &Problem| match problem.fault {
        Fault::More(n) => usize::try_from(n).unwrap_or(usize::MAX),
        _ => 1,
    };
    problems.iter().map(n).fold(0, usize::saturating_add)
}

impl Problems {
    /// The page of these; `fetch_key` is the key that fetches feeds.
    pub fn new(problems: &[Problem], troubles: &[Trouble], fetch_key: String, words: Words) -> Problems {
        Catalogue::of(Troubled::new(problems, troubles, fetch_key, &words), words)
    }

    /// Lists these in the place of the earlier ones; what is typed and the place stay.
    pub fn renew(&mut self, problems: &[Problem], troubles: &[Trouble]) {
        let fetch_key = self.told_of().fetch_key.clone();
        self.replace(Troubled::new(problems, troubles, fetch_key, self.words()));
    }
}

impl Troubled {
    fn new(problems: &[Problem], troubles: &[Trouble], fetch_key: String, words: &Words) -> Troubled {
        let troubles = troubles.iter().map(|trouble| of_feed(trouble, &fetch_key, words));
        let problems = problems.iter().map(|problem| of_file(problem, words));
        let mut all = troubles.chain(problems);
        let entries = all.by_ref().take(MOST_LISTED).collect();
        let n_more = all.count();
        Troubled { fetch_key, entries, n_more }
    }
}

impl Told for Troubled {
    /// Those that have every typed word.
    fn told(&self, typed: &str, _width: u16, words: &Words) -> (Vec<Paragraph>, Vec<Mark>) {
        let typed = fold(typed);
        let wanted: Vec<&str> = typed.split_whitespace().collect();
        let fits = |entry: &&Entry| wanted.is_empty() || entry.has_all(&wanted);
        let entries: Vec<&Entry> = self.entries.iter().filter(fits).collect();
        let mut paragraphs = Vec::new();
        for (idx, entry) in entries.iter().enumerate() {
            let before = idx.checked_sub(1).and_then(|before| entries.get(before));
            let next = entries.get(idx + 1);
            let is_same_file = |other: &&&Entry| other.of == entry.of;
            if before.filter(is_same_file).is_none() {
                paragraphs.extend(entry.heading());
            }
            paragraphs.extend(entry.rows());
            // What can be done is said once for all that it helps.
            let is_said_later = next.filter(is_same_file).is_some_and(|next| next.remedy == entry.remedy);
            if let Some(remedy) = entry.remedy.as_ref().filter(|_| !is_said_later) {
                paragraphs.push(Paragraph::words(remedy, Look::Quiet).indent(LABEL));
            }
        }
        if entries.is_empty() {
            let id = if self.entries.is_empty() { "problems-none" } else { "picker-empty" };
            paragraphs.push(Paragraph::words(words.text(id), Look::Quiet));
        } else if self.n_more > 0 {
            let more = words.with("problems-more", &[("n", self.n_more.into())]);
            paragraphs.push(Paragraph::words(&more, Look::Quiet).gap(1));
        }
        (paragraphs, Vec::new())
    }
}

impl Entry {
    fn has_all(&self, words: &[&str]) -> bool {
        let told = fold(&[&self.of, self.name.as_str(), &self.place, &self.reason].join(" "));
        words.iter().all(|word| told.contains(word))
    }

    fn heading(&self) -> Vec<Paragraph> {
        let of = Paragraph::row(vec![Field::address(&self.of, Look::Heading)]).gap(1);
        let beside = Some(&self.beside).filter(|beside| !beside.is_empty());
        vec![of.end(beside.map(|beside| Field::words(beside, Look::Faint)))]
    }

    fn rows(&self) -> Vec<Paragraph> {
        let reason = Paragraph::words(&self.reason, Look::Text).indent(LABEL);
        let reason = reason.label(Field::words(&self.place, Look::Quiet));
        let name = Some(&self.name).filter(|name| !name.is_empty());
        let name = name.map(|name| Paragraph::row(vec![Field::address(name, Look::Faint)]).indent(LABEL));
        std::iter::once(reason).chain(name).collect()
    }
}

fn of_feed(trouble: &Trouble, fetch_key: &str, words: &Words) -> Entry {
    let Trouble { name, address, why, again } = trouble;
    let name = if name.is_empty() { address } else { name };
    Entry {
        of: Clean::new(name),
        beside: String::new(),
        place: words.text("problem-feed").to_owned(),
        name: if name == address { Clean::default() } else { Clean::new(address) },
        reason: why.clone(),
        remedy: again.map(|seconds| words.tried_again(seconds, fetch_key)),
    }
}

fn of_file(problem: &Problem, words: &Words) -> Entry {
    let Problem { path, record, line, name, fault, n_read } = problem;
    let n = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let record = record.map(|record| words.with("evidence-record", &[("n", n(u64::from(record) + 1).into())]));
    let line = line.map(|line| words.with("line", &[("n", line.to_string().into())]));
    let beside = match n_read {
        0 => String::new(),
        read => words.with("problem-beside", &[("n", n(*read).into())]),
    };
    Entry {
        of: Clean::new(path),
        beside,
        place: line.or(record).unwrap_or_default(),
        name: name.as_deref().map(Clean::new).unwrap_or_default(),
        reason: words.fault(fault),
        remedy: Some(words.remedy(fault)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action::Action;
    use crate::app::outcome::Outcome;

    fn problem(path: &str, record: Option<u32>, fault: Fault) -> Problem {
        Problem { path: path.to_owned(), record, line: None, name: None, fault, n_read: 0 }
    }

    fn page(typed: &str) -> Problems {
        let problems = [
            problem("a.zip", Some(2), Fault::Encrypted),
            problem("b.warc.gz", Some(811), Fault::Malformed("no length".into())),
            problem("b.warc.gz", Some(813), Fault::Malformed("no type".into())),
            Problem { n_read: 810, ..problem("b.warc.gz", None, Fault::More(40)) },
            Problem { line: Some(3), name: Some("x/y.json".into()), ..problem("c.zip", Some(9), Fault::NoText) },
        ];
        let trouble = Trouble {
            name: "Le Goéland".into(),
            address: "https://goeland.example/rss".into(),
            why: "it took too long to answer".into(),
            again: Some(7000),
        };
        let mut page = Problems::new(&problems, &[trouble], "F".to_owned(), Words::default());
        page.resize(100, 40);
        page.paste(typed);
        page
    }

    fn told(page: &Problems) -> Vec<String> {
        let text = |field: &Field| field.text.to_string();
        let row = |paragraph: &Paragraph| {
            let label = paragraph.label.iter().map(|label| format!("{}| ", text(label)));
            let end = paragraph.end.iter().map(|end| format!(" |{}", text(end)));
            label.chain(paragraph.fields.iter().map(text)).chain(end).collect::<String>()
        };
        page.sheet().paragraphs().iter().map(row).collect()
    }

    #[test]
    fn each_file_is_told_with_its_records_and_what_can_be_done() {
        assert_eq!(
            told(&page("")),
            [
                "Le Goéland",
                "feed| it took too long to answer",
                "https://goeland.example/rss",
                "it is tried again in about 2 hours; F tries at once",
                "a.zip",
                "record 3| it is encrypted",
                "unpack it with its password and open what comes out",
                "b.warc.gz",
                "record 812| it is damaged (no length)",
                "record 814| it is damaged (no type)",
                "get it again from where it came",
                "| 40 more records could not be read",
                "see to the first ones, then read the archive again",
                "c.zip",
                "line 3| it has no text",
                "x/y.json",
                "`kiosque formats` says in which fields text is looked for",
            ]
        );
        assert_eq!(n_problems(&[problem("a", None, Fault::More(40)), problem("a", None, Fault::CutOff)]), 41);
    }

    #[test]
    fn typing_leaves_those_that_have_every_word() {
        for (typed, headings) in [("GOELAND", 1), ("warc 812", 1), ("record", 2), ("encrypted zip", 1), ("zyx", 0)] {
            let page = page(typed);
            let is_heading = |paragraph: &&Paragraph| paragraph.fields[0].look == Look::Heading;
            assert_eq!(page.sheet().paragraphs().iter().filter(is_heading).count(), headings, "{typed}");
        }
        let mut page = page("zyx");
        assert_eq!(told(&page), ["Nothing is called that."]);
        assert_eq!((page.act(Action::Cancel), page.line().is_empty()), (Outcome::Done, true));
        assert_eq!(page.act(Action::Cancel), Outcome::Close);
    }

    #[test]
    fn of_very_many_some_are_listed_and_all_counted() {
        let problems: Vec<Problem> = (0..2100).map(|n| problem("a.jsonl", Some(n), Fault::CutOff)).collect();
        let page = Problems::new(&problems, &[], String::new(), Words::default());
        assert_eq!(told(&page).last().map(String::as_str), Some("and 100 more"));
    }
}
