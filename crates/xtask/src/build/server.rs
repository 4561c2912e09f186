//! The `wicketgate` binary, which embeds the artefacts.

use std::path::PathBuf;

use anyhow::Result;

use crate::{repo::Repo, tool::Tool};

/// Builds the binary; cargo knows what changed.
pub fn run(repo: &Repo) -> Result<()> {
    Tool::new(repo, "cargo")
        .args(["build", "--locked", "--package", "wicketgate"])
        .env("CARGO_TARGET_DIR", &repo.cargo_target)
        .run("compiling the server", 480)?;
    Ok(())
}

/// Where the binary is.
pub fn server(repo: &Repo) -> PathBuf {
    let name = format!("wicketgate{}", std::env::consts::EXE_SUFFIX);
    repo.cargo_target.join("debug").join(name)
}
