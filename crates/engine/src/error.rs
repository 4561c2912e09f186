//! The caller's mistakes. A mistake is never a verdict.

use std::fmt;

use wicketgate_core::{Code, Problem, json::SyntaxError, problem};

/// Why the engine did not decide. Each is the caller's mistake.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// Verifying the hash costs more than is spent on one.
    #[cfg(feature = "full")]
    HashTooCostly,
    /// The text is no hash that can be read.
    #[cfg(feature = "full")]
    InvalidHash,
    /// The policy document is refused.
    InvalidPolicy(Vec<Problem>),
    /// A member of the request is missing, unknown or wrong.
    InvalidRequest(Vec<Problem>),
    /// The state is none that an engine wrote.
    InvalidState,
    /// The text is not JSON.
    MalformedJson(SyntaxError),
    /// The policy has dates for existing passwords, and the request has no time.
    NeedsNow,
    /// A newer engine wrote the state.
    NewerState,
    /// The operation or the part of a policy is left out of this build.
    NotInThisBuild(&'static str),
    /// The rules that leave no password, or hardly any.
    #[cfg(feature = "full")]
    NoPassword(Vec<Code>),
    /// There is less memory than a hash needs.
    #[cfg(feature = "full")]
    OutOfMemory,
    /// The password is larger than any that the engine takes.
    PasswordTooLarge,
    /// The text nests deeper than the engine reads.
    TooDeep(SyntaxError),
    /// The text has more bytes than the engine reads.
    TooLarge {
        /// Most bytes.
        limit: usize,
    },
    /// As many policies are loaded as the engine holds.
    TooManyPolicies,
    /// As many streams are open as the engine holds.
    #[cfg(feature = "full")]
    TooManyStreams,
    /// The scheme of the hash is none that is verified.
    #[cfg(feature = "full")]
    UnknownHashScheme,
    /// There is no operation of that name.
    UnknownOperation(Box<Problem>),
    /// No policy is loaded under that number.
    UnknownPolicy,
    /// No stream is open under that number.
    #[cfg(feature = "full")]
    UnknownStream,
}

