//! Skips a step whose inputs did not change since it last succeeded.

use std::path::{Path, PathBuf};

use anyhow::Result;
use sha2::{Digest, Sha256};

use crate::repo::{self, Repo};

/// A digest of everything that a step reads.
pub struct Inputs<'r> {
    digest: Sha256,
    repo: &'r Repo,
}

impl<'r> Inputs<'r> {
    /// Nothing yet, beside the text of how the step is done.
    pub fn new(repo: &'r Repo, how: &str) -> Self {
        Self { digest: Sha256::new_with_prefix(how), repo }
    }

    /// Files, or all files under folders, given from the root.
    pub fn files<P: AsRef<Path>>(mut self, paths: impl IntoIterator<Item = P>) -> Result<Self> {
        for path in paths {
            for file in repo::files(&self.repo.path(path))? {
                self.digest.update(self.repo.show(&file));
                self.digest.update([0]);
                self.digest.update(sha256(&std::fs::read(&file)?));
            }
        }
        Ok(self)
    }

    /// A text, such as the version of a tool.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.digest.update(sha256(text.as_bytes()));
        self
    }

    /// Does the step, unless its outputs are there and made from these inputs.
    ///
    /// Returns whether it was done.
    pub fn unless_fresh(
        self,
        name: &str,
        outputs: &[PathBuf],
        work: impl FnOnce() -> Result<()>,
    ) -> Result<bool> {
        let stamp = self.repo.scratch("stamp").join(name);
        let digest = hex(&self.digest.finalize());
        let made = std::fs::read_to_string(&stamp).is_ok_and(|made| made == digest);
        if made && outputs.iter().all(|output| output.exists()) {
            return Ok(false);
        }
        work()?;
        repo::write(&stamp, digest)?;
        Ok(true)
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_nothing_is_the_known_one() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), empty);
    }
}
