//! An article as Markdown (CommonMark 0.31). What begins a file may have its facts in front, as YAML, whose strings may be
//! written as those of JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::export::citation::{self, Part, address};
use crate::export::json;
use crate::export::piece::Piece;
use crate::export::style::Style;
use crate::export::text::{dateline, tweet_head};
use crate::locale::words::Words;
use crate::model::address::WebAddress;
use crate::model::article::{Attribution, Block, BlockKind};
use crate::store::headline::Headline;
use crate::text::bidi::has_rtl;
use crate::text::clean::Clean;

/// An article or a passage, and where it comes from; its facts in front where it is alone in its file.
pub fn entry(piece: &Piece<'_>, is_alone: bool, style: Style, words: &Words) -> String {
    let front = if is_alone { front_matter(piece) } else { String::new() };
    let text = if piece.passage().is_some() { quotation(piece) } else { article(piece, words) };
    let dressed = citation::parts(piece, style, words).into_iter().map(|part| match part {
        Part::Between(text) | Part::Text(text) => escaped(&text),
        // Arabic is never slanted.
        Part::Work(text) if has_rtl(&text) => escaped(&text),
        Part::Work(text) => format!("*{}*", escaped(&text)),
        Part::Address(address) => autolink(&address),
    });
    let citation: String = dressed.collect();
    format!("{front}{text}\n{citation}\n")
}

/// What is known of the article; what is not is left out.
fn front_matter(piece: &Piece<'_>) -> String {
    let article = piece.article();
    let origin = &piece.of().document().origin;
    let published = &article.published;
    let facts = [
        ("title", json!(article.title.value.as_deref())),
        ("outlet", json!(piece.outlet().map(Clean::as_str))),
        ("date", json!(published.fact.value.map(|date| date.to_string()))),
        ("date_confidence", json!(published.fact.value.map(|_| published.fact.confidence.as_str()))),
        ("date_not_before", json!(published.not_before.map(|date| date.to_string()))),
        ("date_not_after", json!(published.not_after.map(|date| date.to_string()))),
        ("authors", names(&article.authors)),
        ("agencies", names(&article.agencies)),
        ("languages", json!(article.languages.iter().map(|lang| lang.as_str()).collect::<Vec<_>>())),
        ("source_url", json!(article.source_url.as_deref())),
        ("id", json!(piece.of().id().to_string())),
        ("path", json!(Clean::new(&origin.path).as_str())),
        ("record", json!(Some(origin.record).filter(|record| *record > 0))),
        ("member", json!(origin.member.as_deref().map(|member| Clean::new(member).as_str().to_owned()))),
        ("lines", json!(piece.lines().map(|(first, last)| [first, last]))),
    ];
    let mut front = String::from("---\n");
    let is_known = |value: &Value| !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty());
    for (name, value) in facts.iter().filter(|(_, value)| is_known(value)) {
        let _ = writeln!(front, "{name}: {}", json::safe(&value.to_string()));
    }
    front + "---\n\n"
}

fn names(names: &[Attribution]) -> Value {
    names.iter().map(|name| name.name.as_str()).collect()
}

/// The blocks of a passage, as quotations.
fn quotation(piece: &Piece<'_>) -> String {
    let quoted = piece.blocks().iter().map(|block| quote(&markdown_text(block)));
    quoted.map(|block| block + "\n").collect::<Vec<_>>().join(">\n")
}

/// The article itself.
pub fn article(piece: &Piece<'_>, words: &Words) -> String {
    let headline = match piece.of().headline() {
        Headline::Printed(title) => escaped(title),
        Headline::MadeUp(_) => format!("({})", words.text("no-headline")),
    };
    let address = address(piece).map(|address| autolink(&address) + "\n");
    let dateline = escaped(&dateline(piece, words));
    let blocks: Vec<String> = piece.blocks().iter().map(|block| markdown_block(block) + "\n").collect();
    let head = format!("# {}\n\n{dateline}\n", heading(headline));
    [head].into_iter().chain(address).chain(blocks).collect::<Vec<_>>().join("\n")
}

fn markdown_block(block: &Block) -> String {
    let text = markdown_text(block);
    match &block.kind {
        BlockKind::Dek => format!("**{text}**"),
        BlockKind::Subheading { .. } => format!("## {}", heading(text)),
        BlockKind::Pullquote { .. } | BlockKind::Quote => quote(&text),
        BlockKind::Caption { credit: Some(credit), .. } => format!("*{text}* ({})", escaped(credit.as_str())),
        BlockKind::Caption { credit: None, .. } => format!("*{text}*"),
        BlockKind::Tweet(tweet) => quote(&format!("{}\n\n{text}", escaped(&tweet_head(tweet)))),
        BlockKind::Image { address: Some(address) } => format!("![{text}]({})", destination(address)),
        BlockKind::Paragraph | BlockKind::AgencyCredit | BlockKind::ImageName | BlockKind::Image { address: None } => {
            text
        }
    }
}

