//! Mutants of accounts: the code with one thing changed, which a unit test or a vector must notice.
//!
//! Every mutant of what stands between a guess and an account is tried, and a sample of the others. The
//! sample is the same each time, drawn by the digests of what the mutants are: a change elsewhere in a
//! file leaves it alone. A mutant that does what the code does cannot be noticed; it is named with its
//! reason in [`ARGUED`], and an entry there that names no mutant is a mistake.

use std::{collections::BTreeSet, env, thread::available_parallelism};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::{
    progress,
    repo::{self, Repo},
    setup,
    stamp::sha256,
    tool::Tool,
};

/// Tries every chosen mutant, and names those that survive.
pub fn run(repo: &Repo) -> Result<()> {
    let path = setup::path_with_mutants(repo)?;
    let cargo = || {
        let tool = Tool::new(repo, "cargo").env("PATH", &path);
        tool.args(["mutants", "--package", "wicketgate-account", "--colors", "never"])
    };
    let all = list(repo, &cargo().args(["--list", "--json"]).output()?)?;
    let argued = argued(repo, &all)?;
    let chosen = chosen(&all, &argued);
    let shard = env::var(SHARD).unwrap_or_else(|_| "0/1".to_owned());
    let count = share(&shard, chosen.len())?;
    progress::say(&format!(
        "{} of {} mutants of accounts are to be tried, {} are argued",
        chosen.len(),
        all.len(),
        argued.len()
    ));
    progress::note(&format!("{count} of them are shard {shard}; {SHARD} changes that"));
    let folder = repo.scratch("mutants");
    let config = folder.join("config.toml");
    repo::write(&config, examining(&chosen))?;
    let jobs = available_parallelism().map_or(1, usize::from).min(MOST_AT_ONCE).to_string();
    let run = cargo()
        .arg("--config")
        .arg(&config)
        .arg("--output")
        .arg(&folder)
        .args(["--shard", &shard, "--sharding", "round-robin", "--jobs", &jobs])
        .args(TESTS)
        // Each that is tried at once is a copy of the sources, with a folder of its own to build in.
        .env("CARGO_TARGET_DIR", "target")
        .printing(count)
        .attempt("trying mutants of accounts", 3600)?;
    let outcomes = repo::read(&folder.join("mutants.out/outcomes.json"));
    let outcomes = outcomes.with_context(|| run.failure())?;
    let Outcomes { caught, missed, timeout, total_mutants, unviable } =
        serde_json::from_str(&outcomes)?;
    progress::note(&format!(
        "{total_mutants} mutants: {caught} noticed, {timeout} that never end, {unviable} that do \
         not compile, {missed} that nobody notices"
    ));
    let tried = caught + timeout + unviable + missed;
    ensure!(tried > 0 && tried == total_mutants, "not all were tried: {}", run.failure());
    let survivors = repo::read(&folder.join("mutants.out/missed.txt"))?;
    let is_argued = |name: &str| all.iter().any(|it| it.name == name && argued.contains(&it.key));
    let survivors: Vec<&str> = survivors.lines().filter(|name| !is_argued(name)).collect();
    ensure!(
        survivors.is_empty(),
        "no test notices these mutants: write a vector, or argue in {ARGUED}\n  {}",
        survivors.join("\n  ")
    );
    Ok(())
}

/// A change of the code that can be tried.
struct Mutant {
    key: Key,
    /// As cargo-mutants lists it, with the place.
    name: String,
}

/// What tells a mutant from the others, wherever its line may stand by now.
#[derive(Clone, Eq, Ord, PartialEq, PartialOrd)]
struct Key {
    file: String,
    line: String,
    change: String,
    /// Which one it is of those that are alike, from 0.
    nth: usize,
}

/// A mutant that does what the code does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Argument {
    file: String,
    /// The line that is changed.
    line: String,
    /// What is changed, as cargo-mutants says it.
    change: String,
    /// Which one it is of those that are alike, from 0.
    #[serde(default)]
    nth: usize,
    /// Why nobody can tell it from the code.
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arguments {
    #[serde(default)]
    mutant: Vec<Argument>,
}

