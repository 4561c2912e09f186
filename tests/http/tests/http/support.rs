//! What the tests share: expectations that name what was there instead.

use std::{fs, path::PathBuf};

use serde_json::Value;
use wicketgate_http_tests::{Answer, Output};

/// The policy of most tests: five rules, none of them the default's.
pub(crate) const B3: [&str; 2] = ["--policy", "preset:b3networks"];

/// A body as JSON.
#[track_caller]
pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// That an answer is a problem of this kind; its body.
#[track_caller]
pub(crate) fn problem(answer: &Answer, status: u16, code: &str) -> Value {
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (status, "application/problem+json"),
        "{}",
        answer.body
    );
    let body = json(&answer.body);
    assert_eq!(body["code"], code, "{}", answer.body);
    assert_eq!(body["status"], status, "{}", answer.body);
    assert_eq!(body["type"], format!("urn:wicketgate:problem:{code}"), "{}", answer.body);
    assert_eq!(answer.header("cache-control"), "no-store", "{}", answer.body);
    body
}

/// That a command ended with this code; its standard output.
#[track_caller]
pub(crate) fn exit(output: Output, code: i32) -> String {
    assert_eq!(output.code, Some(code), "{}{}", output.stdout, output.stderr);
    output.stdout
}

/// A folder with files in it.
#[track_caller]
pub(crate) fn files(files: &[(&str, &str)]) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = files.iter().map(|(name, text)| {
        let path: PathBuf = folder.path().join(name);
        fs::write(&path, text).expect("written");
        path.display().to_string()
    });
    let paths = paths.collect();
    (folder, paths)
}
