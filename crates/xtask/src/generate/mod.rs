//! Everything that is derived from something else, written or held to what is committed.
//!
//! Each part returns texts and their paths; this file alone compares and writes. The order
//! matters: the registries and the tables are compiled into the program that tells the schemas.

mod event_table;
mod kind_list;
mod kind_registry;
mod kind_table;
mod name;
mod registry;
mod rule_table;
mod schema;
mod source;
mod statement;
mod types;

pub use kind_registry::{KINDS, read as kinds};
pub use name::{camel, pascal, snake};
pub use registry::{RULES, read as orders};

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::{
    progress,
    repo::{self, Repo},
    tables,
};

/// A file that is generated: its path from the root, and its text.
pub type Generated = (PathBuf, String);

/// Writes every generated file that is not what it should be.
pub fn run(repo: &Repo) -> Result<()> {
    let drifted = all(repo, true)?;
    for path in &drifted {
        progress::note(&format!("wrote {}", path.display()));
    }
    if drifted.is_empty() {
        progress::say("every generated file is what it should be");
    }
    Ok(())
}

/// Fails if a generated file is not what it should be; writes none.
pub fn check(repo: &Repo) -> Result<()> {
    let drifted = all(repo, false)?;
    if drifted.is_empty() {
        progress::say("every generated file is what it should be");
        return Ok(());
    }
    for path in &drifted {
        progress::note(&format!("drifted: {}", path.display()));
    }
    bail!("{} generated files are not what they should be: run `cargo xtask gen`", drifted.len())
}

fn all(repo: &Repo, write: bool) -> Result<Vec<PathBuf>> {
    let mut drifted = Vec::new();
    let mut settle = |files: Vec<Generated>| -> Result<()> {
        for (path, text) in files {
            let full = repo.path(&path);
            if std::fs::read_to_string(&full).is_ok_and(|present| present == text) {
                continue;
            }
            if write {
                repo::write(&full, text)?;
            }
            drifted.push(path);
        }
        Ok(())
    };
    settle(vec![registry::generate(repo)?, kind_registry::generate(repo)?])?;
    settle(tables::generate()?)?;
    settle(vec![source::generate(repo)?])?;
    let wire = schema::read(repo)?;
    settle(wire.files()?)?;
    settle(vec![
        types::generate(&wire)?,
        rule_table::generate(repo, &wire)?,
        event_table::generate(&wire)?,
        kind_list::generate(&wire)?,
        kind_table::generate(&wire)?,
    ])?;
    settle(vec![statement::generate(repo)?])?;
    Ok(drifted)
}
