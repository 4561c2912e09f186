//! What does not change while a server runs: the form's document, the requirements, OpenAPI, health.

use wicketgate_engine::Engine;
use wicketgate_http_tests::{Answer, Server, run};

use crate::{B3, exit, json, problem};

#[test]
fn documents_are_the_engines_and_sent_only_when_needed() {
    let server = Server::start(&B3).expect("a server");
    let mut engine = Engine::new();
    engine.load(r#"{"version":1,"extends":"preset:b3networks"}"#);
    let cases =
        [("/v1/policy", "policy.public"), ("/v1/password/requirements", "password.requirements")];
    for (path, operation) in cases {
        let answer = server.get(path).expect("an answer");
        let native = engine.call(&format!(r#"{{"op":"{operation}","policy":1}}"#));
        let mut body = json(&answer.body);
        if path == "/v1/policy" {
            let year = body.as_object_mut().and_then(|body| body.remove("year"));
            let year = year.and_then(|year| year.as_u64());
            assert!(year.is_some_and(|year| (2025..3000).contains(&year)), "{year:?}");
            let attributes = body.as_object_mut().and_then(|body| body.remove("html_attributes"));
            let native = engine.call(r#"{"op":"password.html_attributes","policy":1}"#);
            assert_eq!(attributes.as_ref(), json(&native).get("ok"), "the attributes");
        }
        assert_eq!(body, json(&native)["ok"], "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
    for path in ["/v1/policy", "/v1/password/requirements", "/openapi.json", "/assets/style.css"] {
        let answer = server.get(path).expect("an answer");
        assert_eq!(answer.status, 200, "{path}");
        let tag = answer.header("etag");
        assert!(tag.len() > 64, "{path}: {tag}");
        let strong = tag.trim_start_matches("W/");
        for (named, status) in [
            (tag, 304),
            (strong, 304),
            ("*", 304),
            (&format!("\"a\", {tag}"), 304),
            ("\"a\"", 200),
            ("", 200),
        ] {
            let again =
                server.ask("GET", path, &[("if-none-match", named)], b"").expect("an answer");
            assert_eq!((again.status, again.header("etag")), (status, tag), "{path} {named}");
            assert_eq!(again.body.is_empty(), status == 304, "{path} {named}");
        }
    }
}

#[test]
fn two_policies_have_two_tags() {
    let tag = |answer: Answer| answer.header("etag").to_owned();
    let ours = Server::start(&B3).expect("a server").get("/v1/policy").map(tag).expect("a tag");
    let other = Server::start(&[]).expect("a server").get("/v1/policy").map(tag).expect("a tag");
    assert_ne!(ours, other);
}

#[test]
fn the_interface_describes_itself() {
    let server = Server::start(&B3).expect("a server");
    let answer = server.get("/openapi.json").expect("an answer");
    let printed = run(["openapi"]).expect("a command");
    assert_eq!(exit(printed, 0).trim_end(), answer.body);
    let api = json(&answer.body);
    assert_eq!(api["info"]["title"], "Wicketgate");
    for (path, operations) in api["paths"].as_object().expect("paths") {
        for method in operations.as_object().expect("operations").keys() {
            let answer = server.ask(&method.to_uppercase(), path, &[], b"").expect("an answer");
            assert!(![404, 405].contains(&answer.status), "{method} {path}");
        }
    }
}

#[test]
fn health_is_told() {
    let server = Server::start(&B3).expect("a server");
    for (path, text) in [("/livez", "live\n"), ("/readyz", "ready\n")] {
        let answer = server.get(path).expect("an answer");
        assert_eq!((answer.status, answer.body.as_str()), (200, text));
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[test]
fn what_is_not_there_is_a_problem() {
    let server = Server::start(&B3).expect("a server");
    for path in [
        "/nothing",
        "/v1",
        "/assets/",
        "/assets/nothing.js",
        "/assets/..%2fCargo.toml",
        "/assets/%ff",
    ] {
        problem(&server.get(path).expect("an answer"), 404, "not-found");
    }
    for (method, path, allow) in [
        ("GET", "/v1/password/check", "POST"),
        ("POST", "/v1/policy", "GET,HEAD"),
        ("DELETE", "/sign-up", "GET,HEAD,POST"),
        ("POST", "/redact", "GET,HEAD"),
    ] {
        let answer = server.ask(method, path, &[], b"").expect("an answer");
        problem(&answer, 405, "method-not-allowed");
        assert_eq!(answer.header("allow"), allow, "{method} {path}");
    }
}
