//! An embedded post is told as pages of text show one: its author, the handle, the day, then its words.
//!
//! Embedded, a post is a quotation that ends with "— Nora (@nora) February 12, 2020"; a script makes a card of it, whose head
//! is what a reader of the page sees.

use std::ops::Range;

use crate::formats::html::lines::{Line, Link};
use crate::ingest::{Signature, signature};

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
    let Signature { author, handle, day } = signature(&line.text)?;
    let of = |range: Range<usize>| Line { text: line.text[range].to_owned(), links: Vec::new(), ..line.clone() };
    let address = line.links.last().map(|link| Link { range: 0..day.len(), address: link.address.clone() });
    let day = Line { links: address.into_iter().collect(), ..of(day) };
    Some([of(author), of(handle), day].into_iter().filter(|line| !line.text.is_empty()).collect())
}
