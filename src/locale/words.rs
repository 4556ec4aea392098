//! The messages of one language, and how they are said.
//!
//! A message is known by its id; what changes in it are its arguments: `words.text("title-sources")`,
//! `words.with("articles", &[("n", n.into())])`. A test asks that every id in the code stands in every file of
//! `assets/locales`, with the same arguments, and that no message stands there that nothing says. Should one be missing
//! all the same, its id is shown: that is better than an empty place.
//!
//! The files are read by Fluent's own parser; of what Fluent can express, a message has text, arguments, and choices by
//! an argument. Putting it together is done here, because the plural rules that come with Fluent are wrong for Arabic
//! from 103 on (intl_pluralrules 7.0.2 leaves the remainder out), and because nothing needs to be isolated in a sentence
//! that runs one way.
//!
//! Numbers are set in groups of three with a narrow no-break space between them, as both presses do; inside Arabic that
//! space keeps the groups in their order, which a common space does not.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse_runtime;

use crate::locale::Locale;
use crate::locale::plural::Form;
use crate::text::bidi::{Direction, has_rtl};

/// The messages of one language, read once. A clone is another pointer to them.
#[derive(Clone)]
pub struct Words {
    locale: Locale,
    isolates: bool,
    messages: Arc<HashMap<Box<str>, Message>>,
    /// Columns of the longest short date, once they have been measured.
    pub(super) date_width: Arc<OnceLock<u16>>,
}

/// What can stand in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A number, which also chooses the plural form.
    Number(usize),
    /// Any text. A year is one: its thousands are not set apart.
    Text(Cow<'a, str>),
    /// Another message.
    Saying(Saying),
}

/// A message that is still to be said, by whoever knows in which language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    id: &'static str,
    arguments: Vec<(&'static str, Value<'static>)>,
}

impl Saying {
    /// The message of this id.
    pub fn new(id: &'static str) -> Saying {
        Saying { id, arguments: Vec::new() }
    }

    /// The same with an argument.
    pub fn of(mut self, name: &'static str, value: impl Into<Value<'static>>) -> Saying {
        self.arguments.push((name, value.into()));
        self
    }
}

impl From<Saying> for Value<'_> {
    fn from(saying: Saying) -> Self {
        Value::Saying(saying)
    }
}

/// The arguments of a message, by name.
pub type Arguments<'a> = [(&'static str, Value<'a>)];

type Message = Vec<Piece>;

/// A piece of a message.
enum Piece {
    Text(Box<str>),
    Argument(Box<str>),
    Choice { by: Box<str>, cases: Vec<(Box<str>, Message)>, otherwise: Message },
}

impl Words {
    /// The words of a language.
    pub fn of(locale: Locale) -> Words {
        Words::read(locale, locale.messages())
    }

    /// The words of a language, from a text in the syntax of Fluent; what is no message there is left out.
    pub fn read(locale: Locale, messages: &str) -> Words {
        let (Ok(resource) | Err((resource, _))) = parse_runtime(messages);
        let read = |entry: Entry<&str>| match entry {
            Entry::Message(entry) => Some((entry.id.name.into(), message(&entry.value?)?)),
            _ => None,
        };
        let messages = resource.body.into_iter().filter_map(read).collect();
        Words { locale, isolates: true, messages: Arc::new(messages), date_width: Arc::default() }
    }

    /// The same words for answers that are no picture: nothing is isolated in them, because nobody lays them out.
    pub fn for_answers(self) -> Words {
        Words { isolates: false, ..self }
    }

    /// Whose words these are.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// Where the lines of this language begin.
    pub fn direction(&self) -> Direction {
        self.locale.direction()
    }

    /// A message that is always the same.
    pub fn text<'w>(&'w self, id: &'w str) -> &'w str {
        self.find(id).unwrap_or(id)
    }

    /// A message that is always the same, if there is one of this id.
    pub fn find(&self, id: &str) -> Option<&str> {
        match self.messages.get(id).map(Vec::as_slice) {
            Some([Piece::Text(text)]) => Some(text),
            _ => None,
        }
    }

    /// A message with these arguments. A text that could be torn or tear the sentence, because it runs the other way, is
    /// isolated (UAX #9).
    pub fn with(&self, id: &str, arguments: &Arguments<'_>) -> String {
        let Some(message) = self.messages.get(id) else { return id.to_owned() };
        let mut said = String::new();
        self.say(message, arguments, &mut said);
        said
    }

    /// A message that was left to be said.
    pub fn saying(&self, saying: &Saying) -> String {
        self.with(saying.id, &saying.arguments)
    }

    fn say(&self, message: &Message, arguments: &Arguments<'_>, said: &mut String) {
        let argument = |wanted: &str| arguments.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
        for piece in message {
            match piece {
                Piece::Text(text) => said.push_str(text),
                Piece::Argument(name) => match argument(name) {
                    Some(Value::Number(n)) => said.push_str(&number(*n)),
                    Some(Value::Text(text)) if self.is_isolated(text) => {
                        said.extend([FIRST_STRONG_ISOLATE, text, POP_ISOLATE]);
                    }
                    Some(Value::Text(text)) => said.push_str(text),
                    Some(Value::Saying(saying)) => said.push_str(&self.saying(saying)),
                    None => said.extend(["$", name]),
                },
                Piece::Choice { by, cases, otherwise } => {
                    let key = |key: &str| cases.iter().find(|(case, _)| &**case == key).map(|(_, message)| message);
                    let chosen = match argument(by) {
                        Some(Value::Number(n)) => {
                            key(&n.to_string()).or_else(|| key(Form::of(*n, self.locale).as_str()))
                        }
                        Some(Value::Text(text)) => key(text),
                        Some(Value::Saying(_)) | None => None,
                    };
                    self.say(chosen.unwrap_or(otherwise), arguments, said);
                }
            }
        }
    }

