//! The policy document: one JSON value that says everything an organisation decides.
//!
//! [`Policy::parse`] returns a value that cannot be wrong, or every problem of the document at
//! once. A document is a policy, a bundle of layers, or the form document that
//! [`Policy::form`] holds for a page, which alone is read without the feature `full`.

#[cfg(feature = "full")]
mod assemble;
#[cfg(feature = "full")]
mod binding;
mod canonical;
mod check;
#[cfg(feature = "full")]
mod conforms;
pub mod digest;
mod error;
#[cfg(feature = "full")]
mod layer;
#[cfg(feature = "full")]
mod locked;
mod policy;
#[cfg(feature = "full")]
mod preset;
#[cfg(feature = "full")]
pub mod section;

#[cfg(feature = "full")]
pub use binding::FIELDS as DATE_FIELDS;
pub use check::{Checked, NeedsNow};
pub use error::Error;
pub use policy::{MAX_BYTES, Policy, VERSION};
#[cfg(feature = "full")]
pub use preset::names as presets;
#[cfg(feature = "full")]
pub use wicketgate_password::hashing::FIELDS as HASHING_FIELDS;
