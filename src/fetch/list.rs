//! Lists of addresses, a line each.

use crate::fetch::{Wish, address};
use crate::ingest::decode;

/// The feeds a file lists; none if it is no such list. Every line of such a text is an address of the
/// web, empty lines and those that begin with `#` aside.
pub fn wishes(bytes: &[u8]) -> Option<Vec<Wish>> {
    let of_list = |address: String, title| Wish { address, title, is_of_list: true };
    let (text, _) = decode::decode(bytes);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let is_address = |line: &str| {
        let scheme = line.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https" | "feed")) && address::read(line).is_ok()
    };
    let wishes: Option<Vec<Wish>> =
        lines.map(|line| is_address(line).then(|| of_list(line.to_owned(), None))).collect();
    wishes.filter(|wishes| !wishes.is_empty())
}