impl Error {
    /// The error's stable name.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            #[cfg(feature = "full")]
            Self::HashTooCostly => "hash-too-costly",
            #[cfg(feature = "full")]
            Self::InvalidHash => "invalid-hash",
            Self::InvalidPolicy(_) => "invalid-policy",
            Self::InvalidRequest(_) => "invalid-request",
            Self::InvalidState => "invalid-state",
            Self::MalformedJson(_) => "malformed-json",
            Self::NeedsNow => "needs-now",
            Self::NewerState => "newer-state",
            Self::NotInThisBuild(_) => "not-in-this-build",
            #[cfg(feature = "full")]
            Self::NoPassword(_) => "no-password",
            #[cfg(feature = "full")]
            Self::OutOfMemory => "out-of-memory",
            Self::PasswordTooLarge => "password-too-large",
            Self::TooDeep(_) => "too-deep",
            Self::TooLarge { .. } => "too-large",
            Self::TooManyPolicies => "too-many-policies",
            #[cfg(feature = "full")]
            Self::TooManyStreams => "too-many-streams",
            #[cfg(feature = "full")]
            Self::UnknownHashScheme => "unknown-hash-scheme",
            Self::UnknownOperation(_) => "unknown-operation",
            Self::UnknownPolicy => "unknown-policy",
            #[cfg(feature = "full")]
            Self::UnknownStream => "unknown-stream",
        }
    }

    /// The error as an answer holds it.
    #[must_use]
    pub fn wire(self) -> problem::Error {
        let message = self.to_string();
        let code = Code::new(self.code());
        let pointer = match &self {
            #[cfg(feature = "full")]
            Self::HashTooCostly | Self::InvalidHash | Self::UnknownHashScheme => {
                Some("/hash".to_owned())
            }
            Self::InvalidState | Self::NewerState => Some("/state".to_owned()),
            Self::NeedsNow => Some("/now".to_owned()),
            Self::PasswordTooLarge => Some("/password".to_owned()),
            Self::UnknownPolicy => Some("/policy".to_owned()),
            Self::UnknownOperation(_) => Some("/op".to_owned()),
            Self::InvalidPolicy(problems) | Self::InvalidRequest(problems) => {
                problems.first().map(|problem| problem.pointer.clone())
            }
            _ => None,
        };
        let problems = match self {
            Self::InvalidPolicy(problems) | Self::InvalidRequest(problems) => problems,
            Self::UnknownOperation(problem) => vec![*problem],
            _ => Vec::new(),
        };
        problem::Error { code, message, pointer, problems }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let several =
            |formatter: &mut fmt::Formatter<'_>, what, problems: &[Problem]| match problems {
                [only] => write!(formatter, "invalid {what}: {}", only.message),
                _ => write!(formatter, "invalid {what}: {} problems", problems.len()),
            };
        match self {
            #[cfg(feature = "full")]
            Self::HashTooCostly => {
                formatter.write_str("the hash costs more to verify than is spent on one")
            }
            #[cfg(feature = "full")]
            Self::InvalidHash => formatter.write_str("the text is no hash that can be read"),
            Self::InvalidPolicy(problems) => several(formatter, "policy", problems),
            Self::InvalidRequest(problems) => several(formatter, "request", problems),
            Self::MalformedJson(error) | Self::TooDeep(error) => {
                let SyntaxError { column, line, message, .. } = error;
                write!(formatter, "malformed JSON in line {line}, column {column}")?;
                // A page's build says where, and not what.
                if message.is_empty() { Ok(()) } else { write!(formatter, ": {message}") }
            }
            Self::NeedsNow => formatter.write_str(
                "the policy has dates for existing passwords: give `now`, milliseconds since 1970",
            ),
            Self::InvalidState => {
                formatter.write_str("the state is none that this engine wrote; nothing was changed")
            }
            Self::NewerState => formatter
                .write_str("a newer engine wrote the state; nothing was changed, update this one"),
            // What the full build leaves out needs a key that no page may have.
            #[cfg(feature = "full")]
            Self::NotInThisBuild(what) => {
                write!(formatter, "{what} is not in this build; ask the host's engine")
            }
            #[cfg(not(feature = "full"))]
            Self::NotInThisBuild(what) => {
                write!(formatter, "{what} is not in this build; load the full build")
            }
            #[cfg(feature = "full")]
            Self::NoPassword(codes) => {
                let codes: Vec<_> = codes.iter().map(|code| format!("`{code}`")).collect();
                let codes = codes.join(", ");
                write!(formatter, "no password could be made that satisfies {codes}")
            }
            #[cfg(feature = "full")]
            Self::OutOfMemory => formatter.write_str("there is not enough memory to hash"),
            Self::PasswordTooLarge => write!(
                formatter,
                "the password has more than {} bytes, the most that the engine takes",
                wicketgate_password::Candidate::MAX_BYTES
            ),
            Self::TooLarge { limit } => {
                write!(formatter, "the text has more than {limit} bytes, the most that is read")
            }
            Self::TooManyPolicies => write!(
                formatter,
                "{} policies are loaded, the most that an engine holds; unload one",
                crate::MAX_POLICIES
            ),
            #[cfg(feature = "full")]
            Self::TooManyStreams => write!(
                formatter,
                "{} streams are open, the most that an engine holds; close one",
                crate::MAX_STREAMS
            ),
            #[cfg(feature = "full")]
            Self::UnknownHashScheme => {
                formatter.write_str("the scheme of the hash is none that is verified here")
            }
            Self::UnknownOperation(problem) => formatter.write_str(&problem.message),
            Self::UnknownPolicy => formatter.write_str("no policy is loaded under this number"),
            #[cfg(feature = "full")]
            Self::UnknownStream => formatter.write_str("no stream is open under this number"),
        }
    }
}

impl std::error::Error for Error {}

impl From<SyntaxError> for Error {
    fn from(error: SyntaxError) -> Self {
        if error.too_deep { Self::TooDeep(error) } else { Self::MalformedJson(error) }
    }
}

impl From<wicketgate_policy::Error> for Error {
    fn from(error: wicketgate_policy::Error) -> Self {
        match error {
            wicketgate_policy::Error::Invalid(problems) => Self::InvalidPolicy(problems),
            wicketgate_policy::Error::NotInThisBuild(what) => Self::NotInThisBuild(what),
            wicketgate_policy::Error::Syntax(error) => error.into(),
            _ => Self::TooLarge { limit: wicketgate_policy::MAX_BYTES },
        }
    }
}
