//! The log never holds what a client sent, wherever it put its password.

use wicketgate_http_tests::{Server, raw};

const CANARY: &str = "Canary7Secret";

#[test]
fn a_password_in_any_place_stays_out_of_the_log() {
    let server =
        Server::start(&["--log", "trace", "--policy", "preset:b3networks"]).expect("a server");
    let json = [("content-type", "application/json")];
    let bodies = [
        format!(r#"{{"password":"{CANARY}"}}"#),
        format!(r#"{{"password":"{CANARY}""#),
        format!(r#"{{"password":"{CANARY}\ud800"}}"#),
        format!(r#"{{"{CANARY}":1}}"#),
        format!(r#"{{"password":"a","subject":"{CANARY}"}}"#),
        format!(r#"{{"password":"{CANARY}","now":"{CANARY}"}}"#),
        CANARY.to_owned(),
        CANARY.repeat(10_000),
    ];
    for body in &bodies {
        server.check(body).expect("an answer");
        server
            .ask("POST", "/v1/password/check", &[("content-type", "text/plain")], body.as_bytes())
            .expect("an answer");
        server.submit(body, "text/html").expect("an answer");
    }
    for path in
        [format!("/{CANARY}"), format!("/sign-up?password={CANARY}"), format!("/assets/{CANARY}")]
    {
        server.get(&path).expect("an answer");
        server.ask("POST", &path, &json, CANARY.as_bytes()).expect("an answer");
    }
    for accept in ["text/html", "application/json"] {
        server.submit(&format!("username={CANARY}&password={CANARY}"), accept).expect("an answer");
        server.submit(&format!("{CANARY}={CANARY}"), accept).expect("an answer");
        server.submit(&format!("password={CANARY}%ff"), accept).expect("an answer");
    }
    for name in [
        "x-a",
        "cookie",
        "authorization",
        "if-none-match",
        "content-type",
        "accept",
        "x-request-id",
        "user-agent",
    ] {
        server.ask("GET", "/v1/policy", &[(name, CANARY)], b"").expect("an answer");
    }
    for bytes in [
        format!("{CANARY}\r\n\r\n"),
        format!("GET {CANARY} HTTP/1.1\r\n\r\n"),
        format!("{CANARY} /v1/policy HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"),
        format!("GET /v1/policy HTTP/1.1\r\n{CANARY}\r\n\r\n"),
        format!("GET /livez HTTP/1.1\r\nhost: {CANARY}\r\nconnection: close\r\n\r\n"),
    ] {
        // The server may close before all is sent.
        let _answer = raw(server.address(), bytes.as_bytes());
    }
    server.terminate().expect("told");
    let (code, log) = server.ended().expect("ended");
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains(CANARY), "{log}");
    assert!(!log.contains("Canary"), "{log}");
    let lines = log.lines().filter(|line| line.contains("route=\"/v1/password/check\"")).count();
    assert!(lines >= 2 * bodies.len(), "one line for each request: {log}");
}
