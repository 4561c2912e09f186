//! Bounds: what goes in, what comes out, how long it takes and how much memory it needs.

use std::{thread, time::Duration};

use wasmtime::{ResourceLimiter, Result, bail};

use crate::{Error, ticker};

/// Largest policy document in bytes that is shown to an engine.
pub const MAX_DOCUMENT: usize = 256 * 1024;

/// Largest request in bytes that is shown to an engine.
pub const MAX_REQUEST: usize = 128 * 1024;

/// Longest answer in bytes that is taken from an engine.
pub const MAX_ANSWER: usize = 1024 * 1024;

/// Longest text in bytes that is shown to an engine at once to be redacted.
pub const MAX_TEXT: usize = 16 * 1024 * 1024;

/// What a module's decisions may cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Decisions and sessions at the same time.
    pub(crate) concurrency: u32,
    /// Time for one call.
    pub(crate) deadline: Duration,
    /// Hashes at the same time.
    pub(crate) hashing: u32,
    /// Time for one hash.
    pub(crate) hashing_deadline: Duration,
    /// Linear memory of one hash, in bytes.
    pub(crate) hashing_memory: usize,
    /// Time to wait for a place to hash.
    pub(crate) hashing_wait: Duration,
    /// Linear memory of one instance, in bytes.
    pub(crate) memory: usize,
    /// Time to wait for a place.
    pub(crate) wait: Duration,
}

/// What one call may cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Longest answer, in bytes.
    pub(crate) answer: usize,
    pub(crate) deadline: Duration,
    /// Linear memory, in bytes.
    pub(crate) memory: usize,
    /// The deadline in steps of the module's ticker.
    pub(crate) ticks: u64,
}

impl Limits {
    /// Bounds of a call that decides.
    pub(crate) fn decision(&self) -> Bounds {
        self.bounds(self.deadline, self.memory)
    }

    /// Bounds of a call that hashes; never less than those of one that decides.
    pub(crate) fn hash(&self) -> Bounds {
        let deadline = self.hashing_deadline.max(self.deadline);
        self.bounds(deadline, self.hashing_memory.max(self.memory))
    }

    /// Bounds of a call that redacts a text of so many bytes: those of one that decides, and more time and
    /// memory with every MiB. What stands in the place of matches may be longer than they were.
    pub(crate) fn redaction(&self, bytes: usize) -> Bounds {
        let mebibytes = u32::try_from(bytes >> 20).unwrap_or(u32::MAX);
        let deadline = self.deadline.saturating_mul(mebibytes.saturating_add(1));
        let memory = self.memory.saturating_add(bytes.saturating_mul(COPIES));
        let bounds = self.bounds(deadline, memory.min(self.hash().memory.max(self.memory)));
        Bounds { answer: MAX_ANSWER.saturating_add(bytes.saturating_mul(LONGER)), ..bounds }
    }

    fn bounds(&self, deadline: Duration, memory: usize) -> Bounds {
        let ticks = ticker::ticks(deadline, self.deadline);
        Bounds { answer: MAX_ANSWER, deadline, memory, ticks }
    }
}

impl Default for Limits {
    fn default() -> Self {
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            concurrency: u32::try_from(cores * 8).unwrap_or(u32::MAX).clamp(32, 1024),
            deadline: Duration::from_secs(1),
            hashing: u32::try_from(cores).unwrap_or(u32::MAX),
            hashing_deadline: Duration::from_secs(10),
            hashing_memory: 272 * 1024 * 1024,
            hashing_wait: Duration::from_secs(2),
            memory: 32 * 1024 * 1024,
            wait: Duration::from_millis(100),
        }
    }
}

/// Refuses a document or a request by its size, before the engine sees it.
pub(crate) fn size(what: &'static str, text: &str, limit: usize) -> Result<(), Error> {
    if text.len() > limit {
        return Err(Error::Size { what, limit });
    }
    Ok(())
}

/// Caps the memory of one instance, and remembers that it was asked for more.
pub(crate) struct Cap {
    pub(crate) limit: usize,
    pub(crate) exceeded: bool,
}

impl ResourceLimiter for Cap {
    /// SECURITY: growth beyond the cap traps, so that a guest cannot go on in a state that its
    /// allocator's failure path has never been tested in.
    fn memory_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> Result<bool> {
        if desired > self.limit {
            self.exceeded = true;
            bail!("memory cap");
        }
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> Result<bool> {
        Ok(desired <= MAX_TABLE)
    }
}

/// How many times the output of a redaction may be longer than the text.
const LONGER: usize = 4;
/// How often a text fits into the memory of its redaction: it comes in, it grows on its way out, and it is
/// copied when it has grown.
const COPIES: usize = 2 * LONGER;

/// Most entries of a table: the engine's own has a few hundred.
pub(crate) const MAX_TABLE: usize = 10_000;
