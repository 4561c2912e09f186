//! Passwords that are known from breaches: who is asked, and what follows where nobody answers.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wicketgate_core::range::Hash;
use wicketgate_http_tests::{RangeService, Reply, Server, run_with};

use crate::{exit, files, json};

const GOOD: &str = "correct horse battery staple, and more";
/// Known to everybody's list, and long enough for the default policy.
const COMMON: &str = "123456789987654321";
const KNOWN: &str = "Tr0ub4dor&3-Tr0ub4dor&3";

/// The entry of `breached` in the report on a password, and the report.
#[track_caller]
fn breached(server: &Server, password: &str) -> (Value, Value) {
    let answer = server.check(json!({ "password": password }).to_string()).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.body);
    let hash = Hash::of(password);
    let suffix = String::from_utf8_lossy(&hash.digits()[Hash::RANGE..]).into_owned();
    assert!(!answer.body.contains(&suffix), "a report never holds the suffix");
    let report = json(&answer.body);
    let rules = report["rules"].as_array().expect("rules");
    let entry = rules.iter().find(|rule| rule["code"] == "breached").expect("an entry").clone();
    (entry, report)
}

/// What a list answers that holds `KNOWN` among others.
fn rows(range: &str) -> String {
    let hash = Hash::of(KNOWN);
    let (prefix, suffix) = hash.digits().split_at(Hash::RANGE);
    let mut rows: Vec<String> = (0..800).map(|row| format!("{row:035X}:{}", row % 2)).collect();
    if prefix == range.as_bytes() {
        rows.insert(400, format!("{}:42", String::from_utf8_lossy(suffix)));
    }
    rows.join("\r\n")
}

fn good(range: &str) -> Reply {
    Reply::Body(rows(range))
}

#[test]
fn the_default_policy_decides_without_a_network() {
    let server = Server::start(&[]).expect("a server");
    let (entry, report) = breached(&server, GOOD);
    assert_eq!((&report["ok"], &entry["params"]["count"]), (&json!(true), &json!(0)));
    let (entry, report) = breached(&server, COMMON);
    assert_eq!((&report["ok"], &entry["params"]["count"]), (&json!(false), &json!(1)));
    assert_eq!(entry["fix"]["code"], "choose-another");
    let form = |password: &str| {
        let body = format!("username=ann&password={}", password.replace(' ', "+"));
        server.submit(&body, "text/html").expect("an answer").status
    };
    assert_eq!((form(GOOD), form(COMMON)), (200, 422));
    server.terminate().expect("told");
    let (_, log) = server.ended().expect("ended");
    assert!(log.contains("30000 common passwords inside this program"), "{log}");
}

