//! Vocabulary of Wicketgate: what requests, answers and policies are made of.
//!
//! Everything here is a value or a function of its arguments. The crate depends on serde alone:
//! [`json`] reads what strangers send (strict, bounded, with a place for every value), [`field`]
//! says what a document may hold and decodes it, [`report`] and [`problem`] are what an engine
//! answers, and [`text`] holds the Unicode that a password needs.

pub mod code;
pub mod context;
pub mod field;
pub mod hex;
pub mod json;
pub mod manual;
pub mod message;
mod order;
pub mod param;
pub mod pattern;
pub mod problem;
pub mod range;
pub mod report;
pub mod secret;
pub mod text;
pub mod timestamp;

pub use code::Code;
pub use context::Context;
pub use problem::{Error, Problem, Problems};
pub use report::Report;
pub use secret::Secret;
pub use timestamp::Timestamp;
