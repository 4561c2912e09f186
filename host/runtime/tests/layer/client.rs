//! A client that sees every byte as it comes: HTTP/1.1, one request for each connection.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// A response whose body is read as it comes.
pub(crate) struct Response {
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) status: u16,
    reader: BufReader<TcpStream>,
}

/// How a body ended.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum End {
    Broken,
    Whole,
}

pub(crate) fn ask(address: SocketAddr, method: &str, path: &str, headers: &[&str]) -> Response {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nte: trailers\r\n{headers}\r\n"
    );
    stream.write_all(request.as_bytes()).expect("sent");
    let mut reader = BufReader::new(stream);
    let status = line(&mut reader).split(' ').nth(1).expect("a status").parse().expect("a number");
    let mut response = Response { headers: BTreeMap::new(), status, reader };
    response.headers = fields(&mut response.reader);
    response
}

pub(crate) fn get(address: SocketAddr, path: &str, headers: &[&str]) -> Response {
    ask(address, "GET", path, headers)
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The next chunk; nothing at the end.
    pub(crate) fn chunk(&mut self) -> Result<Option<String>, End> {
        let mut size = String::new();
        if self.reader.read_line(&mut size).map_err(|_| End::Broken)? == 0 {
            return Err(End::Broken);
        }
        let size = usize::from_str_radix(size.trim(), 16).map_err(|_| End::Broken)?;
        if size == 0 {
            return Ok(None);
        }
        let mut bytes = vec![0; size + 2];
        self.reader.read_exact(&mut bytes).map_err(|_| End::Broken)?;
        bytes.truncate(size);
        String::from_utf8(bytes).map(Some).map_err(|_| End::Broken)
    }

    /// All of the body, how it ended, and its trailers.
    pub(crate) fn body(mut self) -> (String, End, BTreeMap<String, String>) {
        let mut text = String::new();
        if self.header("transfer-encoding") != Some("chunked") {
            self.reader.read_to_string(&mut text).expect("a body");
            return (text, End::Whole, BTreeMap::new());
        }
        loop {
            match self.chunk() {
                Ok(Some(chunk)) => text += &chunk,
                Ok(None) => return (text, End::Whole, fields(&mut self.reader)),
                Err(end) => return (text, end, BTreeMap::new()),
            }
        }
    }
}

fn line(reader: &mut impl BufRead) -> String {
    let mut line = String::new();
    reader.read_line(&mut line).expect("a line");
    line.trim_end().to_owned()
}

fn fields(reader: &mut impl BufRead) -> BTreeMap<String, String> {
    let lines = std::iter::repeat_with(|| line(reader)).take_while(|line| !line.is_empty());
    let field = |line: String| {
        let (name, value) = line.split_once(": ").expect("a field");
        (name.to_ascii_lowercase(), value.to_owned())
    };
    lines.map(field).collect()
}
