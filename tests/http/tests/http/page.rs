//! Headers that every answer has, and the files of the pages.

use wicketgate_http_tests::Server;

use crate::B3;

const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

#[test]
fn every_answer_has_safe_headers_and_an_id_of_its_own() {
    let server = Server::start(&B3).expect("a server");
    let mut ids = std::collections::BTreeSet::new();
    let paths = [
        "/",
        "/sign-up",
        "/v1/policy",
        "/openapi.json",
        "/livez",
        "/assets/style.css",
        "/nothing",
        "/v1/password/check",
    ];
    for path in paths {
        let answer = server.get(path).expect("an answer");
        let expected = [
            ("content-security-policy", CSP),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ];
        for (name, value) in expected {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert!(answer.headers.contains_key("cache-control"), "{path}");
        assert!(ids.insert(answer.header("x-request-id").to_owned()), "{path}");
    }
    assert!(!ids.contains(""));
}

#[test]
fn files_have_their_types() {
    let server = Server::start(&B3).expect("a server");
    let cases = [
        ("style.css", "text/css; charset=utf-8"),
        ("redact.css", "text/css; charset=utf-8"),
        ("redact.js", "text/javascript; charset=utf-8"),
        ("redact-worker.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("form.js", "text/javascript; charset=utf-8"),
    ];
    for (name, content_type) in cases {
        let answer = server.get(&format!("/assets/{name}")).expect("an answer");
        assert_eq!((answer.status, answer.header("content-type")), (200, content_type), "{name}");
        assert!(!answer.body.is_empty(), "{name}");
    }
}

#[test]
fn files_are_compressed_for_whoever_takes_it() {
    let server = Server::start(&B3).expect("a server");
    let plain = server.get("/assets/style.css").expect("an answer");
    assert_eq!(plain.header("content-encoding"), "");
    for encoding in ["br", "gzip"] {
        let headers = [("accept-encoding", encoding)];
        let answer = server.ask("GET", "/assets/style.css", &headers, b"").expect("an answer");
        assert_eq!(answer.header("content-encoding"), encoding);
        assert!(answer.header("vary").contains("accept-encoding"), "{:?}", answer.headers);
        assert_eq!(answer.header("etag"), plain.header("etag"));
        assert!(answer.body.len() < plain.body.len());
    }
}

#[test]
fn the_root_leads_to_the_page() {
    let server = Server::start(&B3).expect("a server");
    let answer = server.get("/").expect("an answer");
    assert_eq!((answer.status, answer.header("location")), (303, "/sign-up"));
}

#[test]
fn the_page_of_redaction_may_send_nothing() {
    let server = Server::start(&B3).expect("a server");
    let answer = server.get("/redact").expect("an answer");
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; worker-src 'self'; \
         form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    );
    assert_eq!(answer.header("cache-control"), "no-store");
}
