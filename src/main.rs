//! Arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;

use kiosque::cli::Cli;
use kiosque::command;

fn main() -> ExitCode {
    command::run(Cli::parse())
}
