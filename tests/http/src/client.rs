//! Asking over HTTP: whole requests as any client makes them, and bytes as only a bad one does.

use std::{
    collections::BTreeMap,
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use ureq::{Agent, http::Request};

/// An answer, read whole.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The body as text.
    pub body: String,
    /// Headers by name in lower case; of several, the last.
    pub headers: BTreeMap<String, String>,
    /// The status code.
    pub status: u16,
}

impl Answer {
    /// A header, or nothing where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// Asks, without following redirects.
pub(crate) fn ask(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<Answer> {
    let agent: Agent = Agent::config_builder()
        .allow_non_standard_methods(true)
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .timeout_global(Some(LIMIT))
        .build()
        .into();
    let mut request = Request::builder().method(method).uri(format!("http://{address}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body).map_err(io::Error::other)?;
    let mut response = agent.run(request).map_err(io::Error::other)?;
    let headers = response.headers().iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    let (headers, status) = (headers.collect(), response.status().as_u16());
    let body = response.body_mut().read_to_vec().map_err(io::Error::other)?;
    Ok(Answer { body: String::from_utf8_lossy(&body).into_owned(), headers, status })
}

/// Sends bytes as they are and reads until the server closes the connection.
///
/// # Errors
///
/// The connection failed, or the server kept it open for too long.
pub fn raw(address: SocketAddr, bytes: &[u8]) -> io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(LIMIT))?;
    stream.write_all(bytes)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

const LIMIT: Duration = Duration::from_secs(60);
