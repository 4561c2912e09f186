//! Who is answered, and what of the policy's redaction that means.

use wicketgate_core::Secret;

use crate::{Key, Policy, Redact, Redaction, TextFormat, Tokens};

/// Who is answered.
///
/// SECURITY: no `Debug`; it may hold personal data that is known.
#[derive(Clone, Default)]
pub struct Audience {
    known: Vec<(String, String)>,
    passes: bool,
    profile: Option<String>,
    tenant: String,
}

/// Keys of pseudonyms and tokens.
#[derive(Clone, Default)]
pub(super) struct Keys {
    pub(super) pseudonym: Option<Secret>,
    pub(super) token: Option<Key>,
}

impl Audience {
    /// Sees what the policy leaves to everybody.
    #[must_use]
    pub fn policy() -> Self {
        Self::default()
    }

    /// Sees what a profile of the policy leaves. A name that the policy does not have is answered by `500`.
    #[must_use]
    pub fn profile(name: impl Into<String>) -> Self {
        Self { profile: Some(name.into()), ..Self::default() }
    }

    /// Sees everything: the response passes as it is.
    #[must_use]
    pub fn unredacted() -> Self {
        Self { passes: true, ..Self::default() }
    }

    /// Has a value redacted wherever it stands: see [`Redact::known`].
    #[must_use]
    pub fn known(mut self, label: impl Into<String>, value: impl Into<String>) -> Self {
        self.known.push((label.into(), value.into()));
        self
    }

    /// For whom tokens are made.
    #[must_use]
    pub fn tenant(mut self, name: impl Into<String>) -> Self {
        self.tenant = name.into();
        self
    }

    pub(super) const fn passes(&self) -> bool {
        self.passes
    }

    /// Begins a body.
    pub(super) fn redaction(
        &self,
        policy: &Policy,
        keys: &Keys,
        format: TextFormat,
    ) -> Result<Redaction, crate::Error> {
        let known: Vec<_> =
            self.known.iter().map(|(label, value)| (label.as_str(), value.as_str())).collect();
        policy.redaction(&Redact {
            format,
            key: keys.pseudonym.as_ref(),
            known: &known,
            profile: self.profile.as_deref(),
            spans: false,
            tokens: keys.token.as_ref().map(|key| Tokens { key, tenant: &self.tenant }),
        })
    }
}
