//! Virtual environments for Python: one for host/python, with wasmtime and the linter, and one for peers.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{repo::Repo, stamp::Inputs, tool::Tool};

/// The interpreter of the virtual environment of host/python.
pub fn venv(repo: &Repo) -> Result<PathBuf> {
    venv_of(repo, "venv", Path::new("host/python/requirements-dev.txt"))
}

/// The interpreter of a virtual environment with what a file lists.
pub fn venv_of(repo: &Repo, name: &str, requirements: &Path) -> Result<PathBuf> {
    let folder = repo.scratch(name);
    let interpreter = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let version = Tool::new(repo, "python3").arg("--version").output()?;
    Inputs::new(repo, "pip install").files([requirements])?.text(&version).unless_fresh(
        name,
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
                .args(["-m", "pip", "install", "--quiet", "--requirement"])
                .arg(repo.path(requirements))
                .run(&format!("installing Python packages of {}", repo.show(requirements)), 30)?;
            Ok(())
        },
    )?;
    Ok(interpreter)
}
