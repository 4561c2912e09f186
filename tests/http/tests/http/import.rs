//! `wicketgate policy import`: configurations of other systems, what they become, and the verdicts
//! that those systems document.
//!
//! The folder `import/` has a folder for each system, and in it for each `NAME` the configuration
//! and verdicts; the policy and the report beside it are compared where the importers are tested.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use serde_json::{Value, json};
use wicketgate_core::{Context, Secret, context::Account};
use wicketgate_engine::Engine;
use wicketgate_http_tests::{run, run_with};

use crate::{exit, files, json};

/// A password, and what the other system's documentation says of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    accept: bool,
    #[serde(default)]
    account: Account,
    old_password: Option<String>,
    password: String,
    #[serde(default)]
    why: String,
}

#[test]
fn policies_judge_as_the_other_system_documents() {
    let (mut systems, mut wrong) = (Vec::new(), Vec::new());
    for source in sources() {
        let system = name(source.parent().expect("a folder"));
        if system == "passwordrules" {
            parsed(&source);
        }
        let (folder, _) = files(&[]);
        let at = |name: &str| folder.path().join(name).display().to_string();
        let (policy, report) = (at("policy.json"), at("report.json"));
        let file = source.display().to_string();
        let arguments = ["--from", &system, &file, "-o", &policy, "--report", &report];
        let arguments = ["policy", "import", "--format", "json"].iter().chain(&arguments);
        let output = run(arguments).expect("a command");
        let text =
            fs::read_to_string(&report).unwrap_or_else(|_| panic!("{file}: {}", output.stderr));
        exit(output, i32::from(json(&text)["lossy"] == true));
        let read = |path: &str| fs::read_to_string(path).expect("written");
        let (policy, golden) = (json(&read(&policy)), source.with_extension("policy.json"));
        let golden = json(&read(&golden.display().to_string()));
        systems.push(system);
        if policy["password"] != golden["password"] {
            wrong.push(format!("{file}: the engine lacks a rule: {text}"));
            continue;
        }
        wrong.extend(verdicts(&policy.to_string(), &source));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    systems.dedup();
    let all = [
        "auth0",
        "authelia",
        "cognito",
        "entra",
        "keycloak",
        "okta",
        "passay",
        "passwordrules",
        "pwquality",
    ];
    assert_eq!(systems, all, "every system has an example");
}

/// The configurations, in order.
fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("import");
    let list = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut paths: Vec<PathBuf> =
            entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        paths
    };
    let derived = [".parsed.json", ".policy.json", ".report.json", ".verdicts.json"];
    let is_source = |path: &PathBuf| !derived.iter().any(|end| name(path).ends_with(end));
    list(&root).iter().flat_map(|folder| list(folder)).filter(is_source).collect()
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

/// That the engine reads an attribute as the importer's own test takes for granted.
fn parsed(source: &Path) {
    let text = fs::read_to_string(source).expect("readable");
    let request = json!({ "op": "passwordrules.parse", "mode": "strict", "text": text.trim() });
    let answer = json(&Engine::new().call(&request.to_string()));
    let path = source.with_extension("parsed.json");
    if env::var_os("WICKETGATE_UPDATE").is_some() {
        fs::write(&path, format!("{}\n", answer["ok"])).expect("written");
    }
    assert_eq!(answer["ok"], json(&fs::read_to_string(&path).unwrap_or_default()));
}

/// The verdicts that are not those of the documentation.
fn verdicts(policy: &str, source: &Path) -> Vec<String> {
    let mut engine = Engine::new();
    let loaded = json(&engine.load(policy));
    let handle = loaded["ok"]["policy"].as_u64().unwrap_or_else(|| panic!("{loaded}"));
    let handle = u32::try_from(handle).expect("a handle");
    let text = fs::read_to_string(source.with_extension("verdicts.json")).expect("verdicts");
    let cases: Vec<Case> = serde_json::from_str(&text).expect("verdicts");
    assert!(cases.iter().any(|case| case.accept) && cases.iter().any(|case| !case.accept));
    let mut wrong = Vec::new();
    for case in cases {
        let context = Context {
            account: case.account,
            old_password: case.old_password.map(Secret::from),
            ..Context::new()
        };
        let summary = engine.summary(handle, &case.password, &context).expect("a summary");
        if !summary.undecided.is_empty() || summary.ok != case.accept {
            let (file, password) = (source.display(), &case.password);
            wrong.push(format!("{file}: {password:?} ({}): {summary:?}", case.why));
        }
    }
    wrong
}

