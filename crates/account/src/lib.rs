//! The account engine: what happens to an account, as values.
//!
//! A step takes a state and an event and gives the next state, a decision and the effects that
//! the host performs. It reads no clock, draws no random number and keeps nothing.

mod cidr;
mod entropy;
mod key;
mod name;
pub mod policy;
mod record;
mod session;

pub use cidr::Cidr;
pub use entropy::{BYTES as ENTROPY_BYTES, Entropy};
pub use key::Keys;
pub use session::Channel;
