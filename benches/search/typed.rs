//! What is typed: the same keys for kiosque and for its peers.

/// The searches of the benchmark, typed letter by letter: a place, two words, both scripts, with and without accents, long
/// and common words, one that stands nowhere.
pub const QUERIES: [&str; 11] = [
    "alep",
    "soldats turcs",
    "حلب",
    "النظام السوري",
    "président de la république",
    "erdoğan",
    "idlib russes frappes",
    "désertification",
    "المغرب الاقتصاد",
    "the government",
    "zzqxwk",
];

/// What stands in the line after each key of these searches.
pub fn keystrokes() -> Vec<&'static str> {
    let prefixes = |query: &'static str| query.char_indices().map(|(at, c)| &query[..at + c.len_utf8()]);
    QUERIES.into_iter().flat_map(prefixes).collect()
}

/// All beginnings of one letter and of two, Latin and Arabic, also those of no word.
pub fn beginnings() -> Vec<String> {
    let letters: Vec<char> = ('a'..='z').chain('\u{621}'..='\u{63a}').chain('\u{641}'..='\u{64a}').collect();
    let pairs = letters.iter().flat_map(|first| letters.iter().map(move |second| format!("{first}{second}")));
    letters.iter().map(char::to_string).chain(pairs).collect()
}

/// Words in a row: of names, of two common words, of the commonest there are.
pub const PHRASES: [&str; 6] =
    ["\"bachar al-assad\"", "\"soldats turcs\"", "\"بشار الأسد\"", "\"de la\"", "\"le régime de la\"", "\"في سوريا\""];
