//! The tree of a page becomes lines: what a reader would see, in the order of the page.
//!
//! Elements that are blocks stand on lines of their own, those that are not run on, as in a browser without style sheets. A
//! row of a table of data is one line; tables that only lay a page out are blocks; an embedded post is told as a page of text
//! shows one, its author first. What is hidden keeps its lines for now,
//! marked, because pages hide the text behind a button and show it by script: `parts` lets go of them. The walk keeps its
//! own stack, so that no nesting is too deep for it.

use std::ops::Range;

use trafilatura::dom::{Document, NodeId};
use url::Url;
use xxhash_rust::xxh3::xxh3_64;

use crate::formats::html::post;
use crate::formats::html::structure::{Branch, Sort};
use crate::ingest::manuscript::{Form, Hint};
use crate::model::lang::Lang;
use crate::text::bidi::Direction;
use crate::text::bytes;

/// The lines of a page, and the branches of its tree they stand in.
#[derive(Debug)]
pub struct Page {
    /// In the order of the page.
    pub lines: Vec<Line>,
    /// Each after the one around it; the first is the page.
    pub branches: Vec<Branch>,
}

/// A line of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its text, runs of blanks being one.
    pub text: String,
    /// What it is marked as.
    pub hint: Hint,
    /// Where its words lead, in order.
    pub links: Vec<Link>,
    /// Blank lines that set it apart from the one before.
    pub n_blank_before: u8,
    /// A browser would not show it.
    pub is_hidden: bool,
    /// A picture whose page says nothing of what it shows.
    pub is_mute: bool,
    /// The innermost `article`, `main` or other element of that sense it stands in, by its number on the page from 1; 0 for none.
    pub container: u32,
    /// It stands in what says of itself that it is around the text: `nav`, `footer`, `aside`.
    pub is_around: bool,
    /// It is of an embedded post.
    pub is_post: bool,
    /// The innermost branch of the tree it stands in, by its number.
    pub branch: u32,
}

/// Some bytes of a line, and where they lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The bytes.
    pub range: Range<usize>,
    /// `http` or `https`.
    pub address: String,
}

/// Reads all lines of a page; relative addresses are those of `base`.
pub fn read(tree: &Document, base: Option<&Url>) -> Page {
    let mut walk = Walk {
        tree,
        base,
        lines: Vec::new(),
        branches: vec![Branch::default()],
        open: Open::default(),
        pictures: Vec::new(),
        n_containers: 0,
    };
    let mut steps = vec![Step::Into(tree.root(), Place::default())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Into(node, place) => walk.enter(node, place, &mut steps),
            Step::OutOf(element, place) => walk.leave(element, place),
        }
    }
    walk.end_line(Place::default());
    Page { lines: walk.lines, branches: walk.branches }
}

/// What is left to do.
enum Step {
    Into(NodeId, Place),
    OutOf(Element, Place),
}

/// What has to be done where an element ends.
#[derive(Clone, Copy)]
enum Element {
    Block {
        n_blank: u8,
    },
    Cell,
    Link,
    /// An embedded post, and how many lines there were before it.
    Post {
        from: usize,
    },
}

/// What the elements around a piece of text say of it.
#[derive(Clone, Copy, Default)]
struct Place {
    hint: Hint,
    is_hidden: bool,
    is_around: bool,
    is_post: bool,
    keeps_breaks: bool,
    /// In a table of data, where a row is a line.
    is_row: bool,
    container: u32,
    branch: u32,
}

/// The line that is being written.
#[derive(Default)]
struct Open {
    text: String,
    links: Vec<Link>,
    /// Where the link that is open began, and its address.
    link: Option<(usize, String)>,
    place: Option<Place>,
    /// A blank is due before the next word.
    is_apart: bool,
    n_blank_before: u8,
}

struct Walk<'t> {
    tree: &'t Document,
    base: Option<&'t Url>,
    lines: Vec<Line>,
    branches: Vec<Branch>,
    open: Open,
    /// Pictures that stand within a paragraph come after it.
    pictures: Vec<Line>,
    n_containers: u32,
}

