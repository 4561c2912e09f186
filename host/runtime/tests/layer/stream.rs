//! Bodies as they come: slow, long, broken.

use std::{
    convert::Infallible,
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use axum::{Router, body::Body, http::HeaderMap, response::Response, routing::get as route};
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame};
use tokio::sync::mpsc;
use wicketgate_runtime::{Module, Policy, Redact};

use crate::{
    Server,
    client::{End, get},
    layer, policy,
};

/// What a test has come out of a body.
type Given = Result<Frame<Bytes>, io::Error>;

/// A body whose frames a test sends.
struct Sent(mpsc::Receiver<Given>);

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0.poll_recv(context)
    }
}

/// A server with one body, and what sends it.
fn server(kind: &'static str) -> (Server, mpsc::Sender<Given>) {
    server_of(kind, policy())
}

fn server_of(kind: &'static str, policy: Policy) -> (Server, mpsc::Sender<Given>) {
    let (sender, receiver) = mpsc::channel(1);
    let receiver = Arc::new(std::sync::Mutex::new(Some(receiver)));
    let handler = move || {
        let taken = receiver.lock().expect("a lock").take().expect("one request");
        async move {
            let response = Response::builder().header("content-type", kind);
            let response = response.header("trailer", "digest, server-timing");
            response.body(Body::new(Sent(taken))).expect("a response")
        }
    };
    (Server::start(Router::new().route("/", route(handler)).layer(layer(policy))), sender)
}

fn data(text: &'static str) -> Given {
    Ok(Frame::data(Bytes::from_static(text.as_bytes())))
}

#[test]
fn what_is_decided_comes_before_the_body_has_ended() {
    let (server, sender) = server("application/x-ndjson");
    sender.blocking_send(data("{\"a\":\"ada@example.com\"}\n{\"b\":\"gra")).expect("taken");
    let mut response = get(server.address, "/", &[]);
    assert_eq!(response.status, 200);
    let first = response.chunk().expect("a chunk").expect("some");
    assert!(first.starts_with("{\"a\":\"[EMAIL_ADDRESS]\"}\n"), "{first}");
    assert!(!first.contains("gra"), "what may become an address is held back: {first}");
    sender.blocking_send(data("ce@example.")).expect("taken");
    sender.blocking_send(data("com\"}\n")).expect("taken");
    drop(sender);
    let (rest, end, _) = response.body();
    assert_eq!(
        (first + &rest).as_str(),
        "{\"a\":\"[EMAIL_ADDRESS]\"}\n{\"b\":\"[EMAIL_ADDRESS]\"}\n"
    );
    assert_eq!(end, End::Whole);
}

#[test]
fn a_body_that_breaks_ends_in_an_error_and_loses_what_was_held_back() {
    let cases: [(Given, &str); 2] = [
        (Err(io::Error::other("gone")), "an error"),
        (Ok(Frame::data(Bytes::from_static(b"\xff\xff"))), "no UTF-8"),
    ];
    for (given, case) in cases {
        let (server, sender) = server("text/plain");
        sender.blocking_send(data("first line\nthen ada@example.c")).expect("taken");
        let mut response = get(server.address, "/", &[]);
        let first = response.chunk().expect("a chunk").expect("some");
        sender.blocking_send(given).expect("taken");
        drop(sender);
        let (rest, end, _) = response.body();
        assert_eq!(end, End::Broken, "{case}");
        let all = first + &rest;
        assert!(all.starts_with("first line") && !all.contains("ada@"), "{case}: {all}");
    }
}

#[test]
fn an_engine_that_fails_ends_a_body_in_an_error_and_gives_its_place_back() {
    let module = Module::builder().memory(MEMORY).concurrency(1).open().expect("an engine");
    let document = r#"{"version":1,"redaction":{"kinds":{"email-address":{"action":"count"}}}}"#;
    let counting = Policy::load(&module, document).expect("a policy");
    let (server, sender) = server_of("text/plain", counting.clone());
    // Every address is remembered, until there is no memory for another one.
    let sent = std::thread::spawn(move || {
        let line = |number| format!("to ada{number}@example.com\n");
        let lines = |part: u32| (part * 1_000..(part + 1) * 1_000).map(line).collect::<String>();
        (0..1_000)
            .take_while(|part| sender.blocking_send(Ok(Frame::data(lines(*part).into()))).is_ok())
            .count()
    });
    let (text, end, _) = get(server.address, "/", &[]).body();
    let parts = sent.join().expect("sent");
    assert_eq!(end, End::Broken, "after {parts} parts");
    assert!(text.starts_with("to [EMAIL_ADDRESS_1]\n") && !text.contains('@'), "{parts} parts");
    let again = counting.redact("ada@example.com", &Redact::default()).expect("a place");
    assert_eq!(again, "[EMAIL_ADDRESS_1]");
}

#[test]
fn trailers_come_after_all_of_the_text() {
    let (server, sender) = server("text/plain");
    let mut trailers = HeaderMap::new();
    trailers.insert("digest", "sha-256=x".parse().expect("a value"));
    trailers.insert("server-timing", "db;dur=1".parse().expect("a value"));
    let sent = std::thread::spawn(move || {
        sender.blocking_send(data("to ada@example.com")).expect("taken");
        sender.blocking_send(Ok(Frame::trailers(trailers))).expect("taken");
    });
    let (text, end, trailers) = get(server.address, "/", &[]).body();
    sent.join().expect("sent");
    assert_eq!((text.as_str(), end), ("to [EMAIL_ADDRESS]", End::Whole));
    let trailers: Vec<_> = trailers.keys().map(String::as_str).collect();
    assert_eq!(trailers, ["server-timing"]);
}

/// A long body that counts what was taken of it.
struct Long(Arc<AtomicUsize>);

impl HttpBody for Long {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let taken = self.0.fetch_add(1, Ordering::SeqCst);
        let line = "mail ada@example.com and more\n".repeat(10_000);
        Poll::Ready((taken < FRAMES).then(|| Ok(Frame::data(line.into()))))
    }
}

#[test]
fn nothing_is_taken_that_nobody_waits_for() {
    let taken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&taken);
    let handler = move || {
        let body = Body::new(Long(Arc::clone(&count)));
        async move { ([("content-type", "text/plain")], body) }
    };
    let server = Server::start(Router::new().route("/", route(handler)).layer(layer(policy())));
    let mut response = get(server.address, "/", &[]);
    let first = response.chunk().expect("a chunk").expect("some");
    std::thread::sleep(std::time::Duration::from_millis(500));
    let waiting = taken.load(Ordering::SeqCst);
    assert!(waiting < FRAMES / 2, "{waiting} frames were taken while nobody read");
    let (rest, end, _) = response.body();
    assert_eq!(end, End::Whole);
    let all = first + &rest;
    assert_eq!(all.len(), "mail [EMAIL_ADDRESS] and more\n".len() * 10_000 * FRAMES);
    assert!(!all.contains('@'));
}

const FRAMES: usize = 100;
/// Less than what remembering takes, and more than an engine needs to begin.
const MEMORY: usize = 3 << 20;