/// A mutant as cargo-mutants lists it.
#[derive(Deserialize)]
struct Listed {
    file: String,
    name: String,
    span: Span,
}

#[derive(Deserialize)]
struct Span {
    start: Place,
}

#[derive(Deserialize)]
struct Place {
    line: usize,
}

/// What cargo-mutants counted.
#[derive(Deserialize)]
struct Outcomes {
    caught: usize,
    missed: usize,
    timeout: usize,
    total_mutants: usize,
    unviable: usize,
}

/// Every mutant, in the order of the list.
fn list(repo: &Repo, json: &str) -> Result<Vec<Mutant>> {
    let listed: Vec<Listed> = serde_json::from_str(json).context("the list of mutants")?;
    let mut known = BTreeSet::new();
    let mutant = |Listed { file, name, span }: Listed| {
        let text = repo::read(&repo.path(&file))?;
        let line = text.lines().nth(span.start.line.saturating_sub(1)).unwrap_or_default();
        // The name is the place and the change: `src/lib.rs:3:1: replace a with b`.
        let (_, change) = name.split_once(": ").context("a mutant without a change")?;
        let line = line.trim().to_owned();
        let mut key = Key { file, line, change: change.to_owned(), nth: 0 };
        while !known.insert(key.clone()) {
            key.nth += 1;
        }
        Ok(Mutant { key, name })
    };
    listed.into_iter().map(mutant).collect()
}

/// Those that need not be tried: each has a reason, and is still a mutant of the code.
fn argued(repo: &Repo, all: &[Mutant]) -> Result<BTreeSet<Key>> {
    let Arguments { mutant } = toml::from_str(&repo::read(&repo.path(ARGUED))?).context(ARGUED)?;
    let mut argued = BTreeSet::new();
    for Argument { file, line, change, nth, reason } in mutant {
        let told = format!("{ARGUED}: `{change}` in `{line}` of {file}");
        ensure!(!reason.trim().is_empty(), "{told} has no reason");
        let key = Key { file, line, change, nth };
        ensure!(all.iter().any(|mutant| mutant.key == key), "{told} is no mutant of the code");
        ensure!(argued.insert(key), "{told} stands there twice");
    }
    Ok(argued)
}

/// All mutants of some files and a sample of the others, but for those that are argued.
fn chosen<'m>(all: &'m [Mutant], argued: &BTreeSet<Key>) -> Vec<&'m Mutant> {
    let is_guard = |file: &str| {
        let name = file.strip_prefix(SOURCES).unwrap_or_default();
        GUARDS.iter().any(|guard| name.starts_with(guard))
    };
    // No pattern keeps cargo-mutants from trying what is left out of a structure.
    let is_tried = |mutant: &&Mutant| {
        is_guard(&mutant.key.file) || mutant.key.change.starts_with("delete field ")
    };
    let (mut chosen, mut others): (Vec<_>, Vec<_>) = all.iter().partition(is_tried);
    others.sort_by_key(|Mutant { key: Key { file, line, change, nth }, .. }| {
        sha256(format!("{file}\n{line}\n{change}\n{nth}").as_bytes())
    });
    chosen.extend(others.into_iter().take(SAMPLE));
    chosen.retain(|mutant| !argued.contains(&mutant.key));
    chosen
}

/// How many of some mutants a shard has: of `2/4` every fourth, from the third on.
fn share(shard: &str, mutants: usize) -> Result<usize> {
    let parts = shard.split_once('/').map(|(part, parts)| (part.parse(), parts.parse()));
    match parts {
        Some((Ok(part), Ok(parts))) if part < parts => Ok((part..mutants).step_by(parts).count()),
        _ => bail!("{SHARD} is {shard:?}, where `2/4` is the third of four"),
    }
}

