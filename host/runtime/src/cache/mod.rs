//! Compiled code, kept between processes.
//!
//! Compiling the engine takes up to a second, loading it from here a few milliseconds. What is kept
//! is native code, so that the question is not "is it intact" but "who could have put it here".
//!
//! # Threats, and what stops them
//!
//! - **Another user of the machine writes into the cache, or swaps it.** The directory must be a
//!   real directory of this user with mode 0700, each file a regular file of this user with mode
//!   0600 and one link. All of it is verified on open file descriptors (`O_NOFOLLOW`, `openat`,
//!   `fstat`), never on paths, so that renaming a parent directory gains nothing.
//! - **A file is changed after the check.** The bytes are read once, sealed bytes are verified in
//!   memory, and that memory is what is loaded; a file is never mapped.
//! - **A file from elsewhere lands here**: a cache that was unpacked from an archive, restored from
//!   a backup, copied from another machine, or damaged. Each file carries an HMAC-SHA256 over its
//!   name and content, with a random key that never leaves this directory's `key` file.
//! - **A file of ours is the wrong one.** Its name holds the engine's digest and wasmtime's
//!   fingerprint of version, settings and processor features; the seal covers the name, so that
//!   renaming one is noticed.
//!
//! Whatever is wrong, the file is ignored and the engine compiled anew; [`State`] tells why.
//!
//! # What it does not stop
//!
//! Someone who acts as this user, or as root: they can read the key, and need no cache to run code
//! here. A service that wants no native code on disk at all opens its module without a cache.

#[cfg(unix)]
mod vault;

use std::{
    hash::{Hash, Hasher},
    path::Path,
};

use sha2::{Digest as _, Sha256};
use wasmtime::{Engine, component::Component};

use crate::{Digest, Error, sandbox};

/// What became of the cache when a module was opened.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum State {
    /// The compiled engine was taken from the cache.
    Hit,
    /// No cache was asked for.
    Off,
    /// The engine was compiled and kept.
    Stored,
    /// The engine was compiled, and the cache could not be used; the text says why.
    Unusable(String),
}

/// Takes the component from the cache, or compiles it and keeps it there.
pub(crate) fn component(
    engine: &Engine,
    bytes: &[u8],
    digest: Digest,
    directory: &Path,
) -> Result<(Component, State), Error> {
    let name = format!("{}-{}.cwasm", digest.hex(), fingerprint(engine));
    platform::component(engine, bytes, &name, directory)
}

#[cfg(unix)]
mod platform {
    use super::{Component, Engine, Error, Path, State, sandbox, vault::Vault};

    pub(super) fn component(
        engine: &Engine,
        bytes: &[u8],
        name: &str,
        directory: &Path,
    ) -> Result<(Component, State), Error> {
        let vault = match Vault::open(directory) {
            Ok(vault) => vault,
            Err(error) => {
                let reason = format!("`{}`: {error}", directory.display());
                return Ok((sandbox::compile(engine, bytes)?, State::Unusable(reason)));
            }
        };
        if let Some(component) = vault.read(name).and_then(|made| made.component(engine).ok()) {
            return Ok((component, State::Hit));
        }
        let component = sandbox::compile(engine, bytes)?;
        let code = component.serialize().map_err(|error| sandbox::host(&error))?;
        let state = match vault.write(name, &code) {
            Ok(()) => State::Stored,
            Err(error) => State::Unusable(format!("`{}`: {error}", directory.display())),
        };
        Ok((component, state))
    }
}

#[cfg(not(unix))]
mod platform {
    use super::{Component, Engine, Error, Path, State, sandbox};

    pub(super) fn component(
        engine: &Engine,
        bytes: &[u8],
        _: &str,
        _: &Path,
    ) -> Result<(Component, State), Error> {
        let reason = "owner and mode of files are verified on Unix alone".to_owned();
        Ok((sandbox::compile(engine, bytes)?, State::Unusable(reason)))
    }
}

/// What the compiled code depends on beside the engine: wasmtime's version, its settings and the
/// processor.
fn fingerprint(engine: &Engine) -> String {
    let mut hasher = Sha(Sha256::new());
    engine.precompile_compatibility_hash().hash(&mut hasher);
    let fingerprint = Sha256::finalize(hasher.0);
    fingerprint.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 as a hasher: all of its output is used, not the 64 bits that `finish` could give.
struct Sha(Sha256);

impl Hasher for Sha {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let digest: [u8; 32] = self.0.clone().finalize().into();
        digest.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }
}
