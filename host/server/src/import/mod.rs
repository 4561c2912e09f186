//! `wicketgate policy import`: the policy of another system, put into this one's words.
//!
//! One file for each system, all of one shape: the text of its own configuration in, a [`Draft`] of
//! a policy and of the report out. **No setting is dropped: each one is in the report, with what it
//! became or why it became nothing.** Where a setting cannot be said exactly, what is written refuses
//! rather more than less, and the report says what differs.

mod active_directory;
mod auth0;
mod authelia;
mod cognito;
mod draft;
mod entra;
mod keycloak;
mod lines;
mod members;
mod merge;
mod okta;
mod passay;
mod passwordrules;
mod pwquality;
mod regexp;
mod report;
mod setting;
#[cfg(test)]
mod tests;
mod yaml;

use clap::ValueEnum;

use draft::Draft;

pub(crate) use draft::Imported;
pub(crate) use report::{json, table};

/// A system whose configuration is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum System {
    /// Connection in JSON: its `options`, or `password_options`
    Auth0,
    /// `configuration.yml`
    Authelia,
    /// `PasswordPolicy` in JSON, or the user pool around it
    Cognito,
    /// "Password Rule Settings" in JSON, `net accounts`, or a security template
    Entra,
    /// Realm in JSON, or the text of its password policy
    Keycloak,
    /// Password policy in JSON
    Okta,
    /// List of rules in JSON or YAML, as their properties are named in Java
    Passay,
    /// Value of the HTML attribute
    Passwordrules,
    /// `pwquality.conf`
    Pwquality,
}

/// What a text is not, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Problem {
    /// The line, from 1.
    pub(crate) line: u32,
    /// What was expected there.
    pub(crate) message: String,
}

/// Asks an engine, JSON in and JSON out.
pub(crate) type Ask<'a> = dyn FnMut(&str) -> Result<String, String> + 'a;

impl System {
    /// Reads a configuration.
    pub(crate) fn import(self, text: &str, ask: &mut Ask<'_>) -> Result<Imported, Vec<Problem>> {
        let mut draft = Draft::new(self.name());
        match self {
            Self::Auth0 => auth0::import(text, &mut draft),
            Self::Authelia => authelia::import(text, &mut draft),
            Self::Cognito => cognito::import(text, &mut draft),
            Self::Entra => entra::import(text, &mut draft),
            Self::Keycloak => keycloak::import(text, &mut draft),
            Self::Okta => okta::import(text, &mut draft),
            Self::Passay => passay::import(text, &mut draft),
            Self::Passwordrules => passwordrules::import(text, &mut draft, ask),
            Self::Pwquality => pwquality::import(text, &mut draft),
        }?;
        draft.finish()
    }

    /// Its name, for people.
    const fn name(self) -> &'static str {
        match self {
            Self::Auth0 => "Auth0",
            Self::Authelia => "Authelia",
            Self::Cognito => "Amazon Cognito",
            Self::Entra => "Microsoft Entra and Active Directory",
            Self::Keycloak => "Keycloak",
            Self::Okta => "Okta",
            Self::Passay => "Passay",
            Self::Passwordrules => "a passwordrules attribute",
            Self::Pwquality => "libpwquality",
        }
    }
}

impl Problem {
    fn new(line: u32, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }

    /// The one thing that is wrong.
    fn only<T>(line: u32, message: impl Into<String>) -> Result<T, Vec<Self>> {
        Err(vec![Self::new(line, message)])
    }
}

/// Largest configuration in bytes: an export of a whole realm has users in it.
pub(crate) const MAX_SOURCE: usize = 16 * 1024 * 1024;
