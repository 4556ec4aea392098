//! Arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;

use kiosque::cli::Cli;
use kiosque::command;

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => command::run(cli),
        Err(error) => command::explain(&error),
    }
}
