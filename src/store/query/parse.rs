//! Reads what is typed into a query, as far as it makes sense.
//!
//! The grammar is that of DESIGN: words, `"phrases"`, `-not`, `a OR b`, `(...)`, `=exactly`, `field:value`. Every input is a query:
//! a quotation or a bracket that is not closed yet ends with the input, and what means nothing is left out with a doubt.

use std::ops::Range;

use crate::model::date::PartialDate;
use crate::model::lang::Lang;
use crate::store::marked::Status;
use crate::store::query::{Doubt, Node, OutletName, Part, Period, Query, Reading, Text, Unit};
use crate::store::term::Word;
use crate::text::clean;
use crate::text::fold::{fold, fold_mapped, words};

/// Reads a query. Its last word counts as a beginning until a space, a quotation mark or a bracket ends it.
pub fn parse(input: &str) -> (Query, Vec<Doubt>) {
    let mut parser = Parser::new(input);
    let root = parser.everything();
    (Query { root }, parser.doubts)
}

/// A word as it stands in what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct TypedWord {
    /// Where it is looked for.
    pub(in crate::store) part: Part,
    pub(in crate::store) word: Word,
    /// Its bytes in the input.
    pub(in crate::store) place: Range<usize>,
}

/// The words that are looked for, however they are written: neither those that are excluded nor those that are meant exactly so.
pub(in crate::store) fn typed_words(input: &str) -> Vec<TypedWord> {
    let mut parser = Parser::new(input);
    parser.everything();
    let mut typed = Vec::new();
    for (part, piece) in parser.texts {
        let folded = fold_mapped(piece.text);
        for ((start, _), word) in words(&folded.text).zip(folded_words(&piece)) {
            let place = folded.original(start..start + word.folded().len());
            let place = piece.text_start + place.start..piece.text_start + place.end;
            typed.push(TypedWord { part, word, place });
        }
    }
    typed
}

/// Brackets in brackets beyond this are nobody's query.
const MAX_DEPTH: usize = 16;

struct Parser<'a> {
    input: &'a str,
    /// Byte offset of what comes next.
    at: usize,
    /// Brackets and minus signs that are open.
    depth: usize,
    doubts: Vec<Doubt>,
    /// Words to be found, however they are written.
    texts: Vec<(Part, Piece<'a>)>,
}

/// A word or a quotation as it stands in the input.
struct Piece<'a> {
    text: &'a str,
    /// Where it begins in the input: behind the quotation mark of a quotation.
    text_start: usize,
    range: Range<usize>,
    /// Nothing has ended it yet: the input ends behind it.
    is_being_typed: bool,
}

