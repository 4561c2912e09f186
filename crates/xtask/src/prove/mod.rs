//! What takes long: the laws and properties of `test` on much more input, mutants of accounts, a gigabyte
//! to redact, peers that are large to install, every artefact built again, and the vectors on an engine with
//! a policy baked in.

mod mutants;

use anyhow::{Result, ensure};

use crate::{
    bench,
    build::{self, COMPONENT},
    part::Part,
    progress,
    repo::{self, Repo},
    test,
    tool::Tool,
};

/// Everything that is proved.
pub const PROOFS: &[Part] = &[
    ("laws", laws),
    ("properties", properties),
    ("exactness", exactness),
    ("mutants", mutants::run),
    ("hostile", hostile),
    ("gigabyte", gigabyte),
    ("redaction-peers", redaction_peers),
    ("baked", baked),
    ("reproducible", reproducible),
];

/// What holds for every policy and password, native and component compared among it.
fn laws(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    let seconds = std::env::var(SECONDS).unwrap_or_else(|_| USUAL_SECONDS.to_owned());
    progress::say(&format!("each law is tried for {seconds} s; {SECONDS} changes that"));
    let text = Tool::new(repo, "cargo")
        .args(["test", "--locked", "--package", "wicketgate-conformance", "--test", "properties"])
        .args(["--", "--nocapture"])
        .env(SECONDS, &seconds)
        .run("trying laws on random and hostile input", 1800)?;
    for line in text.lines().filter(|line| line.contains(" inputs, ")) {
        progress::note(line.trim());
    }
    Ok(())
}

/// The properties that stand beside what they describe.
fn properties(repo: &Repo) -> Result<()> {
    let packages = ["account", "core", "password", "policy", "redact", "engine"]
        .map(|it| format!("wicketgate-{it}"));
    let mut tool = Tool::new(repo, "cargo").args(["test", "--locked"]);
    for package in &packages {
        tool = tool.args(["--package", package]);
    }
    let text = tool
        .env("PROPTEST_CASES", CASES)
        .run(&format!("trying the crates' own properties {CASES} times"), 600)?;
    progress::note(&format!("{} tests passed", test::Counts::read(&text).passed));
    Ok(())
}

/// Attempts on several nodes: more situations, and more attempts at random, than a test has time for.
fn exactness(repo: &Repo) -> Result<()> {
    let text = Tool::new(repo, "cargo")
        .args(["test", "--locked", "--package", "wicketgate-account", "--test", "exact"])
        .args(["--", "--nocapture"])
        .env("WICKETGATE_MODEL_LONG", "1")
        .env("WICKETGATE_SIMULATED_ATTEMPTS", SIMULATED)
        .run("exploring attempts on several nodes, with crashes and lost swaps", 300)?;
    for line in text.lines().filter(|line| line.contains("attempts")) {
        progress::note(line.trim_start_matches(['.', ' ']));
    }
    Ok(())
}

/// Ten megabytes of everything that begins something: time by the length, and no more memory.
fn hostile(repo: &Repo) -> Result<()> {
    let text = Tool::new(repo, "cargo")
        .args(["test", "--locked", "--package", "wicketgate-conformance", "--test", "hostile"])
        .args(["--", "--nocapture"])
        .env("WICKETGATE_PROVE_HOSTILE_BYTES", HOSTILE)
        .run("redacting ten megabytes of each hostile text in every format", 300)?;
    for line in text.lines().filter(|line| line.contains("bytes of each") || line.contains("MiB")) {
        progress::note(line.trim());
    }
    Ok(())
}

/// A gigabyte through `wicketgate redact`, as it is released.
fn gigabyte(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    let text = Tool::new(repo, "cargo")
        .args(["test", "--locked", "--release", "--package", "wicketgate-http-tests"])
        .args(["--test", "http", "redact_long", "--", "--nocapture", "--test-threads=1"])
        .env("WICKETGATE_PROVE_BYTES", GIGABYTE)
        .run("redacting a gigabyte on the command line", 900)?;
    let is_told = |line: &&str| line.contains(" MB/s, ") || line.contains("killed with ");
    for line in text.lines().filter(is_told) {
        progress::note(line.trim());
    }
    Ok(())
}

/// What others do with the same text; those that are slow read the first part of it.
fn redaction_peers(repo: &Repo) -> Result<()> {
    bench::run(repo, &bench::Chosen::redaction_and_peers())
}

/// An engine with a policy inside is still an engine: it imports nothing and runs every vector.
fn baked(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    let component = repo.scratch("prove/baked.wasm");
    repo::write(&component, "")?;
    for action in ["--output", "--verify"] {
        Tool::new(repo, build::server(repo))
            .args(["policy", "bake", "preset:default", "--engine"])
            .arg(repo.artefact(COMPONENT))
            .arg(action)
            .arg(&component)
            .run(&format!("baking a policy into the engine ({action})"), 10)?;
    }
    let bytes = std::fs::read(&component)?;
    build::imports_nothing(&bytes, "the engine with a policy baked in")?;
    let core = component.with_extension("core.wasm");
    repo::write(&core, build::core_of(&bytes)?)?;
    let text = Tool::new(repo, "node")
        .arg("host/node/vectors.mjs")
        .arg(&core)
        .run("vectors on an engine with a policy baked in", 0)?;
    progress::note(text.trim());
    Ok(())
}

/// Every artefact, built again.
fn reproducible(repo: &Repo) -> Result<()> {
    build::run(repo)?;
    let built = test::component_reproducible(repo)? + test::browser_reproducible(repo)?;
    ensure!(built.failed == 0, "{} artefacts are not reproducible", built.failed);
    Ok(())
}

/// How many attempts are simulated.
const SIMULATED: &str = "10000";
/// Bytes of each hostile text.
const HOSTILE: &str = "10000000";
/// Bytes of the log.
const GIGABYTE: &str = "1000000000";

/// How long each law is tried.
const SECONDS: &str = "WICKETGATE_PROVE_SECONDS";
const USUAL_SECONDS: &str = "120";

/// How many cases the crates' own properties try.
const CASES: &str = "20000";
