//! Reading JSON that strangers send: strict, bounded, with a line for every value.
//!
//! # Why a reader of our own
//!
//! A policy's author must learn every problem at once, each with its pointer and its line, and a
//! key that stands twice must be an error. Readers made for typed data stop at the first problem,
//! keep the last of two keys and forget where a value stood. This one keeps all of that, and costs
//! the page a tenth of a general one. Its verdicts are held to serde_json's in the tests.
//!
//! # What it accepts
//!
//! RFC 8259, no extensions. Nesting is bounded by [`MAX_DEPTH`]. Escapes that are half of a
//! surrogate pair are refused, never replaced. Numbers are read as integers within ±(2^53 - 1);
//! any other number is kept as it was written, for the message that refuses it.

mod parse;
mod value;

pub use parse::{SyntaxError, parse};
pub use value::{Kind, Member, Place, Value};

/// Deepest nesting of arrays and objects.
pub const MAX_DEPTH: usize = 32;

/// Adds one step to a JSON Pointer, escaped as RFC 6901 asks.
#[must_use]
pub fn pointer(parent: &str, step: &str) -> String {
    let step = crate::problem::shorten(step).replace('~', "~0").replace('/', "~1");
    format!("{parent}/{step}")
}
