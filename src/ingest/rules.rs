//! The phrases of the page around an article: which rule, if any, a line is written by.
//!
//! The rules are data, in `assets/rules/*.toml`: how sites of a language or a family speak, never the name of an outlet.
//! A rule is either a whole `line`, one of several `lines`, or an `anchor` the line begins with, if need be followed by what
//! a `regex` describes.
//! Lines and rules are compared after folding: case, accents, Arabic letter forms, kinds of apostrophe and dash, spaces
//! around punctuation, decoration at the ends and the figures themselves make no difference (`#` in a rule stands for a
//! number). One trie, walked from the start of the line while the line is being folded, finds the longest rule: it leaves
//! most lines after a few letters, because a false match deletes text a reader wants, and therefore nothing matches in the
//! middle of a sentence.

mod trie;

use std::ops::Range;
use std::str::CharIndices;
use std::sync::{LazyLock, OnceLock};

use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use toml::{Spanned, Table};
use unicode_normalization::char::decompose_canonical;

use crate::ingest::rules::trie::Trie;
use crate::model::evidence::RuleId;
use crate::text::fold::is_word_char;

/// Lines longer than this (bytes) are text, but for the few rules that say `long = true`: legal notices, consent.
pub const LONG_LINE: usize = 200;

/// No name, list of names or date is longer than this (bytes; Arabic letters are two).
const LONG_CAPTURE: usize = 140;

/// What a line is that a rule recognises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// Word of the site about this page: read at the source, thank you for your report, advertisement.
    Notice,
    /// Passing the article on: share, tweet, print, send.
    Share,
    /// Subscribing to letters, alerts and channels.
    Newsletter,
    /// The comments: their heading, their form, their rules.
    Comments,
    /// Other articles: read also, more on the subject, previous and next.
    Related,
    /// Furniture to press: menu, search, enlarge the image, listen.
    Ui,
    /// Cookies and consent.
    Consent,
    /// Accounts and paywalls.
    Login,
    /// Copyright and terms.
    Legal,
    /// The publication line; captures `outlet` and `date`.
    Pubinfo,
    /// The byline; captures `author`, and `date` where it stands in the same line.
    Byline,
    /// Who made a picture; captures `credit`.
    Credit,
    /// Which agencies an article is made with; captures `credit`.
    AgencyCredit,
    /// The mark of a blog or site platform.
    Platform,
    /// The name of a section or a page of the site. Such a word can also be a sub-heading, so on its own, inside a
    /// body, it proves nothing.
    Section,
}

impl RuleKind {
    /// The line is no part of an article: neither its text nor a fact about it.
    pub fn is_boilerplate(self) -> bool {
        !matches!(self, RuleKind::Pubinfo | RuleKind::Byline | RuleKind::Credit | RuleKind::AgencyCredit)
    }

    fn parse(word: &str) -> Option<RuleKind> {
        Some(match word {
            "notice" => RuleKind::Notice,
            "share" => RuleKind::Share,
            "newsletter" => RuleKind::Newsletter,
            "comments" => RuleKind::Comments,
            "related" => RuleKind::Related,
            "ui" => RuleKind::Ui,
            "consent" => RuleKind::Consent,
            "login" => RuleKind::Login,
            "legal" => RuleKind::Legal,
            "pubinfo" => RuleKind::Pubinfo,
            "byline" => RuleKind::Byline,
            "credit" => RuleKind::Credit,
            "agency_credit" => RuleKind::AgencyCredit,
            "platform" => RuleKind::Platform,
            "section" => RuleKind::Section,
            _ => return None,
        })
    }
}

/// How far a match reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// This line only.
    #[default]
    Line,
    /// The line is the heading of a tail: what follows may be links to other articles, or comments.
    Tail,
    /// The line belongs above the article: the body has not begun.
    Head,
}

impl Scope {
    fn parse(word: &str) -> Option<Scope> {
        Some(match word {
            "line" => Scope::Line,
            "tail" => Scope::Tail,
            "head" => Scope::Head,
            _ => return None,
        })
    }
}

