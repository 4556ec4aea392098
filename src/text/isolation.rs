//! Which parts of a text stand apart from the direction of the text around them: addresses, handles, numbers in groups.
//!
//! By the bidi algorithm alone a closing `/`, the `@` of a handle and the `#` of a hashtag jump to the wrong end of an
//! address in Arabic text, `+213 21 55 66` turns into `66 55 21 213+` and a score of `2-1` into `1-2`. On the screen such
//! parts are laid out as if they stood between U+2066 and U+2069 (UAX #9, section 2.7 recommends it); the text itself
//! does not change. The punctuation of the sentence behind such a part stays outside.
//!
//! What Arabic reads from the right is left alone: the years of `2016-2020`, a minus sign, a score with spaces
//! between the names of two teams.

use std::ops::Range;

/// A part that stands apart from the direction around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Isolate {
    /// Its bytes in the text. A line end is never among them.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What can stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An address, a handle, a hashtag, a name with signs: nothing in it is to be changed.
    Name,
    /// A telephone number, a score, a number in groups.
    Number,
}

/// The parts of `text` to isolate, ascending and apart from each other.
pub fn isolates(text: &str) -> Vec<Isolate> {
    let mut found: Vec<Isolate> = Vec::new();
    let mut at = 0;
    let mut done = 0;
    while let Some(sign) = next_sign(text, at) {
        match isolate_at(text, done, sign) {
            Some(isolate) => {
                (at, done) = (isolate.range.end, isolate.range.end);
                found.push(isolate);
            }
            None => at = behind_failure(text, sign),
        }
    }
    found
}

/// The part around or behind the sign at `at`; nothing before `from` belongs to it.
fn isolate_at(text: &str, from: usize, at: usize) -> Option<Isolate> {
    let name = |range| Isolate { range, kind: Kind::Name };
    let number = || number(text, at).map(|range| Isolate { range, kind: Kind::Number });
    match char_at(text, at)? {
        ':' => address(text, scheme_start(text, from, at)?, at + "://".len()).map(name),
        'w' | 'W' => address(text, at, at).map(name),
        '/' => address(text, host_start(text, from, at)?, at).map(name),
        '@' => mail(text, from, at).or_else(|| handle(text, at)).map(name),
        '#' => hashtag(text, at).or_else(|| name_with_sign(text, from, at)).map(name),
        '+' => number().or_else(|| name_with_sign(text, from, at).map(name)),
        _ => number(),
    }
}

/// The next place where one may be found: a sign that only they have, or a number.
fn next_sign(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_sign = |at: usize| {
        let next = bytes.get(at + 1).copied();
        match bytes.get(at).copied().unwrap_or_default() {
            b'@' | b'#' | b'+' | b'/' | b'0'..=b'9' => true,
            b':' => next == Some(b'/') && bytes.get(at + 2) == Some(&b'/'),
            b'w' | b'W' => matches!(next, Some(b'w' | b'W')) && is_www(text, at),
            0xD9 => matches!(next, Some(0xA0..=0xA9)), // U+0660..U+0669
            0xDB => matches!(next, Some(0xB0..=0xB9)), // U+06F0..U+06F9
            _ => false,
        }
    };
    (from..bytes.len()).find(|at| is_sign(*at))
}

/// Where to go on looking behind a sign that begins nothing: of a number, or a row of signs, not before its end.
fn behind_failure(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let n_digits = rest.len() - rest.trim_start_matches(is_digit).len();
    let n_signs = rest.len() - rest.trim_start_matches(['+', '#']).len();
    at + n_digits.max(n_signs.saturating_sub(1)).max(1)
}

