//! `wicketgate check`: one password, judged and explained, or a list of them in numbers.

use std::{
    io::{self, IsTerminal, Read, Write},
    path::PathBuf,
    time::{SystemTime, UNIX_EPOCH},
};

use clap::{Args, ValueEnum};
use wicketgate_core::{
    Context, Report, Secret, Timestamp, context,
    report::{Entry, Status, Verdict},
};
use wicketgate_runtime::MAX_REQUEST;

use super::{Policies, Subject, engine, engine::Engine};
use crate::{
    audit::{self, Audit, Audited},
    decision::decide,
    document::Document,
    exit::{Exit, Failure},
    ranges::Options,
};

/// What `check` is told; the password is not among it.
#[derive(Args, Debug)]
pub(crate) struct Check {
    #[command(flatten)]
    policies: Policies,
    /// How to print the report
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Read the password from standard input, as is done anyway where that is no terminal
    #[arg(long)]
    stdin: bool,
    /// Judge every line of this file, and tell how many satisfy which rule; `-` is standard input
    #[arg(long = "file", value_name = "LIST", conflicts_with = "stdin")]
    list: Option<PathBuf>,
    /// Write what became of each line of the list: its number, the verdict and codes, as JSON
    #[arg(long, value_name = "FILE", requires = "list")]
    output: Option<PathBuf>,
    /// Whether the password is being set or exists already
    #[arg(long, value_enum, default_value_t = Subject::New)]
    subject: Subject,
    /// Environment, where the policy sets dates for environments
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,
    /// Group of accounts, where the policy sets dates for groups
    #[arg(long, value_name = "NAME")]
    cohort: Option<String>,
    #[command(flatten)]
    ranges: Options,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// The report of the engine, on one line
    Json,
    /// One line for each rule
    Table,
}

impl Check {
    /// Reads the password, judges it and prints the report.
    pub(crate) fn run(self, engine: &Engine) -> Result<Exit, Failure> {
        let context = Context {
            cohort: self.cohort.clone(),
            environment: self.environment.clone(),
            now: Some(now()),
            subject: self.subject.into(),
            year: Some(year()),
            ..Context::new()
        };
        let ranges = self.ranges.open(complain)?;
        let module = engine.open()?;
        if let Some(list) = self.list {
            let document = Document::read(&self.policies.sources)?;
            let baked = self.policies.sources.is_empty();
            let audit =
                Audit { baked, context, document, list, module, output: self.output, ranges };
            return tell(&audit.run()?, self.format);
        }
        let policy = engine::policy(&module, &self.policies.sources)?;
        let password = password(self.stdin)?;
        let report = decide(&ranges, |facts| {
            policy.check(&password, &Context { facts: facts.cloned(), ..context.clone() })
        })?;
        print(&report, self.format)?;
        Ok(match report.verdict {
            Verdict::Accept => Exit::Accept,
            Verdict::Refuse => Exit::Refuse,
            Verdict::Undecided => Exit::Undecided,
        })
    }
}

/// Reads a password without echo, or from standard input.
pub(super) fn password(from_input: bool) -> Result<Secret, Failure> {
    if from_input || !io::stdin().is_terminal() {
        return from_stdin();
    }
    let password = rpassword::prompt_password("Password: ");
    let password = password
        .map_err(|error| Failure::usage(format!("cannot read from the terminal: {error}")))?;
    Ok(password.into())
}

/// Tells why a list did not answer.
fn complain(failure: &str) {
    // Whoever closed standard error does not want to know.
    let _closed = writeln!(io::stderr().lock(), "wicketgate: {failure}");
}

impl From<Subject> for context::Subject {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Existing => Self::Existing,
            Subject::New => Self::New,
        }
    }
}

/// Tells what became of a list.
fn tell(audited: &Audited, format: Format) -> Result<Exit, Failure> {
    let mut out = io::stdout().lock();
    match format {
        Format::Json => writeln!(out, "{}", audit::json(audited).map_err(io::Error::from)?)?,
        Format::Table => write!(out, "{}", audit::table(audited))?,
    }
    Ok(audited.exit())
}

/// Reads all of standard input, and drops one newline at the end.
fn from_stdin() -> Result<Secret, Failure> {
    let limit = u64::try_from(MAX_REQUEST).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(limit).read_to_end(&mut bytes);
    read.map_err(|error| Failure::usage(format!("cannot read standard input: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::usage("the password is not UTF-8"))?;
    let line = text.strip_suffix('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    Ok(line.unwrap_or(&text).into())
}

fn print(report: &Report, format: Format) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match format {
        Format::Json => {
            let json = serde_json::to_string(report).map_err(io::Error::from)?;
            writeln!(out, "{json}")?;
        }
        Format::Table => {
            writeln!(out, "{}", headline(report))?;
            let width = report.rules.iter().map(|rule| rule.code.as_str().len()).max();
            for rule in &report.rules {
                writeln!(out, "{}", row(rule, width.unwrap_or_default()))?;
            }
        }
    }
    Ok(())
}

fn headline(report: &Report) -> &'static str {
    match report.verdict {
        Verdict::Accept if !report.binds => "accepted: the rules do not bind this password yet",
        Verdict::Accept => "accepted",
        Verdict::Refuse => "refused",
        Verdict::Undecided => "undecided",
    }
}

fn row(rule: &Entry, width: usize) -> String {
    let status = match rule.status {
        Status::Satisfied => "met",
        Status::Undecided => "undecided",
        Status::Violated => "not met",
    };
    let mut row = format!("  {status:<9}  {:<width$}  {}", rule.code.as_str(), rule.message);
    if let Some(fix) = &rule.fix {
        row.push_str(": ");
        row.push_str(&fix.message);
    }
    row
}

/// The present time; a clock before 1970 counts as 1970.
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_millis(u64::try_from(since.as_millis()).unwrap_or(Timestamp::MAX))
}

/// The present year, by the same clock.
pub(crate) fn year() -> u16 {
    let year = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year();
    u16::try_from(year).unwrap_or(EARLIEST).max(EARLIEST)
}

/// The earliest year that an engine takes.
const EARLIEST: u16 = 1900;
