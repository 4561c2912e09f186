//! A server on a free port of the loopback interface, stopped whatever happens.

use std::{
    io::{self, BufRead, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
    thread::JoinHandle,
    time::Duration,
};

use crate::{
    binary::{self, collect, wait},
    client::{self, Answer},
};

/// A running server.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    child: Child,
    log: Option<JoinHandle<String>>,
}

impl Server {
    /// Starts a server with these arguments, and returns when it listens.
    ///
    /// # Errors
    ///
    /// It did not start; the error holds its log.
    pub fn start(arguments: &[&str]) -> io::Result<Self> {
        let mut child = binary::command()?
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let log = collect(child.stderr.take());
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        let address =
            line.trim().strip_prefix("http://").and_then(|url| url.strip_suffix("/sign-up"));
        match address.and_then(|address| address.parse().ok()) {
            Some(address) => Ok(Self { address, child, log: Some(log) }),
            None => {
                wait(&mut child, LIMIT)?;
                Err(io::Error::other(log.join().unwrap_or_default()))
            }
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Asks.
    ///
    /// # Errors
    ///
    /// The connection failed.
    pub fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> io::Result<Answer> {
        client::ask(self.address, method, path, headers, body)
    }

    /// Asks for a path.
    ///
    /// # Errors
    ///
    /// The connection failed.
    pub fn get(&self, path: &str) -> io::Result<Answer> {
        self.ask("GET", path, &[], b"")
    }

    /// Posts a JSON body to the password check.
    ///
    /// # Errors
    ///
    /// The connection failed.
    pub fn check(&self, body: impl AsRef<[u8]>) -> io::Result<Answer> {
        let json = [("content-type", "application/json")];
        self.ask("POST", "/v1/password/check", &json, body.as_ref())
    }

    /// Posts the sign-up form.
    ///
    /// # Errors
    ///
    /// The connection failed.
    pub fn submit(&self, body: &str, accept: &str) -> io::Result<Answer> {
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", accept)];
        self.ask("POST", "/sign-up", &headers, body.as_bytes())
    }

    /// Tells it to end, as a service manager does.
    ///
    /// # Errors
    ///
    /// The signal could not be sent.
    pub fn terminate(&self) -> io::Result<()> {
        let status = Command::new("kill").arg(self.child.id().to_string()).status()?;
        if status.success() { Ok(()) } else { Err(io::Error::other("no signal was sent")) }
    }

    /// Waits for it to end; its exit code and its log.
    ///
    /// # Errors
    ///
    /// It did not end in time.
    pub fn ended(mut self) -> io::Result<(Option<i32>, String)> {
        let code = wait(&mut self.child, LIMIT)?;
        let log = self.log.take().map(|log| log.join().unwrap_or_default());
        Ok((code, log.unwrap_or_default()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _killed = self.child.kill();
        let _waited = self.child.wait();
    }
}

const LIMIT: Duration = Duration::from_secs(60);
