//! Runs other programs: quietly, with a sign of life, and with their own words when they fail.

use std::{
    ffi::OsStr,
    fs::File,
    io::{ErrorKind, Read, Write},
    path::Path,
    process::{Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    progress::{self, spoken},
    repo::{self, Repo},
};

/// A program to run, and its arguments.
pub struct Tool<'r> {
    command: Command,
    lines: Option<usize>,
    program: String,
    repo: &'r Repo,
}

impl<'r> Tool<'r> {
    /// A program found on the path, or by its own path; it runs in the root of the repository.
    pub fn new(repo: &'r Repo, program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program.as_ref());
        command.current_dir(&repo.root).stdin(Stdio::null());
        let program = program.as_ref().to_string_lossy().into_owned();
        Self { command, lines: None, program, repo }
    }

    /// Adds arguments.
    #[must_use]
    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Adds one argument.
    #[must_use]
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Sets a variable of the environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs in another folder, given from the root.
    #[must_use]
    pub fn dir(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(self.repo.root.join(folder));
        self
    }

    /// Tells about how many lines it prints, so that its sign of life says how far it is.
    #[must_use]
    pub fn printing(mut self, lines: usize) -> Self {
        self.lines = Some(lines);
        self
    }

    /// Runs as a step of its own and returns what it printed; fails if it fails.
    pub fn run(self, doing: &str, usually: u64) -> Result<String> {
        let run = self.attempt(doing, usually)?;
        if run.succeeded {
            return Ok(run.text);
        }
        bail!("{doing} failed: {}", run.failure())
    }

    /// Runs as a step of its own; that the program fails is a result and no error.
    pub fn attempt(mut self, doing: &str, usually: u64) -> Result<Run> {
        let log = self.repo.scratch("log").join(format!("{}.log", slug(doing)));
        repo::write(&log, "")?;
        let file = File::options().append(true).open(&log)?;
        self.command.stdout(file.try_clone()?).stderr(file);
        let verbose = self.repo.verbose;
        let status =
            progress::step(doing, usually, || self.follow(&log).with_context(|| doing.to_owned()))?;
        let text = String::from_utf8_lossy(&std::fs::read(&log)?).into_owned();
        Ok(Run {
            end: ending(status),
            log: self.repo.show(&log),
            succeeded: status.success(),
            text,
            verbose,
        })
    }

    /// Runs without a word and returns its standard output; fails if it fails.
    pub fn output(mut self) -> Result<String> {
        let output = self.command.output().map_err(|error| explain(&self.program, error))?;
        if !output.status.success() {
            let words = String::from_utf8_lossy(&output.stderr);
            bail!("`{}` failed: {}\n{}", self.program, ending(output.status), tail(&words, LINES));
        }
        String::from_utf8(output.stdout)
            .with_context(|| format!("`{}` printed what is no UTF-8", self.program))
    }

    /// Runs in the terminal of whoever started this program.
    pub fn interactive(mut self) -> Result<()> {
        let status = self
            .command
            .stdin(Stdio::inherit())
            .status()
            .map_err(|error| explain(&self.program, error))?;
        if !status.success() {
            bail!("`{}` ended with {}", self.program, ending(status));
        }
        Ok(())
    }

    fn follow(&mut self, log: &Path) -> Result<ExitStatus> {
        let mut child = self.command.spawn().map_err(|error| explain(&self.program, error))?;
        let mut shown = File::open(log)?;
        let start = Instant::now();
        let mut told = Duration::ZERO;
        loop {
            let status = child.try_wait()?;
            let mut news = Vec::new();
            if self.repo.verbose {
                shown.read_to_end(&mut news)?;
                std::io::stdout().write_all(&news)?;
            }
            if let Some(status) = status {
                return Ok(status);
            }
            if !self.repo.verbose && start.elapsed() >= told + SIGN_OF_LIFE {
                told = start.elapsed();
                let text = String::from_utf8_lossy(&std::fs::read(log)?).into_owned();
                let last = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
                let far = self.lines.map_or_else(String::new, |lines| {
                    format!(", {} of {lines}", text.lines().count().min(lines))
                });
                progress::note(&format!("{}{far}: {}", spoken(told), last.trim()));
            }
            thread::sleep(Duration::from_millis(50));
        }
    }
}

/// How a program ended, and what it said.
pub struct Run {
    /// Whether it says that it succeeded.
    pub succeeded: bool,
    /// Everything it printed.
    pub text: String,
    end: String,
    log: String,
    verbose: bool,
}

impl Run {
    /// How a program failed: its end and, unless it was shown already, what it said last.
    pub fn failure(&self) -> String {
        if self.verbose {
            return self.end.clone();
        }
        format!("{}\n{}\n(all of it: {})", self.end, tail(&self.text, LINES), self.log)
    }
}

/// Whether a program can be started at all.
pub fn exists(program: &str) -> bool {
    let probe = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    !matches!(probe, Err(error) if error.kind() == ErrorKind::NotFound)
}

/// What is missing, and how to get it.
fn explain(program: &str, error: std::io::Error) -> anyhow::Error {
    if error.kind() != ErrorKind::NotFound {
        return anyhow::Error::new(error).context(format!("starting `{program}`"));
    }
    let how = match program {
        "cargo" | "rustc" | "rustup" => "install Rust with rustup",
        "node" | "npm" | "npx" => "install Node 20 or newer, which brings npm",
        "python3" => "install Python 3.9 or newer (Debian: `apt-get install python3 python3-venv`)",
        "git" => "install git",
        "apt-get" => "install chromium by hand and name it in CHROMIUM",
        _ => "run `cargo xtask setup`",
    };
    anyhow::anyhow!("`{program}` is not there: {how}")
}

fn ending(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exit code {code}"),
        None => status.to_string(),
    }
}

fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    all.get(all.len().saturating_sub(lines)..).unwrap_or_default().join("\n")
}

fn slug(text: &str) -> String {
    let dash = |c: char| {
        if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }
    };
    text.chars().map(dash).collect()
}

/// How often a long step says that it is still alive.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// How many lines of a failed tool are shown.
const LINES: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_is_at_most_so_many_lines() {
        assert_eq!(tail("", 2), "");
        assert_eq!(tail("a\nb", 2), "a\nb");
        assert_eq!(tail("a\nb\nc\n", 2), "b\nc");
    }

    #[test]
    fn a_log_is_named_after_the_step() {
        assert_eq!(slug("Vectors: wasmtime (all)"), "vectors--wasmtime--all-");
    }
}
