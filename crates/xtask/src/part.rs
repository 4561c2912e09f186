//! Commands of several parts: all of them, or those that are named.

use anyhow::{Result, bail, ensure};

use crate::{progress, repo::Repo};

/// A name, and what is done.
pub type Part = (&'static str, fn(&Repo) -> Result<()>);

/// Says which parts there are.
pub fn list(parts: &[Part]) {
    for (name, _) in parts {
        println!("{name}");
    }
}

/// Runs every part, or those that are named, and names those that failed; a part that fails does not
/// keep the others from running.
pub fn run(repo: &Repo, command: &str, parts: &[Part], only: &[String]) -> Result<()> {
    if let Some(name) = only.iter().find(|name| parts.iter().all(|(known, _)| known != name)) {
        bail!("there is no `{name}`: `cargo xtask {command} --list` names what there is");
    }
    let chosen = |name: &str| only.is_empty() || only.iter().any(|wanted| wanted == name);
    let mut passed = 0;
    let mut failed = Vec::new();
    for (name, part) in parts.iter().filter(|(name, _)| chosen(name)) {
        match part(repo) {
            Ok(()) => passed += 1,
            Err(error) => {
                println!("  FAILED: {error:#}");
                failed.push(*name);
            }
        }
    }
    ensure!(failed.is_empty(), "{passed} of them hold, these do not: {}", failed.join(", "));
    progress::say(&format!("{passed} of {passed} hold"));
    Ok(())
}
