//! Heads: formats, roles, and what cannot be redacted.

use axum::{Router, body::Body, http::Response, routing::get as route};
use wicketgate_core::Secret;
use wicketgate_runtime::{Key, Module, Reveal, TextFormat, tower::Unread};

use crate::{
    Server,
    client::{End, ask, get},
    layer, module, policy,
};

const JSON: &str = r#"{"mail":"ada@example.com","by":"A. Lovelace"}"#;

fn response(head: &[(&str, &str)], status: u16, body: &'static str) -> Response<Body> {
    let mut builder = Response::builder().status(status);
    for (name, value) in head {
        builder = builder.header(*name, *value);
    }
    builder.body(Body::from(body)).expect("a response")
}

fn app() -> Router {
    let json = ("content-type", "application/json");
    let tagged = [
        json,
        ("etag", "\"1\""),
        ("accept-ranges", "bytes"),
        ("digest", "sha-256=x"),
        ("cache-control", "public, max-age=5"),
    ];
    Router::new()
        .route("/json", route(move || async move { response(&tagged, 200, JSON) }))
        .route(
            "/asked",
            route(|request: axum::extract::Request| async move {
                let names = ["accept-encoding", "range", "if-none-match"];
                let seen =
                    names.iter().filter(|name| request.headers().contains_key(**name)).count();
                response(
                    &[("content-type", "text/plain")],
                    200,
                    if seen == 0 { "none" } else { "some" },
                )
            }),
        )
        .route(
            "/csv",
            route(|| async {
                response(
                    &[("content-type", "text/csv")],
                    200,
                    "mail,x\r\nada@example.com,\"4111 1111 1111 1111\"\r\n",
                )
            }),
        )
        .route(
            "/form",
            route(|| async {
                let kind = "application/x-www-form-urlencoded";
                response(&[("content-type", kind)], 200, "m=ada%40example.com")
            }),
        )
        .route(
            "/image",
            route(|| async { response(&[("content-type", "image/png")], 200, "ada@example.com") }),
        )
        .route(
            "/gzip",
            route(move || async move {
                response(&[json, ("content-encoding", "gzip")], 200, "ada@example.com")
            }),
        )
        .route(
            "/part",
            route(move || async move {
                response(&[json, ("content-range", "bytes 0-3/9")], 206, "ada@example.com")
            }),
        )
        .route("/empty", route(|| async { response(&[("location", "/json")], 303, "") }))
        .route(
            "/error",
            route(|| async {
                response(&[("content-type", "application/problem+json")], 422, JSON)
            }),
        )
}

#[test]
fn each_role_sees_its_own() {
    let server = Server::start(app().layer(layer(policy())));
    for (role, expected) in [
        (None, r#"{"mail":"[EMAIL_ADDRESS]","by":"A. [NAME]"}"#),
        (Some("role: support"), JSON),
        (Some("role: owner"), JSON),
    ] {
        let response = get(server.address, "/json", role.as_slice());
        let headers = response.headers.clone();
        let named = ["etag", "digest", "accept-ranges", "content-length"];
        let left = named.iter().filter(|name| headers.contains_key(**name)).count();
        assert_eq!(left, if role == Some("role: owner") { 4 } else { 0 }, "{role:?}: {headers:?}");
        assert_eq!(headers.get("cache-control").expect("told"), "max-age=5, private");
        assert_eq!((response.status, response.body().0.as_str()), (200, expected), "{role:?}");
    }
    let unknown = get(server.address, "/json", &["role: stranger"]);
    assert_eq!(unknown.status, 500, "a profile that the policy does not have");
    assert!(!unknown.body().0.contains("ada"));
}

#[test]
fn every_format_and_every_status() {
    let key = Key { id: "k1".to_owned(), key: Secret::from("5a".repeat(64)) };
    let server = Server::start(app().layer(layer(policy()).token_key(key.clone())));
    let body = |path| get(server.address, path, &[]).body().0;
    assert_eq!(body("/form"), "m=[EMAIL_ADDRESS]");
    assert_eq!(get(server.address, "/error", &[]).status, 422);
    assert!(body("/error").starts_with(r#"{"mail":"[EMAIL_ADDRESS]""#));
    let csv = body("/csv");
    assert!(csv.starts_with("mail,x\r\n[EMAIL_ADDRESS],\"[CREDIT_CARD-k1"), "{csv}");
    let keys = [key];
    let reveal = Reveal { format: TextFormat::Csv, keys: &keys, more: false, tenant: "acme" };
    let revealed = module().reveal(&csv, &reveal).expect("revealed");
    assert_eq!(revealed.text, "mail,x\r\n[EMAIL_ADDRESS],\"4111 1111 1111 1111\"\r\n");
}

#[test]
fn the_service_inside_is_asked_for_the_whole_as_it_is() {
    let server = Server::start(app().layer(layer(policy())));
    let headers = ["accept-encoding: gzip", "range: bytes=0-1", "if-none-match: \"1\""];
    assert_eq!(get(server.address, "/asked", &headers).body().0, "none");
    let all = [&headers[..], &["role: owner"]].concat();
    assert_eq!(get(server.address, "/asked", &all).body().0, "some");
}

#[test]
fn what_cannot_be_read_is_refused_unless_it_may_pass() {
    let strict = Server::start(app().layer(layer(policy()).others(Unread::Refuse)));
    let loose = Server::start(app().layer(layer(policy()).encoded(Unread::Pass)));
    for (path, strictly, loosely) in
        [("/image", 500, 200), ("/gzip", 500, 200), ("/part", 500, 500)]
    {
        for (server, status) in [(&strict, strictly), (&loose, loosely)] {
            let response = get(server.address, path, &[]);
            assert_eq!(response.status, status, "{path}");
            let body = response.body().0;
            assert_eq!(body.contains("ada@"), status == 200, "{path}: {body}");
            assert_eq!(body.contains("not-redacted"), status == 500, "{path}: {body}");
        }
    }
}

#[test]
fn a_head_has_no_body_and_no_length_of_another() {
    let server = Server::start(app().layer(layer(policy())));
    let response = ask(server.address, "HEAD", "/json", &[]);
    assert_eq!((response.status, response.header("etag")), (200, None));
    assert_eq!(response.header("content-length"), None);
    assert_eq!(response.body(), (String::new(), End::Whole, Default::default()));
    let strict = Server::start(app().layer(layer(policy()).others(Unread::Refuse)));
    assert_eq!(get(strict.address, "/empty", &[]).status, 303, "nothing is refused of no body");
}

#[test]
fn a_busy_engine_is_told_and_nothing_leaves() {
    let builder = Module::builder().concurrency(1).wait(std::time::Duration::ZERO);
    let module = builder.open().expect("an engine");
    let policy = wicketgate_runtime::Policy::load(&module, crate::DOCUMENT).expect("a policy");
    let held = policy.redaction(&Default::default()).expect("the only place");
    let server = Server::start(app().layer(layer(policy)));
    let response = get(server.address, "/json", &[]);
    assert_eq!(response.status, 503);
    assert!(response.header("retry-after").is_some());
    assert!(!response.body().0.contains("ada"));
    drop(held);
    assert_eq!(get(server.address, "/json", &[]).status, 200);
}