/// Text behind the sign of a quotation.
fn quote(text: &str) -> String {
    text.split('\n').map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The text of a block with its links.
fn markdown_text(block: &Block) -> String {
    let text = block.text.as_str();
    let mut marked = String::with_capacity(text.len());
    let mut done = 0;
    for link in &block.links {
        let (start, end) = (link.start as usize, link.end as usize);
        let (Some(before), Some(words)) = (text.get(done..start), text.get(start..end)) else { continue };
        marked.push_str(&escaped(before));
        // Behind an exclamation mark a link would be a picture.
        if marked.ends_with('!') {
            marked.insert(marked.len() - 1, '\\');
        }
        let _ = write!(marked, "[{}]({})", escaped(words), destination(&link.address));
        done = end;
    }
    marked.push_str(&escaped(text.get(done..).unwrap_or_default()));
    // The lines of a post are its own: a backslash keeps their ends.
    marked.replace('\n', "\\\n")
}

/// What stands behind the sign of a heading: signs at its end would be taken for the end of the heading (CommonMark 0.31, 4.2).
fn heading(mut text: String) -> String {
    let at = text.trim_end_matches('#').len();
    if at < text.len() && text[..at].ends_with(' ') {
        text.insert(at, '\\');
    }
    text
}

/// An address that is its own words: nothing is escaped in it (CommonMark 0.31, 6.5).
fn autolink(address: &WebAddress) -> String {
    // It holds neither spaces nor such brackets: the URL standard writes them in percent.
    format!("<{}>", address.as_str())
}

/// An address as Markdown leads to it from words: in angle brackets, which nothing in it may close.
fn destination(address: &str) -> String {
    let mut safe = String::from("<");
    for c in address.chars() {
        match c {
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '\\' | '&' => safe.extend(['\\', c]),
            c => safe.push(c),
        }
    }
    safe + ">"
}

/// The text with a backslash before whatever Markdown would read as more than text.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let opens_block = line.starts_with(['#', '>', '-', '+', '=', '~']);
        if opens_block {
            escaped.push('\\');
        }
        for (i, c) in line.char_indices() {
            let is_markup = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&');
            // `1.` and `1)` begin a list at the beginning of a line.
            let is_number = i > 0 && matches!(c, '.' | ')') && line[..i].bytes().all(|byte| byte.is_ascii_digit());
            if is_markup || is_number {
                escaped.push('\\');
            }
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Link;
    use crate::model::lang::Lang;
    use crate::text::bidi::Direction;

    /// The Markdown of a block of this kind whose words between brackets are a link.
    #[track_caller]
    fn check(kind: BlockKind, marked: &str, address: &str, want: &str) {
        let link = marked.find('⟦').zip(marked.find('⟧'));
        let text = Clean::new(&marked.replace(['⟦', '⟧'], ""));
        let address = Clean::new(address);
        let links = link.map(|(start, end)| Link {
            start: start as u32,
            end: (end - '⟦'.len_utf8()) as u32,
            address: address.clone(),
        });
        let block = Block {
            kind,
            lang: Lang::FR,
            dir: Direction::LeftToRight,
            text,
            lines: vec![1],
            quoted_from: None,
            links: links.into_iter().collect(),
        };
        assert_eq!(markdown_block(&block), want);
    }

    #[test]
    fn links_and_pictures_are_those_of_markdown() {
        check(
            BlockKind::Paragraph,
            "Le ⟦port⟧ rouvre",
            "https://a.example/b",
            "Le [port](<https://a.example/b>) rouvre",
        );
        check(BlockKind::SUBHEADING, "⟦Le port⟧", "https://a.example/b", "## [Le port](<https://a.example/b>)");
        check(BlockKind::Paragraph, "Enfin!⟦[ici]⟧", "https://a.example/", "Enfin\\![\\[ici\\]](<https://a.example/>)");
        check(
            BlockKind::Paragraph,
            "⟦a⟧",
            "https://a.example/(x)>)[y](z)?b&copy=1\\",
            "[a](<https://a.example/(x)%3E)[y](z)?b\\&copy=1\\\\>)",
        );
        let picture = BlockKind::Image { address: Some(Clean::new("https://a.example/a.jpg")) };
        check(picture, "Le port_1", "", "![Le port\\_1](<https://a.example/a.jpg>)");
        check(BlockKind::Image { address: None }, "Le port", "", "Le port");
    }

    #[test]
    fn a_heading_keeps_its_end() {
        for (text, want) in [
            ("Le port", "## Le port"),
            ("Le port #", "## Le port \\#"),
            ("Le port ###", "## Le port \\###"),
            ("Le port#", "## Le port#"),
            ("#", "## \\#"),
        ] {
            check(BlockKind::SUBHEADING, text, "", want);
        }
    }

    #[test]
    fn an_address_alone_has_nothing_escaped() {
        for (address, want) in [
            ("https://a.example/?b=1&c=2_3", "<https://a.example/?b=1&c=2_3>"),
            ("https://a.example/(b)*[c]", "<https://a.example/(b)*[c]>"),
            ("https://a.example/<b>", "<https://a.example/%3Cb%3E>"),
        ] {
            assert_eq!(WebAddress::parse(address).map(|address| autolink(&address)).as_deref(), Some(want));
        }
    }
}
