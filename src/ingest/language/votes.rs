//! A vote of function words: which of French, English and Spanish a text is in, if it clearly is, and in no other language.

use crate::ingest::language::SAMPLE;
use crate::model::lang::Lang;
use crate::text::bytes::lanes;

/// The words that carry grammar, in lower case. One that stands in a single list speaks louder than one in several.
const FRENCH: &[&str] = &[
    "le", "la", "les", "l", "d", "du", "des", "de", "et", "est", "une", "un", "dans", "pour", "par", "sur", "avec",
    "au", "aux", "qui", "que", "qu", "ne", "n", "pas", "ce", "cette", "son", "sa", "ses", "se", "s", "leur", "sont",
    "en", "entre", "à", "où", "après", "contre", "plus", "vers", "chez", "deux", "il", "elle", "nous", "vous",
    "depuis", "sans", "ou", "a",
];
const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "for", "with", "that", "by", "from", "at", "as", "are", "was", "were", "has",
    "have", "its", "it", "be", "will", "after", "over", "against", "not", "but", "his", "their", "who", "this", "says",
    "s", "a", "an", "on", "or", "he", "she", "we", "you", "how", "what", "why", "more", "than",
];
const SPANISH: &[&str] = &[
    "el", "los", "las", "del", "al", "y", "en", "una", "con", "por", "para", "que", "se", "su", "sus", "como", "más",
    "lo", "fue", "son", "ha", "sobre", "entre", "está", "desde", "tras", "este", "esta", "hasta", "pero", "la", "de",
    "un", "no", "a", "sin", "qué", "cómo", "es",
];

/// Words that carry grammar in German, Dutch, Portuguese, Italian, Swedish, Norwegian or Turkish, and are none in the three: where
/// they are as frequent, a text is in neither of these.
const OTHERS: &[&str] = &[
    "der", "die", "das", "und", "ist", "nicht", "mit", "dem", "ein", "eine", "einen", "einer", "auf", "für", "von",
    "zu", "zum", "zur", "sich", "auch", "sind", "wird", "werden", "bei", "nach", "aus", "über", "im", "noch", "nur",
    "oder", "wie", "aber", "vom", "wurde", "haben", "hat", "dass", "sie", "wir", "ich", "ihre", "als", "het", "een",
    "van", "dat", "niet", "zijn", "voor", "aan", "ook", "wordt", "naar", "não", "uma", "um", "dos", "das", "em", "ao",
    "pela", "pelo", "mais", "é", "foi", "são", "seu", "sua", "também", "já", "os", "il", "gli", "di", "che", "della",
    "dei", "nel", "alla", "sono", "più", "anche", "è", "dal", "och", "att", "det", "är", "som", "på", "för", "med",
    "inte", "ett", "till", "og", "ikke", "har", "ve", "bir", "bu", "için", "ile", "olarak", "daha", "çok",
];

/// What speaks, in votes: a word of one language only, a word of several. A letter with an accent one of them uses has one.
const OWN_WORD: u32 = 2;
const SHARED_WORD: u32 = 1;

/// By so many votes a language is ahead that the rest of a sample changes nothing.
const DECIDED: u32 = 10;

/// Names bring their accents into any language: more than this many votes they do not have.
const MAX_ACCENTS: u32 = 2;

/// The language that has won a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Winner {
    pub(super) lang: Lang,
    /// More than a single word speaks for it.
    pub(super) is_sure: bool,
}

