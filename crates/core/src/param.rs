//! Parameters of a rule, a finding or a fix: the numbers and names that explain a verdict.
//!
//! A parameter never holds a password or a part of one.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Parameters by name, sorted.
///
/// A rule has a handful: a sorted list is smaller and faster here than a tree.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Params(Vec<(Cow<'static, str>, Param)>);

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

impl Params {
    /// No parameters.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a parameter, or replaces the one of that name.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, param: Param) {
        let name = name.into();
        let at = self.0.partition_point(|(known, _)| *known < name);
        match self.0.get_mut(at) {
            Some((known, value)) if *known == name => *value = param,
            _ => self.0.insert(at, (name, param)),
        }
    }

    /// The parameter of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Param> {
        self.iter().find(|(known, _)| *known == name).map(|(_, param)| param)
    }

    /// Names and parameters, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Param)> + Clone {
        self.0.iter().map(|(name, param)| (name.as_ref(), param))
    }
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

impl Serialize for Params {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Params {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = BTreeMap::<String, Param>::deserialize(deserializer)?;
        Ok(Self(map.into_iter().map(|(name, param)| (Cow::Owned(name), param)).collect()))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Params {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Params")
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        BTreeMap::<String, Param>::json_schema(generator)
    }
}
