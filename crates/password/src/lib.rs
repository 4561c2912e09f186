//! Password rules, one file each, and the report that they make together.
//!
//! [`Rules::parse`] reads the `password.rules` of a policy, [`Rules::check`] judges a
//! [`Candidate`]. A rule is one file in [`rules`]: its options, its message, its check. The
//! registry is generated from the folder.

mod candidate;
mod class;
mod common;
pub mod demand;
mod edit;
mod finding;
#[cfg(feature = "policy")]
pub mod generate;
#[cfg(feature = "hash")]
pub mod hash;
#[cfg(feature = "policy")]
pub mod hashing;
pub mod keyboard;
#[cfg_attr(
    not(feature = "policy"),
    expect(dead_code, reason = "rules say what they can say, and a page has nobody who asks")
)]
pub mod passwordrules;
mod places;
mod rule;
pub mod rules;
#[cfg(feature = "policy")]
mod satisfy;
#[cfg(any(test, feature = "policy"))]
mod score;
mod set;
#[cfg(feature = "strength")]
pub mod strength;
mod word;

pub use candidate::Candidate;
pub use class::Class;
pub use finding::{Change, Detail, Finding};
#[cfg(feature = "policy")]
pub use hashing::Hashing;
pub use rule::{Options, Place, Rule};
pub use set::{Form, Item, Rules, loosened};
