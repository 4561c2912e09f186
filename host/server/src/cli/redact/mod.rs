//! `wicketgate redact`: personal data and secrets out of files, folders and pipes.
//!
//! A text goes through an instance of its own in pieces, so memory is the same for a line and for a
//! terabyte. What tells of places (`--spans`, `--explain`, `--dry-run`) goes through in segments that end
//! where a record ends, because an instance tells its matches when the text has ended.

mod cut;
mod edge;
mod format;
mod job;
mod output;
mod report;
mod reveal;
mod segment;
mod view;
mod work;

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use wicketgate_core::Secret;
use wicketgate_runtime::{Key, Policy, Redaction};

use super::{Policies, engine, engine::Engine};
use crate::exit::{Exit, Failure};

use format::Format;
use job::{Destination, Job, Listing};
use work::Worker;

/// What is redacted, how, and what is told of it.
#[derive(Args, Debug)]
pub(crate) struct Redact {
    /// Files, and folders with all that is in them; `-` is standard input, as is nothing at all
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    policies: Policies,
    /// How the texts are written; `auto` goes by the ending of a file, else by how it begins
    #[arg(long, value_enum, default_value_t = Format::Auto)]
    format: Format,
    /// For whom: a profile of the policy
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// The key of pseudonyms: a file with 64 hexadecimal digits or more
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    #[command(flatten)]
    tokens: reveal::Tokens,
    /// Redact this value wherever it stands; may be given several times
    #[arg(long, value_name = "LABEL=VALUE")]
    known: Vec<Known>,
    /// Write to this file, or below this folder; each file is in its place whole or not at all
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Put each redacted file in the place of the one that was read
    #[arg(long, conflicts_with = "output")]
    in_place: bool,
    /// Leave out what `--output` holds already
    #[arg(long, requires = "output")]
    resume: bool,
    #[command(flatten)]
    look: Look,
    /// Tell on standard error how many matches of each kind there were; `--report=json` for programs
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "table"
    )]
    report: Option<Report>,
    /// Files that are worked on at the same time [default: one for each core]
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u8).range(1..=MOST_JOBS))]
    jobs: Option<u8>,
}

/// What is printed in the place of the redacted text.
#[derive(Args, Clone, Copy, Debug)]
#[group(multiple = false, conflicts_with_all = ["output", "in_place"])]
struct Look {
    /// Write no text: exit code 1 where anything was found
    #[arg(long)]
    check: bool,
    /// Print the text with its matches marked: in colours on a terminal, as labels in brackets elsewhere
    #[arg(long)]
    dry_run: bool,
    /// Print each match: file, line, columns, label and why; never the value
    #[arg(long)]
    explain: bool,
    /// Print each match as `[start, end, "LABEL"]`, in bytes of UTF-8
    #[arg(long)]
    spans: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Report {
    /// On one line
    Json,
    /// For people
    Table,
}

/// A value that is known, with its label.
#[derive(Clone, Debug)]
struct Known {
    label: String,
    value: Secret,
}

/// All that redactions of one run share.
struct How {
    key: Option<Secret>,
    known: Vec<Known>,
    policy: Policy,
    profile: Option<String>,
    tenant: String,
    /// The key that makes tokens.
    token_key: Option<Key>,
}

impl FromStr for Known {
    type Err = &'static str;

    /// SECURITY: the message never holds the value.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('=') {
            Some((label, value)) if !label.is_empty() && !value.is_empty() => {
                Ok(Self { label: label.to_owned(), value: value.into() })
            }
            _ => Err("a known value is written LABEL=VALUE"),
        }
    }
}

impl Redact {
    /// Redacts what was named.
    pub(crate) fn run(self, engine: &Engine) -> Result<Exit, Failure> {
        if self.tokens.reveal {
            return reveal::run(&self, engine);
        }
        let Listing { jobs, mut tally } =
            job::list(&self.paths, &self.destination(), self.format, self.resume)?;
        if self.look.spans && jobs.len() > 1 {
            return Err(Failure::usage("`--spans` takes one file; `--explain` takes many"));
        }
        let (threads, progress) = (self.threads(&jobs), self.progress(&jobs));
        let how = self.how(engine)?;
        let worker = Worker { how: &how, look: self.look, many: jobs.len() > 1, progress };
        let worked = work::all(&jobs, threads, &worker);
        worker.progress.finish_and_clear();
        tally.add(worked?);
        for line in tally.remarks() {
            complain(&line);
        }
        match self.report {
            Some(Report::Json) => complain(&report::json(&tally)),
            Some(Report::Table) => complain(report::table(&tally).trim_end()),
            None => {}
        }
        let found = self.look.check && tally.found() > 0;
        Ok(if found { Exit::Refuse } else { Exit::Accept })
    }

