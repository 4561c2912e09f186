//! What takes long: the same properties as in `test`, on much more input, and every artefact again.

use anyhow::Result;

use crate::{build, progress, repo::Repo, test, tool::Tool};

/// Runs everything and prints its figures.
pub fn run(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    let seconds = std::env::var(SECONDS).unwrap_or_else(|_| USUAL_SECONDS.to_owned());
    progress::say(&format!("each property runs for {seconds} s; {SECONDS} changes that"));
    let text = Tool::new(repo, "cargo")
        .args(["test", "--locked", "--package", "wicketgate-conformance"])
        .args(["--", "--nocapture", "--test-threads=1"])
        .env(SECONDS, &seconds)
        .env("PROPTEST_CASES", CASES)
        .run("properties on random and hostile input", 1200)?;
    println!("{text}");
    test::reproducible(repo)?;
    Ok(())
}

/// How long each property runs.
const SECONDS: &str = "WICKETGATE_PROVE_SECONDS";
const USUAL_SECONDS: &str = "600";

/// How many cases the other properties try.
const CASES: &str = "100000";
