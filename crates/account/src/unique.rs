//! Names that no two accounts have: the host claims and releases them in the same swap.

use serde::Serialize;

use crate::{Keys, name::names};

names! {
    /// What a name is of.
    pub enum Namespace {
        /// A domain of e-mail.
        Domain = "domain",
        /// A login name.
        Login = "login",
        /// An account at an identity provider.
        Subject = "subject",
    }
}

/// A name that is claimed or released.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unique {
    /// Whether it is claimed; released where not.
    pub claim: bool,
    /// Its keyed hash, in hexadecimal digits.
    pub hash: String,
    /// What it is of.
    pub kind: Namespace,
}

impl Unique {
    pub(crate) fn of(keys: &Keys, kind: Namespace, name: &str, claim: bool) -> Self {
        let hash = keys.seal(kind.as_str(), "", &name.to_lowercase()).hash;
        Self { claim, hash: hash.reveal().to_owned(), kind }
    }

    /// An account at a provider, whose ids may differ by case alone.
    pub(crate) fn subject(keys: &Keys, provider: &str, subject: &str, claim: bool) -> Self {
        let kind = Namespace::Subject;
        let hash = keys.seal(kind.as_str(), provider, subject).hash;
        Self { claim, hash: hash.reveal().to_owned(), kind }
    }
}
