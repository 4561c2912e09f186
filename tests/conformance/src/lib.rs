//! Proof that every engine decides alike: vectors, public cases, properties, and how long it takes.
//!
//! Behaviour is data: the files under `tests/vectors` say what a policy decides, and every engine
//! runs all of them. This crate runs them against the native engine and against the component in
//! wasmtime, through one [`Engine`] trait; the other languages have runners of their own, and the
//! counts of all must be equal. What no file can hold is shown here in Rust: that a stricter policy
//! never accepts more, that native and component agree byte for byte on hostile input, and that a
//! runner notices an engine that lies.

pub mod answer;
pub mod case;
#[cfg(feature = "component")]
mod component;
pub mod corpus;
pub mod engine;
pub mod liar;
#[cfg(feature = "component")]
pub mod property;
pub mod redaction;
pub mod runner;
pub mod vector;

#[cfg(feature = "component")]
pub use component::Component;
pub use engine::{Engine, Native, Output};
pub use runner::{Outcome, run};
