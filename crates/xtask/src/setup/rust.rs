//! The WebAssembly target of rustc, wasm-pack and wasm-bindgen, and cargo-mutants.

use std::{env, ffi::OsString, path::PathBuf};

use anyhow::{Context, Result};

use crate::{progress, repo, repo::Repo, tool, tool::Tool};

/// Makes sure that rustc can compile for `wasm32-unknown-unknown`.
pub fn wasm_target(repo: &Repo) -> Result<()> {
    let sysroot = Tool::new(repo, "rustc").args(["--print", "sysroot"]).output()?;
    let library = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib");
    if library.is_dir() {
        return Ok(());
    }
    Tool::new(repo, "rustup")
        .args(["target", "add", TARGET])
        .run("installing Rust's WebAssembly target", 20)?;
    Ok(())
}

/// The search path, with wasm-pack and the matching wasm-bindgen on it.
pub fn path_with_tools(repo: &Repo) -> Result<OsString> {
    let wasm_bindgen = locked(repo, "wasm-bindgen")?;
    // wasm-bindgen-cli is published without a lock file that can be built.
    path_with(
        repo,
        &[
            ("wasm-pack", "wasm-pack", WASM_PACK, &["--locked"], 120),
            ("wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen, &[], 150),
        ],
    )
}

/// The search path, with cargo-mutants on it.
pub fn path_with_mutants(repo: &Repo) -> Result<OsString> {
    path_with(repo, &[("cargo-mutants", "cargo-mutants", CARGO_MUTANTS, &["--locked"], 240)])
}

/// A program, its package, the version wanted, options of its installation, and how long that takes.
type Wanted<'w> = (&'w str, &'w str, &'w str, &'w [&'w str], u64);

/// The search path, with some tools on it.
///
/// What the machine has is used where the version fits. Otherwise it is installed under
/// `target/xtask/tools`: other projects may need other versions.
fn path_with(repo: &Repo, wanted: &[Wanted<'_>]) -> Result<OsString> {
    let tools = repo.scratch("tools");
    let old = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([tools.join("bin")].into_iter().chain(env::split_paths(&old)))
        .context("the search path holds a folder that cannot be written in it")?;
    for &(program, package, version, options, usually) in wanted {
        if has(repo, program, version, &path) {
            continue;
        }
        progress::note("tools take some minutes, once");
        Tool::new(repo, "cargo")
            .args(["install", package, "--version", version, "--force", "--root"])
            .arg(&tools)
            .args(options)
            // Their build must not share, or wait for, the folder of this repository.
            .env("CARGO_TARGET_DIR", repo.scratch("tools-build"))
            .run(&format!("installing {package} {version}"), usually)?;
    }
    let built = repo.scratch("tools-build");
    if built.exists() {
        std::fs::remove_dir_all(&built).with_context(|| format!("removing {}", built.display()))?;
    }
    Ok(path)
}

/// Whether a tool can be used as it is: cargo's additional commands are optional.
pub fn cargo_has(command: &str) -> bool {
    tool::exists(&format!("cargo-{command}"))
}

/// The version of a package in the lock file.
fn locked(repo: &Repo, name: &str) -> Result<String> {
    let lock = repo::read(&repo.path("Cargo.lock"))?;
    version_in(&lock, name).with_context(|| format!("Cargo.lock names no `{name}`"))
}

fn version_in(lock: &str, name: &str) -> Option<String> {
    let (_, entry) = lock.split_once(&format!("\nname = \"{name}\"\nversion = \""))?;
    entry.split_once('"').map(|(version, _)| version.to_owned())
}

fn has(repo: &Repo, program: &str, version: &str, path: &OsString) -> bool {
    // The program is looked up in the search path that its caller will have, not in ours.
    let found = env::split_paths(path)
        .map(|folder| folder.join(program).with_extension(env::consts::EXE_EXTENSION))
        .find(|file| file.is_file());
    let Some(found) = found else {
        return false;
    };
    // A command of cargo is told its name first, as cargo does.
    let told =
        Tool::new(repo, found).args(program.strip_prefix("cargo-")).arg("--version").output();
    let told = told.unwrap_or_default();
    told.split_whitespace().nth(1) == Some(version)
}

const TARGET: &str = "wasm32-unknown-unknown";
const WASM_PACK: &str = "0.15.1";
const CARGO_MUTANTS: &str = "27.1.0";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_by_the_whole_name() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"a\"\nversion = \"2.0.0\"\n";
        assert_eq!(version_in(lock, "a"), Some("2.0.0".to_owned()));
        assert_eq!(version_in(lock, "b"), None);
    }
}
