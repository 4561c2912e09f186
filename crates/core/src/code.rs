//! Stable identifiers: rule codes, problem codes, operation names.
//!
//! A code is the name of a thing everywhere: in Rust, in a policy, in a vector, over HTTP. It is
//! kebab-case, never reused and never renamed. Callers match on codes, never on messages.

use std::{borrow::Cow, fmt};

use serde::{Deserialize, Serialize};

/// A stable, kebab-case identifier.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Code(Cow<'static, str>);

impl Code {
    /// A code known at compile time.
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }

    /// A code read from a document, such as a rule that this engine does not know.
    #[must_use]
    pub const fn owned(code: String) -> Self {
        Self(Cow::Owned(code))
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}
