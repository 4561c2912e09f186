//! The account engine: what happens to an account, as values.
//!
//! A step takes a state and an event and gives the next state, a decision and the effects that
//! the host performs. It reads no clock, draws no random number and keeps nothing.

pub mod activity;
pub mod actor;
mod attempt;
mod authenticator;
mod backup;
mod binding;
mod challenge;
mod cidr;
pub mod decision;
mod device;
pub mod effect;
mod enrolment;
mod entropy;
mod event;
pub mod explain;
mod factor;
mod flow;
mod gate;
mod guard;
mod key;
mod link;
mod lockout;
mod message;
mod name;
pub mod organization;
pub mod otp;
pub mod overview;
mod pass;
mod password;
pub mod policy;
mod proof;
mod record;
mod reserve;
mod session;
mod settle;
mod sign_in;
mod size;
mod state;
mod step;
mod time;
mod token;
mod unique;
mod verify;

pub use cidr::Cidr;
pub use entropy::{BYTES as ENTROPY_BYTES, Entropy};
pub use event::{EVENTS, EventType};
pub use key::Keys;
pub use organization::Organization;
pub use session::Channel;
pub use size::MOST_BYTES;
pub use state::{Account, Unreadable, VERSION};
pub use step::{Event, Given, HEADER, Judged, Stepped, step};
pub use unique::{Namespace, Unique};
