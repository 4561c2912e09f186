//! What a check answers: the verdict, one entry for each rule, and how to satisfy it.

use serde::{Deserialize, Serialize};

use crate::{Code, Timestamp, param::Params};

/// The verdict on one password, explained rule by rule.
///
/// A report names the form's digest, so that a page and a server can tell that they speak of the
/// same document. It never holds the password or a part of it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// Whether the rules bind this password: `false` for one that exists already, before the date
    /// from which the policy asks it to comply.
    pub binds: bool,
    /// The date from which the rules will bind, where they do not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binds_from: Option<Timestamp>,
    /// Version of the engine that decided.
    pub engine: String,
    /// Digest of the form document that describes the rules.
    pub form_digest: String,
    /// What an undecided rule must know: ask, and send the same request with the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Needs>,
    /// Whether the password is accepted: the verdict is `accept`.
    pub ok: bool,
    /// One entry for each rule that the policy configures, in registry order.
    pub rules: Vec<Entry>,
    /// What follows from the entries.
    pub verdict: Verdict,
}

/// How one rule judges the password.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Entry {
    /// The rule.
    pub code: Code,
    /// The smallest change that would satisfy the rule, where it is violated and one is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// What the rule asks, in English or in the policy's own words.
    pub message: String,
    /// The rule's options, and the actual values that explain the status.
    pub params: Params,
    /// Whether the rule holds.
    pub status: Status,
}

/// A question that a rule has for the outside.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Needs {
    /// The first five hexadecimal digits of the password's SHA-1, by which a list of breached
    /// passwords is asked; hundreds of others share them.
    pub range: String,
}

/// The smallest change that would satisfy a rule.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fix {
    /// The kind of change, such as `add-characters`.
    pub code: Code,
    /// The change in English, such as "2 more characters".
    pub message: String,
    /// What the message was made of, for translation.
    pub params: Params,
}

/// Whether a rule holds.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The rule holds.
    Satisfied,
    /// The rule does not hold.
    Violated,
    /// This engine cannot tell; the server decides.
    Undecided,
}

/// What follows from a report.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every rule that binds is satisfied.
    Accept,
    /// A rule that binds is violated.
    Refuse,
    /// No rule is violated, and at least one is undecided.
    Undecided,
}

/// A report without explanations, for hot paths.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// What an undecided rule must know: ask, and send the same request with the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Needs>,
    /// Whether the password is accepted: the verdict is `accept`.
    pub ok: bool,
    /// Rules that this engine cannot decide, in registry order.
    pub undecided: Vec<Code>,
    /// What follows from the rules.
    pub verdict: Verdict,
    /// Rules that are violated, in registry order.
    pub violated: Vec<Code>,
}

/// What a password must satisfy, to show before anyone types.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requirements {
    /// Version of the engine that answers.
    pub engine: String,
    /// Digest of the form document that describes the rules.
    pub form_digest: String,
    /// One requirement for each rule that the policy configures, in registry order.
    pub rules: Vec<Requirement>,
}

/// What one rule asks.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Requirement {
    /// The rule.
    pub code: Code,
    /// What the rule asks, in English or in the policy's own words.
    pub message: String,
    /// The rule's options.
    pub params: Params,
}

impl Verdict {
    /// The verdict that follows from the statuses of all rules.
    #[must_use]
    pub fn of(statuses: impl IntoIterator<Item = Status>, binds: bool) -> Self {
        if !binds {
            return Self::Accept;
        }
        let mut verdict = Self::Accept;
        for status in statuses {
            match status {
                Status::Violated => return Self::Refuse,
                Status::Undecided => verdict = Self::Undecided,
                Status::Satisfied => {}
            }
        }
        verdict
    }
}
