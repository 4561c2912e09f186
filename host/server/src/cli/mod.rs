//! The command line: what can be asked, and with which exit code it ends.

mod call;
mod check;
pub(crate) mod engine;
mod import;
pub(crate) mod line;
mod policy;
mod ranges;
mod redact;

use std::io::{self, Write};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::{
    document::Source,
    exit::{Exit, Failure},
    http,
};

pub(crate) use check::{now, year};
use engine::Engine;

/// Account security as one portable module: one policy, the same verdict everywhere.
#[derive(Debug, Parser)]
#[command(name = "wicketgate", version, after_long_help = EXITS, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    engine: Engine,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer over HTTP, with pages to try
    #[command(after_long_help = SERVE)]
    Serve(http::Serve),
    /// Check one password, read without echo or from standard input, or a list of them
    #[command(after_long_help = CHECK)]
    Check(check::Check),
    /// Answer a stream of JSON requests, one answer a line, in order
    #[command(after_long_help = CALL)]
    Call(call::Call),
    /// Look at policies: check, show, schema, presets, import, bake
    #[command(subcommand)]
    Policy(policy::Policy),
    /// Lists of breached passwords: build, check, find
    #[command(subcommand)]
    Ranges(ranges::Ranges),
    /// Take personal data and secrets out of files, folders and pipes
    #[command(after_long_help = REDACT)]
    Redact(redact::Redact),
    /// Print the OpenAPI document of the server
    #[command(after_long_help = "Examples:\n  wicketgate openapi > openapi.json")]
    Openapi,
    /// Print a completion script for a shell
    #[command(after_long_help = COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// The policy that a command decides by.
#[derive(Args, Debug)]
pub(crate) struct Policies {
    /// A policy: a file in JSON or TOML, or `preset:NAME`; given again, each is laid over the ones
    /// before [default: the policy baked into the engine, else preset:default]
    #[arg(long = "policy", value_name = "FILE")]
    pub(crate) sources: Vec<Source>,
}

/// Whose password it is.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Subject {
    /// A password that exists already: rules bind from their date on
    Existing,
    /// A password that is being set: rules bind at once
    New,
}

impl Arguments {
    /// Does what was asked.
    pub(crate) fn run(self) -> Result<Exit, Failure> {
        match self.command {
            Command::Serve(serve) => serve.run(&self.engine.open()?),
            Command::Check(check) => check.run(&self.engine),
            Command::Call(call) => call.run(&self.engine),
            Command::Policy(policy) => policy.run(&self.engine),
            Command::Ranges(ranges) => ranges.run(),
            Command::Redact(redact) => redact.run(&self.engine),
            Command::Openapi => {
                writeln!(io::stdout().lock(), "{}", http::openapi())?;
                Ok(Exit::Accept)
            }
            Command::Completions { shell } => {
                // Into memory first: the generator panics where its output goes away.
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Self::command(), "wicketgate", &mut script);
                io::stdout().lock().write_all(&script)?;
                Ok(Exit::Accept)
            }
        }
    }
}

const EXITS: &str = "\
Exit codes:
  0  done; a password that was checked is accepted
  1  a password is refused, at least one answer is an error, or `redact --check` found something
  2  wrong use: arguments, an unreadable file, a policy with problems
  3  the engine cannot decide on the password
  4  there is no engine, or it failed; that is no verdict

Examples:
  wicketgate serve
  wicketgate check --policy preset:b3networks
  wicketgate policy check organisation.json group.toml";

const SERVE: &str = "\
Examples:
  wicketgate serve
  wicketgate serve --policy organisation.json --policy group.toml --environment production
  wicketgate serve --ranges https://api.pwnedpasswords.com/range --ranges organisation.txt
  curl -s localhost:8787/v1/password/check -H 'content-type: application/json' \\
      -d '{\"password\":\"correct horse battery staple\"}'

Passwords that are known from breaches are refused where the policy has the rule `breached`, as
preset:default has. Every list of `--ranges` is asked; where one does not answer and the others do not
hold the password, the rule's `on_unknown` decides. A file is put in the place of another by renaming
it, never by writing into it; the server reads the new one when it is started again.

It ends on SIGTERM or SIGINT after the requests that are under way, with exit code 0.
Log lines go to standard error and never hold a body or a query.";

const CHECK: &str = "\
Examples:
  wicketgate check
  wicketgate check --policy organisation.json --format json
  printf %s \"$PASSWORD\" | wicketgate check --stdin
  wicketgate check --policy organisation.json --file candidates.txt --output verdicts.jsonl

A password is no argument: arguments are seen by every user of a machine. From standard input one
newline at the end is dropped. Why a list of `--ranges` did not answer goes to standard error.

A list has one password a line, in UTF-8; an empty line is an empty password. No output holds a
password: a line that cannot be judged is told by its number.

Exit codes: 0 accepted, 1 refused, 2 wrong use or a policy with problems, 3 undecided, 4 no engine.
Of a list: 1 where a line is refused or cannot be judged, 3 where none is but one is undecided,
4 where the engine failed at a line.";

const CALL: &str = "\
Examples:
  wicketgate call --policy organisation.json requests.jsonl > answers.jsonl
  echo '{\"op\":\"password.requirements\"}' | wicketgate call

A request without `policy` gets the one that `--policy` names. A line that is no request gets an
error for an answer, and the next line is read.

Exit codes: 0 no answer is an error, 1 at least one is, 2 wrong use, 4 the engine failed.";

const REDACT: &str = "\
Examples:
  tail -f service.log | wicketgate redact
  wicketgate redact export.csv --output redacted.csv --report
  wicketgate redact logs --output redacted --resume
  wicketgate redact --check --report src/fixtures
  wicketgate redact --dry-run --policy organisation.json ticket.txt

A tree below a folder is mirrored in the output. Left out of folders are links, what is no text, and what
version control keeps. A file is written beside its place and renamed, so that it is there whole or not
at all. `--explain` prints `file:line:first-last: LABEL: why`, columns in characters; `--spans` prints
bytes, half-open. Bytes that are no UTF-8 become U+FFFD, whose three bytes are counted as they are.

A value of `--known` is seen by every user of the machine, as all arguments are. Values are in no report.

Exit codes: 0 done, 1 `--check` found something, 2 wrong use or an unreadable file, 4 the engine failed:
then no output stands in its place.";

const COMPLETIONS: &str = "\
Examples:
  wicketgate completions bash > ~/.local/share/bash-completion/completions/wicketgate
  wicketgate completions zsh > ~/.zfunc/_wicketgate";
