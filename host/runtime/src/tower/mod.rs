//! A `tower` layer that redacts responses as they leave, each for whoever asked.
//!
//! ```no_run
//! use axum::{Router, routing::get};
//! use wicketgate_runtime::{Module, Policy, tower::{Audience, RedactLayer}};
//!
//! # fn app() -> Result<Router, wicketgate_runtime::Error> {
//! let document = r#"{"version":1,"redaction":{
//!     "profiles":[{"name":"support","kinds":{"email-address":{"enabled":false}}}]}}"#;
//! let policy = Policy::load(&Module::open()?, document)?;
//! // Whoever knows the caller has put the role there: a layer outside of this one.
//! #[derive(Clone)]
//! struct Role(&'static str);
//! let redact = RedactLayer::new(policy).audience(|request| match request.extensions.get::<Role>() {
//!     Some(Role("owner")) => Audience::unredacted(),
//!     Some(Role("support")) => Audience::profile("support"),
//!     _ => Audience::policy(),
//! });
//! let app = Router::new().route("/customers", get(|| async { "ada@example.com" })).layer(redact);
//! # Ok(app)
//! # }
//! ```
//!
//! **Nothing leaves that was not redacted.** Where that cannot be, the answer is `500`, or `503` where the
//! engine is busy; where a body has begun already, it ends in an error, and what was held back never comes.
//!
//! - A body goes through as it comes: less than a kilobyte is held back, a piece is asked for when the one
//!   before it was taken, and at most 64 KiB are looked at in one turn. An engine's instance is occupied as
//!   long as the body lasts, so [`Builder::concurrency`](crate::Builder::concurrency) bounds how many do.
//!   Clients that read slowly hold their places: bound the time of a response outside of this layer, and give
//!   it a module of its own where decisions must go on meanwhile.
//! - The format follows from `Content-Type`: JSON (also `+json`), lines of JSON, CSV, TSV, forms, and text of
//!   any other kind. **Other types pass as they are**, images and archives among them; with
//!   [`RedactLayer::others`] they are refused.
//! - A compressed body cannot be read and is refused; [`RedactLayer::encoded`] lets it pass. The service inside
//!   is not asked for one: `Accept-Encoding` stays outside. Compress outside of this layer.
//! - A part of a body cannot be redacted as the whole is: `Range` stays outside, and an answer with a part
//!   (`206`, `Content-Range`) is refused.
//! - What speaks of the bytes that were there goes: `Content-Length`, `ETag`, digests, `Accept-Ranges`, also
//!   from trailers. `If-None-Match` and `If-Modified-Since` stay outside, because they would make a client
//!   take what it has kept, perhaps as somebody else, for what it may see now.
//! - What one may see is not for all: a shared cache is told so (`Cache-Control: private`).
//! - Headers and trailers are not looked at: what is personal does not belong there.

mod audience;
mod body;
mod head;
mod service;
mod text;

pub use audience::Audience;
pub use body::{BodyError, RedactBody};
pub use service::{RedactLayer, RedactService};

/// What becomes of a body that cannot be read.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Unread {
    /// It passes as it is.
    Pass,
    /// The response is `500` in its place.
    #[default]
    Refuse,
}
