//! How letters of the Arabic scripts join, and the presentation form that shows it.
//!
//! A cell of a terminal holds a picture of its own, so a letter has to be sent in the form its neighbours give it: alone,
//! at the end, at the beginning or in the middle of a joined group (The Unicode Standard, section 9.2). Unicode has a
//! code point for each of them for 76 letters: all of Arabic and Persian, nearly all of Urdu. A letter without them is
//! sent as it is written, and its neighbours still join to it. Letters that stand alone have a form as well, and it is
//! sent, so that a terminal that joins letters by itself finds none to join.
//!
//! Which letters join is decided on the whole paragraph, within a run of one embedding level (UAX #9, section 3.5), so
//! that no width and no row end changes a letter. [`Joining`] is told the letters in the order they are written, and
//! says how they meet. The links are kept beside the letters: [`form`] makes a picture of them when it is drawn, and
//! justification knows by them which strokes can be lengthened.
//!
//! Joining types and forms are those of `ArabicShaping.txt` and `UnicodeData.txt` of the Unicode Character Database,
//! version 15.0; presentation forms never change (Unicode's stability policy on decompositions).

use unicode_bidi::{BidiClass, bidi_class};

/// Joining_Type of the Unicode Character Database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoiningType {
    /// U: joins nothing.
    NonJoining,
    /// T: a mark or a format character, which letters join across.
    Transparent,
    /// R: joins the letter at its right, as alef and reh do.
    Right,
    /// L: joins the letter at its left.
    Left,
    /// D: joins both.
    Dual,
    /// C: makes both its neighbours join: tatweel, ZWJ.
    Causing,
}

impl JoiningType {
    fn joins_right(self) -> bool {
        matches!(self, JoiningType::Right | JoiningType::Dual | JoiningType::Causing)
    }

    fn joins_left(self) -> bool {
        matches!(self, JoiningType::Left | JoiningType::Dual | JoiningType::Causing)
    }

    /// It joins the letter written before it, which stands at its right on an odd level.
    fn joins_before(self, level: u8) -> bool {
        if is_rtl(level) { self.joins_right() } else { self.joins_left() }
    }

    /// It joins the letter written after it.
    fn joins_after(self, level: u8) -> bool {
        if is_rtl(level) { self.joins_left() } else { self.joins_right() }
    }
}

/// What a letter is joined to, in the order of writing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// To the letter before it.
    pub before: bool,
    /// To the letter after it.
    pub after: bool,
}

/// How a letter meets the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// They stand apart.
    Apart,
    /// They are joined.
    Joined,
    /// They are a lam and an alef, and one picture.
    Ligature,
}

/// Finds what is joined to what, letter by letter in the order they are written.
#[derive(Clone, Debug, Default)]
pub struct Joining {
    last: Option<Last>,
}

/// What the next letter could be joined to.
#[derive(Clone, Copy, Debug)]
struct Last {
    joining: JoiningType,
    level: u8,
    is_lam: bool,
}

impl Joining {
    /// The next character, which stands at this level, and how it meets the one before it. Marks change nothing; ZWJ and
    /// ZWNJ are to be told like any other.
    pub fn meet(&mut self, c: char, level: u8) -> Meeting {
        let joining = joining_type(c);
        match joining {
            JoiningType::Transparent => return Meeting::Apart,
            JoiningType::NonJoining => {
                self.last = None;
                return Meeting::Apart;
            }
            _ => {}
        }
        let is_joined =
            |last: &Last| last.level == level && last.joining.joins_after(level) && joining.joins_before(level);
        let before = self.last.filter(is_joined);
        self.last = Some(Last { joining, level, is_lam: c == LAM && is_rtl(level) });
        match before {
            None => Meeting::Apart,
            Some(lam) if lam.is_lam && is_alef(c) => Meeting::Ligature,
            Some(_) => Meeting::Joined,
        }
    }
}

/// The presentation form of a letter with these links at this level; the letter itself where it has none.
pub fn form(letter: char, links: Links, level: u8) -> char {
    let Some([isolated, at_end, at_start, in_middle]) = forms(letter) else { return letter };
    let (right, left) = if is_rtl(level) { (links.before, links.after) } else { (links.after, links.before) };
    let form = match (right, left) {
        (false, false) => isolated,
        (true, false) => at_end,
        (false, true) => at_start,
        (true, true) => in_middle,
    };
    form.unwrap_or(letter)
}

