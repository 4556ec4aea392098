//! Lists of addresses: OPML, or a line each.

use crate::fetch::Wish;
use crate::formats::opml;

/// Bytes by which OPML is recognised.
const SAMPLE: usize = 64 << 10;

/// Whether a file that begins like this may be a list.
pub fn begins_list(sample: &[u8]) -> bool {
    let whole_lines = sample.iter().rposition(|byte| *byte == b'\n').map_or(sample, |end| &sample[..end]);
    opml::recognise(sample) || opml::addresses(whole_lines).is_some()
}

/// The feeds that a file lists; none if it is no list.
pub fn wishes(bytes: &[u8]) -> Option<Vec<Wish>> {
    if opml::recognise(&bytes[..bytes.len().min(SAMPLE)]) {
        let wish = |listed: opml::Subscription| Wish {
            address: listed.address,
            title: listed.title,
            sections: listed.folders,
            is_of_list: true,
        };
        return Some(opml::read(bytes).ok()?.into_iter().map(wish).collect());
    }
    let wish = |address| Wish { address, is_of_list: true, ..Wish::default() };
    Some(opml::addresses(bytes)?.into_iter().map(wish).collect())
}
