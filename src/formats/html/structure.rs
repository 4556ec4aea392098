//! What the structure of a page says of the text an extractor found.
//!
//! Extractors tell elements apart by how their authors called them, by their links and by their length. Where that does not
//! help they look everywhere, and bring home teasers and dialogs from behind the article; within it they lose what only
//! has an unlucky form. Laid over the tree of the page, both show: an article stands in one branch, and what stands
//! plainly between its paragraphs is of it.

use std::collections::HashMap;
use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::formats::html::lines::Line;
use crate::ingest::ends_sentence;
use crate::ingest::manuscript::{Form, Part};

/// The rule that is shown for a line of the extract that stands elsewhere.
const ELSEWHERE: Part = Part::Outside("html.elsewhere");

/// The share of all text, or of all its sentences, that stands in the branch of the article, in per cent. With less, there
/// may be several articles.
const IN_THE_BODY: usize = 70;

/// One part in so many of the text are sentences, or it is a list or a poem, and they do not tell where it stands.
const SPEAKS: usize = 4;

/// Where no branch has that much: the share that is set in one way, and then its branch is that of the article.
const SET_ALIKE: usize = 40;

/// The branch of an article has as many lines that are no mere words; a single paragraph is not the article.
const N_LINES: u32 = 3;

/// A line of fewer bytes may be a mere word.
const LINE: usize = 25;

/// What stands in so many branches of the same likeness, one in the other, was made for the same purpose.
const N_ALIKE: usize = 4;

/// The share of all text that stands in such branches where they are those of the text, in per cent.
const ALIKE: usize = 20;

/// An element that is a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Branch {
    /// The number of the one around it, which is smaller; the page is around itself.
    pub parent: u32,
    /// What it holds.
    pub sort: Sort,
    /// Its author did not call it anything.
    pub is_plain: bool,
    /// Equal for elements of one name and one class.
    pub likeness: u64,
}

/// What a branch holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// A list.
    List,
    /// Anything.
    #[default]
    Other,
}

/// Sets aside text that stands outside the branch of the article: whatever comes after it, and of what comes before it, the
/// words that only lead elsewhere or say nothing.
pub fn narrow(lines: &mut [Line], branches: &[Branch]) {
    let tallies = tallies(lines, branches);
    let body = tallies[body(lines, branches, &tallies)].reach.clone();
    let n_else: usize = lines.iter().filter(|line| is_text(line) && !line.is_around).map(|line| line.text.len()).sum();
    // Some pages are a form as a whole.
    let is_around_else = n_else * 4 >= tallies[0].n_text;
    for (at, line) in lines.iter_mut().enumerate().filter(|(_, line)| is_text(line)) {
        let is_before = at < body.start && (leads_elsewhere(line) || is_mere_words(line));
        if is_before || at >= body.end || (line.is_around && is_around_else) {
            line.hint.part = ELSEWHERE;
        }
    }
}

/// Takes into the text what an extractor lost: sentences that are set as the text is, up to the headline of another article,
/// and what stands plainly between the lines of the text.
pub fn fill(lines: &mut [Line], branches: &[Branch]) {
    let tallies = tallies(lines, branches);
    let lost = lost(&tallies, branches);
    let alike = Alike::of(lines, branches);
    let behind = tallies[0].reach.end;
    let headline = lines[behind..].iter().position(|line| line.hint.form == Form::Heading(1));
    let end = headline.map_or(lines.len(), |at| behind + at);
    for (at, line) in lines.iter_mut().enumerate().take(end) {
        let is_open = matches!(line.hint.part, Part::Outside(_))
            && line.hint.part != ELSEWHERE
            && !line.is_hidden
            && !line.is_around
            && !line.is_post;
        if !is_open || matches!(line.hint.form, Form::Image | Form::Caption) {
            continue;
        }
        let is_sentence = is_sentence(&line.text) && !leads_elsewhere(line);
        let lost = lost[line.branch as usize];
        let holder = lost.map_or(line.branch, |lost| branches[lost as usize].parent);
        let reach = &tallies[holder as usize].reach;
        let is_between = reach.start < at && at + 1 < reach.end;
        let is_lost = match lost {
            Some(lost) => is_of_the_text(line, lost as usize, &tallies, branches),
            None => is_sentence,
        };
        if is_sentence && alike.is_text(line) || is_between && is_lost {
            line.hint.part = Part::Text;
        }
    }
}

