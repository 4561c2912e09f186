//! Where things stand: the root of the repository, and the folders that this program writes.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// The repository, and how much of what its tools say is shown.
pub struct Repo {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Where cargo writes; artefacts stand under `target/` of the root, wherever this is.
    pub cargo_target: PathBuf,
    /// Show what tools print while they run, not only when they fail.
    pub verbose: bool,
}

impl Repo {
    /// Finds the repository that this program belongs to.
    pub fn find(verbose: bool) -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .context("run this as `cargo xtask`: cargo says where the repository is")?;
        let root = Path::new(&manifest)
            .ancestors()
            .nth(2)
            .context("the folder crates/xtask stands in no repository")?
            .to_path_buf();
        let cargo_target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, cargo_target, verbose })
    }

    /// A path from the root.
    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    /// A file of `target/wicketgate`, where the artefacts are.
    pub fn artefact(&self, name: &str) -> PathBuf {
        self.path("target/wicketgate").join(name)
    }

    /// A file of `target/xtask`, which holds logs, stamps and tools.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.path("target/xtask").join(name)
    }

    /// The path as it is written in messages: from the root, with slashes.
    pub fn show(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        path.to_string_lossy().replace('\\', "/")
    }
}

/// Every file under a folder or a file, sorted; nothing of what tools install or make.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    gather(path, &mut found).with_context(|| format!("reading {}", path.display()))?;
    found.sort();
    Ok(found)
}

fn gather(path: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        found.push(path.to_path_buf());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            if !MADE.contains(&name.to_string_lossy().as_ref()) {
                gather(&entry.path(), found)?;
            }
        } else {
            found.push(entry.path());
        }
    }
    Ok(())
}

/// Reads a text file; the error names it.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

/// Writes a file and the folders above it; the error names it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("writing {}", path.display()))
}

/// The folders of the engine and of the crates that it is made of, as its manifest names them.
#[cfg(test)]
pub fn engine_crates() -> Vec<String> {
    let manifest = include_str!("../../engine/Cargo.toml");
    let names = manifest.lines().filter_map(|line| line.strip_prefix("wicketgate-"));
    let names = names.filter_map(|line| line.split_once([' ', '.']).map(|(name, _)| name));
    ["engine"].into_iter().chain(names).map(|name| format!("crates/{name}")).collect()
}

/// Folders that hold nothing of ours.
const MADE: [&str; 7] = [".git", ".venv", "__pycache__", "dist", "node_modules", "pkg", "target"];
