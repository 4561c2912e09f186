//! A virtual environment for host/python, with wasmtime and the linter.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{repo::Repo, stamp::Inputs, tool::Tool};

/// The interpreter of the virtual environment.
pub fn venv(repo: &Repo) -> Result<PathBuf> {
    let folder = repo.scratch("venv");
    let interpreter = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let version = Tool::new(repo, "python3").arg("--version").output()?;
    let requirements = "host/python/requirements-dev.txt";
    Inputs::new(repo, "pip install").files([requirements])?.text(&version).unless_fresh(
        "venv",
        std::slice::from_ref(&interpreter),
        || {
            Tool::new(repo, "python3")
                .args(["-m", "venv", "--clear"])
                .arg(&folder)
                .run("making a virtual environment for Python", 10)
                .context(
                    "Python's module `venv` is needed (Debian: `apt-get install python3-venv`)",
                )?;
            Tool::new(repo, &interpreter)
                .args(["-m", "pip", "install", "--quiet", "--requirement", requirements])
                .run("installing Python packages", 30)?;
            Ok(())
        },
    )?;
    Ok(interpreter)
}
