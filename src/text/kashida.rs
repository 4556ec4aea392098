//! Where Arabic words are stretched to fill a row: a tatweel (U+0640) at the best joint of a word.
//!
//! The order of joints is that of Paul Nelson, "Justifying Text using Cascading Style Sheets (CSS) in Internet Explorer
//! 5.5" (Microsoft), which word processors still follow: one joint a word, the best one, and of equals the one nearest to
//! the end of the word. Lam and alef stand in one cell as a ligature, so nothing can come between them.

use crate::text::justify::spread;

/// A letter of a word, with its marks, as it stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The letter itself, as the text has it; of a ligature of lam and alef, the lam.
    pub letter: char,
    /// It is drawn joined to the letter behind it.
    pub joins_next: bool,
    /// It is a ligature.
    pub is_ligature: bool,
}

/// A joint that can be stretched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Joint {
    /// Index of the letter before it.
    behind: usize,
    /// 1 is stretched first, 7 last.
    priority: u8,
}

/// Tatweels that one word may get; more would be a line, not a letter.
const MAX_A_WORD: usize = 2;
/// Words of fewer letters are not stretched: they are all joint.
const MIN_LETTERS: usize = 3;

/// How many tatweels to put behind each cell of a row, as pairs of an index and a number, ascending: `n_wanted` in all,
/// or fewer if the words do not have room for them. `cells` are in logical order; what is no letter of the Arabic script
/// is `None`.
pub fn tatweels(cells: &[Option<Letter>], n_wanted: usize) -> Vec<(usize, usize)> {
    let joints: Vec<Joint> = words(cells).filter_map(|(start, word)| best_joint(start, word)).collect();
    let mut numbers = vec![0; joints.len()];
    let mut n_left = n_wanted;
    for _ in 0..MAX_A_WORD {
        for priority in 1..=7 {
            let equals: Vec<usize> = (0..joints.len()).filter(|idx| joints[*idx].priority == priority).collect();
            let n_taken = n_left.min(equals.len());
            for place in spread(n_taken, equals.len()) {
                numbers[equals[place]] += 1;
            }
            n_left -= n_taken;
        }
    }
    joints.iter().zip(numbers).filter(|(_, n)| *n > 0).map(|(joint, n)| (joint.behind, n)).collect()
}

/// The words of a row: its runs of letters, each with the index of its first.
fn words(cells: &[Option<Letter>]) -> impl Iterator<Item = (usize, Vec<Letter>)> {
    let mut start = 0;
    cells.split(|cell| cell.is_none()).filter_map(move |run| {
        let word = (start, run.iter().copied().flatten().collect::<Vec<_>>());
        start += run.len() + 1;
        (word.1.len() >= MIN_LETTERS).then_some(word)
    })
}

fn best_joint(start: usize, word: Vec<Letter>) -> Option<Joint> {
    let joints = (0..word.len()).filter_map(|at| Some((at, priority(&word, at)?)));
    let (at, priority) = joints.min_by_key(|(at, priority)| (*priority, usize::MAX - at))?;
    Some(Joint { behind: start + at, priority })
}

/// The rank of the joint behind a letter; `None` if it has none.
fn priority(word: &[Letter], at: usize) -> Option<u8> {
    let (before, after) = (word.get(at).filter(|letter| letter.joins_next)?, word.get(at + 1)?);
    // Before the medial beh of a beh and reh, or before what looks like it: these two belong together.
    let comes_before_short_end = matches!(Group::of(after), Group::Beh | Group::Yeh)
        && after.joins_next
        && word.get(at + 2).is_some_and(|end| !end.joins_next && matches!(Group::of(end), Group::Reh | Group::Yeh));
    let is_final = !after.joins_next;
    Some(match (Group::of(before), Group::of(after)) {
        (Group::Tatweel, _) => 1,
        (Group::Seen, _) => 2,
        (_, Group::TehMarbuta) if is_final => 3,
        (_, Group::Alef) if is_final => 4,
        _ if comes_before_short_end => 5,
        (_, Group::Waw) if is_final => 6,
        _ => 7,
    })
}

/// Letters that count alike here, by the names of the source.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Tatweel,
    /// Seen, sad and their sisters.
    Seen,
    /// Teh marbuta, heh, hah, dal.
    TehMarbuta,
    /// Alef, tah, lam, kaf, gaf.
    Alef,
    /// Beh and noon, which look alike in the middle of a word, as yeh does.
    Beh,
    Reh,
    /// Yeh and alef maqsura.
    Yeh,
    /// Waw, ain, qaf, feh.
    Waw,
    Other,
}

