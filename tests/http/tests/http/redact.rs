//! `wicketgate redact`: pipes, files and folders, and what is told of them.

use std::{collections::BTreeMap, fs};

use serde_json::{Value, json};
use wicketgate_http_tests::{run, run_with};

use crate::{exit, files, json};

const TEXT: &str = "hello ada@example.com\nclean\ncard 4111 1111 1111 1111, bob@example.com\n";
const REDACTED: &str = "hello [EMAIL_ADDRESS]\nclean\ncard [CREDIT_CARD], [EMAIL_ADDRESS]\n";

#[test]
fn a_pipe_is_redacted() {
    for arguments in [&["redact"][..], &["redact", "-"], &["redact", "--format", "text"]] {
        let output = run_with(arguments, TEXT.as_bytes()).expect("a command");
        assert_eq!(output.stderr, "", "nothing to tell");
        assert_eq!(exit(output, 0), REDACTED);
    }
    assert_eq!(exit(run(["redact"]).expect("a command"), 0), "");
    let output = run_with(["redact"], b"a\xff ada@example.com \xe2\x82").expect("a command");
    assert!(output.stderr.contains("2 sequences"), "{}", output.stderr);
    assert_eq!(exit(output, 0), "a\u{fffd} [EMAIL_ADDRESS] \u{fffd}");
    exit(run_with(["redact"], b"\xff\xfea\0").expect("a command"), 2);
    let known = ["redact", "--known", "NAME=Ada Lovelace"];
    let output = run_with(known, b"by ada lovelace\n").expect("a command");
    assert_eq!(exit(output, 0), "by [NAME]\n");
}

#[test]
fn a_check_ends_with_what_it_found_and_tells_no_value() {
    let (_folder, paths) = files(&[("a.log", TEXT), ("b.log", "clean\n")]);
    let output = run(["redact", "--check", "--report=json", &paths[0], &paths[1]]);
    let output = output.expect("a command");
    let report = json!({
        "bytes": TEXT.len() + 6,
        "counts": { "CREDIT_CARD": 1, "EMAIL_ADDRESS": 2 },
        "files": 2, "left_out": 0, "malformed": 0, "replaced": 0, "resumed": 0,
    });
    assert_eq!(json(&output.stderr), report);
    assert_eq!(exit(output, 1), "");
    exit(run(["redact", "--check", &paths[1]]).expect("a command"), 0);
    let output = run(["redact", "--check", "--report", &paths[0]]).expect("a command");
    assert!(output.stderr.starts_with("3 matches in "), "{}", output.stderr);
    assert!(!output.stderr.contains("example"), "{}", output.stderr);
    let explained = exit(run(["redact", "--explain", &paths[0]]).expect("a command"), 0);
    let lines: Vec<_> = explained.lines().filter_map(|line| line.strip_prefix(&paths[0])).collect();
    let expected = [
        ":1:7-21: EMAIL_ADDRESS: certain",
        ":3:6-24: CREDIT_CARD: certain",
        ":3:27-41: EMAIL_ADDRESS: certain",
    ];
    assert_eq!(lines, expected);
    assert_eq!(exit(run(["redact", "--dry-run", &paths[0]]).expect("a command"), 0), REDACTED);
}

/// Longer than a segment, with matches and a key across every megabyte.
fn long(line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    let mut index = 0;
    while text.len() < 5 << 19 {
        text += &line(index);
        index += 1;
    }
    text
}

