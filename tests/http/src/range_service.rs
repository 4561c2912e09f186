//! A service for range questions on a free port of the loopback interface, good or bad.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

/// How the service answers.
#[derive(Clone, Debug)]
pub enum Reply {
    /// This text, with status 200.
    Body(String),
    /// The connection is closed without an answer.
    Close,
    /// The text, after a while.
    Slow(Duration, String),
    /// This status, and headers as lines.
    Status(u16, &'static str),
}

/// A running service; it runs until the test program ends.
#[derive(Clone, Debug)]
pub struct RangeService {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl RangeService {
    /// Starts a service that gives each range its reply.
    ///
    /// # Errors
    ///
    /// There is no free port.
    pub fn start(reply: impl Fn(&str) -> Reply + Clone + Send + 'static) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let service = Self { address: listener.local_addr()?, requests: Arc::default() };
        let requests = Arc::clone(&service.requests);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (reply, requests) = (reply.clone(), Arc::clone(&requests));
                // A client that went away is no failure of the service.
                thread::spawn(move || drop(answer(stream, &reply, &requests)));
            }
        });
        Ok(service)
    }

    /// The address, as `--ranges` takes it.
    #[must_use]
    pub fn base(&self) -> String {
        format!("http://{}/range", self.address)
    }

    /// The head of each request so far, in lower case.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn answer(
    mut stream: TcpStream,
    reply: &impl Fn(&str) -> Reply,
    requests: &Mutex<Vec<String>>,
) -> io::Result<()> {
    let mut head = String::new();
    for line in BufReader::new(stream.try_clone()?).lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        head.push_str(&line.to_lowercase());
        head.push('\n');
    }
    let range = head.split(' ').nth(1).and_then(|path| path.rsplit('/').next());
    let range = range.unwrap_or_default().to_uppercase();
    requests.lock().unwrap_or_else(PoisonError::into_inner).push(head);
    let (status, headers, body) = match reply(&range) {
        Reply::Body(body) => (200, "", body),
        Reply::Close => return Ok(()),
        Reply::Slow(time, body) => {
            thread::sleep(time);
            (200, "", body)
        }
        Reply::Status(status, headers) => (status, headers, String::new()),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status} -\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}"
    )
}
