//! What can be said on the command line.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

use crate::export::Format;
use crate::export::style::Style;
use crate::locale::Locale;
use crate::model::lang::Lang;
use crate::store::groups::YearKey;
use crate::terminal::bidi::Bidi;

/// A newsstand in the terminal for a French and Arabic press archive
///
/// Opens pages as they were kept - text, HTML, feeds, crawl archives, letters, tables -, folders with all that is in them, and -
/// (standard input). Nothing is imported or converted first; `kiosque formats` says what is read.
/// With no PATH it opens the last archive, or else the edition built into the program. When standard output is no
/// terminal it prints what `list` prints.
#[derive(Debug, Parser)]
#[command(
    name = "kiosque",
    version,
    after_help = "Examples:\n  \
        kiosque archive/                            read an archive\n  \
        kiosque list --year 2016..2020 archive/     what was written in these years\n  \
        kiosque search 'soldats turcs' archive/     who wrote about it\n  \
        kiosque show 3k9f archive/                  one article, by its ID or the beginning of it\n  \
        kiosque export --format bibtex archive/     its references\n  \
        curl -s URL | kiosque -                     a page from a pipe\n\n\
        A path named like a command is written ./list. Run `kiosque COMMAND --help` for more on a command.",
    after_long_help = "Examples:\n  \
        kiosque archive/                            read an archive\n  \
        kiosque list --year 2016..2020 archive/     what was written in these years\n  \
        kiosque search 'soldats turcs' archive/     who wrote about it\n  \
        kiosque show 3k9f archive/                  one article, by its ID or the beginning of it\n  \
        kiosque export --format bibtex archive/     its references\n  \
        curl -s URL | kiosque -                     a page from a pipe\n\n\
        A path named like a command is written ./list.\n\n\
        Hidden files and folders, binary files, pipes and devices inside a folder are passed over; a record that is broken, \
        or larger than 32 MiB, costs itself alone. Answers go to standard output, everything else to standard error.\n\n\
        Exit code: 0 something was found, 1 nothing was found, 2 it could not be done. A file or a record that cannot \
        be read does not stop the others; with --strict it makes the exit code 2.\n\n\
        What was read is kept in the platform's folder for caches, so that an archive opens at once the next time. \
        KIOSQUE_CACHE=FOLDER keeps it elsewhere, KIOSQUE_CACHE=off keeps nothing.\n\n\
        A PATH that is OPML, or a text with an address on each line, is a list of feeds: they are followed from then on, \
        fetched, and read. With no PATH, feeds that are followed are read with the last archive."
)]
pub struct Cli {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// The language of the interface: en, fr or ar [default: that of the system]
    #[arg(long, value_name = "LANG", value_parser = interface)]
    pub lang: Option<Locale>,
    /// Options that hold for every command.
    #[command(flatten)]
    pub shared: Shared,
    /// Print the settings with their defaults, as a file to begin from
    #[arg(long)]
    pub print_config: bool,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,
    /// Who puts right-to-left text in order; `kiosque doctor` shows what the terminal does with it
    #[arg(long, value_name = "WHO", value_parser = bidi())]
    pub bidi: Option<Bidi>,
    /// What to do instead of opening the newsstand.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that hold for every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Shared {
    /// Read the settings from FILE
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// Exit with 2 if any file or record could not be read
    #[arg(long, global = true)]
    pub strict: bool,
}

