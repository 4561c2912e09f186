//! States: those that were written before are read as they were, none grows without bound, and
//! nothing secret leaves one.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper of a test fails the test"
)]

mod bound;
mod golden;
mod taint;
mod world;
