//! What a host says beside the password: whose it is, where and when, and what others know of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Secret, Timestamp};

/// The circumstances of a check. The default is a new password with nothing else known.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Context {
    /// What is known of the account's owner.
    pub account: Account,
    /// Group of accounts, as `password.effective_from` names it.
    pub cohort: Option<String>,
    /// Environment, as `password.effective_from` names it.
    pub environment: Option<String>,
    /// What a list of breached passwords answered.
    pub facts: Option<Facts>,
    /// Whether everything is to be decided.
    pub mode: Mode,
    /// The time, which an existing password is judged by where dates are configured.
    pub now: Option<Timestamp>,
    /// The password that is being changed.
    pub old_password: Option<Secret>,
    /// Whether the password is being set or exists already.
    pub subject: Subject,
    /// The year, which the strength of a date depends on.
    pub year: Option<u16>,
}

/// What is known of the account's owner: what a password should not be made of.
///
/// It is personal data, so its `Debug` shows none of it.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Given names, family names and what else the owner is called.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// The organisation that the owner belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// User name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Any other words, such as a birthday or the name of the product.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// What a list of breached passwords answered to a range question.
///
/// The format is the published one: one line for each suffix, `SUFFIX:COUNT`. It has no `Debug`:
/// with the range it narrows down what the password is.
#[derive(Clone, Eq, PartialEq, Serialize)]
pub struct Facts {
    /// The range that was asked for: five hexadecimal digits.
    pub range: String,
    /// The lines of the answer; none where nobody could answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<String>,
}

/// Whether everything is to be decided.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// The password is submitted: a rule asks for what it needs to know.
    #[default]
    Final,
    /// The password is being typed: no rule asks for a range, because the sequence of ranges would
    /// tell the password.
    Live,
}

/// Whether a password is being set or exists already.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// It exists: before the effective date the rules do not bind it.
    Existing,
    /// It is being set: the rules bind it.
    #[default]
    New,
}

impl Context {
    /// A new password with nothing else known.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            account: Account::new(),
            cohort: None,
            environment: None,
            facts: None,
            mode: Mode::Final,
            now: None,
            old_password: None,
            subject: Subject::New,
            year: None,
        }
    }
}

impl Account {
    /// An account of which nothing is known.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            email: None,
            names: Vec::new(),
            organization: None,
            username: None,
            words: Vec::new(),
        }
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::new()
    }
}

impl Default for Account {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[account]")
    }
}

impl fmt::Debug for Facts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[facts]")
    }
}
