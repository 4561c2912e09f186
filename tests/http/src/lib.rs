//! The `wicketgate` binary as its users meet it: started, asked over HTTP or in a terminal, stopped.
//!
//! The tests are in `tests/`; this is what they share. The binary is built once for each test
//! program, in the profile and the target directory of the tests themselves.

mod binary;
mod client;
mod range_service;
mod server;

pub use binary::{Output, command, run, run_with};
pub use client::{Answer, raw};
pub use range_service::{RangeService, Reply};
pub use server::Server;
