//! The schemas against what is there: vector files, the policies in them, the presets.
//!
//! A schema that takes everything proves nothing, so each is also shown what it must refuse: every
//! document of the vectors that the engine refuses for its structure.

#![expect(clippy::expect_used, clippy::panic, reason = "a helper of a test fails the test")]

use std::{fs, path::Path};

use jsonschema::{Validator, validator_for};
use serde_json::{Value, json};
use wicketgate_conformance::{
    runner,
    vector::{self, File},
};

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{}: {error}: run `cargo xtask gen`", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn schema(name: &str) -> Validator {
    let schema = read(&runner::folder().join("schema").join(name));
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    validator_for(&schema).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn files() -> Vec<(std::path::PathBuf, File)> {
    let paths = runner::files(&runner::folder()).expect("the vectors");
    paths
        .into_iter()
        .map(|path| {
            let file =
                vector::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, file)
        })
        .collect()
}

#[test]
fn vector_files_match_their_schemas() {
    for (path, _) in files() {
        let file = read(&path);
        let validator = schema(file["schema"].as_str().expect("a schema"));
        let errors: Vec<_> = validator.iter_errors(&file).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
}

#[test]
fn vector_schemas_refuse_what_the_runner_refuses() {
    for name in
        ["call-v1.json", "password-v1.json", "policy-v1.json", "redact-v1.json", "script-v1.json"]
    {
        let validator = schema(name);
        let (path, _) = files()
            .into_iter()
            .find(|(path, _)| read(path)["schema"] == *name)
            .expect("a file of each schema");
        let file = read(&path);
        assert!(validator.is_valid(&file), "{name}");
        let tests = if name == "policy-v1.json" { "/tests" } else { "/groups/0/tests" };
        let changes = [
            ("", json!({"skip": true})),
            (&format!("{tests}/0"), json!({"skip": true})),
            (&format!("{tests}/0"), json!({"id": "1"})),
            (&format!("{tests}/0"), json!({"spec": ["no statement"]})),
            ("", json!({"suite": "No Such Suite"})),
        ];
        for (place, change) in changes {
            let mut changed = file.clone();
            let members = changed.pointer_mut(place).and_then(Value::as_object_mut).expect(place);
            members.extend(change.as_object().expect("members").clone());
            assert!(!validator.is_valid(&changed), "{name}: {change} at `{place}`");
        }
    }
}

/// Name, document, and the problems that the engine finds in it.
type Example = (String, Value, Vec<String>);

/// Every document of the vectors that is JSON.
fn documents() -> Vec<Example> {
    let mut found = Vec::new();
    for (_, file) in files() {
        match file {
            File::Call(file) => {
                for (index, group) in file.groups.into_iter().enumerate() {
                    found.push((
                        format!("{} group {index}", file.suite),
                        group.document,
                        Vec::new(),
                    ));
                }
            }
            File::Redact(file) => {
                for (index, group) in file.groups.into_iter().enumerate() {
                    let name = format!("{} group {index}", file.suite);
                    found.push((name, group.document, Vec::new()));
                }
            }
            File::Script(file) => {
                for (index, group) in file.groups.into_iter().enumerate() {
                    let name = format!("{} group {index}", file.suite);
                    found.push((name, group.document, Vec::new()));
                }
            }
            File::Password(file) => {
                for (index, group) in file.groups.iter().enumerate() {
                    let document = group.source().expect("a document");
                    let document = serde_json::from_str(&document).expect("JSON");
                    found.push((format!("{} group {index}", file.suite), document, Vec::new()));
                }
            }
            File::Policy(file) => {
                for test in file.tests.iter().filter(|test| test.error.is_none()) {
                    let name = format!("{} test {}", file.suite, test.id);
                    let text = test.source().expect("a document");
                    // One document has a number that no double can hold; the reader of this test
                    // cannot hold it either.
                    let Ok(document) = serde_json::from_str(&text) else { continue };
                    let problems = test.problems.iter().flatten();
                    found.push((
                        name,
                        document,
                        problems.map(|place| place.code.clone()).collect(),
                    ));
                }
            }
        }
    }
    found
}

#[test]
fn the_policy_schema_takes_what_the_engine_takes() {
    let (policy, form) = (schema("policy-document-v1.json"), schema("form-document-v1.json"));
    let mut taken = 0;
    for (name, document, _) in documents().iter().filter(|(.., problems)| problems.is_empty()) {
        let validator = if document.get("form").is_some() { &form } else { &policy };
        let errors: Vec<_> =
            validator.iter_errors(document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        taken += 1;
    }
    assert!(taken > 150, "only {taken} documents");
    let presets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/policy/presets");
    for preset in fs::read_dir(presets).expect("the presets") {
        let path = preset.expect("a preset").path();
        let errors: Vec<_> =
            policy.iter_errors(&read(&path)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
}

#[test]
fn the_policy_schema_refuses_what_the_engine_refuses_for_its_structure() {
    let validator = schema("policy-document-v1.json");
    let (mut refused, mut wrong) = (0, Vec::new());
    for (name, document, problems) in documents() {
        let is_structural = |code: &String| STRUCTURAL.contains(&code.as_str());
        if problems.is_empty() || !problems.iter().all(is_structural) {
            continue;
        }
        refused += 1;
        // A document that is listed as beyond the schema and is not would be a stale entry.
        if validator.is_valid(&document) != BEYOND.iter().any(|(listed, _)| *listed == name) {
            wrong.push(format!("{name}: {document}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(refused > 100, "only {refused} documents");
}

/// Problems that a schema can see.
const STRUCTURAL: &[&str] = &[
    "duplicate-item",
    "missing",
    "out-of-range",
    "too-long",
    "unknown-choice",
    "unknown-key",
    "unknown-preset",
    "unknown-rule",
    "wrong-type",
];

/// Documents whose problem a schema cannot see, and why.
const BEYOND: &[(&str, &str)] = &[
    ("policy/contradictions test 39", OTHER),
    ("policy/contradictions test 50", EMPTY),
    ("policy/hashing test 41", LOCK),
    ("policy/locked test 37", LOCK),
    ("policy/locked test 38", LOCK),
    ("policy/locked test 39", LOCK),
    ("policy/locked test 40", LOCK),
    ("policy/locked test 41", LOCK),
    ("policy/locked test 42", LOCK),
    ("policy/messages test 12", TEMPLATE),
    ("policy/messages test 13", TEMPLATE),
    ("policy/messages test 17", TEMPLATE),
    ("policy/names test 10", BYTES),
    ("policy/options test 40", INTEGER),
    ("policy/options test 41", INTEGER),
    ("policy/options test 63", BYTES),
    ("policy/options test 70", INTEGER),
];
const BYTES: &str = "a bound in bytes, where JSON Schema counts characters";
const EMPTY: &str = "a list of texts that may be empty elsewhere";
const INTEGER: &str = "1.0 is an integer in JSON Schema";
const LOCK: &str = "a pointer to a member of the policy";
const OTHER: &str = "a member that is needed for what another one says";
const TEMPLATE: &str =
    "a message depends on the rule that it is for, and on the rules of its policy";
