//! Speed and sizes beside peers, measured in one run on one machine.

mod joint;

use std::path::Path;

use anyhow::Result;

use self::joint::Joint;
use crate::{build, progress, repo::Repo, setup, test, tool::Tool};

/// Measures everything and prints tables.
pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    let mut joint = Joint::default();
    let native = Tool::new(repo, "cargo")
        .args(["run", "--locked", "--release", "--quiet", "--package", "wicketgate-conformance"])
        .args(["--no-default-features", "--features", "peers", "--bin", "bench"])
        .run("measuring native code and wasmtime, in a release build", 600)?;
    println!("{}", joint.take(&native)?);
    let chromium = setup::chromium(repo)?;
    setup::npm(repo, Path::new("tests/browser"))?;
    let folder = Path::new("tests/packaging");
    setup::npm(repo, folder)?;
    let package = Tool::new(repo, "node")
        .arg("bench/main.mjs")
        .dir(folder)
        .env("CHROMIUM", chromium)
        .run("measuring the npm package and its peers in Node and in Chromium", 150)?;
    println!("{}", joint.take(&package)?);
    let python = Tool::new(repo, setup::venv(repo)?)
        .arg("bench.py")
        .dir("host/python")
        .run("measuring the package for Python and its peer", 10)?;
    println!("{}", joint.take(&python)?);
    println!("{}\n", joint.print());
    progress::say("sizes");
    test::sizes(repo)
}