/// The language whose function words are clearly more frequent, in so much of a text as a sample has, or as it takes to
/// decide it.
///
/// Words are of letters of ASCII and of letters beyond; U+0080 to U+00BF part them, and what begins with the byte E2, which is
/// punctuation and signs. Nobody can guess where a word ends, so that its end is reckoned.
pub(super) fn vote(text: &str) -> Option<Winner> {
    // Zeros before the first word let it be read as eight bytes, too, and one behind the last one ends it.
    let mut bytes = [0; 8 + N_STRETCHES * 64];
    let n = text.len().min(SAMPLE);
    bytes[8..8 + n].copy_from_slice(&text.as_bytes()[..n]);
    let mut votes = Votes::default();
    let (mut start, mut before) = (8, Leads::default());
    for (stretch, at) in bytes[8..].as_chunks::<64>().0.iter().zip((8..).step_by(64)).take(n / 64 + 1) {
        let Marks { mut ends, mut accents } = Marks::of(stretch, &mut before);
        // The byte behind the last word ends it; those behind that end nothing.
        let n_left = 8 + n - at;
        ends &= u64::MAX >> 63_usize.saturating_sub(n_left);
        while ends != 0 {
            let end = at + ends.trailing_zeros() as usize;
            ends &= ends - 1;
            let last = bytes[..end].last_chunk().map_or(0, |last| u64::from_be_bytes(*last));
            votes.count(Word::of(last, end - start));
            start = end + 1;
        }
        while accents != 0 {
            let lead = at + accents.trailing_zeros() as usize;
            accents &= accents - 1;
            votes.count_accent(accents_of(bytes[lead], bytes.get(lead + 1).copied().unwrap_or(0)));
        }
        if votes.lead().1 >= DECIDED {
            break;
        }
    }
    votes.winner()
}

/// Stretches of 64 bytes in a sample with a byte behind it.
const N_STRETCHES: usize = SAMPLE / 64 + 1;

/// What 64 bytes have, a bit for each byte.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    /// It belongs to no word.
    ends: u64,
    /// It leads a letter that may have an accent.
    accents: u64,
}

/// The lead bytes of what parts words in the eight bytes before, in the top bit of each byte.
#[derive(Clone, Copy, Debug, Default)]
struct Leads {
    of_two: u64,
    of_three: u64,
}

impl Marks {
    fn of(stretch: &[u8; 64], before: &mut Leads) -> Marks {
        let mut marks = Marks::default();
        for (eight, shift) in stretch.as_chunks::<8>().0.iter().zip((0..).step_by(8)) {
            let eight = u64::from_le_bytes(*eight);
            let leads = Leads { of_two: lanes::equal(eight, 0xC2), of_three: lanes::equal(eight, 0xE2) };
            let behind_one = lanes::behind(leads.of_two | leads.of_three, before.of_two | before.of_three, 1);
            let behind_two = lanes::behind(leads.of_three, before.of_three, 2);
            *before = leads;
            let parts_words = leads.of_two | leads.of_three | behind_one | behind_two;
            let is_in_word = (lanes::letter(eight) | eight) & !parts_words;
            marks.ends |= lanes::gathered(!is_in_word) << shift;
            marks.accents |= lanes::gathered(lanes::equal(eight, 0xC3) | lanes::equal(eight, 0xC5)) << shift;
        }
        marks
    }
}

/// The languages whose list of accents has this letter, a bit for each.
const fn accents(letter: char) -> u8 {
    match letter {
        'é' => FRENCH_BIT | SPANISH_BIT,
        'à' | 'â' | 'ç' | 'è' | 'ê' | 'ë' | 'î' | 'ï' | 'ô' | 'ù' | 'û' | 'œ' => FRENCH_BIT,
        'á' | 'í' | 'ñ' | 'ó' | 'ú' | 'ü' => SPANISH_BIT,
        _ => 0,
    }
}

/// [`accents`] of the letter with these first bytes, the first of which is C3 or C5.
fn accents_of(lead: u8, second: u8) -> u8 {
    let latin_1 = ACCENTS_OF_LATIN_1[usize::from(second & 0x3F)];
    if lead == 0xC3 { latin_1 } else { accents(char::from_u32(0x140 + u32::from(second & 0x3F)).unwrap_or_default()) }
}

/// [`accents`] of U+00C0 to U+00FF.
const ACCENTS_OF_LATIN_1: [u8; 64] = {
    let mut table = [0; 64];
    let mut n = 0;
    while n < table.len() {
        table[n] = accents((0xC0 + n as u8) as char);
        n += 1;
    }
    table
};

