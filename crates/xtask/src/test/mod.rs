//! Every test on every engine, in suites that are timed.
//!
//! A suite that cannot run has failed. A failed suite does not keep the others from running: what
//! is known at the end is all there is to know.

mod count;
mod functions;
mod parts;
mod reproducible;
mod size;
mod suite;
mod vectors;

pub use reproducible::{browser as browser_reproducible, component as component_reproducible};
pub use size::table as sizes;

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use crate::{build, progress, repo::Repo, test::suite::SUITES};

pub use count::Counts;

/// Says which suites there are.
pub fn list() {
    for suite in SUITES {
        println!("{:<14}{}", suite.name, suite.about);
    }
}

/// Runs all suites, or those that are named.
pub fn run(repo: &Repo, only: &[String]) -> Result<()> {
    let known = |name: &str| SUITES.iter().any(|suite| suite.name == name);
    if let Some(name) = only.iter().find(|name| !known(name)) {
        bail!("there is no suite `{name}`: `cargo xtask test --list` names them");
    }
    let chosen = |name: &str| only.is_empty() || only.iter().any(|wanted| wanted == name);
    let mut table = Table::default();
    table.run("build", || build::run(repo).map(|()| Counts::default()))?;
    for suite in SUITES.iter().filter(|suite| chosen(suite.name)) {
        progress::say(&format!("suite {}: {}", suite.name, suite.about));
        if let Err(error) = table.run(suite.name, || (suite.run)(repo)) {
            println!("  FAILED: {error:#}");
        }
    }
    table.print();
    let Counts { failed, .. } = table.total();
    ensure!(failed == 0, "{failed} tests failed");
    Ok(())
}

/// What each suite found and how long it took.
#[derive(Default)]
struct Table {
    rows: Vec<(&'static str, Counts, Duration)>,
}

impl Table {
    /// Runs a suite; one that cannot run counts as one failure.
    fn run(&mut self, name: &'static str, work: impl FnOnce() -> Result<Counts>) -> Result<()> {
        let start = Instant::now();
        let result = work();
        let counts = match &result {
            Ok(counts) => *counts,
            Err(_) => Counts { passed: 0, failed: 1 },
        };
        self.rows.push((name, counts, start.elapsed()));
        let _counts = result?;
        Ok(())
    }

    fn total(&self) -> Counts {
        self.rows.iter().fold(Counts::default(), |sum, (_, counts, _)| sum + *counts)
    }

    fn print(&self) {
        let time = self.rows.iter().map(|(.., time)| *time).sum();
        let Counts { passed, failed } = self.total();
        println!("\n{:<14}{:>8}{:>8}{:>9}", "suite", "passed", "failed", "minutes");
        for (name, counts, time) in &self.rows {
            row(name, *counts, *time);
        }
        row("all", self.total(), time);
        println!("\n{passed} passed, {failed} failed");
    }
}

fn row(name: &str, Counts { passed, failed }: Counts, time: Duration) {
    println!("{name:<14}{passed:>8}{failed:>8}{:>9.1}", time.as_secs_f64() / 60.0);
}
