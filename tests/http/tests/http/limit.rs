//! Bounds: media type, size, time, and how many at once.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use wicketgate_http_tests::{Server, raw};

use crate::{B3, problem};

#[test]
fn only_json_is_taken_as_json() {
    let server = Server::start(&B3).expect("a server");
    let body = br#"{"password":"a"}"#;
    for content_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "json",
    ] {
        let headers = [("content-type", content_type)];
        let answer = server.ask("POST", "/v1/password/check", &headers, body).expect("an answer");
        problem(&answer, 415, "unsupported-media-type");
    }
    problem(
        &server.ask("POST", "/v1/password/check", &[], body).expect("an answer"),
        415,
        "unsupported-media-type",
    );
    let headers = [("content-type", "application/json"), ("content-encoding", "gzip")];
    let answer = server.ask("POST", "/v1/password/check", &headers, body).expect("an answer");
    problem(&answer, 415, "unsupported-media-type");
    let headers = [("content-type", "Application/JSON; charset=\"UTF-8\"")];
    let answer = server.ask("POST", "/v1/password/check", &headers, body).expect("an answer");
    assert_eq!(answer.status, 200);
}

#[test]
fn a_body_is_bounded_whether_it_says_its_length_or_not() {
    let server = Server::start(&B3).expect("a server");
    let body = format!("{{\"password\":\"{}\"}}", "x".repeat(60_000));
    problem(&server.check(&body).expect("an answer"), 413, "too-large");
    let chunked = format!(
        "POST /v1/password/check HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n\
        connection: close\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    let answer = raw(server.address(), chunked.as_bytes()).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    // The longest password, every character escaped, is within the bound.
    let longest = format!("{{\"password\":\"{}\"}}", "\\u0061".repeat(4096));
    assert_eq!(server.check(&longest).expect("an answer").status, 200);
    let escaped = "\\u0061".repeat(4096);
    let both = format!("{{\"old_password\":\"{escaped}\",\"password\":\"{escaped}\"}}");
    assert_eq!(server.check(&both).expect("an answer").status, 200);
}

#[test]
fn a_slow_body_is_given_up() {
    let server = Server::start(&["--read-timeout", "0.5"]).expect("a server");
    let start = Instant::now();
    let answer = raw(server.address(), &head(100)).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(
        answer.contains("application/problem+json") && answer.contains("\"timeout\""),
        "{answer}"
    );
    assert!((Duration::from_millis(400)..Duration::from_secs(20)).contains(&start.elapsed()));
}

#[test]
fn many_slow_heads_keep_nobody_out() {
    let server = Server::start(&["--read-timeout", "1"]).expect("a server");
    let mut slow: Vec<_> =
        (0..50).map(|_| TcpStream::connect(server.address()).expect("connected")).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /livez HTTP/1.1\r\nhost: a\r\nx-a: ").expect("sent");
    }
    assert_eq!(server.get("/livez").expect("an answer").status, 200);
    let start = Instant::now();
    for stream in &mut slow {
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("set");
        let mut rest = Vec::new();
        // A reset is as good an end as a close.
        let _end = stream.read_to_end(&mut rest);
        assert!(!rest.starts_with(b"HTTP/1.1 2"), "no answer to half a request");
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn more_requests_than_places_are_told_to_come_again() {
    let server = Server::start(&["--max-requests", "1", "--read-timeout", "30"]).expect("a server");
    let held = hold(server.address());
    let answer = server.check(r#"{"password":"a"}"#).expect("an answer");
    problem(&answer, 503, "busy");
    assert_eq!(answer.header("retry-after"), "1");
    for path in ["/livez", "/readyz"] {
        assert_eq!(server.get(path).expect("an answer").status, 200, "{path}");
    }
    drop(held);
    let start = Instant::now();
    while server.check(r#"{"password":"a"}"#).expect("an answer").status != 200 {
        assert!(start.elapsed() < Duration::from_secs(20), "the place was not given back");
    }
}

#[test]
fn a_large_head_is_refused() {
    let server = Server::start(&B3).expect("a server");
    let many: String = (0..100).map(|index| format!("x-{index}: a\r\n")).collect();
    let large = format!("x-a: {}\r\n", "a".repeat(20_000));
    for headers in [many, large] {
        let request =
            format!("GET /livez HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{headers}\r\n");
        let answer = raw(server.address(), request.as_bytes()).unwrap_or_default();
        assert!(!answer.starts_with("HTTP/1.1 2"), "{answer}");
    }
    assert_eq!(server.get("/livez").expect("an answer").status, 200);
}

/// The head of a request whose body does not come.
fn head(length: usize) -> Vec<u8> {
    format!(
        "POST /v1/password/check HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n\
        connection: close\r\ncontent-length: {length}\r\n\r\n{{"
    )
    .into_bytes()
}

/// A request that occupies a place until the connection is dropped.
fn hold(address: SocketAddr) -> TcpStream {
    let start = Instant::now();
    loop {
        let mut stream = TcpStream::connect(address).expect("connected");
        stream.write_all(&head(100)).expect("sent");
        // The place is taken when the server has read the head; a probe may have been before it.
        while !is_answered(&stream) {
            let probe = b"GET /sign-up HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
            if raw(address, probe).expect("an answer").starts_with("HTTP/1.1 503 ") {
                return stream;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "the place was not taken");
        }
    }
}

/// Whether the server has answered, or closed the connection.
fn is_answered(stream: &TcpStream) -> bool {
    stream.set_read_timeout(Some(Duration::from_millis(1))).expect("a time-out");
    stream.peek(&mut [0]).is_ok()
}