/// A line that a rule recognised. Ranges are bytes of that line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The rule.
    pub id: RuleId,
    /// What the line is.
    pub kind: RuleKind,
    /// How far that reaches.
    pub scope: Scope,
    /// What follows the anchor, trimmed; empty for a rule that is the whole line.
    pub rest: Range<usize>,
    /// The facts the line holds.
    pub captures: Captures,
    /// Its numeric dates have the day before the month, whatever language the page is in.
    pub day_first: bool,
    /// The rule is the user's.
    pub is_user: bool,
}

/// The facts a line holds: bytes of that line, trimmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captures {
    /// The paper, site or station.
    pub outlet: Option<Range<usize>>,
    /// A date, absolute or relative, as printed.
    pub date: Option<Range<usize>>,
    /// The people of a byline.
    pub author: Option<Range<usize>>,
    /// The maker of a picture, or the agencies.
    pub credit: Option<Range<usize>>,
}

impl Captures {
    /// Names and dates are short; what is longer is a sentence that begins like a rule.
    fn are_short(&self) -> bool {
        let captures = [&self.outlet, &self.date, &self.author, &self.credit];
        captures.into_iter().flatten().all(|range| range.len() <= LONG_CAPTURE)
    }
}

/// A rule of the user's that cannot be used; the others can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// The name of the text it stands in.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// One sentence.
    pub message: String,
}

/// All rules, ready to be asked about lines.
#[derive(Debug)]
pub struct Rules {
    rules: Vec<Rule>,
    /// How many of them, the first, are the user's.
    n_user: usize,
    /// What the phrases of the trie belong to, in their order.
    keys: Vec<Key>,
    trie: Trie,
}

/// One phrase of a rule.
#[derive(Clone, Copy, Debug)]
struct Row {
    id: &'static str,
    kind: RuleKind,
    scope: Scope,
    /// `pattern` is the whole line, not its beginning.
    whole: bool,
    pattern: &'static str,
    /// What has to follow an anchor; its named groups are the captures.
    regex: Option<&'static str>,
    /// Lines of any length may match.
    long: bool,
    /// Numeric dates of the line have the day before the month: it is the template of a site, not of the article's language.
    day_first: bool,
}

/// The rows of `assets/rules/*.toml`, in the order of files and lines.
const BUILTIN: &[Row] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

#[derive(Debug)]
struct Rule {
    row: Row,
    /// Compiled when an anchor selects the first line for it: most runs need two or three of them.
    regex: OnceLock<Option<Regex>>,
}

/// A folded phrase in the trie.
#[derive(Clone, Copy, Debug)]
struct Key {
    rule_idx: usize,
    /// Nothing but decoration may follow.
    ends_line: bool,
}

