//! Why a document is refused.

use std::fmt;

use wicketgate_core::{Problem, json::SyntaxError};

/// Why a document is refused. Each is the author's mistake.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The document is JSON, and something in it is wrong.
    Invalid(Vec<Problem>),
    /// The document uses a part of the product that this build leaves out.
    NotInThisBuild(&'static str),
    /// The text is not JSON, or nests too deep.
    Syntax(SyntaxError),
    /// The text has more bytes than a policy may have.
    TooLarge,
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(problems) => match problems.as_slice() {
                [only] => write!(formatter, "{}", only.message),
                _ => write!(formatter, "the policy has {} problems", problems.len()),
            },
            Self::NotInThisBuild(what) => write!(formatter, "{what} is not in this build"),
            Self::Syntax(error) => {
                write!(formatter, "line {}, column {}: {}", error.line, error.column, error.message)
            }
            Self::TooLarge => {
                write!(formatter, "a policy has at most {} bytes", crate::policy::MAX_BYTES)
            }
        }
    }
}

impl std::error::Error for Error {}
