//! The manual: why things are as they are.
//!
//! - [`defaults`]: each default, as question and answer, with its source.
//! - [`threats`]: what an attacker may try against the module and its hosts, and what stops it.

pub mod defaults;
pub mod threats;