impl Rules {
    /// The rules that come with the program.
    pub fn builtin() -> &'static Rules {
        static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::new(BUILTIN.iter().copied()));
        &RULES
    }

    /// The user's rules, each text with the name it is known by, before those of the program: where both have a rule for
    /// a line, the user's wins. Names and patterns of user rules live as long as the program.
    pub fn with_user(texts: &[(&str, &str)]) -> (Rules, Vec<RuleError>) {
        let (mut rows, mut errors) = (Vec::new(), Vec::new());
        for (file, text) in texts {
            read_user_rules(file, text, &mut rows, &mut errors);
        }
        let n_user = rows.len();
        let rules = Rules::new(rows.into_iter().chain(BUILTIN.iter().copied()));
        (Rules { n_user, ..rules }, errors)
    }

    /// The rule this line is written by: the one that covers most of it. The line is a clean one.
    pub fn find(&self, line: &str) -> Option<Match> {
        let found = self.keys_at_start_of(line);
        let longest = |of_user: bool| {
            let keys = found.iter().rev().filter(|(key, _)| (key.rule_idx < self.n_user) == of_user);
            keys.filter_map(|(key, end)| self.matching(line, key, *end)).next()
        };
        longest(true).or_else(|| longest(false))
    }

    /// How many phrases the rules have.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// There is no rule.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    fn new(rows: impl Iterator<Item = Row>) -> Rules {
        let rules: Vec<Rule> = rows.map(|row| Rule { row, regex: OnceLock::new() }).collect();
        let (mut keys, mut patterns) = (Vec::new(), Vec::new());
        for (rule_idx, rule) in rules.iter().enumerate() {
            for (pattern, ends_line) in rule.row.patterns() {
                keys.push(Key { rule_idx, ends_line });
                patterns.push(pattern);
            }
        }
        Rules { rules, n_user: 0, keys, trie: Trie::new(&patterns) }
    }

    /// The keys the line begins with, the shortest first; of equal ones the last is the first of the table. With each,
    /// the byte of the line it ends at.
    fn keys_at_start_of(&self, line: &str) -> Vec<(Key, usize)> {
        let mut found = Vec::new();
        let mut place = self.trie.start();
        for (folded, end) in Folding::of_line(line) {
            for &byte in folded.encode_utf8(&mut [0; 4]).as_bytes() {
                let Some(next) = self.trie.next(place, byte) else { return found };
                place = next;
            }
            found.extend(self.trie.ending(place).filter_map(|number| Some((*self.keys.get(number)?, end))));
        }
        found
    }

    fn matching(&self, line: &str, key: &Key, end: usize) -> Option<Match> {
        let rule = self.rules.get(key.rule_idx)?;
        let rest = line.get(end..)?;
        let row = &rule.row;
        if line.len() > LONG_LINE && !row.long {
            return None;
        }
        let is_empty = rest.chars().all(is_decoration_at_end);
        let trimmed = trim_to_range(line, end..line.len());
        let captures = match row.regex {
            _ if key.ends_line && !is_empty => return None,
            Some(regex) if names_nobody(regex, rest) => return None,
            Some(_) => rule.captures(line, end..trimmed.end)?,
            None if !row.whole && row.names_someone() && is_empty => return None,
            None if row.whole => Captures::default(),
            None => row.captures_of_rest(trimmed.clone()),
        };
        // A name is no call: "Photos: See the bridge from above!"
        let is_call = row.names_someone() && line.ends_with(['!', '?', '؟']);
        if !captures.are_short() || is_call {
            return None;
        }
        // "Lire aussi" alone heads a list, "Lire aussi : un titre" is the list; a regex says itself what may follow.
        let scope = if is_empty || row.regex.is_some() { row.scope } else { Scope::Line };
        let rest = if is_empty { line.len()..line.len() } else { trimmed };
        let breaks_word = !key.ends_line
            && row.regex.is_none()
            && row.pattern.ends_with(char::is_alphanumeric)
            && line[end..].starts_with(char::is_alphanumeric);
        let (id, kind, day_first) = (RuleId(row.id), row.kind, row.day_first);
        let is_user = key.rule_idx < self.n_user;
        (!breaks_word).then_some(Match { id, kind, scope, rest, captures, day_first, is_user })
    }
}

impl Row {
    /// What goes into the trie, folded, and whether it has to end the line. A heading with a colon is also one
    /// without it.
    fn patterns(&self) -> Vec<(String, bool)> {
        let mut folded: String = Folding::of_pattern(self.pattern).map(|(folded, _)| folded).collect();
        let bare = folded.trim_end_matches(|folded| folded != '#' && is_decoration_at_end(folded)).to_owned();
        if self.whole {
            return vec![(bare, true)];
        }
        if self.pattern.ends_with(' ') {
            folded.push(' ');
        }
        let is_heading = self.scope != Scope::Line && self.regex.is_none() && bare != folded;
        if is_heading { vec![(folded, false), (bare, true)] } else { vec![(folded, false)] }
    }

    fn names_someone(&self) -> bool {
        !self.kind.is_boilerplate()
    }

