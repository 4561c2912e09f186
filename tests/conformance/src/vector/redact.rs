//! Vectors of redaction: texts and what is left of them, in three ways that must agree.
//!
//! Each text is redacted by the operation, by the function that takes it as it is, and as a stream of
//! pieces. What was found must be the same in the operation and in the stream.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::{
    answer::Answer,
    engine::Engine,
    runner::{Done, Tally, share},
};

/// A file of texts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedactFile {
    /// Folder and name of the file.
    pub suite: String,
    #[serde(rename = "schema")]
    _schema: String,
    #[serde(default, rename = "notes")]
    _notes: BTreeMap<String, String>,
    /// Texts that share a document.
    pub groups: Vec<RedactGroup>,
}

/// Texts that share a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedactGroup {
    #[serde(default, rename = "comment")]
    _comment: String,
    /// The document that is loaded.
    pub document: Value,
    /// The tests.
    pub tests: Vec<RedactTest>,
}

/// One text and what is left of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedactTest {
    /// Unique in the file.
    pub id: u32,
    #[serde(rename = "comment")]
    _comment: String,
    #[serde(default, rename = "spec")]
    _spec: Vec<String>,
    /// The text.
    pub text: String,
    /// How it is written; `text` where nothing is said.
    pub format: Option<String>,
    /// A profile of the policy.
    pub profile: Option<String>,
    /// The key of pseudonyms, as hexadecimal digits.
    pub key: Option<String>,
    /// Values that are redacted wherever they stand.
    pub known: Option<Value>,
    /// The key of tokens, and for whom they are made.
    pub token: Option<Value>,
    /// What is left.
    pub redacted: String,
    /// How many matches of each kind.
    pub counts: Option<BTreeMap<String, u64>>,
    /// Each match: its first byte, the byte after it, its label.
    pub spans: Option<Vec<(usize, usize, String)>>,
    /// How many records are not what their format says.
    pub malformed: Option<u64>,
}

/// What an engine says that it found.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Redacted {
    counts: BTreeMap<String, u64>,
    malformed: u64,
    #[serde(default)]
    spans: Vec<Span>,
    text: String,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Span {
    action: String,
    because: String,
    end: usize,
    label: String,
    start: usize,
}

impl RedactFile {
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

impl RedactTest {
    /// The members of a request beside the operation and the text.
    #[must_use]
    pub fn request(&self, handle: u32) -> Map<String, Value> {
        let mut request = Map::new();
        request.insert("policy".to_owned(), handle.into());
        request.insert("format".to_owned(), self.format.as_deref().unwrap_or("text").into());
        let text = |text: &Option<String>| text.as_deref().map(Value::from);
        let given = [
            ("key", text(&self.key)),
            ("known", self.known.clone()),
            ("profile", text(&self.profile)),
            ("token", self.token.clone()),
        ];
        let given = given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        request.extend(given);
        request
    }

    fn run(&self, engine: &mut dyn Engine, handle: u32) -> Result<Done, String> {
        let plain = self.request(handle);
        let mut spans = plain.clone();
        spans.insert("spans".to_owned(), true.into());
        let mut call = spans.clone();
        call.extend([("op".to_owned(), json!("redact")), ("text".to_owned(), json!(self.text))]);
        let answer = Answer::parse(&engine.call(&Value::Object(call).to_string())?)?;
        if answer.is_outside_build() {
            return Ok(Done::OutsideBuild);
        }
        let asked = read(answer)?;
        self.expect(&asked)?;
        let whole = engine.redact(&Value::Object(plain).to_string(), &self.text)?;
        equal("the function", &whole, &Ok(self.redacted.clone()))?;
        let streamed = self.stream(engine, &Value::Object(spans).to_string())?;
        equal("the stream", &streamed, &asked)?;
        Ok(Done::AsExpected)
    }

    /// Holds an answer to the vector, and to itself.
    fn expect(&self, found: &Redacted) -> Result<(), String> {
        equal("text", &found.text, &self.redacted)?;
        if let Some(counts) = &self.counts {
            equal("counts", &found.counts, counts)?;
        }
        if let Some(malformed) = &self.malformed {
            equal("malformed", &found.malformed, malformed)?;
        }
        if let Some(expected) = &self.spans {
            let spans = found.spans.iter().map(|span| (span.start, span.end, span.label.clone()));
            equal("spans", &spans.collect(), expected)?;
        }
        let mut last = 0;
        let mut counts = BTreeMap::<_, u64>::new();
        for Span { start, end, label, .. } in &found.spans {
            let is_inside = self.text.get(*start..*end).is_some_and(|text| !text.is_empty());
            if *start < last || !is_inside {
                return Err(format!("a span is out of order or out of the text: {found:?}"));
            }
            last = *end;
            *counts.entry(label.clone()).or_default() += 1;
        }
        equal("spans of each label", &counts, &found.counts)
    }

    /// Redacts the text in pieces; the answer has all of the output.
    fn stream(&self, engine: &mut dyn Engine, request: &str) -> Result<Redacted, String> {
        let opened = Answer::parse(&engine.redact_open(request)?)?.ok()?;
        let stream = opened.get("stream").and_then(Value::as_u64);
        let stream = stream.and_then(|stream| u32::try_from(stream).ok());
        let stream = stream.ok_or_else(|| format!("a stream has no handle: {opened}"))?;
        let mut out = String::new();
        for piece in pieces(&self.text) {
            out +=
                &engine.redact_push(stream, &piece)?.map_err(|error| format!("push: {error}"))?;
        }
        let mut closed = read(Answer::parse(&engine.redact_close(stream)?)?)?;
        closed.text.insert_str(0, &out);
        Ok(closed)
    }
}

/// The pieces of a stream: single characters of a short text, seven of a long one.
fn pieces(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let size = if characters.len() < SHORT { 1 } else { 7 };
    characters.chunks(size).map(|piece| piece.iter().collect()).collect()
}

fn read(answer: Answer) -> Result<Redacted, String> {
    serde_json::from_value(answer.ok()?).map_err(|error| error.to_string())
}

fn equal<T: PartialEq + std::fmt::Debug>(
    what: &str,
    found: &T,
    expected: &T,
) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what}: expected {expected:?}, found {found:?}"))
}

/// Characters of a text whose pieces are longer.
const SHORT: usize = 200;
