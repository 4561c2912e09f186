//! Each artefact within its committed budget, `crates/xtask/budgets.json`.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::{
    build::{DIGESTS, Entry},
    repo::{self, Repo},
    test::{Counts, parts},
};

/// Compares and prints.
pub fn run(repo: &Repo) -> Result<Counts> {
    let rows = rows(repo)?;
    print(&rows);
    parts::print(repo)?;
    let over = rows.iter().filter(|row| !row.fits()).count() as u64;
    Ok(Counts { passed: rows.len() as u64 - over, failed: over })
}

/// Prints the sizes alone.
pub fn table(repo: &Repo) -> Result<()> {
    print(&rows(repo)?);
    parts::print(repo)
}

/// What an artefact may weigh.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    /// Most bytes after brotli.
    brotli: usize,
    /// Most bytes.
    bytes: usize,
    /// What the design asks for after brotli: a table says where an artefact is not there yet.
    design: usize,
}

struct Row {
    name: String,
    is: Entry,
    may: Budget,
}

impl Row {
    const fn fits(&self) -> bool {
        self.is.brotli <= self.may.brotli && self.is.bytes <= self.may.bytes
    }
}

fn rows(repo: &Repo) -> Result<Vec<Row>> {
    let budgets: BTreeMap<String, Budget> =
        serde_json::from_str(&repo::read(&repo.path(BUDGETS))?).context(BUDGETS)?;
    let mut sizes: BTreeMap<String, Entry> =
        serde_json::from_str(&repo::read(&repo.artefact(DIGESTS))?).context(DIGESTS)?;
    let row = |(name, may): (String, Budget)| {
        let is = sizes.remove(&name).with_context(|| {
            format!("{BUDGETS} names {name}, which `cargo xtask build` did not make")
        })?;
        Ok(Row { name, is, may })
    };
    budgets.into_iter().map(row).collect()
}

fn print(rows: &[Row]) {
    let head = ["brotli", "at most", "bytes", "at most", "design"];
    let head: String = head.iter().map(|name| format!("{name:>9}")).collect();
    println!("  {:<28}{head}", "artefact");
    for row @ Row { name, is, may } in rows {
        let mark = match (row.fits(), is.brotli <= may.design) {
            (false, _) => "  TOO LARGE",
            (true, false) => "  over the design",
            (true, true) => "",
        };
        println!(
            "  {name:<28}{:>9}{:>9}{:>9}{:>9}{:>9}{mark}",
            is.brotli, may.brotli, is.bytes, may.bytes, may.design
        );
    }
}

const BUDGETS: &str = "crates/xtask/budgets.json";
