//! Vectors of calls: requests and whole answers.

use serde::Deserialize;
use serde_json::Value;

use crate::{
    answer::Answer,
    engine::Engine,
    runner::{Done, Tally, share},
};

/// A file of requests.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallFile {
    /// Folder and name of the file.
    pub suite: String,
    #[serde(rename = "schema")]
    _schema: String,
    /// Requests that share a document.
    pub groups: Vec<CallGroup>,
}

/// Requests that share a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallGroup {
    /// The document that is loaded.
    pub document: Value,
    /// The tests.
    pub tests: Vec<CallTest>,
}

/// One request and its answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallTest {
    /// Unique in the file.
    pub id: u32,
    #[serde(rename = "comment")]
    _comment: String,
    #[serde(default, rename = "spec")]
    _spec: Vec<String>,
    /// The request as JSON.
    pub request: Option<Value>,
    /// The request as text, where the text matters.
    pub text: Option<String>,
    /// The answer expected; `"*"` in it matches any string.
    pub answer: Value,
}

impl CallFile {
    pub(super) fn ids(&self) -> Vec<u32> {
        self.groups.iter().flat_map(|group| &group.tests).map(|test| test.id).collect()
    }

    pub(crate) fn run(&self, engine: &mut dyn Engine, tally: &mut Tally) {
        for group in &self.groups {
            let tests = group.tests.iter().map(|test| (test.id, test));
            share(engine, &group.document, tests, tally, |test, engine, handle| {
                test.run(engine, handle)
            });
        }
    }
}

impl CallTest {
    /// The text of the request for a policy.
    ///
    /// # Errors
    ///
    /// Fails unless the test has either a request or a text.
    pub fn source(&self, handle: u32) -> Result<String, String> {
        match (&self.request, &self.text) {
            (Some(Value::Object(request)), None) => {
                let mut request = request.clone();
                request.entry("policy").or_insert_with(|| handle.into());
                Ok(Value::Object(request).to_string())
            }
            (None, Some(text)) => Ok(text.replace("{{policy}}", &handle.to_string())),
            _ => Err("a test has either `request`, an object, or `text`".to_owned()),
        }
    }

    fn run(&self, engine: &mut dyn Engine, handle: u32) -> Result<Done, String> {
        let text = engine.call(&self.source(handle)?)?;
        let found: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        match difference(&self.answer, &found, String::new()) {
            None => Ok(Done::AsExpected),
            Some(_) if Answer::parse(&text)?.is_outside_build() => Ok(Done::OutsideBuild),
            Some(place) => Err(format!("the answer differs at `{place}`: {text}")),
        }
    }
}

/// JSON Pointer to the first place where an answer differs from what was expected.
pub(super) fn difference(expected: &Value, found: &Value, place: String) -> Option<String> {
    match (expected, found) {
        (Value::String(any), Value::String(_)) if any == "*" => None,
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            expected.iter().zip(found).enumerate().find_map(|(index, (expected, found))| {
                difference(expected, found, format!("{place}/{index}"))
            })
        }
        (Value::Object(expected), Value::Object(found)) => {
            if let Some(name) = found.keys().find(|name| !expected.contains_key(*name)) {
                return Some(format!("{place}/{name}"));
            }
            expected.iter().find_map(|(name, expected)| {
                let place = format!("{place}/{name}");
                difference(expected, found.get(name).unwrap_or(&Value::Null), place)
            })
        }
        _ => (expected != found).then_some(place),
    }
}