impl<'a> Parser<'a> {
    fn new(input: &'a str) -> Parser<'a> {
        Parser { input, at: 0, depth: 0, doubts: Vec::new(), texts: Vec::new() }
    }

    /// All of the input.
    fn everything(&mut self) -> Node {
        let mut root = self.alternatives();
        while let Some(start) = self.take(')') {
            self.doubt(start..self.at, Reading::NotOpened);
            root = both(root, self.alternatives());
        }
        root
    }

    /// `all OR all …`, up to a closing bracket or the end.
    fn alternatives(&mut self) -> Node {
        let mut found: Vec<Node> = Vec::new();
        let mut last_or: Option<Range<usize>> = None;
        loop {
            let node = self.all();
            let is_nothing = node == Node::All(Vec::new());
            if let Some(or) = last_or.take().filter(|_| is_nothing || found.is_empty()) {
                self.doubt(or, Reading::LonelyOr);
            }
            match node {
                _ if is_nothing => {}
                Node::Any(nodes) => found.extend(nodes),
                node => found.push(node),
            }
            match self.keyword("OR") {
                Some(or) => last_or = Some(or),
                None => break,
            }
        }
        match (found.len(), found.pop()) {
            (1, Some(only)) => only,
            (_, Some(last)) => Node::Any(found.into_iter().chain([last]).collect()),
            (_, None) => Node::All(Vec::new()),
        }
    }

    /// Everything up to `OR`, a closing bracket or the end.
    fn all(&mut self) -> Node {
        let mut found: Vec<Node> = Vec::new();
        loop {
            self.skip_spaces();
            if let Some(and) = self.keyword("AND") {
                self.doubt(and, Reading::NeedlessAnd);
                continue;
            }
            let is_over = self.rest().is_empty() || self.rest().starts_with(')') || self.is_at_keyword("OR");
            if is_over {
                break;
            }
            match self.item() {
                Some(Node::All(nodes)) => found.extend(nodes),
                node => found.extend(node),
            }
        }
        match (found.len(), found.pop()) {
            (1, Some(only)) => only,
            (_, last) => Node::All(found.into_iter().chain(last).collect()),
        }
    }

    /// One thing that is asked for, with what stands before it; `None` where it means nothing.
    fn item(&mut self) -> Option<Node> {
        let start = self.at;
        if self.take('-').is_some() {
            return self.excluded(start);
        }
        if self.take('(').is_some() {
            return self.bracket(start);
        }
        if let Some(field) = self.field() {
            return self.value(start, field);
        }
        if self.take('=').is_some() {
            let piece = self.piece_behind(start)?;
            return self.exactly(&piece, Part::Anywhere).map(Node::Text);
        }
        let piece = self.piece()?;
        if let Some(field) = unknown_field(&piece) {
            self.doubt(piece.range.start..piece.range.start + field, Reading::NoField);
        }
        self.text(piece, Part::Anywhere)
    }

    fn excluded(&mut self, minus: usize) -> Option<Node> {
        let stands_alone = self.rest().is_empty() || self.rest().starts_with(|c: char| c.is_whitespace() || c == ')');
        if stands_alone {
            self.doubt(minus..self.at, Reading::Nothing);
            return None;
        }
        let n_texts = self.texts.len();
        let node = self.within(minus, Parser::item);
        self.texts.truncate(n_texts);
        Some(Node::Not(Box::new(node?)))
    }

    fn bracket(&mut self, start: usize) -> Option<Node> {
        let node = self.within(start, |parser| Some(parser.alternatives()));
        if self.take(')').is_none() {
            self.doubt(start..start + 1, Reading::NotClosed);
        }
        node.filter(|node| *node != Node::All(Vec::new()))
    }

    /// What `read` reads one level deeper; where that is too deep, everything that is left means nothing.
    fn within(&mut self, start: usize, read: impl FnOnce(&mut Parser<'a>) -> Option<Node>) -> Option<Node> {
        if self.depth == MAX_DEPTH {
            self.at = self.input.len();
            self.doubt(start..self.at, Reading::TooDeep);
            return None;
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }

    /// What is asked of a field.
    fn value(&mut self, start: usize, field: Field) -> Option<Node> {
        let is_exactly = matches!(field, Field::Words(_) | Field::Note) && self.take('=').is_some();
        let piece = self.piece_behind(start)?;
        let range = start..piece.range.end;
        match field {
            Field::Words(part) if is_exactly => self.exactly(&piece, part).map(Node::Text),
            Field::Words(part) => self.text(piece, part),
            Field::Note if is_exactly => self.exactly(&piece, Part::Anywhere).map(Node::Noted),
            Field::Note => {
                let words = self.words_of(&piece)?;
                Some(Node::Noted(Text { part: Part::Anywhere, words, exactly: None }))
            }
            Field::Tag => self.words_of(&piece).map(Node::Tagged),
            Field::Outlet if piece.text == "none" => Some(Node::Outlet(OutletName::None)),
            Field::Outlet => {
                let words = self.words_of(&piece)?;
                Some(Node::Outlet(OutletName::Words(words)))
            }
            Field::Dated(_) if piece.text == "undated" => Some(Node::Undated),
            Field::Dated(unit) => self.period(piece.text, range, unit).map(Node::Dated),
            Field::Lang => self.known(Lang::parse(piece.text).map(Node::Lang), range),
            Field::Is => {
                let status = Status::ALL.into_iter().find(|status| status.name() == piece.text);
                self.known(status.map(Node::Is), range)
            }
        }
    }

    fn known(&mut self, node: Option<Node>, range: Range<usize>) -> Option<Node> {
        if node.is_none() {
            self.doubt(range, Reading::NoSuch);
        }
        node
    }

    fn text(&mut self, piece: Piece<'a>, part: Part) -> Option<Node> {
        let words = self.words_of(&piece)?;
        self.texts.push((part, piece));
        Some(Node::Text(Text { part, words, exactly: None }))
    }

    fn exactly(&mut self, piece: &Piece<'a>, part: Part) -> Option<Text> {
        let words = self.words_of(piece)?;
        let exactly = clean::line(&piece.text.replace('"', " ")).into();
        Some(Text { part, words, exactly: Some(exactly) })
    }

    /// The folded words of a piece, one at least.
    fn words_of(&mut self, piece: &Piece<'a>) -> Option<Vec<Word>> {
        let found = folded_words(piece);
        if found.is_empty() {
            self.doubt(piece.range.clone(), Reading::NoWord);
            return None;
        }
        Some(found)
    }

    /// `2016`, `2016..2020`, `2020-02..`; a year or a date that is being typed counts as far as it goes.
    fn period(&mut self, text: &str, range: Range<usize>, unit: Unit) -> Option<Period> {
        let bounds = match text.split_once("..") {
            None => self.dates(text, &range, unit).map(|(from, to)| (Some(from), Some(to))),
            Some((from, to)) => {
                let from = self.bound(from, &range, unit);
                let to = self.bound(to, &range, unit);
                (from.is_some() || to.is_some()).then_some((from.map(|dates| dates.0), to.map(|dates| dates.1)))
            }
        };
        let Some((from, to)) = bounds else {
            self.doubt(range, Reading::NoSuch);
            return None;
        };
        let is_turned = from.zip(to).is_some_and(|(from, to)| from.first_day() > to.last_day());
        if is_turned {
            self.doubt(range, Reading::TurnedRound);
            return Some(Period { from: to, to: from, unit });
        }
        Some(Period { from, to, unit })
    }

    /// One end of a period; `None` where it is open. An end that means nothing leaves it open, with a doubt.
    fn bound(&mut self, text: &str, range: &Range<usize>, unit: Unit) -> Option<(PartialDate, PartialDate)> {
        if text.is_empty() {
            return None;
        }
        let dates = self.dates(text, range, unit);
        if dates.is_none() {
            self.doubt(range.clone(), Reading::NoSuch);
        }
        dates
    }

    /// The first and the last date that is meant by one.
    fn dates(&mut self, text: &str, range: &Range<usize>, unit: Unit) -> Option<(PartialDate, PartialDate)> {
        let folded = fold(text);
        let is_year = folded.bytes().all(|byte| byte.is_ascii_digit());
        if is_year {
            let (first, last) = years(&folded)?;
            if first != last {
                self.doubt(range.clone(), Reading::Years(first, last));
            }
            return Some((PartialDate::year(first)?, PartialDate::year(last)?));
        }
        if unit == Unit::Year {
            return None;
        }
        let (date, is_whole) = date(&folded)?;
        if !is_whole {
            self.doubt(range.clone(), Reading::AsFar(date));
        }
        Some((date, date))
    }

    /// A field with its colon, if one stands here.
    fn field(&mut self) -> Option<Field> {
        let (name, field) = FIELDS.iter().find(|(name, _)| self.rest().starts_with(name))?;
        self.at += name.len();
        Some(*field)
    }

    /// The piece behind a field or an equals sign, which must follow at once.
    fn piece_behind(&mut self, start: usize) -> Option<Piece<'a>> {
        let piece = self.piece();
        if piece.is_none() {
            self.doubt(start..self.at, Reading::Nothing);
        }
        piece
    }

    /// A quotation or a word; `None` where neither begins here.
    fn piece(&mut self) -> Option<Piece<'a>> {
        let start = self.at;
        let first = self.rest().chars().next()?;
        if let Some((_, close)) = QUOTES.iter().find(|(open, _)| *open == first) {
            self.at += first.len_utf8();
            let inside = self.rest();
            let end = inside.find(*close);
            self.at += end.map_or(inside.len(), |end| end + close.len_utf8());
            if end.is_none() {
                self.doubt(start..start + first.len_utf8(), Reading::NotClosed);
            }
            let text = &inside[..end.unwrap_or(inside.len())];
            let text_start = start + first.len_utf8();
            return Some(Piece { text, text_start, range: start..self.at, is_being_typed: end.is_none() });
        }
        let is_end = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || QUOTES.iter().any(|(open, _)| *open == c);
        let rest = self.rest();
        let text = &rest[..rest.find(is_end).unwrap_or(rest.len())];
        self.at += text.len();
        let is_being_typed = self.at == self.input.len();
        (!text.is_empty()).then_some(Piece { text, text_start: start, range: start..self.at, is_being_typed })
    }

    /// A word of the grammar, in capitals and by itself.
    fn keyword(&mut self, keyword: &str) -> Option<Range<usize>> {
        self.skip_spaces();
        let start = self.at;
        let is_here = self.is_at_keyword(keyword);
        is_here.then(|| {
            self.at += keyword.len();
            start..self.at
        })
    }

    fn is_at_keyword(&self, keyword: &str) -> bool {
        let ends =
            |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
        self.rest().strip_prefix(keyword).is_some_and(ends)
    }

    /// Where this character stands, if it comes next.
    fn take(&mut self, c: char) -> Option<usize> {
        let start = self.at;
        self.rest().starts_with(c).then(|| {
            self.at += c.len_utf8();
            start
        })
    }

    fn skip_spaces(&mut self) {
        self.at = self.input.len() - self.rest().trim_start().len();
    }

    fn rest(&self) -> &'a str {
        &self.input[self.at..]
    }

