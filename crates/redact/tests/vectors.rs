//! The vectors, without an engine around them: the quick check of whoever works on a kind.

#![expect(clippy::expect_used, reason = "a helper of a test fails the test")]

use std::{fs, path::Path};

use serde_json::Value;
use wicketgate_core::{
    field::{Echo, Reader},
    hex, json,
};
use wicketgate_redact::{Format, PseudonymKey, Stream, TokenKey, policy::Redaction};

#[test]
fn texts_are_redacted_as_their_vectors_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/redact");
    let (mut failures, mut count) = (Vec::new(), 0);
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let file = fs::read_to_string(&path).expect("a file");
        let file: Value = serde_json::from_str(&file).expect("JSON");
        let suite = file["suite"].as_str().expect("a suite");
        for group in file["groups"].as_array().expect("groups") {
            let document = group["document"].to_string();
            let document = json::parse(&document).expect("JSON");
            let mut reader = Reader::new(Echo::Value);
            let (redaction, _) = Redaction::parse(&document, &mut reader);
            assert!(reader.problems.is_empty(), "{suite}: the policy has problems");
            for test in group["tests"].as_array().expect("tests") {
                count += 1;
                let found = redacted(&redaction, test);
                if test["redacted"] != *found {
                    failures
                        .push(format!("{suite} {}: {} gives {found}", test["id"], test["text"]));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
}

fn redacted(redaction: &Redaction, test: &Value) -> String {
    let plan = redaction.plan(test["profile"].as_str()).expect("a profile");
    let format = Format::of(test["format"].as_str().unwrap_or("text")).expect("a format");
    let mut stream = Stream::new(format);
    if let Some(key) = test["key"].as_str() {
        let key = hex::decode(key).expect("digits");
        stream = stream.with_key(PseudonymKey::new(&key).expect("a key"));
    }
    if let Some(token) = test["token"].as_object() {
        let text = |name: &str| token.get(name).and_then(Value::as_str).unwrap_or_default();
        let key = hex::decode(text("key")).expect("digits");
        let key = TokenKey::new(text("id"), &key).expect("a key");
        stream = stream.with_token_key(key, text("tenant"));
    }
    for known in test["known"].as_array().into_iter().flatten() {
        let label = known["label"].as_str().unwrap_or("KNOWN_VALUE");
        stream = stream.with_known(label, known["value"].as_str().expect("a value"));
    }
    stream.whole(plan, test["text"].as_str().expect("a text")).0
}
