//! `wicketgate check --file`: a list judged in numbers, and nothing of it told.

use std::fs;

use serde_json::{Value, json};
use wicketgate_core::Context;
use wicketgate_engine::Engine;
use wicketgate_http_tests::{run, run_with};

use crate::{B3, exit, files, json};

const AUDIT: [&str; 5] = ["check", "--format", "json", B3[0], B3[1]];

/// A list with every kind of line, and a mark before the first.
const LIST: &[u8] =
    b"\xef\xbb\xbfCanary12\r\nCanary\n\n\xffCanary\nCanary1234567890123456789012\nCanary12";

#[test]
fn a_list_is_told_in_numbers_alone() {
    let (folder, paths) = files(&[("list.txt", "")]);
    fs::write(&paths[0], LIST).expect("written");
    let lines = folder.path().join("lines.jsonl").display().to_string();
    let arguments = ["--file", paths[0].as_str(), "--output", lines.as_str()];
    let output = run(AUDIT.into_iter().chain(arguments)).expect("a command");
    assert_eq!(output.stderr, "", "no progress where nobody looks");
    let summary = exit(output, 1);
    let violated = |code: &str, violated: u64, share: f64| json!({ "code": code, "share": share, "undecided": 0, "violated": violated });
    assert_eq!(
        json(&summary),
        json!({
            "bad": { "not-utf8": { "count": 1, "lines": [4] } },
            "failed": {},
            "judged": 5,
            "lines": 6,
            "rules": [
                violated("min-length", 2, 0.4),
                violated("max-length", 1, 0.2),
                violated("lowercase", 1, 0.2),
                violated("uppercase", 1, 0.2),
                violated("digit", 2, 0.4),
            ],
            "verdicts": { "accept": 2, "refuse": 3, "undecided": 0 },
        })
    );
    let lines = fs::read_to_string(lines).expect("written");
    let expected = [
        json!({ "line": 1, "verdict": "accept" }),
        json!({ "line": 2, "verdict": "refuse", "violated": ["min-length", "digit"] }),
        json!({ "line": 3, "verdict": "refuse", "violated": ["min-length", "lowercase", "uppercase", "digit"] }),
        json!({ "line": 4, "error": "not-utf8" }),
        json!({ "line": 5, "verdict": "refuse", "violated": ["max-length"] }),
        json!({ "line": 6, "verdict": "accept" }),
    ];
    assert_eq!(lines.lines().map(json).collect::<Vec<_>>(), expected);

    let piped = run_with(AUDIT.into_iter().chain(["--file", "-"]), LIST).expect("a command");
    assert_eq!(exit(piped, 1), summary, "from standard input");

    let table = ["check", B3[0], B3[1], "--file", paths[0].as_str()];
    let table = exit(run(table).expect("a command"), 1);
    for row in ["6 lines in ", "not judged: not-utf8", "lines 4", "40.0 %"] {
        assert!(table.contains(row), "{row}: {table}");
    }
    assert!(!format!("{summary}{lines}{table}").contains("Canary"));
}

#[test]
fn long_lists_are_judged_in_order_as_one_by_one() {
    let mut engine = Engine::new();
    engine.load(r#"{"version":1,"extends":"preset:b3networks"}"#);
    let passwords: Vec<String> = (0..5000).map(|index| "aB3é".repeat(index % 9)).collect();
    let (folder, paths) = files(&[("list.txt", &passwords.join("\n"))]);
    let lines = folder.path().join("lines.jsonl").display().to_string();
    let arguments = ["--file", paths[0].as_str(), "--output", lines.as_str()];
    let summary = run(AUDIT.into_iter().chain(arguments)).expect("a command");
    let summary = json(&exit(summary, 1));
    assert_eq!((&summary["lines"], &summary["judged"]), (&json!(5000), &json!(5000)));
    let told: Vec<Value> = fs::read_to_string(lines).expect("written").lines().map(json).collect();
    assert_eq!(told.len(), passwords.len());
    for (number, (password, told)) in passwords.iter().zip(told).enumerate() {
        let native = engine.summary(1, password, &Context::default()).expect("a summary");
        assert_eq!(told["line"], number + 1);
        assert_eq!(told["verdict"], json!(native.verdict), "{number}");
        let violated = told.get("violated").cloned().unwrap_or(json!([]));
        assert_eq!(violated, json!(native.violated), "{number}");
    }
}

#[test]
fn a_list_ends_with_the_worst_of_it() {
    let unknown = r#"{"version":1,"form":1}"#;
    let (_folder, paths) = files(&[("unknown.json", unknown)]);
    let long = format!("Abcdefg1\n{}\n", "x".repeat(200_000));
    let cases: [(&[&str], &[u8], i32); 6] = [
        (&B3, b"", 0),
        (&B3, b"Abcdefg1\nAbcdefg2\n", 0),
        (&B3, b"Abcdefg1\nabc", 1),
        (&B3, b"Abcdefg1\n\xff", 1),
        (&B3, long.as_bytes(), 1),
        (&["--policy", &paths[0]], b"Abcdefg1", 2),
    ];
    for (policy, list, code) in cases {
        let arguments = ["check", "--file", "-"].into_iter().chain(policy.iter().copied());
        exit(run_with(arguments, list).expect("a command"), code);
    }
}

#[test]
fn a_list_is_not_overwritten() {
    let (_folder, paths) = files(&[("list.txt", "Abcdefg1\n")]);
    let arguments = ["--file", paths[0].as_str(), "--output", paths[0].as_str()];
    exit(run(AUDIT.into_iter().chain(arguments)).expect("a command"), 2);
    assert_eq!(fs::read_to_string(&paths[0]).expect("still there"), "Abcdefg1\n");
    let both = ["check", "--stdin", "--file", paths[0].as_str()];
    exit(run(both).expect("a command"), 2);
    exit(run(["check", "--output", paths[0].as_str()]).expect("a command"), 2);
    exit(run(["check", "--file", "/nonexistent.txt"]).expect("a command"), 2);
}
