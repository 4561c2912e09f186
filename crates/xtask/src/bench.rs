//! Speed and sizes, measured in one run on one machine.

use std::path::Path;

use anyhow::Result;

use crate::{build, progress, repo::Repo, setup, test, tool::Tool};

/// Measures everything and prints tables.
pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    let native = Tool::new(repo, "cargo")
        .args(["run", "--locked", "--release", "--quiet", "--package", "wicketgate-conformance"])
        .args(["--bin", "bench"])
        .run("measuring native code and wasmtime, in a release build", 600)?;
    println!("{native}");
    let folder = Path::new("tests/packaging");
    setup::npm(repo, folder)?;
    let node = Tool::new(repo, "node")
        .arg("bench.mjs")
        .dir(folder)
        .run("measuring the npm package in Node", 60)?;
    println!("{node}");
    progress::say("sizes");
    test::sizes(repo)
}
