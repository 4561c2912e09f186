//! An organisation: its domains, its policy, the secret of its programs.
//!
//! **One event, one swap**, as for an account. The host keeps the documents of policies under their
//! digests; the state names the one that is drafted and the one that is live.

mod authority;
mod document;
mod domain;
mod event;
mod secret;
mod state;

pub use event::EVENTS;
pub use state::Organization;
