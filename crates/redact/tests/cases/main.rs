//! What other tools find and reject, held against the kinds.
//!
//! The rows stand beside the repository, in `../shared/cases/redaction`, and are no part of it: a clone has
//! none, and says so. A row that is judged otherwise stands in a list with the reason.

#![expect(
    clippy::disallowed_macros,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a helper of a test fails the test, and says what it came to"
)]

mod identifier;
mod number;
mod secret;
