//! Answers of an engine, taken apart.
//!
//! Every answer is `{"ok": …}` or `{"error": {"code", "message", …}}` and nothing beside it; what
//! has another shape is a failure of the engine, whatever it says.

use serde_json::Value;

/// An answer of the right shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// The caller's mistake: the member `error`.
    Error(Value),
    /// What was asked for: the member `ok`.
    Ok(Value),
}

impl Answer {
    /// Reads the text that an engine gave.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the text when it is no answer.
    pub fn parse(text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text)
            .map_err(|error| format!("the answer is not JSON: {error}: {text}"))?;
        Self::from_value(&value).ok_or_else(|| format!("the answer has an unknown shape: {text}"))
    }

    /// The code, where the answer is an error.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Error(error) => error.get("code").and_then(Value::as_str),
            Self::Ok(_) => None,
        }
    }

    /// Whether this build leaves out what was asked for.
    #[must_use]
    pub fn is_outside_build(&self) -> bool {
        self.code() == Some("not-in-this-build")
    }

    /// What was asked for.
    ///
    /// # Errors
    ///
    /// Gives the error as text when the answer is one.
    pub fn ok(self) -> Result<Value, String> {
        match self {
            Self::Ok(value) => Ok(value),
            Self::Error(error) => Err(format!("the answer is an error: {error}")),
        }
    }

    /// The error.
    ///
    /// # Errors
    ///
    /// Gives the value as text when the answer is none.
    pub fn error(self) -> Result<Value, String> {
        match self {
            Self::Error(error) => Ok(error),
            Self::Ok(value) => Err(format!("the answer is no error: {value}")),
        }
    }

    fn from_value(value: &Value) -> Option<Self> {
        let members = value.as_object().filter(|members| members.len() == 1)?;
        if let Some(ok) = members.get("ok") {
            return Some(Self::Ok(ok.clone()));
        }
        let error = members.get("error")?;
        let is_text = |name| error.get(name).is_some_and(Value::is_string);
        (is_text("code") && is_text("message")).then(|| Self::Error(error.clone()))
    }
}

/// The strings of a list, such as the codes of a compact report.
///
/// # Errors
///
/// Names the member when it is missing or holds something else.
pub fn strings<'a>(value: &'a Value, member: &str) -> Result<Vec<&'a str>, String> {
    value
        .get(member)
        .and_then(Value::as_array)
        .and_then(|list| list.iter().map(Value::as_str).collect())
        .ok_or_else(|| format!("`{member}` is not a list of strings in {value}"))
}

/// A member that must be there.
///
/// # Errors
///
/// Names the member when it is missing.
pub fn member<'a>(value: &'a Value, name: &str) -> Result<&'a Value, String> {
    value.get(name).ok_or_else(|| format!("`{name}` is missing in {value}"))
}
