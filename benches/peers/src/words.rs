//! What engines are given to index and to look for: words as kiosque folds them, Arabic ones also without what is written
//! onto their front.

use kiosque::text::fold::{fold, words};

use crate::corpus::Story;
use crate::oracle;

/// A word to look for.
pub struct Wanted {
    /// Any of these; of a word that is being typed, the beginning.
    pub forms: Vec<String>,
    pub is_prefix: bool,
}

/// The words of a line, the last one being typed until a space ends it.
pub fn wanted(typed: &str) -> Vec<Wanted> {
    let folded = fold(typed);
    let found: Vec<(usize, &str)> = words(&folded).collect();
    let is_typing = folded.ends_with(|c: char| !c.is_whitespace());
    let wanted = |(place, (_, word)): (usize, &(usize, &str))| {
        let is_prefix = is_typing && place + 1 == found.len();
        let bare = oracle::without_clitic(word);
        let mut forms = vec![(*word).to_owned()];
        if !is_prefix && bare != *word {
            forms.push(bare.to_owned());
        }
        Wanted { forms, is_prefix }
    };
    found.iter().enumerate().map(wanted).collect()
}

/// Calls `add` for each form of each word of headline and body, with the place of the word.
pub fn each_form(story: &Story, mut add: impl FnMut(usize, &str)) {
    let mut place = 0;
    for text in [&story.title, &story.body] {
        let folded = fold(text);
        for (_, word) in words(&folded) {
            let mut forms = oracle::starts(word);
            forms.sort_unstable();
            forms.dedup();
            forms.into_iter().for_each(|form| add(place, form));
            place += 1;
        }
        // No phrase reaches from the headline into the body.
        place += 1;
    }
}

/// A number that is larger the newer a date is.
pub fn rank(story: &Story) -> u64 {
    story.year as u64 * 400 + u64::from(story.month) * 31 + u64::from(story.day)
}