/// The votes of words and accents for French, English, Spanish and others, ten bits each, so that one addition counts for all.
#[derive(Default)]
struct Votes {
    words: u64,
    accents: u64,
}

const FRENCH_BIT: u8 = 1;
const SPANISH_BIT: u8 = 4;

impl Votes {
    /// A vote for each set of languages.
    const ONE: [u64; 16] = Votes::table(1, 1);

    /// The weight of a word for each set of languages it is listed in.
    const OF_WORD: [u64; 16] = Votes::table(OWN_WORD, SHARED_WORD);

    const fn table(own: u32, shared: u32) -> [u64; 16] {
        let mut table = [0; 16];
        let mut languages = 0;
        while languages < table.len() {
            let weight = if languages.count_ones() == 1 { own } else { shared };
            let bits = languages as u64;
            table[languages] = weight as u64 * (bits & 1 | (bits & 2) << 9 | (bits & 4) << 18 | (bits & 8) << 27);
            languages += 1;
        }
        table
    }

    fn count(&mut self, word: Word) {
        self.words += Votes::OF_WORD[usize::from(word.languages() & 15)];
    }

    fn count_accent(&mut self, languages: u8) {
        self.accents += Votes::ONE[usize::from(languages & 15)];
    }

    fn winner(&self) -> Option<Winner> {
        let (lang, lead) = self.lead();
        (lead >= OWN_WORD).then_some(Winner { lang, is_sure: lead > OWN_WORD })
    }

    /// The language with the most votes, and by how many it is ahead of the next, or of others.
    fn lead(&self) -> (Lang, u32) {
        let n = |language: u32| {
            let of = |votes: u64| (votes >> (10 * language) & 0x3FF) as u32;
            of(self.words) + of(self.accents).min(MAX_ACCENTS)
        };
        let mut votes = [(Lang::FR, n(0)), (Lang::EN, n(1)), (Lang::ES, n(2))];
        votes.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let [(first, most), (_, second), _] = votes;
        (first, most.saturating_sub(second.max(n(3))))
    }
}

/// A word as a number: no function word is longer than eight bytes, and numbers compare at once.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// Its bytes with the bit that tells small letters of ASCII and Latin-1 from capitals; 0 for a longer one.
    packed: u64,
    /// The same bits where they are set in the word itself.
    small: u64,
}

/// The bit 0x20 of eight bytes.
const SMALL: u64 = 0x2020_2020_2020_2020;

impl Word {
    /// The word that so many of these bytes are, at their end.
    fn of(last: u64, n_bytes: usize) -> Word {
        const KEPT: [u64; 10] = {
            let mut kept = [0; 10];
            let mut n_bytes = 1;
            while n_bytes <= 8 {
                kept[n_bytes] = u64::MAX >> (64 - 8 * n_bytes);
                n_bytes += 1;
            }
            kept
        };
        let kept = KEPT[n_bytes.min(9)];
        Word { packed: (last | SMALL) & kept, small: last & SMALL & kept }
    }

    /// The lists the word stands in, a bit for each. "El" and "Al" begin names, not Spanish clauses.
    fn languages(self) -> u8 {
        let may_begin_name = (self.packed == const { packed("el") }) | (self.packed == const { packed("al") });
        let begins_name = may_begin_name & (self.small.count_ones() == 1);
        if begins_name { 0 } else { FUNCTION_WORDS.languages_of(self.packed) }
    }
}

/// All lists in one table with open addressing: every word of every short line is looked up in it.
struct FunctionWords {
    slots: [(u64, u8); FunctionWords::N_SLOTS],
}

static FUNCTION_WORDS: FunctionWords = FunctionWords::new();

impl FunctionWords {
    /// A power of two, several times the number of words.
    const N_SLOTS: usize = 1024;

