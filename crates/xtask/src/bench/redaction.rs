//! The texts and the peers of redaction.
//!
//! The peers are installed where they are asked for, and each by its own lock file in a folder of its own
//! (`tests/peers`): nothing that is shipped, and nothing that is tested, depends on one.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::joint::Joint;
use crate::{
    progress,
    repo::{self, Repo},
    setup,
    tool::Tool,
};

/// Makes the corpus of others, where the folder with its generator stands beside the repository.
pub fn prepare(repo: &Repo) -> Result<()> {
    let generator = repo.path("../shared/bench/gen_redaction_corpus.py");
    if !generator.is_file() {
        progress::note("there is no ../shared/bench: its corpus is not measured");
        return Ok(());
    }
    let folder = repo.path(FOLDER);
    if folder.join("redaction_corpus.spans.jsonl").is_file() {
        return Ok(());
    }
    repo::write(&folder.join("README"), "What the benchmarks read.\n")?;
    Tool::new(repo, "python3")
        .arg(generator.canonicalize()?)
        .dir(FOLDER)
        .run("making the corpus of ../shared/bench", 10)?;
    Ok(())
}

/// Measures what is large to install and slow to run, each as long as is bounded.
pub fn peers(repo: &Repo, joint: &mut Joint) -> Result<String> {
    let mut told = String::new();
    for (name, measure) in PEERS {
        match measure(repo).and_then(|printed| joint.take(&printed)) {
            Ok(rest) => told += &rest,
            // A registry that has none of it, or a machine that cannot build it, says nothing of ours.
            Err(error) => told += &format!("{name}: not measured: {error:#}\n"),
        }
    }
    Ok(told)
}

fn rust(repo: &Repo) -> Result<String> {
    Tool::new(repo, "cargo")
        .args(["run", "--locked", "--release", "--quiet"])
        .dir(PathBuf::from(PEER_FOLDER).join("rust"))
        .env("CARGO_TARGET_DIR", repo.scratch("peers"))
        .env("TEXT", repo.path(FOLDER).join(TEXT))
        .run("measuring redact-core and Datadog's scanner", 400)
}

fn node(repo: &Repo) -> Result<String> {
    let folder = Path::new(PEER_FOLDER).join("npm");
    setup::npm(repo, &folder)?;
    Tool::new(repo, "node")
        .arg("redact-pii.mjs")
        .dir(&folder)
        .env("TEXT", repo.path(FOLDER).join(TEXT))
        .run("measuring redact-pii in Node", 20)
}

fn python(repo: &Repo) -> Result<String> {
    let folder = Path::new(PEER_FOLDER).join("python");
    let interpreter = setup::venv_of(repo, "venv-peers", &folder.join("requirements.txt"))?;
    Tool::new(repo, interpreter)
        .arg("peers.py")
        .dir(&folder)
        .env("TEXT", repo.path(FOLDER).join(TEXT))
        .env("CASES", repo.path("../shared/cases/redaction/synth.jsonl"))
        .run("measuring Presidio and scrubadub in Python", 120)
}

/// A name, and what prints its rows.
type Peer = (&'static str, fn(&Repo) -> Result<String>);

const PEERS: [Peer; 3] = [
    ("redact-core and Datadog's scanner", rust),
    ("redact-pii", node),
    ("Presidio and scrubadub", python),
];
const FOLDER: &str = "target/bench";
const PEER_FOLDER: &str = "tests/peers";
/// The corpus, as the native benchmark leaves it.
const TEXT: &str = "redaction.txt";