impl Group {
    fn of(letter: &Letter) -> Group {
        match letter.letter {
            _ if letter.is_ligature => Group::Other,
            '\u{640}' => Group::Tatweel,
            '\u{633}'..='\u{636}' | '\u{69A}'..='\u{69E}' | '\u{6FA}' | '\u{6FB}' => Group::Seen,
            '\u{629}' | '\u{647}' | '\u{6BE}' | '\u{6C0}'..='\u{6C3}' | '\u{6D5}' => Group::TehMarbuta,
            '\u{62C}'..='\u{62E}' | '\u{681}'..='\u{687}' | '\u{6BF}' => Group::TehMarbuta,
            '\u{62F}' | '\u{630}' | '\u{688}'..='\u{690}' => Group::TehMarbuta,
            '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}' | '\u{671}'..='\u{675}' => Group::Alef,
            '\u{637}' | '\u{638}' | '\u{69F}' | '\u{643}' | '\u{644}' | '\u{6A9}'..='\u{6B8}' => Group::Alef,
            '\u{628}' | '\u{62A}' | '\u{62B}' | '\u{646}' | '\u{679}'..='\u{680}' | '\u{6B9}'..='\u{6BD}' => Group::Beh,
            '\u{631}' | '\u{632}' | '\u{691}'..='\u{699}' => Group::Reh,
            '\u{626}' | '\u{649}' | '\u{64A}' | '\u{6CC}'..='\u{6CE}' | '\u{6D0}'..='\u{6D3}' => Group::Yeh,
            '\u{624}' | '\u{648}' | '\u{6C4}'..='\u{6CB}' | '\u{6CF}' => Group::Waw,
            '\u{639}' | '\u{63A}' | '\u{6A0}' | '\u{641}' | '\u{642}' | '\u{6A1}'..='\u{6A8}' | '\u{6FC}' => Group::Waw,
            _ => Group::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters that join neither side behind them.
    const RIGHT_JOINING: &str = "اأإآدذرزوؤةى";

    fn cells(text: &str) -> Vec<Option<Letter>> {
        let chars: Vec<char> = text.chars().collect();
        // In these tests what is not ASCII is an Arabic letter.
        let cell = |(at, letter): (usize, &char)| {
            let is_joined = chars.get(at + 1).is_some_and(|next| !next.is_whitespace());
            let joins_next = is_joined && !RIGHT_JOINING.contains(*letter);
            (!letter.is_ascii()).then_some(Letter { letter: *letter, joins_next, is_ligature: false })
        };
        chars.iter().enumerate().map(cell).collect()
    }

    /// The text with its tatweels, as a hyphen each.
    fn check(text: &str, n_wanted: usize, want: &str) {
        let places = tatweels(&cells(text), n_wanted);
        let stretched = text.chars().enumerate().map(|(at, c)| {
            let n = places.iter().find(|(behind, _)| *behind == at).map_or(0, |(_, n)| *n);
            format!("{c}{}", "-".repeat(n))
        });
        assert_eq!(stretched.collect::<String>(), want, "{text} {n_wanted}");
    }

    #[test]
    fn the_best_joint_of_a_word_is_stretched() {
        for (text, want) in [
            ("السبت", "الس-بت"),
            ("مدرسة", "مدرس-ة"),
            ("جميلة", "جميل-ة"),
            ("جديد", "جدي-د"),
            ("كتاب", "كت-اب"),
            ("كتيب", "كتي-ب"),
            ("كبير", "كب-ير"),
            ("منبر", "من-بر"),
            ("يوم", "ي-وم"),
            ("سماء", "س-ماء"),
            ("مجلس", "مجل-س"),
            ("دار", "دار"),
            ("في", "في"),
        ] {
            check(text, 1, want);
        }
    }

    #[test]
    fn words_with_better_joints_come_first_and_equals_are_spread() {
        check("قال الرئيس الفرنسي إن المجلس", 2, "ق-ال الرئيس الفرنس-ي إن المجلس");
        check("سيجتمع يوم السبت القادم في", 4, "س-يجتمع ي-وم الس-بت الق-ادم في");
        check("سبت سبت سبت سبت سبت", 2, "سبت س-بت سبت س-بت سبت");
        check("سبت سبت سبت", 1, "سبت س-بت سبت");
    }

    #[test]
    fn no_word_is_stretched_without_end() {
        check("سبت دار", 9, "س--بت دار");
        check("", 3, "");
        check("Alger", 3, "Alger");
    }

    #[test]
    fn a_ligature_is_not_an_alef() {
        let joined = |letter| Some(Letter { letter, joins_next: true, is_ligature: false });
        let ligature = Some(Letter { letter: 'ل', joins_next: false, is_ligature: true });
        let last = Some(Letter { letter: 'م', joins_next: false, is_ligature: false });
        // s l-a m: behind the seen. k t l-a m: before the ligature for want of anything better.
        assert_eq!(tatweels(&[joined('س'), ligature, last], 1), [(0, 1)]);
        assert_eq!(tatweels(&[joined('ك'), joined('ت'), ligature, last], 1), [(1, 1)]);
    }
}