/// The text holds `www.` here, at the beginning of a word.
fn is_www(text: &str, at: usize) -> bool {
    let starts = text.get(at..at + 4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    starts && !char_before(text, at).is_some_and(|c| c.is_alphanumeric() || c == '.')
}

fn scheme_start(text: &str, from: usize, colon: usize) -> Option<usize> {
    let scheme = run_before(text, from, colon, |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    let start = scheme + text.get(scheme..colon)?.find(|c: char| c.is_ascii_alphabetic())?;
    (start < colon).then_some(start)
}

/// The start of a host such as `lemonde.fr` in front of the slash at `slash`.
fn host_start(text: &str, from: usize, slash: usize) -> Option<usize> {
    let start = run_before(text, from, slash, |c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
    let host = text.get(start..slash)?;
    let (name, country) = host.rsplit_once('.')?;
    let is_host = country.len() >= 2
        && country.bytes().all(|byte| byte.is_ascii_alphabetic())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !char_before(text, start).is_some_and(char::is_alphanumeric);
    is_host.then_some(start)
}

/// The longest part of a web address behind its scheme that is looked at.
const N_BYTES_ADDRESS: usize = 2048;

/// The word is a web address without its beginning, such as `lemonde.fr/afrique`.
pub(super) fn is_bare_address(word: &str) -> bool {
    word.find('/').is_some_and(|slash| host_start(word, 0, slash) == Some(0))
}

/// A web address from `start` on, whose host begins at `host`: up to a space or a sign that no address has, without the
/// punctuation of the sentence at its end. A path may be in any script; a host that begins in Latin stays so.
fn address(text: &str, start: usize, host: usize) -> Option<Range<usize>> {
    let rest = text.get(host..)?;
    let rest = &rest[..rest.floor_char_boundary(N_BYTES_ADDRESS)];
    let rest = &rest[..rest.find(ends_address).unwrap_or(rest.len())];
    let n_host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let n_latin = rest[..n_host].find(|c: char| !c.is_ascii()).unwrap_or(n_host);
    let n_kept = if n_latin > 0 && n_latin < n_host { n_latin } else { rest.len() };
    let end = host + without_sentence_end(&rest[..n_kept]).len();
    (end > host).then_some(start..end)
}

fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '{' | '}' | '|' | '\\' | '^' | '`')
        || matches!(c, '\u{60C}' | '\u{61B}' | '\u{61F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The address without what ends the sentence it stands in. A bracket that opens in it closes in it.
fn without_sentence_end(address: &str) -> &str {
    let mut kept = address;
    while let Some(last) = kept.chars().next_back() {
        let opening = match last {
            ')' => Some('('),
            ']' => Some('['),
            _ => None,
        };
        let goes = match opening {
            Some(opening) => kept.matches(last).count() > kept.matches(opening).count(),
            None => matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '*'),
        };
        if !goes {
            break;
        }
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    kept
}

fn mail(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let start = run_before(text, from, at, is_local);
    let end = dotted_run_end(text, at + 1);
    let is_mail = start < at && text.get(at + 1..end)?.contains('.');
    is_mail.then_some(start..end)
}

/// `@name`, or `@name@host` as some networks write it.
fn handle(text: &str, at: usize) -> Option<Range<usize>> {
    if char_before(text, at).is_some_and(is_latin_name) {
        return None;
    }
    let end = dotted_run_end(text, at + 1);
    if end == at + 1 {
        return None;
    }
    let host_end = dotted_run_end(text, end + 1);
    let has_host = char_at(text, end) == Some('@') && text.get(end + 1..host_end)?.contains('.');
    Some(at..if has_host { host_end } else { end })
}

/// `#` and a word in Latin letters. One in Arabic follows the direction of its text anyway.
fn hashtag(text: &str, at: usize) -> Option<Range<usize>> {
    if char_before(text, at).is_some_and(is_latin_name) {
        return None;
    }
    let rest = text.get(at + 1..)?;
    let n_bytes = rest.find(|c| !is_latin_name(c)).unwrap_or(rest.len());
    let is_mixed = rest[n_bytes..].starts_with(char::is_alphanumeric);
    (n_bytes > 0 && !is_mixed).then_some(at..at + 1 + n_bytes)
}

/// `C++`, `C#`, `Canal+`: a Latin name that ends with signs.
fn name_with_sign(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let start = run_before(text, from, at, is_latin_name);
    let begins_a_word = !char_before(text, start).is_some_and(char::is_alphanumeric);
    let rest = text.get(at..)?;
    let behind = rest.trim_start_matches(['+', '#']);
    let is_name = start < at
        && begins_a_word
        && char_at(text, start).is_some_and(is_latin)
        && !behind.starts_with(char::is_alphanumeric);
    is_name.then_some(start..text.len() - behind.len())
}

/// A telephone number, a score, a number in groups of three digits, or three or more numbers joined by hyphens.
fn number(text: &str, at: usize) -> Option<Range<usize>> {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | ':' | '_' | '+') || is_hyphen(c);
    if char_before(text, at).is_some_and(is_inside) {
        return None;
    }
    let has_plus = char_at(text, at) == Some('+');
    let chain = Chain::read(text, if has_plus { at + 1 } else { at });
    let n_groups = match has_plus {
        true => chain.telephone(7, 13),
        false => chain.national().or_else(|| chain.joined()).or_else(|| chain.thousands()),
    }?;
    let end = chain.groups.get(n_groups.checked_sub(1)?)?.end;
    let behind = text.get(end..)?;
    let goes_on = behind.starts_with(|c: char| c.is_alphanumeric() || is_hyphen(c) || c == '%');
    (!goes_on).then(|| chain.with_bracket(text, at)..end)
}

/// Groups of digits, one after the other, with what stands between them.
struct Chain {
    groups: Vec<Group>,
}

struct Group {
    n_digits: usize,
    starts_with_zero: bool,
    /// What stands before it.
    separator: Separator,
    end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    None,
    Space,
    Hyphen,
    Dot,
    Bracket,
}

/// More groups than any number has.
const MAX_GROUPS: usize = 10;

impl Chain {
    fn read(text: &str, start: usize) -> Chain {
        let mut groups: Vec<Group> = Vec::new();
        let (mut at, mut separator) = (start, Separator::None);
        while groups.len() < MAX_GROUPS {
            let rest = text.get(at..).unwrap_or_default();
            let digits = &rest[..rest.len() - rest.trim_start_matches(is_digit).len()];
            if digits.is_empty() {
                break;
            }
            let starts_with_zero = digits.starts_with(['0', '\u{660}', '\u{6F0}']);
            let end = at + digits.len();
            groups.push(Group { n_digits: digits.chars().count(), starts_with_zero, separator, end });
            let behind = &rest[digits.len()..];
            let between = &behind[..behind.len() - behind.trim_start_matches(is_separator).len()];
            separator = match (between.chars().next(), between.chars().nth(1), between.chars().nth(2)) {
                (Some(' '), None, _) => Separator::Space,
                (Some('.'), None, _) => Separator::Dot,
                (Some(c), None, _) if is_hyphen(c) => Separator::Hyphen,
                (Some(_), _, None) if between.contains(['(', ')']) => Separator::Bracket,
                _ => break,
            };
            at = end + between.len();
        }
        Chain { groups }
    }

    /// How many groups of it are a telephone number of so many digits.
    fn telephone(&self, least: usize, most: usize) -> Option<usize> {
        let mut n_digits = 0;
        let fits = |group: &&Group| {
            n_digits += group.n_digits;
            n_digits <= most
        };
        let n_groups = self.groups.iter().take_while(fits).count();
        let n_digits: usize = self.groups.iter().take(n_groups).map(|group| group.n_digits).sum();
        (n_digits >= least).then_some(n_groups)
    }

    /// A telephone number without a country: it begins with 0.
    fn national(&self) -> Option<usize> {
        let first = self.groups.first().filter(|first| first.starts_with_zero && first.n_digits <= 5)?;
        let n_short = self.groups.iter().take_while(|group| group.n_digits <= 4).count();
        let has_two_parts = first.n_digits >= 2
            && self.groups.get(1).is_some_and(|second| second.n_digits >= 6 && second.separator != Separator::Dot);
        match n_short {
            3.. => Chain::telephone(self, 8, 14).filter(|n_groups| *n_groups <= n_short),
            _ => has_two_parts.then_some(2),
        }
    }

    /// A score, or three and more numbers: a date, a telephone number, the number of a book.
    fn joined(&self) -> Option<usize> {
        let n_joined = self.groups.iter().skip(1).take_while(|group| group.separator == Separator::Hyphen).count();
        let is_score = n_joined == 1 && self.groups.iter().take(2).all(|group| group.n_digits <= 3);
        (is_score || n_joined > 1).then_some(n_joined + 1)
    }

    /// A number with spaces between its thousands.
    fn thousands(&self) -> Option<usize> {
        let first = self.groups.first().filter(|first| first.n_digits <= 3 && !first.starts_with_zero)?;
        let is_thousand = |group: &&Group| group.separator == Separator::Space && group.n_digits == 3;
        let n_thousands = self.groups.iter().skip(1).take_while(is_thousand).count();
        (n_thousands > 0 && first.n_digits > 0).then_some(n_thousands + 1)
    }

    /// Where it begins: at the bracket that one of its separators closes.
    fn with_bracket(&self, text: &str, at: usize) -> usize {
        let has_bracket = self.groups.iter().any(|group| group.separator == Separator::Bracket);
        match text.get(..at).and_then(|before| before.strip_suffix('(')).filter(|_| has_bracket) {
            Some(before) => before.len(),
            None => at,
        }
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '.' | '(' | ')') || is_hyphen(c)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}')
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}' if !matches!(c, '×' | '÷'))
}