/// What the branch says that got lost with this line: nothing that the text around it would not say.
fn is_of_the_text(line: &Line, lost: usize, tallies: &[Tally], branches: &[Branch]) -> bool {
    let leads_elsewhere = tallies[lost].n_linked * 2 > tallies[lost].n_bytes;
    match branches[lost].sort {
        Sort::Paragraph => branches[lost].is_plain,
        Sort::Heading | Sort::List => !leads_elsewhere,
        Sort::Other => line.hint.form == Form::TableRow && line.text.contains('\t') && !leads_elsewhere,
    }
}

/// How text is set: the likeness of the branches a line stands in, and the container; and how much of the text is set so.
struct Alike {
    paths: Vec<u64>,
    n_bytes: HashMap<(u64, u32), usize>,
    n_text: usize,
}

impl Alike {
    fn of(lines: &[Line], branches: &[Branch]) -> Alike {
        let mut alike = Alike { paths: paths(branches), n_bytes: HashMap::new(), n_text: 0 };
        for line in lines.iter().filter(|line| is_text(line)) {
            *alike.n_bytes.entry(alike.key(line)).or_default() += line.text.len();
            alike.n_text += line.text.len();
        }
        alike
    }

    fn key(&self, line: &Line) -> (u64, u32) {
        (self.paths[line.branch as usize], line.container)
    }

    /// The innermost branch in which all stands that is set as the greatest part of the text is, if that is much.
    fn branch(&self, lines: &[Line], branches: &[Branch]) -> Option<usize> {
        let (key, n_bytes) = self.n_bytes.iter().max_by_key(|(key, n_bytes)| (**n_bytes, **key))?;
        if n_bytes * 100 < self.n_text * SET_ALIKE {
            return None;
        }
        let mut n_held = vec![0; branches.len()];
        for line in lines.iter().filter(|line| is_text(line) && self.key(line) == *key) {
            n_held[line.branch as usize] += line.text.len();
        }
        for branch in (1..branches.len()).rev() {
            n_held[branches[branch].parent as usize] += n_held[branch];
        }
        n_held.iter().rposition(|n_held| n_held == n_bytes)
    }

    /// Much of the text is set like this line.
    fn is_text(&self, line: &Line) -> bool {
        self.n_bytes.get(&self.key(line)).is_some_and(|n_bytes| n_bytes * 100 >= self.n_text * ALIKE)
    }
}

/// For each branch, a number that it has in common with those that are alike, and stand in branches that are.
fn paths(branches: &[Branch]) -> Vec<u64> {
    let path = |branch: &Branch| {
        let mut path = [0; N_ALIKE * 8];
        let mut branch = branch;
        for likeness in path.chunks_exact_mut(8) {
            likeness.copy_from_slice(&branch.likeness.to_le_bytes());
            branch = &branches[branch.parent as usize];
        }
        xxh3_64(&path)
    };
    branches.iter().map(path).collect()
}

/// For each branch the outermost one around it, or itself, in which there is no text; `None` if there is some.
fn lost(tallies: &[Tally], branches: &[Branch]) -> Vec<Option<u32>> {
    let mut lost: Vec<Option<u32>> = Vec::with_capacity(branches.len());
    for (number, (branch, tally)) in (0..).zip(branches.iter().zip(tallies)) {
        let around = lost.get(branch.parent as usize).copied().flatten();
        lost.push(if tally.n_text > 0 { None } else { around.or(Some(number)) });
    }
    lost
}

/// What stands in a branch, and in those within it.
#[derive(Clone, Debug, Default)]
struct Tally {
    /// Bytes of all lines, of their links, of the text, and of its sentences.
    n_bytes: usize,
    n_linked: usize,
    n_text: usize,
    n_said: usize,
    /// Lines of the text that are no mere words.
    n_lines: u32,
    /// From its first line of text to behind its last.
    reach: Range<usize>,
}

fn tallies(lines: &[Line], branches: &[Branch]) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); branches.len()];
    for (at, line) in lines.iter().enumerate() {
        let is_text = is_text(line);
        let n_bytes = line.text.len();
        let n_text = if is_text { n_bytes } else { 0 };
        tallies[line.branch as usize].add(&Tally {
            n_bytes,
            n_linked: n_linked(line),
            n_text,
            n_said: if is_sentence(&line.text) && !leads_elsewhere(line) { n_text } else { 0 },
            n_lines: u32::from(is_text && n_bytes >= LINE),
            reach: if is_text { at..at + 1 } else { 0..0 },
        });
    }
    for branch in (1..branches.len()).rev() {
        let inner = tallies[branch].clone();
        tallies[branches[branch].parent as usize].add(&inner);
    }
    tallies
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.n_bytes += other.n_bytes;
        self.n_linked += other.n_linked;
        self.n_text += other.n_text;
        self.n_said += other.n_said;
        self.n_lines += other.n_lines;
        self.reach = match (self.reach.is_empty(), other.reach.is_empty()) {
            (_, true) => self.reach.clone(),
            (true, false) => other.reach.clone(),
            (false, false) => self.reach.start.min(other.reach.start)..self.reach.end.max(other.reach.end),
        };
    }
}