/// The ligature of lam and this alef, the lam joined to the letter before it or not.
pub fn ligature(alef: char, is_joined_before: bool) -> Option<char> {
    let (alone, at_end) = match alef {
        '\u{622}' => ('\u{FEF5}', '\u{FEF6}'),
        '\u{623}' => ('\u{FEF7}', '\u{FEF8}'),
        '\u{625}' => ('\u{FEF9}', '\u{FEFA}'),
        '\u{627}' => ('\u{FEFB}', '\u{FEFC}'),
        _ => return None,
    };
    Some(if is_joined_before { at_end } else { alone })
}

/// Joining_Type of a character.
pub fn joining_type(c: char) -> JoiningType {
    match u32::from(c) {
        code @ 0x600..0x700 => ARABIC_TYPES.get(code as usize - 0x600).copied().unwrap_or(JoiningType::NonJoining),
        0..0x300 if c != '\u{AD}' => JoiningType::NonJoining,
        _ => listed_type(c).unwrap_or_else(|| unlisted_type(c)),
    }
}

const LAM: char = '\u{644}';

fn is_alef(c: char) -> bool {
    matches!(c, '\u{622}' | '\u{623}' | '\u{625}' | '\u{627}')
}

fn is_rtl(level: u8) -> bool {
    !level.is_multiple_of(2)
}

fn listed_type(c: char) -> Option<JoiningType> {
    let found = TYPES.partition_point(|(_, last, _)| *last < u32::from(c));
    TYPES.get(found).filter(|(first, _, _)| *first <= u32::from(c)).map(|(_, _, joining)| *joining)
}

/// What the file does not list is transparent if it is a mark without a width or a format character, but for some that
/// the file makes exceptions of.
fn unlisted_type(c: char) -> JoiningType {
    let is_exception = matches!(c, '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{890}' | '\u{891}' | '\u{8E2}' | '\u{180E}'
        | '\u{200C}' | '\u{2066}'..='\u{2069}' | '\u{110BD}' | '\u{110CD}');
    let is_format = matches!(c, '\u{AD}' | '\u{61C}' | '\u{70F}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{1E94B}' | '\u{E0001}' | '\u{E0020}'..='\u{E007F}');
    match c {
        _ if is_exception => JoiningType::NonJoining,
        _ if is_format || bidi_class(c) == BidiClass::NSM => JoiningType::Transparent,
        _ => JoiningType::NonJoining,
    }
}

fn forms(letter: char) -> Option<[Option<char>; 4]> {
    let key = u16::try_from(u32::from(letter)).ok()?;
    let found = FORMS.binary_search_by_key(&key, |(letter, _)| *letter).ok()?;
    let (_, forms) = FORMS.get(found)?;
    Some(forms.map(|form| char::from_u32(form.into()).filter(|form| *form != '\0')))
}

use JoiningType::{Causing as C, Dual as D, Left as L, NonJoining as U, Right as R, Transparent as T};

/// The joining types of U+0600..U+06FF, where nearly all of them are looked up.
static ARABIC_TYPES: [JoiningType; 256] = arabic_types();

const fn arabic_types() -> [JoiningType; 256] {
    // Marks, which the file leaves to their general category.
    #[rustfmt::skip]
    const MARKS: [(u32, u32, JoiningType); 8] = [
        (0x610, 0x61A, T), (0x61C, 0x61C, T), (0x64B, 0x65F, T), (0x670, 0x670, T), (0x6D6, 0x6DC, T), (0x6DF, 0x6E4, T),
        (0x6E7, 0x6E8, T), (0x6EA, 0x6ED, T),
    ];
    with_runs(with_runs([U; 256], &TYPES), &MARKS)
}

const fn with_runs(mut types: [JoiningType; 256], runs: &[(u32, u32, JoiningType)]) -> [JoiningType; 256] {
    let mut idx = 0;
    while idx < runs.len() {
        let (first, last, joining) = runs[idx];
        let mut code = first;
        while code <= last && code < 0x700 {
            types[code as usize - 0x600] = joining;
            code += 1;
        }
        idx += 1;
    }
    types
}

