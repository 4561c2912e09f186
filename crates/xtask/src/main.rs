//! The repository's own commands: `cargo xtask --help` lists them.
//!
//! Each command gets what it needs of `setup` by itself, so that a fresh machine with Rust and Node
//! needs no more than the command that one wants.

#![expect(unreachable_pub, reason = "a program exports nothing; `pub` says what other modules use")]

mod bench;
mod build;
mod ci;
mod common;
mod generate;
mod new_kind;
mod new_rule;
mod part;
mod progress;
mod prove;
mod repo;
mod setup;
mod stamp;
mod tables;
mod test;
mod tool;
mod words;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{repo::Repo, tool::Tool};

/// Builds, generates and tests Wicketgate.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    /// Show everything that tools print, not only when they fail.
    #[arg(long, short, global = true)]
    verbose: bool,
    #[command(subcommand)]
    command: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Measure speed and sizes, beside others where they install.
    Bench(bench::Chosen),
    /// Build the component, the npm package and the server into `target/wicketgate`.
    Build,
    /// Lints, drift of generated files, licences, types and house rules.
    Ci {
        /// Make this check alone; may be given several times.
        #[arg(long, value_name = "CHECK")]
        only: Vec<String>,
        /// List the checks.
        #[arg(long)]
        list: bool,
    },
    /// Write every generated file: registry, tables, schemas, types, rule table, statements.
    Gen {
        /// Write nothing; fail where a file is not what it should be.
        #[arg(long)]
        check: bool,
    },
    /// Start a kind of personal data: one file and its vectors.
    NewKind {
        /// The kind's name everywhere, in kebab-case.
        code: String,
    },
    /// Start a password rule: one file and its vectors.
    NewRule {
        /// The rule's name everywhere, in kebab-case.
        code: String,
    },
    /// The long runs: properties on much more input, mutants, and every artefact built twice.
    Prove {
        /// Make this proof alone; may be given several times.
        #[arg(long, value_name = "PROOF")]
        only: Vec<String>,
        /// List the proofs.
        #[arg(long)]
        list: bool,
    },
    /// Build everything and start the server; arguments go to `wicketgate serve`.
    Serve {
        /// For example `--help`.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Get what builds and tests need: tools, npm packages, a browser, Python packages.
    Setup,
    /// Run every test on every engine.
    Test {
        /// Run this suite alone; may be given several times.
        #[arg(long, value_name = "SUITE")]
        only: Vec<String>,
        /// List the suites.
        #[arg(long)]
        list: bool,
    },
    /// Write the lists of the strength estimator and of the rule `common`, from npm's `zxcvbn`.
    Words {
        /// Write nothing; fail where a file is not what it should be.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(Arguments { verbose, command }: Arguments) -> Result<()> {
    let repo = Repo::find(verbose)?;
    match command {
        Action::Bench(chosen) => bench::run(&repo, &chosen),
        Action::Build => build::run(&repo),
        Action::Ci { list: true, .. } => {
            part::list(ci::CHECKS);
            Ok(())
        }
        Action::Ci { only, .. } => part::run(&repo, "ci", ci::CHECKS, &only),
        Action::Gen { check: false } => generate::run(&repo),
        Action::Gen { check: true } => generate::check(&repo),
        Action::NewKind { code } => new_kind::run(&repo, &code),
        Action::NewRule { code } => new_rule::run(&repo, &code),
        Action::Prove { list: true, .. } => {
            part::list(prove::PROOFS);
            Ok(())
        }
        Action::Prove { only, .. } => part::run(&repo, "prove", prove::PROOFS, &only),
        Action::Serve { arguments } => serve(&repo, &arguments),
        Action::Setup => setup::run(&repo),
        Action::Test { list: true, .. } => {
            test::list();
            Ok(())
        }
        Action::Test { only, .. } => test::run(&repo, &only),
        Action::Words { check } => words::run(&repo, !check),
    }
}

fn serve(repo: &Repo, arguments: &[String]) -> Result<()> {
    build::run(repo)?;
    progress::say("starting the server");
    Tool::new(repo, build::server(repo)).arg("serve").args(arguments).interactive()
}
