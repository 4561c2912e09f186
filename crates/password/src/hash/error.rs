//! Why a password was not hashed, or not compared with a hash.

use std::fmt;

/// Why there is no answer. None of them is a mismatch.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// Verifying the hash costs more than is spent on one. Whoever stored it chose the cost.
    Cost,
    /// The string is no hash, or is not written as its scheme asks. Whoever stored it is to blame.
    Malformed,
    /// There is less memory than the hash needs. The host's limit.
    Memory,
    /// The scheme of the hash is none that is verified here. Whoever stored it chose the scheme.
    Scheme,
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Cost => "the hash costs more to verify than is spent on one",
            Self::Malformed => "the text is no hash that can be read",
            Self::Memory => "there is not enough memory to hash",
            Self::Scheme => "the scheme of the hash is none that is verified here",
        })
    }
}

impl std::error::Error for Error {}