#[test]
fn places_are_those_of_the_whole_text_and_counts_agree() {
    let lines = long(|index| format!("{index} from u{index}@example.com\n"));
    let values = long(|index| format!("{{\"a\":{index},\"b\":\"u{index}@example.com\"}}\n"));
    let table = long(|index| format!("{index},\"x\n{index}\",u{index}@example.com\n"));
    let table = format!("number,note,email\n{table}");
    let cases = [("a.log", lines), ("a.jsonl", values), ("a.csv", table)];
    for (name, text) in &cases {
        let (_folder, paths) = files(&[(name, text)]);
        let output = run(["redact", "--spans", "--report=json", &paths[0]]).expect("a command");
        let told = json(&output.stderr);
        let mut counts = BTreeMap::<String, u64>::new();
        let mut last = 0;
        for span in exit(output, 0).lines().map(json) {
            let place = |at: usize| usize::try_from(span[at].as_u64().expect("a place"));
            let (start, end) = (place(0).expect("small"), place(1).expect("small"));
            assert!(last <= start && start < end, "{name}: {span}");
            last = end;
            let value = text.get(start..end).expect("between characters");
            assert!(value.starts_with('u') && value.ends_with(".com"), "{name}: {span}: {value}");
            *counts.entry(span[2].as_str().expect("a label").to_owned()).or_default() += 1;
        }
        assert_eq!(told["counts"], json!(counts), "{name}");
        let whole = run(["redact", "--check", "--report=json", &paths[0]]).expect("a command");
        assert_eq!(json(&whole.stderr)["counts"], told["counts"], "{name}: as in one stream");
        exit(whole, 1);
    }
}

#[test]
fn json_stays_json() {
    let text = r#"{"email": "ada@example.com", "deep": [1, {"x": "to bob@example.com"}]}"#;
    let (folder, paths) = files(&[("a.json", text)]);
    let redacted: Value = json(&exit(run(["redact", &paths[0]]).expect("a command"), 0));
    let expected =
        json!({ "email": "[EMAIL_ADDRESS]", "deep": [1, { "x": "to [EMAIL_ADDRESS]" }] });
    assert_eq!(redacted, expected);
    let output = folder.path().join("new/b.json").display().to_string();
    exit(run(["redact", &paths[0], "--output", &output]).expect("a command"), 0);
    assert_eq!(json(&fs::read_to_string(&output).expect("written")), expected);
    assert_eq!(fs::read_to_string(&paths[0]).expect("there"), text);
}

#[test]
fn a_folder_is_mirrored_and_resumed() {
    let (folder, _) = files(&[]);
    let root = folder.path().join("logs");
    for (name, bytes) in [
        ("b.log", TEXT.as_bytes()),
        ("a/c.txt", b"clean\n"),
        ("a/image.png", b"\x89PNG\0\0"),
        (".git/config", b"[user] email = ada@example.com\n"),
    ] {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    let (input, out) = (root.display().to_string(), folder.path().join("out"));
    let output = out.display().to_string();
    let arguments = ["redact", &input, "--output", &output, "--jobs", "2"];
    let told = run(arguments).expect("a command");
    assert!(told.stderr.contains("2 files of folders left out"), "{}", told.stderr);
    assert_eq!(exit(told, 0), "");
    assert_eq!(fs::read_to_string(out.join("b.log")).expect("written"), REDACTED);
    assert_eq!(fs::read_to_string(out.join("a/c.txt")).expect("written"), "clean\n");
    assert_eq!(fs::read_dir(out.join("a")).expect("a folder").count(), 1);
    assert_eq!(fs::read_dir(&out).expect("a folder").count(), 2);

    fs::write(out.join("b.log"), "kept").expect("written");
    fs::remove_file(out.join("a/c.txt")).expect("removed");
    let told = run(arguments.iter().chain(&["--resume"])).expect("a command");
    assert!(told.stderr.contains("1 files left out: they are there already"), "{}", told.stderr);
    exit(told, 0);
    assert_eq!(fs::read_to_string(out.join("b.log")).expect("there"), "kept");
    assert_eq!(fs::read_to_string(out.join("a/c.txt")).expect("written"), "clean\n");
}

#[test]
fn a_file_is_replaced_only_when_that_is_asked_for() {
    let (folder, paths) = files(&[("a.log", TEXT), ("b.csv", "email\nada@example.com\n")]);
    let input = folder.path().display().to_string();
    let path = paths[0].as_str();
    for arguments in [
        &["redact", path, "--output", path][..],
        &["redact", &input, "--output", &input],
        &["redact", &input],
        &["redact", path, "--in-place", "--check"],
        &["redact", "--in-place"],
        &["redact", path, "--resume"],
        &["redact", path, "--in-place", "--profile", "nobody"],
        &["redact", path, "--in-place", "--known", "NAME=ab"],
        &["redact", path, "--in-place", "--key-file", path],
    ] {
        let output = run(arguments).expect("a command");
        assert!(!output.stderr.contains("ada@"), "{}", output.stderr);
        exit(output, 2);
        assert_eq!(fs::read_to_string(path).expect("there"), TEXT, "{arguments:?}");
    }
    #[cfg(unix)]
    let permissions = {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o640)).expect("set");
        || fs::metadata(path).expect("there").permissions().mode() & 0o777
    };
    exit(run(["redact", "--in-place", &input]).expect("a command"), 0);
    assert_eq!(fs::read_to_string(path).expect("there"), REDACTED);
    assert_eq!(fs::read_to_string(&paths[1]).expect("there"), "email\n[EMAIL_ADDRESS]\n");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing is left beside");
    #[cfg(unix)]
    assert_eq!(permissions(), 0o640);
}

