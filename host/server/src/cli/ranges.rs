//! `wicketgate ranges`: lists of breached passwords, built, checked and asked.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, IsTerminal, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use wicketgate_core::{range::Hash, text::nfc};

use super::check;
use crate::{
    exit::{Exit, Failure},
    ranges::{self, Format, List, Options},
};

/// What can be done with lists of breached passwords.
#[derive(Debug, Subcommand)]
pub(crate) enum Ranges {
    /// Make a list of passwords or hashes, of any number
    #[command(after_long_help = BUILD)]
    Build(Build),
    /// Read a list whole, and tell the first line that is not as it should be
    #[command(after_long_help = CHECK)]
    Check {
        /// The list
        file: PathBuf,
    },
    /// Tell how often a password was seen, read without echo or from standard input
    #[command(after_long_help = FIND)]
    Find(Find),
}

/// What is built, and whereto.
#[derive(Args, Debug)]
pub(crate) struct Build {
    /// What to read, one entry a line; `-` for standard input
    #[arg(value_name = "LIST", required = true)]
    inputs: Vec<PathBuf>,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// What the lines are
    #[arg(long, value_enum, default_value_t = Format::Passwords)]
    format: Format,
    /// Memory to sort in; what does not fit is sorted beside the file that is written
    #[arg(long, value_name = "MIB", default_value = "256", value_parser = clap::value_parser!(u32).range(1..=65536))]
    memory: u32,
}

/// What is asked.
#[derive(Args, Debug)]
pub(crate) struct Find {
    #[command(flatten)]
    ranges: Options,
    /// Read the password from standard input, as is done anyway where that is no terminal
    #[arg(long)]
    stdin: bool,
}

impl Ranges {
    /// Does what was asked.
    pub(crate) fn run(self) -> Result<Exit, Failure> {
        match self {
            Self::Build(build) => build.run(),
            Self::Check { file } => check(&file),
            Self::Find(find) => find.run(),
        }
    }
}

impl Build {
    fn run(self) -> Result<Exit, Failure> {
        let failed =
            |error| Failure::usage(format!("cannot build `{}`: {error}", self.output.display()));
        let reading = bar(self.size(), "reading  {bar:30} {percent}% {bytes_per_sec}, {eta} left");
        let merging = bar(None, "writing  {bar:30} {percent}% {per_sec}, {eta} left");
        let build = ranges::Build {
            format: self.format,
            memory: usize::try_from(self.memory).unwrap_or(usize::MAX).saturating_mul(1 << 20),
            output: &self.output,
        };
        let inputs = self.inputs.iter().map(|path| open(path, &reading));
        let summary = build.run(inputs, |written, most| {
            if written.is_multiple_of(1 << 16) {
                reading.finish_and_clear();
                merging.set_length(most);
                merging.set_position(written);
            }
        });
        reading.finish_and_clear();
        merging.finish_and_clear();
        let summary = summary.map_err(failed)?;
        let mut out = io::stdout().lock();
        writeln!(out, "{} hashes of {} lines", summary.hashes, summary.entries)?;
        if summary.skipped > 0 {
            let what = match self.format {
                Format::Hashes => "neither `SHA1` nor `SHA1:COUNT`, or padding",
                Format::Passwords => "no UTF-8, or longer than any password",
            };
            writeln!(out, "{} lines left out: {what}", summary.skipped)?;
        }
        Ok(Exit::Accept)
    }

    /// Bytes of all inputs, where that is known.
    fn size(&self) -> Option<u64> {
        self.inputs.iter().map(|path| Some(path.metadata().ok()?.len())).sum()
    }
}

fn open(path: &Path, progress: &ProgressBar) -> io::Result<Box<dyn BufRead>> {
    if path.as_os_str() == "-" {
        let input = progress.wrap_read(io::stdin());
        return Ok(Box::new(BufReader::with_capacity(BUFFER, input)));
    }
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("`{}`: {error}", path.display()));
    let input = progress.wrap_read(File::open(path).map_err(named)?);
    Ok(Box::new(BufReader::with_capacity(BUFFER, input)))
}

fn check(file: &Path) -> Result<Exit, Failure> {
    let list = List::open(file)?;
    let progress = bar(Some(list.bytes()), "{bar:30} {percent}% {bytes_per_sec}, {eta} left");
    let mut read = 0;
    let checked = list.check(|bytes| {
        read += bytes;
        if read >= PROGRESS {
            progress.inc(std::mem::take(&mut read));
        }
    });
    progress.finish_and_clear();
    match checked {
        Ok(lines) => {
            writeln!(io::stdout().lock(), "{lines} hashes, sorted")?;
            Ok(Exit::Accept)
        }
        Err(fault) => {
            let message = format!("`{}`: line {} {}", file.display(), fault.line, fault.what);
            Err(Failure { exit: Exit::Refuse, message })
        }
    }
}

impl Find {
    fn run(self) -> Result<Exit, Failure> {
        let ranges = self.ranges.open(|_| {})?;
        let password = check::password(self.stdin)?;
        let hash = Hash::of(&nfc(password.reveal()));
        let mut out = io::stdout().lock();
        let (mut is_known, mut is_seen) = (true, false);
        for (name, count) in ranges.counts(&hash) {
            match count {
                Ok(count) => {
                    is_seen |= count > 0;
                    writeln!(out, "{count}  {name}")?;
                }
                Err(error) => {
                    is_known = false;
                    writeln!(out, "?  {name}: {error}")?;
                }
            }
        }
        Ok(match (is_seen, is_known) {
            (true, _) => Exit::Refuse,
            (false, true) => Exit::Accept,
            (false, false) => Exit::Undecided,
        })
    }
}

/// A bar with rate and time left, and nothing where nobody looks.
fn bar(size: Option<u64>, template: &str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = size.map_or_else(ProgressBar::no_length, ProgressBar::new);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

const BUFFER: usize = 1 << 20;
/// Bytes after which progress is told.
const PROGRESS: u64 = 1 << 22;

const BUILD: &str = "\
Examples:
  wicketgate ranges build passwords.txt -o list.txt
  wicketgate ranges build --format hashes published.txt own.txt -o list.txt
  zcat passwords.gz | wicketgate ranges build - -o list.txt
  wicketgate serve --ranges list.txt

The list has one sorted line `SHA1:COUNT` for each hash; counts of the same hash are added up. A
password is normalised as the engine does it. Memory is bounded whatever the size; beside the list
there must be room for some 24 bytes a line. The list stands in its place whole or not at all.

Exit codes: 0 done, 2 wrong use or an unreadable file.";

const CHECK: &str = "\
Examples:
  wicketgate ranges check list.txt

Exit codes: 0 the list is good, 1 a line is not as it should be, 2 an unreadable file.";

const FIND: &str = "\
Examples:
  wicketgate ranges find
  wicketgate ranges find --ranges list.txt --ranges https://api.pwnedpasswords.com/range
  printf %s \"$PASSWORD\" | wicketgate ranges find --stdin

It prints the count of each list. A password is no argument: arguments are seen by every user of a
machine. A service is told five digits of the password's SHA-1, which hundreds of others share.

Exit codes: 0 no list holds it, 1 a list does, 2 wrong use, 3 a list did not answer.";