    /// Without a regex, what follows the anchor is what the kind of the rule is about.
    fn captures_of_rest(&self, rest: Range<usize>) -> Captures {
        match self.kind {
            RuleKind::Pubinfo => Captures { date: Some(rest), ..Captures::default() },
            RuleKind::Byline => Captures { author: Some(rest), ..Captures::default() },
            RuleKind::Credit | RuleKind::AgencyCredit => Captures { credit: Some(rest), ..Captures::default() },
            _ => Captures::default(),
        }
    }
}

impl Rule {
    /// What the regex captures in this range of the line; `None` if the range is not what it describes.
    fn captures(&self, line: &str, range: Range<usize>) -> Option<Captures> {
        let regex = self.regex.get_or_init(|| self.row.regex.and_then(|regex| compile(regex).ok())).as_ref()?;
        let found = regex.captures(line.get(range.clone())?)?;
        let group = |name| {
            let group = found.name(name)?;
            Some(trim_to_range(line, range.start + group.start()..range.start + group.end()))
        };
        Some(Captures {
            outlet: group("outlet"),
            date: group("date"),
            author: group("author"),
            credit: group("credit"),
        })
    }
}

/// The regex describes all that follows the anchor, not a part of it. It may use the parts below by their names.
fn compile(regex: &str) -> Result<Regex, regex::Error> {
    let expanded = PARTS.iter().fold(format!("^(?:{regex})$"), |regex, (name, part)| regex.replace(name, part));
    RegexBuilder::new(&expanded).size_limit(1 << 21).build()
}

