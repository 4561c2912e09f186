//! Styles and scripts of the pages.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{document, error::HttpError};

/// Answers a file of the page.
pub(super) async fn asset(
    name: Result<Path<String>, axum::extract::rejection::PathRejection>,
    headers: HeaderMap,
) -> Response {
    let name = name.map(|Path(name)| name).unwrap_or_default();
    let Some((_, content)) = files().find(|(file, _)| *file == name) else {
        return missing().into_response();
    };
    let tag = document::tag(content);
    let cache = [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::ETAG, tag.clone()),
    ];
    if document::is_current(&headers, &tag) {
        return (StatusCode::NOT_MODIFIED, cache).into_response();
    }
    let content_type = [(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&name)))];
    (cache, content_type, content).into_response()
}

/// Whether the page has its scripts; without them it works as it does without JavaScript.
pub(super) fn has_scripts() -> bool {
    PAGE.iter().any(|(name, _)| *name == SCRIPT)
}

/// What to tell whoever wonders where the scripts are.
pub(super) const NO_SCRIPTS: &str =
    "the page has no scripts: run `cargo xtask build` and build this program again";

fn missing() -> HttpError {
    let public = if has_scripts() { "there is nothing here" } else { NO_SCRIPTS };
    HttpError::new(StatusCode::NOT_FOUND, "not-found", public)
}

fn files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    PAGE.iter().chain(OWN).copied()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// What the page's `<script>` names.
const SCRIPT: &str = "form.js";

/// `target/wicketgate/page/` as `cargo xtask build` made it, or nothing.
static PAGE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/page_files.rs"));

static OWN: &[(&str, &[u8])] = &[
    ("icon.svg", include_bytes!("../../assets/icon.svg")),
    ("redact.css", include_bytes!("../../assets/redact.css")),
    ("style.css", include_bytes!("../../assets/style.css")),
];
