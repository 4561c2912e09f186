//! Redaction: personal data and secrets out of text, JSON and CSV.
//!
//! One pass over bytes, no model and no regular expressions: the same result in a browser and on a server,
//! and the same for every way to cut a text into pieces.

mod action;
mod bytes;
mod check;
mod context;
mod custom;
mod escape;
mod fold;
mod format;
mod index;
mod kind;
mod kinds;
mod known;
mod label;
mod name;
mod names;
mod path;
mod pieces;
mod plan;
pub mod policy;
mod record;
mod rules;
mod scan;
#[cfg(feature = "token")]
mod seal;
mod sink;
mod stream;
mod swallow;
mod token;
mod value;
mod window;
mod words;

pub use action::{Action, Mask, PseudonymKey};
pub use custom::Custom;
pub use format::Format;
pub use kind::{Class, Confidence, Find, Form, Kind, Trigger};
pub use kinds::KINDS;
pub use known::LEAST as LEAST_KNOWN;
pub use path::Path;
pub use pieces::{Group, Pieces};
pub use plan::{KeyRule, Plan};
pub use rules::Rules;
#[cfg(feature = "token")]
pub use seal::{Revealed, TokenKey, reveal};
pub use sink::{Found as Finding, Report, Why};
pub use stream::Stream;
pub use window::{Found, Match, Rest, Run, Window};

/// Most bytes of a text that a stream holds back, its escapes read: what a match may be long before it is
/// taken for one, and what an address may have before its at-sign.
pub const MOST_HELD: usize = 2 * (window::AHEAD + window::BEHIND);