/// The configuration of cargo-mutants that names these and no others.
fn examining(chosen: &[&Mutant]) -> String {
    // By its number a character means itself, in the pattern and in the text of the file.
    let escaped = |name: &str| -> String {
        let plain = |it: char| it.is_ascii_alphanumeric() || " :_/".contains(it);
        let written = |it: char| {
            if plain(it) { it.to_string() } else { format!("\\x{{{:X}}}", u32::from(it)) }
        };
        name.chars().map(written).collect()
    };
    let lines = chosen.iter().map(|mutant| format!("  '^{}$',\n", escaped(&mutant.name)));
    format!("examine_re = [\n{}]\n", lines.collect::<String>())
}

/// Takes a part of the mutants: `2/4` is the third of four.
const SHARD: &str = "WICKETGATE_PROVE_SHARD";

/// Mutants that do what the code does.
const ARGUED: &str = "crates/xtask/mutants.toml";

const SOURCES: &str = "crates/account/src/";

/// What stands between a guess and an account: every mutant of it is tried.
const GUARDS: [&str; 6] =
    ["challenge.rs", "device.rs", "lockout/", "policy/lockout.rs", "policy/tokens.rs", "token.rs"];

/// How many mutants of everything else are tried.
const SAMPLE: usize = 300;

/// Most mutants at once: each builds the crates that it depends on.
const MOST_AT_ONCE: usize = 8;

/// What has to notice a mutant: unit tests, and the vectors on the native engine alone.
const TESTS: &[&str] = &[
    "--test-package",
    "wicketgate-account",
    "--test-package",
    "wicketgate-conformance",
    "--profile",
    "mutants",
    "--cargo-arg=--locked",
    "--cargo-arg=--lib",
    "--cargo-arg=--no-default-features",
    "--minimum-test-timeout",
    "30",
    "--caught",
    "--unviable",
    "--no-times",
    "--",
    "--",
    // Reading images of QR codes takes longer than everything else, and no account reads them.
    "--skip",
    "otp::qr::tests::every_uri_is_read_back",
    "--skip",
    "otp::qr::tests::texts_of_many_lengths_are_read_back",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(file: &str, line: &str) -> Mutant {
        let (file, line) = (format!("{SOURCES}{file}"), line.to_owned());
        let name = format!("{file}:1:1: replace a -> b with \"^\"");
        Mutant { key: Key { file, line, change: "replace".to_owned(), nth: 0 }, name }
    }

    #[test]
    fn guards_are_tried_and_of_the_others_a_sample() {
        let others = (0..1000).map(|line| mutant("size.rs", &line.to_string()));
        let all: Vec<_> =
            others.chain([mutant("lockout/mod.rs", "x"), mutant("token.rs", "y")]).collect();
        let chosen = |argued: &[Key]| chosen(&all, &argued.iter().cloned().collect());
        let tried = chosen(&[]);
        assert_eq!(tried.len(), SAMPLE + 2);
        assert!(tried.iter().any(|it| it.key.file.ends_with("token.rs")));
        let argued = [mutant("token.rs", "y").key];
        assert_eq!(chosen(&argued).len(), SAMPLE + 1);
    }

    #[test]
    fn every_mutant_is_in_one_shard() {
        let shares = ["0/3", "1/3", "2/3"].map(|shard| share(shard, 10).ok());
        assert_eq!(shares, [Some(4), Some(3), Some(3)]);
        assert_eq!(share("0/1", 10).ok(), Some(10));
        for wrong in ["", "1", "3/3", "0/0", "a/b"] {
            assert!(share(wrong, 10).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_is_a_pattern_of_itself_alone() {
        let escaped = examining(&[&mutant("a.rs", "")]);
        let source =
            r"crates/account/src/a\x{2E}rs:1:1: replace a \x{2D}\x{3E} b with \x{22}\x{5E}\x{22}";
        assert_eq!(escaped, format!("examine_re = [\n  '^{source}$',\n]\n"));
    }
}
