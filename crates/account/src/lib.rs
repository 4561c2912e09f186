//! The account engine: what happens to an account, as values.
//!
//! [`step`](step()) takes a state and an event and gives the next state, a decision and the effects that
//! the host performs. It reads no clock, draws no random number and keeps nothing.

mod name;
mod record;
