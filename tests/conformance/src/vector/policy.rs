//! Vectors of policy documents: what loading one answers.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    answer::{Answer, member},
    engine::Engine,
    runner::{Done, Tally, load},
};

/// A file of documents.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFile {
    /// Folder and name of the file.
    pub suite: String,
    #[serde(rename = "schema")]
    _schema: String,
    /// The tests.
    pub tests: Vec<PolicyTest>,
}

/// One document and what loading it gives.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyTest {
    /// Unique in the file.
    pub id: u32,
    #[serde(rename = "comment")]
    _comment: String,
    #[serde(default, rename = "spec")]
    _spec: Vec<String>,
    /// The document as JSON.
    pub document: Option<Value>,
    /// The document as text, where the text matters.
    pub text: Option<String>,
    /// Every problem expected, in order.
    pub problems: Option<Vec<Place>>,
    /// Code of the error expected.
    pub error: Option<String>,
    /// The merged document expected.
    pub resolved: Option<Value>,
}

/// Kind and place of a problem.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Kind of the problem.
    pub code: String,
    /// JSON Pointer to the place.
    pub pointer: String,
}

impl PolicyFile {
    pub(super) fn ids(&self) -> Vec<u32> {
        self.tests.iter().map(|test| test.id).collect()
    }

    pub(crate) fn run(&self, engine: &mut dyn Engine, tally: &mut Tally) {
        for test in &self.tests {
            let result = test.run(engine);
            tally.count(test.id, result);
        }
    }
}

impl PolicyTest {
    /// The text that an engine loads.
    ///
    /// # Errors
    ///
    /// Fails unless the test has either a document or a text.
    pub fn source(&self) -> Result<String, String> {
        match (&self.document, &self.text) {
            (Some(document), None) => Ok(document.to_string()),
            (None, Some(text)) => Ok(text.clone()),
            _ => Err("a test has either `document` or `text`".to_owned()),
        }
    }

    fn run(&self, engine: &mut dyn Engine) -> Result<Done, String> {
        let loaded = load(engine, &self.source()?)?;
        match (&self.problems, &self.error, &self.resolved) {
            (Some(problems), None, None) => expect_problems(problems, refused(loaded)?),
            (None, Some(code), None) => expect_error(code, &refused(loaded)?),
            (None, None, Some(resolved)) => expect_document(engine, resolved, loaded),
            _ => Err("a test expects one of `problems`, `error` and `resolved`".to_owned()),
        }
    }
}

fn refused(loaded: Result<u32, Answer>) -> Result<Answer, String> {
    loaded.err().ok_or_else(|| "the document was loaded".to_owned())
}

fn expect_problems(expected: &[Place], answer: Answer) -> Result<Done, String> {
    if answer.is_outside_build() {
        return Ok(Done::OutsideBuild);
    }
    let error = answer.error()?;
    let listed = member(&error, "problems")?.as_array().ok_or("`problems` is no list")?;
    let found: Vec<_> =
        listed.iter().map(|problem| (text(problem, "code"), text(problem, "pointer"))).collect();
    let expected: Vec<_> =
        expected.iter().map(|place| (place.code.as_str(), place.pointer.as_str())).collect();
    if text(&error, "code") == "invalid-policy" && found == expected {
        Ok(Done::AsExpected)
    } else {
        Err(format!("expected the problems {expected:?}, found {found:?} in {error}"))
    }
}

fn expect_error(expected: &str, answer: &Answer) -> Result<Done, String> {
    match answer.code() {
        Some(code) if code == expected => Ok(Done::AsExpected),
        _ if answer.is_outside_build() => Ok(Done::OutsideBuild),
        _ => Err(format!("expected the error `{expected}`, found {answer:?}")),
    }
}

fn expect_document(
    engine: &mut dyn Engine,
    expected: &Value,
    loaded: Result<u32, Answer>,
) -> Result<Done, String> {
    let handle = match loaded {
        Ok(handle) => handle,
        Err(answer) if answer.is_outside_build() => return Ok(Done::OutsideBuild),
        Err(answer) => return Err(format!("the document was refused: {answer:?}")),
    };
    let answer = engine.call(&json!({"op": "policy.describe", "policy": handle}).to_string());
    engine.unload(handle)?;
    let answer = Answer::parse(&answer?)?;
    if answer.is_outside_build() {
        return Ok(Done::OutsideBuild);
    }
    let found = answer.ok()?;
    match member(&found, "document")? {
        document if document == expected => Ok(Done::AsExpected),
        document => Err(format!("expected the document {expected}, found {document}")),
    }
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}
