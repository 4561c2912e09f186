//! Builds artefacts in another folder: the digests must be the same.
//!
//! In the same folder the test could not fail, because every path would be the same.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{
    build::{self, BROWSER_BUILDS, BROWSER_MODULE, COMPONENT},
    repo::{self, Repo},
    stamp::sha256,
    test::Counts,
};

/// Builds the component again and compares.
pub fn component(repo: &Repo) -> Result<Counts> {
    let Copy { root, target } = Copy::make(repo)?;
    let module = build::compile(repo, &root, &target, "compiling the engine in another folder")?;
    let (component, _) = build::wrap(&module)?;
    let there = target.join(COMPONENT);
    repo::write(&there, component)?;
    compare(repo, COMPONENT, &repo.artefact(COMPONENT), &there)
}

/// Builds both modules for browsers again and compares.
pub fn browser(repo: &Repo) -> Result<Counts> {
    let Copy { root, target } = Copy::make(repo)?;
    let mut counts = Counts::default();
    for build in &BROWSER_BUILDS {
        let name = format!("the {} build for browsers", build.name);
        let folder = target.join("web").join(build.name);
        let doing = format!("compiling {name} in another folder");
        build.compile(repo, &root, &target, &folder, &doing)?;
        let there = folder.join(BROWSER_MODULE);
        counts = counts + compare(repo, &name, &build.module(repo), &there)?;
    }
    Ok(counts)
}

/// A copy of the sources, and where cargo builds them.
struct Copy {
    root: PathBuf,
    target: PathBuf,
}

impl Copy {
    fn make(repo: &Repo) -> Result<Self> {
        let root = repo.scratch("elsewhere/a-copy-of-the-sources");
        if root.exists() {
            std::fs::remove_dir_all(&root)
                .with_context(|| format!("removing {}", root.display()))?;
        }
        for part in COPIED {
            for file in repo::files(&repo.path(part))? {
                let copy = root.join(file.strip_prefix(&repo.root)?);
                repo::write(&copy, std::fs::read(&file)?)?;
            }
        }
        Ok(Self { root, target: repo.scratch("elsewhere/target") })
    }
}

fn compare(repo: &Repo, name: &str, here: &Path, there: &Path) -> Result<Counts> {
    let digest = |path: &Path| -> Result<String> {
        let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        Ok(sha256(&bytes))
    };
    let digests = (digest(here)?, digest(there)?);
    if digests.0 == digests.1 {
        println!("  {name} has the digest sha256:{} in both folders", digests.0);
        return Ok(Counts::ONE);
    }
    println!(
        "  FAILED: {name} has the digest sha256:{}, and sha256:{} when built in another folder: \
         compare {} with {}",
        digests.0,
        digests.1,
        repo.show(here),
        repo.show(there)
    );
    Ok(Counts { passed: 0, failed: 1 })
}

/// cargo reads the manifests of all members, so all of them are copied.
const COPIED: [&str; 7] =
    [".cargo", "Cargo.lock", "Cargo.toml", "crates", "host", "rust-toolchain.toml", "tests"];
