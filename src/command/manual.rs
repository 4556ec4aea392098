//! The manual page: the program, its commands, the keys of the newsstand, and how to search.
//!
//! Keys and searches come from the lists that the help shows; it is in English, as the command line is.

use std::io::{self, Write};
use std::iter;

use clap::CommandFactory;

use crate::app::action::{Action, Place, Topic};
use crate::app::help;
use crate::cli::Cli;
use crate::locale::words::Words;

/// Writes the page in roff.
pub fn write(out: &mut dyn Write) -> io::Result<()> {
    let mut parser = Cli::command();
    parser.build();
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(parser.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let is_one = |command: &&clap::Command| command.get_name() != "help";
    let commands = parser.get_subcommands().filter(is_one);
    for command in commands.flat_map(|command| iter::once(command).chain(command.get_subcommands().filter(is_one))) {
        let man = clap_mangen::Man::new(command.clone());
        let mut section = Vec::new();
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        let section = String::from_utf8_lossy(&section).replace(".SH ", ".SS ");
        let name = command.get_bin_name().unwrap_or(command.get_name());
        writeln!(page, ".SH \"{}\"\n{section}", name.to_uppercase())?;
    }
    let words = Words::default();
    keys(&words, &mut page)?;
    searching(&words, &mut page)?;
    man.render_extra_section(&mut page)?;
    man.render_version_section(&mut page)?;
    out.write_all(&page)
}

/// Every action with its keys, and the name by which it is remapped and found.
fn keys(words: &Words, page: &mut Vec<u8>) -> io::Result<()> {
    writeln!(page, ".SH KEYS")?;
    writeln!(page, "{}", roff("Keys as they are without settings; each action is followed by its name there."))?;
    let elsewhere = Place::ALL.iter().filter(|place| **place != Place::Everywhere);
    let everywhere = Topic::ALL.iter().map(|topic| (topic.title(words), topic.actions().collect::<Vec<_>>()));
    let elsewhere = elsewhere.map(|place| {
        let own = Action::ALL.iter().filter(|action| action.place() == *place);
        (place.title(words), own.collect::<Vec<_>>())
    });
    for (title, actions) in everywhere.chain(elsewhere) {
        writeln!(page, ".SS \"{}\"", roff(title))?;
        for action in actions {
            let keys = action.keys_or_palette().join(", ");
            let (keys, does, name) = (roff(&keys), roff(action.help(words)), roff(action.name()));
            writeln!(page, ".TP\n\\fB{keys}\\fR\n{does} (\\fI{name}\\fR)")?;
        }
    }
    Ok(())
}

fn searching(words: &Words, page: &mut Vec<u8>) -> io::Result<()> {
    writeln!(page, ".SH SEARCHING")?;
    let all = "All words must occur. Case, accents and the forms of Arabic letters make no difference.";
    writeln!(page, "{}", roff(all))?;
    for (typed, finds) in help::searches(words) {
        writeln!(page, ".TP\n\\fB{}\\fR\n{}", roff(typed), roff(finds))?;
    }
    Ok(())
}

/// A text as roff has it: what would be a command, an escape or another sign is none.
fn roff(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    if text.starts_with(['.', '\'']) {
        written.push_str("\\&");
    }
    for c in text.chars() {
        match c {
            '\\' => written.push_str("\\e"),
            '-' => written.push_str("\\-"),
            '\'' => written.push_str("\\(aq"),
            '"' => written.push_str("\\(dq"),
            '`' => written.push_str("\\(ga"),
            '^' => written.push_str("\\(ha"),
            '~' => written.push_str("\\(ti"),
            c => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page as `man` shows it, but for its lines: what roff writes otherwise is written plainly.
    fn shown() -> String {
        let mut page = Vec::new();
        write(&mut page).unwrap();
        let signs = [("\\-", "-"), ("\\(aq", "'"), ("\\(dq", "\""), ("\\&", ""), ("\\(ga", "`"), ("\\(ti", "~")];
        signs.iter().fold(String::from_utf8(page).unwrap(), |page, (from, to)| page.replace(from, to))
    }

    #[test]
    fn it_has_every_action_with_its_keys_and_every_kind_of_search() {
        let (page, words) = (shown(), Words::default());
        for action in Action::ALL {
            let keys: Vec<String> = action.default_keys().map(|key| key.to_string()).collect();
            let keys = if keys.is_empty() { ":".to_owned() } else { keys.join(", ") };
            let entry = format!(".TP\n\\fB{keys}\\fR\n{} (\\fI{}\\fR)\n", action.help(&words), action.name());
            assert!(page.contains(&entry), "{entry}");
        }
        for (typed, finds) in help::searches(&words) {
            assert!(page.contains(&format!("\\fB{typed}\\fR\n{finds}\n")), "{typed}");
        }
    }

    #[test]
    fn no_text_is_a_command_of_roff() {
        for (text, want) in [("'s", "\\&\\(aqs"), (".x", "\\&.x"), ("a\\b", "a\\eb"), ("page-up", "page\\-up")] {
            assert_eq!(roff(text), want);
        }
    }
}
