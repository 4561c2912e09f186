//! Parameters of a rule, a finding or a fix: the numbers and names that explain a verdict.
//!
//! A parameter never holds a password or a part of one.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// Parameters by name, sorted.
pub type Params = BTreeMap<Cow<'static, str>, Param>;

/// One value that explains a rule or a finding.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Param {
    /// A switch.
    Flag(bool),
    /// A count, a limit or a time; below 2^53, so that every language reads it exactly.
    Integer(u64),
    /// A name or a text from the policy.
    Text(Cow<'static, str>),
    /// Names, in the order in which the rule defines them.
    List(Vec<Cow<'static, str>>),
}

impl fmt::Display for Param {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => write!(formatter, "{flag}"),
            Self::Integer(integer) => write!(formatter, "{integer}"),
            Self::Text(text) => formatter.write_str(text),
            Self::List(list) => formatter.write_str(&list.join(", ")),
        }
    }
}
