//! Documents that do not change while the server runs: sent with a digest, and only when needed.

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use wicketgate_runtime::Digest;

use super::{error::HttpError, route::Shared};
use crate::exit::Failure;

/// A JSON text and its entity tag.
#[derive(Clone, Debug)]
pub(super) struct Document {
    tag: HeaderValue,
    text: String,
}

impl Document {
    /// A value as it is sent.
    pub(super) fn json(value: &impl Serialize) -> Result<Self, Failure> {
        match serde_json::to_string(value) {
            Ok(text) => Ok(Self::text(text)),
            Err(error) => Err(Failure::engine(error.to_string())),
        }
    }

    /// A text as it is sent.
    pub(super) fn text(text: String) -> Self {
        Self { tag: tag(text.as_bytes()), text }
    }

    /// The answer to a request with these headers.
    fn answer(&self, headers: &HeaderMap) -> Response {
        let cache = [
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            (header::ETAG, self.tag.clone()),
        ];
        if is_current(headers, &self.tag) {
            return (StatusCode::NOT_MODIFIED, cache).into_response();
        }
        (cache, json(StatusCode::OK, self.text.clone())).into_response()
    }
}

/// The password rules as a form's engine loads them.
#[utoipa::path(
    get,
    path = "/v1/policy",
    tag = "policy",
    params(("if-none-match" = Option<String>, Header, description = "Entity tag of the document at hand")),
    responses(
        (status = 200, description = "The form document, its digest, and the year",
            content_type = "application/json", body = ref("#/components/schemas/Form"),
            headers(("etag" = String, description = "Entity tag"))),
        (status = 304, description = "The document at hand is current"),
    )
)]
pub(super) async fn policy(
    State(shared): State<Shared>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    Ok(shared.app.form()?.answer(&headers))
}

/// What a password must satisfy, to show before anyone types.
#[utoipa::path(
    get,
    path = "/v1/password/requirements",
    tag = "password",
    params(("if-none-match" = Option<String>, Header, description = "Entity tag of the document at hand")),
    responses(
        (status = 200, description = "One entry for each rule",
            content_type = "application/json", body = ref("#/components/schemas/Requirements"),
            headers(("etag" = String, description = "Entity tag"))),
        (status = 304, description = "The document at hand is current"),
    )
)]
pub(super) async fn requirements(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    shared.app.requirements_document().answer(&headers)
}

/// The description of this interface.
pub(super) async fn openapi(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    shared.app.openapi().answer(&headers)
}

/// A JSON text as an answer.
pub(super) fn json(status: StatusCode, text: String) -> impl IntoResponse {
    (status, [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], text)
}

/// The entity tag of some content. It is weak: the same content may be sent compressed.
pub(super) fn tag(content: &[u8]) -> HeaderValue {
    let hex = Digest::of(content).hex();
    HeaderValue::from_str(&format!("W/\"{hex}\""))
        .unwrap_or_else(|_| HeaderValue::from_static("W/\"\""))
}

/// Whether the client names this tag as what it has.
pub(super) fn is_current(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let Ok(current) = tag.to_str() else {
        return false;
    };
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|named| named.trim() == "*" || opaque(named) == opaque(current))
}