    fn doubt(&mut self, range: Range<usize>, reading: Reading) {
        let quote = clean::line(&self.input[range.clone()]).into();
        self.doubts.push(Doubt { range, quote, reading });
    }
}

/// The folded words of a piece; the last one is a beginning where nothing has ended it.
fn folded_words(piece: &Piece<'_>) -> Vec<Word> {
    let folded = fold(piece.text);
    let mut found: Vec<Word> = words(&folded).map(|(_, word)| Word::new(word, false)).collect();
    let is_prefix = piece.is_being_typed && piece.text.ends_with(char::is_alphanumeric);
    if let Some(last) = found.last_mut().filter(|_| is_prefix) {
        *last = Word::new(last.folded(), true);
    }
    found
}

/// What stands before a colon.
#[derive(Clone, Copy)]
enum Field {
    Words(Part),
    Outlet,
    Dated(Unit),
    Lang,
    Is,
    Tag,
    Note,
}

const FIELDS: [(&str, Field); 9] = [
    ("outlet:", Field::Outlet),
    ("year:", Field::Dated(Unit::Year)),
    ("date:", Field::Dated(Unit::Day)),
    ("lang:", Field::Lang),
    ("title:", Field::Words(Part::Title)),
    ("author:", Field::Words(Part::Author)),
    ("is:", Field::Is),
    ("tag:", Field::Tag),
    ("note:", Field::Note),
];