/// What regexes are made of: `{in_outlet}` captures outlet and date of a publication line, `{date}` a date of any form with
/// its time, `{more}` is what may follow it on such a line, `{name}` captures the people of a byline, `{agency}` and `{agency_ar}` are news agencies, `{section}` is
/// the name of a section or an outlet, in a few words, `{few}` are a few words of any kind, `{d}` is a digit of any script. Which day a date is, `dates` tells; here it only has to look like one, so that a sentence does
/// not. Counted repetitions and classes of all Unicode would make compiling one take ten times as long.
const PARTS: &[(&str, &str)] = &[
    ("{in_outlet}", "(?<outlet>.+?)(?:[,،]| [-–—|])?(?: (?:le|du|on|el|يوم|بتاريخ|في))? {full_date}"),
    ("{full_date}", r"(?<date>(?:{day_name},? )?(?:{numbers}|{day_month_year}|{month_first}){time}?)\.?"),
    (
        "{day_name}",
        "(?:[Ll]undi|[Mm]ardi|[Mm]ercredi|[Jj]eudi|[Vv]endredi|[Ss]amedi|[Dd]imanche|[A-Z][a-z]+day|[Ll]unes|[Mm]artes|[Mm]iércoles|[Jj]ueves|[Vv]iernes|[Ss]ábado|[Dd]omingo|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد)",
    ),
    (
        "{day_month_year}",
        r"{d}{d}?(?:er|st|nd|rd|th)? ?(?:[-/] ?|de )?{month}(?: ?[-/] ?{month}| ?\({month}\))?\.?,? ?(?:[-/] ?|del? |عام |سنة )?{d}{d}{d}{d}",
    ),
    ("{date}", "(?<date>(?:{weekday},? )?(?:le )?(?:{numbers}|{words}|{relative}){time}?)"),
    ("{weekday}", r"[^ 0-9٠-٩,.:]+\.?"),
    ("{numbers}", "{d}+ ?[-‐–—/.] ?{d}{d}? ?[-‐–—/.] ?{d}+"),
    ("{words}", "(?:{day_first}|{month_first})"),
    ("{day_first}", r"{d}{d}?(?:er|st|nd|rd|th)? ?(?:de )?{month}(?: ?/ ?{month})?\.?,?(?: del?)?(?: {d}{d}{d}{d})?"),
    ("{month_first}", r"[A-Z][a-z]+\.? {d}{d}?(?:st|nd|rd|th)?,? {d}{d}{d}{d}"),
    ("{month}", "[^ 0-9٠-٩,./:-]+(?: (?:الثاني|الأول|الثانية|الأولى|الآخرة))?"),
    ("{relative}", "(?:{day_word}|il y a (?:environ )?{count} {unit}|{d}+ {unit} ago|hace {d}+ {unit}|{ago_ar})"),
    ("{day_word}", "(?:hier|avant-hier|aujourd['’]hui|yesterday|today|ayer|hoy|أمس|اليوم)"),
    ("{ago_ar}", "(?:منذ|قبل) (?:{d}+ )?{unit}"),
    ("{count}", "(?:{d}+|une?)"),
    ("{unit}", "[^ 0-9,.]+"),
    ("{time}", "(?:,? ?{at}? ?{d}{d}? ?(?:[:hH.] ?{d}{d}|[hH])(?::{d}{d})?(?: ?{clock})?(?: ?{clock})?)"),
    ("{at}", "(?:[-–|·à]|at|a las|على الساعة|الساعة)"),
    ("{clock}", r"(?:am|pm|AM|PM|a\.m\.|p\.m\.|h|GMT|UTC|CET|EST|ص|م)"),
    ("{more}", r"(?: ?[,|·•;(/–-]? ?(?:{update}|[Pp]ar|[Bb]y|[Pp]or) .+| ?[|·•–-] ?.+|\.)?"),
    (
        "{update}",
        "(?:[Mm]ise? à jour|[Mm]odifié|[Aa]ctualisé|[Dd]ernière|[Uu]pdated|[Ll]ast|[Mm]odified|[Aa]ctualizado|آخر تحديث|تحديث|تم التحديث)",
    ),
    ("{name}", "(?<author>{person}(?:(?:,| et| and| y| &| و) ?{person})*)"),
    ("{person}", "(?:{capital}(?:(?: {particle})* {capital})+|{arabic} {arabic}(?: {arabic})?(?: {arabic})?)"),
    ("{capital}", "[A-ZÀ-ÖØ-Þ][^ 0-9,;:!?()«»|]*"),
    ("{particle}", "(?:de|du|la|le|el|al|ben|bin|ibn|van|von|di|da|y)"),
    ("{section}", "(?:{capital_word}(?: {few})?)"),
    ("{few}", "(?:{few_word}(?: {few_word})?(?: {few_word})?)"),
    ("{capital_word}", "[A-ZÀ-ÖØ-Þ0-9][^ .:;!?,]*"),
    ("{few_word}", "[^ .:;!?,]+"),
    ("{arabic}", "[ء-ي][^ 0-9،؛:!؟.()«»|,]+"),
    (
        "{agency}",
        "(?:AFP|Agence France[- ]Presse|Reuters|(?:The )?Associated Press|AP|dpa|DPA|EFE|Europa Press|ANSA|Xinhua|MAP|APS|TAP|UPI|TASS|Anadolu|AA|Belga|ATS|[Aa]gences?|[Aa]gencias|[Aa]gencies)",
    ),
    (
        "{agency_ar}",
        r"(?:رويترز|أ\.? ?ف\.? ?ب\.?|ا ?ف ?ب|(?:وكالة )?فرانس برس|أسوشيتد برس|أ ?ب|(?:وكالة )?الأناضول|شينخوا|سبوتنيك|تاس|وكالات|الوكالات|د ?ب ?أ|وكالة [ء-ي]+|AFP|Reuters)",
    ),
    ("{d}", "[0-9٠-٩۰-۹]"),
];

/// A name cannot begin like this: seen without compiling a regex for each "Par ailleurs" and "Avec le".
fn names_nobody(regex: &str, rest: &str) -> bool {
    let wants_name = ["{name}", "(?:l['’])?(?<credit>{agency}"].iter().any(|start| regex.starts_with(start));
    let begins_like_agency = ["l'", "l’", "agence", "agencia", "dpa"].iter().any(|start| rest.starts_with(start));
    wants_name && !begins_like_agency && rest.starts_with(char::is_lowercase)
}

