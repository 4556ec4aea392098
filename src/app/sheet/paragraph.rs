//! What a sheet is made of: paragraphs, their texts, and what these are for the eye.

use std::ops::Range;

use crate::model::address::WebAddress;
use crate::text::bidi::Direction;
use crate::text::clean::Clean;
use crate::text::language::Language;
use crate::text::setting::Base;

/// What a piece of text is, for the eye; the theme says how that looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// Running text.
    #[default]
    Text,
    /// Words that carry more weight: a standfirst, a value.
    Strong,
    /// The headline of an article or a page.
    Headline,
    /// Words the page does not print, such as a headline made from a first sentence.
    MadeUp,
    /// A heading in the text.
    Heading,
    /// A sentence of the article set apart.
    Pullquote,
    /// Dates, outlets, counts.
    Quiet,
    /// Rules, hints, what hardly anybody looks for.
    Faint,
    /// A small mark in the one accent.
    Accent,
    /// Words that only the article one came from has.
    Removed,
    /// Words that only the article one looks at has.
    Added,
    /// Words that lead somewhere.
    Link,
    /// Words that a note is about: laid over what they are otherwise.
    Noted,
}

/// A text with its look and the direction of its own.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// The text; of a sheet's running text, line ends are kept.
    pub text: Clean,
    /// How all of it looks …
    pub look: Look,
    /// … but for these byte ranges, ascending.
    pub spans: Vec<(Range<usize>, Look)>,
    /// Where byte ranges of it lead on the web, ascending.
    pub leads: Vec<(Range<usize>, WebAddress)>,
    /// Its base direction; none is that of the interface.
    pub base: Option<Base>,
    /// Its language, where typography asks for it.
    pub language: Language,
    /// It runs on as the text of an article does, and may be justified and its words divided.
    pub is_prose: bool,
    /// Where it is too long for its row, its end is kept beside its beginning.
    pub keeps_ends: bool,
}

impl Field {
    /// A text that finds its own direction.
    pub fn new(text: Clean, look: Look) -> Field {
        Field { text, look, base: Some(Base::Auto), ..Field::default() }
    }

    /// Words of the interface.
    pub fn words(words: &str, look: Look) -> Field {
        Field { base: None, ..Field::new(Clean::sentence(words), look) }
    }

    /// A key, a path, a handle, the name of a rule: what runs from left to right in every language.
    pub fn code(code: &str, look: Look) -> Field {
        Field { base: Some(Base::Given(Direction::LeftToRight)), ..Field::new(Clean::new(code), look) }
    }

    /// An address, of which both ends tell.
    pub fn address(address: &str, look: Look) -> Field {
        Field { keeps_ends: true, ..Field::code(address, look) }
    }

    /// The same, all of it leading somewhere on the web.
    pub fn leading_to(self, address: Option<WebAddress>) -> Field {
        let whole = 0..self.text.len();
        Field { leads: address.map(|address| (whole, address)).into_iter().collect(), ..self }
    }

    /// The same in a language.
    pub fn in_language(self, language: Language) -> Field {
        Field { language, ..self }
    }
}

/// A paragraph of a sheet: running text, or short fields in a row.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// Running text is one field. Fields in a row have a dot between them, and wrap as wholes.
    pub fields: Vec<Field>,
    /// The fields stand in a row, from the starting edge on.
    pub in_a_row: bool,
    /// Where its label, its bar and its fields begin: the left edge or the right one; none is that of the interface.
    /// Running text keeps to the edge of its own direction.
    pub direction: Option<Direction>,
    /// Blank rows above it; none above the first of a sheet.
    pub gap: u16,
    /// Columns kept free at its starting edge; with a bar, the bar stands two columns before the text.
    pub indent: u16,
    /// Columns kept free at its other edge.
    pub indent_end: u16,
    /// A bar stands at the starting edge.
    pub bar: bool,
    /// Stands in the indent of the first row.
    pub label: Option<Field>,
    /// The label stands at the end of the indent, so that numbers line up.
    pub label_at_end: bool,
    /// Stands at the end side of the last row if there is room, or else on a row of its own.
    pub end: Option<Field>,
    /// No more rows than this; an ellipsis says that there were more.
    pub max_rows: Option<u16>,
    /// A text of a single row begins where its label and its heading do, whichever way it runs.
    pub at_edge: bool,
}

