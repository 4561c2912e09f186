//! Node, npm packages, and wasm-opt, which comes as one.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::{
    repo::{self, Repo},
    stamp::Inputs,
    tool::Tool,
};

/// Every folder with an npm package of this repository, from the root; each has a lock file.
pub fn packages(repo: &Repo) -> Result<Vec<PathBuf>> {
    let mut found = vec![PathBuf::from(BUILD_TOOLS)];
    for parent in ["host", "js", "tests"] {
        let folder = repo.path(parent);
        if !folder.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.path().join("package.json").is_file() {
                found.push(Path::new(parent).join(entry.file_name()));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The names of a package's scripts.
pub fn scripts(repo: &Repo, folder: &Path) -> Result<BTreeSet<String>> {
    let manifest = manifest(repo, folder)?;
    let scripts = manifest.get("scripts").and_then(Value::as_object);
    Ok(scripts.into_iter().flatten().map(|(name, _)| name.clone()).collect())
}

/// Installs what the lock file of a package names; nothing where nothing changed.
pub fn npm(repo: &Repo, folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    if !repo.path(&lock).is_file() {
        // A package without dependencies has no lock file, and needs none.
        let manifest = manifest(repo, folder)?;
        let needs = ["dependencies", "devDependencies"].map(|key| manifest.get(key).is_some());
        ensure!(
            needs == [false, false],
            "{} names dependencies but has no package-lock.json: run `npm install` there and \
             commit the lock file",
            repo.show(folder)
        );
        return Ok(());
    }
    let name = repo.show(folder);
    let node = node(repo)?;
    let modules = repo.path(folder).join("node_modules");
    Inputs::new(repo, "npm install")
        .files([&lock, &folder.join("package.json")])?
        .text(&node)
        .unless_fresh(&format!("npm-{}", name.replace('/', "-")), &[modules], || {
            // Not `npm ci`: it refuses a lock file that lacks the binary of another platform, which
            // is what npm itself writes. This installs what the lock file has, and leaves it alone.
            Tool::new(repo, "npm")
                .args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"])
                .dir(folder)
                .run(&format!("installing npm packages of {name}"), 15)?;
            Ok(())
        })?;
    Ok(())
}

/// The optimiser for WebAssembly: a script for `node`.
pub fn wasm_opt(repo: &Repo) -> Result<PathBuf> {
    npm(repo, Path::new(BUILD_TOOLS))?;
    Ok(repo.path(BUILD_TOOLS).join("node_modules/binaryen/bin/wasm-opt"))
}

/// The package that the word lists of the strength estimator come from.
pub fn zxcvbn(repo: &Repo) -> Result<PathBuf> {
    npm(repo, Path::new(BUILD_TOOLS))?;
    Ok(repo.path(BUILD_TOOLS).join("node_modules/zxcvbn"))
}

fn manifest(repo: &Repo, folder: &Path) -> Result<Value> {
    let path = repo.path(folder).join("package.json");
    serde_json::from_str(&repo::read(&path)?).with_context(|| repo.show(&path))
}

/// The version of Node, which is new enough.
fn node(repo: &Repo) -> Result<String> {
    let told = Tool::new(repo, "node").arg("--version").output()?;
    match major(&told) {
        Some(OLDEST..) => Ok(told),
        Some(_) => bail!("Node {} is too old: install Node {OLDEST} or newer", told.trim()),
        None => bail!("`node --version` says {:?}: install Node {OLDEST} or newer", told.trim()),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The folder of the package that names the build tools.
const BUILD_TOOLS: &str = "crates/xtask/npm";

/// The oldest version of Node that this repository is tested with.
const OLDEST: u32 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20.1.0"), None);
        assert_eq!(major("v"), None);
    }
}
