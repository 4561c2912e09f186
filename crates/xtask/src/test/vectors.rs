//! Every vector on every engine. What each engine ran is compared, so that none can skip quietly.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{
    repo::Repo,
    setup,
    test::Counts,
    tool::{Run, Tool},
};

/// Runs all engines.
pub fn run(repo: &Repo) -> Result<Counts> {
    let runs = [
        cargo(repo, "native")?,
        cargo(repo, "wasmtime")?,
        node(repo)?,
        python(repo)?,
        browser(repo, "full")?,
        browser(repo, "core")?,
        browser(repo, "base")?,
    ];
    let mut counts = Counts::default();
    let mut lines = Vec::new();
    for run in runs {
        match Line::read(&run.text).filter(|_| run.succeeded) {
            Some(line) => {
                println!("  {line}");
                counts.passed += line.tests;
                lines.push(line);
            }
            None => {
                println!("  FAILED: {}", run.failure());
                counts.failed += 1;
            }
        }
    }
    if let Err(error) = agree(&lines) {
        println!("  FAILED: {error:#}");
        counts.failed += 1;
    }
    Ok(counts)
}

fn cargo(repo: &Repo, engine: &str) -> Result<Run> {
    Tool::new(repo, "cargo")
        .args(["run", "--quiet", "--locked", "--package", "wicketgate-conformance"])
        .args(["--bin", "vectors", "--", engine])
        .attempt(&format!("vectors on {engine}"), 60)
}

fn node(repo: &Repo) -> Result<Run> {
    setup::npm(repo, Path::new("host/node"))?;
    Tool::new(repo, "node").arg("host/node/vectors.mjs").attempt("vectors on node", 0)
}

fn python(repo: &Repo) -> Result<Run> {
    Tool::new(repo, setup::venv(repo)?)
        .arg("host/python/vectors.py")
        .attempt("vectors on python", 0)
}

fn browser(repo: &Repo, build: &str) -> Result<Run> {
    let folder = Path::new("tests/browser");
    setup::npm(repo, folder)?;
    Tool::new(repo, "node")
        .args(["vectors.mjs", build])
        .dir(folder)
        .env("CHROMIUM", setup::chromium(repo)?)
        .attempt(&format!("vectors in Chromium, {build}"), 0)
}

/// What a runner says at its end.
#[derive(Debug, PartialEq)]
struct Line {
    engine: String,
    files: u64,
    tests: u64,
    not_in_this_build: u64,
}

impl Line {
    /// `vectors: engine=native files=13 tests=240 not-in-this-build=0`
    fn read(text: &str) -> Option<Self> {
        let line =
            text.lines().rev().find_map(|line| line.trim().strip_prefix("vectors: engine="))?;
        let mut words = line.split_whitespace();
        let engine = words.next()?.to_owned();
        let mut number =
            |name: &str| words.next()?.strip_prefix(name)?.strip_prefix('=')?.parse().ok();
        Some(Self {
            engine,
            files: number("files")?,
            tests: number("tests")?,
            not_in_this_build: number("not-in-this-build")?,
        })
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { engine, files, tests, not_in_this_build } = self;
        write!(f, "{engine}: {tests} tests in {files} files")?;
        match not_in_this_build {
            0 => Ok(()),
            count => write!(f, ", {count} answered `not-in-this-build`"),
        }
    }
}

/// Every engine ran as many files and tests as the first, and left nothing out but the builds for browsers:
/// the full one what needs a key of tokens, which is little, and the base build more.
fn agree(lines: &[Line]) -> Result<()> {
    let first = lines.first().context("no engine ran")?;
    for line in lines {
        if (line.files, line.tests) != (first.files, first.tests) {
            bail!("the engines did not run the same vectors: {first}, but {line}");
        }
        let leaves_out = match line.engine.as_str() {
            BASE => 1..=line.tests,
            FULL => 1..=MOST_TOKENS,
            _ => 0..=0,
        };
        if !leaves_out.contains(&line.not_in_this_build) {
            bail!("{line}: builds for browsers, and no others, leave something out");
        }
    }
    Ok(())
}

/// The engine that is a declared subset.
const BASE: &str = "browser-npm-base";
/// The engine that leaves out what a page must not have.
const FULL: &str = "browser-npm-full";
/// More tests than there are of tokens.
const MOST_TOKENS: u64 = 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn line(engine: &str, tests: u64, not_in_this_build: u64) -> Line {
        Line { engine: engine.to_owned(), files: 2, tests, not_in_this_build }
    }

    #[test]
    fn the_last_line_of_counts_is_read() {
        let text = "noise\nvectors: engine=node files=2 tests=31 not-in-this-build=0\n";
        assert_eq!(Line::read(text), Some(line("node", 31, 0)));
        assert_eq!(Line::read("vectors: engine=node files=2"), None);
        assert_eq!(Line::read(""), None);
    }

    #[test]
    fn engines_must_agree() {
        let cases = [
            (vec![line("native", 3, 0), line("node", 3, 0), line(BASE, 3, 1)], true),
            (vec![line("native", 3, 0), line("node", 2, 0)], false),
            (vec![line("native", 3, 1)], false),
            (vec![line(BASE, 3, 0)], false),
            (vec![line("native", 3, 0), line(FULL, 3, 1)], true),
            (vec![line("native", 3, 0), line(FULL, 3, 0)], false),
            (vec![line("native", 300, 0), line(FULL, 300, 101)], false),
            (vec![], false),
        ];
        for (lines, expected) in cases {
            assert_eq!(agree(&lines).is_ok(), expected, "{lines:?}");
        }
    }
}