/// Letters with their isolated, final, initial and medial forms; 0 where there is none.
#[rustfmt::skip]
static FORMS: [(u16, [u16; 4]); 76] = [
    (0x0621, [0xFE80, 0, 0, 0]), (0x0622, [0xFE81, 0xFE82, 0, 0]), (0x0623, [0xFE83, 0xFE84, 0, 0]),
    (0x0624, [0xFE85, 0xFE86, 0, 0]), (0x0625, [0xFE87, 0xFE88, 0, 0]), (0x0626, [0xFE89, 0xFE8A, 0xFE8B, 0xFE8C]),
    (0x0627, [0xFE8D, 0xFE8E, 0, 0]), (0x0628, [0xFE8F, 0xFE90, 0xFE91, 0xFE92]), (0x0629, [0xFE93, 0xFE94, 0, 0]),
    (0x062A, [0xFE95, 0xFE96, 0xFE97, 0xFE98]), (0x062B, [0xFE99, 0xFE9A, 0xFE9B, 0xFE9C]), (0x062C, [0xFE9D, 0xFE9E, 0xFE9F, 0xFEA0]),
    (0x062D, [0xFEA1, 0xFEA2, 0xFEA3, 0xFEA4]), (0x062E, [0xFEA5, 0xFEA6, 0xFEA7, 0xFEA8]), (0x062F, [0xFEA9, 0xFEAA, 0, 0]),
    (0x0630, [0xFEAB, 0xFEAC, 0, 0]), (0x0631, [0xFEAD, 0xFEAE, 0, 0]), (0x0632, [0xFEAF, 0xFEB0, 0, 0]),
    (0x0633, [0xFEB1, 0xFEB2, 0xFEB3, 0xFEB4]), (0x0634, [0xFEB5, 0xFEB6, 0xFEB7, 0xFEB8]), (0x0635, [0xFEB9, 0xFEBA, 0xFEBB, 0xFEBC]),
    (0x0636, [0xFEBD, 0xFEBE, 0xFEBF, 0xFEC0]), (0x0637, [0xFEC1, 0xFEC2, 0xFEC3, 0xFEC4]), (0x0638, [0xFEC5, 0xFEC6, 0xFEC7, 0xFEC8]),
    (0x0639, [0xFEC9, 0xFECA, 0xFECB, 0xFECC]), (0x063A, [0xFECD, 0xFECE, 0xFECF, 0xFED0]), (0x0641, [0xFED1, 0xFED2, 0xFED3, 0xFED4]),
    (0x0642, [0xFED5, 0xFED6, 0xFED7, 0xFED8]), (0x0643, [0xFED9, 0xFEDA, 0xFEDB, 0xFEDC]), (0x0644, [0xFEDD, 0xFEDE, 0xFEDF, 0xFEE0]),
    (0x0645, [0xFEE1, 0xFEE2, 0xFEE3, 0xFEE4]), (0x0646, [0xFEE5, 0xFEE6, 0xFEE7, 0xFEE8]), (0x0647, [0xFEE9, 0xFEEA, 0xFEEB, 0xFEEC]),
    (0x0648, [0xFEED, 0xFEEE, 0, 0]), (0x0649, [0xFEEF, 0xFEF0, 0xFBE8, 0xFBE9]), (0x064A, [0xFEF1, 0xFEF2, 0xFEF3, 0xFEF4]),
    (0x0671, [0xFB50, 0xFB51, 0, 0]), (0x0677, [0xFBDD, 0, 0, 0]), (0x0679, [0xFB66, 0xFB67, 0xFB68, 0xFB69]),
    (0x067A, [0xFB5E, 0xFB5F, 0xFB60, 0xFB61]), (0x067B, [0xFB52, 0xFB53, 0xFB54, 0xFB55]), (0x067E, [0xFB56, 0xFB57, 0xFB58, 0xFB59]),
    (0x067F, [0xFB62, 0xFB63, 0xFB64, 0xFB65]), (0x0680, [0xFB5A, 0xFB5B, 0xFB5C, 0xFB5D]), (0x0683, [0xFB76, 0xFB77, 0xFB78, 0xFB79]),
    (0x0684, [0xFB72, 0xFB73, 0xFB74, 0xFB75]), (0x0686, [0xFB7A, 0xFB7B, 0xFB7C, 0xFB7D]), (0x0687, [0xFB7E, 0xFB7F, 0xFB80, 0xFB81]),
    (0x0688, [0xFB88, 0xFB89, 0, 0]), (0x068C, [0xFB84, 0xFB85, 0, 0]), (0x068D, [0xFB82, 0xFB83, 0, 0]),
    (0x068E, [0xFB86, 0xFB87, 0, 0]), (0x0691, [0xFB8C, 0xFB8D, 0, 0]), (0x0698, [0xFB8A, 0xFB8B, 0, 0]),
    (0x06A4, [0xFB6A, 0xFB6B, 0xFB6C, 0xFB6D]), (0x06A6, [0xFB6E, 0xFB6F, 0xFB70, 0xFB71]), (0x06A9, [0xFB8E, 0xFB8F, 0xFB90, 0xFB91]),
    (0x06AD, [0xFBD3, 0xFBD4, 0xFBD5, 0xFBD6]), (0x06AF, [0xFB92, 0xFB93, 0xFB94, 0xFB95]), (0x06B1, [0xFB9A, 0xFB9B, 0xFB9C, 0xFB9D]),
    (0x06B3, [0xFB96, 0xFB97, 0xFB98, 0xFB99]), (0x06BA, [0xFB9E, 0xFB9F, 0, 0]), (0x06BB, [0xFBA0, 0xFBA1, 0xFBA2, 0xFBA3]),
    (0x06BE, [0xFBAA, 0xFBAB, 0xFBAC, 0xFBAD]), (0x06C0, [0xFBA4, 0xFBA5, 0, 0]), (0x06C1, [0xFBA6, 0xFBA7, 0xFBA8, 0xFBA9]),
    (0x06C5, [0xFBE0, 0xFBE1, 0, 0]), (0x06C6, [0xFBD9, 0xFBDA, 0, 0]), (0x06C7, [0xFBD7, 0xFBD8, 0, 0]),
    (0x06C8, [0xFBDB, 0xFBDC, 0, 0]), (0x06C9, [0xFBE2, 0xFBE3, 0, 0]), (0x06CB, [0xFBDE, 0xFBDF, 0, 0]),
    (0x06CC, [0xFBFC, 0xFBFD, 0xFBFE, 0xFBFF]), (0x06D0, [0xFBE4, 0xFBE5, 0xFBE6, 0xFBE7]), (0x06D2, [0xFBAE, 0xFBAF, 0, 0]),
    (0x06D3, [0xFBB0, 0xFBB1, 0, 0]),
];