impl Walk<'_> {
    fn enter(&mut self, node: NodeId, place: Place, steps: &mut Vec<Step>) {
        if self.tree.is_text(node) {
            return self.write(&self.tree.text_content(node), place);
        }
        let name = self.tree.tag_name(node);
        let mut place = place;
        match name {
            "" => {}
            "noscript" => return self.picture_without_scripts(node, place),
            "script" | "style" | "template" | "svg" | "head" | "iframe" | "textarea" | "object" | "video" | "audio"
            | "canvas" | "select" | "datalist" | "frameset" | "noframes" => return,
            "br" => return self.end_row(place),
            "img" | "amp-img" => return self.picture(self.tree, node, place),
            _ => {
                place = self.place(node, name, place);
                let block = block(name).filter(|_| !place.is_row || name == "tr");
                if place.is_post && name == "blockquote" {
                    self.end_line(place);
                    steps.push(Step::OutOf(Element::Post { from: self.lines.len() }, place));
                }
                if let Some(n_blank) = block {
                    self.end_line(place);
                    self.open.n_blank_before = self.open.n_blank_before.max(n_blank);
                    steps.push(Step::OutOf(Element::Block { n_blank }, place));
                } else if matches!(name, "td" | "th") {
                    steps.push(Step::OutOf(Element::Cell, place));
                } else if name == "a" && self.open_link(node) {
                    steps.push(Step::OutOf(Element::Link, place));
                }
            }
        }
        let children = self.tree.child_nodes(node).into_iter().rev();
        steps.extend(children.map(|child| Step::Into(child, place)));
    }

    fn leave(&mut self, element: Element, place: Place) {
        match element {
            Element::Block { n_blank } => {
                self.end_line(place);
                self.open.n_blank_before = self.open.n_blank_before.max(n_blank);
            }
            Element::Cell if place.is_row => {
                if !self.open.text.is_empty() && !self.open.text.ends_with('\t') {
                    self.open.text.push('\t');
                    self.open.is_apart = false;
                }
            }
            Element::Cell => {}
            Element::Link => self.close_link(),
            Element::Post { from } => {
                let post = self.lines.split_off(from.min(self.lines.len()));
                self.lines.extend(post::told(post));
            }
        }
    }

    /// What stands in this element stands here.
    fn place(&mut self, node: NodeId, name: &str, outer: Place) -> Place {
        let attributes = Attributes::of(self.tree, node);
        let mut place = outer;
        place.is_hidden |= attributes.hide();
        place.is_around |= matches!(name, "nav" | "footer" | "aside" | "menu" | "dialog" | "form" | "button")
            || attributes.get("role").is_some_and(|role| AROUND.contains(&role.trim()));
        if let Some(lang) = attributes.get("lang").or_else(|| attributes.get("xml:lang")) {
            place.hint.lang = Lang::parse(lang.trim()).filter(|lang| *lang != Lang::UND).or(place.hint.lang);
        }
        if let Some(dir) = attributes.get("dir") {
            place.hint.dir = direction(&dir).or(place.hint.dir);
        }
        let form = form(&attributes, name);
        // A paragraph of a quotation is quoted, and one of an entry is that of the entry.
        let is_within = matches!(outer.hint.form, Form::Quote | Form::ListItem | Form::Caption | Form::TableRow);
        match form {
            Some(Form::Paragraph) if is_within => {}
            Some(form) => place.hint.form = form,
            None => {}
        }
        place.keeps_breaks |= name == "pre";
        if name == "blockquote" && attributes.get("class").is_some_and(|class| class.contains("twitter-")) {
            place.is_post = true;
            place.hint.form = Form::Open;
        }
        if name == "table" {
            place.is_row = self.is_of_data(node);
        }
        if matches!(name, "article" | "main") || attributes.get("role").is_some_and(|role| role == "main") {
            self.n_containers += 1;
            place.container = self.n_containers;
        }
        if block(name).is_some() {
            place.branch = u32::try_from(self.branches.len()).unwrap_or(u32::MAX);
            self.branches.push(branch(&attributes, name, outer.branch));
        }
        place
    }

    /// No cell of it holds a block, so that it was not made to lay out a page.
    fn is_of_data(&self, table: NodeId) -> bool {
        let mut left = self.tree.child_nodes(table);
        while let Some(node) = left.pop() {
            let name = self.tree.tag_name(node);
            let is_of_table =
                matches!(name, "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption" | "colgroup" | "col");
            if !is_of_table && (block(name).is_some() && name != "p" || name == "img") {
                return false;
            }
            left.extend(self.tree.child_nodes(node));
        }
        true
    }

    fn write(&mut self, text: &str, place: Place) {
        if place.keeps_breaks {
            for (n, row) in text.split('\n').enumerate() {
                if n > 0 {
                    self.break_line(place);
                }
                self.open.push(row.trim_end_matches('\r'), place);
            }
            return;
        }
        let words = text.trim_matches(BLANKS);
        self.open.is_apart |= text.starts_with(BLANKS);
        if words.is_empty() {
            return;
        }
        self.open.text.reserve(words.len() + 1);
        if has_single_spaces(words) {
            self.open.push_words(words, place);
        } else {
            for word in words.split(BLANKS).filter(|word| !word.is_empty()) {
                self.open.push_words(word, place);
                self.open.is_apart = true;
            }
        }
        self.open.is_apart = text.ends_with(BLANKS);
    }

    /// Where the page breaks a line within a paragraph; twice is a blank line.
    fn end_row(&mut self, place: Place) {
        if place.is_row {
            self.open.is_apart = true;
        } else {
            self.break_line(place);
        }
    }

    fn break_line(&mut self, place: Place) {
        if self.open.text.is_empty() {
            self.open.n_blank_before = self.open.n_blank_before.saturating_add(1).min(2);
        } else {
            self.end_line(place);
        }
    }

    fn end_line(&mut self, place: Place) {
        let link = self.open.link.take();
        if let Some((start, address)) = &link {
            self.open.end_link(*start, address);
        }
        let open = std::mem::take(&mut self.open);
        let n_bytes = open.text.trim_end().len();
        let at = open.place.unwrap_or(place);
        if n_bytes == 0 {
            self.open.n_blank_before = open.n_blank_before;
        } else {
            let mut text = open.text;
            text.truncate(n_bytes);
            self.lines.push(Line { text, links: open.links, n_blank_before: open.n_blank_before, ..Line::at(at) });
        }
        self.lines.append(&mut self.pictures);
        // A link that holds several blocks goes on in the next.
        self.open.link = link.map(|(_, address)| (0, address));
    }

    fn open_link(&mut self, node: NodeId) -> bool {
        let href = self.tree.get_attribute(node, "href");
        let Some(address) = href.and_then(|href| absolute(&href, self.base)) else { return false };
        self.close_link();
        self.open.link = Some((self.open.text.len(), address));
        true
    }

    fn close_link(&mut self) {
        if let Some((start, address)) = self.open.link.take() {
            self.open.end_link(start, &address);
        }
    }

    /// Pages that load their pictures late have them here for those without scripts.
    fn picture_without_scripts(&mut self, node: NodeId, place: Place) {
        let source = self.tree.text_content(node);
        if source.contains("<img") {
            let tree = Document::parse(&source);
            for picture in tree.iter(tree.body().unwrap_or_else(|| tree.root()), &["img"]).into_iter().take(1) {
                self.picture(&tree, picture, place);
            }
        }
    }

    fn picture(&mut self, tree: &Document, node: NodeId, place: Place) {
        let attribute = |name| tree.get_attribute(node, name).filter(|value| !value.trim().is_empty());
        let alt = attribute("alt").map(|alt| alt.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
        let is_letter = alt.chars().count() <= 2 && !alt.is_empty() && !alt.is_ascii();
        if is_letter || attribute("class").is_some_and(|class| class.contains("emoji") || class.contains("smiley")) {
            return self.write(&alt, place);
        }
        if is_small(attribute("width")) || is_small(attribute("height")) || place.is_row {
            return;
        }
        let sources = ["data-src", "data-original", "data-lazy-src", "src"].into_iter().filter_map(attribute);
        // Of several sizes any will do: "a.jpg 640w, b.jpg 1280w".
        let sets = ["data-srcset", "srcset"].into_iter().filter_map(attribute);
        let sets = sets.filter_map(|set| set.split_whitespace().next().map(str::to_owned));
        let address = sources.chain(sets).find_map(|source| absolute(&source, self.base));
        let Some(address) = address else { return };
        let is_mute = alt.is_empty();
        let text = if is_mute { file_name(&address) } else { alt };
        let known = self.pictures.last().or(self.lines.last()).and_then(|line| line.links.first());
        if text.is_empty() || known.is_some_and(|known| known.address == address) {
            return;
        }
        let links = vec![Link { range: 0..text.len(), address }];
        let mut line = Line { text, links, is_mute, ..Line::at(place) };
        line.hint.form = Form::Image;
        if self.open.text.is_empty() {
            line.n_blank_before = self.open.n_blank_before;
            self.lines.push(line);
        } else {
            self.pictures.push(line);
        }
    }
}

