//! `wicketgate call`: one answer a line, in order, whatever the lines are.

use std::fs;

use serde_json::json;
use wicketgate_engine::Engine;
use wicketgate_http_tests::{run, run_with};

use crate::{exit, files, json};

const POLICY: [&str; 3] = ["call", "--policy", "preset:b3networks"];

#[test]
fn answers_are_the_engines_in_order() {
    let mut engine = Engine::new();
    engine.load(r#"{"version":1,"extends":"preset:b3networks"}"#);
    let passwords: Vec<String> = (0..500).map(|index| "aB3".repeat(index % 12)).collect();
    let request =
        |password: &str| json!({ "op": "password.check", "password": password }).to_string();
    let input: Vec<String> = passwords.iter().map(|password| request(password)).collect();
    let output = run_with(POLICY, input.join("\n").as_bytes()).expect("a command");
    assert_eq!(output.stderr, "", "no progress where nobody looks");
    let answers = exit(output, 0);
    let expected: Vec<String> = passwords
        .iter()
        .map(|password| {
            engine.call(
                &json!({ "op": "password.check", "policy": 1, "password": password }).to_string(),
            )
        })
        .collect();
    assert_eq!(answers.lines().collect::<Vec<_>>(), expected);

    let (folder, paths) = files(&[("requests.jsonl", &input.join("\n"))]);
    let again = run(POLICY.iter().copied().chain([paths[0].as_str()])).expect("a command");
    assert_eq!(exit(again, 0), answers, "from a file");
    fs::remove_dir_all(folder).expect("removed");
}

#[test]
fn a_bad_line_is_answered_and_the_next_one_is_read() {
    let good = r#"{"op":"password.check","password":"Abcdefg1","compact":true}"#;
    let long = format!(r#"{{"op":"password.check","password":"{}"}}"#, "x".repeat(140_000));
    let lines: [(&[u8], &str); 9] = [
        (good.as_bytes(), "/ok/ok"),
        (b"", "malformed-json"),
        (b"{", "malformed-json"),
        (b"\xff", "malformed-json"),
        (b"[]", "invalid-request"),
        (br#"{"op":"nothing"}"#, "unknown-operation"),
        (br#"{"op":"password.requirements","policy":7}"#, "unknown-policy"),
        (long.as_bytes(), "too-large"),
        (good.as_bytes(), "/ok/ok"),
    ];
    let input: Vec<_> = lines.iter().map(|(line, _)| *line).collect();
    let output = run_with(POLICY, &input.join(&b'\n')).expect("a command");
    let answers = exit(output, 1);
    assert_eq!(answers.lines().count(), lines.len());
    for (answer, (line, expected)) in answers.lines().zip(lines) {
        let answer = json(answer);
        let line = String::from_utf8_lossy(&line[..line.len().min(60)]);
        match expected {
            "/ok/ok" => {
                assert_eq!(answer.pointer("/ok/ok"), Some(&json!(true)), "{line}: {answer}")
            }
            code => assert_eq!(answer["error"]["code"], code, "{line}: {answer}"),
        }
    }
}

#[test]
fn no_lines_are_no_answers() {
    assert_eq!(exit(run_with(POLICY, b"").expect("a command"), 0), "");
    let output = run(["call", "/nonexistent"]).expect("a command");
    assert!(output.stderr.contains("/nonexistent"), "{}", output.stderr);
    exit(output, 2);
}
