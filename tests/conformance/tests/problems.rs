//! What a problem tells beside its code and its place: what was given, what is allowed, the line,
//! and the name that was probably meant.

use serde_json::{Value, json};
use wicketgate_conformance::{Component, Engine, Native};

/// Document, and what its only problem holds; messages are for people and not compared.
const CASES: &[(&str, &str)] = &[
    (
        r#"{"version":1,"password":{"rules":{"min-lenght":{"min":8}}}}"#,
        r#"{"code":"unknown-rule","line":1,"nearest":"min-length","pointer":"/password/rules/min-lenght"}"#,
    ),
    (
        "{\"version\":1,\n\"password\":{\n\"rule\":{}}}",
        r#"{"allowed":"effective_from, hashing, lifecycle, messages, rules","code":"unknown-key","line":3,"nearest":"rules","pointer":"/password/rule"}"#,
    ),
    (
        r#"{"version":1,"entropy":1}"#,
        r#"{"allowed":"$schema, activity_log, conforms, extends, locked, lockout, organization, password, redaction, second_factor, session, sign_in, tokens, version","code":"unknown-key","line":1,"pointer":"/entropy"}"#,
    ),
    (
        "{\n\"version\":1,\n\"password\":{\"rules\":{\n\"min-length\":{\"min\":2000}}}}",
        r#"{"allowed":"from 1 to 1024","code":"out-of-range","given":"2000","line":4,"pointer":"/password/rules/min-length/min"}"#,
    ),
    (
        r#"{"version":1,"password":{"rules":{"min-length":{"min":"8"}}}}"#,
        r#"{"allowed":"a whole number from 1 to 1024","code":"wrong-type","given":"\"8\"","line":1,"pointer":"/password/rules/min-length/min"}"#,
    ),
    (
        r#"{"version":1,"password":{"rules":{"min-length":{"min":1e3}}}}"#,
        r#"{"allowed":"a whole number from 1 to 1024","code":"wrong-type","given":"1e3","line":1,"pointer":"/password/rules/min-length/min"}"#,
    ),
    (
        r#"{"version":1,"password":{"rules":{"symbol":{"mode":"ascii_punkt"}}}}"#,
        r#"{"allowed":"one of ascii_punct, ascii_punct_space, unicode_not_letter_digit, not_ascii_alnum","code":"unknown-choice","given":"\"ascii_punkt\"","line":1,"nearest":"ascii_punct","pointer":"/password/rules/symbol/mode"}"#,
    ),
    (
        r#"{"version":1,"extends":"preset:b3network"}"#,
        r#"{"allowed":"one of preset:b3networks, preset:cloud-elements, preset:cloudcherry, preset:cloudcx-2024-01, preset:cloudcx-2024-09, preset:default","code":"unknown-preset","given":"\"preset:b3network\"","line":1,"nearest":"preset:b3networks","pointer":"/extends"}"#,
    ),
    (
        r#"{"version":1,"conforms":"b3network"}"#,
        r#"{"allowed":"one of b3networks, cloud-elements, cloudcherry, cloudcx-2024-01, cloudcx-2024-09","code":"unknown-choice","given":"\"b3network\"","line":1,"nearest":"b3networks","pointer":"/conforms"}"#,
    ),
    (
        "{\"layers\":[\n{\"version\":1},\n{\"password\":{\n\"rules\":{\"digit\":{\"min\":0}}}}]}",
        r#"{"allowed":"from 1 to 128","code":"out-of-range","given":"0","layer":1,"line":4,"pointer":"/layers/1/password/rules/digit/min"}"#,
    ),
    (
        "{\"version\":1,\n\"locked\":[\n\"/password/rules/digits\"]}",
        r#"{"allowed":"a JSON Pointer to a member of the policy, such as `/password/rules/min-length`","code":"unknown-choice","given":"\"/password/rules/digits\"","line":3,"pointer":"/locked/0"}"#,
    ),
    (
        "{\"version\":1,\"password\":{\"rules\":{\n\"digit\":{},\n\"digit\":{}}}}",
        r#"{"code":"duplicate-key","line":3,"pointer":"/password/rules/digit"}"#,
    ),
    (
        "{\"version\":1,\"password\":{\n\"hashing\":{\"memory\":8192,\n\"iterations\":3}}}",
        r#"{"allowed":"memory and iterations of at least 47104 with 1, 19456 with 2, 12288 with 3, 9216 with 4, 7168 with 5","code":"too-weak","given":"an object","line":2,"pointer":"/password/hashing"}"#,
    ),
    ("{\n\"password\":{}}", r#"{"code":"missing","line":1,"pointer":"/version"}"#),
    (
        "{\"version\":1,\"password\":{\n\"effective_from\":[\n{\"from\":\"2021-02-29\"}]}}",
        r#"{"allowed":"a date from 1970-01-01 to 9999-12-31 such as `2021-03-15`","code":"malformed","given":"\"2021-02-29\"","line":3,"pointer":"/password/effective_from/0/from"}"#,
    ),
];

#[test]
fn a_problem_explains_itself() {
    let component = Component::open().expect("cargo xtask build makes the component");
    let engines: [Box<dyn Engine>; 2] = [Box::new(Native::new()), Box::new(component)];
    for mut engine in engines {
        for (document, expected) in CASES {
            let answer: Value =
                serde_json::from_str(&engine.load(document).expect("an answer")).expect("JSON");
            let mut problem = answer["error"]["problems"][0].clone();
            let members = problem.as_object_mut().expect("a problem");
            let message = members.remove("message").expect("a message");
            assert!(message.as_str().is_some_and(|message| !message.is_empty()), "{document}");
            let mut expected: Value = serde_json::from_str(expected).expect("JSON");
            // The list of rules grows with every rule; that it is there is enough.
            if expected["code"] == "unknown-rule" {
                expected["allowed"] = members.get("allowed").expect("the known rules").clone();
            }
            assert_eq!(problem, expected, "{}: {document}", engine.name());
            assert_eq!(answer["error"]["problems"].as_array().map(Vec::len), Some(1), "{document}");
        }
    }
}

#[test]
fn what_is_given_is_shortened() {
    let mut engine = Native::new();
    let long = "x".repeat(4000);
    let documents = [
        json!({"version": 1, "password": {"rules": {"symbol": {"mode": long}}}}),
        json!({"version": 1, "password": {"rules": {long.clone(): {}}}}),
        json!({"version": 1, long: 1}),
    ];
    for document in documents {
        let answer = engine.load(&document.to_string()).expect("an answer");
        assert!(answer.len() < 2000, "{} bytes: {answer}", answer.len());
    }
}
