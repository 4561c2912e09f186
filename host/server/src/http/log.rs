//! The log, redacted line by line.
//!
//! What is logged is chosen so that nothing of a request stands in it. This is the second wall: a message of
//! a library or of the system may hold an address or a token all the same.

use std::{
    io::{self, Write},
    sync::Mutex,
};

use tracing_subscriber::{filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};
use wicketgate_runtime::{Module, Session};

use crate::{cli::engine, document::Document, exit::Failure};

/// Begins to log.
// SECURITY: only this program's own events, whatever the level: a library's might show a body.
pub(super) fn begin(module: &Module, level: tracing::Level) -> Result<(), Failure> {
    let mut lines = Lines { module: module.clone(), session: None };
    lines.session()?;
    let layer = tracing_subscriber::fmt::layer().with_writer(Mutex::new(lines)).with_target(false);
    tracing_subscriber::registry()
        .with(layer)
        .with(Targets::new().with_target("wicketgate", level))
        .init();
    Ok(())
}

/// Standard error behind an instance of the engine, which is kept: a line costs microseconds.
struct Lines {
    module: Module,
    /// The instance, and what it is asked with each line.
    session: Option<(Session, String)>,
}

impl Lines {
    fn session(&mut self) -> Result<&mut (Session, String), Failure> {
        if self.session.is_none() {
            let document = Document::of("the log's policy", POLICY.to_owned());
            let (session, policy) = engine::session(&self.module, &document, false)?;
            let request = format!(r#"{{"format":"text","policy":{policy}}}"#);
            self.session = Some((session, request));
        }
        self.session.as_mut().ok_or_else(|| Failure::engine("no instance for the log"))
    }

    /// The line as it may be shown; none where the engine fails twice.
    fn redact(&mut self, line: &str) -> Option<String> {
        for _ in 0..2 {
            if let Ok((session, request)) = self.session()
                && let Ok(Ok(text)) = session.redact(request, line)
            {
                return Some(text);
            }
            self.session = None;
        }
        None
    }
}

impl Write for Lines {
    /// Takes a whole line, as `tracing-subscriber` writes it.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(line).ok().and_then(|line| self.redact(line));
        io::stderr().lock().write_all(text.as_deref().unwrap_or(WITHHELD).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().lock().flush()
    }
}

/// The default policy. Addresses of networks stay: those that are logged are the server's own and those of
/// its lists, never a client's.
const POLICY: &str = r#"{"version":1,"extends":"preset:default","redaction":{"kinds":{
    "ip-address":{"enabled":false}}}}"#;

const WITHHELD: &str = "a line of the log is withheld: it could not be redacted\n";
