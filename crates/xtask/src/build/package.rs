//! The npm package, and what the server's pages take from it.

use std::path::Path;

use anyhow::{Context, Result};

use crate::{
    repo::{self, Repo},
    setup,
    stamp::Inputs,
    tool::Tool,
};

/// Builds js/wicketgate, packs it, and copies what pages need.
pub fn run(repo: &Repo) -> Result<()> {
    let package = Path::new("js/wicketgate");
    setup::npm(repo, package)?;
    let tarball = repo.artefact(&format!("wicketgate-{}.tgz", env!("CARGO_PKG_VERSION")));
    let outputs = [tarball, repo.artefact("page"), repo.path(package).join("dist")];
    let inputs = Inputs::new(repo, "package 1").files([package, Path::new("target/web")])?;
    inputs.unless_fresh("package", &outputs, || {
        Tool::new(repo, "npm")
            .args(["run", "build"])
            .dir(package)
            .run("building the npm package", 15)?;
        let artefacts = repo.path("target/wicketgate");
        std::fs::create_dir_all(&artefacts)?;
        Tool::new(repo, "npm")
            .args(["pack", "--ignore-scripts", "--pack-destination"])
            .arg(&artefacts)
            .dir(package)
            .run("packing the npm package", 0)?;
        copy_page(repo, package)
    })?;
    Ok(())
}

/// Replaces `target/wicketgate/page` by what the package built for pages.
fn copy_page(repo: &Repo, package: &Path) -> Result<()> {
    let (from, to) = (repo.path(package).join("dist/page"), repo.artefact("page"));
    if to.exists() {
        std::fs::remove_dir_all(&to).with_context(|| format!("removing {}", to.display()))?;
    }
    for entry in std::fs::read_dir(&from).with_context(|| format!("reading {}", from.display()))? {
        let file = entry?.path();
        let name = file.file_name().context("a file without a name")?;
        repo::write(&to.join(name), std::fs::read(&file)?)?;
    }
    Ok(())
}
