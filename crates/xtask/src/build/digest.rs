//! `digests.json`: what each artefact is and how large, for whoever receives one.

use std::{collections::BTreeMap, io::Write, path::Path};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::{
    repo::{self, Repo},
    stamp::{Inputs, sha256},
};

/// The file's name.
pub const FILE: &str = "digests.json";

/// One artefact.
#[derive(Debug, Deserialize, Serialize)]
pub struct Entry {
    /// Bytes after brotli at its strongest.
    pub brotli: usize,
    /// Bytes.
    pub bytes: usize,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

/// Writes the file where an artefact changed.
pub fn run(repo: &Repo) -> Result<()> {
    let folder = repo.path("target/wicketgate");
    let file = folder.join(FILE);
    let artefacts: Vec<_> =
        repo::files(&folder)?.into_iter().filter(|artefact| *artefact != file).collect();
    Inputs::new(repo, "digests 1").files(&artefacts)?.unless_fresh(
        "digests",
        std::slice::from_ref(&file),
        || {
            let mut entries = BTreeMap::new();
            for artefact in &artefacts {
                let name = artefact.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
                entries.insert(name, measure(artefact)?);
            }
            repo::write(&file, serde_json::to_string_pretty(&entries)? + "\n")
        },
    )?;
    Ok(())
}

fn measure(path: &Path) -> Result<Entry> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(Entry { brotli: brotli(&bytes)?, bytes: bytes.len(), sha256: sha256(&bytes) })
}

/// How many bytes are left after brotli at its strongest.
pub fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut compressed, 4096, 11, 24);
    encoder.write_all(bytes)?;
    drop(encoder);
    Ok(compressed.len())
}