/// Runs of letters that join: the first, the last, their type.
#[rustfmt::skip]
const TYPES: [(u32, u32, JoiningType); 150] = [
    (0x0620, 0x0620, D), (0x0622, 0x0625, R), (0x0626, 0x0626, D), (0x0627, 0x0627, R), (0x0628, 0x0628, D), (0x0629, 0x0629, R), (0x062A, 0x062E, D),
    (0x062F, 0x0632, R), (0x0633, 0x063F, D), (0x0640, 0x0640, C), (0x0641, 0x0647, D), (0x0648, 0x0648, R), (0x0649, 0x064A, D), (0x066E, 0x066F, D),
    (0x0671, 0x0673, R), (0x0675, 0x0677, R), (0x0678, 0x0687, D), (0x0688, 0x0699, R), (0x069A, 0x06BF, D), (0x06C0, 0x06C0, R), (0x06C1, 0x06C2, D),
    (0x06C3, 0x06CB, R), (0x06CC, 0x06CC, D), (0x06CD, 0x06CD, R), (0x06CE, 0x06CE, D), (0x06CF, 0x06CF, R), (0x06D0, 0x06D1, D), (0x06D2, 0x06D3, R),
    (0x06D5, 0x06D5, R), (0x06EE, 0x06EF, R), (0x06FA, 0x06FC, D), (0x06FF, 0x06FF, D), (0x0710, 0x0710, R), (0x0712, 0x0714, D), (0x0715, 0x0719, R),
    (0x071A, 0x071D, D), (0x071E, 0x071E, R), (0x071F, 0x0727, D), (0x0728, 0x0728, R), (0x0729, 0x0729, D), (0x072A, 0x072A, R), (0x072B, 0x072B, D),
    (0x072C, 0x072C, R), (0x072D, 0x072E, D), (0x072F, 0x072F, R), (0x074D, 0x074D, R), (0x074E, 0x0758, D), (0x0759, 0x075B, R), (0x075C, 0x076A, D),
    (0x076B, 0x076C, R), (0x076D, 0x0770, D), (0x0771, 0x0771, R), (0x0772, 0x0772, D), (0x0773, 0x0774, R), (0x0775, 0x0777, D), (0x0778, 0x0779, R),
    (0x077A, 0x077F, D), (0x07CA, 0x07EA, D), (0x07FA, 0x07FA, C), (0x0840, 0x0840, R), (0x0841, 0x0845, D), (0x0846, 0x0847, R), (0x0848, 0x0848, D),
    (0x0849, 0x0849, R), (0x084A, 0x0853, D), (0x0854, 0x0854, R), (0x0855, 0x0855, D), (0x0856, 0x0858, R), (0x0860, 0x0860, D), (0x0862, 0x0865, D),
    (0x0867, 0x0867, R), (0x0868, 0x0868, D), (0x0869, 0x086A, R), (0x0870, 0x0882, R), (0x0883, 0x0885, C), (0x0886, 0x0886, D), (0x0889, 0x088D, D),
    (0x088E, 0x088E, R), (0x08A0, 0x08A9, D), (0x08AA, 0x08AC, R), (0x08AE, 0x08AE, R), (0x08AF, 0x08B0, D), (0x08B1, 0x08B2, R), (0x08B3, 0x08B8, D),
    (0x08B9, 0x08B9, R), (0x08BA, 0x08C8, D), (0x1807, 0x1807, D), (0x180A, 0x180A, C), (0x1820, 0x1878, D), (0x1887, 0x18A8, D), (0x18AA, 0x18AA, D),
    (0x200D, 0x200D, C), (0xA840, 0xA871, D), (0xA872, 0xA872, L), (0x10AC0, 0x10AC4, D), (0x10AC5, 0x10AC5, R), (0x10AC7, 0x10AC7, R), (0x10AC9, 0x10ACA, R),
    (0x10ACD, 0x10ACD, L), (0x10ACE, 0x10AD2, R), (0x10AD3, 0x10AD6, D), (0x10AD7, 0x10AD7, L), (0x10AD8, 0x10ADC, D), (0x10ADD, 0x10ADD, R), (0x10ADE, 0x10AE0, D),
    (0x10AE1, 0x10AE1, R), (0x10AE4, 0x10AE4, R), (0x10AEB, 0x10AEE, D), (0x10AEF, 0x10AEF, R), (0x10B80, 0x10B80, D), (0x10B81, 0x10B81, R), (0x10B82, 0x10B82, D),
    (0x10B83, 0x10B85, R), (0x10B86, 0x10B88, D), (0x10B89, 0x10B89, R), (0x10B8A, 0x10B8B, D), (0x10B8C, 0x10B8C, R), (0x10B8D, 0x10B8D, D), (0x10B8E, 0x10B8F, R),
    (0x10B90, 0x10B90, D), (0x10B91, 0x10B91, R), (0x10BA9, 0x10BAC, R), (0x10BAD, 0x10BAE, D), (0x10D00, 0x10D00, L), (0x10D01, 0x10D21, D), (0x10D22, 0x10D22, R),
    (0x10D23, 0x10D23, D), (0x10F30, 0x10F32, D), (0x10F33, 0x10F33, R), (0x10F34, 0x10F44, D), (0x10F51, 0x10F53, D), (0x10F54, 0x10F54, R), (0x10F70, 0x10F73, D),
    (0x10F74, 0x10F75, R), (0x10F76, 0x10F81, D), (0x10FB0, 0x10FB0, D), (0x10FB2, 0x10FB3, D), (0x10FB4, 0x10FB6, R), (0x10FB8, 0x10FB8, D), (0x10FB9, 0x10FBA, R),
    (0x10FBB, 0x10FBC, D), (0x10FBD, 0x10FBD, R), (0x10FBE, 0x10FBF, D), (0x10FC1, 0x10FC1, D), (0x10FC2, 0x10FC3, R), (0x10FC4, 0x10FC4, D), (0x10FC9, 0x10FC9, R),
    (0x10FCA, 0x10FCA, D), (0x10FCB, 0x10FCB, L), (0x1E900, 0x1E943, D),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters of a text at one level, as they are drawn, in the order of writing.
    fn check_at(level: u8, text: &str, want: &str) {
        let mut joining = Joining::default();
        let mut letters: Vec<(char, Links)> = Vec::new();
        for c in text.chars() {
            let meeting = joining.meet(c, level);
            let before = letters.iter_mut().rev().find(|(c, _)| joining_type(*c) != JoiningType::Transparent);
            match (meeting, before) {
                (Meeting::Joined, Some((_, links))) => links.after = true,
                (Meeting::Ligature, Some((lam, links))) => {
                    *lam = ligature(c, links.before).unwrap_or(*lam);
                    continue;
                }
                _ => {}
            }
            letters.push((c, Links { before: meeting == Meeting::Joined, after: false }));
        }
        let drawn: String = letters.into_iter().map(|(c, links)| form(c, links, level)).collect();
        assert_eq!(drawn, want, "{text}");
    }

    fn check(text: &str, want: &str) {
        check_at(1, text, want);
    }

    #[test]
    fn letters_take_the_form_their_neighbours_give_them() {
        check("بيت", "\u{FE91}\u{FEF4}\u{FE96}");
        check("دار", "\u{FEA9}\u{FE8D}\u{FEAD}");
        check("سماء", "\u{FEB3}\u{FEE4}\u{FE8E}\u{FE80}");
        check("ب ب", "\u{FE8F} \u{FE8F}");
        check("پژگی", "\u{FB58}\u{FB8B}\u{FB94}\u{FBFD}");
        check("ٹڑھے", "\u{FB68}\u{FB8D}\u{FBAC}\u{FBAF}");
    }

    #[test]
    fn marks_are_joined_across_and_joiners_do_what_they_say() {
        check("بَي", "\u{FE91}\u{64E}\u{FEF2}");
        check("ب\u{200D}", "\u{FE91}\u{200D}");
        check("\u{200D}ب", "\u{200D}\u{FE90}");
        check("ب\u{200C}ب", "\u{FE8F}\u{200C}\u{FE8F}");
        check("بـب", "\u{FE91}ـ\u{FE90}");
        check("د\u{200D}", "\u{FEA9}\u{200D}");
    }

    #[test]
    fn lam_and_alef_are_one() {
        check("لا لأ لإ لآ", "\u{FEFB} \u{FEF7} \u{FEF9} \u{FEF5}");
        check("بلا بلأ بلإ بلآ", "\u{FE91}\u{FEFC} \u{FE91}\u{FEF8} \u{FE91}\u{FEFA} \u{FE91}\u{FEF6}");
        check("للا", "\u{FEDF}\u{FEFC}");
        check("لـا ل\u{200D}ا", "\u{FEDF}ـ\u{FE8E} \u{FEDF}\u{200D}\u{FE8E}");
        check("ل\u{200C}ا", "\u{FEDD}\u{200C}\u{FE8D}");
    }

    #[test]
    fn letters_without_forms_are_joined_to() {
        check("\u{763}\u{763}", "\u{763}\u{763}");
        check("ب\u{763}", "\u{FE91}\u{763}");
        // U+06BA joins both sides, and has no form for the beginning of a word.
        check("ںب", "\u{6BA}\u{FE90}");
    }

    #[test]
    fn letters_from_left_to_right_join_what_stands_beside_them() {
        check_at(2, "بد", "\u{FE8F}\u{FEA9}");
        check_at(2, "دب", "\u{FEAA}\u{FE91}");
        check_at(2, "لا", "\u{FEDD}\u{FE8D}");
    }

    #[test]
    fn levels_stand_apart() {
        let mut joining = Joining::default();
        assert_eq!((joining.meet('ب', 1), joining.meet('ب', 3)), (Meeting::Apart, Meeting::Apart));
        assert_eq!(joining.meet('ب', 3), Meeting::Joined);
    }

    #[test]
    fn tables_are_sorted() {
        assert!(FORMS.is_sorted());
        assert!(TYPES.is_sorted_by_key(|(first, last, _)| (*first, *last)));
        assert!(
            (0x600..0x700)
                .filter_map(char::from_u32)
                .all(|c| { joining_type(c) == listed_type(c).unwrap_or_else(|| unlisted_type(c)) })
        );
    }
}
