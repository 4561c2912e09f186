//! Vector files: what they hold, and how one is read.
//!
//! The formats are described by the schemas in `tests/vectors/schema`; a member that this reader
//! does not know is an error, so that no runner can quietly ignore an expectation.

pub mod call;
pub mod password;
pub mod policy;
pub mod redact;
pub mod script;

use std::{collections::BTreeSet, fs, path::Path};

use serde::de::DeserializeOwned;
use serde_json::Value;

use self::{
    call::CallFile, password::PasswordFile, policy::PolicyFile, redact::RedactFile,
    script::ScriptFile,
};

/// A vector file of a known schema.
#[derive(Debug)]
pub enum File {
    /// Requests and whole answers.
    Call(CallFile),
    /// Passwords and the rules that they violate.
    Password(PasswordFile),
    /// Documents and what loading them gives.
    Policy(PolicyFile),
    /// Texts and what is left of them.
    Redact(RedactFile),
    /// Events in order and what each gives.
    Script(ScriptFile),
}

impl File {
    /// Folder and name of the file.
    #[must_use]
    pub fn suite(&self) -> &str {
        match self {
            Self::Call(file) => &file.suite,
            Self::Password(file) => &file.suite,
            Self::Policy(file) => &file.suite,
            Self::Redact(file) => &file.suite,
            Self::Script(file) => &file.suite,
        }
    }

    fn ids(&self) -> Vec<u32> {
        match self {
            Self::Call(file) => file.ids(),
            Self::Password(file) => file.ids(),
            Self::Policy(file) => file.ids(),
            Self::Redact(file) => file.ids(),
            Self::Script(file) => file.ids(),
        }
    }
}

/// Reads a vector file.
///
/// # Errors
///
/// Says what is wrong with a file that cannot be run.
pub fn read(path: &Path) -> Result<File, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read: {error}"))?;
    let file = parse(&text)?;
    let expected = suite_of(path).ok_or("the path has no folder and name")?;
    if file.suite() != expected {
        return Err(format!("the suite is `{}`, the path says `{expected}`", file.suite()));
    }
    let ids = file.ids();
    let unique: BTreeSet<_> = ids.iter().collect();
    if ids.is_empty() || unique.len() != ids.len() {
        return Err("the file has no tests, or two with one id".to_owned());
    }
    Ok(file)
}

fn parse(text: &str) -> Result<File, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    match value.get("schema").and_then(Value::as_str) {
        Some("call-v1.json") => decode(value).map(File::Call),
        Some("password-v1.json") => decode(value).map(File::Password),
        Some("policy-v1.json") => decode(value).map(File::Policy),
        Some("redact-v1.json") => decode(value).map(File::Redact),
        Some("script-v1.json") => decode(value).map(File::Script),
        other => Err(format!("unknown schema {other:?}")),
    }
}

fn decode<T: DeserializeOwned>(value: Value) -> Result<T, String> {
    serde_json::from_value(value).map_err(|error| error.to_string())
}

fn suite_of(path: &Path) -> Option<String> {
    let folder = path.parent()?.file_name()?.to_str()?;
    let name = path.file_name()?.to_str()?.strip_suffix(".json")?;
    Some(format!("{folder}/{name}"))
}
