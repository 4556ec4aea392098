//! Writes the corpus of the benches to disk, for programs that read files.
//!
//! ```text
//! cargo bench --bench corpus -- txt 10000 1 FOLDER     pages, a thousand a folder
//! cargo bench --bench corpus -- jsonl 10000 1 FILE     articles, one a line
//! ```
//!
//! The second number is the seed. Words come from the lists of the system: on Debian, those of the packages wfrench,
//! hunspell-ar and wamerican; where there is none, from the few that are built in.

#[allow(dead_code, reason = "each bench needs another part of it")]
#[path = "corpus/mod.rs"]
mod corpus;

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use corpus::Corpus;

fn main() -> ExitCode {
    // cargo passes --bench.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [form, n, seed, to] = arguments.as_slice() else {
        eprintln!("cargo bench --bench corpus -- txt|jsonl N SEED PATH");
        // A run of all benches asks for nothing.
        return if arguments.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    };
    match write(form, n, seed, Path::new(to)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the corpus was not written to {to}: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(form: &str, n: &str, seed: &str, to: &Path) -> Result<(), Box<dyn Error>> {
    let (n, corpus) = (n.parse()?, Corpus::new(seed.parse()?));
    match form {
        "txt" => drop(corpus.write_pages(0..n, to)?),
        "jsonl" => {
            let mut file = BufWriter::new(File::create(to)?);
            for n in 0..n {
                file.write_all(corpus.story(n).json().as_bytes())?;
            }
            file.flush()?;
        }
        _ => return Err(format!("it has no form {form}").into()),
    }
    Ok(())
}
