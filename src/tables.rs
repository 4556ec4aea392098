//! What pages are read with: the rules and spellings of the program, those of the reader, and the day of reading.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{Days, NaiveDate};
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

use crate::config::Config;
use crate::ingest::Context;
use crate::ingest::outlets::Spellings;
use crate::ingest::rules::Rules;
use crate::locale::words::Saying;

/// The tables of one start of the program.
#[derive(Debug, Default)]
pub struct Tables {
    rules: Option<Rules>,
    spellings: Option<Spellings>,
    today: Option<NaiveDate>,
    /// The hash of the reader's own tables.
    own: u64,
}

impl Tables {
    /// The program's tables and those the settings name, with a sentence about each thing that is wrong with the latter.
    pub fn of(config: &Config) -> (Tables, Vec<Saying>) {
        let mut faults = Vec::new();
        let mut own = Xxh3Default::new();
        own.update(format!("{:?}", config.outlets).as_bytes());
        let rules = config.rules.as_deref().map(|path| user_rules(path, &mut own, &mut faults));
        let spellings =
            (!config.outlets.is_empty()).then(|| Spellings::builtin().with(&Spellings::of(&config.outlets)));
        (Tables { rules, spellings, today: today(), own: own.digest() }, faults)
    }

    /// What tells whether pages would be read the same by another program, or with other tables: the source of what reads
    /// them and of what is made of them, the program's tables, and the reader's.
    pub fn version(&self) -> u64 {
        let program = concat!(env!("CARGO_PKG_VERSION"), " ", env!("KIOSQUE_PARSER"));
        xxh3_64(format!("{program} {}", self.own).as_bytes())
    }

    /// What a document on its own is read with.
    pub fn context(&self) -> Context<'_> {
        let program = Context::default();
        Context {
            rules: self.rules.as_ref().unwrap_or(program.rules),
            spellings: self.spellings.as_ref().unwrap_or(program.spellings),
            today: self.today,
            ..program
        }
    }
}

/// The latest day it may be anywhere: the sun rises up to fourteen hours before it does in Greenwich.
fn today() -> Option<NaiveDate> {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let hours = since_1970.as_secs() / 3600 + 14;
    NaiveDate::from_ymd_opt(1970, 1, 1)?.checked_add_days(Days::new(hours / 24))
}

/// Reads a file of rules, or all `.toml` files of a folder.
fn user_rules(path: &Path, own: &mut Xxh3Default, faults: &mut Vec<Saying>) -> Rules {
    let mut texts = Vec::new();
    let files = files_of(path).unwrap_or_else(|error| {
        let fault = Saying::new("rules-unread").of("path", path.display().to_string());
        faults.push(fault.of("error", error.to_string()));
        Vec::new()
    });
    for file in files {
        match fs::read_to_string(&file) {
            Ok(text) => {
                own.update(text.as_bytes());
                own.update(&[0]);
                texts.push((file.display().to_string(), text));
            }
            Err(error) => {
                let fault = Saying::new("rules-file-unread").of("path", file.display().to_string());
                faults.push(fault.of("error", error.to_string()));
            }
        }
    }
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let (rules, errors) = Rules::with_user(&texts);
    let sentence = |error: &crate::ingest::rules::RuleError| {
        let fault = Saying::new("rule-left-out").of("path", error.file.clone()).of("line", error.line.to_string());
        fault.of("error", error.message.clone())
    };
    faults.extend(errors.iter().map(sentence));
    rules
}

fn files_of(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::words::Words;

    #[test]
    fn a_fault_in_the_readers_rules_is_said_and_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mine.toml"), "[[rule]]\nid = \"x\"\nkind = \"nonsense\"\n").unwrap();
        fs::write(folder.path().join("notes.txt"), "not rules").unwrap();
        let config = Config { rules: Some(folder.path().to_owned()), ..Config::default() };
        let (tables, faults) = Tables::of(&config);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(Words::default().saying(&faults[0]).contains("mine.toml, line "), "{faults:?}");
        assert_eq!(tables.context().rules.len(), Rules::builtin().len());
    }

    #[test]
    fn rules_that_are_not_there_are_missed() {
        let config = Config { rules: Some("/nowhere/rules.toml".into()), ..Config::default() };
        let (_, faults) = Tables::of(&config);
        assert!(faults.len() == 1 && Words::default().saying(&faults[0]).contains("/nowhere/rules.toml"), "{faults:?}");
    }

    #[test]
    fn the_readers_spellings_come_before_those_of_the_program() {
        let config =
            Config { outlets: vec![("L'OPINION".to_owned(), vec!["lopinion.ma".to_owned()])], ..Config::default() };
        let (tables, faults) = Tables::of(&config);
        assert_eq!(faults, []);
        assert_eq!(tables.context().spellings.common("Lopinion.ma"), Some("L'OPINION"));
        assert_eq!(tables.context().spellings.common("l'opinion"), Some("L'OPINION"));
    }
}