    const fn new() -> FunctionWords {
        let mut table = FunctionWords { slots: [(0, 0); FunctionWords::N_SLOTS] };
        let lists = [FRENCH, ENGLISH, SPANISH, OTHERS];
        let mut idx = 0;
        while idx < lists.len() {
            let mut words = lists[idx];
            while let [word, rest @ ..] = words {
                let word = packed(word);
                let slot = table.slot(word);
                table.slots[slot] = (word, table.slots[slot].1 | 1 << idx);
                words = rest;
            }
            idx += 1;
        }
        table
    }

    fn languages_of(&self, word: u64) -> u8 {
        self.slots[self.slot(word)].1
    }

    /// The slot of the word, or the free one where it would go.
    const fn slot(&self, word: u64) -> usize {
        let mut slot = (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize % FunctionWords::N_SLOTS;
        while self.slots[slot].0 != word && self.slots[slot].0 != 0 {
            slot = (slot + 1) % FunctionWords::N_SLOTS;
        }
        slot
    }
}

/// A word of up to eight bytes as [`Word`] has it.
const fn packed(word: &str) -> u64 {
    let (mut packed, mut at) = (0, 0);
    while at < word.len() {
        packed = packed << 8 | (word.as_bytes()[at] | 0x20) as u64;
        at += 1;
    }
    packed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Votes as they are meant, word by word: those of the first stretches that decide it.
    fn reckoned(text: &str) -> Option<Winner> {
        let stretches = (64..text.len()).step_by(64).map(|end| counted(&text[..text.ceil_char_boundary(end)], end));
        let decided = stretches.into_iter().find(|votes| votes.lead().1 >= DECIDED);
        decided.unwrap_or_else(|| counted(&format!("{text} "), text.len() + 1)).winner()
    }

    /// The votes of the words that end before this byte.
    fn counted(text: &str, end: usize) -> Votes {
        let mut votes = Votes::default();
        let is_in_word = |letter: char| {
            letter.is_ascii_alphabetic() || letter > '\u{bf}' && !('\u{2000}'..='\u{2fff}').contains(&letter)
        };
        let last = text.rfind(|letter| !is_in_word(letter)).filter(|last| *last < end).unwrap_or_default();
        for word in text[..last].split(|letter| !is_in_word(letter)) {
            let small = word.to_lowercase();
            let is_name = ["El", "Al", "eL", "aL"].contains(&word);
            let lists = [FRENCH, ENGLISH, SPANISH, OTHERS].into_iter().zip([1, 2, 4, 8]);
            let languages =
                lists.filter(|(list, _)| !is_name && list.contains(&&*small)).map(|(_, bit)| bit).sum::<u8>();
            votes.words += Votes::OF_WORD[usize::from(languages)];
        }
        text.chars().for_each(|letter| votes.count_accent(accents(letter)));
        votes
    }

    proptest! {
        #[test]
        fn every_word_of_a_sample_votes(words in prop::collection::vec(prop_oneof![
            4 => prop::sample::select([FRENCH, ENGLISH, SPANISH, OTHERS].concat()).prop_map(str::to_owned),
            1 => prop::sample::select(vec!["À", "MÁS", "The", "El", "AL", "Después", "œuvre", "mañana", "contre-la", "DÈS"]).prop_map(str::to_owned),
            1 => "[a-zA-ZÀ-ÿœŒ\u{627}-\u{64a}]{1,12}",
        ], 0..30), gaps in prop::collection::vec(prop::sample::select(vec![" ", ", ", "\u{2019}", "\u{a0}", "\u{ab}", " \u{2014} ", "\u{20ac}", "1", "'", "\n"]), 30)) {
            let text: String = words.iter().zip(gaps).flat_map(|(word, gap)| [gap, word.as_str()]).collect();
            let sample = &text[..text.floor_char_boundary(SAMPLE)];
            prop_assert_eq!(vote(sample), reckoned(sample), "{}", sample);
        }
    }
}
