//! What is wrong with a URI and where; never what stands there, which may be the secret.

use std::fmt;

use crate::name::names;

names! {
    /// A part of a URI.
    pub enum Part {
        /// Whose codes they are.
        Account = "account",
        /// The hash.
        Algorithm = "algorithm",
        /// The counter.
        Counter = "counter",
        /// How many digits.
        Digits = "digits",
        /// For whom the codes are, in the label or as a parameter.
        Issuer = "issuer",
        /// Issuer and account.
        Label = "label",
        /// Seconds of a step.
        Period = "period",
        /// `otpauth`.
        Scheme = "scheme",
        /// The secret.
        Secret = "secret",
        /// `hotp` or `totp`.
        Type = "type",
        /// The whole URI.
        Uri = "uri",
    }
}

names! {
    /// What is wrong with a part.
    pub enum What {
        /// A colon or a control character, which names do not have.
        Character = "character",
        /// The label has one, the parameter another one.
        Differs = "differs",
        /// It is too long.
        Long = "too-long",
        /// It cannot be read.
        Malformed = "malformed",
        /// It is not there, or empty.
        Missing = "missing",
        /// It is no number of its range.
        OutOfRange = "out-of-range",
        /// It stands there twice.
        Repeated = "repeated",
        /// It has fewer than 128 bits.
        Short = "too-short",
        /// It is none of those that there are.
        Unknown = "unknown",
    }
}

/// Why a URI is not read or not written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Mistake {
    /// Where it is.
    pub part: Part,
    /// What it is.
    pub what: What,
}

impl Mistake {
    pub(super) const fn new(part: Part, what: What) -> Self {
        Self { part, what }
    }

    /// What the part should be, in words.
    #[must_use]
    pub const fn allowed(&self) -> &'static str {
        match (self.part, self.what) {
            (_, What::Repeated) => "there once",
            (_, What::Differs) => "the same in the label and as a parameter",
            (Part::Account, What::Character) | (Part::Issuer, _) => {
                "without colons and control characters"
            }
            (Part::Account, _) => "there: a name",
            (Part::Algorithm, _) => "SHA1, SHA256 or SHA512",
            (Part::Counter, _) => "a whole number below 2^53 - 1",
            (Part::Digits, _) => "from 6 to 8",
            (Part::Label, What::Malformed) => "UTF-8 in percent-encoding",
            (Part::Label, _) => "of at most 512 characters",
            (Part::Period, _) => "from 1 to 3600 seconds",
            (Part::Scheme, _) => "otpauth",
            (Part::Secret, What::Short) => "of at least 128 bits: 26 characters",
            (Part::Secret, _) => "there, in Base32",
            (Part::Type, _) => "hotp or totp",
            (Part::Uri, What::Long) => "of at most 2048 bytes",
            (Part::Uri, _) => "without a fragment",
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` should be {}", self.part.as_str(), self.allowed())
    }
}
