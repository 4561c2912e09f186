//! Builds the component in another folder: the digest must be the same.
//!
//! In the same folder the test could not fail, because every path would be the same.

use anyhow::{Context, Result};

use crate::{
    build::{self, COMPONENT},
    repo::{self, Repo},
    stamp::sha256,
    test::Counts,
};

/// Copies the sources, builds them there, and compares with the artefact.
pub fn component(repo: &Repo) -> Result<Counts> {
    let elsewhere = repo.scratch("elsewhere");
    let root = elsewhere.join("a-copy-of-the-sources");
    if root.exists() {
        std::fs::remove_dir_all(&root).with_context(|| format!("removing {}", root.display()))?;
    }
    for part in COPIED {
        for file in repo::files(&repo.path(part))? {
            let copy = root.join(file.strip_prefix(&repo.root)?);
            repo::write(&copy, std::fs::read(&file)?)?;
        }
    }
    let target = elsewhere.join("target");
    let module = build::compile(repo, &root, &target, "compiling the engine in another folder")?;
    let (component, _) = build::wrap(&module)?;
    let here = sha256(&std::fs::read(repo.artefact(COMPONENT))?);
    let there = sha256(&component);
    if here == there {
        println!("  {COMPONENT} has the digest sha256:{here} in both folders");
        return Ok(Counts::ONE);
    }
    let kept = elsewhere.join(COMPONENT);
    repo::write(&kept, component)?;
    println!(
        "  FAILED: {COMPONENT} has the digest sha256:{here}, and sha256:{there} when built in \
         another folder; compare it with {}",
        repo.show(&kept)
    );
    Ok(Counts { passed: 0, failed: 1 })
}

/// cargo reads the manifests of all members, so all of them are copied.
const COPIED: [&str; 7] =
    [".cargo", "Cargo.lock", "Cargo.toml", "crates", "host", "rust-toolchain.toml", "tests"];
