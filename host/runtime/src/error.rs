//! What can go wrong between a caller and the engine.
//!
//! A refused password is no error: it is a report. An error means that there is no verdict, and a
//! caller that has to choose refuses.

use std::{io, path::PathBuf, time::Duration};

use wicketgate_core as core;

use crate::Digest;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The engine answered what the host cannot use: too long, not text, or not the JSON that was
    /// promised. The engine's fault.
    #[error("the engine's answer cannot be used: {0}")]
    Answer(String),
    /// Nothing can be baked from this module or document. The caller's fault.
    #[error("cannot bake the policy in: {0}")]
    Bake(String),
    /// More decisions are under way than the module allows, or more sessions are open. Nobody's
    /// fault: ask again later.
    #[error("too many decisions at once; try again in {} ms", retry_after.as_millis())]
    Busy {
        /// After this time a place is free again, unless others take it.
        retry_after: Duration,
    },
    /// The decision took longer than it may. The engine's fault, or a machine without a free core.
    #[error("the engine did not answer within {} ms", limit.as_millis())]
    Deadline {
        /// What was allowed.
        limit: Duration,
    },
    /// The module is not the one that was expected. The caller's fault, or an attack.
    #[error("the engine's digest is {actual}, expected {expected}")]
    Digest {
        /// The digest of what was found.
        actual: Digest,
        /// The digest that was asked for.
        expected: Digest,
    },
    /// A text that should be a digest is none. The caller's fault.
    #[error("a digest is written `sha256:` and 64 hexadecimal digits")]
    DigestSyntax,
    /// The session ended with an earlier error. The caller opens another one.
    #[error("the session ended with an earlier failure: open another one")]
    Ended,
    /// The machine cannot run the engine: no memory to map, no thread. The host's fault.
    #[error("cannot prepare the engine: {0}")]
    Host(String),
    /// The module asks for something from its host. An engine never does; it is not loaded.
    #[error("the module imports `{name}`, and an engine imports nothing")]
    Import {
        /// The first import.
        name: String,
    },
    /// The decision needs more memory than it may. The engine's fault, or a cap that is too low.
    #[error("the engine asked for more than {limit} bytes of memory")]
    Memory {
        /// What was allowed.
        limit: usize,
    },
    /// No engine was given, and none was embedded when this program was built.
    #[error(
        "no engine: run `cargo xtask build` and build this program again, or name the file in `{}`",
        crate::module::ENGINE_VARIABLE
    )]
    Missing,
    /// The file is no engine that this library can run. The caller's fault.
    #[error("not an engine: {0}")]
    Module(String),
    /// The engine holds no policy of its own, and one was asked for. The caller's fault.
    #[error("no policy is baked into this engine: load one, or make one with `policy bake`")]
    Plain,
    /// A file could not be read.
    #[error("cannot read `{path}`: {source}", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The engine refused what it was given, and says why. The caller's fault.
    #[error("{}", .0.message)]
    Refuse(core::Error),
    /// What was given is larger than the engine takes; it was not shown to it. The caller's fault.
    #[error("{what} is larger than {limit} bytes")]
    Size {
        /// What was too large, such as "the policy document".
        what: &'static str,
        /// What is allowed, in bytes.
        limit: usize,
    },
    /// The engine trapped: a defect of the engine. The instance is gone.
    #[error("the engine failed: {reason}")]
    Trap {
        /// The kind of trap.
        reason: String,
    },
}

impl Error {
    /// The stable name of the error; match on it, never on the message.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Answer(_) => "engine-answer",
            Self::Bake(_) => "engine-bake",
            Self::Busy { .. } => "engine-busy",
            Self::Deadline { .. } => "engine-deadline",
            Self::Digest { .. } => "engine-digest",
            Self::DigestSyntax => "digest-syntax",
            Self::Ended => "session-ended",
            Self::Host(_) => "engine-host",
            Self::Import { .. } => "engine-import",
            Self::Memory { .. } => "engine-memory",
            Self::Missing => "engine-missing",
            Self::Module(_) => "engine-module",
            Self::Plain => "engine-plain",
            Self::Read { .. } => "engine-read",
            Self::Refuse(error) => error.code.as_str(),
            Self::Size { .. } => "too-large",
            Self::Trap { .. } => "engine-trap",
        }
    }

    /// What is wrong with the document or the request, place by place, where the engine said so.
    #[must_use]
    pub fn problems(&self) -> &[core::Problem] {
        match self {
            Self::Refuse(error) => &error.problems,
            _ => &[],
        }
    }
}