#[test]
fn a_service_is_asked_in_the_published_form_and_not_twice() {
    let service = RangeService::start(good).expect("a service");
    let server = Server::start(&["--ranges", &service.base()]).expect("a server");
    for _ in 0..2 {
        let (entry, _) = breached(&server, KNOWN);
        assert_eq!((&entry["status"], &entry["params"]["count"]), (&json!("violated"), &json!(42)));
    }
    let requests = service.requests();
    let range = String::from_utf8_lossy(&Hash::of(KNOWN).range()).to_lowercase();
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert!(requests[0].starts_with(&format!("get /range/{range} http/1.1\n")), "{requests:?}");
    assert!(requests[0].contains("\nadd-padding: true\n"), "{requests:?}");
    assert!(requests[0].contains("\nuser-agent: wicketgate/"), "{requests:?}");
    assert!(breached(&server, GOOD).1["ok"] == true, "padding never matches");
    // What is refused anyway asks nobody.
    let before = service.requests().len();
    let answer = server.check(r#"{"password":"short"}"#).expect("an answer");
    assert_eq!(json(&answer.body)["verdict"], "refuse");
    assert_eq!(service.requests().len(), before);
}

/// How a bad service answers a range.
type Bad = fn(&str) -> Reply;

#[test]
fn where_a_service_gives_no_answer_the_policy_decides() {
    let (_folder, paths) = files(&[(
        "lenient.json",
        r#"{"version":1,"extends":"preset:default","password":{"rules":{"breached":{"on_unknown":"accept"}}}}"#,
    )]);
    let bad: [(&str, Bad); 8] = [
        ("closed", |_| Reply::Close),
        ("busy", |_| Reply::Status(503, "retry-after: 5\r\n")),
        ("moved", |_| Reply::Status(302, "location: http://127.0.0.1:1/\r\n")),
        ("missing", |_| Reply::Status(404, "")),
        ("slow", |range| Reply::Slow(Duration::from_secs(20), rows(range))),
        ("malformed", |range| Reply::Body(rows(range) + "\r\n<html>")),
        ("half", |range| Reply::Body(rows(range) + "\r\n0018A45C4D1DEF81644B54AB7F969B8")),
        ("oversized", |range| Reply::Body(rows(range).repeat(40))),
    ];
    for (name, reply) in bad {
        let service = RangeService::start(reply).expect("a service");
        let base = service.base();
        let ranges = ["--ranges", &base, "--ranges-timeout", "0.7"];
        let strict = Server::start(&ranges).expect("a server");
        let start = Instant::now();
        let (entry, report) = breached(&strict, GOOD);
        assert!(start.elapsed() < Duration::from_secs(10), "{name}");
        assert_eq!(report["verdict"], "refuse", "{name}: {entry}");
        assert_eq!(entry["params"]["unavailable"], true, "{name}: {entry}");
        assert_eq!(entry["fix"]["code"], "try-later", "{name}: {entry}");
        // It rests: the next password is not asked about, and what all know is refused all the same.
        let asked = service.requests().len();
        breached(&strict, "another password, of no interest");
        assert_eq!(service.requests().len(), asked, "{name}");
        assert_eq!(breached(&strict, COMMON).0["params"]["count"], 1, "{name}");
        strict.terminate().expect("told");
        let (_, log) = strict.ended().expect("ended");
        let range = String::from_utf8_lossy(&Hash::of(GOOD).range()).into_owned();
        assert!(log.contains(&format!("{base}: ")) && !log.contains(&range), "{name}: {log}");

        let [first, ..] = ranges;
        let lenient = Server::start(&["--policy", &paths[0], first, &base, ranges[2], ranges[3]]);
        let (entry, report) = breached(&lenient.expect("a server"), GOOD);
        assert_eq!(report["verdict"], "accept", "{name}: {entry}");
        assert_eq!(entry["params"]["unavailable"], true, "{name}: {entry}");
    }
}

#[test]
fn a_service_that_comes_back_is_asked_again() {
    let service = RangeService::start(good).expect("a service");
    let address = service.base();
    let down = RangeService::start({
        let start = Instant::now();
        move |range| {
            if start.elapsed() < Duration::from_secs(1) { Reply::Close } else { good(range) }
        }
    });
    let down = down.expect("a service");
    let server = Server::start(&["--ranges", &address, "--ranges", &down.base()]);
    let server = server.expect("a server");
    let limit = Instant::now() + Duration::from_secs(30);
    while breached(&server, GOOD).1["ok"] != true {
        assert!(Instant::now() < limit, "{:?}", down.requests());
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn every_list_is_asked_and_any_of_them_refuses() {
    let (folder, paths) = files(&[("own.txt", "our own secret word\n")]);
    let list = folder.path().join("list.txt").display().to_string();
    let built = run_with(["ranges", "build", &paths[0], "-o", &list], b"").expect("a command");
    assert_eq!(exit(built, 0), "1 hashes of 1 lines\n");
    let down = RangeService::start(|_| Reply::Close).expect("a service").base();
    let up = RangeService::start(good).expect("a service").base();
    for (arguments, good) in [
        (vec!["--ranges", &list], true),
        (vec!["--ranges", &list, "--ranges", &up], true),
        (vec!["--ranges", &list, "--ranges", &down], false),
    ] {
        let server = Server::start(&arguments).expect("a server");
        assert_eq!(
            breached(&server, "our own secret word").0["params"]["count"],
            1,
            "{arguments:?}"
        );
        assert_eq!(breached(&server, GOOD).1["ok"], good, "{arguments:?}");
    }
    let check = |arguments: &[&str], password: &str| {
        run_with(["check"].iter().chain(arguments), password.as_bytes()).expect("a command")
    };
    let refused = check(&["--ranges", &list], "our own secret word");
    assert!(exit(refused, 1).contains("breached"));
    exit(check(&["--ranges", &list], GOOD), 0);
    let unknown = check(&["--ranges", &down], GOOD);
    assert!(unknown.stderr.contains(&down), "{}", unknown.stderr);
    exit(unknown, 1);
    let both = format!("{list},{down}");
    let mut command = wicketgate_http_tests::command().expect("a command");
    let find = command.args(["ranges", "find"]).env("WICKETGATE_RANGES", &both);
    let output = find.stdin(std::process::Stdio::null()).output().expect("a command");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(text.contains(&format!("0  {list}")) && text.contains(&format!("?  {down}")), "{text}");
}

#[test]
fn an_audit_asks_the_lists_too() {
    let (folder, paths) = files(&[("own.txt", "our own secret word\n")]);
    let list = folder.path().join("list.txt").display().to_string();
    exit(run_with(["ranges", "build", &paths[0], "-o", &list], b"").expect("a command"), 0);
    let passwords = format!("{GOOD}\n{COMMON}\nour own secret word\n");
    let arguments = ["check", "--file", "-", "--format", "json", "--ranges", &list];
    let output = run_with(arguments, passwords.as_bytes()).expect("a command");
    let told = json(&output.stdout);
    let verdicts = &told["verdicts"];
    assert_eq!((&verdicts["accept"], &verdicts["refuse"]), (&json!(1), &json!(2)), "{told}");
}

#[test]
fn the_account_and_the_old_password_go_to_the_engine() {
    let server = Server::start(&[]).expect("a server");
    let body = json!({
        "password": GOOD, "old_password": "old",
        "account": { "username": "ann", "email": "a@example.org", "names": ["A"], "organization": "O", "words": ["w"] },
    });
    let answer = server.check(body.to_string()).expect("an answer");
    assert_eq!((answer.status, &json(&answer.body)["ok"]), (200, &json!(true)));
}

#[test]
fn a_page_asks_in_the_published_form() {
    let server = Server::start(&[]).expect("a server");
    let hash = Hash::of(COMMON);
    let (prefix, suffix) = hash.digits().split_at(Hash::RANGE);
    let path = format!("/v1/ranges/{}", String::from_utf8_lossy(prefix));
    for path in [path.clone(), path.to_lowercase()] {
        let answer = server.get(&path).expect("an answer");
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, "text/plain; charset=utf-8")
        );
        assert_eq!(answer.header("cache-control"), "public, max-age=3600");
        let row = format!("{}:1\r\n", String::from_utf8_lossy(suffix));
        assert!(answer.body.contains(&row), "{}", answer.body);
    }
    for bad in ["5BAA", "5BAA6F", "5BAAG", "%ff%ff%ff%ff%ff", "5BAA6/"] {
        let status = server.get(&format!("/v1/ranges/{bad}")).expect("an answer").status;
        assert!([400, 404].contains(&status), "{bad}: {status}");
    }
}

#[test]
fn half_an_answer_is_none() {
    let service = RangeService::start(|_| Reply::Status(404, "")).expect("a service");
    let server = Server::start(&["--ranges", &service.base()]).expect("a server");
    let answer = server.get("/v1/ranges/5BAA6").expect("an answer");
    assert_eq!((answer.status, &json(&answer.body)["code"]), (503, &json!("no-ranges")));
    assert_eq!(answer.header("cache-control"), "no-store");
}
