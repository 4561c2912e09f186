//! The engine: documents and requests in, decisions out, all of it JSON.
//!
//! [`Engine`] is what every platform runs: a component, a core module, a page, a native test. It
//! holds parsed policies and nothing else; an answer follows from the policy and the request
//! alone. It has no clock, no random source and no way out.
//!
//! An answer is `{"ok":…}` or `{"error":{"code","message","pointer","problems"}}`. A refused
//! password is an `ok`: a report is a normal answer.

#[cfg(feature = "full")]
mod account;
#[cfg(feature = "full")]
mod arguments;
#[cfg(feature = "full")]
mod attributes;
mod engine;
mod error;
#[cfg(feature = "full")]
mod generating;
#[cfg(feature = "full")]
mod hashing;
mod operation;
#[cfg(feature = "full")]
mod organization;
#[cfg(feature = "full")]
mod otp;
#[cfg_attr(not(feature = "full"), expect(dead_code, reason = "the base build parses no attribute"))]
mod passwordrules;
#[cfg(feature = "full")]
mod redaction;
mod request;
#[cfg(feature = "full")]
mod revealing;
mod source;
#[cfg(feature = "full")]
mod strength;

#[cfg(feature = "full")]
pub use account::AccountStepped;
#[cfg(feature = "full")]
pub use attributes::{HtmlAttributes, Inexpressible};
pub use engine::{Engine, EngineDescription, Limits, Loaded, MAX_POLICIES, VERSION};
pub use error::Error;
#[cfg(feature = "full")]
pub use generating::Generated;
#[cfg(feature = "full")]
pub use hashing::{Hashed, Verified};
pub use operation::{OPERATIONS, Operation, PolicyDescription, Public};
#[cfg(feature = "full")]
pub use organization::OrganizationStepped;
#[cfg(feature = "full")]
pub use otp::{OtpQr, OtpUri, OtpUriProblem, ParsedOtpUri, ReadOtpUri, RefusedOtpUri};
pub use passwordrules::{
    CharacterClass, ParsedPasswordRules, PasswordRulesProblem, ReadPasswordRules,
    RefusedPasswordRules, RuleSet,
};
#[cfg(feature = "full")]
pub use redaction::{MAX_STREAMS, MAX_TEXT_BYTES, Redacted, RedactedSpan, RedactionReport};
pub use request::MAX_REQUEST_BYTES;
#[cfg(feature = "full")]
pub use revealing::Revealed;
#[cfg(feature = "full")]
pub use strength::{CrackSeconds, Strength, StrengthFeedback, StrengthPiece};
#[cfg(feature = "full")]
pub use wicketgate_account::explain::Explanation;
