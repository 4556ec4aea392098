//! SQLite with FTS5, which has an index of beginnings of one to three letters. What it is given is folded and without accents.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use rusqlite::{Connection, Params, params};

use crate::corpus::Story;
use crate::words::{self, Wanted};
use crate::{Engine, N_ROWS};

pub struct Fts5(Connection);

impl Engine for Fts5 {
    fn build(stories: &mut dyn Iterator<Item = Story>, folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut connection = Connection::open(folder.join("articles.db"))?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            CREATE TABLE articles (outlet INTEGER, year INTEGER, newest INTEGER);
            CREATE VIRTUAL TABLE texts USING fts5 (text, content = '', tokenize = \"unicode61 remove_diacritics 0\", prefix = '1 2 3');",
        )?;
        let mut outlets = HashMap::new();
        let transaction = connection.transaction()?;
        {
            let mut article = transaction.prepare("INSERT INTO articles (outlet, year, newest) VALUES (?, ?, ?)")?;
            let mut text = transaction.prepare("INSERT INTO texts (rowid, text) VALUES (?, ?)")?;
            for story in stories {
                let n_outlets = outlets.len();
                let outlet = *outlets.entry(story.outlet.clone()).or_insert(n_outlets);
                let mut forms = String::new();
                words::each_form(&story, |_, form| forms.extend([form, " "]));
                article.execute(params![outlet as i64, story.year, words::rank(&story) as i64])?;
                text.execute(params![transaction.last_insert_rowid(), forms])?;
            }
        }
        transaction.execute_batch(
            "INSERT INTO texts (texts) VALUES ('optimize'); CREATE INDEX newest ON articles (newest);",
        )?;
        transaction.commit()?;
        Ok(Fts5(connection))
    }

    fn key(&self, typed: &str) -> Result<usize, Box<dyn Error>> {
        const HITS: &str = "FROM articles WHERE rowid IN (SELECT rowid FROM texts WHERE texts MATCH ?1)";
        let wanted: Vec<String> = words::wanted(typed).iter().map(expression).collect();
        let expression = wanted.join(" AND ");
        let counts =
            |group: &str| self.numbers(&format!("SELECT count(*) {HITS} GROUP BY {group}"), params![expression]);
        let (outlets, years) = (counts("outlet")?, counts("year")?);
        let newest = format!("SELECT rowid {HITS} ORDER BY newest DESC LIMIT ?2");
        let rows = self.numbers(&newest, params![expression, N_ROWS as i64])?;
        let n_hits: i64 = years.iter().sum();
        assert!(n_hits == outlets.iter().sum::<i64>() && rows.len() == N_ROWS.min(n_hits as usize));
        Ok(n_hits as usize)
    }
}

impl Fts5 {
    fn numbers(&self, asked: &str, with: impl Params) -> rusqlite::Result<Vec<i64>> {
        self.0.prepare(asked)?.query_map(with, |row| row.get(0))?.collect()
    }
}

fn expression(wanted: &Wanted) -> String {
    if wanted.is_prefix {
        return format!("\"{}\"*", wanted.forms[0]);
    }
    let forms: Vec<String> = wanted.forms.iter().map(|form| format!("\"{form}\"")).collect();
    format!("({})", forms.join(" OR "))
}
