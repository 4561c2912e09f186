//! `wicketgate policy bake`: one file that decides as engine and policy do.

use std::fs;

use wicketgate_http_tests::{Server, run, run_with};

use crate::{exit, files, json};

const POLICY: &str = r#"{"$comment":"CanaryComment","version":1,
    "password":{"rules":{"min-length":{"min":9},"digit":{}},"messages":{"digit":"put {min} number in"}}}"#;

#[test]
fn a_baked_file_decides_as_engine_and_policy_do() {
    let (folder, paths) = files(&[("policy.json", POLICY)]);
    let output = |name: &str| folder.path().join(name).display().to_string();
    let (first, second) = (output("a.wasm"), output("b.wasm"));
    let told = exit(run(["policy", "bake", &paths[0], "-o", &first]).expect("a command"), 0);
    exit(run(["policy", "bake", &paths[0], "-o", &second]).expect("a command"), 0);
    let bytes = fs::read(&first).expect("written");
    assert!(bytes == fs::read(&second).expect("written"), "the same file every time");

    let digests: Vec<_> = told.lines().filter_map(|line| line.split_once("sha256:")).collect();
    assert_eq!(digests.len(), 4, "{told}");
    let checked = exit(run(["policy", "check", &paths[0]]).expect("a command"), 0);
    for line in checked.lines() {
        assert!(told.contains(line), "{line}: {told}");
    }
    let contains = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(contains("put {min} number in"), "the policy's message is inside");
    assert!(!contains("CanaryComment"), "the policy's text is not");

    let check = |arguments: &[&str]| {
        let output = run_with(["check", "--format", "json"].iter().chain(arguments), b"abcdefgh");
        exit(output.expect("a command"), 1)
    };
    assert_eq!(check(&["--engine", &first]), check(&["--policy", &paths[0]]));
    let line = br#"{"op":"password.check","password":"abcdefgh"}"#;
    let called = run_with(["call", "--engine", &first], line).expect("a command");
    assert_eq!(json(&exit(called, 0))["ok"], json(&check(&["--engine", &first])));

    let server = Server::start(&["--engine", &first]).expect("a server");
    let answer = server.check(r#"{"password":"abcdefgh"}"#).expect("an answer");
    assert_eq!(format!("{}\n", answer.body), check(&["--engine", &first]));
}

#[test]
fn baking_again_verifies() {
    let (folder, paths) = files(&[
        ("policy.json", POLICY),
        ("other.json", r#"{"version":1,"password":{"rules":{}}}"#),
    ]);
    let baked = folder.path().join("baked.wasm").display().to_string();
    exit(run(["policy", "bake", &paths[0], "-o", &baked]).expect("a command"), 0);
    exit(run(["policy", "bake", &paths[0], "--verify", &baked]).expect("a command"), 0);
    exit(run(["policy", "bake", &paths[1], "--verify", &baked]).expect("a command"), 1);
}

#[test]
fn what_cannot_be_baked_is_refused() {
    let (folder, paths) = files(&[("policy.json", POLICY), ("bad.json", "{\"version\":2}")]);
    let baked = folder.path().join("baked.wasm").display().to_string();
    let output = run(["policy", "bake", &paths[1], "-o", &baked]).expect("a command");
    assert!(output.stderr.contains("bad.json:1: "), "{}", output.stderr);
    exit(output, 2);
    assert!(fs::metadata(&baked).is_err(), "nothing is written");

    exit(run(["policy", "bake", &paths[0], "-o", &baked]).expect("a command"), 0);
    let again = folder.path().join("again.wasm").display().to_string();
    exit(
        run(["policy", "bake", &paths[0], "--engine", &baked, "-o", &again]).expect("a command"),
        2,
    );
}