/// The branch of the article: the innermost with most of the text, or of what it says in sentences. Where teasers take too
/// much of it, that of all that is set as the greatest part is.
fn body(lines: &[Line], branches: &[Branch], tallies: &[Tally]) -> usize {
    let Tally { n_text, n_said, .. } = tallies[0];
    let speaks = n_said * SPEAKS >= n_text;
    let holds_most = |tally: &Tally| {
        let says_most = speaks && tally.n_said * 100 >= n_said * IN_THE_BODY;
        (says_most || tally.n_text * 100 >= n_text * IN_THE_BODY) && tally.n_lines >= N_LINES
    };
    let body = whole(tallies.iter().rposition(holds_most).unwrap_or(0), branches, tallies);
    if tallies[body].reach != tallies[0].reach {
        return body;
    }
    let set_alike = Alike::of(lines, branches).branch(lines, branches);
    let set_alike = set_alike.filter(|branch| tallies[*branch].n_lines >= N_LINES);
    set_alike.map_or(body, |branch| whole(branch, branches, tallies))
}

/// One branch among others of its likeness is a part of the one around them.
fn whole(mut body: usize, branches: &[Branch], tallies: &[Tally]) -> usize {
    let key = |branch: &Branch| (branch.parent, branch.likeness);
    let mut n_alike: HashMap<(u32, u64), u32> = HashMap::new();
    for (branch, _) in branches.iter().zip(tallies).skip(1).filter(|(_, tally)| tally.n_text > 0) {
        *n_alike.entry(key(branch)).or_default() += 1;
    }
    while body > 0 && n_alike.get(&key(&branches[body])).is_some_and(|n_alike| *n_alike > 1) {
        body = branches[body].parent as usize;
    }
    body
}

fn is_text(line: &Line) -> bool {
    line.hint.part == Part::Text
}

fn n_linked(line: &Line) -> usize {
    line.links.iter().map(|link| link.range.len()).sum()
}

/// Most of it is links.
fn leads_elsewhere(line: &Line) -> bool {
    n_linked(line) * 2 > line.text.len()
}

/// Words that are set as nothing and are no sentence.
fn is_mere_words(line: &Line) -> bool {
    matches!(line.hint.form, Form::Open | Form::ListItem) && !is_sentence(&line.text)
}

/// A sentence, or what leads to the next one.
fn is_sentence(text: &str) -> bool {
    ends_sentence(text) || text.ends_with(':')
}

#[cfg(test)]
mod tests {
    use trafilatura::dom::Document;

    use super::*;
    use crate::formats::html::lines;

    const ONE: &str = "<p class=t>*Le port a rouvert ce matin après trois jours de vent.</p>";
    const TWO: &str = "<p class=t>*La criée a repris vers midi, avec peu de poisson.</p>";
    const THREE: &str = "<p class=t>*Les prix avaient doublé depuis lundi sur le marché.</p>";

    /// The lines that are text at last, of a page on which an extractor found those that begin with `*`.
    fn settled(page: &str) -> Vec<String> {
        let mut page = lines::read(&Document::parse(page), None);
        for line in &mut page.lines {
            line.hint.part = if line.text.starts_with('*') { Part::Text } else { Part::Outside("html.outside_text") };
        }
        narrow(&mut page.lines, &page.branches);
        fill(&mut page.lines, &page.branches);
        page.lines.into_iter().filter(is_text).map(|line| line.text).collect()
    }

    /// A paragraph without its tags.
    fn words(paragraph: &str) -> &str {
        paragraph.trim_start_matches("<p class=t>").trim_end_matches("</p>")
    }

    /// The text besides the three paragraphs of an article, with something before it, between its last two and behind it.
    #[track_caller]
    fn check(before: &str, within: &str, behind: &str, want: &[&str]) {
        let page = format!("{before}<article><div class=a>{ONE}{TWO}{within}{THREE}</div></article>{behind}");
        let mut got = settled(&page);
        for paragraph in [ONE, TWO, THREE] {
            let words = words(paragraph);
            assert!(got.iter().any(|line| line == words), "{page}: {words} in {got:?}");
            got.retain(|line| line != words);
        }
        assert_eq!(got, want, "{page}");
    }