/// The range without the spaces at its ends.
fn trim_to_range(line: &str, range: Range<usize>) -> Range<usize> {
    let text = line.get(range.clone()).unwrap_or_default();
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// A rule as a user writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UserRule {
    id: String,
    kind: String,
    #[serde(default)]
    scope: Option<String>,
    #[serde(default)]
    line: Option<String>,
    #[serde(default)]
    lines: Option<Vec<String>>,
    #[serde(default)]
    anchor: Option<String>,
    #[serde(default)]
    regex: Option<String>,
    #[serde(default)]
    long: bool,
    #[serde(default)]
    day_first: bool,
    /// A line that matches; checked where it is given.
    #[serde(default)]
    matches: Option<String>,
    /// A line that must not match; checked where it is given.
    #[serde(default)]
    rejects: Option<String>,
}

#[derive(Deserialize)]
struct UserRules {
    #[serde(default)]
    rule: Vec<Spanned<Table>>,
}

fn read_user_rules(file: &str, text: &str, rows: &mut Vec<Row>, errors: &mut Vec<RuleError>) {
    let mut fail = |offset: usize, message: String| {
        let line = 1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count() as u32;
        errors.push(RuleError { file: file.to_owned(), line, message });
    };
    let rules: UserRules = match toml::from_str(text) {
        Ok(rules) => rules,
        Err(error) => return fail(error.span().map_or(0, |span| span.start), error.message().to_owned()),
    };
    for rule in rules.rule {
        let offset = rule.span().start;
        match UserRule::deserialize(rule.into_inner()).map_err(|error| error.message().to_owned()).and_then(user_rows) {
            Ok(of_rule) => rows.extend(of_rule),
            Err(message) => fail(offset, message),
        }
    }
}

/// The rule, once for each of its phrases.
fn user_rows(rule: UserRule) -> Result<Vec<Row>, String> {
    let (whole, patterns) = match (rule.line, rule.lines, rule.anchor) {
        (Some(line), None, None) => (true, vec![line]),
        (None, Some(lines), None) => (true, lines),
        (None, None, Some(anchor)) => (false, vec![anchor]),
        _ => return Err("a rule has either a `line`, `lines` or an `anchor`".to_owned()),
    };
    if let Some(pattern) = patterns.iter().find(|pattern| !pattern.contains(char::is_alphanumeric)) {
        return Err(format!("there is no letter in `{pattern}`"));
    }
    if let Some(error) = rule.regex.as_ref().and_then(|regex| compile(regex).err()) {
        return Err(format!("the regex is none: {error}"));
    }
    let kind = RuleKind::parse(&rule.kind).ok_or_else(|| format!("there is no kind `{}`", rule.kind))?;
    let scope = rule.scope.as_deref().map_or(Some(Scope::Line), Scope::parse);
    let scope = scope.ok_or("a scope is `line`, `tail` or `head`")?;
    let keep = |text: String| -> &'static str { text.leak() };
    let (id, regex) = (keep(rule.id), rule.regex.map(keep));
    let (long, day_first) = (rule.long, rule.day_first);
    let row = |pattern| Row { id, kind, scope, whole, pattern: keep(pattern), regex, long, day_first };
    let rows: Vec<Row> = patterns.into_iter().map(row).collect();
    let alone = Rules::new(rows.iter().copied());
    match (rule.matches, rule.rejects) {
        (Some(line), _) if alone.find(&line).is_none() => Err(format!("the rule does not match `{line}`")),
        (_, Some(line)) if alone.find(&line).is_some() => Err(format!("the rule must not match `{line}`")),
        _ => Ok(rows),
    }
}

/// A line as rules see it: folded characters, each with the byte of the line it ends at.
struct Folding<'a> {
    chars: CharIndices<'a>,
    /// `#` stands for a number, as in a pattern.
    of_pattern: bool,
    /// Something has been given out: decoration at the start is over.
    started: bool,
    last: char,
    /// A space was read, ending here; whether it counts depends on what follows it.
    space: Option<usize>,
    /// What follows the space that is being given out.
    queued: Option<(char, usize)>,
}

