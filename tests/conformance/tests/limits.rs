//! Every limit that an engine tells, from both sides, on both engines.
//!
//! The vectors have those that fit into a file; here are all, read from `describe`.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper of a test fails the test"
)]

use serde_json::{Value, json};
use wicketgate_conformance::{Component, Engine, Native, answer::Answer};

fn engines() -> [Box<dyn Engine>; 2] {
    let component = Component::open().expect("cargo xtask build makes the component");
    [Box::new(Native::new()), Box::new(component)]
}

fn limit(engine: &mut dyn Engine, name: &str) -> usize {
    let text = engine.describe().expect("a description");
    let description: Value = serde_json::from_str(&text).expect("JSON");
    let limit = description["limits"][name].as_u64().expect(name);
    usize::try_from(limit).expect(name)
}

/// Code of the error, or `ok`.
fn code(answer: &str) -> String {
    match Answer::parse(answer).expect("an answer") {
        Answer::Ok(_) => "ok".to_owned(),
        error => error.code().expect("a code").to_owned(),
    }
}

fn padded(text: &str, bytes: usize) -> String {
    text.to_owned() + &" ".repeat(bytes - text.len())
}

#[test]
fn document_bytes() {
    for mut engine in engines() {
        let max = limit(engine.as_mut(), "document_bytes");
        for (bytes, expected) in [(max, "ok"), (max + 1, "too-large")] {
            let answer = engine.load(&padded(r#"{"version":1}"#, bytes)).expect("an answer");
            assert_eq!(code(&answer), expected, "{}: {bytes} bytes", engine.name());
        }
    }
}

#[test]
fn request_bytes() {
    for mut engine in engines() {
        let max = limit(engine.as_mut(), "request_bytes");
        let request = r#"{"op":"policy.public","policy":1}"#;
        for (bytes, expected) in [(max, "unknown-policy"), (max + 1, "too-large")] {
            let answer = engine.call(&padded(request, bytes)).expect("an answer");
            assert_eq!(code(&answer), expected, "{}: {bytes} bytes", engine.name());
        }
    }
}

#[test]
fn password_bytes() {
    for mut engine in engines() {
        let max = limit(engine.as_mut(), "password_bytes");
        engine.load(r#"{"version":1}"#).expect("an answer");
        for (bytes, expected) in [(max, "ok"), (max + 1, "password-too-large")] {
            let password = "a".repeat(bytes);
            let request = json!({"op": "password.check", "policy": 1, "password": password});
            let answer = engine.call(&request.to_string()).expect("an answer");
            assert_eq!(code(&answer), expected, "{}: {bytes} bytes", engine.name());
        }
    }
}

#[test]
fn depth() {
    for mut engine in engines() {
        let max = limit(engine.as_mut(), "depth");
        for (depth, expected) in [(max, "invalid-policy"), (max + 1, "too-deep")] {
            let document = "[".repeat(depth) + &"]".repeat(depth);
            let answer = engine.load(&document).expect("an answer");
            assert_eq!(code(&answer), expected, "{}: {depth} levels", engine.name());
        }
    }
}

#[test]
fn policies() {
    for mut engine in engines() {
        let max = limit(engine.as_mut(), "policies");
        let mut load = || engine.load(r#"{"version":1}"#).expect("an answer");
        let policy = |answer: &str| -> Value {
            serde_json::from_str::<Value>(answer).expect("JSON")["ok"]["policy"].clone()
        };
        for number in 1..=max {
            assert_eq!(policy(&load()), json!(number));
        }
        assert_eq!(code(&load()), "too-many-policies");
        engine.unload(u32::try_from(max / 2).expect("a number")).expect("no trap");
        // A number is never given twice: whoever still holds it must not ask another policy.
        let mut load = || engine.load(r#"{"version":1}"#).expect("an answer");
        assert_eq!(policy(&load()), json!(max + 1));
        assert_eq!(code(&load()), "too-many-policies", "{}", engine.name());
    }
}

#[test]
fn problems() {
    for mut engine in engines() {
        let max = limit(engine.as_mut(), "problems");
        for (wrong, listed) in [(max, max), (max + 1, max + 1), (max * 3, max + 1)] {
            let names = (0..wrong).map(|number| (format!("x{number}"), json!(1)));
            let document = Value::Object(names.chain([("version".to_owned(), json!(1))]).collect());
            let answer = engine.load(&document.to_string()).expect("an answer");
            let answer: Value = serde_json::from_str(&answer).expect("JSON");
            let problems = answer["error"]["problems"].as_array().expect("problems");
            assert_eq!(problems.len(), listed, "{}: {wrong} problems", engine.name());
        }
    }
}

#[test]
fn a_policy_that_was_unloaded_is_unknown() {
    for mut engine in engines() {
        engine.load(r#"{"version":1}"#).expect("an answer");
        for policy in [1, 1, 2, 0, u32::MAX] {
            engine.unload(policy).expect("no trap");
        }
        let request = r#"{"op":"password.requirements","policy":1}"#;
        let answer = engine.call(request).expect("an answer");
        assert_eq!(code(&answer), "unknown-policy", "{}", engine.name());
    }
}