    #[test]
    fn what_stands_behind_the_article_is_set_aside() {
        check("", "", "<div class=b><h3>*À la une</h3><p>*Une digue neuve pour l'été.</div>", &[]);
        check("", "", "<p>*La mairie sera fermée lundi.", &[]);
        let teasers = "<div class=b><p>*Une digue neuve pour l'été.</div><ul><li>*Le phare est repeint.</ul>\
            <table><tr><td>*Sole</table><div class=c><div>*La mairie sera fermée lundi matin, sauf le guichet.</div></div>";
        check("", "", teasers, &[]);
        // One paragraph is no article, and one of several sections is not the whole of it.
        let sections =
            format!("<section class=s>{ONE}{TWO}{THREE}</section>").repeat(3) + "<section class=s><p>*Fin.</section>";
        assert_eq!(settled(&sections).len(), 10);
        let long = format!("<div>{}</div><p>*La criée a repris.<p>*Les prix ont doublé.", words(ONE).repeat(9));
        assert_eq!(settled(&long).len(), 3);
    }

    #[test]
    fn the_article_stands_where_its_sentences_do() {
        // Lists of headlines around it may be longer than it is.
        let headlines = "<li>*Une digue neuve pour l'été prochain au port".repeat(4);
        let list = |class: &str| format!("<div class={class}><ul>{headlines}</ul></div>");
        check("", "", &format!("{}{}", list("b"), list("c")), &[]);
        let page = format!("<div class=a>{ONE}</div>{}", list("b"));
        assert_eq!(settled(&page).len(), 5, "one sentence does not speak for the page");
    }

    #[test]
    fn before_the_article_only_sentences_and_headings_are_text() {
        check("<h2>*Le vent est tombé</h2>", "", "", &["*Le vent est tombé"]);
        check("<p>*Le vent est tombé dans la nuit.", "", "", &["*Le vent est tombé dans la nuit."]);
        check("<ul><li>*Vie du port</ul><div>*12 mars 2019</div>", "", "", &[]);
        check("<p><a href=https://fanal.example/a>*Une digue neuve pour l'été.</a>", "", "", &[]);
    }

    #[test]
    fn what_says_that_it_stands_around_the_text_is_set_aside() {
        check("", "<div role=dialog><p>*Ce site utilise des cookies.</div>", "", &[]);
        check("", "<aside><p>*Notre lettre du matin.</aside>", "", &[]);
        assert_eq!(settled(&format!("<form>{ONE}{TWO}{THREE}</form>")).len(), 3);
    }

    #[test]
    fn what_stands_plainly_between_paragraphs_is_text() {
        for (within, want) in [
            ("<h2>La houle</h2>", &["La houle"][..]),
            ("<ul><li>Des thons<li>Des sardines</ul>", &["Des thons", "Des sardines"]),
            ("<div class=x><table><tr><td>Thon<td>12<tr><td>Sole<td>9</table></div>", &["Thon\t12", "Sole\t9"]),
            ("<p>Rien de plus</p>", &["Rien de plus"]),
            ("Le vent est <b>tombé</b>.<br>", &["Le vent est tombé."]),
            ("12 mars 2019<br>", &[]),
            ("<p class=x>Suivez le port", &[]),
            ("<div class=x>Une digue neuve pour l'été.</div>", &[]),
            ("<ul><li><a href=https://fanal.example/a>Une digue neuve</a></ul>", &[]),
            ("<h2><a href=https://fanal.example/a>Une digue neuve</a></h2>", &[]),
            ("<h2 hidden>La houle</h2>", &[]),
            ("<nav><h2>La houle</h2></nav>", &[]),
            ("<figure><img src=https://fanal.example/q.jpg alt=Quai><figcaption>Le quai.</figcaption></figure>", &[]),
        ] {
            check("", within, "", want);
        }
    }

    #[test]
    fn what_is_set_as_the_text_is_text_up_to_the_next_headline() {
        let sentence = "<p class=t>Le vent est tombé dans la nuit.";
        let again = |class: &str, sentence: &str| format!("<div class={class}>{sentence}</div>");
        let page = |behind: &str| format!("<main><div class=a>{ONE}{TWO}{THREE}</div>{behind}</main>");
        for (behind, n_more) in [
            (again("a", sentence), 1),
            (again("a", sentence) + &again("a", "<p class=t>Les bateaux sortent."), 2),
            (again("b", sentence), 0),
            (again("a", "<p class=u>Le vent est tombé dans la nuit."), 0),
            (again("a", "<p class=t>Suivez le port"), 0),
            (format!("<h1>Une digue neuve</h1>{}", again("a", sentence)), 0),
            (format!("<article>{}</article>", again("a", sentence)), 0),
        ] {
            assert_eq!(settled(&page(&behind)).len(), 3 + n_more, "{behind}");
        }
    }
}
