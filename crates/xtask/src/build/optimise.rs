//! wasm-opt, the same way for every module.

use std::path::Path;

use anyhow::{Context, Result};

use crate::{repo::Repo, setup, tool::Tool};

/// Optimises a module and drops what only people read.
///
/// Which features of WebAssembly may be used is told by the section `target_features`, which rustc
/// writes; it goes last, because no host reads it.
pub fn optimise(repo: &Repo, from: &Path, to: &Path) -> Result<()> {
    let wasm_opt = setup::wasm_opt(repo)?;
    let name = from.file_name().context("a module without a name")?.to_string_lossy();
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Tool::new(repo, "node")
        .arg(wasm_opt)
        .args(["-O3", "--strip-debug", "--strip-producers", "--strip-target-features"])
        .arg(from)
        .arg("-o")
        .arg(to)
        .run(&format!("optimising {name}"), 20)?;
    Ok(())
}