    fn is_isolated(&self, text: &str) -> bool {
        let runs_from_left = |c: char| c.is_alphabetic() && !has_rtl(c.encode_utf8(&mut [0; 4]));
        self.isolates
            && match self.direction() {
                Direction::LeftToRight => has_rtl(text),
                Direction::RightToLeft => text.contains(runs_from_left),
            }
    }
}

const FIRST_STRONG_ISOLATE: &str = "\u{2068}";
const POP_ISOLATE: &str = "\u{2069}";

/// A pattern of Fluent as a message; none if something in it is more than a message has.
fn message(pattern: &Pattern<&str>) -> Option<Message> {
    let mut message = Message::new();
    for element in &pattern.elements {
        let next = match element {
            PatternElement::TextElement { value } => Piece::Text((*value).into()),
            PatternElement::Placeable { expression } => piece(expression)?,
        };
        // A text of several lines comes line by line.
        match (message.last_mut(), next) {
            (Some(Piece::Text(text)), Piece::Text(more)) => *text = format!("{text}{more}").into(),
            (_, next) => message.push(next),
        }
    }
    Some(message)
}

fn piece(expression: &Expression<&str>) -> Option<Piece> {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => Some(Piece::Text((*value).into())),
        Expression::Inline(InlineExpression::VariableReference { id }) => Some(Piece::Argument(id.name.into())),
        Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
            let (mut cases, mut otherwise) = (Vec::new(), Message::new());
            for variant in variants {
                let (VariantKey::Identifier { name: key } | VariantKey::NumberLiteral { value: key }) = variant.key;
                match (variant.default, message(&variant.value)?) {
                    (true, message) => otherwise = message,
                    (false, message) => cases.push((key.into(), message)),
                }
            }
            Some(Piece::Choice { by: id.name.into(), cases, otherwise })
        }
        _ => None,
    }
}

impl Default for Words {
    /// English, read once for all who ask.
    fn default() -> Words {
        static ENGLISH: OnceLock<Words> = OnceLock::new();
        ENGLISH.get_or_init(|| Words::of(Locale::English)).clone()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.locale.tag())
    }
}

impl From<usize> for Value<'_> {
    fn from(n: usize) -> Self {
        Value::Number(n)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

/// A number with its thousands set apart.
pub fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(2 * digits.len());
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('\u{202F}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_chooses_the_plural_of_its_language() {
        for (locale, n, want) in [
            (Locale::English, 0, "0 hits"),
            (Locale::English, 1, "1 hit"),
            (Locale::French, 0, "0 occurrence"),
            (Locale::French, 1, "1 occurrence"),
            (Locale::French, 2, "2 occurrences"),
            (Locale::French, 12345, "12\u{202F}345 occurrences"),
            // \u{646}\u{62A}\u{64A}\u{62C}\u{629} is one result, and what follows it the forms for two, few and many.
            (Locale::Arabic, 0, "\u{644}\u{627} \u{646}\u{62A}\u{627}\u{626}\u{62C}"),
            (Locale::Arabic, 1, "\u{646}\u{62A}\u{64A}\u{62C}\u{629} \u{648}\u{627}\u{62D}\u{62F}\u{629}"),
            (Locale::Arabic, 2, "\u{646}\u{62A}\u{64A}\u{62C}\u{62A}\u{627}\u{646}"),
            (Locale::Arabic, 3, "3 \u{646}\u{62A}\u{627}\u{626}\u{62C}"),
            (Locale::Arabic, 110, "110 \u{646}\u{62A}\u{627}\u{626}\u{62C}"),
            (Locale::Arabic, 11, "11 \u{646}\u{62A}\u{64A}\u{62C}\u{629}"),
            (Locale::Arabic, 100, "100 \u{646}\u{62A}\u{64A}\u{62C}\u{629}"),
        ] {
            assert_eq!(Words::of(locale).with("hits", &[("n", n.into())]), want);
        }
    }

    #[test]
    fn what_may_run_the_other_way_is_isolated() {
        let arabic = "\u{645}\u{646}\u{627}\u{631}\u{629}";
        let words = Words::read(Locale::French, "opens = { $name } ouvre");
        assert_eq!(words.with("opens", &[("name", "Le Phare".into())]), "Le Phare ouvre");
        assert_eq!(words.with("opens", &[("name", arabic.into())]), format!("\u{2068}{arabic}\u{2069} ouvre"));
    }

    #[test]
    fn what_is_missing_shows_its_id() {
        let words = Words::read(Locale::English, "hits = { $n } hits\n= nothing at all\nlast = The last");
        assert_eq!(words.text("last"), "The last");
        for said in [words.text("gone"), words.text("hits"), &words.with("gone", &[])] {
            assert!(["gone", "hits"].contains(&said), "{said}");
        }
    }

    #[test]
    fn thousands_are_set_apart() {
        for (n, want) in [(0, "0"), (999, "999"), (1000, "1\u{202F}000"), (1234567, "1\u{202F}234\u{202F}567")] {
            assert_eq!(number(n), want);
        }
    }
}
