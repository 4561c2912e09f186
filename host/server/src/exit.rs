//! How a command ends: what it says to people, and the number it says to scripts.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use wicketgate_runtime as runtime;

/// The exit codes, which `--help` documents.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Done; a password that was checked is accepted.
    Accept = 0,
    /// A password is refused, or at least one answer is an error.
    Refuse = 1,
    /// Wrong use: arguments, an unreadable file, a policy with problems.
    Usage = 2,
    /// The engine cannot decide on the password.
    Undecided = 3,
    /// There is no engine, or it failed. It is no verdict.
    Engine = 4,
}

/// Why a command did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    pub(crate) exit: Exit,
    pub(crate) message: String,
}

impl Failure {
    /// The caller can mend it.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, message: message.into() }
    }

    /// The caller cannot mend it.
    pub(crate) fn engine(message: impl Into<String>) -> Self {
        Self { exit: Exit::Engine, message: message.into() }
    }
}

impl From<runtime::Error> for Failure {
    fn from(error: runtime::Error) -> Self {
        match error {
            runtime::Error::Bake(_)
            | runtime::Error::Refuse(_)
            | runtime::Error::Size { .. }
            | runtime::Error::Digest { .. }
            | runtime::Error::DigestSyntax
            | runtime::Error::Plain
            | runtime::Error::Read { .. } => Self::usage(error.to_string()),
            _ => Self::engine(error.to_string()),
        }
    }
}

/// Standard output that went away, such as `| head`, is no failure of ours; the rest is.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self { exit: Exit::Accept, message: String::new() },
            _ => Self::usage(format!("cannot read or write: {error}")),
        }
    }
}

/// Tells a failure on standard error.
pub(crate) fn report(result: Result<Exit, Failure>) -> ExitCode {
    let exit = match result {
        Ok(exit) => exit,
        Err(failure) => {
            if !failure.message.is_empty() {
                // Whoever closed standard error does not want to know.
                let _closed = writeln!(io::stderr().lock(), "wicketgate: {failure}");
            }
            failure.exit
        }
    };
    ExitCode::from(exit as u8)
}
