//! An embedded post is told as pages of text show one: its author, the handle, the day, then its words.
//!
//! Embedded, a post is a quotation that ends with "— Nora (@nora) February 12, 2020"; a script makes a card of it, whose head
//! is what a reader of the page sees.

use crate::formats::html::lines::{Line, Link};

/// The lines of a post in the order of its card; those of what is no post stay as they are.
pub fn told(mut post: Vec<Line>) -> Vec<Line> {
    let Some((at, head)) = post.iter().enumerate().rev().find_map(|(at, line)| Some((at, head(line)?))) else {
        return post;
    };
    post.remove(at);
    let mut told: Vec<Line> = head.into_iter().chain(post).collect();
    for (n, line) in told.iter_mut().enumerate() {
        line.n_blank_before = u8::from(n == 0);
    }
    told
}

/// "— Nora (@nora) February 12, 2020" as three lines.
fn head(line: &Line) -> Option<Vec<Line>> {
    let rest = line.text.strip_prefix(['\u{2014}', '\u{2013}', '-'])?.trim_start();
    let (author, rest) = rest.rsplit_once("(@")?;
    let (handle, day) = rest.split_once(')')?;
    let is_handle = !handle.is_empty() && handle.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !is_handle {
        return None;
    }
    let of = |text: String| Line { text, links: Vec::new(), ..line.clone() };
    let day = day.trim();
    let address = line.links.last().map(|link| Link { range: 0..day.len(), address: link.address.clone() });
    let day = Line { links: address.into_iter().collect(), ..of(day.to_owned()) };
    let lines = [of(author.trim().to_owned()), of(format!("@{handle}")), day];
    Some(lines.into_iter().filter(|line| !line.text.is_empty()).collect())
}