    fn destination(&self) -> Destination {
        let Look { check, dry_run, explain, spans } = self.look;
        match &self.output {
            Some(path) => Destination::Path(path.clone()),
            None if self.in_place => Destination::InPlace,
            None if check || dry_run || explain || spans => Destination::Nothing,
            None => Destination::Stdout,
        }
    }

    fn how(&self, engine: &Engine) -> Result<How, Failure> {
        // Nobody waits for the answer to one piece: a machine that is busy is no failure.
        let module = engine.builder().deadline(DEADLINE).open()?;
        let key = self.key_file.as_deref().map(key).transpose()?;
        let policy = engine::policy(&module, &self.policies.sources)?;
        let (known, profile) = (self.known.clone(), self.profile.clone());
        let tenant = self.tokens.tenant.clone().unwrap_or_default();
        let token_key = self.tokens.keys()?.into_iter().next();
        let how = How { key, known, policy, profile, tenant, token_key };
        // A profile or a key that cannot be used is told before anything is read.
        how.open(Format::Auto, false)?;
        Ok(how)
    }

    /// Several files at once only where their outputs cannot mix.
    fn threads(&self, jobs: &[Job]) -> usize {
        let Look { dry_run, explain, spans, .. } = self.look;
        if dry_run || explain || spans {
            return 1;
        }
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = self.jobs.map_or(cores, usize::from);
        threads.min(usize::try_from(MOST_JOBS).unwrap_or(1)).min(jobs.len()).max(1)
    }

    /// A bar with rate and time left, and nothing where nobody looks or the text is shown.
    fn progress(&self, jobs: &[Job]) -> ProgressBar {
        let shows = !self.look.check && self.output.is_none() && !self.in_place;
        if !io::stderr().is_terminal() || shows && io::stdout().is_terminal() {
            return ProgressBar::hidden();
        }
        let size = jobs.iter().map(|job| job.size).sum::<Option<u64>>();
        let (bar, template) = match size {
            Some(size) => (ProgressBar::new(size), BAR),
            None => (ProgressBar::no_length(), SPINNER),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}

impl How {
    /// Begins a text.
    fn open(&self, format: Format, spans: bool) -> Result<Redaction, Failure> {
        let known: Vec<_> =
            self.known.iter().map(|known| (known.label.as_str(), known.value.reveal())).collect();
        let options = wicketgate_runtime::Redact {
            format: format.into(),
            key: self.key.as_ref(),
            known: &known,
            profile: self.profile.as_deref(),
            spans,
            tokens: self
                .token_key
                .as_ref()
                .map(|key| wicketgate_runtime::Tokens { key, tenant: &self.tenant }),
        };
        self.policy.redaction(&options).map_err(refused)
    }
}

/// What the engine refused: its problems, where it tells any.
fn refused(error: wicketgate_runtime::Error) -> Failure {
    let problems: Vec<_> = error.problems().iter().map(|problem| problem.message.clone()).collect();
    if problems.is_empty() { error.into() } else { Failure::usage(problems.join("\n")) }
}

/// Reads the key of pseudonyms.
fn key(path: &Path) -> Result<Secret, Failure> {
    let text = fs::read_to_string(path).map_err(|error| job::unreadable(path, &error))?;
    Ok(text.trim().into())
}

/// Tells something on standard error.
fn complain(line: &str) {
    // Whoever closed standard error does not want to know.
    let _closed = writeln!(io::stderr().lock(), "{line}");
}

const BAR: &str = "{bar:30} {percent}% {bytes_per_sec}, {eta} left {msg}";
const SPINNER: &str = "{spinner} {bytes} {bytes_per_sec} {msg}";
const DEADLINE: Duration = Duration::from_secs(20);
/// Fewer than an engine has places.
const MOST_JOBS: i64 = 32;
