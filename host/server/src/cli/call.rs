//! `wicketgate call`: a file or stream of JSON requests, one answer a line.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, IsTerminal, Read, Write},
    path::PathBuf,
    time::Duration,
};

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use wicketgate_core::json;
use wicketgate_runtime::{Error, MAX_REQUEST, Module, Session, ok};

use super::{
    Policies,
    engine::{self, Engine},
    line::{Line, next_line},
};
use crate::{
    document::Document,
    exit::{Exit, Failure},
};

/// What `call` is told.
#[derive(Args, Debug)]
pub(crate) struct Call {
    #[command(flatten)]
    policies: Policies,
    /// The requests, one a line; standard input where it is missing or `-`
    #[arg(value_name = "FILE")]
    requests: Option<PathBuf>,
}

impl Call {
    /// Answers every line.
    pub(crate) fn run(self, engine: &Engine) -> Result<Exit, Failure> {
        let document = Document::read(&self.policies.sources)?;
        let mut callee = Callee::new(engine.open()?, document, self.policies.sources.is_empty())?;
        let (input, size) = self.open()?;
        let progress = progress(size);
        let mut input = BufReader::with_capacity(MAX_REQUEST, progress.wrap_read(input));
        let mut output = BufWriter::new(io::stdout().lock());
        let mut exit = Exit::Accept;
        while let Some(line) = next_line(&mut input)? {
            let (answer, worst) = callee.answer(line)?;
            exit = exit.max(worst);
            writeln!(output, "{answer}")?;
            // Whoever writes one request and waits for its answer gets it.
            if input.buffer().is_empty() {
                output.flush()?;
            }
        }
        output.flush()?;
        progress.finish_and_clear();
        Ok(exit)
    }

    fn open(&self) -> Result<(Box<dyn Read>, Option<u64>), Failure> {
        match self.requests.as_deref().filter(|path| path.as_os_str() != "-") {
            None => Ok((Box::new(io::stdin().lock()), None)),
            Some(path) => {
                let failed =
                    |error| Failure::usage(format!("cannot read `{}`: {error}", path.display()));
                let file = File::open(path).map_err(failed)?;
                let size = file.metadata().map_err(failed)?.len();
                Ok((Box::new(file), Some(size)))
            }
        }
    }
}

/// A session with the policy loaded, opened again after a failure.
struct Callee {
    baked: bool,
    document: Document,
    module: Module,
    policy: u32,
    session: Session,
}

impl Callee {
    /// Opens a session; `baked` prefers the policy that the engine holds already.
    fn new(module: Module, document: Document, baked: bool) -> Result<Self, Failure> {
        let (session, policy) = engine::session(&module, &document, baked)?;
        Ok(Self { baked, document, module, policy, session })
    }

    /// The answer to a line, and the exit code that it asks for.
    fn answer(&mut self, line: Line) -> Result<(String, Exit), Failure> {
        let request = match line {
            Line::Text(request) => request,
            Line::Bytes => return Ok((refusal("malformed-json", "not UTF-8"), Exit::Refuse)),
            Line::Long => return Ok((refusal("too-large", &too_long()), Exit::Refuse)),
        };
        match self.session.call(&with_policy(request, self.policy)) {
            Ok(answer) => match ok(&answer) {
                Ok(_) => Ok((answer, Exit::Accept)),
                Err(Error::Refuse(_)) => Ok((answer, Exit::Refuse)),
                Err(error) => Ok((refusal(error.code(), &error.to_string()), Exit::Engine)),
            },
            Err(error @ Error::Size { .. }) => {
                Ok((refusal(error.code(), &error.to_string()), Exit::Refuse))
            }
            Err(error) => {
                (self.session, self.policy) =
                    engine::session(&self.module, &self.document, self.baked)?;
                Ok((refusal(error.code(), &error.to_string()), Exit::Engine))
            }
        }
    }
}

/// Puts the policy's handle first in a request that names none.
///
/// What is not an object goes to the engine as it is, for the engine to say so.
fn with_policy(request: String, policy: u32) -> String {
    let value = json::parse(&request);
    let Some(members) = value.as_ref().ok().and_then(|value| value.members()) else {
        return request;
    };
    if members.iter().any(|member| member.key == "policy") {
        return request;
    }
    let comma = if members.is_empty() { "" } else { "," };
    request.replacen('{', &format!("{{\"policy\":{policy}{comma}"), 1)
}

fn refusal(code: &str, message: &str) -> String {
    serde_json::json!({ "error": { "code": code, "message": message } }).to_string()
}

fn too_long() -> String {
    format!("the request is larger than {MAX_REQUEST} bytes")
}

/// A bar for a file, a counter for a stream, and nothing where nobody looks or answers are shown.
fn progress(size: Option<u64>) -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match size {
        Some(size) => (ProgressBar::new(size), "{bar:40} {percent}% of {total_bytes}, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {bytes} read in {elapsed}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

#[cfg(test)]
mod tests {
    use super::with_policy;

    #[test]
    fn the_handle_goes_into_requests_that_name_none() {
        let cases = [
            ("{}", "{\"policy\":7}"),
            (" {\"op\":\"a\"}", " {\"policy\":7,\"op\":\"a\"}"),
            ("{\"policy\":1}", "{\"policy\":1}"),
            ("{\"a\":{\"policy\":1}}", "{\"policy\":7,\"a\":{\"policy\":1}}"),
            ("[{}]", "[{}]"),
            ("{\"op\"", "{\"op\""),
            ("", ""),
        ];
        for (request, expected) in cases {
            assert_eq!(with_policy(request.to_owned(), 7), expected, "{request}");
        }
    }
}