/// What opens a quotation and what closes it.
const QUOTES: [(char, char); 4] = [('"', '"'), ('«', '»'), ('“', '”'), ('„', '“')];

/// Two things that must both be so.
fn both(one: Node, other: Node) -> Node {
    let parts = |node| match node {
        Node::All(nodes) => nodes,
        node => vec![node],
    };
    let mut nodes = parts(one);
    nodes.extend(parts(other));
    match (nodes.len(), nodes.pop()) {
        (1, Some(only)) => only,
        (_, last) => Node::All(nodes.into_iter().chain(last).collect()),
    }
}

/// The bytes of what looks like a field in front of a word but is none; addresses and times are no fields.
fn unknown_field(piece: &Piece<'_>) -> Option<usize> {
    let (name, value) = piece.text.split_once(':')?;
    let is_name = name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_lowercase());
    (is_name && !value.starts_with("//")).then_some(name.len() + 1)
}

/// The years that begin with these digits: `20` is 2000 to 2099, `2016` itself.
fn years(digits: &str) -> Option<(i32, i32)> {
    let n_missing = 4usize.checked_sub(digits.len())?;
    let first: i32 = digits.parse().ok()?;
    let scale = 10i32.pow(n_missing as u32);
    Some(((first * scale).max(1), first * scale + scale - 1))
}