impl<'a> Folding<'a> {
    fn of_line(line: &'a str) -> Folding<'a> {
        Folding { chars: line.char_indices(), of_pattern: false, started: false, last: ' ', space: None, queued: None }
    }

    fn of_pattern(pattern: &'a str) -> Folding<'a> {
        Folding { of_pattern: true, ..Folding::of_line(pattern) }
    }

    /// Reads on to the end of a number: digits, with points or commas between them.
    fn end_of_number(&mut self, mut end: usize) -> usize {
        loop {
            let mut ahead = self.chars.clone();
            let Some((start, next)) = ahead.next() else { return end };
            let is_separator = matches!(next, '.' | ',' | '\u{66b}' | '\u{66c}');
            let goes_on = is_digit(next) || is_separator && ahead.next().is_some_and(|(_, after)| is_digit(after));
            if !goes_on {
                return end;
            }
            self.chars.next();
            end = start + next.len_utf8();
        }
    }
}

impl Iterator for Folding<'_> {
    type Item = (char, usize);

    fn next(&mut self) -> Option<(char, usize)> {
        if let Some(queued) = self.queued.take() {
            return Some(queued);
        }
        loop {
            let (start, character) = self.chars.next()?;
            let mut end = start + character.len_utf8();
            let is_number = is_digit(character) || self.of_pattern && character == '#';
            if is_mark(character) || !self.started && !is_number && is_decoration_at_start(character) {
                continue;
            }
            if character.is_whitespace() {
                self.space = Some(end);
                continue;
            }
            let folded = if is_number { '#' } else { fold(character) };
            if is_digit(character) {
                end = self.end_of_number(end);
            }
            let space = self.space.take();
            let repeats = folded == '.' && self.last == '.';
            if repeats {
                continue;
            }
            let separates = self.started && !is_closing(folded) && !is_opening(self.last);
            self.started = true;
            self.last = folded;
            match space {
                Some(space) if separates => {
                    self.queued = Some((folded, end));
                    return Some((' ', space));
                }
                _ => return Some((folded, end)),
            }
        }
    }
}

/// One character without case, accent and form.
fn fold(character: char) -> char {
    match character {
        'a'..='z' => character,
        'A'..='Z' => character.to_ascii_lowercase(),
        // A hashtag is no number.
        '#' => '\u{266f}',
        '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' | '`' => '\'',
        '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2026}' => '.',
        '\u{61f}' => '?',
        '\u{60c}' => ',',
        '\u{61b}' => ';',
        _ if character.is_ascii() => character,
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' => '\u{627}',
        '\u{649}' | '\u{6cc}' => '\u{64a}',
        '\u{629}' => '\u{647}',
        '\u{6a9}' => '\u{643}',
        '\u{620}'..='\u{6ff}' => character,
        _ => {
            let mut base = character;
            let mut is_first = true;
            decompose_canonical(character, |part| {
                if is_first {
                    base = part;
                }
                is_first = false;
            });
            base.to_lowercase().next().unwrap_or(base)
        }
    }
}

fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// Combining accents, tashkil and tatweel.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{fe0f}')
}

/// Bullets, arrows, pictures, brackets. An opening quotation mark is none: who is quoted speaks, even in a site's words.
fn is_decoration_at_start(character: char) -> bool {
    !is_word_char(character)
        && !matches!(
            character,
            '\u{a9}'
                | '@'
                | '%'
                | '$'
                | '\u{20ac}'
                | '\u{ab}'
                | '\u{201c}'
                | '\u{201e}'
                | '\u{201d}'
                | '"'
                | '\''
                | '\u{2018}'
                | '\u{2019}'
        )
}

fn is_decoration_at_end(character: char) -> bool {
    is_mark(character) || !is_word_char(character) && !matches!(character, '\u{a9}' | '@' | '%' | '$' | '\u{20ac}')
}

fn is_closing(folded: char) -> bool {
    matches!(folded, ':' | ';' | '!' | '?' | ',' | '.' | ')' | ']' | '%')
}

fn is_opening(folded: char) -> bool {
    matches!(folded, '(' | '[')
}

#[cfg(test)]
mod tests;
