//! Runs the Wicketgate engine in wasmtime, one isolated instance for each decision.
//!
//! ```no_run
//! use wicketgate_core::Context;
//! use wicketgate_runtime::{Module, Policy};
//!
//! # fn main() -> Result<(), wicketgate_runtime::Error> {
//! let module = Module::open()?;
//! let policy = Policy::load(&module, r#"{"version":1,"extends":"preset:default"}"#)?;
//! let report = policy.check(&"correct horse".into(), &Context::default())?;
//! println!("{:?}", report.verdict);
//! # Ok(())
//! # }
//! ```
//!
//! # What it guarantees
//!
//! - **The engine is the one that was meant.** [`Builder::digest`] pins it; a module that imports
//!   anything, or does not export the engine's interface, is refused.
//! - **A decision sees nothing of another one.** Each gets an instance of its own, whose memory is
//!   reset when it ends. A [`Session`] is the one exception, and says so.
//! - **It ends, and it stays small.** A deadline, a cap on memory, and bounds on what goes in and
//!   what comes out hold for every call.
//! - **It fails closed.** After a trap, a deadline or an answer that makes no sense the instance is
//!   dropped and the caller gets an [`Error`], never a verdict.
//! - **Load is refused, not queued without end.** Decisions beyond [`Builder::concurrency`] wait for
//!   [`Builder::wait`] and then get [`Error::Busy`].
//!
//! # What it does not
//!
//! It keeps no clock: `now` is the caller's, in [`Context`](wicketgate_core::Context). It does not
//! overwrite the copies of a password that the caller's own process makes.

mod answer;
mod bake;
mod cache;
mod deserialize;
mod digest;
mod embedded;
mod error;
mod gate;
mod guest;
mod hashing;
mod limit;
mod module;
mod policy;
mod random;
mod redaction;
mod reveal;
mod sandbox;
mod session;
mod step;
mod ticker;
#[cfg(feature = "tower")]
pub mod tower;

pub use answer::ok;
pub use bake::{Baked, bake};
pub use cache::State as Cache;
pub use digest::Digest;
pub use error::Error;
pub use hashing::{Hashing, Verification};
pub use limit::{MAX_ANSWER, MAX_DOCUMENT, MAX_REQUEST, MAX_TEXT};
pub use module::{Builder, Module};
pub use policy::{Description, Form, HtmlAttributes, Inexpressible, Policy};
pub use redaction::{Redact, Redaction, RedactionReport, RedactionSpan, TextFormat};
pub use reveal::{Reveal, Revealed, Tokens};
pub use session::Session;
pub use step::{Key, StepRequest, Stepped};

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
