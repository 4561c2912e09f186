//! Failures as problem details (RFC 9457): what a stranger may know apart from what the log says.

use std::{borrow::Cow, time::Duration};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use wicketgate_core::Problem;
use wicketgate_runtime as runtime;

/// An answer that is a failure.
#[derive(Debug)]
pub(super) struct HttpError {
    /// Stable name.
    pub(super) code: Cow<'static, str>,
    /// For the log alone. It never holds a part of the request.
    pub(super) internal: Option<String>,
    pub(super) pointer: Option<String>,
    pub(super) problems: Vec<Problem>,
    /// For whoever asked.
    pub(super) public: String,
    pub(super) retry_after: Option<Duration>,
    pub(super) status: StatusCode,
}

/// Problem details as they are sent.
#[derive(Serialize, schemars::JsonSchema)]
#[schemars(rename = "ProblemDetails")]
pub(super) struct Body<'a> {
    /// Stable name of the failure; match on it, never on the texts.
    code: &'a str,
    /// What went wrong, in English.
    detail: &'a str,
    /// JSON Pointer to the place in the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    /// Every problem of the request, place by place.
    #[serde(skip_serializing_if = "<[Problem]>::is_empty")]
    problems: &'a [Problem],
    /// The status code of the answer.
    status: u16,
    /// The name of the status.
    title: &'a str,
    /// The code as a URI.
    #[serde(rename = "type")]
    kind: String,
}

/// What the log is told of a failure, carried by the answer.
#[derive(Clone)]
pub(super) struct Internal(pub(super) String);

impl HttpError {
    /// A failure that whoever asked can mend.
    pub(super) fn new(status: StatusCode, code: &'static str, public: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            internal: None,
            pointer: None,
            problems: Vec::new(),
            public: public.into(),
            retry_after: None,
            status,
        }
    }

    /// A failure of this server; only the log learns what it was.
    pub(super) fn internal(internal: String) -> Self {
        let public = "the server could not decide; nothing was accepted";
        Self {
            internal: Some(internal),
            ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", public)
        }
    }

    /// More is asked than can be answered at once.
    pub(super) fn busy(retry_after: Duration) -> Self {
        Self {
            retry_after: Some(retry_after),
            ..Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "too many requests at once; try again",
            )
        }
    }
}

/// No answer of the engine is a verdict unless it is a report.
impl From<runtime::Error> for HttpError {
    fn from(error: runtime::Error) -> Self {
        let internal = format!("{}: {error}", error.code());
        match error {
            runtime::Error::Busy { retry_after } => Self::busy(retry_after),
            runtime::Error::Deadline { limit } => {
                Self { internal: Some(internal), ..Self::busy(limit) }
            }
            runtime::Error::Size { .. } => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", error.to_string())
            }
            runtime::Error::Refuse(error) => Self {
                code: Cow::Owned(error.code.as_str().to_owned()),
                internal: None,
                pointer: error.pointer,
                problems: error.problems,
                public: error.message,
                retry_after: None,
                status: match error.code.as_str() {
                    "malformed-json" | "too-deep" => StatusCode::BAD_REQUEST,
                    "too-large" => StatusCode::PAYLOAD_TOO_LARGE,
                    _ => StatusCode::UNPROCESSABLE_ENTITY,
                },
            },
            _ => Self::internal(internal),
        }
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let body = serde_json::to_string(&Body {
            code: &self.code,
            detail: &self.public,
            kind: format!("urn:wicketgate:problem:{}", self.code),
            pointer: self.pointer.as_deref(),
            problems: &self.problems,
            status: self.status.as_u16(),
            title: self.status.canonical_reason().unwrap_or("Error"),
        });
        let content_type = HeaderValue::from_static("application/problem+json");
        let mut response =
            (self.status, [(header::CONTENT_TYPE, content_type)], body.unwrap_or_default())
                .into_response();
        decorate(&mut response, self.retry_after, self.internal);
        response
    }
}

/// Adds to an answer what is not its body: when to ask again, and what the log is told.
pub(super) fn decorate(
    response: &mut Response,
    retry_after: Option<Duration>,
    internal: Option<String>,
) {
    if let Some(retry_after) = retry_after {
        let seconds = retry_after.as_secs_f64().ceil().max(1.0);
        if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
    }
    if let Some(internal) = internal {
        response.extensions_mut().insert(Internal(internal));
    }
}
