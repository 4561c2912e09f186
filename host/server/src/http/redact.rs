//! `POST /v1/redact`: personal data and secrets out of a text, as it comes.
//!
//! The body's pieces go through an instance of the engine on a thread of its own and out again. **Nothing
//! waits for the end of a text, and nothing of it is kept**: what is under way is a piece on either side.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use hyper::body::Frame;
use percent_encoding::percent_decode_str;
use tokio::{runtime::Handle, sync::mpsc, task, time};
use wicketgate_runtime::{Redact, TextFormat};

use super::{app::App, body, error::HttpError, route::Shared};

/// Redacts a text by the policy, as it comes: the answer begins before the body has ended.
///
/// The content type tells how the text is written. Where the text turns out not to be UTF-8 after the
/// answer has begun, the connection is broken off.
#[utoipa::path(
    post,
    path = "/v1/redact",
    tag = "redaction",
    params(("profile" = Option<String>, Query, description = "For whom: a profile of the policy")),
    request_body(description = "The text, of any length, in UTF-8", content(
        (String = "text/plain"),
        (String = "application/json"),
        (String = "application/x-ndjson"),
        (String = "application/x-www-form-urlencoded"),
        (String = "text/csv"),
        (String = "text/tab-separated-values"),
    )),
    responses(
        (status = 200, description = "The redacted text, in the content type of the body", content(
            (String = "text/plain"),
            (String = "application/json"),
            (String = "application/x-ndjson"),
            (String = "application/x-www-form-urlencoded"),
            (String = "text/csv"),
            (String = "text/tab-separated-values"),
        )),
        (status = 400, description = "The body is not UTF-8, or the query is malformed",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
        (status = 408, description = "The body did not arrive in time",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
        (status = 415, description = "The body is of another type",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
        (status = 422, description = "The policy has no such profile, or needs a key",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
        (status = 503, description = "Too many requests at once",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
    )
)]
pub(super) async fn redact(
    State(shared): State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, HttpError> {
    let media_type = body::one_of(&headers, &TYPES)?;
    let profile = profile(uri.query())?;
    let place = Arc::clone(&shared.streams).try_acquire_owned();
    let place = place.map_err(|_| HttpError::busy(Duration::from_secs(1)))?;
    let (pieces, taken) = mpsc::channel(1);
    let (given, mut redacted) = mpsc::channel(1);
    let (app, patience) = (shared.app.clone(), shared.read_timeout);
    tokio::spawn(feed(body, pieces, patience));
    task::spawn_blocking(move || {
        let work = Work { format: format(media_type), given, patience, profile };
        work.run(&app, taken);
        drop(place);
    });
    let first = match redacted.recv().await {
        Some(Out::End) => None,
        Some(Out::Fail(error)) => return Err(error),
        Some(Out::Text(text)) => Some(text),
        None => return Err(HttpError::internal("a redaction did not begin".to_owned())),
    };
    let answer = Answer { is_ended: first.is_none(), first, redacted };
    let content_type = HeaderValue::from_static(answered(media_type));
    Ok(([(header::CONTENT_TYPE, content_type)], Body::new(answer)).into_response())
}

/// What comes in.
enum In {
    End,
    Fail(HttpError),
    Text(String),
}

/// What goes out.
enum Out {
    End,
    Fail(HttpError),
    Text(Bytes),
}

/// Gives the body to the engine, piece by piece.
async fn feed(mut body: Body, pieces: mpsc::Sender<In>, patience: Duration) {
    let mut text = Text::default();
    loop {
        let piece = match time::timeout(patience, body.frame()).await {
            Err(_) => {
                let public = "the body did not arrive in time";
                In::Fail(HttpError::new(StatusCode::REQUEST_TIMEOUT, "timeout", public))
            }
            Ok(None) => text.end(),
            Ok(Some(Err(_))) => {
                let public = "the body did not arrive whole";
                In::Fail(HttpError::new(StatusCode::BAD_REQUEST, "incomplete", public))
            }
            // Trailers are no text.
            Ok(Some(Ok(frame))) => text.take(&frame.into_data().unwrap_or_default()),
        };
        let is_last = !matches!(piece, In::Text(_));
        if pieces.send(piece).await.is_err() || is_last {
            return;
        }
    }
}

/// Bytes as text; the beginning of a character waits for its rest.
#[derive(Default)]
struct Text(Vec<u8>);

impl Text {
    fn take(&mut self, bytes: &[u8]) -> In {
        self.0.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.0) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return malformed(),
        };
        let rest = self.0.split_off(whole);
        let text = std::mem::replace(&mut self.0, rest);
        String::from_utf8(text).map_or_else(|_| malformed(), In::Text)
    }

    fn end(&self) -> In {
        if self.0.is_empty() { In::End } else { malformed() }
    }
}

fn malformed() -> In {
    In::Fail(HttpError::new(StatusCode::BAD_REQUEST, "malformed-text", "the body is not UTF-8"))
}

/// One redaction, on a thread that may block.
struct Work {
    format: TextFormat,
    given: mpsc::Sender<Out>,
    patience: Duration,
    profile: Option<String>,
}

impl Work {
    fn run(&self, app: &App, taken: mpsc::Receiver<In>) {
        let last = self.redact(app, taken).unwrap_or_else(|error| Some(Out::Fail(error)));
        if let Some(last) = last {
            self.send(last);
        }
    }

    /// Redacts until the text ends; nothing more is to be said where nobody listens.
    fn redact(&self, app: &App, mut taken: mpsc::Receiver<In>) -> Result<Option<Out>, HttpError> {
        let Self { format, profile, .. } = self;
        let options = Redact { format: *format, profile: profile.as_deref(), ..Redact::default() };
        let mut redaction = app.policy().redaction(&options)?;
        loop {
            match taken.blocking_recv() {
                None => return Ok(None),
                Some(In::Fail(error)) => return Err(error),
                Some(In::Text(text)) => {
                    let out = redaction.push(&text)?;
                    if !out.is_empty() && !self.send(Out::Text(out.into())) {
                        return Ok(None);
                    }
                }
                Some(In::End) => {
                    let (rest, _) = redaction.finish()?;
                    let heard = rest.is_empty() || self.send(Out::Text(rest.into()));
                    return Ok(heard.then_some(Out::End));
                }
            }
        }
    }

    /// Whether it was taken.
    // SECURITY: a client that does not read its answer gives its place to others.
    fn send(&self, out: Out) -> bool {
        let sent = time::timeout(self.patience, self.given.send(out));
        matches!(Handle::current().block_on(sent), Ok(Ok(())))
    }
}

/// The answer while it is made.
struct Answer {
    first: Option<Bytes>,
    is_ended: bool,
    redacted: mpsc::Receiver<Out>,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = io::Error;

    /// INVARIANT: a text that did not come to its end breaks the connection, so that no client takes a part
    /// for the whole.
    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.is_ended {
            return Poll::Ready(None);
        }
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        self.redacted.poll_recv(context).map(|out| match out {
            Some(Out::Text(text)) => Some(Ok(Frame::data(text))),
            Some(Out::End) => {
                self.is_ended = true;
                None
            }
            Some(Out::Fail(error)) => {
                self.is_ended = true;
                tracing::warn!(code = %error.code, error = error.internal, "a redaction broke off");
                Some(Err(io::Error::other("the redaction broke off")))
            }
            None => {
                self.is_ended = true;
                Some(Err(io::Error::other("the redaction broke off")))
            }
        })
    }
}

/// The profile that the query names: its only member.
fn profile(query: Option<&str>) -> Result<Option<String>, HttpError> {
    let refuse = |public: &str| HttpError::new(StatusCode::BAD_REQUEST, "malformed-query", public);
    let Some(query) = query.filter(|query| !query.is_empty()) else { return Ok(None) };
    let Some(value) = query.strip_prefix("profile=").filter(|value| !value.contains('&')) else {
        return Err(refuse("the query is `profile=NAME` or nothing"));
    };
    let spaced = value.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded.map(|name| Some(name.into_owned())).map_err(|_| refuse("the query is not UTF-8"))
}

fn format(media_type: &str) -> TextFormat {
    match media_type {
        "application/json" | "application/x-ndjson" => TextFormat::Json,
        "application/x-www-form-urlencoded" => TextFormat::Form,
        "text/csv" => TextFormat::Csv,
        "text/tab-separated-values" => TextFormat::Tsv,
        _ => TextFormat::Text,
    }
}

/// The content type of an answer: texts name their encoding.
fn answered(media_type: &'static str) -> &'static str {
    match media_type {
        "text/csv" => "text/csv; charset=utf-8",
        "text/plain" => "text/plain; charset=utf-8",
        "text/tab-separated-values" => "text/tab-separated-values; charset=utf-8",
        other => other,
    }
}

const TYPES: [&str; 6] = [
    "text/plain",
    "application/json",
    "application/x-ndjson",
    "application/x-www-form-urlencoded",
    "text/csv",
    "text/tab-separated-values",
];

/// Most redactions at the same time: an engine has places left for decisions.
pub(super) const MAX_STREAMS: usize = 8;

#[cfg(test)]
mod tests {
    use super::{In, Text, profile};

    #[test]
    fn the_query_names_a_profile_or_nothing() {
        for (query, expected) in [
            (None, None),
            (Some(""), None),
            (Some("profile=support"), Some("support")),
            (Some("profile=a%20b+c"), Some("a b c")),
        ] {
            assert_eq!(profile(query).expect("a query").as_deref(), expected, "{query:?}");
        }
        for query in ["a=b", "profile=a&profile=b", "profile=%ff", "profile"] {
            assert_eq!(profile(Some(query)).expect_err(query).code, "malformed-query");
        }
    }

    #[test]
    fn characters_are_whole_however_they_come() {
        let mut text = Text::default();
        let mut all = String::new();
        for byte in "a\u{e9}\u{1f4a9}".as_bytes() {
            let In::Text(piece) = text.take(&[*byte]) else { panic!("text") };
            all += &piece;
        }
        assert!(matches!(text.end(), In::End));
        assert_eq!(all, "a\u{e9}\u{1f4a9}");
        assert!(matches!(text.take(b"\xe9"), In::Text(_)));
        assert!(matches!(text.end(), In::Fail(_)));
        assert!(matches!(text.take(b"a"), In::Fail(_)));
    }
}
