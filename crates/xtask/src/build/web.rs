//! The engine for browsers, twice: the base build for forms and the full one.

use std::path::Path;

use anyhow::Result;

use crate::{
    build::{component::SOURCES, optimise::optimise, path_flags},
    repo::Repo,
    setup,
    stamp::Inputs,
    tool::Tool,
};

/// Builds both into `target/web`, where the build script of js/wicketgate expects them.
pub fn run(repo: &Repo) -> Result<()> {
    for (name, features) in BUILDS {
        let folder = repo.path("target/web").join(name);
        let outputs = [GLUE, MODULE].map(|file| folder.join(file));
        let inputs = Inputs::new(repo, "web 1").files(SOURCES)?.files(["crates/web"])?;
        inputs.unless_fresh(&format!("web-{name}"), &outputs, || {
            build(repo, name, features, &folder)
        })?;
    }
    Ok(())
}

fn build(repo: &Repo, name: &str, features: &[&str], folder: &Path) -> Result<()> {
    setup::wasm_target(repo)?;
    let raw = repo.scratch("web").join(name);
    // A call of its own for each build: one call for both would unite their features.
    Tool::new(repo, "wasm-pack")
        .args(["build", "crates/web", "--target", "web", "--mode", "no-install", "--no-opt"])
        .args(["--no-pack", "--profile", "web", "--out-name", "wicketgate_web", "--out-dir"])
        .arg(&raw)
        .args(["--", "--locked", "--no-default-features"])
        .args(features)
        .env("CARGO_ENCODED_RUSTFLAGS", path_flags(repo, &repo.root, &repo.cargo_target)?)
        .env("CARGO_TARGET_DIR", &repo.cargo_target)
        .env("PATH", setup::path_with_tools(repo)?)
        .run(&format!("compiling the {name} build for browsers"), 60)?;
    optimise(repo, &raw.join(MODULE), &folder.join(MODULE))?;
    for file in [GLUE, TYPES] {
        std::fs::copy(raw.join(file), folder.join(file))?;
    }
    Ok(())
}

const BUILDS: [(&str, &[&str]); 2] = [("base", &[]), ("full", &["--features", "full"])];

const GLUE: &str = "wicketgate_web.js";
const TYPES: &str = "wicketgate_web.d.ts";
const MODULE: &str = "wicketgate_web_bg.wasm";