#[test]
fn what_cannot_be_read_is_told_with_its_line() {
    let cases = [
        (
            "keycloak",
            "length(8) and regexPattern",
            "1: `regexPattern`: expected a regular expression",
        ),
        ("keycloak", "regexPattern(*)", "1: `regexPattern`: not a valid regular expression"),
        ("keycloak", "length(x)", "1: `length`: expected a whole number from 0"),
        ("keycloak", "length(8", "1: `length`: expected a closing parenthesis"),
        ("keycloak", "{\n\"passwordPolicy\": 8\n}", "2: `passwordPolicy`: expected a text"),
        ("keycloak", "{\n\"a\":", "2: "),
        (
            "okta",
            "{\"settings\":\n{\"password\":{\"complexity\":\n{\"minLength\":\"8\"}}}}",
            "3: `settings.password.complexity.minLength`: expected a whole number from 0",
        ),
        ("okta", "[{},{}]", "1: expected one policy"),
        (
            "cognito",
            "{\"RequireNumbers\":\n\"yes\"}",
            "2: `RequireNumbers`: expected `true` or `false`",
        ),
        (
            "cognito",
            "{\"MinimumLength\":8,\n\"MinimumLength\":9}",
            "2: `MinimumLength` stands twice",
        ),
        ("auth0", "{\"passwordPolicy\":\"better\"}", "1: `passwordPolicy`: expected `none`, `low`"),
        (
            "authelia",
            "password_policy:\n  standard: 8\n",
            "2: `password_policy.standard`: expected an object",
        ),
        ("authelia", "a: *b\n", "1: "),
        ("pwquality", "\nminlen = long\n", "2: `minlen`: expected a whole number"),
        (
            "passay",
            "- class: LengthRule\n  minimumLength: -1\n",
            "2: `[0].minimumLength`: expected a whole number from 0",
        ),
        ("passay", "[{\"minimumLength\":8}]", "1: `[0]`: expected `class`"),
        ("entra", "[System Access]\nMinimumPasswordLength\n", "2: expected `name = value`"),
        (
            "entra",
            "{\"value\":[]}",
            "1: `value`: expected settings with the name `Password Rule Settings`",
        ),
        ("passwordrules", "minlength: x;", "1: character 11: expected"),
    ];
    for (system, text, expected) in cases {
        let output = run_with(["policy", "import", "--from", system, "-"], text.as_bytes());
        let output = output.expect("a command");
        assert!(
            output.stderr.contains(&format!("standard input:{expected}")),
            "{system} {text}: {}",
            output.stderr
        );
        assert_eq!(exit(output, 2), "", "nothing is written");
    }
}

#[test]
fn policy_and_report_go_where_they_are_sent() {
    let (folder, paths) = files(&[("policy.txt", "length(8)")]);
    let from = ["policy", "import", "--from", "keycloak", paths[0].as_str()];
    let output = run(from).expect("a command");
    assert!(output.stderr.contains("/password/rules/min-length/min"), "{}", output.stderr);
    let policy = json(&exit(output, 0));
    assert_eq!(policy["$comment"], "imported from Keycloak: policy.txt");
    assert_eq!(policy["password"]["rules"]["min-length"]["min"], 8);
    let path = folder.path().join("policy.json").display().to_string();
    let output = run(from.into_iter().chain(["-o", path.as_str()])).expect("a command");
    assert!(exit(output, 0).contains("expressed"));
    assert_eq!(json(&fs::read_to_string(&path).expect("written")), policy);
    let nowhere =
        run(from.into_iter().chain(["-o", "/nonexistent/policy.json"])).expect("a command");
    exit(nowhere, 2);
}

#[test]
fn a_file_of_windows_is_read() {
    let text = "[System Access]\r\nMinimumPasswordLength = 9\r\n";
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let output = run_with(["policy", "import", "--from", "entra", "-"], &bytes).expect("a command");
    let policy: Value = json(&exit(output, 0));
    assert_eq!(policy["password"]["rules"]["min-length"]["min"], 9);
}
