//! The page `/redact`: a text, a policy, and what redaction makes of them, all of it in the browser.
//!
//! The server sends the page and its scripts, and hears nothing after that.

use askama::Template;
use axum::{
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
};

use super::{asset, error::HttpError};

/// The page.
pub(super) async fn show() -> Result<Response, HttpError> {
    let page = Playground { no_scripts: asset::NO_SCRIPTS, scripts: asset::has_scripts() };
    let html = page.render().map_err(|error| HttpError::internal(error.to_string()))?;
    let policy = HeaderValue::from_static(CONTENT_SECURITY_POLICY);
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response())
}

#[derive(Template)]
#[template(path = "redact.html")]
struct Playground {
    no_scripts: &'static str,
    scripts: bool,
}

// SECURITY: the page has no form to send, and no connection to open: the worker alone fetches the engine.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; worker-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
