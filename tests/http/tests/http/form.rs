//! The page `/sign-up` without JavaScript.

use wicketgate_http_tests::Server;

use crate::{B3, json, problem};

const HTML: &str = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

/// The status of each rule on a page, in order.
fn statuses(page: &str) -> Vec<(&str, &str)> {
    page.split("<li data-code=\"")
        .skip(1)
        .filter_map(|item| {
            let (code, rest) = item.split_once("\" data-status=\"")?;
            Some((code, rest.split_once('"')?.0))
        })
        .collect()
}

#[test]
fn the_rules_stand_there_before_anyone_types() {
    let server = Server::start(&B3).expect("a server");
    let page = server.get("/sign-up").expect("an answer");
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), "no-store");
    let requirements = json(&server.get("/v1/password/requirements").expect("an answer").body);
    let rules = requirements["rules"].as_array().expect("rules");
    let expected: Vec<_> =
        rules.iter().map(|rule| (rule["code"].as_str().expect("a code"), "unchecked")).collect();
    assert_eq!(statuses(&page.body), expected);
    for rule in rules {
        assert!(page.body.contains(rule["message"].as_str().expect("a message")), "{rule}");
    }
    let digest = requirements["form_digest"].as_str().expect("a digest");
    for markup in [
        r#"autocomplete="username""#,
        r#"autocomplete="new-password""#,
        r#"aria-describedby="password-rules""#,
        r#"policy="/v1/policy""#,
        "data-wicketgate-rules",
        &format!(r#"data-form-digest="{digest}""#),
        r#"<html lang="en">"#,
        r#"<label for="username">"#,
        r#"<label for="password">"#,
    ] {
        assert!(page.body.contains(markup), "{markup}");
    }
    for markup in ["<script>", " style=", "<style", " onclick=", " maxlength="] {
        assert!(!page.body.contains(markup), "{markup}");
    }
}

#[test]
fn a_refused_password_comes_back_as_a_list_and_never_as_text() {
    let server = Server::start(&B3).expect("a server");
    let answer =
        server.submit("username=ann%40example.org&password=Canary7", HTML).expect("an answer");
    assert_eq!((answer.status, answer.header("cache-control")), (422, "no-store"));
    assert!(!answer.body.contains("Canary7"));
    assert!(answer.body.contains(r#"value="ann@example.org""#));
    assert!(answer.body.contains("<title>Error: "));
    assert!(answer.body.contains("autofocus") && answer.body.contains(r##"href="#password""##));
    let report = json(&server.check(r#"{"password":"Canary7"}"#).expect("an answer").body);
    let expected: Vec<_> = report["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .map(|rule| {
            (rule["code"].as_str().expect("a code"), rule["status"].as_str().expect("a status"))
        })
        .collect();
    assert_eq!(statuses(&answer.body), expected);
    assert!(expected.iter().any(|(_, status)| *status == "violated"));
    assert!(expected.iter().any(|(_, status)| *status == "satisfied"));
    let fix = report["rules"][0]["fix"]["message"].as_str().expect("a fix");
    assert!(answer.body.contains(fix), "{fix}");
}

#[test]
fn an_accepted_password_is_accepted() {
    let server = Server::start(&B3).expect("a server");
    let answer =
        server.submit("username=%3Cb%3Eann%3C/b%3E&password=Canary77x", HTML).expect("an answer");
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.body.contains("Password accepted"));
    assert!(!answer.body.contains("Canary77x"));
    assert!(!answer.body.contains("<b>"), "what was typed is escaped");
}

#[test]
fn a_missing_name_is_told_beside_the_rules() {
    let server = Server::start(&B3).expect("a server");
    let answer = server.submit("username=&password=Canary77x", HTML).expect("an answer");
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains(r##"href="#username""##)
            && !answer.body.contains(r##"href="#password""##)
    );
    let answer = server.submit("password=Canary77x", "application/json").expect("an answer");
    let problem = problem(&answer, 422, "invalid-request");
    assert_eq!(problem["pointer"], "/username");
}

#[test]
fn what_no_browser_sends_is_a_page_for_people_and_a_problem_for_programs() {
    let server = Server::start(&B3).expect("a server");
    let cases = [
        ("username=a", 422, "invalid-request"),
        ("username=a&password=b&password=c", 422, "invalid-request"),
        ("username=a&password=b&now=1", 422, "invalid-request"),
        ("username=a&password=%ff", 400, "malformed-text"),
        ("username=a&password=%ed%a0%80", 400, "malformed-text"),
    ];
    for (body, status, code) in cases {
        problem(&server.submit(body, "application/json").expect("an answer"), status, code);
        let page = server.submit(body, HTML).expect("an answer");
        assert_eq!(
            (page.status, page.header("content-type")),
            (status, "text/html; charset=utf-8"),
            "{body}"
        );
        assert!(page.body.contains("There is a problem"), "{body}");
    }
    let long = format!("username=a&password={}", "x".repeat(4097));
    problem(
        &server.submit(&long, "application/json").expect("an answer"),
        422,
        "password-too-large",
    );
}