/// The commands without a screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print a row for each article: ID, date, outlet, language, title
    List {
        /// Which articles.
        #[command(flatten)]
        selection: Selection,
        /// Print JSON, one object a line
        #[arg(long)]
        json: bool,
        /// Files, folders, or - for standard input; the last archive if left out
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Print the articles in which all words occur, the best first, each with some context
    ///
    /// Case, accents and the forms of Arabic letters make no difference. The last word may be a beginning: `sold` finds
    /// `soldats`; a space after it ends it.
    Search {
        /// The words, and whatever else a search may hold; left out with --saved
        #[arg(value_name = "QUERY", required_unless_present = "saved")]
        query: Option<String>,
        /// What the saved search of this name finds, in the place of QUERY; several unite
        #[arg(long, value_name = "NAME")]
        saved: Vec<String>,
        /// Print JSON, one object a line
        #[arg(long)]
        json: bool,
        /// Files, folders, or - for standard input; the last archive if left out
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Print one article
    Show {
        /// The ID that `list` prints, or its beginning: four characters or more
        id: String,
        /// Break lines at N columns; 0 leaves them whole [default: 80]
        #[arg(long, value_name = "N", conflicts_with_all = ["json", "markdown"])]
        width: Option<u16>,
        /// Print the article with its blocks as JSON, on one line
        #[arg(long, conflicts_with = "markdown")]
        json: bool,
        /// Print Markdown
        #[arg(long)]
        markdown: bool,
        /// Files, folders, or - for standard input; the last archive if left out
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Write articles for other programs: text, Markdown, HTML, JSON, CSV, BibTeX, RIS
    ///
    /// Each article comes with where it is from, as far as that is known. The options choose articles as those of `list` do.
    /// A file is whole or not there, and one that is there is not replaced without --force.
    Export {
        /// The format
        #[arg(long, value_name = "FORMAT", value_parser = format())]
        format: Format,
        /// How sources are cited in text, Markdown and HTML; as the settings say if left out
        #[arg(long, value_name = "STYLE", value_parser = citation())]
        citation: Option<Style>,
        /// Which articles.
        #[command(flatten)]
        selection: Selection,
        /// Write to FILE instead of standard output
        #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
        /// Replace FILE if it is there
        #[arg(long, requires = "output")]
        force: bool,
        /// Files, folders, or - for standard input; the last archive if left out
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Print all that was understood of each page, one JSON object a line
    ///
    /// A file may hold many pages: `record` counts them, and `member` is what one is called inside its file. What could not be
    /// read is named on standard error.
    Parse {
        /// Print JSON: the only form there is, and to be asked for
        #[arg(long, required = true)]
        json: bool,
        /// Files, folders, or - for standard input
        #[arg(value_name = "FILE", required = true, value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Print the outlets, each with its number of articles
    Outlets {
        /// Files, folders, or - for standard input; the last archive if left out
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Print the years, each with its number of articles
    Years {
        /// Files, folders, or - for standard input; the last archive if left out
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Print the saved searches, each with its number of articles, its name and its query
    ///
    /// They stand in `searches.toml` beside the settings; `S` saves one in the newsstand.
    Searches {
        /// Files, folders, or - for standard input; the last archive if left out
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Take marks out, or bring them in: read, starred, reading list, tags, notes
    ///
    /// They are kept in `marks.journal` in the platform's folder for data; KIOSQUE_DATA=FOLDER keeps them elsewhere. A mark is bound
    /// to a text and not to its file: pages may be moved, renamed and fetched again, and the marks of one computer hold on
    /// another.
    Marks {
        /// Out or in.
        #[command(subcommand)]
        way: MarksWay,
    },
    /// Read an archive so that it opens at once, or bring that up to date
    ///
    /// The newsstand and the other commands do the same while they are at it; this does it without a screen, and tells on
    /// standard error how far it is. Only files that are new or have changed are read. The pages are never written to.
    Index {
        /// Read everything again
        #[arg(long)]
        again: bool,
        /// Files and folders; the last archive if left out
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Print what is kept of an archive: articles, outlets, years, languages, bytes, time
    ///
    /// Nothing is read: it tells what `kiosque index`, or the last visit, has left.
    Stats {
        /// Files and folders; the last archive if left out
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Print which formats are read, what becomes of each, and what it is known by
    ///
    /// What a file holds decides, and not its name.
    Formats,
    /// Follow feeds, and fetch what they have
    ///
    /// The address of a page will do where the page names its feed. A file is OPML, or has an address on each line. What is
    /// followed already stays as it is. Entries are kept as HTML files, a folder a feed, in the platform's folder for data;
    /// KIOSQUE_DATA=FOLDER keeps them elsewhere. Proxies are those of HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY.
    Add {
        /// Addresses of feeds or pages, files of such addresses, or - for standard input
        #[arg(value_name = "URL|OPML|FILE", required = true, value_hint = ValueHint::AnyPath)]
        given: Vec<PathBuf>,
    },
    /// Follow feeds no longer; what was fetched stays
    Remove {
        /// Addresses or names of feeds as `kiosque feeds` prints them, or files of addresses
        #[arg(value_name = "URL|NAME|OPML|FILE", required = true)]
        given: Vec<PathBuf>,
        /// Remove what was fetched, too
        #[arg(long)]
        entries: bool,
    },
    /// Print the feeds that are followed: entries, when they were fetched, name, address, and what is wrong
    Feeds {
        /// Print them as OPML, for other readers
        #[arg(long, conflicts_with = "json")]
        opml: bool,
        /// Print JSON, one object a line
        #[arg(long)]
        json: bool,
    },
    /// Fetch the feeds that are followed: a line for each that has something new, and one for each that failed
    ///
    /// Made for cron: hosts are asked one thing at a time, are not made to send what has not changed, and are left alone
    /// after a failure, for ten minutes at first and up to a day. Exit code: 0 it was done, 1 nothing is followed, 2 nothing could
    /// be fetched; with --strict, 2 where any feed failed.
    Fetch {
        /// Print failures alone
        #[arg(long, short)]
        quiet: bool,
        /// Ask feeds again that failed a while ago, too
        #[arg(long)]
        now: bool,
    },
    /// Show what this terminal does with Arabic, and what could be better
    ///
    /// Asks the terminal what it is, shows a test card that can be judged at a glance, and prints what was found, what
    /// the terminal is told while kiosque is open, and what to change, if anything. Where standard output is no terminal,
    /// it prints what the environment alone tells.
    Doctor,
    /// Print the manual page: kiosque man | man -l -
    Man,
    /// Print completions for a shell: kiosque completions fish > ~/.config/fish/completions/kiosque.fish
    Completions {
        /// Which shell
        shell: Shell,
    },
}

/// What is done with marks.
#[derive(Debug, Subcommand)]
pub enum MarksWay {
    /// Print all marks as JSON, one text a line, with its title where the archive has it
    ///
    /// `text` is what a text is known by. Marks whose pages are gone are printed, too.
    Export {
        /// Files, folders, or - for standard input; the last archive if left out
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
    },
    /// Add the marks that `export` has printed, here or on another computer
    ///
    /// Nothing is taken away: what is read, starred or tagged here stays so, and of two notes both are kept. A line that is wrong costs
    /// itself. Exit code: 0 there were marks, 1 there were none, 2 it could not be done; with --strict, 2 where any line was wrong.
    Import {
        /// The file, or - for standard input
        #[arg(value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
}

/// Which articles of an archive are meant. Options of one kind unite, kinds intersect.
#[derive(Debug, Clone, Default, Args)]
pub struct Selection {
    /// Only this outlet, in any spelling; `none` for articles that name no outlet
    #[arg(long = "outlet", value_name = "OUTLET")]
    pub outlets: Vec<String>,
    /// Only this year, these years (2016..2020, 2016.., ..2020), or `undated`
    #[arg(long = "year", value_name = "YEAR")]
    pub years: Vec<Years>,
    /// Only this language: fr, ar, en …
    #[arg(long = "lang", value_name = "LANG", value_parser = language)]
    pub languages: Vec<Lang>,
    /// Only what the saved search of this name finds
    #[arg(long, value_name = "NAME")]
    pub saved: Vec<String>,
    /// Only articles in which all these words occur
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
}

fn interface(tag: &str) -> Result<Locale, &'static str> {
    Locale::ALL.into_iter().find(|locale| locale.tag() == tag).ok_or("kiosque speaks en, fr and ar")
}

fn format() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::as_str)).map(|name| Format::named(&name).unwrap_or_default())
}

fn citation() -> impl TypedValueParser<Value = Style> {
    PossibleValuesParser::new(Style::ALL.map(Style::as_str)).map(|name| Style::named(&name).unwrap_or_default())
}

fn bidi() -> impl TypedValueParser<Value = Bidi> {
    PossibleValuesParser::new(Bidi::ALL.map(Bidi::as_str)).map(|name| Bidi::parse(&name).unwrap_or_default())
}

fn language(tag: &str) -> Result<Lang, &'static str> {
    Lang::parse(tag).ok_or("write a language in two or three letters: fr, ar, en")
}

/// A year, a range of years with both ends in it, or what has no year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Years {
    /// From the first to the second.
    Range(i32, i32),
    /// Articles without a date.
    Undated,
}

impl Years {
    /// Whether a row of the group is meant.
    pub fn contain(self, key: YearKey) -> bool {
        match (self, key) {
            (Years::Range(first, last), YearKey::Year(year)) => (first..=last).contains(&year),
            (Years::Undated, YearKey::Undated) => true,
            _ => false,
        }
    }
}

impl std::str::FromStr for Years {
    type Err = String;

    fn from_str(text: &str) -> Result<Years, String> {
        let hint = || "write a year (2020), years (2016..2020, 2016.., ..2020) or `undated`".to_owned();
        let year = |text: &str| text.trim().parse::<u16>().map(i32::from).map_err(|_| hint());
        let (first, last) = match text.split_once("..") {
            _ if text.eq_ignore_ascii_case("undated") => return Ok(Years::Undated),
            None => (year(text)?, year(text)?),
            Some(("", "")) => return Err(hint()),
            Some((first, "")) => (year(first)?, i32::MAX),
            Some(("", last)) => (i32::MIN, year(last)?),
            Some((first, last)) => (year(first)?, year(last)?),
        };
        if first > last {
            return Err(format!("{first} is after {last}; write {last}..{first}"));
        }
        Ok(Years::Range(first, last))
    }
}

/// The parser itself, for the manual page and the completions.
pub fn parser() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_is_sound() {
        parser().debug_assert();
    }

    #[test]
    fn years_are_read() {
        for (text, want) in [
            ("2020", Some(Years::Range(2020, 2020))),
            ("2016..2020", Some(Years::Range(2016, 2020))),
            ("2016..", Some(Years::Range(2016, i32::MAX))),
            ("..2020", Some(Years::Range(i32::MIN, 2020))),
            ("undated", Some(Years::Undated)),
            ("2020..2016", None),
            ("..", None),
            ("twenty", None),
            ("-5", None),
            ("", None),
        ] {
            assert_eq!(text.parse().ok(), want, "{text}");
        }
    }
}
