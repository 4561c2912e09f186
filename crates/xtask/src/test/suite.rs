//! What is run, in order.

use std::path::Path;

use anyhow::{Result, ensure};

use crate::{
    repo::Repo,
    setup,
    test::{Counts, reproducible, size, vectors},
    tool::{Run, Tool},
};

/// Tests that are run together.
pub struct Suite {
    /// The name, for `--only`.
    pub name: &'static str,
    /// What it tests.
    pub about: &'static str,
    /// Runs it; an error is a suite that could not run.
    pub run: fn(&Repo) -> Result<Counts>,
}

/// Every suite; the quick and telling ones come first.
pub const SUITES: &[Suite] = &[
    Suite { name: "rust", about: "units, properties and documentation of all crates", run: rust },
    Suite {
        name: "vectors",
        about: "every vector on every engine, with equal counts",
        run: vectors::run,
    },
    Suite { name: "http", about: "the server, as a client sees it", run: http },
    Suite { name: "node", about: "the package for Node", run: node },
    Suite { name: "python", about: "the package for Python", run: python },
    Suite {
        name: "packaging",
        about: "the packed npm package in projects of its users",
        run: packaging,
    },
    Suite { name: "browser", about: "the page and the form in Chromium", run: browser },
    Suite { name: "reproducible", about: "two folders, one digest", run: reproducible::component },
    Suite { name: "size", about: "each artefact within its budget", run: size::run },
];

fn rust(repo: &Repo) -> Result<Counts> {
    let others = ["--workspace", "--exclude", HTTP, "--features", TOWER];
    let mut tests = cargo_test(repo, "testing the crates", &others)?;
    // nextest runs no examples of documentation.
    if setup::cargo_has("nextest") {
        let run = Tool::new(repo, "cargo")
            .args(["test", "--locked", "--doc", "--workspace", "--features", TOWER])
            .attempt("testing the examples in the documentation", 60)?;
        tests = tests + counts(&run)?;
    }
    Ok(tests)
}

fn http(repo: &Repo) -> Result<Counts> {
    cargo_test(repo, "testing the server over HTTP", &["--package", HTTP])
}

fn cargo_test(repo: &Repo, doing: &str, packages: &[&str]) -> Result<Counts> {
    let cargo = Tool::new(repo, "cargo");
    let tool = if setup::cargo_has("nextest") {
        cargo.args(["nextest", "run", "--locked", "--no-fail-fast", "--failure-output", "final"])
    } else {
        cargo.args(["test", "--locked", "--no-fail-fast"])
    };
    counts(&tool.args(packages).attempt(doing, 300)?)
}

fn node(repo: &Repo) -> Result<Counts> {
    npm_test(repo, "host/node", "testing the package for Node", 10)
}

fn packaging(repo: &Repo) -> Result<Counts> {
    // It borrows the browser's launcher, and runs the README's examples in Node and Python too.
    setup::npm(repo, Path::new("tests/browser"))?;
    npm_test(repo, "tests/packaging", "testing the npm package in projects", 60)
}

fn browser(repo: &Repo) -> Result<Counts> {
    npm_test(repo, "tests/browser", "testing the page in Chromium", 60)
}

fn npm_test(repo: &Repo, folder: &str, doing: &str, usually: u64) -> Result<Counts> {
    setup::npm(repo, Path::new(folder))?;
    let run = Tool::new(repo, "npm")
        .arg("test")
        .dir(folder)
        .env("CHROMIUM", setup::chromium(repo)?)
        .env("PYTHON", setup::venv(repo)?)
        .attempt(doing, usually)?;
    counts(&run)
}

fn python(repo: &Repo) -> Result<Counts> {
    let run = Tool::new(repo, setup::venv(repo)?)
        .args(["-m", "unittest", "discover", "--start-directory", "tests"])
        .dir("host/python")
        .attempt("testing the package for Python", 20)?;
    counts(&run)
}

/// What a runner counted; a run that failed has a failure, whatever it counted.
fn counts(run: &Run) -> Result<Counts> {
    let mut counts = Counts::read(&run.text);
    if run.succeeded {
        ensure!(counts.passed > 0, "no test ran: {}", run.failure());
    } else {
        println!("  FAILED: {}", run.failure());
        counts.failed = counts.failed.max(1);
    }
    Ok(counts)
}

const HTTP: &str = "wicketgate-http-tests";
/// What is built only where it is asked for.
const TOWER: &str = "wicketgate-runtime/tower";