/// The attributes of an element. Their names are asked for once: most elements have few, and none of those that are looked for.
struct Attributes<'t> {
    tree: &'t Document,
    node: NodeId,
    names: Vec<String>,
}

impl<'t> Attributes<'t> {
    fn of(tree: &'t Document, node: NodeId) -> Attributes<'t> {
        Attributes { tree, node, names: tree.attribute_names(node) }
    }

    fn get(&self, name: &str) -> Option<String> {
        if self.names.iter().any(|own| own == name) { self.tree.get_attribute(self.node, name) } else { None }
    }

    /// A browser would not show the element.
    fn hide(&self) -> bool {
        self.get("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
            || self.get("aria-hidden").is_some_and(|value| value.trim() == "true")
            || self.get("style").is_some_and(|style| {
                let style: String =
                    style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
                style.contains("display:none") || style.contains("visibility:hidden")
            })
    }
}

fn branch(attributes: &Attributes<'_>, name: &str, parent: u32) -> Branch {
    let class = attributes.get("class").unwrap_or_default();
    let sort = match name {
        "p" => Sort::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Sort::Heading,
        "ul" | "ol" => Sort::List,
        _ => Sort::Other,
    };
    let is_plain = class.trim().is_empty() && attributes.get("id").is_none();
    Branch { parent, sort, is_plain, likeness: xxh3_64(format!("{name} {class}").as_bytes()) }
}

fn form(attributes: &Attributes<'_>, name: &str) -> Option<Form> {
    Some(match name {
        "p" => Form::Paragraph,
        "h1" => Form::Heading(1),
        "h2" => Form::Heading(2),
        "h3" => Form::Heading(3),
        "h4" => Form::Heading(4),
        "h5" => Form::Heading(5),
        "h6" => Form::Heading(6),
        "li" | "dt" | "dd" => Form::ListItem,
        "blockquote" => Form::Quote,
        "figcaption" => Form::Caption,
        "pre" => Form::Preformatted,
        "tr" => Form::TableRow,
        "table" => Form::Open,
        "div" | "span" if attributes.get("role").is_some_and(|role| role == "heading") => {
            let rank = attributes.get("aria-level").and_then(|level| level.trim().parse().ok());
            Form::Heading(rank.unwrap_or(2))
        }
        _ => return None,
    })
}

impl Open {
    fn push_words(&mut self, words: &str, place: Place) {
        if self.is_apart && !self.text.is_empty() && !self.text.ends_with('\t') {
            self.text.push(' ');
        }
        self.is_apart = false;
        self.push(words, place);
    }

    fn push(&mut self, text: &str, place: Place) {
        self.place.get_or_insert(place);
        self.text.push_str(text);
    }

    fn end_link(&mut self, start: usize, address: &str) {
        let within = self.text.get(start..).unwrap_or_default();
        let start = self.text.len() - within.trim_start().len();
        let end = start + within.trim().len();
        if start < end {
            self.links.push(Link { range: start..end, address: address.to_owned() });
        }
    }
}

impl Line {
    fn at(place: Place) -> Line {
        Line {
            hint: place.hint,
            is_hidden: place.is_hidden,
            container: place.container,
            branch: place.branch,
            is_around: place.is_around,
            is_post: place.is_post,
            ..Line::default()
        }
    }
}

/// What stands between words of which runs are one space.
const BLANKS: [char; 5] = [' ', '\t', '\r', '\n', '\u{C}'];

/// Nothing but single spaces stands between the words, as in most texts.
fn has_single_spaces(words: &str) -> bool {
    let is_other = |first: u8, second: u8, _| {
        (first == b' ') & (second == b' ') | (first == b'\t') | (first == b'\n') | (first == b'\r') | (first == 0xC)
    };
    !bytes::any_triple(words.as_bytes(), is_other)
}

/// What elements around the text can say of themselves, from the roles of WAI-ARIA: the landmarks beside the main one, and what
/// stands over a page or is pressed.
const AROUND: [&str; 11] = [
    "navigation",
    "complementary",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
    "toolbar",
    "tablist",
    "button",
];

/// The blank lines around an element that is a block, as a browser without style sheets sets them.
fn block(name: &str) -> Option<u8> {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "figure" | "pre" | "ul" | "ol" | "dl"
        | "table" | "hr" => Some(1),
        "address" | "article" | "aside" | "body" | "center" | "dd" | "details" | "dialog" | "div" | "dt"
        | "fieldset" | "figcaption" | "footer" | "form" | "header" | "html" | "legend" | "li" | "main" | "menu"
        | "nav" | "section" | "search" | "summary" | "tr" | "td" | "th" | "caption" | "button" | "hgroup" => Some(0),
        _ => None,
    }
}

fn direction(name: &str) -> Option<Direction> {
    match name.trim().to_ascii_lowercase().as_str() {
        "rtl" => Some(Direction::RightToLeft),
        "ltr" => Some(Direction::LeftToRight),
        _ => None,
    }
}

/// Pictures that are set to a few pixels count visits or decorate.
fn is_small(size: Option<String>) -> bool {
    size.and_then(|size| size.trim().trim_end_matches("px").parse::<u32>().ok()).is_some_and(|size| size < 40)
}

/// An address on the web.
pub fn absolute(address: &str, base: Option<&Url>) -> Option<String> {
    let address = address.trim();
    let parsed = match base {
        Some(base) => base.join(address).ok()?,
        None => Url::parse(address).ok()?,
    };
    matches!(parsed.scheme(), "http" | "https").then(|| parsed.into())
}

/// The last part of an address's path.
fn file_name(address: &str) -> String {
    let parsed = Url::parse(address).ok();
    let name = parsed.as_ref().and_then(|url| url.path_segments()?.next_back()).unwrap_or_default();
    name.to_owned()
}
