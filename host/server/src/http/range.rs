//! `GET /v1/ranges/{prefix}`: what this server's lists say of a range, in the published form.
//!
//! A page asks it when an input is left, so that a breached password is told before the submit. It
//! learns no more than the published services tell everybody, and the server still decides.

use axum::{
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{error::HttpError, route::Shared};

/// The breached passwords of a range: their hashes without the prefix, and how often each was seen.
#[utoipa::path(
    get,
    path = "/v1/ranges/{prefix}",
    tag = "password",
    params(("prefix" = String, Path, description = "The first five hexadecimal digits of a SHA-1")),
    responses(
        (status = 200, description = "Lines `SUFFIX:COUNT`, none where no password is known",
            content_type = "text/plain", body = String,
            headers(("cache-control" = String, description = "An hour"))),
        (status = 400, description = "The prefix is not five hexadecimal digits",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
        (status = 503, description = "A list did not answer, or too many requests at once",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
    )
)]
pub(super) async fn range(
    State(shared): State<Shared>,
    prefix: Result<Path<String>, PathRejection>,
) -> Result<Response, HttpError> {
    let range = prefix.ok().and_then(|Path(prefix)| prefix.parse().ok()).ok_or_else(|| {
        let public = "a range is five hexadecimal digits";
        HttpError::new(StatusCode::BAD_REQUEST, "malformed-range", public)
    })?;
    let answer = shared.app.ranges(range).await?;
    let size: usize = answer.parts.iter().map(String::len).sum();
    if !answer.is_complete || size > MAX_ANSWER {
        // Half an answer would say of a password that nobody knows it.
        let public = "a list of breached passwords did not answer";
        return Err(HttpError::new(StatusCode::SERVICE_UNAVAILABLE, "no-ranges", public));
    }
    let headers = [
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
    ];
    Ok((headers, answer.parts.concat().replace('\n', "\r\n")).into_response())
}

/// Most bytes of rows: more than lists have, and a bound all the same.
const MAX_ANSWER: usize = 512 * 1024;