#[test]
fn tokens_open_with_their_keys_and_tell_what_stays_closed() {
    let digits = |pair: &str| pair.repeat(64);
    let keys = |text: String| files(&[("keys", text.as_str())]);
    let (_old, old) = keys(format!("k1:{}\n", digits("a1")));
    let (_new, new) = keys(format!("k2:{}\nk1:{}\n", digits("b2"), digits("a1")));
    let policy = r#"{"version":1,"redaction":{"action":"token"}}"#;
    let lines = "name ada@example.com, \"x\"\n".repeat(60_000);
    let (_folder, paths) = files(&[("policy.json", policy), ("a.log", &lines)]);
    let redact = |keys: &str, tenant: &str| {
        let named = ["--policy", &paths[0], "--token-keys", keys, "--tenant", tenant, &paths[1]];
        exit(run([&["redact"][..], &named].concat()).expect("a command"), 0)
    };
    let made = redact(&old[0], "acme");
    assert!(made.starts_with("name [EMAIL_ADDRESS-k1") && !made.contains("ada"), "{made:.90}");
    let both = format!("{made}{}", redact(&new[0], "acme"));
    let reveal = |keys: &str, tenant: &str, text: &str| {
        let named = ["redact", "--reveal", "--token-keys", keys, "--tenant", tenant];
        run_with(named, text.as_bytes()).expect("a command")
    };
    let opened = reveal(&new[0], "acme", &both);
    assert_eq!(
        opened.stderr.trim(),
        "120000 tokens opened, 0 of keys that are not given, 0 that no key here has made"
    );
    assert_eq!(exit(opened, 0), format!("{lines}{lines}"));
    let closed = reveal(&old[0], "acme", &both);
    assert!(closed.stderr.starts_with("60000 tokens opened, 60000 of keys"), "{}", closed.stderr);
    assert!(exit(closed, 1).starts_with(&lines));
    let other = reveal(&new[0], "emca", &made);
    assert!(other.stderr.contains("60000 that no key here has made"), "{}", other.stderr);
    assert_eq!(exit(other, 1), made);
}

#[test]
fn keys_of_tokens_are_never_told() {
    let (_folder, paths) = files(&[("short", "k1:5ec2e7\n"), ("none", "5ec2e7\n")]);
    for path in &paths {
        for reveal in [&["--reveal"][..], &[]] {
            let named = [&["redact", "--token-keys", path][..], reveal].concat();
            let output = run_with(named, b"ada@example.com").expect("a command");
            assert!(!output.stderr.contains("5ec2e7"), "{}", output.stderr);
            exit(output, 2);
        }
    }
    exit(run(["redact", "--reveal"]).expect("a command"), 2);
    exit(run(["redact", "--tenant", "a"]).expect("a command"), 2);
}
