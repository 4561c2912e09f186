//! What cargo knows of the packages: licences, and who depends on whom.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::{repo::Repo, tool::Tool};

/// Every package of the lock file, for all platforms.
#[derive(Deserialize)]
pub struct Metadata {
    /// The packages.
    pub packages: Vec<Package>,
    /// Ids of the packages of this repository.
    pub workspace_members: BTreeSet<String>,
    resolve: Resolve,
}

/// A package.
#[derive(Deserialize)]
pub struct Package {
    /// Unique.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, as an expression.
    pub license: Option<String>,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

impl Package {
    /// Whether the compiler runs it, so that nothing of it is linked.
    pub fn is_macro(&self) -> bool {
        self.targets.iter().any(|target| target.kind.iter().any(|kind| kind == "proc-macro"))
    }
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

impl Metadata {
    /// Asks cargo.
    pub fn read(repo: &Repo) -> Result<Self> {
        let text = Tool::new(repo, "cargo")
            .args(["metadata", "--locked", "--format-version", "1", "--all-features"])
            .output()?;
        serde_json::from_str(&text).context("reading what `cargo metadata` prints")
    }

    /// The package with this id.
    pub fn package(&self, id: &str) -> Result<&Package> {
        self.packages
            .iter()
            .find(|package| package.id == id)
            .with_context(|| format!("cargo metadata names no package {id}"))
    }

    /// The packages of this repository.
    pub fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }

    /// For each package the ids of those it is linked with: not build scripts, not tests.
    pub fn linked(&self) -> BTreeMap<&str, Vec<&str>> {
        let linked =
            |dependency: &&Dependency| dependency.dep_kinds.iter().any(|kind| kind.kind.is_none());
        let mut edges = BTreeMap::new();
        for node in &self.resolve.nodes {
            let to = node.deps.iter().filter(linked).map(|dependency| dependency.pkg.as_str());
            edges.insert(node.id.as_str(), to.collect());
        }
        edges
    }
}
