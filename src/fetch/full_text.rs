//! The whole page of an entry, fetched when somebody asks for it, and kept beside the entry.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fetch::Failure;
use crate::fetch::address::{self, host};
use crate::fetch::client::{Answer, Client, Given, PAGES, Question};
use crate::fetch::feeds::{FULL, about};
use crate::fetch::following::not_kept;
use crate::fetch::page::{self, Head};
use crate::formats::html;
use crate::writing;

/// Fetches the page of the entry in this file, or of the page that was fetched for it before.
pub(super) fn fetch(client: &Client, entry: &Path) -> Result<PathBuf, Failure> {
    let folder = entry.parent().ok_or(Failure::NoLink)?;
    // What stands elsewhere belongs to somebody else, and nothing is put beside it.
    let feed = about(folder).map_err(|_| Failure::NoLink)?;
    let name = entry.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(FULL).or_else(|| name.strip_suffix(".html")).ok_or(Failure::NoLink)?;
    let text = fs::read_to_string(folder.join(format!("{stem}.html"))).map_err(|error| not_kept(&error))?;
    let head = Head::read(&text);
    let address = address::read(head.address.as_deref().ok_or(Failure::NoLink)?)?;
    let feed_address = address::read(&feed.address)?;
    // The reader has named the host of the feed, and it speaks for itself; of others it is hearsay.
    let is_hearsay = host(&feed_address) != host(&address) && !client.is_inside(&feed_address);
    let largest = client.settings().largest_page;
    let question = Question { address: &address, is_hearsay, etag: None, last_modified: None, accept: PAGES, largest };
    let given = match client.ask(question) {
        Ok(Answer::Given(given)) => given,
        Ok(Answer::Unchanged(_)) => return Err(Failure::Status(304)),
        Err(refusal) => return Err(refusal.why),
    };
    if !is_page(&given) {
        return Err(Failure::NoPage(given.kind));
    }
    let (text, _) = html::decode(&given.bytes, given.charset.as_deref());
    let path = folder.join(format!("{stem}{FULL}"));
    let page = page::full(&head, &text, &given.way.address);
    writing::replace(&path, page.as_bytes()).map_err(|error| not_kept(&error))?;
    Ok(path)
}

/// It is said to be a page, or says nothing and looks like one.
fn is_page(given: &Given) -> bool {
    match given.kind.as_str() {
        "text/html" | "application/xhtml+xml" => true,
        "" | "text/plain" | "application/octet-stream" | "application/xml" | "text/xml" => {
            html::recognise(&given.bytes)
        }
        _ => false,
    }
}
