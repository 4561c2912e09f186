//! A limit of N is exact, however many nodes and parallel attempts there are.
//!
//! [`model`] explores every interleaving of a few attempts on a few nodes, with lost swaps, crashes
//! between reserving and settling, and time that passes. [`simulation`] plays many thousands of
//! attempts at random. Both hold every history to the same laws ([`law`]).

#![expect(
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper of a test fails the test, and says what was explored"
)]

mod law;
mod model;
mod simulation;
mod world;
