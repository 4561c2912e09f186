//! The vectors of kinds, without a policy: every kind that a document names, and labels in their places.

#![expect(clippy::expect_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::{fs, path::Path};

use serde_json::Value;
use wicketgate_redact::{Confidence, Format, Plan, Rules};

#[test]
fn kinds_are_found_as_their_vectors_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/redact");
    let mut failures = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let file: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a file"))
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for group in file["groups"].as_array().expect("groups") {
            let section = &group["document"]["redaction"];
            let defaults = section["default_kinds"] != false;
            let rules = Rules::new(|kind| {
                let named = section["kinds"].get(kind.code);
                let on =
                    named.map_or(defaults && kind.country.is_none(), |it| it["enabled"] != false);
                let least = match named.and_then(|it| it["confidence"].as_str()) {
                    Some("possible") => Confidence::Possible,
                    Some("certain") => Confidence::Certain,
                    _ => Confidence::Likely,
                };
                on.then_some(least)
            });
            let plan = Plan::new(rules);
            for test in group["tests"].as_array().expect("tests") {
                let text = test["text"].as_str().expect("a text");
                let format = test["format"].as_str().unwrap_or("text");
                let format = Format::of(format).expect("a format");
                let (redacted, _) = plan.redact(text, format);
                count += 1;
                if test["redacted"] != *redacted {
                    let id = &test["id"];
                    failures.push(format!("{} {id}: {text} gives {redacted}", path.display()));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count}:\n{}", failures.len(), failures.join("\n"));
}