impl Paragraph {
    /// The text that a part shows, where it is one of the paragraph's own.
    pub fn field(&self, of: PartOf) -> Option<&Field> {
        match of {
            PartOf::Field(idx) => self.fields.get(idx),
            PartOf::Label => self.label.as_ref(),
            PartOf::End => self.end.as_ref(),
            PartOf::Dot => None,
        }
    }

    /// Its text is one that runs on, and can hold marks.
    pub fn is_running(&self) -> bool {
        !self.in_a_row
    }

    /// Running text among words of the interface.
    pub fn new(field: Field) -> Paragraph {
        Paragraph { fields: vec![field], ..Paragraph::default() }
    }

    /// Running text that begins, as all that belongs to it, at the edge of its direction.
    pub fn text(text: Clean, look: Look, direction: Direction) -> Paragraph {
        let field = Field { base: Some(Base::Given(direction)), ..Field::new(text, look) };
        Paragraph { direction: Some(direction), ..Paragraph::new(field) }
    }

    /// The same, its text in a language.
    pub fn in_language(self, language: Language) -> Paragraph {
        let fields = self.fields.into_iter().map(|field| field.in_language(language)).collect();
        Paragraph { fields, ..self }
    }

    /// The same, its text one that may be justified and its words divided.
    pub fn prose(self) -> Paragraph {
        let fields = self.fields.into_iter().map(|field| Field { is_prose: true, ..field }).collect();
        Paragraph { fields, ..self }
    }

    /// Running words of the interface.
    pub fn words(words: &str, look: Look) -> Paragraph {
        Paragraph::new(Field::words(words, look))
    }

    /// Short fields in a row that begins at the edge of a direction.
    pub fn fields(fields: Vec<Field>, direction: Direction) -> Paragraph {
        Paragraph { direction: Some(direction), ..Paragraph::row(fields) }
    }

    /// Short fields in a row of the interface.
    pub fn row(fields: Vec<Field>) -> Paragraph {
        Paragraph { fields, in_a_row: true, ..Paragraph::default() }
    }

    /// Gives what belongs to the interface the interface's direction.
    pub(super) fn read_from(&mut self, direction: Direction) {
        self.direction.get_or_insert(direction);
        for field in self.fields.iter_mut().chain(&mut self.label).chain(&mut self.end) {
            field.base.get_or_insert(Base::Given(direction));
        }
    }

    /// The same with blank rows above it.
    pub fn gap(self, gap: u16) -> Paragraph {
        Paragraph { gap, ..self }
    }

    /// The same with columns kept free at the starting edge.
    pub fn indent(self, indent: u16) -> Paragraph {
        Paragraph { indent, ..self }
    }

    /// The same with a label in its indent.
    pub fn label(self, label: Field) -> Paragraph {
        Paragraph { label: Some(label), ..self }
    }

    /// The same with a label at the end of its indent.
    pub fn label_at_end(self, label: Field) -> Paragraph {
        Paragraph { label: Some(label), label_at_end: true, ..self }
    }

    /// The same with a text at its end side.
    pub fn end(self, end: Option<Field>) -> Paragraph {
        Paragraph { end, ..self }
    }

    /// The same, begun where its label and its heading begin if it has a single row: a value of a form.
    pub fn at_edge(self) -> Paragraph {
        Paragraph { at_edge: true, ..self }
    }

    /// The same in no more than `rows` rows.
    pub fn at_most(self, rows: u16) -> Paragraph {
        Paragraph { max_rows: Some(rows), ..self }
    }
}

/// The texts a paragraph has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// One of its fields.
    Field(usize),
    /// Its label.
    Label,
    /// What stands at its end side.
    End,
    /// The dot between two fields.
    Dot,
}
