//! Ending: requests under way are answered, and nobody can keep the server from it.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use wicketgate_http_tests::Server;

use crate::B3;

/// A request whose body is not there yet.
fn begin(server: &Server) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).expect("connected");
    stream
        .write_all(
            b"POST /v1/password/check HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n\
            content-length: 16\r\n\r\n{\"passw",
        )
        .expect("sent");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("set");
    stream
}

/// Waits until nobody accepts connections any more.
fn refused(server: &Server) {
    let start = Instant::now();
    while TcpStream::connect(server.address()).is_ok() {
        assert!(start.elapsed() < Duration::from_secs(20), "it still listens");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_request_under_way_is_answered() {
    let server = Server::start(&B3).expect("a server");
    let mut stream = begin(&server);
    assert_eq!(server.get("/readyz").expect("an answer").status, 200);
    server.terminate().expect("told");
    refused(&server);
    stream.write_all(b"ord\":\"a\"}").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer, and then the end");
    assert!(
        answer.starts_with("HTTP/1.1 200 ") && answer.contains("\"verdict\":\"refuse\""),
        "{answer}"
    );
    let (code, log) = server.ended().expect("ended");
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn idle_connections_do_not_delay_the_end() {
    let server = Server::start(&["--drain", "60", "--read-timeout", "60"]).expect("a server");
    let mut stream = TcpStream::connect(server.address()).expect("connected");
    stream.write_all(b"GET /livez HTTP/1.1\r\nhost: a\r\n\r\n").expect("sent");
    let mut start = [0; 12];
    stream.read_exact(&mut start).expect("an answer");
    server.terminate().expect("told");
    let begun = Instant::now();
    assert_eq!(server.ended().expect("ended").0, Some(0));
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}

#[test]
fn a_request_that_never_ends_is_cut_off() {
    let server = Server::start(&["--drain", "0.5", "--read-timeout", "600"]).expect("a server");
    let _held = begin(&server);
    assert_eq!(server.get("/readyz").expect("an answer").status, 200);
    server.terminate().expect("told");
    let begun = Instant::now();
    assert_eq!(server.ended().expect("ended").0, Some(0));
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
}
