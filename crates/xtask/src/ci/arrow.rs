//! The arrows between crates point one way, and what ships in the engine has no package twice.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail, ensure};

use crate::{ci::metadata::Metadata, progress, repo::Repo};

/// Checks both.
pub fn run(repo: &Repo) -> Result<()> {
    progress::say("checking who depends on whom");
    let metadata = Metadata::read(repo)?;
    arrows(&metadata)?;
    for name in ENGINE {
        once(&metadata, name)?;
    }
    Ok(())
}

fn arrows(metadata: &Metadata) -> Result<()> {
    let linked = metadata.linked();
    let ours: BTreeMap<&str, &str> =
        metadata.members().map(|package| (package.id.as_str(), package.name.as_str())).collect();
    for (id, name) in &ours {
        let Some((_, allowed)) = ALLOWED.iter().find(|(from, _)| from == name) else {
            bail!("{name} is not in the table of arrows in crates/xtask/src/ci/arrow.rs");
        };
        for to in linked.get(id).into_iter().flatten().filter_map(|id| ours.get(id)) {
            ensure!(
                allowed.contains(to),
                "{name} depends on {to}: no arrow of the tree points that way"
            );
        }
    }
    Ok(())
}

/// Fails if a package is linked in two versions.
fn once(metadata: &Metadata, name: &str) -> Result<()> {
    let linked = metadata.linked();
    let mut todo: Vec<&str> = metadata
        .members()
        .filter(|package| package.name == name)
        .map(|package| package.id.as_str())
        .collect();
    let mut seen = BTreeSet::new();
    let mut versions: BTreeMap<&str, &str> = BTreeMap::new();
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        let package = metadata.package(id)?;
        if package.is_macro() {
            continue;
        }
        if let Some(other) = versions.insert(&package.name, &package.version) {
            let (package, version) = (&package.name, &package.version);
            bail!("{name} links {package} twice, as {other} and {version}");
        }
        todo.extend(linked.get(id).into_iter().flatten());
    }
    Ok(())
}

/// What is shipped as WebAssembly.
const ENGINE: [&str; 2] = ["wicketgate-engine", "wicketgate-component"];

/// From each package to those it may name. Tests may name what they test.
const ALLOWED: &[(&str, &[&str])] = &[
    ("wicketgate-account", &["wicketgate-core"]),
    ("wicketgate-core", &[]),
    ("wicketgate-password", &["wicketgate-core"]),
    ("wicketgate-redact", &["wicketgate-core"]),
    (
        "wicketgate-policy",
        &["wicketgate-account", "wicketgate-core", "wicketgate-password", "wicketgate-redact"],
    ),
    (
        "wicketgate-engine",
        &[
            "wicketgate-account",
            "wicketgate-core",
            "wicketgate-password",
            "wicketgate-policy",
            "wicketgate-redact",
        ],
    ),
    ("wicketgate-component", &["wicketgate-engine"]),
    ("wicketgate-web", &["wicketgate-core", "wicketgate-engine"]),
    ("wicketgate-runtime", &["wicketgate-core"]),
    ("wicketgate", &["wicketgate-core", "wicketgate-runtime"]),
    (
        "wicketgate-conformance",
        &[
            "wicketgate-account",
            "wicketgate-core",
            "wicketgate-engine",
            "wicketgate-password",
            "wicketgate-policy",
            "wicketgate-redact",
            "wicketgate-runtime",
        ],
    ),
    ("wicketgate-http-tests", &["wicketgate-conformance", "wicketgate-core"]),
    ("xtask", &[]),
];
