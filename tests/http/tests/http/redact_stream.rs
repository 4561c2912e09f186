//! `POST /v1/redact`: a text that is redacted while it comes.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use wicketgate_http_tests::{Answer, Server, raw};

use crate::{files, json, problem};

const PATH: &str = "/v1/redact";

fn ask(server: &Server, path: &str, content_type: &str, body: &[u8]) -> Answer {
    server.ask("POST", path, &[("content-type", content_type)], body).expect("an answer")
}

#[test]
fn the_content_type_tells_the_format() {
    let server = Server::start(&[]).expect("a server");
    let cases = [
        ("text/plain", "text/plain; charset=utf-8", "to a@example.com\n", "to [EMAIL_ADDRESS]\n"),
        (
            "application/json",
            "application/json",
            r#"{"a":"a@example.com"}"#,
            r#"{"a":"[EMAIL_ADDRESS]"}"#,
        ),
        (
            "application/x-ndjson",
            "application/x-ndjson",
            "{\"a\":\"a@example.com\"}\n{}\n",
            "{\"a\":\"[EMAIL_ADDRESS]\"}\n{}\n",
        ),
        (
            "Text/CSV; charset=UTF-8",
            "text/csv; charset=utf-8",
            "e,n\na@example.com,1\n",
            "e,n\n[EMAIL_ADDRESS],1\n",
        ),
        ("text/plain", "text/plain; charset=utf-8", "", ""),
    ];
    for (given, answered, body, redacted) in cases {
        let answer = ask(&server, PATH, given, body.as_bytes());
        assert_eq!((answer.status, answer.body.as_str()), (200, redacted), "{given}");
        assert_eq!(answer.header("content-type"), answered);
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let form = ask(&server, PATH, "application/x-www-form-urlencoded", b"e=a%40example.com&n=1");
    assert!(form.status == 200 && form.body.ends_with("&n=1"), "{form:?}");
    assert!(!form.body.contains("example"), "{form:?}");
}

#[test]
fn what_cannot_be_redacted_is_a_problem() {
    let policy = r#"{"version":1,"redaction":{"profiles":[{"name":"support",
        "kinds":{"email-address":{"enabled":false}}}]}}"#;
    let (_folder, paths) = files(&[("policy.json", policy)]);
    let server = Server::start(&["--policy", &paths[0]]).expect("a server");
    let text = b"to a@example.com";
    problem(&ask(&server, PATH, "text/html", text), 415, "unsupported-media-type");
    problem(&ask(&server, PATH, "text/plain; charset=latin1", text), 415, "unsupported-media-type");
    problem(&ask(&server, PATH, "text/plain", b"\xff"), 400, "malformed-text");
    problem(&ask(&server, PATH, "text/plain", b"\xe2\x82"), 400, "malformed-text");
    problem(&ask(&server, "/v1/redact?a=b", "text/plain", text), 400, "malformed-query");
    let unknown = ask(&server, "/v1/redact?profile=nobody", "text/plain", text);
    assert_eq!(unknown.status, 422, "{}", unknown.body);
    assert_eq!(json(&unknown.body)["problems"][0]["pointer"], "/profile", "{}", unknown.body);
    let support = ask(&server, "/v1/redact?profile=support", "text/plain", text);
    assert_eq!((support.status, support.body.as_str()), (200, "to a@example.com"));
    assert_eq!(ask(&server, PATH, "text/plain", text).body, "to [EMAIL_ADDRESS]");
    problem(&server.get(PATH).expect("an answer"), 405, "method-not-allowed");
}

#[test]
fn an_answer_begins_before_the_body_has_ended() {
    let server = Server::start(&[]).expect("a server");
    let mut stream = TcpStream::connect(server.address()).expect("connected");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("set");
    let chunk = |text: &str| format!("{:x}\r\n{text}\r\n", text.len());
    let head = "POST /v1/redact HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\n\
        connection: close\r\ntransfer-encoding: chunked\r\n\r\n";
    let lines = "to a@example.com\n".repeat(500);
    stream.write_all(format!("{head}{}", chunk(&lines)).as_bytes()).expect("sent");
    let mut begun = [0; 2048];
    stream.read_exact(&mut begun).expect("an answer before the end");
    assert!(begun.starts_with(b"HTTP/1.1 200 "));
    stream.write_all(format!("{}0\r\n\r\n", chunk("end b@example.com")).as_bytes()).expect("sent");
    let mut rest = String::new();
    stream.read_to_string(&mut rest).expect("the rest");
    let last = rest.rfind("end ").expect("the last line");
    assert!(rest.split_at(last).1.contains("[EMAIL_ADDRESS]"), "{rest}");
    assert!(rest.ends_with("0\r\n\r\n"), "{rest}");
    assert!(!rest.contains("@example"), "{rest}");
}

#[test]
fn a_text_of_any_length_goes_through() {
    let server = Server::start(&[]).expect("a server");
    let line = "from a@example.com\n";
    let count = (8 << 20) / line.len();
    let mut stream = TcpStream::connect(server.address()).expect("connected");
    stream.set_read_timeout(Some(Duration::from_secs(120))).expect("set");
    let head = format!(
        "POST /v1/redact HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\nconnection: close\r\n\
        content-length: {}\r\n\r\n",
        count * line.len()
    );
    let mut writer = stream.try_clone().expect("two halves");
    let feed = thread::spawn(move || {
        writer.write_all(head.as_bytes()).expect("sent");
        for _ in 0..count {
            writer.write_all(line.as_bytes()).expect("sent");
        }
    });
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("read");
    feed.join().expect("no panic");
    assert!(answer.ends_with("0\r\n\r\n") && !answer.contains("@example"), "whole and redacted");
}

#[test]
fn a_text_that_breaks_breaks_the_connection() {
    let server = Server::start(&["--read-timeout", "0.5"]).expect("a server");
    let head = "POST /v1/redact HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\n\
        connection: close\r\ncontent-length: 100000\r\n\r\n";
    let slow = raw(server.address(), head.as_bytes()).expect("an answer");
    assert!(slow.starts_with("HTTP/1.1 408 "), "{slow}");
    let lines = "to a@example.com\n".repeat(500);
    for end in [&b""[..], b"\xff"] {
        let sent = [head.as_bytes(), lines.as_bytes(), end].concat();
        let broken = raw(server.address(), &sent).unwrap_or_default();
        assert!(!broken.ends_with("0\r\n\r\n"), "a part is not the whole: {broken}");
    }
}

#[test]
fn redactions_leave_places_for_decisions() {
    let server = Server::start(&["--read-timeout", "30"]).expect("a server");
    let head = "POST /v1/redact HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\n\
        content-length: 100000\r\n\r\nbegun";
    let held: Vec<_> = (0..40)
        .map(|_| {
            let mut stream = TcpStream::connect(server.address()).expect("connected");
            stream.write_all(head.as_bytes()).expect("sent");
            stream
        })
        .collect();
    let start = Instant::now();
    while ask(&server, PATH, "text/plain", b"a").status != 503 {
        assert!(start.elapsed() < Duration::from_secs(20), "no bound");
    }
    problem(&ask(&server, PATH, "text/plain", b"a"), 503, "busy");
    assert_eq!(server.check(r#"{"password":"a"}"#).expect("an answer").status, 200);
    drop(held);
    while ask(&server, PATH, "text/plain", b"a").status != 200 {
        assert!(start.elapsed() < Duration::from_secs(60), "the places were not given back");
    }
}
