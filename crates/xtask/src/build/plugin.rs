//! The engine inside the packages for Node and Python, so that they run where they stand.

use anyhow::Result;

use crate::{
    build::COMPONENT,
    repo::{self, Repo},
    stamp::Inputs,
    tool::Tool,
};

/// Copies it where it is not the one that was built last.
pub fn run(repo: &Repo) -> Result<()> {
    let copies = [NODE, PYTHON].map(|copy| repo.path(copy));
    let inputs = Inputs::new(repo, "plugins 1").files(["target/wicketgate", "host/node/build.mjs"]);
    inputs?.unless_fresh("plugins", &copies, || {
        Tool::new(repo, "node").arg("host/node/build.mjs").output()?;
        repo::write(&repo.path(PYTHON), std::fs::read(repo.artefact(COMPONENT))?)
    })?;
    Ok(())
}

/// What the build script of host/node copies.
const NODE: &str = "host/node/engine.core.wasm";

/// Ignored by git and therefore left out of the wheel, whose manifest names the artefact itself.
const PYTHON: &str = "host/python/wicketgate/engine.wasm";
