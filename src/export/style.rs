//! Styles of citation: what each says of a text, in which order and dress. A style is a row of a table, and no program; words and
//! quotation marks are those of the interface's language.
//!
//! Besides what its rule asks for, every style ends with the file and the lines, in brackets as an addition of who cites. A date
//! that no line of the page says outright stands in brackets, too.

/// How a source is cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// One sentence, as a newspaper would say it.
    #[default]
    Press,
    /// ISO 690:2021, contributions to online serials: creator, title, host with its medium, date, availability.
    Iso690,
    /// APA, 7th edition (2020), 10.1, example 16: newspaper article.
    Apa,
    /// The Chicago Manual of Style, 17th edition (2017), 14.191: bibliography entry of an article in a newspaper.
    Chicago,
    /// MLA Handbook, 9th edition (2021), 5.1 and following: the template of core elements.
    Mla,
}

impl Style {
    /// All there are, in the order in which they are offered.
    pub const ALL: [Style; 5] = [Style::Press, Style::Iso690, Style::Apa, Style::Chicago, Style::Mla];

    /// Its name in the settings and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Style::Press => "press",
            Style::Iso690 => "iso-690",
            Style::Apa => "apa",
            Style::Chicago => "chicago",
            Style::Mla => "mla",
        }
    }

    /// The style of this name.
    pub fn named(name: &str) -> Option<Style> {
        Style::ALL.into_iter().find(|style| style.as_str() == name)
    }

    pub(super) fn form(self) -> &'static Form {
        match self {
            Style::Press => &PRESS,
            Style::Iso690 => &ISO_690,
            Style::Apa => &APA,
            Style::Chicago => &CHICAGO,
            Style::Mla => &MLA,
        }
    }
}

/// What a style is made of. Dresses are messages of the interface around what is dressed.
pub(super) struct Form {
    /// A text that somebody is named for.
    pub signed: &'static [Sentence],
    /// One that nobody is named for.
    pub unsigned: &'static [Sentence],
    pub names: Names,
    /// None is the dateline of the reader.
    pub dates: Option<Dates>,
}

/// Parts with a comma between them, and the dress of the whole.
pub(super) struct Sentence(pub &'static str, pub &'static [Element]);

/// A part of a citation; what is not known is left out.
#[derive(Clone, Copy)]
pub(super) enum Element {
    Names,
    Title,
    QuotedTitle,
    Outlet,
    /// The outlet as the title of a work, slanted where its letters can be.
    Work,
    /// The same with its medium where an address is known.
    OnlineWork,
    Date,
    Address,
    File,
    Lines,
}

/// How several names are written.
pub(super) struct Names {
    /// Agencies are named beside authors, too, and not only in their place.
    pub with_agencies: bool,
    /// How many of them begin with the family name.
    pub n_inverted: usize,
    /// Given names are cut to their first letters.
    pub initials: bool,
    /// What stands before the last of several; none is a comma.
    pub last: Option<&'static str>,
    /// Of more than so many,
    pub most: usize,
    /// so many are named.
    pub kept: usize,
}

/// How a date is written.
pub(super) struct Dates {
    pub day: &'static str,
    pub month: &'static str,
    /// Months are abbreviated.
    pub is_short: bool,
}

use Element::{Address, Date, File, Lines, OnlineWork, Outlet, QuotedTitle, Title, Work};

const PLACE: Sentence = Sentence("citation-place", &[File, Lines]);
const NAMES: Sentence = Sentence("citation", &[Element::Names]);
const TITLE: Sentence = Sentence("citation", &[Title]);
const QUOTED: Sentence = Sentence("citation-quoted-sentence", &[Title]);

const PRESS: Form = {
    const ALL: &[Sentence] =
        &[Sentence("citation", &[Element::Names, QuotedTitle, Outlet, Date, Address, File, Lines])];
    Form {
        signed: ALL,
        unsigned: ALL,
        names: Names { with_agencies: true, n_inverted: 0, initials: false, last: None, most: usize::MAX, kept: 0 },
        dates: None,
    }
};

const ISO_690: Form = {
    const ALL: &[Sentence] = &[
        NAMES,
        TITLE,
        Sentence("citation", &[OnlineWork]),
        Sentence("citation", &[Date]),
        Sentence("citation-available", &[Address]),
        PLACE,
    ];
    Form {
        signed: ALL,
        unsigned: ALL,
        names: Names {
            with_agencies: false,
            n_inverted: 1,
            initials: false,
            last: Some("citation-and"),
            most: usize::MAX,
            kept: 0,
        },
        dates: Some(Dates { day: "date-day", month: "date-month", is_short: false }),
    }
};

/// No full stop follows an address (9.35); a text without an author begins with its title (9.12).
const APA: Form = {
    const DATE: Sentence = Sentence("citation-parenthesis", &[Date]);
    const WORK: Sentence = Sentence("citation", &[Work]);
    const ADDRESS: Sentence = Sentence("citation-open", &[Address]);
    Form {
        signed: &[NAMES, DATE, TITLE, WORK, ADDRESS, PLACE],
        unsigned: &[TITLE, DATE, WORK, ADDRESS, PLACE],
        names: Names {
            with_agencies: false,
            n_inverted: usize::MAX,
            initials: true,
            last: Some("citation-ampersand"),
            most: usize::MAX,
            kept: 0,
        },
        dates: Some(Dates { day: "citation-year-first", month: "citation-year-month", is_short: false }),
    }
};

/// Where nobody is named, the newspaper stands in the place of the author (14.199); of more than ten authors seven are named (14.76).
const CHICAGO: Form = {
    const ADDRESS: Sentence = Sentence("citation", &[Address]);
    Form {
        signed: &[NAMES, QUOTED, Sentence("citation", &[Work, Date]), ADDRESS, PLACE],
        unsigned: &[Sentence("citation", &[Work]), QUOTED, Sentence("citation", &[Date]), ADDRESS, PLACE],
        names: Names {
            with_agencies: false,
            n_inverted: 1,
            initials: false,
            last: Some("citation-and"),
            most: 10,
            kept: 7,
        },
        dates: Some(Dates { day: "citation-month-first", month: "date-month", is_short: false }),
    }
};

/// Of three authors and more the first is named (5.8); months are abbreviated (appendix 1).
const MLA: Form = {
    const ALL: &[Sentence] = &[NAMES, QUOTED, Sentence("citation", &[Work, Date, Address]), PLACE];
    Form {
        signed: ALL,
        unsigned: ALL,
        names: Names {
            with_agencies: false,
            n_inverted: 1,
            initials: false,
            last: Some("citation-and"),
            most: 2,
            kept: 1,
        },
        dates: Some(Dates { day: "date-day", month: "date-month", is_short: true }),
    }
};