/// A character of a name in Latin letters.
fn is_latin_name(c: char) -> bool {
    is_latin(c) || c.is_ascii_digit() || c == '_'
}

/// The end of a name of Latin letters and digits with single dots and hyphens inside it.
fn dotted_run_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    let n_bytes = rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
    let run = rest[..n_bytes].trim_end_matches(['.', '-']);
    if run.starts_with(['.', '-']) { start } else { start + run.len() }
}

/// The start of the run of such characters that ends at `end`, not before `from`.
fn run_before(text: &str, from: usize, end: usize, is_inside: impl Fn(char) -> bool) -> usize {
    let before = text.get(from..end).unwrap_or_default();
    from + before.trim_end_matches(is_inside).len()
}

/// The character that begins at a byte.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends before a byte.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// These parts of the text are isolated, and no others.
    fn check(text: &str, want: &[&str]) {
        let found: Vec<&str> = isolates(text).into_iter().map(|isolate| &text[isolate.range]).collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn web_addresses() {
        check("المصدر: https://example.com/a/", &["https://example.com/a/"]);
        check("راجع (https://exemple.fr/une?id=2&x=#).", &["https://exemple.fr/une?id=2&x=#"]);
        check("https://fr.wikipedia.org/wiki/Alger_(ville), puis", &["https://fr.wikipedia.org/wiki/Alger_(ville)"]);
        check("https://ar.wikipedia.org/wiki/الجزائر هنا", &["https://ar.wikipedia.org/wiki/الجزائر"]);
        check("https://t.coوقال", &["https://t.co"]);
        check("www.exemple.fr! et WWW.B.ma/", &["www.exemple.fr", "WWW.B.ma/"]);
        check("lemonde.fr/afrique/؟", &["lemonde.fr/afrique/"]);
        check("«http://a.fr/»", &["http://a.fr/"]);
        check("km/h, et/ou, 12.5/10, a://", &[]);
    }

    #[test]
    fn handles_mails_and_hashtags() {
        check("شكرا @FRMFOFFICIEL.", &["@FRMFOFFICIEL"]);
        check("(@le_monde) @a.b, @x@mastodon.social", &["@le_monde", "@a.b", "@x@mastodon.social"]);
        check("redaction@exemple.fr; j.p+k@a-b.org.", &["redaction@exemple.fr", "j.p+k@a-b.org"]);
        check("#Algérie #JO2024 #can_2019", &["#Algérie", "#JO2024", "#can_2019"]);
        check("##Maroc", &["#Maroc"]);
        check("#الجزائر #JO_باريس # @ @باريس a@b", &[]);
    }

    #[test]
    fn names_that_end_with_signs() {
        check("C++ و C# على Canal+, Disney+", &["C++", "C#", "Canal+", "Disney+"]);
        check("a+b, 5+3, الجزائر+, ++ ##", &[]);
    }

    #[test]
    fn telephone_numbers() {
        check("هاتف: +213 21 55 66 77.", &["+213 21 55 66 77"]);
        check("+33 (0)1 42 33 44 55, +212-661-223344", &["+33 (0)1 42 33 44 55", "+212-661-223344"]);
        check("021 55 66 77 / 0661-223344", &["021 55 66 77", "0661-223344"]);
        check("(021) 55-66-77", &["(021) 55-66-77"]);
        check("+213 661 22 33 44 2020", &["+213 661 22 33 44"]);
        check("+٢١٣ ٢١ ٥٥ ٦٦", &["+٢١٣ ٢١ ٥٥ ٦٦"]);
        check("+5, 05, 0,5", &[]);
    }

    #[test]
    fn scores_and_numbers_in_groups() {
        check("فاز 2-1، ثم 102–98 و ٣-٠", &["2-1", "102–98", "٣-٠"]);
        check("1 250 000 درهم، 12 000", &["1 250 000", "12 000"]);
        check("12-07-2013 و 2020-03-12", &["12-07-2013", "2020-03-12"]);
        check("2016-2020, 2 - 1, -5, 12:30, 3.5, 12/03/2020, 2020 12, 5-10%, A4-2-1, 7", &[]);
    }

    proptest! {
        #[test]
        fn parts_are_apart_and_inside(text in "[ a-z0-9@#:/.+()\\-،اب٢\n]{0,40}|\\PC{0,20}") {
            let mut end = 0;
            for Isolate { range, .. } in isolates(&text) {
                prop_assert!(end <= range.start && range.start < range.end);
                prop_assert!(text.get(range.clone()).is_some_and(|part| !part.contains('\n')));
                end = range.end;
            }
        }
    }
}
