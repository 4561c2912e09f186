//! What has to be there before something can be built or tested, and getting it.
//!
//! Every part can be asked for at any time: where it is there already, that takes no time. Commands
//! ask for what they need, so that nobody has to call `cargo xtask setup` first. Nothing outside
//! `target/` and `node_modules/` is written, but for rustup's target and, as root on Debian, the
//! browser's package.

mod browser;
mod node;
mod python;
mod rust;

pub use browser::chromium;
pub use node::{npm, packages, scripts, wasm_opt, zxcvbn};
pub use python::{venv, venv_of};
pub use rust::{cargo_has, path_with_mutants, path_with_tools, wasm_target};

use anyhow::Result;

use crate::{progress, repo::Repo};

/// Gets everything.
pub fn run(repo: &Repo) -> Result<()> {
    wasm_target(repo)?;
    path_with_tools(repo)?;
    for folder in packages(repo)? {
        npm(repo, &folder)?;
    }
    wasm_opt(repo)?;
    let browser = chromium(repo)?;
    venv(repo)?;
    progress::say(&format!("everything is there; the browser is {}", browser.display()));
    Ok(())
}