/// `2020-02-12`, `2020-2`; the second value is false where only the beginning of the text means a date.
fn date(text: &str) -> Option<(PartialDate, bool)> {
    let mut parts = text.split('-');
    let year: i32 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: Option<u32> = parts.next().and_then(|month| month.parse().ok());
    let day: Option<u32> = parts.next().and_then(|day| day.parse().ok());
    let n_parts = text.split('-').count();
    let whole = month.zip(day).and_then(|(month, day)| PartialDate::day(year, month, day));
    if let Some(date) = whole {
        return Some((date, n_parts == 3));
    }
    if let Some(date) = month.and_then(|month| PartialDate::month(year, month)) {
        return Some((date, n_parts == 2));
    }
    Some((PartialDate::year(year)?, false))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The query as it is printed, and what is doubted.
    fn check(typed: &str, printed: &str, doubts: &[&str]) {
        let (query, got) = parse(typed);
        assert_eq!(query.to_string(), printed, "{typed}");
        assert_eq!(got.iter().map(Doubt::to_string).collect::<Vec<_>>(), doubts, "{typed}");
    }

    #[test]
    fn words_are_joined_by_and() {
        check("", "", &[]);
        check("   ", "", &[]);
        check("Soldats turcs", "soldats turcs", &[]);
        check("Soldats turcs ", "soldats turcs ", &[]);
        check("où ? ", "ou ", &["? is no word, and was left out"]);
        check("alep AND homs", "alep homs", &["AND is not needed: all words must occur"]);
        check("and or Or ", "and or or ", &[]);
    }

    #[test]
    fn words_in_quotation_marks_or_in_one_piece_follow_each_other() {
        check("\"soldats turcs\"", "\"soldats turcs\"", &[]);
        check("« soldats turcs »", "\"soldats turcs\"", &[]);
        check("“Soldats Turcs” alep ", "\"soldats turcs\" alep ", &[]);
        check("\"soldats tur", "\"soldats tur", &["\" is not closed, and ends with the query"]);
        check("l'Armée", "\"l armee", &[]);
        check("l'Armée ", "\"l armee\"", &[]);
        check("\"\"", "", &["\"\" is no word, and was left out"]);
        check("alep\"homs idlib\"", "alep \"homs idlib\"", &[]);
    }

    #[test]
    fn a_minus_excludes() {
        check("-turcs", "-turcs", &[]);
        check("soldats -\"armée turque\" ", "soldats -\"armee turque\"", &[]);
        check("--turcs ", "--turcs ", &[]);
        check("porte-parole ", "\"porte parole\"", &[]);
        check("alep - homs ", "alep homs ", &["nothing stands behind -: it was left out"]);
        check("-(a OR b) ", "-(a OR b)", &[]);
    }

    #[test]
    fn or_and_brackets_make_alternatives() {
        check("a OR b ", "a OR b ", &[]);
        check("a b OR c d ", "a b OR c d ", &[]);
        check("a (b OR c) d ", "a (b OR c) d ", &[]);
        check("((a)) ", "a ", &[]);
        check("(a b) c ", "a b c ", &[]);
        check("(a OR b) OR c ", "a OR b OR c ", &[]);
        check("a OR", "a ", &["OR stands between nothing, and was left out"]);
        check("OR a ", "a ", &["OR stands between nothing, and was left out"]);
        check("(a OR b", "a OR b", &["( is not closed, and ends with the query"]);
        check("a) b ", "a b ", &[") closes nothing, and was left out"]);
        check("()", "", &[]);
    }

    #[test]
    fn an_equals_sign_means_exactly_so() {
        check("=Été ", "=Été ", &[]);
        check("=Alep ", "=Alep ", &[]);
        check("=\"Le Monde\"", "=\"Le Monde\"", &[]);
        check("=Al", "=Al", &[]);
        check("= a ", "a ", &["nothing stands behind =: it was left out"]);
    }

    #[test]
    fn fields_narrow_down() {
        check("outlet:Monde ", "outlet:monde ", &[]);
        check("outlet:\"Le Monde\"", "outlet:\"le monde\"", &[]);
        check("outlet:none", "outlet:none ", &[]);
        check("outlet:", "", &["nothing stands behind outlet:: it was left out"]);
        check("title:\"soldats turcs\" author:kepel ", "title:\"soldats turcs\" author:kepel ", &[]);
        check("title:=Alep ", "title:=Alep ", &[]);
        check("lang:AR", "lang:ar ", &[]);
        check("lang:?", "", &["lang:? is not known, and was left out"]);
        check("is:unread -is:read ", "is:unread -is:read ", &[]);
        check("is:blue", "", &["is:blue is not known, and was left out"]);
        check("is:starred -is:listed is:noted is:tagged ", "is:starred -is:listed is:noted is:tagged ", &[]);
        check("tag:idl", "tag:idl", &[]);
        check("tag:#À-lire -tag:none ", "tag:\"a lire\" -tag:\"none\"", &[]);
        check("tag:- ", "", &["- is no word, and was left out"]);
        check("tag: alep ", "alep ", &["nothing stands behind tag:: it was left out"]);
        check("note:\"l'armée à Al", "note:\"l armee a al", &["\" is not closed, and ends with the query"]);
        check("note:=Alep note:phare", "note:=Alep note:phare", &[]);
        check("colour:red ", "\"colour red\"", &["colour: is no field, and is searched as plain words"]);
        check("https://example.org 12:30 ", "\"https example org\" \"12 30\"", &[]);
    }

    #[test]
    fn periods_are_years_or_dates_and_open_where_nothing_stands() {
        check("year:2016", "year:2016 ", &[]);
        check("year:٢٠١٦", "year:2016 ", &[]);
        check("year:2016..2020", "year:2016..2020 ", &[]);
        check("year:2016..", "year:2016..", &[]);
        check("year:..2020 ", "year:..2020 ", &[]);
        check("year:20", "year:2000..2099 ", &["year:20 is read as 2000 to 2099"]);
        check("year:2020..2016", "year:2016..2020 ", &["year:2020..2016 ends before it begins, and was turned round"]);
        check("year:undated", "year:undated ", &[]);
        check("year:2020-02", "", &["year:2020-02 is not known, and was left out"]);
        check("date:2020-02..2020-03", "date:2020-02..2020-03 ", &[]);
        check("date:2020-2-9", "date:2020-02-09 ", &[]);
        check("date:2020-0", "date:2020 ", &["date:2020-0 is read as 2020"]);
        check("date:2020-02-31", "date:2020-02 ", &["date:2020-02-31 is read as 2020-02"]);
        check("year:20201", "", &["year:20201 is not known, and was left out"]);
        check(
            "date:soon..",
            "",
            &["date:soon.. is not known, and was left out", "date:soon.. is not known, and was left out"],
        );
    }

    #[test]
    fn brackets_without_end_are_read_to_a_depth() {
        let (query, doubts) = parse(&"(".repeat(100_000));
        assert!(query.is_empty());
        assert!(doubts.iter().any(|doubt| doubt.reading == Reading::TooDeep));
        assert!(parse(&"-".repeat(100_000)).0.is_empty());
    }

    proptest! {
        #[test]
        fn any_input_is_a_query_that_prints_as_itself(typed in "([a-zéA-Z0-9:=()\"«» .-]|OR |outlet:|year:20|date:2020-|title:|is:un|is:starred |tag:|note:|note:=|lang:|حلب|-\\(|\\PC){0,24}") {
            let (query, doubts) = parse(&typed);
            let printed = query.to_string();
            prop_assert_eq!(&parse(&printed).0, &query, "{}", printed);
            for doubt in doubts {
                prop_assert!(typed.get(doubt.range).is_some());
            }
        }
    }
}
