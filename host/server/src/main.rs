//! The Wicketgate server and command line.
//!
//! One binary: `serve` answers over HTTP, the other commands ask the same engine from a terminal.
//! It depends on the runtime and the vocabulary alone; what a policy means is the engine's affair.

mod audit;
mod cli;
mod decision;
mod document;
mod exit;
mod http;
mod import;
mod ranges;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    exit::report(cli::Arguments::parse().run())
}
