//! Speed and sizes beside peers, measured in one run on one machine.

mod joint;
mod redaction;

use std::path::Path;

use anyhow::Result;

use self::joint::Joint;
use crate::{build, progress, repo::Repo, setup, test, tool::Tool};

/// What is measured.
#[derive(clap::Args)]
pub struct Chosen {
    /// Measure this alone: redaction, with the tables of how exact it is.
    #[arg(long, value_parser = [REDACTION])]
    only: Option<String>,
    /// Measure what is large to install and slow to run too: Presidio, scrubadub, redact-pii,
    /// redact-core and Datadog's scanner.
    #[arg(long)]
    peers: bool,
}

impl Chosen {
    /// Redaction alone, beside everything that redacts.
    pub fn redaction_and_peers() -> Self {
        Self { only: Some(REDACTION.to_owned()), peers: true }
    }
}

/// Measures everything and prints tables.
pub fn run(repo: &Repo, Chosen { only, peers }: &Chosen) -> Result<()> {
    build::run(repo)?;
    redaction::prepare(repo)?;
    let mut joint = Joint::default();
    let native = Tool::new(repo, "cargo")
        .args(["run", "--locked", "--release", "--quiet", "--package", "wicketgate-conformance"])
        .args(["--no-default-features", "--features", "peers", "--bin", "bench", "--"])
        .args(only)
        .run("measuring native code and wasmtime, in a release build", 600)?;
    println!("{}", joint.take(&native)?);
    let chromium = setup::chromium(repo)?;
    setup::npm(repo, Path::new("tests/browser"))?;
    let folder = Path::new("tests/packaging");
    setup::npm(repo, folder)?;
    let package = Tool::new(repo, "node")
        .arg("bench/main.mjs")
        .args(only)
        .dir(folder)
        .env("CHROMIUM", chromium)
        .run("measuring the npm package and its peers in Node and in Chromium", 150)?;
    println!("{}", joint.take(&package)?);
    if only.is_none() {
        let python = Tool::new(repo, setup::venv(repo)?)
            .arg("bench.py")
            .dir("host/python")
            .run("measuring the package for Python and its peer", 10)?;
        println!("{}", joint.take(&python)?);
    }
    if *peers {
        println!("{}", redaction::peers(repo, &mut joint)?);
    }
    println!("{}\n", joint.print());
    if only.is_some() {
        return Ok(());
    }
    progress::say("sizes");
    test::sizes(repo)
}

const REDACTION: &str = "redaction";
