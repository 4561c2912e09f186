//! What holds for every request: an id, a place, a time limit, safe headers and one log line.

use std::{
    fmt::Write,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::time;

use super::{
    error::{HttpError, Internal},
    route::Shared,
};

/// Wraps a request.
// SECURITY: the log line names the route and not the path, and a method only where it is a known one:
// whatever a client can choose freely may be a password in the wrong place.
pub(super) async fn guard(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id = id();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let mut response = answer(&shared, route.as_deref(), request, next).await;
    let internal = response.extensions_mut().remove::<Internal>();
    protect(response.headers_mut(), &id);
    let (status, micros) = (response.status().as_u16(), start.elapsed().as_micros());
    let route = route.as_deref().unwrap_or("-");
    match internal {
        Some(Internal(error)) => {
            tracing::error!(id, method, route, status, micros, error, "request")
        }
        None => tracing::info!(id, method, route, status, micros, "request"),
    }
    response
}

/// The method, where it is one that this server might answer.
fn known(method: &Method) -> &'static str {
    let known = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];
    known.into_iter().find(|known| method == known).unwrap_or("-")
}

/// Answers where there is a place, and in time.
async fn answer(shared: &Shared, route: Option<&str>, request: Request, next: Next) -> Response {
    // Whoever watches the server learns that it is full, not that it is gone.
    let watched = matches!(route, Some("/livez" | "/readyz"));
    let place = shared.places.try_acquire();
    if place.is_err() && !watched {
        return HttpError::busy(RETRY_AFTER).into_response();
    }
    match time::timeout(shared.read_timeout + DECIDE_TIMEOUT, next.run(request)).await {
        Ok(response) => response,
        Err(_) => HttpError {
            internal: Some("no answer in time".to_owned()),
            ..HttpError::busy(RETRY_AFTER)
        }
        .into_response(),
    }
}

/// Headers that make a browser keep to what this server's pages need.
fn protect(headers: &mut HeaderMap, id: &str) {
    for (name, value) in HEADERS {
        // A page that needs less says so itself.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
}

/// An id that is unique in this process and tells nothing but that.
fn id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let mut random = [0; 6];
    // Without randomness the counter alone still tells requests apart.
    let _filled = getrandom::fill(&mut random);
    let mut id = format!("{:x}-", NEXT.fetch_add(1, Ordering::Relaxed));
    for byte in random {
        // Writing to a string cannot fail.
        let _infallible = write!(id, "{byte:02x}");
    }
    id
}

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// Nothing from elsewhere, nothing inline; `wasm-unsafe-eval` is what compiling WebAssembly needs.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Time for a decision beside the body's: more than the engine's own deadline and the wait for it.
const DECIDE_TIMEOUT: Duration = Duration::from_secs(5);
