//! Taking apart what an engine answers: `{"ok":…}` or `{"error":…}`.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use wicketgate_core as core;

use crate::Error;

/// What stands in the member `ok` of an engine's answer, as it was written.
///
/// # Errors
///
/// The engine's own error where it answered with one, and [`Error::Answer`] where the text is no
/// answer.
pub fn ok(answer: &str) -> Result<&str, Error> {
    take::<&RawValue>(answer).map(RawValue::get)
}

/// What an engine says of itself: the one answer that cannot be an error.
pub(crate) fn plain<T: DeserializeOwned>(answer: &str) -> Result<T, Error> {
    serde_json::from_str(answer).map_err(|error| malformed(&error))
}

/// The same as [`ok`], read into a type.
pub(crate) fn read<T: DeserializeOwned>(answer: &str) -> Result<T, Error> {
    take(answer)
}

fn take<'a, T: Deserialize<'a>>(answer: &'a str) -> Result<T, Error> {
    match serde_json::from_str::<Answer<T>>(answer) {
        Ok(Answer { ok: Some(value), error: None }) => Ok(value),
        Ok(Answer { ok: None, error: Some(error) }) => Err(Error::Refuse(error)),
        Ok(_) => Err(Error::Answer("neither a result nor an error".to_owned())),
        Err(error) => Err(malformed(&error)),
    }
}

/// SECURITY: says where the answer went wrong and not what stood there, which may be anything.
fn malformed(error: &serde_json::Error) -> Error {
    let kind = match error.classify() {
        serde_json::error::Category::Data => "not the promised members",
        _ => "not JSON",
    };
    Error::Answer(format!("{kind} at line {} column {}", error.line(), error.column()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer<T> {
    ok: Option<T>,
    error: Option<core::Error>,
}

#[cfg(test)]
mod tests {
    use super::ok;

    #[test]
    fn only_an_answer_is_an_answer() {
        let refusal = r#"{"error":{"code":"unknown-policy","message":"no such policy"}}"#;
        let cases = [
            (r#"{"ok":{"a":[1, 2]}}"#, Ok(r#"{"a":[1, 2]}"#)),
            (refusal, Err("unknown-policy")),
            (r#"{"ok":1,"error":{"code":"a","message":"b"}}"#, Err("engine-answer")),
            (r#"{"ok":1,"more":2}"#, Err("engine-answer")),
            ("{}", Err("engine-answer")),
            ("[]", Err("engine-answer")),
            ("hunter2", Err("engine-answer")),
            ("", Err("engine-answer")),
        ];
        for (answer, expected) in cases {
            let actual = ok(answer);
            assert_eq!(
                actual.as_ref().copied().map_err(|error| error.code()),
                expected,
                "{answer}"
            );
        }
    }

    #[test]
    fn an_error_does_not_repeat_the_answer() {
        let error = ok(r#"{"hunter2":1}"#).expect_err("unknown member");
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}
