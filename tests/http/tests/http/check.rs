//! `POST /v1/password/check`: the engine's report, whatever way one asks.

use serde_json::json;
use wicketgate_core::Context;
use wicketgate_engine::Engine;
use wicketgate_http_tests::{Server, run_with};

use crate::{B3, exit, json, problem};

const PASSWORDS: [&str; 10] = [
    "",
    "a",
    "Abcdefg1",
    "abcdefgh",
    "Abcdefgh1234567890123456789",
    "пароль",
    "Åe\u{301}1Aa\u{1F4A9}",
    "quote\" back\\slash",
    "tab\there",
    "\u{202E}Right2Left\u{0}",
];

#[test]
fn http_the_command_line_and_the_native_engine_give_one_report() {
    let server = Server::start(&B3).expect("a server");
    let mut engine = Engine::new();
    engine.load(r#"{"version":1,"extends":"preset:b3networks"}"#);
    for password in PASSWORDS {
        let answer = server.check(json!({ "password": password }).to_string()).expect("an answer");
        assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
        let native = engine.check(1, password, &Context::default()).expect("a report");
        assert_eq!(answer.body, serde_json::to_string(&native).expect("JSON"), "{password:?}");

        let arguments = ["check", "--format", "json", B3[0], B3[1]];
        let output = run_with(arguments, password.as_bytes()).expect("a command");
        assert_eq!(
            exit(output, if native.ok { 0 } else { 1 }),
            format!("{}\n", answer.body),
            "{password:?}"
        );

        let body = format!("username=a&password={}", percent(password));
        let form = server.submit(&body, "application/json").expect("an answer");
        assert_eq!(
            (form.status, form.body),
            (if native.ok { 200 } else { 422 }, answer.body),
            "{password:?}"
        );

        let compact = json!({ "password": password, "compact": true }).to_string();
        let compact = server.check(compact).expect("an answer");
        let native = engine.summary(1, password, &Context::default()).expect("a summary");
        assert_eq!(compact.body, serde_json::to_string(&native).expect("JSON"), "{password:?}");
    }
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn the_environment_and_the_time_are_the_servers() {
    let (_folder, paths) = crate::files(&[(
        "policy.json",
        r#"{"version":1,"password":{"rules":{"min-length":{"min":8}},"effective_from":[
            {"environment":"old","from":"2001-01-01"},{"environment":"new","from":"9000-01-01"}]}}"#,
    )]);
    for (environment, binds) in [("old", true), ("new", false)] {
        let server = Server::start(&["--policy", &paths[0], "--environment", environment]);
        let server = server.expect("a server");
        let answer =
            server.check(r#"{"password":"short","subject":"existing"}"#).expect("an answer");
        let report = json(&answer.body);
        assert_eq!(
            (&report["binds"], &report["ok"]),
            (&json!(binds), &json!(!binds)),
            "{environment}"
        );
        let answer = server.check(r#"{"password":"short","subject":"new"}"#).expect("an answer");
        assert_eq!(json(&answer.body)["ok"], false, "{environment}");
    }
}

/// A body, the status and code of the answer, and the code and pointer of each problem.
type Case<'a> = (&'a [u8], u16, &'a str, &'a [(&'a str, &'a str)]);

#[test]
fn what_is_no_request_is_a_problem_with_its_place() {
    let server = Server::start(&B3).expect("a server");
    let deep = format!("{{\"password\":{}1{}}}", "[".repeat(40), "]".repeat(40));
    let long = json!({ "password": "x".repeat(4097) }).to_string();
    let cases: [Case<'_>; 18] = [
        (b"", 400, "malformed-json", &[]),
        (b"{", 400, "malformed-json", &[]),
        (b"{\"password\":\"a\"}}", 400, "malformed-json", &[]),
        (br#"{"password":"\ud800"}"#, 400, "malformed-json", &[]),
        (b"{\"password\":\"\xff\"}", 400, "malformed-text", &[]),
        (b"\xef\xbb\xbf{\"password\":\"a\"}", 400, "malformed-json", &[]),
        (deep.as_bytes(), 400, "too-deep", &[]),
        (b"[]", 422, "invalid-request", &[("wrong-type", "")]),
        (b"{}", 422, "invalid-request", &[("missing", "/password")]),
        (br#"{"password":1}"#, 422, "invalid-request", &[("wrong-type", "/password")]),
        (
            br#"{"password":"a","pasword":"b"}"#,
            422,
            "invalid-request",
            &[("unknown-key", "/pasword")],
        ),
        (
            br#"{"password":"a","password":"a"}"#,
            422,
            "invalid-request",
            &[("duplicate-key", "/password")],
        ),
        (
            br#"{"password":"a","subject":"old"}"#,
            422,
            "invalid-request",
            &[("unknown-choice", "/subject")],
        ),
        (
            br#"{"password":"a","now":1,"op":"x"}"#,
            422,
            "invalid-request",
            &[("unknown-key", "/now"), ("unknown-key", "/op")],
        ),
        (
            br#"{"password":"a","environment":"x"}"#,
            422,
            "invalid-request",
            &[("unknown-key", "/environment")],
        ),
        (
            br#"{"password":"a","facts":{"range":"5BAA6"},"mode":"live","year":2000}"#,
            422,
            "invalid-request",
            &[("unknown-key", "/facts"), ("unknown-key", "/mode"), ("unknown-key", "/year")],
        ),
        (
            br#"{"password":"a","account":{"nmae":"x","names":"y"},"old_password":1}"#,
            422,
            "invalid-request",
            &[
                ("unknown-key", "/account/nmae"),
                ("wrong-type", "/account/names"),
                ("wrong-type", "/old_password"),
            ],
        ),
        (long.as_bytes(), 422, "password-too-large", &[]),
    ];
    for (body, status, code, places) in cases {
        let answer = server.check(body).expect("an answer");
        let text = String::from_utf8_lossy(&body[..body.len().min(60)]);
        let problem = problem(&answer, status, code);
        let problems = problem["problems"].as_array().cloned().unwrap_or_default();
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem["code"].as_str(), problem["pointer"].as_str()))
            .collect();
        let expected: Vec<_> =
            places.iter().map(|(code, pointer)| (Some(*code), Some(*pointer))).collect();
        assert_eq!(found, expected, "{text}");
    }
}
