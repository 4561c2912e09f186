//! Whether the process lives, and whether it should get requests.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};

use super::{error::HttpError, route::Shared};

/// The process answers.
#[utoipa::path(get, path = "/livez", tag = "health",
    responses((status = 200, description = "The process answers", content_type = "text/plain", body = String)))]
pub(super) async fn live() -> impl IntoResponse {
    text("live\n")
}

/// The policy decides, and the server is not ending.
#[utoipa::path(get, path = "/readyz", tag = "health",
    responses(
        (status = 200, description = "The policy decides", content_type = "text/plain", body = String),
        (status = 503, description = "The server is ending, or has too much to do",
            content_type = "application/problem+json", body = ref("#/components/schemas/ProblemDetails")),
    ))]
pub(super) async fn ready(State(shared): State<Shared>) -> Result<impl IntoResponse, HttpError> {
    if shared.app.is_draining() {
        return Err(HttpError::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "ending",
            "the server is ending",
        ));
    }
    shared.app.ask(|policy| policy.requirements().map(drop)).await?;
    Ok(text("ready\n"))
}

fn text(text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))], text)
}
