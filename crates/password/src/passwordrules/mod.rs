//! The `passwordrules` attribute: how a page tells a password manager what to generate.
//!
//! Apple made the format (<https://developer.apple.com/password-rules/>): `required` sets, of each
//! of which a password has a character, the `allowed` characters, `max-consecutive`, `minlength`,
//! `maxlength`. Two parsers are in use and differ in what they do with a mistake: [`lenient`]
//! reads as Apple's does, [`strict`] as 1Password's. [`Words`] goes the other way: what the rules
//! of a policy say in this format.

mod ascii;
mod cursor;
pub mod lenient;
mod merge;
mod model;
mod print;
pub mod regexp;
pub mod strict;
#[cfg(test)]
mod tests;
mod words;

pub use ascii::Ascii;
pub use model::{Class, Form, Order, PasswordRules, Set};
pub use words::{Attributes, Gap, Words};
