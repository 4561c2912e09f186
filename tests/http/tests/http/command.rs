//! The other commands: exit codes, help, policies in files, and passwords that stay out of sight.

use wicketgate_http_tests::{run, run_with};

use crate::{exit, files, json};

#[test]
fn check_ends_with_the_verdict() {
    let cases: [(&[u8], i32); 6] = [
        (b"Abcdefg1", 0),
        (b"Abcdefg1\n", 0),
        (b"Abcdefg1\r\n", 0),
        (b"abc", 1),
        (b"", 1),
        (b"\xff", 2),
    ];
    for (password, code) in cases {
        for arguments in [
            &["check", "--policy", "preset:b3networks"][..],
            &["check", "--stdin", "--policy", "preset:b3networks"],
        ] {
            exit(run_with(arguments, password).expect("a command"), code);
        }
    }
    // One newline is dropped, the next one is a part of the password.
    let output = run_with(["check", "--format", "json"], b"abc\n\n").expect("a command");
    assert_eq!(json(&exit(output, 1))["rules"][0]["params"]["actual"], 4);
}

#[test]
fn a_table_explains_without_the_password() {
    let output =
        run_with(["check", "--policy", "preset:b3networks"], b"Canary").expect("a command");
    assert!(!format!("{output:?}").contains("Canary"));
    let table = exit(output, 1);
    assert!(table.starts_with("refused\n"), "{table}");
    assert!(
        table.contains("not met")
            && table.contains("min-length")
            && table.contains("2 more characters"),
        "{table}"
    );
}

#[test]
fn every_command_has_help_with_examples() {
    let commands: [&[&str]; 16] = [
        &[],
        &["serve"],
        &["check"],
        &["call"],
        &["openapi"],
        &["redact"],
        &["completions"],
        &["policy", "check"],
        &["policy", "show"],
        &["policy", "presets"],
        &["policy", "bake"],
        &["policy", "import"],
        &["policy", "schema"],
        &["ranges", "build"],
        &["ranges", "check"],
        &["ranges", "find"],
    ];
    for command in commands {
        let help = exit(run(command.iter().chain(&["--help"])).expect("a command"), 0);
        assert!(help.contains("Usage:") && help.contains("Examples:"), "{command:?}: {help}");
    }
    assert!(exit(run(["--help"]).expect("a command"), 0).contains("Exit codes:"));
}

#[test]
fn wrong_use_is_exit_code_2() {
    let wrong: [&[&str]; 11] = [
        &[],
        &["nothing"],
        &["check", "hunter2"],
        &["check", "--policy", "/nonexistent.json"],
        &["check", "--policy", "preset:nothing"],
        &["check", "--engine", "/nonexistent.wasm"],
        &["check", "--ranges", "/nonexistent.txt"],
        &["check", "--ranges", "https://user@host/range"],
        &["check", "--ranges-timeout", "60"],
        &["ranges", "build", "/nonexistent.txt", "-o", "/nonexistent/list.txt"],
        &["ranges", "check", "/nonexistent.txt"],
    ];
    for arguments in wrong {
        let output = run(arguments).expect("a command");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
        exit(output, 2);
    }
}

#[test]
fn completions_are_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = exit(run(["completions", shell]).expect("a command"), 0);
        assert!(script.contains("wicketgate"), "{shell}");
    }
}

#[test]
fn every_problem_of_a_policy_is_told_with_file_and_line() {
    let (_folder, paths) = files(&[
        (
            "bad.json",
            "{\n  \"version\": 1,\n  \"password\": { \"rules\": {\n    \"min-lenght\": { \"min\": 8 },\n    \"max-length\": { \"max\": 0 }\n  } }\n}\n",
        ),
        ("bad.toml", "version = 1\n\n[password.rules]\ndigit = { min = \"one\" }\n"),
        (
            "good.json",
            "{\"version\":1,\"locked\":[\"/password/rules/min-length\"],\n\"password\":{\"rules\":{\"min-length\":{\"min\":12}}}}",
        ),
        ("loose.toml", "version = 1\n\n[password.rules.min-length]\nmin = 8\n"),
        ("broken.json", "{\n\n]"),
    ]);
    let cases: [(&[usize], &[&str]); 4] = [
        (
            &[0],
            &[
                ":4: unknown-rule: ",
                "min-length",
                ":5: out-of-range: ",
                "/password/rules/max-length/max",
            ],
        ),
        (&[1], &["bad.toml:4: wrong-type: "]),
        (&[2, 3], &["loose.toml:4: locked: ", "/password/rules/min-length"]),
        (&[4], &["broken.json:3:1: "]),
    ];
    for (indices, expected) in cases {
        let arguments = ["policy", "check"]
            .into_iter()
            .chain(indices.iter().map(|index| paths[*index].as_str()));
        let output = run(arguments).expect("a command");
        for text in expected {
            assert!(output.stderr.contains(text), "{text}: {}", output.stderr);
        }
        exit(output, 2);
    }
    let good = exit(run(["policy", "check", &paths[2]]).expect("a command"), 0);
    assert_eq!(good.matches("sha256:").count(), 2, "{good}");
}

#[test]
fn a_warning_is_told_with_its_line_and_changes_no_exit_code() {
    let (_folder, paths) = files(&[
        ("base.json", "{\"version\":1,\"password\":{\"rules\":{\n\"min-length\":{\"min\":15}}}}"),
        ("group.toml", "version = 1\n\n[password.rules.common]\n"),
    ]);
    let told = exit(run(["policy", "check", &paths[0], &paths[1]]).expect("a command"), 0);
    let warning = format!("warning {}:3: common-list-short: ", paths[1]);
    assert!(told.contains(&warning), "{told}");
    assert!(told.trim_end().ends_with("(/password/rules/common)"), "{told}");
    let quiet = exit(run(["policy", "check", &paths[0]]).expect("a command"), 0);
    assert!(!quiet.contains("warning"), "{quiet}");
}

#[test]
fn a_policy_is_shown_merged_whatever_it_is_written_in() {
    let (_folder, paths) = files(&[
        ("base.json", r#"{"version":1,"extends":"preset:b3networks"}"#),
        ("group.toml", "version = 1\n[password.rules]\nmin-length = { min = 12 }\n"),
        ("group.json", r#"{"version":1,"password":{"rules":{"min-length":{"min":12}}}}"#),
    ]);
    let show = |files: [&str; 2]| {
        exit(run(["policy", "show"].into_iter().chain(files)).expect("a command"), 0)
    };
    let merged = show([&paths[0], &paths[1]]);
    assert_eq!(merged, show([&paths[0], &paths[2]]));
    let document = json(&merged);
    assert_eq!(document["password"]["rules"]["min-length"]["min"], 12);
    assert_eq!(document["password"]["rules"]["max-length"]["max"], 24);
}

#[test]
fn presets_are_listed_and_shown() {
    let listed = exit(run(["policy", "presets"]).expect("a command"), 0);
    for name in [
        "b3networks",
        "cloud-elements",
        "cloudcherry",
        "cloudcx-2024-01",
        "cloudcx-2024-09",
        "default",
    ] {
        assert!(listed.lines().any(|line| line == name), "{name}: {listed}");
    }
    for name in listed.lines() {
        assert_eq!(
            json(&exit(run(["policy", "presets", name]).expect("a command"), 0))["version"],
            1
        );
    }
}

#[test]
fn the_schema_is_a_schema() {
    let schema = json(&exit(run(["policy", "schema"]).expect("a command"), 0));
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}
