//! Which path is answered by what.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    http::StatusCode,
    middleware,
    response::Redirect,
    routing::{get, post},
};
use tokio::sync::Semaphore;
use tower_http::compression::CompressionLayer;

use super::{
    app::App, asset, check, document, error::HttpError, guard, health, page, playground, range,
    redact,
};

/// What every handler gets.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) app: App,
    /// Places for requests that are worked on.
    pub(super) places: Arc<Semaphore>,
    /// Time for a body to arrive.
    pub(super) read_timeout: Duration,
    /// Places for texts that are redacted.
    pub(super) streams: Arc<Semaphore>,
}

/// All routes, guarded.
pub(super) fn router(shared: Shared) -> Router {
    let assets =
        Router::new().route("/assets/{name}", get(asset::asset)).layer(CompressionLayer::new());
    Router::new()
        .route("/", get(|| async { Redirect::to("/sign-up") }))
        .route("/redact", get(playground::show))
        .route("/sign-up", get(page::show).post(page::submit))
        .route("/v1/password/check", post(check::check))
        .route("/v1/password/requirements", get(document::requirements))
        .route("/v1/policy", get(document::policy))
        .route("/v1/ranges/{prefix}", get(range::range))
        .route("/v1/redact", post(redact::redact))
        .route("/openapi.json", get(document::openapi))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .merge(assets)
        .fallback(|| async {
            HttpError::new(StatusCode::NOT_FOUND, "not-found", "there is nothing here")
        })
        .method_not_allowed_fallback(|| async {
            let public = "this path does not take this method";
            HttpError::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", public)
        })
        .layer(middleware::from_fn_with_state(shared.clone(), guard::guard))
        .with_state(shared)
}
